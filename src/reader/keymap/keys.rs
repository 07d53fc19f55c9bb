//! The keys of a screen: the keymap, and the keys typed so far of a sequence.
//!
//! A sequence has no time-out, because the terminal cannot tell a slow reader from a slow line.

use crossterm::event::KeyEvent;

use super::key::{Key, names};
use super::{Action, Context, Keymap, Press};

/// A keymap, and the keys typed so far of a sequence.
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

    /// Stores the keys of a sequence; no key cancels it.
    pub fn wait(&mut self, keys: Vec<Key>) {
        self.before = keys;
    }

    /// Ends the sequence.
    pub fn end(&mut self) {
        self.before.clear();
    }

    /// The first key of an action in a context, as people know it.
    pub fn label(&self, action: Action, context: Context) -> Option<String> {
        self.map.labels(action, context).next()
    }

    /// The keys typed so far of a sequence, and what can follow.
    pub fn begun(&self, context: Context) -> Option<(String, String)> {
        let begun = !self.before.is_empty();
        begun.then(|| (names(&self.before), self.map.continuations(context, &self.before)))
    }

    /// The message for keys that are not bound. It names help, because readers who know another pager learn the keys
    /// there, and it appears without a sound.
    pub fn nothing(&self, context: Context, keys: &[Key]) -> String {
        let help = self.label(Action::Help, context);
        let help = help.map(|help| format!("; {help} lists the keys")).unwrap_or_default();
        format!("`{}` does nothing here{help}", names(keys))
    }
}
