//! A list of briefings, from a folder or from several files: the filter, the selection, and the visible rows.
//!
//! [`Folder::update`] takes a message, changes the state, and then derives the rest of it, as the reader's model does.
//! Files are read one by one, visible ones first: [`Folder::wanted`] returns the next file to read, and
//! [`Folder::set_result`] takes the result. `rows` owns the columns. Must not know files or the terminal.
//!
//! The order by date must not change under the reader's eyes, so the beginning of every file is read before the list is
//! shown.

mod rows;

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::Dossier;
use crate::briefing::parse::parse;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::page::row::Row;
use crate::reader::keymap::key::Key;
use crate::reader::keymap::{Action, Context, Keymap, Keys, List};
use crate::reader::layout::{Area, Gesture, Pointed, Size};
use crate::text::manuscript::{Manuscript, one_line};
use crate::text::symbol::Symbols;
use crate::text::{numbers, visible};

/// The longest filter, in bytes. Nobody types more to find a file.
const LONGEST: usize = 100;

/// An event of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    Resized(Size),
    Act(Action),
    /// A letter for the filter.
    Typed(char),
    Pointed(Pointed),
    /// These keys begin a sequence; no key if a sequence was canceled.
    Wait(Vec<Key>),
    /// These keys are not bound.
    Nothing(Vec<Key>),
}

/// A request to the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Read(PathBuf),
    Quit,
    Suspend,
    Redraw,
}

/// A file of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    pub path: PathBuf,
    /// The name in the list: the file's name, unless another one is given.
    name: String,
    about: About,
    facts: Facts,
}

/// The metadata at the beginning of a briefing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    pub title: String,
    pub dateline: String,
    pub published: String,
}

/// The state of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Facts {
    Unread,
    Read(Figures),
    /// The reason why the file cannot be read.
    Unreadable(String),
}

/// The counts of a briefing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    pub claims: usize,
    pub limitations: usize,
    pub denials: usize,
    pub problems: usize,
}

impl About {
    /// Reads the front matter up to its first table, and the first heading.
    pub fn from_beginning(beginning: &Manuscript) -> Self {
        let text = beginning.text().trim_start_matches('\u{feff}');
        let (mut front, mut heading, mut lines) = (String::new(), "", text.lines());
        if text.starts_with("+++") {
            let mut open = true;
            for line in lines.by_ref().skip(1).take_while(|line| line.trim_end() != "+++") {
                open &= !line.trim_start().starts_with('[');
                if open {
                    front.extend([line, "\n"]);
                }
            }
        }
        heading = lines.find(|line| line.starts_with('#')).unwrap_or(heading);
        let text = Manuscript::new("", format!("+++\n{front}+++\n\n{heading}\n"));
        let (briefing, _) = parse(&text);
        let heading = briefing.sections.get(1).map(|section| section.title.clone());
        let line = |text: Option<String>| one_line(&text.unwrap_or_default());
        Self {
            title: line(briefing.front.metadata.title.filter(|title| !title.trim().is_empty()).or(heading)),
            dateline: line(briefing.front.metadata.dateline),
            published: line(briefing.front.metadata.published),
        }
    }

    fn of(dossier: &Dossier) -> Self {
        let front = &dossier.briefing.front;
        // A text without a title would be named after its file, which has a column of its own.
        let title = dossier.is_titled().then_some(&dossier.title);
        let line = |text: Option<&String>| text.map(|text| one_line(text)).unwrap_or_default();
        Self {
            title: line(title),
            dateline: line(front.metadata.dateline.as_ref()),
            published: line(front.metadata.published.as_ref()),
        }
    }
}

impl Entry {
    /// An entry from the beginning of a file, or from the reason why it cannot be read.
    pub fn new(path: PathBuf, beginning: Result<&Manuscript, String>) -> Self {
        match beginning {
            Ok(beginning) => Self::of(path, About::from_beginning(beginning), Facts::Unread),
            Err(why) => Self::of(path, About::default(), Facts::Unreadable(why)),
        }
    }

