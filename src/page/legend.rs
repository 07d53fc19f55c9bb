//! The legend of a printed text: what its marks mean, and its caveats, sources and notes in full.
//!
//! On the screen the card answers what a number stands for; on paper this does. Whatever the page says in a sign, the
//! legend says in words, so that no claim is read without who says it and what speaks against it. Its cost is that of
//! the text: each caveat, source and note is described once. Must not know where it is printed.

use std::collections::{BTreeSet, HashSet};

use super::card::{Card, LISTED_ROWS};
use super::excerpt::excerpt;
use super::lead::Lead;
use super::look::{ClaimWords, Look};
use super::prose::{Strand, caveat_sign};
use super::row::{Row, Run, fit};
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId, NoteId, Relation, Source, SourceId};
use crate::text::manuscript::one_line;
use crate::text::numbers;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// Columns of the rule above the legend.
const RULE: usize = 24;

/// The most caveats that are listed with a source, and the most sources behind it that are searched for them. A hostile
/// file can have very many with each source.
const MOST_CAVEATS: usize = 12;
const MOST_BEHIND: usize = 30;

/// Typesets the legend part by part.
pub fn legend<'a>(look: &'a Look<'a>, width: usize) -> impl Iterator<Item = Vec<Row>> + 'a {
    let dossier = look.dossier;
    let part = move |fill: &dyn Fn(&mut Card<'a>)| {
        let mut card = Card::new(look, width);
        fill(&mut card);
        card.rows()
    };
    let head =
        move |is_first: bool, label: &str| if is_first { vec![Row::default(), labelled(label)] } else { Vec::new() };
    let marks = std::iter::once_with(move || {
        let rule = Run::new(look.symbols.rule().repeat(width.min(RULE)), Role::Ornament);
        let rows = vec![Row::default(), Row::of(vec![rule]), Row::default(), labelled("MARKS")];
        [rows, part(&|card| card.marks())].concat()
    });
    let cited: Vec<_> = dossier.source_ids().filter(|&id| !dossier.source(id).claims.is_empty()).collect();
    let resting: HashSet<_> = dossier.behind_all(&cited).into_iter().collect();
    let caveats = dossier.caveat_ids().map(move |id| {
        let gap = if id.0 == 0 { Vec::new() } else { vec![Row::default()] };
        [head(id.0 == 0, "CAVEATS"), gap, part(&|card| card.legend_caveat(id, &resting))].concat()
    });
    let sources =
        dossier.source_ids().map(move |id| [head(id.0 == 0, "SOURCES"), part(&|card| card.legend_source(id))].concat());
    let notes = dossier.note_ids().filter(|&id| !dossier.note(id).is_unused()).enumerate();
    let notes = notes.map(move |(at, id)| [head(at == 0, "NOTES"), part(&|card| card.legend_note(id))].concat());
    marks.chain(caveats).chain(sources).chain(notes)
}

fn labelled(label: &str) -> Row {
    Row::of(vec![Run::new(label, Role::Label)])
}

