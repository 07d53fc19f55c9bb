//! Lists: the sources with what the one that is opened says, here and in other texts, and the contents. One row an entry.
//!
//! A list may be long: only the rows that are asked for are made. Must not know panes.

use std::ops::Range;

use super::elsewhere::Elsewhere;
use super::elsewhere::in_other_texts;
use super::lead::Lead;
use super::look::{Chosen, Look, sign_of_turn};
use super::map::{Widths, falls, figures, under};
use super::prose::{caveat_sign, list_signs, sign_elsewhere};
use super::row::{Row, Run};
use super::row::{columns, fit};
use super::told::told;
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{ClaimId, Dossier, Figures, SourceId};
use crate::evidence::dependence::Dependence;
use crate::text::numbers;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// Columns of the screen from which the list of sources has room for figures.
const FIGURES_FROM: usize = 40;

/// Columns that a name has at the least.
const LEAST_NAME: usize = 4;

/// The list of sources: those in it in their order, each with how deep it stands under another, and the one that is
/// opened, under which stands what it says.
pub struct SourceList<'a> {
    pub sources: &'a [(SourceId, usize)],
    pub open: SourceId,
    /// What the one that is opened says in other texts.
    pub elsewhere: Vec<Elsewhere<'a>>,
}

/// What a row of the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    Source(SourceId),
    Said(Said),
}

/// What stands under the source that is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// An index into its claims.
    Here(usize),
    /// Another text, by its number, or a claim in it.
    There(usize, Option<ClaimId>),
}

impl SourceList<'_> {
    fn here(&self, dossier: &Dossier) -> usize {
        dossier.sources.get(self.open.0).map_or(0, |source| source.claims.len())
    }

    /// How many rows stand under the source that is opened.
    pub fn under(&self, dossier: &Dossier) -> usize {
        self.here(dossier) + self.elsewhere.iter().map(|text| 1 + text.claims().len()).sum::<usize>()
    }

    /// How many rows there are.
    pub fn length(&self, dossier: &Dossier) -> usize {
        self.sources.len() + self.under(dossier)
    }

    /// The row of a source; of the one that is opened, if this one is not in the list.
    pub fn row_of(&self, dossier: &Dossier, source: SourceId) -> usize {
        let at = |wanted: SourceId| self.sources.iter().position(|(source, _)| *source == wanted);
        let open = at(self.open).unwrap_or_default();
        match at(source).unwrap_or(open) {
            at if at > open => at + self.under(dossier),
            at => at,
        }
    }

    /// How many rows under the source that is opened something stands, 1-based.
    pub fn depth_of(&self, dossier: &Dossier, said: Said) -> Option<usize> {
        match said {
            Said::Here(claim) => Some(claim + 1),
            Said::There(number, claim) => {
                let at = self.elsewhere.iter().position(|text| text.number == number)?;
                let before: usize = self.elsewhere[..at].iter().map(|text| 1 + text.claims().len()).sum();
                let of_text = |claim| self.elsewhere[at].claims().iter().position(|&known| known == claim);
                let within = claim.map_or(Some(0), |claim| of_text(claim).map(|at| at + 1))?;
                Some(self.here(dossier) + before + within + 1)
            }
        }
    }

    /// What stands some rows under the source that is opened, 1-based.
    pub fn said_at(&self, dossier: &Dossier, depth: usize) -> Option<Said> {
        let here = self.here(dossier);
        let mut at = depth.checked_sub(1)?;
        if at < here {
            return Some(Said::Here(at));
        }
        at -= here;
        for text in &self.elsewhere {
            match at.checked_sub(1) {
                None => return Some(Said::There(text.number, None)),
                Some(claim) if claim < text.claims().len() => {
                    return Some(Said::There(text.number, Some(text.claims()[claim])));
                }
                Some(claim) => at = claim - text.claims().len(),
            }
        }
        None
    }

    /// What a row is. None after the last.
    pub fn at(&self, dossier: &Dossier, row: usize) -> Option<Listed> {
        let (open, under) = (self.row_of(dossier, self.open), self.under(dossier));
        let source = |at: usize| self.sources.get(at).map(|(source, _)| Listed::Source(*source));
        if row <= open {
            source(row)
        } else if row <= open + under {
            self.said_at(dossier, row - open).map(Listed::Said)
        } else {
            source(row - under)
        }
    }
}

/// The names of the columns of the list.
pub fn source_list_head(look: &Look<'_>, width: usize) -> Row {
    let widths = Widths::of(look.dossier.figures_in(0..look.dossier.briefing.blocks.len()));
    let name = |words: &str| Run::new(words, Role::TableHead);
    let figures = || vec![vec![name(&format!("{:<1$}", "claims", widths.cell()))], vec![name("falls")]];
    let right = if width < FIGURES_FROM { Vec::new() } else { figures() };
    Row::of(spread(vec![name("     source")], right, width, look.symbols))
}

