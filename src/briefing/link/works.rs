//! Turns footnotes into sources and notes, and merges footnotes that name the same work.
//!
//! It also finds which sources stand behind others. It works in three rounds. First, footnotes with the same full
//! address or words become one work. Next come footnotes that may be the short title of another. Last, in the order of
//! the text, come repetitions: "Ibid.", "op. cit.", "see note 3". A footnote that may mean several works stays a
//! separate source, with a diagnostic. Two declarations of the front matter are never merged.

use std::collections::{HashMap, HashSet};

use super::{Linker, fold};
use crate::briefing::ast::{Citing, Container, Place};
use crate::briefing::dossier::{LabelTarget, Note, NoteId, SourceId};
use crate::briefing::footnote::{self, Evidence, Footnote, Kind, Repeat, address_key, words_key};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::address;
use crate::text::manuscript::Span;

/// Works of a text by the words that footnotes use for them.
#[derive(Default)]
struct Works {
    /// Works by address and by all words.
    same: HashMap<String, SourceId>,
    /// Works by author; none if several works have that author.
    authors: HashMap<String, Option<SourceId>>,
    /// Works by title, and by the parties of a case.
    titles: HashMap<String, Option<SourceId>>,
}

impl Works {
    fn enter(&mut self, id: SourceId, footnote: &Footnote) {
        for key in keys(footnote) {
            self.same.entry(key).or_insert(id);
        }
        let short = &footnote.short_forms;
        for (known, words) in [(&mut self.authors, &short.authors), (&mut self.titles, &short.titles)] {
            for words in words {
                let entry = known.entry(words.clone()).or_insert(Some(id));
                if *entry != Some(id) {
                    *entry = None;
                }
            }
        }
    }

    fn find(&self, footnote: &Footnote) -> Option<SourceId> {
        keys(footnote).find_map(|key| self.same.get(&key).copied())
    }
}

/// Returns the keys that make two definitions the same work. A remark has no address key: two remarks with a link to
/// one page stay two sources.
fn keys(footnote: &Footnote) -> impl Iterator<Item = String> {
    let of_work = footnote.urls.iter().find(|url| !is_of_others(url, footnote.urls.len()));
    let address = of_work.and_then(|url| address_key(url)).filter(|_| !footnote.several && !footnote.mentions);
    let words = words_entry(&footnote.words);
    address.into_iter().chain(words)
}

/// Parts of the names of encyclopedia pages on identifiers. Many works link to them.
const ON_NUMBERS: &[&str] =
    &["_Book_Number", "_(identifier)", "/Digital_object_identifier", "/ArXiv", "/Bibcode", "/PubMed", "/ISBN"];

/// Whether an address is an encyclopedia's page on the work's author or identifier, rather than the work's own.
/// `addresses` is the number of addresses in the definition.
fn is_of_others(url: &str, addresses: usize) -> bool {
    url.contains("/wiki/") && (addresses > 1 || ON_NUMBERS.iter().any(|page| url.contains(page)))
}

/// Returns the key of a work's words. The leading space keeps words apart from addresses in one map.
fn words_entry(words: &str) -> Option<String> {
    words_key(words).map(|words| format!(" {words}"))
}

