//! Recognizes notes in HTML: a mark that links further down, and the note there.
//!
//! An example of a mark is `<sup><a href="#fn1">1</a></sup>`. Owns which links are such marks. This is decided before
//! the text is read, because the target must exist and look like a note. Must not know what a note says.

use std::collections::HashMap;

use super::prescan::Prescan;
use super::{BriefingParser, Leaf};
use crate::briefing::ast::{BlockKind, Container, Named, Note, Reference};
use crate::text::manuscript::Span;

/// Parts of the ids of notes.
const OF_NOTES: &[&str] = &["fn", "note", "ref", "cite", "source", "src", "quelle"];

/// Words of a link from a note back to its mark, in small letters.
#[rustfmt::skip]
const BACK: &[&str] = &["↩", "↩\u{fe0e}", "↩\u{fe0f}", "⏎", "^", "↑", "↵", "back", "return", "[back]", "(back)", "jump up", "zurück", "retour"];

/// Most bytes of a mark and of the tags in it.
const LONGEST_MARK: usize = 120;

/// Whether the words of a link are a mark: a number, a letter or a sign, in brackets or not.
pub(super) fn is_mark(words: &str) -> bool {
    let inner = inner(words);
    let is_figure = |c: char| c.is_ascii_digit() || "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    let is_number = (1..=3).contains(&inner.chars().count()) && inner.chars().all(is_figure);
    let mut chars = inner.chars();
    let is_letter = chars.next().is_some_and(char::is_lowercase) && chars.next().is_none() && words.trim() != inner;
    let is_sign = !inner.is_empty() && inner.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§'));
    is_number || is_letter || is_sign
}

/// Returns a mark without brackets and space.
fn inner(words: &str) -> &str {
    words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '^' | '\\' | '.'))
}

/// Targets of marks in a text by their ids.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    notes: HashMap<String, Target>,
    /// Mark of the note that begins next.
    mark: Option<String>,
}

#[derive(Debug)]
struct Target {
    /// The mark that links to it: "1".
    mark: String,
    /// Whether the note is already opened.
    is_open: bool,
}

impl Anchors {
    pub(super) fn of(body: &Prescan<'_>) -> Self {
        if !body.has_any(&["href=\"#", "href='#", "](#"]) || !body.has_any(&["id=", "name="]) {
            return Self::default();
        }
        let body = body.text;
        let targets = targets(body);
        let mut notes = HashMap::new();
        for (at, id, words) in links(body) {
            let target = targets.get(id).filter(|&&target| target > at);
            if target.is_some_and(|&target| is_mark(&words) && is_note(body, target, id, &words)) {
                let mark = inner(&words).to_owned();
                notes.insert(id.to_owned(), Target { mark, is_open: false });
            }
        }
        Self { notes, mark: None }
    }

    /// Takes the mark that the next text may begin with.
    pub(super) fn mark(&mut self) -> Option<String> {
        self.mark.take()
    }
}

/// Returns the ids in a text, each with the byte at which its tag begins.
fn targets(body: &str) -> HashMap<&str, usize> {
    let mut targets = HashMap::new();
    for key in [" id=", " name="] {
        for (at, _) in body.match_indices(key) {
            let value = near(&body[at + key.len()..], LONGEST_MARK);
            let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some(end) = value[1..].find([quote, '\n', '>']) else { continue };
            let from = floor(body, at.saturating_sub(LONGEST_MARK));
            if let Some(tag) = body[from..at].rfind('<') {
                targets.entry(&value[1..=end]).or_insert(from + tag);
            }
        }
    }
    targets
}

/// Returns the start of the character at a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Returns the first bytes of a text.
fn near(text: &str, bytes: usize) -> &str {
    &text[..floor(text, bytes.min(text.len()))]
}

/// Returns links within the text, each with its byte, its target's id and its words.
fn links(body: &str) -> Vec<(usize, &str, String)> {
    let mut links = Vec::new();
    for key in ["href=\"#", "href='#"] {
        for (at, _) in body.match_indices(key) {
            let Some((id, rest)) = near(&body[at + key.len()..], 2 * LONGEST_MARK).split_once(['"', '\'']) else {
                continue;
            };
            let Some((_, near)) = rest.split_once('>') else { continue };
            if let Some(end) = near.find("</a").or_else(|| near.find("</A")) {
                links.push((at, id, without_tags(&near[..end])));
            }
        }
    }
    for (at, _) in body.match_indices("](#") {
        let from = floor(body, at.saturating_sub(LONGEST_MARK));
        let Some((id, _)) = near(&body[at + "](#".len()..], LONGEST_MARK).split_once([')', ' ', '\n']) else {
            continue;
        };
        // The brackets of "[\[1\]](#fn1)" are escaped.
        let words = body[from..at].rsplit('\n').next().unwrap_or_default();
        let open = words.match_indices('[').rev().find(|(open, _)| !words[..*open].ends_with('\\'));
        if let Some((open, _)) = open {
            links.push((at, id, without_tags(&words[open + 1..])));
        }
    }
    links
}

