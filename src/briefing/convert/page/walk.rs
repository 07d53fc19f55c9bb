//! Converts the elements of an article to blocks.
//!
//! Owns which element becomes which block, and how the gaps of removed notes are closed. Must not know which elements
//! belong to the article, nor what a note is.

mod inlines;
mod line;
mod list;
mod table;

use super::address::Base;
use super::article::Article;
use super::empty_notes;
use super::notes::Notes;
use super::tree::Tree;
use crate::briefing::convert::document::{self, Block, Document, Front, Inline};

/// Deepest elements of the article that are read. Deeper elements become text.
const DEEPEST: usize = 160;

/// Block elements.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li",
    "legend", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
];

/// Reads an article. A title in the front matter is not repeated in the text.
pub(super) fn document(tree: &Tree, article: &Article, notes: &Notes, base: &Base, front: &mut Front) -> Document {
    let mut walk = Walk {
        tree,
        article,
        notes,
        base,
        title: front.title.as_deref().map(plain),
        in_note: None,
        closed: None,
        reached: Vec::new(),
        left: Vec::new(),
    };
    let mut flow = Flow::default();
    walk.node(article.root, &mut flow, 0);
    let blocks = tidy(flow.done(), true);
    let mut found = Vec::new();
    let mut next = 0;
    // A note may refer to other notes. A note without references stays, because it was in the text.
    loop {
        let note = match walk.reached.get(next) {
            Some(&note) => note,
            None => match walk.left.iter().position(|note| !walk.reached.contains(note)) {
                Some(at) => {
                    let note = walk.left.swap_remove(at);
                    walk.reached.push(note);
                    note
                }
                None => break,
            },
        };
        next += 1;
        let blocks = walk.note(note);
        found.push(document::Note { label: notes.all[note].label.clone(), blocks });
    }
    let mut document = Document { blocks, notes: found, ..Document::default() };
    empty_notes::mark(&mut document, &notes.all.iter().map(|note| (note.label.as_str(), note.mark.as_str())).collect());
    document
}

/// Returns the letters and digits of a text for comparison.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

struct Walk<'p> {
    tree: &'p Tree,
    article: &'p Article,
    notes: &'p Notes,
    base: &'p Base,
    /// The title, until it is found in the text.
    title: Option<String>,
    /// The note that is being read.
    in_note: Option<usize>,
    /// A text node whose closing bracket is already written.
    closed: Option<usize>,
    /// Notes with references, in the order of their first references.
    reached: Vec<usize>,
    /// Notes that stand in the article.
    left: Vec<usize>,
}

/// Blocks, and an unfinished line.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    line: Vec<Inline>,
}

