//! Classifies footnote definitions as sources or notes, and reads their names, addresses and evidence.
//!
//! A *source* names who or what answers for a claim: a work, a person, a body, a document, an address. A *note* names
//! nobody: a gloss, an aside, an editor's remark. `definition` joins a definition into one text. `evidence` weighs that
//! text by the patterns of `marks`. `pattern` and `words` avoid compiling patterns that cannot match. `language` tells
//! phrases from sentences, `phrase` names from descriptions, `reference` references from remarks. `remark` finds the
//! work that a remark names, `opponent` who speaks against the claim, `name` the short name, `locator` the place in the
//! work, `repeat` a work that is named again. Must not know labels: [`crate::briefing::link`] decides which work a
//! repetition means.

mod evidence;
mod language;
mod locator;
mod marks;
mod name;
mod opponent;
mod definition;
mod pattern;
mod phrase;
mod quotation;
mod reference;
mod remark;
mod repeat;
mod sentence;
mod title;
mod url;
#[rustfmt::skip]
mod words;

use std::collections::HashSet;

pub use self::evidence::Evidence;
pub(in crate::briefing) use self::opponent::INSTITUTIONS;
pub use self::repeat::{Repeat, ShortForms, fold, words_key};
pub use self::url::address_key;

use self::definition::Definition;
use crate::briefing::ast::{Briefing, Citing, Note};
use crate::text::manuscript::Manuscript;

/// The class of a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It names who or what answers for the claim.
    Source,
    /// It names nobody.
    Note,
    /// It names who or what answers for the claim, and makes a remark.
    Both,
}

/// A footnote definition that was read.
#[derive(Clone, Debug)]
pub struct Footnote {
    pub kind: Kind,
    /// The reasons for its kind; not empty.
    pub evidence: Vec<Evidence>,
    /// The person or thing that it names, in at most [`MOST_COLUMNS`]; empty if it has no words.
    pub name: String,
    /// All of its words on one line.
    pub text: String,
    /// Whether its words, without addresses, say more than the name.
    pub says_more: bool,
    /// Its web addresses in their order, each once.
    pub urls: Vec<String>,
    /// The place in the work: "p. 4".
    pub locator: Option<String>,
    /// The work that it names again, if any.
    pub repeats: Option<Repeat>,
    /// Its folded words without the locator. Two footnotes with the same words cite the same work.
    pub words: String,
    pub short_forms: ShortForms,
    /// Whether it is a remark that names its source only in passing. The source need not say the same.
    pub mentions: bool,
    /// Whether it names several works.
    pub several: bool,
    /// End of its first sentence, in bytes of its first prose. Sources cited there stand behind it.
    pub naming: usize,
}

/// Most columns of a name.
pub const MOST_COLUMNS: usize = 60;

/// Reads the definition of a declared source: its words, addresses and locator. No other footnote can repeat it.
pub fn read_declared(briefing: &Briefing, note: &Note) -> Footnote {
    let definition = Definition::of(briefing, note);
    Footnote {
        kind: Kind::Source,
        evidence: Vec::new(),
        says_more: false,
        name: String::new(),
        words: String::new(),
        short_forms: ShortForms::default(),
        repeats: None,
        several: false,
        mentions: false,
        naming: definition.naming_in_prose,
        locator: name::locator(&definition, None),
        urls: addresses(&definition, briefing, note),
        text: definition.text,
    }
}

/// Reads the definition of a footnote.
pub fn read(manuscript: &Manuscript, briefing: &Briefing, note: &Note) -> Footnote {
    let definition = Definition::of(briefing, note);
    let declared = definition::declared_kind(manuscript, briefing, note);
    let listed = declared.is_none() && note.is_listed;
    let repeats = repeat::find(&definition);
    let found = evidence::find(&definition, repeats.as_ref());
    let (kind, evidence) = match declared {
        Some(Kind::Note) => (Kind::Note, vec![Evidence::Comment]),
        Some(kind) => (kind, std::iter::once(Evidence::Comment).chain(found.evidence).collect()),
        None if listed => (Kind::Source, vec![Evidence::Listed]),
        None if note.citing == Citing::Beside && names_nothing(&found.evidence) => (Kind::Note, vec![Evidence::Keys]),
        None => (found.kind, found.evidence),
    };
    let locator = name::locator(&definition, found.work.as_ref());
    let locator = locator.or_else(|| definition.links.first().and_then(|(_, link)| url::lines(link)));
    let mentions = found.mentions && declared.is_none() && !listed;
    // A later footnote cannot mean an author or title that a remark only mentions.
    let is_aside = found.work.is_some() || found.speaker.is_some();
    let short_forms = if is_aside { ShortForms::default() } else { repeat::short_forms(&definition) };
    let mut name = name::name(&definition, found.speaker, found.work);
    if found.several && !name.is_empty() {
        name = name::with_others(&name);
    }
    let words = fold(&name::without_addresses(&definition));
    Footnote {
        kind,
        evidence,
        says_more: !words.is_empty() && words != fold(&name),
        name,
        words: repeat::words(&definition),
        short_forms,
        repeats: repeats.filter(|_| kind != Kind::Note),
        several: found.several,
        mentions,
        naming: definition.naming_in_prose,
        locator,
        urls: addresses(&definition, briefing, note),
        text: definition.text,
    }
}

/// Whether no evidence tells one work from another.
fn names_nothing(found: &[Evidence]) -> bool {
    found.iter().all(|evidence| matches!(evidence, Evidence::Signal | Evidence::Phrase | Evidence::Locator))
}

/// Returns the addresses of a definition: its links, and addresses in code.
fn addresses(definition: &Definition, briefing: &Briefing, note: &Note) -> Vec<String> {
    let mut seen = HashSet::new();
    let links = definition.links.iter().map(|(_, address)| address.clone());
    links
        .chain(definition::raw_addresses(briefing, note))
        .filter_map(|address| crate::text::address::web(&address))
        .filter(|url| seen.insert(url.clone()))
        .collect()
}

/// Returns a name cut to [`MOST_COLUMNS`] at a word.
pub fn shortened(name: &str) -> String {
    name::short(name)
}

/// Returns the locator in the words after a key: "p. 33". A number alone is a page.
pub fn pinpoint(behind: &str) -> Option<String> {
    let words = behind.trim_start_matches([',', ' ']);
    let found = locator::named(words).filter(|found| found.start == 0);
    let is_page = || words.starts_with(|c: char| c.is_ascii_digit()) && locator::is_all(words);
    match found {
        Some(found) => Some(words[found].to_owned()),
        None => is_page().then(|| words.trim_end().to_owned()),
    }
}

/// Whether words before a key say that the work speaks against the claim: "but see", "contra".
pub fn opposes(before: &str) -> bool {
    let words: Vec<_> = before.split_whitespace().map(fold).collect();
    words
        .iter()
        .any(|word| ["but", "contra", "pace", "against", "aber", "dagegen", "mais", "pero"].contains(&word.as_str()))
}

/// Whether the last words before a reference only point to it for comparison: "see", "cf.".
pub fn compares(before: &str) -> bool {
    let words: Vec<_> = before.split_whitespace().rev().take(3).map(fold).collect();
    words
        .iter()
        .any(|word| ["see", "cf", "compare", "contra", "siehe", "vgl", "voir", "véase", "vid"].contains(&word.as_str()))
}

#[cfg(test)]
mod tests;
