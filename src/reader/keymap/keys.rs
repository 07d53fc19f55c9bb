//! The keys of one screen: those that hold, and those of a sequence that has begun.

use crossterm::event::KeyEvent;

use super::key::{Key, names};
use super::{Action, Context, Keymap, Press};

/// A keymap, and what was typed of a sequence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    map: Keymap,
    before: Vec<Key>,
}

impl Keys {
    pub fn of(map: Keymap) -> Self {
        Self { map, before: Vec::new() }
    }

    pub fn map(&self) -> &Keymap {
        &self.map
    }

    /// Looks up a key in a context.
    pub fn press(&self, context: Context, event: &KeyEvent) -> Press {
        self.map.press(context, &self.before, event)
    }

    /// These keys begin a sequence; none, where one was given up.
    pub fn wait(&mut self, keys: Vec<Key>) {
        self.before = keys;
    }

    /// The sequence that has begun is over.
    pub fn end(&mut self) {
        self.before.clear();
    }

    /// The first of the keys of an action in a context, as people know it.
    pub fn label(&self, action: Action, context: Context) -> Option<String> {
        self.map.labels(action, context).next()
    }

    /// The keys of a sequence that has begun, and what may follow.
    pub fn begun(&self, context: Context) -> Option<(String, String)> {
        let begun = !self.before.is_empty();
        begun.then(|| (names(&self.before), self.map.continuations(context, &self.before)))
    }

    /// The message for keys that are not bound.
    pub fn nothing(&self, context: Context, keys: &[Key]) -> String {
        let help = self.label(Action::Help, context);
        let help = help.map(|help| format!("; {help} lists the keys")).unwrap_or_default();
        format!("`{}` does nothing here{help}", names(keys))
    }
}
