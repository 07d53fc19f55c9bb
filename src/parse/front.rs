//! Front matter: TOML → what it declares, with a diagnostic for each key and value that is not known.
//!
//! Owns the keys. Reads the parsed table by hand instead of deserializing it: every problem is wanted,
//! not the first, and each at its own place. Must not know whether a name is declared.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::briefing::{
    CaveatKind, DeclaredCaveat, DeclaredHedge, DeclaredSource, Front, Named, Reliability, SourceKind,
};
use crate::diagnostic::Diagnostic;
use crate::hedge::{self, HedgeKind};
use crate::language::Language;
use crate::manuscript::{Span, offset, one_line};
use crate::nearest::nearest;

const FILE_KEYS: &[&str] =
    &["title", "dateline", "published", "origin", "lang", "hedges", "notes", "sources", "caveats"];
const SOURCE_KEYS: &[&str] = &["name", "kind", "named", "by", "interest", "reliability", "url", "published"];
const CAVEAT_KEYS: &[&str] = &["kind", "by", "covers", "text"];

/// Reads front matter that begins at byte `base` of the manuscript.
pub(super) fn read(text: &str, base: u32, diagnostics: &mut Vec<Diagnostic>) -> Front {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, base, diagnostics };
    for error in errors {
        let span =
            error.span().map_or(Span { start: base, end: base + offset(text.len()) }, |range| reader.span(&range));
        let message = format!("the front matter is not TOML: {}", error.message().trim_end().replace('\n', ", "));
        reader.diagnostics.push(Diagnostic::error("front-matter", span, message));
    }
    reader.front(table.get_ref())
}

