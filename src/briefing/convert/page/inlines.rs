//! The elements within a line → inlines.
//!
//! Must not know which blocks there are.

use std::borrow::Cow;

use super::notes::{is_mark, without_mark};
use super::walk::{DEEPEST, Walk};
use super::{brackets, formula};
use crate::briefing::convert::document::{Block, Cite, Inline};
use crate::briefing::convert::height;

impl Walk<'_> {
    /// A node that stands in a line.
    pub(super) fn inline(&mut self, at: usize, line: &mut Vec<Inline>, depth: usize) {
        let tree = self.tree;
        if !self.shows(at) || self.notes.is_back(at) || self.notes.is_silent(at) {
            return;
        }
        if tree.is_text(at) {
            let text = &tree.node(at).text;
            let is_cut = self.closed == Some(at);
            return push(line, text.strip_prefix(']').filter(|_| is_cut).unwrap_or(text));
        }
        if let Some(note) = self.notes.reference(at) {
            if self.notes.is_worded(at) {
                self.line(at, line, depth);
                self.close(at, line);
            }
            for &note in self.notes.others(at) {
                line.push(self.refer(note));
            }
            return line.push(self.refer(note));
        }
        if depth > DEEPEST {
            return push(line, tree.text(at));
        }
        let name = tree.name(at);
        match name {
            "br" => line.push(Inline::Break),
            "b" | "strong" => self.marked(at, line, depth, Inline::Strong),
            // A whole reference, and no title.
            "cite" if tree.called(at).contains("citation") => self.line(at, line, depth),
            "i" | "em" | "cite" | "dfn" | "var" => self.marked(at, line, depth, Inline::Emphasis),
            "s" | "del" | "strike" => self.marked(at, line, depth, Inline::Struck),
            "code" | "kbd" | "samp" | "tt" => self.code_words(at, line, depth),
            "q" => {
                push(line, "“");
                self.line(at, line, depth);
                push(line, "”");
            }
            "a" => self.link(at, line, depth),
            "img" => self.image(at, line),
            "math" => push(line, &formula::read(tree, at)),
            "sup" => self.raised(at, line, depth),
            "sub" => self.lowered(at, line, depth),
            "rt" => {
                push(line, "(");
                self.line(at, line, depth);
                push(line, ")");
            }
            "d-cite" if tree.text(at).is_empty() => {
                let keys = tree.attribute(at, "key").or_else(|| tree.attribute(at, "bibtex-key")).unwrap_or_default();
                let cites = keys.split(',').map(str::trim).filter(|key| !key.is_empty());
                line.push(Inline::Cite(cites.map(|key| Cite { key: key.to_owned(), ..Cite::default() }).collect()));
            }
            "wbr" | "rp" | "svg" => {}
            "label" if tree.has_class(at, "margin-toggle") => {}
            "span" if tree.has_class(at, "mwe-math-element") => {
                match tree.within(at).find(|&at| tree.name(at) == "math") {
                    Some(math) => push(line, &formula::read(tree, math)),
                    None => self.line(at, line, depth),
                }
            }
            _ => match style(tree.attribute(at, "style")) {
                (true, _) => self.marked(at, line, depth, Inline::Strong),
                (_, true) => self.marked(at, line, depth, Inline::Emphasis),
                _ => self.line(at, line, depth),
            },
        }
    }

    /// Closes the bracket around the words of a reference, which stands behind it: `[HTML5][^html5]`.
    fn close(&mut self, link: usize, line: &mut Vec<Inline>) {
        let is_text = |at: usize| at < self.tree.len() && self.tree.is_text(at);
        let (before, behind) = (link.saturating_sub(1), self.tree.node(link).end);
        if is_text(before)
            && is_text(behind)
            && self.tree.node(before).text.ends_with('[')
            && self.tree.node(behind).text.starts_with(']')
        {
            push(line, "]");
            self.closed = Some(behind);
        }
    }

    fn line(&mut self, of: usize, line: &mut Vec<Inline>, depth: usize) {
        let tree = self.tree;
        let mut at = of + 1;
        while at < tree.node(of).end {
            self.inline(at, line, depth + 1);
            at = tree.node(at).end;
        }
    }

    fn marked(&mut self, at: usize, line: &mut Vec<Inline>, depth: usize, mark: fn(Vec<Inline>) -> Inline) {
        let mut words = Vec::new();
        self.line(at, &mut words, depth);
        if is_shown(&words) {
            line.push(mark(words));
        } else {
            line.append(&mut words);
        }
    }

    /// Code; where a note or a link stands in it, its words.
    fn code_words(&mut self, at: usize, line: &mut Vec<Inline>, depth: usize) {
        let tree = self.tree;
        if tree.within(at).any(|at| self.notes.reference(at).is_some() || tree.name(at) == "img") {
            return self.line(at, line, depth);
        }
        line.push(Inline::Code(clean(tree.text(at)).into_owned()));
    }

    fn link(&mut self, at: usize, line: &mut Vec<Inline>, depth: usize) {
        let mut words = Vec::new();
        self.line(at, &mut words, depth);
        let to = self.tree.attribute(at, "href").and_then(|href| self.base.resolve(href));
        // A picture that leads to itself, or to a page of its own, is a picture.
        let is_picture =
            words.iter().any(|word| matches!(word, Inline::Image { .. })) && text(&words).trim().is_empty();
        match to {
            Some(to) if is_shown(&words) && !is_picture => line.push(Inline::Link { to, words }),
            _ => words.into_iter().for_each(|word| match word {
                Inline::Text(text) => push(line, &text),
                word => line.push(word),
            }),
        }
    }

    fn image(&mut self, at: usize, line: &mut Vec<Inline>) {
        let attribute = |name: &str| self.tree.attribute(at, name).map(str::trim).filter(|value| !value.is_empty());
        let alt = clean(attribute("alt").unwrap_or_default());
        let is_dot = ["width", "height"]
            .iter()
            .any(|side| attribute(side).is_some_and(|size| matches!(size, "0" | "1" | "1px")));
        let is_decoration = matches!(attribute("role"), Some("presentation" | "none"));
        if alt.is_empty() || is_dot || is_decoration {
            return;
        }
        let lazy =
            ["data-src", "data-original", "data-lazy-src", "data-hi-res-src"].iter().find_map(|name| attribute(name));
        let set = || attribute("srcset").or_else(|| attribute("data-srcset"))?.split([' ', ',']).next();
        let source = attribute("src").filter(|source| !source.starts_with("data:")).filter(|_| lazy.is_none());
        let source = lazy.or(source).or_else(set);
        let to = source.and_then(|source| self.base.resolve(source)).unwrap_or_default();
        line.push(Inline::Image { to, alt: alt.into_owned() });
    }

    /// Raised words. Right behind a number or a name they would be another one.
    fn raised(&mut self, at: usize, line: &mut Vec<Inline>, depth: usize) {
        let mut words = Vec::new();
        self.line(at, &mut words, depth);
        let raised = text(&words);
        let only_text = words.iter().all(|word| matches!(word, Inline::Text(_)));
        let before = text(line.last().map(std::slice::from_ref).unwrap_or_default());
        let is_whole = |outer: &usize| self.tree.name(*outer) == "a" && self.tree.text(*outer) == self.tree.text(at);
        let around = || self.tree.ancestors(at).take(2).find(is_whole);
        let leads_here = |link: usize| self.tree.attribute(link, "href").is_some_and(|href| href.starts_with('#'));
        let links = self.tree.within(at).any(|at| self.tree.name(at) == "a") || around().is_some_and(leads_here);
        if only_text && links && is_mark(&raised) && !raised.trim_start().starts_with(['[', '(']) {
            // A reference to nothing, apart from the word that it stands at.
            push(line, &format!("[{}]", raised.trim()));
        } else if only_text {
            push(line, &height::raised(&before, &raised));
        } else {
            line.append(&mut words);
        }
    }

    /// Lowered words. A number right behind or before another would be one with it.
    fn lowered(&mut self, at: usize, line: &mut Vec<Inline>, depth: usize) {
        let tree = self.tree;
        let mut words = Vec::new();
        self.line(at, &mut words, depth);
        let before = text(line.last().map(std::slice::from_ref).unwrap_or_default());
        let next = tree.node(at).end;
        let behind = if next < tree.len() && tree.is_text(next) { tree.node(next).text.as_str() } else { "" };
        if words.iter().all(|word| matches!(word, Inline::Text(_))) {
            push(line, &height::lowered(&before, &text(&words), behind));
        } else {
            line.append(&mut words);
        }
    }
}

