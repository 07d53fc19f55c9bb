//! TOML that people write by hand: values as what they must be, or a diagnostic at the very place.
//!
//! Owns the words of those diagnostics for themes and for the configuration. Must not know any key.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::Span;
use crate::text::nearest::nearest;

pub type Value<'i> = Spanned<DeValue<'i>>;

/// What is wrong so far.
#[derive(Default)]
pub struct Tables {
    pub diagnostics: Vec<Diagnostic>,
}

impl Tables {
    pub fn table<'v, 'i>(&mut self, value: &'v Value<'i>) -> Option<&'v DeTable<'i>> {
        self.expect(value, "a table", DeValue::as_table)
    }

    /// The value as what it must be, or a diagnostic.
    pub fn expect<'v, 'i, T>(
        &mut self,
        value: &'v Value<'i>,
        what: &str,
        read: impl FnOnce(&'v DeValue<'i>) -> Option<T>,
    ) -> Option<T> {
        let found = read(value.get_ref());
        if found.is_none() {
            let message = format!("expected {what}, found {}", with_article(value.get_ref().type_str()));
            self.report("wrong-type", value.span(), message, None);
        }
        found
    }

    /// `id` is also what the message says.
    pub fn unknown<'k>(
        &mut self,
        id: &'static str,
        word: &str,
        at: Range<usize>,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let help = match nearest(word, known.clone()) {
            Some(near) => did_you_mean(near),
            None => format!("known are {}", known.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")),
        };
        self.report(id, at, format!("{} `{word}`", id.replace('-', " ")), Some(help));
    }

    pub fn report(&mut self, id: &'static str, at: Range<usize>, message: String, help: Option<String>) {
        self.diagnostics.push(Diagnostic::error(id, Span::new(at.start, at.end), message).help_if(help));
    }

    /// All that is wrong, sorted by place. What stands in a broken place was not what was meant: only the break itself
    /// is worth a word.
    pub fn finish(self, text: &str, errors: &[Error]) -> Vec<Diagnostic> {
        let mut diagnostics =
            if errors.is_empty() { self.diagnostics } else { errors.iter().map(|error| broken(text, error)).collect() };
        Diagnostic::sort(&mut diagnostics);
        diagnostics
    }
}

pub fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

/// What is wrong with the file as TOML.
fn broken(text: &str, error: &Error) -> Diagnostic {
    let range = error.span().unwrap_or(text.len()..text.len());
    let boundary = |byte: usize| (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Diagnostic::error("bad-toml", Span::new(boundary(range.start), boundary(range.end)), error.message())
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {noun}")
}
