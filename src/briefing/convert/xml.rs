//! Parses XML into a tree of elements, within limits.
//!
//! Entities that a document declares are never expanded. Must not know what elements mean.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::document::Refused;

/// Deepest nesting of elements.
const DEPTH: usize = 256;
/// Most elements of a tree. A page of a Word file has some hundreds.
const ELEMENTS: usize = 1_000_000;
/// Most start tags, end tags and texts of a tree.
const EVENTS: usize = 4 * ELEMENTS;

/// An element.
#[derive(Debug)]
pub(super) struct Element<'t> {
    start: BytesStart<'t>,
    pub(super) space: Space,
    pub(super) children: Vec<Node<'t>>,
}

/// A child of an element.
#[derive(Debug)]
pub(super) enum Node<'t> {
    Element(Element<'t>),
    Text(Cow<'t, str>),
}

/// Namespaces in which the same local names mean different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// `WordprocessingML`.
    Word,
    /// Formulas (OMML).
    Math,
    Other,
}

impl Space {
    fn new(namespace: &ResolveResult, prefix: Option<&str>) -> Self {
        let name = match namespace {
            ResolveResult::Bound(Namespace(name)) => name,
            // A prefix that is not declared still has its usual meaning.
            ResolveResult::Unknown(_) => match prefix {
                Some("w") => return Self::Word,
                Some("m") => return Self::Math,
                _ => return Self::Other,
            },
            ResolveResult::Unbound => return Self::Other,
        };
        // Both names that the standard gives: transitional and strict.
        match *name {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            _ => Self::Other,
        }
    }
}

impl<'t> Element<'t> {
    /// Returns the name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Returns an attribute by its name without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut all = self.start.attributes();
        let found = all.with_checks(false).flatten().find(|one| one.key.local_name().into_inner() == name)?;
        Some(match found.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => Cow::Owned(value.into_owned()),
            Err(_) => found.value,
        })
    }

    /// Returns the child elements.
    pub(super) fn elements(&self) -> impl DoubleEndedIterator<Item = &Element<'t>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns the first child element with a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element<'t>> {
        self.elements().find(|element| element.name() == name)
    }

    /// Returns the element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element<'t>> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Returns the first element, itself included, that meets a condition, in the order of the text.
    pub(super) fn find(&self, holds: &impl Fn(&Element) -> bool) -> Option<&Element<'t>> {
        if holds(self) {
            return Some(self);
        }
        self.elements().find_map(|element| element.find(holds))
    }

    /// Returns all text in it, at any depth.
    pub(super) fn text(&self) -> String {
        fn add(element: &Element, text: &mut String) {
            for node in &element.children {
                match node {
                    Node::Element(element) => add(element, text),
                    Node::Text(words) => text.push_str(words),
                }
            }
        }
        let mut text = String::new();
        add(self, &mut text);
        text
    }
}

/// Parses a tree, or returns the mistake. `part` names the part of the archive in that message.
pub(super) fn parse<'t>(text: &'t str, part: &str) -> Result<Element<'t>, Refused> {
    let broken = || Refused::new(format!("its part {part} is not well-formed XML"));
    let mut reader = NsReader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root: Option<Element> = None;
    let (mut events, mut elements) = (0, 0);
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| broken())?;
        events += 1;
        elements += usize::from(matches!(event, Event::Start(_) | Event::Empty(_)));
        if elements > ELEMENTS || events > EVENTS {
            return Err(Refused::new(format!("its part {part} has more than {ELEMENTS} elements")));
        }
        let (start, closed) = match event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(_) => {
                let element = open.pop().ok_or_else(broken)?;
                add(element, &mut open, &mut root);
                continue;
            }
            Event::Text(text) => {
                add_text(text.into_inner(), &mut open);
                continue;
            }
            Event::CData(text) => {
                add_text(text.into_inner(), &mut open);
                continue;
            }
            Event::GeneralRef(name) => {
                add_text(character(&name).into(), &mut open);
                continue;
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
        };
        if open.len() >= DEPTH {
            return Err(Refused::new(format!("its part {part} nests more than {DEPTH} deep")));
        }
        let prefix = start.name().prefix().map(|prefix| prefix.into_inner().to_owned());
        let space = Space::new(&namespace, prefix.as_deref());
        let element = Element { start, space, children: Vec::new() };
        if closed { add(element, &mut open, &mut root) } else { open.push(element) }
    }
    if open.is_empty() { root.ok_or_else(broken) } else { Err(broken()) }
}

fn add<'t>(element: Element<'t>, open: &mut [Element<'t>], root: &mut Option<Element<'t>>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(Node::Element(element)),
        None => drop(root.get_or_insert(element)),
    }
}

fn add_text<'t>(text: Cow<'t, str>, open: &mut [Element<'t>]) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(Node::Text(text));
    }
}

/// Returns the character of a reference, or the reference as written.
fn character(name: &quick_xml::events::BytesRef) -> String {
    if let Ok(Some(character)) = name.resolve_char_ref() {
        return character.to_string();
    }
    let inner: &str = name;
    match inner {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => format!("&{inner};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        parse(text, "a.xml").unwrap_err().to_string()
    }

    #[test]
    fn elements_have_names_attributes_and_text() {
        let text =
            "<?xml version='1.0'?><a:list xmlns:a='x'><a:one a:id='1 &lt; 2'>R&amp;D <![CDATA[<&]]></a:one></a:list>";
        let root = parse(text, "a.xml").unwrap();
        assert_eq!(root.name(), "list");
        let one = root.child("one").unwrap();
        assert_eq!(one.attribute("id").as_deref(), Some("1 < 2"));
        assert_eq!(one.text(), "R&D <&");
    }

    #[test]
    fn strict_and_transitional_documents_read_the_same() {
        for name in [
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ] {
            let text = format!("<x:p xmlns:x='{name}'/>");
            assert_eq!(parse(&text, "a.xml").unwrap().space, Space::Word);
        }
        assert_eq!(parse("<w:p/>", "a.xml").unwrap().space, Space::Word);
        assert_eq!(parse("<w:p xmlns:w='urn:other'/>", "a.xml").unwrap().space, Space::Other);
    }

    #[test]
    fn entities_defined_in_a_document_are_not_expanded() {
        let text = "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]><a>&c;&c;</a>";
        assert_eq!(parse(text, "a.xml").unwrap().text(), "&c;&c;");
    }

    #[test]
    fn broken_or_too_deep_xml_is_refused() {
        assert_eq!(refused("<a><b></a>"), "its part a.xml is not well-formed XML");
        assert_eq!(refused("<a>"), "its part a.xml is not well-formed XML");
        assert_eq!(refused(""), "its part a.xml is not well-formed XML");
        let many = format!("<a>{}</a>", "<b/>".repeat(ELEMENTS));
        assert_eq!(refused(&many), "its part a.xml has more than 1000000 elements");
        assert_eq!(refused(&"<a>".repeat(300)), "its part a.xml nests more than 256 deep");
    }
}
