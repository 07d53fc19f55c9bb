//! Judgements as Web Annotations (W3C Web Annotation Data Model, in JSON-LD): the form of the file that is kept and of
//! the export.
//!
//! A claim is a `TextQuoteSelector` and a `TextPositionSelector` of the text as it reads: the words of its blocks, each
//! block and cell on a line, without markup, references and front matter. A source is a tag. The note is a body for
//! commenting, the status a tag, and the ratings are bodies for assessing, so that other programs show them as words.
//! What is not rated is not written, so 6 and F in a file, an old one too, were chosen by somebody.
//! Reading takes more forms than writing makes: pages, lists, and exports of Hypothes.is. Must not know where the claims
//! stand.

use serde::Serialize;
use serde_json::Value;

use super::target::{Quote, Target, uuid};
use super::{Entry, Judgement, Scale};
use crate::text::address::relative;
use crate::text::json;
use crate::text::manuscript::one_line;
use crate::text::numbers;

/// The context of the Web Annotation vocabulary.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Tags that name a source, and the references of a claim.
const SOURCE: &str = "source";
const CITES: &str = "cites";

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: String,
    total: usize,
    first: Page<'a>,
}

#[derive(Serialize)]
struct Page<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Creator<'a>>,
    motivation: &'static str,
    body: Vec<Body>,
    target: AnnotationTarget<'a>,
}

/// Who made an annotation, if that is not the reader.
#[derive(Serialize)]
struct Creator<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    format: &'static str,
    value: String,
}

#[derive(Serialize)]
struct AnnotationTarget<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    selector: Vec<Selector<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector { exact: &'a str, prefix: &'a str, suffix: &'a str },
    TextPositionSelector { start: usize, end: usize },
}

/// Writes judgements as an annotation collection in JSON-LD. `name` is the name of the text's file.
pub fn written(entries: &[Entry], name: &str) -> String {
    // An export must not tell where the file is, so the text is named relative to it.
    let source = relative(name);
    let id = |part: &str| {
        let number =
            |salt: u8| u128::from(numbers::fingerprint([salt].into_iter().chain(part.bytes()).chain(name.bytes())));
        uuid(number(1) << 64 | number(2))
    };
    json::pretty(&Collection {
        context: CONTEXT,
        id: id("collection"),
        kind: "AnnotationCollection",
        label: format!("Judgements of {name}"),
        total: entries.len(),
        first: Page {
            id: id("page"),
            kind: "AnnotationPage",
            start_index: 0,
            items: entries.iter().map(|entry| annotation(entry, &source)).collect(),
        },
    })
}

fn annotation<'a>(entry: &'a Entry, source: &'a str) -> Annotation<'a> {
    let Entry { target, by, judgement } = entry;
    let body = |purpose, value: String| Body { kind: "TextualBody", purpose, format: "text/plain", value };
    let mut bodies = Vec::new();
    if !judgement.note.is_empty() {
        bodies.push(body("commenting", judgement.note.clone()));
    }
    for (scale, rating) in judgement.ratings() {
        let purpose = if scale == Scale::Status { "tagging" } else { "assessing" };
        bodies.push(body(purpose, tag(scale.name(), rating.word)));
    }
    let mut selector = Vec::new();
    match target {
        Target::Claim(Quote { exact, prefix, suffix, position, cites }) => {
            selector.push(Selector::TextQuoteSelector { exact, prefix, suffix });
            selector.extend(position.map(|(start, end)| Selector::TextPositionSelector { start, end }));
            bodies.extend(cites.iter().map(|cites| body("tagging", tag(CITES, cites))));
        }
        Target::Source { id, name } => {
            bodies.push(body("tagging", tag(SOURCE, id)));
            bodies.push(body("identifying", name.clone()));
        }
    }
    Annotation {
        id: entry.iri(),
        kind: "Annotation",
        creator: by.as_deref().map(|name| Creator { name }),
        motivation: "assessing",
        body: bodies,
        target: AnnotationTarget { kind: "SpecificResource", source, selector },
    }
}

fn tag(name: &str, value: &str) -> String {
    format!("{name}: {value}")
}

