//! Rows of the table of claims: who says so, how firmly, and what speaks against it.
//!
//! Owns the columns and the order of each. Makes only the requested rows. Must not know panes.

use std::rc::Rc;

use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{ClaimId, Dossier, Figures};
use crate::briefing::hedge::HedgeKind;
use crate::page::excerpt::excerpt;
use crate::page::lead::Lead;
use crate::page::list::select;
use crate::page::look::{Look, change_sign};
use crate::page::prose::{list_signs, sign_elsewhere};
use crate::page::row::{Row, Run};
use crate::page::row::{fit, padded};
use crate::text::numbers;
use crate::text::role::Role;

/// Minimum width of the screen for names of sources, in columns.
const NAMES_FROM: usize = 100;

/// Minimum width of the screen for the names of all columns, in columns.
const HEADS_FROM: usize = 44;

/// A column of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Column {
    #[default]
    Number,
    Words,
    Sources,
    Firmness,
    Marks,
    Section,
}

impl Column {
    pub(crate) const ALL: [Self; 6] =
        [Self::Number, Self::Words, Self::Sources, Self::Firmness, Self::Marks, Self::Section];

    /// The name of the column, also in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Number => "claim",
            Self::Words => "words",
            Self::Sources => "sources",
            Self::Firmness => "firmness",
            Self::Marks => "marks",
            Self::Section => "section",
        }
    }

    /// The width of the column on a screen of `all` columns. The words get the rest.
    fn width(self, all: usize) -> usize {
        match self {
            Self::Number if all < HEADS_FROM => 3,
            Self::Marks if all < HEADS_FROM => 5,
            // Each has room for the sort sign beside its name.
            Self::Number | Self::Marks => 6,
            Self::Words => 0,
            Self::Sources if all < NAMES_FROM => 8,
            Self::Sources => 22,
            Self::Firmness if all < NAMES_FROM => 9,
            Self::Firmness => 14,
            Self::Section => 20,
        }
    }

    /// The minimum width of the screen for the column.
    fn from(self) -> usize {
        match self {
            Self::Number | Self::Words | Self::Marks => 0,
            Self::Sources => HEADS_FROM,
            Self::Firmness => 60,
            Self::Section => 96,
        }
    }

    fn shown(width: usize) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |column| width >= column.from())
    }
}

/// The sort column and direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Order {
    pub by: Column,
    pub reversed: bool,
}

impl Order {
    /// Sorts claims. Equal claims stay in the order of the text. `is_elsewhere` tells whether another text has a caveat
    /// on a claim.
    pub(crate) fn sort(
        self,
        dossier: &Dossier,
        standing: &[bool],
        is_elsewhere: impl Fn(ClaimId) -> bool,
        claims: &mut [ClaimId],
    ) {
        let claim = |id: ClaimId| dossier.claim(id);
        match self.by {
            Column::Number => claims.sort_unstable(),
            // By the sentence, then by the words in one sentence.
            Column::Words => {
                let sentence = |id| Rc::from(dossier.sentence_line(claim(id).passage.sentence).to_lowercase());
                let mut sentence = dossier.by_sentence::<Rc<str>>(sentence);
                claims.sort_by_cached_key(|&id| (sentence(id), claim(id).text.to_lowercase(), id));
            }
            Column::Sources => claims.sort_by_key(|&id| (&claim(id).sources, id)),
            // The firmest first. Claims in a language without hedge patterns come last.
            Column::Firmness => claims.sort_by_cached_key(|&id| {
                (dossier.unsought(id).is_some(), dossier.hedges(id).len(), firmness(dossier, id), id)
            }),
            // Claims with the gravest caveats come first.
            Column::Marks => claims.sort_by_cached_key(|&id| {
                let Figures { limited, denied, .. } = dossier.figures_of([id]);
                (standing[id.0], denied == 0, limited == 0, !is_elsewhere(id), id)
            }),
            Column::Section => claims.sort_by_key(|&id| (claim(id).section, id)),
        }
        if self.reversed {
            claims.reverse();
        }
    }
}

/// The names of the columns, with a sign at the sort column.
pub(super) fn claims_head(look: &Look<'_>, order: Order, width: usize) -> Row {
    let cells = Column::shown(width).map(|column| {
        let narrow = width < HEADS_FROM && matches!(column, Column::Number | Column::Marks);
        let name = if narrow { "" } else { column.name() };
        let sign = if column == order.by { look.symbols.order(order.reversed) } else { "" };
        let role = if column == order.by { Role::PaneTitle } else { Role::TableHead };
        (column, vec![Run::new(format!("{name}{sign}"), role)])
    });
    Row::of(line(look, cells, width))
}

