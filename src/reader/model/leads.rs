//! What on the screen can be followed: the letters over it, where each leads, and the addresses beside the cells.
//!
//! A row's runs know where they lead; this turns them into areas of the screen, and acts on the one that is chosen.

use std::collections::HashSet;
use std::path::Path;

use super::{Effect, Model, Open, Place, Purpose, Screen, Selected, Target, View};
use crate::briefing::dossier::SourceId;
use crate::page::lead::Lead;
use crate::page::look::Chosen;
use crate::page::row::{Anchor, Run};
use crate::reader::panes::{Area, Size};
use crate::text::address::{Destination, destination};
use crate::text::role::Role;
use crate::text::wrap;

/// An area of one row that leads to a web address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub area: Area,
    /// The same for all areas of one link.
    pub id: u64,
    pub address: String,
}

/// A letter, or two, over something that can be followed.
#[derive(Clone, Debug)]
pub struct Letters {
    pub area: Area,
    pub run: Run,
    lead: Lead,
}

/// In the order in which fingers find them.
const ALPHABET: &[u8; 26] = b"asdfghjklqwertyuiopzxcvbnm";

impl Model {
    /// Asks for one of the letters over what can be followed.
    pub(super) fn show_letters(&mut self) {
        if self.letters(&self.screen, None).is_empty() {
            self.notice = Some("Nothing here to follow".to_owned());
        } else {
            self.open = Some(Open::Letters { typed: None });
        }
    }

    pub(super) fn type_letter(&mut self, letter: char) {
        self.notice = None;
        let Some(Open::Letters { typed }) = self.open else { return };
        let letters: String = typed.into_iter().chain([letter.to_ascii_lowercase()]).collect();
        let mut begun = self.screen.letters.iter().filter(|known| known.run.text.starts_with(&letters));
        match begun.next() {
            Some(known) if known.run.text == letters && letter.is_ascii_uppercase() => {
                self.notice = Some(self.told_address(known.lead));
            }
            Some(known) if known.run.text == letters => {
                let lead = known.lead;
                self.open = None;
                self.go(lead);
            }
            Some(_) => self.open = Some(Open::Letters { typed: letters.chars().next() }),
            None => self.notice = Some(format!("Nothing here has the letters {letters}")),
        }
    }

    /// Where something leads, in words.
    fn told_address(&self, lead: Lead) -> String {
        match lead {
            Lead::Link(link) => self.dossier.briefing.links[link as usize].clone(),
            Lead::Address(source) => self.dossier.address(source).unwrap_or_else(|| self.no_address(source)),
            Lead::Claim(_) | Lead::Source(_) | Lead::Caveat(_) | Lead::Note(_) | Lead::There(..) => {
                "It leads within the text".to_owned()
            }
        }
    }

    /// What the cell leads to: what `f` would lay a letter over, and the chosen one's own words too.
    pub(super) fn lead_at(&self, column: u16, row: u16) -> Option<Lead> {
        let lettered = self.screen.letters.iter().find(|letters| letters.area.has(column, row));
        let stretches = || self.screen.stretches().into_iter().find(|(area, _)| area.has(column, row));
        lettered.map(|letters| letters.lead).or_else(|| stretches().map(|(_, lead)| lead))
    }

    /// Goes where something leads.
    pub(super) fn go(&mut self, lead: Lead) {
        match lead {
            Lead::Claim(claim) => {
                let chosen = Some(Chosen::Claim(claim));
                self.jump(Place { view: View::Article, chosen, follow: true, ..self.place });
            }
            Lead::Source(source) => self.reach(Purpose::Follow, Target::Source(source)),
            Lead::Caveat(caveat) => self.reach(Purpose::GoToCaveat, Target::Caveat(caveat)),
            Lead::Address(source) => match self.dossier.address(source) {
                Some(address) => self.wanted = Some(Effect::OpenAddress(address)),
                None => self.notice = Some(self.no_address(source)),
            },
            Lead::Note(note) => {
                let anchor = Anchor::at(self.dossier.note(note).declared.start);
                self.jump(Place { view: View::Article, anchor, follow: false, ..self.place });
            }
            Lead::There(number, chosen) => self.go_there(number, chosen),
            Lead::Link(link) => self.go_to(&self.dossier.briefing.links[link as usize].clone()),
        }
    }

