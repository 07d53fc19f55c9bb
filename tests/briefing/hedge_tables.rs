//! Measures how well hedges are found, on sentences written for this test, in which a careful reader marked the hedges.
//!
//! `cargo test --test briefing -- hedge_tables --nocapture` prints precision and recall by language and kind. Every
//! third sentence is held out: the tables are never tuned on them, so their figures are honest.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use caveat::briefing::hedge::{self, Extra, HedgeKind};
use caveat::briefing::language::{self, Language};

const TEXTS: [(Language, &str); 4] = [
    (Language::ENGLISH, include_str!("../data/hedges/en.txt")),
    (Language::GERMAN, include_str!("../data/hedges/de.txt")),
    (Language::FRENCH, include_str!("../data/hedges/fr.txt")),
    (Language::SPANISH, include_str!("../data/hedges/es.txt")),
];

type Marked = (String, HedgeKind);

/// A sentence with its hedges as marked by hand.
fn read(line: &str) -> (String, Vec<Marked>) {
    let (mut text, mut hedges) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        let (marked, after) = after.split_once('}').expect("a bracket is closed");
        let (letter, words) = marked.split_once(':').expect("a letter stands before the words");
        let kind = HedgeKind::OF_WORDS.iter().find(|kind| kind.key().starts_with(letter)).expect("a letter of a kind");
        hedges.push((words.to_owned(), *kind));
        text += before;
        text += words;
        rest = after;
    }
    (text + rest, hedges)
}

fn sentences(text: &str) -> Vec<(String, Vec<Marked>)> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(read).collect()
}

fn found(text: &str, language: Language) -> Vec<Marked> {
    let words = |range: &std::ops::Range<u32>| text[range.start as usize..range.end as usize].to_owned();
    hedge::find(text, language, &Extra::default()).iter().map(|hedge| (words(&hedge.range), hedge.kind)).collect()
}

#[derive(Clone, Copy, Debug, Default)]
struct Score {
    right: usize,
    found: usize,
    marked: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.marked += other.marked;
    }

    fn precision(self) -> f64 {
        percent(self.right, self.found)
    }

    fn recall(self) -> f64 {
        percent(self.right, self.marked)
    }
}

#[allow(clippy::cast_precision_loss, reason = "there are hundreds")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Two overlapping stretches of one kind are the same hedge: "must have" and "have left" are not distinguished here.
fn same(one: &Marked, other: &Marked) -> bool {
    one.1 == other.1 && (one.0.contains(&other.0) || other.0.contains(&one.0))
}

fn scores(held_out: bool, complaints: &mut String) -> BTreeMap<(&'static str, &'static str), Score> {
    let mut scores: BTreeMap<_, Score> = BTreeMap::new();
    for (language, text) in TEXTS {
        for (number, (sentence, marked)) in sentences(text).into_iter().enumerate() {
            if (number % 3 == 2) != held_out {
                continue;
            }
            let found = found(&sentence, language);
            let missed = marked.iter().filter(|one| !found.iter().any(|other| same(one, other)));
            let wrong = found.iter().filter(|one| !marked.iter().any(|other| same(one, other)));
            let (missed, wrong): (Vec<_>, Vec<_>) = (missed.collect(), wrong.collect());
            if !(held_out || missed.is_empty() && wrong.is_empty()) {
                let _ = writeln!(complaints, "{} {sentence}\n  missed {missed:?}\n  wrong {wrong:?}", language.code());
            }
            for kind in HedgeKind::OF_WORDS {
                let of = |hedges: &[Marked]| hedges.iter().filter(|hedge| hedge.1 == *kind).count();
                let right = of(&marked) - missed.iter().filter(|hedge| hedge.1 == *kind).count();
                let score = Score { right, found: of(&found), marked: of(&marked) };
                scores.entry((language.code(), kind.key())).or_default().add(score);
                scores.entry((language.code(), "all")).or_default().add(score);
                scores.entry(("all", kind.key())).or_default().add(score);
                scores.entry(("all", "all")).or_default().add(score);
            }
        }
    }
    scores
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures are the output")]
fn hedges_are_found_with_few_false_alarms() {
    let count: usize = TEXTS.iter().map(|(_, text)| sentences(text).len()).sum();
    assert!(count >= 300, "{count} sentences");
    let mut complaints = String::new();
    let (seen, held_out) = (scores(false, &mut complaints), scores(true, &mut String::new()));
    println!("{complaints}");
    println!("{count} sentences; precision and recall in percent, then the same of those held out");
    for ((language, kind), score) in &seen {
        let other = held_out.get(&(*language, *kind)).copied().unwrap_or_default();
        println!(
            "{language:4} {kind:14} {:4} marked {:6.1} {:6.1}   {:4} marked {:6.1} {:6.1}",
            score.marked,
            score.precision(),
            score.recall(),
            other.marked,
            other.precision(),
            other.recall()
        );
    }
    for (scores, precision, recall, what) in [(&seen, 97.0, 97.0, "seen"), (&held_out, 93.0, 93.0, "held out")] {
        for ((language, kind), score) in scores.iter().filter(|((_, kind), _)| *kind == "all") {
            assert!(score.precision() >= precision, "{what}: precision of {kind} in {language}: {score:?}");
            assert!(score.recall() >= recall, "{what}: recall of {kind} in {language}: {score:?}");
        }
    }
}

#[test]
fn the_language_of_the_sentences_is_detected() {
    for (language, text) in TEXTS {
        let all: Vec<_> = sentences(text).into_iter().map(|(sentence, _)| sentence).collect();
        assert_eq!(language::detect(&all.join(" ")), Some(language));
        // A sentence in a text of its own language is never assigned another language.
        for sentence in &all {
            assert_eq!(Language::of_sentence(sentence, language), language, "{sentence}");
        }
    }
}
