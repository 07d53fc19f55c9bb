//! Tests a folder's list: what it shows, filters and opens, and the way back from an article.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};

use caveat::cli::app::{App, Browser};
use caveat::files::load::Loaded;
use caveat::reader::folder::{self, Entry, Folder};
use caveat::reader::keymap::Keymap;
use caveat::reader::model::Model;
use caveat::terminal::tui::{Bell, Effect, Reader as _};
use caveat::text::manuscript::Manuscript;
use caveat::text::symbol::Symbols;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::frames::golden;
use super::harness::{HARBOUR, app, dossier, key, roles, text};
use super::own_keys::keymap;

const HOSTILE: &str = include_str!("../data/hostile.md");

/// The files, each with its text or the reason why it cannot be read.
type Files = Arc<Mutex<Vec<(PathBuf, Result<String, String>)>>>;

/// A folder in memory, with the names of the files that were read whole.
pub(super) struct Shelf {
    browser: Browser,
    size: (u16, u16),
    files: Files,
    read: Arc<Mutex<Vec<String>>>,
    /// Waits until its files are read.
    rings: Option<Receiver<()>>,
    unread: usize,
}

impl Shelf {
    pub(super) fn of(files: &[(&str, Result<&str, &str>)], columns: u16, rows: u16) -> Self {
        Self::keyed(Keymap::default(), files, columns, rows)
    }

    fn keyed(keymap: Keymap, files: &[(&str, Result<&str, &str>)], columns: u16, rows: u16) -> Self {
        let files: Vec<_> = files
            .iter()
            .map(|&(name, text)| (PathBuf::from(name), text.map(str::to_owned).map_err(str::to_owned)))
            .collect();
        let mut entries: Vec<_> = files
            .iter()
            .map(|(path, text)| match text {
                Ok(text) => Entry::new(path.clone(), Ok(&Manuscript::new("", text.as_str()))),
                Err(why) => Entry::new(path.clone(), Err(why.clone())),
            })
            .collect();
        folder::sort(&mut entries);
        let unread = files.iter().filter(|(_, text)| text.is_ok()).count();
        let read = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&read);
        let files: Files = Arc::new(Mutex::new(files));
        let there = Arc::clone(&files);
        let open = move |path: &Path| {
            let name = path.to_string_lossy().into_owned();
            log.lock().unwrap().push(name.clone());
            let text = there.lock().unwrap().iter().find(|(known, _)| known == path).unwrap().1.clone()?;
            if text == "gone" {
                Err("it is gone".to_owned())
            } else {
                let manuscript = Manuscript::new(name, text).at(path.to_owned());
                Ok(Loaded { manuscript, diagnostics: Vec::new() })
            }
        };
        let folder = Folder::new("notes", entries, Symbols::Full).keyed(keymap);
        let (nothing, diagnostics) = dossier(Manuscript::new("", ""));
        let app = App { read: Arc::new(open), ..app(Model::new(nothing, &diagnostics, Symbols::Full)) };
        let browser = Browser::new(folder, app, 72, true);
        let mut shelf = Self { browser, size: (0, 0), files, read, rings: None, unread };
        shelf.resize(columns, rows);
        shelf
    }

    fn notes(columns: u16, rows: u16) -> Self {
        let dated =
            |date, title| format!("+++\npublished = {date}\ntitle = \"{title}\"\n+++\n\nWords.[^a]\n\n[^a]: A.\n");
        let (old, new) = (dated("2024-12-31", "Quiet year"), dated("2026-03-06", "Port answers"));
        let files = [
            ("old.md", Ok(&*old)),
            ("new.md", Ok(&*new)),
            ("harbour.md", Ok(HARBOUR)),
            ("hostile.md", Ok(HOSTILE)),
            ("locked.md", Err("permission denied")),
            ("Plain.markdown", Ok("# Only a heading\n\nWords.")),
            ("empty.md", Ok("")),
        ];
        Self::of(&files, columns, rows)
    }

    /// Writes or removes a file as another program would.
    pub(super) fn write(&mut self, name: &str, text: Result<&str, &str>) {
        let mut files = self.files.lock().unwrap();
        let file = files.iter_mut().find(|(known, _)| known == Path::new(name)).unwrap();
        file.1 = text.map(str::to_owned).map_err(str::to_owned);
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.browser.resized(columns, rows);
    }

    /// Reads the files that are waiting to be read.
    pub(super) fn rested(mut self) -> Self {
        while self.unread > 0 {
            self.rest();
        }
        self
    }

    /// Waits until one more file is read.
    pub(super) fn rest(&mut self) {
        let rings = self.rings.get_or_insert_with(|| {
            let (sender, rings) = mpsc::channel();
            self.browser.started(Bell::new(move || sender.send(()).unwrap_or_default()));
            rings
        });
        rings.recv().unwrap();
        self.browser.rung();
        self.unread -= 1;
    }

    /// Records that a file was opened before its turn.
    pub(super) fn is_read(&mut self) {
        self.unread -= 1;
    }

    /// Types a text as letter keys.
    pub(super) fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.browser.event(Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)));
        }
    }

    pub(super) fn play(&mut self, keys: &str) -> Vec<Effect> {
        keys.split_whitespace().filter_map(|name| self.browser.event(Event::Key(key(name)))).collect()
    }

    fn draw(&self) -> Buffer {
        let mut frame = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        self.browser.draw(&mut frame);
        frame
    }

    pub(super) fn text(&self) -> String {
        text(&self.draw())
    }

    pub(super) fn frame(&self) -> String {
        let buffer = self.draw();
        format!("{}\n\n{}\n", text(&buffer), roles(&buffer))
    }

    /// The row that is selected.
    fn selected(&self) -> String {
        self.text().lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned()
    }

    pub(super) fn status(&self) -> String {
        self.text().lines().last().unwrap_or_default().trim().to_owned()
    }
}

