//! The keys of a screen: the keymap, and what is typed so far: a count, or the keys of a sequence.
//!
//! Neither has a time-out, because the terminal cannot tell a slow reader from a slow line. So a digit that is bound acts
//! at once and begins no count: the views keep their digits, and a count that would begin with one of them begins with 0.

use crossterm::event::KeyEvent;

use super::key::{self, ESC, Key, character, names};
use super::{Action, Context, Keymap, Press};

/// The greatest count. No text has more lines.
const GREATEST: usize = 999_999_999;

/// A keymap, and what is typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    map: Keymap,
    /// The keys of a sequence.
    before: Vec<Key>,
    /// The number before a key; 0 while it has no other digit.
    count: Option<usize>,
}

impl Keys {
    pub fn of(map: Keymap) -> Self {
        Self { map, before: Vec::new(), count: None }
    }

    pub fn map(&self) -> &Keymap {
        &self.map
    }

    /// Looks up a key in a context.
    pub fn press(&self, context: Context, event: &KeyEvent) -> Press {
        let pressed = self.map.press(context, &self.before, event);
        if !self.before.is_empty() || matches!(pressed, Press::Type(_)) {
            return pressed;
        }
        let key = key::pressed(event);
        let digit = character(key).and_then(|c| c.to_digit(10));
        match (digit, self.count) {
            (Some(digit), Some(count)) => Press::Count((count * 10 + digit as usize).min(GREATEST)),
            (Some(digit), None) if matches!(pressed, Press::Nothing(_)) => Press::Count(digit as usize),
            (None, Some(_)) if key == ESC => Press::Wait(Vec::new()),
            (Some(_) | None, _) => pressed,
        }
    }

    /// Stores the keys of a sequence, and the count before them; without any, nothing is waited for.
    pub fn wait(&mut self, keys: Vec<Key>, count: Option<usize>) {
        (self.before, self.count) = (keys, count);
    }

    /// Ends the sequence, and returns the count before it.
    pub fn end(&mut self) -> Option<usize> {
        self.before.clear();
        self.count.take()
    }

    /// The count so far, while no sequence follows it.
    pub fn count(&self) -> Option<usize> {
        self.count.filter(|_| self.before.is_empty())
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
