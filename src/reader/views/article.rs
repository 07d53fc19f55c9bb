//! The article: scrolling, choosing claims, and following them to their sources.

use std::cmp::Reverse;

use crate::briefing::dossier::CaveatId;
use crate::briefing::stretch::Stretch;
use crate::page::article::{Memo, Typesetter};
use crate::page::lead::Lead;
use crate::page::look::Chosen;
use crate::page::row::{Anchor, Gutter, Row, Run};
use crate::reader::bar::Hints;
use crate::reader::follow;
use crate::reader::keymap::Action;
use crate::reader::layout::Area;
use crate::reader::links;
use crate::reader::outcome::{Outcome, Outcomes, Purpose, Target, say};
use crate::reader::place::{Here, Sight, Step};
use crate::reader::screen::Pane;
use crate::reader::scroll_bar::ScrollBar;
use crate::reader::session::Session;
use crate::text::role::Role;

/// How far a key scrolls code sideways, in columns.
const CODE_STEP: usize = 16;

/// The article.
#[derive(Default)]
pub(in crate::reader) struct Article {
    /// How far code is scrolled sideways, in columns.
    shift: usize,
    memo: Memo,
    /// The current search match, which is kept in sight.
    followed: Option<Stretch>,
}

impl Article {
    pub(super) fn update(&mut self, action: Action, session: &Session, here: &Here) -> Outcomes {
        match action {
            Action::Follow => follow_chosen(session, here),
            Action::NextClaim => step_claim(true, session, here),
            Action::PreviousClaim => step_claim(false, session, here),
            Action::NextSection => self.step_section(true, session, here),
            Action::PreviousSection => self.step_section(false, session, here),
            _ => Vec::new(),
        }
    }

    /// A typesetter for the text, at its width on the screen.
    pub(in crate::reader) fn typesetter<'a>(&'a self, session: &'a Session, here: &Here) -> Typesetter<'a> {
        let main = here.layout.panes(false).main;
        let room = main.map_or(1, |area| here.layout.article(area).columns).max(1);
        Typesetter {
            look: session.look(here.place.chosen),
            width: usize::from(room.min(here.layout.measure)),
            room: usize::from(room),
            shift: self.shift,
            whole: false,
            colored: false,
            memo: &self.memo,
        }
    }

    pub(super) fn scroll(&self, step: Step, distance: isize, session: &Session, here: &Here) -> Outcomes {
        let typesetter = self.typesetter(session, here);
        let place = here.place;
        let last = typesetter.last_top(here.sight.page);
        match step {
            Step::Top => vec![Outcome::StopFollowing, Outcome::Jump(place.at(Anchor::default()))],
            Step::Bottom => vec![Outcome::StopFollowing, Outcome::Jump(place.at(last))],
            Step::Rows(_) | Step::Halves(_) => {
                vec![Outcome::Scroll(typesetter.moved(place.anchor, distance).min(last))]
            }
        }
    }

    fn step_section(&self, forward: bool, session: &Session, here: &Here) -> Outcomes {
        let briefing = &session.dossier().briefing;
        let starts = briefing.sections.iter().skip(1).map(|section| section.blocks.start);
        let starts = starts.map(|block| Anchor::at(briefing.blocks[block].span.start));
        let at = here.place.anchor;
        let to = |anchor: Anchor, top: Anchor| {
            vec![Outcome::Jump(here.place.at_section(top, session.text().passing_after(anchor.byte)))]
        };
        let last = self.typesetter(session, here).last_top(here.sight.page);
        let next = if forward {
            starts.clone().find(|&start| start > at && at < last)
        } else {
            starts.clone().rfind(|&start| start < at)
        };
        match next {
            Some(anchor) => to(anchor, anchor.min(last)),
            None if forward => say("Last section"),
            None => to(Anchor::default(), Anchor::default()),
        }
    }

    /// Scrolls code that is wider than the screen. All code scrolls together, each block up to the end of its longest
    /// line.
    pub(in crate::reader) fn move_code(&mut self, right: bool, main: Option<&Pane>) -> Outcomes {
        let rows = main.into_iter().flat_map(|pane| &pane.rows);
        let most = |of: fn((usize, usize)) -> usize| rows.clone().map(|row| of(row.beyond)).max().unwrap_or_default();
        let (before, after) = (most(|beyond| beyond.0), most(|beyond| beyond.1));
        // The chosen claim may scroll out of sight.
        let mut outcomes = vec![Outcome::StopFollowing];
        match (right, before, after) {
            (_, 0, 0) => outcomes.extend(say("No code here is wider than the screen")),
            (true, _, 0) => outcomes.extend(say("End of line")),
            (false, 0, _) => outcomes.extend(say("Beginning of line")),
            (true, before, after) => self.shift = before + after.min(CODE_STEP),
            (false, before, _) => self.shift = before.saturating_sub(CODE_STEP),
        }
        outcomes
    }

