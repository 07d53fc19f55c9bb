//! Writes the words of a paragraph, a heading or a cell as Markdown.
//!
//! Spaces are moved out of emphasis. Emphasis that Markdown cannot express is dropped, because the words matter more.
//! Must not know blocks.

use std::collections::HashMap;

use super::super::document::{Cite, Inline};
use super::escape::{self, Around};
use super::token::{Mark, Token};

/// The block that contains the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    Paragraph,
    Heading,
    Cell,
}

/// Writes words for their kind of block, without a line break at the end.
pub(super) fn leaf(inlines: &[Inline], kind: Leaf, labels: &HashMap<&str, String>, has_works: bool) -> String {
    let mut line = Line {
        labels,
        kind,
        tokens: Vec::new(),
        pending: Vec::new(),
        held: Held::default(),
        open: Vec::new(),
        in_link: None,
    };
    line.all(inlines);
    let tokens = expressible(line.tokens);
    write(&tokens, kind, has_works)
}

/// White space that is written only if something follows it.
#[derive(Default)]
struct Held {
    space: String,
    is_break: bool,
}

struct Line<'a> {
    labels: &'a HashMap<&'a str, String>,
    kind: Leaf,
    tokens: Vec<Token>,
    /// Marks that open before the next words.
    pending: Vec<Mark>,
    held: Held,
    /// Open marks, including the pending ones.
    open: Vec<Mark>,
    /// References among a link's words. They are written after the link.
    in_link: Option<Vec<Token>>,
}

