//! The thread that reads the open file again, after a change or on request.

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

/// How long a file must be unchanged before it is read: programs write in several steps.
const QUIET: Duration = Duration::from_millis(100);

/// After this time a file is read even if it keeps changing.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// Why the file should be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// The system reports a change.
    Changed,
    /// The editor has ended.
    Edited,
    /// The reader asks, and wants an answer even if nothing has changed.
    Manual,
    /// The text is closed: the thread ends.
    Closed,
}

/// Reads the file at each request and reports what is new. `known` is the fingerprint of the current text.
pub(super) fn run(
    file: &Snapshot,
    mut known: u64,
    rules: &Rules,
    changes: &Sender<Request>,
    asked: &Receiver<Request>,
    tell: impl Fn(Reading),
) {
    // Without a watcher, only the reader's own requests remain.
    let watcher = watch_folders(&file.path, changes.clone());
    // It may have changed before the watch began.
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

/// Calls `look` now and after each change of a file, until it returns false. No change after the first call is missed.
/// Returns false if the files cannot be watched.
pub fn watch_files(paths: &[PathBuf], mut look: impl FnMut() -> bool) -> bool {
    let (changes, asked) = mpsc::channel();
    let watchers: Vec<_> = paths.iter().filter_map(|path| watch_folders(path, changes.clone())).collect();
    if watchers.len() < paths.len() {
        return false;
    }
    while look() && next_request(&asked).is_some() {}
    true
}

/// Waits for the next request, and after a change until the file is quiet. None when there will be no more.
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

/// Watches the folders of a file and of its link target. Most programs replace a file by renaming another to its name,
/// and a watch of the file itself would follow the old one.
fn watch_folders(path: &Path, changes: Sender<Request>) -> Option<RecommendedWatcher> {
    let target = path.canonicalize().ok();
    let paths: Vec<&Path> = std::iter::once(path).chain(target.as_deref()).collect();
    let names: HashSet<OsString> = paths.iter().filter_map(|path| path.file_name()).map(OsString::from).collect();
    let folders: HashSet<PathBuf> = paths.iter().filter_map(|path| path.parent()).map(folder).collect();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| affects(&event, &names)) {
            // The receiver is gone: the reader has quit.
            let _ = changes.send(Request::Changed);
        }
    })
    .ok()?;
    for folder in folders {
        // One of two folders is better than none.
        let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
    }
    Some(watcher)
}

fn folder(path: &Path) -> PathBuf {
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() }
}

/// Whether an event changes one of these names. Opening and reading, as we do ourselves, does not count.
fn affects(event: &Event, names: &HashSet<OsString>) -> bool {
    let changes = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    };
    let named = || event.paths.iter().filter_map(|path| path.file_name()).any(|name| names.contains(name));
    changes && (event.need_rescan() || named())
}
