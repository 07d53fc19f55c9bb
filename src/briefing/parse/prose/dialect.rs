//! Reads dialect syntax in a finished prose.
//!
//! It covers marks, wiki links, attributes, templates, comments, and proposed changes (`CriticMarkup`). Signs are
//! removed, templates are dimmed, and deletions are struck out. Must not know blocks.

use std::ops::Range;

use super::change::Changes;
use super::{InlineNote, ProseBuilder, escaped, is_mark};
use crate::briefing::ast::{Cited, Piece, Prose, Reference};
use crate::text::manuscript::{Manuscript, Span, offset};
use crate::text::role::{Role, Roles};

/// Kinds of callouts of Obsidian and others, and of GitHub's alerts, each with our alert.
#[rustfmt::skip]
const CALLOUTS: &[(&str, &str)] = &[
    ("note", "note"), ("info", "info"), ("abstract", "abstract"), ("summary", "summary"), ("tldr", "tl;dr"), ("todo", "to do"),
    ("tip", "tip"), ("hint", "hint"), ("important", "important"), ("success", "success"), ("check", "success"), ("done", "done"),
    ("question", "question"), ("help", "question"), ("faq", "question"), ("warning", "warning"), ("caution", "caution"),
    ("attention", "attention"), ("failure", "failure"), ("fail", "failure"), ("missing", "missing"), ("danger", "danger"),
    ("error", "error"), ("bug", "bug"), ("example", "example"), ("quote", ""), ("cite", ""),
    // These come from Sphinx, bookdown and the Carpentries.
    ("seealso", "see also"), ("versionadded", "added in version"), ("versionchanged", "changed in version"),
    ("deprecated", "deprecated since version"), ("theorem", "theorem"), ("lemma", "lemma"), ("corollary", "corollary"),
    ("proposition", "proposition"), ("conjecture", "conjecture"), ("definition", "definition"), ("exercise", "exercise"),
    ("hypothesis", "hypothesis"), ("proof", "proof"), ("remark", "remark"), ("solution", "solution"),
    ("challenge", "challenge"), ("keypoints", "key points"), ("questions", "questions"), ("objectives", "objectives"),
];

/// Returns the alert of a kind of callout; empty for a quotation.
pub(in crate::briefing::parse) fn alert_of(kind: &str) -> Option<&'static str> {
    CALLOUTS.iter().find(|(name, _)| name.eq_ignore_ascii_case(kind)).map(|(_, alert)| *alert)
}

/// Opening and closing signs, with their meaning.
#[rustfmt::skip]
const PAIRS: &[(&str, &str, Meaning)] = &[
    ("{++", "++}", Meaning::Addition),
    ("{--", "--}", Meaning::Deletion),
    ("{~~", "~~}", Meaning::Substitution),
    ("{==", "==}", Meaning::Highlight),
    ("{>>", "<<}", Meaning::Comment),
    ("{%", "%}", Meaning::Template),
    ("{{", "}}", Meaning::Template),
    ("[[", "]]", Meaning::WikiLink),
    ("==", "==", Meaning::Highlight),
    ("%%", "%%", Meaning::Hidden),
    ("{", "}", Meaning::Attributes),
];

/// Most pairs of signs that are read in one prose.
const MOST_PAIRS: usize = 500;

/// The meaning of a pair of signs for the words between them. Changes have the names of `CriticMarkup`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Addition,
    Deletion,
    /// The words after `~>` replace the words before it.
    Substitution,
    Highlight,
    Comment,
    /// A template of Liquid, Jinja or Hugo.
    Template,
    WikiLink,
    Hidden,
    Attributes,
}

/// Signs of such syntax. A text without any of them has none.
pub(in crate::briefing::parse) const SIGNS: [&str; 4] = ["{", "==", "%%", "[["];

