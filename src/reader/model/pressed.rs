//! Where a key goes, what waits for another, and what is said of one that does nothing.

use super::{Model, Open, View};
use crate::reader::keymap::key::Key;
use crate::reader::keymap::{Action, Context, Keymap, Keys};

impl Model {
    /// With these keys.
    #[must_use]
    pub fn keyed(self, keymap: Keymap) -> Self {
        Self { keys: Keys::of(keymap), ..self }
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The first of the keys that do it here, as people write it.
    pub fn key_for(&self, action: Action) -> Option<String> {
        self.keys.label(action, self.context())
    }

    /// Where a key goes.
    pub fn context(&self) -> Context {
        if self.finder.is_some() {
            return Context::Finder;
        }
        if self.search.is_asking() {
            return Context::Prompt;
        }
        if self.filtering.is_asking() {
            return Context::Filter;
        }
        self.context_below()
    }

    /// Where a key would go if no text were asked for.
    pub(super) fn context_below(&self) -> Context {
        match (&self.open, self.on_card, self.place.view) {
            (Some(Open::Help { .. }), _, _) => Context::Help,
            (Some(Open::Contents { .. }), _, _) => Context::Contents,
            (Some(Open::Choice { .. } | Open::Themes { .. } | Open::Problems { .. } | Open::News { .. }), _, _) => {
                Context::Choice
            }
            (Some(Open::Letters { .. }), _, _) => Context::Letters,
            (Some(Open::Mark(_)), _, _) => Context::Mark,
            (None, true, _) => Context::Card,
            (None, false, View::Article) => Context::Article,
            (None, false, View::Claims) => Context::Claims,
            (None, false, View::Sources) => Context::Sources,
            (None, false, View::Map) => Context::Map,
        }
    }

    pub(super) fn wait(&mut self, keys: Vec<Key>) {
        self.notice = None;
        self.keys.wait(keys);
    }

    pub(super) fn say_nothing_is_bound(&mut self, keys: &[Key]) {
        self.notice = Some(self.keys.nothing(self.context(), keys));
    }
}
