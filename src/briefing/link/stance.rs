//! Finds sentences that say that a source does not say so: "Contrary to Maas, dues fell".
//!
//! Reads only the words next to a reference (en, de, fr, es). Such a source is only mentioned with the claim. In doubt
//! the source keeps the claim. Must not know footnotes.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::briefing::ast::{Briefing, Citation};
use crate::briefing::footnote::{INSTITUTIONS, fold};
use crate::text::manuscript::offset;

/// A sentence that rules out the source of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ruling {
    /// The words before the reference that name the source.
    name: String,
    /// Whether it holds even if no source of the reference has that name.
    is_sure: bool,
}

impl Ruling {
    /// Whether it holds for a source with this name or label.
    pub(super) fn names(&self, source: &str, label: &str) -> bool {
        let source = fold(source);
        self.name.strip_prefix('@').is_some_and(|key| key == label)
            || fold(&self.name).split(' ').any(|word| {
                let is_long = word.chars().count() > 2 && !ARTICLES.contains(&word);
                is_long && source.split(' ').any(|other| other == word)
            })
    }

    pub(super) fn is_sure(&self) -> bool {
        self.is_sure
    }
}

/// What must hold beside the cue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// The name begins with a capital letter or an article.
    Name,
    /// Nothing.
    Nothing,
    /// More of the sentence follows the reference, or the source has that name.
    MoreOrNamed,
    /// The source has that name.
    Named,
    /// "According to" precedes the cue.
    According,
    /// A verb of saying follows at once.
    Verb,
    /// A verb of saying follows another name.
    NorAndVerb,
}

/// Words directly before the name of a source that does not say so.
const CUES: &[(Need, &[&str])] = &[
    (Need::Name, &["pace", "contra", "n'en déplaise à"]),
    (
        Need::Nothing,
        &[
            "but see",
            "but cf",
            "but compare",
            "see however",
            "however see",
            "siehe aber",
            "aber siehe",
            "siehe dagegen",
            "mais voir",
            "voir cependant",
            "pero véase",
            "véase sin embargo",
        ],
    ),
    (
        Need::MoreOrNamed,
        &["contrary to", "entgegen", "contrairement à", "contrairement au", "contrariamente a", "en contra de"],
    ),
    (
        Need::Named,
        &[
            "unlike",
            "against",
            "despite",
            "in spite of",
            "trotz",
            "malgré",
            "a pesar de",
            "anders als",
            "im gegensatz zu",
            "im gegensatz zum",
            "im gegensatz zur",
            "à la différence de",
            "a diferencia de",
            "al contrario que",
        ],
    ),
    (
        Need::According,
        &[
            "but not to",
            "and not to",
            "not to",
            "but not according to",
            "not according to",
            "aber nicht laut",
            "nicht laut",
            "aber nicht nach",
            "nicht nach",
            "mais pas selon",
            "pas selon",
            "pero no según",
            "no según",
        ],
    ),
    (Need::Verb, &["not even", "nor", "nicht einmal", "noch", "pas même", "même pas", "ni même", "ni siquiera", "ni"]),
    (Need::NorAndVerb, &["neither", "weder", "ni"]),
];

/// The cues, each after its last word, sorted by it. Hardly any word before a name is one of these.
static BY_LAST_WORD: LazyLock<Vec<(&str, Need, &str)>> = LazyLock::new(|| {
    let cues = CUES.iter().flat_map(|&(need, cues)| cues.iter().map(move |&cue| (need, cue)));
    let mut cues: Vec<_> = cues.map(|(need, cue)| (cue.rsplit(' ').next().unwrap_or(cue), need, cue)).collect();
    cues.sort_by_key(|&(last, ..)| last);
    cues
});

/// Words of an attribution that may precede "but not to".
const ACCORDING: &[&str] = &["according to", "laut ", "nach ", "selon ", "según "];

/// Words between two names that are both ruled out.
const NOR: &[&str] = &["nor", "noch", "ni"];