impl ProseBuilder {
    /// Reads all dialect syntax. Adds targets of links to `links`, and hidden comments to `hidden`. `changes` has the
    /// change that continues from the prose before and into the next.
    pub(in crate::briefing::parse) fn read_dialects(
        &mut self,
        manuscript: &Manuscript,
        links: &mut Vec<String>,
        hidden: &mut Vec<Span>,
        changes: &mut Changes,
    ) {
        let mut at = self.go_on_with(changes);
        // Most proses have no signs.
        if !SIGNS.iter().any(|sign| self.prose.text[at..].contains(sign)) {
            return;
        }
        let text = self.prose.text.clone();
        let mut pairs = 0;
        // The next closing sign of each kind, so that each is looked for once.
        let mut closing: [Option<usize>; PAIRS.len()] = [Some(0); PAIRS.len()];
        while let Some(next) = text[at..].find(['{', '=', '%', '[']).filter(|_| pairs < MOST_PAIRS) {
            at += next;
            let rest = &text[at..];
            let found = PAIRS.iter().zip(&mut closing).find_map(|(&(open, close, meaning), next)| {
                if !rest.starts_with(open) {
                    return None;
                }
                let from = at + open.len();
                if (*next)? < from {
                    *next = text[from..].find(close).map(|end| from + end);
                }
                let inner = from..(*next)?;
                self.is_meant(manuscript, &text, &inner, (open, close), meaning).then_some((inner, close, meaning))
            });
            pairs += usize::from(found.is_some());
            let Some((inner, close, meaning)) = found else {
                if self.begins_change(manuscript, &text, at, changes) {
                    return;
                }
                at += 1;
                continue;
            };
            let all = at..inner.end + close.len();
            at = all.end;
            self.read_pair(&text, all, inner, meaning, links, hidden);
        }
    }

    /// Whether a stretch of the text is neither code nor hidden.
    pub(super) fn is_plain(&self, range: Range<usize>) -> bool {
        self.pieces_in(range).all(|piece| !piece.roles.has(Role::InlineCode) && !piece.roles.has(Role::Muted))
    }

