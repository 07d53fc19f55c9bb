//! `caveat summary`: prints the summary of a briefing.

use std::io::Write;

use super::arguments::{SummaryArgs, SummaryFormat};
use super::environment::columns;
use super::failure::Failure;
use super::input::Input;
use super::judgements;
use super::settings::Settings;
use crate::briefing::dossier::{Dossier, Doubts};
use crate::evidence::dependence::Dependence;
use crate::evidence::filter::{Beside, Filter};
use crate::evidence::judgement::Judgements;
use crate::files::open_file::{OpenFile, open};
use crate::print::summary::{Only, Options, json, markdown, text};
use crate::text::manuscript::Manuscript;

pub(super) fn print(asked: &SummaryArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    if let Some(path) = asked.file.as_deref().filter(|path| path.is_dir()) {
        return Err(Failure::not_a_file("summary", path, "NAME.md"));
    }
    let rules = Settings::read(asked.before.as_deref(), err)?.config.rules();
    let input = Input::of(asked.file.as_deref());
    let loaded = input.load()?;
    // A filter may ask for what the reader judged, whether that is printed or not.
    let uses_judgements = asked.judgements || asked.only.is_some();
    let file = uses_judgements.then(|| input.open_file(&loaded));
    let kept = judgements::kept(file.as_ref().and_then(OpenFile::judgements))?;
    let (dossier, diagnostics) = open(loaded, &rules);
    let judgements = Judgements::find(kept, &dossier);
    let doubts = doubts(&asked.doubt, &dossier)?;
    let only = match &asked.only {
        Some(filter) => only(filter, &dossier, &doubts, &judgements)?,
        None => None,
    };
    let judgements = asked.judgements.then_some(judgements);
    let options = Options { width: columns(asked.width), ascii: asked.ascii, doubts, only, judgements };
    let text = match asked.format {
        SummaryFormat::Text => text(&dossier, &diagnostics, &options),
        SummaryFormat::Markdown => markdown(&dossier, &diagnostics, &options),
        SummaryFormat::Json => json(&dossier, &diagnostics, &options),
    };
    Ok(out.write_all(text.as_bytes())?)
}

fn doubts(names: &[String], dossier: &Dossier) -> Result<Doubts, Failure> {
    let source = |name: &String| {
        dossier.source_named(name).map_err(|unnamed| {
            let message = format!("{} in {}", unnamed.message, dossier.manuscript.name());
            let help = unnamed.help.as_deref().unwrap_or("`caveat summary` lists the sources by number and label");
            Failure::usage(&message, Some(help))
        })
    };
    names.iter().map(source).collect()
}

/// The claims that pass a filter; none if the filter is empty.
fn only(filter: &str, dossier: &Dossier, doubts: &Doubts, judgements: &Judgements) -> Result<Option<Only>, Failure> {
    let beside = Beside { judgements: Some(judgements), ..Beside::default() };
    let parsed = Filter::parse(filter, dossier, beside).map_err(|problem| {
        let asked = Manuscript::new("--only", filter);
        Failure::Usage(format!("{}\n", problem.human(&asked, false)))
    })?;
    Ok(parsed.map(|filter| {
        let selection = filter.select(dossier, &dossier.standing(doubts), &Dependence::of(dossier, doubts));
        Only { filter: filter.text().to_owned(), selection }
    }))
}
