//! Lints for declarations: caveats, addresses, interests and notes. They do not look at words.

use std::collections::HashMap;

use crate::briefing::dossier::Dossier;
use crate::briefing::footnote::Evidence;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::address;

/// Finds declared caveats without a source that states them.
pub(super) fn caveats_of_nobody(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    for declared in dossier.briefing.front.declarations.caveats.iter().filter(|caveat| caveat.by.is_empty()) {
        let message = format!("nobody states the caveat `{}`", declared.id.name);
        let help = "name who states it in `by`; if the text does not say who, name a source of kind `unknown`";
        diagnostics.push(Diagnostic::warning("caveat-without-by", declared.id.span, message).help(help));
    }
}

/// Finds addresses of sources that are not web addresses.
pub(super) fn addresses(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    for url in dossier.briefing.front.declarations.sources.iter().filter_map(|source| source.url.as_ref()) {
        if address::web(&url.name).is_none() {
            let message = format!("`{}` is not a web address", url.name);
            let help = "a web address begins with `https://` or `http://`";
            diagnostics.push(Diagnostic::warning("url-not-web", url.span, message).help(help));
        }
    }
}

/// Finds footnotes that caveat treats as notes without the author's word.
pub(super) fn notes(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    let by_author = |evidence: &Evidence| matches!(evidence, Evidence::FrontMatter | Evidence::Comment);
    for note in dossier.notes.iter().filter(|note| !note.evidence.iter().any(by_author)) {
        let why: Vec<_> = note.evidence.iter().map(|evidence| evidence.reason()).collect();
        let message =
            format!("footnote `{}` is treated as a note, on which nothing rests: {}", note.id, why.join(", "));
        let help =
            "`<!-- caveat: source -->` in it makes it a source; `<!-- caveat: note -->` confirms that it is a note";
        diagnostics.push(Diagnostic::warning("note-or-source", note.declared, message).help(help));
    }
}

/// Finds claims whose only source has an interest in them.
pub(super) fn interested(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    // For each source, the nearest source behind it that has an interest.
    let mut known = HashMap::new();
    let nearest = |source| dossier.behind(source).into_iter().find(|&id| dossier.source(id).profile.interest.is_some());
    for (id, claim) in dossier.claim_ids().zip(&dossier.claims) {
        // A source that is only mentioned is not a second source.
        let mut sources = claim.sources.iter().copied().filter(|&source| !dossier.is_mentioned(id, source));
        let (Some(source), None) = (sources.next(), sources.next()) else { continue };
        let Some(interested) = *known.entry(source).or_insert_with(|| nearest(source)) else { continue };
        let interested = dossier.source(interested);
        let interest = interested.profile.interest.as_deref().unwrap_or_default();
        let message = if interested.id == dossier.source(source).id {
            format!("the only source of this claim, `{}`, has an interest in it: {interest}", interested.id)
        } else {
            let cited = &dossier.source(source).id;
            format!("`{}` stands behind `{cited}`, the only source of this claim: {interest}", interested.id)
        };
        let help = "cite a second source that has no such interest";
        diagnostics.push(Diagnostic::warning("interested-alone", claim.passage.extent().span, message).help(help));
    }
}
