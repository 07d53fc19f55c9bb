//! Compares what two texts say outside of claims, without citing a source.
//!
//! Such passages are sentences without a source, the rest of other sentences, headings, table rows and code, and
//! statements of caveats. Owns which of them are the same in both texts. Must not know claims, except their places.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::words::{INLINE_LIKENESS, Lexicon};
use super::{Delta, delta};
use crate::briefing::ast::{Block, BlockKind, Extent, Place, SentencePart};
use crate::briefing::dossier::{ClaimId, Dossier, with_struck};
use crate::text::manuscript::{offset, one_line};

/// The most pairs that are compared for rewording. With more, the texts are too different.
const MOST_PAIRS: usize = 20_000;

/// The separator between the cells of a row.
const CELLS: &str = " | ";

/// A passage outside of claims: in the text's own voice, or the statement of a caveat.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unattributed {
    pub kind: UnattributedKind,
    /// On one line.
    pub words: String,
    /// The byte of its text at which it begins.
    pub at: u32,
}

impl Unattributed {
    /// The first cell of a table row, which says what the row is about.
    fn row_head(&self) -> Option<&str> {
        let head = self.words.split(CELLS).next().filter(|head| !head.is_empty());
        head.filter(|_| self.kind == UnattributedKind::Row)
    }
}

/// A passage outside of claims that both texts have, in different words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reworded {
    pub old: Unattributed,
    pub new: Unattributed,
}

/// The kind of a passage outside of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnattributedKind {
    /// A sentence without a source.
    Sentence,
    /// The rest of a sentence with a claim.
    Passage,
    Heading,
    /// A term in a definition list.
    Term,
    /// A table row without a claim.
    Row,
    Code,
    /// The words that state a caveat.
    Statement,
}

impl UnattributedKind {
    pub const ALL: [Self; 7] =
        [Self::Sentence, Self::Passage, Self::Heading, Self::Term, Self::Row, Self::Code, Self::Statement];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Sentence => "sentence without a source",
            Self::Passage => "passage",
            Self::Heading => "heading",
            Self::Term => "term",
            Self::Row => "table row",
            Self::Code => "code block",
            Self::Statement => "statement of a caveat",
        }
    }

    pub const fn plural(self) -> &'static str {
        match self {
            Self::Sentence => "sentences without a source",
            Self::Passage => "passages",
            Self::Heading => "headings",
            Self::Term => "terms",
            Self::Row => "table rows",
            Self::Code => "code blocks",
            Self::Statement => "statements of caveats",
        }
    }
}

/// All passages of a text outside of claims: sentences and statements first, then the rest in order.
pub(super) fn unattributed(dossier: &Dossier) -> Vec<Unattributed> {
    let briefing = &dossier.briefing;
    let claimed = Claimed::of(dossier);
    let at = |kind, words: &[Extent], at| Unattributed { kind, words: dossier.line(words), at };
    let sentences = dossier.unsourced.iter();
    let sentences = sentences.map(|sentence| {
        let words = with_struck(&dossier.unsourced_parts(sentence));
        Unattributed { kind: UnattributedKind::Sentence, words, at: sentence.span.start }
    });
    let statements = dossier.statements.iter().filter(|statement| !claimed.holds(statement.passage.extent()));
    let statements = statements
        .map(|stated| at(UnattributedKind::Statement, &stated.passage.words, stated.passage.extent().span.start));
    let blocks =
        briefing.blocks.iter().enumerate().flat_map(|(index, block)| of_block(dossier, &claimed, index, block));
    sentences.chain(statements).chain(passages(dossier, &claimed)).chain(blocks).collect()
}

/// The sentences of claims, which are compared with the claims.
struct Claimed<'a> {
    /// Sorted by place.
    parts: Vec<&'a Extent>,
}

