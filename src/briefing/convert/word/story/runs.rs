//! Reads the content of a paragraph: runs, links, fields, changes, comments.

use std::borrow::Cow;
use std::rc::Rc;

use super::super::citations::{self, Citation};
use super::super::fields::Instruction;
use super::super::inline::{Atom, Mark, Piece};
use super::super::styles::{self, Font, Look, Raised, value};
use super::super::{endnote, lines, signs};
use super::notes::{ENDNOTES, FOOTNOTES};
use super::{Reader, Story, StoryKind};
use crate::briefing::convert::document::Inline;
use crate::briefing::convert::xml::{Element, Space};

/// Prefix of the tags of Mendeley's content controls.
const MENDELEY: &str = "MENDELEY_CITATION_v3_";

/// An open field.
#[derive(Debug)]
pub(super) struct Field {
    instruction: String,
    /// Its data, and whether its check box is ticked.
    data: String,
    ticked: Option<bool>,
    /// The meaning of its text; none until the instruction is complete.
    meaning: Option<Meaning>,
}

/// The meaning of the text that a field shows.
#[derive(Debug)]
enum Meaning {
    Shown,
    Hidden,
    Link(Rc<str>),
    /// The text is shown, and the citation follows it.
    Cited(Citation),
    /// The text refers to a note again, by the note's kind and id. It is a reference if its first mark is a superscript
    /// or the flag is set.
    Noted(usize, String, bool),
}

/// The meaning of a content control.
pub(super) enum Control {
    Shown,
    Hidden,
    Cited(Citation),
}