    fn go_to(&mut self, link: &str) {
        match destination(link) {
            Destination::Web(address) => self.wanted = Some(Effect::OpenAddress(address)),
            Destination::Heading(id) => match self.heading(&id) {
                Some(anchor) => self.jump(Place { view: View::Article, anchor, follow: false, ..self.place }),
                None => self.notice = Some(format!("No heading of this text has the id #{id}")),
            },
            Destination::File { path, heading } => {
                let manuscript = &self.dossier.manuscript;
                if let Some(folder) = manuscript.path().and_then(Path::parent) {
                    self.wanted = Some(Effect::Read { path: folder.join(path), heading });
                } else {
                    let name = manuscript.name();
                    self.notice = Some(format!("Not opened: {name} is in no folder where {path} could be"));
                }
            }
            Destination::Elsewhere => {
                self.notice =
                    Some(format!("Not opened, as it is neither http(s) nor a Markdown file beside this: {link}"));
            }
        }
    }

    /// Where the heading with an id begins. Without an id, it is the text that begins there.
    pub(super) fn heading(&self, id: &str) -> Option<Anchor> {
        let briefing = &self.dossier.briefing;
        match briefing.heading(id) {
            Some(block) => Some(Anchor::at(briefing.blocks[block].span.start)),
            None => ["", "top"].contains(&id).then(Anchor::default),
        }
    }

    /// Opens the address of who says what is chosen; where there is none, of who stands behind them.
    pub(super) fn open_address(&mut self) {
        let sources = match (self.claim(), self.place.view, self.place.chosen) {
            (Some(claim), _, _) => self.dossier.claim(claim).sources.clone(),
            (None, View::Sources | View::Map, _) if !self.dossier.sources.is_empty() => {
                vec![self.place.selected.source]
            }
            (None, View::Article, Some(Chosen::Caveat(caveat))) => self.dossier.caveat(caveat).by.clone(),
            (None, View::Sources | View::Map | View::Claims | View::Article, _) => Vec::new(),
        };
        let addressed = |sources: &[SourceId]| -> Vec<Target> {
            let addressed = sources.iter().filter(|&&source| self.dossier.address(source).is_some());
            addressed.map(|&source| Target::Source(source)).collect()
        };
        let mut targets = addressed(&sources);
        if targets.is_empty() {
            targets = addressed(&self.dossier.behind_all(&sources));
        }
        if targets.is_empty() {
            let first = sources.first().map(|&source| self.no_address(source));
            self.notice = Some(first.unwrap_or_else(|| "Choose a claim or a source first".to_owned()));
        }
        self.offer(Purpose::OpenAddress, targets);
    }

    fn no_address(&self, source: SourceId) -> String {
        let source = self.dossier.source(source);
        match &source.url {
            Some(url) => format!("Not opened, as it is not http(s): {url}"),
            None => format!("No address is given for {}", source.name),
        }
    }

    pub(super) fn settle_leads(&self, screen: &mut Screen) {
        let stretches = screen.stretches();
        screen.links = stretches
            .iter()
            .filter_map(|&(area, lead)| {
                let id = match lead {
                    Lead::Link(link) => 2 * u64::from(link),
                    Lead::Address(source) => 2 * source.0 as u64 + 1,
                    Lead::Claim(_) | Lead::Source(_) | Lead::Caveat(_) | Lead::Note(_) | Lead::There(..) => {
                        return None;
                    }
                };
                Some(Link { area, id, address: lead.address(&self.dossier)? })
            })
            .collect();
        if let Some(popup) = &screen.popup {
            screen.links = screen.links.drain(..).flat_map(|link| beside(link, popup.area)).collect();
        }
        if let Some(Open::Letters { typed }) = self.open {
            screen.letters = self.letters(screen, typed);
        }
    }