/// Verbs of a source that says something, or would.
const SAYING: &[&str] = &[
    "say",
    "says",
    "said",
    "believe",
    "believes",
    "believed",
    "claim",
    "claims",
    "claimed",
    "mention",
    "mentions",
    "mentioned",
    "agree",
    "agrees",
    "agreed",
    "accept",
    "accepts",
    "accepted",
    "support",
    "supports",
    "supported",
    "think",
    "thinks",
    "thought",
    "confirm",
    "confirms",
    "confirmed",
    "report",
    "reports",
    "reported",
    "write",
    "writes",
    "wrote",
    "argue",
    "argues",
    "argued",
    "sagt",
    "sagte",
    "sagen",
    "glaubt",
    "glaubte",
    "glauben",
    "behauptet",
    "behauptete",
    "behaupten",
    "erwähnt",
    "erwähnte",
    "erwähnen",
    "schreibt",
    "schrieb",
    "dit",
    "disent",
    "croit",
    "croient",
    "affirme",
    "affirment",
    "mentionne",
    "mentionnent",
    "dice",
    "dicen",
    "dijo",
    "dijeron",
    "cree",
    "creen",
    "afirma",
    "afirman",
    "menciona",
    "mencionan",
];

/// Words after a reference that say that its source errs, with the words that must follow unless the source has the
/// name before the reference.
const ERRING: &[(&str, &[&str])] = &[
    ("is wrong", THAT),
    ("was wrong", THAT),
    ("are wrong", THAT),
    ("were wrong", THAT),
    ("is mistaken", THAT),
    ("was mistaken", THAT),
    ("is incorrect", THAT),
    ("was incorrect", THAT),
    ("errs", &[]),
    ("erred", &[]),
    ("irrt", &[]),
    ("irrte", &[]),
    ("hat unrecht", &[]),
    ("se trompe", &[]),
    ("a tort", &[]),
    ("se equivoca", &[]),
    ("está equivocado", &[]),
    ("está equivocada", &[]),
];

const THAT: &[&str] = &["that", "to", "when", "about", "in"];

const ARTICLES: &[&str] =
    &["the", "a", "an", "der", "die", "das", "dem", "den", "le", "la", "les", "l", "el", "los", "las", "@"];

/// Subjects of a clause that name nobody: "It is wrong to say".
const PRONOUNS: &[&str] = &["it", "this", "that", "what", "there", "es", "das", "il", "ce", "eso"];

/// Words that may stand before the subject of a clause.
const JOINTS: &[&str] = &["but", "that", "because", "and", "however", "aber", "dass", "mais", "que", "pero"];

/// Most words of a name.
const LONGEST_NAME: usize = 6;

/// Most words before a reference that are read.
const NEAREST: usize = 12;

/// Returns how a citation's sentence rules out its sources, if it does.
pub(super) fn ruling(briefing: &Briefing, citation: &Citation) -> Option<Ruling> {
    let text = &briefing.prose(citation.place).text;
    let parts = &briefing.sentences.get(citation.sentence)?.parts;
    let part = parts.iter().map(|part| &part.extent).find(|extent| {
        extent.place == citation.place && extent.range.start <= citation.at && citation.at <= extent.range.end
    })?;
    let at = (citation.at.min(offset(text.len()))) as usize;
    read(text.get(part.range.start as usize..at)?, text.get(at..part.range.end as usize)?)
}

/// Reads the words of a sentence before and after a reference.
fn read(before: &str, after: &str) -> Option<Ruling> {
    let named = before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let mut backwards = named.split_whitespace().rev();
    let mut words: Vec<&str> = backwards.by_ref().take(NEAREST).collect();
    words.reverse();
    let is_whole = backwards.next().is_none();
    let line = Line { words: &words, is_whole, before, after, erring: erring(after) };
    // No mark may divide the cue and the name, or the words of the name.
    let names = (0..words.len()).rev().take(LONGEST_NAME);
    let mut names = names.take_while(|&first| first + 1 >= words.len() || !ends_with_mark(words[first]));
    names.find_map(|first| line.cue(first).or_else(|| line.errs(first)))
}

