//! Tests lints: what each finds and must not report, how levels and comments work, fixes, and the formats for other
//! programs.
#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

mod fixes;
mod forms;
mod silence;

use std::collections::BTreeSet;

use caveat::diagnostics::diagnostic::{Diagnostic, Severity};
use caveat::diagnostics::rulebook::{self, Level, Levels, Scope};
use caveat::files::config::Config;
use caveat::lint;
use caveat::text::manuscript::Manuscript;
use proptest::prelude::*;

fn check(text: &str, levels: &Levels) -> Vec<Diagnostic> {
    lint::check(Manuscript::new("a.md", text), Vec::new(), levels).1
}

/// The ids of the diagnostics, each with the words at its place.
#[track_caller]
fn found(text: &str, levels: &Levels) -> Vec<(&'static str, String)> {
    let at = |diagnostic: &Diagnostic| text[diagnostic.span.range()].to_owned();
    check(text, levels).iter().map(|diagnostic| (diagnostic.id, at(diagnostic))).collect()
}

fn only(ids: &[&str]) -> Levels {
    let mut levels = Levels::all(Level::Off);
    for id in ids {
        levels.set(rulebook::rule(id).unwrap(), Level::Warning);
    }
    levels
}

#[test]
fn every_example_is_right_or_wrong_as_labeled() {
    for rule in rulebook::rules().filter(|rule| !rule.wrong.is_empty()) {
        let ids = |text: &str| -> BTreeSet<&str> {
            match rule.scope {
                Scope::Briefing => check(text, &Levels::all(Level::Warning)).iter().map(|found| found.id).collect(),
                Scope::Settings => {
                    let (_, found) = Config::parse(&Manuscript::new("config.toml", text));
                    found.iter().map(|found| found.id).collect()
                }
            }
        };
        assert!(ids(rule.wrong).contains(rule.id), "{}: the wrong example has {:?}", rule.id, ids(rule.wrong));
        let left = ids(rule.right);
        assert!(!left.contains(rule.id), "{}: the right example has it too", rule.id);
        // It shows the correction, and has no other problem.
        let alone: Vec<_> = check(rule.right, &Levels::default()).iter().map(|found| found.id).collect();
        assert!(rule.scope == Scope::Settings || alone.is_empty(), "{}: the right example has {alone:?}", rule.id);
    }
}

#[test]
fn without_settings_problems_have_the_levels_of_the_table() {
    for rule in rulebook::briefing_rules().filter(|rule| !rule.wrong.is_empty()) {
        let found = check(rule.wrong, &Levels::default()).into_iter().find(|found| found.id == rule.id);
        assert_eq!(found.map(|found| found.severity), rule.level.severity(), "{}", rule.id);
    }
}

#[test]
fn parsing_and_linking_report_the_levels_of_the_table() {
    for rule in rulebook::briefing_rules() {
        let manuscript = Manuscript::new("a.md", rule.wrong);
        let (briefing, mut found) = caveat::briefing::parse::parse(&manuscript);
        found.extend(caveat::briefing::link::link(manuscript, briefing).1);
        for found in found {
            let level = rulebook::rule(found.id).expect(found.id).level;
            assert_eq!(Some(found.severity), level.severity(), "{}", found.id);
        }
    }
}

#[test]
fn the_built_in_briefings_are_clean() {
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/content")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        assert_eq!(found(&text, &Levels::default()), []);
    }
}

#[test]
fn a_configured_level_applies() {
    let text = "Dues doubled.[^audit][^audit]\n\n[^audit]: Port audit 2025.\n";
    let severities = |level| {
        let mut levels = Levels::default();
        levels.set(rulebook::rule("repeated-label").unwrap(), level);
        check(text, &levels).iter().map(|found| found.severity).collect::<Vec<_>>()
    };
    assert_eq!(severities(Level::Error), [Severity::Error]);
    assert_eq!(severities(Level::Warning), [Severity::Warning]);
    assert_eq!(severities(Level::Off), []);
}

// Comments.

const FIGURES: &str = "# Dues

Dues doubled.[^a] It cost $1 million. <!-- caveat: off figure-without-source --> It cost $2 million.

