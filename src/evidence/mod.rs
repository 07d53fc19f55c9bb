//! What a dossier answers when it is asked: what depends on a source, which claims pass a filter, which sources of several
//! texts are one, what changed since an older text, and where words went.
//!
//! Uses [`crate::text`], [`crate::diagnostics`] and [`crate::briefing`]. Each module is one question; begin with
//! [`dependence`] and [`filter`].

pub mod dependence;
pub mod map;
pub mod identity;
pub mod since;
pub mod filter;
pub mod text_quote;
pub mod search;
pub mod compare;
