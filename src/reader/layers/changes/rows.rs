//! The rows of the list of changes.

use crate::evidence::since::{About, Change, ChangeState, Dropped, ItemChange, Since, UnattributedChange};
use crate::page::excerpt::{Excerpt, excerpt};
use crate::page::list::select;
use crate::page::look::{Look, change_sign};
use crate::page::prose::{caveat_sign, kind_run, list_signs};
use crate::page::row::{Row, Run, columns, fit, padded};
use crate::page::since::signs_of_gone;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;

/// The width of the column for a claim's signs.
const SIGNS: usize = 4;

/// The width of the column for the kind of change.
const WORD: usize = 12;

/// On a narrower screen the list shows only signs and words, in columns.
const NARROW: usize = 40;

/// The rows of the list of changes.
pub(super) fn change_rows(
    look: &Look<'_>,
    since: &Since,
    changes: &[(usize, Change)],
    selected: usize,
    width: usize,
) -> Vec<Row> {
    let row =
        |&(index, change)| select(Listed::of(look, since, change).row(look.symbols, width), index == selected, width);
    changes.iter().map(row).collect()
}

fn word(change: &ItemChange) -> String {
    match change.words()[..] {
        [] => String::new(),
        [word] => word.to_owned(),
        [word, ..] => format!("{word}+"),
    }
}

/// The content of a row.
struct Listed {
    /// The sign of the change.
    sign: &'static str,
    /// The change in a word or two, with a plus if there are more.
    word: String,
    /// The number of a claim in the new text.
    number: Option<usize>,
    signs: Vec<Run>,
    words: Excerpt,
}

impl Listed {
    fn of(look: &Look<'_>, since: &Since, change: Change) -> Self {
        let (dossier, symbols) = (look.dossier, look.symbols);
        let (body, out) = (Roles::from(Role::Body), Roles::from(Role::Body).with(Role::Fallen));
        let gone_parts =
            |signs, words: Excerpt| Self { sign: symbols.gone(), word: "gone".to_owned(), number: None, signs, words };
        let plain = |run: Run| Excerpt::plain(run, symbols);
        let gone = |signs, words: &str| gone_parts(signs, plain(Run::new(words, out)));
        let changed = |change: &ItemChange, signs, words: Excerpt| Self {
            sign: change_sign(change.state, symbols).unwrap_or_default(),
            word: word(change),
            number: None,
            signs,
            words,
        };
        let with_state = |state| ItemChange { state, ..ItemChange::default() };
        match change {
            Change::Claim(claim) => {
                let words = excerpt(look, claim);
                Self { number: Some(claim.number()), ..changed(since.of(claim), list_signs(look, claim), words) }
            }
            Change::Source(source) => {
                let words = Run::new(format!("source: {}", dossier.source(source).name), body.with(Role::Source));
                changed(&since.sources[source.0], Vec::new(), plain(words))
            }
            Change::Caveat(caveat) => {
                let words = Run::new(format!("caveat: {}", dossier.caveat(caveat).text), body);
                changed(&since.caveats[caveat.0], vec![caveat_sign(dossier, symbols, caveat)], plain(words))
            }
            Change::Gone(at) => {
                let one = &since.gone[at];
                gone_parts(signs_of_gone(symbols, one), Excerpt::of(&one.parts, out, symbols))
            }
            Change::Dropped(at) => {
                let Dropped { caveat, words, .. } = &since.dropped[at];
                let what = if caveat.is_some() { "caveat" } else { "source" };
                let signs = caveat.map(|kind| kind_run(symbols, kind)).into_iter().collect();
                gone(signs, &format!("{what}: {words}"))
            }
            Change::Unattributed(at) => match &since.unattributed[at] {
                UnattributedChange { words, at: Some(_), sentence } => {
                    let state = if sentence.is_some() { ChangeState::Changed } else { ChangeState::New };
                    changed(&with_state(state), Vec::new(), plain(Run::new(words, body)))
                }
                UnattributedChange { words, at: None, .. } => gone(Vec::new(), words),
            },
            Change::About(at) => {
                let About { what, words, .. } = &since.about[at];
                let words = plain(Run::new(format!("{what}: {words}"), body));
                changed(&with_state(ChangeState::Changed), Vec::new(), words)
            }
        }
    }

    fn row(self, symbols: Symbols, width: usize) -> Vec<Run> {
        let mut runs = vec![Run::new(format!(" {} ", self.sign), Role::Mark)];
        if width < NARROW {
            runs.extend(self.signs);
        } else {
            let number = self.number.map_or(String::new(), |number| number.to_string());
            runs.push(Run::new(format!("{number:>3} "), Role::Mark));
            runs.push(Run::new(format!("{:<WORD$} ", self.word), Role::Muted));
            runs.extend(padded(self.signs, SIGNS, symbols));
        }
        runs.push(Run::new(" ", Role::Body));
        let room = width.saturating_sub(columns(&runs));
        runs.extend(self.words.line(room));
        fit(runs, width, symbols)
    }
}
