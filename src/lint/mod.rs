//! Checks a briefing for its author: turns a dossier and levels into diagnostics and fixes.
//!
//! Only `caveat check` runs the lints. Most lints look at words and are sometimes wrong, and a reader of somebody
//! else's text does not need to hear what could be written better. So the reader's status line counts only what parsing
//! and linking find. A lint that looks at words prefers to miss a problem rather than report a false one, and looks
//! only at texts that cite.
//!
//! ```text
//! parse, link ── diagnostics ──┐
//! declared, own_voice, ────────┴──▶ levels, comments ──▶ diagnostics ──▶ fixes
//! names, hedges, likelihood
//! ```
//!
//! Uses [`crate::text`], [`crate::diagnostics`] and [`crate::briefing`]. Begin with `check`, which runs the lints.

mod words;
mod directives;
mod declared;
mod own_voice;
mod names;
mod hedges;
mod likelihood;
mod check;
mod fix;

pub use self::check::check;
pub use self::fix::{Fixed, Left, fix};