impl Line<'_> {
    fn all(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.one(inline);
        }
    }

    fn one(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Break => self.held.is_break = true,
            Inline::Emphasis(words) => self.marked(Mark::Emphasis, words),
            Inline::Strong(words) => self.marked(Mark::Strong, words),
            Inline::Struck(words) => self.marked(Mark::Struck, words),
            Inline::Code(code) => self.code(code),
            Inline::Link { to, words } => self.link(to, words),
            Inline::Image { to, alt } => {
                let (to, alt) = (escape::address(to), escape::label(&escape::one_line(alt)));
                if !to.is_empty() || !alt.is_empty() {
                    self.solid(Token::Raw(format!("![{alt}]({to})")));
                }
            }
            Inline::Reference(label) => {
                if let Some(label) = self.labels.get(label.as_str()) {
                    self.reference(Token::Reference(format!("[^{label}]")));
                }
            }
            Inline::Cite(cites) => {
                let cites = cites.iter().filter(|cite| !cite.key.is_empty()).map(cited).collect::<Vec<_>>();
                if !cites.is_empty() {
                    self.reference(Token::Reference(format!("[{}]", cites.join("; "))));
                }
            }
            Inline::Inserted(words) => self.between("{++", words, "++}"),
            Inline::Deleted(words) => self.between("{--", words, "--}"),
            Inline::Marked(words) => self.between("{==", words, "==}"),
            Inline::Comment { by, words } => {
                self.solid(Token::Raw("{>>".to_owned()));
                let by = escape::one_line(by);
                if !by.is_empty() {
                    self.text(&by);
                    self.text(": ");
                }
                self.all(words);
                self.solid(Token::Raw("<<}".to_owned()));
            }
        }
    }

    fn between(&mut self, opens: &str, words: &[Inline], closes: &str) {
        self.solid(Token::Raw(opens.to_owned()));
        self.all(words);
        self.solid(Token::Raw(closes.to_owned()));
    }

    fn text(&mut self, text: &str) {
        let before = match self.tokens.last() {
            Some(Token::Text(before, _)) if self.held.space.is_empty() && !self.held.is_break => before.chars().last(),
            _ => None,
        };
        let text = escape::one_space(&escape::shown(text, before));
        let inner = text.trim();
        let lead = &text[..text.len() - text.trim_start().len()];
        self.hold(lead);
        if inner.is_empty() {
            return;
        }
        let in_link = self.in_link.is_some();
        self.flush();
        match self.tokens.last_mut() {
            Some(Token::Text(before, linked)) if *linked == in_link => before.push_str(inner),
            _ => self.tokens.push(Token::Text(inner.to_owned(), in_link)),
        }
        self.hold(&text[lead.len() + inner.len()..]);
    }

    fn hold(&mut self, space: &str) {
        let space = if self.held.space.ends_with(' ') { space.trim_start_matches(' ') } else { space };
        self.held.space.push_str(space);
    }

    /// Writes the held space, then the pending marks.
    fn flush(&mut self) {
        let held = std::mem::take(&mut self.held);
        if !self.tokens.is_empty() {
            if held.is_break {
                self.tokens.push(match self.kind {
                    Leaf::Heading => Token::Text(" ".to_owned(), false),
                    Leaf::Paragraph => Token::Break,
                    Leaf::Cell => Token::Raw("<br>".to_owned()),
                });
            } else if !held.space.is_empty() {
                let in_link = self.in_link.is_some();
                match self.tokens.last_mut() {
                    Some(Token::Text(before, linked)) if *linked == in_link => before.push_str(&held.space),
                    _ => self.tokens.push(Token::Text(held.space, in_link)),
                }
            }
        }
        for mark in std::mem::take(&mut self.pending) {
            if self.tokens.last() == Some(&Token::Close(mark)) {
                // Two marks of one kind in a row become one.
                self.tokens.pop();
            } else {
                self.tokens.push(Token::Open(mark));
            }
        }
    }

    /// Adds a token that is neither space nor words.
    fn solid(&mut self, token: Token) {
        self.flush();
        self.tokens.push(token);
    }

    fn reference(&mut self, token: Token) {
        if let Some(behind) = &mut self.in_link {
            behind.push(token);
        } else {
            self.solid(token);
        }
    }

    fn marked(&mut self, mark: Mark, words: &[Inline]) {
        if self.open.contains(&mark) {
            return self.all(words);
        }
        self.open.push(mark);
        self.pending.push(mark);
        self.all(words);
        self.open.pop();
        // A mark that is still pending has no words.
        if self.pending.last() == Some(&mark) {
            self.pending.pop();
        } else {
            self.tokens.push(Token::Close(mark));
        }
    }

    fn code(&mut self, code: &str) {
        // Space at the edges stays outside the code.
        let spaced = escape::one_space(code);
        let code = spaced.trim();
        let lead = spaced.len() - spaced.trim_start().len();
        self.hold(&spaced[..lead]);
        if code.is_empty() {
            return;
        }
        self.flush();
        match self.tokens.last_mut() {
            // Two pieces of code in a row become one, because their backticks would merge.
            Some(Token::Code(before)) => before.push_str(code),
            _ => self.tokens.push(Token::Code(code.to_owned())),
        }
        self.hold(&spaced[lead + code.len()..]);
    }

    fn link(&mut self, to: &str, words: &[Inline]) {
        let to = escape::address(to);
        if to.is_empty() || self.in_link.is_some() || !has_words(words) {
            return self.all(words);
        }
        if let [Inline::Text(text)] = words
            && *text == to
            && escape::is_plain_address(text)
        {
            return self.solid(Token::Raw(format!("<{to}>")));
        }
        // Space at the edges stays outside the link.
        if begins_with_space(words) {
            self.hold(" ");
        }
        self.solid(Token::Raw("[".to_owned()));
        self.in_link = Some(Vec::new());
        let begins = self.tokens.len();
        self.all(words);
        if let Some(Token::Text(first, _)) = self.tokens.get_mut(begins) {
            let space = first.len() - first.trim_start().len();
            first.drain(..space);
            if first.is_empty() {
                self.tokens.remove(begins);
            }
            if space > 0 && begins > 1 {
                self.tokens.insert(begins - 1, Token::Text(" ".to_owned(), false));
            }
        }
        let held = std::mem::take(&mut self.held);
        self.solid(Token::Raw(format!("]({to})")));
        let behind = self.in_link.take().unwrap_or_default();
        self.tokens.extend(behind);
        self.held = held;
    }
}

