//! Moves the parts of a streamed page, as by React, to their places.
//!
//! A hidden `<div hidden id="S:5">` at the end replaces `<template id="B:5">`.
//!
//! Must not know any other element.

use std::collections::HashMap;

use dom_query::{Document as Dom, NodeRef};

/// Moves each part to its place.
pub(super) fn gather(dom: &Dom) {
    let mut places: HashMap<String, NodeRef<'_>> = HashMap::new();
    let mut parts: Vec<(String, NodeRef<'_>)> = Vec::new();
    for node in dom.root().descendants_it().filter(NodeRef::is_element) {
        let id = node.id_attr().unwrap_or_default();
        match id.split_once(':') {
            Some(("B" | "P", number)) if node.has_name("template") => _ = places.insert(number.to_owned(), node),
            Some(("S", number)) if node.has_name("div") && node.has_attr("hidden") => {
                parts.push((number.to_owned(), node));
            }
            _ => {}
        }
    }
    for (number, part) in parts {
        // A part has one place, and that place is not within the part itself.
        let Some(place) = places.remove(&number) else { continue };
        if place.ancestors_it(None).any(|outer| outer.id == part.id) {
            continue;
        }
        for child in part.children() {
            child.remove_from_parent();
            place.insert_before(&child);
        }
        place.remove_from_parent();
        part.remove_from_parent();
    }
}