    /// Whether signs around words have their meaning here.
    fn is_meant(
        &self,
        manuscript: &Manuscript,
        text: &str,
        inner: &Range<usize>,
        (open, close): (&str, &str),
        meaning: Meaning,
    ) -> bool {
        // A sign after a backslash has no meaning.
        if escaped(manuscript, self.prose.origin(offset(inner.start - open.len()))) {
            return false;
        }
        let words = &text[inner.clone()];
        let (before, behind) = (&text[..inner.start - open.len()], &text[inner.end + close.len()..]);
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '=' && c != '%');
        let is_meant = match meaning {
            // The sign stands between words and touches the words inside.
            Meaning::Highlight if open == "==" => {
                !words.starts_with(|c: char| c.is_whitespace() || matches!(c, '=' | '<' | '>'))
                    && !words.ends_with(|c: char| c.is_whitespace() || matches!(c, '<' | '>'))
                    && apart(before.chars().next_back())
                    && apart(behind.chars().next())
            }
            Meaning::Hidden => apart(before.chars().next_back()) && apart(behind.chars().next()),
            Meaning::WikiLink => {
                let page = words.split(['|', '#']).next().unwrap_or_default();
                let is_page = !page.chars().all(is_mark) || words.starts_with('#');
                is_page
                    && !words.contains(['[', '\n'])
                    && words.trim() == words
                    && !behind.starts_with(['(', '[', ']'])
                    && !before.ends_with(|c: char| c.is_alphanumeric() || c == '[')
            }
            Meaning::Template => open == "{%" || !words.contains('{'),
            Meaning::Attributes => {
                let is_kramdown = words.starts_with(':');
                let is_glued = is_kramdown && !before.is_empty() && !before.ends_with(char::is_whitespace);
                let is_behind = is_glued || before.ends_with([']', ')', '`']) || self.ends_link(inner.start - 1);
                let is_apart = before.ends_with(char::is_whitespace) || before.is_empty() && is_kramdown;
                let is_last = behind.trim().is_empty() && is_apart;
                let is_first = before.is_empty() && is_kramdown && behind.starts_with(char::is_whitespace);
                (is_behind || is_last || is_first) && are_attributes(words)
            }
            _ => true,
        };
        is_meant && !words.is_empty() && self.is_plain(inner.start - open.len()..inner.end + close.len())
    }

    /// Whether a link or an image ends at a byte of the text.
    fn ends_link(&self, at: usize) -> bool {
        let next = self.prose.pieces.partition_point(|piece| (piece.start as usize) < at);
        let before = next.checked_sub(1).and_then(|before| self.prose.pieces.get(before));
        before.is_some_and(|piece| piece.link.is_some() || piece.roles.has(Role::InlineCode))
            && self.prose.pieces.get(next).is_none_or(|next| next.start as usize == at)
    }

    fn read_pair(
        &mut self,
        text: &str,
        all: Range<usize>,
        inner: Range<usize>,
        meaning: Meaning,
        links: &mut Vec<String>,
        hidden: &mut Vec<Span>,
    ) {
        let signs = [all.start..inner.start, inner.end..all.end];
        match meaning {
            Meaning::Addition => {
                self.set(&inner, |piece| piece.roles = piece.roles.with(Role::Addition));
                self.take_out(signs);
            }
            Meaning::Deletion => {
                self.set(&inner, |piece| piece.roles = piece.roles.with(Role::Strikethrough));
                self.take_out(signs);
            }
            Meaning::Substitution => {
                let arrow = text[inner.clone()].find("~>").map_or(inner.end, |arrow| inner.start + arrow);
                self.set(&(inner.start..arrow), |piece| piece.roles = piece.roles.with(Role::Strikethrough));
                self.set(&((arrow + "~>".len()).min(inner.end)..inner.end), |piece| {
                    piece.roles = piece.roles.with(Role::Addition);
                });
                self.take_out(signs);
                if arrow < inner.end {
                    // A space replaces the sign between the old and the new words.
                    let space = arrow + 1..arrow + "~>".len();
                    self.set(&space, |piece| piece.verbatim = false);
                    self.prose.text.replace_range(space.clone(), " ");
                    self.words.replace_range(space, " ");
                    self.take_out_one(arrow..arrow + 1);
                }
            }
            Meaning::Highlight => {
                self.set(&inner, |piece| piece.roles = piece.roles.with(Role::Strong));
                self.take_out(signs);
            }
            Meaning::Comment => self.take_comment(all, inner),
            Meaning::Template if embedded(&text[inner.clone()]).is_some() => {
                let page = inner.start + "embed [[".len()..inner.end - "]]".len();
                self.read_pair(text, all, page, Meaning::WikiLink, links, hidden);
            }
            Meaning::Template => {
                self.set(&all, |piece| piece.roles = Roles::from(Role::Muted));
                self.words.replace_range(all.clone(), &" ".repeat(all.len()));
                self.brackets.retain(|bracket| !all.contains(&bracket.at));
                let idle = self.take_references(&all);
                self.idle.extend(idle);
            }
            Meaning::Hidden => {
                self.take_references(&all);
                hidden.push(self.prose.span(&(offset(all.start)..offset(all.end))));
                let is_between = text[..all.start].ends_with(' ') && text[all.end..].starts_with(' ');
                self.take_out_one(all.start..all.end + usize::from(is_between));
            }
            Meaning::Attributes => {
                let space = text[..all.start].len() - text[..all.start].trim_end().len();
                let from = if text[all.end..].trim().is_empty() { all.start - space } else { all.start };
                let rest = &text[all.end..];
                let end = if all.start == 0 { all.end + rest.len() - rest.trim_start().len() } else { all.end };
                // The brackets of "[words]{.small}" are signs too.
                let closing = self.brackets.iter().rposition(|bracket| !bracket.opens && bracket.at + 1 == all.start);
                let opening = closing.and_then(|at| at.checked_sub(1)).filter(|&at| self.brackets[at].opens);
                if let (Some(opening), Some(closing)) = (opening, closing) {
                    let [open, close] = [opening, closing].map(|index| self.brackets[index].at);
                    self.take_out([open..open + 1, close..close + 1]);
                }
                self.take_out_one(from..end);
            }
            Meaning::WikiLink => {
                let words = &text[inner.clone()];
                let (page, label) = words.split_once('|').unwrap_or((words, ""));
                // The size of a picture is not a word: "pic.png|300".
                let is_size = !label.is_empty() && label.chars().all(|c| c.is_ascii_digit() || c == 'x');
                let shown = match label {
                    "" => inner.clone(),
                    _ if is_size => inner.start..inner.start + page.len(),
                    _ => inner.start + page.len() + 1..inner.end,
                };
                let is_embedded = text[..all.start].ends_with('!');
                if is_embedded {
                    self.pages.push(shown.start);
                }
                let role = if is_embedded { Role::Image } else { Role::Link };
                let link = offset(links.len());
                links.push(page_address(page));
                self.set(&shown, |piece| {
                    piece.link = Some(link);
                    piece.roles = piece.roles.with(role);
                });
                self.take_out([all.start - usize::from(is_embedded)..shown.start, shown.end..all.end]);
            }
        }
    }

    /// Removes the references inside a range of the text with their notes, and returns their places.
    fn take_references(&mut self, range: &Range<usize>) -> Vec<Span> {
        let is_inside = |at: usize| range.start < at && at < range.end;
        let inline = self.references.iter().filter(|(_, reference)| reference.cited == Cited::Inline);
        let mut are_taken = inline.map(|&(at, _)| is_inside(at)).collect::<Vec<_>>().into_iter();
        self.notes.retain(|_| !are_taken.next().unwrap_or(false));
        self.references.extract_if(.., |(at, _)| is_inside(*at)).map(|(_, reference)| reference.span).collect()
    }

    /// Reads a comment as a note on the words before it, or on marked words directly before it.
    fn take_comment(&mut self, all: Range<usize>, inner: Range<usize>) {
        let idle = self.take_references(&all);
        self.idle.extend(idle);
        let span = self.prose.span(&(offset(all.start)..offset(all.end)));
        self.split(inner.start);
        self.split(inner.end);
        let text = &self.prose.text[inner.clone()];
        let trimmed = inner.start + text.len() - text.trim_start().len()..inner.start + text.trim_end().len();
        if trimmed.is_empty() {
            return self.take_out_one(all);
        }
        self.split(trimmed.start);
        self.split(trimmed.end);
        let base = offset(trimmed.start);
        let pieces = self.pieces_in(trimmed.clone()).cloned();
        let pieces = pieces.map(|piece| Piece { start: piece.start - base, ..piece }).collect();
        let prose = Prose { text: self.prose.text[trimmed].to_owned(), pieces };
        let reference = Reference { cited: Cited::Inline, ..Reference::to_footnote(String::new(), span) };
        let place = self.references.partition_point(|(at, _)| *at <= all.start);
        // The notes of a prose have the order of their references.
        let earlier = self.references[..place].iter().filter(|(_, other)| other.cited == Cited::Inline).count();
        self.notes.insert(earlier.min(self.notes.len()), InlineNote { prose, is_comment: true });
        self.references.insert(place, (all.start, reference));
        self.words.replace_range(all.clone(), &" ".repeat(all.len()));
        self.take_out_one(all);
    }

    /// Returns the pieces that overlap a range.
    fn pieces_in(&self, range: Range<usize>) -> impl Iterator<Item = &Piece> {
        let first = self.prose.pieces.partition_point(|piece| (piece.start as usize) <= range.start).saturating_sub(1);
        self.prose.pieces[first..].iter().take_while(move |piece| (piece.start as usize) < range.end)
    }

    /// Cuts the piece at a byte of the text in two.
    fn split(&mut self, at: usize) {
        let next = self.prose.pieces.partition_point(|piece| (piece.start as usize) < at);
        if at >= self.prose.text.len() || self.prose.pieces.get(next).is_some_and(|piece| piece.start as usize == at) {
            return;
        }
        let Some(piece) = next.checked_sub(1).map(|before| &mut self.prose.pieces[before]) else { return };
        let mut rest = Piece { start: offset(at), ..piece.clone() };
        if piece.verbatim {
            let middle = piece.span.start + rest.start - piece.start;
            (piece.span.end, rest.span.start) = (middle, middle);
        }
        self.prose.pieces.insert(next, rest);
    }

    /// Changes the pieces of a range of the text.
    pub(super) fn set(&mut self, range: &Range<usize>, change: impl Fn(&mut Piece)) {
        self.split(range.start);
        self.split(range.end);
        let first = self.prose.pieces.partition_point(|piece| (piece.start as usize) < range.start);
        let last = self.prose.pieces.partition_point(|piece| (piece.start as usize) < range.end);
        self.prose.pieces[first..last].iter_mut().for_each(change);
    }

    fn take_out(&mut self, [one, other]: [Range<usize>; 2]) {
        self.take_out_one(one);
        self.take_out_one(other);
    }

    pub(super) fn take_out_one(&mut self, range: Range<usize>) {
        self.brackets.retain(|bracket| !range.contains(&bracket.at));
        self.signs.push(range);
    }

    /// Removes attributes at the end of the text, `{#id .class key=value}` or `{: #id}`, and returns the id. The
    /// attributes must be plain text.
    pub(in crate::briefing::parse) fn take_attributes(&mut self) -> Option<String> {
        let (words, rest) = self.prose.text.trim_end().strip_suffix('}')?.rsplit_once('{')?;
        let at = words.trim_end().len();
        let first = self.prose.pieces.partition_point(|piece| (piece.start as usize) <= words.len()) - 1;
        let written = self.prose.pieces[first..].iter().all(|piece| piece.verbatim && piece.roles == Roles::NONE);
        if at == 0 || !are_attributes(rest) || !written || self.references.iter().any(|(to, _)| *to > at) {
            return None;
        }
        let id = rest.split_whitespace().find_map(|word| word.strip_prefix('#')).map(str::to_owned);
        self.cut(at);
        id
    }

    /// Removes the mark of a callout, `[!note]- Title`, and returns its alert. The title stays in a separate line. An
    /// alert without a word is a quotation.
    pub(in crate::briefing::parse) fn take_callout(&mut self) -> Option<&'static str> {
        let text = &self.prose.text;
        let (kind, rest) = text.strip_prefix("[!")?.split_once(']')?;
        let alert = alert_of(kind.split('|').next().unwrap_or(kind).trim())?;
        let rest = rest.strip_prefix(['+', '-']).unwrap_or(rest).trim_start_matches(' ');
        let title = text.len() - rest.len();
        // A line break of the text is a space by now.
        let is_break = |piece: &&Piece| !piece.verbatim && text[piece.start as usize..].starts_with([' ', '\n']);
        let breaks = self.prose.pieces.iter().filter(is_break).find(|piece| piece.start as usize + 1 >= title);
        let end = breaks.map_or(text.len(), |piece| piece.start as usize);
        if end > title {
            self.set(&(title..end), |piece| piece.roles = piece.roles.with(Role::Strong));
            // A title without a reference is not a sentence of the text.
            if !self.references.iter().any(|(at, _)| (title..=end).contains(at)) {
                self.words.replace_range(title..end, &" ".repeat(end - title));
            }
            if self.prose.text[end..].starts_with(' ') {
                self.prose.text.replace_range(end..=end, "\n");
                self.words.replace_range(end..=end, "\n");
            }
            self.take_out_one(0..title);
        } else {
            self.take_out_one(0..(end + 1).min(self.prose.text.len()));
        }
        Some(alert)
    }
}

