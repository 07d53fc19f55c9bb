//! Finds the roles of words in code: keywords, strings, comments.
//!
//! Owns the mapping of scopes to roles, and the grammars. The grammars are loaded when code in a known language is
//! first shown, never at the start of the program. The first block takes 20 to 40 ms, a later screen about 1 ms, and
//! the last blocks are cached. Must not know rows.

use std::cell::{OnceCell, RefCell};
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use crate::text::role::Role;

/// The roles of ranges of a text, in order.
pub type Paint = Rc<[(Range<usize>, Role)]>;

/// Most lines that are highlighted. A screen shows fewer, and a hostile file may be very long.
const MOST_LINES: usize = 500;
const LONGEST_LINE: usize = 1000;

/// Names of languages without a grammar.
const PLAIN: &[&str] = &["", "text", "txt", "plain", "plaintext", "none", "console", "output"];

/// Names of languages whose grammar takes a tenth of a second or more to load. They stay plain, because color is not
/// worth the wait.
const SLOW: &[&str] = &[
    "markdown",
    "md",
    "html",
    "htm",
    "xhtml",
    "javascript",
    "js",
    "mjs",
    "cjs",
    "jsx",
    "typescript",
    "ts",
    "tsx",
    "php",
    "vue",
    "svelte",
    "erb",
    "jsp",
    "asp",
];

/// Roles of scopes. The first entry that fits counts, and an inner scope counts before an outer one.
const MEANINGS: &[(&str, Option<Role>)] = &[
    ("comment", Some(Role::CodeComment)),
    ("punctuation.definition.comment", Some(Role::CodeComment)),
    ("constant.character.escape", Some(Role::CodeNumber)),
    ("constant", Some(Role::CodeNumber)),
    ("meta.interpolation", None),
    ("string", Some(Role::CodeString)),
    ("punctuation.definition.string", Some(Role::CodeString)),
    ("keyword.operator.word", Some(Role::CodeKeyword)),
    ("keyword.operator.logical.python", Some(Role::CodeKeyword)),
    ("keyword.operator", None),
    ("keyword", Some(Role::CodeKeyword)),
    ("storage", Some(Role::CodeKeyword)),
    ("variable.language", Some(Role::CodeKeyword)),
    ("entity.name.tag", Some(Role::CodeKeyword)),
    ("entity.name.function", Some(Role::CodeFunction)),
    ("entity.other.attribute-name", Some(Role::CodeFunction)),
    ("support.function", Some(Role::CodeFunction)),
    ("support.macro", Some(Role::CodeFunction)),
    ("variable.function", Some(Role::CodeFunction)),
    ("entity.name", Some(Role::CodeType)),
    ("entity.other.inherited-class", Some(Role::CodeType)),
    ("support.type", Some(Role::CodeType)),
    ("support.class", Some(Role::CodeType)),
    ("markup.inserted", Some(Role::CodeString)),
    ("markup.deleted", Some(Role::CodeNumber)),
    ("meta.diff", Some(Role::CodeComment)),
];

/// Finds the roles of words in code.
#[derive(Default)]
pub struct Highlighter {
    grammars: OnceCell<Grammars>,
    /// The blocks highlighted last: language, text and roles.
    known: RefCell<VecDeque<(String, String, Paint)>>,
}

struct Grammars {
    syntaxes: SyntaxSet,
    meanings: Vec<(Scope, Option<Role>)>,
}

impl Highlighter {
    /// Most blocks in the cache. One screen rarely has more.
    const ENTRIES: usize = 12;

    /// Returns the roles in a text; none if its language is unknown.
    pub fn paint(&self, language: &str, text: &str) -> Paint {
        if PLAIN.iter().chain(SLOW).any(|plain| plain.eq_ignore_ascii_case(language)) {
            return Paint::default();
        }
        let text = beginning(text);
        let mut known = self.known.borrow_mut();
        if let Some((.., paint)) = known.iter().find(|(one, other, _)| one == language && other == text) {
            return Rc::clone(paint);
        }
        let paint: Paint = self.grammars.get_or_init(Grammars::read).find(language, text).into();
        known.push_back((language.to_owned(), text.to_owned(), Rc::clone(&paint)));
        if known.len() > Self::ENTRIES {
            known.pop_front();
        }
        paint
    }

    /// Whether the grammars are loaded.
    pub fn is_loaded(&self) -> bool {
        self.grammars.get().is_some()
    }
}

