//! Reads the line that opens a division or a directive: its kind and its title.
//!
//! It understands the syntax of pandoc and Quarto (`{.callout-note title="T"}`), Docusaurus and Starlight (`tip[T]`),
//! `VitePress` (`tip T`), `MyST` (`{note} T`) and `PyMdown` (`note | T`).

use std::ops::Range;

use crate::briefing::parse::prose::alert_of;

/// Kind and title of an opening line. Ranges are bytes of the line's words after the fence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opener {
    pub(super) kind: DivisionKind,
    /// Bytes of the title; not empty.
    pub(super) title: Option<Range<usize>>,
    /// Whether the lines below may have options.
    pub(super) has_options: bool,
}

/// The kind of a division or a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DivisionKind {
    /// Blocks without a frame.
    Content,
    /// A quotation; if it is an alert, with the alert's word.
    Quotation(Option<&'static str>),
    /// The definition of its title, if it has one.
    Titled,
    /// An image with its address.
    Image(Range<usize>),
    /// Code with its language.
    Code(Range<usize>),
}

/// Kinds that are only a title and a body.
const TITLED: &[&str] = &[
    "admonition",
    "callout",
    "card",
    "details",
    "dropdown",
    "grid-item-card",
    "list-table",
    "margin",
    "sidebar",
    "spoiler",
    "tab",
    "tab-item",
    "table",
    "topic",
];

/// Prefix of directives for theorems, proofs and the like.
const PROOFS: &str = "prf:";

/// Directives with Markdown in them that have no title.
const PLAIN: &[&str] = &[
    "aside",
    "card-carousel",
    "container",
    "div",
    "epigraph",
    "glossary",
    "grid",
    "grid-item",
    "highlights",
    "pull-quote",
    "tab-set",
    "only",
];

/// Directives that have code in them.
const CODE: &[&str] = &["code", "code-block", "code-cell", "sourcecode", "math", "mermaid"];

/// Reads the line of a division after its colons; none if it is something else.
pub(super) fn division(words: &str) -> Option<Opener> {
    let from = words.len() - words.trim_start().len();
    let end = words.trim_end_matches(':').trim_end().len();
    let words = words.get(..end).filter(|words| words.len() > from)?;
    let rest = &words[from..];
    if let Some(name) = directive_name(rest) {
        let behind = from + name.len() + 2;
        return Some(directive(name, trimmed(words, behind..words.len())));
    }
    if rest.starts_with('{') {
        return is_braced(rest).then(|| attributed(words, from));
    }
    let name = &rest[..rest.find(|c: char| !is_name(c)).unwrap_or(rest.len())];
    let (behind, at) = (&rest[name.len()..], from + name.len());
    if name == "mermaid" && behind.is_empty() {
        return Some(Opener::of(DivisionKind::Code(from..at), None));
    }
    let title = match behind.chars().next() {
        None => None,
        Some('[') => {
            let closes = behind.rfind(']')?;
            trimmed(words, at + 1..at + closes)
        }
        Some('{') if is_braced(behind) => value(words, at, "title"),
        Some(c) if c.is_whitespace() => {
            let title = trimmed(words, at..words.len());
            let is_attributes = title.clone().is_some_and(|title| is_braced(&words[title]));
            // If words follow an unknown kind, the line is not a division.
            if !is_attributes && kind_of(name) == DivisionKind::Content {
                return None;
            }
            if is_attributes { value(words, at, "title") } else { title }
        }
        Some(_) => return None,
    };
    (!name.is_empty()).then(|| Opener::of(kind_of(name), title))
}

/// Reads the line of a division after its slashes, `note | Mind it`; none if it is something else.
pub(super) fn slashed(words: &str) -> Option<Opener> {
    let end = words.find('|').unwrap_or(words.len());
    let name = words[..end].trim();
    let kind = kind_of(name);
    let is_known = kind != DivisionKind::Content || matches!(name, "html" | "caption" | "figure-caption" | "define");
    is_known.then(|| Opener::of(kind, trimmed(words, (end + 1).min(words.len())..words.len())))
}

