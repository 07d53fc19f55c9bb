//! Generated briefings: chains of sources, claims with several sources, caveats of every kind.

use std::fmt::Write as _;

use caveat::briefing::dossier::{Dossier, Doubts, SourceId};
use caveat::diagnostics::diagnostic::Diagnostic;
use caveat::text::manuscript::Manuscript;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn dossier(text: &str) -> (Dossier, Vec<Diagnostic>) {
    let (briefing, mut diagnostics) = caveat::briefing::parse::parse(&Manuscript::new("text.md", text));
    let (dossier, more) = caveat::briefing::link::link(Manuscript::new("text.md", text), briefing);
    diagnostics.extend(more);
    (dossier, diagnostics)
}

#[derive(Clone, Debug)]
struct Drawn {
    kind: &'static str,
    named: bool,
    /// Alternatives: the sources of each are needed together.
    behind: Vec<Vec<usize>>,
}

/// A briefing of up to eight sources, six caveats and forty sentences under headings of several levels.
pub(crate) fn briefings() -> impl Strategy<Value = String> {
    let sources = prop::collection::vec(
        (
            select(vec!["person", "group", "organization", "document", "unknown"]),
            any::<bool>(),
            prop::collection::vec(prop::collection::vec(0_usize..8, 1..3), 0..3),
        ),
        1..8,
    );
    let caveats = prop::collection::vec((any::<bool>(), prop::collection::vec(0_usize..8, 0..3)), 0..6);
    let words = select(vec![
        "Dues doubled",
        "Ships may wait",
        "The port reportedly closed",
        "Pilots seem to agree",
        "It rained",
        "About 40 came",
    ]);
    let sentences = prop::collection::vec(
        (
            words,
            prop::collection::vec(0_usize..8, 0..4),
            prop::collection::vec(0_usize..6, 0..2),
            select(vec!["", "", "\n\n", "\n\n## Two\n\n", "\n\n### Three\n\n"]),
        ),
        0..40,
    );
    (sources, caveats, sentences).prop_map(|(sources, caveats, sentences)| {
        let sources: Vec<_> = sources.into_iter().map(|(kind, named, behind)| Drawn { kind, named, behind }).collect();
        let mut text = String::from("+++\n");
        for (number, Drawn { kind, named, behind }) in sources.iter().enumerate() {
            // Sources behind have higher numbers, so that no chain is a loop.
            let after = |other: &&usize| **other > number && **other < sources.len();
            let names = |all: &Vec<usize>| all.iter().filter(after).map(|other| format!("\"s{other}\"")).collect();
            let by: Vec<Vec<String>> = behind.iter().map(names).filter(|names: &Vec<_>| !names.is_empty()).collect();
            let by = by.iter().map(|names| match &names[..] {
                [name] => name.clone(),
                names => format!("[{}]", names.join(", ")),
            });
            let by: Vec<_> = by.collect();
            let named = if *kind == "unknown" { String::new() } else { format!("named = {named}\n") };
            let _ = writeln!(
                text,
                "[sources.s{number}]\nname = \"Source {number}\"\nkind = \"{kind}\"\n{named}by = [{}]",
                by.join(", ")
            );
        }
        for (number, (denial, covers)) in caveats.iter().enumerate() {
            let covers: Vec<_> = covers.iter().filter(|&&source| source < sources.len()).collect();
            let covers: Vec<_> = covers.iter().map(|source| format!("\"s{source}\"")).collect();
            let kind = if *denial { "denial" } else { "limitation" };
            let _ = writeln!(
                text,
                "[caveats.c{number}]\nkind = \"{kind}\"\ntext = \"Caveat {number}\"\ncovers = [{}]",
                covers.join(", ")
            );
        }
        text += "+++\n\n# Title\n\n";
        for (words, cited, covering, after) in sentences {
            let cited: Vec<_> = cited.iter().filter(|&&source| source < sources.len()).collect();
            let covering: Vec<_> =
                covering.iter().filter(|&&caveat| !cited.is_empty() && caveat < caveats.len()).collect();
            let _ = write!(text, "{words}.");
            for source in cited {
                let _ = write!(text, "[^s{source}]");
            }
            for caveat in covering {
                let _ = write!(text, "[^c{caveat}]");
            }
            text += " ";
            text += after;
        }
        text
    })
}

/// Some sources of any briefing.
pub(crate) fn doubts(dossier: &Dossier, drawn: &[usize]) -> Doubts {
    drawn.iter().filter(|&&source| source < dossier.sources.len()).map(|&source| SourceId(source)).collect()
}
