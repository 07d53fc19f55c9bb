//! Typesets a dossier: rows of runs for one width, with roles and places.
//!
//! A pure function of the dossier, a width and a [`look::Look`]. [`article`] sets the text; [`prose`] and [`excerpt`] set
//! parts that the other modules share. Uses the wings up to [`crate::evidence`]. Begin with [`row`] and [`look`].

pub mod look;
pub mod lead;
pub mod row;
pub mod prose;
pub mod article;
pub mod light;
pub mod excerpt;
pub mod elsewhere;
pub mod list;
pub mod card;
pub mod flow;
pub mod since;
pub mod legend;
