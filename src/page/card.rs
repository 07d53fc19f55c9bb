//! Cards: rows that describe a claim, a source or a caveat.
//!
//! The card of a claim answers in this order: what is claimed, what speaks against it, how it changed since an older
//! text, who says so, how firmly. Caveats come before sources, because a card may be cut off at its foot; the status
//! line repeats them as far as it has room. A claim without a caveat says so, because silence would look like safety.
//! Must not know panes.

use super::elsewhere::in_other_texts;
use super::elsewhere::{Against, Elsewhere};
use super::excerpt::excerpt;
use super::lead::Lead;
use super::look::qualifies;
use super::look::{Chosen, Look};
use super::prose::{Strand, caveat_sign, kind_sign, list_signs, set};
use super::row::{Row, Run};
use crate::briefing::ast::{CaveatKind, Reliability};
use crate::briefing::dossier::{CaveatId, ClaimHedge, ClaimId, ExcerptPart, Relation, SourceId};
use crate::evidence::judgement::{Judgement, Placed};
use crate::text::manuscript::one_line;
use crate::text::numbers;
use crate::text::role::{Role, Roles};
use crate::text::wrap;

/// The room that a card has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// As many rows as the card needs.
    Full,
    /// Few rows, with the claim highlighted beside the card. The card leaves out the claim's words and empty rows.
    Low,
}

/// The card of a claim, with the caveats of other texts on it.
pub fn claim_card(look: &Look<'_>, id: ClaimId, against: &[Against<'_>], width: usize, room: Room) -> Vec<Row> {
    let mut card = Card { look, width, room, rows: Vec::new() };
    card.claim(id, against);
    card.rows
}

/// The card of a source, with its claims in other texts.
pub fn source_card(look: &Look<'_>, id: SourceId, elsewhere: &[Elsewhere<'_>], width: usize) -> Vec<Row> {
    let mut card = Card::new(look, width);
    card.source(id, elsewhere);
    card.rows
}

/// The card of a caveat, shown where the caveat is stated.
pub fn caveat_card(look: &Look<'_>, id: CaveatId, width: usize) -> Vec<Row> {
    let mut card = Card::new(look, width);
    card.caveat(id);
    card.rows
}

/// The card of the whole text, shown where no claim is on the screen: how many claims it has, how many of them are
/// limited or denied, and its sources with the most claims.
pub fn overview_card(look: &Look<'_>, width: usize) -> Vec<Row> {
    let mut card = Card::new(look, width);
    card.overview();
    card.rows
}

/// The number of claims that a card lists at most.
pub(super) const MOST_CLAIMS: usize = 50;

/// The most sources behind a source that a card shows. A hostile file can have very many behind each source.
const MOST_BEHIND: usize = 30;

/// A footnote that is more than this many columns longer than its name is a remark, so the card shows its words.
const MUCH: usize = 40;
/// Rows of context on each side of a claim's words. A card narrower than `NARROW` columns shows `NARROW_ROWS`.
const ROWS: usize = 8;
const NARROW: usize = 30;
const NARROW_ROWS: usize = 2;

/// The number of sources that the card of the whole text lists.
const MOST_SOURCES: usize = 5;

/// Rows of context for each listed claim.
pub(super) const LISTED_ROWS: usize = 1;

/// The number of qualifying hedges at the top of a low card.
const MOST_QUALIFYING: usize = 3;

pub(super) struct Card<'a> {
    pub(super) look: &'a Look<'a>,
    width: usize,
    room: Room,
    rows: Vec<Row>,
}

impl<'a> Card<'a> {
    pub(super) fn new(look: &'a Look<'a>, width: usize) -> Self {
        Self { look, width, room: Room::Full, rows: Vec::new() }
    }

    pub(super) fn rows(self) -> Vec<Row> {
        self.rows
    }
}

