//! Sets prose with its annotation: claims, hedges, statements, reference numbers and marks.
//!
//! Owns how annotation is laid over text, and how text becomes rows. Must not know blocks.

use crate::briefing::ast::{CaveatKind, Extent, Piece, Place, SentencePart};
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, NoteId, Relation, Source};
use crate::briefing::stretch::Stretch;
use crate::evidence::since::ChangeState;
use crate::page::lead::Lead;
use crate::page::look::is_qualified;
use crate::page::look::{Addresses, Chosen, ClaimWords, Look};
use crate::page::row::{Anchor, Gutter, Row, Run};
use crate::text::address;
use crate::text::manuscript::offset;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// Text with one set of roles, on its way to a row.
#[derive(Clone, Debug)]
pub(super) struct Strand {
    pub(super) text: String,
    pub(super) roles: Roles,
    /// The byte of the manuscript at which the text begins.
    pub(super) origin: u32,
    /// Whether the bytes of the text equal those of the manuscript.
    pub(super) verbatim: bool,
    pub(super) gutter: Gutter,
    pub(super) change: ChangeState,
    /// Whether a claim of an older text is gone from before the strand, and from after it.
    pub(super) gone: [bool; 2],
    /// Whether a claim that somebody judged begins here.
    pub(super) judged: bool,
    pub(super) lead: Option<Lead>,
    /// The words of the text that the strand shows.
    pub(super) stretch: Option<Stretch>,
}

impl Strand {
    /// Text that does not stand in the manuscript.
    pub(super) fn new(text: impl Into<String>, roles: impl Into<Roles>) -> Self {
        let (text, roles, gutter) = (text.into(), roles.into(), Gutter::Nothing);
        Self {
            text,
            roles,
            origin: 0,
            verbatim: false,
            gutter,
            change: ChangeState::Same,
            gone: [false; 2],
            judged: false,
            lead: None,
            stretch: None,
        }
    }

    pub(super) fn leading_to(self, lead: Lead) -> Self {
        Self { lead: Some(lead), ..self }
    }
}

/// The marks of a claim: the numbers of its sources, and signs for what speaks against it.
pub(super) fn marks(dossier: &Dossier, symbols: Symbols, claim: ClaimId, stands: bool) -> Vec<Run> {
    let related = dossier.sources_by_relation(claim).into_iter();
    let mut runs: Vec<Run> = related
        .map(|(relation, sources)| {
            let numbers = || sources.iter().map(|source| source.number());
            match relation {
                Relation::Says => {
                    let of = |wanted: fn(&Source) -> bool| {
                        let found = sources.iter().filter(move |source| wanted(dossier.source(**source)));
                        found.map(|source| source.number())
                    };
                    let known = symbols.references(of(|source| source.declared.is_some() && !source.is_nobody()));
                    let labels = symbols.labels(of(|source| source.declared.is_none() && !source.is_nobody()));
                    Run::new(known + &labels + &symbols.nobodies(of(Source::is_nobody)), Role::Mark)
                }
                Relation::Linked => Run::new(symbols.links(numbers()), Role::Muted),
                Relation::Mentioned => Run::new(symbols.mentions(numbers()), Role::Muted),
            }
        })
        .collect();
    runs.extend(note_marks(symbols, &dossier.claim(claim).notes));
    runs.extend(signs(dossier, symbols, claim, stands));
    runs
}

/// The marks of notes. Each leads to its footnote.
fn note_marks(symbols: Symbols, notes: &[NoteId]) -> impl Iterator<Item = Run> {
    let mark = move |&note: &NoteId| Run::new(symbols.notes([note.number()].into_iter()), Role::Muted);
    notes.iter().map(move |note| mark(note).leading_to(Lead::Note(*note)))
}

/// The signs of the caveats on a claim.
pub fn signs(dossier: &Dossier, symbols: Symbols, claim: ClaimId, stands: bool) -> Vec<Run> {
    let mut runs: Vec<_> = dossier.caveat_kinds(claim).map(|kind| kind_run(symbols, kind)).collect();
    if !stands {
        runs.push(Run::new(symbols.fallen(), Role::Problem));
    }
    runs
}

/// The signs of a claim in a list. Because a list may shorten the sentence, one sign tells whether the rest of the
/// sentence qualifies the claim.
pub fn list_signs(look: &Look<'_>, claim: ClaimId) -> Vec<Run> {
    let mut runs = signs(look.dossier, look.symbols, claim, look.standing[claim.0]);
    runs.extend(is_qualified(look, claim).then(|| Run::new(look.symbols.turned(), Role::Hedge)));
    runs.extend(judged_sign(look.symbols, look.is_judged(claim)));
    runs
}