impl Card<'_> {
    /// Adds the marks in use with their meanings, and what their absence means.
    fn marks(&mut self) {
        let Look { dossier, symbols, problems, preferences, .. } = *self.look;
        let used = used(self.look);
        let mut meanings: Vec<_> = symbols.legend().into_iter().filter(|(sign, _)| used.contains(sign)).collect();
        // The bar continues the signs of caveats.
        meanings.sort_by_key(|(sign, _)| match sign.as_str() {
            sign if sign == symbols.limitation() || sign == symbols.denial() => 0,
            sign if sign == symbols.bar() => 1,
            _ => 2,
        });
        let columns = meanings.iter().map(|(sign, _)| wrap::columns(sign)).max().unwrap_or_default() + 2;
        for (sign, meaning) in meanings {
            let padding = columns - wrap::columns(&sign);
            let lead = Strand::new(format!("{sign}{}", " ".repeat(padding)), role_of(&sign, symbols));
            self.hanging(0, columns, vec![lead, Strand::new(meaning, Role::Body)]);
        }
        if dossier.statements.iter().any(|statement| !statement.caveats.is_empty()) {
            let (limitation, denial) = (symbols.limitation(), symbols.denial());
            let words = format!("{limitation} or {denial} without a number: the words before it state the caveat.");
            self.text(0, &words, Role::Body);
        }
        if dossier.claims.is_empty() {
            // A problem may be a citation that is not read.
            let why =
                if problems > 0 { "no citation is recognized" } else { "nothing here has a reference to a source" };
            self.text(0, &format!("No claim: {why}."), Role::Body);
        }
        let covered: HashSet<ClaimId> = dossier.covered_by_any(|_| true).into_iter().collect();
        let uncovered = dossier.claims.len() - covered.len();
        if uncovered > 0 {
            let all = numbers::count(dossier.claims.len(), "claim");
            let (limitation, denial) = (symbols.limitation(), symbols.denial());
            let words = format!(
                "Neither {limitation} nor {denial}: no caveat is declared on the claim ({uncovered} of {all})."
            );
            self.text(0, &words, Role::Body);
        }
        if preferences.words == ClaimWords::Styled && !dossier.claims.is_empty() {
            let sample = Strand::new("Underlined", Roles::from(Role::Body).with(Role::Hedge));
            let words = Strand::new(
                " words are hedges: they weaken or turn a claim. Others may not be recognized.",
                Role::Body,
            );
            self.paragraph(0, vec![sample, words]);
            let unsought: BTreeSet<_> = dossier.claim_ids().filter_map(|claim| dossier.unsought(claim)).collect();
            for why in unsought {
                self.text(0, &format!("{why}."), Role::Body);
            }
        }
        if dossier.claim_ids().any(|claim| dossier.has_words_around(claim)) {
            let [opens, closes] = symbols.words();
            let words = match preferences.words {
                ClaimWords::Signed => format!("In {opens} {closes}: a claim's words, if their sentence has others."),
                ClaimWords::Styled => "Dimmer words are part of no claim: no source is cited for them.".to_owned(),
            };
            self.text(0, &words, Role::Body);
        }
        if problems > 0 {
            let problems = numbers::count(problems, "problem");
            let words = format!("The annotations have {problems}: a caveat may be lost there. See `caveat check`.");
            self.text(0, &words, Role::Problem);
        }
    }

    /// Adds a caveat in full: who states it, and what it is on. `resting` are the sources on which claims rest.
    fn legend_caveat(&mut self, id: CaveatId, resting: &HashSet<SourceId>) {
        let dossier = self.look.dossier;
        let caveat = dossier.caveat(id);
        let lead = self.stated_by(self.look, id, None);
        if caveat.text.trim().is_empty() {
            self.text(2, "Its words are not given.", Role::Muted);
        } else {
            let role = caveat_sign(dossier, self.look.symbols, id).roles;
            self.paragraph(2, vec![Strand::new(caveat.text.as_str(), role).leading_to(lead)]);
        }
        if let Some(note) = &caveat.note {
            self.text(2, note, Role::Muted);
        }
        for &source in &caveat.covers {
            let name = Strand::new(dossier.source(source).name.as_str(), Role::Source).leading_to(Lead::Source(source));
            let number = Strand::new(format!(" ({})", source.number()), Role::Muted);
            self.paragraph(2, vec![Strand::new("on all that rests on ", Role::Muted), name, number]);
        }
        if !caveat.claims.is_empty() {
            let these = if caveat.claims.len() == 1 { "on this claim:" } else { "on these claims:" };
            self.text(2, these, Role::Muted);
        }
        for &claim in &caveat.claims {
            self.legend_claim(claim);
        }
        if caveat.claims.is_empty() && !caveat.covers.iter().any(|source| resting.contains(source)) {
            self.text(2, "covers no claim", Role::Muted);
        }
    }

    /// Adds a claim in its sentence. Without styles, signs show which words are the claim's.
    fn legend_claim(&mut self, id: ClaimId) {
        let lead = format!("{} ", self.look.symbols.bullet());
        let columns = wrap::columns(&lead);
        let sentence = excerpt(self.look, id).leading_to(Lead::Claim(id));
        let mut strands = sentence.paragraph(self.room(columns + 2), LISTED_ROWS);
        let is_words = |strand: &Strand| strand.roles.has(Role::Claim);
        let is_part = strands.iter().any(|strand| !is_words(strand) && strand.text.contains(char::is_alphanumeric));
        if self.look.preferences.words == ClaimWords::Signed && is_part {
            let [opens, closes] = self.look.symbols.words();
            let is_in = |at: Option<usize>| at.and_then(|at| strands.get(at)).is_some_and(is_words);
            let ends: Vec<_> =
                (0..strands.len()).map(|at| (is_in(Some(at)), is_in(at.checked_sub(1)), is_in(Some(at + 1)))).collect();
            for (strand, (here, before, after)) in strands.iter_mut().zip(ends) {
                let (opens, closes) = (if before { "" } else { opens }, if after { "" } else { closes });
                if here {
                    strand.text = format!("{opens}{}{closes}", strand.text);
                }
            }
        }
        strands.insert(0, Strand::new(lead, Role::Ornament));
        self.hanging(2, columns, strands);
    }

    /// Adds a source in full: who stands behind it, and which caveats are on it.
    fn legend_source(&mut self, id: SourceId) {
        let dossier = self.look.dossier;
        let source = dossier.source(id);
        self.cited(id, 0, "", false);
        let (caveats, is_cut) = self.nearest_caveats(id);
        for caveat in caveats {
            let sign = caveat_sign(dossier, self.look.symbols, caveat);
            let words = match &dossier.caveat(caveat).text {
                text if text.trim().is_empty() => &dossier.caveat(caveat).id,
                text => text,
            };
            // In full it stands above.
            let mut words = fit(vec![Run::new(one_line(words), sign.roles)], self.room(5), self.look.symbols);
            let words: String = words.drain(..).map(|run| run.text).collect();
            let words = Strand::new(words, sign.roles).leading_to(Lead::Caveat(caveat));
            self.hanging(3, 2, vec![Strand::new(format!("{} ", sign.text), sign.roles), words]);
        }
        if is_cut {
            self.text(3, "more caveats may apply to sources further behind it", Role::Muted);
        }
        let published = source.profile.published.as_deref().map(|date| format!("published {}", numbers::date(date)));
        for line in [source.note.as_deref(), published.as_deref()].into_iter().flatten() {
            self.text(3, line, Role::Muted);
        }
        let is_in_note = |address: &&String| source.note.as_ref().is_some_and(|note| note.contains(*address));
        for address in source.addresses().filter(|address| !is_in_note(address)) {
            let is_first = dossier.address(id).as_ref() == Some(address);
            let address = Strand::new(address.as_str(), Role::Muted);
            self.paragraph(3, vec![if is_first { address.leading_to(Lead::Address(id)) } else { address }]);
        }
    }

    /// The caveats on a source and on the nearest sources behind it, and whether there are others.
    fn nearest_caveats(&self, id: SourceId) -> (BTreeSet<CaveatId>, bool) {
        let dossier = self.look.dossier;
        let (mut found, mut caveats) = (vec![id], BTreeSet::new());
        let mut next = 0;
        while let Some(&source) = found.get(next).filter(|_| next < MOST_BEHIND && caveats.len() < MOST_CAVEATS) {
            let Source { by, caveats: on_it, .. } = dossier.source(source);
            caveats.extend(on_it.iter().take(MOST_CAVEATS));
            found.extend(by.iter().take(MOST_BEHIND).filter(|behind| !found.contains(behind)).collect::<Vec<_>>());
            next += 1;
        }
        let is_cut = next < found.len()
            || found[..next].iter().any(|&source| {
                dossier.source(source).caveats.len() > MOST_CAVEATS || dossier.source(source).by.len() > MOST_BEHIND
            });
        (caveats, is_cut)
    }

    fn legend_note(&mut self, id: NoteId) {
        let lead = format!("{} ", self.look.symbols.notes([id.number()].into_iter()));
        let words = Strand::new(self.look.dossier.note(id).text.as_str(), Role::Body).leading_to(Lead::Note(id));
        self.hanging(0, wrap::columns(&lead), vec![Strand::new(lead, Role::Muted), words]);
    }
}

