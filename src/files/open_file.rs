//! The open text: its file, its saved state, its changes while it is read, and its editor.
//!
//! ```text
//! the system ── changes ──┐
//! r, a closed editor ─────┴─▶ the thread that reads ── readings ─▶ App
//! ```
//!
//! One thread reads the file again and builds a dossier from it, so that no key waits for that. It sleeps until it gets
//! a request. Must not know the terminal, nor what is on the screen.

mod snapshot;
mod edit;
mod loader;
mod watch;

use std::borrow::Cow;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::briefing::dossier::Dossier;
use crate::briefing::{link, parse};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::files::config::Rules;
use crate::files::judgements::JudgementFile;
use crate::files::load::{BuiltIn, Loaded};
use crate::files::memory::Memory;
use crate::reader::model::Reading;
use crate::reader::navigation::SavedReading;
use crate::text::case::capitalized;
use crate::text::manuscript::Cursor;
use crate::text::numbers;

use self::snapshot::{Snapshot, is_lossy, stamp};
use self::watch::Request;

pub use self::loader::{Loader, Opened};

/// Parses and links a text by the reader's rules. The diagnostics are sorted by place.
pub fn open(Loaded { manuscript, mut diagnostics }: Loaded, rules: &Rules) -> (Dossier, Vec<Diagnostic>) {
    let (briefing, found) = parse::parse_as(&manuscript, rules.links);
    diagnostics.extend(found);
    let (dossier, found) = link::link(manuscript, briefing);
    diagnostics.extend(found);
    Diagnostic::sort(&mut diagnostics);
    (dossier.hedged_by(&rules.hedging), diagnostics)
}

/// The open text, with its file if it has one.
pub struct OpenFile {
    /// None for a text that can be read only once.
    file: Option<Snapshot>,
    /// What messages call a text without a file.
    description: Cow<'static, str>,
    memory: Option<Memory>,
    judgements: Option<JudgementFile>,
    watch: Option<Watch>,
}

/// A handle to the thread that reads the file again.
struct Watch {
    requests: Sender<Request>,
    readings: Receiver<Reading>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // The watcher holds a sender too, so closing ours would not end the thread. It may have ended already.
        let _ = self.requests.send(Request::Closed);
    }
}

/// A text without a file and without saved state.
impl Default for OpenFile {
    fn default() -> Self {
        Self { file: None, description: "This text".into(), memory: None, judgements: None, watch: None }
    }
}

impl OpenFile {
    /// A text that is compiled in.
    pub fn built_in(which: BuiltIn) -> Self {
        let name = which.name();
        let description = Cow::from(capitalized(name));
        Self {
            description,
            memory: Memory::of_built_in(name),
            judgements: JudgementFile::of_built_in(name),
            ..Self::default()
        }
    }

    pub fn standard_input() -> Self {
        Self { description: "Standard input".into(), ..Self::default() }
    }

    /// A text that was loaded from a path.
    pub fn from_path(path: &Path, loaded: &Loaded) -> Self {
        if !path.is_file() {
            return Self { description: "Text from a pipe".into(), ..Self::default() };
        }
        let file = Snapshot { path: path.to_owned(), stamp: stamp(path), lossy: is_lossy(loaded) };
        Self {
            file: Some(file),
            memory: Memory::of_file(path),
            judgements: JudgementFile::of_file(path),
            ..Self::default()
        }
    }

    /// Loads the state of an earlier reading.
    pub fn load_state(&self) -> Option<SavedReading> {
        self.memory.as_ref()?.load()
    }

    /// Saves the state for the next reading.
    pub fn save_state(&self, state: impl FnOnce() -> SavedReading) {
        if let Some(memory) = &self.memory {
            memory.save(&state());
        }
    }

    /// Where the reader's judgements of the text are kept, if they can be.
    pub fn judgements(&self) -> Option<&JudgementFile> {
        self.judgements.as_ref()
    }

    /// What becomes of judgements that cannot be kept.
    pub fn unkept(&self) -> String {
        format!("{}: your judgements last until you quit", self.description)
    }

    /// Watches the file from now on; `text` is its text as read. `bell` is called when [`OpenFile::readings`] has more.
    pub fn watch(&mut self, text: &str, rules: Rules, bell: impl Fn() + Send + 'static) {
        let Some(file) = self.file.clone() else { return };
        let (requests, asked) = mpsc::channel();
        let (sender, readings) = mpsc::channel();
        let changes = requests.clone();
        let known = numbers::fingerprint(text.bytes());
        let tell = move |reading| {
            // The receiver is gone: the reader has quit.
            let _ = sender.send(reading);
            bell();
        };
        let thread = thread::Builder::new().name("file".into());
        // Without the thread, [`OpenFile::reload`] reports that the file cannot be read again.
        if thread.spawn(move || watch::run(&file, known, &rules, &changes, &asked, tell)).is_ok() {
            self.watch = Some(Watch { requests, readings });
        }
    }

    /// The results of reading the file again.
    pub fn readings(&self) -> Vec<Reading> {
        self.watch.iter().flat_map(|line| line.readings.try_iter()).collect()
    }

    /// Requests that the file is read again, or says why it cannot be.
    pub fn reload(&self) -> Result<(), String> {
        self.file("read again")?;
        self.ask(Request::Manual).ok_or_else(|| "The file cannot be read again".to_owned())
    }

    /// Says why there is no file to edit, if there is none.
    pub fn can_edit(&self) -> Result<(), String> {
        self.file("edited").map(drop)
    }

    /// Runs the reader's editor, then requests that the file is read again. The editor has the terminal meanwhile.
    pub fn edit(&self, cursor: Cursor) -> Result<(), String> {
        let file = self.file("edited")?;
        let ended = edit::run(&file.path, cursor);
        self.ask(Request::Edited);
        ended
    }

    fn file(&self, done: &str) -> Result<&Snapshot, String> {
        self.file.as_ref().ok_or_else(|| format!("{} cannot be {done}", self.description))
    }

    fn ask(&self, request: Request) -> Option<()> {
        self.watch.as_ref()?.requests.send(request).ok()
    }
}
