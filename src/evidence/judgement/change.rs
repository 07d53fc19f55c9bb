//! Changes of kept judgements: one by the reader, or many from another file.
//!
//! Two readers may have the same text open, so a change says what was before it: only what is different is written, and
//! two notes written at the same time are both kept. Must not know where judgements are stored.

use std::collections::{BTreeMap, HashMap};

use super::annotation::Foreign;
use super::placed::Placed;
use super::reading::Reading;
use super::target::{Quote, Target};
use super::{Entry, Judgement, Judgements, Rating, Scale};
use crate::briefing::dossier::{ClaimId, Dossier};
use crate::text::manuscript::one_line;

/// A change of one of the reader's own judgements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The target under which the judgement is kept, if it is.
    pub replaces: Target,
    /// The target in the text as it is now.
    pub target: Target,
    pub before: Judgement,
    pub after: Judgement,
}

/// Applies a change to kept judgements, and keeps them in order.
pub fn apply(entries: &mut Vec<Entry>, change: &Change) {
    let keys = [change.replaces.key(), change.target.key()];
    let mut judgement = Judgement::default();
    entries.retain(|entry| {
        let is_kept = entry.by.is_some() || !keys.contains(&entry.target.key());
        if !is_kept {
            merge(&mut judgement, &entry.judgement);
        }
        is_kept
    });
    for scale in Scale::ALL {
        let after = change.after.index(scale);
        if change.before.index(scale) != after {
            judgement.rate(scale, after);
        }
    }
    if change.before.note != change.after.note {
        let kept = std::mem::replace(&mut judgement.note, change.after.note.clone());
        add_note(&mut judgement.note, &without(&kept, &change.before.note));
    }
    entries.extend((!judgement.is_empty()).then(|| Entry { target: change.target.clone(), by: None, judgement }));
    sort(entries);
}

fn sort(entries: &mut [Entry]) {
    entries.sort_by(|one, other| (one.target.order(), &one.by).cmp(&(other.target.order(), &other.by)));
}

/// Adds what a judgement lacks. Of two ratings on one scale, the first stays.
fn merge(judgement: &mut Judgement, other: &Judgement) {
    for scale in Scale::ALL {
        judgement.rate(scale, judgement.index(scale).or(other.index(scale)));
    }
    add_note(&mut judgement.note, &other.note);
}

/// "status: wrong; Asked": what a judgement has that an earlier version of it has not; empty if there is nothing.
pub fn beyond(judgement: &Judgement, before: &Judgement) -> String {
    let is_new = |(scale, _): &(Scale, Rating)| judgement.index(*scale) != before.index(*scale);
    let ratings = judgement.ratings().filter(is_new);
    let ratings = ratings.map(|(scale, rating)| format!("{}: {}", scale.name(), rating.words()));
    let note = one_line(&without(&judgement.note, &before.note));
    ratings.chain((!note.is_empty()).then_some(note)).collect::<Vec<_>>().join("; ")
}

/// The paragraphs of a note that are not in an earlier version of it: what somebody else wrote.
fn without(note: &str, before: &str) -> String {
    let paragraphs = |text| str::split(text, "\n\n").map(str::trim).filter(|paragraph: &&str| !paragraph.is_empty());
    let mut known: Vec<_> = paragraphs(before).collect();
    let is_new = |paragraph: &&str| match known.iter().position(|known| known == paragraph) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    };
    paragraphs(note).filter(is_new).collect::<Vec<_>>().join("\n\n")
}

/// Adds a note as a paragraph, unless it is there already.
fn add_note(note: &mut String, other: &str) {
    let other = other.trim();
    let paragraphs = |text: &str| format!("\n\n{}\n\n", text.trim());
    if other.is_empty() || paragraphs(note).contains(&paragraphs(other)) {
        return;
    }
    if note.trim().is_empty() {
        note.clear();
    } else {
        note.push_str("\n\n");
    }
    note.push_str(other);
}

/// What became of annotations that were imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// Targets that were found in the text.
    pub found: Vec<Target>,
    /// Targets that were not. Their judgements are kept too.
    pub lost: Vec<Target>,
    /// How many annotations others made, by their names.
    pub others: BTreeMap<String, usize>,
    /// Targets with a rating of the reader's own that differs. Theirs stays, and the other is added to the note.
    pub differing: Vec<Target>,
    /// Annotations without words and without a source, which are about nothing that can be judged here.
    pub unusable: usize,
    /// Annotations without a note and a rating, such as highlights.
    pub empty: usize,
}

