//! Describes changes since an older text in sentences.
//!
//! Beside a list of changes they add what a few words cannot say; without a list they say everything.

use super::Sentences;
use crate::evidence::since::{Change, Gone, ItemChange, Since, UnattributedChange};
use crate::print::summary::sentence;
use crate::text::case::capitalized;

impl Sentences<'_> {
    /// Describes a change: what changed, and what is there now.
    pub(crate) fn change(&self, since: &Since, change: Change) -> String {
        match change {
            Change::Claim(claim) => {
                let changes = Self::claim_changes(since, since.of(claim)).unwrap_or_default();
                [vec![changes], self.covering_words(claim), vec![self.says(claim, "Says").0]].concat().join(" ")
            }
            Change::Gone(at) => gone(since, &since.gone[at]),
            Change::Source(source) => item_sentences(since, &since.sources[source.0], &self.source(source)),
            Change::Caveat(caveat) => {
                let words = sentence(&format!("{}: {}", self.stated(caveat), self.caveat_words(caveat)));
                item_sentences(since, &since.caveats[caveat.0], &words)
            }
            Change::Dropped(at) => format!("Gone since {}: {}", since.name, since.dropped[at].sentences.join(" ")),
            Change::Unattributed(at) => {
                let UnattributedChange { words, at, sentence: difference } = &since.unattributed[at];
                let state = match (at, difference) {
                    (None, _) => "Gone",
                    (Some(_), None) => "New",
                    (Some(_), Some(_)) => "Changed",
                };
                let words = sentence(&format!("{state} since {}, {words}", since.name));
                difference.as_ref().map_or(words.clone(), |difference| format!("{words} {difference}"))
            }
            Change::About(at) => {
                let about = &since.about[at];
                let words = sentence(&format!("{}: {}", about.what, about.words));
                format!("Changed since {}, {words} {}", since.name, about.sentence)
            }
        }
    }

    /// "Changed since march.md, claim 6 there. Firmer: …": the changes of a claim; none if it is unchanged.
    pub(crate) fn claim_changes(since: &Since, change: &ItemChange) -> Option<String> {
        let there = change.old_number.map(|number| format!(", claim {number} there")).unwrap_or_default();
        let state = format!("{} since {}{there}.", capitalized(change.state.word()?), since.name);
        Some([&[state], &*change.sentences].concat().join(" "))
    }
}

/// The changes of a source or a caveat, and what it is now.
fn item_sentences(since: &Since, change: &ItemChange, words: &str) -> String {
    let state = capitalized(change.state.word().unwrap_or_default());
    let state = format!("{state} since {}.", since.name);
    [&[state], &*change.sentences, &[words.to_owned()]].concat().join(" ")
}

/// A claim that is gone: its sentence, its words, and everything that stood with it.
pub(crate) fn gone(since: &Since, gone: &Gone) -> String {
    format!("Claim {} of {} is gone. It was: {} {}", gone.number, since.name, gone.spoken, gone.sentences.join(" "))
}