It cost $3 million.

## Who pays

It cost $4 million.

# Ships

It cost $5 million.

[^a]: A.
";

#[track_caller]
fn sums(text: &str, levels: &Levels) -> Vec<String> {
    found(text, levels)
        .into_iter()
        .map(|(id, words)| if id.starts_with("figure") { words } else { id.to_owned() })
        .collect()
}

#[test]
fn a_comment_applies_from_its_place_to_the_end_of_its_section() {
    let levels = only(&["figure-without-source", "unknown-lint", "unknown-level"]);
    assert_eq!(sums(FIGURES, &levels), ["$1 million", "$5 million"]);
    let below = FIGURES
        .replace("## Who pays\n", "## Who pays\n\n<!--caveat: warning\n  figure-without-source,idle-caveat-->\n");
    assert_eq!(sums(&below, &levels), ["$1 million", "$4 million", "$5 million"]);
    let again = FIGURES.replace("# Ships\n", "# Ships\n\n<!-- caveat: off figure-without-source -->\n");
    assert_eq!(sums(&again, &levels), ["$1 million"]);
}

#[test]
fn a_comment_can_turn_a_lint_on_and_make_it_an_error() {
    let text = FIGURES.replace("caveat: off", "caveat: error");
    assert_eq!(sums(&text, &Levels::default()), ["$2 million", "$3 million", "$4 million"]);
    assert!(check(&text, &Levels::default()).iter().all(|found| found.severity == Severity::Error));
}

#[test]
fn a_comment_before_the_first_heading_applies_to_the_whole_file() {
    let text =
        "+++\n[sources.b]\n+++\n\n<!-- caveat: off unused-source figure-without-source -->\n\n".to_owned() + FIGURES;
    assert_eq!(sums(&text, &only(&["figure-without-source", "unused-source"])), [""; 0]);
    let text = "+++\n[sources.b]\n+++\n\n# One\n\n<!-- caveat: off unused-source -->\n";
    assert_eq!(found(text, &Levels::default()), [("unused-source", "b".to_owned())]);
}

#[test]
fn a_comment_with_a_mistake_is_reported() {
    let text = "One. <!-- caveat: off figure-without-sorce --> Two.\n\n<!--  caveat: offf, loop -->\n";
    let said: Vec<_> = check(text, &Levels::default())
        .iter()
        .map(|found| format!("{} {}: {}", found.id, &text[found.span.range()], found.help.as_deref().unwrap()))
        .collect();
    assert_eq!(
        said,
        [
            "unknown-lint figure-without-sorce: did you mean `figure-without-source`?",
            "unknown-level offf: did you mean `off`?",
        ]
    );
}

#[test]
fn a_comment_that_is_not_a_directive_is_ignored() {
    for text in [
        "<!-- caveat: this is a draft -->\n",
        "<!-- caveat: of course this is a draft -->\n",
        "<!-- caveat off loop -->\n",
        "<!-- caveats: off loops -->\n",
        "`<!-- caveat: off lop -->`\n",
        "```html\n<!-- caveat: off lop -->\n```\n",
        "<!-- -->\n<!---->\n<!-->\n",
    ] {
        assert_eq!(found(text, &Levels::default()), [], "{text}");
    }
}

// Front matter of other programs.

#[test]
fn front_matter_that_declares_nothing_may_belong_to_another_program() {
    let page = "+++\ntitle = \"T\"\ndate = 2026-03-05\ndraft = false\n[extra]\nteam = \"T\"\n+++\n\nDues doubled.\n";
    assert_eq!(found(page, &Levels::default()), []);
    let slips = page.replace("title", "titel").replace("draft", "datline");
    let slips: Vec<_> = found(&slips, &Levels::default()).into_iter().map(|(_, words)| words).collect();
    assert_eq!(slips, ["titel", "datline"]);
    let declares = page.replace("[extra]", "[sources.a]\nname = \"A\"\n\n[extra]").replace("doubled.", "doubled.[^a]");
    let keys: Vec<_> = found(&declares, &Levels::default()).into_iter().map(|(_, words)| words).collect();
    assert_eq!(keys, ["draft", "extra"]);
}

