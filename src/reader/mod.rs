//! The reader on the screen, without a terminal: a message changes the state, and the rows of all panes follow from it.
//!
//! ```text
//! Message ──▶ model ──▶ the part that has the keys ──▶ outcomes ──▶ model ──▶ frame ──▶ Screen
//!                       views, layers, card,                       └──▶ Effect on the world
//!                       search, filter
//! ```
//!
//! Each part owns the state that it changes, and may look at the session and at the place. Uses the wings up to
//! [`crate::page`]. Begin with [`model`] and `views`.

pub mod view;
pub mod keymap;
pub mod bar;
pub mod layout;
mod source_list;
mod place;
pub mod scroll_bar;
pub mod screen;
pub mod message;
mod session;
pub mod find;
mod prompt;
pub mod folder;
pub mod navigation;
mod card;
mod outcome;
mod follow;
mod links;
mod changes;
mod filter;
mod views;
pub mod copy;
mod search;
mod layers;
mod status;
pub mod model;
#[cfg(test)]
mod tests;
