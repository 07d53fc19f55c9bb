//! The text that lies on the desk: where it comes from, what is remembered of it, what becomes of it
//! while it is read, and the editor that it is changed in.
//!
//! ```text
//! the system ── changes ──┐
//! r, a closed editor ─────┴─▶ the thread that reads ── readings ─▶ App
//! ```
//!
//! One thread reads the file and makes a dossier of it, so that no key waits for that. It sleeps until
//! somebody asks. Must not know the terminal, nor what is on the screen.

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
use crate::files::load::{BuiltIn, Loaded};
use crate::files::memory::Memory;
use crate::reader::model::{Kept, Reading};
use crate::text::numbers;

use self::snapshot::{Snapshot, is_lossy, stamp};
use self::watch::Request;

pub use self::loader::{Loader, Opened};
pub use self::watch::watch_files;

/// Parses and links a text; its diagnostics are sorted by place. `rules` are the reader's.
pub fn open(Loaded { manuscript, mut diagnostics }: Loaded, rules: &Rules) -> (Dossier, Vec<Diagnostic>) {
    let (briefing, found) = parse::parse_as(&manuscript, rules.links);
    diagnostics.extend(found);
    let (dossier, found) = link::link(manuscript, briefing);
    diagnostics.extend(found);
    Diagnostic::sort(&mut diagnostics);
    (dossier.hedged_by(&rules.hedging), diagnostics)
}

/// A text, and the way back to where it came from.
pub struct OpenFile {
    /// None for what can be read only once.
    file: Option<Snapshot>,
    /// What it is if it is no file.
    description: Cow<'static, str>,
    memory: Option<Memory>,
    watch: Option<Watch>,
}

/// The way to the thread that reads, and back.
struct Watch {
    requests: Sender<Request>,
    readings: Receiver<Reading>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // The watch would keep the thread alive. If it is gone already, so much the better.
        let _ = self.requests.send(Request::Closed);
    }
}

/// With a text that came from nowhere.
impl Default for OpenFile {
    fn default() -> Self {
        Self { file: None, description: "This text".into(), memory: None, watch: None }
    }
}

impl OpenFile {
    /// For a text that is compiled in.
    pub fn built_in(which: BuiltIn) -> Self {
        let name = which.name();
        let description = Cow::from(name[..1].to_uppercase() + &name[1..]);
        Self { description, memory: Memory::of_built_in(name), ..Self::default() }
    }

    pub fn standard_input() -> Self {
        Self { description: "Standard input".into(), ..Self::default() }
    }

    /// For the text that was loaded from a path of the command line.
    pub fn from_path(path: &Path, loaded: &Loaded) -> Self {
        if !path.is_file() {
            return Self { description: "What comes by a pipe".into(), ..Self::default() };
        }
        let file = Snapshot { path: path.to_owned(), stamp: stamp(path), lossy: is_lossy(loaded) };
        Self { file: Some(file), memory: Memory::of_file(path), ..Self::default() }
    }

    /// What was kept of an earlier reading.
    pub fn load_state(&self) -> Option<Kept> {
        self.memory.as_ref()?.load()
    }

    /// Keeps it for the next.
    pub fn save_state(&self, kept: impl FnOnce() -> Kept) {
        if let Some(memory) = &self.memory {
            memory.save(&kept());
        }
    }

    /// From now on the file is watched; `text` is what was read. What becomes of it is in [`OpenFile::readings`]
    /// when `bell` has been called.
    pub fn watch(&mut self, text: &str, rules: Rules, bell: impl Fn() + Send + 'static) {
        let Some(file) = self.file.clone() else { return };
        let (requests, asked) = mpsc::channel();
        let (sender, readings) = mpsc::channel();
        let changes = requests.clone();
        let known = numbers::fingerprint(text.bytes());
        let tell = move |reading| {
            // Nobody to hear it means that the reader has quit.
            let _ = sender.send(reading);
            bell();
        };
        let thread = thread::Builder::new().name("file".into());
        // Without it one reads on, and is told when the file is to be read again.
        if thread.spawn(move || watch::run(&file, known, &rules, &changes, &asked, tell)).is_ok() {
            self.watch = Some(Watch { requests, readings });
        }
    }

    /// What came of reading the file again.
    pub fn readings(&self) -> Vec<Reading> {
        self.watch.iter().flat_map(|line| line.readings.try_iter()).collect()
    }

    /// Has the file read again; if that cannot be, why.
    pub fn reload(&self) -> Result<(), String> {
        self.file("read again")?;
        self.ask(Request::Manual).ok_or_else(|| "The file cannot be read again".to_owned())
    }

    /// Whether there is a file to edit; if not, why.
    pub fn can_edit(&self) -> Result<(), String> {
        self.file("edited").map(drop)
    }

    /// Runs the reader's editor, and has the file read again after it. The terminal is the editor's meanwhile.
    pub fn edit(&self, line: usize) -> Result<(), String> {
        let file = self.file("edited")?;
        let ended = edit::run(&file.path, line);
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