#[test]
fn briefings_are_listed_by_date_with_their_details() {
    golden("folder-100x12", &Shelf::notes(100, 12).rested().frame());
    golden("folder-130x12", &Shelf::notes(130, 12).rested().frame());
    golden("folder-80x12", &Shelf::notes(80, 12).rested().frame());
    golden("folder-50x10", &Shelf::notes(50, 10).rested().frame());
    golden("folder-20x6", &Shelf::notes(20, 6).rested().frame());
}

#[test]
fn names_of_files_are_shown_from_80_columns_on_with_their_ends() {
    let name = "2026/march/the-harbour-dues-of-the-year.md";
    for columns in [80, 90, 100, 130] {
        let shelf = Shelf::of(&[("short.md", Ok(HARBOUR)), (name, Ok("# Long\n\nWords."))], columns, 10);
        let text = shelf.rested().text();
        let list: Vec<_> = text.lines().filter(|line| line.contains("Harbour") || line.contains("Long")).collect();
        assert!(list[0].contains(" short.md ") && list[1].contains("-the-year.md "), "{columns}: {text}");
    }
}

#[test]
fn custom_keys_work_in_the_list_and_its_articles_and_are_named_in_hints() {
    let keys =
        keymap("[keys.folder]\nopen = [\"C-x o\", \"C-o\"]\ndown = [\"C-x n\"]\n[keys.article]\nleave = [\"Q\"]\n");
    let mut shelf = Shelf::keyed(keys, &[("a.md", Ok("# One\n\nWords.")), ("b.md", Ok("# Two\n\nWords."))], 100, 12);
    assert!(shelf.status().ends_with("Ctrl-x o read  Ctrl-c quit"), "{}", shelf.status());
    shelf.play("C-x");
    let said: Vec<_> = shelf.status().split("  ").filter(|part| !part.is_empty()).map(str::to_owned).collect();
    assert_eq!(said, ["Ctrl-x", "o read this briefing, n the next briefing", "Esc leave"]);
    shelf.play("n");
    assert!(shelf.selected().contains("Two"), "{}", shelf.text());
    shelf.play("Down");
    assert!(shelf.status().starts_with("`Down` does nothing here"), "{}", shelf.status());
    shelf.play("C-x Esc C-x o");
    assert!(shelf.status().contains("Q list"), "{}", shelf.status());
    shelf.play("Q");
    assert!(shelf.selected().contains("Two"), "{}", shelf.text());
}

#[test]
fn the_list_appears_before_its_files_are_read() {
    let shelf = Shelf::notes(100, 12);
    golden("folder-unread-100x12", &shelf.frame());
    assert!(shelf.read.lock().unwrap().is_empty());
}

