//! Each case is Markdown with the lines that it should produce: claims, then places where caveats are stated, then
//! sentences in the text's own voice, then diagnostics. See [`lines`].

use caveat::briefing::dossier::{Dossier, SourceId};
use caveat::briefing::link::link;
use caveat::briefing::parse::parse;
use caveat::diagnostics::diagnostic::Diagnostic;
use caveat::text::manuscript::{Manuscript, one_line};

use super::sound::sound;

/// Defines the labels `a`, `b`, `c` and `d` at the end if the text refers to them and does not define or declare them.
pub(crate) fn read(markdown: &str) -> (Dossier, Vec<Diagnostic>) {
    let mut text = markdown.to_owned();
    for label in ["a", "b", "c", "d"] {
        let known = [format!("[^{label}]:"), format!("[sources.{label}]"), format!("[caveats.{label}]")];
        if markdown.contains(&format!("[^{label}]")) && !known.iter().any(|known| markdown.contains(known)) {
            text.extend(["\n\n[^", label, "]: Source ", label]);
        }
    }
    read_as_written(&text)
}

pub(crate) fn read_as_written(text: &str) -> (Dossier, Vec<Diagnostic>) {
    let manuscript = Manuscript::new("test.md", text);
    let (briefing, mut diagnostics) = parse(&manuscript);
    let (dossier, more) = link(manuscript, briefing);
    diagnostics.extend(more);
    Diagnostic::sort(&mut diagnostics);
    sound(&dossier, &diagnostics);
    (dossier, diagnostics)
}

/// `words [sources] ^caveat ^caveat/via < sentence` (the sentence if it says more), then `words = caveats`, then `- words`, then `! line:column id`.
pub(crate) fn lines(dossier: &Dossier, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut lines = Vec::new();
    for id in dossier.claim_ids() {
        let claim = dossier.claim(id);
        let mut line = format!("{} [{}]", claim.text, ids(dossier, &claim.sources));
        for covering in dossier.coverings(id) {
            line.extend([" ^", &dossier.caveat(covering.caveat).id]);
            if let Some(via) = covering.via {
                line.extend(["/", &dossier.source(via).id]);
            }
        }
        let sentence = dossier.sentence(id);
        if sentence != claim.text {
            line.extend([" < ", &sentence]);
        }
        lines.push(line);
    }
    for statement in &dossier.statements {
        let words = dossier.briefing.prose(statement.passage.place).slice(&statement.passage.extent().range);
        let caveats: Vec<_> = statement.caveats.iter().map(|&caveat| dossier.caveat(caveat).id.as_str()).collect();
        lines.push(format!("{} = {}", one_line(words), caveats.join(" ")));
    }
    for sentence in &dossier.unsourced {
        let words = dossier.briefing.prose(sentence.place).slice(&sentence.range);
        lines.push(format!("- {}", one_line(words)));
    }
    for diagnostic in diagnostics {
        let at = dossier.manuscript.position(diagnostic.span.start);
        lines.push(format!("! {}:{} {}", at.line, at.column, diagnostic.id));
    }
    lines
}

pub(crate) fn ids(dossier: &Dossier, sources: &[SourceId]) -> String {
    let ids: Vec<_> = sources.iter().map(|&source| dossier.source(source).id.as_str()).collect();
    ids.join(" ")
}

/// Checks the lines of a text in which references may have any form.
#[track_caller]
pub(crate) fn check_lines(markdown: &str, expected: &[&str]) {
    let (dossier, diagnostics) = read(markdown);
    assert_eq!(lines(&dossier, &diagnostics), expected, "{markdown:?}");
}

#[track_caller]
pub(crate) fn check(markdown: &str, expected: &[&str]) {
    let (dossier, diagnostics) = read(markdown);
    assert_eq!(lines(&dossier, &diagnostics), expected, "{markdown:?}");
    for extent in dossier.claims.iter().flat_map(|claim| &claim.passage.words) {
        let written = without_references(dossier.manuscript.slice(extent.span));
        let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
        let (all, claimed) = (words(&written), words(dossier.briefing.prose(extent.place).slice(&extent.range)));
        let first = |words: &[String]| words.iter().find(|word| !word.is_empty()).cloned();
        let last = |words: &[String]| words.iter().rfind(|word| !word.is_empty()).cloned();
        assert_eq!((first(&all), last(&all)), (first(&claimed), last(&claimed)), "{written:?}");
    }
}

pub(crate) fn without_references(written: &str) -> String {
    let mut rest = written;
    let mut text = String::new();
    // Brackets that cite by key, and the page after a key in running text.
    if let Some((before, after)) = rest.split_once('[').and_then(|(before, rest)| {
        let (inside, after) = rest.split_once(']')?;
        let keyed = inside.contains('@') || before.rsplit(' ').nth(1).is_some_and(|word| word.starts_with('@'));
        keyed.then_some((before, after))
    }) {
        return format!("{before}{}", without_references(after));
    }
    while let Some(at) = rest.find("[^") {
        let end = rest[at + 2..].find(['[', ']']).map_or(rest.len(), |end| at + 2 + end);
        let reference = rest[end..].starts_with(']');
        text += if reference { &rest[..at] } else { &rest[..end] };
        rest = &rest[if reference { end + 1 } else { end }..];
    }
    text + rest
}

/// Checks the messages of the diagnostics, with their help.
#[track_caller]
pub(crate) fn check_messages(markdown: &str, expected: &[&str]) {
    let (_, diagnostics) = read(markdown);
    let found: Vec<_> = diagnostics
        .iter()
        .map(|found| match &found.help {
            Some(help) => format!("{}; {help}", found.message),
            None => found.message.clone(),
        })
        .collect();
    assert_eq!(found, expected, "{markdown:?}");
}

/// Checks the words that each diagnostic points at.
#[track_caller]
pub(crate) fn check_spans(markdown: &str, expected: &[&str]) {
    let (dossier, diagnostics) = read(markdown);
    let found: Vec<_> = diagnostics.iter().map(|found| dossier.manuscript.slice(found.span)).collect();
    assert_eq!(found, expected, "{markdown:?}");
}

/// Checks the text of every prose: blocks and cells in order.
#[track_caller]
pub(crate) fn check_proses(markdown: &str, expected: &[&str]) {
    let (dossier, _) = read(markdown);
    let blocks = &dossier.briefing.blocks;
    let found: Vec<_> = blocks.iter().flat_map(|block| &block.proses).map(|prose| prose.text.as_str()).collect();
    assert_eq!(found, expected, "{markdown:?}");
}