    pub(in crate::reader) fn shift(&self) -> usize {
        self.shift
    }

    pub(in crate::reader) fn set_shift(&mut self, shift: usize) {
        self.shift = shift;
    }

    /// Drops cached rows, which have become invalid.
    pub(in crate::reader) fn forget_rows(&mut self) {
        self.memo = Memo::default();
    }

    /// Keeps a match in sight, and scrolls code to it.
    pub(in crate::reader) fn keep_in_sight(&mut self, found: Option<Stretch>, session: &Session, here: &Here) {
        self.followed = found;
        if let Some(found) = found
            && self.typesetter(session, here).rows_of(found).is_none()
            && let Some(shift) = self.typesetter(session, here).shift_to(found)
        {
            self.shift = shift;
        }
    }

    pub(super) fn pane(&self, area: Area, session: &Session, here: &Here) -> Pane {
        let inside = here.layout.article(area);
        let rows = self.colored(self.rows(usize::from(inside.rows), session, here), session, here);
        Pane { area, inside, rows, gutter: true, ..Pane::default() }
    }

    /// What part of the text a pane shows.
    pub(in crate::reader) fn sight(&self, pane: &Pane, session: &Session, here: &Here) -> Sight {
        let stretches = || pane.rows.iter().flat_map(|row| &row.runs).filter_map(|run| run.stretch);
        // The rows after the last visible one.
        let after = |last: &Row| self.typesetter(session, here).rows_from(last.at, 2);
        let is_chosen_shown = pane.rows.iter().any(|row| row.gutter == Gutter::Chosen);
        Sight {
            top: pane.rows.first().map(|row| row.at),
            below: pane.rows.last().and_then(|last| after(last).get(1).map(|row| row.at)),
            page: usize::from(pane.inside.rows),
            is_chosen_shown,
            nearest: match here.place.chosen {
                Some(_) if is_chosen_shown => None,
                Some(_) => nearest_claim(&pane.rows, pane.rows.len() / 2, session),
                None => nearest_claim(&pane.rows, 0, session),
            },
            shown: stretches().min().zip(stretches().max()),
            section: 0,
        }
    }

    /// Adds the scroll bar to a pane, and a message if the text is empty.
    pub(in crate::reader) fn finish(&self, mut pane: Pane, sight: &Sight, session: &Session, here: &Here) -> Pane {
        if let Some(top) = sight.top {
            let (start, end) = text_ends(session);
            let is_first = self.typesetter(session, here).is_first(top);
            let first = if is_first { 0 } else { top.byte.saturating_sub(start) };
            let below = sight.below.map_or(end, |below| below.byte);
            let shown = first as usize..below.saturating_sub(start) as usize;
            pane.scroll_bar = ScrollBar::of(pane.area, pane.inside, shown, (end - start) as usize);
        } else {
            pane.rows.push(Row::of(vec![Run::new("(no text)", Role::Muted)]));
        }
        pane
    }

    /// The top of the article for a click on its scroll bar. `first` is the first byte to show; `None` is the end.
    pub(in crate::reader) fn top_at(&self, first: Option<usize>, session: &Session, here: &Here) -> Anchor {
        let typesetter = self.typesetter(session, here);
        let last = typesetter.last_top(here.sight.page);
        match first.map(|first| u32::try_from(first).expect("a byte of the text")) {
            Some(0) => Anchor::default(),
            Some(byte) => typesetter.moved(Anchor::at(text_ends(session).0.saturating_add(byte)), 0).min(last),
            None => last,
        }
    }

    /// The top of the article after a share of the text, in percent.
    pub(in crate::reader) fn at_percent(&self, percent: usize, session: &Session, here: &Here) -> Anchor {
        let (start, end) = text_ends(session);
        let first = (end - start) as usize * percent / 100;
        self.top_at((percent < 100).then_some(first), session, here)
    }

