//! Copies what is chosen, with its attribution and its caveats.
//!
//! Selects what to copy, and owns the words of the notice. `crate::print::sentences` owns the words of the copy; the world
//! owns the clipboard, and says how far a copy came.

use super::links::NO_CLAIM;
use crate::briefing::dossier::{Dossier, SourceId};
use crate::page::look::{Chosen, Look};
use crate::print::sentences::Sentences;
use crate::reader::keymap::{Action, Context, Keys};
use crate::reader::message::Effect;
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::place::{Here, Subject};
use crate::reader::session::Session;
use crate::reader::view::Listed;
use crate::text::numbers;

/// The longest text to copy, in bytes. In base64 it stays below 100,000 bytes, the limit of the strictest terminals.
const LONGEST: usize = 74_000;

/// How far a copied text came. Only a program that has ended well confirms that the text arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// A program has put it on the clipboard.
    Clipboard,
    /// tmux has taken it.
    Tmux,
    /// It was sent to the terminal, which does not answer.
    Terminal,
    /// It was sent to the terminal, and this program has failed.
    TerminalAlone(&'static str),
    /// It was sent to tmux, whose setting accepts it.
    SentToTmux,
    /// It was sent to tmux, whose setting is not known.
    UnknownToTmux,
    /// It was not sent, because the setting of tmux does not accept it.
    RefusedByTmux,
}

/// The notice about a copy. `what` says what it is.
pub(super) fn notice(what: &str, arrival: Arrival) -> String {
    match arrival {
        Arrival::Clipboard => format!("Copied {what}"),
        Arrival::Tmux => format!("Copied to tmux: {what}"),
        Arrival::Terminal => format!("Sent to terminal: {what}"),
        Arrival::TerminalAlone(failed) => format!("{failed} failed; sent to the terminal's clipboard only"),
        Arrival::SentToTmux => format!("Sent to tmux: {what}"),
        Arrival::UnknownToTmux => "Sent to tmux, which needs `set-clipboard on`".to_owned(),
        Arrival::RefusedByTmux => "Not copied; first run `tmux set -s set-clipboard on`".to_owned(),
    }
}

/// Copies the chosen claim, source or caveat.
pub(super) fn chosen((keys, context): (&Keys, Context), session: &Session, here: &Here) -> Outcomes {
    let source_with = |dossier: &Dossier, source: SourceId, elsewhere: &[String]| {
        let caveats = numbers::count(dossier.caveats_behind(&[source]).len() + elsewhere.len(), "caveat");
        format!("source {} with {caveats}", source.number())
    };
    let selected = here.place.selected.source;
    let number = if let Subject::There(number, _) = here.subject { number } else { session.number() };
    let elsewhere =
        session.others().caution_sentences(number, session.others().against_subject(here.subject, selected));
    let sentences = session.text().sentences();
    // The reader's own judgement goes with what it is about, and says whose it is.
    let judgements = &session.text().judgements;
    let judgement = match here.subject {
        Subject::Claim(claim) => judgements.of_claim(claim),
        Subject::Source(source) => judgements.of_source(source),
        Subject::There(..) | Subject::Caveat(_) | Subject::Nothing => None,
    };
    let yours = if judgement.is_some() { ", and your judgement" } else { "" };
    let with_own = |mut lines: Vec<String>| {
        lines.extend(judgement.map(Sentences::copied_judgement));
        lines
    };
    let (text, what) = match here.subject {
        Subject::There(number, claim) => {
            let Some(text) = session.others().there(selected, number) else { return Vec::new() };
            let Look { dossier, doubts, standing, problems, .. } = text.look;
            let sentences = Sentences { dossier, doubts, standing, problems };
            let file = dossier.manuscript.file_name();
            match (claim, text.sources[0]) {
                (Some(claim), _) => {
                    let with = sentences.copied_with(claim, elsewhere.len());
                    let what = format!("claim {} of {file} with {with}", claim.number());
                    (sentences.copied_claim(claim, elsewhere), what)
                }
                (None, source) => {
                    let what = format!("{}, from {file}", source_with(dossier, source, &elsewhere));
                    (sentences.copied_source(source, elsewhere), what)
                }
            }
        }
        Subject::Claim(claim) => {
            let with = sentences.copied_with(claim, elsewhere.len());
            (sentences.copied_claim(claim, with_own(elsewhere)), format!("claim {} with {with}{yours}", claim.number()))
        }
        Subject::Source(source) => {
            let what = format!("{}{yours}", source_with(session.dossier(), source, &elsewhere));
            (sentences.copied_source(source, with_own(elsewhere)), what)
        }
        Subject::Caveat(caveat) => {
            (sentences.copied_caveat(caveat), format!("the {}", session.dossier().caveat(caveat).kind.word()))
        }
        Subject::Nothing => {
            let none = session.dossier().claims.is_empty();
            let (words, or) = if none { (NO_CLAIM, ";") } else { ("Choose a claim first", ", or") };
            let paragraph = keys.label(Action::CopyBlock, context);
            let other = paragraph.map(|key| format!("{or} copy the paragraph with {key}")).unwrap_or_default();
            return say(format!("{words}{other}"));
        }
    };
    copy_or_refuse(text, what)
}

