//! Footnotes and endnotes: their labels in the order of their references, and the notes that are still to be read.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use super::super::super::xml::Element;

/// The indices of footnotes and endnotes.
pub(super) const FOOTNOTES: usize = 0;
pub(super) const ENDNOTES: usize = 1;

/// The notes of a file.
pub(super) struct Notes {
    /// Labels of notes by their kinds and ids.
    labels: HashMap<(usize, String), String>,
    counts: [usize; 2],
    /// Notes that are still to be read.
    waiting: VecDeque<(usize, String, String)>,
    has_both: bool,
    /// Notes by the names of the bookmarks around their references.
    bookmarks: HashMap<String, (usize, String)>,
}

impl Notes {
    /// Returns the notes of a text whose references are not read yet.
    pub(super) fn of(body: &Element) -> Self {
        let has = |name: &str| body.find(&|element| element.name() == name).is_some();
        Self {
            labels: HashMap::new(),
            counts: [0; 2],
            waiting: VecDeque::new(),
            has_both: has("footnoteReference") && has("endnoteReference"),
            bookmarks: bookmarks(body),
        }
    }

    pub(super) fn has_label(&self, kind: usize, id: &str) -> bool {
        self.labels.contains_key(&(kind, id.to_owned()))
    }

    /// Returns the label of a note. A note that the file has waits to be read from its first reference on.
    pub(super) fn label(&mut self, kind: usize, id: &str, is_there: bool) -> String {
        let key = (kind, id.to_owned());
        if let Some(label) = self.labels.get(&key) {
            return label.clone();
        }
        let count = &mut self.counts[if self.has_both { kind } else { FOOTNOTES }];
        *count += 1;
        let number = *count;
        let label =
            if kind == ENDNOTES && self.has_both && is_there { format!("e{number}") } else { number.to_string() };
        self.labels.insert(key, label.clone());
        if is_there {
            self.waiting.push_back((kind, id.to_owned(), label.clone()));
        }
        label
    }

    /// Returns the kind, id and label of the next note to be read.
    pub(super) fn next(&mut self) -> Option<(usize, String, String)> {
        self.waiting.pop_front()
    }

    /// Returns the kind and id of the first note in a bookmark.
    pub(super) fn in_bookmark(&self, name: &str) -> Option<&(usize, String)> {
        self.bookmarks.get(name)
    }
}

/// Returns the first note in each bookmark that has a note.
fn bookmarks(body: &Element) -> HashMap<String, (usize, String)> {
    fn walk(element: &Element, open: &mut Vec<(String, String)>, found: &mut HashMap<String, (usize, String)>) {
        for inner in element.elements() {
            let attribute = |name| inner.attribute(name).map(Cow::into_owned);
            match inner.name() {
                "bookmarkStart" => open.extend(attribute("id").zip(attribute("name"))),
                "bookmarkEnd" => open.retain(|(id, _)| Some(id) != attribute("id").as_ref()),
                "del" | "moveFrom" => {}
                name @ ("footnoteReference" | "endnoteReference") => {
                    let kind = if name == "footnoteReference" { FOOTNOTES } else { ENDNOTES };
                    let Some(note) = attribute("id") else { continue };
                    for (_, name) in open.drain(..) {
                        found.entry(name).or_insert_with(|| (kind, note.clone()));
                    }
                }
                _ => walk(inner, open, found),
            }
        }
    }
    let mut found = HashMap::new();
    walk(body, &mut Vec::new(), &mut found);
    found
}
