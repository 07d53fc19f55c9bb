//! Finds evidence that a footnote is a source or a note.
//!
//! Two questions decide. First, does the definition have marks of a reference: an address, a year, a title, a page,
//! "see", a case, a verb of saying? Second, is it a phrase or does it consist of sentences? A phrase names somebody
//! unless it begins like a gloss. Sentences are the author's remark unless they have a mark. The words and patterns are
//! tables in English, German, French and Spanish.

use std::ops::Range;

use super::Kind;
use super::definition::Definition;
use super::language::has_sentences;
use super::locator::{is_page, named};
use super::marks::{
    ACCORDING, AUTHOR_YEAR, BODY, CLAUSES, CORRESPONDENCE, CROSS, DOMAIN, EDITOR, GLOSS, IDENTIFIER, IMPERSONAL, LAW,
    QUOTED, READING, REBUTTAL, SALE, SIGNAL, SPEECH, SUBJECT, VOLUME, WORK, YEAR,
};
use super::opponent::{self, INSTITUTIONS};
use super::pattern::{has_exactly, has_word, is_in};
use super::phrase::{ANSWERING, is_a_name};
use super::quotation;
use super::reference::{begins_as_a_reference, begins_with_a_name, is_a_reference};
use super::remark::{Work, attribution, begins_with_its_source, closes, leads_in, work};
use super::repeat::Repeat;
use super::sentence::sentence_end;
use super::title::{has_title, last_words};
use super::url::is_web;

/// A reason for the class of a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The front matter says so.
    FrontMatter,
    /// A comment in the definition says so.
    Comment,
    Address,
    /// A DOI, an ISBN, an ISSN, an arXiv number.
    Identifier,
    Year,
    Title,
    /// A page, a section, a volume.
    Locator,
    /// "See", "cf.", "quoted in".
    Signal,
    /// It cites a work again: "Ibid."
    Repeat,
    /// A case, a statute, a law report.
    Law,
    /// Somebody says, writes, reports.
    Speech,
    /// A letter, an interview, a press release.
    Correspondence,
    /// A court, a ministry, a university, a survey.
    Body,
    /// It is a phrase, not a sentence.
    Phrase,
    /// It is an entry in a list of sources.
    Listed,
    /// It cites works by their keys and has no other mark of a reference.
    Keys,
    /// It has no words.
    Empty,
    /// It consists of sentences without a mark of a reference.
    Sentences,
    /// It begins like a gloss or an aside.
    Gloss,
    /// An editor's or a translator's remark.
    Editor,
    /// It points to another place in the same text.
    CrossReference,
}

impl Evidence {
    pub const fn word(self) -> &'static str {
        match self {
            Self::FrontMatter => "front matter",
            Self::Comment => "comment",
            Self::Address => "address",
            Self::Identifier => "identifier",
            Self::Year => "year",
            Self::Title => "title",
            Self::Locator => "locator",
            Self::Signal => "signal",
            Self::Repeat => "repeat",
            Self::Law => "law",
            Self::Speech => "speech",
            Self::Correspondence => "correspondence",
            Self::Body => "body",
            Self::Phrase => "phrase",
            Self::Listed => "listed",
            Self::Keys => "keys",
            Self::Empty => "empty",
            Self::Sentences => "sentences",
            Self::Gloss => "gloss",
            Self::Editor => "editor",
            Self::CrossReference => "cross-reference",
        }
    }

    /// Returns the reason why a footnote is a note: "it consists of sentences and names no work".
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Sentences => "it consists of sentences and names no work",
            Self::Keys => "it cites works by their keys and names no other",
            Self::Gloss => "it begins like a gloss or an aside",
            Self::Editor => "it is a remark of an editor or a translator",
            Self::CrossReference => "it points to another place of this text",
            other => other.word(),
        }
    }
}

/// The evidence in a definition.
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) evidence: Vec<Evidence>,
    /// Bytes of a name before a verb of saying.
    pub(super) speaker: Option<Range<usize>>,
    /// The work that a remark mentions.
    pub(super) work: Option<Work>,
    /// Whether it makes a remark and names its source only in passing.
    pub(super) mentions: bool,
    pub(super) several: bool,
}

/// Beginnings of a statement about a fact (en, de, fr, es).
const FACTS: [&str; 4] = ["The fact that", "Le fait que", "Die Tatsache, dass", "El hecho de que"];

