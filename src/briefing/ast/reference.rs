//! References, and the works of a bibliography that some of them name by a key.
//!
//! Must not know what a label names.

use super::{Cited, Named};
use crate::text::manuscript::Span;

/// A reference in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The label or the key.
    pub name: String,
    pub span: Span,
    pub cited: Cited,
    /// Words before and after a key between its brackets: "see", ", p. 3".
    pub around: [String; 2],
    /// Whether its note says more than the citation, and so may name the work in passing.
    pub in_remark: bool,
}

impl Reference {
    /// A reference to a footnote.
    pub fn to_footnote(name: String, span: Span) -> Self {
        Self { name, span, cited: Cited::Footnote, around: Default::default(), in_remark: false }
    }

    pub fn label(&self) -> Named {
        Named { name: self.name.clone(), span: self.span }
    }
}

/// How a note cites works by key. A reference to the note cites the works, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Citing {
    #[default]
    Nothing,
    /// The note cites works by their keys and says more.
    Beside,
    /// The note only cites works.
    Only,
}

/// A work of a bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    pub key: String,
    /// The authors, or else the editors.
    pub authors: Vec<String>,
    pub title: Option<String>,
    /// The journal, the book or the publisher.
    pub container: Option<String>,
    /// Four digits.
    pub year: Option<String>,
    /// A web address.
    pub url: Option<String>,
}

impl Work {
    /// Returns a short citation, "Anna Maas and Otto Dijk, Quays (2019)"; the key if nothing is known.
    pub fn name(&self) -> String {
        let authors = match &self.authors[..] {
            [] => None,
            [one] => Some(one.clone()),
            [one, other] => Some(format!("{one} and {other}")),
            [first, ..] => Some(format!("{first} et al.")),
        };
        let who_and_what = [authors, self.title.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        match &self.year {
            _ if who_and_what.is_empty() => self.key.clone(),
            Some(year) => format!("{who_and_what} ({year})"),
            None => who_and_what,
        }
    }

    /// Returns the name with the journal, the book or the publisher.
    pub fn whole(&self) -> String {
        let container = self.container.iter().map(|container| format!(". {container}"));
        std::iter::once(self.name()).chain(container).collect()
    }
}
