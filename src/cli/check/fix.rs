//! `caveat check --fix`: applies fixes to a file.
//!
//! Owns how a file is written: to a temporary file first, and only if the file still has the bytes that were read.
//! Anything but a regular UTF-8 file of Markdown is left alone and reported.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::fix;
use crate::diagnostics::rulebook::Levels;
use crate::files::load;
use crate::lint::{self, Left};
use crate::text::manuscript::{Manuscript, Position};
use crate::text::visible;

/// Applies the fixes and returns the text of the file afterwards, which a dry run does not change.
pub(super) fn fix(
    path: &Path,
    manuscript: Manuscript,
    found: &[Diagnostic],
    dry_run: bool,
    levels: &Levels,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<Manuscript, Failure> {
    if path == Path::new("-") {
        writeln!(err, "standard input cannot be fixed: give the name of a file")?;
        return Ok(manuscript);
    }
    let name = visible::line(manuscript.name()).into_owned();
    if manuscript.is_converted() {
        writeln!(err, "{name} is left unchanged: it is not Markdown; `caveat convert` prints it as Markdown")?;
        return Ok(manuscript);
    }
    // A diagnostic from loading means that the text differs from the bytes of the file.
    if !found.is_empty() {
        writeln!(err, "{name} is left unchanged: it is not UTF-8")?;
        return Ok(manuscript);
    }
    let fixed = lint::fix(&manuscript, levels);
    let after = manuscript.with_text(fixed.text.as_str());
    for Left { fix, error } in &fixed.left {
        // A dry run leaves the file as it was, and so the places in it.
        let in_file =
            |span| if dry_run { manuscript.position(fixed.origin(span).start) } else { after.position(span.start) };
        let (line, Position { line: at, column }) = (in_file(fix.span).line, in_file(error.span));
        let words = format!("“{}” would cause an error: ", fix.done);
        let error = format!("{name}:{at}:{column}: {} [{}]", visible::line(&error.message), error.id);
        writeln!(err, "{name}:{line}: not fixed: {}{error}", visible::line(&words))?;
    }
    if fixed.done.is_empty() {
        return Ok(manuscript);
    }
    let report = |err: &mut dyn Write, verb: &str| {
        fixed.done.iter().try_for_each(|(span, words)| {
            let line = manuscript.position(span.start).line;
            writeln!(err, "{name}:{line}: {verb}: {}", visible::line(words))
        })
    };
    if dry_run {
        let difference = fix::difference(manuscript.text(), after.text(), manuscript.name());
        out.write_all(visible::lines(&difference).as_bytes())?;
        report(err, "would be fixed")?;
        return Ok(manuscript);
    }
    replace(path, manuscript.text(), after.text())
        .map_err(|error| Failure::Runtime(format!("cannot fix `{}`: {}", manuscript.name(), load::reason(&error))))?;
    report(err, "fixed")?;
    Ok(after)
}

/// Atomically replaces the text of a file, unless it has changed since it was read.
fn replace(path: &Path, before: &str, after: &str) -> io::Result<()> {
    // Writes through a symbolic link, so that it stays one.
    let path = fs::canonicalize(path)?;
    let metadata = fs::metadata(&path)?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    // Renaming another file over this one would succeed even if it is read-only.
    if metadata.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".caveat-").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(after.as_bytes())?;
    file.as_file().set_permissions(metadata.permissions())?;
    file.as_file().sync_all()?;
    if fs::read(&path)? != before.as_bytes() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "it has changed in the meantime"));
    }
    file.persist(&path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_in_the_meantime_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "two").unwrap();
        assert_eq!(replace(&path, "one", "three").unwrap_err().to_string(), "it has changed in the meantime");
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        replace(&path, "two", "three").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left over");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.md", &link).unwrap();
        replace(&link, "one", "two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        assert_eq!(replace(&path, "two", "three").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }
}
