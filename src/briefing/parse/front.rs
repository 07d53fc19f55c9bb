//! Reads front matter: TOML, YAML or JSON with metadata and declarations.
//!
//! Each mistake in our keys gets a diagnostic. Owns the keys; `fence` finds the front matter, and `data` reads its
//! format. The tables are read by hand rather than deserialized, to report every problem at its own place. Front matter
//! of other programs has other keys: in YAML, an unknown key is never a mistake. In TOML that declares nothing, it is a
//! mistake only if it looks like a slip. Must not know whether a name is declared.

mod fence;

use std::ops::Range;

use self::fence::{Fenced, Format};
use crate::briefing::ast::{
    CaveatKind, DeclaredCaveat, DeclaredHedge, DeclaredSource, Front, Links, Named, Reliability, SourceKind,
};
use crate::briefing::bibliography;
use crate::briefing::hedge::{self, HedgeKind};
use crate::briefing::language::Language;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::data::{self, Bare, Key, Node, Problem, Value};
use crate::text::manuscript::{Manuscript, Span, offset, one_line};
use crate::text::nearest::nearest;

const FILE_KEYS: &[&str] = &[
    "title",
    "subtitle",
    "publisher",
    "dateline",
    "published",
    "date",
    "author",
    "authors",
    "origin",
    "bibliography",
    "references",
    "links",
    "lang",
    "hedges",
    "notes",
    "sources",
    "caveats",
];
const SOURCE_KEYS: &[&str] = &["name", "kind", "named", "by", "interest", "reliability", "url", "published"];
const CAVEAT_KEYS: &[&str] = &["kind", "by", "covers", "text"];

/// Reads the front matter at the beginning of a text. Returns the byte of the text at which the rest begins. The text
/// begins at byte `base` of the manuscript.
pub(super) fn read(text: &str, base: u32, diagnostics: &mut Vec<Diagnostic>) -> (Front, usize) {
    if let Some(found) = fence::title_block(text, base) {
        return found;
    }
    let Some(fenced) = fence::find(text, base, diagnostics) else { return Default::default() };
    let (format, inner) = (fenced.format, fenced.inner.clone());
    let mut reader = Reader { text, base, format, inner, is_ours: format == Format::Toml, diagnostics };
    reader.fenced(&fenced).unwrap_or_default()
}

/// Returns the names of the bibliographies in the front matter. Most texts name none, so their front matter is not read
/// for this.
pub(super) fn bibliographies(text: &str) -> Vec<String> {
    let fenced = fence::find(text, 0, &mut Vec::new());
    if !fenced.is_some_and(|fenced| text[fenced.inner].contains("bibliography")) {
        return Vec::new();
    }
    let (front, _) = read(text, 0, &mut Vec::new());
    front.declarations.bibliographies.into_iter().map(|named| named.name).collect()
}

/// Most problems of one bibliography that are reported.
const MOST_PROBLEMS: usize = 20;

/// Reads the bibliographies that the front matter or a project names, and reports their mistakes.
pub(super) fn read_bibliographies(front: &mut Front, manuscript: &Manuscript, diagnostics: &mut Vec<Diagnostic>) {
    let is_named = |name: &str| front.declarations.bibliographies.iter().any(|named| named.name == name);
    let of_project = manuscript.bibliographies().filter(|name| !is_named(name));
    let of_project: Vec<Named> = of_project.map(|name| Named { name: name.to_owned(), span: Span::at(0) }).collect();
    front.declarations.bibliographies.extend(of_project);
    for Named { name, span } in &front.declarations.bibliographies {
        let text = match manuscript.bibliography(name) {
            Some(Ok(text)) => text,
            Some(Err(why)) => {
                diagnostics.push(
                    Diagnostic::warning("no-bibliography", *span, why.clone())
                        .help("works cited by key are known by their keys only"),
                );
                continue;
            }
            None => continue,
        };
        let (works, problems) = bibliography::read(name, text);
        front.declarations.works.extend(works);
        for bibliography::Problem { line, message } in problems.into_iter().take(MOST_PROBLEMS) {
            let message = format!("line {line} of `{name}`: {message}");
            diagnostics.push(
                Diagnostic::warning("bad-entry", *span, message).help("this entry is left out; the others are read"),
            );
        }
    }
}

type Table<'t> = [(Key<'t>, Node<'t>)];

