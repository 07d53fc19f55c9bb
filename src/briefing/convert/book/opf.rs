//! Reads a book's metadata and its list of chapters.

use std::borrow::Cow;

use super::super::archive::beside;
use super::super::document::Front;
use super::super::xml::Element;
use super::chapter::decoded;

/// Longest chain of fallbacks.
const FALLBACKS: usize = 8;

/// A book's own description.
pub(super) struct Opf {
    pub(super) front: Front,
    /// Names of its chapters' parts in reading order.
    pub(super) chapters: Vec<String>,
}

impl Opf {
    /// Reads a description; `name` is the part that contains it.
    pub(super) fn of(root: &Element, name: &str) -> Self {
        let metadata = root.child("metadata");
        let front =
            metadata.map(|metadata| front(metadata.child("dc-metadata").unwrap_or(metadata))).unwrap_or_default();
        let items = |name: &'static str, inner: &'static str| {
            let all = root.child(name).into_iter().flat_map(Element::elements);
            all.filter(move |element| element.name() == inner)
        };
        let chapter = |reference: &Element| {
            let id = reference.attribute("idref")?;
            let by_id =
                |id: &str| items("manifest", "item").find(|item| item.attribute("id").is_some_and(|own| own == id));
            // A chapter that is missing from the manifest has no name.
            let Some(mut item) = by_id(&id) else { return Some(String::new()) };
            // An item that is not text may name a fallback. A picture alone is not a chapter.
            for _ in 0..FALLBACKS {
                if is_text(item) {
                    break;
                }
                item = by_id(&item.attribute("fallback")?)?;
            }
            // The book's own table of contents is left out, because the reader makes its own.
            let is_contents =
                item.attribute("properties").is_some_and(|all| all.split_whitespace().any(|one| one == "nav"));
            let href = item.attribute("href").filter(|_| !is_contents)?;
            Some(beside(name, &decoded(&href)))
        };
        Self { front, chapters: items("spine", "itemref").filter_map(chapter).collect() }
    }
}

/// Whether an item of the manifest is text, or does not state its type.
fn is_text(item: &Element) -> bool {
    item.attribute("media-type").is_none_or(|kind| {
        let kind = kind.trim().to_lowercase();
        !["image/", "audio/", "video/", "font/"].iter().any(|other| kind.starts_with(other))
            && !matches!(kind.as_str(), "application/pdf" | "application/javascript" | "text/javascript" | "text/css")
    })
}

fn front(metadata: &Element) -> Front {
    let all = |name: &'static str| {
        metadata.elements().filter(move |element| element.name() == name && !text_of(element).is_empty())
    };
    // The property of an element stands in another element that refers to it.
    let refined = |element: &Element, property: &str| {
        let own = format!("#{}", element.attribute("id")?);
        let is_it = |meta: &&Element| {
            meta.attribute("refines").is_some_and(|id| *id == own)
                && meta.attribute("property").is_some_and(|name| name == property)
        };
        metadata.elements().find(is_it).map(text_of)
    };
    let kind = |element: &Element| refined(element, "title-type").unwrap_or_else(|| "main".to_owned());
    let is_author = |element: &&Element| {
        let role = element.attribute("role").map(Cow::into_owned).or_else(|| refined(element, "role"));
        role.is_none_or(|role| role == "aut")
    };
    let title = all("title").find(|title| kind(title) == "main").or_else(|| all("title").next());
    let date = all("date").find(|date| date.attribute("event").is_none_or(|event| event == "publication"));
    Front {
        title: title.map(text_of),
        subtitle: all("title").find(|title| kind(title) == "subtitle").map(text_of),
        authors: all("creator").filter(is_author).map(text_of).collect(),
        publisher: all("publisher").next().map(text_of),
        published: date.map(text_of).map(|date| date.split('T').next().unwrap_or_default().to_owned()),
        lang: all("language").next().map(text_of).filter(|code| code != "und"),
        url: None,
    }
}

fn text_of(element: &Element) -> String {
    element.text().split_whitespace().collect::<Vec<_>>().join(" ")
}
