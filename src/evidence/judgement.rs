//! The reader's own judgement of a claim or a source: a note, a status and ratings.
//!
//! Owns the scales and their words. A judgement stands beside the text and is never part of it; no hedge and no caveat
//! of the text changes one. Imported judgements keep the name of who made them, and never count as the reader's own.
//! `target` says what is judged, by its words; `placed` finds judgements in a text, `change`
//! merges them, and `annotation` writes and reads them. Must not know where they are stored, nor how they look.

mod annotation;
mod change;
mod placed;
mod reading;
mod target;

use crate::briefing::ast::Reliability;

pub use self::annotation::{Foreign, read, written};
pub use self::change::{Change, Import, apply, beyond, import};
pub use self::placed::{Judgements, Lost, Placed};
pub use self::target::{Quote, Target};

/// A scale on which the reader rates a claim or a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// What is left to do about it.
    Status,
    /// How reliable a source is: letters of the Admiralty code.
    Reliability,
    /// How credible a claim is: digits of the Admiralty code.
    Credibility,
    /// How likely a claim is: the terms of ICD 203.
    Likelihood,
    /// How confident the reader is in the likelihood: the terms of ICD 203.
    Confidence,
}

/// What stands in place of a value where the reader has not judged.
pub const UNRATED: Rating = rating("none", "");

/// A value of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The word in filters, tags and JSON.
    pub word: &'static str,
    /// What it means, if the word does not say so.
    pub meaning: &'static str,
}

const fn rating(word: &'static str, meaning: &'static str) -> Rating {
    Rating { word, meaning }
}

const STATUS: &[Rating] =
    &[rating("open", "still to check"), rating("checked", ""), rating("wrong", ""), rating("quote", "quote this")];
const RELIABILITY: &[Rating] = &[
    rating(Reliability::A.word(), Reliability::A.meaning()),
    rating(Reliability::B.word(), Reliability::B.meaning()),
    rating(Reliability::C.word(), Reliability::C.meaning()),
    rating(Reliability::D.word(), Reliability::D.meaning()),
    rating(Reliability::E.word(), Reliability::E.meaning()),
    rating(Reliability::F.word(), "cannot be judged"),
];
const CREDIBILITY: &[Rating] = &[
    rating("1", "confirmed by other sources"),
    rating("2", "probably true"),
    rating("3", "possibly true"),
    rating("4", "doubtful"),
    rating("5", "improbable"),
    rating("6", "cannot be judged"),
];
const LIKELIHOOD: &[Rating] = &[
    rating("almost no chance", "1–5 %"),
    rating("very unlikely", "5–20 %"),
    rating("unlikely", "20–45 %"),
    rating("roughly even chance", "45–55 %"),
    rating("likely", "55–80 %"),
    rating("very likely", "80–95 %"),
    rating("almost certain", "95–99 %"),
];
const CONFIDENCE: &[Rating] = &[rating("low", ""), rating("moderate", ""), rating("high", "")];

impl Scale {
    /// All scales, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Status, Self::Reliability, Self::Credibility, Self::Likelihood, Self::Confidence];

    /// The scales for a claim, and those for a source.
    pub const OF_CLAIM: &[Self] = &[Self::Status, Self::Credibility, Self::Likelihood, Self::Confidence];
    pub const OF_SOURCE: &[Self] = &[Self::Status, Self::Reliability];

    /// The name in filters, tags and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Reliability => "reliability",
            Self::Credibility => "credibility",
            Self::Likelihood => "likelihood",
            Self::Confidence => "confidence",
        }
    }

    /// The values, without the one where the reader has not judged. F and 6 of the Admiralty code are judgements: who
    /// chooses one says that it cannot be judged.
    pub const fn ratings(self) -> &'static [Rating] {
        match self {
            Self::Status => STATUS,
            Self::Reliability => RELIABILITY,
            Self::Credibility => CREDIBILITY,
            Self::Likelihood => LIKELIHOOD,
            Self::Confidence => CONFIDENCE,
        }
    }

    /// The index of a value by its word.
    pub fn parse(self, word: &str) -> Option<usize> {
        self.ratings().iter().position(|rating| rating.word.eq_ignore_ascii_case(word))
    }
}

/// The reader's judgement of one claim or source. All of it is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// Free text. It may have line breaks.
    pub note: String,
    /// By [`Scale`]: an index into its ratings.
    ratings: [Option<usize>; Scale::ALL.len()],
}

impl Judgement {
    pub fn is_empty(&self) -> bool {
        self.note.trim().is_empty() && self.ratings.iter().all(Option::is_none)
    }

    /// The index of the rating on a scale; none where nobody has judged.
    pub fn index(&self, scale: Scale) -> Option<usize> {
        self.ratings[scale as usize]
    }

    /// The rating on a scale; none where nobody has judged.
    pub fn rating(&self, scale: Scale) -> Option<Rating> {
        self.index(scale).map(|index| scale.ratings()[index])
    }

    /// Sets the rating on a scale, by its index; none clears it.
    pub fn rate(&mut self, scale: Scale, index: Option<usize>) {
        self.ratings[scale as usize] = index.filter(|&index| index < scale.ratings().len());
    }

    /// All ratings, each with its scale.
    pub fn ratings(&self) -> impl Iterator<Item = (Scale, Rating)> {
        Scale::ALL.into_iter().filter_map(|scale| Some((scale, self.rating(scale)?)))
    }

    /// "status: wrong; credibility: 5, improbable": the ratings in words; empty without one.
    pub fn rated(&self) -> String {
        let words = |(scale, rating): (Scale, Rating)| format!("{}: {}", scale.name(), rating.words());
        self.ratings().map(words).collect::<Vec<_>>().join("; ")
    }
}

impl Rating {
    /// "5, improbable"; the meaning alone replaces a word that it contains.
    pub fn words(self) -> String {
        match (self.word, self.meaning) {
            (word, "") => word.to_owned(),
            (word, meaning) if meaning.starts_with(word) => meaning.to_owned(),
            (word, meaning) => format!("{word}, {meaning}"),
        }
    }
}

/// A judgement, what it is about and who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub target: Target,
    /// The name of who made it, if an imported file says so; none for the reader's own.
    pub by: Option<String>,
    pub judgement: Judgement,
}

impl Entry {
    /// Identifies the judgement among all judgements of a text.
    fn key(&self) -> u128 {
        self.target.key_by(self.by.as_deref())
    }

    /// The IRI of its annotation.
    fn iri(&self) -> String {
        target::uuid(self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_of_a_scale_is_its_own_and_f_and_6_are_judgements() {
        for scale in Scale::ALL {
            for (index, rating) in scale.ratings().iter().enumerate() {
                assert_eq!(scale.parse(rating.word), Some(index), "{}", rating.word);
            }
            assert_eq!(scale.parse(UNRATED.word), None);
            assert_eq!(scale.parse("certain"), None);
        }
        assert_eq!(Scale::Credibility.parse("6"), Some(5));
        assert_eq!(Scale::Reliability.parse("f"), Some(5));
    }

    #[test]
    fn a_judgement_with_everything_cleared_is_empty() {
        let mut judgement = Judgement { note: " \n".to_owned(), ..Judgement::default() };
        assert!(judgement.is_empty());
        judgement.rate(Scale::Status, Some(2));
        assert_eq!(judgement.rated(), "status: wrong");
        judgement.rate(Scale::Status, None);
        assert!(judgement.is_empty());
    }
}
