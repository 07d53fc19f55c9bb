//! What weighs a text: on whom it rests, what a filter lets through, and every figure, against a plain recount.

#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

#[path = "weigh/figures.rs"]
mod figures;
#[path = "weigh/filters.rs"]
mod filters;
#[path = "weigh/footing.rs"]
mod footing;
#[path = "weigh/texts.rs"]
mod texts;
