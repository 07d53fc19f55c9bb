//! Joins the parts of a claim's sentence: neighbours of one kind, and punctuation with the words around it.
//!
//! Must not know the signs around the parts, nor rows.

use super::{ClaimId, Dossier, ExcerptPart};

/// A claim's sentence, or a stretch of the text.
pub struct Excerpt {
    pub parts: Vec<ExcerptPart>,
    /// Whether the sentence says more than the words.
    pub is_part: bool,
}

impl Excerpt {
    pub fn claim(dossier: &Dossier, id: ClaimId) -> Self {
        Self::of(dossier.parts(id))
    }

    pub fn of(mut parts: Vec<ExcerptPart>) -> Self {
        let has_words = |part: &ExcerptPart| part.text.contains(char::is_alphanumeric);
        let is_part = parts.iter().any(|part| !part.is_words && has_words(part));
        // Punctuation between two stretches of the claim's words belongs to the words.
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
        let mut joined = Self { parts: Vec::new(), is_part };
        for part in parts {
            joined.add(ExcerptPart { is_words: part.is_words || !is_part, ..part });
        }
        joined
    }

    fn add(&mut self, part: ExcerptPart) {
        match self.parts.last_mut() {
            Some(last) if (last.is_words, last.is_struck) == (part.is_words, part.is_struck) => last.text += &part.text,
            _ => self.parts.push(part),
        }
    }

    /// Returns only the words, to be printed after their sentence.
    #[must_use]
    pub fn words(&self) -> Self {
        let mut words = Self { parts: Vec::new(), is_part: false };
        for part in &self.parts {
            if part.is_words {
                words.add(part.clone());
            } else if !words.parts.is_empty() {
                words.add(ExcerptPart { text: " … ".to_owned(), is_words: false, is_struck: false, hedge: None });
            }
        }
        words.parts.pop_if(|last| !last.is_words);
        words
    }

    /// Returns the text without any sign.
    pub fn plain(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect::<String>().trim().to_owned()
    }

    /// Returns each stretch of words that is struck out.
    pub fn struck(&self) -> Vec<&str> {
        let struck = self.parts.iter().filter(|part| part.is_struck);
        struck.map(|part| part.text.trim()).filter(|words| !words.is_empty()).collect()
    }

    /// Whether all of the words are struck out.
    pub fn is_struck(&self) -> bool {
        let has_words = |part: &&ExcerptPart| part.is_words && part.text.contains(char::is_alphanumeric);
        let mut words = self.parts.iter().filter(has_words).peekable();
        words.peek().is_some() && words.all(|part| part.is_struck)
    }

    /// Cuts a longer text to its first characters.
    pub fn shorten(&mut self, most: usize) {
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