/// Copies the block of the chosen claim if it is in sight, else the block at the top of the screen. In a list of
/// sources a block is visible only through its claim.
pub(super) fn block((keys, context): (&Keys, Context), session: &Session, here: &Here) -> Outcomes {
    let dossier = session.dossier();
    let seen = here.sees_chosen();
    let claim = here.subject.claim().filter(|_| seen).map(|claim| dossier.claim(claim).passage.place.block);
    let stated = || match here.place.chosen {
        Some(Chosen::Caveat(caveat)) if seen => Some(session.text().statement(caveat)?.0),
        Some(_) | None => None,
    };
    let blocks = &dossier.briefing.blocks;
    let top = || {
        let top = here.top();
        let block = blocks.partition_point(|block| block.span.start <= top.byte).saturating_sub(1);
        (block < blocks.len()).then_some(block)
    };
    let block = match here.place.view.listed() {
        Listed::Text => claim.or_else(stated).or_else(top),
        Listed::Claims | Listed::Sources => claim,
    };
    let Some(block) = block else {
        if !(here.lists_sources() && session.text().has_sources()) {
            return say("Nothing to copy");
        }
        let other = keys.label(Action::Copy, context).map(|key| format!(", or copy the source with {key}"));
        return say(format!("Choose a claim first{}", other.unwrap_or_default()));
    };
    let sentences = session.text().sentences();
    let elsewhere = |claim| session.others().caution_sentences(session.number(), session.others().against(claim));
    let lines = |claim| {
        let own = session.text().judgements.of_claim(claim).map(Sentences::copied_judgement);
        elsewhere(claim).into_iter().chain(own).collect()
    };
    let text = sentences.copied_block(block, lines);
    let is_judged = |claim| session.text().judgements.of_claim(claim).is_some();
    let yours = if dossier.claims_of(block).any(is_judged) { ", and your judgement" } else { "" };
    let with = match dossier.claims_of(block).collect::<Vec<_>>()[..] {
        [] => "; it has no claim".to_owned(),
        [claim] => {
            format!(" with claim {}: {}", claim.number(), sentences.copied_with(claim, elsewhere(claim).len()))
        }
        ref claims => format!(" with {} claims, their sources and caveats", claims.len()),
    };
    copy_or_refuse(text, format!("the paragraph{with}{yours}"))
}

/// Asks the world to copy a text. Terminals silently drop a text that is too long. It is refused and not cut, because a
/// claim could lose its caveats.
fn copy_or_refuse(text: String, what: String) -> Outcomes {
    if text.len() > LONGEST {
        return say(format!("Too long to be copied by a terminal: {} KB", text.len() / 1000));
    }
    vec![Outcome::Effect(Effect::Copy { text, what })]
}