impl Card<'_> {
    fn claim(&mut self, id: ClaimId, against: &[Against<'_>]) {
        let dossier = self.look.dossier;
        let claim = dossier.claim(id);
        let coverings = dossier.coverings(id);
        let stands = self.look.standing[id.0];
        if self.room == Room::Full {
            self.words(id);
        } else {
            self.qualifying_hedges(id);
        }
        self.struck(id);
        for kind in [CaveatKind::Denial, CaveatKind::Limitation] {
            for covering in coverings.iter().filter(|covering| dossier.caveat(covering.caveat).kind == kind) {
                self.covering(covering.caveat, covering.via);
            }
        }
        if coverings.is_empty() {
            self.label("CAVEATS", Role::Label);
            let more = if claim.asides.is_empty() { "" } else { "; but see the remark below" };
            self.text(1, &format!("None declared on it{more}."), Role::Muted);
            if self.look.problems > 0 {
                let problems = numbers::count(self.look.problems, "problem");
                let words = format!("But its annotations have {problems}: one may be lost there. See `caveat check`.");
                self.text(1, &words, Role::Problem);
            }
        }
        for Against { number, look, caveat, via } in against {
            self.stated(look, *caveat, Some(*number));
            let file = look.dossier.manuscript.file_name();
            self.text(2, &format!("in {file}, on {}", dossier.source(*via).name), Role::Muted);
        }
        if !stands {
            let text = format!("{} FALLEN", self.look.symbols.fallen());
            self.label(&text, Role::Problem);
            let words = if dossier.has_other_works(id) {
                "Each of its chains has a doubted link. Its footnote also names other works, which are not counted."
            } else {
                "Nobody is left who says so: each of its chains has a doubted link."
            };
            self.text(1, words, Role::Body);
        }
        self.changes_of_claim(id);
        // A low card has room for one of them, and who says so matters more.
        let is_low = self.room != Room::Full;
        if !is_low {
            self.judgements(self.look.judgement(id), Placed::Claim(id));
        }
        let is_in_remark = |source: SourceId| {
            let note = dossier.source(source).note.as_deref();
            claim.asides.iter().any(|aside| Some(&*aside.text) == note)
        };
        for (relation, sources) in dossier.sources_by_relation(id) {
            let label = match relation {
                Relation::Says => "WHO SAYS SO",
                Relation::Linked => "LINKED PAGE",
                Relation::Mentioned => "ONLY MENTIONED",
            };
            self.label(label, Role::Label);
            for &source in &sources {
                self.cited(source, 1, &dossier.place_in(id, source), !is_in_remark(source));
            }
            if relation == Relation::Says && sources.len() > 1 {
                self.text(1, "Each of them says so.", Role::Muted);
            }
        }
        if is_low {
            self.judgements(self.look.judgement(id), Placed::Claim(id));
        }
        for aside in &claim.asides {
            self.label("REMARK", Role::Label);
            self.text(1, &aside.text, Role::Body);
        }
        self.label("HOW FIRMLY", Role::Label);
        self.firmness(id);
        for &note in &claim.notes {
            self.label("NOTE", Role::Label);
            let number = self.look.symbols.notes([note.number()].into_iter());
            let words = Strand::new(dossier.note(note).text.as_str(), Role::Body).leading_to(Lead::Note(note));
            self.hanging(1, wrap::columns(&number) + 1, vec![Strand::new(format!("{number} "), Role::Muted), words]);
        }
        self.gone(id);
        self.same_source(id);
    }

    /// Adds the reader's own judgement, then those of others under their names.
    fn judgements(&mut self, own: Option<&Judgement>, place: Placed) {
        if let Some(own) = own {
            self.judgement("YOUR JUDGEMENT", own);
        }
        for (by, judgement) in self.look.judgements_of_others(place) {
            let what = if judgement.rated().is_empty() { "NOTE" } else { "JUDGEMENT" };
            self.judgement(&format!("{what} BY {by}"), judgement);
        }
    }

    fn judgement(&mut self, label: &str, judgement: &Judgement) {
        self.label(&format!("{} {label}", self.look.symbols.judged()), Role::Judgement);
        for (scale, rating) in judgement.ratings() {
            let name = Strand::new(format!("{}: ", scale.name()), Role::Muted);
            self.paragraph(1, vec![name, Strand::new(rating.words(), Role::Judgement)]);
        }
        for line in judgement.note.lines().filter(|line| !line.trim().is_empty()) {
            self.text(1, line, Role::Judgement);
        }
    }

    /// Adds the ratings of a source, on the card of something else: the reader's own, then those of others.
    fn judgement_beside(&mut self, id: SourceId, indent: usize) {
        let own = self.look.judgement_of_source(id).map(|own| ("yours", own));
        for (whose, judgement) in own.into_iter().chain(self.look.judgements_of_others(Placed::Source(id))) {
            let rated = judgement.rated();
            let words = if rated.is_empty() { "a note, on its card" } else { &rated };
            let sign = Strand::new(format!("{} ", self.look.symbols.judged()), Role::Judgement);
            self.hanging(indent, 2, vec![sign, Strand::new(format!("{whose}: {words}"), Role::Judgement)]);
        }
    }

    fn overview(&mut self) {
        let dossier = self.look.dossier;
        let here = match self.look.selection {
            Some(_) => "No claim that passes the filter is on this screen.",
            None => "No claim is on this screen.",
        };
        self.text(0, here, Role::Muted);
        let figures = dossier.figures_in(0..dossier.briefing.blocks.len());
        self.label("ITS CLAIMS", Role::Label);
        self.text(1, &numbers::count(figures.claims, "claim"), Role::Body);
        for (kind, count, word) in
            [(CaveatKind::Limitation, figures.limited, "limited"), (CaveatKind::Denial, figures.denied, "denied")]
        {
            let (sign, role) = kind_sign(self.look.symbols, kind);
            if count > 0 {
                self.paragraph(
                    1,
                    vec![Strand::new(format!("{sign} "), role), Strand::new(format!("{count} {word}"), role)],
                );
            }
        }
        if self.look.problems > 0 {
            let problems = numbers::count(self.look.problems, "problem");
            self.text(1, &format!("Its annotations have {problems}: a caveat may be lost there."), Role::Problem);
        }
        self.label("CITED SOURCES", Role::Label);
        let mut sources: Vec<_> = dossier.source_ids().filter(|&id| !dossier.source(id).claims.is_empty()).collect();
        sources.sort_by_key(|&id| std::cmp::Reverse(dossier.source(id).claims.len()));
        for &id in sources.iter().take(MOST_SOURCES) {
            let of_relation = dossier.claims_by_relation(id).into_iter().map(|(relation, claims)| {
                let claims = numbers::count(claims.len(), "claim");
                match relation {
                    Relation::Says => format!("says {claims}"),
                    Relation::Linked => format!("is linked from {claims}"),
                    Relation::Mentioned => format!("is mentioned with {claims}"),
                }
            });
            let claims = of_relation.collect::<Vec<_>>().join(", ");
            let number = Strand::new(format!("{:>2} ", id.number()), Role::Mark);
            let name = Strand::new(dossier.source(id).name.as_str(), Role::Source).leading_to(Lead::Source(id));
            self.hanging(1, 3, vec![number, name, Strand::new(format!("  {claims}"), Role::Muted)]);
        }
        if let Some(more) = sources.len().checked_sub(MOST_SOURCES).filter(|&more| more > 0) {
            self.text(1, &format!("and {more} more"), Role::Muted);
        }
    }

    /// Adds the claim in its sentence, with its words in bold.
    fn words(&mut self, id: ClaimId) {
        let rows = if self.width < NARROW { NARROW_ROWS } else { ROWS };
        let strands = excerpt(self.look, id).with(Role::Strong).paragraph(self.width, rows);
        self.paragraph(0, strands);
    }

    /// Adds that the author struck out the claim's words.
    fn struck(&mut self, id: ClaimId) {
        let parts = self.look.dossier.parts(id);
        let of = |is_struck| {
            let has_words = |part: &ExcerptPart| part.is_words && part.text.contains(char::is_alphanumeric);
            parts.iter().any(|part| has_words(part) && part.is_struck == is_struck)
        };
        if of(true) {
            let sign = self.look.symbols.struck();
            self.label(&format!("{sign} STRUCK OUT {sign}"), Role::Problem);
            let which = if of(false) { "Some of these words" } else { "These words" };
            self.text(1, &format!("{which} are struck out."), Role::Body);
        }
    }

    /// Adds the hedges around the words that qualify them, if the card has no room for the sentence.
    fn qualifying_hedges(&mut self, id: ClaimId) {
        let around: Vec<_> = self.look.dossier.hedges(id).into_iter().filter(|hedge| !hedge.is_inside).collect();
        for hedge in around.iter().filter(|hedge| qualifies(hedge.kind)).take(MOST_QUALIFYING) {
            let words = Strand::new(format!("“{}”", one_line(hedge.words)), Roles::from(Role::Body).with(Role::Hedge));
            let kind = Strand::new(format!(" in its sentence: {}", hedge.kind.word()), Role::Muted);
            let sign = Strand::new(format!("{} ", self.look.symbols.turned()), Role::Hedge);
            self.hanging(0, 2, vec![sign, words, kind]);
        }
    }

    /// Adds the hedges in the claim's words, then those in the rest of its sentence.
    fn firmness(&mut self, id: ClaimId) {
        let hedges = self.look.dossier.hedges(id);
        if hedges.is_empty() {
            self.text(1, &format!("{}.", self.look.dossier.unhedged(id)), Role::Body);
        }
        let (inside, around): (Vec<_>, Vec<_>) = hedges.into_iter().partition(|hedge| hedge.is_inside);
        self.hedges(&inside);
        if !around.is_empty() {
            self.text(1, "in its sentence:", Role::Muted);
            self.hedges(&around);
        }
    }

    fn hedges(&mut self, hedges: &[ClaimHedge<'_>]) {
        for hedge in hedges.iter().take(MOST_CLAIMS) {
            let words = Strand::new(format!("“{}”", one_line(hedge.words)), Roles::from(Role::Body).with(Role::Hedge));
            self.paragraph(1, vec![words, Strand::new(format!("  {}", hedge.kind.word()), Role::Muted)]);
        }
        if let Some(more) = hedges.len().checked_sub(MOST_CLAIMS + 1) {
            self.text(1, &format!("and {} more", more + 1), Role::Muted);
        }
    }

    /// Adds a caveat, who states it, and the source through which it applies.
    fn covering(&mut self, id: CaveatId, via: Option<SourceId>) {
        self.stated(self.look, id, None);
        if let Some(via) = via {
            self.text(2, &format!("through {}", self.look.dossier.source(via).name), Role::Muted);
        }
    }

    /// Adds a caveat and who states it. `text` is the number of the text, if it is another one.
    fn stated(&mut self, look: &Look<'_>, id: CaveatId, text: Option<usize>) {
        let caveat = look.dossier.caveat(id);
        let (_, role) = kind_sign(look.symbols, caveat.kind);
        let lead = self.stated_by(look, id, text);
        self.paragraph(2, vec![Strand::new(caveat.text.as_str(), role).leading_to(lead)]);
        if text.is_none() {
            self.beside_since(2, |since| &since.caveats[id.0]);
        }
    }

    /// Adds that there is a caveat, and who states it. Returns what leads to it.
    pub(super) fn stated_by(&mut self, look: &Look<'_>, id: CaveatId, text: Option<usize>) -> Lead {
        let caveat = look.dossier.caveat(id);
        let word = match caveat.kind {
            CaveatKind::Limitation => "LIMITED",
            CaveatKind::Denial => "DENIED",
        };
        self.gap();
        let (sign, role) = kind_sign(look.symbols, caveat.kind);
        let elsewhere = if text.is_some() { " ELSEWHERE" } else { "" };
        let by = Strand::new(format!(" by {}", by(look, &caveat.by)), Role::Body);
        let lead = text.map_or(Lead::Caveat(id), |text| Lead::There(text, Some(Chosen::Caveat(id))));
        let word = Strand::new(format!("{word}{elsewhere}"), role).leading_to(lead);
        self.hanging(0, 2, vec![Strand::new(format!("{sign} "), role), word, by]);
        lead
    }

    /// Adds a source, the cited place in it, and by indentation who stands behind it. Adds its note too, unless the
    /// card shows that elsewhere.
    pub(super) fn cited(&mut self, id: SourceId, indent: usize, place: &str, with_note: bool) {
        let dossier = self.look.dossier;
        let number = format!("{:>2} ", id.number());
        self.named(id, indent, &number, [place, ""]);
        let source = dossier.source(id);
        self.facts(source.profile.interest.as_deref(), source.profile.reliability, indent + 3);
        // On the card of the source itself, the judgement has a part of its own.
        if indent > 0 {
            self.judgement_beside(id, indent + 3);
        }
        // A source with a kind or an interest is declared, and its note stands on its own card.
        let is_defined =
            !source.evidence.is_empty() && source.profile.kind.is_none() && source.profile.interest.is_none();
        let note = source.note.as_deref().filter(|note| {
            let is_long = wrap::columns(note) > wrap::columns(&source.name) + MUCH;
            is_defined && self.room == Room::Full && is_long && with_note
        });
        if let Some(note) = note {
            self.text(indent + 3, note, Role::Muted);
        }
        self.beside_since(indent + 3, |since| &since.sources[id.0]);
        // The card merges the chains of a source. The JSON summary lists each chain.
        let mut open: Vec<(SourceId, SourceId, usize)> = source.by.iter().rev().map(|&by| (id, by, 1)).collect();
        let mut shown = vec![id];
        while let Some((front, by, depth)) = open.pop() {
            let indent = (indent + 2 * depth + 1).min(self.width / 2);
            if shown.len() > MOST_BEHIND {
                self.text(indent, "and others behind them", Role::Muted);
                break;
            }
            let with = dossier.together_with(front, by, |other| dossier.source(other).name.clone());
            self.named(by, indent, self.look.symbols.behind(), ["", &with.unwrap_or_default()]);
            if shown.contains(&by) {
                continue;
            }
            shown.push(by);
            let source = dossier.source(by);
            self.facts(source.profile.interest.as_deref(), source.profile.reliability, indent + 2);
            self.judgement_beside(by, indent + 2);
            self.beside_since(indent + 2, |since| &since.sources[by.0]);
            open.extend(dossier.source(by).by.iter().rev().map(|&behind| (by, behind, depth + 1)));
        }
    }

    /// A name with its traits. `place` stands before them, and `with` behind: whom else the source needs.
    pub(super) fn named(&mut self, id: SourceId, indent: usize, lead: &str, [place, with]: [&str; 2]) {
        let source = self.look.dossier.source(id);
        let doubted = self.look.doubts.contains(&id);
        let roles = Roles::from(Role::Body).with(Role::Source);
        let roles = if doubted { roles.with(Role::Doubt) } else { roles };
        let name = Strand::new(source.name.as_str(), roles).leading_to(Lead::Source(id));
        let mut strands = vec![Strand::new(lead, Role::Muted), name];
        if !place.is_empty() {
            strands.push(Strand::new(format!(", {place}"), Role::Muted));
        }
        let notes = source.traits();
        if !notes.is_empty() {
            strands.push(Strand::new(format!(", {}", notes.join(", ")), Role::Muted));
        }
        if doubted {
            strands.push(Strand::new(" (doubted)", Role::Muted));
        }
        if !with.is_empty() {
            strands.push(Strand::new(format!(", {with}"), Role::Muted));
        }
        self.hanging(indent, wrap::columns(lead), strands);
    }

    /// Adds the interest and reliability of a source.
    fn facts(&mut self, interest: Option<&str>, reliability: Reliability, indent: usize) {
        if let Some(interest) = interest {
            self.text(indent, &format!("interest: {interest}"), Role::Body);
        }
        if reliability != Reliability::F {
            let (letter, meaning) = (reliability.word(), reliability.meaning());
            self.text(indent, &format!("reliability: {letter}, {meaning}"), Role::Body);
        }
    }

    fn same_source(&mut self, id: ClaimId) {
        let dossier = self.look.dossier;
        for &source in &dossier.claim(id).sources {
            let others: Vec<_> = dossier.source(source).claims.iter().copied().filter(|&other| other != id).collect();
            let name =
                if dossier.claim(id).sources.len() > 1 { format!(" ({})", source.number()) } else { String::new() };
            self.label(&format!("SAME SOURCE{name}"), Role::Label);
            let text = match dossier.relation(id, source) {
                _ if !others.is_empty() => format!("also {}", claims(&others)),
                Relation::Says => "says nothing else here".to_owned(),
                Relation::Linked | Relation::Mentioned => "nothing else here".to_owned(),
            };
            let texts = self.look.other_texts(source);
            let other = if texts > 0 { format!("; {}", in_other_texts(texts)) } else { String::new() };
            self.text(1, &format!("{text}{other}"), Role::Body);
        }
    }

    fn source(&mut self, id: SourceId, elsewhere: &[Elsewhere<'_>]) {
        let dossier = self.look.dossier;
        let source = dossier.source(id);
        self.cited(id, 0, "", false);
        if self.look.doubts.contains(&id) {
            self.label("DOUBTED", Role::Problem);
            self.text(1, "You suppose that this source is worth nothing.", Role::Body);
        }
        if source.is_nobody() {
            self.label("NOBODY", Role::Label);
            self.text(1, "The text attributes these claims, but to nobody.", Role::Body);
        }
        for via in dossier.behind(id) {
            for &caveat in &dossier.source(via).caveats {
                self.covering(caveat, (via != id).then_some(via));
            }
        }
        let states = dossier.stated_by(id);
        if !states.is_empty() {
            self.label("STATES", Role::Label);
        }
        for caveat in states {
            let sign = caveat_sign(dossier, self.look.symbols, caveat);
            let words = Strand::new(format!("{} ", dossier.caveat(caveat).text), Role::Body);
            let words = words.leading_to(Lead::Caveat(caveat));
            let covered = Strand::new(format!("on {}", claims(&dossier.covered(caveat))), Role::Muted);
            self.hanging(1, 2, vec![Strand::new(format!("{} ", sign.text), sign.roles), words, covered]);
        }
        self.judgements(self.look.judgement_of_source(id), Placed::Source(id));
        self.falling(id, elsewhere);
        let rows = [("note", source.note.as_deref()), ("published", source.profile.published.as_deref())];
        self.label("ABOUT IT", Role::Label);
        for (name, value) in rows {
            if let Some(value) = value {
                self.paragraph(1, vec![Strand::new(format!("{name}: "), Role::Muted), Strand::new(value, Role::Body)]);
            }
        }
        let mut more = Vec::new();
        if let Some(address) = source.profile.url.clone().or_else(|| dossier.address(id)) {
            for other in source.urls.iter().filter(|other| **other != address) {
                more.push(Strand::new(other.as_str(), Role::Body));
            }
            let shown = Strand::new(address, Role::Body).leading_to(Lead::Address(id));
            self.paragraph(1, vec![Strand::new("address: ", Role::Muted), shown]);
        }
        for other in more {
            self.paragraph(1, vec![Strand::new("also: ", Role::Muted), other]);
        }
        if source.profile.reliability == Reliability::F {
            let is_rated = |text: &Elsewhere<'_>| {
                let of_text = |&there: &SourceId| text.look.dossier.source(there).profile.reliability != Reliability::F;
                text.is_same && text.sources.iter().any(of_text)
            };
            let by = if elsewhere.iter().any(is_rated) { "not rated in this text" } else { "not rated" };
            self.text(1, &format!("reliability: {by}"), Role::Muted);
        }
        self.label("SAYS", Role::Label);
        if source.claims.is_empty() {
            self.text(1, "nothing itself here", Role::Body);
        }
        for (relation, these) in dossier.claims_by_relation(id) {
            let words = match relation {
                Relation::Says => claims(&these),
                Relation::Linked => format!("linked from {}", claims(&these)),
                Relation::Mentioned => format!("only mentioned with {}", claims(&these)),
            };
            self.text(1, &words, Role::Body);
        }
        let resting: Vec<_> =
            dossier.resting_on(&[id]).into_iter().filter(|claim| !source.claims.contains(claim)).collect();
        if !resting.is_empty() {
            self.label("STANDS BEHIND", Role::Label);
            self.text(1, &claims(&resting), Role::Body);
        }
        self.elsewhere(id, elsewhere);
    }

    /// Adds the claims of a source in other texts, in words, because their numbers mean nothing in this text.
    fn elsewhere(&mut self, id: SourceId, elsewhere: &[Elsewhere<'_>]) {
        let mut room = MOST_CLAIMS;
        for text in elsewhere {
            self.label(if text.is_same { "ALSO IN" } else { "PERHAPS ALSO IN" }, Role::Label);
            let named =
                text.named().into_iter().map(|run| Strand { lead: run.lead, ..Strand::new(run.text, run.roles) });
            self.paragraph(1, named.collect());
            if !text.is_same {
                self.text(1, "Unnamed in both texts, so it may be another source.", Role::Muted);
            }
            let here = self.look.dossier.source(id);
            for &other in &text.sources {
                let there = text.look.dossier.source(other);
                let name = one_line(&there.name);
                if name != one_line(&here.name) {
                    self.text(1, &format!("there: {name}"), Role::Muted);
                }
                // The caveats of this text are above.
                let interest =
                    there.profile.interest.as_deref().filter(|_| there.profile.interest != here.profile.interest);
                let reliability = if there.profile.reliability == here.profile.reliability {
                    Reliability::F
                } else {
                    there.profile.reliability
                };
                self.facts(interest, reliability, 1);
            }
            for caveat in text.look.dossier.caveats_behind(&text.sources) {
                self.stated(&text.look, caveat, Some(text.number));
            }
            let behind = text.behind();
            if text.claims().is_empty() && behind.is_empty() {
                self.text(1, "says nothing there", Role::Muted);
            }
            let and = if text.claims().is_empty() { "stands behind" } else { "and stands behind" };
            for (lead, claims) in [("", text.claims()), (and, &behind)] {
                if !lead.is_empty() && !claims.is_empty() {
                    self.text(1, lead, Role::Muted);
                }
                let shown = &claims[..claims.len().min(room)];
                room -= shown.len();
                self.claims_of(&text.look, shown, Some(text.number));
                if shown.len() < claims.len() {
                    self.text(4, &format!("and {} more", claims.len() - shown.len()), Role::Muted);
                }
            }
        }
    }

    /// Adds which claims would fall if the reader doubted this source, or have fallen with it.
    fn falling(&mut self, id: SourceId, elsewhere: &[Elsewhere<'_>]) {
        let dossier = self.look.dossier;
        // Sources that another text identifies with this one fall with it.
        let mut same = vec![id];
        if let Some((identities, text)) = self.look.known {
            same.extend(identities.same(text, id).iter().filter(|mate| mate.text == text).map(|mate| mate.source));
        }
        let others = self.look.doubts.iter().copied().filter(|doubt| !same.contains(doubt));
        let with = dossier.standing(&others.clone().collect());
        let without = dossier.standing(&others.chain(same.iter().copied()).collect());
        let falling: Vec<_> = dossier.claim_ids().filter(|claim| with[claim.0] && !without[claim.0]).collect();
        self.label("WITHOUT IT", Role::Label);
        let words = match (self.look.doubts.contains(&id), falling.len()) {
            (false, 0) => "no claim falls".to_owned(),
            (true, 0) => "no claim has fallen".to_owned(),
            (false, count) => format!("{} {}", claims(&falling), if count == 1 { "falls" } else { "fall" }),
            (true, count) => format!("{} {} fallen", claims(&falling), if count == 1 { "has" } else { "have" }),
        };
        let there = elsewhere.iter().filter(|text| text.is_same).map(Elsewhere::falling).filter(|&falls| falls > 0);
        let there: Vec<_> = there.collect();
        let other = match there.len() {
            0 => String::new(),
            texts => format!("; {} {}", there.iter().sum::<usize>(), in_other_texts(texts)),
        };
        self.text(1, &format!("{words}{other}"), Role::Body);
    }

    fn caveat(&mut self, id: CaveatId) {
        let dossier = self.look.dossier;
        let caveat = dossier.caveat(id);
        let (_, role) = kind_sign(self.look.symbols, caveat.kind);
        self.text(0, &caveat.text, Roles::from(role).with(Role::Strong));
        self.label("WHO STATES IT", Role::Label);
        if caveat.by.is_empty() {
            self.text(1, "nobody is named", Role::Muted);
        }
        for &source in &caveat.by {
            self.cited(source, 1, "", true);
        }
        self.caveat_since(id);
        if let Some(note) = &caveat.note {
            self.label("NOTE", Role::Label);
            self.text(1, note, Role::Body);
        }
        if !caveat.covers.is_empty() {
            self.label("LIMITS", Role::Label);
            for &source in &caveat.covers {
                self.named(source, 1, "", [""; 2]);
            }
        }
        self.label("COVERS", Role::Label);
        let covered = dossier.covered(id);
        if covered.is_empty() {
            self.text(1, "no claim", Role::Muted);
        }
        self.claims(&covered);
    }

    /// Lists claims by number, with their signs and words, up to [`MOST_CLAIMS`].
    fn claims(&mut self, claims: &[ClaimId]) {
        let more = claims.len().saturating_sub(MOST_CLAIMS);
        self.claims_of(self.look, &claims[..claims.len() - more], None);
        if more > 0 {
            self.text(4, &format!("and {more} more"), Role::Muted);
        }
    }

    /// Lists claims of a text. `text` is its number, if it is another text.
    pub(super) fn claims_of(&mut self, look: &Look<'_>, claims: &[ClaimId], text: Option<usize>) {
        for &id in claims {
            let lead = format!("{:>3} ", id.number());
            let lead_to = text.map_or(Lead::Claim(id), |text| Lead::There(text, Some(Chosen::Claim(id))));
            let excerpt = excerpt(look, id).leading_to(lead_to);
            let mut strands = vec![Strand::new(&*lead, Role::Muted)];
            strands.extend(excerpt.paragraph(self.room(wrap::columns(&lead)), LISTED_ROWS));
            let marks = list_signs(look, id);
            if !marks.is_empty() {
                strands.push(Strand::new(" ", Role::Body));
            }
            strands.extend(marks.into_iter().map(|run| Strand::new(run.text, run.roles)));
            self.hanging(0, wrap::columns(&lead), strands);
        }
    }

    /// The columns that remain beside a lead.
    pub(super) fn room(&self, columns: usize) -> usize {
        self.width.saturating_sub(columns).max(1)
    }

    pub(super) fn label(&mut self, text: &str, role: Role) {
        self.gap();
        self.text(0, text, role);
    }

    fn gap(&mut self) {
        if !self.rows.is_empty() && self.room == Room::Full {
            self.rows.push(Row::default());
        }
    }

    pub(super) fn text(&mut self, indent: usize, text: &str, roles: impl Into<Roles>) {
        self.paragraph(indent, vec![Strand::new(text, roles)]);
    }

    pub(super) fn paragraph(&mut self, indent: usize, strands: Vec<Strand>) {
        self.hanging(indent, 0, strands);
    }

    /// Adds an indented paragraph whose later rows are indented further by `hang`.
    pub(super) fn hanging(&mut self, indent: usize, hang: usize, mut strands: Vec<Strand>) {
        let lead = if hang > 0 { Some(strands.remove(0)) } else { None };
        let width = self.width.saturating_sub(indent + hang).max(1);
        for (number, mut row) in set(&strands, width, &[]).into_iter().enumerate() {
            let blank = Run::new(" ".repeat(indent), Role::Body);
            let start = match &lead {
                Some(lead) if number == 0 => Run::new(&lead.text, lead.roles),
                Some(_) | None => Run::new(" ".repeat(hang), Role::Body),
            };
            row.runs.splice(0..0, [blank, start]);
            self.rows.push(row);
        }
    }
}

fn by(look: &Look<'_>, sources: &[SourceId]) -> String {
    if sources.is_empty() {
        return "nobody in particular".to_owned();
    }
    let named = |&id: &SourceId| {
        let doubted = if look.doubts.contains(&id) { " (doubted)" } else { "" };
        format!("{}{doubted}", look.dossier.source(id).name)
    };
    sources.iter().map(named).collect::<Vec<_>>().join(", ")
}

/// "claims 1–4, 7".
fn claims(claims: &[ClaimId]) -> String {
    let noun = if claims.len() == 1 { "claim" } else { "claims" };
    format!("{noun} {}", numbers::list(claims.iter().map(|claim| claim.number())))
}
