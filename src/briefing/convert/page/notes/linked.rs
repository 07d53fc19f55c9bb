//! Finds notes that links refer to elsewhere in the page.
//!
//! Owns how much evidence makes a target a note. A number is not enough, because judgments and statutes number their
//! paragraphs and refer to them. So names, titles, links back and the position of the link in its line are weighed.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::super::address::Base;
use super::super::tree::Tree;
use super::backlinks::{Pairs, begins, has_backlink, is_backlink, is_explicit};
use super::body::{self, body, is_block};
use super::names::Evidence;
use super::target::{self, target_of};
use super::works::{self, Works};
use super::{Notes, comments, mark, outer};

/// Longest words that are a mark, in bytes.
const LONGEST_MARK: usize = 40;

/// Longest note of a list without a title, in bytes.
const LONGEST_UNTITLED: usize = 2_000;

/// Most nodes around a link that are examined for its shape.
const NEAR: usize = 40;

/// Most nodes of a block that are searched for words outside links.
const MOST: usize = 200;

/// How a link is set in its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `dues<sup>3</sup>`
    Raised,
    /// `dues [3]`, `note 3`
    Square,
    /// `dues.3`; a style may raise the number.
    Glued,
    /// `dues (3)`
    Round,
    /// `section 3`
    Plain,
}

/// Evidence that a link is a reference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// It is marked as a reference.
    Certain,
    /// Its target has a link back.
    LedBack,
    /// Its words are a mark.
    Mark,
    /// Its words name a note: "see note 3".
    Words,
}

/// A link that may refer to a note.
struct Candidate<'t> {
    link: usize,
    target: usize,
    fragment: String,
    words: &'t str,
    claim: Claim,
    /// Whether its words belong to the text.
    is_worded: bool,
}

impl<'t> Candidate<'t> {
    fn of(page: &Page<'t>, link: usize) -> Option<Self> {
        let tree = page.tree;
        let (target, fragment) = target_of(tree, page.base, link).or_else(|| page.revealed(link))?;
        let words = tree.text(link);
        let is_work = page.works.has(tree, target, words);
        let explicit = is_explicit(tree, link) || is_work && works::are_named(words);
        let longest = if is_work { works::LONGEST_NAME } else { LONGEST_MARK };
        let is_raised = || tree.ancestors(link).take(2).any(|outer| tree.name(outer) == "sup");
        let is_held = words.starts_with(['[', '(']);
        let names_note = !explicit && !is_held && mark::note_named(words).is_some() && !is_raised();
        if words.len() > longest
            || !(explicit || names_note || mark::is_mark(words))
            || tree.within(target).contains(&link)
            || comments::is_comment(&fragment)
        {
            return None;
        }
        let is_note = page.pairs.is_in_note(tree, link);
        if !explicit && (is_backlink(tree, link) || is_note == Some(true)) {
            return None;
        }
        let has_words = mark::is_worded(words) || is_work && mark::is_year(words);
        let is_key = works::is_key(tree, link) && !mark::is_mark(words);
        let is_worded = is_key || has_words && !is_raised();
        let claim = match is_note {
            _ if names_note => Claim::Words,
            _ if explicit => Claim::Certain,
            // The words are not a mark, and nothing shows that they refer to a note.
            _ if is_worded && !is_key => return None,
            Some(false) => Claim::LedBack,
            _ => Claim::Mark,
        };
        Some(Self { link, target, fragment, words, claim, is_worded })
    }

    /// Whether a link leads up, as backlinks do.
    fn leads_up(&self) -> bool {
        self.target < self.link && !matches!(self.claim, Claim::Certain | Claim::LedBack)
    }
}

/// Data of a page that the search for notes needs.
struct Page<'t> {
    tree: &'t Tree,
    base: &'t Base,
    pairs: &'t Pairs,
    works: &'t Works,
    /// Elements that a script reveals, by name.
    contents: OnceCell<HashMap<&'t str, usize>>,
}

