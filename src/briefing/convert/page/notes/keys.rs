//! Finds citations without links.
//!
//! An example is `<span class="citation" data-cites="maas2025">(Maas 2025)</span>`.
//!
//! Must not know which links are references.

use super::super::tree::Tree;
use super::body::body;
use super::works::{LONGEST_NAME, Works};
use super::{Notes, mark};

/// Prefix of an entry's id before its key.
const PREFIX: &str = "ref-";

/// Most entries that are searched by author and year.
const MOST: usize = 2_000;

impl Notes {
    /// Finds the entries that citations name by key, or by author and year.
    pub(super) fn keys(&mut self, tree: &Tree, works: &Works) {
        let is_entry = |at: usize| tree.attribute(at, "id").is_some_and(|id| id.starts_with(PREFIX));
        let entries: Vec<usize> = (1..tree.len()).filter(|&at| is_entry(at) && works.has(tree, at, "")).collect();
        if entries.is_empty() {
            return;
        }
        let texts: Vec<(usize, &str)> = entries.iter().take(MOST).map(|&at| (at, tree.text(at))).collect();
        for at in 1..tree.len() {
            let is_citation = matches!(tree.name(at), "span" | "cite") && tree.has_class(at, "citation");
            if !is_citation || tree.within(at).any(|at| tree.name(at) == "a") {
                continue;
            }
            let cited = match tree.attribute(at, "data-cites") {
                Some(keys) => keys.split_whitespace().filter_map(|key| tree.by_id(&format!("{PREFIX}{key}"))).collect(),
                None => named(&texts, tree.text(at)),
            };
            let found = cited.into_iter().filter_map(|entry| {
                let body = body(tree, entry, &entries).filter(|body| !body.contains(&at))?;
                let id = tree.attribute(entry, "id").unwrap_or_default();
                Some(self.enter(mark::bare(id.trim_start_matches(PREFIX)), body))
            });
            let mut found: Vec<usize> = found.collect();
            if let Some(last) = found.pop() {
                self.worded.insert(at);
                self.references.insert(at, last);
                self.others.insert(at, found);
            }
        }
    }
}

/// Returns the entries that words like `(Maas 2025; Berg and Vidal 2019)` name. A part of the words that fits several
/// entries names none.
fn named(entries: &[(usize, &str)], words: &str) -> Vec<usize> {
    let one = |part: &str| {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        let (names, year) = part.rsplit_once([' ', '\u{a0}', '('])?;
        let names = names.trim_start_matches("see ").trim_start_matches("e.g., ");
        let end = [",", " and ", " & ", " et al", " ("].iter().filter_map(|end| names.find(end)).min();
        let author = names[..end.unwrap_or(names.len())].trim();
        let is_name = part.len() <= LONGEST_NAME && author.chars().next().is_some_and(char::is_uppercase);
        let is_one = |text: &str| {
            let rest = text.trim_start().strip_prefix(author);
            rest.is_some_and(|rest| rest.starts_with([',', '.']) && has_word(rest, year))
        };
        let mut all = entries.iter().filter(|(_, text)| is_one(text)).map(|&(at, _)| at);
        let found = all.next().filter(|_| is_name && mark::is_year(year))?;
        all.next().is_none().then_some(found)
    };
    words.split(';').filter_map(one).collect()
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|one| one == word)
}
