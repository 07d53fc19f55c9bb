//! The catalogue of diagnostics: each rule with its id, meaning, reason and level.
//!
//! Every problem has its rule here, whichever module finds it. Owns the texts that explain a problem, and the levels
//! that the settings give. Tests check that every id in the program has a rule, and that only the wrong example of a
//! rule has its problem. Must not know how a problem is found.

mod comments;
mod errors;
mod requests;
mod settings;
mod warnings;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostics::diagnostic::Severity;
use crate::text::nearest::nearest;

/// How severe a kind of problem is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The problem is not reported.
    Off,
    Warning,
    Error,
}

impl Level {
    pub const ALL: &'static [Self] = &[Self::Error, Self::Warning, Self::Off];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.word() == word)
    }

    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// The kind of file that a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A briefing. The user can set the level of the rule.
    Briefing,
    /// Settings or a theme. Such a file is used only if it has no problem, so its rules have no level to set.
    Settings,
}

/// A kind of problem.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub id: &'static str,
    /// The level if the settings give none.
    pub level: Level,
    pub scope: Scope,
    /// The problem in one line.
    pub means: &'static str,
    pub why: &'static str,
    /// A text with the problem; empty if no text can show it.
    pub wrong: &'static str,
    /// The same text without the problem.
    pub right: &'static str,
}

/// Returns all rules, the most severe first, those of settings and themes last.
pub fn rules() -> impl Iterator<Item = &'static Rule> + Clone {
    [errors::ERRORS, warnings::WARNINGS, comments::COMMENTS, requests::REQUESTS, settings::SETTINGS]
        .into_iter()
        .flatten()
}

/// Returns the rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// Returns the rules whose level can be set.
pub fn briefing_rules() -> impl Iterator<Item = &'static Rule> + Clone {
    rules().filter(|rule| rule.scope == Scope::Briefing)
}

/// Returns the briefing's rule with this id, or help for an unknown id.
pub fn lint(id: &str) -> Result<&'static Rule, String> {
    briefing_rules().find(|rule| rule.id == id).ok_or_else(|| match nearest(id, briefing_rules().map(|rule| rule.id)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`caveat check --explain` lists them all".to_owned(),
    })
}

/// The levels of all rules: from the settings, or else from the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    set: BTreeMap<&'static str, Level>,
}

impl Levels {
    pub fn set(&mut self, rule: &Rule, level: Level) {
        self.set.insert(rule.id, level);
    }

    /// Returns the same level for every rule whose level can be set.
    pub fn all(level: Level) -> Self {
        Self { set: briefing_rules().map(|rule| (rule.id, level)).collect() }
    }

    pub fn level(&self, rule: &Rule) -> Level {
        self.set.get(rule.id).copied().unwrap_or(rule.level)
    }

    /// Prints the table `[lints]` that gives these levels. Built-in levels stand in it as comments.
    pub fn print(&self) -> String {
        let mut text = String::from("[lints]\n");
        for rule in briefing_rules() {
            let sign = if self.set.contains_key(rule.id) { "" } else { "# " };
            let _ = writeln!(text, "{sign}{} = \"{}\"  # {}", rule.id, self.level(rule).word(), rule.means);
        }
        text
    }

    /// Explains a rule in lines for a terminal or a page.
    pub fn explain(&self, rule: &Rule) -> String {
        let level = match (rule.scope, self.level(rule)) {
            (Scope::Briefing, level) if level != rule.level => {
                format!("{}, by your settings; {} without them", level.word(), rule.level.word())
            }
            (Scope::Briefing | Scope::Settings, level) => level.word().to_owned(),
        };
        let mut text = format!("{}\n\n{}.\n\nLevel: {level}\n\n{}\n", rule.id, rule.means, rule.why);
        for (title, example) in [("Wrong", rule.wrong), ("Right", rule.right)] {
            if example.is_empty() {
                continue;
            }
            let _ = write!(text, "\n{title}:\n\n");
            for line in example.lines() {
                let _ = writeln!(text, "{}", format!("    {line}").trim_end());
            }
        }
        text
    }

    /// Lists all rules, one line each.
    pub fn list(&self) -> String {
        let longest = rules().map(|rule| rule.id.len()).max().unwrap_or_default();
        let line = |rule: &Rule| format!("{:longest$}  {:7}  {}\n", rule.id, self.level(rule).word(), rule.means);
        let settings = rules().filter(|rule| rule.scope == Scope::Settings);
        let (briefings, settings): (String, String) =
            (briefing_rules().map(line).collect(), settings.map(line).collect());
        format!("In a briefing:\n\n{briefings}\nIn settings and themes:\n\n{settings}")
    }
}

/// Prints the rules of briefings as a Markdown table for the README.
pub fn markdown() -> String {
    let mut table = String::from("| id | level | reports |\n| --- | --- | --- |\n");
    for rule in briefing_rules() {
        let _ = writeln!(table, "| `{}` | {} | {} |", rule.id, rule.level.word(), rule.means);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_in_the_tables_once_and_complete() {
        for (index, rule) in rules().enumerate() {
            assert!(rules().take(index).all(|other| other.id != rule.id), "{}", rule.id);
            assert!(!rule.means.is_empty() && !rule.means.ends_with('.') && !rule.means.contains('\n'), "{}", rule.id);
            assert!(rule.why.ends_with('.'), "{}", rule.id);
            assert_eq!(rule.wrong.is_empty(), rule.right.is_empty(), "{}", rule.id);
            assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", rule.id);
            assert!(rule.why.lines().all(|line| line.chars().count() <= 80), "{}", rule.id);
        }
    }

    #[test]
    fn an_explanation_gives_the_effective_and_the_built_in_level() {
        let rule = rule("idle-caveat").unwrap();
        assert!(Levels::default().explain(rule).contains("\nLevel: warning\n"));
        let mut levels = Levels::default();
        levels.set(rule, Level::Off);
        assert!(levels.explain(rule).contains("\nLevel: off, by your settings; warning without them\n"));
    }

    #[test]
    fn an_unknown_id_suggests_the_nearest() {
        assert_eq!(lint("idle-caveats").unwrap_err(), "did you mean `idle-caveat`?");
        assert_eq!(lint("weather").unwrap_err(), "`caveat check --explain` lists them all");
        assert!(lint("unknown-color").is_err(), "it is no problem of a briefing");
    }
}
