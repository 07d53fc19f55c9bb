//! Reading without a screen: takes a command line and returns plain sentences.
//!
//! For screen readers, slow lines, shells in editors and scripts. Moves no cursor, draws nothing, and prints each group
//! of sentences as one line. This is not a view of the reader on the screen, which shows many things at once: here the
//! user asks for one thing after another. Pure, so that a whole session can be a test. Installs no signal handler,
//! because there is no terminal to restore. Owns the reader's place; `commands` owns the table that dispatch, help and
//! manual are made from, and `words` owns the sentences. A claim's words always come with its caveats. Must not know
//! streams.

mod commands;
mod words;

use self::commands::{Action, Request};
pub use self::commands::{COMMANDS, Command, help_markdown};
use crate::briefing::dossier::{ClaimId, Dossier, Doubts, SourceId};
use crate::diagnostics::diagnostic::{Diagnostic, annotation_losses};
use crate::evidence::judgement::{Entry, Judgements, Placed};
use crate::evidence::since::Since;
use crate::print::sentences::{spoken_list, without_stop};
use crate::print::summary::sentence;
use crate::text::case::capitalized;
use crate::text::manuscript::one_line;
use crate::text::{visible, wrap};

/// The result of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Lines to print.
    Lines(String),
    Quit,
}

/// The reader's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// The claim that was read last. `None` once the reader has moved on.
    claim: Option<ClaimId>,
    /// The next block to read: an index into [`crate::briefing::ast::Briefing::blocks`].
    next: usize,
}

/// A reader without a screen.
pub struct Linear {
    dossier: Dossier,
    problems: usize,
    /// The changes since an older text, if one is compared.
    since: Option<Since>,
    /// What the reader judged in the text.
    judgements: Judgements,
    /// The first sentences.
    opening: Vec<String>,
    /// The width for wrapping, in columns; none if lines are not wrapped.
    width: Option<usize>,
    doubts: Doubts,
    standing: Vec<bool>,
    place: Place,
    back: Vec<Place>,
    /// The words of the last search.
    sought: Option<String>,
}

impl Linear {
    pub fn new(dossier: Dossier, diagnostics: &[Diagnostic], since: Option<Since>, width: Option<usize>) -> Self {
        let opening = words::opening(&dossier, diagnostics, since.as_ref());
        let problems = annotation_losses(diagnostics);
        let standing = vec![true; dossier.claims.len()];
        let place = Place { claim: None, next: 0 };
        let (doubts, back) = (Doubts::new(), Vec::new());
        let judgements = Judgements::default();
        Self { dossier, problems, since, judgements, opening, width, doubts, standing, place, back, sought: None }
    }

    /// Reads out what the reader judged too, or says at the beginning why that cannot be read.
    #[must_use]
    pub fn judged(mut self, entries: Result<Vec<Entry>, String>) -> Self {
        match entries {
            Ok(entries) => self.judgements = Judgements::find(entries, &self.dossier),
            Err(why) => self.opening.push(sentence(&capitalized(&why))),
        }
        self
    }

    /// The lines before the first command: which text this is, and how to get help.
    pub fn opening(&self) -> String {
        self.lines(vec![self.opening.join(" ")])
    }

    /// Wraps the lines that follow at this width; none if they are not wrapped.
    pub fn set_width(&mut self, width: Option<usize>) {
        self.width = width;
    }

    /// Runs the command in a line.
    pub fn answer(&mut self, line: &str) -> Answer {
        let lines = match commands::request(line) {
            Ok(Request { action: Action::Quit, .. }) => return Answer::Quit,
            Ok(request) => self.perform(request.action, request.argument),
            Err(complaint) => vec![complaint],
        };
        Answer::Lines(self.lines(lines))
    }

    /// Removes control characters from lines, and wraps them if a width is set. All output passes through here.
    fn lines(&self, lines: Vec<String>) -> String {
        let mut text = String::new();
        for line in lines {
            let line = visible::line(&line);
            let rows = match self.width {
                Some(width) if !line.is_empty() => wrap::rows(&line, width, &[]),
                Some(_) | None => std::iter::once(0..line.len()).collect(),
            };
            for row in rows {
                text.push_str(&line[row]);
                text.push('\n');
            }
        }
        text
    }

