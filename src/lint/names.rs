//! A lint for claims whose words attribute them to a declared source that they do not cite.
//!
//! Only a source's whole name counts, and only directly beside a verb of saying or "according to": "according to the
//! Port of Seewarden", "the Port of Seewarden said". A source behind a cited source counts as cited.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::own_voice::SAYING;
use super::words;
use crate::briefing::ast::SourceKind;
use crate::briefing::dossier::{Claim, Dossier, Source, SourceId};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::{Span, offset};

/// Most comparisons of names with words. Real texts need far fewer.
const MOST_COMPARISONS: usize = 1_000_000;

static ACCORDING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\baccording to (?:the |a |an )?").expect("the pattern is built in"));

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(r"(?: (?:has|have|had|also|now|later|[a-z]+ly)){{0,2}} (?:{SAYING}|reported|reports)\b");
    Regex::new(&pattern).expect("the pattern is built in")
});

/// A name in the words of a claim, and the sources with this name.
struct Named {
    /// First and last byte in the claim's words.
    start: usize,
    end: usize,
    sources: Vec<SourceId>,
}

/// Finds claims whose words name another source.
pub(super) fn others(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    let declared: HashSet<Span> =
        dossier.briefing.front.declarations.sources.iter().map(|declared| declared.id.span).collect();
    let names: Vec<(String, SourceId)> = dossier
        .source_ids()
        .filter(|&id| is_somebody(dossier.source(id), &declared))
        .map(|id| (bare(&dossier.source(id).name).to_lowercase(), id))
        .collect();
    if names.is_empty() {
        return;
    }
    let mut comparisons = MOST_COMPARISONS;
    // Claims with an undeclared source are skipped: that source could be anybody, and another diagnostic reports it.
    let known = |claim: &&Claim| claim.sources.iter().all(|&source| dossier.source(source).declared.is_some());
    for claim in dossier.claims.iter().filter(known) {
        let text = words::unquoted(&words::of_extent(dossier, claim.passage.extent()));
        let lower = text.to_lowercase();
        // A letter whose lower case has another length would shift all places, so such a text is skipped.
        if lower.len() != text.len() {
            continue;
        }
        let after = |found: regex::Match<'_>| after(&names, &text, &lower, found.end());
        let before = |found: regex::Match<'_>| before(&names, &text, &lower, found.start());
        let compared = ACCORDING.find_iter(&text).count() + SAYS.find_iter(&text).count();
        let Some(left) = comparisons.checked_sub(compared * names.len()) else { return };
        comparisons = left;
        let named: Vec<_> =
            ACCORDING.find_iter(&text).filter_map(after).chain(SAYS.find_iter(&text).filter_map(before)).collect();
        if named.is_empty() {
            continue;
        }
        let cited = cited(dossier, claim);
        if let Some(other) = named.iter().find(|named| named.sources.iter().all(|source| !cited.contains(source))) {
            diagnostics.push(problem(dossier, claim, other));
        }
    }
}

/// Whether a text could name a source.
fn is_somebody(source: &Source, declared: &HashSet<Span>) -> bool {
    source.declared.is_some_and(|span| declared.contains(&span))
        && source.profile.named
        && source.profile.kind != Some(SourceKind::Unknown)
        && bare(&source.name).chars().count() >= 3
        && bare(&source.name).starts_with(char::is_uppercase)
}

fn bare(name: &str) -> &str {
    name.strip_prefix("The ").unwrap_or(name)
}

/// Returns all sources on a claim's chains, and the sources that state caveats on the claim.
fn cited(dossier: &Dossier, claim: &Claim) -> Vec<SourceId> {
    let stating = claim.caveats.iter().flat_map(|&caveat| &dossier.caveat(caveat).by);
    dossier.behind_all(&claim.sources.iter().chain(stating).copied().collect::<Vec<_>>())
}

/// Returns the longest name that begins at a byte, if the name is not part of a longer one.
fn after(names: &[(String, SourceId)], text: &str, lower: &str, at: usize) -> Option<Named> {
    let here = names.iter().filter(|(name, _)| lower[at..].starts_with(name.as_str()));
    let longest = here.clone().map(|(name, _)| name.len()).max()?;
    let rest = &text[at + longest..];
    // "the Port" is not named in "the Port Authority", nor in "the Port’s former head".
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))
        || rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase) || rest.starts_with("of "));
    let sources = here.filter(|(name, _)| name.len() == longest).map(|&(_, id)| id).collect();
    (!goes_on).then_some(Named { start: at, end: at + longest, sources })
}

/// Returns the longest name that ends at a byte, if the name is not part of a longer one.
fn before(names: &[(String, SourceId)], text: &str, lower: &str, at: usize) -> Option<Named> {
    let here = names.iter().filter(|(name, _)| lower[..at].ends_with(name.as_str()));
    let longest = here.clone().map(|(name, _)| name.len()).max()?;
    let start = at - longest;
    let front = text[..start].trim_end();
    let last = front.rsplit([' ', '\n']).next().unwrap_or_default();
    let whole = front.len() < start || front.is_empty();
    // In "a member of the Town Council said" and "Old Port said", somebody else speaks.
    let is_other = |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with([',', ';', ':', '.', '—', '–']);
    let article = ["the", "The", "a", "an"].contains(&last);
    let second = front[..front.len() - last.len()].trim_end();
    let leads = if article { second } else { front };
    let leading = leads.rsplit([' ', '\n']).next().unwrap_or_default();
    let joined = ["of", "at", "for", "from", "in", "with", "by", "to", "on", "than", "and"].contains(&leading);
    let sources = here.filter(|(name, _)| name.len() == longest).map(|&(_, id)| id).collect();
    (whole && !joined && (article || !is_other(last))).then_some(Named { start, end: at, sources })
}

fn problem(dossier: &Dossier, claim: &Claim, other: &Named) -> Diagnostic {
    let start = claim.passage.extent().range.start;
    let range = start + offset(other.start)..start + offset(other.end);
    let span = dossier.briefing.prose(claim.passage.extent().place).span(&range);
    let id = &dossier.source(other.sources[0]).id;
    let message = format!("the words attribute this to `{id}`, which the claim does not cite");
    let cited = claim.sources.first().map_or("", |&source| dossier.source(source).id.as_str());
    let help = format!("cite `[^{id}]`, or say in the `by` of `{cited}` that `{id}` stands behind it");
    let references: Span = claim.passage.references;
    Diagnostic::warning("names-another-source", span, message).help(help).related(references, "the claim cites this")
}