// The table.

#[test]
fn every_id_in_use_is_in_the_table() {
    fn walk(folder: &std::path::Path, code: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, code);
            } else {
                let text = std::fs::read_to_string(path).unwrap();
                *code += text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            }
        }
    }
    let mut code = String::new();
    walk(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut code);
    let mut ids = BTreeSet::new();
    for maker in ["Diagnostic::error(", "Diagnostic::warning(", "report(", "unknown("] {
        for (at, _) in code.match_indices(maker) {
            let first = code[at + maker.len()..].trim_start();
            let id = first.strip_prefix('"').and_then(|rest| rest.split('"').next()).unwrap_or_default();
            if !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                ids.insert(id);
            }
        }
    }
    // Problems of a filter are shown where it is typed.
    ids.retain(|id| {
        !id.starts_with("filter-") && !["kind", "source", "caveat", "section", "change", "status"].contains(id)
    });
    let known: BTreeSet<&str> = rulebook::rules().map(|rule| rule.id).collect();
    let missing: Vec<_> = ids.difference(&known).collect();
    assert!(missing.is_empty(), "src/rulebook has no row for {missing:?}");
    let idle: Vec<_> = known.difference(&ids).collect();
    assert!(idle.is_empty(), "src/rulebook has rows that nothing reports: {idle:?}");
}

// Any text.

/// Parts of texts, combined as nobody would.
fn anything() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "Officials said ",
        "according to the Port ",
        "the Port said ",
        "“We have never waited as long,” ",
        "\"",
        "“",
        "”",
        "„",
        "«",
        "`code “",
        "$5 million ",
        "5 March ",
        "İstanbul ẞ ",
        "港は混む。",
        "may have left the harbour ",
        "left the harbour ",
        "two lines ",
        "very likely ",
        "with high confidence ",
        "remote chance ",
        "[^a]",
        "[^b]",
        "[^aa]",
        "[^c]",
        ". ",
        "? ",
        "\n",
        "\n\n",
        "\n\n# H\n\n",
        "\n\n> ",
        "\n\n- ",
        "| a |\n|-|\n| ",
        "<!-- caveat: off loop -->",
        "<!--caveat:ünter loop-->",
        "<!-- caveat:",
        "-->",
        "\n\n[^b]: ",
        "\u{1b}",
        "\u{202e}",
        "\u{301}",
        "\r\n",
        "&quot;",
        "&amp;",
        "\\“",
        "*",
        "<b>“",
        "http://x.example ",
        "[l](u) ",
    ]);
    let front = prop::sample::select(vec![
        "",
        "+++\n[sources.a]\nname = \"Port\"\n+++\n",
        "+++\n[sources.a]\nname = \"İ Port\"\nurl = \"x\"\ninterest = \"I\"\n[sources.b]\n+++\n",
        "+++\r\n[sources.a]\r\nby = ['b']\r\n\r\n[sources.b]\r\nname='Port'\r\n[caveats.c]\r\ncovers=['aa']\r\n+++\r\n",
        "\u{feff}+++\n[sources.ü]\n+++",
        "+++\n[sources.\"ü\"]\nname = \"x\"\n[sources.a]",
    ]);
    (front, prop::collection::vec(part, 0..30)).prop_map(|(front, parts)| front.to_owned() + &parts.concat())
}

proptest! {
    #[test]
    fn every_problem_span_lies_within_the_text(text in anything()) {
        let manuscript = Manuscript::new("a.md", text.as_str());
        for found in check(&text, &Levels::all(Level::Warning)) {
            let spans = [Some(found.span), found.related.as_ref().map(|(span, _)| *span), found.fix.as_ref().map(|fix| fix.span)];
            for span in spans.into_iter().flatten() {
                prop_assert!(text.get(span.range()).is_some(), "{}: {:?}", found.id, span);
            }
            found.github(&manuscript);
        }
        let fixed = lint::fix(&manuscript, &Levels::default());
        prop_assert_eq!(&lint::fix(&Manuscript::new("a.md", fixed.text.as_str()), &Levels::default()).text, &fixed.text);
    }
}