/// Whether a style makes words bold, or italic.
fn style(style: Option<&str>) -> (bool, bool) {
    let Some(style) = style else { return (false, false) };
    let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let bold = ["font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800", "font-weight:900"];
    (bold.iter().any(|bold| style.contains(bold)), style.contains("font-style:italic"))
}

/// Text without what only says where a line may end.
fn clean(text: &str) -> Cow<'_, str> {
    let is_shown = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}');
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().filter(is_shown).collect()) }
}

pub(super) fn push(line: &mut Vec<Inline>, text: &str) {
    let text = clean(text);
    match line.last_mut() {
        Some(Inline::Text(before)) => before.push_str(&text),
        _ if text.is_empty() => {}
        _ => line.push(Inline::Text(text.into_owned())),
    }
}

/// Whether a browser would show anything of some words.
pub(super) fn is_shown(words: &[Inline]) -> bool {
    words.iter().any(|word| match word {
        Inline::Text(text) | Inline::Code(text) => !text.trim().is_empty(),
        Inline::Break => false,
        Inline::Cite(cites) => !cites.is_empty(),
        word => word.inside().is_none_or(is_shown),
    })
}

/// The plain text of some words.
pub(super) fn text(words: &[Inline]) -> String {
    let one = |word: &Inline| match word {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Break => " ".to_owned(),
        Inline::Emphasis(words) | Inline::Strong(words) | Inline::Struck(words) | Inline::Link { words, .. } => {
            text(words)
        }
        _ => String::new(),
    };
    words.iter().map(one).collect()
}

