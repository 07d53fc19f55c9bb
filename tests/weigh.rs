//! Dependence, filters and figures of a text, checked against a plain recount.

#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

#[path = "weigh/figures.rs"]
mod figures;
#[path = "weigh/filters.rs"]
mod filters;
#[path = "weigh/dependence.rs"]
mod dependence;
#[path = "weigh/texts.rs"]
mod texts;
