//! The card of what is chosen, beside the main pane or in front of it.
//!
//! Owns how far the card is scrolled and whether it has the keys. `crate::page::card` sets its content.

use crate::page::card::{Room, caveat_card, claim_card, overview_card, source_card};
use crate::page::row::{Row, Run, fit};
use crate::page::since::gone_label;
use crate::reader::layout::{Panes, counted, padded_area};
use crate::reader::place::{Here, Step, Subject};
use crate::reader::screen::Pane;
use crate::reader::session::{Session, name_in_text, retargeted};
use crate::reader::view::View;
use crate::text::case::capitalized;
use crate::text::role::Role;
use crate::text::wrap;

/// The card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Card {
    has_keys: bool,
    /// The first visible row, 0-based.
    top: usize,
    /// The first claim to show of those gone from around the chosen one, 0-based. Cleared by the next key.
    gone: Option<usize>,
}

impl Card {
    pub(super) fn has_keys(self) -> bool {
        self.has_keys
    }

    /// Gives the keys to the card or takes them away, and scrolls it to its top.
    pub(super) fn set_keys(&mut self, has_keys: bool) {
        (self.has_keys, self.top) = (has_keys, 0);
    }

    /// Takes the keys from the card and leaves it scrolled.
    pub(super) fn release_keys(&mut self) {
        self.has_keys = false;
    }

    /// Scrolls to the top, because something else is chosen.
    pub(super) fn begin(&mut self) {
        self.top = 0;
    }

    /// Shows the card from one of the claims that are gone from around the chosen one, 0-based.
    pub(super) fn begin_with_gone(&mut self, gone: usize) {
        self.gone = Some(gone);
    }

    /// Takes over how far the card on the screen is scrolled.
    pub(super) fn take_place(&mut self, shown: Option<&Pane>) {
        if let Some(pane) = shown {
            self.top = pane.hidden.0;
        }
        self.gone = None;
    }

    pub(super) fn travel(&mut self, step: Step, page: usize) {
        self.scroll(step.distance(page));
    }

    pub(super) fn scroll(&mut self, rows: isize) {
        self.top = self.top.saturating_add_signed(rows);
    }

    pub(super) fn pane(self, panes: &Panes, session: &Session, here: &Here) -> Option<Pane> {
        let area = panes.card?;
        let inside = if panes.card_framed { area.inside() } else { padded_area(area) };
        let width = usize::from(inside.columns);
        let low = panes.card_framed && inside.rows < 12;
        let (title, rows) = content(width.max(1), if low { Room::Low } else { Room::Full }, session, here);
        let inside = if panes.card_framed { inside } else { counted(inside, rows.len()) };
        let height = usize::from(inside.rows);
        let gone = self.gone.and_then(|nth| gone_label(&rows, nth));
        let top = gone.unwrap_or(self.top).min(rows.len().saturating_sub(height));
        let hidden = (top, rows.len().saturating_sub(top + height));
        let rows = rows.into_iter().skip(top).take(height).collect();
        let title = vec![Run::new(title, Role::PaneTitle)];
        let columns = usize::from(area.columns).saturating_sub(6);
        let title = panes.card_framed.then(|| fit(title, columns, session.symbols()));
        Some(Pane { area, title, inside, rows, hidden, active: self.has_keys, ..Pane::default() })
    }
}

/// The title of the card, and its rows.
fn content(width: usize, room: Room, session: &Session, here: &Here) -> (String, Vec<Row>) {
    let look = session.look(here.place.chosen);
    let dossier = session.dossier();
    let there = match here.subject {
        Subject::There(number, _) => session.others().there(here.place.selected.source, number),
        Subject::Claim(_) | Subject::Source(_) | Subject::Caveat(_) | Subject::Nothing => None,
    };
    match (here.subject, there) {
        (Subject::There(number, claim), Some(text)) => {
            let rows = if let Some(claim) = claim {
                claim_card(&text.look, claim, &session.others().against_in(number, claim), width, Room::Full)
            } else {
                let source = text.sources[0];
                source_card(&text.look, source, &session.others().counterparts_of(number, source, |_, _| true), width)
            };
            (name_in_text(&text, claim), retargeted(rows, number))
        }
        (Subject::Claim(claim), _) => {
            let title = format!("Claim {} of {}", claim.number(), dossier.claims.len());
            let is_lit = here.place.view == View::Article && here.sight.is_chosen_shown;
            let room = if is_lit { room } else { Room::Full };
            (title, claim_card(&look, claim, &session.others().against(claim), width, room))
        }
        (Subject::Caveat(caveat), _) => {
            let kind = dossier.caveat(caveat).kind.word();
            (capitalized(kind), caveat_card(&look, caveat, width))
        }
        (Subject::Source(source), _) => {
            let title = format!("Source {} of {}", source.number(), dossier.sources.len());
            (title, source_card(&look, source, &session.others().elsewhere(source), width))
        }
        (Subject::Nothing, _) if here.place.view == View::Article && !dossier.claims.is_empty() => {
            ("This text".to_owned(), overview_card(&look, width))
        }
        // The text declares sources but cites none of them.
        (Subject::There(..) | Subject::Nothing, _) => {
            let words = match here.place.view {
                View::Claims if !dossier.claims.is_empty() => "No claim passes the filter.",
                _ => "No reference to a source.",
            };
            let row = |range| Row::of(vec![Run::new(&words[range], Role::Muted)]);
            ("No claim".to_owned(), wrap::rows(words, width, &[]).into_iter().map(row).collect())
        }
    }
}