/// Whether words begin with white space.
fn begins_with_space(words: &[Inline]) -> bool {
    match words.first() {
        Some(Inline::Text(text)) if text.is_empty() => begins_with_space(&words[1..]),
        Some(Inline::Text(text)) => text.starts_with(char::is_whitespace),
        Some(Inline::Emphasis(words) | Inline::Strong(words) | Inline::Struck(words) | Inline::Link { words, .. }) => {
            begins_with_space(words)
        }
        Some(Inline::Break) => true,
        _ => false,
    }
}

/// Whether words would show anything inside a link.
fn has_words(words: &[Inline]) -> bool {
    words.iter().any(|word| match word {
        Inline::Text(text) | Inline::Code(text) => !text.trim().is_empty(),
        Inline::Image { .. } | Inline::Comment { .. } => true,
        word => word.inside().is_some_and(has_words),
    })
}

/// Writes a citation of one work as pandoc does.
fn cited(cite: &Cite) -> String {
    // These characters would divide or end a citation.
    let plain = |text: &str| {
        let text = escape::one_line(text);
        let text = text.replace(';', ",").replace('[', "(").replace(']', ")").replace('@', "");
        escape::label(text.trim_matches(|c: char| c.is_whitespace() || c == '-' || c == ','))
    };
    let (before, locator) = (plain(&cite.before), plain(&cite.locator));
    let is_plain = cite.key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
        && !cite.key.ends_with(['-', '_'])
        && !cite.key.contains("--")
        && !cite.key.starts_with(['-', '_']);
    let key: String = cite.key.chars().filter(|c| !c.is_whitespace() && !"{}[]\\`<>*~&|".contains(*c)).collect();
    let mut out = before;
    if !out.is_empty() {
        out.push(' ');
    }
    if is_plain {
        out.extend(["@", &key]);
    } else {
        out.extend(["@{", &key, "}"]);
    }
    if !locator.is_empty() {
        out.extend([", ", &locator]);
    }
    out
}

/// Removes emphasis that Markdown cannot express.
fn expressible(mut tokens: Vec<Token>) -> Vec<Token> {
    // Each pass checks the result of the pass before; more than one is rarely needed.
    for pass in 0..8 {
        let wrong = inexpressible(&tokens, pass == 7);
        if wrong.is_empty() {
            break;
        }
        let mut merged: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut wrong = wrong.into_iter().peekable();
        for (at, token) in tokens.into_iter().enumerate() {
            if wrong.next_if_eq(&at).is_some() {
                continue;
            }
            match (merged.last_mut(), token) {
                (Some(Token::Text(before, linked)), Token::Text(text, too)) if *linked == too => before.push_str(&text),
                (Some(Token::Code(before)), Token::Code(code)) => before.push_str(&code),
                (_, token) => merged.push(token),
            }
        }
        tokens = merged;
    }
    tokens
}

/// Returns the indices of delimiters that would be text, in order; with `all`, of all delimiters.
fn inexpressible(tokens: &[Token], all: bool) -> Vec<usize> {
    let mut wrong = Vec::new();
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(mark) => open.push((at, *mark)),
            Token::Close(mark) => {
                let Some((opened, _)) = open.pop() else { continue };
                let inner = open.iter().any(|&(_, outer): &(usize, Mark)| outer.character() == mark.character());
                if all || !opens(tokens, opened, *mark, inner) || !closes(tokens, at, *mark) {
                    wrong.extend([opened, at]);
                }
            }
            _ => {}
        }
    }
    wrong.sort_unstable();
    wrong
}