/// The sign of a judgement, if there is one.
pub fn judged_sign(symbols: Symbols, is_judged: bool) -> Option<Run> {
    is_judged.then(|| Run::new(symbols.judged(), Role::Judgement))
}

/// The sign for a caveat in another text.
pub fn sign_elsewhere(symbols: Symbols, kind: CaveatKind) -> Run {
    let (sign, role) = kind_sign(symbols, kind);
    Run::new(format!("{sign}{}", symbols.elsewhere()), role)
}

/// The sign of a kind of caveat.
pub fn kind_run(symbols: Symbols, kind: CaveatKind) -> Run {
    let (sign, role) = kind_sign(symbols, kind);
    Run::new(sign, role)
}

/// The sign of a kind of caveat, and its role.
pub fn kind_sign(symbols: Symbols, kind: CaveatKind) -> (&'static str, Role) {
    match kind {
        CaveatKind::Limitation => (symbols.limitation(), Role::Caveat),
        CaveatKind::Denial => (symbols.denial(), Role::Denial),
    }
}

/// A change of roles at a byte of a prose.
enum Change {
    Enter(ClaimId),
    Leave(ClaimId),
    Hedge(bool),
    Statement(bool, bool),
    /// A sentence without a source that passes the filter.
    Passing(bool),
    /// The sentence of the chosen claim.
    Sentence(bool),
    /// A sign before the text that begins here, or after the text that ends here.
    Opening(Run),
    Closing(Run),
    /// Marks to insert.
    Marks(Vec<Run>),
    Piece,
}

/// Splits a prose into strands. Also returns the bytes of the joined strands at which a row must not begin.
pub(super) fn strands(look: &Look<'_>, place: Place, ground: Roles) -> (Vec<Strand>, Vec<usize>) {
    let dossier = look.dossier;
    let prose = dossier.briefing.prose(place);
    let mut changes = changes(look, place);
    // A mark follows the words before it, and ends come before beginnings.
    changes.sort_by_key(|(at, change)| (*at, rank(change)));

    let mut strands: Vec<Strand> = Vec::new();
    let mut glued = Vec::new();
    // The claims whose words stand here, each with its sign in the gutter.
    let (mut open, mut passing) = (Vec::<(ClaimId, Gutter)>::new(), 0_usize);
    let (mut hedged, mut stated, mut lit) = (0_usize, 0_usize, 0_usize);
    let mut in_sentence = false;
    let (mut from, mut length) = (0, 0);
    // For the gutter of the row in which a claim begins.
    let (mut begun_change, mut gone_before, mut begun_judged) = (ChangeState::Same, false, false);
    let mut changes = changes.into_iter().peekable();
    loop {
        let next = changes.peek().map_or(prose.text.len(), |(at, _)| *at as usize);
        if from < next {
            let piece = &prose.pieces[prose.pieces.partition_point(|piece| piece.start as usize <= from) - 1];
            let (innermost, sign) = open.last().copied().unzip();
            let outside = innermost.is_some_and(|claim| look.is_outside(claim));
            let chosen = lit > 0 || open.iter().any(|&(claim, _)| look.chosen == Some(Chosen::Claim(claim)));
            let chosen_link = piece.link.is_some_and(|link| look.chosen == Some(Chosen::Link(link)));
            let mut roles = ground.and(piece.roles);
            for (role, here) in [
                (
                    Role::Voice,
                    ground.has(Role::Body) && innermost.is_none() && stated == 0 && !dossier.claims.is_empty(),
                ),
                (Role::Claim, innermost.is_some() && !outside),
                (Role::Muted, outside),
                (Role::Match, passing > 0),
                (Role::Statement, stated > 0),
                (Role::Hedge, hedged > 0 && !outside),
                (Role::Fallen, innermost.is_some_and(|claim| !look.standing[claim.0])),
                (Role::Chosen, chosen),
                // Several links can stand in one row, so the gutter is not enough without colors.
                (Role::Selected, chosen_link),
            ] {
                roles = if here { roles.with(role) } else { roles };
            }
            let gutter = match sign {
                _ if chosen || chosen_link => Gutter::Chosen,
                _ if in_sentence => Gutter::Sentence,
                Some(sign) if !outside => sign,
                Some(_) | None => Gutter::Nothing,
            };
            let mut text = prose.text[from..next].replace('\t', " ");
            if piece.roles.has(Role::Image) {
                text = text.replace(Symbols::Full.image(), look.symbols.image());
            }
            length += text.len();
            let (origin, verbatim) = (prose.origin(offset(from)), piece.verbatim);
            // The marks of a claim lead to the claim. If its words are a link, they are the only way to it.
            let lead = piece.link.map(Lead::Link).or(innermost.map(Lead::Claim));
            let stretch = Some(Stretch::of(place, from..next));
            let (change, gone) = (std::mem::take(&mut begun_change), [std::mem::take(&mut gone_before), false]);
            let judged = std::mem::take(&mut begun_judged);
            strands.push(Strand { text, roles, origin, verbatim, gutter, change, gone, judged, lead, stretch });
            from = next;
        }
        let Some((_, change)) = changes.next() else { break };
        let origin = prose.origin(offset(from));
        let inserted = |run: Run| Strand { origin, lead: run.lead, ..Strand::new(run.text, ground.and(run.roles)) };
        match change {
            Change::Enter(claim) => {
                open.push((claim, gutter(dossier, claim)));
                begun_change = begun_change.max(look.change_state(claim));
                gone_before |= look.is_gone_before(claim);
                begun_judged |= look.is_judged(claim);
            }
            Change::Leave(claim) => {
                open.retain(|&(other, _)| other != claim);
                if let Some(last) = strands.last_mut() {
                    last.gone[1] |= look.is_gone_behind(claim);
                }
            }
            Change::Hedge(begins) => hedged = if begins { hedged + 1 } else { hedged - 1 },
            Change::Sentence(begins) => in_sentence = begins,
            Change::Passing(begins) => passing = if begins { passing + 1 } else { passing - 1 },
            Change::Statement(begins, chosen) => {
                stated = if begins { stated + 1 } else { stated - 1 };
                lit = if begins { lit + usize::from(chosen) } else { lit - usize::from(chosen) };
            }
            Change::Closing(run) => {
                glued.push(length);
                length += run.text.len();
                strands.push(inserted(run));
            }
            Change::Marks(runs) => {
                for run in runs {
                    glued.push(length);
                    length += run.text.len();
                    strands.push(inserted(run));
                }
            }
            Change::Opening(run) => {
                length += run.text.len();
                glued.push(length);
                strands.push(inserted(run));
            }
            Change::Piece => {}
        }
    }
    (strands, glued)
}

