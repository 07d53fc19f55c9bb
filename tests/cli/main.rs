//! Tests the program as a shell runs it: arguments, files and environment in; standard output, standard error and status
//! out.
//!
//! A test states exactly what it expects: an output that it does not name must be empty, and the status must be 0. No
//! stream is a terminal here; `tests/terminal` tests the screen.
#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

mod fixtures;
mod harness;

mod check;
mod compare;
mod excerpts;
mod folder;
mod footnotes;
mod formats;
mod help;
mod input;
mod judgements;
mod linear;
mod new;
mod print;
mod settings;
mod summary;
mod themes;
