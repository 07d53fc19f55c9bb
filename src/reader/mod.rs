//! The reader on the screen, without a terminal: a message changes its state, and the rows of every pane follow.
//!
//! Uses the wings up to [`crate::page`]. Begin with [`model`].

pub mod panes;
pub mod keymap;
pub mod bar;
pub mod find;
pub mod folder;
pub mod model;