/// Whether the words after a fence of code open a directive with Markdown in it.
pub(super) fn is_directive(info: &str) -> bool {
    let is_known = |name: &str| PLAIN.contains(&name) || kind_of(name) != DivisionKind::Content;
    directive_name(info).is_some_and(|name| matches!(name, "figure" | "image") || is_known(name))
}

/// Reads the words of a directive after its fence.
pub(super) fn fenced(words: &str) -> Option<Opener> {
    let from = words.len() - words.trim_start().len();
    let name = directive_name(&words[from..])?;
    Some(directive(name, trimmed(words, from + name.len() + 2..words.len())))
}

fn directive(name: &str, argument: Option<Range<usize>>) -> Opener {
    let kind = match (name, &argument) {
        ("figure" | "image", Some(to)) => DivisionKind::Image(to.clone()),
        _ if CODE.contains(&name) => DivisionKind::Code(argument.clone().unwrap_or_default()),
        _ => kind_of(name),
    };
    let has_title = matches!(kind, DivisionKind::Quotation(_) | DivisionKind::Titled);
    Opener { kind, title: argument.filter(|_| has_title), has_options: true }
}

/// Returns the kind of a name or a class.
fn kind_of(name: &str) -> DivisionKind {
    let bare = name.strip_prefix("callout-").or_else(|| name.strip_prefix(PROOFS)).unwrap_or(name);
    let titled = || (TITLED.contains(&bare) || name.starts_with(PROOFS)).then_some(DivisionKind::Titled);
    quotation(bare).or_else(titled).unwrap_or(DivisionKind::Content)
}

/// Returns the kind of a quotation with a name.
pub(super) fn quotation(name: &str) -> Option<DivisionKind> {
    let name = if name == "blockquote" { "quote" } else { name };
    alert_of(name).map(|alert| DivisionKind::Quotation(Some(alert).filter(|alert| !alert.is_empty())))
}

/// Reads attributes that begin at a byte: `{.callout-note title="T"}`.
fn attributed(words: &str, from: usize) -> Opener {
    let classes = words[from..].split(|c: char| c.is_whitespace() || matches!(c, '{' | '}'));
    let kinds = classes.filter_map(|class| class.strip_prefix('.').map(kind_of));
    let kind = kinds.into_iter().find(|kind| *kind != DivisionKind::Content).unwrap_or(DivisionKind::Content);
    let is_shown = kind != DivisionKind::Content;
    let title = value(words, from, "title").or_else(|| value(words, from, "name"));
    Opener::of(kind, title.filter(|_| is_shown))
}

impl Opener {
    fn of(kind: DivisionKind, title: Option<Range<usize>>) -> Self {
        Self { kind, title, has_options: false }
    }
}

/// Returns the name of a directive at the beginning of words: `{note}`.
fn directive_name(words: &str) -> Option<&str> {
    let (name, _) = words.strip_prefix('{')?.split_once('}')?;
    (name.starts_with(char::is_alphabetic) && name.chars().all(is_name)).then_some(name)
}

/// Returns the range of an attribute's quoted value after a byte; not empty.
pub(super) fn value(words: &str, from: usize, key: &str) -> Option<Range<usize>> {
    let (at, _) = words[from..].match_indices(key).find(|(at, _)| {
        let before = words[..from + at].chars().next_back();
        let is_key = before.is_none_or(|c| c.is_whitespace() || c == '{');
        is_key && words[from + at + key.len()..].starts_with(['='])
    })?;
    let at = from + at + key.len() + 1;
    let quote = words[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    // As in Markdown, a backslash before a quotation mark makes it part of the words.
    let is_end = |&(end, _): &(usize, &str)| !words[..at + 1 + end].ends_with('\\');
    let (length, _) = words[at + 1..].match_indices(quote).find(is_end)?;
    trimmed(words, at + 1..at + 1 + length)
}

fn is_braced(words: &str) -> bool {
    words.starts_with('{') && words.ends_with('}')
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')
}

/// Returns a range without white space at its ends; none if nothing remains.
pub(super) fn trimmed(words: &str, range: Range<usize>) -> Option<Range<usize>> {
    let text = words.get(range.clone())?;
    let start = range.start + text.len() - text.trim_start().len();
    let length = text.trim().len();
    (length > 0).then_some(start..start + length)
}
