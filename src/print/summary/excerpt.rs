//! Prints a claim in its sentence, with signs around its words.
//!
//! The only function that prints claims: with signs for the eye, in bold for Markdown, and with the words after the
//! sentence for the ear. If a long sentence has very many claims, each is printed with the beginning of the sentence
//! and the part near its words (`briefing/dossier/parts`), because a hostile text would otherwise repeat the sentence
//! for each claim. Must not know rows.

use crate::briefing::dossier::{ClaimId, Dossier, Excerpt, ExcerptPart};

/// Signs around a claim's words, and around struck-out words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs {
    words: [&'static str; 2],
    pub(crate) struck: [&'static str; 2],
    /// The names of these signs in a legend.
    names: [&'static str; 2],
}

impl Signs {
    pub(crate) const PRINTED: Self =
        Self { words: ["‹", "›"], struck: ["~~", "~~"], names: ["In ‹\u{a0}›", "In ~~\u{a0}~~"] };
    pub(crate) const MARKDOWN: Self =
        Self { words: ["**", "**"], struck: ["~~", "~~"], names: ["In bold", "Struck through"] };
    /// For the ear, which cannot hear signs.
    pub(crate) const SPOKEN: Self =
        Self { words: ["", ""], struck: ["[struck out: ", "]"], names: ["After its sentence", "In brackets"] };
}

impl Signs {
    /// Explains the signs that some claims have.
    pub(crate) fn legend<'a>(self, claims: &(impl Iterator<Item = (&'a Dossier, ClaimId)> + Clone)) -> Vec<String> {
        let is_part = |(dossier, claim): (&Dossier, ClaimId)| dossier.is_part(claim);
        let is_struck = |(dossier, claim): (&Dossier, ClaimId)| dossier.is_struck(claim);
        let is_there = [claims.clone().any(is_part), claims.clone().any(is_struck)];
        let meanings = ["the words that the sources are cited for; the rest is their sentence", "what is struck out"];
        let legend = self.names.into_iter().zip(meanings).zip(is_there).filter(|(_, is_there)| *is_there);
        legend.map(|((sign, meaning), _)| format!("{sign}: {meaning}.")).collect()
    }
}

impl Excerpt {
    /// The sentence, with signs around the claim's words unless they are the whole sentence. `quote` converts words
    /// from the file.
    pub(crate) fn signed(&self, signs: Signs, quote: &dyn Fn(&str) -> String) -> String {
        let mut words_set_off = String::new();
        for (at, part) in self.parts.iter().enumerate() {
            let is_set_off = |at: usize| self.is_part && self.parts.get(at).is_some_and(|part| part.is_words);
            let begins = is_set_off(at) && !at.checked_sub(1).is_some_and(is_set_off);
            let ends = is_set_off(at) && !is_set_off(at + 1);
            let ExcerptPart { text, is_struck, .. } = part;
            let words = text.trim();
            let start = text.len() - text.trim_start().len();
            let is_struck = *is_struck && !words.is_empty();
            words_set_off += &text[..start];
            words_set_off += if begins { signs.words[0] } else { "" };
            words_set_off += if is_struck { signs.struck[0] } else { "" };
            words_set_off += &quote(words);
            words_set_off += if is_struck { signs.struck[1] } else { "" };
            words_set_off += if ends { signs.words[1] } else { "" };
            words_set_off += &text[start + words.len()..];
        }
        words_set_off.trim().to_owned()
    }

    pub(crate) fn printed(&self) -> String {
        self.signed(Signs::PRINTED, &str::to_owned)
    }

    pub(crate) fn spoken(&self) -> String {
        self.signed(Signs::SPOKEN, &str::to_owned)
    }
}