#[test]
fn visible_files_are_read_first_and_every_file_once() {
    let names: Vec<_> = (0..300).map(|number| format!("{number:03}.md")).collect();
    let files: Vec<_> = names.iter().map(|name| (&**name, Ok("Words."))).collect();
    let mut shelf = Shelf::of(&files, 80, 24);
    shelf.rest();
    shelf.rest();
    shelf.play("End");
    // One file was requested before.
    shelf.rest();
    shelf.rest();
    assert_eq!(shelf.read.lock().unwrap()[..4], ["000.md", "001.md", "002.md", "279.md"]);
    let shelf = shelf.rested();
    let mut read = shelf.read.lock().unwrap().clone();
    read.sort();
    assert_eq!(read, names);
}

#[test]
fn the_other_files_are_read_while_an_article_is_open() {
    let mut shelf = Shelf::notes(100, 12);
    shelf.play("Enter");
    shelf.is_read();
    let mut shelf = shelf.rested();
    shelf.play("q");
    assert!(!shelf.text().contains("to be read"), "{}", shelf.text());
}

#[test]
fn letters_filter_by_name_title_place_and_date() {
    let mut shelf = Shelf::notes(100, 12).rested();
    for (keys, status) in [
        ("h a r b", "filter: harb_  1/1 harbour.md"),
        ("Backspace Backspace Backspace Backspace", "type to filter  2/7 harbour.md"),
        ("S E E W", "filter: SEEW_  1/1 harbour.md"),
        ("Esc m a r c h Space 2 0 2 6", "filter: march 2026_  2/2 harbour.md"),
        ("Up", "filter: march 2026_  1/2 new.md"),
        ("Esc q", "filter: q_  1/1 old.md"),
        ("? j", "filter: q?j_"),
        ("Esc", "type to filter  3/7 old.md"),
    ] {
        shelf.play(keys);
        assert!(shelf.status().starts_with(status), "{keys}: {}", shelf.status());
    }
    shelf.play("z z");
    assert!(shelf.text().contains("no briefing here has “zz”"));
    assert!(shelf.play("Enter Down End").is_empty());
    assert!(shelf.status().starts_with("filter: zz_ "), "{}", shelf.status());
}

#[test]
fn pasted_text_filters_too() {
    let mut shelf = Shelf::notes(100, 12).rested();
    assert_eq!(shelf.browser.event(Event::Paste("zz\n\u{1b}top".to_owned())), None);
    assert!(shelf.status().contains("filter: zz top"), "{}", shelf.status());
}

#[test]
fn arrows_and_page_keys_move_in_the_list() {
    let names: Vec<_> = (0..100).map(|number| format!("{number:02}.md")).collect();
    let files: Vec<_> = names.iter().map(|name| (&**name, Ok("Words."))).collect();
    let mut shelf = Shelf::of(&files, 80, 13);
    for (keys, row) in [
        ("Down C-n Down", "03.md"),
        ("Up C-p", "01.md"),
        ("PgDn", "11.md"),
        ("PgDn PgDn PgUp", "21.md"),
        ("End", "99.md"),
        ("Down", "99.md"),
        ("Home Up", "00.md"),
    ] {
        shelf.play(keys);
        assert!(shelf.selected().contains(row), "{keys}: {}", shelf.text());
    }
}

#[test]
fn an_article_goes_back_to_the_same_row_of_the_same_list() {
    for back in ["q", "Backspace", "Tab Enter Backspace Backspace", "Tab Enter q", "t Esc q"] {
        let mut shelf = Shelf::notes(80, 24).rested();
        shelf.play("d u e s Down");
        let list = shelf.text();
        assert!(shelf.play("Enter").is_empty());
        assert!(shelf.text().contains("Dues doubled in two years"), "{}", shelf.text());
        assert!(shelf.status().ends_with("q list"), "{}", shelf.status());
        assert!(shelf.play(back).is_empty(), "{back}");
        assert_eq!(shelf.text(), list, "{back}");
    }
}

#[test]
fn control_c_quits_from_the_list_and_from_an_article() {
    assert_eq!(Shelf::notes(80, 24).play("C-c"), [Effect::Quit]);
    assert_eq!(Shelf::notes(80, 24).play("Enter C-c"), [Effect::Quit]);
    assert_eq!(Shelf::notes(80, 24).play("C-z C-l"), [Effect::Suspend, Effect::Redraw]);
}