    /// Rows from the anchor on, or around what is chosen if that is kept in sight.
    fn rows(&self, height: usize, session: &Session, here: &Here) -> Vec<Row> {
        let typesetter = self.typesetter(session, here);
        let rows = typesetter.page(here.place.anchor, height);
        let block = match here.place.chosen.filter(|_| here.place.follow) {
            Some(Chosen::Claim(claim)) => Some(session.dossier().claim(claim).passage.extent().place.block),
            Some(Chosen::Caveat(caveat)) => session.text().statement(caveat).map(|(block, _)| block),
            Some(Chosen::Link(link)) => links::find(link, session.dossier()).map(|link| link.block),
            None => None,
        };
        let found = self.followed.and_then(|found| typesetter.rows_of(found));
        let wanted = found.or_else(|| block.and_then(|block| typesetter.chosen_rows(block)));
        let Some((first, last)) = wanted else { return rows };
        let at = |wanted: Anchor| rows.iter().position(|row| row.at == wanted);
        match (at(first), at(last)) {
            (Some(_), Some(_)) => rows,
            // A claim longer than the page is shown from its beginning.
            (Some(beginning), None) if beginning <= height / 3 => rows,
            _ => {
                let above = isize::try_from(height / 3).unwrap_or_default();
                typesetter.page(typesetter.moved(first, -above), height)
            }
        }
    }

    /// The same rows, with code in color.
    fn colored(&self, rows: Vec<Row>, session: &Session, here: &Here) -> Vec<Row> {
        let code = rows.iter().flat_map(|row| &row.runs).any(|run| run.roles.has(Role::Code));
        match rows.first() {
            Some(first) if code => {
                Typesetter { colored: true, ..self.typesetter(session, here) }.rows_from(first.at, rows.len())
            }
            Some(_) | None => rows,
        }
    }

    /// The status line's words for a chosen link: all of them, and the fewest.
    pub(super) fn words(session: &Session, here: &Here) -> Option<[String; 2]> {
        match here.place.chosen.filter(|_| here.sees_chosen()) {
            Some(Chosen::Link(link)) => Some(links::words(link, session.dossier())),
            Some(Chosen::Claim(_) | Chosen::Caveat(_)) | None => None,
        }
    }

    pub(super) fn hints(session: &Session, here: &Here) -> Hints {
        use Action as A;
        let dossier = session.dossier();
        match here.place.chosen {
            Some(Chosen::Claim(claim)) if !dossier.coverings(claim).is_empty() => {
                vec![
                    (A::Copy, "copy"),
                    (A::Judge, "judge"),
                    (A::GoToCaveat, "caveat"),
                    (A::NextClaim, "next"),
                    (A::Follow, "source"),
                ]
            }
            Some(Chosen::Claim(claim)) => {
                let source = dossier.source(dossier.first_source(claim));
                let more = if source.claims.len() > 1 { (A::NextBySource, "same source") } else { (A::Copy, "copy") };
                vec![(A::Doubt, "doubt"), (A::Judge, "judge"), more, (A::NextClaim, "next"), (A::Follow, "source")]
            }
            Some(Chosen::Caveat(_)) => {
                vec![(A::NextClaim, "next claim"), (A::Follow, "who states it"), (A::Back, "back")]
            }
            Some(Chosen::Link(_)) => {
                vec![(A::PreviousClaim, "previous"), (A::NextClaim, "next link"), (A::Follow, "open")]
            }
            None => {
                let headings = dossier.briefing.sections.len() > 1;
                let second = if headings { (A::ShowContents, "contents") } else { (A::Search, "search") };
                if dossier.claims.is_empty() && !dossier.briefing.links.is_empty() {
                    vec![second, (A::PageDown, "page"), (A::NextClaim, "next link")]
                } else if dossier.claims.is_empty() {
                    vec![(A::Bottom, "end"), second, (A::PageDown, "page")]
                } else {
                    vec![
                        (A::Find, "find"),
                        (A::Search, "search"),
                        second,
                        (A::PageDown, "page"),
                        (A::NextClaim, "next claim"),
                    ]
                }
            }
        }
    }
}

/// The claim that is nearest to a row; none if the rows have no claim that passes the filter.
fn nearest_claim(rows: &[Row], row: usize, session: &Session) -> Option<Chosen> {
    let claim_in = |row: &Row| {
        let stretches = row.runs.iter().filter(|run| run.roles.has(Role::Claim)).filter_map(|run| run.stretch);
        let mut annotations = stretches.filter_map(|stretch| annotation(stretch, session));
        annotations.find(|chosen| matches!(chosen, Chosen::Claim(claim) if session.text().passes(*claim)))
    };
    let mut near: Vec<usize> = (0..rows.len()).collect();
    near.sort_by_key(|&at| at.abs_diff(row));
    near.into_iter().find_map(|at| claim_in(&rows[at]))
}

