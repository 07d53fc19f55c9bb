//! Reads fields: text that Word generates from an instruction.

use std::collections::HashSet;

use super::super::xml::{Element, Space};

/// A field's instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Instruction {
    /// A hyperlink with its address; empty if it leads to a place in the document.
    Link(String),
    /// A citation in CSL-JSON.
    Citation(String),
    /// Word's own `CITATION`: the words after it, each with whether it is quoted.
    Catalogued(Vec<(String, bool)>),
    /// A citation in `EndNote`'s XML; empty if the field stores it as data.
    EndNote(String),
    Bibliography,
    /// Word's own list of sources, including those that are not cited.
    Catalogue,
    /// A reference to the note in a bookmark, and whether it looks like a note's mark.
    Note(String, bool),
    /// A table of contents, an index, or a field without text.
    Hidden,
    /// A check box.
    Box,
    /// The field's text is part of the document.
    Shown,
}

impl Instruction {
    pub(super) fn new(text: &str) -> Self {
        let text = text.trim();
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        match word.to_uppercase().as_str() {
            "HYPERLINK" => Self::Link(address(rest)),
            "TOC" | "TOA" | "INDEX" | "XE" | "TC" | "TA" | "RD" | "PRIVATE" => Self::Hidden,
            "NOTEREF" => {
                let words = words(rest);
                let is_formatted = words.iter().any(|(word, quoted)| !quoted && word.eq_ignore_ascii_case("\\f"));
                words.into_iter().next().map_or(Self::Shown, |(name, _)| Self::Note(name, is_formatted))
            }
            "CITATION" => Self::Catalogued(words(rest)),
            "BIBLIOGRAPHY" => Self::Catalogue,
            "FORMCHECKBOX" => Self::Box,
            "ADDIN" => addin(rest.trim_start()),
            _ => Self::Shown,
        }
    }
}

/// Reads the instruction of another program's field.
fn addin(rest: &str) -> Instruction {
    let (word, _) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match word {
        "ZOTERO_BIBL" | "CSL_BIBLIOGRAPHY" | "EN.REFLIST" => return Instruction::Bibliography,
        "EN.CITE" => return Instruction::EndNote(rest.find('<').map(|at| rest[at..].to_owned()).unwrap_or_default()),
        _ => {}
    }
    if word == "Mendeley" && rest.contains("CSL_BIBLIOGRAPHY") {
        return Instruction::Bibliography;
    }
    match rest.find('{') {
        Some(at) if rest[..at].contains("CSL_CITATION") => Instruction::Citation(rest[at..].to_owned()),
        _ => Instruction::Shown,
    }
}

/// Returns the address of a hyperlink: its first word, with the fragment that `\l` names. Empty if it has only a
/// fragment.
fn address(text: &str) -> String {
    let mut address = String::new();
    let mut place = String::new();
    let mut words = words(text).into_iter();
    while let Some((word, quoted)) = words.next() {
        match word.to_lowercase().as_str() {
            "\\l" if !quoted => place = words.next().map(|(word, _)| word).unwrap_or_default(),
            // The switches for the tooltip and the target window each have a word.
            "\\o" | "\\t" if !quoted => drop(words.next()),
            _ if !quoted && word.starts_with('\\') => {}
            _ if address.is_empty() => address = word,
            _ => {}
        }
    }
    if !address.is_empty() && !place.is_empty() && !address.contains('#') {
        address = format!("{address}#{place}");
    }
    address
}

/// Splits an instruction into words, each with whether it is in quotation marks.
pub(super) fn words(text: &str) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| ['"', '“', '”', '„'].contains(c));
        let (word, after) = if let Some(quote) = quote {
            let inner = &rest[quote.len_utf8()..];
            let end = inner.find(['"', '”', '“']).unwrap_or(inner.len());
            let after = inner[end..].chars().next().map_or(0, char::len_utf8);
            (&inner[..end], &inner[end + after..])
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            rest.split_at(end)
        };
        words.push((word.replace("\\\\", "\\"), quote.is_some()));
        rest = after.trim_start();
    }
    words
}

/// Beginnings of fields that also have an end, by the addresses of their elements in memory.
///
/// A field without an end would hide the rest of the document.
#[derive(Debug, Default)]
pub(super) struct Ended(HashSet<*const ()>);

impl Ended {
    pub(super) fn of(root: &Element) -> Self {
        let mut ended = Self::default();
        ended.walk(root, &mut Vec::new());
        ended
    }

    fn walk(&mut self, element: &Element, open: &mut Vec<*const ()>) {
        if element.space == Space::Word && element.name() == "fldChar" {
            match element.attribute("fldCharType").as_deref() {
                Some("begin") => open.push(Self::place(element)),
                Some("end") => self.0.extend(open.pop()),
                _ => {}
            }
        }
        element.elements().for_each(|inner| self.walk(inner, open));
    }

    pub(super) fn has(&self, begin: &Element) -> bool {
        self.0.contains(&Self::place(begin))
    }

    fn place(element: &Element) -> *const () {
        std::ptr::from_ref(element).cast()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str) -> Instruction {
        Instruction::Link(text.to_owned())
    }

    #[test]
    fn a_hyperlink_has_an_address_or_a_place() {
        assert_eq!(Instruction::new(r#" HYPERLINK "https://a.example/b" \o "Hint" "#), link("https://a.example/b"));
        assert_eq!(Instruction::new(r#"hyperlink https://a.example \l "part""#), link("https://a.example#part"));
        assert_eq!(Instruction::new(r#"HYPERLINK \l "_Toc1""#), link(""));
    }

    #[test]
    fn fields_of_reference_managers_are_known() {
        let json = r#"{"citationItems":[]}"#;
        for before in ["ADDIN ZOTERO_ITEM CSL_CITATION", "ADDIN CSL_CITATION", "ADDIN  ZOTERO_ITEM CSL_CITATION "] {
            assert_eq!(Instruction::new(&format!(" {before} {json} ")), Instruction::Citation(json.to_owned()));
        }
        for text in ["ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY "] {
            assert_eq!(Instruction::new(text), Instruction::Bibliography);
        }
        assert_eq!(Instruction::new("ADDIN ZOTERO_TEMP"), Instruction::Shown);
        let words = vec![("Maa19".to_owned(), false), ("\\l".to_owned(), false), ("1033".to_owned(), false)];
        assert_eq!(Instruction::new(r" CITATION Maa19 \l 1033 "), Instruction::Catalogued(words));
        assert_eq!(Instruction::new(r" BIBLIOGRAPHY  \l 1033 "), Instruction::Catalogue);
    }

    #[test]
    fn contents_are_hidden_and_cross_references_are_shown() {
        assert_eq!(Instruction::new(r#"TOC \o "1-3" \h"#), Instruction::Hidden);
        assert_eq!(Instruction::new(r"REF _Ref1 \h"), Instruction::Shown);
        assert_eq!(Instruction::new(""), Instruction::Shown);
    }
}
