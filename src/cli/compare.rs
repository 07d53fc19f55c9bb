//! `caveat compare`: prints what changed from one text to the next.

use std::io::Write;
use std::path::Path;

use super::arguments::{CompareArgs, CompareFormat};
use super::environment::columns;
use super::failure::Failure;
use super::input::Input;
use super::settings::Settings;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::compare;
use crate::files::config::Rules;
use crate::files::open_file::open;
use crate::print::comparison;

pub(super) fn print(asked: &CompareArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let texts = [&*asked.old, &*asked.new];
    refuse(texts, "compare")?;
    let rules = Settings::read(asked.before.as_deref(), err)?.config.rules();
    let options = comparison::Options { width: columns(asked.width), ascii: asked.ascii };
    let form = match asked.format {
        CompareFormat::Text => comparison::text,
        CompareFormat::Json => comparison::json,
    };
    print_comparison(texts.map(|path| Input::of(Some(path))), form, &options, &rules, out)
}

/// Prints the comparison as text, for `--since` without a screen.
pub(super) fn print_text(
    texts: [Input<'_>; 2],
    width: usize,
    rules: &Rules,
    out: &mut impl Write,
) -> Result<(), Failure> {
    print_comparison(texts, comparison::text, &comparison::Options { width, ascii: false }, rules, out)
}

/// A form of the output.
type Form = fn(&compare::Comparison, [&[Diagnostic]; 2], &comparison::Options) -> String;

fn print_comparison(
    [old, new]: [Input<'_>; 2],
    form: Form,
    options: &comparison::Options,
    rules: &Rules,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let (old, old_diagnostics) = open(old.load()?, rules);
    let (new, new_diagnostics) = open(new.load()?, rules);
    let comparison = compare::compare(&old, &new);
    Ok(out.write_all(form(&comparison, [&old_diagnostics, &new_diagnostics], options).as_bytes())?)
}

/// Refuses texts that cannot be compared: a folder, or both from standard input.
pub(super) fn refuse(texts: [&Path; 2], command: &str) -> Result<(), Failure> {
    if let Some(path) = texts.into_iter().find(|path| path.is_dir()) {
        return Err(Failure::not_a_file(command, path, "NAME.md"));
    }
    if texts.into_iter().all(|path| path == Path::new("-")) {
        let help = "give the other as a file";
        return Err(Failure::usage("standard input can be only one of the two texts", Some(help)));
    }
    Ok(())
}
