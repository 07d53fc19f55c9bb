//! Reads `MyST`: targets of links, comments, and breaks between blocks.

use super::lines::LineKind;
use super::{Effect, Rewriting};

impl Rewriting<'_> {
    /// Whether a text has syntax that only `MyST` has.
    pub(super) fn is_myst(&self) -> bool {
        self.lines.iter().any(|line| {
            let words = line.words(self.body);
            let is_directive = matches!(line.kind, LineKind::Opens(_));
            let is_division = words.starts_with(":::") && words.trim_start_matches(':').starts_with('{');
            let is_named = |words: &str| {
                words
                    .trim_start_matches(':')
                    .strip_prefix('{')
                    .is_some_and(|name| name.starts_with(char::is_alphabetic))
            };
            is_directive || line.kind == LineKind::Plain && (is_target(words) || is_division && is_named(words))
        })
    }

    /// Reads a target of links, `(who-pays)=`.
    pub(super) fn read_target(&mut self, index: usize) {
        let line = self.lines[index].range();
        if is_target(&self.body[line.clone()]) {
            let name = line.start + 1..line.end - ")=".len();
            self.put_boundary(line, Effect::Names(name), None);
        }
    }

    /// Hides a comment, `% checked`, and a break between blocks, `+++`.
    pub(super) fn read_myst_line(&mut self, index: usize) {
        let line = &self.lines[index];
        let words = line.words(self.body);
        if words.starts_with("% ") {
            self.hide_line(index);
        } else if words == "+++" || words.starts_with("+++ {") {
            self.put_boundary(line.range(), Effect::None, None);
        }
    }
}

/// Whether a line is a target of links, `(who-pays)=`.
fn is_target(words: &str) -> bool {
    let name = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(")="));
    name.is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_distinguished_from_text() {
        assert!(is_target("(who-pays)="));
        assert!(!is_target("(who pays)=") && !is_target("f(x)="));
    }
}
