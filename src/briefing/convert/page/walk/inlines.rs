//! Converts inline elements.
//!
//! Must not know which blocks exist.

use super::line::{clean, is_shown, push, text};
use super::{DEEPEST, Walk};
use crate::briefing::convert::document::{Cite, Inline};
use crate::briefing::convert::page::formula;
use crate::briefing::convert::page::notes::is_mark;
use crate::briefing::convert::script;

impl Walk<'_> {
    /// Reads a node into a line.
    pub(super) fn inline(&mut self, at: usize, line: &mut Vec<Inline>, depth: usize) {
        let tree = self.tree;
        if !self.shows(at) || self.notes.is_backlink(at) || self.notes.is_silent(at) {
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
            // Such an element is a whole reference rather than a title.
            "cite" if tree.class_and_id(at).contains("citation") => self.line(at, line, depth),
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

    /// Closes the bracket around the words of a reference before the reference itself: `[HTML5][^html5]`.
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

    /// Reads code. If it contains a note or an image, its words become plain.
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
        // A linked picture without words is only a picture.
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

    /// Reads a superscript, which must not merge with a number or a name before it.
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
            // A reference without a note is separated from the word before it.
            push(line, &format!("[{}]", raised.trim()));
        } else if only_text {
            push(line, &script::raised(&before, &raised));
        } else {
            line.append(&mut words);
        }
    }

    /// Reads a subscript, which must not merge with a number before or after it.
    fn lowered(&mut self, at: usize, line: &mut Vec<Inline>, depth: usize) {
        let tree = self.tree;
        let mut words = Vec::new();
        self.line(at, &mut words, depth);
        let before = text(line.last().map(std::slice::from_ref).unwrap_or_default());
        let next = tree.node(at).end;
        let behind = if next < tree.len() && tree.is_text(next) { tree.node(next).text.as_str() } else { "" };
        if words.iter().all(|word| matches!(word, Inline::Text(_))) {
            push(line, &script::lowered(&before, &text(&words), behind));
        } else {
            line.append(&mut words);
        }
    }
}

/// Whether a style makes words bold, and whether it makes them italic.
fn style(style: Option<&str>) -> (bool, bool) {
    let Some(style) = style else { return (false, false) };
    let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let bold = ["font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800", "font-weight:900"];
    (bold.iter().any(|bold| style.contains(bold)), style.contains("font-style:italic"))
}
