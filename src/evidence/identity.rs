//! Finds sources that several texts share, by name or id.
//!
//! Owns what makes two sources the same; their dossiers know what they say. Must not know where texts come from, nor
//! how anything looks.

use std::collections::HashMap;

use crate::briefing::dossier::{Dossier, Source, SourceId};
use crate::text::manuscript::one_line;

/// The fewest letters of a footnote's label that counts as a word, unlike `a` or `fn`.
const WORD: usize = 3;

/// A source of another text that is the same source, or may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counterpart {
    /// The number of the text, as passed to [`Identities::add`].
    pub text: usize,
    pub source: SourceId,
    /// Whether it is certainly the same source. Unnamed officials of two texts may be different people.
    pub is_same: bool,
}

/// The sources of several texts, grouped by identity.
#[derive(Debug, Default)]
pub struct Identities {
    /// All sources, text by text.
    all: Vec<(usize, SourceId)>,
    /// By the number of a text: the index of its first source.
    first: HashMap<usize, usize>,
    /// By source: the index of its group in `groups`.
    group: Vec<usize>,
    /// The sources of each group, as indices. A group that was merged into another one is empty.
    groups: Vec<Vec<usize>>,
    /// By key: one named source that has it.
    named: HashMap<Key, usize>,
    /// By key: all unnamed sources that have it.
    unnamed: HashMap<Key, Vec<usize>>,
    /// By unnamed source: its keys.
    keys: HashMap<usize, Vec<Key>>,
}

/// A name or id by which a source is recognized.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Name(String),
    Id(String),
}

impl Identities {
    /// Adds a text under its own number.
    pub fn add(&mut self, text: usize, dossier: &Dossier) {
        self.first.insert(text, self.all.len());
        for id in dossier.source_ids() {
            let (at, source) = (self.all.len(), dossier.source(id));
            self.all.push((text, id));
            self.group.push(self.groups.len());
            self.groups.push(vec![at]);
            let keys = keys(dossier, source);
            if source.profile.named {
                for key in keys {
                    let known = *self.named.entry(key).or_insert(at);
                    self.unite(known, at);
                }
            } else {
                for key in &keys {
                    self.unnamed.entry(key.clone()).or_default().push(at);
                }
                self.keys.insert(at, keys);
            }
        }
    }

    /// Merges the groups of two sources.
    fn unite(&mut self, one: usize, other: usize) {
        let (mut into, mut from) = (self.group[one], self.group[other]);
        if into == from {
            return;
        }
        if self.groups[into].len() < self.groups[from].len() {
            std::mem::swap(&mut into, &mut from);
        }
        let moved = std::mem::take(&mut self.groups[from]);
        for &source in &moved {
            self.group[source] = into;
        }
        self.groups[into].extend(moved);
    }

    /// The sources of other texts that are the same as a source, by text number. A source that shares its name with one
    /// source and its id with another makes all three the same; an unnamed source must itself share a key with the
    /// source.
    pub fn of(&self, text: usize, source: SourceId) -> Vec<Counterpart> {
        let mut others = match self.at(text, source).and_then(|at| self.keys.get(&at)) {
            Some(keys) => {
                let alike = keys.iter().filter_map(|key| self.unnamed.get(key)).flatten();
                alike.map(|&at| self.counterpart(at, false)).collect()
            }
            None => self.same(text, source),
        };
        others.retain(|other| other.text != text);
        others.sort_unstable();
        others.dedup();
        others
    }

    /// All sources that are the same as a source, including itself. Another text may identify two sources of one text.
    pub fn same(&self, text: usize, source: SourceId) -> Vec<Counterpart> {
        let group = self.at(text, source).map(|at| &self.groups[self.group[at]]);
        group.into_iter().flatten().map(|&at| self.counterpart(at, true)).collect()
    }

    fn at(&self, text: usize, source: SourceId) -> Option<usize> {
        self.first.get(&text).map(|first| first + source.0)
    }

    fn counterpart(&self, at: usize, is_same: bool) -> Counterpart {
        let (text, source) = self.all[at];
        Counterpart { text, source, is_same }
    }

    /// The number of other texts that have the same source.
    pub fn texts(&self, text: usize, source: SourceId) -> usize {
        let mut others = self.of(text, source);
        others.retain(|other| other.is_same);
        others.chunk_by(|one, next| one.text == next.text).count()
    }
}

/// Names that do not say who spoke, but where to look or how something was heard. A page or a date may follow.
const NO_NAMES: [&str; 9] = [
    "ibid",
    "ibidem",
    "idem",
    "loc. cit",
    "op. cit",
    "see above",
    "interview",
    "personal communication",
    "private communication",
];

