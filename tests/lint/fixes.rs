//! Tests that fixes change what they should and nothing else.

use caveat::diagnostics::rulebook::{Level, Levels};
use caveat::lint::{Fixed, fix};
use caveat::text::manuscript::Manuscript;
use proptest::prelude::*;

use super::check;

fn fixed(text: &str) -> Fixed {
    fix(&Manuscript::new("a.md", text), &Levels::default())
}

#[track_caller]
fn becomes(text: &str, expected: &str) {
    assert_eq!(fixed(text).text, expected, "{text}");
    assert_eq!(fixed(expected).text, expected, "fixed twice");
}

const AUDIT: &str = "[^audit]: Port audit.\n";

#[test]
fn a_misspelled_label_becomes_the_nearest_label() {
    becomes(
        &format!("One.[^audti] Two.[^Audits][^audit]\n\n{AUDIT}"),
        &format!("One.[^audit] Two.[^audit][^audit]\n\n{AUDIT}"),
    );
    becomes(
        "+++\n[sources.audit]\nby = [ \"cuort\", 'audit' ]\n[sources.court]\n+++\nOne.[^audit]\n",
        "+++\n[sources.audit]\nby = [ \"court\", 'audit' ]\n[sources.court]\n+++\nOne.[^audit]\n",
    );
}

#[test]
fn ambiguous_labels_and_other_numbers_are_left_alone() {
    for text in [
        "One.[^bat] Two.[^cat][^hat]\n\n[^cat]: C.\n\n[^hat]: H.\n",
        "One.[^oecd-2024] Two.[^oecd-2023]\n\n[^oecd-2023]: O.\n",
        "One.[^12] Two.[^11]\n\n[^11]: O.\n",
        "One.[^weather] Two.[^audit]\n\n[^audit]: A.\n",
    ] {
        becomes(text, text);
    }
}

#[test]
fn unused_declarations_are_removed_and_their_surroundings_stay() {
    becomes(
        "+++\ntitle = \"T\" # title\n\n[sources.a]\nname = \"A\"\n\n[sources.b] # b\nname = \"\"\"\n[sources.x]\n\"\"\"\nby = [\n  \"c\",\n]\n\n# About c.\n[sources.c]\n+++\nOne.[^a]\n",
        // The comment above the other table would lose its subject, so that table stays.
        "+++\ntitle = \"T\" # title\n\n[sources.a]\nname = \"A\"\n\n# About c.\n[sources.c]\n+++\nOne.[^a]\n",
    );
    becomes(
        "+++\r\n[sources.a]\r\n[sources.b]\r\nname = \"B\"\r\n+++\r\nOne.[^a]\r\n",
        "+++\r\n[sources.a]\r\n+++\r\nOne.[^a]\r\n",
    );
    becomes("+++\n[sources.b]\n+++\nOne.\n", "+++\n+++\nOne.\n");
}

#[test]
fn sources_in_use_or_not_on_lines_of_their_own_stay() {
    for text in [
        // On one line, with a dotted key, or containing a table.
        "+++\nsources = { b = { name = \"B\" } }\n+++\nOne.\n",
        "+++\n[sources]\nb = { name = \"B\" }\n+++\nOne.\n",
        "+++\nsources.b.name = \"B\"\n+++\nOne.\n",
        "+++\n[sources.b]\n[sources.b.more]\nx = 1\n+++\nOne.\n",
        // The source has a footnote, which would then become a source itself.
        "+++\n[sources.b]\n+++\nOne.\n\n[^b]: B.\n",
        // The text names the source, so the mistake is a missing reference.
        "+++\n[sources.b]\nname = \"Court of Audit\"\n+++\nThe Court of Audit said so.\n",
        // A source or a caveat that is not removed refers to it.
        "+++\n# Important.\n[sources.a]\nby = [\"b\"]\n\n[sources.b]\n+++\nOne.\n",
        "+++\n[caveats.c]\nby = [\"b\"]\n\n[sources.b]\n+++\nOne.\n",
    ] {
        becomes(text, text);
    }
}

#[test]
fn a_source_that_a_misspelled_label_meant_is_not_removed() {
    let text = "+++\n[sources.audit]\n\n[sources.port]\n+++\nOne.[^audti]\n";
    let Fixed { text, done, left } = fixed(text);
    assert_eq!(text, "+++\n[sources.audit]\n\n+++\nOne.[^audit]\n");
    assert_eq!(done, [(4, "source `port` is no longer declared".to_owned()), (6, "`audti` is now `audit`".to_owned())]);
    assert!(left.is_empty());
}

#[test]
fn a_fix_that_would_cause_another_error_is_reported_and_not_applied() {
    let text = "+++\n[sources.court]\nby = [\"audti\"]\n[sources.audit]\nby = [\"court\"]\n+++\nOne.[^audit]\n";
    let Fixed { text: after, done, left } = fixed(text);
    assert_eq!((after.as_str(), done.len()), (text, 0));
    assert_eq!(
        left,
        [(
            3,
            "`audti` is now `audit`, which would cause an error: the sources form a loop: `court` → `audit` → `court`"
                .to_owned()
        )]
    );
}

