//! A reader without a terminal: takes keys by name and returns its screen.

use std::path::Path;
use std::sync::Arc;

use caveat::briefing::dossier::{Dossier, Doubts};
use caveat::briefing::link::link;
use caveat::briefing::parse::parse;
use caveat::cli::app::{App, Themes};
use caveat::diagnostics::diagnostic::Diagnostic;
use caveat::files::clipboard::Clipboard;
use caveat::files::load;
use caveat::files::open_file::OpenFile;
use caveat::page::look::{Addresses, Look, Preferences};
use caveat::reader::keymap::key;
use caveat::reader::layout::Size;
use caveat::reader::message::Message;
use caveat::reader::model::Model;
use caveat::terminal::theme::Theme;
use caveat::terminal::tui::{Effect, Reader as _};
use caveat::text::manuscript::Manuscript;
use caveat::text::role::Role;
use caveat::text::symbol::Symbols;
use crossterm::event::{Event, KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(crate) const HARBOUR: &str = include_str!("../data/harbour.md");

pub(crate) fn dossier(manuscript: Manuscript) -> (Dossier, Vec<Diagnostic>) {
    let (briefing, mut diagnostics) = parse(&manuscript);
    let (dossier, more) = link(manuscript, briefing);
    diagnostics.extend(more);
    Diagnostic::sort(&mut diagnostics);
    (dossier, diagnostics)
}

/// A reader and the size of its screen.
pub(crate) struct Reader {
    pub(crate) app: App,
    size: Size,
}

impl Reader {
    pub(crate) fn of(text: &str, columns: u16, rows: u16) -> Self {
        Self::on(Manuscript::new("text.md", text), Symbols::Full, columns, rows)
    }

    pub(crate) fn harbour(columns: u16, rows: u16) -> Self {
        Self::on(Manuscript::new("harbour.md", HARBOUR), Symbols::Full, columns, rows)
    }

    /// The same after some keys.
    pub(crate) fn harbour_at(columns: u16, rows: u16, keys: &str) -> Self {
        let mut reader = Self::harbour(columns, rows);
        reader.play(keys);
        reader
    }

    pub(crate) fn built_in(columns: u16, rows: u16) -> Self {
        Self::on(load::built_in(load::BuiltIn::First).manuscript, Symbols::Full, columns, rows)
    }

    pub(crate) fn on(manuscript: Manuscript, symbols: Symbols, columns: u16, rows: u16) -> Self {
        let (dossier, diagnostics) = dossier(manuscript);
        let model = Model::new(dossier, &diagnostics, symbols);
        let mut reader = Self { app: app(model), size: Size::default() };
        reader.resize(columns, rows);
        reader
    }

    pub(crate) fn model(&self) -> &Model {
        &self.app.model
    }

    pub(crate) fn model_mut(&mut self) -> &mut Model {
        &mut self.app.model
    }

    pub(crate) fn size(&self) -> Size {
        self.size
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.size = Size { columns, rows };
        // Resizes as a terminal does, except to an empty size, which no terminal reports.
        if columns > 0 && rows > 0 {
            self.app.resized(columns, rows);
        } else {
            self.app.model.update(Message::Resized(self.size));
        }
    }

    /// Presses keys, named as in the key table and separated by spaces. Returns their effects.
    pub(crate) fn play(&mut self, keys: &str) -> Vec<Effect> {
        keys.split_whitespace().filter_map(|name| self.app.event(Event::Key(key(name)))).collect()
    }

    /// Types a text, character by character.
    pub(crate) fn write(&mut self, text: &str) {
        for c in text.chars() {
            assert_eq!(self.app.event(Event::Key(KeyEvent::from(KeyCode::Char(c)))), None, "{c:?}");
        }
    }

    pub(crate) fn draw(&self) -> Buffer {
        self.draw_in(&self.app.theme)
    }

    pub(crate) fn draw_in(&self, theme: &Theme) -> Buffer {
        let mut frame = Buffer::empty(Rect::new(0, 0, self.size.columns, self.size.rows));
        caveat::terminal::view::view(&self.app.model, theme, &mut frame);
        frame
    }

    /// Returns the screen row by row, without trailing spaces.
    pub(crate) fn text(&self) -> String {
        text(&self.draw())
    }

    /// The text of the screen, then the role of each cell.
    pub(crate) fn frame(&self) -> String {
        let buffer = self.draw();
        format!("{}\n\n{}\n", text(&buffer), roles(&buffer))
    }

    /// The line at the bottom.
    pub(crate) fn status(&self) -> String {
        self.model().screen().status.as_ref().map(|(_, row)| row.text()).unwrap_or_default()
    }
}

pub(crate) fn text(buffer: &Buffer) -> String {
    grid(buffer, |x, y, _| buffer[(x, y)].symbol().to_owned())
}

pub(crate) fn roles(buffer: &Buffer) -> String {
    grid(buffer, |x, y, columns| {
        letter(Theme::role_of(buffer[(x, y)].fg).unwrap()).to_string().repeat(usize::from(columns))
    })
}

/// Builds a grid from `show`, which gets the column, the row and the width of each character.
fn grid(buffer: &Buffer, show: impl Fn(u16, u16, u16) -> String) -> String {
    let rows = (0..buffer.area.height).map(|y| {
        let mut row = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let columns = u16::try_from(caveat::text::wrap::columns(buffer[(x, y)].symbol()).max(1)).unwrap();
            row.push_str(&show(x, y, columns));
            x += columns;
        }
        row.trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// Returns the letter of a role in a grid; the background is blank.
fn letter(role: Role) -> char {
    match role {
        Role::Screen => ' ',
        Role::Body => 'b',
        Role::Muted => 'm',
        Role::Voice => 'v',
        Role::Title => 'T',
        Role::Heading => 'H',
        Role::HeadingThird => '3',
        Role::HeadingMinor => '4',
        Role::Quote => 'q',
        Role::Code => 'C',
        Role::CodeKeyword => 'w',
        Role::CodeString => '"',
        Role::CodeComment => '/',
        Role::CodeNumber => '0',
        Role::CodeFunction => '(',
        Role::CodeType => 'y',
        Role::Alert => 'N',
        Role::AlertWarning => 'W',
        Role::TableHead => 'h',
        Role::Ornament => 'o',
        Role::Label => 'L',
        Role::Bar => '-',
        Role::BarActive => 'A',
        Role::Key => 'K',
        Role::Border => '|',
        Role::BorderActive => '#',
        Role::PaneTitle => 'P',
        Role::Covered => '.',
        Role::Flow => 'r',
        Role::FlowChosen => 'R',
        Role::InlineCode => 'i',
        Role::Emphasis => 'e',
        Role::Strong => 's',
        Role::Strikethrough => 'S',
        Role::Removed => 'Z',
        Role::Added => 'Y',
        Role::Addition => '+',
        Role::Link => 'l',
        Role::Image => 'I',
        Role::Source => 'O',
        Role::Claim => 'c',
        Role::Statement => 't',
        Role::Mark => 'k',
        Role::Hedge => 'g',
        Role::Caveat => '^',
        Role::Denial => 'x',
        Role::Judgement => 'j',
        Role::Doubt => 'D',
        Role::Fallen => 'F',
        Role::Problem => '!',
        Role::Chosen => '@',
        Role::Selected => '>',
        Role::Letter => 'f',
        Role::Match => 'M',
        Role::MatchCurrent => 'J',
        Role::Cursor => '_',
    }
}

pub(crate) fn key(name: &str) -> KeyEvent {
    let (code, modifiers) = key::parse(name).unwrap_or_else(|| panic!("there is no key `{name}`"));
    KeyEvent::new(code, modifiers)
}

/// Builds an app without files or a terminal.
pub(crate) fn app(model: Model) -> App {
    let open_address = |address: &str| format!("To be opened: {address}");
    let read = Arc::new(|_: &Path| Err("no file is".to_owned()));
    App {
        model,
        theme: Theme::probe(),
        themes: themes(),
        open_address,
        clipboard: Clipboard::default(),
        file: OpenFile::default(),
        read,
        rules: caveat::files::config::Rules::default(),
        mouse: true,
        returns_to_list: false,
        bell: None,
    }
}

/// Two themes that look alike, so that a frame still shows the roles, and one with mistakes.
fn themes() -> Themes {
    let find = |name: &str| if name == "broken" { Err("It is broken".to_owned()) } else { Ok(Theme::probe()) };
    let names = || ["ink", "paper", "broken"].map(str::to_owned).to_vec();
    Themes { shown: "ink".to_owned(), names: Box::new(names), find: Box::new(find) }
}

/// A look at a dossier in which nothing is chosen, filtered or compared.
pub(crate) fn plain_look<'a>(dossier: &'a Dossier, standing: &'a [bool], doubts: &'a Doubts) -> Look<'a> {
    Look {
        dossier,
        standing,
        doubts,
        problems: 0,
        chosen: None,
        selection: None,
        known: None,
        since: None,
        judgements: None,
        symbols: Symbols::Full,
        preferences: Preferences { addresses: Addresses::Shown, ..Preferences::default() },
    }
}
