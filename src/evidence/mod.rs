//! Answers questions about a dossier, one in each module.
//!
//! What depends on a source, which claims pass a filter, which sources of several texts are the same, what changed
//! since an older text, where a place is in an edited text, and what the reader judged. Uses [`crate::text`], [`crate::diagnostics`] and
//! [`crate::briefing`]. Begin with [`dependence`] and [`filter`].

pub mod dependence;
pub mod flow;
pub mod map;
pub mod identity;
pub mod since;
pub mod judgement;
pub mod filter;
pub mod text_quote;
pub mod search;
pub mod compare;
