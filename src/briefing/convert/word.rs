//! Reads Word files (`.docx`).
//!
//! The parts of the file are found by their relationships, because their names are not fixed. The main text is read
//! first; its notes follow in the order of their references. Must not know how Markdown is written.

mod catalogue;
mod citations;
mod endnote;
mod fields;
mod inline;
mod lines;
mod numbering;
mod package;
mod properties;
mod signs;
mod story;
mod styles;
mod titles;

use std::collections::HashMap;

use super::archive::Archive;
use super::document::{Document, Refused};
use super::xml::{self, Element};
use package::Relations;

/// First bytes of old Office files and of encrypted Office files.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Parts that identify other office files, with the messages for such files.
const OTHERS: [(&str, &str); 4] = [
    ("xl/workbook.xml", "it is an Excel file, not a Word file"),
    ("ppt/presentation.xml", "it is a PowerPoint file, not a Word file"),
    ("META-INF/container.xml", "it is a book (EPUB), not a Word file"),
    ("content.xml", "it is an OpenDocument file, not a Word file; save it as .docx"),
];

/// Whether bytes are a Word file, or a file that [`read`] refuses with a reason.
pub fn is_word(bytes: &[u8]) -> bool {
    if bytes.starts_with(OLE) {
        let name = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let has = |part: &str| {
            let name = name(part);
            bytes.windows(name.len()).any(|window| window == name)
        };
        return has("WordDocument") || has("EncryptedPackage");
    }
    Archive::is_one(bytes)
        && Archive::open(bytes)
            .and_then(|mut archive| package::main_part(&mut archive))
            .is_ok_and(|part| part.is_some())
}

/// Reads a Word file, or returns the reason why it is not read.
pub fn read(bytes: &[u8]) -> Result<Document, Refused> {
    if bytes.starts_with(OLE) {
        return Err(Refused::new("it is an old or encrypted Word file (OLE); save it as .docx"));
    }
    if !Archive::is_one(bytes) {
        return Err(Refused::new("it is not a Word file: it is not a ZIP archive"));
    }
    let mut archive = Archive::open(bytes)?;
    let Some(name) = package::main_part(&mut archive)? else {
        let other = OTHERS.iter().find(|(part, _)| archive.has(part));
        return Err(Refused::new(other.map_or("it is not a Word file: it has no word/document.xml", |(_, why)| why)));
    };
    let file = Relations::of(&mut archive, "")?;
    let front = properties::front(&mut archive, &file);
    let main = Source::of(&mut archive, &name)?.ok_or_else(|| Refused::new("it has no main text"))?;
    // Parts for the look of the text may be broken, but parts with text may not.
    let mut looks = |kind: &str| {
        let part = main.relations.part(kind).unwrap_or(kind);
        Source::of(&mut archive, part).ok().flatten()
    };
    let [styles, numbering] = [looks("styles"), looks("numbering")];
    let styles = styles.as_ref().and_then(|source| source.parse().ok());
    let numbering = numbering.as_ref().and_then(|source| source.parse().ok());
    let mut text = |kind: &str| main.relations.part(kind).map_or(Ok(None), |part| Source::of(&mut archive, part));
    let [footnotes, endnotes, comments] = [text("footnotes")?, text("endnotes")?, text("comments")?];

    let catalogue = catalogue::Catalogue::of(&mut archive, &main.relations);
    let root = main.parse()?;
    let body = root.child("body").ok_or_else(|| Refused::new("its main part has no text"))?;
    let trees = [tree(footnotes.as_ref())?, tree(endnotes.as_ref())?, tree(comments.as_ref())?];
    let notes = [
        Entries::of("footnote", footnotes.as_ref(), trees[0].as_ref()),
        Entries::of("endnote", endnotes.as_ref(), trees[1].as_ref()),
    ];
    let comments = Entries::of("comment", comments.as_ref(), trees[2].as_ref());
    let parts = Parts { body, relations: &main.relations, notes, comments, catalogue };
    let styles = styles.as_ref().map(styles::Styles::of).unwrap_or_default();
    let numbering = numbering.as_ref().map(numbering::Numbering::of).unwrap_or_default();
    Ok(story::Reader::new(&parts, &styles, numbering, front).document())
}

/// A part's text and its relationships.
struct Source {
    name: String,
    text: String,
    relations: Relations,
}

impl Source {
    fn of(archive: &mut Archive, name: &str) -> Result<Option<Self>, Refused> {
        let Some(text) = archive.text(name)? else { return Ok(None) };
        Ok(Some(Self { name: name.to_owned(), text, relations: Relations::of(archive, name)? }))
    }

    fn parse(&self) -> Result<Element<'_>, Refused> {
        xml::parse(&self.text, &self.name)
    }
}

fn tree(source: Option<&Source>) -> Result<Option<Element<'_>>, Refused> {
    source.map(Source::parse).transpose()
}

/// Parts that contain text.
struct Parts<'p> {
    body: &'p Element<'p>,
    relations: &'p Relations,
    /// Footnotes and endnotes.
    notes: [Entries<'p>; 2],
    comments: Entries<'p>,
    /// Word's own list of sources.
    catalogue: catalogue::Catalogue,
}

/// Notes or comments by their ids.
#[derive(Default)]
struct Entries<'p> {
    all: HashMap<String, &'p Element<'p>>,
    relations: Option<&'p Relations>,
}

impl<'p> Entries<'p> {
    fn of(kind: &str, source: Option<&'p Source>, tree: Option<&'p Element<'p>>) -> Self {
        let all = tree.into_iter().flat_map(Element::elements).filter(|element| element.name() == kind);
        // Word stores the separators between text and notes as notes too.
        let own = all.filter(|element| element.attribute("type").is_none_or(|kind| kind == "normal"));
        let all = own.filter_map(|element| Some((element.attribute("id")?.into_owned(), element))).collect();
        Self { all, relations: source.map(|source| &source.relations) }
    }
}

#[cfg(test)]
mod tests;
