//! Rows of the table of claims: who says so, how firmly, and what speaks against it.
//!
//! Owns the columns and the order of each. Makes only the requested rows. Must not know panes.

use std::rc::Rc;

use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{ClaimId, Dossier, Figures};
use crate::briefing::hedge::HedgeKind;
use crate::page::excerpt::excerpt;
use crate::page::lead::Lead;
use crate::page::list::{GAP, gap, select};
use crate::page::look::{Look, change_sign};
use crate::page::prose::{list_signs, sign_elsewhere};
use crate::page::row::{Row, Run};
use crate::page::row::{fit, padded};
use crate::text::numbers;
use crate::text::role::Role;

/// Minimum width of the table for names of sources in a row of their own column, in columns.
const NAMES_FROM: usize = 100;

/// Minimum width of the table for the names of all columns, in columns.
const HEADS_FROM: usize = 44;

/// A sentence narrower than this gets a row of its own, in columns, if at least this many rows are there.
const SENTENCE: usize = 80;
const TALL_FROM: u16 = 20;

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

    /// The width of the column in a table of `all` columns. 0 is for all that is left.
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

    /// The minimum width of the table for the column.
    fn from(self) -> usize {
        match self {
            Self::Number | Self::Words | Self::Marks => 0,
            Self::Sources => HEADS_FROM,
            Self::Firmness => 60,
            Self::Section => 96,
        }
    }
}

/// How the columns are laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    width: usize,
    /// Whether each claim has two rows: its sentence, and who says so, how firmly, and where.
    is_tall: bool,
    /// Whether any section has a name.
    has_sections: bool,
}

/// A row of cells: columns with their widths. A cell without a column is blank.
type Cells = Vec<(Option<Column>, usize)>;

impl Setting {
    /// The layout for a width and a number of rows.
    pub(super) fn of(dossier: &Dossier, width: usize, rows: u16) -> Self {
        let has_sections = dossier.briefing.sections.iter().any(|section| section.level > 0);
        let flat = Self { width, is_tall: false, has_sections };
        let sentence =
            flat.cells().iter().flatten().find(|(column, _)| *column == Some(Column::Words)).map(|cell| cell.1);
        let is_short = sentence.is_some_and(|columns| columns < SENTENCE);
        Self { is_tall: rows >= TALL_FROM && width >= HEADS_FROM && is_short, ..flat }
    }

    /// The number of rows of each claim.
    pub(super) fn rows(self) -> usize {
        if self.is_tall { 2 } else { 1 }
    }

    fn cells(self) -> Vec<Cells> {
        let all = self.width;
        let columns =
            |columns: &[Column]| -> Cells { columns.iter().map(|&column| (Some(column), column.width(all))).collect() };
        let mut rows = if self.is_tall {
            let number = Column::Number.width(all);
            let [firmness, section] = if all < ROOMY_FROM { [14, 22] } else { [24, 36] };
            let below = [(None, number), (Some(Column::Sources), 0), (Some(Column::Firmness), firmness)];
            let section = (all >= SECTION_FROM && self.has_sections).then_some((Some(Column::Section), section));
            vec![columns(&[Column::Number, Column::Words, Column::Marks]), below.into_iter().chain(section).collect()]
        } else {
            let is_shown = |column: &Column| all >= column.from() && (self.has_sections || *column != Column::Section);
            let shown: Vec<_> = Column::ALL.into_iter().filter(is_shown).collect();
            vec![columns(&shown)]
        };
        for cells in &mut rows {
            let fixed: usize = cells.iter().map(|(_, columns)| columns + GAP).sum();
            for (_, columns) in cells.iter_mut().filter(|(_, columns)| *columns == 0) {
                *columns = (all + GAP).saturating_sub(fixed).max(1);
            }
        }
        rows
    }

    /// Sets cells in their columns.
    fn lines(self, look: &Look<'_>, cell: impl Fn(Column, usize) -> Vec<Run>) -> Vec<Vec<Run>> {
        let line = |cells: Cells| {
            let mut runs: Vec<Run> = Vec::new();
            for (column, columns) in cells {
                if !runs.is_empty() {
                    runs.push(gap(GAP));
                }
                let cell = column.map(|column| cell(column, columns)).unwrap_or_default();
                runs.extend(padded(cell, columns, look.symbols));
            }
            fit(runs, self.width, look.symbols)
        };
        self.cells().into_iter().map(line).collect()
    }

    /// The column whose name is at a column of a row of names, both 0-based.
    pub(super) fn column_at(self, row: usize, at: usize) -> Option<Column> {
        let mut end = 0;
        let found = self.cells().into_iter().nth(row)?.into_iter().find(|(_, columns)| {
            end += columns + GAP;
            at < end
        });
        found?.0
    }
}

/// Minimum widths of the table for the section in the second row of a claim, and for wide columns there.
const SECTION_FROM: usize = 76;
const ROOMY_FROM: usize = 130;

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
pub(super) fn claims_heads(look: &Look<'_>, order: Order, setting: Setting) -> Vec<Row> {
    let name = |column: Column, _| {
        let narrow = setting.width < HEADS_FROM && matches!(column, Column::Number | Column::Marks);
        let name = if narrow { "" } else { column.name() };
        let sign = if column == order.by { look.symbols.order(order.reversed) } else { "" };
        let role = if column == order.by { Role::PaneTitle } else { Role::TableHead };
        vec![Run::new(format!("{name}{sign}"), role)]
    };
    setting.lines(look, name).into_iter().map(Row::of).collect()
}

/// Rows for claims that pass the filter, each with the gravest caveat that other texts have on it.
pub(super) fn claims_rows(
    look: &Look<'_>,
    claims: impl IntoIterator<Item = (ClaimId, Option<CaveatKind>)>,
    selected: Option<ClaimId>,
    setting: Setting,
) -> Vec<Row> {
    let lines = |(id, elsewhere)| {
        let lines = claim_lines(look, id, elsewhere, setting).into_iter();
        lines.map(move |line| select(line, selected == Some(id), setting.width))
    };
    claims.into_iter().flat_map(lines).collect()
}

fn claim_lines(look: &Look<'_>, id: ClaimId, elsewhere: Option<CaveatKind>, setting: Setting) -> Vec<Vec<Run>> {
    let dossier = look.dossier;
    let claim = dossier.claim(id);
    setting.lines(look, |column, columns| match column {
        Column::Number => {
            let number = id.number().to_string();
            let room = columns.saturating_sub(number.len());
            let sign = change_sign(look.change_state(id), look.symbols).filter(|_| room > 0).unwrap_or_default();
            vec![Run::new(format!("{sign}{number:>left$}", left = columns - sign.len()), Role::Mark)]
        }
        Column::Words => excerpt(look, id).leading_to(Lead::Claim(id)).line(columns),
        Column::Sources if setting.is_tall => all_sources(dossier, id),
        Column::Sources => sources(dossier, id, setting.width),
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
    })
}

/// All sources of a claim by number and name.
fn all_sources(dossier: &Dossier, id: ClaimId) -> Vec<Run> {
    let mut runs = Vec::new();
    for (relation, sources) in dossier.sources_by_relation(id) {
        for source in sources {
            let between = if runs.is_empty() { "" } else { ", " };
            runs.push(Run::new(format!("{between}{}{} ", relation.lead(), source.number()), Role::Muted));
            runs.push(Run::new(&dossier.source(source).name, Role::Source).leading_to(Lead::Source(source)));
        }
    }
    runs
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
        None => "no hedge seen".to_owned(),
        Some(_) => "not sought".to_owned(),
    }
}
