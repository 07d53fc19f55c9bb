//! Copying: what is chosen, with its attribution and its caveats.
//!
//! Says what is copied and that it was; `crate::print::sentences` owns the words, and the world has the clipboard.

use super::views::article::NO_CLAIM;
use crate::briefing::dossier::{Dossier, SourceId};
use crate::page::look::{Chosen, Look};
use crate::print::sentences::Sentences;
use crate::reader::keymap::{Action, Context, Keys};
use crate::reader::message::Effect;
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::place::{Here, Subject, View};
use crate::reader::session::Session;
use crate::text::numbers;

/// The most bytes that are copied. With base64 it is what the most cautious terminals take, 100,000.
const LONGEST: usize = 74_000;

/// Copies the claim, the source or the caveat that is chosen.
pub(super) fn chosen((keys, context): (&Keys, Context), session: &Session, here: &Here) -> Outcomes {
    let source_with = |dossier: &Dossier, source: SourceId, elsewhere: &[String]| {
        let caveats = numbers::count(dossier.caveats_behind(&[source]).len() + elsewhere.len(), "caveat");
        format!("Copied source {} with {caveats}", source.number())
    };
    let selected = here.place.selected.source;
    let number = if let Subject::There(number, _) = here.subject { number } else { session.number() };
    let elsewhere = session.others().cautions_said(number, session.others().against_subject(here.subject, selected));
    let sentences = session.text().sentences();
    let (text, said) = match here.subject {
        Subject::There(number, claim) => {
            let Some(text) = session.others().there(selected, number) else { return Vec::new() };
            let Look { dossier, doubts, standing, problems, .. } = text.look;
            let sentences = Sentences { dossier, doubts, standing, problems };
            let file = dossier.manuscript.file_name();
            match (claim, text.sources[0]) {
                (Some(claim), _) => {
                    let with = sentences.copied_with(claim, elsewhere.len());
                    let said = format!("Copied claim {} of {file} with {with}", claim.number());
                    (sentences.copied_claim(claim, elsewhere), said)
                }
                (None, source) => {
                    let said = format!("{}, from {file}", source_with(dossier, source, &elsewhere));
                    (sentences.copied_source(source, elsewhere), said)
                }
            }
        }
        Subject::Claim(claim) => {
            let with = sentences.copied_with(claim, elsewhere.len());
            (sentences.copied_claim(claim, elsewhere), format!("Copied claim {} with {with}", claim.number()))
        }
        Subject::Source(source) => {
            let said = source_with(session.dossier(), source, &elsewhere);
            (sentences.copied_source(source, elsewhere), said)
        }
        Subject::Caveat(caveat) => {
            (sentences.copied_caveat(caveat), format!("Copied the {}", session.dossier().caveat(caveat).kind.word()))
        }
        Subject::Nothing => {
            let none = session.dossier().claims.is_empty();
            let (said, or) = if none { (NO_CLAIM, ";") } else { ("Choose a claim first", ", or") };
            let paragraph = keys.label(Action::CopyBlock, context);
            let other = paragraph.map(|key| format!("{or} copy the paragraph with {key}")).unwrap_or_default();
            return say(format!("{said}{other}"));
        }
    };
    hand_over(text, said)
}

/// Copies the block that the chosen claim is in, if it is in sight, else the one at the top of the screen. Beside the list
/// of sources no block is seen but through a claim.
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
    let block = match here.place.view {
        View::Article => claim.or_else(stated).or_else(top),
        View::Claims | View::Sources | View::Map => claim,
    };
    let Some(block) = block else {
        if !(here.lists_sources() && session.text().has_sources()) {
            return say("Nothing to copy");
        }
        let other = keys.label(Action::Copy, context).map(|key| format!(", or copy the source with {key}"));
        return say(format!("Choose a claim first{}", other.unwrap_or_default()));
    };
    let sentences = session.text().sentences();
    let elsewhere = |claim| session.others().cautions_said(session.number(), session.others().against(claim));
    let text = sentences.copied_block(block, elsewhere);
    let with = match dossier.claims_of(block).collect::<Vec<_>>()[..] {
        [] => "; it has no claim".to_owned(),
        [claim] => {
            format!(" with claim {}, {}", claim.number(), sentences.copied_with(claim, elsewhere(claim).len()))
        }
        ref claims => format!(" with its {} claims, their sources and caveats", claims.len()),
    };
    hand_over(text, format!("Copied the paragraph{with}"))
}

/// Terminals drop what is too long for them and say nothing. It is not cut: a claim might lose its caveats.
fn hand_over(text: String, said: String) -> Outcomes {
    if text.len() > LONGEST {
        return say(format!("Too long to be copied by a terminal: {} KB", text.len() / 1000));
    }
    vec![Outcome::Say(said), Outcome::Effect(Effect::Copy(text))]
}
