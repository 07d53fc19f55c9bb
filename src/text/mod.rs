//! Text as bytes, characters and columns: what it is, where it stands, and how it is made safe to print.
//!
//! Every other wing uses this one; it uses none. Begin with [`manuscript`], which says what a place in a text is, and
//! [`visible`], through which every text from outside passes on its way to a terminal.

pub mod manuscript;
pub mod visible;
pub mod symbol;
pub mod numbers;
pub mod nearest;
pub mod address;
pub mod line;
pub mod pattern;
pub mod role;
pub mod highlight;
pub mod wrap;
pub mod json;
pub mod data;
