//! A terminal reader for briefings that answers, for every claim in a text and without leaving it,
//! who says so, how firmly, and what speaks against it.

pub mod manuscript;
pub mod visible;
pub mod symbol;
pub mod numbers;
pub mod nearest;
pub mod address;
pub mod role;
pub mod panes;
pub mod highlight;
pub mod hedge;
pub mod wrap;
pub mod json;
pub mod diagnostic;
pub mod tables;
pub mod briefing;
pub mod parse;
pub mod dossier;
pub mod link;
pub mod passage;
pub mod typeset;
pub mod summary;
pub mod linear;
pub mod theme;
pub mod config;
pub mod load;
pub mod memory;
pub mod keymap;
pub mod folder;
pub mod model;
pub mod desk;
pub mod view;
pub mod tui;
pub mod opener;
pub mod app;
pub mod cli;