/// The marks that the text uses, as [`Symbols::legend`] writes them.
pub fn used(look: &Look<'_>) -> Vec<String> {
    let (dossier, symbols) = (look.dossier, look.symbols);
    let kind = |kind: CaveatKind| dossier.caveats.iter().any(|caveat| caveat.kind == kind);
    let relates = |wanted: Relation| {
        let has = |claim: ClaimId| dossier.sources_by_relation(claim).iter().any(|(relation, _)| *relation == wanted);
        dossier.claim_ids().any(has)
    };
    let cites = |wanted: &dyn Fn(SourceId) -> bool| {
        dossier.claim_ids().any(|claim| dossier.claim(claim).sources.iter().any(|&source| wanted(source)))
    };
    let proses = || dossier.briefing.blocks.iter().flat_map(|block| &block.proses);
    let has_role = |role: Role| proses().flat_map(|prose| &prose.pieces).any(|piece| piece.roles.has(role));
    let marks = [
        (symbols.limitation().to_owned(), kind(CaveatKind::Limitation)),
        (symbols.denial().to_owned(), kind(CaveatKind::Denial)),
        (symbols.references([1, 2].into_iter()), relates(Relation::Says)),
        (symbols.nobodies([1].into_iter()), cites(&|source| dossier.source(source).is_nobody())),
        (symbols.labels([1].into_iter()), cites(&|source| dossier.source(source).declared.is_none())),
        (symbols.mentions([1].into_iter()), relates(Relation::Mentioned)),
        (symbols.links([1].into_iter()), relates(Relation::Linked)),
        (symbols.notes([1].into_iter()), dossier.note_ids().any(|note| !dossier.note(note).is_unused())),
        (symbols.fallen().to_owned(), look.standing.contains(&false)),
        (format!("{0} {0}", symbols.struck()), has_role(Role::Strikethrough)),
        (symbols.image().to_owned(), has_role(Role::Image)),
        (symbols.bar().to_owned(), !dossier.covered_by_any(|_| true).is_empty()),
    ];
    marks.into_iter().filter(|(_, is_used)| *is_used).map(|(sign, _)| sign).collect()
}

/// The role that a mark has on the page.
fn role_of(sign: &str, symbols: Symbols) -> Role {
    match sign {
        sign if sign == symbols.limitation() => Role::Caveat,
        sign if sign == symbols.denial() => Role::Denial,
        sign if sign == symbols.bar() => Role::Caveat,
        _ => Role::Mark,
    }
}
