//! The elements and texts of a page as numbered nodes, in the order of its text.
//!
//! The nodes in an element directly follow it. Must not know what an element means for an article.

use std::collections::HashMap;
use std::ops::Range;

use dom_query::{Attr, Document as Dom, LocalName, NodeData, NodeId, TreeNode};

/// The attribute that identifies an element in the result of Readability.
pub(super) const NUMBER: &str = "data-caveat-number";

/// Elements whose text is not text of the page.
const NO_TEXT: &[&str] = &["script", "style", "template", "noscript"];

/// Inline elements. They belong to the article if their parents do.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "br", "cite", "code", "em", "font", "i", "img", "q", "s", "small", "span", "strong", "sub",
    "sup", "u",
];

#[derive(Debug, Default)]
pub(super) struct Node {
    /// Name of the element; empty for text.
    name: LocalName,
    attributes: Vec<Attr>,
    /// The class and the id in small letters.
    class_and_id: String,
    pub(super) text: String,
    pub(super) parent: usize,
    /// Index after the last node inside it.
    pub(super) end: usize,
    id: Option<NodeId>,
}

/// A page. Node 0 is the whole page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// All text of the page on one line. Each run of white space is one space.
    line: String,
    /// Byte of the line at which each node's text begins.
    begins: Vec<usize>,
    by_id: HashMap<String, usize>,
    /// Address that a browser records in a page that it saves.
    pub(super) saved_from: Option<String>,
}

impl Tree {
    /// Reads a page; none if it nests too deep.
    pub(super) fn of(dom: &Dom, deepest: usize) -> Option<Self> {
        let mut tree = Self { nodes: vec![Node::default()], ..Self::default() };
        let mut open = vec![0];
        let root = dom.root();
        let mut next = root.first_child();
        while let Some(node) = next {
            let mut down = None;
            if node.is_element() {
                if open.len() > deepest {
                    return None;
                }
                let at = tree.enter(&node, *open.last()?);
                open.push(at);
                let is_data = tree.name(at) == "script" && tree.attribute(at, "type") == Some("application/ld+json");
                if is_data {
                    tree.nodes[at].text = String::from(&*node.text());
                } else if !NO_TEXT.contains(&tree.name(at)) {
                    down = node.first_child();
                }
            } else if node.is_text() {
                let parent = *open.last()?;
                let at = tree.nodes.len();
                let text = node.query_or(String::new(), own_text);
                tree.nodes.push(Node { text, parent, end: at + 1, id: Some(node.id), ..Node::default() });
            } else if node.is_comment() && tree.saved_from.is_none() {
                tree.saved_from = saved_from(&node.html());
            }
            if down.is_some() {
                next = down;
                continue;
            }
            // Continues with the next sibling, or with the next sibling of an ancestor.
            let mut last = node;
            loop {
                if last.is_element()
                    && let Some(at) = open.pop()
                {
                    tree.nodes[at].end = tree.nodes.len();
                }
                next = last.next_sibling();
                if next.is_some() {
                    break;
                }
                match last.parent() {
                    Some(parent) if parent.id != root.id => last = parent,
                    _ => break,
                }
            }
        }
        let end = tree.nodes.len();
        for at in open {
            tree.nodes[at].end = end;
        }
        tree.set_line();
        Some(tree)
    }

    fn set_line(&mut self) {
        for node in &self.nodes {
            self.begins.push(self.line.len());
            if !node.name.is_empty() {
                continue;
            }
            for c in node.text.chars() {
                if !c.is_whitespace() {
                    self.line.push(c);
                } else if !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
            }
        }
        self.begins.push(self.line.len());
    }

    fn enter(&mut self, node: &dom_query::NodeRef<'_>, parent: usize) -> usize {
        let at = self.nodes.len();
        let (name, attributes) =
            node.element_ref().map(|element| (element.name.local.clone(), element.attrs.clone())).unwrap_or_default();
        self.nodes.push(Node { name, attributes, parent, end: at + 1, id: Some(node.id), ..Node::default() });
        let mut class_and_id = String::new();
        for key in ["class", "id"] {
            if let Some(value) = self.attribute(at, key) {
                class_and_id.extend([if class_and_id.is_empty() { "" } else { " " }, value]);
            }
        }
        class_and_id.make_ascii_lowercase();
        self.nodes[at].class_and_id = class_and_id;
        // The id of an input is for its label and not a link target.
        let id = self.attribute(at, "id").filter(|_| self.name(at) != "input");
        let name = self.attribute(at, "name").filter(|_| self.name(at) == "a");
        for name in [id, name].map(|name| name.unwrap_or_default().to_owned()) {
            if !name.is_empty() {
                self.by_id.entry(name).or_insert(at);
            }
        }
        at
    }

    /// Writes the number of each block element into the DOM that this tree was read from.
    pub(super) fn number(&self, dom: &Dom) {
        let is_numbered = |node: &Node| !node.name.is_empty() && !INLINE.contains(&&*node.name);
        for (at, node) in self.nodes.iter().enumerate().filter(|(_, node)| is_numbered(node)) {
            if let Some(element) = node.id.as_ref().and_then(|id| dom.tree.get(id)) {
                element.set_attr(NUMBER, &at.to_string());
            }
        }
    }