/// The work that the last reference names.
#[derive(Clone, Copy)]
enum Last {
    Nothing,
    /// Also whether its footnote only mentions it.
    Source(SourceId, bool),
    /// The last reference does not name exactly one source, for this reason.
    Unclear(&'static str),
}

impl Linker<'_> {
    /// Adds every footnote definition.
    pub(super) fn define(&mut self) {
        self.read_definitions();
        self.check_notes();
        let mut works = Works::default();
        for (index, declared) in self.briefing.front.declarations.sources.iter().enumerate() {
            let url = declared.url.as_ref().and_then(|url| address_key(&url.name));
            let words = declared.name.as_deref().and_then(words_entry);
            for key in url.into_iter().chain(words) {
                works.same.entry(key).or_insert(SourceId(index));
            }
        }
        let (mut perhaps, mut repeats) = (Vec::new(), Vec::new());
        for index in 0..self.footnotes.len() {
            let Some(footnote) = self.footnotes[index].clone() else { continue };
            let label = &self.briefing.notes[index].label;
            match self.labels.get(&fold(&label.name)).copied() {
                Some(LabelTarget::Source(id)) => {
                    self.describe(id, &footnote);
                    works.enter(id, &footnote);
                    // The author declares it as a source.
                    self.footnotes[index] = Some(Footnote { kind: Kind::Source, mentions: false, ..footnote });
                }
                // A caveat's footnote is added with the caveat.
                Some(LabelTarget::Caveat(_) | LabelTarget::Note(_)) => {}
                None if footnote.kind == Kind::Note => self.add_note(index, &footnote),
                None => match footnote.repeats {
                    Some(Repeat::Perhaps(_)) => perhaps.push(index),
                    Some(_) => repeats.push(index),
                    None => self.find_or_add(index, &footnote, &mut works),
                },
            }
        }
        for index in perhaps {
            let Some(footnote) = self.footnotes[index].clone() else { continue };
            let meant = match &footnote.repeats {
                Some(Repeat::Perhaps(words)) => works.titles.get(words).copied().flatten(),
                _ => None,
            };
            match meant.filter(|_| !footnote.several && works.find(&footnote).is_none()) {
                Some(id) => self.merge(index, id, &footnote),
                None => self.find_or_add(index, &footnote, &mut works),
            }
        }
        if !repeats.is_empty() {
            self.repeat(&works);
        }
        // An uncited footnote has no place in the text, so no footnote before it can be meant.
        for index in repeats {
            let label = fold(&self.briefing.notes[index].label.name);
            if let Some(footnote) = self.footnotes[index].clone().filter(|_| !self.labels.contains_key(&label)) {
                self.add_source(index, &footnote);
            }
        }
        let defined = &self.defined;
        for source in &mut self.sources {
            if let Some((_, others)) = source.labels.split_first_mut() {
                others.sort_by_key(|label| defined.get(&fold(label)).copied());
            }
        }
    }

    /// Reads the first definition of each label.
    fn read_definitions(&mut self) {
        let briefing = self.briefing;
        let by_author: HashSet<String> =
            briefing.front.declarations.notes.iter().map(|label| fold(&label.name)).collect();
        // If every footnote is declared, none needs to be classified or merged.
        let all_declared = briefing.notes.iter().all(|note| self.labels.contains_key(&fold(&note.label.name)));
        for (index, note) in briefing.notes.iter().enumerate().filter(|(_, note)| note.citing != Citing::Only) {
            let label = fold(&note.label.name);
            if let Some(&first) = self.defined.get(&label) {
                self.diagnostics.push(
                    Diagnostic::error(
                        "defined-twice",
                        note.label.span,
                        format!("`{}` is defined twice", note.label.name),
                    )
                    .related(briefing.notes[first].label.span, "here first")
                    .help("only the first definition counts; give the second another label"),
                );
                continue;
            }
            let mut footnote = if all_declared {
                footnote::read_declared(briefing, note)
            } else {
                footnote::read(self.manuscript, briefing, note)
            };
            if by_author.contains(&label) {
                footnote.kind = Kind::Note;
                footnote.evidence = vec![Evidence::FrontMatter];
            }
            self.footnotes[index] = Some(footnote);
            self.defined.insert(label, index);
        }
    }

    /// Reports labels in `notes` that are not footnotes or are declared as something else.
    fn check_notes(&mut self) {
        for label in &self.briefing.front.declarations.notes {
            let folded = fold(&label.name);
            let message = match self.labels.get(&folded) {
                Some(LabelTarget::Source(_)) => {
                    format!("`{}` is declared as a source, so it is not a note", label.name)
                }
                Some(_) => format!("`{}` is declared as a caveat, so it is not a note", label.name),
                None if !self.defined.contains_key(&folded) => format!("no footnote `{}` is defined", label.name),
                None => continue,
            };
            let help = "`notes` lists the labels of footnotes that name nobody";
            self.diagnostics.push(Diagnostic::warning("not-a-note", label.span, message).help(help));
        }
    }

    /// Finds the source of a footnote, or adds a source.
    fn find_or_add(&mut self, index: usize, footnote: &Footnote, works: &mut Works) {
        if let Some(id) = works.find(footnote) {
            self.merge(index, id, footnote);
        } else {
            let id = self.add_source(index, footnote);
            works.enter(id, footnote);
        }
    }

