//! Reads TOML, YAML and JSON into one tree of tables, lists and scalars with places.
//!
//! Front matter and bibliographies are such data. JSON is read as YAML, because JSON is a subset of it. Must not know
//! any key.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its bytes in the text.
#[derive(Clone, Debug)]
pub struct Node<'t> {
    pub value: Value<'t>,
    /// Bytes of the value; empty if the value is missing.
    pub range: Range<usize>,
}

/// A value.
#[derive(Clone, Debug)]
pub enum Value<'t> {
    Text(Cow<'t, str>),
    /// A scalar that is not a string, as it is written: a number, a date, a boolean.
    Bare {
        text: Cow<'t, str>,
        kind: Bare,
    },
    List(Vec<Node<'t>>),
    /// Entries in the order of the text.
    Table(Vec<(Key<'t>, Node<'t>)>),
}

/// The kind of a scalar without quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bare {
    Integer,
    Float,
    Date,
    True,
    False,
    /// A key without a value.
    Nothing,
}

/// A key of a table and its bytes.
#[derive(Clone, Debug)]
pub struct Key<'t> {
    pub name: Cow<'t, str>,
    pub range: Range<usize>,
}

impl<'t> Node<'t> {
    /// Returns the value of a key, if this is a table that has the key.
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        let Value::Table(entries) = &self.value else { return None };
        entries.iter().find(|(known, _)| known.name == key).map(|(_, node)| node)
    }

    /// Returns a scalar as written, without quotation marks.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Bare { text, .. } if !text.trim().is_empty() => Some(text.trim()),
            _ => None,
        }
    }

    /// Returns the items of a list; any other value counts as a list of one item.
    pub fn items(&self) -> &[Node<'t>] {
        match &self.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }
}

impl Value<'_> {
    /// Returns the type's name in the words of the format's documentation.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::Bare { kind: Bare::Integer, .. } => "integer",
            Self::Bare { kind: Bare::Float, .. } => "float",
            Self::Bare { kind: Bare::Date, .. } => "datetime",
            Self::Bare { kind: Bare::True | Bare::False, .. } => "boolean",
            Self::Bare { kind: Bare::Nothing, .. } => "null",
            Self::List(_) => "array",
            Self::Table(_) => "table",
        }
    }
}

/// A mistake in a text, and its bytes.
pub struct Problem {
    pub range: Range<usize>,
    pub message: String,
}

/// Reads as much TOML as is well-formed.
pub fn toml(text: &str) -> (Node<'_>, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let problem = |error: &toml::de::Error| Problem {
        range: error.span().unwrap_or(0..text.len()),
        message: error.message().trim_end().replace('\n', ", "),
    };
    let problems = errors.iter().map(problem).collect();
    let range = table.span();
    (Node { value: of_table(table.into_inner()), range }, problems)
}

/// Restores the order of the text; the parser's table is sorted by key.
///
/// The parser reports a missing value and continues with an empty one; that value is left out here.
fn of_table(table: DeTable<'_>) -> Value<'_> {
    let entries = table.into_iter().filter(|(_, value)| !value.span().is_empty());
    let entry = |(key, value): (toml::Spanned<_>, toml::Spanned<_>)| {
        let range = key.span();
        (Key { name: key.into_inner(), range }, of_toml(value))
    };
    let mut entries: Vec<_> = entries.map(entry).collect();
    entries.sort_by_key(|(key, _)| key.range.start);
    Value::Table(entries)
}

fn of_toml(value: toml::Spanned<DeValue<'_>>) -> Node<'_> {
    let range = value.span();
    let bare = |text: String, kind| Value::Bare { text: text.into(), kind };
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(number) => bare(number.to_string(), Bare::Integer),
        DeValue::Float(number) => bare(number.to_string(), Bare::Float),
        DeValue::Boolean(truth) => bare(truth.to_string(), if truth { Bare::True } else { Bare::False }),
        DeValue::Datetime(date) => bare(date.to_string(), Bare::Date),
        DeValue::Array(values) => Value::List(values.into_iter().map(of_toml).collect()),
        DeValue::Table(table) => of_table(table),
    };
    Node { value, range }
}

/// Reads YAML or JSON. Aliases and depth are limited, since a few lines could expand to gigabytes.
pub fn yaml(text: &str) -> Result<Node<'_>, Problem> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 64,
            max_nodes: 100_000,
            max_aliases: 100,
        },
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::FirstWins,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Spanned<Yaml>>(text, options) {
        Ok(read) => Ok(of_yaml(text, read)),
        Err(error) => {
            let range = error.location().and_then(|location| bytes(text, &location)).unwrap_or(0..text.len());
            Err(Problem { range, message: one_line_of(&error.to_string()) })
        }
    }
}

