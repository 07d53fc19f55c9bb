//! Watches files and folders, and tells when one changes or another belongs to a folder.
//!
//! Owns which events of the system count. Folders are watched, never files: most programs replace a file by renaming
//! another to its name, and a watch of the file itself would follow the old one. Must not know why a file is watched.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::load::{Subfolders, is_briefing, is_hidden};

/// How long nothing may change before files are read: programs write in several steps.
const QUIET: Duration = Duration::from_millis(100);

/// After this time files are read even if they keep changing.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// A watch of files and folders. It ends when this is dropped.
pub struct Watcher {
    system: RecommendedWatcher,
    watched: Arc<Mutex<Watched>>,
}

/// What is watched, by paths as the system reports them.
#[derive(Default)]
struct Watched {
    /// Files, and the folders that hold briefings, as they are named in the folders above them.
    names: HashSet<PathBuf>,
    /// Folders whose briefings are watched.
    folders: HashMap<PathBuf, Subfolders>,
}

impl Watcher {
    /// Starts a watch of nothing, which calls `tell` after each change. None if the system has no means to watch.
    pub fn start(tell: impl Fn() + Send + 'static) -> Option<Self> {
        let watched = Arc::new(Mutex::new(Watched::default()));
        let known = Arc::clone(&watched);
        let system = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| known.lock().unwrap_or_else(PoisonError::into_inner).is_changed_by(&event)) {
                tell();
            }
        });
        Some(Self { system: system.ok()?, watched })
    }

    /// Watches a file that may not exist yet, and the target of a link. Returns whether the system does it.
    pub fn add_file(&mut self, path: &Path) -> bool {
        let target = path.canonicalize().ok();
        let watches = [Some(path), target.as_deref()].map(|path| path.is_some_and(|path| self.add_name(path)));
        // One of two folders is better than none.
        watches.contains(&true)
    }

    /// Watches the briefings of a folder: those that it has, and those that it gets. Its subfolders are watched only if
    /// they are added too. Returns whether the system does it.
    pub fn add_folder(&mut self, path: &Path, subfolders: Subfolders) -> bool {
        let Ok(folder) = path.canonicalize() else { return false };
        // The folder may be replaced by another.
        self.add_name(&folder);
        self.watched().folders.insert(folder.clone(), subfolders);
        self.system.watch(&folder, RecursiveMode::NonRecursive).is_ok()
    }

    /// Watches the entry of this name in its folder.
    fn add_name(&mut self, path: &Path) -> bool {
        let (Some(name), Some(folder)) = (path.file_name(), path.parent()) else { return false };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok(folder) = folder.canonicalize() else { return false };
        self.watched().names.insert(folder.join(name));
        self.system.watch(&folder, RecursiveMode::NonRecursive).is_ok()
    }

    fn watched(&self) -> std::sync::MutexGuard<'_, Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watched {
    /// Whether an event concerns something that is watched. Opening and reading, as we do ourselves, does not count.
    fn is_changed_by(&self, event: &Event) -> bool {
        let changes = match event.kind {
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {
                true
            }
        };
        changes && (event.need_rescan() || event.paths.iter().any(|path| self.concerns(path)))
    }

    fn concerns(&self, path: &Path) -> bool {
        self.names.contains(path)
            || path.parent().and_then(|folder| self.folders.get(folder)).is_some_and(|&subfolders| {
                let may_be_subfolder = || subfolders == Subfolders::Included && path.is_dir();
                !is_hidden(path) && (is_briefing(path) || may_be_subfolder())
            })
    }
}

/// Waits for the next message, and after a change until there has been none for a while. None when there will be no more.
pub fn next_message<T>(messages: &Receiver<T>, is_change: impl Fn(&T) -> bool) -> Option<T> {
    let mut message = messages.recv().ok()?;
    let begin = Instant::now();
    while is_change(&message) && begin.elapsed() < MAX_WAIT {
        match messages.recv_timeout(QUIET) {
            Ok(next) => message = next,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(message)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use notify::event::{AccessKind, CreateKind, ModifyKind};

    use super::*;

    fn changes(watched: &Watched, kind: EventKind, path: PathBuf) -> bool {
        watched.is_changed_by(&Event::new(kind).add_path(path))
    }

    #[test]
    fn only_named_files_and_the_briefings_of_folders_count() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for subfolder in ["plain/sub", "deep/sub", "deep/.git"] {
            fs::create_dir_all(root.join(subfolder)).unwrap();
        }
        let names = HashSet::from([root.join("a.md"), root.join("plain")]);
        let folders = [("plain", Subfolders::Excluded), ("deep", Subfolders::Included)]
            .map(|(name, subfolders)| (root.join(name), subfolders));
        let watched = Watched { names, folders: folders.into() };
        let created = EventKind::Create(CreateKind::Any);
        for name in ["a.md", "plain", "plain/b.md", "plain/b.MARKDOWN", "deep/b.md", "deep/sub"] {
            assert!(changes(&watched, created, root.join(name)), "{name}");
        }
        for name in ["b.md", "plain/b.txt", "plain/.b.md", "plain/sub", "deep/.git", "deep/b.txt", "deep/sub/b.md"] {
            assert!(!changes(&watched, created, root.join(name)), "{name}");
        }
    }

    #[test]
    fn reading_is_no_change_and_writing_is() {
        let watched = Watched { names: HashSet::from(["a.md".into()]), ..Watched::default() };
        for (kind, expected) in [
            (EventKind::Access(AccessKind::Read), false),
            (EventKind::Access(AccessKind::Close(AccessMode::Read)), false),
            (EventKind::Access(AccessKind::Close(AccessMode::Write)), true),
            (EventKind::Modify(ModifyKind::Any), true),
        ] {
            assert_eq!(changes(&watched, kind, "a.md".into()), expected, "{kind:?}");
        }
    }
}
