//! Other texts as they are now: one is read again when somebody goes there, and its places go on in what it has become.

use std::path::PathBuf;
use std::sync::Arc;

use super::kept::{FIRST, Finder};
use super::texts::Text;
use super::{Effect, Model, Open, Place, Target};
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::page::list::Said;
use crate::page::look::Chosen;

/// Something in another text that one wants to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Of the text's file.
    pub path: PathBuf,
    text: usize,
    chosen: Option<Chosen>,
}

impl Model {
    /// Goes to a text, and to something in it; one that is another file's is read again first.
    pub(super) fn go_there(&mut self, text: usize, chosen: Option<Chosen>) {
        let path = self.look_at(text).and_then(|look| look.dossier.manuscript.path());
        match path.filter(|_| text != FIRST && text != self.place.text) {
            Some(path) => self.wanted = Some(Effect::Visit(Visit { path: path.to_owned(), text, chosen })),
            None => self.arrive_there(text, chosen),
        }
    }

    /// Goes to what was asked for in another text, which was read again; or says why it could not be.
    pub fn visit(&mut self, visit: &Visit, read: Result<(Dossier, Vec<Diagnostic>), String>) {
        let &Visit { text, mut chosen, .. } = visit;
        self.notice = None;
        match read {
            Ok((dossier, diagnostics)) => {
                let place = self.look_at(text).map(|look| Place { chosen, ..Place::beginning(text, look.dossier) });
                if let Some(found) = self.renew(text, &dossier.into(), &diagnostics, place) {
                    chosen = found.chosen.filter(|_| chosen.is_some());
                    self.notice = Some("The file has changed: this is how it is now".to_owned());
                }
            }
            Err(why) => {
                if let Some(Some(text)) = self.texts.get_mut(text) {
                    text.stale = Some("the file cannot be read".to_owned());
                }
                self.notice = Some(format!("The file cannot be read: {why}; this is how it was"));
            }
        }
        let said = self.notice.take();
        self.arrive_there(text, chosen);
        self.notice = said.or(self.notice.take());
        self.settle();
    }

    fn arrive_there(&mut self, text: usize, chosen: Option<Chosen>) {
        let Some(look) = self.look_at(text) else { return };
        let beginning = Place::beginning(text, look.dossier);
        self.jump(match chosen {
            Some(_) => Place { chosen, follow: true, ..beginning },
            None => beginning,
        });
        if let Some(Chosen::Caveat(caveat)) = chosen {
            self.say_if_unstated(caveat);
        }
    }

    /// Takes what a text at hand has become while another is read, and says where a place of it is now; none if it is as
    /// it was.
    pub(super) fn renew(
        &mut self,
        number: usize,
        dossier: &Arc<Dossier>,
        diagnostics: &[Diagnostic],
        place: Option<Place>,
    ) -> Option<Place> {
        let text = self.texts.get_mut(number)?.as_mut()?;
        text.stale = None;
        if text.dossier.manuscript.text() == dossier.manuscript.text() {
            return None;
        }
        let mut next = Text::new(Arc::clone(dossier), diagnostics);
        let ids = text.doubts.iter().map(|&source| &text.dossier.source(source).id);
        next.doubts = ids.filter_map(|id| dossier.source_by_id(id)).collect();
        next.was_read = text.was_read;
        next.stand_again();
        let before = std::mem::replace(text, next);
        let (old, new) = (Finder::new(&before.dossier), Finder::new(dossier));
        let again = |place: &Place| {
            let mut place =
                if place.text == number { Place { text: number, ..new.find(&old.keep(place)) } } else { *place };
            // Its claims have other numbers now.
            if let Some(Said::There(text, claim)) = &mut place.selected.said
                && *text == number
            {
                *claim = None;
            }
            place
        };
        self.place = again(&self.place);
        // Its caveats have other numbers too.
        let is_of_it = |target: &Target| matches!(target, Target::There(text, _) if *text == number);
        let asks = |open: &mut Open| matches!(open, Open::Choice { targets, .. } if targets.iter().any(is_of_it));
        self.open.take_if(asks);
        self.back = self.back.iter().map(again).collect();
        self.forward = self.forward.iter().map(again).collect();
        self.marks = self.marks.iter().map(|(&letter, place)| (letter, again(place))).collect();
        let found = place.as_ref().map(again);
        self.identities.take();
        self.texts_are_others(number);
        found
    }
}