struct Reader<'a> {
    text: &'a str,
    base: u32,
    diagnostics: &'a mut Vec<Diagnostic>,
}

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;
type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        let end = range.end.min(self.text.len());
        Span { start: self.base + offset(range.start.min(end)), end: self.base + offset(end) }
    }

    fn front(&mut self, table: &DeTable<'_>) -> Front {
        let mut front = Front::default();
        let mut unknown = Vec::new();
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "title" => front.title = self.string(key, value),
                "dateline" => front.dateline = self.string(key, value),
                "published" => front.published = self.date(key, value),
                "origin" => front.origin = self.string(key, value),
                "lang" => front.lang = self.language(key, value),
                "hedges" => front.hedges = self.hedges(key, value),
                "notes" => front.notes = self.names(key, value),
                "sources" => front.sources = self.each(key, value, Self::source),
                "caveats" => front.caveats = self.each(key, value, Self::caveat),
                _ => unknown.push((key, value)),
            }
        }
        // What makes pages of Markdown has TOML of its own there. Where nothing is declared, all but slips may be that.
        let declares = !front.sources.is_empty() || !front.caveats.is_empty();
        for (key, value) in unknown {
            let word = key.get_ref();
            // "date" is no slip: it is what others call it.
            let slip = |near: &str| near.len().abs_diff(word.len()) < 3;
            // A list of tables is nothing of ours, whatever it is called.
            let is_list =
                matches!(value.get_ref(), DeValue::Array(items) if items.iter().any(|item| item.get_ref().is_table()));
            if declares || !is_list && nearest(word, FILE_KEYS.iter().copied()).is_some_and(slip) {
                self.unknown_key(key, FILE_KEYS, "the front matter");
            }
        }
        front
    }

    /// Reads a table of tables.
    fn each<T>(
        &mut self,
        key: &Key<'_>,
        value: &Value<'_>,
        read: impl Fn(&mut Self, Named, &DeTable<'_>) -> T,
    ) -> Vec<T> {
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong_type(key, value, "a table").unwrap_or_default();
        };
        let mut all = Vec::new();
        for (id, value) in in_order(table) {
            if let DeValue::Table(table) = value.get_ref() {
                let id = Named { name: id.get_ref().to_string(), span: self.span(&id.span()) };
                all.push(read(self, id, table));
            } else {
                self.wrong_type::<()>(id, value, "a table");
            }
        }
        all
    }

    fn source(&mut self, id: Named, table: &DeTable<'_>) -> DeclaredSource {
        let mut source = DeclaredSource {
            table: self.lines_of(&id, table),
            id,
            name: None,
            kind: None,
            named: None,
            by: Vec::new(),
            interest: None,
            reliability: None,
            url: None,
            published: None,
        };
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "name" => source.name = self.string(key, value),
                "kind" => source.kind = self.word(key, value, SourceKind::ALL, SourceKind::word),
                "named" => source.named = self.boolean(key, value),
                "by" => source.by = self.names(key, value),
                "interest" => source.interest = self.string(key, value),
                "reliability" => source.reliability = self.word(key, value, Reliability::ALL, Reliability::word),
                "url" => {
                    let url = self.string(key, value);
                    source.url = url.map(|name| Named { name, span: self.span(&value.span()) });
                }
                "published" => source.published = self.date(key, value),
                _ => self.unknown_key(key, SOURCE_KEYS, "a source"),
            }
        }
        source
    }

    /// The lines of a table with a header of its own, and what is empty after them.
    ///
    /// None where taking them out could change more than this table: where it is written in another way, or has a
    /// comment right above it, which would then stand above something else.
    fn lines_of(&self, id: &Named, table: &DeTable<'_>) -> Option<Span> {
        let key = (id.span.start - self.base) as usize;
        let start = self.text[..key].rfind('\n').map_or(0, |at| at + 1);
        let before = self.text[start..key].trim_matches([' ', '\t', '"', '\'']);
        let is_header = before.starts_with('[') && !before.starts_with("[[") && before.ends_with('.');
        let above = self.text[..start].lines().next_back().unwrap_or_default().trim_start();
        if !is_header || above.starts_with('#') {
            return None;
        }
        let last = last_byte(table).max(key);
        let after = self.text[last..].find('\n').map_or(self.text.len(), |at| last + at + 1);
        let empty: usize =
            self.text[after..].split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
        let end = after + empty;
        // A table in this one may have its header anywhere.
        let nested = table.values().any(|value| matches!(value.get_ref(), DeValue::Table(_)));
        let rest = self.text[end..].trim_start();
        let ends_well = rest.is_empty() || rest.starts_with(['[', '#']);
        let whole = !nested && ends_well;
        whole.then(|| Span { start: self.base + offset(start), end: self.base + offset(end) })
    }

    fn caveat(&mut self, id: Named, table: &DeTable<'_>) -> DeclaredCaveat {
        let mut caveat =
            DeclaredCaveat { id, kind: CaveatKind::Limitation, by: Vec::new(), covers: Vec::new(), text: None };
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "kind" => {
                    let kind = self.word(key, value, CaveatKind::ALL, CaveatKind::word);
                    caveat.kind = kind.unwrap_or(CaveatKind::Limitation);
                }
                "by" => caveat.by = self.names(key, value),
                "covers" => caveat.covers = self.names(key, value),
                "text" => caveat.text = self.string(key, value),
                _ => self.unknown_key(key, CAVEAT_KEYS, "a caveat"),
            }
        }
        caveat
    }

    /// A tag as in HTML.
    fn language(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<(Language, Span)> {
        let tag = self.string(key, value)?;
        let language = Language::from_tag(&tag);
        if language.is_none() {
            let message = format!("`{tag}` is not a known language code");
            let help = "a code of ISO 639 such as `en`, `de` or `pt-BR`";
            self.diagnostics.push(Diagnostic::error("unknown-value", self.span(&value.span()), message).help(help));
        }
        Some((language?, self.span(&value.span())))
    }

    /// Patterns by kind.
    fn hedges(&mut self, key: &Key<'_>, value: &Value<'_>) -> Vec<DeclaredHedge> {
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong_type(key, value, "a table").unwrap_or_default();
        };
        let words: Vec<_> = HedgeKind::ALL.iter().map(|kind| kind.word()).collect();
        let mut hedges = Vec::new();
        for (key, value) in in_order(table) {
            let Some(kind) = HedgeKind::of_word(key.get_ref()) else {
                self.unknown_key(key, &words, "`hedges`");
                continue;
            };
            for pattern in self.names(key, value) {
                if let Some(problem) = hedge::problem(&pattern.name) {
                    let message = format!("`{}` is not a valid hedge pattern: {problem}", pattern.name);
                    let help = "words such as `rumour has it`, or `may|might`";
                    self.diagnostics.push(Diagnostic::error("unknown-value", pattern.span, message).help(help));
                } else {
                    hedges.push(DeclaredHedge { kind, pattern });
                }
            }
        }
        hedges
    }

    fn string(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else { return self.wrong_type(key, value, "a string") };
        Some(one_line(text)).filter(|text| !text.is_empty())
    }

    fn boolean(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<bool> {
        let DeValue::Boolean(truth) = value.get_ref() else { return self.wrong_type(key, value, "true or false") };
        Some(*truth)
    }

    /// A TOML date or a string, kept as it is written.
    fn date(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::Datetime(date) => Some(date.to_string()),
            DeValue::String(text) => Some(one_line(text)),
            _ => self.wrong_type(key, value, "a date such as 2026-03-05"),
        }
    }

    /// One of a few words.
    fn word<T: Copy>(
        &mut self,
        key: &Key<'_>,
        value: &Value<'_>,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let DeValue::String(text) = value.get_ref() else { return self.wrong_type(key, value, "a string") };
        let found = all.iter().copied().find(|&known| word(known) == text.as_ref());
        if found.is_none() {
            let words: Vec<_> = all.iter().map(|&known| word(known)).collect();
            let message = format!("`{text}` is not a value of `{}`", key.get_ref());
            self.unknown("unknown-value", value.span(), message, text, &words);
        }
        found
    }

    /// A list of names; one name alone will do.
    fn names(&mut self, key: &Key<'_>, value: &Value<'_>) -> Vec<Named> {
        let one = |text: &str, span| Named { name: text.to_owned(), span };
        match value.get_ref() {
            DeValue::String(text) => vec![one(text, self.span(&value.span()))],
            DeValue::Array(values) => {
                let mut names = Vec::new();
                for value in values {
                    if let DeValue::String(text) = value.get_ref() {
                        names.push(one(text, self.span(&value.span())));
                    } else {
                        self.wrong_type::<()>(key, value, "a list of strings");
                    }
                }
                names
            }
            _ => self.wrong_type(key, value, "a list of strings").unwrap_or_default(),
        }
    }

    fn wrong_type<T>(&mut self, key: &Key<'_>, value: &Value<'_>, expected: &str) -> Option<T> {
        let found = value.get_ref().type_str();
        let message = format!("`{}` is to be {expected}, not of type {found}", key.get_ref());
        self.diagnostics.push(Diagnostic::error("wrong-type", self.span(&value.span()), message));
        None
    }

    fn unknown_key(&mut self, key: &Key<'_>, known: &[&str], place: &str) {
        let message = format!("`{}` is not a key of {place}", key.get_ref());
        self.unknown("unknown-key", key.span(), message, key.get_ref(), known);
    }

    fn unknown(&mut self, id: &'static str, at: std::ops::Range<usize>, message: String, word: &str, known: &[&str]) {
        let help = match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", list(known)),
        };
        self.diagnostics.push(Diagnostic::error(id, self.span(&at), message).help(help));
    }
}

/// Where the last value of a table ends.
fn last_byte(table: &DeTable<'_>) -> usize {
    table.values().map(|value| value.span().end).max().unwrap_or_default()
}

/// Words in backticks, with commas and an "and".
fn list(words: &[&str]) -> String {
    let ticked: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match ticked.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// A table's entries as the text has them; the table itself is sorted by key.
///
/// A value that is not there is an error of its own, and the parser goes on with an empty one: it says no more.
fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<(&'a Key<'i>, &'a Value<'i>)> {
    let mut entries: Vec<_> = table.iter().filter(|(_, value)| !value.span().is_empty()).collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}