impl Page<'_> {
    /// Returns the element that a journal's script reveals at a link, and its name.
    fn revealed(&self, link: usize) -> Option<(usize, String)> {
        let tree = self.tree;
        let name = tree.attribute(link, "reveal-id")?;
        let named = || (1..tree.len()).filter_map(|at| Some((tree.attribute(at, "content-id")?, at))).collect();
        let at = *self.contents.get_or_init(named).get(name)?;
        Some((at, name.to_owned()))
    }

    /// Whether the target of a link is a note, rather than part of the text.
    fn is_note(&self, one: &Candidate<'_>, body: &Range<usize>) -> bool {
        let tree = self.tree;
        let begins = || self.begins(one, body);
        match self.evidence(one, body) {
            Evidence::Proof => true,
            _ if is_alone(tree, one.link) || self.is_alike(one) => false,
            Evidence::Hint => match shape(tree, one.link, one.words) {
                Shape::Raised | Shape::Square | Shape::Glued => true,
                Shape::Round => begins(),
                Shape::Plain => false,
            },
            Evidence::Nothing => shape(tree, one.link, one.words) == Shape::Raised && begins(),
        }
    }

    fn evidence(&self, one: &Candidate<'_>, body: &Range<usize>) -> Evidence {
        if one.claim == Claim::Certain {
            return Evidence::Proof;
        }
        let named = target::evidence(&one.fragment).max(body::evidence(self.tree, body.start));
        // A table of contents and the headings in it may link to each other too.
        let is_of_list = || begins(self.tree, one.link) && shape(self.tree, one.link, one.words) == Shape::Plain;
        let is_led_back = || one.claim == Claim::LedBack || has_backlink(self.tree, self.base, body, one.link);
        if named == Evidence::Proof || is_led_back() && !is_of_list() {
            return Evidence::Proof;
        }
        match self.works.lists(body.start) {
            // The target's name and the title above it agree.
            true if named == Evidence::Hint || self.begins(one, body) => Evidence::Proof,
            true => Evidence::Hint,
            false => named,
        }
    }

    /// Returns the targets in a list of notes without a title. They are short, begin with their numbers from 1 on, have
    /// links in square brackets, and stand after all of these links. Numbered parts of a text do not all stand after
    /// their links.
    fn at_the_end(&self, candidates: &[Candidate<'_>], bodies: &HashMap<usize, Range<usize>>) -> HashSet<usize> {
        let is_one = |one: &&Candidate<'_>| {
            one.claim == Claim::Mark
                && shape(self.tree, one.link, one.words) == Shape::Square
                && !is_alone(self.tree, one.link)
        };
        let marked: Vec<&Candidate<'_>> = candidates.iter().filter(is_one).collect();
        let last = marked.iter().map(|one| one.link).max().unwrap_or_default();
        let mut targets = HashSet::new();
        let mut numbers = BTreeSet::new();
        for one in &marked {
            let Some(body) = bodies.get(&one.target).filter(|body| one.target > last && self.begins(one, body)) else {
                return HashSet::new();
            };
            let Ok(number) = mark::bare(one.words).parse::<usize>() else { return HashSet::new() };
            if self.tree.text_in(body).len() > LONGEST_UNTITLED {
                return HashSet::new();
            }
            targets.insert(one.target);
            numbers.insert(number);
        }
        let is_counted = numbers.len() > 1 && numbers.first() == Some(&1) && numbers.last() == Some(&numbers.len());
        if is_counted { targets } else { HashSet::new() }
    }

    /// Whether a target begins with the mark of a link.
    fn begins(&self, one: &Candidate<'_>, body: &Range<usize>) -> bool {
        body::raised_mark(self.tree, body, mark::bare(one.words)).is_some()
            || mark::begins_with(one.words, self.tree.text_in(body))
    }

    /// Whether a link's own paragraph has the same name as its target except for the number. Then both are text.
    fn is_alike(&self, one: &Candidate<'_>) -> bool {
        let stem = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let own = stem(&one.fragment);
        let is_like = |id: &str| id.len() > stem(id) && id[..stem(id)] == one.fragment[..own];
        let blocks = self.tree.ancestors(one.link).filter(|&at| is_block(self.tree.name(at)));
        own < one.fragment.len() && blocks.take(2).filter_map(|at| self.tree.attribute(at, "id")).any(is_like)
    }
}

