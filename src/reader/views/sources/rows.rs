//! Rows of the list of sources, with the claims of the open source in this text and in others.
//!
//! Makes only the requested rows, since a list may be long.

use std::ops::Range;

use super::By;
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{ClaimId, SourceId};
use crate::evidence::dependence::Dependence;
use crate::evidence::judgement::Placed;
use crate::page::elsewhere::in_other_texts;
use crate::page::excerpt::excerpt;
use crate::page::lead::Lead;
use crate::page::list::{Figure, Totals, select, spread, under};
use crate::page::look::{Chosen, Look, change_sign};
use crate::page::prose::{caveat_sign, judged_sign, list_signs, sign_elsewhere};
use crate::page::row::{Row, Run, columns, fit};
use crate::reader::source_list::{Listed, SourceList, SubRow};
use crate::text::numbers;
use crate::text::role::{Role, Roles};
use crate::text::wrap;

/// Minimum width of the screen for figures, in columns.
const FIGURES_FROM: usize = 40;

/// The minimum width of a name, in columns.
const LEAST_NAME: usize = 4;

/// The names of the columns. Lit is the one that gives the order, if one does.
pub(super) fn source_list_head(look: &Look<'_>, by: By, width: usize) -> Row {
    let lit = (by == By::Weight).then_some(Figure::Falls);
    let right = if width < FIGURES_FROM { Vec::new() } else { Totals::of(look.dossier, width).heads(lit) };
    let role = if by == By::Name { Role::PaneTitle } else { Role::TableHead };
    let left = vec![Run::new("     ", Role::Body), Run::new("source", role)];
    Row::of(spread(left, right, width, look.symbols))
}

/// Rows `range` of the list, with the row `selected` selected. `elsewhere` gives the gravest caveat that other texts
/// have on a row.
pub(super) fn source_list(
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
            Listed::SubRow(SubRow::Here(index)) => {
                let claim = look.dossier.source(list.open).claims[index];
                claim_row(look, claim, None, sign, width)
            }
            Listed::SubRow(SubRow::There(number, claim)) => other_text_row(list, number, claim, sign, width),
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
    let judged = judged_sign(look.symbols, look.has_judgement(Placed::Source(id)));
    signs.extend(elsewhere.into_iter().chain(judged).flat_map(|sign| [Run::new(" ", Role::Body), sign]));
    let counted = dossier.figures_of(dossier.resting_on(&[id]));
    let totals = Totals::of(dossier, width).cells(look, counted, dependence.falling(id), false);
    // If there is no room for figures, the signs for caveats get it.
    let right = if width < FIGURES_FROM { Vec::new() } else { totals };
    let sign = look.since.and_then(|since| change_sign(since.sources[id.0].state, look.symbols)).unwrap_or(" ");
    let lead = Run::new(format!("{lead}{sign}{indent}{:>2} ", id.number()), Role::Mark);
    // The name gives way, not the signs for what speaks against the source.
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
fn other_text_row(
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

/// A row for a claim. `text` is the number of its text, if it is another one.
fn claim_row(look: &Look<'_>, id: ClaimId, text: Option<usize>, elsewhere: Option<Run>, width: usize) -> Vec<Run> {
    let lead = text.map_or(Lead::Claim(id), |text| Lead::There(text, Some(Chosen::Claim(id))));
    let indent = if text.is_some() { "       " } else { "     " };
    let number = Run::new(format!("{indent}{:>3} ", id.number()), Role::Mark);
    let signs = list_signs(look, id).into_iter().chain(elsewhere).collect::<Vec<_>>();
    let room = columns(&signs).max(3) + 1;
    let words = width.saturating_sub(room + wrap::columns(&number.text));
    let left = [vec![number], excerpt(look, id).leading_to(lead).line(words)].concat();
    let mut row = spread(left, Vec::new(), width.saturating_sub(room), look.symbols);
    row.push(Run::new(" ", Role::Body));
    row.extend(signs);
    row
}
