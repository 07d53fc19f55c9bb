//! The disk and other programs: texts and their changes, settings, remembered places, the reader's judgements, the
//! editor, the browser, the clipboard.
//!
//! Begin with [`load`], then [`open_file`].

pub mod clipboard;
pub mod config;
pub mod load;
mod private_file;
pub mod memory;
pub mod judgements;
pub mod watch;
pub mod open_file;
pub mod opener;
