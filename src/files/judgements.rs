//! The reader's judgements on disk: one file for each text, in the platform's data folder.
//!
//! The file is an annotation collection, the same that `caveat judgements` exports. Two programs may have the same text open:
//! each change is made to what the file has at that moment, under a lock, so neither loses a judgement to the other. A
//! file that cannot be read is never overwritten. Must not know what a judgement means.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::load;
use super::private_file;
use crate::evidence::judgement::{Change, Entry, Foreign, apply, read, written};
use crate::text::numbers;

/// Files of annotations are smaller than this, in bytes. A person writes no larger one.
const LIMIT: u64 = 64 << 20;

/// The kept judgements of one text.
#[derive(Clone, Debug)]
pub struct JudgementFile {
    path: PathBuf,
    /// The name of the text, for its annotations.
    name: String,
}

impl JudgementFile {
    /// For a file, by its canonical path. None for a pipe or device, and without a home folder.
    pub fn of_file(path: &Path) -> Option<Self> {
        let path = fs::canonicalize(path).ok().filter(|path| path.is_file())?;
        let name = path.file_name()?.to_string_lossy().into_owned();
        let number = numbers::fingerprint(path.to_string_lossy().bytes());
        Some(Self::new(&folder()?, name, number))
    }

    /// For a text that is compiled in.
    pub fn of_built_in(name: &str) -> Option<Self> {
        Some(Self::new(&folder()?, name.to_owned(), numbers::fingerprint(format!("built-in:{name}").bytes())))
    }

    /// The name of the text is part of the file's, so that people find it.
    fn new(folder: &Path, name: String, number: u64) -> Self {
        let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
        let readable: String = name.chars().take(40).map(plain).collect();
        Self { path: folder.join(format!("{readable}-{number:016x}.jsonld")), name }
    }

    /// The file, which exists if there are judgements.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The kept judgements, or why they cannot be read.
    pub fn load(&self) -> Result<Vec<Entry>, String> {
        let unread = |why: &str| format!("your judgements cannot be read: {}: {why}", self.path.display());
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(unread(&load::reason(&error))),
        };
        let text = text(file).map_err(|error| unread(&load::reason(&error)))?;
        let entries = read(&text).map_err(|why| unread(&why))?;
        // The next change would drop what is not understood.
        let unknown = || unread("it has an annotation that caveat does not know");
        let entry =
            |Foreign { target, by, judgement }| Ok(Entry { target: target.ok_or_else(unknown)?, by, judgement });
        entries.into_iter().map(entry).collect()
    }

    /// Makes changes to what is kept now, and returns all that is kept then. If it fails, none of them is made.
    pub fn change(&self, changes: &[Change]) -> Result<Vec<Entry>, String> {
        self.update(|entries| changes.iter().for_each(|change| apply(entries, change))).map(|((), entries)| entries)
    }

    /// Changes what is kept, and returns it. Nothing is written if it stays the same.
    pub fn update<T>(&self, change: impl FnOnce(&mut Vec<Entry>) -> T) -> Result<(T, Vec<Entry>), String> {
        let failed = |error: io::Error| format!("your judgement cannot be kept: {}", load::reason(&error));
        let folder = self.path.parent().unwrap_or(Path::new("."));
        private_file::create_folder(folder).map_err(failed)?;
        let lock = File::options().create(true).append(true).open(folder.join(".lock")).map_err(failed)?;
        // Some network file systems have no locks. There, the last writer wins.
        let _ = lock.lock();
        let mut entries = self.load()?;
        let before = entries.clone();
        let result = change(&mut entries);
        if entries.is_empty() && !before.is_empty() {
            fs::remove_file(&self.path).map_err(failed)?;
        } else if entries != before {
            let text = written(&entries, &self.name);
            // A larger file could never be read again.
            if text.len() as u64 >= LIMIT {
                return Err(failed(io::Error::other(format!("all of them need more than {} MiB", LIMIT >> 20))));
            }
            private_file::write(&self.path, text.as_bytes()).map_err(failed)?;
        }
        Ok((result, entries))
    }
}

/// Reads a text with annotations, or fails once it is too long to be one.
pub fn text(source: impl Read) -> io::Result<String> {
    let bytes = load::read_below(LIMIT, source)?;
    String::from_utf8(bytes).map_err(|_| io::Error::other("it is not UTF-8"))
}

/// The folder of all judgements.
fn folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.data_dir().join("caveat").join("judgements"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::judgement::{Judgement, Scale, Target};

    fn temporary() -> (tempfile::TempDir, JudgementFile) {
        let home = tempfile::tempdir().unwrap();
        let file = JudgementFile::new(&home.path().join("judgements"), "harbour.md".to_owned(), 7);
        (home, file)
    }

    fn change(id: &str, status: Option<usize>) -> Change {
        let target = Target::Source { id: id.to_owned(), name: String::new() };
        let (before, mut after) = (Judgement::default(), Judgement::default());
        after.rate(Scale::Status, status);
        let (before, after) = if status.is_some() { (before, after) } else { (judged(0), after) };
        Change { replaces: target.clone(), target, before, after }
    }

    fn judged(status: usize) -> Judgement {
        let mut judgement = Judgement::default();
        judgement.rate(Scale::Status, Some(status));
        judgement
    }

    #[test]
    fn changes_from_several_programs_at_once_are_all_kept() {
        let (_home, file) = temporary();
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let file = &file;
                scope.spawn(move || {
                    for number in 0..10 {
                        file.change(&[change(&format!("{writer}-{number}"), Some(1))]).unwrap();
                    }
                });
            }
        });
        assert_eq!(file.load().unwrap().len(), 80);
    }

    #[test]
    fn a_cleared_judgement_leaves_no_file() {
        let (_home, file) = temporary();
        assert_eq!(file.load(), Ok(Vec::new()));
        assert_eq!(file.change(&[change("audit", Some(0))]).unwrap().len(), 1);
        assert!(file.path().exists());
        assert_eq!(file.change(&[change("audit", None)]), Ok(Vec::new()));
        assert!(!file.path().exists());
    }

    /// An annotation whose selector caveat does not know, beside one that it knows.
    const UNKNOWN: &str = r#"{"items": [
        {"target": {"selector": {"type": "TextQuoteSelector", "exact": "Dues doubled"}}, "bodyValue": "Known"},
        {"target": {"selector": {"type": "RangeSelector"}}, "bodyValue": "Precious"}]}"#;

    #[test]
    fn a_file_that_cannot_be_read_is_reported_and_never_overwritten() {
        let (_home, file) = temporary();
        fs::create_dir_all(file.path().parent().unwrap()).unwrap();
        for broken in ["not JSON", "{}", "{\"items\": [{\"id\": \"x\"}]}", UNKNOWN] {
            fs::write(file.path(), broken).unwrap();
            assert!(file.load().unwrap_err().contains("cannot be read"), "{broken}");
            assert!(file.change(&[change("audit", Some(0))]).is_err());
            assert_eq!(fs::read_to_string(file.path()).unwrap(), broken);
        }
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_what_was_judged() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_home, file) = temporary();
        file.change(&[change("audit", Some(0))]).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o077;
        assert_eq!((mode(file.path()), mode(file.path().parent().unwrap())), (0, 0));
    }
}
