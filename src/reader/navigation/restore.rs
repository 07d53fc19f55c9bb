//! Saves places between readings, and finds them again when the file changes.
//!
//! A [`Place`] has bytes and indices of one dossier. A [`SavedPlace`] names claims and blocks by their words, and
//! sources and caveats by their ids, so it also works in a changed text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Navigation;
use crate::briefing::dossier::{ClaimId, Dossier, Doubts, SourceId};
use crate::evidence::text_quote::{TextQuote, TextQuotes};
use crate::page::look::Chosen;
use crate::page::row::Anchor;
use crate::reader::place::{Place, Selected};
use crate::reader::session::{FIRST, Session};
use crate::reader::source_list::SubRow;
use crate::reader::view::View;

/// The state of a reading, saved between runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedReading {
    place: SavedPlace,
    marks: BTreeMap<char, SavedPlace>,
    /// Sources by their ids.
    doubts: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::reader) struct SavedPlace {
    view: View,
    top: Top,
    follow: bool,
    chosen: Option<SavedChoice>,
    /// The row of the Sources view: the source, and one of its claims.
    source: Option<String>,
    claim: Option<TextQuote>,
}

/// The top of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Top {
    /// None if the top is above the first block.
    block: Option<TextQuote>,
    /// Bytes from the beginning of the block, or of the text.
    into: u32,
    row: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum SavedChoice {
    Claim(TextQuote),
    Caveat(String),
}

/// Saves places of a dossier, and finds saved places in it.
pub(in crate::reader) struct Relocator<'a> {
    dossier: &'a Dossier,
    claims: TextQuotes,
    blocks: TextQuotes,
}

impl<'a> Relocator<'a> {
    pub(in crate::reader) fn new(dossier: &'a Dossier) -> Self {
        Self { dossier, claims: TextQuotes::of_claims(dossier), blocks: TextQuotes::of_blocks(dossier) }
    }

    pub(in crate::reader) fn save(&self, place: &Place) -> SavedPlace {
        let Place { text: _, view, anchor, follow, chosen, selected } = *place;
        let blocks = &self.dossier.briefing.blocks;
        let top = blocks.partition_point(|block| block.span.start <= anchor.byte).checked_sub(1);
        let source = self.dossier.sources.get(selected.source.0);
        let claim = source.and_then(|source| {
            source.claims.get(match selected.sub_row? {
                SubRow::Here(claim) => claim,
                SubRow::There(..) => return None,
            })
        });
        SavedPlace {
            view,
            top: Top {
                block: top.and_then(|at| self.blocks.get(at)),
                into: anchor.byte - top.map_or(0, |at| blocks[at].span.start),
                row: anchor.row,
            },
            follow,
            chosen: chosen.and_then(|chosen| match chosen {
                Chosen::Claim(claim) => self.claims.get(claim.0).map(SavedChoice::Claim),
                // Only the top of the screen is found again.
                Chosen::Link(_) => None,
                Chosen::Caveat(caveat) => Some(SavedChoice::Caveat(self.dossier.caveat(caveat).id.clone())),
            }),
            source: source.map(|source| source.id.clone()),
            claim: claim.and_then(|claim| self.claims.get(claim.0)),
        }
    }

    pub(in crate::reader) fn find(&self, saved: &SavedPlace) -> Place {
        let dossier = self.dossier;
        let anchor = self.find_top(&saved.top);
        let chosen = saved.chosen.as_ref().and_then(|chosen| match chosen {
            SavedChoice::Claim(claim) => self.claims.find(claim).map(|found| Chosen::Claim(ClaimId(found.at))),
            SavedChoice::Caveat(id) => {
                dossier.caveat_ids().find(|&caveat| dossier.caveat(caveat).id == *id).map(Chosen::Caveat)
            }
        });
        // If the chosen claim is gone, the next claim after the top is chosen.
        let beside = || {
            saved.chosen.as_ref()?;
            let next = dossier.claims.partition_point(|claim| claim.passage.references.start < anchor.byte);
            let last = dossier.claims.len().checked_sub(1)?;
            Some(Chosen::Claim(ClaimId(next.min(last))))
        };
        let source = saved.source.as_ref().and_then(|id| dossier.source_by_id(id));
        let claim = source.zip(saved.claim.as_ref()).and_then(|(source, claim)| {
            let claim = ClaimId(self.claims.find(claim)?.at);
            dossier.source(source).claims.iter().position(|&other| other == claim)
        });
        Place {
            text: FIRST,
            view: saved.view,
            anchor,
            follow: saved.follow,
            chosen: chosen.or_else(beside),
            selected: Selected { source: source.unwrap_or(SourceId(0)), sub_row: claim.map(SubRow::Here) },
        }
    }
}

impl Relocator<'_> {
    fn find_top(&self, top: &Top) -> Anchor {
        let blocks = &self.dossier.briefing.blocks;
        let start = |at: usize| blocks.get(at).map_or(u32::MAX, |block| block.span.start);
        let found = top.block.as_ref().map(|block| self.blocks.find(block));
        let (begin, end, same) = match found {
            None => (0, start(0), true),
            // The empty row after a block stands at its end.
            Some(Some(found)) if found.same => (start(found.at), start(found.at + 1), true),
            // If the words have changed, only the distance from the beginning of the block is known.
            Some(Some(found)) => (start(found.at), blocks[found.at].span.end, false),
            Some(None) => return Anchor::default(),
        };
        let byte = begin.saturating_add(top.into).min(end.saturating_sub(1)).max(begin);
        Anchor { byte, row: if same { top.row } else { 0 } }
    }
}

impl SavedReading {
    /// Saves the reading of the text that was opened first. `top` is the top of its article.
    pub(in crate::reader) fn of(session: &Session, navigation: &Navigation, top: Option<Anchor>) -> Self {
        let (text, place) = (session.text(), navigation.place());
        let relocator = Relocator::new(&text.dossier);
        let marks = navigation.marks().filter(|(_, place)| place.text == FIRST);
        Self {
            place: relocator.save(&Place { anchor: top.unwrap_or(place.anchor), ..place }),
            marks: marks.map(|(letter, place)| (letter, relocator.save(place))).collect(),
            doubts: text.doubts.iter().map(|&source| text.dossier.source(source).id.clone()).collect(),
        }
    }

    /// The place in a text, and the marks.
    pub(in crate::reader) fn places(&self, dossier: &Dossier) -> (Place, BTreeMap<char, Place>) {
        let relocator = Relocator::new(dossier);
        let letters = self.marks.iter().filter(|(letter, _)| letter.is_ascii_alphabetic());
        let marks = letters.map(|(&letter, place)| (letter, relocator.find(place))).collect();
        (relocator.find(&self.place), marks)
    }

    /// The doubted sources that the text still has.
    pub(in crate::reader) fn doubts(&self, dossier: &Dossier) -> Doubts {
        self.doubts.iter().filter_map(|id| dossier.source_by_id(id)).collect()
    }
}