fn without_tags(html: &str) -> String {
    let mut words = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => words.push(c),
            _ => {}
        }
    }
    words
}

/// Whether a target is a note, by its id or by a mark at its beginning.
fn is_note(body: &str, target: usize, id: &str, mark: &str) -> bool {
    let tag = &body[target..];
    let is_heading = tag
        .get(..3)
        .is_some_and(|tag| tag.as_bytes()[1].eq_ignore_ascii_case(&b'h') && tag.as_bytes()[2].is_ascii_digit());
    let words = without_tags(near(tag, LONGEST_MARK));
    let words = words.trim_start();
    let begins = words
        .trim_start_matches(['[', '('])
        .strip_prefix(inner(mark))
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    // The number of a list item is not part of its text.
    let is_item = tag.starts_with("<li") && inner(mark).parse::<u32>().is_ok();
    let id = id.to_lowercase();
    !is_heading && !words.starts_with('#') && (begins || is_item || OF_NOTES.iter().any(|name| id.contains(name)))
}

impl BriefingParser<'_> {
    /// Replaces a link that is a mark by a reference, or removes a link back in a note. Returns whether the link is a
    /// mark.
    pub(super) fn takes_mark(&mut self, link: u32, span: Span) -> bool {
        let Some(id) = self.briefing.links[link as usize].strip_prefix('#').map(str::to_owned) else { return false };
        let is_note = self.containers.iter().any(|container| matches!(container, Container::Note { .. }));
        let words = self.leaf.as_ref().and_then(|leaf| leaf.builder.link_words(link, span.start));
        let Some((at, words)) = words else { return false };
        let is_back = is_note && (is_mark(words) || BACK.contains(&words.trim().to_lowercase().as_str()));
        let references = match self.syntax.anchors.notes.get(&id) {
            _ if is_back => Vec::new(),
            Some(_) if is_mark(words) => vec![Reference::to_footnote(label(&id), span)],
            _ => return false,
        };
        if let Some(leaf) = &mut self.leaf {
            leaf.builder.replace(at, references);
        }
        true
    }

    /// Opens the note that begins with an element of this id. Returns whether there is such a note.
    pub(super) fn opens_note(&mut self, id: &str, span: Span) -> bool {
        let is_nested = self.containers.iter().any(|container| matches!(container, Container::Note { .. }));
        match self.syntax.anchors.notes.get_mut(id) {
            Some(target) if !is_nested && !target.is_open => {
                target.is_open = true;
                self.syntax.anchors.mark = Some(target.mark.clone());
            }
            _ => return false,
        }
        let (note, blocks) = (self.briefing.notes.len(), self.briefing.blocks.len());
        self.briefing.notes.push(Note::new(Named { name: label(id), span }, blocks));
        self.containers.push(Container::Note { note, first: true });
        true
    }

    /// Opens the note after a target in a line of text.
    pub(super) fn enter_target(&mut self, id: &str, span: Span) {
        if self.syntax.anchors.notes.get(id).is_none_or(|target| target.is_open) {
            return;
        }
        let end = match &mut self.leaf {
            Some(Leaf { kind: BlockKind::Paragraph, span: paragraph, .. }) => {
                let end = paragraph.end;
                paragraph.end = span.start;
                Some(end)
            }
            Some(_) => return,
            None => None,
        };
        self.close_entry();
        if self.opens_note(id, span) {
            self.syntax.list.open_mark();
        }
        if let Some(end) = end {
            self.leaf = Some(Leaf::new(BlockKind::Paragraph, Span { start: span.start, end: end.max(span.end) }, true));
        }
    }
}

/// Returns the label of the note with an id.
fn label(id: &str) -> String {
    format!("#{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let mut found: Vec<_> = Anchors::of(&Prescan::of(body)).notes.into_keys().collect();
        found.sort();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn marks_link_down_to_notes() {
        check("x<sup><a href=\"#fn1\" id=\"r1\">1</a></sup>\n\n<p id=\"fn1\">1. A <a href=\"#r1\">↩</a></p>", &["fn1"]);
        check("x[1](#a1) y[\\[2\\]](#a2)\n\n<a name=\"a1\"></a>1. A\n\n<a id='a2'></a>[2] B", &["a1", "a2"]);
        check("x<a href='#n'>*</a>\n\n<span id='n'>* A</span>", &["n"]);
    }

    #[test]
    fn other_links_within_a_text_are_not_references() {
        // These links lead to a heading, have words, lead back, or lead nowhere.
        check("[1](#ch1)\n\n<h2 id=\"ch1\">1 Ports</h2>", &[]);
        check("<a href=\"#fn1\">see there</a>\n\n<p id=\"fn1\">A</p>", &[]);
        check("<p id=\"fn1\">A</p> <a href=\"#fn1\">1</a>", &[]);
        check("<a href=\"#fn1\">1</a> <p id=\"fn2\">A</p>", &[]);
        check("[2](#part)\n\n<a id=\"part\"></a>Ports", &[]);
    }
}
