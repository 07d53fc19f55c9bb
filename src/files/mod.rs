//! The disk and other programs: texts and their changes, settings, remembered places, the editor, the browser.
//!
//! Begin with [`load`], then [`open_file`].

pub mod config;
pub mod load;
pub mod memory;
pub mod open_file;
pub mod opener;
