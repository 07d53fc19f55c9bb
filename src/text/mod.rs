//! Handles text as bytes, characters and columns, and makes it safe to print.
//!
//! Every other wing uses this wing, and this wing uses no other. Begin with [`manuscript`], which defines a place in a
//! text, and [`visible`], which makes every text from outside harmless before it reaches a terminal.

pub mod manuscript;
pub mod visible;
pub mod symbol;
pub mod numbers;
pub mod nearest;
pub mod address;
pub mod line;
pub mod case;
pub mod pattern;
pub mod role;
pub mod highlight;
pub mod wrap;
pub mod json;
pub mod data;