/// The sign in the gutter beside the words of a claim: the gravest kind of what speaks against it.
fn gutter(dossier: &Dossier, claim: ClaimId) -> Gutter {
    match dossier.caveat_kinds(claim).last() {
        Some(CaveatKind::Denial) => Gutter::Denied,
        Some(CaveatKind::Limitation) => Gutter::Limited,
        None => Gutter::Nothing,
    }
}

fn changes(look: &Look<'_>, place: Place) -> Vec<(u32, Change)> {
    let dossier = look.dossier;
    let prose = dossier.briefing.prose(place);
    let mut changes: Vec<(u32, Change)> = prose.pieces.iter().map(|piece| (piece.start, Change::Piece)).collect();
    for (id, Extent { range, .. }) in dossier.words_at(place) {
        changes.push((range.start, Change::Enter(id)));
        changes.push((range.end, Change::Leave(id)));
        if look.preferences.words == ClaimWords::Signed && dossier.has_words_around(id) {
            let [opens, closes] = look.symbols.words().map(|sign| Run::new(sign, Role::Mark));
            changes.push((range.start, Change::Opening(opens)));
            changes.push((range.end, Change::Closing(closes)));
        }
    }
    for Extent { range, .. } in dossier.hedges_at(place) {
        changes.push((range.start, Change::Hedge(true)));
        changes.push((range.end, Change::Hedge(false)));
    }
    if let Some(Chosen::Claim(id)) = look.chosen {
        let sentence = &dossier.briefing.sentences[dossier.claim(id).passage.sentence];
        for SentencePart { extent, .. } in sentence.parts.iter().filter(|part| part.extent.place == place) {
            changes.push((extent.range.start, Change::Sentence(true)));
            changes.push((extent.range.end, Change::Sentence(false)));
        }
    }
    for (id, claim) in dossier.claims_at(place) {
        let marks = marks(dossier, look.symbols, id, look.standing[id.0]).into_iter();
        let marks = marks.chain(judged_sign(look.symbols, look.is_judged(id)));
        changes.push((
            claim.passage.at,
            Change::Marks(marks.map(|run| Run { lead: run.lead.or(Some(Lead::Claim(id))), ..run }).collect()),
        ));
    }
    for statement in dossier.statements_at(place) {
        let chosen = statement.caveats.iter().any(|&caveat| look.chosen == Some(Chosen::Caveat(caveat)));
        let range = &statement.passage.extent().range;
        changes.push((range.start, Change::Statement(true, chosen)));
        changes.push((range.end, Change::Statement(false, chosen)));
        let signs = statement.caveats.iter().map(|&caveat| caveat_sign(dossier, look.symbols, caveat));
        let signs = signs.chain(note_marks(look.symbols, &statement.notes)).collect();
        changes.push((statement.passage.at, Change::Marks(signs)));
    }
    for remark in dossier.remarks_at(place) {
        changes.push((remark.passage.at, Change::Marks(note_marks(look.symbols, &remark.notes).collect())));
    }
    for range in look.passing_at(place) {
        changes.push((range.start, Change::Passing(true)));
        changes.push((range.end, Change::Passing(false)));
    }
    // Struck-out words stand between signs.
    let is_struck = |piece: Option<&Piece>| piece.is_some_and(|piece| piece.roles.has(Role::Strikethrough));
    for index in 0..=prose.pieces.len() {
        let before = index.checked_sub(1).and_then(|before| prose.pieces.get(before));
        let here = prose.pieces.get(index);
        if is_struck(before) != is_struck(here) {
            let at = here.map_or(offset(prose.text.len()), |piece| piece.start);
            let sign = Run::new(look.symbols.struck(), Role::Ornament);
            changes.push((at, if is_struck(here) { Change::Opening(sign) } else { Change::Closing(sign) }));
        }
    }
    // An address follows the words of its link, unless they are the address.
    let mut begin = 0;
    for (index, piece) in prose.pieces.iter().enumerate().filter(|_| look.preferences.addresses == Addresses::Shown) {
        if index == 0 || prose.pieces[index - 1].link != piece.link {
            begin = piece.start;
        }
        let next = prose.pieces.get(index + 1);
        if let Some(link) = piece.link.filter(|_| !piece.roles.has(Role::Image))
            && next.is_none_or(|next| next.link != piece.link)
        {
            let address = &dossier.briefing.links[link as usize];
            let end = next.map_or(offset(prose.text.len()), |next| next.start);
            if !address.starts_with('#') && address::spoken(prose.slice(&(begin..end))) != address::spoken(address) {
                let shown = Run::new(format!(" <{address}>"), Role::Muted).leading_to(Lead::Link(link));
                changes.push((end, Change::Marks(vec![shown])));
            }
        }
    }
    changes
}