    fn of(path: PathBuf, about: About, facts: Facts) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { path, name, about, facts }
    }

    /// Sets another name than the file's, for a list with files of several folders.
    #[must_use]
    pub fn called(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// An entry from the result of reading the whole file.
    pub fn read(path: PathBuf, read: Result<(&Dossier, &[Diagnostic]), String>) -> Self {
        match read {
            Ok((dossier, diagnostics)) => {
                let denials = dossier.caveats.iter().filter(|caveat| caveat.kind == CaveatKind::Denial).count();
                let figures = Figures {
                    claims: dossier.claims.len(),
                    limitations: dossier.caveats.len() - denials,
                    denials,
                    problems: diagnostics.len(),
                };
                Self::of(path, About::of(dossier), Facts::Read(figures))
            }
            Err(why) => Self::of(path, About::default(), Facts::Unreadable(why)),
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The entry as a line for use without a screen: name, title, claims and caveats, separated by tabs.
    pub fn line(&self) -> String {
        let about = match &self.facts {
            Facts::Unread => vec![self.about.title.clone()],
            Facts::Unreadable(why) => vec![format!("cannot be read: {why}")],
            Facts::Read(Figures { claims, limitations, denials, problems }) => {
                let caveats = numbers::declared(limitations + denials, "caveat");
                let of_which = match denials {
                    0 => String::new(),
                    1 => ", 1 of them a denial".to_owned(),
                    denials => format!(", {denials} of them denials"),
                };
                let mut about =
                    vec![self.about.title.clone(), numbers::count(*claims, "claim"), format!("{caveats}{of_which}")];
                about.extend((*problems > 0).then(|| numbers::count(*problems, "problem")));
                about
            }
        };
        let fields = std::iter::once(self.name.clone()).chain(about);
        fields.map(|field| visible::line(&field).into_owned()).collect::<Vec<_>>().join("\t")
    }

    /// The text that the filter searches.
    fn words(&self) -> String {
        let About { title, dateline, published } = &self.about;
        format!("{} {title} {dateline} {published} {}", self.name(), numbers::date(published)).to_lowercase()
    }
}

/// Sorts entries: the newest first, those without a date last, those of the same date by name.
pub fn sort(entries: &mut [Entry]) {
    let date = |entry: &Entry| {
        let published = &entry.about.published;
        // A date that does not begin with a year has no order.
        let year = published.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
        Reverse(if year { published.clone() } else { String::new() })
    };
    entries.sort_by_cached_key(|entry| (date(entry), entry.name.to_lowercase(), entry.name.clone()));
}

/// The list on the screen.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    pub rows: Vec<(Area, Row)>,
}

/// A list of briefings.
pub struct Folder {
    name: String,
    entries: Vec<Entry>,
    symbols: Symbols,
    keys: Keys,

    // State:
    size: Size,
    filter: String,
    /// The selected entry, as an index. It is a visible entry if one is visible.
    selected: usize,
    notice: Option<String>,

    // Derived from the state:
    /// The entries that pass the filter, in order.
    shown: Vec<usize>,
    /// The first entry on the screen, as an index into `shown`.
    top: usize,
    screen: Screen,
}

impl Folder {
    /// A list of entries, which must be sorted.
    pub fn new(name: impl Into<String>, entries: Vec<Entry>, symbols: Symbols) -> Self {
        Self {
            name: name.into(),
            shown: (0..entries.len()).collect(),
            entries,
            symbols,
            keys: Keys::default(),
            size: Size::default(),
            filter: String::new(),
            selected: 0,
            notice: None,
            top: 0,
            screen: Screen::default(),
        }
    }

    /// Uses these keys.
    #[must_use]
    pub fn keyed(self, keymap: Keymap) -> Self {
        Self { keys: Keys::of(keymap), ..self }
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    pub fn symbols(&self) -> Symbols {
        self.symbols
    }

    /// The file to read next: visible files first, then all others.
    pub fn wanted(&self) -> Option<usize> {
        let unread = |entry: &&usize| self.entries[**entry].facts == Facts::Unread;
        let on_screen = self.shown.iter().skip(self.top).take(self.page()).find(unread).copied();
        on_screen.or_else(|| self.entries.iter().position(|entry| entry.facts == Facts::Unread))
    }

    /// The files that were read as a whole or failed, except the selected one.
    pub fn read(&self) -> impl Iterator<Item = usize> {
        let is_read = |entry: &usize| *entry != self.selected && self.entries[*entry].facts != Facts::Unread;
        (0..self.entries.len()).filter(is_read)
    }

    pub fn path(&self, entry: usize) -> &Path {
        &self.entries[entry].path
    }

    /// Takes the result of reading a file. The file keeps its row.
    pub fn set_result(&mut self, entry: usize, read: Result<(&Dossier, &[Diagnostic]), String>) {
        let Entry { path, name, .. } = self.entries[entry].clone();
        self.entries[entry] = Entry::read(path, read).called(name);
        if self.is_shown(entry) {
            self.refresh();
        }
    }

    /// Takes a new result for the selected file.
    pub fn set_selected_result(&mut self, read: Result<(&Dossier, &[Diagnostic]), String>) {
        self.notice =
            read.as_ref().err().map(|why| format!("{} cannot be read: {why}", self.entries[self.selected].name()));
        self.set_result(self.selected, read);
    }

    /// Handles a message, and returns a request to the world.
    pub fn update(&mut self, message: Message) -> Option<Effect> {
        if !matches!(message, Message::Resized(_)) {
            self.keys.end();
        }
        let effect = match message {
            Message::Resized(size) => {
                self.size = size;
                None
            }
            Message::Typed(letter) => {
                if self.filter.len() < LONGEST {
                    self.filter.push(letter);
                    self.apply_filter();
                }
                None
            }
            Message::Act(action) => self.act(action),
            Message::Pointed(pointed) => self.pointed(pointed),
            Message::Wait(keys) => {
                self.notice = None;
                self.keys.wait(keys, None);
                None
            }
            Message::Nothing(keys) => {
                self.notice = Some(self.keys.nothing(Context::Folder, &keys));
                None
            }
        };
        self.refresh();
        effect
    }

    fn act(&mut self, action: Action) -> Option<Effect> {
        self.notice = None;
        if let Action::List(list) = action {
            return self.list(list);
        }
        let effects =
            [(Action::Quit, Effect::Quit), (Action::Suspend, Effect::Suspend), (Action::Redraw, Effect::Redraw)];
        effects.into_iter().find(|(known, _)| *known == action).map(|(_, effect)| effect)
    }

    fn list(&mut self, list: List) -> Option<Effect> {
        let page = self.page().max(1).cast_signed();
        match list {
            List::Open if self.shown.is_empty() => {}
            List::Open => return Some(Effect::Read(self.entries[self.selected].path.clone())),
            List::Down => self.step(1),
            List::Up => self.step(-1),
            List::PageDown => self.step(page),
            List::PageUp => self.step(-page),
            List::Top => self.step(isize::MIN),
            List::Bottom => self.step(isize::MAX),
            List::FilterLess => {
                self.filter.pop();
                self.apply_filter();
            }
            List::FilterClear => {
                self.filter.clear();
                self.apply_filter();
            }
        }
        None
    }

    /// The wheel moves the selection, a click selects a file, and a click on the selected file opens it.
    fn pointed(&mut self, Pointed { row, gesture, .. }: Pointed) -> Option<Effect> {
        self.notice = None;
        match gesture {
            Gesture::WheelDown | Gesture::WheelUp => {
                self.step(gesture.rows());
                return None;
            }
            Gesture::Drag => return None,
            Gesture::Click => {}
        }
        let bars = rows::Bars::of(self.size);
        let at = usize::from(row).checked_sub(bars.above()).filter(|&at| at < self.page())?;
        let &entry = self.shown.get(self.top + at)?;
        if entry == self.selected {
            return self.list(List::Open);
        }
        self.selected = entry;
        None
    }

    fn step(&mut self, rows: isize) {
        let last = self.shown.len().saturating_sub(1);
        let row = self.row().saturating_add_signed(rows).min(last);
        self.selected = self.shown.get(row).copied().unwrap_or(self.selected);
    }

    /// The row of the selected file among the visible ones.
    fn row(&self) -> usize {
        self.shown.partition_point(|&entry| entry < self.selected)
    }

    fn is_shown(&self, entry: usize) -> bool {
        self.shown.binary_search(&entry).is_ok()
    }

    /// Selects the entries that have every word of the filter. The selection stays on its entry if that is still
    /// visible.
    fn apply_filter(&mut self) {
        self.notice = None;
        let folded = self.filter.to_lowercase();
        let passes = |entry: &Entry| {
            let words = entry.words();
            folded.split_whitespace().all(|word| words.contains(word))
        };
        self.shown = (0..self.entries.len()).filter(|&entry| passes(&self.entries[entry])).collect();
        if let (false, Some(&first)) = (self.is_shown(self.selected), self.shown.first()) {
            self.selected = first;
        }
    }

    /// The number of rows of the list.
    fn page(&self) -> usize {
        let bars = rows::Bars::of(self.size);
        usize::from(self.size.rows).saturating_sub(bars.count())
    }

    fn refresh(&mut self) {
        let (page, row) = (self.page().max(1), self.row());
        // The list has no more empty rows at its foot than necessary.
        let last = self.shown.len().saturating_sub(page);
        self.top = self.top.min(last).clamp(row.saturating_sub(page - 1), row);
        self.screen = self.rows();
    }
}
