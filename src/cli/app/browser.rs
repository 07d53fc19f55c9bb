//! The list of a folder on the terminal, and the text that is opened from it.

use std::io::{self, Write};
use std::mem;
use std::path::Path;
use std::sync::Arc;

use crossterm::event::{Event, KeyEvent};
use ratatui::buffer::Buffer;

use super::App;
use crate::files::load::Loaded;
use crate::files::open_file::{self, Loader, OpenFile};
use crate::reader::folder::{self, Folder};
use crate::reader::keymap::{Context, Press};
use crate::reader::layout::Size;
use crate::reader::message::Message;
use crate::reader::model::Model;
use crate::terminal::tui::{Bell, Effect, Hyperlink, Reader};
use crate::terminal::view;
use crate::text::manuscript::one_line;

/// The list of a folder, and the text that is open.
pub struct Browser {
    folder: Folder,
    /// Shows texts, and keeps those that were read. Its screen is hidden while the list is shown.
    app: App,
    /// Whether a text is shown, and not the list.
    reading: bool,
    /// Reads all texts of the list in the background.
    loader: Option<Loader>,
    /// Maximum width of the text, in columns.
    measure: u16,
    /// Whether texts open at the beginning, and not where they were left.
    fresh: bool,
    size: Size,
    bell: Option<Bell>,
}

impl Browser {
    pub fn new(folder: Folder, app: App, measure: u16, fresh: bool) -> Self {
        Self { folder, app, reading: false, loader: None, measure, fresh, size: Size::default(), bell: None }
    }

    /// Prints what could not be kept, once the screen is closed.
    pub fn print_unsaved(&self, err: &mut impl Write) -> io::Result<()> {
        self.app.print_unsaved(err)
    }

    fn list(&mut self, message: folder::Message) -> Option<Effect> {
        match self.folder.update(message)? {
            folder::Effect::Quit => return Some(Effect::Quit),
            folder::Effect::Suspend => return Some(Effect::Suspend),
            folder::Effect::Redraw => return Some(Effect::Redraw),
            folder::Effect::Read(path) => match (self.app.read)(&path) {
                Ok(loaded) => self.open(&path, loaded),
                Err(why) => self.folder.set_selected_result(Err(why)),
            },
        }
        None
    }

    fn open(&mut self, path: &Path, loaded: Loaded) {
        self.app.file = OpenFile::from_path(path, &loaded);
        let (dossier, diagnostics) = open_file::open(loaded, &self.app.rules);
        self.folder.set_selected_result(Ok((&dossier, &diagnostics)));
        let mut model = Model::new(dossier, &diagnostics, self.folder.symbols())
            .keyed(self.folder.keys().map().clone())
            .listed()
            .with_preferences(self.app.model.preferences());
        model.update(Message::Measure(self.measure));
        model.update(Message::Resized(self.size));
        if let Some(saved) = if self.fresh { None } else { self.app.file.load_state() } {
            model.resume(&saved);
        }
        let before = mem::replace(&mut self.app.model, model);
        self.app.model.take_over_texts(before);
        self.app.load_judgements();
        self.reading = true;
        if let Some(loader) = &self.loader {
            // The open text shows what other texts say, so those are read again if they have changed.
            self.folder.read().for_each(|entry| loader.request_if_changed(entry, self.folder.path(entry)));
        }
        if let Some(bell) = self.bell.clone() {
            self.app.started(bell);
        }
    }

    /// Requests the next file.
    fn ask(&self) {
        if let (Some(loader), Some(entry)) = (&self.loader, self.folder.wanted()) {
            loader.request(entry, self.folder.path(entry));
        }
    }

    fn close(&mut self) {
        self.app.ends();
        self.app.file = OpenFile::default();
        self.app.returns_to_list = false;
        self.reading = false;
    }
}

impl Reader for Browser {
    fn resized(&mut self, columns: u16, rows: u16) {
        self.size = Size { columns, rows };
        self.folder.update(folder::Message::Resized(self.size));
        self.app.resized(columns, rows);
    }

    fn event(&mut self, event: Event) -> Option<Effect> {
        if let (false, &Event::Mouse(event)) = (self.reading, &event) {
            return self.list(folder::Message::Pointed(super::pointed(event)?));
        }
        if let (false, Event::Paste(text)) = (self.reading, &event) {
            for letter in one_line(text).chars().filter(|letter| !letter.is_control()) {
                self.folder.update(folder::Message::Typed(letter));
            }
            return None;
        }
        if !self.reading {
            let key = event.as_key_event()?;
            return self.list(listed(&self.folder, &key));
        }
        let effect = self.app.event(event);
        if self.app.returns_to_list {
            self.close();
        }
        effect
    }

    fn started(&mut self, bell: Bell) {
        let (read, rings) = (Arc::clone(&self.app.read), bell.clone());
        self.loader = Loader::start(move |path| read(path), self.app.rules.clone(), move || rings.ring());
        self.bell = Some(bell);
        self.ask();
    }

    fn rung(&mut self) -> Option<Effect> {
        let effect = if self.reading { self.app.rung() } else { None };
        let done = self.loader.iter().flat_map(Loader::finished).collect::<Vec<_>>();
        for (entry, opened) in done {
            match opened {
                Ok((dossier, diagnostics)) => {
                    self.folder.set_result(entry, Ok((&dossier, &diagnostics)));
                    self.app.model.add_or_update(dossier, &diagnostics);
                }
                Err(why) => self.folder.set_result(entry, Err(why)),
            }
            self.ask();
        }
        effect
    }

    fn away(&mut self) {
        self.app.away();
    }

    fn ends(&mut self) {
        if self.reading {
            self.app.ends();
        } else {
            self.app.keep_again();
        }
    }

    fn mouse(&self) -> bool {
        self.app.mouse
    }

    fn draw(&self, frame: &mut Buffer) -> Vec<Hyperlink> {
        if self.reading {
            return self.app.draw(frame);
        }
        view::folder(&self.folder, &self.app.theme, frame);
        Vec::new()
    }
}

/// The message for a key in the list; letters go to the filter.
fn listed(folder: &Folder, key: &KeyEvent) -> folder::Message {
    match folder.keys().press(Context::Folder, key) {
        Press::Act(action) => folder::Message::Act(action),
        Press::Type(letter) => folder::Message::Typed(letter),
        // Digits are letters of the filter.
        Press::Count(_) => folder::Message::Wait(Vec::new()),
        Press::Wait(keys) => folder::Message::Wait(keys),
        Press::Nothing(keys) => folder::Message::Nothing(keys),
    }
}