    fn perform(&mut self, action: Action, argument: &str) -> Vec<String> {
        match action {
            Action::Next => counted(argument, |count| self.step(count, true)),
            Action::Previous => counted(argument, |count| self.step(count, false)),
            Action::Claim => self.numbered(argument),
            Action::Again => self.here(),
            Action::Read => counted(argument, |count| self.read(count)),
            Action::Sources => self.with_claim(Self::sources_of_claim),
            Action::Against => self.with_claim(Self::against),
            Action::Hedges => self.with_claim(|linear, claim| vec![linear.sentences().hedge_words(claim)]),
            Action::NextBySource => counted(argument, |count| self.step_by_source(count, true)),
            Action::PreviousBySource => counted(argument, |count| self.step_by_source(count, false)),
            Action::Back => match self.back.pop() {
                Some(place) => {
                    self.place = place;
                    self.here()
                }
                None => vec!["This is where you began.".to_owned()],
            },
            Action::Contents if argument.is_empty() => self.contents(),
            Action::Contents => self.section(argument),
            Action::Search => self.search(argument),
            Action::Doubt => self.doubt(argument),
            Action::ClearDoubts if self.doubts.is_empty() => vec!["You doubt no source.".to_owned()],
            Action::ClearDoubts => {
                self.doubts.clear();
                self.standing.fill(true);
                vec!["All doubts are cleared.".to_owned(), self.standing_words()]
            }
            Action::AllSources => self.all_sources(),
            Action::AllCaveats => self.all_caveats(),
            Action::NextChange => self.step_change(true),
            Action::PreviousChange => self.step_change(false),
            Action::AllChanges => self.all_changes(),
            Action::Help => commands::help(),
            Action::Quit => Vec::new(),
        }
    }

    fn go(&mut self, place: Place) {
        if place != self.place {
            self.back.push(self.place);
            self.place = place;
        }
    }

    fn go_to_claim(&mut self, claim: ClaimId) -> Vec<String> {
        self.go(Place { claim: Some(claim), next: self.dossier.claim(claim).passage.place.block });
        self.claim(claim)
    }

    /// Describes the current place in full.
    fn here(&self) -> Vec<String> {
        match self.place.claim {
            Some(claim) => self.claim(claim),
            None if self.place.next == 0 => vec![self.opening.join(" ")],
            None if self.place.next >= self.dossier.briefing.blocks.len() => vec![END.to_owned()],
            None => vec![self.section_words(self.dossier.briefing.section_of(self.place.next))],
        }
    }

    fn with_claim(&self, say: impl Fn(&Self, ClaimId) -> Vec<String>) -> Vec<String> {
        match self.place.claim {
            Some(claim) => say(self, claim),
            None if self.dossier.claims.is_empty() => vec![self.no_claims()],
            None => vec!["No claim is chosen. Type n for the next one.".to_owned()],
        }
    }

    fn step(&mut self, count: usize, forward: bool) -> Vec<String> {
        let claims = &self.dossier.claims;
        if claims.is_empty() {
            return vec![self.no_claims()];
        }
        let after = match self.place.claim {
            Some(claim) => claim.0 + usize::from(forward),
            None => claims.partition_point(|claim| claim.passage.place.block < self.place.next),
        };
        let to =
            if forward { after.saturating_add(count - 1).min(claims.len() - 1) } else { after.saturating_sub(count) };
        match (forward, after) {
            (true, after) if after == claims.len() => {
                vec!["There are no more claims. Type p for the previous one.".to_owned()]
            }
            (false, 0) => vec!["There is no earlier claim. Type n for the next one.".to_owned()],
            _ => self.go_to_claim(ClaimId(to)),
        }
    }