struct Reader<'a> {
    text: &'a str,
    base: u32,
    format: Format,
    /// Bytes of the text between the fences.
    inner: Range<usize>,
    /// Whether the front matter is written for this program, so that every key and type must be right.
    is_ours: bool,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// Returns the place of bytes between the fences.
    fn span(&self, range: &Range<usize>) -> Span {
        let end = (self.inner.start + range.end).min(self.inner.end);
        Span { start: self.base + offset((self.inner.start + range.start).min(end)), end: self.base + offset(end) }
    }

    /// Returns the front matter and the byte at which the text continues. None if this is not front matter, because
    /// three dashes may be a rule.
    fn fenced(&mut self, fenced: &Fenced) -> Option<(Front, usize)> {
        let text: &'a str = &self.text[fenced.inner.clone()];
        let table = match fenced.format {
            Format::Toml => {
                let (table, problems) = data::toml(text);
                for Problem { range, message } in problems {
                    let message = format!("the front matter is not TOML: {message}");
                    self.diagnostics.push(Diagnostic::error("front-matter", self.span(&range), message));
                }
                table
            }
            Format::Yaml | Format::Json => match data::yaml(text) {
                Ok(table) => table,
                Err(problem) => self.salvaged(text, &problem)?,
            },
        };
        let entries = match table.value {
            Value::Table(entries) => entries,
            // Two fences with nothing between them are empty front matter.
            Value::Bare { kind: Bare::Nothing, .. } if fenced.format == Format::Yaml => Vec::new(),
            _ => return None,
        };
        self.is_ours |= declares(&entries);
        let mut front = self.front(&entries);
        front.span = Span { start: self.base, end: self.base + offset(fenced.fence.end) };
        Some((front, fenced.end))
    }

    /// Returns the readable lines of malformed YAML, if it is meant to be YAML.
    fn salvaged(&mut self, text: &'a str, problem: &Problem) -> Option<Node<'a>> {
        let is_key = |line: &str| {
            line.split_once(':').is_some_and(|(key, rest)| {
                !key.is_empty()
                    && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
                    && (rest.is_empty() || rest.starts_with([' ', '\t']))
            })
        };
        let belongs =
            |line: &str| line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-', ']', '}']) || is_key(line);
        if self.format == Format::Json || !text.lines().next().is_some_and(is_key) || !text.lines().all(belongs) {
            return None;
        }
        let message = format!("the front matter is not valid YAML; only its plain lines are read: {}", problem.message);
        self.diagnostics.push(
            Diagnostic::warning("broken-yaml", self.span(&problem.range), message)
                .help("put quotation marks around a value with a colon in it"),
        );
        let mut entries: Vec<(Key<'a>, Node<'a>)> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let Some((key, rest)) = line.split_once(':').filter(|_| is_key(line.trim_end())) else { continue };
            let words = rest.trim();
            let from = at + key.len() + 1 + rest.find(words).unwrap_or(0);
            let bare =
                ['"', '\''].iter().find_map(|&mark| words.strip_prefix(mark)?.strip_suffix(mark)).unwrap_or(words);
            if bare.is_empty() || bare.starts_with(['[', '{', '|', '>', '&', '*', '!']) {
                continue;
            }
            let value = Node { value: Value::Text(bare.into()), range: from..from + words.len() };
            entries.push((Key { name: key.into(), range: at..at + key.len() }, value));
        }
        Some(Node { value: Value::Table(entries), range: 0..text.len() })
    }

    fn front(&mut self, entries: &Table<'_>) -> Front {
        let mut front = Front::default();
        let mut unknown = Vec::new();
        let mut date = None;
        for (key, node) in entries {
            match key.name.as_ref() {
                "title" => front.metadata.title = self.string(key, node),
                "publisher" => front.metadata.publisher = self.string(key, node),
                "subtitle" => front.metadata.subtitle = self.string(key, node),
                "dateline" => front.metadata.dateline = self.string(key, node),
                "published" => front.metadata.published = self.date(key, node),
                "date" | "date_published" | "publishedAt" | "pubDate" | "pubdate" => date = date.or(date_of(node)),
                // If both keys exist, they list the same people.
                "author" | "authors" => {
                    let people = people(node);
                    if people.len() > front.metadata.authors.len() {
                        front.metadata.authors = people;
                    }
                }
                "bibliography" => front.declarations.bibliographies = self.names(key, node),
                "references" => front.declarations.works = bibliography::of_csl(node),
                "links" if self.is_ours || Links::ALL.iter().any(|links| node.text() == Some(links.word())) => {
                    front.declarations.links = self.word(key, node, Links::ALL, Links::word);
                }
                "origin" => front.metadata.origin = self.string(key, node),
                "lang" | "language" | "locale" => {
                    front.metadata.lang = self.language(key, node).or(front.metadata.lang);
                }
                "hedges" if self.is_ours => front.declarations.hedges = self.hedges(key, node),
                "notes" if self.is_ours => front.declarations.notes = self.names(key, node),
                "sources" => front.declarations.sources = self.each(key, node, Self::source),
                "caveats" => front.declarations.caveats = self.each(key, node, Self::caveat),
                _ => unknown.push((key, node)),
            }
        }
        front.metadata.published = front.metadata.published.or(date);
        // Site generators have their own keys. If nothing is declared, unknown keys belong to them, except near misses.
        let declares = declares(entries);
        for (key, node) in unknown {
            let word = &key.name;
            let slip = |near: &str| near.len().abs_diff(word.len()) < 3;
            // A list of tables belongs to another program, whatever its key.
            let is_list = matches!(&node.value, Value::List(items) if items.iter().any(|item| matches!(item.value, Value::Table(_))));
            let is_slip = || !is_list && nearest(word, FILE_KEYS.iter().copied()).is_some_and(slip);
            if self.format == Format::Toml && (declares || is_slip()) {
                self.unknown_key(key, FILE_KEYS, "the front matter");
            }
        }
        front
    }

    /// Reads a table of tables.
    fn each<T>(&mut self, key: &Key<'_>, node: &Node<'_>, read: impl Fn(&mut Self, Named, &Table<'_>) -> T) -> Vec<T> {
        let Value::Table(table) = &node.value else {
            return self.wrong_type(key, node, "a table").unwrap_or_default();
        };
        let mut all = Vec::new();
        for (id, node) in table {
            if let Value::Table(table) = &node.value {
                let id = Named { name: id.name.to_string(), span: self.span(&id.range) };
                all.push(read(self, id, table));
            } else {
                self.wrong_type::<()>(id, node, "a table");
            }
        }
        all
    }

    fn source(&mut self, id: Named, table: &Table<'_>) -> DeclaredSource {
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
        for (key, node) in table {
            match key.name.as_ref() {
                "name" => source.name = self.string(key, node),
                "kind" => source.kind = self.word(key, node, SourceKind::ALL, SourceKind::word),
                "named" => source.named = self.boolean(key, node),
                "by" => source.by = self.alternatives(key, node),
                "interest" => source.interest = self.string(key, node),
                "reliability" => source.reliability = self.word(key, node, Reliability::ALL, Reliability::word),
                "url" => {
                    let url = self.string(key, node);
                    source.url = url.map(|name| Named { name, span: self.span(&node.range) });
                }
                "published" => source.published = self.date(key, node),
                _ => self.unknown_key(key, SOURCE_KEYS, "a source"),
            }
        }
        source
    }

    /// Returns the lines of a TOML table that has its own header, with the empty lines after them.
    ///
    /// None if deleting them could change more than this table: the table is written in another way, or has a comment
    /// directly above it, which would move to something else.
    fn lines_of(&self, id: &Named, table: &Table<'_>) -> Option<Span> {
        let text = &self.text[self.inner.clone()];
        let key = (id.span.start - self.base) as usize - self.inner.start;
        let start = text[..key].rfind('\n').map_or(0, |at| at + 1);
        let before = text[start..key].trim_matches([' ', '\t', '"', '\'']);
        let is_header = before.starts_with('[') && !before.starts_with("[[") && before.ends_with('.');
        let above = text[..start].lines().next_back().unwrap_or_default().trim_start();
        if !is_header || above.starts_with('#') {
            return None;
        }
        let last = table.iter().map(|(_, node)| node.range.end).max().unwrap_or_default().max(key);
        let after = text[last..].find('\n').map_or(text.len(), |at| last + at + 1);
        let empty: usize =
            text[after..].split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
        let end = after + empty;
        // A table inside this one may have its header anywhere.
        let nested = table.iter().any(|(_, node)| matches!(node.value, Value::Table(_)));
        let rest = text[end..].trim_start();
        let ends_well = rest.is_empty() || rest.starts_with(['[', '#']);
        (!nested && ends_well).then(|| self.span(&(start..end)))
    }

    fn caveat(&mut self, id: Named, table: &Table<'_>) -> DeclaredCaveat {
        let mut caveat =
            DeclaredCaveat { id, kind: CaveatKind::Limitation, by: Vec::new(), covers: Vec::new(), text: None };
        for (key, node) in table {
            match key.name.as_ref() {
                "kind" => {
                    let kind = self.word(key, node, CaveatKind::ALL, CaveatKind::word);
                    caveat.kind = kind.unwrap_or(CaveatKind::Limitation);
                }
                "by" => caveat.by = self.names(key, node),
                "covers" => caveat.covers = self.names(key, node),
                "text" => caveat.text = self.string(key, node),
                _ => self.unknown_key(key, CAVEAT_KEYS, "a caveat"),
            }
        }
        caveat
    }

    /// Reads a language tag as in HTML, or with an underscore, as in `en_US`.
    fn language(&mut self, key: &Key<'_>, node: &Node<'_>) -> Option<(Language, Span)> {
        let tag = self.string(key, node)?;
        let language = Language::from_tag(&tag.replace('_', "-"));
        if language.is_none() && self.is_ours {
            let message = format!("`{tag}` is not a known language code");
            let help = "use a code of ISO 639, such as `en`, `de` or `pt-BR`";
            self.diagnostics.push(Diagnostic::error("unknown-value", self.span(&node.range), message).help(help));
        }
        Some((language?, self.span(&node.range)))
    }

    /// Reads patterns by kind.
    fn hedges(&mut self, key: &Key<'_>, node: &Node<'_>) -> Vec<DeclaredHedge> {
        let Value::Table(table) = &node.value else {
            return self.wrong_type(key, node, "a table").unwrap_or_default();
        };
        let words: Vec<_> = HedgeKind::OF_WORDS.iter().map(|kind| kind.key()).collect();
        let mut hedges = Vec::new();
        for (key, node) in table {
            let Some(kind) = HedgeKind::of_key(&key.name) else {
                self.unknown_key(key, &words, "`hedges`");
                continue;
            };
            for pattern in self.names(key, node) {
                if let Some(problem) = hedge::problem(&pattern.name) {
                    let message = format!("`{}` is not a valid hedge pattern: {problem}", pattern.name);
                    let help = "use words such as `rumour has it`, or `may|might`";
                    self.diagnostics.push(Diagnostic::error("unknown-value", pattern.span, message).help(help));
                } else {
                    hedges.push(DeclaredHedge { kind, pattern });
                }
            }
        }
        hedges
    }

    /// Reads a string. YAML strings need no quotation marks, so a number may be one.
    fn string(&mut self, key: &Key<'_>, node: &Node<'_>) -> Option<String> {
        let text = match &node.value {
            Value::Text(text) => text,
            Value::Bare { text, kind } if self.format != Format::Toml && *kind != Bare::Nothing => text,
            Value::Bare { kind: Bare::Nothing, .. } => return None,
            _ => return self.wrong_type(key, node, "a string"),
        };
        Some(one_line(text)).filter(|text| !text.is_empty())
    }

    fn boolean(&mut self, key: &Key<'_>, node: &Node<'_>) -> Option<bool> {
        match node.value {
            Value::Bare { kind: Bare::True, .. } => Some(true),
            Value::Bare { kind: Bare::False, .. } => Some(false),
            _ => self.wrong_type(key, node, "true or false"),
        }
    }

    /// Reads a date or a string as written. In other programs `published` is true or false.
    fn date(&mut self, key: &Key<'_>, node: &Node<'_>) -> Option<String> {
        match &node.value {
            Value::Bare { text, kind: Bare::Date } => Some(text.to_string()),
            Value::Text(text) => Some(one_line(text)),
            _ => self.wrong_type(key, node, "a date such as 2026-03-05"),
        }
    }

    /// Reads one of the given words.
    fn word<T: Copy>(
        &mut self,
        key: &Key<'_>,
        node: &Node<'_>,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let Value::Text(text) = &node.value else { return self.wrong_type(key, node, "a string") };
        let found = all.iter().copied().find(|&known| word(known) == text.as_ref());
        if found.is_none() {
            let words: Vec<_> = all.iter().map(|&known| word(known)).collect();
            let message = format!("`{text}` is not a value of `{}`", key.name);
            self.unknown("unknown-value", &node.range, message, text, &words);
        }
        found
    }

    /// Reads alternatives: names, and lists of names that are needed together.
    fn alternatives(&mut self, key: &Key<'_>, node: &Node<'_>) -> Vec<Vec<Named>> {
        let Value::List(values) = &node.value else {
            return self.names(key, node).into_iter().map(|name| vec![name]).collect();
        };
        let alternatives: Vec<_> = values.iter().map(|value| self.alternative(key, value)).collect();
        alternatives.into_iter().filter(|names| !names.is_empty()).collect()
    }

    fn alternative(&mut self, key: &Key<'_>, node: &Node<'_>) -> Vec<Named> {
        match &node.value {
            Value::List(values) => values.iter().filter_map(|value| self.name(key, value)).collect(),
            _ => self.name(key, node).into_iter().collect(),
        }
    }

    /// Reads a list of names, or a single name.
    fn names(&mut self, key: &Key<'_>, node: &Node<'_>) -> Vec<Named> {
        let values = match &node.value {
            Value::Text(_) => std::slice::from_ref(node),
            Value::List(values) => values,
            _ => return self.wrong_type(key, node, "a list of strings").unwrap_or_default(),
        };
        values.iter().filter_map(|value| self.name(key, value)).collect()
    }

    /// Reads a name in a list.
    fn name(&mut self, key: &Key<'_>, node: &Node<'_>) -> Option<Named> {
        match &node.value {
            Value::Text(text) => Some(Named { name: text.to_string(), span: self.span(&node.range) }),
            // In YAML, a label that is a number needs no quotation marks.
            Value::Bare { text, kind: Bare::Integer } if self.format != Format::Toml => {
                Some(Named { name: text.to_string(), span: self.span(&node.range) })
            }
            _ => self.wrong_type(key, node, "a list of strings"),
        }
    }

    /// Reports a wrong type. In front matter of other programs, it is not a mistake.
    fn wrong_type<T>(&mut self, key: &Key<'_>, node: &Node<'_>, expected: &str) -> Option<T> {
        if self.is_ours {
            let found = node.value.kind();
            let message = format!("`{}` must be {expected}, but is of type {found}", key.name);
            self.diagnostics.push(Diagnostic::error("wrong-type", self.span(&node.range), message));
        }
        None
    }

    fn unknown_key(&mut self, key: &Key<'_>, known: &[&str], place: &str) {
        let message = format!("`{}` is not a key of {place}", key.name);
        self.unknown("unknown-key", &key.range, message, &key.name, known);
    }

    fn unknown(&mut self, id: &'static str, at: &Range<usize>, message: String, word: &str, known: &[&str]) {
        let help = match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("expected one of {}", list(known)),
        };
        self.diagnostics.push(Diagnostic::error(id, self.span(at), message).help(help));
    }
}

