//! The terminal: cells, colors, escape sequences, keys and signals.
//!
//! [`view`] draws the reader's screen into cells with the colors of a [`theme`]. [`tui`] drives the terminal for any
//! reader, and does not know this program's reader. Begin with [`tui`].

pub mod theme;
pub mod view;
pub mod tui;
