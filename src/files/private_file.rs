//! Writes files that belong to one user: as a whole, and in a folder that nobody else can read.
//!
//! Must not know what is in them.

use std::fs::DirBuilder;
use std::io::{self, Write as _};
use std::path::Path;

/// Creates a folder, if it does not exist, that other users must not look into.
pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes a file under another name first, so that nobody ever reads half of it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    create_folder(folder)?;
    let mut file = tempfile::Builder::new().suffix(".tmp").tempfile_in(folder)?;
    file.write_all(bytes)?;
    // Without this, a power cut could leave an empty file under the new name.
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
