//! How a claim and a source belong together: the source says it, is linked to, or is only mentioned.

use super::{Claim, ClaimId, Dossier, SourceId};

/// The relation of a claim to one of its sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// It is cited for the claim.
    Says,
    /// The claim's sentence links to it. Nobody claims that the page says the same.
    Linked,
    /// A remark in a footnote mentions it, or the sentence says that it does not say so. It may answer for something
    /// else.
    Mentioned,
}

impl Relation {
    pub const ALL: [Self; 3] = [Self::Says, Self::Linked, Self::Mentioned];

    /// Returns the words before the source in a list.
    pub const fn lead(self) -> &'static str {
        match self {
            Self::Says => "",
            Self::Linked => "link ",
            Self::Mentioned => "see ",
        }
    }
}

fn by_relation<T: Copy>(all: &[T], relation: impl Fn(T) -> Relation) -> Vec<(Relation, Vec<T>)> {
    let those = |wanted| all.iter().copied().filter(|&one| relation(one) == wanted).collect::<Vec<_>>();
    Relation::ALL.into_iter().map(|wanted| (wanted, those(wanted))).filter(|(_, those)| !those.is_empty()).collect()
}

impl Claim {
    /// See [`Dossier::is_mentioned`]. Sorted.
    pub fn mentioned(&self) -> &[SourceId] {
        &self.mentioned
    }
}

impl Dossier {
    /// Whether a claim only mentions a source: its footnotes name it in passing, or its sentence rules it out. Such a
    /// source may answer for something other than the claim.
    pub fn is_mentioned(&self, claim: ClaimId, source: SourceId) -> bool {
        self.claim(claim).mentioned.binary_search(&source).is_ok()
    }

    /// Returns the sources that say a claim and on which it depends; none if all of them are only mentioned.
    pub fn answering(&self, claim: ClaimId) -> impl Iterator<Item = SourceId> {
        let Claim { sources, mentioned, .. } = self.claim(claim);
        sources.iter().copied().filter(move |source| mentioned.binary_search(source).is_err())
    }

    /// Whether a footnote of a claim names works that are not among its sources.
    pub fn has_other_works(&self, claim: ClaimId) -> bool {
        self.answering(claim).any(|source| self.source(source).has_others)
    }

    /// Returns the relation of a claim to one of its sources.
    pub fn relation(&self, claim: ClaimId, source: SourceId) -> Relation {
        if self.is_mentioned(claim, source) {
            Relation::Mentioned
        } else if self.source(source).is_linked() {
            Relation::Linked
        } else {
            Relation::Says
        }
    }

    /// Returns the sources of a claim by relation, in the order of [`Relation::ALL`]; no list is empty.
    pub fn sources_by_relation(&self, claim: ClaimId) -> Vec<(Relation, Vec<SourceId>)> {
        by_relation(&self.claim(claim).sources, |source| self.relation(claim, source))
    }

    /// Returns the claims of a source by relation, in the order of [`Relation::ALL`]; no list is empty.
    pub fn claims_by_relation(&self, source: SourceId) -> Vec<(Relation, Vec<ClaimId>)> {
        by_relation(&self.source(source).claims, |claim| self.relation(claim, source))
    }

    /// Returns the first source that says a claim; if all are only mentioned, the first of those.
    pub fn first_source(&self, claim: ClaimId) -> SourceId {
        self.answering(claim).next().unwrap_or(self.claim(claim).sources[0])
    }

    /// Returns the locators of a claim in a source, "p. 4" or "p. 4; p. 12"; empty if there are none.
    pub fn place_in(&self, claim: ClaimId, source: SourceId) -> String {
        let located = self.claim(claim).locators.iter().filter(|located| located.source == source);
        let mut places: Vec<&str> = Vec::new();
        for located in located {
            if !places.contains(&located.words.as_str()) {
                places.push(&located.words);
            }
        }
        places.join("; ")
    }
}
