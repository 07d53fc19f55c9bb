//! Doubts: supposing that a source is worth nothing, in all open texts.
//!
//! The dossier decides which claims still stand.

use super::{Session, Text};
use crate::briefing::dossier::{Doubts, SourceId};
use crate::evidence::identity::Counterpart;
use crate::page::elsewhere::in_other_texts;
use crate::text::numbers;

/// The effect of a doubt on other texts.
#[derive(Clone, Copy, Default)]
struct Carried {
    /// Claims that no longer stand there.
    fallen: usize,
    texts: usize,
}

impl Session {
    /// Doubts a source of the current text or stops doubting it, and describes the effect.
    pub(in crate::reader) fn toggle_doubt(&mut self, source: SourceId) -> String {
        let text = &mut self.texts[self.current];
        let before = text.standing_count();
        if !text.doubts.remove(&source) {
            text.doubts.insert(source);
        }
        let elsewhere = self.carry_over(source).words();
        self.recompute_standing();
        let text = self.text();
        let name = &text.dossier.source(source).name;
        if text.doubts.contains(&source) {
            let fallen = before - text.standing_count();
            let verb = if fallen == 1 { "falls" } else { "fall" };
            format!("Without {name}, {} {verb}{elsewhere}", numbers::count(fallen, "claim"))
        } else {
            format!("{name} is no longer doubted")
        }
    }

    /// Clears all doubts, and says whether there were any.
    pub(in crate::reader) fn clear_doubts(&mut self) -> &'static str {
        let was_doubted = !self.text().doubts.is_empty();
        let mut was_doubted_elsewhere = false;
        let current = self.current;
        let others = self.texts.iter_mut().enumerate().filter(|(number, _)| *number != current);
        for (_, text) in others.filter(|(_, text)| !text.doubts.is_empty()) {
            was_doubted_elsewhere = true;
            text.doubts.clear();
            text.recompute_standing();
        }
        self.texts[current].doubts.clear();
        self.recompute_standing();
        match (was_doubted, was_doubted_elsewhere) {
            (true, _) => "All doubts cleared",
            (false, true) => "Doubts cleared in other texts; none here",
            (false, false) => "No doubts to clear",
        }
    }

    /// Sets the doubted sources of the current text. Returns whether they are different.
    pub(in crate::reader) fn doubt_only(&mut self, doubts: Doubts) -> bool {
        if self.text().doubts == doubts {
            return false;
        }
        self.texts[self.current].doubts = doubts;
        self.recompute_standing();
        true
    }

    /// Recomputes which claims of the current text stand, and which pass its filter.
    pub(super) fn recompute_standing(&mut self) {
        self.texts[self.current].recompute_standing();
        self.filter_again();
    }

    /// Doubts in all texts what is doubted in one of them, for the sources of one text. The caller updates the current
    /// text if it is affected.
    pub(super) fn share_doubts(&mut self, number: usize) {
        if self.texts.iter().all(|text| text.doubts.is_empty()) {
            return;
        }
        let Some(sources) = self.texts.get(number).map(|text| text.dossier.source_ids()) else { return };
        let is_doubted = |session: &Self, one: &Counterpart| {
            session.texts.get(one.text).is_some_and(|text| text.doubts.contains(&one.source))
        };
        for source in sources.collect::<Vec<_>>() {
            let all = self.identities().same(number, source);
            if all.iter().any(|one| is_doubted(self, one)) {
                for one in all {
                    self.set_doubt(one, true);
                }
            }
        }
    }

    /// Sets or clears a doubt in a text. The caller updates the current text.
    fn set_doubt(&mut self, Counterpart { text, source, .. }: Counterpart, doubted: bool) {
        let is_read = text == self.current;
        let Some(text) = self.texts.get_mut(text) else { return };
        let changed = if doubted { text.doubts.insert(source) } else { text.doubts.remove(&source) };
        if changed && !is_read {
            text.recompute_standing();
        }
    }

    /// Carries a doubt, or its absence, over to all sources that are the same.
    fn carry_over(&mut self, source: SourceId) -> Carried {
        let doubted = self.text().doubts.contains(&source);
        let mut same = self.known().map(|identities| identities.same(self.current, source)).unwrap_or_default();
        same.sort_unstable();
        let mut carried = Carried::default();
        for of_text in same.chunk_by(|one, next| one.text == next.text) {
            let number = of_text[0].text;
            let standing = |session: &Self| match session.texts.get(number) {
                Some(text) if number != session.current => Text::standing_count(text),
                Some(_) | None => 0,
            };
            let before = standing(self);
            for &counterpart in of_text {
                self.set_doubt(counterpart, doubted);
            }
            let fallen = before.saturating_sub(standing(self));
            carried.fallen += fallen;
            carried.texts += usize::from(fallen > 0);
        }
        carried
    }
}

impl Carried {
    /// Words for the effect, to follow those for the current text.
    fn words(self) -> String {
        match self.texts {
            0 => String::new(),
            texts => format!(", and {} {}", numbers::count(self.fallen, "claim"), in_other_texts(texts)),
        }
    }
}
