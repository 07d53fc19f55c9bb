//! Tests dependence, filters and figures of a text against a plain recount.

#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

mod figures;
mod filters;
mod flow;
mod dependence;
mod texts;
