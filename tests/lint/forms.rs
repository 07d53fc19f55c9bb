//! Tests the formats for other programs: SARIF, and the workflow commands of GitHub.

use caveat::diagnostics::diagnostic::Diagnostic;
use caveat::diagnostics::rulebook::{self, Levels};
use caveat::diagnostics::sarif;
use caveat::text::manuscript::{Manuscript, Span};
use serde_json::{Value, json};

fn log(name: &str, text: &str) -> Value {
    let (dossier, found) = caveat::lint::check(Manuscript::new(name, text), Vec::new(), &Levels::default());
    serde_json::from_str(&sarif::log([(&dossier.manuscript, found.as_slice())].into_iter(), &Levels::default()))
        .unwrap()
}

const TEXT: &str = "+++\n[sources.audit]\n+++\n港は混む。[^audti] Dues doubled.[^audit]\n";

#[test]
fn sarif_output_has_the_required_fields() {
    let log = log("notes/a b#ü%.md", TEXT);
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-2.1.0.json"));
    let run = &log["runs"][0];
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["name"], "caveat");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), rulebook::rules().count());
    for (rule, described) in rulebook::rules().zip(rules) {
        assert_eq!(described["id"], rule.id);
        assert!(described["shortDescription"]["text"].as_str().unwrap().ends_with('.'));
        let level = described["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["none", "note", "warning", "error"].contains(&level));
    }
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "undeclared-label");
    assert_eq!(rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()]["id"], "undeclared-label");
    assert_eq!(result["level"], "error");
    assert_eq!(result["message"]["text"], "`audti` is neither declared nor defined; did you mean `audit`?");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "notes/a%20b%23%C3%BC%25.md");
    assert_eq!(place["region"], json!({ "startLine": 4, "startColumn": 6, "endLine": 4, "endColumn": 14 }));
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"], place["region"]);
    assert_eq!(replacement["insertedContent"]["text"], "[^audit]");
}

/// An object with these properties and no others.
#[expect(clippy::needless_pass_by_value, reason = "what is given is written in place")]
fn object(required: &[&str], properties: Value) -> Value {
    json!({ "type": "object", "required": required, "additionalProperties": false, "properties": properties })
}

/// The parts of the standard that the log could break, restated: required and known properties, and their values.
#[test]
fn sarif_output_follows_the_structure_of_the_standard() {
    let text = || object(&["text"], json!({ "text": { "type": "string" } }));
    let list = |items: Value| json!({ "type": "array", "uniqueItems": true, "items": items });
    let one = || json!({ "type": "integer", "minimum": 1 });
    let region = object(
        &["startLine"],
        json!({ "startLine": one(), "startColumn": one(), "endLine": one(), "endColumn": one() }),
    );
    let artifact = object(&[], json!({ "uri": { "type": "string", "pattern": "^[A-Za-z0-9._~/%:-]+$" } }));
    let place = object(&["artifactLocation"], json!({ "artifactLocation": artifact, "region": region }));
    let location = object(&[], json!({ "message": text(), "physicalLocation": place }));
    let level = json!({ "enum": ["none", "note", "warning", "error"] });
    let configuration = object(&[], json!({ "enabled": { "type": "boolean" }, "level": level }));
    let rule = object(
        &["id"],
        json!({
            "id": { "type": "string" }, "shortDescription": text(), "fullDescription": text(),
            "defaultConfiguration": configuration,
        }),
    );
    let driver = object(
        &["name"],
        json!({ "name": { "type": "string" }, "semanticVersion": { "type": "string" }, "rules": list(rule) }),
    );
    let replacement = object(&["deletedRegion"], json!({ "deletedRegion": region, "insertedContent": text() }));
    let change = object(
        &["artifactLocation", "replacements"],
        json!({ "artifactLocation": artifact, "replacements": list(replacement) }),
    );
    let fix = object(&["artifactChanges"], json!({ "description": text(), "artifactChanges": list(change) }));
    let result = object(
        &["message"],
        json!({
            "ruleId": { "type": "string" }, "ruleIndex": { "type": "integer", "minimum": 0 }, "level": level,
            "message": text(), "locations": list(location.clone()), "relatedLocations": list(location),
            "fixes": list(fix),
        }),
    );
    let run = object(
        &["tool"],
        json!({
            "tool": object(&["driver"], json!({ "driver": driver })),
            "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
            "results": list(result),
        }),
    );
    let schema = object(
        &["version", "runs"],
        json!({ "$schema": { "type": "string" }, "version": { "const": "2.1.0" }, "runs": list(run) }),
    );
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong = rulebook::briefing_rules().map(|rule| rule.wrong).chain([TEXT, "", include_str!("../data/hostile.md")]);
    for text in wrong {
        for name in ["a.md", "./x/a.md", "/x/a.md", "standard input"] {
            let log = log(name, text);
            let errors: Vec<_> =
                validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{errors:#?}\n{text}");
        }
    }
}

#[test]
fn sarif_is_harmless_on_a_terminal() {
    let (dossier, found) = caveat::lint::check(
        Manuscript::new("\u{1b}[2J\u{202e}.md", "One.[^\u{1b}a\u{202e}]\n"),
        Vec::new(),
        &Levels::default(),
    );
    let log = sarif::log([(&dossier.manuscript, found.as_slice())].into_iter(), &Levels::default());
    assert!(!log.chars().any(|c| c != '\n' && caveat::text::visible::suspicious(c)), "{log}");
    assert!(log.contains("%1B%5B2J%E2%80%AE.md"));
}

#[track_caller]
fn annotates(name: &str, text: &str, span: Span, message: &str, expected: &str) {
    let manuscript = Manuscript::new(name, text);
    assert_eq!(Diagnostic::warning("some-id", span, message).github(&manuscript), expected);
}

#[test]
fn a_workflow_command_gives_the_place_and_the_message() {
    annotates(
        "a.md",
        "one\ntwo three",
        Span::new(8, 13),
        "`x`: is, odd",
        "::warning file=a.md,line=2,endLine=2,col=5,endColumn=10,title=some-id::`x`: is, odd\n",
    );
    // Only a span within one line has columns.
    annotates("a.md", "one\ntwo", Span::new(1, 5), "odd", "::warning file=a.md,line=1,endLine=2,title=some-id::odd\n");
}

#[test]
fn a_workflow_command_cannot_contain_another() {
    annotates(
        "a:b,c%\n.md",
        "one",
        Span::new(0, 1),
        "100%\r\n::error::x",
        "::warning file=a%3Ab%2Cc%25␊.md,line=1,endLine=1,col=1,endColumn=2,title=some-id::100%25␍␊::error::x\n",
    );
    annotates(
        "\u{1b}.md",
        "one",
        Span::new(0, 1),
        "\u{202e}",
        "::warning file=␛.md,line=1,endLine=1,col=1,endColumn=2,title=some-id::<U+202E>\n",
    );
}
