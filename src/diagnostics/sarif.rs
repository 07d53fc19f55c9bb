//! Prints diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors read.
//!
//! Owns the parts of the format that caveat fills. Columns are counted in characters, and the output says so. Must not
//! know how a problem is found.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::rulebook::{self, Levels, Rule};
use crate::text::json;
use crate::text::manuscript::{Manuscript, Span};
use crate::text::visible;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Characters that are escaped in a path: all but letters, digits, `/` and the marks that RFC 3986 leaves unreserved.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Change>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Clone, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    /// One past the last column.
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: Artifact,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

/// Prints the problems of all texts as a log with one run.
pub fn log<'a>(checked: impl Iterator<Item = (&'a Manuscript, &'a [Diagnostic])>, levels: &Levels) -> String {
    let rules: Vec<_> = rulebook::rules().map(|rule| descriptor(rule, levels)).collect();
    let results =
        checked.flat_map(|(manuscript, diagnostics)| diagnostics.iter().map(|found| outcome(found, manuscript)));
    let results = results.collect();
    let driver = Driver { name: "caveat", semantic_version: env!("CARGO_PKG_VERSION"), rules };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    json::pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn descriptor(rule: &Rule, levels: &Levels) -> Descriptor {
    let severity = levels.level(rule).severity();
    Descriptor {
        id: rule.id,
        short_description: Message { text: format!("{}.", rule.means) },
        full_description: Message { text: rule.why.replace('\n', " ") },
        default_configuration: Configuration {
            enabled: severity.is_some(),
            level: severity.map_or("none", |severity| severity.word()),
        },
    }
}

fn outcome<'a>(found: &'a Diagnostic, manuscript: &Manuscript) -> Outcome<'a> {
    let help = found.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    let related = found.related.iter().map(|(span, words)| Location {
        message: Some(Message { text: visible::line(words).into_owned() }),
        ..location(manuscript, *span)
    });
    let fixes = found.fix.iter().map(|fix| Change {
        description: Message { text: fix.done.clone() },
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(manuscript),
            replacements: [Replacement {
                deleted_region: region(manuscript, fix.span),
                inserted_content: Message { text: fix.replacement.clone() },
            }],
        }],
    });
    Outcome {
        rule_id: found.id,
        rule_index: rulebook::rules().position(|rule| rule.id == found.id).expect("every id has its rule"),
        level: found.severity.word(),
        message: Message { text: visible::line(&format!("{}{help}", found.message)).into_owned() },
        locations: [location(manuscript, found.span)],
        related_locations: related.collect(),
        fixes: fixes.collect(),
    }
}

fn location(manuscript: &Manuscript, span: Span) -> Location {
    let physical_location = Physical { artifact_location: artifact(manuscript), region: region(manuscript, span) };
    Location { physical_location, message: None }
}

/// Returns the address of a file. A relative path stays relative, because the caller of the check knows where it
/// starts.
fn artifact(manuscript: &Manuscript) -> Artifact {
    let name = manuscript.name();
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let path = utf8_percent_encode(name.strip_prefix("./").unwrap_or(&name), PATH);
    Artifact { uri: if name.starts_with('/') { format!("file://{path}") } else { path.to_string() } }
}

fn region(manuscript: &Manuscript, span: Span) -> Region {
    let (from, to) = (manuscript.position(span.start), manuscript.position(span.end));
    Region { start_line: from.line, start_column: from.column, end_line: to.line, end_column: to.column }
}
