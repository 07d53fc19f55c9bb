//! Tests the reader through the public API: keys in, frames out.

#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

mod harness;

mod claims;
mod copy;
mod counts;
mod filter;
mod folder;
mod find;
mod frames;
mod judgement;
mod keys;
mod map;
mod markdown;
mod links;
mod mouse;
mod own_keys;
mod place;
mod problems;
mod properties;
mod search;
mod several;
mod since;
mod specification;
mod excerpts;