/// Adds annotations to the judgements of a text.
pub fn import(entries: &mut Vec<Entry>, foreign: Vec<Foreign>, dossier: &Dossier) -> Import {
    let mut import = Import::default();
    let reading = Reading::of(dossier);
    // What is judged already keeps the target under which it is kept.
    let placed = Judgements::find(entries.clone(), dossier);
    let mut at: HashMap<(Placed, Option<String>), usize> =
        placed.placed().map(|(place, index)| ((place, entries[index].by.clone()), index)).collect();
    let mut with: HashMap<u128, usize> =
        entries.iter().enumerate().map(|(index, entry)| (entry.key(), index)).collect();
    for Foreign { target, by, mut judgement } in foreign {
        if judgement.is_empty() {
            import.empty += 1;
            continue;
        }
        let Some(mut target) = target else {
            import.unusable += 1;
            continue;
        };
        let mut place = target.place_in(&reading);
        if let (None, Target::Claim(quote)) = (place, &target)
            && let Some(claim) = claim_around(quote, &reading)
        {
            // If the annotation is about other words than the claim's, its note says which.
            if bare(&quote.exact) != bare(&reading.text[reading.words(claim)]) {
                let words = format!("“{}”", one_line(&quote.exact));
                judgement.note = if judgement.note.is_empty() { words } else { format!("{words}: {}", judgement.note) };
            }
            target = Target::of_claim_in(&reading, claim);
            place = Some(Placed::Claim(claim));
        }
        let known = match place {
            Some(place) => at.get(&(place, by.clone())),
            None => with.get(&target.key_by(by.as_deref())),
        };
        let index = known.copied().unwrap_or_else(|| {
            with.insert(target.key_by(by.as_deref()), entries.len());
            entries.push(Entry { target: target.clone(), by: by.clone(), judgement: Judgement::default() });
            entries.len() - 1
        });
        if let Some(name) = &by {
            *import.others.entry(name.clone()).or_default() += 1;
        }
        let kept = &mut entries[index];
        let differing = differing(&kept.judgement, &judgement);
        if !differing.is_empty() {
            add_note(&mut judgement.note, &format!("Imported: {differing}"));
            import.differing.extend(by.is_none().then(|| kept.target.clone()));
        }
        merge(&mut kept.judgement, &judgement);
        let target = kept.target.clone();
        match place {
            Some(place) => {
                at.insert((place, by), index);
                import.found.push(target);
            }
            None => import.lost.push(target),
        }
    }
    entries.retain(|entry| !entry.judgement.is_empty());
    sort(entries);
    import
}

/// "status: checked": the ratings of another judgement that contradict one's own.
fn differing(own: &Judgement, other: &Judgement) -> String {
    let differs =
        |(scale, _): &(Scale, Rating)| own.index(*scale).is_some() && own.index(*scale) != other.index(*scale);
    let words = other.ratings().filter(differs).map(|(scale, rating)| format!("{}: {}", scale.name(), rating.words()));
    words.collect::<Vec<_>>().join("; ")
}

/// Words on one line, without the marks around them.
fn bare(words: &str) -> String {
    one_line(words).trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The only claim whose words a quote overlaps: a reader who selects with a mouse seldom selects exactly a claim.
fn claim_around(quote: &Quote, reading: &Reading<'_>) -> Option<ClaimId> {
    let mut places = reading.places(&quote.exact);
    // Words that stand there twice would need a guess.
    let place = places.next().filter(|_| places.next().is_none())?;
    let mut claims = reading.claims_in(place);
    claims.next().filter(|_| claims.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target() -> Target {
        Target::Source { id: "audit".to_owned(), name: "Port audit".to_owned() }
    }

    fn change(before: &Judgement, after: &Judgement) -> Change {
        Change { replaces: target(), target: target(), before: before.clone(), after: after.clone() }
    }

    fn judged(note: &str, status: Option<usize>) -> Judgement {
        let mut judgement = Judgement { note: note.to_owned(), ..Judgement::default() };
        judgement.rate(Scale::Status, status);
        judgement
    }

    #[test]
    fn two_readers_of_one_text_lose_nothing_to_each_other() {
        let mut entries = Vec::new();
        let empty = Judgement::default();
        apply(&mut entries, &change(&empty, &judged("", Some(1))));
        // The other reader has not seen the status.
        apply(&mut entries, &change(&empty, &judged("Asked", None)));
        assert_eq!(entries[0].judgement, judged("Asked", Some(1)));
        apply(&mut entries, &change(&empty, &judged("Answered", None)));
        assert_eq!(entries[0].judgement, judged("Answered\n\nAsked", Some(1)));
    }

    #[test]
    fn a_second_edit_changes_ones_own_words_and_leaves_those_of_the_other_reader() {
        let note = |note: &str| judged(note, None);
        let mut entries = Vec::new();
        apply(&mut entries, &change(&note(""), &note("Asked")));
        apply(&mut entries, &change(&note(""), &note("Call\n\nWrite")));
        assert_eq!(entries[0].judgement.note, "Call\n\nWrite\n\nAsked");
        apply(&mut entries, &change(&note("Call\n\nWrite"), &note("Called\n\nWrite")));
        assert_eq!(entries[0].judgement.note, "Called\n\nWrite\n\nAsked");
        // To erase one's own words erases nobody else's.
        apply(&mut entries, &change(&note("Called\n\nWrite"), &note("")));
        assert_eq!(entries[0].judgement.note, "Asked");
    }

    #[test]
    fn clearing_everything_removes_the_judgement() {
        let mut entries = Vec::new();
        let (empty, all) = (Judgement::default(), judged("Asked", Some(1)));
        apply(&mut entries, &change(&empty, &all));
        assert_eq!(entries.len(), 1);
        apply(&mut entries, &change(&all, &empty));
        assert_eq!(entries, []);
    }
}