impl Reader<'_> {
    /// Reads the content of a paragraph or of an element in it.
    pub(super) fn inline(&mut self, parent: &Element, marks: &mut Vec<Mark>, out: &mut Vec<Piece>) {
        for element in parent.elements() {
            match (element.space, element.name()) {
                (Space::Word, "r") => self.run(element, marks, out),
                (Space::Word, "hyperlink") => {
                    let mark = self.address(element).map(|to| Mark::Link(to.into()));
                    self.marked(mark, element, marks, out);
                }
                (Space::Word, "ins" | "moveTo") => self.marked(Some(Mark::Inserted), element, marks, out),
                (Space::Word, "del" | "moveFrom") => self.marked(Some(Mark::Deleted), element, marks, out),
                (Space::Word, "smartTag" | "customXml" | "dir" | "bdo" | "sdtContent") => {
                    self.inline(element, marks, out);
                }
                (Space::Word, "sdt") => self.control_of_runs(element, marks, out),
                (Space::Word, "fldSimple") => {
                    let instruction = element.attribute("instr").map(Cow::into_owned).unwrap_or_default();
                    self.story.fields.push(Field { instruction, data: String::new(), ticked: None, meaning: None });
                    self.separate(marks, out);
                    self.inline(element, marks, out);
                    self.end(marks, out);
                }
                (Space::Word, "commentRangeStart" | "commentRangeEnd") => self.comment_range(element, out),
                (Space::Math, "oMath" | "oMathPara") => self.text(&signs::formula(element), marks, out),
                (_, "AlternateContent") => {
                    if let Some(chosen) = Self::alternative(element) {
                        self.inline(chosen, marks, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn marked(&mut self, mark: Option<Mark>, element: &Element, marks: &mut Vec<Mark>, out: &mut Vec<Piece>) {
        let length = marks.len();
        marks.extend(mark.filter(|mark| !marks.contains(mark)));
        self.inline(element, marks, out);
        marks.truncate(length);
    }

    /// Returns the address of a hyperlink; none if its target is in the document.
    fn address(&self, element: &Element) -> Option<String> {
        let id = element.attribute("id")?;
        let address = self.relations?.address(&id)?;
        let address = match element.attribute("anchor") {
            Some(place) if !place.is_empty() && !address.contains('#') => format!("{address}#{place}"),
            _ => address.to_owned(),
        };
        Some(address).filter(|address| is_public(address))
    }

    fn run(&mut self, run: &Element, marks: &mut Vec<Mark>, out: &mut Vec<Piece>) {
        let properties = run.child("rPr");
        let by_style = properties.and_then(|properties| value(properties, "rStyle"));
        let by_style = by_style.map(|style| self.styles.look(&style)).unwrap_or_default();
        let look = properties.map(Look::of).unwrap_or_default().over(by_style);
        let length = marks.len();
        for (is_on, mark) in [
            (look.strong == Some(true), Mark::Strong),
            (look.emphasis == Some(true), Mark::Emphasis),
            (look.struck == Some(true), Mark::Struck),
            (look.code, Mark::Code),
        ] {
            marks.extend(Some(mark).filter(|_| is_on));
        }
        self.run_parts(run, look, marks, out);
        marks.truncate(length);
    }

    fn run_parts(&mut self, run: &Element, look: Look, marks: &mut Vec<Mark>, out: &mut Vec<Piece>) {
        let is_hidden = look.hidden == Some(true);
        let is_deleted = marks.contains(&Mark::Deleted);
        // A custom mark of a note may follow its reference as text, which is skipped.
        let mut is_mark = false;
        for element in run.elements() {
            match (element.space, element.name()) {
                (Space::Word, "fldChar") => self.field(element, marks, out),
                (Space::Word, "instrText" | "delInstrText") => {
                    if let Some(field) = self.story.fields.last_mut().filter(|field| field.meaning.is_none()) {
                        field.instruction.push_str(&signs::characters(element));
                    }
                }
                (Space::Word, "commentReference") if !is_deleted => self.comment_reference(element, out),
                _ if is_hidden => {}
                (Space::Word, "t" | "delText") if !is_mark => {
                    let text = signs::in_font(&signs::characters(element), look.font);
                    if !self.refers_again(look, marks, out) {
                        let first = out.len();
                        self.text(&signs::lowered(&text, look.raised), marks, out);
                        out[first..].iter_mut().for_each(|piece| piece.raised = look.raised == Some(Raised::Up));
                    }
                }
                (Space::Word, "tab" | "ptab") => self.text("\t", marks, out),
                (Space::Word, "br" | "cr") => match element.attribute("type").as_deref() {
                    // The end of a page or a column does not break the text.
                    Some("page" | "column") => self.text(" ", marks, out),
                    _ => self.put(Atom::Break, marks, out),
                },
                (Space::Word, "noBreakHyphen") => self.text("\u{2011}", marks, out),
                (Space::Word, "sym") => self.symbol(element, marks, out),
                (Space::Word, name @ ("footnoteReference" | "endnoteReference")) => {
                    is_mark =
                        element.attribute("customMarkFollows").is_some_and(|value| !matches!(&*value, "0" | "false"));
                    let kind = if name == "footnoteReference" { FOOTNOTES } else { ENDNOTES };
                    let is_shown = self.story.kind != StoryKind::Comment && self.is_shown();
                    let id = element.attribute("id").filter(|_| is_shown);
                    if let Some(reference) = id.and_then(|id| self.note(kind, &id)) {
                        self.put(reference, marks, out);
                    }
                }
                (Space::Word, "drawing" | "pict" | "object") => self.picture(element, marks, out),
                (Space::Word, "ruby") => {
                    if let Some(base) = element.child("rubyBase") {
                        self.inline(base, marks, out);
                    }
                    // The pronunciation of the characters.
                    if let Some(reading) = element.child("rt").filter(|reading| !reading.text().trim().is_empty()) {
                        self.text("(", marks, out);
                        self.inline(reading, marks, out);
                        self.text(")", marks, out);
                    }
                }
                (_, "AlternateContent") => {
                    if let Some(chosen) = Self::alternative(element) {
                        self.run_parts(chosen, look, marks, out);
                    }
                }
                _ => {}
            }
        }
    }

    /// Replaces the text of a field that refers to a note again by a reference. Returns whether it did.
    fn refers_again(&mut self, look: Look, marks: &[Mark], out: &mut Vec<Piece>) -> bool {
        let Some(Field { meaning: Some(Meaning::Noted(kind, id, is_formatted)), .. }) = self.story.fields.last() else {
            return false;
        };
        let (kind, id, is_reference) = (*kind, id.clone(), *is_formatted || look.raised == Some(Raised::Up));
        if !is_reference || !self.is_shown() {
            return false;
        }
        let Some(reference) = self.note(kind, &id) else { return false };
        self.put(reference, marks, out);
        if let Some(field) = self.story.fields.last_mut() {
            field.meaning = Some(Meaning::Hidden);
        }
        true
    }

    fn symbol(&mut self, element: &Element, marks: &[Mark], out: &mut Vec<Piece>) {
        let font = element.attribute("font").map_or(Font::Other, |name| Font::new(&name));
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        if let Some(sign) = code.and_then(|code| signs::sign(font, code)) {
            self.text(sign.encode_utf8(&mut [0; 4]), marks, out);
        }
    }

    // Output.

    fn text(&mut self, text: &str, marks: &[Mark], out: &mut Vec<Piece>) {
        // Text inside an instruction belongs to the instruction.
        if let Some(field) = self.story.fields.iter_mut().rev().find(|field| field.meaning.is_none()) {
            field.instruction.push_str(text);
            return;
        }
        if !text.is_empty() {
            self.put(Atom::Text(text.to_owned()), marks, out);
        }
    }

    pub(super) fn put(&self, atom: Atom, marks: &[Mark], out: &mut Vec<Piece>) {
        if !self.is_shown() {
            return;
        }
        let mut marks = marks.to_vec();
        let has_link = marks.iter().any(|mark| matches!(mark, Mark::Link(_)));
        let links = self.story.fields.iter().rev().filter_map(|field| match &field.meaning {
            Some(Meaning::Link(to)) => Some(Mark::Link(Rc::clone(to))),
            _ => None,
        });
        marks.extend(links.take(usize::from(!has_link)));
        marks.extend(self.story.commented.first().map(|id| Mark::Commented(Rc::clone(id))));
        out.push(Piece::new(marks, atom));
    }

    /// Whether text at this point is shown.
    pub(super) fn is_shown(&self) -> bool {
        self.story.fields.iter().all(|field| !matches!(field.meaning, None | Some(Meaning::Hidden)))
    }

    // Fields.

    fn field(&mut self, element: &Element, marks: &[Mark], out: &mut Vec<Piece>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") if self.story.ended.has(element) => {
                let ticked = element.at(&["ffData", "checkBox"]).map(|tick| {
                    let is_on = |name| tick.child(name).map(styles::is_on);
                    is_on("checked").or_else(|| is_on("default")).unwrap_or(false)
                });
                let data = element.child("fldData").map(Element::text).unwrap_or_default();
                self.story.fields.push(Field { instruction: String::new(), data, ticked, meaning: None });
            }
            Some("separate") => self.separate(marks, out),
            Some("end") => self.end(marks, out),
            _ => {}
        }
    }

    /// Ends the instruction of the innermost field.
    fn separate(&mut self, marks: &[Mark], out: &mut Vec<Piece>) {
        let Some(mut field) = self.story.fields.pop_if(|field| field.meaning.is_none()) else { return };
        let meaning = self.meaning_of(&field, marks.contains(&Mark::Deleted));
        if let (Meaning::Hidden, Some(ticked)) = (&meaning, field.ticked) {
            self.text(if ticked { "☒" } else { "☐" }, marks, out);
        }
        let (meaning, citation) = match meaning {
            Meaning::Cited(citation) if !citation.own_words => (Meaning::Hidden, Some(citation)),
            meaning => (meaning, None),
        };
        if let Some(citation) = citation {
            self.put(Atom::Cite(citation.cites), marks, out);
        }
        field.meaning = Some(meaning);
        self.story.fields.push(field);
    }

    fn end(&mut self, marks: &[Mark], out: &mut Vec<Piece>) {
        // A field may end without text.
        self.separate(marks, out);
        if let Some(Field { meaning: Some(Meaning::Cited(citation)), .. }) = self.story.fields.pop() {
            self.put(Atom::Cite(citation.cites), marks, out);
        }
    }

    fn meaning_of(&mut self, field: &Field, is_deleted: bool) -> Meaning {
        let in_main = self.story.kind == StoryKind::Main;
        let cited = |citation: Option<Citation>| citation.map_or(Meaning::Shown, Meaning::Cited);
        match Instruction::new(&field.instruction) {
            Instruction::Link(address) if is_public(&address) => Meaning::Link(address.into()),
            Instruction::Hidden => Meaning::Hidden,
            Instruction::Box if field.ticked.is_some() => Meaning::Hidden,
            Instruction::Bibliography if self.works.are_whole() && !is_deleted => {
                self.left_out = true;
                Meaning::Hidden
            }
            // In a note, the displayed text names the source.
            Instruction::Citation(json) if in_main => cited(self.works.read(&json)),
            Instruction::EndNote(data) if in_main => {
                let data = if data.is_empty() { text_of(&field.data) } else { Some(data) };
                let json = data.and_then(|data| endnote::citation(&data)).unwrap_or_default();
                cited(self.works.read(&json))
            }
            Instruction::Catalogued(words) if in_main => cited(self.works.read(&self.parts.catalogue.citation(&words))),
            Instruction::Catalogue if self.works.are_whole() && !is_deleted => {
                // The list has works that no citation names.
                for (address, work) in self.parts.catalogue.all() {
                    self.works.key(Some(&address), work);
                }
                self.left_out = true;
                Meaning::Hidden
            }
            Instruction::Note(bookmark, is_formatted) if in_main => match self.notes.in_bookmark(&bookmark) {
                Some((kind, id)) => Meaning::Noted(*kind, id.clone(), is_formatted),
                None => Meaning::Shown,
            },
            Instruction::Link(_)
            | Instruction::Note(..)
            | Instruction::Shown
            | Instruction::Box
            | Instruction::Bibliography
            | Instruction::Catalogue
            | Instruction::Catalogued(_)
            | Instruction::Citation(_)
            | Instruction::EndNote(_) => Meaning::Shown,
        }
    }

    // Content controls.

    /// Returns the meaning of a content control by its properties.
    pub(super) fn control(&mut self, element: &Element) -> Control {
        let Some(properties) = element.child("sdtPr") else { return Control::Shown };
        let gallery = properties.child("docPartObj").and_then(|part| value(part, "docPartGallery"));
        if gallery.is_some_and(|gallery| gallery == "Table of Contents") {
            return Control::Hidden;
        }
        let Some(tag) = value(properties, "tag") else { return Control::Shown };
        if tag.starts_with("MENDELEY_BIBLIOGRAPHY") && self.works.are_whole() {
            self.left_out = true;
            return Control::Hidden;
        }
        let Some(data) = tag.strip_prefix(MENDELEY).filter(|_| self.story.kind == StoryKind::Main) else {
            return Control::Shown;
        };
        let json = text_of(data).unwrap_or_default();
        self.works.read(&json).map_or(Control::Shown, Control::Cited)
    }

    fn control_of_runs(&mut self, element: &Element, marks: &mut Vec<Mark>, out: &mut Vec<Piece>) {
        let Some(content) = element.child("sdtContent") else { return };
        match self.control(element) {
            Control::Hidden => {}
            Control::Shown => self.inline(content, marks, out),
            Control::Cited(citation) => {
                if citation.own_words {
                    self.inline(content, marks, out);
                }
                self.put(Atom::Cite(citation.cites), marks, out);
            }
        }
    }

    // Comments.

    pub(super) fn comment_range(&mut self, element: &Element, out: &mut Vec<Piece>) {
        let Some(id) = element.attribute("id").filter(|id| self.story.ranges.contains(&**id)) else { return };
        if element.name() == "commentRangeStart" {
            self.story.commented.push(Rc::from(&*id));
            return;
        }
        self.story.commented.retain(|open| **open != *id);
        if !self.story.referred.contains(&*id) {
            self.comment(&id, out);
        }
    }

    fn comment_reference(&mut self, element: &Element, out: &mut Vec<Piece>) {
        if let Some(id) = element.attribute("id") {
            // The reference to a comment follows the commented words.
            self.story.commented.retain(|open| **open != *id);
            self.comment(&id, out);
        }
    }

    fn comment(&mut self, id: &str, out: &mut Vec<Piece>) {
        if self.story.kind == StoryKind::Comment {
            return;
        }
        let Some(&element) = self.parts.comments.all.get(id) else {
            let words = vec![Inline::Text("[comment missing]".to_owned())];
            return out.push(Piece::new(Vec::new(), Atom::Comment { by: String::new(), words }));
        };
        let attribute =
            |name| element.attribute(name).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        let by = attribute("author").or_else(|| attribute("initials")).unwrap_or_default();
        let story = std::mem::replace(&mut self.story, Story::new(element, StoryKind::Comment));
        let relations = std::mem::replace(&mut self.relations, self.parts.comments.relations);
        let words = lines::flat(&self.flow(element));
        self.relations = relations;
        self.story = story;
        if !words.is_empty() {
            // The comment does not inherit the look or the changes of the words around it.
            out.push(Piece::new(Vec::new(), Atom::Comment { by, words }));
        }
    }
}

/// Decodes text from base 64.
fn text_of(data: &str) -> Option<String> {
    String::from_utf8(citations::base64(data)?).ok()
}

/// Whether other people can follow an address.
pub(super) fn is_public(address: &str) -> bool {
    let lower = address.to_lowercase();
    let has_scheme =
        ["http://", "https://", "mailto:", "ftp://", "doi:", "tel:"].iter().any(|scheme| lower.starts_with(scheme));
    // Citations made in a browser link to the reference manager itself.
    has_scheme && !lower.starts_with("https://www.zotero.org/google-docs/")
}
