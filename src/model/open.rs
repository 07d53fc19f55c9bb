//! What is shown: the views, what is open above them, and what `Esc` closes first.

use super::{Model, Open, Place, Selected, View};

impl Model {
    pub(super) fn show(&mut self, view: View) {
        if self.place.view != view {
            self.jump(Place { view, ..self.place });
        }
        if self.on_card {
            self.set_on_card(false);
        }
    }

    pub(super) fn show_contents(&mut self) {
        if self.dossier.briefing.sections.len() < 2 {
            self.notice = Some("This text has no headings".to_owned());
            return;
        }
        let row = self.screen.section.saturating_sub(1);
        self.toggle(Open::Contents { row });
    }

    pub(super) fn toggle(&mut self, open: Open) {
        let same = self.open.as_ref().is_some_and(|now| std::mem::discriminant(now) == std::mem::discriminant(&open));
        self.open = if same { None } else { Some(open) };
    }

    pub(super) fn set_on_card(&mut self, on_card: bool) {
        self.on_card = on_card;
        self.card_top = 0;
    }

    /// Closes the uppermost thing that is open, and in the end leads back to the article.
    pub(super) fn close(&mut self) {
        if self.search.is_asking() {
            return self.give_up();
        }
        if self.filtering.is_asking() {
            return self.give_up_filter();
        }
        if self.finder.take().is_some() {
            return;
        }
        match self.open.take() {
            // As it was, since none was chosen.
            Some(Open::Themes { names, before, .. }) => return self.show_theme(names[before].clone()),
            Some(_) => return,
            None if self.put_out() => return,
            None => {}
        }
        let view = self.place.view;
        match view {
            _ if self.on_card => self.set_on_card(false),
            View::Sources if self.place.selected.said.is_some() => {
                self.select(Selected { said: None, ..self.place.selected });
            }
            _ if self.drop_filter() => {}
            View::Claims | View::Sources | View::Map => self.show(View::Article),
            View::Article => {}
        }
    }
}