impl Grammars {
    fn read() -> Self {
        let meaning = |&(scope, role): &(&str, _)| Some((Scope::new(scope).ok()?, role));
        Self { syntaxes: two_face::syntax::extra_newlines(), meanings: MEANINGS.iter().filter_map(meaning).collect() }
    }

    fn find(&self, language: &str, text: &str) -> Vec<(Range<usize>, Role)> {
        let mut found: Vec<(Range<usize>, Role)> = Vec::new();
        let Some(syntax) = self.syntaxes.find_syntax_by_token(language) else { return found };
        let mut state = ParseState::new(syntax);
        let mut scopes = ScopeStack::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            // If a grammar fails, the roles found so far are returned.
            let Ok(changes) = state.parse_line(line, &self.syntaxes) else { break };
            let mut from = 0;
            for (at, change) in changes.iter().map(|(at, change)| (*at, Some(change))).chain([(line.len(), None)]) {
                if from < at
                    && let Some(role) = self.meaning(&scopes)
                {
                    match found.last_mut() {
                        Some((range, last)) if *last == role && range.end == start + from => range.end = start + at,
                        _ => found.push((start + from..start + at, role)),
                    }
                }
                from = at;
                if change.is_some_and(|change| scopes.apply(change).is_err()) {
                    return found;
                }
            }
            start += line.len();
        }
        found
    }

    /// Returns the role of the innermost scope that has an entry.
    fn meaning(&self, scopes: &ScopeStack) -> Option<Role> {
        let meaning = |scope: &Scope| self.meanings.iter().find(|(known, _)| known.is_prefix_of(*scope));
        scopes.as_slice().iter().rev().find_map(meaning).and_then(|(_, role)| *role)
    }
}

/// Returns the part of a text that is highlighted.
fn beginning(text: &str) -> &str {
    let lines = text.split_inclusive('\n').take(MOST_LINES).take_while(|line| line.len() <= LONGEST_LINE);
    &text[..lines.map(str::len).sum()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, text: &str, expected: &[(&str, Role)]) {
        let paint = Highlighter::default().paint(language, text);
        let found: Vec<_> = paint.iter().map(|(range, role)| (text[range.clone()].trim(), *role)).collect();
        for stretch in expected {
            assert!(found.contains(stretch), "{stretch:?} is not in {found:?}");
        }
    }

    #[test]
    fn keywords_of_common_languages_are_recognized() {
        use Role::{CodeComment as C, CodeFunction as F, CodeKeyword as K, CodeNumber as N, CodeString as S};
        check("rust", "fn f() -> u8 { 42 } // why\n", &[("fn", K), ("f", F), ("42", N), ("// why", C)]);
        check("py", "def f(x):\n    return \"a\" # why\n", &[("def", K), ("f", F), ("return", K), ("\"a\"", S)]);
        check("bash", "if true; then echo 'a'; fi # why\n", &[("if", K), ("'a'", S), ("# why", C)]);
        check("JSON", "{\"a\": [1, true]}\n", &[("1", N), ("true", N)]);
        check("toml", "a = \"b\" # why\n", &[("\"b\"", S), ("# why", C)]);
    }

    #[test]
    fn code_without_a_useful_grammar_loads_nothing() {
        let highlighter = Highlighter::default();
        for language in PLAIN.iter().chain(SLOW) {
            assert!(highlighter.paint(language, "fn main() {}").is_empty());
        }
        assert!(!highlighter.is_loaded());
        assert!(highlighter.paint("no such language", "fn main() {}").is_empty());
    }

    #[test]
    fn code_that_is_too_long_stays_plain_at_its_end() {
        let text = format!("1\n{}\n2\n", "3".repeat(LONGEST_LINE));
        assert_eq!(beginning(&text), "1\n");
        assert_eq!(beginning(&"1\n".repeat(MOST_LINES + 9)).lines().count(), MOST_LINES);
    }

    #[test]
    fn stretches_are_in_order_and_split_no_character() {
        let text = "let é = \"東京\"; /* naïve\n 東 */ fn ü() {}\n";
        let paint = Highlighter::default().paint("rust", text);
        assert!(!paint.is_empty());
        for pair in paint.windows(2) {
            assert!(pair[0].0.end <= pair[1].0.start);
        }
        assert!(paint.iter().all(|(range, _)| text.get(range.clone()).is_some()));
    }
}