/// Weighs the marks of a definition.
pub(super) fn find(definition: &Definition, repeats: Option<&Repeat>) -> Found {
    let text = definition.searched();
    let mut marks = Vec::new();
    let has_sentences = has_sentences(text) && !is_a_reference(definition, text);
    let note = |evidence| Found {
        kind: Kind::Note,
        evidence: vec![evidence],
        speaker: None,
        work: None,
        mentions: false,
        several: false,
    };
    if !text.chars().any(char::is_alphanumeric) && definition.links.is_empty() {
        return Found { kind: Kind::Source, ..note(Evidence::Empty) };
    }
    if definition.is_code || SALE.is_match(text) {
        return note(Evidence::Gloss);
    }
    let repeats = repeats.is_some_and(|repeat| !matches!(repeat, Repeat::Perhaps(_)));
    if EDITOR.is_match(text) || READING.is_match(text) && !definition.links.iter().any(|(_, link)| is_web(link)) {
        return note(Evidence::Editor);
    }
    // "See § 3.3 and what is collected at note 13" points to this text, although it names a note.
    if CROSS.is_match(text)
        && (!repeats || text.contains('§'))
        && definition.links.iter().all(|(_, link)| !is_web(link))
    {
        return note(Evidence::CrossReference);
    }
    // A fact may be about a work, but then no work answers for it.
    if FACTS.iter().any(|fact| text.starts_with(fact)) && !SIGNAL.is_match(text) {
        return note(Evidence::Sentences);
    }
    if definition.links.is_empty() && quotation::is_all(text) {
        return note(Evidence::Sentences);
    }
    let gloss = GLOSS.is_match(text);
    let instead = opponent::instead(definition, text);
    let rebuts = instead.is_some() || REBUTTAL.is_match(text) || opposes(definition, text);
    let speaker = if rebuts { None } else { speaker(definition, text) };
    let located = named(text).map(|range| &text[range]);
    let signal = SIGNAL.find(text).is_some_and(|found| names_after(&text[found.end()..], definition, found.end()));
    let mut mark = |evidence, is_there: bool| marks.extend(is_there.then_some(evidence));
    mark(Evidence::Address, addressed(definition, has_sentences || gloss) || DOMAIN.is_match(text));
    mark(Evidence::Identifier, IDENTIFIER.is_match(text));
    mark(Evidence::Year, AUTHOR_YEAR.is_match(text) || !has_sentences && YEAR.is_match(text));
    // Sentences may follow a reference: "Anna Maas, “The Price of a Berth”, The Herald. I read it at sea."
    let reference =
        || Some(phrase_of(definition.naming())).filter(|first| has_sentences && is_a_reference(definition, first));
    let cites = |first: &str| QUOTED.is_match(first) || has_title(definition, first, false) || is_dated(first);
    let is_titled = has_title(definition, text, has_sentences) || reference().is_some_and(cites);
    mark(Evidence::Title, is_titled || attribution(text).is_some());
    mark(
        Evidence::Locator,
        located.is_some_and(|found| !has_sentences || is_page(found)) || !has_sentences && VOLUME.is_match(text),
    );
    mark(Evidence::Signal, signal);
    mark(Evidence::Repeat, repeats);
    mark(Evidence::Law, LAW.is_match(text) && (!has_sentences || text.contains(|c: char| c.is_ascii_digit())));
    mark(Evidence::Speech, speaker.is_some() || is_according(text));
    mark(Evidence::Correspondence, CORRESPONDENCE.is_match(text));
    mark(Evidence::Body, if has_sentences { SUBJECT.is_match(text) } else { has_exactly(text, BODY) });
    mark(Evidence::Phrase, has_sentences && !gloss && begins_with_a_name(text));
    // A gloss may mention a body or a year without naming a work.
    if gloss {
        marks.retain(|mark| !matches!(mark, Evidence::Body | Evidence::Year | Evidence::Speech));
    }
    // A rebutted source does not answer for the claim.
    if rebuts {
        use Evidence::{Body, Correspondence, Law, Signal, Speech};
        marks.retain(|mark| !matches!(mark, Body | Correspondence | Law | Signal | Speech));
    }
    // A source that is named only as an opponent is still somebody.
    let opponent = if rebuts && marks.is_empty() { opponent::find(text) } else { None };
    marks.extend(opponent.as_ref().map(|_| Evidence::Signal));
    if rebuts && marks.is_empty() {
        return note(Evidence::Sentences);
    }
    let kind = match (marks.is_empty(), has_sentences, gloss) {
        (true, _, true) => return note(Evidence::Gloss),
        (true, true, false) => return note(Evidence::Sentences),
        (true, false, false) if !is_a_name(phrase_of(definition.naming())) => return note(Evidence::Gloss),
        (true, false, false) => {
            marks.push(Evidence::Phrase);
            Kind::Source
        }
        (false, true, _) | (false, false, true) => Kind::Both,
        // A speaker and an opponent both make a remark.
        (false, false, false) if rebuts || speaker.is_some() || has_word(text, OPPOSING) => Kind::Both,
        (false, false, false) => Kind::Source,
    };
    let names = !marks.iter().any(|mark| matches!(mark, Evidence::Phrase | Evidence::Repeat | Evidence::Speech));
    let leads_in = leads_in(definition, text);
    let begins = begins_with_its_source(definition, text);
    let work = match definition.links.first() {
        _ if instead.is_some() || opponent.is_some() => instead.or(opponent.map(Work::All)),
        Some((range, link)) if range.end <= text.len() && is_in(HERE, text[range.clone()].trim()) => {
            Some(Work::Address(link.clone()))
        }
        _ if begins && !rebuts && !leads_in => None,
        _ if rebuts && OPENINGS.iter().any(|word| text.starts_with(word)) => {
            text.find(' ').map(|space| Work::From(space + 1))
        }
        _ if names && (kind == Kind::Both || leads_in || closes(text)) => work(definition, text),
        _ => None,
    };
    let mentions = gloss || rebuts || leads_in || kind == Kind::Both && !begins;
    Found { kind, evidence: marks, speaker, work, mentions, several: several(text) }
}

