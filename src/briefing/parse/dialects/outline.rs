//! Reads outlines of Logseq and Obsidian.
//!
//! These have properties of blocks, lists that begin with a tab, and ids of blocks.

use std::collections::HashSet;

use super::Rewriting;
use super::lines::{Line, LineKind};

/// Properties that mean nothing to a reader. Other properties are words of the text.
const HIDDEN: &[&str] = &[
    "alias",
    "background-color",
    "card-ease-factor",
    "card-last-interval",
    "card-last-reviewed",
    "card-last-score",
    "card-next-schedule",
    "card-repeats",
    "collapsed",
    "created-at",
    "exclude-from-graph-view",
    "file",
    "file-path",
    "filters",
    "heading",
    "hl-color",
    "hl-page",
    "hl-stamp",
    "hl-type",
    "icon",
    "id",
    "ls-type",
    "public",
    "query-properties",
    "query-sort-by",
    "query-sort-desc",
    "query-table",
    "tags",
    "template",
    "template-including-parent",
    "title",
    "type",
    "updated-at",
];

/// Length of a generated id.
const MADE_UP: usize = 6;

/// Signs of this syntax. A text without any of them has none.
pub(super) const HINTS: [&str; 4] = [":: ", "\n\t- ", " ^", "\n^"];

impl Rewriting<'_> {
    pub(super) fn read_outline(&mut self) {
        if self.has_properties() {
            for index in 0..self.lines.len() {
                if self.is_property(index) {
                    self.hide_property(index);
                }
            }
        }
        self.read_tabbed_lists();
        self.hide_ids();
    }

    /// Whether blocks of this text have properties, or the page has.
    fn has_properties(&self) -> bool {
        let is_sure = |line: &Line| {
            let words = line.words(self.body);
            line.kind == LineKind::Plain
                && line.at > line.start
                && ["id:: ", "collapsed:: "].iter().any(|sign| words.starts_with(sign))
        };
        let first = self.lines.iter().position(|line| !line.is_blank());
        first.is_some_and(|first| self.is_property(first)) || self.lines.iter().any(is_sure)
    }

    /// Whether a line is a property that is not shown: `id:: 60a`.
    fn is_property(&self, index: usize) -> bool {
        let line = &self.lines[index];
        let key =
            line.words(self.body).split_once("::").filter(|(_, value)| value.is_empty() || value.starts_with(' '));
        line.kind == LineKind::Plain && key.is_some_and(|(key, _)| HIDDEN.contains(&key) || key.starts_with("logseq."))
    }

    fn hide_property(&mut self, index: usize) {
        let Line { start, at, end, .. } = self.lines[index];
        let is_own = self.body[start..at].trim().is_empty();
        match index.checked_sub(1).map(|before| &self.lines[before]) {
            // An empty line in its place would separate the lines around it.
            Some(before) if is_own && !before.is_blank() => self.join(before.end..end),
            _ => {}
        }
        self.hide(at..end);
    }

    /// Reads tabbed lists. A list that begins with a tab directly under a heading or a property belongs to the page and
    /// is not code.
    fn read_tabbed_lists(&mut self) {
        let mut is_list = false;
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            let is_tabbed = self.body[line.start..].starts_with('\t');
            let begins = |before: &Line| {
                let heading = self.body[before.start..before.end].trim_start_matches('#');
                let level = before.end - before.start - heading.len();
                (1..=6).contains(&level) && heading.starts_with(' ') && before.kind == LineKind::Plain
            };
            if is_tabbed && !is_list {
                let before = index.checked_sub(1);
                is_list = self.body[line.start..].starts_with("\t- ")
                    && before.is_none_or(|before| begins(&self.lines[before]) || self.is_page_property(before));
            } else if !is_tabbed && !line.is_blank() {
                is_list = false;
            }
            if is_list && is_tabbed {
                let start = line.start;
                self.overwrite(start, " ");
            }
        }
    }

    /// Whether a line is an unindented property.
    fn is_page_property(&self, index: usize) -> bool {
        self.lines[index].at == self.lines[index].start && self.is_property(index)
    }

    /// Hides ids at the end of a block, `^37066d`. An id that a person chose is hidden only if a link leads to it.
    fn hide_ids(&mut self) {
        let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let linked = self.body.match_indices("#^").map(|(at, sign)| {
            let name = &self.body[at + sign.len()..];
            &name[..name.find(|c| !is_id(c)).unwrap_or(name.len())]
        });
        let linked: HashSet<&str> = linked.collect();
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            let (at, end, words) = (line.at, line.end, line.words(self.body));
            let Some((before, id)) = words.rsplit_once('^').filter(|_| line.kind == LineKind::Plain) else {
                continue;
            };
            let is_made_up =
                id.len() == MADE_UP && id.chars().all(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase());
            let is_apart = before.is_empty() || before.ends_with([' ', '\t']);
            let has_figure = id.contains(|c: char| c.is_ascii_digit());
            if is_apart && (is_made_up && has_figure || linked.contains(id)) && !id.is_empty() {
                self.hide_words(at + before.len()..end);
            }
        }
    }
}
