//! A claim told in its sentence, with its words set off.
//!
//! Everything that prints a claim prints it through this. Must not know rows.

use crate::dossier::{ClaimId, Dossier, ToldPart};

/// What stands around a claim's words, and around what is struck out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs {
    words: [&'static str; 2],
    pub(crate) struck: [&'static str; 2],
    /// Where a legend says that both stand.
    names: [&'static str; 2],
}

impl Signs {
    pub(crate) const PRINTED: Self =
        Self { words: ["‹", "›"], struck: ["~~", "~~"], names: ["In ‹\u{a0}›", "In ~~\u{a0}~~"] };
    pub(crate) const MARKDOWN: Self =
        Self { words: ["**", "**"], struck: ["~~", "~~"], names: ["In bold", "Struck through"] };
    /// For the ear, which hears no signs.
    pub(crate) const SPOKEN: Self =
        Self { words: ["", ""], struck: ["[struck out: ", "]"], names: ["After its sentence", "In brackets"] };
}

impl Signs {
    /// What the signs mean, those that some claims of some texts have.
    pub(crate) fn legend<'a>(self, claims: &(impl Iterator<Item = (&'a Dossier, ClaimId)> + Clone)) -> Vec<String> {
        let is_part = |(dossier, claim): (&Dossier, ClaimId)| dossier.is_part(claim);
        let is_struck = |(dossier, claim): (&Dossier, ClaimId)| dossier.is_struck(claim);
        let is_there = [claims.clone().any(is_part), claims.clone().any(is_struck)];
        let meanings = ["the words that the sources are cited for; the rest is their sentence", "what is struck out"];
        let said = self.names.into_iter().zip(meanings).zip(is_there).filter(|(_, is_there)| *is_there);
        said.map(|((sign, meaning), _)| format!("{sign}: {meaning}.")).collect()
    }
}

/// A claim's sentence, or a stretch of the text.
pub(crate) struct Told {
    parts: Vec<ToldPart>,
    /// Whether the sentence says more than the words.
    pub(crate) is_part: bool,
}

impl Told {
    pub(crate) fn claim(dossier: &Dossier, id: ClaimId) -> Self {
        Self::of(dossier.told(id))
    }

    pub(crate) fn of(mut parts: Vec<ToldPart>) -> Self {
        let has_words = |part: &ToldPart| part.text.contains(char::is_alphanumeric);
        let is_part = parts.iter().any(|part| !part.is_words && has_words(part));
        // Punctuation between two stretches of words goes with them.
        let mut before = None;
        for at in 0..parts.len() {
            if parts[at].is_words {
                if let Some(before) = before.replace(at) {
                    parts[before..at].iter_mut().for_each(|part| part.is_words = true);
                }
            } else if has_words(&parts[at]) {
                before = None;
            }
        }
        let mut told = Self { parts: Vec::new(), is_part };
        for part in parts {
            told.add(ToldPart { is_words: part.is_words || !is_part, ..part });
        }
        told
    }

    fn add(&mut self, part: ToldPart) {
        match self.parts.last_mut() {
            Some(last) if (last.is_words, last.is_struck) == (part.is_words, part.is_struck) => last.text += &part.text,
            _ => self.parts.push(part),
        }
    }

    /// The words without their sentence, to be said after it.
    pub(crate) fn words(&self) -> Self {
        let mut words = Self { parts: Vec::new(), is_part: false };
        for part in &self.parts {
            if part.is_words {
                words.add(part.clone());
            } else if !words.parts.is_empty() {
                words.add(ToldPart { text: " … ".to_owned(), is_words: false, is_struck: false, hedge: None });
            }
        }
        words.parts.pop_if(|last| !last.is_words);
        words
    }

    /// The sentence, with signs around the words unless they are all of it. Words of the text pass through `quote`.
    pub(crate) fn signed(&self, signs: Signs, quote: &dyn Fn(&str) -> String) -> String {
        let mut said = String::new();
        for (at, part) in self.parts.iter().enumerate() {
            let is_set_off = |at: usize| self.is_part && self.parts.get(at).is_some_and(|part| part.is_words);
            let begins = is_set_off(at) && !at.checked_sub(1).is_some_and(is_set_off);
            let ends = is_set_off(at) && !is_set_off(at + 1);
            let ToldPart { text, is_struck, .. } = part;
            let words = text.trim();
            let start = text.len() - text.trim_start().len();
            let is_struck = *is_struck && !words.is_empty();
            said += &text[..start];
            said += if begins { signs.words[0] } else { "" };
            said += if is_struck { signs.struck[0] } else { "" };
            said += &quote(words);
            said += if is_struck { signs.struck[1] } else { "" };
            said += if ends { signs.words[1] } else { "" };
            said += &text[start + words.len()..];
        }
        said.trim().to_owned()
    }

    pub(crate) fn printed(&self) -> String {
        self.signed(Signs::PRINTED, &str::to_owned)
    }

    pub(crate) fn spoken(&self) -> String {
        self.signed(Signs::SPOKEN, &str::to_owned)
    }

    /// Without any sign.
    pub(crate) fn plain(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect::<String>().trim().to_owned()
    }

    /// What was struck out, stretch by stretch.
    pub(crate) fn struck(&self) -> Vec<&str> {
        let struck = self.parts.iter().filter(|part| part.is_struck);
        struck.map(|part| part.text.trim()).filter(|words| !words.is_empty()).collect()
    }

    /// Whether all of the words were struck out.
    pub(crate) fn is_struck(&self) -> bool {
        let has_words = |part: &&ToldPart| part.is_words && part.text.contains(char::is_alphanumeric);
        let mut words = self.parts.iter().filter(has_words).peekable();
        words.peek().is_some() && words.all(|part| part.is_struck)
    }

    /// Leaves the first characters of a longer text.
    pub(super) fn shorten(&mut self, most: usize) {
        let mut left = most;
        for at in 0..self.parts.len() {
            let part = &mut self.parts[at];
            if let Some((end, _)) = part.text.char_indices().nth(left) {
                part.text.truncate(end);
                part.text.push('…');
                self.parts.truncate(at + 1);
                return;
            }
            left -= part.text.chars().count();
        }
    }
}
