//! What touches the disk and other programs: the texts, their changes, the editor, the browser, settings and memory.
//!
//! Begin with [`load`], then [`open_file`].

pub mod config;
pub mod load;
pub mod memory;
pub mod open_file;
pub mod opener;
