//! The notes of a page: which links are references, and which elements hold what they refer to.
//!
//! They are looked for in the whole page: a list of notes often stands outside of what is taken for the article. Must not
//! know how blocks are made.

mod between;
mod mark;
mod works;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::address::Base;
use super::tree::Tree;

pub(super) use mark::{is_back, is_mark, without_mark};

/// The longest note, in bytes of its text: what is longer is a part of the article.
const LONGEST: usize = 20_000;

/// The longest words that are a mark, in bytes.
const LONGEST_MARK: usize = 40;

/// What holds notes, by its name.
const HOLDERS: &[&str] = &[
    "footnote",
    "endnote",
    "reference",
    "references",
    "citation",
    "reflist",
    "ftn",
    "edn",
    "msofootnote",
    "notes",
    "bibliography",
    "rearnote",
    "fn-",
    "sidenote",
];

/// A note of a page.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: String,
    /// What its references show: `1`, `a`, `*`.
    pub(super) mark: String,
    /// The nodes that hold its text: the first ones of what stands in them.
    pub(super) body: Range<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) all: Vec<Note>,
    /// Links, and what stands for them in the text, by their nodes.
    references: HashMap<usize, usize>,
    /// Nodes at which a note's text begins.
    bodies: HashMap<usize, usize>,
    /// Links that lead back.
    back: HashSet<usize>,
    /// References whose own words belong to the text.
    worded: HashSet<usize>,
    /// The notes between those of a range, by the link at its end.
    between: HashMap<usize, Vec<usize>>,
    /// Texts that are dashes of ranges.
    silent: HashSet<usize>,
}

impl Notes {
    pub(super) fn of(tree: &Tree, base: &Base) -> Self {
        let mut notes = Self::default();
        notes.linked(tree, base);
        notes.ranges(tree);
        notes.beside(tree);
        notes.find_back(tree, base);
        notes
    }

    /// The note that is referred to at a node.
    pub(super) fn reference(&self, at: usize) -> Option<usize> {
        self.references.get(&at).copied()
    }

    /// The note whose text begins at a node.
    pub(super) fn body(&self, at: usize) -> Option<usize> {
        self.bodies.get(&at).copied()
    }