    fn numbered(&mut self, argument: &str) -> Vec<String> {
        let all = self.dossier.claims.len();
        match argument.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|&index| index < all) {
            Some(index) => self.go_to_claim(ClaimId(index)),
            None if all == 0 => vec![self.no_claims()],
            None if argument.is_empty() => vec![format!("Which claim? Type its number, 1 to {all}.")],
            None => vec![format!("There is no claim {argument}. The claims are 1 to {all}.")],
        }
    }

    fn step_by_source(&mut self, count: usize, forward: bool) -> Vec<String> {
        let Some(claim) = self.place.claim else { return self.with_claim(|_, _| Vec::new()) };
        let source = self.dossier.source(self.dossier.first_source(claim));
        let at = source.claims.partition_point(|&other| other < claim);
        let (at, all) = (if forward { at.checked_add(count) } else { at.checked_sub(count) }, source.claims.len());
        let Some((at, &next)) = at.and_then(|at| Some((at, source.claims.get(at)?))) else {
            let way = if forward { "after" } else { "before" };
            return vec![format!("{} says nothing else {way} this.", one_line(&source.name))];
        };
        let lead = format!("{} of {all} by {}.", at + 1, one_line(&source.name));
        let mut lines = vec![lead];
        lines.extend(self.go_to_claim(next));
        lines
    }

    /// Goes to the next or previous claim with a change since the older text.
    fn step_change(&mut self, forward: bool) -> Vec<String> {
        let places = match self.change_places() {
            Ok(places) => places,
            Err(complaint) => return vec![complaint],
        };
        let next = self.dossier.claims.partition_point(|claim| claim.passage.place.block < self.place.next);
        let (here, at) = (self.place.claim, self.place.claim.map_or(next, |claim| claim.0));
        let found = if forward {
            places.iter().find(|claim| claim.0 > at || claim.0 == at && here.is_none())
        } else {
            places.iter().rev().find(|claim| claim.0 < at)
        };
        match found {
            Some(&claim) => self.go_to_claim(claim),
            None if forward => vec!["There are no more changes.".to_owned()],
            None => vec!["There is no earlier change.".to_owned()],
        }
    }

    /// Reads the next `count` blocks of text, with the headings before them.
    fn read(&mut self, count: usize) -> Vec<String> {
        let blocks = self.dossier.briefing.blocks.len();
        let mut lines = Vec::new();
        let (mut next, mut left, mut last) = (self.place.next, count, None);
        while next < blocks && left > 0 {
            let (words, whole) = self.block(next);
            lines.extend(words);
            last = self.dossier.claims_of(next).last().or(last);
            left -= usize::from(whole);
            next += 1;
        }
        self.go(Place { claim: last, next });
        if lines.is_empty() { vec![END.to_owned()] } else { lines }
    }

    fn section(&mut self, argument: &str) -> Vec<String> {
        let sections = &self.dossier.briefing.sections;
        let last = sections.len() - 1;
        let by_number = argument.parse().ok().filter(|number| (1..=last).contains(number));
        let titled = |section: &&str| section.to_lowercase().contains(&argument.to_lowercase());
        let by_title = || sections.iter().skip(1).position(|section| titled(&&*section.title)).map(|at| at + 1);
        let number = by_number.or_else(|| argument.parse::<usize>().is_err().then(by_title).flatten());
        let Some(number) = number else {
            return vec![match last {
                0 => "This text has no headings.".to_owned(),
                last => format!("There is no section `{argument}`. The sections are 1 to {last}: type t to hear them."),
            }];
        };
        self.go(Place { claim: None, next: sections[number].blocks.start });
        vec![self.section_words(number)]
    }

    /// Reads the next paragraph that contains the words, or whose claims have a note that does, wrapping around at the end.
    fn search(&mut self, argument: &str) -> Vec<String> {
        if !argument.is_empty() {
            self.sought = Some(argument.to_owned());
        }
        let Some(sought) = self.sought.clone() else {
            return vec!["Search for what? Type the words after the slash: /berths".to_owned()];
        };
        let folded = one_line(&sought).to_lowercase();
        let blocks = &self.dossier.briefing.blocks;
        let says = |words: &str| one_line(words).to_lowercase().contains(&folded);
        let is_noted = |place: Placed| self.judgements.notes(place).any(says);
        let noted = |block: usize| {
            let claims = self.dossier.claims_of(block).map(Placed::Claim);
            claims.filter(|&place| is_noted(place)).collect::<Vec<_>>()
        };
        let found =
            |block: usize| blocks[block].proses.iter().any(|prose| says(&prose.text)) || !noted(block).is_empty();
        // The search starts after the claim or block that was read last.
        let from = self.place.next.min(blocks.len());
        let from = if argument.is_empty() && self.place.claim.is_some() && from < blocks.len() && found(from) {
            from + 1
        } else {
            from
        };
        let ahead = (from..blocks.len()).find(|&block| found(block));
        let Some(block) = ahead.or_else(|| (0..from).find(|&block| found(block))) else {
            let sources = self.dossier.source_ids().filter(|&source| is_noted(Placed::Source(source)));
            let notes: Vec<_> = sources.flat_map(|source| self.source(source)).collect();
            let mut lines = vec![format!("“{sought}” is not in this text.")];
            lines.extend((!notes.is_empty()).then(|| "It is in notes on sources.".to_owned()));
            return [lines, notes].concat();
        };
        let again = if ahead.is_none() { ", from the beginning again" } else { "" };
        let noted = noted(block).into_iter().flat_map(|place| match place {
            Placed::Claim(claim) => {
                [vec![format!("On claim {}:", claim.number())], self.judged_of_claim(claim)].concat()
            }
            Placed::Source(_) => Vec::new(),
        });
        let noted: Vec<_> = noted.collect();
        let mut lines = vec![format!("Found{again}{}.", self.in_section(self.dossier.briefing.section_of(block)))];
        self.go(Place { claim: self.dossier.claims_of(block).last(), next: block + 1 });
        lines.extend(self.block(block).0);
        lines.extend(noted);
        lines
    }

    fn doubt(&mut self, argument: &str) -> Vec<String> {
        let source = match self.doubtful(argument) {
            Ok(source) => source,
            Err(complaint) => return vec![complaint],
        };
        let name = one_line(&self.dossier.source(source).name);
        let effect = if self.doubts.remove(&source) {
            format!("You no longer doubt {name}.")
        } else {
            self.doubts.insert(source);
            format!("You suppose that {name} is worth nothing.")
        };
        self.standing = self.dossier.standing(&self.doubts);
        vec![effect, self.standing_words()]
    }

    /// The source with this id, number or name. Without an argument, the source of the current claim.
    fn doubtful(&self, argument: &str) -> Result<SourceId, String> {
        let dossier = &self.dossier;
        if argument.is_empty() {
            let sources = self.place.claim.map(|claim| dossier.claim(claim).sources.as_slice()).unwrap_or_default();
            return match sources {
                [source] => Ok(*source),
                [] => Err("Which source? Type x and its number; sources lists them.".to_owned()),
                [first, ..] => {
                    let sources = sources.iter().map(|&source| {
                        format!("{} is {}", source.number(), without_stop(&one_line(&dossier.source(source).name)))
                    });
                    let sources = sources.collect::<Vec<_>>().join("; ");
                    Err(format!("This claim has several sources: {sources}. Type x and a number: x {}", first.number()))
                }
            };
        }
        let by_name = || {
            dossier.source_ids().find(|&source| dossier.source(source).name.to_lowercase() == argument.to_lowercase())
        };
        let unnamed = match dossier.source_named(argument) {
            Ok(source) => return Ok(source),
            Err(unnamed) => unnamed,
        };
        match by_name() {
            Some(source) if !unnamed.is_ambiguous => Ok(source),
            _ => {
                let help = unnamed.help.as_deref().map_or("type sources to hear them".to_owned(), capitalized);
                let end = if help.ends_with('?') { "" } else { "." };
                Err(format!("{}. {}{end}", capitalized(&unnamed.message), capitalized(&help)))
            }
        }
    }

    /// Says which claims stand.
    fn standing_words(&self) -> String {
        let all = self.standing.len();
        let stand = self.standing.iter().filter(|&&stands| stands).count();
        let fallen = self.dossier.claim_ids().filter(|claim| !self.standing[claim.0]).map(ClaimId::number);
        let fallen = spoken_list(fallen);
        match stand {
            _ if all == 0 => self.no_claims(),
            1 if all == 1 => "The only claim stands.".to_owned(),
            stand if stand == all => format!("All {all} claims stand."),
            0 if all == 1 => "The only claim falls.".to_owned(),
            0 => format!("None of the {all} claims stands."),
            1 => format!("1 of {all} claims stands. Fallen: {fallen}."),
            _ => format!("{stand} of {all} claims stand. Fallen: {fallen}."),
        }
    }
}

const END: &str = "This is the end of the text.";

/// Repeats an action as often as the argument says; once without an argument.
fn counted(argument: &str, action: impl FnOnce(usize) -> Vec<String>) -> Vec<String> {
    match argument.parse::<usize>() {
        _ if argument.is_empty() => action(1),
        Ok(count @ 1..) => action(count),
        Ok(0) | Err(_) => vec![format!("Expected a number from 1, found `{argument}`.")],
    }
}
