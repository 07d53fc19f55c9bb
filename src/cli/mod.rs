//! The command line: arguments, environment, settings and commands.
//!
//! Begin with [`run()`], which runs one command line, and `arguments`. Each command is a module; `caveat FILE` is
//! `reading`, and what runs on the screen is [`app`]. This wing ties the others together: it may use all of them, and
//! none may use it. Errors are reported on standard error before the screen opens.

pub mod app;
mod arguments;
mod environment;
mod failure;
mod input;
mod report;
mod theme_files;
mod settings;
mod check;
mod compare;
mod completions;
mod config;
mod convert;
mod judgements;
mod manual;
mod new;
mod print;
mod reading;
mod summary;
mod themes;
mod run;

pub use self::run::{command, run};
