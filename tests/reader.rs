//! The reader as its readers meet it: keys in, frames out, through the public API.

#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

#[path = "reader/harness.rs"]
mod harness;

#[path = "reader/claims.rs"]
mod claims;
#[path = "reader/copy.rs"]
mod copy;
#[path = "reader/filter.rs"]
mod filter;
#[path = "reader/folder.rs"]
mod folder;
#[path = "reader/find.rs"]
mod find;
#[path = "reader/frames.rs"]
mod frames;
#[path = "reader/keys.rs"]
mod keys;
#[path = "reader/map.rs"]
mod map;
#[path = "reader/markdown.rs"]
mod markdown;
#[path = "reader/links.rs"]
mod links;
#[path = "reader/mouse.rs"]
mod mouse;
#[path = "reader/own_keys.rs"]
mod own_keys;
#[path = "reader/place.rs"]
mod place;
#[path = "reader/problems.rs"]
mod problems;
#[path = "reader/properties.rs"]
mod properties;
#[path = "reader/search.rs"]
mod search;
#[path = "reader/several.rs"]
mod several;
#[path = "reader/since.rs"]
mod since;
#[path = "reader/specification.rs"]
mod specification;
#[path = "reader/excerpts.rs"]
mod excerpts;
