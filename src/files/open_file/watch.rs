//! The thread that reads the file again: when the system says that it changed, and when it is asked to.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::open;
use super::snapshot::{Snapshot, read, stamp};
use crate::files::config::Rules;
use crate::reader::model::Reading;
use crate::text::numbers;

/// How long a file must rest before it is read: who writes it writes more than once.
const QUIET: Duration = Duration::from_millis(100);

/// A file that never rests is read all the same.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// Why the file is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// The system saw something happen to it.
    Changed,
    /// It was in an editor.
    Edited,
    /// The reader wants it, and wants to hear that nothing has changed.
    Manual,
    /// Nobody reads it any more.
    Closed,
}

/// Reads the file whenever it is asked for, and tells what is news. `known` is the number of the text that there is.
pub(super) fn run(
    file: &Snapshot,
    mut known: u64,
    rules: &Rules,
    changes: &Sender<Request>,
    asked: &Receiver<Request>,
    tell: impl Fn(Reading),
) {
    // A system that cannot watch leaves it to the reader to ask.
    let watcher = watch_folders(&file.path, changes.clone());
    // It may have changed before anybody watched it.
    if stamp(&file.path) != file.stamp {
        let _ = changes.send(Request::Changed);
    }
    let mut trouble = None;
    while let Some(request) = next_request(asked) {
        let reading = match read(&file.path, file.lossy, known != numbers::fingerprint([])) {
            Err(why) => {
                let old = trouble.replace(why) == Some(why);
                (!old || request == Request::Manual).then(|| Reading::Unreadable(why.to_owned()))
            }
            Ok(loaded) => {
                let text = numbers::fingerprint(loaded.manuscript.text().bytes());
                let same = std::mem::replace(&mut known, text) == text;
                let back = trouble.take().is_some();
                if same {
                    (back || request == Request::Manual).then_some(Reading::Unchanged)
                } else {
                    let (dossier, diagnostics) = open(loaded, rules);
                    Some(Reading::Changed(Box::new(dossier), diagnostics))
                }
            }
        };
        if let Some(reading) = reading {
            tell(reading);
        }
    }
    drop(watcher);
}

/// Looks at some files, and again whenever one of them has changed and rests, until a look says that it was the last.
/// Whether they can be watched at all: nothing that happens after the first look is missed.
pub fn watch_files(paths: &[PathBuf], mut look: impl FnMut() -> bool) -> bool {
    let (changes, asked) = mpsc::channel();
    let watchers: Vec<_> = paths.iter().filter_map(|path| watch_folders(path, changes.clone())).collect();
    if watchers.len() < paths.len() {
        return false;
    }
    while look() && next_request(&asked).is_some() {}
    true
}

/// The next request; a change waits until it is over. None when nobody will ask any more.
fn next_request(asked: &Receiver<Request>) -> Option<Request> {
    let mut request = asked.recv().ok()?;
    let begin = Instant::now();
    while request == Request::Changed && begin.elapsed() < MAX_WAIT {
        match asked.recv_timeout(QUIET) {
            Ok(next) => request = next,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(request).filter(|request| *request != Request::Closed)
}

/// Watches the folder: an editor writes another file and gives it the name, and a watch of the file itself
/// would follow the old one.
fn watch_folders(path: &Path, changes: Sender<Request>) -> Option<RecommendedWatcher> {
    let target = path.canonicalize().ok();
    let paths: Vec<&Path> = std::iter::once(path).chain(target.as_deref()).collect();
    let names: HashSet<OsString> = paths.iter().filter_map(|path| path.file_name()).map(OsString::from).collect();
    let folders: HashSet<PathBuf> = paths.iter().filter_map(|path| path.parent()).map(folder).collect();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| affects(&event, &names)) {
            // Nobody to hear it means that the reader has quit.
            let _ = changes.send(Request::Changed);
        }
    })
    .ok()?;
    for folder in folders {
        // One of two is better than none.
        let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
    }
    Some(watcher)
}

fn folder(path: &Path) -> PathBuf {
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() }
}

/// Whether something was done to one of these names. To open and to read it, as we do, is nothing.
fn affects(event: &Event, names: &HashSet<OsString>) -> bool {
    let changes = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    };
    let named = || event.paths.iter().filter_map(|path| path.file_name()).any(|name| names.contains(name));
    changes && (event.need_rescan() || named())
}