/// An annotation from a file: what it is about, who made it and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// None if it is about a text as a whole, or about something other than text.
    pub target: Option<Target>,
    /// The name of who made it. Without one, it is the reader's own: caveat writes those so.
    pub by: Option<String>,
    pub judgement: Judgement,
}

/// Reads annotations, or says why the file has none.
pub fn read(text: &str) -> Result<Vec<Foreign>, String> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| format!("it is not JSON: {error}"))?;
    let items = items(&value).ok_or_else(|| "no annotations in it".to_owned())?;
    if !items.is_empty() && items.iter().all(|item| item.get("target").is_none()) {
        return Err("no annotations in it".to_owned());
    }
    Ok(items.iter().flat_map(foreign).collect())
}

/// The annotations of a collection, a page, a list, an export of Hypothes.is (`rows` of its service, `annotations` of
/// its client), or a single one.
fn items(value: &Value) -> Option<&[Value]> {
    match value {
        Value::Array(items) => Some(items),
        Value::Object(object) => {
            let listed =
                ["items", "rows", "annotations", "@graph"].into_iter().find_map(|key| object.get(key)?.as_array());
            match listed {
                Some(items) => Some(items),
                None if object.contains_key("target") => Some(std::slice::from_ref(value)),
                None => object.get("first").filter(|first| first.is_object()).and_then(items),
            }
        }
        _ => None,
    }
}

/// One for each target of an annotation; without a target, one about nothing.
fn foreign(annotation: &Value) -> Vec<Foreign> {
    let (mut judgement, mut named) = (Judgement::default(), Named::default());
    let (mut notes, mut tags): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
    for body in list(annotation.get("body")) {
        let (value, purpose) = match body {
            Value::String(iri) => (iri.as_str(), "linking"),
            body => (string(body, "value").unwrap_or_default(), string(body, "purpose").unwrap_or("commenting")),
        };
        match purpose {
            "tagging" | "assessing" | "classifying" => tags.push(value),
            "identifying" => named.name = Some(value.to_owned()),
            _ => notes.push(value.to_owned()),
        }
    }
    notes.extend(string(annotation, "bodyValue").map(str::to_owned));
    // The keys of Hypothes.is.
    notes.extend(string(annotation, "text").map(str::to_owned));
    tags.extend(list(annotation.get("tags")).iter().filter_map(Value::as_str));
    let mut others = Vec::new();
    for tag in tags {
        if !(rated(&mut judgement, tag) || named.take(tag)) {
            others.push(tag);
        }
    }
    // Without a source, the name is a tag like any other.
    others.extend(named.name.as_deref().filter(|_| named.source.is_none()));
    if !others.is_empty() {
        notes.push(format!("Tags: {}", others.join(", ")));
    }
    notes.retain(|note| !note.trim().is_empty());
    judgement.note = notes.join("\n\n");
    let by = creator(annotation);
    let targets = list(annotation.get("target"));
    if targets.is_empty() {
        return vec![Foreign { target: None, by, judgement }];
    }
    let of = |target| Foreign { target: named.target(target), by: by.clone(), judgement: judgement.clone() };
    targets.iter().map(of).collect()
}

/// What tags name.
#[derive(Default)]
struct Named {
    source: Option<String>,
    name: Option<String>,
    cites: Option<String>,
}

impl Named {
    /// Takes a tag that names a source or references. Returns whether it does.
    fn take(&mut self, tag: &str) -> bool {
        match tag.split_once(": ") {
            Some((SOURCE, id)) => self.source = Some(id.to_owned()),
            Some((CITES, labels)) => self.cites = Some(labels.to_owned()),
            _ => return false,
        }
        true
    }

    fn target(&self, target: &Value) -> Option<Target> {
        let selectors = list(target.get("selector"));
        let of = |kind: &str| selectors.iter().find(|selector| string(selector, "type") == Some(kind));
        if let Some(quote) = of("TextQuoteSelector") {
            let text = |key| string(quote, key).unwrap_or_default().to_owned();
            let exact = text("exact");
            let position = of("TextPositionSelector").and_then(|position| {
                let number = |key| usize::try_from(position.get(key)?.as_u64()?).ok();
                Some((number("start")?, number("end")?))
            });
            let quote =
                Quote { exact, prefix: text("prefix"), suffix: text("suffix"), position, cites: self.cites.clone() };
            return (!quote.exact.trim().is_empty()).then_some(Target::Claim(quote));
        }
        let id = self.source.clone()?;
        let name = self.name.clone().unwrap_or_default();
        Some(Target::Source { id, name })
    }
}