/// Words of a link that name nothing.
const HERE: &[&str] = &["here", "this", "hier", "ici", "aquí"];

/// Whether a footnote opens with "contra" or "pace" before a name, so that its work speaks against the claim. "Contra
/// Costa" is a county, "Pace University" a university.
fn opposes(definition: &Definition, text: &str) -> bool {
    let first = definition.italics.first().filter(|range| range.start == 0).and_then(|range| text.get(range.clone()));
    let is_set_off = first.is_some_and(|first| is_in(&["contra", "pace"], first.trim_end_matches([',', ' '])));
    let name = OPENINGS.iter().find_map(|word| text.strip_prefix(word));
    is_set_off
        || name.is_some_and(|name| {
            let names = name.split([',', ';', ':', '(', '.']).next().unwrap_or_default();
            name.starts_with(char::is_uppercase) && !has_word(names, INSTITUTIONS) && !has_exactly(names, BODY)
        })
}

/// Words that open a rebuttal before a name.
const OPENINGS: [&str; 2] = ["Contra ", "Pace "];

/// Whether a reference ends in its date: "The Herald, 4 June 2024". In parentheses after a person, two years are the
/// span of a life.
fn is_dated(reference: &str) -> bool {
    let end = reference.trim_end_matches(['.', ' ']);
    !reference.contains('(')
        && end.get(end.len().saturating_sub(4)..).is_some_and(|last| super::pattern::year(last) == Some(0))
}

/// Words that oppose, in a reference (en, de, fr, es).
const OPPOSING: &[&str] = &[
    "but",
    "however",
    "contra",
    "opposite",
    "opposing",
    "withdrew",
    "withdrawn",
    "retracted",
    "retraction",
    "disputed",
    "dagegen",
    "hingegen",
    "aber",
    "jedoch",
    "widerrufen",
    "zurückgezogen",
    "mais",
    "cependant",
    "toutefois",
    "rétracté",
    "pero",
    "contrario",
    "retractado",
];

/// Returns the first sentence of a text, with its question mark.
fn phrase_of(text: &str) -> &str {
    let end = sentence_end(text);
    &text[..end + usize::from(text[end..].starts_with('?'))]
}

