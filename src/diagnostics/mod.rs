//! Describes the problems of a text, a theme or a configuration, and reports them.
//!
//! Uses [`crate::text`]. Begin with [`diagnostic`], then [`rulebook`], the catalogue of all diagnostics.

pub mod diagnostic;
pub mod fix;
pub mod rulebook;
pub mod sarif;
pub mod toml_reader;
