//! The reader's own hedge patterns, from tables such as `[hedges.en]` in the settings.
//!
//! Owns the diagnostics of such a table and how it is printed. Must not know what a pattern finds.

use std::fmt::Write as _;

use toml::de::DeValue;

use crate::briefing::hedge::{self, Extra, HedgeKind};
use crate::briefing::language::Language;

use crate::diagnostics::toml_reader::{TomlReader, Value};

/// Patterns by language and kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hedges {
    /// Sorted by language and kind, as the TOML parser sorts tables.
    patterns: Vec<(Language, HedgeKind, String)>,
}

impl Hedges {
    /// Reads the table of languages and reports its mistakes.
    pub(super) fn read(value: &Value<'_>, tables: &mut TomlReader) -> Self {
        let mut hedges = Self::default();
        let Some(languages) = tables.table(value) else { return hedges };
        for (key, value) in languages {
            let Some(language) = Language::from_tag(key.get_ref()) else {
                let message = format!("`{}` is not a known language code", key.get_ref());
                let help = "use an ISO 639 code such as `en` or `de`".to_owned();
                tables.report("wrong-value", key.span(), message, Some(help));
                continue;
            };
            let Some(kinds) = tables.table(value) else { continue };
            for (key, value) in kinds {
                if let Some(kind) = HedgeKind::of_key(key.get_ref()) {
                    hedges.read_patterns(language, kind, value, tables);
                } else {
                    let known = HedgeKind::OF_WORDS.iter().map(|kind| kind.key());
                    tables.unknown("unknown-key", key.get_ref(), key.span(), known);
                }
            }
        }
        hedges
    }

    fn read_patterns(&mut self, language: Language, kind: HedgeKind, value: &Value<'_>, tables: &mut TomlReader) {
        let Some(list) = tables.expect(value, "a list of patterns", DeValue::as_array) else { return };
        for value in list {
            let Some(pattern) = tables.expect(value, "a pattern", DeValue::as_str) else { continue };
            match hedge::problem(pattern) {
                Some(problem) => {
                    let message = format!("`{pattern}` is not a valid hedge pattern: {problem}");
                    tables.report("wrong-value", value.span(), message, None);
                }
                None => self.patterns.push((language, kind, pattern.to_owned())),
            }
        }
    }

    /// The patterns as additions to the built-in tables.
    pub fn extra(&self) -> Extra {
        let of_one = |extra: Extra, one: &[(Language, HedgeKind, String)]| {
            extra.with(Some(one[0].0), one.iter().map(|(_, kind, pattern)| (*kind, pattern.as_str())))
        };
        self.patterns.chunk_by(|one, other| one.0 == other.0).fold(Extra::default(), of_one)
    }

    /// The tables that set these patterns; an empty table if there are none.
    pub(super) fn print(&self) -> String {
        if self.patterns.is_empty() {
            return "[hedges.en]\n".to_owned();
        }
        let mut text = String::new();
        for of_language in self.patterns.chunk_by(|one, other| one.0 == other.0) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "[hedges.{}]", of_language[0].0.code());
            for of_kind in of_language.chunk_by(|one, other| one.1 == other.1) {
                let patterns: Vec<_> = of_kind.iter().map(|(.., pattern)| pattern.as_str().into()).collect();
                let _ = writeln!(text, "{} = {}", of_kind[0].1.key(), toml::Value::Array(patterns));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use crate::briefing::hedge;
    use crate::briefing::language::Language;
    use crate::diagnostics::diagnostic::Diagnostic;
    use crate::text::manuscript::Manuscript;

    fn parse(text: &str) -> (Config, Vec<String>) {
        let (config, diagnostics) = Config::parse(&Manuscript::new("config.toml", text));
        let problems = |found: &Diagnostic| format!("{} {}", found.span.start, found.message);
        (config, diagnostics.iter().map(problems).collect())
    }

    #[test]
    fn patterns_apply_to_their_language_and_are_printed_as_set() {
        let text = "[hedges.en]\nhearsay = ['word is']\nnegated = ['a \"hoax\"', 'no|nil']\n[hedges.it]\nepistemic = ['forse']";
        let (config, problems) = parse(text);
        assert!(problems.is_empty(), "{problems:?}");
        let count = |text: &str, tag| hedge::find(text, Language::from_tag(tag).unwrap(), &config.hedges.extra()).len();
        assert_eq!((count("Word is: it broke", "en"), count("Word is", "de"), count("forse", "it")), (1, 0, 1));
        let (again, problems) = parse(&config.print());
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(again.hedges, config.hedges);
    }

    #[test]
    fn mistakes_are_reported_where_they_are() {
        let (config, problems) =
            parse("[hedges.xx]\n[hedges.en]\nhearsy = ['a']\nnegated = ['+a', 1]\nreported = 'a'\n");
        assert_eq!(config, Config::default());
        assert_eq!(
            problems,
            [
                "8 `xx` is not a known language code",
                "24 unknown key `hearsy`",
                "50 `+a` is not a valid hedge pattern: it has no word of its own",
                "56 expected a pattern, found an integer",
                "70 expected a list of patterns, found a string",
            ]
        );
    }
}
