//! Turns links into references, in a text that cites by nothing else.
//!
//! A sentence then rests on the page that it links to. Owns which links are references. Images, places in the same
//! text, badges, lists of links and "click here" are not. Must not know what a page says.

use std::collections::HashMap;
use std::ops::Range;

use super::extent::Gathered;
use super::prose::{Group, has_words, trim};
use super::{BriefingParser, clause, sentence};
use crate::briefing::ast::{BlockKind, Cited, Container, Links, Place, Prose, Reference};
use crate::text::address;
use crate::text::manuscript::Span;
use crate::text::role::Role;

/// Words of a link that say nothing about its target.
#[rustfmt::skip]
const POINTERS: &[&str] = &[
    "here", "click here", "this", "link", "this link", "this page", "page", "read more", "more", "learn more", "source code",
    "website", "homepage", "home page", "docs", "documentation", "download", "downloads", "repository", "repo", "github",
    "hier", "mehr", "weiterlesen", "ici", "en savoir plus", "aquí", "leer más",
];

/// Most words of an item that begins with a link and is not a sentence.
const MOST_OF_AN_ENTRY: usize = 8;

/// Most links of a sentence. With more links, it is a list of links.
const MOST_LINKS: usize = 5;

/// Beginnings of sentences that send the reader somewhere and state nothing.
#[rustfmt::skip]
const SENDS: &[&str] = &[
    "see ", "see:", "read ", "check ", "check out", "visit ", "have a look", "take a look", "for more", "for further", "for details",
    "refer to", "please ", "join ", "follow ", "try ", "download ", "get ", "install ", "use ", "click ", "looking for", "if you ",
    "you can ", "learn ", "go to", "head ", "feel free", "consider ", "for asynchronous", "contact ", "ask ", "report ", "licensed ",
    "this project is licensed", "copyright ", "©", "we welcome", "we have a", "install it", "you'll ", "you’ll ", "siehe ", "mehr ", "weitere ", "voir ", "pour plus", "véase ", "para más",
];

/// Fewest words of a sentence without a known verb.
const FEWEST_WORDS: usize = 5;

/// Whether a sentence seems to state something.
fn states(sentence: &str) -> bool {
    clause::is_statement(sentence)
        || sentence.trim_end().ends_with('.') && sentence.split_whitespace().count() >= FEWEST_WORDS
}

/// Words of sentences that only say where something is, or thank somebody.
#[rustfmt::skip]
const TELLS_WHERE: &[&str] = &[
    ", see ", " see the ", "(see ", "please ", "feel free", "reach out", "contact us", "can be found", "be found ", "is available",
    "are available", "in more depth", "in more detail", "more details", "thanks to", "licensed under", "licence", "license",
    "you can ", "you may ", "you need to", "you should", "you might", "you want to", "you could", "install it from", "welcome to", "look at ", "give us a try", "source code", "write-up", "based on the work", "contributed by", "maintained by",
];

fn sends_elsewhere(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let begins = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let sends = |words: &str| SENDS.iter().any(|sends| words.starts_with(sends));
    // A lead may come first: "For chat, consider …", "To learn more, read …"
    let is_led = ["for ", "to "].iter().any(|lead| begins.starts_with(lead));
    sentence.trim_end().ends_with('?')
        || sends(begins)
        || is_led && begins.split_once(", ").is_some_and(|(_, behind)| sends(behind))
        || TELLS_WHERE.iter().any(|tells| lower.contains(tells))
}

/// Sites of packages and profiles. Their pages are things, not sources.
#[rustfmt::skip]
const OF_THINGS: &[&str] = &[
    "crates.io/", "docs.rs/", "lib.rs/", "npmjs.com/", "www.npmjs.com/", "pypi.org/", "rubygems.org/", "hackage.haskell.org/",
    "pkg.go.dev/", "shields.io/", "img.shields.io/", "opensource.org/", "choosealicense.com/", "creativecommons.org/",
    "www.google.com/search", "google.com/search", "discord.gg/", "discord.com/", "twitter.com/", "x.com/", "t.me/", "www.apache.org/licenses",
];

