//! Going from link to link in a text without claims.
//!
//! Where something is claimed, Tab goes from claim to claim, and `f` reaches the links. Has no state.

use crate::briefing::dossier::Dossier;
use crate::page::look::Chosen;
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::place::Here;
use crate::reader::session::Session;

/// The message if a text has neither claims nor links.
pub(super) const NO_CLAIM: &str = "No claim: nothing here has a reference to a source";

/// A link in the text.
#[derive(Clone, Copy)]
pub(super) struct LinkInText {
    /// An index into the briefing's links.
    link: u32,
    pub(super) block: usize,
    /// The byte of the manuscript at which its words begin.
    pub(super) byte: u32,
}

/// The links of a text in order, each once.
fn all(dossier: &Dossier) -> Vec<LinkInText> {
    let mut links: Vec<LinkInText> = Vec::new();
    for (block, prose) in dossier.briefing.blocks.iter().enumerate().flat_map(|(index, block)| {
        let proses = block.proses.iter();
        proses.map(move |prose| (index, prose))
    }) {
        for piece in &prose.pieces {
            if let Some(link) = piece.link.filter(|&link| links.last().is_none_or(|last| last.link != link)) {
                links.push(LinkInText { link, block, byte: piece.span.start });
            }
        }
    }
    links
}

/// Where a link stands.
pub(super) fn find(link: u32, dossier: &Dossier) -> Option<LinkInText> {
    all(dossier).into_iter().find(|known| known.link == link)
}

/// The number of a link, and where it leads.
pub(super) fn words(link: u32, dossier: &Dossier) -> [String; 2] {
    let links = all(dossier);
    let number = links.iter().position(|known| known.link == link).map_or(0, |at| at + 1);
    let to = dossier.briefing.links.get(link as usize).map_or("", String::as_str);
    let all = links.len();
    [format!("link {number} of {all}: {to}"), format!("link {number}/{all}")]
}

/// Chooses the next or previous link, starting on the screen.
pub(super) fn step(forward: bool, session: &Session, here: &Here) -> Outcomes {
    let links = all(session.dossier());
    let chosen = match here.place.chosen {
        Some(Chosen::Link(link)) if here.sight.is_chosen_shown => links.iter().position(|known| known.link == link),
        Some(_) | None => None,
    };
    let top = links.partition_point(|link| link.byte < here.place.anchor.byte);
    let next = match (chosen, forward) {
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
        (None, true) => Some(top),
        // No link is above the screen, so the next one is the first.
        (None, false) => Some(top.saturating_sub(1)),
    };
    match next.and_then(|next| links.get(next)) {
        Some(next) => vec![Outcome::Choose(Chosen::Link(next.link))],
        None if links.is_empty() => say(NO_CLAIM),
        None if forward => say("This is the last link"),
        None => say("This is the first link"),
    }
}