impl<'a> Claimed<'a> {
    fn of(dossier: &'a Dossier) -> Self {
        let sentences: BTreeSet<_> = dossier.claims.iter().map(|claim| claim.passage.sentence).collect();
        let sentences = sentences.into_iter().flat_map(|sentence| &dossier.briefing.sentences[sentence].parts);
        let mut parts: Vec<_> = sentences.map(|SentencePart { extent, .. }| extent).collect();
        parts.sort_by_key(|extent| (extent.place, extent.range.start));
        Self { parts }
    }

    fn is_at(&self, place: Place) -> bool {
        self.parts.binary_search_by_key(&place, |part| part.place).is_ok()
    }

    fn holds(&self, words: &Extent) -> bool {
        let after =
            self.parts.partition_point(|part| (part.place, part.range.start) <= (words.place, words.range.start));
        after.checked_sub(1).is_some_and(|at| self.parts[at].overlaps(words))
    }
}

/// The rest of each prose outside of claims' sentences, sentences without a source, and statements.
fn passages(dossier: &Dossier, claimed: &Claimed) -> Vec<Unattributed> {
    let briefing = &dossier.briefing;
    let others = dossier.unsourced.iter();
    let statements = dossier.statements.iter().flat_map(|statement| &statement.passage.words);
    let mut extents: Vec<_> = claimed.parts.iter().copied().chain(others).chain(statements).collect();
    extents.sort_by_key(|extent| (extent.place, extent.range.start));
    let mut passages = Vec::new();
    for extents in extents.chunk_by(|one, next| one.place == next.place) {
        let place = extents[0].place;
        let prose = briefing.prose(place);
        let length = offset(prose.text.len());
        let (mut from, end) = (0, length..length);
        for range in extents.iter().map(|extent| &extent.range).chain([&end]) {
            let all = prose.text.get(from as usize..range.start as usize).unwrap_or_default();
            // The punctuation that ends a claim stands after its reference.
            let words = all.trim_start_matches([' ', '\n', ',', ';', ':', '.', ')']);
            if words.chars().any(char::is_alphanumeric) {
                let left = from + offset(all.len() - words.len())..range.start;
                let extent = Extent { place, span: prose.span(&left), range: left };
                let (at, words) = (extent.span.start, dossier.line(&[extent]));
                passages.push(Unattributed { kind: UnattributedKind::Passage, words, at });
            }
            from = from.max(range.end);
        }
    }
    passages
}

fn of_block(dossier: &Dossier, claimed: &Claimed, index: usize, block: &Block) -> Vec<Unattributed> {
    let kind = match &block.kind {
        BlockKind::Paragraph | BlockKind::Rule => return Vec::new(),
        BlockKind::Table { columns } => return rows(dossier, claimed, index, block, columns.len().max(1)),
        BlockKind::Heading(_) => UnattributedKind::Heading,
        BlockKind::Term => UnattributedKind::Term,
        BlockKind::Code { .. } => UnattributedKind::Code,
    };
    let lines = (0..block.proses.len()).map(|cell| dossier.prose_line(Place { block: index, cell }));
    let words = lines.collect::<Vec<_>>().join(" ");
    // A heading with a citation is a claim, and the title is compared separately.
    let is_claimed = words.is_empty()
        || claimed.is_at(Place { block: index, cell: 0 })
        || kind == UnattributedKind::Heading && words == one_line(&dossier.title);
    if is_claimed { Vec::new() } else { vec![Unattributed { kind, words, at: block.span.start }] }
}

/// Table rows without a claim. A row with a claim is the claim's sentence.
fn rows(dossier: &Dossier, claimed: &Claimed, index: usize, block: &Block, columns: usize) -> Vec<Unattributed> {
    let mut rows = Vec::new();
    for (row, cells) in block.proses.chunks(columns).enumerate() {
        let places = (0..cells.len()).map(|cell| Place { block: index, cell: row * columns + cell });
        let words: Vec<_> = places.clone().map(|place| dossier.prose_line(place)).collect();
        let is_claimed = places.into_iter().any(|place| claimed.is_at(place));
        if !is_claimed && words.iter().any(|cell| !cell.is_empty()) {
            let at = cells.iter().find(|cell| !cell.pieces.is_empty()).map_or(block.span.start, |cell| cell.origin(0));
            rows.push(Unattributed { kind: UnattributedKind::Row, words: words.join(CELLS), at });
        }
    }
    rows
}

