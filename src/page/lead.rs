//! Where a run of text leads, for whoever wants to follow it.

use super::look::Chosen;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, NoteId, SourceId};
use crate::text::address;

/// The target of something that can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lead {
    Claim(ClaimId),
    Source(SourceId),
    /// To where it is stated.
    Caveat(CaveatId),
    /// A link of the text: an index into [`crate::briefing::ast::Briefing::links`].
    Link(u32),
    /// To the footnote.
    Note(NoteId),
    /// To another text, by its number, or to something in it.
    There(usize, Option<Chosen>),
    /// To the address of a source.
    Address(SourceId),
}

impl Lead {
    /// The web address that it leads to, if it leads to one.
    pub fn address(self, dossier: &Dossier) -> Option<String> {
        match self {
            Self::Link(link) => address::web(dossier.briefing.links.get(link as usize)?),
            Self::Address(source) => dossier.address(source),
            Self::Claim(_) | Self::Source(_) | Self::Caveat(_) | Self::Note(_) | Self::There(..) => None,
        }
    }
}
