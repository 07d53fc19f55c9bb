//! A folder of briefings, or several files, as a list: which of them are shown, which is selected, and the rows on the screen.
//!
//! [`Folder::update`] takes a message, changes what is decided, and then settles what follows, as the model of an
//! article does. Files are read one by one, those on the screen first: [`Folder::wanted`] says which is next, and
//! [`Folder::learn`] takes what came of it. `rows` owns the columns. Must not know files or the terminal.

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
use crate::text::numbers;
use crate::text::symbol::Symbols;

/// Bytes of the longest filter: nobody types more to find a file.
const LONGEST: usize = 100;

/// An event of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    Resized(Size),
    Act(Action),
    /// A letter for the filter.
    Typed(char),
    Pointed(Pointed),
    /// These keys begin a sequence; none, where one was given up.
    Wait(Vec<Key>),
    /// These keys do nothing.
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
    /// The name in the list: the file's name, unless another is given.
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

/// What is known about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Facts {
    Unread,
    Read(Figures),
    /// Why it cannot be read.
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
    /// From the beginning of a text: what stands before the first table of its front matter, and its first heading.
    pub fn glance(beginning: &Manuscript) -> Self {
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
        // A text that has no title is called by the name of its file, which stands in a column of its own.
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
    /// From how a file begins; or why it cannot be read.
    pub fn new(path: PathBuf, beginning: Result<&Manuscript, String>) -> Self {
        match beginning {
            Ok(beginning) => Self::of(path, About::glance(beginning), Facts::Unread),
            Err(why) => Self::of(path, About::default(), Facts::Unreadable(why)),
        }
    }

    fn of(path: PathBuf, about: About, facts: Facts) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { path, name, about, facts }
    }

    /// By another name than its file's, where files of several folders stand in one list.
    #[must_use]
    pub fn called(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// From what came of reading it as a whole.
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

    /// As a line for where there is no screen: name, title, claims and caveats, with tabs between.
    pub fn line(&self) -> String {
        let about = match &self.facts {
            Facts::Unread => vec![self.about.title.clone()],
            Facts::Unreadable(why) => vec![format!("cannot be read: {why}")],
            Facts::Read(Figures { claims, limitations, denials, problems }) => {
                let caveats = numbers::count(limitations + denials, "caveat");
                let of_which = if *denials > 0 { format!(", {denials} denied") } else { String::new() };
                let mut about =
                    vec![self.about.title.clone(), numbers::count(*claims, "claim"), format!("{caveats}{of_which}")];
                about.extend((*problems > 0).then(|| numbers::count(*problems, "problem")));
                about
            }
        };
        let fields = std::iter::once(self.name.clone()).chain(about);
        fields.map(|field| crate::text::visible::line(&field).into_owned()).collect::<Vec<_>>().join("\t")
    }

    /// The text that the filter searches.
    fn words(&self) -> String {
        let About { title, dateline, published } = &self.about;
        format!("{} {title} {dateline} {published} {}", self.name(), numbers::date(published)).to_lowercase()
    }
}

/// The newest first, those without a date last, and those of one date by their names.
pub fn sort(entries: &mut [Entry]) {
    let date = |entry: &Entry| {
        let published = &entry.about.published;
        // A date that does not begin with a year cannot be ordered.
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

/// The list.
pub struct Folder {
    name: String,
    entries: Vec<Entry>,
    symbols: Symbols,
    keys: Keys,

    // Decided.
    size: Size,
    filter: String,
    /// An index into the entries, of one that is shown if any is.
    selected: usize,
    notice: Option<String>,

    // Derived.
    /// The entries that pass the filter, in order.
    shown: Vec<usize>,
    /// An index into those that are shown: the first on the screen.
    top: usize,
    screen: Screen,
}

impl Folder {
    /// The entries stand as they are sorted.
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

    /// The file that is to be read next: of those on the screen, then of all.
    pub fn wanted(&self) -> Option<usize> {
        let unread = |entry: &&usize| self.entries[**entry].facts == Facts::Unread;
        let on_screen = self.shown.iter().skip(self.top).take(self.page()).find(unread).copied();
        on_screen.or_else(|| self.entries.iter().position(|entry| entry.facts == Facts::Unread))
    }

    /// The files that were read as a whole, or could not be, without the selected one.
    pub fn read(&self) -> impl Iterator<Item = usize> {
        let is_read = |entry: &usize| *entry != self.selected && self.entries[*entry].facts != Facts::Unread;
        (0..self.entries.len()).filter(is_read)
    }

    pub fn path(&self, entry: usize) -> &Path {
        &self.entries[entry].path
    }

    /// Takes the result of reading a file. The file keeps its row.
    pub fn learn(&mut self, entry: usize, read: Result<(&Dossier, &[Diagnostic]), String>) {
        let Entry { path, name, .. } = self.entries[entry].clone();
        self.entries[entry] = Entry::read(path, read).called(name);
        if self.is_shown(entry) {
            self.settle();
        }
    }

    /// The selected file turned out to be unreadable, or readable after all.
    pub fn learn_selected(&mut self, read: Result<(&Dossier, &[Diagnostic]), String>) {
        self.notice =
            read.as_ref().err().map(|why| format!("{} cannot be read: {why}", self.entries[self.selected].name()));
        self.learn(self.selected, read);
    }

    /// Takes a message, and says what the world is to do about it.
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
                    self.sift();
                }
                None
            }
            Message::Act(action) => self.act(action),
            Message::Pointed(pointed) => self.pointed(pointed),
            Message::Wait(keys) => {
                self.notice = None;
                self.keys.wait(keys);
                None
            }
            Message::Nothing(keys) => {
                self.notice = Some(self.keys.nothing(Context::Folder, &keys));
                None
            }
        };
        self.settle();
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
                self.sift();
            }
            List::FilterClear => {
                self.filter.clear();
                self.sift();
            }
        }
        None
    }

    /// The wheel moves the selection, a click selects, and one on what is selected opens it.
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

    /// The row of what is selected, among those that are shown.
    fn row(&self) -> usize {
        self.shown.partition_point(|&entry| entry < self.selected)
    }

    fn is_shown(&self, entry: usize) -> bool {
        self.shown.binary_search(&entry).is_ok()
    }

    /// Shows what has every word of the filter. What was selected stays so, if it is shown.
    fn sift(&mut self) {
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

    /// Rows of the list.
    fn page(&self) -> usize {
        let bars = rows::Bars::of(self.size);
        usize::from(self.size.rows).saturating_sub(bars.count())
    }

    fn settle(&mut self) {
        let (page, row) = (self.page().max(1), self.row());
        // No more empty rows at the foot than there must be.
        let last = self.shown.len().saturating_sub(page);
        self.top = self.top.min(last).clamp(row.saturating_sub(page - 1), row);
        self.screen = self.rows();
    }
}