/// Whether a text says "according to" somebody who can answer. "According to the usual spelling" names nobody.
fn is_according(text: &str) -> bool {
    ACCORDING.find(text).is_some_and(|found| {
        let whom = text[found.end()..].split([',', '.', ';']).next().unwrap_or_default();
        has_word(whom, ANSWERING)
            || whom.split(' ').any(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    })
}

/// Words before a verb of saying that are not a speaker: "Having said that".
const NOBODY: &[&str] = &["having", "being", "that", "this", "all", "enough"];

/// Returns the name before a verb of saying. The author and impersonal subjects do not count.
fn speaker(definition: &Definition, text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = SPEECH.captures(&text[from..]) {
        let (who, all) = (found.name("who")?.range(), found.get(0)?.range());
        let (mut who, end) = (from + who.start..from + who.end, from + all.end);
        if is_in(NOBODY, text[who.clone()].trim()) {
            from = end;
            continue;
        }
        // The sentence before is not part of the name.
        loop {
            let end = sentence_end(&text[who.clone()]);
            if who.start + end + 2 > who.end {
                break;
            }
            who.start += end + 2;
        }
        // In "Although the Court says", the court speaks.
        while let Some((first, _)) = text[who.clone()].split_once(' ').filter(|(first, _)| is_in(CLAUSES, first)) {
            who.start += first.len() + 1;
        }
        // "The Herald, Pilots say no" is a title in the Herald; "According to the Court, … The port said" is a report
        // of the Court.
        if who.start > 0
            && (begins_as_a_reference(text) || ACCORDING.find(text).is_some_and(|found| found.start() == 0))
        {
            return None;
        }
        // A speaker in a headline does not answer for the work: "[The mayor says no](…), The Herald".
        let is_in_title = definition.links.iter().any(|(title, _)| title.contains(&who.start));
        if !is_in_title && speaks(text, &who, end) {
            return Some(who);
        }
        from = end;
    }
    None
}

fn speaks(text: &str, who: &Range<usize>, end: usize) -> bool {
    let name = text[who.clone()].to_lowercase();
    let is_somebody = !IMPERSONAL.iter().any(|not| name == *not || name.split(' ').next_back() == Some(not));
    // "One of the most widely told" and "the boss said" name nobody who answers.
    let is_thing = text[who.start..].starts_with(char::is_lowercase)
        && name.contains(' ')
        && !has_word(&name, ANSWERING)
        && !text[who.clone()].contains(char::is_uppercase);
    let before = text[..who.start].trim_end().to_lowercase();
    // "None of the other claims" is about things.
    let verb = text[who.end..end].rsplit(' ').next().unwrap_or_default();
    let thing = ["claims", "reports", "notes", "states", "estimates", "estime", "cuenta"].contains(&verb)
        && text[who.start..].starts_with(char::is_lowercase)
        && !text[end..].trim_start().starts_with(['“', '"', ',', ':', '«'])
        && !["that", "dass", "que", "qu'", "it", "to"].iter().any(|joint| text[end..].trim_start().starts_with(joint));
    is_somebody
        && !is_thing
        && !thing
        && !is_in(CLAUSES, &name)
        && !["as", "if", "when", "is", "are", "was", "were", "been", "be"]
            .iter()
            .any(|word| before.rsplit(' ').next() == Some(word))
}

/// Whether a name, a title or a link follows a signal.
fn names_after(rest: &str, definition: &Definition, at: usize) -> bool {
    let rest_start = at + rest.len() - rest.trim_start().len();
    let words = rest.trim_start_matches([',', ':', '.', ' ', ';']);
    let words = [
        "e.g.,",
        "e.g.",
        "for example",
        "for instance",
        "also",
        "z. B.",
        "z.B.",
        "par exemple",
        "por ejemplo",
        "auch",
        "aussi",
        "generally",
    ]
    .iter()
    .fold(words, |words, lead| words.strip_prefix(lead).map_or(words, |rest| rest.trim_start_matches([',', ':', ' '])));
    let near = rest_start..rest_start + 40;
    // "But see [the next section](#next)" leads to another part of the same text.
    if definition.links.iter().any(|(range, link)| near.contains(&range.start) && link.starts_with('#')) {
        return false;
    }
    words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '«' | '„' | '['))
        || words.split(' ').take(4).any(|word| word.starts_with(char::is_uppercase))
        || definition.italics.iter().any(|range| near.contains(&range.start))
        || definition.links.iter().any(|(range, link)| near.contains(&range.start) && is_web(link))
}

/// Whether an address is more than a link on the author's own words.
fn addressed(definition: &Definition, has_sentences: bool) -> bool {
    definition.links.iter().any(|(range, link)| {
        let words = &definition.text[range.clone()];
        let before = &definition.text[..range.start];
        let titled = words.chars().any(char::is_uppercase) || words.contains("://") || words.contains('.');
        is_web(link)
            && (!has_sentences
                || words.is_empty()
                || titled
                || has_word(words, WORK)
                || has_word(last_words(before), WORK))
    })
}

/// Whether a text names several works, divided by semicolons, each with its own mark. A semicolon in parentheses does
/// not divide works: "(HA; SR 12.3)".
fn several(text: &str) -> bool {
    let is_work =
        |part: &&str| YEAR.is_match(part) || LAW.is_match(part) || part.contains("://") || AUTHOR_YEAR.is_match(part);
    let mut depth = 0_usize;
    let parts = text.split(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ';' && depth == 0
    });
    text.contains(';') && parts.filter(is_work).count() > 1
}