impl Flow {
    /// Ends the line. Two breaks in a row separate paragraphs.
    fn flush(&mut self) {
        for line in line::paragraphs(std::mem::take(&mut self.line)) {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    fn push(&mut self, block: Block) {
        self.flush();
        self.blocks.push(block);
    }

    fn done(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }
}

/// Returns a placeholder for a removed note. It disappears when the blocks are tidied.
fn gap() -> Block {
    Block::Paragraph(Vec::new())
}

fn is_gap(block: &Block) -> bool {
    matches!(block, Block::Paragraph(words) if words.is_empty())
}

impl Walk<'_> {
    fn shows(&self, at: usize) -> bool {
        match self.in_note {
            None => self.article.shows(at),
            Some(_) => {
                !matches!(self.tree.name(at), "script" | "style" | "button" | "input" | "svg")
                    && !self.tree.is_hidden(at)
            }
        }
    }

    /// Records a reference to a note and returns it.
    fn refer(&mut self, note: usize) -> Inline {
        if !self.reached.contains(&note) {
            self.reached.push(note);
        }
        Inline::Reference(self.notes.all[note].label.clone())
    }

    fn note(&mut self, note: usize) -> Vec<Block> {
        self.in_note = Some(note);
        let mut flow = Flow::default();
        let body = self.notes.all[note].body.clone();
        self.siblings(body, &mut flow, 0);
        self.in_note = None;
        let mut blocks = tidy(flow.done(), false);
        // A single list item is replaced by its content.
        if let [Block::List { items, .. }] = blocks.as_mut_slice()
            && items.len() == 1
        {
            blocks = items.swap_remove(0);
        }
        if let Some(Block::Paragraph(words)) = blocks.first_mut() {
            line::drop_mark(words, &self.notes.all[note].mark);
        }
        let body = &self.notes.all[note].body;
        let is_beside = self.notes.reference(body.start.saturating_sub(1)) == Some(note);
        if is_beside && self.tree.name(body.start) == "br" {
            line::drop_around(&mut blocks);
        }
        line::drop_brackets(&mut blocks);
        blocks
    }

    /// Leaves out a note that begins at a node, and returns the note's end.
    fn leaves(&mut self, at: usize) -> Option<usize> {
        let note = self.notes.body(at).filter(|&note| self.in_note != Some(note))?;
        self.left.push(note);
        Some(self.notes.all[note].body.end.max(at + 1))
    }

    fn children(&mut self, of: usize, flow: &mut Flow, depth: usize) {
        let end = self.tree.node(of).end;
        self.siblings(of + 1..end, flow, depth);
    }

    /// Reads adjacent nodes.
    fn siblings(&mut self, nodes: std::ops::Range<usize>, flow: &mut Flow, depth: usize) {
        let mut at = nodes.start;
        while at < nodes.end {
            if self.notes.reference(at).is_none()
                && let Some(end) = self.leaves(at)
            {
                if self.is_block(at) {
                    flow.push(gap());
                }
                at = end;
                continue;
            }
            self.node(at, flow, depth + 1);
            at = self.tree.node(at).end;
        }
    }

    /// Whether an element is a block or contains a block.
    fn is_block(&self, at: usize) -> bool {
        let name = self.tree.name(at);
        if name.is_empty() {
            return false;
        }
        BLOCKS.contains(&name)
            || !matches!(name, "math" | "svg")
                && self
                    .tree
                    .within(at)
                    .skip(1)
                    .any(|at| BLOCKS.contains(&self.tree.name(at)) && self.notes.reference(at).is_none())
    }

    fn node(&mut self, at: usize, flow: &mut Flow, depth: usize) {
        if !self.shows(at) || self.notes.is_backlink(at) || self.notes.is_silent(at) {
            return;
        }
        if self.tree.is_text(at) || self.notes.reference(at).is_some() || !self.is_block(at) {
            return self.inline(at, &mut flow.line, depth);
        }
        if depth > DEEPEST {
            flow.flush();
            flow.line.push(Inline::Text(self.tree.text(at).to_owned()));
            return flow.flush();
        }
        self.block(at, flow, depth);
    }

    fn block(&mut self, at: usize, flow: &mut Flow, depth: usize) {
        if is_gutter(self.tree, at) {
            return;
        }
        flow.flush();
        match self.tree.name(at) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(at, flow, depth),
            "blockquote" => {
                let blocks = self.inner(at, depth);
                if !blocks.is_empty() {
                    flow.push(Block::Quote(blocks));
                }
            }
            "ul" | "ol" | "menu" | "dir" => self.list(at, flow, depth),
            "dl" => self.definitions(at, flow, depth),
            "pre" => self.code(at, flow),
            "table" => table::read(self, at, flow, depth),
            "hr" => flow.push(Block::Rule),
            "summary" => {
                let mut line = Vec::new();
                self.words(at, &mut line, depth);
                if line::is_shown(&line) {
                    flow.push(Block::Paragraph(vec![Inline::Strong(line)]));
                }
            }
            _ if self.tree.has_value(at, "role", "heading") => self.heading(at, flow, depth),
            _ => self.children(at, flow, depth),
        }
        flow.flush();
    }

    /// Returns the blocks in an element.
    fn inner(&mut self, of: usize, depth: usize) -> Vec<Block> {
        let mut flow = Flow::default();
        self.children(of, &mut flow, depth);
        flow.done()
    }

    fn heading(&mut self, at: usize, flow: &mut Flow, depth: usize) {
        let level = self.tree.name(at).strip_prefix('h').or_else(|| self.tree.attribute(at, "aria-level"));
        let level = level.and_then(|level| level.parse().ok()).unwrap_or(2_u8).clamp(1, 6);
        let mut line = Vec::new();
        self.words(at, &mut line, depth);
        if !line::is_shown(&line) {
            return;
        }
        if level <= 2 && self.in_note.is_none() && self.title.as_deref() == Some(plain(&line::text(&line)).as_str()) {
            self.title = None;
            return;
        }
        flow.push(Block::Heading(level, line));
    }

