//! The types of front matter: what it says about the text, and what it declares.
//!
//! Must not know how front matter is written.

use super::{CaveatKind, Links, Named, Reliability, SourceKind, Work};
use crate::briefing::hedge::HedgeKind;
use crate::briefing::language::Language;
use crate::text::manuscript::Span;
use crate::text::numbers;

/// The front matter of a text.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The whole front matter with its fences; empty if there is none.
    pub span: Span,
    pub metadata: Metadata,
    pub declarations: Declarations,
}

/// Facts about the text.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<String>,
    /// The publisher: a newspaper, a site, an office.
    pub publisher: Option<String>,
    pub dateline: Option<String>,
    /// The date in ISO 8601, as written.
    pub published: Option<String>,
    /// Where the facts in the text come from.
    pub origin: Option<String>,
    /// The language of the text, and the place where the front matter states it.
    pub lang: Option<(Language, Span)>,
}

/// Sources, caveats and the like that the text can use.
#[derive(Clone, Debug, Default)]
pub struct Declarations {
    /// Hedges in addition to those of the tables.
    pub hedges: Vec<DeclaredHedge>,
    /// The names of bibliography files.
    pub bibliographies: Vec<Named>,
    /// Works in the front matter itself. Those of the files are added once they are read.
    pub works: Vec<Work>,
    /// Whether links are references; [`Links::Auto`] if nothing is declared.
    pub links: Option<Links>,
    /// Labels of footnotes that the author declares to be notes.
    pub notes: Vec<Named>,
    /// Declared sources in the order of the text.
    pub sources: Vec<DeclaredSource>,
    /// Declared caveats in the order of the text.
    pub caveats: Vec<DeclaredCaveat>,
}

impl Metadata {
    /// Returns the title with its subtitle; none if neither has words.
    pub fn whole_title(&self) -> Option<String> {
        let parts: Vec<_> = [&self.title, &self.subtitle].into_iter().flatten().map(String::as_str).collect();
        Some(parts.join(": ")).filter(|title| !title.is_empty())
    }

    /// Returns who wrote the text, where and when: "By Anna Maas and Otto Berg, Rotterdam, 5 March 2026". Empty if
    /// nothing is known.
    pub fn byline(&self) -> String {
        let authors = match &self.authors[..] {
            [] => None,
            [one] => Some(format!("By {one}")),
            [first @ .., last] => Some(format!("By {} and {last}", first.join(", "))),
        };
        let dated = [self.publisher.clone(), self.dateline.clone(), self.published.as_deref().map(numbers::date)];
        let parts: Vec<_> = std::iter::once(authors).chain(dated).flatten().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// A hedge that the front matter declares, as a pattern like those of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredHedge {
    pub kind: HedgeKind,
    pub pattern: Named,
}

/// A source that the front matter declares.
#[derive(Clone, Debug)]
pub struct DeclaredSource {
    pub id: Named,
    pub name: Option<String>,
    pub kind: Option<SourceKind>,
    pub named: Option<bool>,
    /// The alternatives behind it: the sources of each are needed together.
    pub by: Vec<Vec<Named>>,
    pub interest: Option<String>,
    pub reliability: Option<Reliability>,
    pub url: Option<Named>,
    pub published: Option<String>,
    /// Its table and the empty lines after it, which a fix can delete. None if the lines alone do not show where the
    /// table ends.
    pub table: Option<Span>,
}

/// A caveat that the front matter declares.
#[derive(Clone, Debug)]
pub struct DeclaredCaveat {
    pub id: Named,
    pub kind: CaveatKind,
    pub by: Vec<Named>,
    pub covers: Vec<Named>,
    pub text: Option<String>,
}