#[test]
fn a_fix_that_would_cause_an_error_does_not_block_the_others() {
    let text =
        "+++\n[sources.audit]\nby = [\"ofice\"]\n[sources.office]\nby = [\"audit\"]\n+++\nOne.[^audti] Two.[^audit]\n";
    let Fixed { text: after, done, left } = fixed(text);
    assert_eq!(after, text.replace("[^audti]", "[^audit]"));
    assert_eq!(done, [(7, "`audti` is now `audit`".to_owned())]);
    let why = "`ofice` is now `office`, which would cause an error: the sources form a loop: \
               `audit` → `office` → `audit`";
    assert_eq!(left, [(3, why.to_owned())]);
}

#[test]
fn brackets_are_widened_to_include_hedges_and_negations() {
    let widened = |before: &str, after: &str| becomes(&format!("{before}\n\n{AUDIT}"), &format!("{after}\n\n{AUDIT}"));
    widened(
        "Rain fell. There is no evidence that [dues doubled][^audit].",
        "Rain fell. [There is no evidence that dues doubled][^audit].",
    );
    widened("If the *vote* passes, [dues fall][^audit].", "[If the *vote* passes, dues fall][^audit].");
    widened(
        "Dues rose,[^audit] and pilots suspect that [ships\nwait][^audit].",
        "Dues rose,[^audit] [and pilots suspect that ships\nwait][^audit].",
    );
    widened("> It may be that [dues fell][^audit].", "> [It may be that dues fell][^audit].");
    // The hedge is after the brackets, or other brackets are in between: the author has to decide.
    for text in ["[Dues fell][^audit], it seems.", "It may be that [[dues][^audit] fell][^audit]."] {
        let text = format!("{text}\n\n{AUDIT}");
        assert!(fixed(&text).text == text, "{text}");
    }
}

#[test]
fn lints_that_are_off_are_not_fixed() {
    let text = "<!-- caveat: off undeclared-label -->\n\nOne.[^audti] Two.[^audit]\n\n[^audit]: A.\n";
    becomes(text, text);
    let text = "One.[^audti] Two.[^audit]\n\n[^audit]: A.\n";
    assert_eq!(fix(&Manuscript::new("a.md", text), &Levels::all(Level::Off)).text, text);
}

/// Briefings made of lines that conflict.
fn briefing() -> impl Strategy<Value = String> {
    let id = prop::sample::select(vec!["audit", "audti", "court", "port", "ports", "minutes", "x-1", "x-2"]);
    let ids = prop::collection::vec(id.clone(), 0..3);
    let quoted = |ids: &Vec<&str>| ids.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
    let table = (prop::sample::select(vec!["sources", "caveats"]), id.clone(), ids.clone(), "(\n|\n# c\n|\n\n# c\n)?")
        .prop_map(move |(kind, id, by, end)| format!("[{kind}.{id}]\nby = [{}]\n{end}", quoted(&by)));
    let sentence = (ids, "( |\n\n|\n\n## H\n\n)").prop_map(|(ids, end)| {
        let references: String = ids.iter().flat_map(|id| ["[^", id, "]"]).collect();
        format!("Dues doubled.{references}{end}")
    });
    let note = prop::option::of(id).prop_map(|id| id.map(|id| format!("\n\n[^{id}]: N.\n")).unwrap_or_default());
    let front = prop::collection::vec(table, 0..5).prop_map(|tables| tables.concat());
    (front, prop::collection::vec(sentence, 0..5).prop_map(|sentences| sentences.concat()), note)
        .prop_map(|(front, text, note)| format!("+++\n{front}+++\n\n{text}{note}"))
}

proptest! {
    #[test]
    fn fixing_removes_the_problem_causes_no_error_and_is_idempotent(text in briefing()) {
        let before = check(&text, &Levels::default());
        let Fixed { text: after, done, left } = fixed(&text);
        prop_assert_eq!(done.is_empty(), after == text);
        let now = check(&after, &Levels::default());
        prop_assert!(!left.is_empty() || now.iter().all(|found| found.fix.is_none()), "{}\n{}", text, after);
        let errors = |found: &[caveat::diagnostics::diagnostic::Diagnostic]| {
            found.iter().filter(|found| found.severity == caveat::diagnostics::diagnostic::Severity::Error).count()
        };
        prop_assert!(errors(&now) <= errors(&before), "{}\n{}", text, after);
        prop_assert_eq!(fixed(&after).text, after);
    }

    #[test]
    fn fixes_change_only_references_in_the_text(text in briefing()) {
        let body = |text: &str| {
            let body = text.rsplit_once("+++\n").unwrap().1;
            let parts = body.split("[^").map(|part| part.split_once(']').map_or(part, |(_, rest)| rest).to_owned());
            parts.collect::<Vec<_>>()
        };
        prop_assert_eq!(body(&fixed(&text).text), body(&text));
    }
}