/// Whether front matter declares sources or caveats in this program's form: tables of tables.
fn declares(entries: &Table<'_>) -> bool {
    entries.iter().any(|(key, node)| {
        let tables = |table: &Table<'_>| table.iter().any(|(_, node)| matches!(node.value, Value::Table(_)));
        ["sources", "caveats"].contains(&key.name.as_ref())
            && matches!(&node.value, Value::Table(table) if tables(table))
    })
}

/// Returns the date of other programs without a time.
fn date_of(node: &Node<'_>) -> Option<String> {
    let (Value::Text(text) | Value::Bare { text, kind: Bare::Date }) = &node.value else { return None };
    let text = one_line(text);
    let day = text.get(..10).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
    // "today", "last-modified" and code are not dates.
    let is_date = |text: &String| text.contains(|c: char| c.is_ascii_digit()) && !text.contains('`');
    day.map(str::to_owned).or(Some(text)).filter(is_date)
}

/// Returns the names of authors: a name, a list of names, or tables with a `name`.
fn people(node: &Node<'_>) -> Vec<String> {
    match &node.value {
        Value::Text(text) => Some(one_line(text)).filter(|text| !text.is_empty()).into_iter().collect(),
        Value::List(all) => all.iter().flat_map(people).collect(),
        Value::Table(table) => {
            let part = |wanted: &str| {
                let found = table.iter().find(|(key, _)| key.name == wanted)?;
                people(&found.1).into_iter().next()
            };
            let whole = [part("given"), part("family")].into_iter().flatten().collect::<Vec<_>>().join(" ");
            part("name").or(part("literal")).or(Some(whole).filter(|name| !name.is_empty())).into_iter().collect()
        }
        Value::Bare { .. } => Vec::new(),
    }
}

/// Lists words in backticks with commas and "and".
fn list(words: &[&str]) -> String {
    let ticked: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match ticked.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
