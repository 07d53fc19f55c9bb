//! The thread that reads the open file again, after a change or on request.

use std::sync::mpsc::{Receiver, Sender};

use super::open;
use super::snapshot::{Snapshot, read, stamp};
use crate::files::config::Rules;
use crate::files::watch::{self, Watcher};
use crate::reader::model::Reading;
use crate::text::numbers;

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
    let told = changes.clone();
    let mut watcher = Watcher::start(move || {
        // The receiver is gone: the reader has quit.
        let _ = told.send(Request::Changed);
    });
    if let Some(watcher) = &mut watcher {
        watcher.add_file(&file.path);
    }
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

/// Waits for the next request, and after a change until the file is quiet. None when there will be no more.
fn next_request(asked: &Receiver<Request>) -> Option<Request> {
    watch::next_message(asked, |request| *request == Request::Changed).filter(|request| *request != Request::Closed)
}
