//! The contents: the headings of the text, beside the article or above it, and the way to each of them.
//!
//! While they have the keys, a line above the list narrows it as it is typed, as in the finder.

use std::ops::Range;

use crate::page::list::{Widths, figures, select, spread};
use crate::page::look::Look;
use crate::page::row::{Row, Run, fit};
use crate::reader::find::Letters;
use crate::reader::follow;
use crate::reader::layout::{Area, Layout, Panes, scrolled_top};
use crate::reader::outcome::{Open, Outcome, Outcomes, say};
use crate::reader::place::Here;
use crate::reader::prompt::typed;
use crate::reader::screen::{Pane, Popup};
use crate::reader::session::Session;
use crate::text::line::Line;
use crate::text::role::{Role, Roles};
use crate::text::wrap;

/// The widest and the narrowest contents above the article, in columns.
const WIDEST: usize = 90;
const NARROWEST: usize = 30;

/// Minimum height of the contents for the line that is typed, in rows.
const TYPED_FROM: u16 = 2;

/// The contents, while they have the keys.
#[derive(Clone, Debug)]
pub(in crate::reader) struct Contents {
    line: Line,
    /// The headings that have the typed letters, in their order. Heading `n` is section `n + 1`: the first section
    /// stands before any heading and has no row.
    found: Vec<usize>,
    /// The selected row of these, 0-based.
    row: usize,
}

impl Contents {
    /// Opens the contents at the reader's place, or says that the text has no headings.
    pub(in crate::reader) fn open(session: &Session, here: &Here) -> Outcomes {
        if length(session) == 0 {
            return say("This text has no headings");
        }
        vec![Outcome::Open(Open::Contents(here.sight.section.saturating_sub(1)))]
    }

    /// All contents, with a heading selected.
    pub(super) fn at(heading: usize, session: &Session) -> Self {
        Self { line: Line::default(), found: (0..length(session)).collect(), row: heading }
    }

    /// Goes to a heading.
    pub(in crate::reader) fn go_to(heading: usize, session: &Session, here: &Here) -> Outcomes {
        follow::to_section((heading + 1).min(length(session)), session, here)
    }

    /// The heading in a row of the list.
    pub(in crate::reader) fn heading(&self, row: usize) -> Option<usize> {
        self.found.get(row).copied()
    }

    /// The selected row, and the length of the list.
    pub(super) fn selection(&mut self) -> (&mut usize, usize) {
        (&mut self.row, self.found.len())
    }

    /// The line being typed. Callers that change it must call [`Self::find`].
    pub(super) fn line_mut(&mut self) -> &mut Line {
        &mut self.line
    }

    /// Finds the headings that have the typed letters, without a gap if any has, or whose number begins with the typed
    /// digits, and selects the best. Without letters, the selected heading stays selected.
    pub(super) fn find(&mut self, session: &Session) {
        let sections = &session.dossier().briefing.sections;
        let selected = self.heading(self.row);
        let words = self.line.text().trim();
        let best = if words.is_empty() {
            self.found = (0..length(session)).collect();
            selected
        } else {
            let mut letters = Letters::new(words);
            let titles = sections.iter().skip(1).map(|section| section.title.as_str());
            let ranks: Vec<_> = titles.map(|title| letters.rank(title)).collect();
            let is_numbered = |heading: usize| (heading + 1).to_string().starts_with(words);
            // The list keeps its order, so a poor match would stand before a good one.
            let is_good = |at: usize| ranks[at].is_some_and(|rank| !rank.is_scattered()) || is_numbered(at);
            self.found = (0..ranks.len()).filter(|&at| is_good(at)).collect();
            if self.found.is_empty() {
                self.found = (0..ranks.len()).filter(|&at| ranks[at].is_some()).collect();
            }
            let is_best = |heading: usize| (heading + 1).to_string() == words;
            let by_letters = || self.found.iter().copied().min_by_key(|&at| (ranks[at].is_none(), ranks[at]));
            self.found.iter().copied().find(|&at| is_best(at)).or_else(by_letters)
        };
        let row = best.and_then(|best| self.found.iter().position(|&heading| heading == best));
        self.row = row.unwrap_or_default();
    }

