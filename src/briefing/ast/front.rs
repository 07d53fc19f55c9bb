//! What the front matter says: of the text, and of those who are cited in it.
//!
//! Must not know how front matter is written.

use super::{CaveatKind, Links, Named, Reliability, SourceKind, Work};
use crate::briefing::hedge::HedgeKind;
use crate::briefing::language::Language;
use crate::text::manuscript::Span;
use crate::text::numbers;

/// What the front matter says.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The whole of it, fences included; empty if there is none.
    pub span: Span,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<String>,
    /// A newspaper, a site, an office.
    pub publisher: Option<String>,
    pub dateline: Option<String>,
    /// An ISO 8601 date, as written.
    pub published: Option<String>,
    /// Where the facts come from.
    pub origin: Option<String>,
    /// The language of the text, and where that is said.
    pub lang: Option<(Language, Span)>,
    /// Hedges that are looked for beside those of the tables.
    pub hedges: Vec<DeclaredHedge>,
    /// Files with bibliographies, as they are named.
    pub bibliographies: Vec<Named>,
    /// The works of its bibliographies: those in the front matter itself, and those of the files, once they are read.
    pub works: Vec<Work>,
    /// Whether links are references; [`Links::Auto`] if it does not say.
    pub links: Option<Links>,
    /// Labels of footnotes that name nobody, as the author says.
    pub notes: Vec<Named>,
    /// In the order of the text.
    pub sources: Vec<DeclaredSource>,
    /// In the order of the text.
    pub caveats: Vec<DeclaredCaveat>,
}

impl Front {
    /// The title with its subtitle, if either is there and has words.
    pub fn whole_title(&self) -> Option<String> {
        let parts: Vec<_> = [&self.title, &self.subtitle].into_iter().flatten().map(String::as_str).collect();
        Some(parts.join(": ")).filter(|title| !title.is_empty())
    }

    /// Who wrote it, where and when: "By Anna Maas and Otto Berg, Rotterdam, 5 March 2026". Empty if none of it is said.
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

/// A pattern of a hedge that the front matter adds, in the language of patterns of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredHedge {
    pub kind: HedgeKind,
    pub pattern: Named,
}

/// A source as the front matter declares it.
#[derive(Clone, Debug)]
pub struct DeclaredSource {
    pub id: Named,
    pub name: Option<String>,
    pub kind: Option<SourceKind>,
    pub named: Option<bool>,
    pub by: Vec<Named>,
    pub interest: Option<String>,
    pub reliability: Option<Reliability>,
    pub url: Option<Named>,
    pub published: Option<String>,
    /// Its table, from its header to the last of its lines and what is empty after it: all that goes if it goes.
    /// None where that cannot be told from the lines alone.
    pub table: Option<Span>,
}

/// A caveat as the front matter declares it.
#[derive(Clone, Debug)]
pub struct DeclaredCaveat {
    pub id: Named,
    pub kind: CaveatKind,
    pub by: Vec<Named>,
    pub covers: Vec<Named>,
    pub text: Option<String>,
}