    /// The nodes of the notes that stand outside of the lines that refer to them.
    pub(super) fn apart(&self) -> impl Iterator<Item = usize> + '_ {
        let apart = self.all.iter().filter(|note| !self.references.contains_key(&(note.body.start.saturating_sub(1))));
        apart.flat_map(|note| note.body.clone())
    }

    /// The notes of a range that ends at a node, but for those at its ends.
    pub(super) fn between(&self, at: usize) -> &[usize] {
        self.between.get(&at).map_or(&[], Vec::as_slice)
    }

    /// Whether references stand for a text.
    pub(super) fn is_silent(&self, at: usize) -> bool {
        self.silent.contains(&at)
    }

    pub(super) fn is_worded(&self, at: usize) -> bool {
        self.worded.contains(&at)
    }

    pub(super) fn is_back(&self, at: usize) -> bool {
        self.back.contains(&at)
    }

    /// Links to notes elsewhere in the page.
    fn linked(&mut self, tree: &Tree, base: &Base) {
        let mut candidates = Vec::new();
        for link in tree.all("a") {
            let Some(href) = tree.attribute(link, "href") else { continue };
            let Some((target, fragment)) = target(tree, base, href) else { continue };
            let words = tree.text(link);
            let is_work = works::is_one(tree, target);
            let explicit = is_explicit(tree, link) || is_work && works::are_named(&words);
            let longest = if is_work { works::LONGEST_NAME } else { LONGEST_MARK };
            if words.len() > longest || !(explicit || is_mark(&words)) || tree.within(target).contains(&link) {
                continue;
            }
            let is_worded = mark::is_worded(&words) || is_work && mark::is_year(&words);
            if works::is_key(tree, link) && !is_mark(&words) {
                self.worded.insert(link);
            } else if is_worded && !tree.ancestors(link).take(2).any(|outer| tree.name(outer) == "sup") {
                if !explicit {
                    continue;
                }
                self.worded.insert(link);
            }
            candidates.push((link, target, fragment, words, explicit));
        }
        // Where several notes stand in one element, each ends where the next begins.
        let targets: HashSet<usize> = candidates.iter().map(|&(_, target, ..)| target).collect();
        let mut targets: Vec<usize> = targets.into_iter().collect();
        targets.sort_unstable();
        let mut found: BTreeMap<usize, Option<Range<usize>>> = BTreeMap::new();
        let mut labels = HashSet::new();
        let mut up = Vec::new();
        for (link, target, fragment, words, explicit) in candidates {
            // What leads up leads back, unless it says otherwise.
            if target < link && !explicit {
                up.push((link, target));
                continue;
            }
            let body = found.entry(target).or_insert_with(|| body(tree, target, &targets)).clone();
            let Some(body) = body.filter(|body| !body.contains(&link)) else { continue };
            let is_note = explicit
                || is_named(&fragment)
                || is_held(tree, body.start)
                || leads_back(tree, base, &body, link)
                || mark::begins_with(&words, &text_of(tree, &body));
            if !is_note {
                continue;
            }
            let note = if let Some(&note) = self.bodies.get(&body.start) {
                note
            } else {
                self.bodies.insert(body.start, self.all.len());
                let mark = mark::bare(&words).to_owned();
                let label = label(&mark, &mut labels);
                self.all.push(Note { label, mark, body });
                self.all.len() - 1
            };
            if !self.worded.contains(&link) {
                self.references.insert(outer(tree, link), note);
            }
            self.references.insert(link, note);
        }
        // A note may name one before it; what leads to a reference leads back.
        for (link, target) in up {
            let is_reference = std::iter::once(target).chain(tree.ancestors(target).take(3));
            let is_reference = is_reference.into_iter().any(|at| self.references.contains_key(&at));
            let body = body(tree, target, &targets).filter(|body| !body.contains(&link));
            let Some(&note) = body.and_then(|body| self.bodies.get(&body.start)) else { continue };
            let in_note = self.all.iter().any(|note| note.body.contains(&link));
            if in_note && !is_reference && !tree.text(target).is_empty() {
                self.references.insert(outer(tree, link), note);
                self.references.insert(link, note);
            }
        }
    }

    /// Notes that stand in the text, and are shown beside it.
    fn beside(&mut self, tree: &Tree) {
        let mut labels: HashSet<String> = self.all.iter().map(|note| note.label.clone()).collect();
        for at in 1..tree.len() {
            let Some((mark, body)) = beside(tree, at).filter(|_| !self.bodies.contains_key(&at)) else { continue };
            if tree.ancestors(at).any(|outer| self.bodies.contains_key(&outer)) {
                continue;
            }
            let label = label(&mark, &mut labels);
            self.bodies.insert(at, self.all.len());
            self.references.insert(at, self.all.len());
            self.all.push(Note { label, mark, body });
        }
    }

    fn find_back(&mut self, tree: &Tree, base: &Base) {
        for note in &self.all {
            let signs = note.body.clone().filter(|&at| tree.has_class(at, "mw-cite-backlink"));
            self.back.extend(signs);
            for link in note.body.clone().filter(|&at| tree.name(at) == "a") {
                if self.references.contains_key(&link) {
                    continue;
                }
                let href = tree.attribute(link, "href").unwrap_or_default();
                let up = target(tree, base, href).is_some_and(|(target, _)| target < note.body.start);
                let text = tree.text(link);
                if is_back_link(tree, link)
                    || base.fragment(href).is_some()
                        && (is_back(&text) || up && is_mark(&text) && !mark::is_worded(&text))
                {
                    self.back.insert(link);
                    // With the brackets around it.
                    self.back.insert(outer(tree, link));
                }
            }
        }
    }
}

/// The mark and the nodes of a note that stands where it is referred to.
fn beside(tree: &Tree, at: usize) -> Option<(String, Range<usize>)> {
    if !matches!(tree.name(at), "span" | "small" | "aside" | "div") || tree.text(at).is_empty() {
        return None;
    }
    if ["sidenote", "marginnote"].iter().any(|class| tree.has_class(at, class)) {
        return Some((String::new(), at + 1..tree.node(at).end));
    }
    // LaTeXML repeats the mark before the note.
    if !["ltx_role_footnote", "ltx_role_endnote"].iter().any(|class| tree.has_class(at, class)) {
        return None;
    }
    let content = tree.within(at).find(|&at| tree.has_class(at, "ltx_note_content"))?;
    let is_mark = |&at: &usize| tree.has_class(at, "ltx_note_mark") || tree.has_class(at, "ltx_tag_note");
    let last = tree.children(content).take_while(|at| is_mark(at) || tree.text(*at).is_empty()).last();
    let mark = tree.within(at).find(|at| is_mark(at)).map(|at| mark::bare(&tree.text(at)).to_owned());
    let body = last.map_or(content + 1, |last| tree.node(last).end)..tree.node(content).end;
    (!body.is_empty()).then(|| (mark.unwrap_or_default(), body))
}