    pub(super) fn accept(&self, session: &Session, here: &Here) -> Outcomes {
        match self.heading(self.row) {
            Some(heading) => Self::go_to(heading, session, here),
            None => say(format!("No heading has the letters \"{}\"", self.line.text())),
        }
    }

    /// The selected heading in full, for the status line, because the list may cut it.
    pub(super) fn question(&self, session: &Session) -> String {
        let Some(heading) = self.heading(self.row) else { return "no heading has these letters".to_owned() };
        let title = &session.dossier().briefing.sections[heading + 1].title;
        if self.line.text().trim().is_empty() {
            return format!("heading {} of {}: {title}", heading + 1, length(session));
        }
        format!("{} of {}: {title}", self.row + 1, self.found.len())
    }

    /// The contents above the article, as high as all headings, so that typing does not change their size.
    pub(super) fn popup(
        &self,
        (layout, panes): (Layout, &Panes),
        room: usize,
        session: &Session,
        here: &Here,
    ) -> Popup {
        let look = session.look(here.place.chosen);
        let width = Division::widest(&look, room.min(WIDEST)).max(NARROWEST.min(room));
        let area = layout.centred(panes, width + 4, length(session) + 3);
        self.list(area, None, &look, here)
    }

    /// The contents beside the article. `contents` are those that have the keys; `top` is the first row if the pointer
    /// has scrolled them.
    pub(in crate::reader) fn pane(
        area: Area,
        contents: Option<&Self>,
        top: Option<usize>,
        session: &Session,
        here: &Here,
    ) -> Pane {
        let look = session.look(here.place.chosen);
        if let Some(contents) = contents {
            return contents.list(area, top, &look, here);
        }
        let all: Vec<_> = (0..length(session)).collect();
        let inside = area.inside();
        let height = usize::from(inside.rows);
        let top = scrolled_top(top, here.sight.section.saturating_sub(1), height, all.len());
        let rows = contents_rows(&look, here.sight.section, (&all, None), top..top + height, None, inside);
        let hidden = (top, all.len().saturating_sub(top + height));
        Pane { area, title: Some(title()), inside, rows, hidden, ..Pane::default() }
    }

    /// The list under the line that is typed.
    fn list(&self, area: Area, top: Option<usize>, look: &Look<'_>, here: &Here) -> Pane {
        let whole = area.inside();
        let typing = u16::from(whole.rows >= TYPED_FROM);
        let inside = Area { y: whole.y + typing, rows: whole.rows - typing, ..whole };
        let (height, length) = (usize::from(inside.rows), self.found.len());
        let top = scrolled_top(top, self.row, height, length);
        let width = usize::from(inside.columns);
        let mut line = typed(&self.line, "", width, Role::Body);
        if self.line.text().is_empty() {
            line.push(Run::new(" letters of a heading", Role::Muted));
        }
        let line = fit(line, width, look.symbols);
        let heads = (0..typing).map(|_| Row::of(line.clone())).collect();
        let letters = Some(self.line.text().trim()).filter(|words| !words.is_empty());
        let found = (&self.found[..], Some(self.row));
        let mut rows = contents_rows(look, here.sight.section, found, top..top + height, letters, inside);
        if rows.is_empty() {
            rows.push(Row::of(fit(vec![Run::new("no heading has these letters", Role::Muted)], width, look.symbols)));
        }
        let hidden = (top, length.saturating_sub(top + height));
        Pane { area, title: Some(title()), active: true, inside, heads, rows, hidden, ..Pane::default() }
    }
}

fn title() -> Vec<Run> {
    vec![Run::new("Contents", Role::PaneTitle)]
}

/// The number of headings.
pub(super) fn length(session: &Session) -> usize {
    session.dossier().briefing.sections.len() - 1
}