    /// Writes all words in an element on one line, including those of blocks.
    fn words(&mut self, of: usize, line: &mut Vec<Inline>, depth: usize) {
        for block in self.inner(of, depth) {
            line::flatten(block, line);
        }
    }

    fn code(&mut self, at: usize, flow: &mut Flow) {
        let tree = self.tree;
        let mut text = String::new();
        let mut next = at + 1;
        while next < tree.node(at).end {
            if !tree.is_text(next) && (!self.shows(next) || is_gutter(tree, next)) {
                next = tree.node(next).end;
                continue;
            }
            if tree.name(next) == "br" {
                text.push('\n');
            }
            text.push_str(&tree.node(next).text);
            next += 1;
        }
        // Line numbers may have their own cell, which is left out.
        let is_numbers = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
        if text.trim().is_empty() || is_numbers && tree.ancestors(at).take(6).any(|outer| tree.name(outer) == "table") {
            return;
        }
        let text = text.trim_start_matches(['\n', '\r']).trim_end().to_owned();
        let inside = tree.children(at).filter(|&child| tree.name(child) == "code");
        let around = tree.ancestors(at).take(2);
        let language = inside.chain([at]).chain(around).find_map(|at| language(tree, at)).unwrap_or_default();
        flow.push(Block::Code { language, text });
    }
}

/// Returns the language that a class names: `language-rust`, `lang-rust`, `highlight-source-rust`.
fn language(tree: &Tree, at: usize) -> Option<String> {
    let stated = tree.attribute(at, "data-lang").or_else(|| tree.attribute(at, "data-language")).map(str::to_owned);
    let classes = tree.attribute(at, "class").unwrap_or_default();
    let by_class = || {
        classes.split_ascii_whitespace().find_map(|class| {
            ["language-", "lang-", "highlight-source-", "sourceCode"]
                .iter()
                .find_map(|before| class.strip_prefix(before))
                .map(str::to_owned)
        })
    };
    stated.or_else(by_class).filter(|name| {
        !name.is_empty() && name.len() < 20 && !matches!(name.as_str(), "none" | "text" | "plaintext" | "plain")
    })
}

/// Whether an element contains line numbers.
fn is_gutter(tree: &Tree, at: usize) -> bool {
    tree.has_class_among(
        at,
        &["gutter", "lineno", "linenos", "linenodiv", "line-numbers-rows", "lnt", "ln", "blob-num", "linenumber"],
    ) && tree.text(at).chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}

/// Tidies blocks: removes placeholders, headings that have only placeholders under them, and rules that are not between
/// blocks.
fn tidy(blocks: Vec<Block>, is_article: bool) -> Vec<Block> {
    let level = |block: &Block| if let Block::Heading(level, _) = block { Some(*level) } else { None };
    let mut keep = vec![true; blocks.len()];
    // The loop runs backward, so that the blocks under a heading are known.
    for at in (0..blocks.len()).rev() {
        if is_gap(&blocks[at]) {
            keep[at] = false;
            continue;
        }
        let Some(own) = level(&blocks[at]) else { continue };
        let under = (at + 1..blocks.len()).take_while(|&at| level(&blocks[at]).is_none_or(|other| other > own));
        let (mut gaps, mut shown, mut end) = (false, false, at + 1);
        for one in under.take(1_000) {
            gaps |= is_gap(&blocks[one]);
            shown |= keep[one] && !matches!(blocks[one], Block::Rule);
            end = one + 1;
        }
        let is_last = is_article && own > 1 && end == blocks.len();
        keep[at] = shown || !(gaps || is_last);
    }
    let mut tidied: Vec<Block> = Vec::with_capacity(blocks.len());
    for (block, _) in blocks.into_iter().zip(keep).filter(|(_, keep)| *keep) {
        let is_second =
            matches!(block, Block::Rule) && tidied.last().is_none_or(|before| matches!(before, Block::Rule));
        if !is_second {
            tidied.push(block);
        }
    }
    while matches!(tidied.last(), Some(Block::Rule)) {
        tidied.pop();
    }
    tidied
}