/// Takes a tag that is a rating, such as `status: wrong`. Returns whether it is one.
fn rated(judgement: &mut Judgement, tag: &str) -> bool {
    let Some((name, word)) = tag.split_once(':') else { return false };
    let scale = Scale::ALL.into_iter().find(|scale| scale.name().eq_ignore_ascii_case(name.trim()));
    let Some((scale, index)) = scale.and_then(|scale| Some((scale, scale.parse(word.trim())?))) else { return false };
    judgement.rate(scale, Some(index));
    true
}

/// The name of who wrote an annotation, if the file says.
fn creator(annotation: &Value) -> Option<String> {
    let creator = list(annotation.get("creator")).first();
    let name = creator
        .and_then(|creator| creator.as_str().or_else(|| string(creator, "name").or_else(|| string(creator, "id"))));
    let displayed = annotation.get("user_info").and_then(|user| string(user, "display_name"));
    let user = string(annotation, "user").map(|user| user.trim_start_matches("acct:"));
    let names = [name, displayed, user].into_iter().flatten().map(one_line);
    names.into_iter().find(|name| !name.is_empty())
}

fn string<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

/// A list, or a single value as a list of one.
fn list(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(items)) => items,
        Some(Value::Null) | None => &[],
        Some(value) => std::slice::from_ref(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(exact: &str) -> Quote {
        Quote { exact: exact.to_owned(), ..Quote::default() }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut judgement =
            Judgement { note: "Ask Maas: \"table 4\"\n\nstatus: wrong?\u{1b}".to_owned(), ..Judgement::default() };
        judgement.rate(Scale::Status, Some(2));
        judgement.rate(Scale::Likelihood, Some(0));
        let claim = Quote { cites: Some("audit, pilots".to_owned()), position: Some((3, 9)), ..quote("Dues doubled.") };
        let source = Target::Source { id: "1".to_owned(), name: "status: open".to_owned() };
        let mut entries: Vec<_> = [Target::Claim(claim), source]
            .map(|target| Entry { target, by: None, judgement: judgement.clone() })
            .into();
        entries.push(Entry { by: Some("Ada".to_owned()), ..entries[0].clone() });
        let read = read(&written(&entries, "a b.md")).unwrap();
        let read: Vec<_> = read
            .into_iter()
            .map(|Foreign { target, by, judgement }| Entry { target: target.unwrap(), by, judgement })
            .collect();
        assert_eq!((&read[0], &read[2]), (&entries[0], &entries[2]));
        assert_eq!(read[1].target, entries[1].target);
    }

    #[test]
    fn exports_of_hypothesis_are_read_and_others_judgements_keep_their_author() {
        let row = r#"{"user": "acct:ada@hypothes.is", "text": "Doubtful", "tags": ["status: open", "port"], "target": [
            {"source": "https://port.example", "selector": [{"type": "RangeSelector"},
            {"type": "TextQuoteSelector", "exact": "Dues doubled."}]}]}"#;
        for file in [
            format!(r#"{{"rows": [{row}]}}"#),
            format!(r#"{{"annotations": [{row}]}}"#),
            format!("[{row}]"),
            row.to_owned(),
        ] {
            let read = read(&file).unwrap();
            assert_eq!(read[0].target, Some(Target::Claim(quote("Dues doubled."))));
            assert_eq!(read[0].by.as_deref(), Some("ada@hypothes.is"));
            assert_eq!(read[0].judgement.note, "Doubtful\n\nTags: port");
            assert_eq!(read[0].judgement.rated(), "status: open, still to check");
        }
    }

    #[test]
    fn other_files_are_refused() {
        for file in ["", "# Dues", "{}", "3", "[{}]", r#"{"format": "caveat/2", "claims": []}"#] {
            assert!(read(file).is_err(), "{file}");
        }
        assert_eq!(read("[]"), Ok(Vec::new()));
    }
}
