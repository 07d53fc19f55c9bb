//! Reads drawings: pictures with their alternative text, and text boxes.

use std::borrow::Cow;

use super::super::inline::{Atom, Mark, Piece};
use super::Reader;
use crate::briefing::convert::xml::{Element, Space};

impl Reader<'_> {
    /// Adds the pictures of a drawing. Its text follows the paragraph.
    pub(super) fn picture(&mut self, drawing: &Element, marks: &[Mark], out: &mut Vec<Piece>) {
        if !self.is_shown() {
            return;
        }
        let mut found = Found::default();
        found.walk(drawing);
        for text in found.boxes {
            let mut lines = Vec::new();
            self.lines(text, &mut lines);
            self.story.boxes.append(&mut lines);
        }
        if found.is_decorative {
            return;
        }
        let own = found.words.into_iter().find(|words| describes(words)).unwrap_or_default();
        let alt = without_notice(&own);
        let targets = found.ids.iter().filter_map(|id| self.relations?.target(id)).map(str::to_owned);
        let mut targets: Vec<String> = targets.collect();
        targets.dedup();
        // A drawing without a picture is represented by its words.
        if targets.is_empty() && !alt.is_empty() {
            targets.push(String::new());
        }
        for (index, to) in targets.into_iter().enumerate() {
            let alt = if index == 0 { alt.clone() } else { String::new() };
            self.put(Atom::Image { to, alt }, marks, out);
        }
    }
}

/// The content of a drawing.
#[derive(Default)]
struct Found<'e, 't> {
    boxes: Vec<&'e Element<'t>>,
    /// Ids of its pictures.
    ids: Vec<String>,
    /// Its alternative texts, outer ones first.
    words: Vec<String>,
    is_decorative: bool,
}

impl<'e, 't> Found<'e, 't> {
    fn walk(&mut self, element: &'e Element<'t>) {
        for inner in element.elements() {
            let attribute = |name: &str| inner.attribute(name).map(Cow::into_owned);
            match inner.name() {
                "txbxContent" if inner.space == Space::Word => {
                    self.boxes.push(inner);
                    continue;
                }
                "AlternateContent" => {
                    if let Some(chosen) = Reader::alternative(inner) {
                        self.walk(chosen);
                    }
                    continue;
                }
                "docPr" | "cNvPr" => self.words.extend(attribute("descr").into_iter().chain(attribute("title"))),
                "shape" | "rect" => self.words.extend(attribute("alt")),
                "blip" => self.ids.extend(attribute("embed").or_else(|| attribute("link")).filter(|id| !id.is_empty())),
                "imagedata" => self.ids.extend(attribute("id").or_else(|| attribute("href"))),
                "decorative" => self.is_decorative |= inner.attribute("val").is_some_and(|value| value == "1"),
                _ => {}
            }
            self.walk(inner);
        }
    }
}

/// Whether words describe a picture. A file name does not.
fn describes(words: &str) -> bool {
    let lower = words.trim().to_lowercase();
    let is_file = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg"]
        .iter()
        .any(|end| lower.ends_with(end));
    !lower.is_empty() && !is_file && !lower.starts_with("http") && !lower.contains(":\\")
}

/// Removes Word's notice that it generated the words.
fn without_notice(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let notices = ["Description automatically generated", "AI-generated content may be incorrect."];
    let mut own = words.as_str();
    for notice in notices {
        own = own.find(notice).map_or(own, |at| own[..at].trim_end());
    }
    own.to_owned()
}