/// A line as paragraphs: two breaks in a row, or more, part them.
pub(super) fn paragraphs(line: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut all = vec![Vec::new()];
    let mut breaks = 0;
    for word in line {
        let is_space = matches!(&word, Inline::Text(text) if text.trim().is_empty());
        match word {
            Inline::Break => breaks += 1,
            _ if is_space && breaks > 0 => {}
            word => {
                match breaks {
                    0 => {}
                    1 => all.last_mut().into_iter().for_each(|line: &mut Vec<Inline>| line.push(Inline::Break)),
                    _ => all.push(Vec::new()),
                }
                breaks = 0;
                if let Some(line) = all.last_mut() {
                    line.push(word);
                }
            }
        }
    }
    all.retain(|line| is_shown(line));
    all.into_iter().map(brackets::drop).collect()
}

/// The words of a block behind those of others, in one line.
pub(super) fn flatten(block: Block, line: &mut Vec<Inline>) {
    let begin = |line: &mut Vec<Inline>| {
        if is_shown(line) {
            line.push(Inline::Break);
        }
    };
    match block {
        Block::Heading(_, mut words) | Block::Paragraph(mut words) => {
            begin(line);
            line.append(&mut words);
        }
        Block::Quote(blocks) => blocks.into_iter().for_each(|block| flatten(block, line)),
        Block::List { items, .. } => items.into_iter().flatten().for_each(|block| flatten(block, line)),
        Block::Code { text, .. } => {
            for row in text.lines().filter(|row| !row.trim().is_empty()) {
                begin(line);
                line.push(Inline::Code(row.to_owned()));
            }
        }
        Block::Table { rows, .. } => {
            for row in rows {
                begin(line);
                for mut cell in row {
                    line.append(&mut cell);
                    push(line, " ");
                }
            }
        }
        Block::Rule => {}
    }
}

/// Drops a note's own mark from its first words.
pub(super) fn drop_mark(words: &mut Vec<Inline>, mark: &str) {
    while matches!(words.first(), Some(Inline::Text(text)) if text.trim().is_empty()) {
        words.remove(0);
    }
    let Some(first) = words.first_mut() else { return };
    match first {
        Inline::Text(text) => {
            let rest = without_mark(mark, text).to_owned();
            let is_other = rest.len() < text.len() && rest.trim().is_empty();
            *text = rest;
            if is_other {
                words.remove(0);
                trim_start(words);
            }
        }
        // A mark in bold, or raised, or that is a link to itself.
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { words: inner, .. } => {
            let shown = text(inner);
            let rest = without_mark(mark, &shown);
            if rest.trim().is_empty() && !shown.trim().is_empty() && !mark.is_empty() {
                words.remove(0);
                trim_start(words);
            }
        }
        _ => {}
    }
}

/// Drops the brackets around a note.
pub(super) fn drop_around(blocks: &mut [Block]) {
    let [Block::Paragraph(words)] = blocks else { return };
    let is_break = |word: Option<&Inline>| matches!(word, Some(Inline::Break));
    while is_break(words.first()) {
        words.remove(0);
    }
    while is_break(words.last()) {
        words.pop();
    }
    let opens = matches!(words.first(), Some(Inline::Text(text)) if text.trim_start().starts_with('['));
    let closes = matches!(words.last(), Some(Inline::Text(text)) if text.trim_end().ends_with(']'));
    if !opens || !closes {
        return;
    }
    if let Some(Inline::Text(text)) = words.first_mut() {
        *text = text.trim_start().trim_start_matches('[').to_owned();
    }
    if let Some(Inline::Text(text)) = words.last_mut() {
        *text = text.trim_end().trim_end_matches(']').to_owned();
    }
}

/// Drops the brackets and commas that stood around links back, before a note and behind it.
pub(super) fn drop_brackets(blocks: &mut [Block]) {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
    if let Some(Block::Paragraph(words)) = blocks.first_mut()
        && let Some(Inline::Text(text)) = words.first_mut()
    {
        let start = text.trim_start();
        let inside = start.strip_prefix(['[', '(']).map(|inside| inside.trim_start_matches(between));
        let rest = inside.and_then(|inside| inside.strip_prefix([']', ')'])).unwrap_or(start);
        let ends = rest.trim_start_matches([')', ']', '^']);
        let ends = ends.strip_prefix(['.', ',', ':', ';']).unwrap_or(ends);
        let is_apart = ends.len() < rest.len() && ends.starts_with(char::is_whitespace);
        *text = if is_apart { ends } else { rest }.trim_start().to_owned();
    }
    if let Some(Block::Paragraph(words)) = blocks.last_mut()
        && let Some(Inline::Text(text)) = words.last_mut()
    {
        let end = text.trim_end();
        let inside = end.strip_suffix([']', ')']).map(|inside| inside.trim_end_matches(between));
        *text = inside.and_then(|inside| inside.strip_suffix(['[', '('])).unwrap_or(end).trim_end().to_owned();
    }
}

/// Drops the punctuation between a mark and its note.
fn trim_start(words: &mut [Inline]) {
    if let Some(Inline::Text(text)) = words.first_mut() {
        *text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ')' | ']')).to_owned();
    }
}