/// Returns the message without the place at its beginning.
fn one_line_of(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(message);
    match message.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest.to_owned(),
        _ => message.to_owned(),
    }
}

/// Returns the bytes of a place. If only its line and column are known, these are the rest of the line.
fn bytes(text: &str, location: &serde_saphyr::Location) -> Option<Range<usize>> {
    let span = location.span();
    if let (Some(start), Some(length)) = (span.byte_offset(), span.byte_len()) {
        let [start, end] = [start, start + length].map(|byte| usize::try_from(byte).unwrap_or(usize::MAX));
        return text.get(start..end).map(|_| start..end);
    }
    let line = usize::try_from(location.line()).ok()?.checked_sub(1)?;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let line = text.get(start..)?.lines().next().unwrap_or_default();
    let column = usize::try_from(location.column()).ok()?.saturating_sub(1);
    let at = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    Some(start + at..start + line.len())
}

/// YAML as the parser returns it.
enum Yaml {
    Text(String),
    Bare(Bare),
    List(Vec<Spanned<Yaml>>),
    Table(Vec<(Spanned<String>, Spanned<Yaml>)>),
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Yaml;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("anything")
            }

            fn visit_unit<E>(self) -> Result<Yaml, E> {
                Ok(Yaml::Bare(Bare::Nothing))
            }

            fn visit_bool<E>(self, truth: bool) -> Result<Yaml, E> {
                Ok(Yaml::Bare(if truth { Bare::True } else { Bare::False }))
            }

            fn visit_i64<E>(self, _: i64) -> Result<Yaml, E> {
                Ok(Yaml::Bare(Bare::Integer))
            }

            fn visit_u64<E>(self, _: u64) -> Result<Yaml, E> {
                Ok(Yaml::Bare(Bare::Integer))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Yaml, E> {
                Ok(Yaml::Bare(Bare::Float))
            }

            fn visit_str<E>(self, text: &str) -> Result<Yaml, E> {
                Ok(Yaml::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Yaml, A::Error> {
                let mut list = Vec::new();
                while let Some(one) = all.next_element()? {
                    list.push(one);
                }
                Ok(Yaml::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Yaml, A::Error> {
                let mut table = Vec::new();
                while let Some(entry) = all.next_entry()? {
                    table.push(entry);
                }
                Ok(Yaml::Table(table))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

fn of_yaml(text: &str, Spanned { value, referenced, .. }: Spanned<Yaml>) -> Node<'_> {
    let range = bytes(text, &referenced).unwrap_or_default();
    let value = match value {
        Yaml::Text(words) => Value::Text(words.into()),
        // As written: "012" is a number to the parser, and may be a title.
        Yaml::Bare(kind) => Value::Bare { text: text[range.clone()].into(), kind },
        Yaml::List(all) => Value::List(all.into_iter().map(|one| of_yaml(text, one)).collect()),
        Yaml::Table(entries) => {
            let entry = |(key, value): (Spanned<String>, _)| {
                let range = bytes(text, &key.referenced).unwrap_or_default();
                (Key { name: key.value.into(), range }, of_yaml(text, value))
            };
            Value::Table(entries.into_iter().map(entry).collect())
        }
    };
    Node { value, range }
}
