//! Finds the parts of a Word file by their relationships.

use std::collections::HashMap;

use super::super::archive::{Archive, beside};
use super::super::document::Refused;
use super::super::xml;

/// Types of the main part in `[Content_Types].xml`: documents and templates, with or without macros.
const MAIN: [&str; 4] = [
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
];

/// The relationships of a part by their ids.
#[derive(Debug, Default)]
pub(super) struct Relations(HashMap<String, Relation>);

#[derive(Debug)]
struct Relation {
    /// Last word of its type's address: `footnotes`.
    kind: String,
    /// An address if it is outside the file, or else the name of a part.
    target: String,
    outside: bool,
}

impl Relations {
    /// Reads the relationships of a part. The whole file has an empty name.
    pub(super) fn of(archive: &mut Archive, part: &str) -> Result<Self, Refused> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let own = beside("", &format!("{folder}/_rels/{name}.rels"));
        let Some(text) = archive.text(&own)? else { return Ok(Self::default()) };
        let root = xml::parse(&text, &own)?;
        let relation = |element: &xml::Element| {
            let attribute = |name| element.attribute(name).map(|value| value.trim().to_owned());
            let outside = attribute("TargetMode").is_some_and(|mode| mode == "External");
            let target = attribute("Target")?;
            let target = if outside { target } else { beside(part, &target) };
            let kind = attribute("Type")?.rsplit('/').next()?.to_owned();
            Some((attribute("Id")?, Relation { kind, target, outside }))
        };
        Ok(Self(root.elements().filter_map(relation).collect()))
    }

    /// Returns the first part of a kind.
    pub(super) fn part(&self, kind: &str) -> Option<&str> {
        self.parts(kind).first().copied()
    }

    /// Returns all parts of a kind in the order of their names.
    pub(super) fn parts(&self, kind: &str) -> Vec<&str> {
        let mut parts: Vec<&str> =
            self.0.values().filter(|one| one.kind == kind && !one.outside).map(|one| one.target.as_str()).collect();
        parts.sort_unstable();
        parts
    }

    /// Returns the address or the part that an id stands for.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|one| one.target.as_str())
    }

    /// Returns the address that an id stands for, if it is outside the file.
    pub(super) fn address(&self, id: &str) -> Option<&str> {
        self.0.get(id).filter(|one| one.outside).map(|one| one.target.as_str())
    }
}

/// Returns the name of the main part, if this is a Word file.
pub(super) fn main_part(archive: &mut Archive) -> Result<Option<String>, Refused> {
    let relations = Relations::of(archive, "")?;
    let types = archive.text("[Content_Types].xml")?.unwrap_or_default();
    let is_word = MAIN.iter().any(|kind| types.contains(kind));
    let named = relations.part("officeDocument").filter(|name| archive.has(name)).map(str::to_owned);
    Ok(match named {
        Some(name) if is_word || name.starts_with("word/") => Some(name),
        _ => Some("word/document.xml".to_owned()).filter(|name| archive.has(name)),
    })
}