/// The element that a link leads to, and its name.
fn target(tree: &Tree, base: &Base, href: &str) -> Option<(usize, String)> {
    let (_, behind) = href.split_once('#')?;
    // A saved page has its whole address in such links, and does not always say what that is.
    let fragment = base.fragment(href).or(Some(behind).filter(|name| is_named(name)))?;
    let found = tree.by_id(fragment).or_else(|| tree.by_id(&unescaped(fragment)))?;
    Some((found, fragment.to_owned()))
}

/// A fragment without percent signs.
fn unescaped(fragment: &str) -> String {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        let code = match behind {
            [high, low, ..] if *first == b'%' => digit(*high).zip(digit(*low)),
            _ => None,
        };
        if let Some((high, low)) = code {
            bytes.push(high << 4 | low);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a link says that it is a reference.
fn is_explicit(tree: &Tree, link: usize) -> bool {
    let says = |at: usize| {
        tree.says(at, "role", "doc-noteref")
            || tree.says(at, "epub:type", "noteref")
            || works::says_so(tree, at)
            || tree.attribute(at, "data-footnote-ref").is_some()
            || [
                "footnote-ref",
                "footnote-anchor",
                "footnote-reference",
                "citation-reference",
                "footref",
                "noteref",
                "fnref",
            ]
            .iter()
            .any(|class| tree.has_class(at, class))
    };
    says(link) && !is_back_link(tree, link)
}

fn is_back_link(tree: &Tree, link: usize) -> bool {
    tree.says(link, "role", "doc-backlink")
        || tree.says(link, "epub:type", "backlink")
        || tree.attribute(link, "data-footnote-backref").is_some()
        || [
            "footnote-backref",
            "footnote-back",
            "reversefootnote",
            "footnote-number",
            "footnote-return",
            "footnote_backlink",
            "fn-backref",
            "backlink",
            "footnote-backlink",
            "footnotebackref",
            "data-footnote-backref",
        ]
        .iter()
        .any(|class| tree.has_class(link, class))
}

/// Whether a fragment is called as notes are: `fn1`, `cite_note-maas-3`, `_ftn2`, `footnote-4`, `B12`.
fn is_named(fragment: &str) -> bool {
    const NAMES: &[&str] = &[
        "fn",
        "ftn",
        "_ftn",
        "edn",
        "_edn",
        "footnote",
        "endnote",
        "cite_note",
        "note",
        "sdfootnote",
        "sdendnote",
        "ref",
        "reference",
        "bib",
        "cite",
        "citation",
        "rearnote",
        "sn",
        "b",
        "r",
        "cr",
        "user-content-fn",
        "en",
        "foot",
        "n",
    ];
    let lower = fragment.to_ascii_lowercase();
    // "fnref1", "cite_ref-1", "_ftnref1" are where the references are.
    if ["fnref", "ftnref", "cite_ref", "ednref", "noteref", "footnote-ref", "footnote-anchor"]
        .iter()
        .any(|up| lower.contains(up))
    {
        return false;
    }
    let name = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_one = |name: &str| NAMES.contains(&name.trim_end_matches(['-', '_', ':', '.']));
    name.len() < lower.len() && is_one(name)
        || NAMES.iter().filter(|name| name.len() > 1).any(|name| {
            lower.strip_prefix(name).is_some_and(|rest| rest.starts_with(['-', '_', ':', '.']) && rest.len() > 1)
        })
}

/// Whether a note stands among others of its kind.
fn is_held(tree: &Tree, at: usize) -> bool {
    std::iter::once(at).chain(tree.ancestors(at)).take(4).any(|at| {
        let roles = ["doc-endnotes", "doc-footnote", "doc-endnote", "doc-footnotes", "doc-bibliography"];
        let types = ["footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"];
        let called = tree.called(at);
        let has_name = called.split_ascii_whitespace().any(|name| HOLDERS.iter().any(|holder| name.contains(holder)));
        !matches!(tree.name(at), "body" | "html" | "article" | "main") && has_name
            || roles.iter().any(|role| tree.says(at, "role", role))
            || types.iter().any(|kind| tree.says(at, "epub:type", kind))
    })
}

/// Whether a note has a link to its reference.
fn leads_back(tree: &Tree, base: &Base, body: &Range<usize>, link: usize) -> bool {
    body.clone().filter(|&at| tree.name(at) == "a").any(|at| {
        let target = tree.attribute(at, "href").and_then(|href| target(tree, base, href));
        target.is_some_and(|(target, _)| {
            tree.within(target).contains(&link) || tree.within(tree.node(link).parent).contains(&target)
        })
    })
}

fn text_of(tree: &Tree, body: &Range<usize>) -> String {
    let texts = body.clone().filter(|&at| tree.is_text(at)).map(|at| tree.node(at).text.as_str());
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands for a reference: the `<sup>` around its link, with the brackets.
fn outer(tree: &Tree, link: usize) -> usize {
    let text = tree.text(link);
    let mut outer = link;
    for at in tree.ancestors(link).take(3) {
        let is_inline = matches!(tree.name(at), "sup" | "span" | "small" | "cite" | "a");
        if !is_inline || mark::bare(&tree.text(at)) != mark::bare(&text) {
            break;
        }
        outer = at;
    }
    outer
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "div"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "aside"
            | "section"
            | "blockquote"
            | "article"
            | "figure"
            | "footer"
            | "body"
            | "main"
            | "ol"
            | "ul"
            | "dl"
            | "table"
    )
}

/// The nodes that hold the note at a target.
fn body(tree: &Tree, target: usize, targets: &[usize]) -> Option<Range<usize>> {
    let mut at = target;
    // Docutils' notes were tables once: a mark, and what it says.
    if tree.name(at) == "table" && ["footnote", "citation"].iter().any(|class| tree.has_class(at, class)) {
        return tree.within(at).find(|&at| tree.name(at) == "tr").map(|row| tree.within(row));
    }
    // A target without words of its own names what it stands in, or what stands behind it.
    let is_name = |at: usize| {
        let text = tree.text(at);
        text.is_empty() || is_mark(&text) || is_back(&text)
    };
    // What is said of a term stands behind it.
    let holds = |at: usize| tree.name(at) == "dt" || is_block(tree.name(at)) && !is_name(at);
    if !holds(at) {
        at = std::iter::once(at).chain(tree.ancestors(at)).find(|&at| holds(at))?;
    }
    // One paragraph of the several in Word's and Substack's notes.
    let parent = tree.node(at).parent;
    if tree.name(parent) == "div" && is_single(tree, parent) {
        at = parent;
    }
    if matches!(tree.name(at), "body" | "main" | "ol" | "ul" | "dl" | "table" | "html") {
        return None;
    }
    let mut body = tree.within(at);
    if matches!(tree.name(at), "dt") {
        body.end = tree.node(next_sibling(tree, at)?).end;
    }
    // Several in one: each is what stands between its name and the next.
    let from = targets.partition_point(|&one| one < body.start);
    let others: Vec<usize> = targets[from..].iter().copied().take_while(|&one| one < body.end).collect();
    if others.len() > 1 && others.iter().any(|&one| one > target) || others.first().is_some_and(|&one| one < target) {
        let start = child_with(tree, at, target)?;
        let next = others.iter().copied().find(|&one| one > target && child_with(tree, at, one) != Some(start));
        body = start..next.and_then(|next| child_with(tree, at, next)).unwrap_or(body.end);
    }
    let text: usize = body.clone().filter(|&at| tree.is_text(at)).map(|at| tree.node(at).text.len()).sum();
    let has_heading = body.clone().any(|at| tree.is_heading(at));
    (text <= LONGEST && !has_heading).then_some(body)
}

/// Whether an element is called as one note is: `ftn1`, `footnote`.
fn is_single(tree: &Tree, at: usize) -> bool {
    let id = tree.attribute(at, "id").unwrap_or_default().to_ascii_lowercase();
    let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(name, "ftn" | "edn" | "fn" | "sdfootnote" | "sdendnote")
        || tree.has_class(at, "footnote") && name.len() < id.len()
}

fn next_sibling(tree: &Tree, at: usize) -> Option<usize> {
    let parent = tree.node(at).parent;
    let mut next = tree.node(at).end;
    while next < tree.node(parent).end {
        if !tree.is_text(next) {
            return Some(next);
        }
        next = tree.node(next).end;
    }
    None
}

/// The child of an element that holds a node.
fn child_with(tree: &Tree, of: usize, node: usize) -> Option<usize> {
    tree.children(of).find(|&child| tree.within(child).contains(&node))
}

/// A label for a mark, unlike all others.
fn label(mark: &str, taken: &mut HashSet<String>) -> String {
    let plain: String = mark.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    let base = if plain.is_empty() { "note" } else { plain };
    let mut label = base.to_owned();
    let mut count = 1;
    while label == "note" || !taken.insert(label.clone()) {
        label = format!("{base}-{count}");
        count += 1;
    }
    label
}
