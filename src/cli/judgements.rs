//! `caveat judgements`: prints what the reader judged in a text, or takes annotations from a file.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::arguments::{JudgementsArgs, JudgementsFormat};
use super::failure::Failure;
use super::input::Input;
use super::settings::Settings;
use crate::evidence::judgement::{Entry, Foreign, Judgements, import, read, written};
use crate::files::judgements::{self, JudgementFile};
use crate::files::load;
use crate::files::open_file::open;
use crate::print::judgements as printed;

pub(super) fn run(asked: &JudgementsArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    if let Some(path) = asked.file.as_deref().filter(|path| path.is_dir()) {
        return Err(Failure::not_a_file("judgements", path, "NAME.md"));
    }
    let input = Input::of(asked.file.as_deref());
    let is_input = matches!(input, Input::Stdin);
    let loaded = input.load()?;
    let file = input.open_file(&loaded);
    let Some(kept) = file.judgements() else {
        let what = if is_input { "standard input" } else { "this text" };
        let help = "give the text as a file; the reader keeps what you judge in it with `a`";
        return Err(Failure::usage(&format!("no judgements are kept of {what}"), Some(help)));
    };
    let rules = Settings::read(asked.before.as_deref(), err)?.config.rules();
    let name = loaded.manuscript.file_name().into_owned();
    let (dossier, diagnostics) = open(loaded, &rules);
    if let Some(path) = &asked.import {
        let annotations = annotations(path)?;
        let (done, entries) =
            kept.update(|entries| import(entries, annotations, &dossier)).map_err(Failure::Runtime)?;
        let judgements = Judgements::find(entries, &dossier);
        return Ok(out.write_all(printed::imported(&done, &judgements).as_bytes())?);
    }
    let judgements = Judgements::find(kept.load().map_err(Failure::Runtime)?, &dossier);
    let text = match asked.format {
        JudgementsFormat::Markdown => printed::markdown(&judgements, &dossier, diagnostics.len()),
        JudgementsFormat::JsonLd => written(judgements.entries(), &name),
    };
    Ok(out.write_all(text.as_bytes())?)
}

/// The annotations of a file.
fn annotations(path: &Path) -> Result<Vec<Foreign>, Failure> {
    let name = path.to_string_lossy();
    let unread = |why: &str| Failure::Runtime(format!("cannot read `{name}`: {why}"));
    let text = if path == Path::new("-") {
        judgements::text(io::stdin().lock())
    } else {
        File::open(path).and_then(judgements::text)
    };
    let text = text.map_err(|error| unread(&load::reason(&error)))?;
    read(&text).map_err(|why| unread(&why))
}

/// The judgements that are kept of a text; none where they cannot be kept.
pub(super) fn kept(file: Option<&JudgementFile>) -> Result<Vec<Entry>, Failure> {
    file.map_or(Ok(Vec::new()), JudgementFile::load).map_err(Failure::Runtime)
}