/// The keys of a source. A source that stands for nobody has none, because it cannot say anything elsewhere.
fn keys(dossier: &Dossier, source: &Source) -> Vec<Key> {
    if source.is_nobody() {
        return Vec::new();
    }
    let words = one_line(&source.name).to_lowercase();
    let words = words.trim_end_matches('.').to_owned();
    let no_name =
        |known: &&str| words.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ',']));
    let name = (!words.is_empty() && !NO_NAMES.iter().any(no_name)).then_some(Key::Name(words));
    let id = says_something(dossier, source).then(|| Key::Id(source.id.to_lowercase()));
    name.into_iter().chain(id).collect()
}

/// Whether an id means the same in another text. Footnotes get new numbers or letters in each text.
fn says_something(dossier: &Dossier, source: &Source) -> bool {
    let id = &source.id;
    if source.declared.is_some_and(|declared| declared.start < dossier.briefing.front.span.end) {
        return !id.chars().all(|c| c.is_ascii_digit());
    }
    id.chars().filter(|c| c.is_alphabetic()).count() >= WORD && !id.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::link::link;
    use crate::briefing::parse::parse;
    use crate::text::manuscript::Manuscript;

    fn dossier(text: &str) -> Dossier {
        let manuscript = Manuscript::new("test", text);
        let (briefing, _) = parse(&manuscript);
        link(manuscript, briefing).0
    }

    /// A text that cites one declared source.
    fn declared(id: &str, about: &str) -> String {
        format!("+++\n[sources.{id}]\n{about}\n+++\n\nWords.[^{id}]\n")
    }

    /// The texts that have a counterpart of the first text's first source, each with whether it is the same.
    fn found(texts: &[&str]) -> Vec<(usize, bool)> {
        let mut identities = Identities::default();
        for (number, text) in texts.iter().enumerate() {
            identities.add(number, &dossier(text));
        }
        identities.of(0, SourceId(0)).into_iter().map(|found| (found.text, found.is_same)).collect()
    }

    #[test]
    fn sources_are_matched_by_name_or_id() {
        let one = declared("audit", "name = \"Port audit\"");
        let name = declared("report", "name = \"PORT  audit\"");
        let id = declared("Audit", "name = \"The audit of 2025\"");
        let footnote = "Words.[^1]\n\n[^1]: Port audit.\n";
        let other = declared("office", "name = \"Court of Audit\"");
        assert_eq!(found(&[&one, &name, &id, footnote, &other]), [(1, true), (2, true), (3, true)]);
    }

    #[test]
    fn sources_matched_through_a_third_are_one() {
        let one = declared("audit", "name = \"Port audit\"");
        let between = declared("audit", "name = \"Audit of 2025\"");
        let other = declared("report", "name = \"Audit of 2025\"");
        assert_eq!(found(&[&one, &other]), []);
        assert_eq!(found(&[&one, &between, &other]), [(1, true), (2, true)]);
    }

    #[test]
    fn footnote_numbers_and_letters_mean_nothing_in_other_texts() {
        for label in ["1", "a", "fn", "ref1", "2024a"] {
            let [one, other] =
                ["One", "Other"].map(|name| format!("Words.[^{label}]\n\n[^{label}]: {name} official\n"));
            assert_eq!(found(&[&one, &other]), [], "{label}");
        }
        let [one, other] = ["5 March", "9 April"].map(|date| format!("Words.[^reuters]\n\n[^reuters]: Wire, {date}\n"));
        assert_eq!(found(&[&one, &other]), [(1, true)]);
    }

    #[test]
    fn words_that_only_refer_back_are_not_a_name() {
        for words in ["Ibid.", "ibid., p. 4", "Op. cit.", "Interview", "Interview, 4 May", "Personal communication"] {
            let text = format!("Words.[^1]\n\n[^1]: {words}\n");
            assert_eq!(found(&[&text, &text]), [], "{words}");
        }
        let text = "Words.[^1]\n\n[^1]: Interview with the harbour master\n";
        assert_eq!(found(&[text, text]), [(1, true)]);
    }

    #[test]
    fn two_sources_of_one_text_are_merged_where_another_text_says_so() {
        let two = "+++\n[sources.audit]\nname = \"Port audit\"\n[sources.report]\nname = \"The report\"\n+++\n\nWords.[^audit]\n";
        let joins = declared("report", "name = \"Port audit\"");
        let mut identities = Identities::default();
        identities.add(0, &dossier(two));
        let same = |identities: &Identities| identities.same(0, SourceId(0)).len();
        assert_eq!(same(&identities), 1);
        identities.add(1, &dossier(&joins));
        assert_eq!(same(&identities), 3);
        assert_eq!(identities.texts(0, SourceId(0)), 1);
    }

    #[test]
    fn unnamed_sources_may_differ_and_nobody_is_not_a_source() {
        let unnamed = declared("officials", "name = \"Officials\"\nnamed = false");
        let named = declared("officials", "name = \"Officials\"");
        assert_eq!(found(&[&unnamed, &unnamed, &named]), [(1, false)]);
        assert_eq!(found(&[&named, &unnamed]), []);
        let nobody = declared("nobody", "name = \"Nobody\"\nkind = \"unknown\"");
        assert_eq!(found(&[&nobody, &nobody]), []);
    }
}
