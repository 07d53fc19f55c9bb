//! A thread that reads files one after the other, while the reader does something else.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::open;
use super::snapshot::{Seen, seen};
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::files::config::Rules;
use crate::files::load::Loaded;

/// What came of reading a file, or why it cannot be read.
pub type Opened = Result<(Arc<Dossier>, Vec<Diagnostic>), String>;

/// The way to the thread, and back.
pub struct Errands {
    asked: Sender<Errand>,
    done: Receiver<(usize, Opened)>,
}

/// A file to be read, which goes by a number.
struct Errand {
    number: usize,
    path: PathBuf,
    /// Whether only if it is another than it was when it was read last.
    again: bool,
}

impl Errands {
    /// Starts the thread: it reads with `read`, and rings `bell` after each file. None where no thread can be had.
    pub fn begin(
        read: impl Fn(&Path) -> Result<Loaded, String> + Send + 'static,
        rules: Rules,
        bell: impl Fn() + Send + 'static,
    ) -> Option<Self> {
        let (asked, requests) = mpsc::channel::<Errand>();
        let (sender, done) = mpsc::channel();
        let work = move || {
            let mut known: HashMap<PathBuf, Option<Seen>> = HashMap::new();
            for Errand { number, path, again } in requests {
                let now = seen(&path);
                let before = known.insert(path.clone(), now).flatten();
                if again && before == now {
                    continue;
                }
                let opened =
                    read(&path).map(|loaded| open(loaded, &rules)).map(|(dossier, found)| (Arc::new(dossier), found));
                // Nobody to hear it means that the reader has quit.
                if sender.send((number, opened)).is_err() {
                    return;
                }
                bell();
            }
        };
        thread::Builder::new().name("files".into()).spawn(work).is_ok().then_some(Self { asked, done })
    }

    /// Has a file read, which goes by a number.
    pub fn ask(&self, number: usize, path: &Path) {
        // A thread that is gone answers nothing, and one reads on without it.
        let _ = self.asked.send(Errand { number, path: path.to_owned(), again: false });
    }

    /// The same, if the file has changed since this thread read it.
    pub fn ask_again(&self, number: usize, path: &Path) {
        let _ = self.asked.send(Errand { number, path: path.to_owned(), again: true });
    }

    /// What has been read since.
    pub fn done(&self) -> Vec<(usize, Opened)> {
        self.done.try_iter().collect()
    }
}
