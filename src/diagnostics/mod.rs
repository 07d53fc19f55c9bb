//! Problems of a text, a theme or a configuration, and how they are reported.
//!
//! Uses [`crate::text`]. Begin with [`diagnostic`], then [`rulebook`], the catalogue of all diagnostics.

pub mod diagnostic;
pub mod fix;
pub mod rulebook;
pub mod sarif;
pub mod toml_reader;
