//! Reads the files of a list in the background, one after the other.
//!
//! The list needs only the beginning of each file, so the rest is read on a thread of its own, files on the screen
//! first, and no key waits for it. A dossier with sources stays open, because its caveats are shown in all other texts.
//! When a text is opened from the list, the thread reads the other files again that have changed. A text that is
//! reached from another text is read again at once (`reader/model/world`), because it would be odd to see an old
//! version; places in it are found again by their words.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::open;
use super::snapshot::{Stamp, stamp};
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::files::config::Rules;
use crate::files::load::Loaded;

/// A file that was read, or why it cannot be read.
pub type Opened = Result<(Arc<Dossier>, Vec<Diagnostic>), String>;

/// A handle to the thread that reads files.
pub struct Loader {
    requests: Sender<Request>,
    finished: Receiver<(usize, Opened)>,
}

/// A request to read a file. Its number comes back with the result.
struct Request {
    number: usize,
    path: PathBuf,
    /// Skip the file unless it has changed since this thread read it.
    if_changed: bool,
}

impl Loader {
    /// Starts the thread, which calls `bell` after each file. None if the system cannot start one.
    pub fn start(
        read: impl Fn(&Path) -> Result<Loaded, String> + Send + 'static,
        rules: Rules,
        bell: impl Fn() + Send + 'static,
    ) -> Option<Self> {
        let (requests, incoming) = mpsc::channel::<Request>();
        let (sender, finished) = mpsc::channel();
        let work = move || {
            let mut known: HashMap<PathBuf, Option<Stamp>> = HashMap::new();
            for Request { number, path, if_changed } in incoming {
                let now = stamp(&path);
                let before = known.insert(path.clone(), now).flatten();
                if if_changed && before == now {
                    continue;
                }
                let opened =
                    read(&path).map(|loaded| open(loaded, &rules)).map(|(dossier, found)| (Arc::new(dossier), found));
                // The receiver is gone: the reader has quit.
                if sender.send((number, opened)).is_err() {
                    return;
                }
                bell();
            }
        };
        thread::Builder::new().name("files".into()).spawn(work).is_ok().then_some(Self { requests, finished })
    }

    /// Requests a file.
    pub fn request(&self, number: usize, path: &Path) {
        // If the thread is gone, the file is simply not read.
        let _ = self.requests.send(Request { number, path: path.to_owned(), if_changed: false });
    }

    /// Requests a file if it has changed since this thread read it.
    pub fn request_if_changed(&self, number: usize, path: &Path) {
        let _ = self.requests.send(Request { number, path: path.to_owned(), if_changed: true });
    }

    /// The files read since the last call.
    pub fn finished(&self) -> Vec<(usize, Opened)> {
        self.finished.try_iter().collect()
    }
}