/// Whether a word ends with a mark that divides clauses.
fn ends_with_mark(word: &str) -> bool {
    word.ends_with([',', ';', ':', ')', '—', '–', '”', '"', '!', '?'])
}

/// Whether a word is set off from the word before it.
fn is_set_off(words: &[&str], at: usize, is_whole: bool) -> bool {
    let opens = words[at].starts_with(['(', '—', '–', '[']);
    match at.checked_sub(1) {
        None => is_whole || opens,
        Some(before) => opens || ends_with_mark(words[before]) || words[before] == "-",
    }
}

/// A word in small letters, without the marks around it.
fn plain(word: &str) -> Cow<'_, str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    if word.contains(|c: char| c.is_uppercase() || c == '’') {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    } else {
        Cow::Borrowed(word)
    }
}

/// The words before a reference, of which the last are a name, and the texts on both sides.
struct Line<'t> {
    words: &'t [&'t str],
    /// Whether these are all words of the sentence before the reference.
    is_whole: bool,
    before: &'t str,
    after: &'t str,
    /// What [`erring`] says of the text after it.
    erring: Option<bool>,
}

impl Line<'_> {
    fn ruling(&self, first: usize, is_sure: bool) -> Ruling {
        Ruling { name: self.words[first..].join(" ").trim_start_matches('(').to_owned(), is_sure }
    }

    /// Whether the words from `first` on look like a name.
    fn is_name(&self, first: usize) -> bool {
        let word = self.words[first];
        word.starts_with(char::is_uppercase) || word.starts_with('@') || ARTICLES.contains(&&*plain(word))
    }

    /// Finds a cue directly before the name that begins at `first`.
    fn cue(&self, first: usize) -> Option<Ruling> {
        let last = plain(self.words.get(first.checked_sub(1)?)?);
        let from = BY_LAST_WORD.partition_point(|&(other, ..)| other < &*last);
        let mut cues = BY_LAST_WORD[from..].iter().take_while(|&&(other, ..)| other == last);
        cues.find_map(|&(_, need, cue)| {
            let start = first.checked_sub(cue.split(' ').count())?;
            let words = &self.words[start..first];
            let fits = cue.split(' ').zip(words).all(|(cue, word)| plain(word) == cue);
            let is_divided = need != Need::Nothing && words.iter().skip(1).any(|word| ends_with_mark(word));
            let is_sure = if fits && !is_divided { self.holds(need, start, first)? } else { return None };
            Some(self.ruling(first, is_sure))
        })
    }

    /// Returns whether a cue with this need holds in any case; none if it does not hold.
    fn holds(&self, need: Need, start: usize, first: usize) -> Option<bool> {
        let is_set_off = is_set_off(self.words, start, self.is_whole);
        let follows = self.after.contains(char::is_alphanumeric);
        match need {
            Need::Name => {
                let is_institution = plain(self.words[start]) != self.words[start].trim_start_matches('(')
                    && self.words[first..].iter().any(|word| INSTITUTIONS.contains(&&*plain(word)));
                (is_set_off && self.is_name(first) && !is_institution).then_some(true)
            }
            Need::Nothing => is_set_off.then_some(true),
            Need::MoreOrNamed => is_set_off.then_some(follows),
            Need::Named => {
                let is_name = self.is_name(first) || plain(self.words[first]) == "what";
                (is_set_off && is_name).then_some(false)
            }
            Need::According => {
                let before = self.before.to_lowercase();
                let is_attributed =
                    before.contains("according to") || ACCORDING[1..].iter().any(|word| before.contains(word));
                (is_attributed && self.is_name(first)).then_some(true)
            }
            Need::Verb => (self.is_name(first) && says(self.after, 3)).then_some(true),
            Need::NorAndVerb => {
                let next = self.after.split_whitespace().map(plain).find(|word| !word.is_empty());
                let joined = next.is_some_and(|next| NOR.contains(&&*next));
                (self.is_name(first) && joined && says(self.after, LONGEST_NAME)).then_some(true)
            }
        }
    }

    /// Whether the clause begins with the name at `first`, of which the text after it says that it errs.
    fn errs(&self, first: usize) -> Option<Ruling> {
        let is_sure = self.erring?;
        let begins = is_set_off(self.words, first, self.is_whole)
            || first > 0 && JOINTS.contains(&&*plain(self.words[first - 1]));
        let is_pronoun = PRONOUNS.contains(&&*plain(self.words[first]));
        if !begins || is_pronoun || !self.is_name(first) {
            return None;
        }
        Some(self.ruling(first, is_sure))
    }
}

