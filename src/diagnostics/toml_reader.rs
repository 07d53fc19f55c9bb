//! Reads hand-written TOML: returns a value of the expected type, or reports a diagnostic.
//!
//! Owns the words of these diagnostics for themes and the configuration. Must not know any key.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::Span;
use crate::text::nearest::nearest;

pub type Value<'i> = Spanned<DeValue<'i>>;

/// Collects the problems of a file while it is read.
#[derive(Default)]
pub struct TomlReader {
    pub diagnostics: Vec<Diagnostic>,
}

impl TomlReader {
    pub fn table<'v, 'i>(&mut self, value: &'v Value<'i>) -> Option<&'v DeTable<'i>> {
        self.expect(value, "a table", DeValue::as_table)
    }

    /// Returns the value as the expected type, or reports a diagnostic.
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

    /// Reports an unknown word; `id` is also the beginning of the message.
    pub fn unknown<'k>(
        &mut self,
        id: &'static str,
        word: &str,
        at: Range<usize>,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let help = match nearest(word, known.clone()) {
            Some(near) => did_you_mean(near),
            None => format!("expected one of {}", known.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")),
        };
        self.report(id, at, format!("{} `{word}`", id.replace('-', " ")), Some(help));
    }

    pub fn report(&mut self, id: &'static str, at: Range<usize>, message: String, help: Option<String>) {
        self.diagnostics.push(Diagnostic::error(id, Span::new(at.start, at.end), message).help_if(help));
    }

    /// Returns all problems, sorted by place. If the file is not TOML, only that is reported, because other problems in
    /// a broken file may only follow from it.
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

/// Reports where and why the file is not TOML.
fn broken(text: &str, error: &Error) -> Diagnostic {
    let range = error.span().unwrap_or(text.len()..text.len());
    let boundary = |byte: usize| (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Diagnostic::error("bad-toml", Span::new(boundary(range.start), boundary(range.end)), error.message())
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {noun}")
}
