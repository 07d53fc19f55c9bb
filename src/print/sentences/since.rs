//! Changes since an older text, in sentences.
//!
//! A list of changes shows them in a few words; these sentences say the rest, and all of it where there is no list.

use super::Sentences;
use crate::evidence::since::{Became, Change, Gone, Since, Spoken};
use crate::print::summary::{capitalized, sentence};

impl Sentences<'_> {
    /// A change in sentences: what changed, and what is there now.
    pub(crate) fn change(&self, since: &Since, change: Change) -> String {
        match change {
            Change::Claim(claim) => {
                let became = Self::became(since, since.of(claim)).unwrap_or_default();
                [vec![became], self.covering_words(claim), vec![self.says(claim, "Says").0]].concat().join(" ")
            }
            Change::Gone(at) => gone(since, &since.gone[at]),
            Change::Source(source) => with(since, &since.sources[source.0], &self.source(source)),
            Change::Caveat(caveat) => {
                let words = sentence(&format!("{}: {}", self.stated(caveat), self.caveat_words(caveat)));
                with(since, &since.caveats[caveat.0], &words)
            }
            Change::Dropped(at) => format!("Gone since {}: {}", since.name, since.dropped[at].said.join(" ")),
            Change::Spoken(at) => {
                let Spoken { words, at, said } = &since.spoken[at];
                let turn = match (at, said) {
                    (None, _) => "Gone",
                    (Some(_), None) => "New",
                    (Some(_), Some(_)) => "Changed",
                };
                let words = sentence(&format!("{turn} since {}, {words}", since.name));
                said.as_ref().map_or(words.clone(), |said| format!("{words} {said}"))
            }
            Change::About(at) => {
                let about = &since.about[at];
                let words = sentence(&format!("{}: {}", about.what, about.words));
                format!("Changed since {}, {words} {}", since.name, about.said)
            }
        }
    }

    /// "Changed since march.md, claim 6 there. Firmer: …": the changes of a claim; none if it is the same.
    pub(crate) fn became(since: &Since, became: &Became) -> Option<String> {
        let there = became.was.map(|number| format!(", claim {number} there")).unwrap_or_default();
        let turn = format!("{} since {}{there}.", capitalized(became.turn.word()?), since.name);
        Some([&[turn], &*became.said].concat().join(" "))
    }
}

/// The changes of a source or a caveat, and what it is now.
fn with(since: &Since, became: &Became, words: &str) -> String {
    let turn = capitalized(became.turn.word().unwrap_or_default());
    let turn = format!("{turn} since {}.", since.name);
    [&[turn], &*became.said, &[words.to_owned()]].concat().join(" ")
}

/// A claim that is gone: its sentence, its words, and all that stood with it.
pub(crate) fn gone(since: &Since, gone: &Gone) -> String {
    format!("Claim {} of {} is gone. It was: {} {}", gone.number, since.name, gone.spoken, gone.said.join(" "))
}
