//! A terminal reader for briefings that answers, for every claim in a text and without leaving it,
//! who says so, how firmly, and what speaks against it.

pub mod text;
pub mod diagnostics;
pub mod briefing;
pub mod lint;
pub mod evidence;
pub mod print;
pub mod page;
pub mod reader;
pub mod terminal;
pub mod files;
pub mod cli;
