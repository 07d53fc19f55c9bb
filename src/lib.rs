//! A terminal reader for briefings: who says so, how firmly, and what speaks against it.
//!
//! A text flows downward through the wings. A wing uses only those above it:
//!
//! ```text
//! text            bytes, places, widths; what is safe to print
//!   │
//! diagnostics     what can be wrong, and how it is reported
//!   │
//! briefing        any format ──▶ Markdown ──parse──▶ Briefing ──link──▶ Dossier
//!   ├──────────────┐
//! evidence        lint            questions to a dossier · what an author wants to know
//!   ├──────────────┐
//! page            print           rows on a screen · text, Markdown, JSON
//!   │              │
//! reader ──────────┘              Message ──▶ state ──▶ Screen
//!   ├──────────────┐
//! terminal        files           cells, keys, signals · disk, editor, browser
//!   └──────┬───────┘
//!         cli                     the command line, and the program that ties all of it together
//! ```
//!
//! Begin with the first lines of each wing's `mod.rs`; ARCHITECTURE.md says what must stay true.

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