/// The column whose name is at a column of the screen, counted from the left of the table.
pub(super) fn claims_column(at: usize, width: usize) -> Option<Column> {
    let mut end = 0;
    Column::shown(width).find(|&column| {
        end += columns_of(column, width) + GAP;
        at < end
    })
}

/// Rows for claims that pass the filter, each with the gravest caveat that other texts have on it.
pub(super) fn claims_rows(
    look: &Look<'_>,
    claims: impl IntoIterator<Item = (ClaimId, Option<CaveatKind>)>,
    selected: Option<ClaimId>,
    width: usize,
) -> Vec<Row> {
    let rows = claims.into_iter();
    rows.map(|(id, elsewhere)| select(claim_row(look, id, elsewhere, width), selected == Some(id), width)).collect()
}

fn claim_row(look: &Look<'_>, id: ClaimId, elsewhere: Option<CaveatKind>, width: usize) -> Vec<Run> {
    let dossier = look.dossier;
    let claim = dossier.claim(id);
    let cells = Column::shown(width).map(|column| {
        let runs = match column {
            Column::Number => {
                let number = id.number().to_string();
                let columns = columns_of(column, width);
                let room = columns.saturating_sub(number.len());
                let sign = change_sign(look.change_state(id), look.symbols).filter(|_| room > 0).unwrap_or_default();
                vec![Run::new(format!("{sign}{number:>left$}", left = columns - sign.len()), Role::Mark)]
            }
            Column::Words => excerpt(look, id).leading_to(Lead::Claim(id)).line(columns_of(column, width)),
            Column::Sources => sources(dossier, id, width),
            Column::Firmness => {
                let role = if dossier.hedges(id).is_empty() { Role::Muted } else { Role::Hedge };
                vec![Run::new(firmness(dossier, id), role)]
            }
            Column::Marks => {
                let mut runs = list_signs(look, id);
                runs.extend(elsewhere.map(|kind| sign_elsewhere(look.symbols, kind)));
                runs
            }
            Column::Section => vec![Run::new(&dossier.briefing.sections[claim.section].title, Role::Muted)],
        };
        (column, runs)
    });
    line(look, cells, width)
}

/// Sources by number. If there is room, the first one by name.
fn sources(dossier: &Dossier, id: ClaimId, width: usize) -> Vec<Run> {
    let sources = &dossier.claim(id).sources;
    if width < NAMES_FROM {
        let numbers = numbers::list(sources.iter().map(|source| source.number()));
        let first = dossier.relation(id, sources[0]);
        let is_one = sources.iter().all(|&source| dossier.relation(id, source) == first);
        let see = if is_one { first.lead() } else { "" };
        return vec![Run::new(see, Role::Muted), Run::new(numbers, Role::Source)];
    }
    let first = dossier.first_source(id);
    let see = dossier.relation(id, first).lead();
    let more = if sources.len() > 1 { format!("+{} ", sources.len() - 1) } else { String::new() };
    vec![Run::new(format!("{see}{more}"), Role::Muted), Run::new(&dossier.source(first).name, Role::Source)]
}

/// The kinds of hedges in a claim's sentence, each once.
fn firmness(dossier: &Dossier, id: ClaimId) -> String {
    let mut kinds: Vec<_> = dossier.hedge_kinds(id).into_iter().map(HedgeKind::word).collect();
    kinds.sort_unstable();
    match dossier.unsought(id) {
        _ if !kinds.is_empty() => kinds.join(", "),
        None => "none seen".to_owned(),
        Some(_) => "not sought".to_owned(),
    }
}

/// The gap between two columns.
const GAP: usize = 2;

fn columns_of(column: Column, width: usize) -> usize {
    let others: usize = Column::shown(width).map(|other| other.width(width) + GAP).sum();
    match column.width(width) {
        0 => (width + GAP).saturating_sub(others).max(1),
        columns => columns,
    }
}

/// Sets cells in their columns.
fn line(look: &Look<'_>, cells: impl Iterator<Item = (Column, Vec<Run>)>, width: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (column, cell) in cells {
        if !runs.is_empty() {
            runs.push(Run::new(" ".repeat(GAP), Role::Body));
        }
        runs.extend(padded(cell, columns_of(column, width), look.symbols));
    }
    fit(runs, width, look.symbols)
}
