//! The command line: it parses arguments, reads the environment and the settings, and runs what is asked for.
//!
//! Begin with [`run()`], then [`arguments`]; the application on the terminal is [`app`]. Each command is a module with
//! the command's name. This wing may use every other wing, and none uses it. Everything that can fail does so before the
//! screen opens, and is reported on standard error.

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
mod manual;
mod new;
mod reading;
mod summary;
mod themes;
mod run;

pub use self::run::{command, run};