/// Forges. A path of two names is a project, and a path of one name is a person.
const FORGES: &[&str] = &["github.com/", "gitlab.com/", "codeberg.org/", "bitbucket.org/"];

/// Whether an address without scheme is the home of a thing: a whole site, a project, a package, a person.
fn is_home(spoken: &str) -> bool {
    let path = spoken.split(['?', '#']).next().unwrap_or(spoken).trim_end_matches('/');
    let Some((_, path)) = path.split_once('/') else { return true };
    let is_project = FORGES.iter().any(|forge| spoken.starts_with(forge)) && path.split('/').count() <= 2;
    is_project || OF_THINGS.iter().any(|site| spoken.starts_with(site))
}

/// Links that may become references once the whole text is read.
#[derive(Default)]
pub(super) struct Linked {
    /// Proses with such links in the order of the text.
    proses: Vec<Gathered>,
    /// Addresses of pages by their labels.
    pages: HashMap<String, String>,
}

/// A link that may be a reference: the bytes of its words, and whether its target is the home of a thing.
type FoundLink = (Range<usize>, Reference, bool);

/// Makes links a group of references, each page once.
fn group<'l>(at: usize, extent: Range<usize>, links: impl Iterator<Item = &'l FoundLink>) -> Group {
    let mut references: Vec<Reference> = Vec::new();
    for (_, reference, _) in links {
        if references.iter().all(|known| known.name != reference.name) {
            references.push(reference.clone());
        }
    }
    Group { at, last: at, references, extent: Some(extent), brackets: None }
}

/// Words before a link that cites for the sentence before it.
const LEADS: &[&str] =
    &["source", "sources", "via", "see", "from", "quelle", "quellen", "fuente", "fonte", "bron", "and", "also"];

/// Adds links after a sentence to the sentence's group if they cite for it: "Dues doubled. ([Port audit](https://…))"
fn note_behind<'l>(
    groups: &mut Vec<Group>,
    text: &str,
    previous: Range<usize>,
    links: impl Iterator<Item = &'l FoundLink> + Clone,
) -> bool {
    let at = links.clone().last().map_or(previous.end, |(at, ..)| at.end);
    let more = group(at, previous, links);
    match groups.last_mut().filter(|group| group.extent == more.extent) {
        Some(before) => {
            before.references.extend(more.references);
            before.last = at;
        }
        None if states(text) && !sends_elsewhere(text) => groups.push(more),
        None => return false,
    }
    true
}

/// Whether a range of a prose consists of links that cite for the sentence before: "(Source: Audit)"
fn are_links(prose: &Prose, range: &Range<usize>) -> bool {
    let first = prose.pieces.partition_point(|piece| (piece.start as usize) <= range.start).saturating_sub(1);
    let (mut rest, mut any) = (String::new(), false);
    for (index, piece) in prose.pieces.iter().enumerate().skip(first) {
        let end = prose.pieces.get(index + 1).map_or(prose.text.len(), |next| next.start as usize);
        let (start, end) = ((piece.start as usize).max(range.start), end.min(range.end));
        if start >= range.end {
            break;
        }
        match piece.link {
            Some(_) if !piece.roles.has(Role::Image) => any = true,
            _ => rest.push_str(prose.text.get(start..end).unwrap_or_default()),
        }
    }
    let mut beside = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    any && beside.all(|word| LEADS.contains(&word.to_lowercase().as_str()))
}

