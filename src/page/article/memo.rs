//! Caches the rows of large parts from one frame to the next.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::super::look::Chosen;
use super::super::row::Row;
use crate::briefing::dossier::Doubts;
use crate::evidence::filter::Selection;
use crate::text::highlight::Highlighter;
use crate::text::symbol::Symbols;

/// Caches the rows of the last large parts that were typeset.
///
/// A part is typeset as a whole, and a screen asks for it several times for each key. That is cheap unless the part is
/// a megabyte of code or a table of ten thousand rows. The key of an entry has everything that its rows depend on, so
/// entries never become invalid.
#[derive(Default)]
pub struct Memo {
    parts: RefCell<VecDeque<(MemoKey, Rc<[Row]>)>>,
    pub highlighter: Highlighter,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct MemoKey {
    pub(super) part: usize,
    pub(super) width: usize,
    pub(super) room: usize,
    pub(super) shift: usize,
    pub(super) whole: bool,
    pub(super) colored: bool,
    pub(super) chosen: Option<Chosen>,
    pub(super) doubts: Doubts,
    pub(super) selection: Option<Rc<Selection>>,
    pub(super) symbols: Symbols,
}

impl Memo {
    /// Parts with fewer rows than this are cheaper to typeset again than to cache.
    const WORTHWHILE: usize = 200;

    /// A page can show two large parts, each with and without colors.
    const ENTRIES: usize = 4;

    pub(super) fn rows(&self, key: &MemoKey, make: impl FnOnce() -> Vec<Row>) -> Rc<[Row]> {
        let mut entries = self.parts.borrow_mut();
        if let Some((_, rows)) = entries.iter().find(|(known, _)| known == key) {
            return Rc::clone(rows);
        }
        let rows: Rc<[Row]> = make().into();
        if rows.len() >= Self::WORTHWHILE {
            entries.push_back((key.clone(), Rc::clone(&rows)));
            if entries.len() > Self::ENTRIES {
                entries.pop_front();
            }
        }
        rows
    }
}
