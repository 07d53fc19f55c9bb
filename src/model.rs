//! The reader's state: what was decided, and what follows from it.
//!
//! [`Model::update`] takes a message, changes what is decided, and then settles what follows: which rows
//! stand in which pane. The view draws that and decides nothing. The place in the text is a byte of the
//! manuscript, so that neither a resize nor anything else but the reader moves it. Must not know the
//! terminal, colors, or which key means what.

mod bars;
mod settle;

use crate::diagnostic::Diagnostic;
use crate::dossier::{CaveatId, ClaimId, Dossier, Doubts, SourceId};
use crate::keymap::{Action, Context};
use crate::numbers;
use crate::panes::Size;
use crate::symbol::Symbols;
use crate::typeset::{Anchor, Chosen, Memo, source_list_length};

pub use self::settle::{Pane, Popup, Screen};

/// What happens to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    Resized(Size),
    Act(Action),
    /// An entry of the open list was picked by its number, 1-based.
    Pick(usize),
}

/// What the world is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Quit,
    Suspend,
    Redraw,
}

/// What the main pane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Article,
    Sources,
}

/// A row of the Sources view: a source, or one of its claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    pub source: SourceId,
    /// An index into the source's claims.
    pub claim: Option<usize>,
}

/// Where the reader is: what a jump keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    view: View,
    /// What stands at the top of the article.
    anchor: Anchor,
    /// Whether what is chosen is kept in sight, wherever the anchor is: set by choosing, cleared by scrolling.
    follow: bool,
    chosen: Option<Chosen>,
    selected: Selected,
}

/// Something open above the panes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    Help { top: usize },
    Contents { row: usize },
    Choice { purpose: Purpose, targets: Vec<Target>, row: usize },
}

/// What a choice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Follow,
    GoToCaveat,
    Doubt,
}

/// What can be chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Source(SourceId),
    Caveat(CaveatId),
}

/// How far to move, in whatever has the keys.
#[derive(Clone, Copy)]
enum Step {
    Rows(isize),
    /// In half pages.
    Halves(isize),
    Top,
    Bottom,
}

/// The reader.
pub struct Model {
    dossier: Dossier,
    /// How many diagnostics the manuscript has.
    problems: usize,
    symbols: Symbols,

    // Decided.
    size: Size,
    place: Place,
    back: Vec<Place>,
    forward: Vec<Place>,
    doubts: Doubts,
    open: Option<Open>,
    /// Whether the card has the keys.
    on_card: bool,
    card_top: usize,
    /// What the last action had to say.
    notice: Option<String>,

    // Derived: by `doubt`, and by `settle`.
    standing: Vec<bool>,
    screen: Screen,
    memo: Memo,
}

impl Model {
    pub fn new(dossier: Dossier, diagnostics: &[Diagnostic], symbols: Symbols) -> Self {
        let place = Place {
            view: View::Article,
            anchor: Anchor::default(),
            follow: false,
            chosen: dossier.claim_ids().next().map(Chosen::Claim),
            selected: Selected { source: SourceId(0), claim: None },
        };
        let standing = vec![true; dossier.claims.len()];
        Self {
            dossier,
            problems: diagnostics.len(),
            symbols,
            size: Size::default(),
            place,
            back: Vec::new(),
            forward: Vec::new(),
            doubts: Doubts::new(),
            open: None,
            on_card: false,
            card_top: 0,
            notice: None,
            standing,
            screen: Screen::default(),
            memo: Memo::default(),
        }
    }

