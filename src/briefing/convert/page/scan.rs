//! Checks the depth of a page and the attributes of its tags before it is parsed.
//!
//! The depth is an estimate that errs on the high side; end tags and implied ends close elements. The parser's time
//! grows with the square of the depth, and with the square of a tag's number of attributes. Must not build anything.

use crate::briefing::convert::document::Refused;

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "basefont", "bgsound", "frame", "keygen",
];

/// Names of elements.
type Names = &'static [&'static str];

/// Elements that the next of their kind closes, with the kinds that it closes and the parents that it does not cross.
const CLOSED_BY: &[(&str, Names, Names)] = &[
    ("li", &["li"], &["ul", "ol", "menu"]),
    ("dt", &["dt", "dd"], &["dl"]),
    ("dd", &["dt", "dd"], &["dl"]),
    ("td", &["td", "th"], &["table", "tr"]),
    ("th", &["td", "th"], &["table", "tr"]),
    ("tr", &["tr"], &["table"]),
    ("tbody", &["thead", "tbody", "tfoot"], &["table"]),
    ("thead", &["thead", "tbody", "tfoot"], &["table"]),
    ("tfoot", &["thead", "tbody", "tfoot"], &["table"]),
    ("option", &["option"], &["select"]),
    ("rt", &["rt", "rp"], &["ruby"]),
    ("rp", &["rt", "rp"], &["ruby"]),
];

/// Elements that end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Most open elements that are searched.
const BACK: usize = 64;

/// Elements whose text is not markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Most attributes of a tag.
const MOST_ATTRIBUTES: usize = 500;

pub(super) fn too_many_attributes() -> Refused {
    Refused::new(format!("it has tags with more than {MOST_ATTRIBUTES} attributes"))
}

/// Refuses a page that nests too deep or has a tag with too many attributes.
pub(super) fn check(html: &str, deepest: usize) -> Result<(), Refused> {
    let mut open: Vec<Name> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = behind_comment(comment);
            continue;
        }
        let ends = rest.starts_with('/');
        let tag = rest.strip_prefix('/').unwrap_or(rest);
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let length = tag.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(tag.len());
        let name = Name::of(&tag[..length]);
        let Some((end, closes_itself)) = tag_end(&tag[length..]) else { return Err(too_many_attributes()) };
        rest = &tag[length + end..];
        if ends {
            close_one(&mut open, name);
            continue;
        }
        if name.is_among(RAW) && !is_foreign(&open) {
            rest = behind(rest, name.bytes());
            continue;
        }
        if name.is_among(VOID) || closes_itself && is_foreign(&open) {
            continue;
        }
        if let Some((_, closed, within)) = CLOSED_BY.iter().find(|(known, ..)| name.is(known)) {
            close(&mut open, closed, within);
        } else if name.is_among(BLOCKS) {
            close(&mut open, &["p"], &["table", "td", "th", "button", "div", "li", "blockquote"]);
        }
        open.push(name);
        if open.len() > deepest {
            return Err(super::too_deep());
        }
    }
    Ok(())
}

/// The first bytes of a name in small letters, enough for the longest known name.
#[derive(Clone, Copy)]
struct Name {
    bytes: [u8; 12],
    length: usize,
}

impl Name {
    fn of(name: &str) -> Self {
        let mut bytes = [b'-'; 12];
        let length = name.len().min(bytes.len());
        for (byte, of) in bytes.iter_mut().zip(name.bytes()) {
            // Names that are not ASCII differ from all known names.
            *byte = if of.is_ascii() { of.to_ascii_lowercase() } else { b'?' };
        }
        Self { bytes, length }
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    fn is(&self, name: &str) -> bool {
        self.bytes() == name.as_bytes()
    }

    fn is_among(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }
}

/// Returns the length of a tag after its name, and whether it is self-closing. None if it has too many attributes.
fn tag_end(tag: &str) -> Option<(usize, bool)> {
    enum At {
        /// Outside a value, and whether a name precedes.
        Names(bool),
        Value,
        Bare,
    }
    let (mut at, mut slash, mut names) = (At::Names(false), false, 0);
    // A name after white space or a quotation mark is the next name.
    let mut apart = true;
    let mut bytes = tag.bytes().enumerate();
    while let Some((index, byte)) = bytes.next() {
        let was_slash = std::mem::take(&mut slash);
        let is_apart = byte.is_ascii_whitespace() || matches!(byte, b'/');
        if matches!(at, At::Names(_)) && !is_apart && (apart || matches!(at, At::Names(false))) {
            names += 1;
            if names > MOST_ATTRIBUTES {
                return None;
            }
        }
        apart = is_apart;
        at = match (at, byte) {
            (_, b'>') => return Some((index + 1, was_slash)),
            (At::Names(_), b'/') => {
                slash = true;
                At::Names(false)
            }
            (At::Names(true), b'=') => At::Value,
            (At::Names(named), byte) => At::Names(named || !byte.is_ascii_whitespace()),
            (At::Value, b'"' | b'\'') => {
                // The value ends with the same quotation mark, and the tag does not end before.
                bytes.by_ref().take_while(|&(_, end)| end != byte).for_each(drop);
                At::Names(false)
            }
            (At::Value, byte) if byte.is_ascii_whitespace() => At::Value,
            (At::Bare, byte) if byte.is_ascii_whitespace() => At::Names(false),
            (At::Value | At::Bare, _) => At::Bare,
        };
    }
    Some((tag.len(), false))
}

/// Returns the text after a comment.
fn behind_comment(html: &str) -> &str {
    if let Some(rest) = html.strip_prefix('>').or_else(|| html.strip_prefix("->")) {
        return rest;
    }
    let mut rest = html;
    while let Some(at) = rest.find("--") {
        rest = &rest[at + 1..];
        let ended = rest[1..].strip_prefix('>').or_else(|| rest[1..].strip_prefix("!>"));
        if let Some(rest) = ended {
            return rest;
        }
    }
    ""
}

/// Returns the text after an element whose text is not markup.
fn behind<'h>(html: &'h str, name: &[u8]) -> &'h str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        let found = rest.as_bytes().get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        if found && rest[name.len()..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')) {
            return rest;
        }
    }
    ""
}

/// Closes the nearest open element with one of some names, unless an element of `within` stands between.
fn close(open: &mut Vec<Name>, names: &[&str], within: &[&str]) {
    let near = open.len().saturating_sub(BACK);
    for at in (near..open.len()).rev() {
        if open[at].is_among(names) {
            open.truncate(at);
            return;
        }
        if open[at].is_among(within) {
            return;
        }
    }
}

/// Closes the nearest open element with a name.
fn close_one(open: &mut Vec<Name>, name: Name) {
    let near = open.len().saturating_sub(BACK);
    if let Some(at) = (near..open.len()).rev().find(|&at| open[at].bytes() == name.bytes()) {
        open.truncate(at);
    }
}

/// Whether SVG, `MathML` or a `<select>` is open. In these, tags may be self-closing and raw text is markup.
fn is_foreign(open: &[Name]) -> bool {
    open.iter().any(|name| name.is_among(&["svg", "math", "select"]))
}
