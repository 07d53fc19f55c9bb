//! Counterparts in other texts: what another text says about a source of this one.

use super::lead::Lead;
use super::look::Look;
use super::row::Run;
use crate::briefing::dossier::{CaveatId, ClaimId, SourceId};
use crate::text::manuscript::one_line;
use crate::text::numbers;
use crate::text::role::{Role, Roles};

/// Words for a number of other texts, at least 1.
pub fn in_other_texts(texts: usize) -> String {
    if texts == 1 { "in another text".to_owned() } else { format!("in {texts} other texts") }
}

/// A caveat in another text on a source in the chains of a claim.
pub struct Against<'a> {
    /// The number of the other text.
    pub number: usize,
    /// The look of the other text.
    pub look: Look<'a>,
    pub caveat: CaveatId,
    /// The source in the claim's own text to which the caveat applies.
    pub via: SourceId,
}

/// A source as another text has it.
#[derive(Clone)]
pub struct Elsewhere<'a> {
    /// The number of the other text.
    pub number: usize,
    /// The look of the other text.
    pub look: Look<'a>,
    /// All sources of that text that are the same source.
    pub sources: Vec<SourceId>,
    /// Whether it is certainly the same. An unnamed source of two texts may be two people.
    pub is_same: bool,
    /// The claims of that text that cite the source, in order.
    claims: Vec<ClaimId>,
}

impl<'a> Elsewhere<'a> {
    pub fn new(number: usize, look: Look<'a>, sources: Vec<SourceId>, is_same: bool) -> Self {
        let mut claims: Vec<_> = sources.iter().flat_map(|&id| &look.dossier.source(id).claims).copied().collect();
        claims.sort_unstable();
        claims.dedup();
        Self { number, look, sources, is_same, claims }
    }

    /// The claims of that text that cite the source, in order.
    pub fn claims(&self) -> &[ClaimId] {
        &self.claims
    }

    /// The claims of that text that rest on the source without citing it, in order.
    pub fn behind(&self) -> Vec<ClaimId> {
        let mut claims = self.look.dossier.resting_on(&self.sources);
        claims.retain(|claim| self.claims.binary_search(claim).is_err());
        claims
    }

    /// The number of standing claims of that text that would fall with the source.
    pub fn falling(&self) -> usize {
        let doubts = self.look.doubts.iter().copied().chain(self.sources.iter().copied()).collect();
        let left = self.look.dossier.standing(&doubts);
        self.look.standing.iter().zip(left).filter(|(now, then)| **now && !then).count()
    }

    /// The title, date and file of that text.
    pub fn named(&self) -> Vec<Run> {
        let dossier = self.look.dossier;
        let name = dossier.manuscript.file_name();
        let is_titled = dossier.is_titled();
        let title = if is_titled { one_line(&dossier.title) } else { name.clone().into_owned() };
        let lead = Lead::There(self.number, None);
        let mut runs = vec![Run::new(&title, Roles::from(Role::Body).with(Role::Emphasis)).leading_to(lead)];
        let date = dossier.briefing.front.metadata.published.as_deref().map(numbers::date);
        let about: Vec<_> = date.into_iter().chain(is_titled.then(|| name.into_owned())).collect();
        if !about.is_empty() {
            runs.push(Run::new(format!("  {}", about.join(", ")), Role::Muted));
        }
        if !self.is_same {
            runs.push(Run::new("  perhaps others", Role::Muted));
        }
        runs
    }
}
