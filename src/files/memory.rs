//! Saved state: one small file for each text, in the platform's state folder. Its name is a hash of the path or
//! built-in name.
//!
//! Nothing else reads or writes there. Readers share no file, and each file is written as a whole under another name
//! first, so two readers of one text do no damage. State is a convenience: errors are silent, and a file that is broken
//! or foreign counts as absent. Must not know what is saved.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use etcetera::BaseStrategy as _;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::private_file;
use crate::text::numbers;

/// The format and its version, in every file.
const FORMAT: &str = "caveat-place/1";

/// How many texts have a file. The oldest files are removed first.
const MAX_FILES: usize = 500;

/// The largest file, in bytes. A larger one was not written by this program.
const MAX_BYTES: u64 = 1 << 20;

/// Whether nothing was ever saved here although it could be, so the program probably starts for the first time.
pub fn is_first_start() -> bool {
    let Some(folder) = folder() else { return false };
    let existing = folder.ancestors().find(|path| path.exists());
    !folder.exists() && existing.is_some_and(Path::is_dir)
}

/// The saved state of one text.
#[derive(Clone, Debug)]
pub struct Memory {
    folder: PathBuf,
    /// Identifies the text: two paths could have the same file name by chance.
    text: String,
}

#[derive(Serialize, Deserialize)]
struct SavedFile<T> {
    format: String,
    text: String,
    #[serde(rename = "kept")]
    state: T,
}

impl Memory {
    /// For a file, by its canonical path. None for a pipe or device, and without a home folder.
    pub fn of_file(path: &Path) -> Option<Self> {
        let path = fs::canonicalize(path).ok().filter(|path| path.is_file())?;
        Some(Self { folder: folder()?, text: path.to_string_lossy().into_owned() })
    }

    /// For a text that is compiled in.
    pub fn of_built_in(name: &str) -> Option<Self> {
        Some(Self { folder: folder()?, text: format!("built-in:{name}") })
    }

    /// Loads what was saved last.
    pub fn load<T: DeserializeOwned>(&self) -> Option<T> {
        let file = File::open(self.path()).ok()?;
        if !file.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() <= MAX_BYTES) {
            return None;
        }
        let mut bytes = Vec::new();
        file.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
        let saved: SavedFile<T> = serde_json::from_slice(&bytes).ok()?;
        (saved.format == FORMAT && saved.text == self.text).then_some(saved.state)
    }

    /// Saves atomically: of two readers the last to quit wins, and neither sees half a file.
    pub fn save(&self, state: &impl Serialize) {
        let saved = SavedFile { format: FORMAT.to_owned(), text: self.text.clone(), state };
        // A full disk or a read-only folder is not worth a message to a reader who has just quit.
        let _ = serde_json::to_vec(&saved).map_err(io::Error::from).and_then(|bytes| self.write(&bytes));
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        private_file::write(&self.path(), bytes)?;
        self.prune();
        Ok(())
    }

    /// Removes the oldest files if there are too many.
    fn prune(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut files: Vec<(SystemTime, PathBuf)> = entries
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .filter(|(_, path)| path.extension().is_some_and(|extension| extension == "json" || extension == "tmp"))
            .collect();
        files.sort();
        for (_, path) in files.iter().take(files.len().saturating_sub(MAX_FILES)) {
            let _ = fs::remove_file(path);
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.join(format!("{:016x}.json", numbers::fingerprint(self.text.bytes())))
    }
}

/// The state folder of this program; on Windows, which has none, the data folder.
fn folder() -> Option<PathBuf> {
    let platform = etcetera::choose_base_strategy().ok()?;
    Some(platform.state_dir().unwrap_or_else(|| platform.data_dir()).join("caveat"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tempfile::TempDir;

    use super::*;

    /// A memory in a temporary folder that does not exist yet.
    fn temporary() -> (TempDir, Memory) {
        let home = tempfile::tempdir().unwrap();
        let memory = Memory { folder: home.path().join("caveat"), text: "a text".to_owned() };
        (home, memory)
    }

    fn count_files(memory: &Memory) -> usize {
        fs::read_dir(&memory.folder).unwrap().count()
    }

    #[test]
    fn saved_places_are_recalled_and_the_last_wins() {
        let (_home, memory) = temporary();
        assert_eq!(memory.load::<u32>(), None);
        memory.save(&1);
        memory.save(&2);
        assert_eq!(memory.load::<u32>(), Some(2));
    }

    #[test]
    fn broken_or_foreign_files_are_ignored() {
        let (_home, memory) = temporary();
        memory.save(&1);
        for bytes in [
            &b""[..],
            b"{",
            b"\xff\xfe",
            br#"{"format":"caveat-place/1","text":"another text","kept":1}"#,
            br#"{"format":"caveat-place/2","text":"a text","kept":1}"#,
            br#"{"format":"caveat-place/1","text":"a text","kept":"one"}"#,
        ] {
            fs::write(memory.path(), bytes).unwrap();
            assert_eq!(memory.load::<u32>(), None, "{}", String::from_utf8_lossy(bytes));
        }
        fs::remove_file(memory.path()).unwrap();
        fs::create_dir(memory.path()).unwrap();
        assert_eq!(memory.load::<u32>(), None);
        memory.save(&1);
        assert_eq!(count_files(&memory), 1, "nothing is left of what could not be written");
    }

    #[test]
    fn a_folder_that_cannot_be_created_is_ignored_silently() {
        let file = std::env::current_exe().unwrap();
        let memory = Memory { folder: file.join("caveat"), text: "a text".to_owned() };
        memory.save(&1);
        assert_eq!(memory.load::<u32>(), None);
    }

    #[test]
    fn readers_that_quit_at_once_do_no_damage() {
        let (_home, memory) = temporary();
        let all: Vec<Vec<u32>> = (0..4).map(|number| vec![number; 10_000]).collect();
        std::thread::scope(|scope| {
            for state in &all {
                scope.spawn(|| (0..20).for_each(|_| memory.save(state)));
            }
            for _ in 0..50 {
                if let Some(state) = memory.load::<Vec<u32>>() {
                    assert!(all.contains(&state));
                }
            }
        });
        assert!(all.contains(&memory.load().unwrap()));
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let (_home, memory) = temporary();
        memory.save(&1);
        for number in 0..MAX_FILES {
            let path = memory.folder.join(format!("{number}.json"));
            let file = File::create(path).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(number as u64)).unwrap();
        }
        memory.save(&2);
        assert_eq!(count_files(&memory), MAX_FILES);
        assert!(!memory.folder.join("0.json").exists() && memory.folder.join("1.json").exists());
        assert_eq!(memory.load::<u32>(), Some(2));
    }
}