/// Rows `range` of the list, row `selected` selected. `elsewhere` says what other texts have against one.
pub fn source_list(
    look: &Look<'_>,
    dependence: &Dependence,
    list: &SourceList<'_>,
    selected: usize,
    range: Range<usize>,
    width: usize,
    elsewhere: impl Fn(Listed) -> Option<CaveatKind>,
) -> Vec<Row> {
    let rows = range.map_while(|row| Some((row, list.at(look.dossier, row)?)));
    let runs = rows.map(|(row, listed)| {
        let sign = elsewhere(listed).map(|kind| sign_elsewhere(look.symbols, kind));
        let runs = match listed {
            Listed::Said(Said::Here(index)) => {
                let claim = look.dossier.source(list.open).claims[index];
                claim_row(look, claim, None, sign, width)
            }
            Listed::Said(Said::There(number, claim)) => there_row(list, number, claim, sign, width),
            Listed::Source(id) => {
                let depth = list.sources.iter().find(|(source, _)| *source == id).map_or(0, |(_, depth)| *depth);
                source_row(look, dependence, (id, depth), id == list.open, sign, width)
            }
        };
        select(runs, row == selected, width)
    });
    runs.collect()
}

fn source_row(
    look: &Look<'_>,
    dependence: &Dependence,
    (id, depth): (SourceId, usize),
    open: bool,
    elsewhere: Option<Run>,
    width: usize,
) -> Vec<Run> {
    let dossier = look.dossier;
    let source = dossier.source(id);
    let doubted = look.doubts.contains(&id);
    let lead = if open { look.symbols.opened() } else { " " };
    let name = Roles::from(Role::Body).with(Role::Source);
    let name = if doubted { name.with(Role::Doubt) } else { name };
    let indent = under(look.symbols, depth);
    let mut signs = Vec::new();
    if doubted {
        signs.push(Run::new(" (doubted)", Role::Muted));
    }
    for via in dossier.behind(id).into_iter().take(20) {
        for &caveat in dossier.source(via).caveats.iter().take(3) {
            signs.push(Run::new(" ", Role::Body));
            signs.push(caveat_sign(dossier, look.symbols, caveat));
        }
    }
    signs.extend(elsewhere.into_iter().flat_map(|sign| [Run::new(" ", Role::Body), sign]));
    let widths = Widths::of(dossier.figures_in(0..dossier.briefing.blocks.len()));
    let resting = figures(look, dossier.figures_of(dossier.resting_on(&[id])), widths, false);
    // Where there is no room for figures, the signs of what speaks against the source have it.
    let right = if width < FIGURES_FROM { Vec::new() } else { vec![resting, vec![falls(dependence, id)]] };
    let turned = look.since.and_then(|since| sign_of_turn(since.sources[id.0].turn, look.symbols)).unwrap_or(" ");
    let lead = Run::new(format!("{lead}{turned}{indent}{:>2} ", id.number()), Role::Mark);
    // The name gives way, not what speaks against the source.
    let taken = wrap::columns(&lead.text) + columns(&signs) + right.iter().map(|cell| columns(cell) + 2).sum::<usize>();
    let name = vec![Run::new(&source.name, name).leading_to(Lead::Source(id))];
    let name = fit(name, width.saturating_sub(taken).max(LEAST_NAME), look.symbols);
    let texts = look.other_texts(id);
    let others = (texts > 0).then(|| in_other_texts(texts));
    let traits: Vec<_> = source.traits().into_iter().map(str::to_owned).chain(others).collect();
    let traits = Run::new(traits.join(", "), Role::Muted);
    let room = taken + columns(&name) + wrap::columns(&traits.text) + 2 <= width;
    let left = [vec![lead], name, signs].concat();
    let right = if room { [vec![vec![traits]], right].concat() } else { right };
    spread(left, right, width, look.symbols)
}

/// A row for another text, or for a claim in it.
fn there_row(
    list: &SourceList<'_>,
    number: usize,
    claim: Option<ClaimId>,
    elsewhere: Option<Run>,
    width: usize,
) -> Vec<Run> {
    let Some(text) = list.elsewhere.iter().find(|text| text.number == number) else { return Vec::new() };
    if let Some(claim) = claim {
        return claim_row(&text.look, claim, Some(number), elsewhere, width);
    }
    let lead = Run::new("     ", Role::Body);
    let left = std::iter::once(lead).chain(text.named()).collect();
    let behind = text.behind().len();
    let note = match (behind, text.claims().is_empty()) {
        (0, _) => String::new(),
        (_, true) => format!("behind {}", numbers::count(behind, "claim")),
        (_, false) => format!("behind {behind} more"),
    };
    spread(left, vec![vec![Run::new(note, Role::Muted)]], width, text.look.symbols)
}