    /// The letters, each over the first cells of what it leads to that are still free.
    fn letters(&self, screen: &Screen, typed: Option<char>) -> Vec<Letters> {
        let mut leads: Vec<(Lead, Vec<Area>)> = Vec::new();
        for (area, lead) in screen.stretches() {
            match leads.iter_mut().find(|(known, _)| *known == lead) {
                Some((_, areas)) => areas.push(area),
                None if self.is_here(lead) => {}
                None => leads.push((lead, vec![area])),
            }
        }
        let two = leads.len() > ALPHABET.len();
        let columns = 1 + u16::from(two);
        let mut taken = HashSet::new();
        let mut free = |areas: &[Area]| {
            let starts = areas.iter().flat_map(|area| (area.x..area.x + area.columns).map(move |x| (x, area.y)));
            let cells = |x: u16, y: u16| (x..x + columns).map(move |x| (x, y));
            let Size { columns: end, .. } = self.size;
            let (x, y) = starts
                .into_iter()
                .find(|&(x, y)| x + columns <= end && cells(x, y).all(|cell| !taken.contains(&cell)))?;
            taken.extend(cells(x, y));
            Some(Area { x, y, columns, rows: 1 })
        };
        let placed = leads.iter().filter_map(|(lead, areas)| Some((*lead, free(areas)?)));
        let most = if two { ALPHABET.len() * ALPHABET.len() } else { ALPHABET.len() };
        let lettered = placed.take(most).enumerate().map(|(number, (lead, area))| {
            let letter = |number: usize| char::from(ALPHABET[number % ALPHABET.len()]);
            let first = two.then(|| letter(number / ALPHABET.len()));
            let text: String = first.into_iter().chain([letter(number)]).collect();
            Letters { area, run: Run::new(text, Role::Letter), lead }
        });
        lettered.filter(|letters| typed.is_none_or(|typed| letters.run.text.starts_with(typed))).collect()
    }

    /// Whether the reader is there already.
    fn is_here(&self, lead: Lead) -> bool {
        match lead {
            Lead::Source(source) => {
                matches!(self.place.view, View::Sources | View::Map)
                    && self.place.selected == Selected { source, said: None }
            }
            Lead::Claim(_) | Lead::Caveat(_) | Lead::Note(_) | Lead::Link(_) | Lead::Address(_) | Lead::There(..) => {
                false
            }
        }
    }
}

impl Screen {
    /// The areas of the panes that lead somewhere, row after row.
    fn stretches(&self) -> Vec<(Area, Lead)> {
        let mut stretches: Vec<(Area, Lead)> = Vec::new();
        for pane in [&self.main, &self.card].into_iter().flatten() {
            let end = pane.inside.x + pane.inside.columns;
            for (row, y) in pane.rows.iter().zip(pane.inside.y..pane.inside.y + pane.inside.rows) {
                let mut x = pane.inside.x;
                for run in &row.runs {
                    let columns = u16::try_from(wrap::columns(&run.text)).unwrap_or(u16::MAX).min(end - x);
                    match (run.lead, stretches.last_mut()) {
                        (Some(lead), Some((area, before)))
                            if *before == lead && (area.x + area.columns, area.y) == (x, y) =>
                        {
                            area.columns += columns;
                        }
                        (Some(lead), _) if columns > 0 => stretches.push((Area { x, y, columns, rows: 1 }, lead)),
                        (Some(_) | None, _) => {}
                    }
                    x += columns;
                }
            }
        }
        stretches
    }
}

/// What of a link is left and right of a popup.
fn beside(link: Link, popup: Area) -> Vec<Link> {
    let Area { x, y, columns, rows } = link.area;
    let (end, popup_end) = (x + columns, popup.x + popup.columns);
    if !(popup.y..popup.y + popup.rows).contains(&y) || popup_end <= x || end <= popup.x {
        return vec![link];
    }
    let parts = [(x, popup.x), (popup_end, end)].into_iter().filter(|(from, to)| from < to);
    parts.map(|(x, to)| Link { area: Area { x, y, columns: to - x, rows }, ..link.clone() }).collect()
}