impl BriefingParser<'_> {
    /// Records the links of a prose, which may become references.
    pub(super) fn note_links(&mut self, place: Place, kind: &BlockKind, prose: &Prose, words: &str) {
        let is_text = matches!(kind, BlockKind::Paragraph | BlockKind::Table { .. });
        let is_note = self.containers.iter().any(|container| matches!(container, Container::Note { .. }));
        let never = self.briefing.front.declarations.links == Some(Links::Never);
        if never || !is_text || is_note || prose.pieces.iter().all(|piece| piece.link.is_none()) {
            return;
        }
        let links = self.links_of(prose);
        let is_item = matches!(self.containers.last(), Some(Container::Item { .. }));
        let mut groups: Vec<Group> = Vec::new();
        // Full stops before links that cite for their sentences.
        let mut stops: Vec<Range<usize>> = Vec::new();
        let mut before: Option<Range<usize>> = None;
        for sentence in sentence::around(words, &[]) {
            let first = links.partition_point(|(at, ..)| at.start < sentence.start);
            let here = links[first..].iter().take_while(|(at, ..)| at.start < sentence.end);
            let stands_alone = here.clone().next().is_some() && are_links(prose, &sentence);
            if let Some(previous) = before.clone().filter(|_| stands_alone) {
                let stop =
                    previous.start + words[previous.clone()].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
                if note_behind(&mut groups, &words[previous.clone()], previous.clone(), here) {
                    stops.push(stop..previous.end);
                }
                continue;
            }
            let extent = trim(words, sentence.clone(), char::is_whitespace);
            before = Some(extent.clone());
            let here: Vec<_> = here.filter(|(.., is_home)| !is_home).collect();
            // An item that begins with its link is an entry in a list of links.
            let first = here.first().map_or(0, |(at, ..)| at.start);
            let text = &words[extent.clone()];
            let is_entry = !clause::is_statement(text) || text.split_whitespace().count() < MOST_OF_AN_ENTRY;
            let begins = is_item && is_entry && !has_words(&words[sentence.start..first.max(sentence.start)]);
            if here.is_empty() || here.len() > MOST_LINKS || begins || sends_elsewhere(text) || !states(text) {
                continue;
            }
            let at = here.last().map_or(extent.end, |(at, ..)| at.end);
            groups.push(group(at, extent, here.into_iter()));
        }
        if !groups.is_empty() {
            let mut words = words.to_owned();
            // Such links are part of the sentence, so the full stops before them do not end it.
            for stop in stops {
                words.replace_range(stop.clone(), &" ".repeat(stop.len()));
            }
            self.syntax.linked.proses.push(Gathered { place, words, groups });
        }
    }

    /// Returns the links of a prose that may be references, each with the bytes of its words, and whether its target is
    /// the home of a thing.
    fn links_of(&mut self, prose: &Prose) -> Vec<FoundLink> {
        let mut links = Vec::new();
        let mut index = 0;
        while let Some(piece) = prose.pieces.get(index) {
            let start = piece.start as usize;
            let same = prose.pieces[index..].iter().take_while(|next| next.link == piece.link).count();
            let end = prose.pieces.get(index + same).map_or(prose.text.len(), |next| next.start as usize);
            let span = Span { start: piece.span.start, end: prose.pieces[index + same - 1].span.end };
            index += same;
            let Some(link) = piece.link.filter(|_| !piece.roles.has(Role::Image)) else { continue };
            let text = prose.text[start..end].trim();
            let folded = text.to_lowercase();
            // If a link shows its own address, the address is not a word of the sentence.
            let is_words = has_words(text) && !text.contains("://") && !text.starts_with("www.");
            let points = POINTERS.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric()));
            if let Some(url) = address::web(&self.briefing.links[link as usize]).filter(|_| is_words && !points) {
                let name = address::spoken(&url).to_owned();
                let is_home = is_home(&name);
                self.syntax.linked.pages.entry(name.clone()).or_insert(url);
                let reference = Reference { cited: Cited::Link, ..Reference::to_footnote(name, span) };
                links.push((start..start + prose.text[start..end].trim_end().len(), reference, is_home));
            }
        }
        links
    }

    /// Makes the links references, unless the text has other ways to cite.
    pub(super) fn cite_links(&mut self) {
        let links = self.briefing.front.declarations.links;
        let Linked { proses: linked, pages, .. } = std::mem::take(&mut self.syntax.linked);
        if linked.is_empty() || links.unwrap_or(Links::Auto) == Links::Auto && !self.gathered.is_empty() {
            return;
        }
        for reference in linked.iter().flat_map(|gathered| &gathered.groups).flat_map(|group| &group.references) {
            self.enter_page(&pages[&reference.name], reference.span);
        }
        self.gathered.extend(linked);
        self.gathered.sort_by_key(|gathered| gathered.place);
    }
}
