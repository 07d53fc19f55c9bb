//! Adds sources for the works that a text cites by key, and for their authors.
//!
//! Authors stand behind their works. Only cited works become sources. A key that is in no bibliography becomes a source
//! with the key as its name.

use std::collections::HashMap;

use super::{Linker, fold};
use crate::briefing::ast::{Cited, Named, Reference, SourceKind, Work};
use crate::briefing::dossier::{LabelTarget, SourceId};
use crate::briefing::footnote;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::Span;

/// Most authors of a work that become sources. If there are more, the work's name says "et al."
const MOST_AUTHORS: usize = 3;

impl Linker<'_> {
    /// Adds a source for each work that is cited by its key.
    pub(super) fn cite_works(&mut self) {
        let briefing = self.briefing;
        let references = || {
            let all = briefing.citations.iter().flat_map(|citation| &citation.references);
            all.filter(|reference| reference.cited == Cited::Key)
        };
        let Some(first) = references().next() else { return };
        let front = &briefing.front;
        let mut works: HashMap<String, &Work> = HashMap::new();
        for work in &front.declarations.works {
            works.entry(fold(&work.key)).or_insert(work);
        }
        let mut authors: HashMap<String, SourceId> = HashMap::new();
        for reference in references() {
            let label = fold(&reference.name);
            let work = works.get(&label).copied();
            match (self.labels.get(&label).copied(), work) {
                (Some(LabelTarget::Source(id)), Some(work)) => self.describe_work(id, work),
                (Some(_), _) => {}
                (None, Some(work)) => {
                    let place = front.declarations.bibliographies.first().map_or(front.span, |named| named.span);
                    let id = self.add(&reference.label(), footnote::shortened(&work.name()), Some(place));
                    self.sources[id.0].profile.kind = Some(SourceKind::Document);
                    self.describe_work(id, work);
                    if work.authors.len() <= MOST_AUTHORS {
                        for author in &work.authors {
                            let behind =
                                *authors.entry(author.clone()).or_insert_with(|| self.add_author(author, place));
                            self.authors.push((id, behind, reference.span));
                        }
                    }
                }
                (None, None) => self.add_key(reference, !works.is_empty()),
            }
        }
        if works.is_empty() && front.declarations.bibliographies.is_empty() {
            let message = "works are cited by key, but no bibliography describes them";
            self.diagnostics.push(
                Diagnostic::warning("no-bibliography", first.span, message)
                    .help("name its file in the front matter, as in `bibliography: works.bib`"),
            );
        }
    }

    /// Adds a source that is known only by its key.
    fn add_key(&mut self, reference: &Reference, is_missing: bool) {
        self.add(&reference.label(), reference.name.clone(), Some(reference.span));
        if is_missing {
            let message = format!("`{}` is in none of the bibliographies", reference.name);
            self.diagnostics.push(
                Diagnostic::warning("missing-work", reference.span, message)
                    .help("add it to a bibliography, or correct the key"),
            );
        }
    }

    fn add_author(&mut self, author: &str, place: Span) -> SourceId {
        let label = Named { name: format!("author: {author}"), span: place };
        self.add(&label, author.to_owned(), Some(place))
    }

    /// Adds the data of the bibliography to a source.
    fn describe_work(&mut self, id: SourceId, work: &Work) {
        let source = &mut self.sources[id.0];
        source.profile.published = source.profile.published.take().or_else(|| work.year.clone());
        if let Some(url) = work.url.as_ref().filter(|url| self.addresses.insert((id.0, (*url).clone()))) {
            source.profile.url.get_or_insert_with(|| url.clone());
            source.urls.push(url.clone());
        }
        let whole = work.whole();
        if source.note.is_none() && whole != source.name {
            source.note = Some(whole);
        }
    }
}