impl Notes {
    pub(super) fn linked(&mut self, tree: &Tree, base: &Base, pairs: &Pairs, works: &Works) {
        let page = Page { tree, base, pairs, works, contents: OnceCell::new() };
        let links = (1..tree.len()).filter(|&at| matches!(tree.name(at), "a" | "label"));
        let candidates: Vec<Candidate<'_>> = links.filter_map(|link| Candidate::of(&page, link)).collect();
        // If an element contains several notes, each ends where the next begins.
        let marked = candidates.iter().filter(|one| one.claim != Claim::Words);
        let mut targets: Vec<usize> = marked.map(|one| one.target).collect();
        targets.sort_unstable();
        targets.dedup();
        let mut bodies: HashMap<usize, Range<usize>> =
            targets.iter().filter_map(|&target| Some((target, body(tree, target, &targets)?))).collect();
        // Words may link to another name in a note that has a mark.
        let is_inner = |target: usize| bodies.values().any(|body| body.contains(&target));
        let named = candidates.iter().filter(|one| one.claim == Claim::Words && !is_inner(one.target));
        let named: Vec<_> =
            named.filter_map(|one| Some((one.target, body(tree, one.target, &[one.target])?))).collect();
        bodies.extend(named);
        let body = |one: &Candidate<'_>| bodies.get(&one.target).filter(|body| !body.contains(&one.link));
        let lists = lists(&candidates);
        let mut notes = page.at_the_end(&candidates, &bodies);
        for one in candidates.iter().filter(|one| one.claim != Claim::Words && !one.leads_up()) {
            if lists.contains(&one.target) && one.claim != Claim::Certain {
                continue;
            }
            if body(one).is_some_and(|body| notes.contains(&one.target) || page.is_note(one, body)) {
                notes.insert(one.target);
            }
        }
        // A note for one link is a note for all links to it.
        let (up, down): (Vec<_>, Vec<_>) = candidates.iter().partition(|one| one.leads_up());
        for one in down.iter().filter(|one| one.claim != Claim::Words && notes.contains(&one.target)) {
            if let Some(body) = body(one) {
                let note = self.enter(mark::bare(one.words), body.clone());
                self.refer(tree, one, note);
            }
        }
        for one in up.iter().filter(|one| one.claim == Claim::Mark) {
            if let Some(note) = body(one).and_then(|body| self.named_again(tree, one, body)) {
                self.refer(tree, one, note);
            }
        }
        // If only words link to a note, they are its reference.
        let found = self.all.len();
        let is_numbered = |one: &Candidate<'_>| one.fragment.contains(|c: char| c.is_ascii_digit());
        for one in down.iter().filter(|one| one.claim == Claim::Words && is_numbered(one)) {
            let Some(body) = body(one).filter(|body| page.evidence(one, body) == Evidence::Proof) else { continue };
            if self.bodies.get(&body.start).is_none_or(|&note| note >= found) {
                let note = self.enter(mark::note_named(one.words).unwrap_or_default(), body.clone());
                self.refer(tree, one, note);
            }
        }
    }

    fn refer(&mut self, tree: &Tree, one: &Candidate<'_>, note: usize) {
        if one.is_worded {
            self.worded.insert(one.link);
        } else {
            self.references.insert(outer(tree, one.link), note);
        }
        self.references.insert(one.link, note);
    }