/// Whether two marks are written with the same character and so form one run of delimiters.
fn is_run(token: &Token, mark: Mark) -> bool {
    matches!(token, Token::Open(other) | Token::Close(other) if other.character() == mark.character())
}

/// Whether a delimiter can open. `inner` is whether another mark of the same character is open, which this one must not
/// close.
fn opens(tokens: &[Token], at: usize, mark: Mark, inner: bool) -> bool {
    let before = tokens[..at].iter().rev().find(|token| !(matches!(token, Token::Open(_)) && is_run(token, mark)));
    let after = tokens[at + 1..].iter().find(|token| !(matches!(token, Token::Open(_)) && is_run(token, mark)));
    // A run that both closes and opens is ambiguous.
    if before.is_some_and(|token| is_run(token, mark)) || after.is_some_and(|token| is_run(token, mark)) {
        return false;
    }
    let (inside, outside) = (after.and_then(Token::first), before.and_then(Token::last));
    let in_run = at > 0 && is_run(&tokens[at - 1], mark);
    let only_opens = outside.is_none_or(char::is_whitespace)
        || outside.is_some_and(escape::is_punctuation) && inside.is_some_and(char::is_alphanumeric);
    flanks(inside, outside) && (!inner || in_run || only_opens)
}

fn closes(tokens: &[Token], at: usize, mark: Mark) -> bool {
    let before = tokens[..at].iter().rev().find(|token| !(matches!(token, Token::Close(_)) && is_run(token, mark)));
    let after = tokens[at + 1..].iter().find(|token| !(matches!(token, Token::Close(_)) && is_run(token, mark)));
    if before.is_some_and(|token| is_run(token, mark)) || after.is_some_and(|token| is_run(token, mark)) {
        return false;
    }
    flanks(before.and_then(Token::last), after.and_then(Token::first))
}

/// Whether a delimiter flanks the words on its inner side.
fn flanks(inside: Option<char>, outside: Option<char>) -> bool {
    let Some(inside) = inside.filter(|c| !c.is_whitespace()) else { return false };
    inside.is_alphanumeric() || outside.is_none_or(|c| c.is_whitespace() || escape::is_punctuation(c))
}

fn follows_reference(tokens: &[Token], at: usize) -> bool {
    matches!(at.checked_sub(1).map(|at| &tokens[at]), Some(Token::Reference(_)))
}

fn write(tokens: &[Token], kind: Leaf, has_works: bool) -> String {
    let around = Around::of(tokens, has_works, kind == Leaf::Cell);
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(text, in_link) => {
                let next = tokens.get(at + 1);
                let begins = kind != Leaf::Heading && (out.is_empty() || out.ends_with('\n'));
                let follows = follows_reference(tokens, at);
                let is_start = out.is_empty() || out.ends_with('\n');
                let text = if is_start { text.trim_start() } else { text };
                around.text(&mut out, text, &escape::Place { begins, follows, in_link: *in_link, next });
            }
            Token::Open(mark) | Token::Close(mark) => out.push_str(mark.delimiter()),
            // The parser finds blocks first. After a bracket that begins the line, this code would define a link.
            Token::Code(code) if code.contains("]:") && out.starts_with('[') => out.push_str(&escape::label(code)),
            Token::Code(code) => escape::code(&mut out, code, kind == Leaf::Cell),
            Token::Break => out.push_str("\\\n"),
            // A bracket directly after a reference would change the reference.
            Token::Raw(text) | Token::Reference(text)
                if text.starts_with('[') && !text.starts_with("[^") && follows_reference(tokens, at) =>
            {
                out.extend([" ", text]);
            }
            Token::Raw(text) | Token::Reference(text) if kind == Leaf::Cell => {
                out.push_str(&text.replace('|', "\\|"));
            }
            Token::Raw(text) | Token::Reference(text) => out.push_str(text),
        }
    }
    if kind == Leaf::Heading {
        return escape::closing_marks(out);
    }
    out
}
