//! Finds the source that a person names, by its label or by its number.
//!
//! People read numbers, and write labels. Where both are possible and mean different sources, neither is taken.

use super::{Dossier, Source, SourceId};
use crate::briefing::ast::Cited;
use crate::text::manuscript::one_line;
use crate::text::nearest::nearest;

/// Why a name does not lead to a source, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    pub message: String,
    pub help: Option<String>,
    /// Whether the name is a label of one source and the number of another.
    pub is_ambiguous: bool,
}

impl Dossier {
    /// Returns the source with a label or a number. A reference as in the text, `[^3]`, is always a label.
    pub fn source_named(&self, name: &str) -> Result<SourceId, Unnamed> {
        let reference = name.strip_prefix("[^").or_else(|| name.strip_prefix("[@"));
        let reference = reference.and_then(|name| name.strip_suffix(']'));
        let labelled = self.source_by_id(reference.unwrap_or(name));
        let number = name.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let numbered = number.filter(|&index| index < self.sources.len()).map(SourceId);
        match (labelled, numbered) {
            (Some(one), Some(other)) if one != other => Err(self.ambiguous(name, one, other)),
            (Some(source), _) | (None, Some(source)) => Ok(source),
            (None, None) => {
                let known = self.sources.iter().map(|source| source.id.as_str());
                let near = nearest(reference.unwrap_or(name), known).map(|near| format!("did you mean `{near}`?"));
                Err(Unnamed { message: format!("no source `{name}`"), help: near, is_ambiguous: false })
            }
        }
    }

    fn ambiguous(&self, name: &str, labelled: SourceId, numbered: SourceId) -> Unnamed {
        let written = |id: SourceId| format!("`[^{}]` for {}", self.source(id).id, one_line(&self.source(id).name));
        Unnamed {
            message: format!("`{name}` is the label of one source and the number of another"),
            help: Some(format!("write {} or {}", written(labelled), written(numbered))),
            is_ambiguous: true,
        }
    }
}

impl Source {
    /// Returns the reference to it as the text writes it: `[^audit]`, `[@maas2019]`. None if the text cites it in
    /// another way, or if its label would say no more than its number.
    pub fn reference(&self, number: usize) -> Option<String> {
        let is_label = !self.id.contains(char::is_whitespace) && !self.id.starts_with('^');
        let sign = match self.cited[..] {
            _ if !is_label || self.id == number.to_string() => return None,
            [] | [Cited::Footnote, ..] => '^',
            [Cited::Key, ..] => '@',
            _ => return None,
        };
        Some(format!("[{sign}{}]", self.id))
    }
}
