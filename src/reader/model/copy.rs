//! Copying: what is chosen, with its attribution and its caveats.
//!
//! Says what is copied and that it was; `sentences` owns the words, and the world has the clipboard.

use super::travel::NO_CLAIM;
use super::{Effect, Model, View};
use crate::briefing::dossier::{Dossier, SourceId};
use crate::diagnostics::diagnostic::losing;
use crate::page::look::{Chosen, Look};
use crate::print::sentences::Sentences;
use crate::reader::keymap::Action;
use crate::text::numbers;

/// The most bytes that are copied. With base64 it is what the most cautious terminals take, 100,000.
const LONGEST: usize = 74_000;

impl Model {
    pub(super) fn sentences(&self) -> Sentences<'_> {
        let Self { dossier, doubts, standing, problems, .. } = self;
        Sentences { dossier, doubts, standing, problems: losing(problems) }
    }

    /// Copies the claim, the source or the caveat that is chosen.
    pub(super) fn copy_chosen(&mut self) -> Option<Effect> {
        let source_with = |dossier: &Dossier, source: SourceId, elsewhere: &[String]| {
            let caveats = numbers::count(dossier.caveats_behind(&[source]).len() + elsewhere.len(), "caveat");
            format!("Copied source {} with {caveats}", source.number())
        };
        let text = self.selected_there().map_or(self.place.text, |(text, _)| text.number);
        let elsewhere = self.cautions_said(text, self.against_chosen());
        if let Some((text, claim)) = self.selected_there() {
            let Look { dossier, doubts, standing, problems, .. } = text.look;
            let sentences = Sentences { dossier, doubts, standing, problems };
            let file = dossier.manuscript.file_name();
            let (text, said) = match (claim, text.sources[0]) {
                (Some(claim), _) => {
                    let with = sentences.copied_with(claim, elsewhere.len());
                    let said = format!("Copied claim {} of {file} with {with}", claim.number());
                    (sentences.copied_claim(claim, elsewhere), said)
                }
                (None, source) => {
                    let said = format!("{}, from {file}", source_with(dossier, source, &elsewhere));
                    (sentences.copied_source(source, elsewhere), said)
                }
            };
            return self.hand_over(text, said);
        }
        let sentences = self.sentences();
        let (text, said) = match (self.claim(), self.place.view, self.place.chosen) {
            (Some(claim), _, _) => {
                let with = sentences.copied_with(claim, elsewhere.len());
                (sentences.copied_claim(claim, elsewhere), format!("Copied claim {} with {with}", claim.number()))
            }
            (None, View::Sources | View::Map, _) if !self.dossier.sources.is_empty() => {
                let source = self.place.selected.source;
                let said = source_with(&self.dossier, source, &elsewhere);
                (sentences.copied_source(source, elsewhere), said)
            }
            (None, View::Article, Some(Chosen::Caveat(caveat))) => {
                (sentences.copied_caveat(caveat), format!("Copied the {}", self.dossier.caveat(caveat).kind.word()))
            }
            (None, View::Sources | View::Map | View::Claims | View::Article, _) => {
                let paragraph = self.key_for(Action::CopyBlock);
                let none = self.dossier.claims.is_empty();
                let (said, or) = if none { (NO_CLAIM, ";") } else { ("Choose a claim first", ", or") };
                let other = paragraph.map(|key| format!("{or} copy the paragraph with {key}")).unwrap_or_default();
                self.notice = Some(format!("{said}{other}"));
                return None;
            }
        };
        self.hand_over(text, said)
    }

    /// Copies the block that the chosen claim is in, if it is in sight, else the one at the top of the screen. Beside the
    /// list of sources no block is seen but through a claim.
    pub(super) fn copy_block(&mut self) -> Option<Effect> {
        let seen = self.place.view != View::Article || self.screen.chosen_in_sight;
        let claim = self.claim().filter(|_| seen).map(|claim| self.dossier.claim(claim).place.block);
        let stated = || match self.place.chosen {
            Some(Chosen::Caveat(caveat)) if seen => Some(self.statement(caveat)?.0),
            Some(_) | None => None,
        };
        let blocks = &self.dossier.briefing.blocks;
        let top = || {
            let top = self.screen.top.unwrap_or(self.place.anchor);
            let block = blocks.partition_point(|block| block.span.start <= top.byte).saturating_sub(1);
            (block < blocks.len()).then_some(block)
        };
        let block = match self.place.view {
            View::Article => claim.or_else(stated).or_else(top),
            View::Claims | View::Sources | View::Map => claim,
        };
        let Some(block) = block else {
            let source = matches!(self.place.view, View::Sources | View::Map) && !self.dossier.sources.is_empty();
            let key = self.key_for(Action::Copy).filter(|_| source);
            let other = key.map(|key| format!(", or copy the source with {key}")).unwrap_or_default();
            let said = if source { format!("Choose a claim first{other}") } else { "Nothing to copy".to_owned() };
            self.notice = Some(said);
            return None;
        };
        let sentences = self.sentences();
        let elsewhere = |claim| self.cautions_said(self.place.text, self.against(claim));
        let text = sentences.copied_block(block, elsewhere);
        let with = match self.dossier.claims_of(block).collect::<Vec<_>>()[..] {
            [] => "; it has no claim".to_owned(),
            [claim] => {
                format!(" with claim {}, {}", claim.number(), sentences.copied_with(claim, elsewhere(claim).len()))
            }
            ref claims => format!(" with its {} claims, their sources and caveats", claims.len()),
        };
        self.hand_over(text, format!("Copied the paragraph{with}"))
    }

    /// Terminals drop what is too long for them and say nothing. It is not cut: a claim might lose its caveats.
    fn hand_over(&mut self, text: String, said: String) -> Option<Effect> {
        let fits = text.len() <= LONGEST;
        let kilobytes = text.len() / 1000;
        self.notice = Some(if fits { said } else { format!("Too long to be copied by a terminal: {kilobytes} KB") });
        fits.then_some(Effect::Copy(text))
    }
}