/// Whether the words after a reference say that its source errs, and then whether that holds whatever its name is.
fn erring(after: &str) -> Option<bool> {
    let words = after.split_whitespace().take(4).map(plain).collect::<Vec<_>>().join(" ");
    let rest = ERRING.iter().find_map(|(verb, that)| Some((words.strip_prefix(verb)?, that)));
    let (rest, that) = rest.filter(|(rest, _)| rest.is_empty() || rest.starts_with(' '))?;
    Some(that.is_empty() || rest.split_whitespace().next().is_some_and(|next| that.contains(&next)))
}

/// Whether a verb of saying is among the first words.
fn says(after: &str, most: usize) -> bool {
    after.split_whitespace().map(plain).filter(|word| !word.is_empty()).take(most).any(|word| SAYING.contains(&&*word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splits a sentence at `*`, where the reference stands. Returns whether a source with that name is ruled out.
    fn is_ruled_out(sentence: &str, source: &str) -> bool {
        let (before, after) = sentence.split_once('*').expect("the sentence has a reference");
        read(before, after).is_some_and(|ruling| ruling.is_sure() || ruling.names(source, "maas2019"))
    }

    #[test]
    fn a_cue_before_the_name_rules_its_source_out() {
        for sentence in [
            "Contrary to Maas,* dues fell.",
            "Contrary to what Maas wrote,* dues fell.",
            "Dues, contrary to the audit,* fell.",
            "Dues fell, contrary to Maas.*",
            "Unlike Maas,* we think that dues fell.",
            "Despite what Maas wrote,* dues fell.",
            "Despite the figures of Maas,* dues fell.",
            "Dues fell, pace Maas.*",
            "Dues fell (contra Maas*).",
            "Dues fell (but see Maas*).",
            "Dues fell; but see the audit of Anna Maas.*",
            "According to Berg, but not to Maas,* dues fell.",
            "Neither Maas* nor Berg said so.",
            "Neither Berg nor Maas* says so.",
            "Nobody — not even Maas* — believed it.",
            "Not even @maas2019* said so.",
            "Maas* is wrong that dues rose.",
            "The audit* was mistaken about the dues.",
            "Im Gegensatz zu Maas* glauben wir das nicht.",
            "Nicht einmal Maas* behauptet das.",
            "Contrairement à Maas,* nous le croyons.",
            "Maas* se equivoca.",
        ] {
            assert!(is_ruled_out(sentence, "Anna Maas, Quays"), "{sentence}");
        }
    }

    #[test]
    fn a_source_that_may_say_so_stays() {
        for sentence in [
            "Dues fell, contrary to expectations.*",
            "The toll ran contrary to Dutch law* and fell.",
            "The port is unlike Rotterdam.*",
            "Unlike Rotterdam,* Elmsund has no dues.",
            "Neither Rotterdam* nor Elmsund has a dry dock.",
            "Not even Elmsund* has a dry dock.",
            "Pace University* found that dues fell.",
            "The bill passed the council, but not the port.*",
            "Nobody but Maas* believes it.",
            "According to Maas,* dues fell.",
            "Maas said that the port is wrong.*",
            "The figures for Elmsund* were wrong.",
            "It* is wrong to raise dues.",
            "Despite the storm,* ships left.",
            "Ships voted against Elmsund.*",
            "At a pace Elmsund* can keep, dues fall.",
        ] {
            assert!(!is_ruled_out(sentence, "Port audit 2025"), "{sentence}");
        }
    }
}
