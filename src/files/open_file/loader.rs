//! A thread that reads files one after the other, while the reader does something else.

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

/// What came of reading a file, or why it cannot be read.
pub type Opened = Result<(Arc<Dossier>, Vec<Diagnostic>), String>;

/// The way to the thread, and back.
pub struct Loader {
    requests: Sender<Request>,
    finished: Receiver<(usize, Opened)>,
}

/// A file to be read, which goes by a number.
struct Request {
    number: usize,
    path: PathBuf,
    /// Whether only if it is another than it was when it was read last.
    if_changed: bool,
}

impl Loader {
    /// Starts the thread: it reads with `read`, and rings `bell` after each file. None where no thread can be had.
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
                // Nobody to hear it means that the reader has quit.
                if sender.send((number, opened)).is_err() {
                    return;
                }
                bell();
            }
        };
        thread::Builder::new().name("files".into()).spawn(work).is_ok().then_some(Self { requests, finished })
    }

    /// Has a file read, which goes by a number.
    pub fn request(&self, number: usize, path: &Path) {
        // A thread that is gone answers nothing, and one reads on without it.
        let _ = self.requests.send(Request { number, path: path.to_owned(), if_changed: false });
    }

    /// The same, if the file has changed since this thread read it.
    pub fn request_if_changed(&self, number: usize, path: &Path) {
        let _ = self.requests.send(Request { number, path: path.to_owned(), if_changed: true });
    }

    /// What has been read since.
    pub fn finished(&self) -> Vec<(usize, Opened)> {
        self.finished.try_iter().collect()
    }
}
