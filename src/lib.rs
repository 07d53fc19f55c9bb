//! A terminal reader for briefings that answers, for every claim in a text and without leaving it,
//! who says so, how firmly, and what speaks against it.

pub mod briefing;
pub mod diagnostic;
pub mod dossier;
pub mod hedge;
pub mod link;
pub mod manuscript;
pub mod nearest;
pub mod numbers;
pub mod parse;
pub mod role;
pub mod symbol;
pub mod typeset;
pub mod visible;
pub mod wrap;