/// The sign of a caveat.
pub fn caveat_sign(dossier: &Dossier, symbols: Symbols, caveat: CaveatId) -> Run {
    kind_run(symbols, dossier.caveat(caveat).kind)
}

fn rank(change: &Change) -> u8 {
    match change {
        Change::Hedge(false) => 0,
        Change::Leave(_) | Change::Statement(false, _) | Change::Passing(false) | Change::Sentence(false) => 1,
        Change::Closing(_) => 2,
        Change::Marks(_) => 3,
        Change::Opening(_) | Change::Piece => 4,
        Change::Enter(_) | Change::Statement(true, _) | Change::Passing(true) | Change::Sentence(true) => 5,
        Change::Hedge(true) => 6,
    }
}

/// Breaks strands into rows. A row is wider than `width` columns only if a single grapheme cluster is. Returns at least
/// one row.
pub(super) fn set(strands: &[Strand], width: usize, glued: &[usize]) -> Vec<Row> {
    let text: String = strands.iter().map(|strand| strand.text.as_str()).collect();
    let mut rows = Vec::new();
    let mut strands = strands.iter().peekable();
    // The byte of the text at which the current strand begins.
    let mut begin = 0;
    for range in wrap::rows(&text, width, glued) {
        let mut row = Row::default();
        let mut placed = false;
        while let Some(strand) = strands.peek() {
            let end = begin + strand.text.len();
            let (from, to) = (range.start.max(begin), range.end.min(end));
            if from < to {
                if !placed {
                    row.at = Anchor::at(strand.origin + if strand.verbatim { offset(from - begin) } else { 0 });
                    placed = true;
                }
                let range = from - begin..to - begin;
                let stretch = strand.stretch.map(|stretch| stretch.cut(range.clone()));
                let run = Run::new(&strand.text[range], strand.roles).leading_to(strand.lead).showing(stretch);
                row.runs.push(run);
                row.gutter = row.gutter.max(strand.gutter);
                let (begins, ends) = (from == begin, to == end);
                if begins {
                    row.change = row.change.max(strand.change);
                    row.judged |= strand.judged;
                }
                row.gone |= strand.gone[0] && begins || strand.gone[1] && ends;
            }
            if end > range.end {
                break;
            }
            begin = end;
            strands.next();
        }
        rows.push(row);
    }
    if rows.is_empty() {
        rows.push(Row::default());
    }
    rows
}
