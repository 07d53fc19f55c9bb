//! Targets: where a run of text leads if the reader follows it.
//!
//! `reader/screen` derives areas of the screen from targets: for the letters of `f`, for the mouse, and for hyperlinks.

use super::look::Chosen;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, NoteId, SourceId};
use crate::text::address;

/// The target of a run that can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lead {
    Claim(ClaimId),
    Source(SourceId),
    /// The place where the caveat is stated.
    Caveat(CaveatId),
    /// A link of the text: an index into [`crate::briefing::ast::Briefing::links`].
    Link(u32),
    /// The footnote.
    Note(NoteId),
    /// Another text, by its number, or something in it.
    There(usize, Option<Chosen>),
    /// The web address of a source.
    Address(SourceId),
}

impl Lead {
    /// The web address of the target, if it has one.
    pub fn address(self, dossier: &Dossier) -> Option<String> {
        match self {
            Self::Link(link) => address::web(dossier.briefing.links.get(link as usize)?),
            Self::Address(source) => dossier.address(source),
            Self::Claim(_) | Self::Source(_) | Self::Caveat(_) | Self::Note(_) | Self::There(..) => None,
        }
    }
}
