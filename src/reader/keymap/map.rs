//! Looks up keys, and describes them for the help screen and for hints.
//!
//! Must not know where the user's own table comes from, nor what an action does.

use std::borrow::Cow;
use std::fmt::Write as _;

use crossterm::event::KeyEvent;

use super::key::{self, ESC, Key, QUIT, character, label};
use super::{Action, BINDINGS, Binding, Context};

/// The key table: built in, or with the user's own keys applied to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keymap {
    #[default]
    BuiltIn,
    Own(Vec<Row>),
}

/// A [`Binding`] with the user's own keys. It may have no keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub(super) group: &'static str,
    pub(super) contexts: Vec<Context>,
    pub(super) keys: Vec<String>,
    pub(super) action: Action,
}

/// A row of the help screen.
#[derive(Clone, Debug)]
pub struct HelpRow {
    pub group: &'static str,
    /// Keys as people know them.
    pub keys: String,
    /// Describes what they do.
    pub doc: Cow<'static, str>,
    /// Where they do it.
    pub contexts: Vec<Context>,
}

/// The result of a key press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    Act(Action),
    /// A character, in a context that takes text, a letter or a digit.
    Type(char),
    /// The count so far, of which this key is a digit.
    Count(usize),
    /// These keys begin a sequence; no key if a sequence was canceled.
    Wait(Vec<Key>),
    /// These keys are not bound.
    Nothing(Vec<Key>),
}

impl Keymap {
    /// Looks up a key in a context, after the keys typed so far of a sequence.
    pub(super) fn press(&self, context: Context, before: &[Key], event: &KeyEvent) -> Press {
        let pressed = key::pressed(event);
        if pressed == QUIT {
            return Press::Act(Action::Quit);
        }
        match character(pressed) {
            Some(c) if before.is_empty() && context.is_text(pressed) => return Press::Type(c),
            _ if pressed == ESC && !before.is_empty() => return Press::Wait(Vec::new()),
            _ => {}
        }
        let typed = [before, &[pressed]].concat();
        let begun: Vec<_> = self.begun(context, &typed).collect();
        match begun.iter().find(|(rest, _)| rest.is_empty()) {
            Some((_, action)) => Press::Act(*action),
            None if begun.is_empty() => Press::Nothing(typed),
            None => Press::Wait(typed),
        }
    }

    /// The keys of an action in a context, as people know them.
    pub fn labels(&self, action: Action, context: Context) -> impl Iterator<Item = String> {
        self.written(context).filter(move |(_, other)| *other == action).map(|(keys, _)| label(keys))
    }

    /// The keys of an action in a context, as settings write them, by the action's name.
    pub fn keys(&self, action: &str, context: Context) -> Vec<&str> {
        self.written(context).filter(|(_, other)| other.name() == action).map(|(keys, _)| keys).collect()
    }

    /// Lists the keys that can continue a sequence, with a few words each.
    pub(super) fn continuations(&self, context: Context, before: &[Key]) -> String {
        let begun = self.begun(context, before);
        begun.map(|(rest, action)| format!("{} {}", key::names(&rest), action.brief())).collect::<Vec<_>>().join(", ")
    }

    /// The rows of the help screen, in the order of the table.
    pub fn help(&self) -> Vec<HelpRow> {
        match self {
            Self::BuiltIn => {
                let row = |Binding { group, contexts, keys, action }: &Binding| HelpRow {
                    group,
                    keys: labels(keys.iter().copied()),
                    doc: action.doc().into(),
                    contexts: contexts.iter().collect(),
                };
                BINDINGS.iter().filter(|row| !row.keys.is_empty()).map(row).collect()
            }
            Self::Own(rows) => {
                let row = |row: &Row| {
                    let others = rows.iter().filter(|other| other.action == row.action && !other.keys.is_empty());
                    let is_special = others.map(|other| other.contexts.len()).max() > Some(row.contexts.len());
                    let doc = if is_special {
                        let contexts: Vec<_> = row.contexts.iter().map(|context| context.name()).collect();
                        format!("{} (in {})", row.action.doc(), contexts.join(", ")).into()
                    } else {
                        row.action.doc().into()
                    };
                    HelpRow {
                        group: row.group,
                        keys: labels(row.keys.iter().map(String::as_str)),
                        doc,
                        contexts: row.contexts.clone(),
                    }
                };
                rows.iter().filter(|row| !row.keys.is_empty()).map(row).collect()
            }
        }
    }

    /// The keys of a context, as settings write them, and what they do.
    fn written(&self, context: Context) -> impl Iterator<Item = (&str, Action)> {
        let (table, own): (&[Binding], &[Row]) = match self {
            Self::BuiltIn => (BINDINGS, &[]),
            Self::Own(rows) => (&[], rows),
        };
        let table = table.iter().filter(move |row| row.contexts.contains(context));
        let own = own.iter().filter(move |row| row.contexts.contains(&context));
        let table = table.flat_map(|row| row.keys.iter().map(|keys| (*keys, row.action)));
        table.chain(own.flat_map(|row| row.keys.iter().map(|keys| (keys.as_str(), row.action))))
    }

    /// The sequences of a context that begin with these keys: the remaining keys, and what the sequence does.
    fn begun(&self, context: Context, before: &[Key]) -> impl Iterator<Item = (Vec<Key>, Action)> {
        self.written(context).filter_map(|(keys, action)| {
            let mut keys = key::sequence(keys).flatten();
            let begins = before.iter().all(|key| keys.next() == Some(*key));
            begins.then(|| (keys.collect(), action))
        })
    }
}

/// Joins the keys of an action. Keys without a space need no comma between them.
fn labels<'k>(keys: impl Iterator<Item = &'k str>) -> String {
    let labels: Vec<_> = keys.map(label).collect();
    let between = if labels.iter().any(|label| label.contains(' ')) { ", " } else { " " };
    labels.join(between)
}

/// The table as Markdown, for the README.
pub fn help_markdown() -> String {
    let mut table = String::from("| key | does |\n| --- | --- |\n");
    for HelpRow { keys, doc, .. } in Keymap::BuiltIn.help() {
        let keys: Vec<_> = keys.split(' ').map(|key| format!("`{key}`")).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {} | {doc} |", keys.join(" "));
    }
    table
}