/// A row for a claim of the text, or of another one by its number.
fn claim_row(look: &Look<'_>, id: ClaimId, text: Option<usize>, elsewhere: Option<Run>, width: usize) -> Vec<Run> {
    let lead = text.map_or(Lead::Claim(id), |text| Lead::There(text, Some(Chosen::Claim(id))));
    let indent = if text.is_some() { "       " } else { "     " };
    let number = Run::new(format!("{indent}{:>3} ", id.number()), Role::Mark);
    let signs = list_signs(look, id).into_iter().chain(elsewhere).collect::<Vec<_>>();
    let room = columns(&signs).max(3) + 1;
    let words = width.saturating_sub(room + wrap::columns(&number.text));
    let left = [vec![number], told(look, id).leading_to(lead).line(words)].concat();
    let mut row = spread(left, Vec::new(), width.saturating_sub(room), look.symbols);
    row.push(Run::new(" ", Role::Body));
    row.extend(signs);
    row
}

/// The contents: titles by their depth, with the number of claims in each and of those that something speaks against.
/// `here` is the section that is being read, `selected` the row that is chosen.
pub fn contents_rows(
    look: &Look<'_>,
    here: usize,
    selected: Option<usize>,
    range: Range<usize>,
    width: usize,
) -> Vec<Row> {
    let sections = &look.dossier.briefing.sections;
    let top = sections.iter().map(|section| section.level).filter(|&level| level > 0).min().unwrap_or(1);
    // As columns that hold for every row, so that the numbers can be compared and stay where they are.
    let Figures { claims, limited, denied } = look.dossier.most_in_a_section();
    let widths = [claims, limited, denied].map(|count| figure(count).len());
    sections
        .iter()
        .enumerate()
        .filter(|(_, section)| section.level > 0)
        .enumerate()
        .skip(range.start)
        .take(range.len())
        .map(|(row, (index, section))| {
            let sign = if index == here { look.symbols.selected() } else { " " };
            let indent = " ".repeat(2 * usize::from(section.level.saturating_sub(top)).min(width / 4));
            let roles = Roles::from(if index == here { Role::Body } else { Role::Muted });
            let roles = if index == here { roles.with(Role::Strong) } else { roles };
            let left = vec![Run::new(format!("{sign} {indent}"), Role::Mark), Run::new(&section.title, roles)];
            let right = figures_cells(look.symbols, look.dossier.figures_in(section.blocks.clone()), widths);
            select(spread(left, right, width, look.symbols), selected == Some(row), width)
        })
        .collect()
}

/// How many claims, and how many of them are limited and denied, in columns of these widths.
fn figures_cells(symbols: Symbols, figures: Figures, widths: [usize; 3]) -> Vec<Vec<Run>> {
    let Figures { claims, limited, denied } = figures;
    if claims == 0 {
        return Vec::new();
    }
    let claims = Run::new(format!("{:>1$}", figure(claims), widths[0]), Role::Mark);
    let against =
        [(symbols.limitation(), limited, widths[1], Role::Caveat), (symbols.denial(), denied, widths[2], Role::Denial)];
    let mut marks = Vec::new();
    for (sign, count, width, role) in against.into_iter().filter(|(_, _, width, _)| *width > 0) {
        if !marks.is_empty() {
            marks.push(Run::new(" ", Role::Body));
        }
        let sign = if count == 0 { " " } else { sign };
        marks.push(Run::new(format!("{sign}{:<width$}", figure(count)), role));
    }
    vec![vec![claims], marks]
}

/// A number in a column: nothing for none.
fn figure(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

/// A row of a list, over the whole width if it is selected.
pub(super) fn select(mut runs: Vec<Run>, selected: bool, width: usize) -> Row {
    if selected {
        runs.push(Run::new(" ".repeat(width.saturating_sub(columns(&runs))), Role::Body));
        for run in &mut runs {
            run.roles = run.roles.with(Role::Selected);
        }
    }
    Row::of(runs)
}

/// Runs at the left and cells at the right of a row, two columns apart. Those at the right go, the first first,
/// while they would take more than half of it, and what is at the left has no room.
fn spread(left: Vec<Run>, right: Vec<Vec<Run>>, width: usize, symbols: Symbols) -> Vec<Run> {
    let mut right: Vec<_> = right.into_iter().filter(|cell| columns(cell) > 0).collect();
    let all = |right: &[Vec<Run>]| right.iter().map(|cell| columns(cell) + 2).sum::<usize>();
    while all(&right) > (width / 2).max(width.saturating_sub(columns(&left))) {
        right.remove(0);
    }
    let mut runs = fit(left, width - all(&right), symbols);
    runs.push(Run::new(" ".repeat(width - all(&right) - columns(&runs)), Role::Body));
    for cell in right {
        runs.push(Run::new("  ", Role::Body));
        runs.extend(cell);
    }
    runs
}