/// Passages that only one text has, and reworded passages.
pub(super) fn changes(old: &[Unattributed], new: &[Unattributed]) -> (Delta<Unattributed>, Vec<Reworded>) {
    let key = |unattributed: &Unattributed| (unattributed.kind, unattributed.words.clone());
    let Delta { gained, lost } = delta(old, key, new, key);
    let mut pairs = alike(&lost, &gained);
    pairs.sort_unstable_by_key(|&(_, new)| new);
    let reworded = pairs.iter().map(|&(old, new)| Reworded { old: lost[old].clone(), new: gained[new].clone() });
    let reworded = reworded.collect();
    let [paired_old, paired_new]: [BTreeSet<_>; 2] =
        [pairs.iter().map(|pair| pair.0).collect(), pairs.iter().map(|pair| pair.1).collect()];
    let left = |all: Vec<Unattributed>, paired: BTreeSet<usize>| {
        all.into_iter()
            .enumerate()
            .filter(|(at, _)| !paired.contains(at))
            .map(|(_, unattributed)| unattributed)
            .collect()
    };
    (Delta { gained: left(gained, paired_new), lost: left(lost, paired_old) }, reworded)
}

/// Pairs reworded passages, as indices: the most similar of each kind. The result does not depend on which text is
/// older.
fn alike(lost: &[Unattributed], gained: &[Unattributed]) -> Vec<(usize, usize)> {
    if lost.len().saturating_mul(gained.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let mut lexicon = Lexicon::default();
    let [old_words, new_words] =
        [lost, gained].map(|all| all.iter().map(|unattributed| lexicon.words(&unattributed.words)).collect::<Vec<_>>());
    let mut pairs = Vec::new();
    for (old, before) in lost.iter().enumerate() {
        for (new, after) in gained.iter().enumerate().filter(|(_, after)| after.kind == before.kind) {
            // The likeness of two texts depends on which comes first.
            let [one, other] = if before.words < after.words {
                [&old_words[old], &new_words[new]]
            } else {
                [&new_words[new], &old_words[old]]
            };
            let likeness = match lexicon.likeness_at_most(one, other) {
                ..INLINE_LIKENESS => 0,
                INLINE_LIKENESS.. => lexicon.likeness(one, other),
            };
            let is_same_row = before.row_head().is_some_and(|head| after.row_head() == Some(head));
            if likeness >= INLINE_LIKENESS || is_same_row {
                pairs.push((Reverse((is_same_row, likeness)), old + new, old, new));
            }
        }
    }
    pairs.sort_unstable();
    let (mut paired_old, mut paired_new) = (BTreeSet::new(), BTreeSet::new());
    let pairs = pairs.into_iter().map(|(.., old, new)| (old, new));
    pairs
        .filter(|(old, new)| {
            !paired_old.contains(old) && !paired_new.contains(new) && paired_old.insert(*old) && paired_new.insert(*new)
        })
        .collect()
}

/// Claims whose whole sentence stands in the other text without a source. Words within a longer sentence, or struck-out
/// words, do not count: the other text may deny them.
pub(super) fn unsourced_again(
    dossier: &Dossier,
    claims: impl IntoIterator<Item = ClaimId>,
    other: &[Unattributed],
) -> BTreeSet<ClaimId> {
    let mut claims = claims.into_iter().peekable();
    if claims.peek().is_none() {
        return BTreeSet::new();
    }
    let words = |text: &str| text.unicode_words().map(str::to_lowercase).collect::<Vec<_>>();
    // The statement of a caveat names somebody who states it.
    let others = other
        .iter()
        .filter(|unattributed| unattributed.kind != UnattributedKind::Statement && !unattributed.words.contains("~~"));
    let others: BTreeSet<_> =
        others.map(|unattributed| words(&unattributed.words)).filter(|words| !words.is_empty()).collect();
    claims.filter(|&claim| others.contains(&words(&dossier.sentence(claim)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{link, parse};
    use crate::evidence::compare::compare;
    use crate::text::manuscript::Manuscript;

    fn dossier(text: &str) -> Dossier {
        let manuscript = Manuscript::new("test.md", text);
        let (briefing, _) = parse::parse(&manuscript);
        link::link(manuscript, briefing).0
    }

    /// Passages that one text has and the other does not.
    fn between(old: &str, new: &str) -> [Vec<(UnattributedKind, String)>; 2] {
        let [old, new] = [old, new].map(dossier);
        let Delta { gained, lost } = compare(&old, &new).unattributed;
        [gained, lost].map(|all| all.into_iter().map(|unattributed| (unattributed.kind, unattributed.words)).collect())
    }

    #[test]
    fn a_changed_figure_in_a_row_that_cites_nobody_is_reported() {
        let table =
            |dues: &str| format!("| berth | dues |\n| --- | --- |\n| North | {dues} |\n\nMore.[^a]\n\n[^a]: A\n");
        let [old, new] = [table("110"), table("220000")].map(|text| dossier(&text));
        let comparison = compare(&old, &new);
        let [Reworded { old, new }] = &comparison.reworded[..] else { panic!("{:?}", comparison.unattributed) };
        assert_eq!((&*old.words, &*new.words), ("North | 110", "North | 220000"));
        assert!(comparison.unattributed.is_empty());
        let [gained, lost] = between(&table("110"), &table("110 | 5 |\n| South | 220"));
        assert_eq!((gained.len(), lost.len()), (1, 0), "{gained:?}");
    }

    #[test]
    fn a_changed_figure_beside_a_cited_cell_changes_only_the_claim_there() {
        let table =
            |head: &str, dues: &str| format!("| berth | {head} |\n| --- | --- |\n| North[^a] | {dues} |\n\n[^a]: A\n");
        let is_around = |old: &str, new: &str| {
            let [old, new] = [old, new].map(dossier);
            let comparison = compare(&old, &new);
            let [crate::evidence::compare::Fate::Kept { change, .. }] = &comparison.claims[..] else { panic!() };
            assert!(
                comparison.unattributed.is_empty() && comparison.reworded.is_empty(),
                "{:?}",
                comparison.unattributed
            );
            change.around
        };
        assert!(is_around(&table("dues", "110"), &table("dues", "220")));
        // Under another head, the same words are another figure.
        assert!(is_around(&table("dues", "110"), &table("gains", "110")));
        assert!(!is_around(&table("dues", "110"), &table("dues", "110")));
    }

    #[test]
    fn words_in_a_claims_sentence_are_not_reported_beside_the_claims() {
        let text = |verb: &str| format!("The audit {verb} that [ships wait][^a], a week. Nobody asked.\n\n[^a]: A\n");
        let [gained, lost] = between(&text("says"), &text("denies"));
        assert_eq!((gained, lost), (Vec::new(), Vec::new()));
        // A caveat stated in a claim's sentence belongs to the claim.
        let text = |berths: &str| {
            format!(
                "+++\n[caveats.c]\nby = [\"a\"]\ntext = \"C\"\n+++\n\nDues doubled,[^a] though at {berths} berths.[^c]\n\n[^a]: A\n"
            )
        };
        let [old, new] = ["ten", "nine"].map(|berths| dossier(&text(berths)));
        let comparison = compare(&old, &new);
        assert!(!comparison.is_same() && comparison.unattributed.is_empty() && comparison.reworded.is_empty());
    }

    #[test]
    fn headings_code_and_statements_are_reported_and_the_title_only_once() {
        let text = |title: &str, heading: &str, code: &str, stated: &str| {
            format!(
                "# {title}\n\n## {heading}\n\n```\n{code}\n```\n\n{stated}[^c]\n\nWords.[^a]\n\n[^a]: A\n[^c]: C\n\n"
            )
            .replacen('#', "+++\n[caveats.c]\nby = [\"a\"]\n+++\n\n#", 1)
        };
        let [gained, lost] = between(&text("One", "Two", "three", "Four."), &text("Uno", "Due", "tre", "Quattro."));
        let kinds = |all: &[(UnattributedKind, String)]| all.iter().map(|(kind, _)| *kind).collect::<Vec<_>>();
        let expected = [UnattributedKind::Statement, UnattributedKind::Heading, UnattributedKind::Code];
        assert_eq!((kinds(&gained), kinds(&lost)), (expected.to_vec(), expected.to_vec()));
    }

    #[test]
    fn an_unsourced_sentence_is_reported_but_loose_words_are_not() {
        let old = "Pilots wait for days, and [two lines seem to have left for good][^a].\n\n[^a]: A\n";
        let new = "Pilots wait for days, and two lines seem to have left for good.\n\nMore.[^a]\n\n[^a]: A\n";
        let [before, after] = [old, new].map(dossier);
        assert_eq!(compare(&before, &after).unsourced_now.len(), 1);
        assert_eq!(compare(&after, &before).unsourced_before.len(), 1);
        // A longer sentence may deny the words, and struck-out words are denied.
        for new in ["Nobody has shown that dues doubled.", "~~Dues doubled.~~"] {
            let [before, after] =
                ["Dues doubled.[^a]\n\n[^a]: A\n", &format!("{new}\n\nMore.[^a]\n\n[^a]: A\n")].map(dossier);
            assert_eq!(compare(&before, &after).unsourced_now.len(), 0, "{new}");
        }
        let old = "[Ships wait][^a] outside.\n\n[^a]: A\n";
        let new = "In Seewarden ships wait for days.\n\nMore.[^a]\n\n[^a]: A\n";
        let [before, after] = [old, new].map(dossier);
        assert_eq!(compare(&before, &after).unsourced_now.len(), 0);
    }

    #[test]
    fn words_that_state_a_caveat_have_a_speaker() {
        let declared = "+++\n[caveats.c]\nby = [\"a\"]\n+++\n\n";
        let old = format!("{declared}Nobody kept a log of it.[^a]\n\n[^a]: A\n");
        let new = format!("{declared}Nobody kept a log of it.[^c]\n\nMore.[^a]\n\n[^a]: A\n");
        let [before, after] = [old, new].map(|text| dossier(&text));
        assert_eq!(compare(&before, &after).unsourced_now.len(), 0);
    }

    #[test]
    fn a_renamed_column_is_a_change_where_a_name_is_cited() {
        let table = |head: &str| format!("| {head} | dues[^a] |\n| --- | --- |\n| 2024 | 110 |\n\n[^a]: A\n");
        let [old, new] = ["year", "month"].map(|head| dossier(&table(head)));
        assert!(!compare(&old, &new).is_same());
    }

    #[test]
    fn no_word_differs_without_a_reported_change() {
        for text in [include_str!("../../../tests/data/harbour.md"), include_str!("../../../tests/data/bridge.md")] {
            let old = dossier(text);
            let mut inside = false;
            for (at, word) in text.unicode_word_indices() {
                inside = text[..at].ends_with("[^") || inside && !text[..at].ends_with(' ');
                let is_word = word.len() > 3 && word.chars().all(char::is_alphabetic);
                if !is_word || inside || at < old.briefing.front.span.end as usize {
                    continue;
                }
                let new = dossier(&[&text[..at], "zounds", &text[at + word.len()..]].concat());
                let line = old.manuscript.position(crate::text::manuscript::offset(at)).line;
                assert!(!compare(&old, &new).is_same(), "{word} in line {line}");
            }
        }
    }
}
