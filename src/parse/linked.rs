//! Links as references, where a text cites by nothing else: the words of a sentence rest on the page that it links to.
//!
//! Owns which links are references. Images, places in the same text, badges, lists of links and "click here" are none.
//! Must not know what a page says.

use super::BriefingParser;
use super::extent::Gathered;
use super::prose::Group;
use crate::address;
use crate::briefing::{BlockKind, Cited, Container, Links, Place, Prose, Reference};
use crate::manuscript::Span;

/// Words of a link that say nothing of where it leads.
#[rustfmt::skip]
const POINTERS: &[&str] = &[
    "here", "click here", "this", "link", "this link", "this page", "page", "read more", "more", "learn more", "source code",
    "website", "homepage", "home page", "docs", "documentation", "download", "downloads", "repository", "repo", "github",
    "hier", "mehr", "weiterlesen", "ici", "en savoir plus", "aquí", "leer más",
];

/// The fewest words beside links that make a sentence of them.
const FEWEST_WORDS: usize = 3;

impl BriefingParser<'_> {
    /// Notes the links of a prose, which may turn out to be references.
    pub(super) fn note_links(&mut self, place: Place, kind: &BlockKind, prose: &Prose, words: &str) {
        let is_text = matches!(kind, BlockKind::Paragraph | BlockKind::Table { .. });
        let is_note = self.containers.iter().any(|container| matches!(container, Container::Note { .. }));
        if self.briefing.front.links == Some(Links::Never) || !is_text || is_note {
            return;
        }
        let mut groups: Vec<Group> = Vec::new();
        let mut beside = String::new();
        let mut index = 0;
        while let Some(piece) = prose.pieces.get(index) {
            let start = piece.start as usize;
            let same = prose.pieces[index..].iter().take_while(|next| next.link == piece.link).count();
            let end = prose.pieces.get(index + same).map_or(prose.text.len(), |next| next.start as usize);
            let span = Span { start: piece.span.start, end: prose.pieces[index + same - 1].span.end };
            index += same;
            match piece.link {
                None => beside.push_str(&words[start..end]),
                Some(link) => {
                    let url = address::web(&self.briefing.links[link as usize]);
                    let text = prose.text[start..end].trim();
                    let folded = text.to_lowercase();
                    let points = POINTERS.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric()));
                    let is_image = self.images.contains(&link);
                    // An address that is its own words is no word of the sentence.
                    let is_words =
                        text.contains(char::is_alphanumeric) && !text.contains("://") && !text.starts_with("www.");
                    if let Some(url) = url.filter(|_| !points && !is_image && is_words) {
                        let name = address::spoken(&url).to_owned();
                        self.pages.entry(name.clone()).or_insert(url);
                        let reference = Reference { cited: Cited::Link, ..Reference::to_footnote(name, span) };
                        let at = start + prose.text[start..end].trim_end().len();
                        groups.push(Group { at, last: at, references: vec![reference], extent: None, brackets: None });
                    }
                }
            }
        }
        if !groups.is_empty()
            && beside.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() >= FEWEST_WORDS
        {
            self.linked.push(Gathered { place, words: words.to_owned(), groups });
        }
    }

    /// Makes references of the links, if they are to be.
    pub(super) fn cite_links(&mut self) {
        let links = self.briefing.front.links;
        let linked = std::mem::take(&mut self.linked);
        if linked.is_empty() || links.unwrap_or(Links::Auto) == Links::Auto && !self.gathered.is_empty() {
            return;
        }
        for reference in linked.iter().flat_map(|gathered| &gathered.groups).flat_map(|group| &group.references) {
            let url = self.pages[&reference.name].clone();
            self.enter_page(&url, reference.span);
        }
        self.gathered.extend(linked);
        self.gathered.sort_by_key(|gathered| gathered.place);
    }
}