/// Returns the page that a template of Logseq shows: `{{embed [[Page]]}}`.
fn embedded(template: &str) -> Option<&str> {
    template.strip_prefix("embed [[")?.strip_suffix("]]").filter(|page| !page.is_empty() && !page.contains(['[', ']']))
}

/// Returns the target of a wiki link: a Markdown file beside this file, or a heading in it.
fn page_address(page: &str) -> String {
    let (file, heading) = page.trim().split_once('#').unwrap_or((page.trim(), ""));
    let is_named = file.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let ending = if file.is_empty() || is_named { "" } else { ".md" };
    let hash = if heading.is_empty() { "" } else { "#" };
    format!("{file}{ending}{hash}{heading}")
}

/// Whether words between braces are attributes: `#id`, `.class`, `key=value`, with or without a colon before them.
fn are_attributes(words: &str) -> bool {
    let (is_kramdown, words) = (words.starts_with(':'), words.trim().trim_start_matches(':'));
    if is_kramdown && words.trim() == "toc" {
        return true;
    }
    // Logseq writes "{:height 200, :width 300}".
    let is_size = |part: &str| {
        let size = part.trim().strip_prefix(":height ").or(part.trim().strip_prefix(":width "));
        size.is_some_and(|size| size.trim().parse::<u32>().is_ok())
    };
    if is_kramdown && format!(":{words}").split(',').all(is_size) {
        return true;
    }
    let plain =
        |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/' | '%'));
    let mut rest = words.trim();
    let mut any = false;
    while !rest.is_empty() {
        let end = match rest.split_once('=') {
            // A value may be quoted and contain spaces.
            Some((key, value)) if !key.contains(char::is_whitespace) && !key.is_empty() && plain(key) => {
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '“'));
                let closing = quote.and_then(|quote| {
                    value[quote.len_utf8()..].find([quote, '”']).map(|end| end + 2 * quote.len_utf8())
                });
                let length = closing.unwrap_or_else(|| value.find(char::is_whitespace).unwrap_or(value.len()));
                key.len() + 1 + length.min(value.len())
            }
            _ => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let word = &rest[..end];
                let name = word.strip_prefix(['#', '.']);
                if word != "-" && !name.is_some_and(|name| !name.is_empty() && plain(name)) {
                    return false;
                }
                end
            }
        };
        if !rest.is_char_boundary(end) {
            return false;
        }
        any = true;
        rest = rest[end..].trim_start();
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_distinguished_from_words_in_braces() {
        for attributes in ["#a", ".b .c", ": .x", "width=50%", "#a .b k=\"c d\"", "-", ":target=_blank"] {
            assert!(are_attributes(attributes), "{attributes}");
        }
        for none in ["", "a", "a b", "1, 2", "#", "x = y", ": see"] {
            assert!(!are_attributes(none), "{none}");
        }
    }

    #[test]
    fn a_wiki_link_leads_to_a_file_beside_the_text() {
        assert_eq!(page_address("Port dues"), "Port dues.md");
        assert_eq!(page_address("a/b#Who pays"), "a/b.md#Who pays");
        assert_eq!(page_address("chart.png"), "chart.png");
        assert_eq!(page_address("#Who pays"), "#Who pays");
    }
}