    fn add_source(&mut self, index: usize, footnote: &Footnote) -> SourceId {
        let label = &self.briefing.notes[index].label;
        let name = if footnote.name.is_empty() { label.name.clone() } else { footnote.name.clone() };
        let id = self.add(label, name, Some(label.span));
        self.known.push((label.name.clone(), LabelTarget::Source(id)));
        self.describe(id, footnote);
        id
    }

    fn add_note(&mut self, index: usize, footnote: &Footnote) {
        let label = &self.briefing.notes[index].label;
        let id = LabelTarget::Note(NoteId(self.notes.len()));
        self.labels.insert(fold(&label.name), id);
        self.known.push((label.name.clone(), id));
        // Only the words of a note are shown, so they include its addresses.
        let mut text = footnote.text.clone();
        for url in footnote.urls.iter().filter(|url| !footnote.text.contains(address::spoken(url))) {
            text.extend([" ", url]);
        }
        self.notes.push(Note {
            id: label.name.clone(),
            text,
            urls: footnote.urls.clone(),
            evidence: footnote.evidence.clone(),
            declared: label.span,
            claims: Vec::new(),
            statements: Vec::new(),
            remarks: Vec::new(),
        });
    }

    /// Adds a footnote's label to a source.
    fn merge(&mut self, index: usize, id: SourceId, footnote: &Footnote) {
        let label = &self.briefing.notes[index].label;
        self.labels.insert(fold(&label.name), LabelTarget::Source(id));
        self.known.push((label.name.clone(), LabelTarget::Source(id)));
        self.sources[id.0].labels.push(label.name.clone());
        self.describe(id, footnote);
    }

    /// Adds the data of a definition to a source.
    fn describe(&mut self, id: SourceId, footnote: &Footnote) {
        let source = &mut self.sources[id.0];
        source.has_others |= footnote.several;
        for url in &footnote.urls {
            if self.addresses.insert((id.0, url.clone())) && source.urls.first() != Some(url) {
                source.urls.push(url.clone());
            }
        }
        if source.profile.url.is_none() {
            source.profile.url = source.urls.first().cloned();
        }
        let declared = self.briefing.front.declarations.sources.len() > id.0;
        // A declared source needs no evidence.
        for &evidence in footnote.evidence.iter().filter(|_| !declared) {
            if !source.evidence.contains(&evidence) {
                source.evidence.push(evidence);
            }
        }
        let says_more = footnote.says_more && footnote::fold(&footnote.text) != footnote::fold(&source.name);
        match &mut source.note {
            None if says_more => source.note = Some(footnote.text.clone()),
            // A further definition of the work adds only its remark.
            Some(note) if footnote.kind == Kind::Both && *note != footnote.text => {
                note.extend([" ", &footnote.text]);
            }
            None if declared => source.note = Some(footnote.text.clone()).filter(|text| !text.is_empty()),
            Some(_) | None => {}
        }
    }

    /// Resolves repeated citations in the order of the text.
    fn repeat(&mut self, works: &Works) {
        let briefing = self.briefing;
        let mut last = Last::Nothing;
        // Footnotes in the order in which readers count them.
        let mut counted: Vec<String> = Vec::new();
        let mut seen = HashSet::new();
        for citation in &briefing.citations {
            if self.definition_at(citation.place).is_some() {
                continue;
            }
            let mut named: Vec<SourceId> = Vec::new();
            for reference in &citation.references {
                let label = fold(&reference.name);
                if seen.insert(label.clone()) {
                    counted.push(label.clone());
                }
                let pending = self.defined.get(&label).copied().filter(|_| !self.labels.contains_key(&label));
                if let Some((index, footnote)) = pending.and_then(|index| Some((index, self.footnotes[index].clone()?)))
                {
                    self.resolve(index, &footnote, last, works, &counted);
                }
                last = match self.labels.get(&label).copied() {
                    Some(LabelTarget::Source(id)) => {
                        if !named.contains(&id) {
                            named.push(id);
                        }
                        let footnote = self.defined.get(&label).and_then(|&index| self.footnotes[index].as_ref());
                        if footnote.is_some_and(|footnote| footnote.several) {
                            Last::Unclear("the footnote before names several works")
                        } else {
                            Last::Source(id, footnote.is_some_and(|footnote| footnote.mentions))
                        }
                    }
                    Some(LabelTarget::Note(_)) => Last::Unclear("the footnote before names nobody"),
                    Some(LabelTarget::Caveat(_)) => last,
                    None => Last::Unclear("the footnote before is not defined"),
                };
            }
            if named.len() > 1 {
                last = Last::Unclear("the reference before cites several sources");
            }
        }
    }

