//! The rules of the format (README, "Write a briefing"), at their edges, through the public API.

mod harness;

mod brackets;
mod caveats;
mod chains;
mod cite;
mod cover;
mod footnotes;
mod front_matter;
mod hedge_tables;
mod hedges;
mod labels;
mod markup;
mod sound;
mod unattributed;