fn follow_chosen(session: &Session, here: &Here) -> Outcomes {
    let sources = match here.place.chosen {
        Some(Chosen::Claim(claim)) => session.dossier().claim(claim).sources.clone(),
        Some(Chosen::Caveat(caveat)) => session.dossier().caveat(caveat).by.clone(),
        Some(Chosen::Link(link)) => return follow::lead(Lead::Link(link), session, here),
        None => Vec::new(),
    };
    if sources.is_empty() {
        return say("Nothing chosen leads to a source");
    }
    follow::follow_or_ask(Purpose::Follow, sources.into_iter().map(Target::Source).collect(), session, here)
}

fn step_claim(forward: bool, session: &Session, here: &Here) -> Outcomes {
    let claims = &session.dossier().claims;
    if claims.is_empty() {
        return links::step(forward, session, here);
    }
    let in_sight = here.sight.is_chosen_shown;
    let from = |at: u32| claims.partition_point(|claim| claim.passage.references.start < at);
    let way = |from, to| if forward { session.text().passing_from(from) } else { session.text().passing_before(to) };
    let next = match here.place.chosen {
        Some(Chosen::Claim(claim)) if in_sight => way(claim.0 + 1, claim.0),
        // Starts at a statement of a caveat, or at the top of the screen.
        chosen => {
            let stated = match chosen {
                Some(Chosen::Caveat(caveat)) if in_sight => session.text().statement(caveat).map(|at| at.1),
                Some(_) | None => None,
            };
            let at = from(stated.unwrap_or(here.place.anchor.byte));
            way(at, at)
        }
    };
    let passing = if session.text().selection().is_some() { " that passes the filter" } else { "" };
    let choose = |claim| vec![Outcome::Choose(Chosen::Claim(claim))];
    match (next, session.text().passing_from(0)) {
        (Some(next), _) => choose(next),
        (None, None) => say("No claim passes the filter"),
        (None, Some(_)) if forward => say(format!("This is the last claim{passing}")),
        // No claim is above the screen, so the next one is the first.
        (None, Some(first)) if !in_sight => choose(first),
        (None, Some(_)) => say(format!("This is the first claim{passing}")),
    }
}

/// The claim or statement that contains a stretch.
pub(in crate::reader) fn annotation(stretch: Stretch, session: &Session) -> Option<Chosen> {
    let dossier = session.dossier();
    let place = stretch.place()?;
    let within = |range: &std::ops::Range<u32>| range.start < stretch.end && stretch.start < range.end;
    // Of nested claims, the inner one.
    let claims = dossier.words_at(place).filter(|(_, extent)| within(&extent.range));
    if let Some((claim, _)) = claims.min_by_key(|(id, extent)| (extent.range.len(), Reverse(*id))) {
        return Some(Chosen::Claim(claim));
    }
    let statement = dossier.statements_at(place).find(|statement| within(&statement.passage.extent().range));
    statement.and_then(|statement| statement.caveats.first()).copied().map(Chosen::Caveat)
}

/// The place of a caveat in the text: its statement, else the first claim that it covers.
pub(in crate::reader) fn caveat_place(caveat: CaveatId, session: &Session) -> Option<Chosen> {
    match session.text().statement(caveat) {
        Some(_) => Some(Chosen::Caveat(caveat)),
        None => session.dossier().covered(caveat).first().copied().map(Chosen::Claim),
    }
}

/// The share of the text above the end of what is in sight, in percent; none if no article is shown.
pub(in crate::reader) fn percent_read(session: &Session, sight: &Sight) -> Option<usize> {
    let (start, end) = text_ends(session);
    let above = |below: Anchor| below.byte.saturating_sub(start) as usize * 100 / (end - start).max(1) as usize;
    sight.top.map(|_| sight.below.map_or(100, |below| above(below).min(99)))
}

/// The first and last byte of the text, without front matter.
fn text_ends(session: &Session) -> (u32, u32) {
    let dossier = session.dossier();
    let start = dossier.briefing.blocks.first().map_or(0, |block| block.span.start);
    let end = u32::try_from(dossier.manuscript.text().len()).expect("a manuscript is shorter");
    (start, end)
}