    /// Removes nodes from the DOM that this tree was read from.
    pub(super) fn remove(&self, dom: &Dom, nodes: impl Iterator<Item = usize>) {
        for node in nodes.filter_map(|at| self.nodes[at].id.as_ref()).filter_map(|id| dom.tree.get(id)) {
            node.remove_from_parent();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    pub(super) fn name(&self, at: usize) -> &str {
        &self.nodes[at].name
    }

    pub(super) fn is_heading(&self, at: usize) -> bool {
        matches!(self.name(at), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    }

    /// Whether an element is inline and so has no number for Readability.
    pub(super) fn is_inline(&self, at: usize) -> bool {
        INLINE.contains(&self.name(at))
    }

    pub(super) fn is_text(&self, at: usize) -> bool {
        at > 0 && self.nodes[at].name.is_empty()
    }

    pub(super) fn attribute(&self, at: usize, name: &str) -> Option<&str> {
        let found = self.nodes[at].attributes.iter().find(|one| is_attribute(one, name));
        found.map(|one| &*one.value)
    }

    /// Whether an element has no attributes.
    pub(super) fn is_bare(&self, at: usize) -> bool {
        self.nodes[at].attributes.is_empty()
    }

    pub(super) fn by_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    pub(super) fn children(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes[of].end;
        let mut next = of + 1;
        std::iter::from_fn(move || {
            let at = next;
            (at < end).then(|| {
                next = self.nodes[at].end;
                at
            })
        })
    }

    /// Returns a node and all nodes in it.
    pub(super) fn within(&self, at: usize) -> Range<usize> {
        at..self.nodes[at].end
    }

    /// Returns the elements around a node, nearest first, without the whole page.
    pub(super) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = at;
        std::iter::from_fn(move || {
            at = self.nodes[at].parent;
            (at > 0).then_some(at)
        })
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.nodes.iter().position(|node| *node.name == *name)
    }

    pub(super) fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = usize> + 't {
        (0..self.nodes.len()).filter(move |&at| *self.nodes[at].name == *name)
    }

    /// Returns all text in a node on one line.
    pub(super) fn text(&self, at: usize) -> &str {
        self.text_in(&self.within(at))
    }

    /// Returns all text in adjacent nodes on one line.
    pub(super) fn text_in(&self, nodes: &Range<usize>) -> &str {
        self.line[self.begins[nodes.start]..self.begins[nodes.end]].trim_matches(' ')
    }

    /// Returns the class and the id in small letters.
    pub(super) fn class_and_id(&self, at: usize) -> &str {
        &self.nodes[at].class_and_id
    }

    pub(super) fn has_class(&self, at: usize, class: &str) -> bool {
        self.has_class_among(at, &[class])
    }

    /// Whether an element has one of the known classes.
    pub(super) fn has_class_among(&self, at: usize, known: &[&str]) -> bool {
        !self.nodes[at].class_and_id.is_empty()
            && self
                .attribute(at, "class")
                .is_some_and(|classes| classes.split_ascii_whitespace().any(|one| known.contains(&one)))
    }

    /// Whether an attribute with several values (`role`, `epub:type`, `rel`) has this value.
    pub(super) fn has_value(&self, at: usize, attribute: &str, value: &str) -> bool {
        let values = self.attribute(at, attribute);
        values.is_some_and(|values| values.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(value)))
    }

    /// Whether a browser hides an element.
    pub(super) fn is_hidden(&self, at: usize) -> bool {
        const HIDDEN: &[&str] = &[
            "sr-only",
            "visually-hidden",
            "screen-reader-text",
            "screen-reader-only",
            "visuallyhidden",
            "sr-hidden",
            "screenreader-only",
            "a11y-hidden",
            "u-visually-hidden",
            "show-for-sr",
            "assistive-text",
        ];
        if self.is_bare(at) {
            return false;
        }
        let style = || {
            let style = self.attribute(at, "style")?.to_ascii_lowercase();
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            Some(style.contains("display:none") || style.contains("visibility:hidden"))
        };
        self.attribute(at, "hidden").is_some_and(|value| value != "until-found")
            || self.attribute(at, "aria-hidden") == Some("true")
            || self.name(at) == "input"
            || self.attribute(at, "class").is_some_and(|classes| {
                classes.split_ascii_whitespace().any(|class| HIDDEN.contains(&class.to_ascii_lowercase().as_str()))
            })
            || style().unwrap_or(false)
    }
}

fn own_text(node: &TreeNode) -> String {
    if let NodeData::Text { contents } = &node.data { String::from(&**contents) } else { String::new() }
}

/// Whether an attribute has a name. `epub:type` has a colon in HTML and a namespace in XML.
fn is_attribute(one: &Attr, name: &str) -> bool {
    match &one.name.prefix {
        None => *one.name.local == *name,
        Some(space) => name.split_once(':').is_some_and(|(of, name)| **space == *of && *one.name.local == *name),
    }
}

/// Returns the address in a comment such as `<!-- saved from url=(0026)https://example.org/dues -->`.
fn saved_from(comment: &str) -> Option<String> {
    let (_, rest) = comment.split_once("saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    let address = rest.split_whitespace().next()?.trim_end_matches("-->");
    address.starts_with("http").then(|| address.to_owned())
}