    /// What the panes show.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    pub fn symbols(&self) -> Symbols {
        self.symbols
    }

    /// Where a key goes.
    pub fn context(&self) -> Context {
        match (&self.open, self.on_card, self.place.view) {
            (Some(Open::Help { .. }), _, _) => Context::Help,
            (Some(Open::Contents { .. }), _, _) => Context::Contents,
            (Some(Open::Choice { .. }), _, _) => Context::Choice,
            (None, true, _) => Context::Card,
            (None, false, View::Article) => Context::Article,
            (None, false, View::Sources) => Context::Sources,
        }
    }

    /// Takes a message, and says what the world is to do about it.
    pub fn update(&mut self, message: Message) -> Option<Effect> {
        let effect = match message {
            Message::Resized(size) if size == self.size => return None,
            Message::Resized(size) => {
                self.size = size;
                None
            }
            Message::Act(action) => self.act(action),
            Message::Pick(number) => {
                self.pick(number);
                None
            }
        };
        self.settle();
        effect
    }

    fn act(&mut self, action: Action) -> Option<Effect> {
        self.notice = None;
        self.take_place();
        match action {
            Action::Quit => return Some(Effect::Quit),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Help => self.toggle(Open::Help { top: 0 }),
            Action::ShowContents => self.show_contents(),
            Action::Close => self.close(),
            Action::Follow => self.follow(),
            Action::Down => self.travel(Step::Rows(1)),
            Action::Up => self.travel(Step::Rows(-1)),
            Action::PageDown => self.travel(Step::Halves(2)),
            Action::PageUp => self.travel(Step::Halves(-2)),
            Action::HalfPageDown => self.travel(Step::Halves(1)),
            Action::HalfPageUp => self.travel(Step::Halves(-1)),
            Action::Top => self.travel(Step::Top),
            Action::Bottom => self.travel(Step::Bottom),
            Action::NextClaim => self.step_claim(true),
            Action::PreviousClaim => self.step_claim(false),
            Action::NextBySource => self.step_by_source(true),
            Action::PreviousBySource => self.step_by_source(false),
            Action::NextSection => self.step_section(true),
            Action::PreviousSection => self.step_section(false),
            Action::GoToCaveat => self.go_to_caveat(),
            Action::Back => self.go_back(),
            Action::Forward => self.go_forward(),
            Action::Doubt => self.doubt(),
            Action::ClearDoubts => self.clear_doubts(),
            Action::ShowArticle => self.show(View::Article),
            Action::ShowSources => self.show(View::Sources),
            Action::ShowCard if self.dossier.sources.is_empty() => {
                self.notice = Some("Nothing here cites a source".to_owned());
            }
            Action::ShowCard => self.set_on_card(!self.on_card),
            // A card that is not on the screen cannot be scrolled, but brought there.
            Action::CardDown | Action::CardUp if self.screen.card.is_none() => return self.act(Action::ShowCard),
            Action::CardDown => self.card_top += 1,
            Action::CardUp => self.card_top = self.card_top.saturating_sub(1),
        }
        None
    }

    /// The reader acts on what is on the screen, so that is where the reader is.
    fn take_place(&mut self) {
        if let (View::Article, Some(top)) = (self.place.view, self.screen.top) {
            self.place.anchor = top;
        }
        if let Some(card) = &self.screen.card {
            self.card_top = card.hidden.0;
        }
        if let (Some(Open::Help { top }), Some(popup)) = (&mut self.open, &self.screen.popup) {
            *top = popup.hidden.0;
        }
    }

    // Moving.

    fn travel(&mut self, step: Step) {
        let page = isize::try_from(self.screen.page.max(1)).unwrap_or(1);
        let distance = match step {
            Step::Rows(rows) => rows,
            Step::Halves(halves) => halves * (page - 1).max(2) / 2,
            Step::Top => isize::MIN,
            Step::Bottom => isize::MAX,
        };
        let moved = |at: usize, length: usize| at.saturating_add_signed(distance).min(length.saturating_sub(1));
        match &mut self.open {
            Some(Open::Help { top }) => *top = top.saturating_add_signed(distance),
            Some(Open::Contents { row }) => *row = moved(*row, self.dossier.briefing.sections.len() - 1),
            Some(Open::Choice { row, targets, .. }) => *row = moved(*row, targets.len()),
            None if self.on_card => self.card_top = self.card_top.saturating_add_signed(distance),
            None => match self.place.view {
                View::Article => self.scroll(step, distance),
                View::Sources => self.move_selection(distance),
            },
        }
    }

    fn scroll(&mut self, step: Step, distance: isize) {
        self.place.follow = false;
        match step {
            Step::Top => self.jump(Place { anchor: Anchor::default(), ..self.place }),
            Step::Bottom => self.jump(Place { anchor: self.typesetter().last_top(self.screen.page), ..self.place }),
            Step::Rows(_) | Step::Halves(_) => {
                let typesetter = self.typesetter();
                let anchor = typesetter.moved(self.place.anchor, distance);
                self.place.anchor = anchor.min(typesetter.last_top(self.screen.page));
            }
        }
    }

    /// The selected row of the Sources view.
    fn selected_row(&self) -> usize {
        self.place.selected.source.0 + self.place.selected.claim.map_or(0, |claim| claim + 1)
    }

    fn move_selection(&mut self, distance: isize) {
        let Selected { source, .. } = self.place.selected;
        let length = source_list_length(&self.look(), source);
        let row = self.selected_row().saturating_add_signed(distance).min(length.saturating_sub(1));
        let claims = self.dossier.sources.get(source.0).map_or(0, |source| source.claims.len());
        let selected = if row <= source.0 {
            Selected { source: SourceId(row), claim: None }
        } else if row <= source.0 + claims {
            Selected { source, claim: Some(row - source.0 - 1) }
        } else {
            Selected { source: SourceId(row - claims), claim: None }
        };
        // From below one comes upon the last claim of the source above, not past all of them.
        let claim = match selected.claim {
            None if distance == -1 && selected.source < source => {
                self.dossier.source(selected.source).claims.len().checked_sub(1)
            }
            claim => claim,
        };
        self.select(Selected { claim, ..selected });
    }

    fn select(&mut self, selected: Selected) {
        self.place.selected = selected;
        self.card_top = 0;
    }

    fn step_section(&mut self, forward: bool) {
        match self.place.view {
            View::Sources => {
                let source = self.place.selected.source.0.saturating_add_signed(if forward { 1 } else { -1 });
                if source < self.dossier.sources.len() {
                    self.select(Selected { source: SourceId(source), claim: None });
                }
            }
            View::Article => {
                let starts = self.dossier.briefing.sections.iter().skip(1).map(|section| section.blocks.start);
                let starts = starts.map(|block| Anchor::at(self.dossier.briefing.blocks[block].span.start));
                let here = self.place.anchor;
                let last = self.typesetter().last_top(self.screen.page);
                let next = if forward {
                    starts.clone().find(|&at| at > here && here < last)
                } else {
                    starts.clone().rfind(|&at| at < here)
                };
                match next {
                    Some(anchor) => self.jump(Place { anchor: anchor.min(last), follow: false, ..self.place }),
                    None if forward => self.notice = Some("This is the last section".to_owned()),
                    None => self.jump(Place { anchor: Anchor::default(), follow: false, ..self.place }),
                }
            }
        }
    }

    // Claims.

    /// The chosen claim, in whatever view.
    fn claim(&self) -> Option<ClaimId> {
        match self.place.view {
            View::Article => match self.place.chosen {
                Some(Chosen::Claim(claim)) => Some(claim),
                Some(Chosen::Caveat(_)) | None => None,
            },
            View::Sources => {
                let Selected { source, claim } = self.place.selected;
                self.dossier.sources.get(source.0)?.claims.get(claim?).copied()
            }
        }
    }

    fn step_claim(&mut self, forward: bool) {
        match self.place.view {
            View::Article => self.step_claim_in_text(forward),
            View::Sources => {
                let Selected { source, claim } = self.place.selected;
                let claims = self.dossier.sources.get(source.0).map_or(0, |source| source.claims.len());
                let next = match (claim, forward) {
                    (None, true) => Some(0),
                    (Some(claim), true) => Some(claim + 1),
                    (Some(claim), false) => claim.checked_sub(1),
                    (None, false) => None,
                };
                if next.is_none_or(|next| next < claims) {
                    self.select(Selected { source, claim: next });
                } else {
                    self.notice = Some("This source has no more claims".to_owned());
                }
            }
        }
    }

    fn step_claim_in_text(&mut self, forward: bool) {
        let claims = &self.dossier.claims;
        let in_sight = self.screen.chosen_in_sight;
        let from = |at: u32| claims.partition_point(|claim| claim.extent.span.end <= at);
        let next = match self.place.chosen {
            Some(Chosen::Claim(claim)) if in_sight && forward => Some(claim.0 + 1),
            Some(Chosen::Claim(claim)) if in_sight => claim.0.checked_sub(1),
            // From where a caveat is stated, or from the top of what is on the screen.
            chosen => {
                let stated = match chosen {
                    Some(Chosen::Caveat(caveat)) if in_sight => self.statement(caveat).map(|at| at.1),
                    Some(_) | None => None,
                };
                let at = from(stated.unwrap_or(self.place.anchor.byte));
                if forward { Some(at) } else { at.checked_sub(1) }
            }
        };
        match next.filter(|&next| next < claims.len()) {
            Some(next) => self.choose(Chosen::Claim(ClaimId(next))),
            None if claims.is_empty() => self.notice = Some("No claim: nothing here cites a source".to_owned()),
            None if forward => self.notice = Some("This is the last claim".to_owned()),
            // Nothing above what is on the screen: the claim that comes next is the first.
            None if !in_sight => self.choose(Chosen::Claim(ClaimId(0))),
            None => self.notice = Some("This is the first claim".to_owned()),
        }
    }

    /// Where a caveat is first stated: the block, and the byte of the manuscript.
    fn statement(&self, caveat: CaveatId) -> Option<(usize, u32)> {
        let &statement = self.dossier.caveat(caveat).statements.first()?;
        let extent = &self.dossier.statements[statement].extent;
        Some((extent.place.block, extent.span.start))
    }

    fn choose(&mut self, chosen: Chosen) {
        self.place.chosen = Some(chosen);
        self.place.follow = true;
        self.card_top = 0;
    }

    fn step_by_source(&mut self, forward: bool) {
        let Some(claim) = self.claim() else {
            self.notice = Some("Choose a claim first".to_owned());
            return;
        };
        if self.place.view == View::Sources {
            return self.step_claim(forward);
        }
        let source = self.dossier.source(self.dossier.claim(claim).sources[0]);
        let at = source.claims.partition_point(|&other| other < claim);
        let next = if forward { source.claims.get(at + 1) } else { at.checked_sub(1).map(|at| &source.claims[at]) };
        let words = format!("of {} by {}", source.claims.len(), source.name);
        if let Some(&next) = next {
            let number = if forward { at + 2 } else { at };
            let on_card = self.on_card;
            self.jump(Place { chosen: Some(Chosen::Claim(next)), follow: true, ..self.place });
            self.on_card = on_card;
            self.notice = Some(format!("{number} {words}"));
        } else {
            self.notice = Some(format!("{} {words}: there is no other that way", at + 1));
        }
    }

    // Following.

    fn follow(&mut self) {
        match self.open.take() {
            Some(Open::Help { .. }) => {}
            Some(Open::Contents { row }) => {
                let section = &self.dossier.briefing.sections[(row + 1).min(self.dossier.briefing.sections.len() - 1)];
                if let Some(block) = self.dossier.briefing.blocks.get(section.blocks.start) {
                    let anchor = Anchor::at(block.span.start);
                    self.jump(Place { view: View::Article, anchor, follow: false, ..self.place });
                }
            }
            Some(Open::Choice { purpose, targets, row }) => {
                if let Some(&target) = targets.get(row) {
                    self.reach(purpose, target);
                }
            }
            None => match self.place.view {
                View::Article => self.follow_from_text(),
                View::Sources => self.follow_from_sources(),
            },
        }
    }

    fn follow_from_text(&mut self) {
        let sources = match self.place.chosen {
            Some(Chosen::Claim(claim)) => self.dossier.claim(claim).sources.clone(),
            Some(Chosen::Caveat(caveat)) => self.dossier.caveat(caveat).by.clone(),
            None => Vec::new(),
        };
        if sources.is_empty() {
            self.notice = Some("Nothing is chosen that leads to a source".to_owned());
        }
        self.offer(Purpose::Follow, sources.into_iter().map(Target::Source).collect());
    }

    fn follow_from_sources(&mut self) {
        let Selected { source, claim } = self.place.selected;
        let Some(claims) = self.dossier.sources.get(source.0).map(|source| &source.claims) else { return };
        match claim.and_then(|claim| claims.get(claim)) {
            Some(&claim) => {
                let chosen = Some(Chosen::Claim(claim));
                self.jump(Place { view: View::Article, chosen, follow: true, ..self.place });
            }
            None if claims.is_empty() => self.notice = Some("This source says nothing here in its own name".to_owned()),
            None => {
                // From the claim that one came from, the next: it is the others that one wants to see.
                let came = match self.place.chosen {
                    Some(Chosen::Claim(came)) => claims.iter().position(|&claim| claim == came),
                    Some(Chosen::Caveat(_)) | None => None,
                };
                let claim = came.map_or(0, |came| (came + 1) % claims.len());
                self.select(Selected { source, claim: Some(claim) });
            }
        }
    }

    fn go_to_caveat(&mut self) {
        let caveats: Vec<CaveatId> = match (self.claim(), self.place.view) {
            (Some(claim), _) => self.dossier.coverings(claim).into_iter().map(|covering| covering.caveat).collect(),
            (None, View::Sources) if !self.dossier.sources.is_empty() => {
                self.dossier.caveats_behind(&[self.place.selected.source])
            }
            (None, View::Sources | View::Article) => Vec::new(),
        };
        if caveats.is_empty() {
            let what =
                if self.claim().is_some() { "No caveat in this text covers this claim" } else { "No caveat here" };
            self.notice = Some(what.to_owned());
        }
        self.offer(Purpose::GoToCaveat, caveats.into_iter().map(Target::Caveat).collect());
    }

    /// Goes to the only target, or asks which.
    fn offer(&mut self, purpose: Purpose, targets: Vec<Target>) {
        match targets[..] {
            [] => {}
            [only] => self.reach(purpose, only),
            [_, _, ..] => self.open = Some(Open::Choice { purpose, targets, row: 0 }),
        }
    }

    fn pick(&mut self, number: usize) {
        self.notice = None;
        if let Some(Open::Choice { purpose, targets, .. }) = &self.open
            && let Some(&target) = number.checked_sub(1).and_then(|index| targets.get(index))
        {
            let purpose = *purpose;
            self.open = None;
            self.reach(purpose, target);
        }
    }

    fn reach(&mut self, purpose: Purpose, target: Target) {
        match (purpose, target) {
            (Purpose::Doubt, Target::Source(source)) => self.toggle_doubt(source),
            (_, Target::Source(source)) => {
                let selected = Selected { source, claim: None };
                self.jump(Place { view: View::Sources, selected, ..self.place });
            }
            (_, Target::Caveat(caveat)) => {
                let chosen = Some(Chosen::Caveat(caveat));
                self.jump(Place { view: View::Article, chosen, follow: true, ..self.place });
                if self.statement(caveat).is_none() {
                    self.notice = Some("Declared in the front matter; the text states it nowhere".to_owned());
                }
            }
        }
    }

    // The jump list.

    fn jump(&mut self, to: Place) {
        // To go where one is already is nothing to come back from.
        if to != self.place {
            self.back.push(self.place);
            self.forward.clear();
        }
        self.arrive(to);
    }

    fn arrive(&mut self, place: Place) {
        self.place = place;
        self.on_card = false;
        self.card_top = 0;
    }

    fn go_back(&mut self) {
        match self.back.pop() {
            Some(place) => {
                self.forward.push(self.place);
                self.arrive(place);
            }
            None => self.notice = Some("There is nowhere to go back to".to_owned()),
        }
    }

    fn go_forward(&mut self) {
        match self.forward.pop() {
            Some(place) => {
                self.back.push(self.place);
                self.arrive(place);
            }
            None => self.notice = Some("There is nowhere to go forward to".to_owned()),
        }
    }

    // Doubt.

    fn doubt(&mut self) {
        let sources = match (self.claim(), self.place.view) {
            (Some(claim), View::Article) => self.dossier.claim(claim).sources.clone(),
            (_, View::Sources) if !self.dossier.sources.is_empty() => vec![self.place.selected.source],
            (_, View::Sources | View::Article) => Vec::new(),
        };
        if sources.is_empty() {
            self.notice = Some("Choose a claim or a source first".to_owned());
        }
        self.offer(Purpose::Doubt, sources.into_iter().map(Target::Source).collect());
    }

    fn toggle_doubt(&mut self, source: SourceId) {
        let before = self.standing.iter().filter(|&&stands| stands).count();
        if !self.doubts.remove(&source) {
            self.doubts.insert(source);
        }
        self.standing = self.dossier.standing(&self.doubts);
        let after = self.standing.iter().filter(|&&stands| stands).count();
        let name = &self.dossier.source(source).name;
        self.notice = Some(if self.doubts.contains(&source) {
            let verb = if before - after == 1 { "falls" } else { "fall" };
            format!("If {name} is worth nothing, {} {verb}", numbers::count(before - after, "claim"))
        } else {
            format!("{name} is no longer doubted")
        });
    }

    fn clear_doubts(&mut self) {
        let words = if self.doubts.is_empty() { "Nothing is doubted" } else { "Nothing is doubted any more" };
        self.notice = Some(words.to_owned());
        self.doubts.clear();
        self.standing = self.dossier.standing(&self.doubts);
    }

    // What is shown.

    fn show(&mut self, view: View) {
        if self.place.view != view {
            self.jump(Place { view, ..self.place });
        }
        self.on_card = false;
    }

    fn show_contents(&mut self) {
        if self.dossier.briefing.sections.len() < 2 {
            self.notice = Some("This text has no headings".to_owned());
            return;
        }
        let row = self.screen.section.saturating_sub(1);
        self.toggle(Open::Contents { row });
    }

    fn toggle(&mut self, open: Open) {
        let same = self.open.as_ref().is_some_and(|now| std::mem::discriminant(now) == std::mem::discriminant(&open));
        self.open = if same { None } else { Some(open) };
    }

    fn set_on_card(&mut self, on_card: bool) {
        self.on_card = on_card;
        self.card_top = 0;
    }

    /// Closes the uppermost thing that is open, and in the end leads back to the article.
    fn close(&mut self) {
        if self.open.take().is_some() {
            return;
        }
        if self.on_card {
            self.set_on_card(false);
        } else if self.place.view == View::Sources {
            if self.place.selected.claim.is_some() {
                self.select(Selected { claim: None, ..self.place.selected });
            } else {
                self.show(View::Article);
            }
        }
    }
}