#[test]
fn an_unreadable_file_says_so_and_does_not_open() {
    let mut shelf = Shelf::of(&[("a.md", Ok("gone")), ("b.md", Err("permission denied"))], 80, 10);
    shelf.play("Enter");
    assert_eq!(shelf.status(), "a.md cannot be read: it is gone");
    assert!(shelf.text().contains("▸             a.md  cannot be read: it is gone"), "{}", shelf.text());
    shelf.play("Down");
    assert!(shelf.selected().contains("b.md  cannot be read: permission denied"));
    shelf.play("Enter");
    assert_eq!(shelf.status(), "b.md cannot be read: permission denied");
}

#[test]
fn a_glance_takes_the_title_from_the_front_matter_or_the_first_heading() {
    for (text, title) in [
        ("+++\ntitle = \"T\"\n+++\n# H\n", "T"),
        ("\u{feff}+++\r\npublished = 2026-01-01\r\n[sources.a]\r\nname = \"# no\"\r\n+++\r\n\r\n# H *h*\r\n", "H h"),
        ("Words\n## H\n", "H"),
        ("+++\ntitle = \"T\"\n[sources.a]\n", "T"),
        ("+++\ntitle = \n", ""),
        ("", ""),
    ] {
        assert_eq!(folder::About::from_beginning(&Manuscript::new("a.md", text)).title, title, "{text}");
    }
}

proptest! {
    // Each case reads a folder of files again.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_at_any_size_leave_a_row_selected_and_visible(
        keys in prop::collection::vec(
            prop::sample::select(vec!["a", "e", "2", "Space", "Backspace", "Esc", "Down", "Up", "PgDn", "PgUp", "Home", "End", "C-n"]),
            0..30,
        ),
        columns in 1_u16..140,
        rows in 1_u16..20,
    ) {
        let mut shelf = Shelf::notes(80, 24).rested();
        shelf.play(&keys.join(" "));
        shelf.resize(columns, rows);
        let text = shelf.text();
        if columns > 3 {
            let nothing = shelf.browser_shows_nothing();
            prop_assert_eq!(text.matches('▸').count(), usize::from(!nothing), "{}", text);
        }
    }
}

impl Shelf {
    /// Whether the filter lets nothing pass.
    fn browser_shows_nothing(&mut self) -> bool {
        let (columns, rows) = self.size;
        self.resize(80, 24);
        let nothing = self.text().contains("no briefing here has");
        self.resize(columns, rows);
        nothing
    }
}

#[test]
fn a_key_with_a_modifier_is_not_a_letter() {
    let mut shelf = Shelf::notes(80, 24);
    shelf.browser.event(Event::Key(KeyEvent::new(KeyCode::Char('a'), KeyModifiers::ALT)));
    assert!(shelf.status().starts_with("`Alt-a` does nothing here"));
    shelf.browser.event(Event::Key(KeyEvent::new(KeyCode::Char('A'), KeyModifiers::SHIFT)));
    assert!(shelf.status().starts_with("filter: A_"));
}

#[test]
fn a_click_selects_a_briefing_and_a_second_click_opens_it() {
    let mut shelf = Shelf::notes(100, 12).rested();
    let point = |shelf: &mut Shelf, kind, row| {
        shelf.browser.event(Event::Mouse(MouseEvent { kind, column: 20, row, modifiers: KeyModifiers::NONE }))
    };
    assert_eq!(point(&mut shelf, MouseEventKind::ScrollDown, 5), None);
    let row = |shelf: &Shelf| shelf.text().lines().position(|line| line.contains('▸')).unwrap();
    let first = row(&Shelf::notes(100, 12));
    assert_eq!(row(&shelf), first + 3);
    let click = MouseEventKind::Down(MouseButton::Left);
    let at = u16::try_from(first).unwrap();
    point(&mut shelf, click, at);
    assert_eq!(row(&shelf), first);
    assert!(shelf.selected().contains("Port answers"), "{}", shelf.selected());
    // A click on the bars or on an empty row does nothing.
    for row in [0, 11] {
        point(&mut shelf, click, row);
    }
    assert!(shelf.selected().contains("Port answers"), "{}", shelf.selected());
    point(&mut shelf, click, at);
    assert!(shelf.text().contains("Words."), "{}", shelf.text());
}
