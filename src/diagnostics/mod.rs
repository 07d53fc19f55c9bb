//! What can be wrong with a text, a theme or a configuration, and how that is reported.
//!
//! Uses [`crate::text`]. Begin with [`diagnostic`], then [`rulebook`], the catalogue of every diagnostic that there is.

pub mod diagnostic;
pub mod fix;
pub mod rulebook;
pub mod sarif;
pub mod toml_reader;
