//! What a judgement is about: a claim by its words, or a source by its id and name.
//!
//! Owns what identifies a target, and so which two judgements are of the same thing. Must not know which claim or source
//! of a text a target is: see `placed`.

use super::reading::Reading;
use crate::briefing::dossier::{ClaimId, Dossier, SourceId};
use crate::text::manuscript::one_line;
use crate::text::numbers;

/// Characters of context on each side of a claim's words.
const CONTEXT: usize = 32;

/// What a judgement is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Claim(Quote),
    Source { id: String, name: String },
}

/// The words of a claim, and the words around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    /// The characters of the text before the words, and before their end.
    pub position: Option<(usize, usize)>,
    /// The labels of the claim's references, if other claims of the text have the same words.
    pub cites: Option<String>,
}

impl Target {
    pub fn of_claim(dossier: &Dossier, claim: ClaimId) -> Self {
        Self::of_claim_in(&Reading::of(dossier), claim)
    }

    pub(super) fn of_claim_in(reading: &Reading<'_>, claim: ClaimId) -> Self {
        let words = reading.words(claim);
        let (before, after) = (&reading.text[..words.start], &reading.text[words.end..]);
        let begin = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        let exact = &reading.text[words.clone()];
        let is_repeated = reading.claims_with(&one_line(exact)).len() > 1;
        Self::Claim(Quote {
            exact: exact.to_owned(),
            prefix: before[begin..].to_owned(),
            suffix: after[..end].to_owned(),
            position: Some((reading.position(words.start), reading.position(words.end))),
            cites: is_repeated.then(|| reading.dossier.claim(claim).labels.join(", ")),
        })
    }

    pub fn of_source(dossier: &Dossier, source: SourceId) -> Self {
        let source = dossier.source(source);
        Self::Source { id: source.id.clone(), name: one_line(&source.name) }
    }

    /// Identifies the target among all judgements of a text, in every process and on every machine.
    pub(super) fn key(&self) -> u128 {
        let parts = match self {
            Self::Claim(quote) => {
                ["claim", &quote.prefix, &quote.exact, &quote.suffix, quote.cites.as_deref().unwrap_or("")]
            }
            Self::Source { id, name } => ["source", id, name, "", ""],
        };
        // Where the words stand tells claims with the same words apart.
        let position = match self {
            Self::Claim(Quote { cites: Some(_), position: Some((start, _)), .. }) => start.to_string(),
            Self::Claim(_) | Self::Source { .. } => String::new(),
        };
        let number = |salt: u8| {
            let bytes = parts.iter().flat_map(|part| part.bytes().chain([0])).chain(position.bytes());
            u128::from(numbers::fingerprint([salt].into_iter().chain(bytes)))
        };
        number(1) << 64 | number(2)
    }

    /// Identifies what somebody judged of the target; without a name, what the reader did.
    pub(super) fn key_by(&self, by: Option<&str>) -> u128 {
        let name =
            |salt: u8| u128::from(numbers::fingerprint([salt].into_iter().chain(by.unwrap_or_default().bytes())));
        self.key() ^ by.map_or(0, |_| name(1) << 64 | name(2))
    }

    /// The IRI of the target: a UUID of version 8, made from its words.
    pub fn iri(&self) -> String {
        uuid(self.key())
    }

    /// The order of targets in a file: claims as in the text, then sources.
    pub(super) fn order(&self) -> (bool, usize, &str, &str) {
        match self {
            Self::Claim(quote) => {
                (false, quote.position.map_or(usize::MAX, |(start, _)| start), &quote.exact, &quote.prefix)
            }
            Self::Source { id, name } => (true, 0, name, id),
        }
    }

    /// The words of the claim or the name of the source, on one line.
    pub fn words(&self) -> String {
        match self {
            Self::Claim(quote) => one_line(&quote.exact),
            Self::Source { id, name } if name.is_empty() => one_line(id),
            Self::Source { name, .. } => one_line(name),
        }
    }
}

/// A number as a UUID of version 8 (RFC 9562), which is for numbers of a program's own making.
pub(super) fn uuid(number: u128) -> String {
    let hex = format!("{number:032x}");
    let variant = char::from(b"89ab"[usize::try_from(number >> 60 & 3).unwrap_or_default()]);
    format!("urn:uuid:{}-{}-8{}-{variant}{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}
