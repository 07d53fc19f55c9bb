//! The list of sources: its order, and what is selected in it.

use std::cell::OnceCell;
use std::cmp::Reverse;

use super::{Model, Selected};
use crate::briefing::dossier::SourceId;
use crate::evidence::dependence::{Dependence, tree};
use crate::page::list::{Listed, SourceList};

/// What gives the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum By {
    /// Each under the first that it stands behind.
    #[default]
    Chain,
    Number,
    Name,
    /// How many claims fall with it.
    Weight,
    Kind,
}

impl By {
    const ALL: [Self; 5] = [Self::Chain, Self::Number, Self::Name, Self::Weight, Self::Kind];

    fn words(self) -> &'static str {
        match self {
            Self::Chain => "who stands behind whom",
            Self::Number => "number",
            Self::Name => "name",
            Self::Weight => "how many claims fall with each",
            Self::Kind => "kind",
        }
    }
}

/// The order of the sources.
#[derive(Default)]
pub(super) struct Sources {
    by: By,
    reversed: bool,
    ordered: OnceCell<Vec<(SourceId, usize)>>,
}

impl Model {
    /// The sources in their order, each with how deep it stands under another.
    pub(super) fn ordered_sources(&self) -> &[(SourceId, usize)] {
        self.sources.ordered.get_or_init(|| {
            let dossier = &self.dossier;
            let mut sources: Vec<_> = dossier.source_ids().collect();
            let source = |id: SourceId| dossier.source(id);
            match self.sources.by {
                By::Chain => {
                    let tree = tree(dossier);
                    // Whatever stands under a source stays there.
                    let groups = tree.chunk_by(|_, next| next.1 > 0);
                    return if self.sources.reversed { groups.rev().flatten().copied().collect() } else { tree };
                }
                By::Number => {}
                By::Name => sources.sort_by_cached_key(|&id| source(id).name.to_lowercase()),
                By::Weight => {
                    let dependence = Dependence::of(dossier, &self.doubts);
                    sources.sort_by_key(|&id| Reverse(dependence.falling(id)));
                }
                By::Kind => sources.sort_by_key(|&id| source(id).kind.map(crate::briefing::ast::SourceKind::word)),
            }
            if self.sources.reversed {
                sources.reverse();
            }
            sources.into_iter().map(|id| (id, 0)).collect()
        })
    }

    /// The sources of another text, or of this one as it has become.
    pub(super) fn order_sources_again(&mut self) {
        self.sources.ordered.take();
        self.look_again();
    }

    /// Sorts the sources by what comes next.
    pub(super) fn sort_sources(&mut self) {
        let at = By::ALL.iter().position(|&by| by == self.sources.by).unwrap_or_default();
        (self.sources.by, self.sources.reversed) = (By::ALL[(at + 1) % By::ALL.len()], false);
        self.sources_sorted();
    }

    pub(super) fn sort_sources_backwards(&mut self) {
        self.sources.reversed = !self.sources.reversed;
        self.sources_sorted();
    }

    fn sources_sorted(&mut self) {
        let Sources { by, reversed, .. } = self.sources;
        let from = if reversed { ", from the end" } else { "" };
        self.notice = Some(format!("Sorted by {}{from}", by.words()));
        self.order_sources_again();
    }

    pub(super) fn source_list(&self) -> SourceList<'_> {
        let open = self.place.selected.source;
        SourceList { sources: self.ordered_sources(), open, elsewhere: self.elsewhere(open) }
    }

    pub(super) fn source_list_length(&self) -> usize {
        self.source_list().length(&self.dossier)
    }

    /// The selected row of the Sources view.
    pub(super) fn selected_row(&self) -> usize {
        self.source_list().row_of(&self.dossier, self.place.selected.source) + self.selected_depth()
    }

    /// How many rows under its source the selected row of the Sources view stands: none, if it is the source.
    pub(super) fn selected_depth(&self) -> usize {
        let said = self.place.selected.said;
        said.and_then(|said| self.source_list().depth_of(&self.dossier, said)).unwrap_or_default()
    }

    /// What a row of the Sources view is.
    pub(super) fn selected_at(&self, row: usize) -> Selected {
        match self.source_list().at(&self.dossier, row) {
            Some(Listed::Source(source)) => Selected { source, said: None },
            Some(Listed::Said(said)) => Selected { said: Some(said), ..self.place.selected },
            None => self.place.selected,
        }
    }

    pub(super) fn move_selection(&mut self, distance: isize) {
        let Selected { source, .. } = self.place.selected;
        let row = self.selected_row().saturating_add_signed(distance).min(self.source_list_length().saturating_sub(1));
        let selected = self.selected_at(row);
        // From below one comes upon the last of what the source above says, not past all of it.
        let said = match selected.said {
            None if distance == -1 && selected.source != source => {
                let list = SourceList {
                    open: selected.source,
                    elsewhere: self.elsewhere(selected.source),
                    ..self.source_list()
                };
                list.said_at(&self.dossier, list.under(&self.dossier))
            }
            said => said,
        };
        self.select(Selected { said, ..selected });
    }

    /// Selects the next source, or the one before.
    pub(super) fn step_source(&mut self, forward: bool) {
        let sources = self.ordered_sources();
        let Some(at) = sources.iter().position(|(source, _)| *source == self.place.selected.source) else { return };
        if let Some(&(source, _)) = sources.get(at.saturating_add_signed(if forward { 1 } else { -1 })) {
            self.select(Selected { source, said: None });
        }
    }
}