    fn resolve(&mut self, index: usize, footnote: &Footnote, last: Last, works: &Works, counted: &[String]) {
        let label = &self.briefing.notes[index].label;
        let meant = match footnote.repeats.as_ref() {
            Some(Repeat::Before) => match last {
                Last::Source(id, mentions) => {
                    // What only mentions its source cannot be repeated as what says so.
                    if let Some(footnote) = self.footnotes[index].as_mut().filter(|_| mentions) {
                        footnote.mentions = true;
                    }
                    Ok(id)
                }
                Last::Nothing => Err("no footnote stands before it"),
                Last::Unclear(why) => Err(why),
            },
            Some(Repeat::Footnote(number)) => match self.footnote_numbered(number, counted) {
                Some(LabelTarget::Source(id)) => Ok(id),
                // A comment of the author can still make it a source.
                Some(LabelTarget::Note(_)) if !footnote.evidence.contains(&Evidence::Comment) => {
                    let evidence = vec![Evidence::CrossReference];
                    return self.add_note(index, &Footnote { kind: Kind::Note, evidence, ..footnote.clone() });
                }
                Some(LabelTarget::Note(_)) => Err("that footnote names nobody"),
                Some(LabelTarget::Caveat(_)) => Err("that footnote is a caveat"),
                None => Err("there is no such footnote before it"),
            },
            Some(Repeat::Known(words)) => {
                let last_word = words.rsplit(' ').next().unwrap_or_default();
                let known = [&works.titles, &works.authors].into_iter().find_map(|known| known.get(words).copied());
                let known = known.or_else(|| works.authors.get(last_word).copied());
                match known {
                    Some(Some(id)) => Ok(id),
                    Some(None) => Err("several works are known by that name"),
                    None => Err("no work is known by that name"),
                }
            }
            Some(Repeat::Perhaps(_)) | None => return,
        };
        match meant {
            Ok(id) => self.merge(index, id, footnote),
            Err(why) => {
                let message = format!("it is not clear which work `{}` repeats: {why}", label.name);
                let help = "name the work again, or cite the first footnote a second time";
                self.diagnostics.push(Diagnostic::warning("unclear-repeat", label.span, message).help(help));
                self.add_source(index, footnote);
            }
        }
    }

    /// Returns the meaning of a footnote's number: a label, or else the number that readers count.
    fn footnote_numbered(&self, number: &str, counted: &[String]) -> Option<LabelTarget> {
        let label = self.labels.get(number).copied();
        label.or_else(|| {
            let numeric = counted.iter().any(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
            let index = number.parse::<usize>().ok().filter(|_| !numeric)?.checked_sub(1)?;
            self.labels.get(counted.get(index)?).copied()
        })
    }

    /// Returns the definition that contains a place, as an index into the briefing's notes.
    fn definition_at(&self, place: Place) -> Option<usize> {
        let containers = &self.briefing.blocks[place.block].containers;
        containers.iter().find_map(|container| match container {
            Container::Note { note, .. } => Some(*note),
            _ => None,
        })
    }

    /// Returns the sources that stand behind others because definitions cite them in the naming sentence, each with the
    /// reference.
    pub(super) fn cited_in_definitions(&self) -> Vec<(SourceId, SourceId, Span)> {
        let mut found = Vec::new();
        for citation in &self.briefing.citations {
            let place = citation.place;
            let Some(index) = self.definition_at(place) else { continue };
            let note = &self.briefing.notes[index];
            let Some(footnote) = &self.footnotes[index] else { continue };
            let Some(&LabelTarget::Source(source)) = self.labels.get(&fold(&note.label.name)) else { continue };
            let naming = note.blocks.contains(&place.block)
                && place.block == note.blocks.start
                && place.cell == 0
                && citation.at as usize <= footnote.naming + 1;
            let before = &self.briefing.prose(place).text[..citation.at as usize];
            // A source in a remark stands behind nothing.
            if !naming || footnote.mentions || footnote::compares(before) {
                continue;
            }
            for reference in &citation.references {
                if let Some(&LabelTarget::Source(behind)) = self.labels.get(&fold(&reference.name))
                    && behind != source
                {
                    found.push((source, behind, reference.span));
                }
            }
        }
        found
    }
}
