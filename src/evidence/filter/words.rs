//! The vocabulary of filters: what each word selects, and which values it takes.

use std::fmt::Write as _;

use super::Test;
use crate::briefing::ast::{Cited, SourceKind};
use crate::briefing::hedge::HedgeKind;
use crate::evidence::judgement::Scale;
use crate::evidence::since::ChangeFilter;

/// A word of the language, alone or before a colon.
pub(super) struct Word {
    pub(super) name: &'static str,
    pub(super) value: Value,
    /// What it selects.
    doc: &'static str,
}

/// The value after the colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    None(Flag),
    Source,
    Kind,
    Cited,
    /// The value is optional.
    Hedge,
    Caveat,
    Section,
    Since,
    /// Takes no value.
    Mine,
    Status,
}

/// A word without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flag {
    Unnamed,
    Unsourced,
    Caveated,
    Limited,
    Denied,
    Single,
    Standing,
    Fallen,
}

impl Flag {
    pub(super) fn test(self) -> Test {
        match self {
            Self::Unnamed => Test::Unnamed,
            Self::Unsourced => Test::Unsourced,
            Self::Caveated => Test::Caveated,
            Self::Limited => Test::Limited,
            Self::Denied => Test::Denied,
            Self::Single => Test::Single,
            Self::Standing => Test::Standing,
            Self::Fallen => Test::Fallen,
        }
    }
}

const fn flag(name: &'static str, flag: Flag, doc: &'static str) -> Word {
    Word { name, value: Value::None(flag), doc }
}

pub(super) const WORDS: &[Word] = &[
    Word {
        name: "source",
        value: Value::Source,
        doc: "claims that rest on this source: they cite it, or a source that it stands behind; its number, its label or part of its name",
    },
    flag("denied", Flag::Denied, "claims that somebody denies"),
    flag("limited", Flag::Limited, "claims under a caveat that is not a denial"),
    Word {
        name: "hedged",
        value: Value::Hedge,
        doc: "claims with a hedge in their sentence; with a value, of this kind",
    },
    flag("unsourced", Flag::Unsourced, "sentences without a reference to a source"),
    Word { name: "mine", value: Value::Mine, doc: "claims that you judged" },
    Word { name: "status", value: Value::Status, doc: "claims to which you gave this status" },
    Word {
        name: "section",
        value: Value::Section,
        doc: "claims in sections with this in their titles, and in their subsections; a number selects only that heading of the contents, 0 the text before the first heading",
    },
    flag("single", Flag::Single, "claims that would fall with a single source"),
    Word { name: "caveat", value: Value::Caveat, doc: "claims under this caveat; its id or part of its words" },
    flag("caveated", Flag::Caveated, "claims under a caveat, denials included"),
    flag("unnamed", Flag::Unnamed, "claims that cite a source without a name"),
    Word { name: "kind", value: Value::Kind, doc: "claims that cite a source of this kind" },
    Word { name: "cited", value: Value::Cited, doc: "claims with a source that the text cites in this way" },
    flag("standing", Flag::Standing, "claims that stand, given your doubts"),
    flag("fallen", Flag::Fallen, "claims that fell with the sources you doubt"),
    Word {
        name: "since",
        value: Value::Since,
        doc: "claims that changed in this way since an older text (`--since OLD`)",
    },
];

/// Words that connect tests, and one that stands before a test.
pub(super) const CONNECTIVES: [&str; 3] = ["and", "or", "not"];

pub(super) fn kinds() -> impl Iterator<Item = &'static str> + Clone {
    SourceKind::ALL.iter().map(|kind| kind.word())
}

pub(super) fn ways() -> impl Iterator<Item = &'static str> + Clone {
    Cited::ALL.iter().map(|way| way.word())
}

pub(super) fn hedges() -> impl Iterator<Item = &'static str> + Clone {
    HedgeKind::ALL.iter().map(|kind| kind.word())
}

pub(super) fn changes() -> impl Iterator<Item = &'static str> + Clone {
    ChangeFilter::ALL.iter().map(|change| change.word())
}

pub(super) fn statuses() -> impl Iterator<Item = &'static str> + Clone {
    Scale::Status.ratings().iter().map(|rating| rating.word)
}

/// The language as a table in Markdown, for the README.
pub fn help_markdown() -> String {
    let mut table = String::from("| word | selects |\n| --- | --- |\n");
    for Word { name, value, doc } in WORDS {
        let known = |words: &mut dyn Iterator<Item = &'static str>| {
            words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
        };
        let (written, values) = match value {
            Value::None(_) | Value::Mine => (format!("`{name}`"), String::new()),
            Value::Source | Value::Caveat | Value::Section => (format!("`{name}:…`"), String::new()),
            Value::Kind => (format!("`{name}:…`"), format!(": {}", known(&mut kinds()))),
            Value::Cited => (format!("`{name}:…`"), format!(": {}", known(&mut ways()))),
            Value::Since => (format!("`{name}:…`"), format!(": {}", known(&mut changes()))),
            Value::Status => (format!("`{name}:…`"), format!(": {}", known(&mut statuses()))),
            Value::Hedge => (format!("`{name}`, `{name}:…`"), format!(": {}", known(&mut hedges()))),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {written} | {doc}{values} |");
    }
    table
}