/// How a row is divided. All rows share it, so that numbers and figures line up and do not move.
struct Division {
    /// The width of the greatest number, in columns.
    number: usize,
    /// The widths of the figures; none in a text without claims.
    figures: Option<Widths>,
    /// The level of the highest heading.
    top: u8,
}

impl Division {
    /// Divides a width. Titles come before the counts of limited and denied claims, whose signs remain.
    fn of(look: &Look<'_>, width: usize) -> Self {
        let sections = &look.dossier.briefing.sections;
        let top = sections.iter().map(|section| section.level).filter(|&level| level > 0).min().unwrap_or(1);
        let number = (sections.len() - 1).to_string().len();
        let widths = Widths::of(look.dossier.most_in_a_section());
        let mut division = Self { number, figures: (!look.dossier.claims.is_empty()).then_some(widths), top };
        if division.needed(look) > width {
            division.figures = division.figures.map(Widths::narrow);
        }
        division
    }

    /// The width that shows every title in full, if it fits.
    fn widest(look: &Look<'_>, room: usize) -> usize {
        Self::of(look, room).needed(look).min(room)
    }

    /// The width of the widest row.
    fn needed(&self, look: &Look<'_>) -> usize {
        let sections = look.dossier.briefing.sections.iter().skip(1);
        let left = sections.map(|section| self.lead(section.level, usize::MAX) + wrap::columns(&section.title)).max();
        left.unwrap_or_default() + self.figures.map_or(0, |widths| widths.cell() + 2)
    }

    /// The columns before a title: the sign, the number and the indent. A deep heading in a narrow list is indented
    /// less.
    fn lead(&self, level: u8, width: usize) -> usize {
        2 + self.number + 1 + (2 * usize::from(level.saturating_sub(self.top))).min(width / 4)
    }
}

/// Rows of the contents: numbers as on the map, titles indented by depth, and figures for each section. `here` is the
/// section that the reader is in; `found` are the headings, with the selected row; `letters` are typed.
fn contents_rows(
    look: &Look<'_>,
    here: usize,
    (found, selected): (&[usize], Option<usize>),
    range: Range<usize>,
    letters: Option<&str>,
    inside: Area,
) -> Vec<Row> {
    let sections = &look.dossier.briefing.sections;
    let width = usize::from(inside.columns);
    let division = Division::of(look, width);
    let mut letters = letters.map(Letters::new);
    let mut row = |(row, &heading): (usize, &usize)| {
        let section = &sections[heading + 1];
        let is_here = heading + 1 == here;
        let sign = if is_here { look.symbols.selected() } else { " " };
        let number = format!("{sign} {:>1$} ", heading + 1, division.number);
        let indent = " ".repeat(division.lead(section.level, width) - (2 + division.number + 1));
        let roles = Roles::from(if is_here { Role::Body } else { Role::Muted });
        let roles = if is_here { roles.with(Role::Strong) } else { roles };
        let mut left = vec![Run::new(number, Role::Mark), Run::new(indent, Role::Body)];
        // A heading found by its number has no lit letters.
        let lettered = letters.as_mut().and_then(|letters| letters.rank(&section.title).map(|_| letters));
        match lettered {
            Some(letters) => {
                let pieces = letters.pieces(&section.title, section.title.len());
                let lit = if selected == Some(row) { Role::MatchCurrent } else { Role::Match };
                let piece =
                    |(is_lit, piece): (bool, &str)| Run::new(piece, if is_lit { roles.with(lit) } else { roles });
                left.extend(pieces.into_iter().map(piece));
            }
            None => left.push(Run::new(&section.title, roles)),
        }
        let counted = look.dossier.figures_in(section.blocks.clone());
        let right = division.figures.filter(|_| counted.claims > 0);
        let right: Vec<_> = right.map(|widths| figures(look, counted, widths, false)).into_iter().collect();
        select(spread(left, right, width, look.symbols), selected == Some(row), width)
    };
    found.iter().enumerate().skip(range.start).take(range.len()).map(&mut row).collect()
}
