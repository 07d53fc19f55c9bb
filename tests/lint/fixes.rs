//! Tests that fixes change what they should and nothing else.

use std::collections::BTreeMap;

use caveat::diagnostics::diagnostic::{Diagnostic, Severity};
use caveat::diagnostics::fix::apply;
use caveat::diagnostics::rulebook::{Level, Levels};
use caveat::lint::{Fixed, fix};
use caveat::text::manuscript::Manuscript;
use proptest::prelude::*;

use super::check;

fn fixed(text: &str) -> Fixed {
    fix(&Manuscript::new("a.md", text), &Levels::default())
}

/// The fixes that were applied, and those that were left out with the error of each, all with their places.
#[track_caller]
fn report(text: &str, after: &str, done: &[(usize, &str)], left: &[&str]) {
    let fixed = fixed(text);
    let [before, manuscript] = [text, &fixed.text].map(|text| Manuscript::new("a.md", text));
    let line = |span: caveat::text::manuscript::Span| before.position(span.start).line;
    let was: Vec<_> = fixed.done.iter().map(|(span, words)| (line(*span), words.as_str())).collect();
    let left_out: Vec<_> = fixed
        .left
        .iter()
        .map(|left| {
            let [fix, error] = [left.fix.span, left.error.span].map(|span| manuscript.position(span.start));
            let (at, done) = (format!("{}:{}", error.line, error.column), &left.fix.done);
            format!("{}: {done}: {at}: {} [{}]", fix.line, left.error.message, left.error.id)
        })
        .collect();
    assert_eq!(
        (fixed.text.as_str(), was.as_slice(), left_out),
        (after, done, left.iter().map(|&left| left.to_owned()).collect())
    );
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
fn a_source_that_a_misspelled_label_may_mean_is_not_removed() {
    report(
        "+++\n[sources.audit]\n\n[sources.port]\n+++\nOne.[^audti]\n",
        "+++\n[sources.audit]\n\n+++\nOne.[^audit]\n",
        &[(4, "source `port` is no longer declared"), (6, "`audti` is now `audit`")],
        &[],
    );
    // Without `cat`, `bat` would look like a slip for `hat`.
    for text in [
        "+++\n[sources.cat]\n[sources.hat]\n+++\nOne.[^bat] Two.[^hat]\n",
        "+++\n[sources.cat]\n[sources.hat]\n[sources.port]\nby = [\"bat\"]\n+++\nOne.[^port] Two.[^hat]\n",
    ] {
        report(text, text, &[], &[]);
    }
}

#[test]
fn a_fix_that_would_cause_an_error_is_left_out_with_that_error() {
    let text = "+++\n[sources.court]\nby = [\"audti\"]\n[sources.audit]\nby = [\"court\"]\n+++\nOne.[^audit]\n";
    let left = "3: `audti` is now `audit`: 5:7: the sources form a loop: `court` → `audit` → `court` [loop]";
    report(text, text, &[], &[left]);
}

#[test]
fn a_fix_that_would_cause_an_error_does_not_block_the_others() {
    report(
        "+++\n[sources.port]\n\n[sources.audit]\nby = [\"ofice\"]\n[sources.office]\nby = [\"audit\"]\n+++\n\
         One.[^audti] Two.[^audit]\nIt may be that [dues fell][^audit].\n",
        "+++\n[sources.audit]\nby = [\"ofice\"]\n[sources.office]\nby = [\"audit\"]\n+++\n\
         One.[^audit] Two.[^audit]\n[It may be that dues fell][^audit].\n",
        &[
            (2, "source `port` is no longer declared"),
            (9, "`audti` is now `audit`"),
            (10, "claim 3 begins with “It may be that”"),
        ],
        // At their places in the fixed text.
        &["3: `ofice` is now `office`: 5:7: the sources form a loop: `audit` → `office` → `audit` [loop]"],
    );
}

#[test]
fn of_two_fixes_that_cause_an_error_together_one_is_applied() {
    report(
        "+++\n[sources.audit]\nby = [\"ofice\"]\n[sources.office]\nby = [\"audti\"]\n+++\nOne.[^audit]\n",
        "+++\n[sources.audit]\nby = [\"office\"]\n[sources.office]\nby = [\"audti\"]\n+++\nOne.[^audit]\n",
        &[(3, "`ofice` is now `office`")],
        &["5: `audti` is now `audit`: 5:7: the sources form a loop: `audit` → `office` → `audit` [loop]"],
    );
}

#[test]
fn a_fix_that_causes_an_error_is_found_among_very_many() {
    let slips = "Dues doubled.[^audti]\n\n".repeat(300);
    let text = format!(
        "+++\n[sources.audit]\nby = [\"ofice\"]\n[sources.office]\nby = [\"audit\"]\n+++\n{slips}Two.[^audit]\n"
    );
    let after = fixed(&text);
    assert!(after.text == text.replace("audti", "audit"));
    assert_eq!((after.done.len(), after.left.len()), (300, 1));
}

#[test]
fn a_fix_counts_as_causing_an_error_only_if_the_text_did_not_have_it() {
    // The unknown key stays, and nothing else prevents the fix.
    becomes(
        &format!("+++\n[sources.port]\ncolor = 1\n+++\nOne.[^audti] Two.[^port][^audit]\n\n{AUDIT}"),
        &format!("+++\n[sources.port]\ncolor = 1\n+++\nOne.[^audit] Two.[^port][^audit]\n\n{AUDIT}"),
    );
}

#[test]
fn an_unknown_label_is_corrected_everywhere() {
    becomes(
        &format!("One.[^audti] Two.[^Audti] Three.[^audit]\n\n{AUDIT}"),
        &format!("One.[^audit] Two.[^audit] Three.[^audit]\n\n{AUDIT}"),
    );
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
    let words = prop::sample::select(vec!["Dues doubled.", "It may be that [dues doubled]"]);
    let sentence = (words, ids, "( |\n\n|\n\n## H\n\n)").prop_map(|(words, ids, end)| {
        let references: String = ids.iter().flat_map(|id| ["[^", id, "]"]).collect();
        format!("{words}{references}.{end}")
    });
    let note = prop::option::of(id).prop_map(|id| id.map(|id| format!("\n\n[^{id}]: N.\n")).unwrap_or_default());
    let front = prop::collection::vec(table, 0..5).prop_map(|tables| tables.concat());
    (front, prop::collection::vec(sentence, 0..5).prop_map(|sentences| sentences.concat()), note)
        .prop_map(|(front, text, note)| format!("+++\n{front}+++\n\n{text}{note}"))
}

/// The number of errors of each kind, with the same words.
fn errors(text: &str, levels: &Levels) -> BTreeMap<(&'static str, String), usize> {
    let mut errors = BTreeMap::new();
    for Diagnostic { id, message, .. } in
        check(text, levels).into_iter().filter(|found| found.severity == Severity::Error)
    {
        *errors.entry((id, message)).or_default() += 1;
    }
    errors
}

/// Whether a text has an error that another text does not have.
fn adds_error(before: &str, after: &str, levels: &Levels) -> bool {
    let before = errors(before, levels);
    errors(after, levels).iter().any(|(error, count)| before.get(error).is_none_or(|known| known < count))
}

proptest! {
    #[test]
    fn fixing_causes_no_error_and_applies_every_fix_that_causes_none(text in briefing(), strict in any::<bool>()) {
        let levels = if strict { Levels::all(Level::Error) } else { Levels::default() };
        let fixed = |text: &str| fix(&Manuscript::new("a.md", text), &levels);
        let Fixed { text: after, done, left, .. } = fixed(&text);
        prop_assert_eq!(done.is_empty(), after == text);
        prop_assert!(!adds_error(&text, &after, &levels), "{}\n{}", text, after);
        // Each fix that remains is reported with an error that it adds, in all references that have the same label.
        for fix in check(&after, &levels).into_iter().filter_map(|found| found.fix) {
            prop_assert!(left.iter().any(|left| left.fix == *fix), "{}\n{:?}", after, fix);
        }
        for one in &left {
            let same: Vec<_> = left.iter().map(|left| &left.fix).filter(|fix| fix.done == one.fix.done).collect();
            let with = apply(&after, &same).text;
            let error = (one.error.id, one.error.message.clone());
            prop_assert!(errors(&with, &levels).get(&error) > errors(&after, &levels).get(&error), "{}\n{:?}", after, one);
        }
        prop_assert_eq!(fixed(&after).text, after);
    }

    #[test]
    fn fixes_change_only_references_in_the_text(text in briefing()) {
        let body = |text: &str| {
            // Brackets may move.
            let body = text.rsplit_once("+++\n").unwrap().1.replace("may be that [", "may be that ").replace("[It", "It");
            let parts = body.split("[^").map(|part| part.split_once(']').map_or(part, |(_, rest)| rest).to_owned());
            parts.collect::<Vec<_>>()
        };
        prop_assert_eq!(body(&fixed(&text).text), body(&text));
    }
}