    /// Returns the earlier note that a link upward names. A link to a reference is a backlink.
    fn named_again(&self, tree: &Tree, one: &Candidate<'_>, body: &Range<usize>) -> Option<usize> {
        let mut around = std::iter::once(one.target).chain(tree.ancestors(one.target).take(3));
        let is_reference = around.any(|at| self.references.contains_key(&at));
        let note = *self.bodies.get(&body.start)?;
        let refers = || {
            self.all.iter().any(|note| note.body.contains(&one.link))
                || shape(tree, one.link, one.words) != Shape::Plain && !is_alone(tree, one.link)
        };
        (!is_reference && !tree.text(one.target).is_empty() && refers()).then_some(note)
    }
}

/// Returns the targets of links with different numbers. Such a target contains more than one note.
fn lists(candidates: &[Candidate<'_>]) -> HashSet<usize> {
    let mut numbers: HashMap<usize, &str> = HashMap::new();
    let is_number = |words: &str| words.bytes().all(|byte| byte.is_ascii_digit()) && !mark::is_year(words);
    let marks = candidates.iter().filter(|one| one.claim == Claim::Mark && !one.leads_up());
    let numbered = marks.map(|one| (one.target, mark::bare(one.words))).filter(|(_, words)| is_number(words));
    numbered.filter(|&(target, number)| *numbers.entry(target).or_insert(number) != number).map(|(at, _)| at).collect()
}

/// Finds how a link is set in its line.
fn shape(tree: &Tree, link: usize, words: &str) -> Shape {
    let is_raised = |at: usize| {
        tree.name(at) == "sup"
            || tree.has_class_among(at, &["sup", "super", "superscript"])
            || tree.attribute(at, "style").is_some_and(|style| style.contains("super"))
    };
    let around = tree.ancestors(link).take(2);
    // Parts of a text are not numbered by stars.
    let is_sign = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡∗⁎⁑".contains(c);
    if around.chain(tree.within(link).take(6)).any(is_raised) || words.contains(is_sign) {
        return Shape::Raised;
    }
    match words.chars().next() {
        Some('[') => return Shape::Square,
        Some('(') => return Shape::Round,
        _ => {}
    }
    let block = tree.ancestors(link).find(|&at| is_block(tree.name(at))).unwrap_or_default();
    let is_marked =
        |at: usize| tree.ancestors(at).take(3).any(|outer| tree.name(outer) == "a" && mark::is_mark(tree.text(outer)));
    let mut before = (block..link).rev().take(NEAR).filter(|&at| tree.is_text(at)).peekable();
    let last = before.peek().and_then(|&at| tree.node(at).text.chars().next_back());
    // Links in the same brackets may come before.
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '—');
    let mut rests = before.filter(|&at| !is_marked(at)).map(|at| tree.node(at).text.trim_end_matches(is_between));
    let rest = rests.find(|rest| !rest.is_empty()).unwrap_or_default();
    match rest.chars().next_back() {
        Some('[') => Shape::Square,
        Some('(') => Shape::Round,
        _ if mark::calls_note(rest) => Shape::Square,
        _ if last.is_some_and(|c| c.is_alphanumeric() || ".,;:!?)]”’\"'»".contains(c)) => Shape::Glued,
        _ => Shape::Plain,
    }
}

/// Whether a block has only links. It is navigation then, because a reference follows words.
fn is_alone(tree: &Tree, link: usize) -> bool {
    let Some(block) = tree.ancestors(link).find(|&at| is_block(tree.name(at))) else { return false };
    let is_linked = |at: usize| tree.ancestors(at).take_while(|&at| at > block).any(|at| tree.name(at) == "a");
    let is_word = |at: usize| tree.is_text(at) && tree.node(at).text.contains(char::is_alphanumeric) && !is_linked(at);
    let nodes = tree.within(block);
    !matches!(tree.name(block), "td" | "th") && nodes.len() <= MOST && !nodes.into_iter().any(is_word)
}
