//! The reader's own keys, from the table `[keys]` of the settings.
//!
//! Owns the diagnostics of that table and how it is printed. Must not know what a key does.

use std::fmt::Write as _;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::toml_reader::{TomlReader, Value, did_you_mean};
use crate::reader::keymap::{BINDINGS, Clash, Context, Given, Keymap, RENAMED, key};
use crate::text::manuscript::Span;
use crate::text::nearest::nearest;

/// The key map, with the bindings that the file gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    pub keymap: Keymap,
    given: Vec<Given>,
}

/// The keys that the file gives to an action, with their places.
struct Found {
    given: Given,
    at: Range<usize>,
    /// The place of each key.
    keys: Vec<Range<usize>>,
    /// Whether the file uses a former name of the action.
    is_renamed: bool,
}

impl Found {
    /// The action and context that the keys are for.
    fn slot(&self) -> (String, Option<Context>) {
        (self.given.action.clone(), self.given.context)
    }
}

impl Keys {
    /// Reads the table and reports its mistakes.
    pub(super) fn read(value: &Value<'_>, tables: &mut TomlReader) -> Self {
        let Some(table) = tables.table(value) else { return Self::default() };
        let mut found = Vec::new();
        for (key, value) in table {
            let word = &**key.get_ref();
            match (context(word), value.get_ref().as_table()) {
                (Some(context), Some(table)) => read_actions(table, Some(context), &mut found, tables),
                (None, Some(_)) => {
                    let known: Vec<_> = Context::ALL.iter().map(Context::name).collect();
                    tables.unknown("unknown-context", word, key.span(), known.iter().map(String::as_str));
                }
                (_, None) => found.extend(read_keys(word, key.span(), value, None, tables)),
            }
        }
        // The parser sorts tables by key; the order of the file decides which of two clashing keys is the later.
        found.sort_by_key(|found| found.at.start);
        // If a file has both names of an action, the current one counts.
        let current: Vec<_> = found.iter().filter(|found| !found.is_renamed).map(Found::slot).collect();
        found.retain(|found| !found.is_renamed || !current.contains(&found.slot()));
        let (given, places): (Vec<_>, Vec<_>) = found.into_iter().map(|found| (found.given, found.keys)).unzip();
        let (keymap, clashes) = Keymap::overlaid(&given);
        tables.diagnostics.extend(clashes.iter().map(|clash| clashing(clash, &given, &places)));
        Self { keymap, given }
    }

    /// The table that sets these keys, with the built-in keys as comments.
    pub(super) fn print(&self) -> String {
        let mut text = String::from("[keys]\n");
        let names = names();
        for (name, doc) in &names {
            self.print_line(&mut text, name, None, &self.general(name), doc);
        }
        for context in Context::ALL.iter() {
            let mut lines = String::new();
            for (name, doc) in &names {
                if !bound(name).any(|bound| bound == context) {
                    continue;
                }
                let keys = self.keymap.keys(name, context);
                let general = self.given(name, None).map(|given| given.keys.iter().map(String::as_str).collect());
                let mut general: Vec<_> = general.unwrap_or_else(|| self.general(name));
                general.retain(|keys| context.can_bind(keys));
                // `C-c` always quits, so it is not listed.
                let keys: Vec<_> = keys.into_iter().filter(|keys| name != "quit" || *keys != "C-c").collect();
                general.retain(|keys| name != "quit" || *keys != "C-c");
                if general != keys || self.given(name, Some(context)).is_some() {
                    self.print_line(&mut lines, name, Some(context), &keys, doc);
                }
            }
            if !lines.is_empty() {
                // Writing to a string cannot fail.
                let _ = write!(text, "\n[keys.{}]\n{lines}", context.name());
            }
        }
        text
    }

    /// The keys of an action in most contexts that do not override them.
    fn general(&self, name: &str) -> Vec<&str> {
        let own = |context: &Context| self.given(name, Some(*context)).is_some();
        let places: Vec<_> = bound(name).filter(|context| !own(context)).collect();
        let places = if places.is_empty() { bound(name).collect() } else { places };
        let all: Vec<_> = places.into_iter().map(|context| self.keymap.keys(name, context)).collect();
        let count = |keys: &Vec<&str>| all.iter().filter(|others| *others == keys).count();
        // The first, if several are equally common.
        all.iter().rev().max_by_key(|keys| count(keys)).cloned().unwrap_or_default()
    }

    fn given(&self, action: &str, context: Option<Context>) -> Option<&Given> {
        self.given.iter().find(|given| given.action == action && given.context == context)
    }

    fn print_line(&self, text: &mut String, name: &str, context: Option<Context>, keys: &[&str], doc: &str) {
        let (sign, keys) = match self.given(name, context) {
            Some(given) => ("", toml::Value::from(given.keys.clone())),
            None => ("# ", toml::Value::from(keys.to_vec())),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{sign}{name} = {keys}  # {doc}");
    }
}

/// Reads the actions of one context.
fn read_actions(table: &DeTable<'_>, context: Option<Context>, found: &mut Vec<Found>, tables: &mut TomlReader) {
    for (key, value) in table {
        found.extend(read_keys(key.get_ref(), key.span(), value, context, tables));
    }
}

fn read_keys(
    word: &str,
    at: Range<usize>,
    value: &Value<'_>,
    context: Option<Context>,
    tables: &mut TomlReader,
) -> Option<Found> {
    let name = current_name(word, &at, tables);
    let is_renamed = name != word;
    let word = name;
    if !is_known(word, context, &at, tables) {
        return None;
    }
    let list = tables.expect(value, "a list of keys, as in `[\"g g\", \"Home\"]`", DeValue::as_array)?;
    if word == "quit" && list.is_empty() {
        let help = Some("remove it: `C-c` always quits".to_owned());
        tables.report("no-key", value.span(), "`quit` has no key".to_owned(), help);
        return None;
    }
    let contexts: Vec<_> = bound(word).filter(|bound| context.is_none_or(|context| context == *bound)).collect();
    let (mut keys, mut places) = (Vec::new(), Vec::new());
    for value in list {
        let Some(text) = tables.expect(value, "a key", DeValue::as_str) else { continue };
        if is_sound(text, word, &contexts, value.span(), tables) {
            keys.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            places.push(value.span());
        }
    }
    Some(Found { given: Given { action: word.to_owned(), context, keys }, at, keys: places, is_renamed })
}

/// The current name of an action. Reports a former name, which still works.
fn current_name<'w>(word: &'w str, at: &Range<usize>, tables: &mut TomlReader) -> &'w str {
    let Some((_, name)) = RENAMED.iter().find(|(former, _)| *former == word) else { return word };
    let message = format!("`{word}` is now called `{name}`");
    let found = Diagnostic::warning("renamed-action", Span::new(at.start, at.end), message);
    tables.diagnostics.push(found.help(format!("write `{name}`; the former name still works")));
    name
}

/// Whether the action exists, in this context if one is given. Reports it if not.
fn is_known(word: &str, context: Option<Context>, at: &Range<usize>, tables: &mut TomlReader) -> bool {
    let mut everywhere = bound(word).peekable();
    let known = everywhere.peek().is_some();
    match context {
        None if known => true,
        Some(context) if everywhere.any(|bound| bound == context) => true,
        Some(context) if known => {
            let message = format!("`{word}` does nothing in `{}`", context.name());
            let names: Vec<_> = bound(word).map(|context| format!("`{}`", context.name())).collect();
            tables.report("wrong-context", at.clone(), message, Some(format!("it works in {}", names.join(", "))));
            false
        }
        None | Some(_) => {
            let names = names();
            let help = match nearest(word, names.iter().map(|(name, ..)| name.as_str())) {
                Some(near) => did_you_mean(near),
                None => "`caveat config` lists them all".to_owned(),
            };
            tables.report("unknown-action", at.clone(), format!("unknown action `{word}`"), Some(help));
            false
        }
    }
}

/// Whether an action can have these keys. Reports it if not.
fn is_sound(text: &str, action: &str, contexts: &[Context], at: Range<usize>, tables: &mut TomlReader) -> bool {
    let mut report = |id, message, help: &str| {
        tables.report(id, at.clone(), message, Some(help.to_owned()));
        false
    };
    let words: Vec<_> = text.split_whitespace().collect();
    if words.is_empty() {
        return report("wrong-value", "expected a key, found nothing".to_owned(), "write `Space` for the space key");
    }
    for word in &words {
        let Some(one) = key::parse(word) else {
            let help = match key::meant(word, |name| nearest(name, key::known())) {
                Some(near) => did_you_mean(&near),
                None => format!(
                    "a key is a character or {}, with an optional `C-`, `M-` (Alt) or `S-` before it",
                    key::known().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
                ),
            };
            return report("unknown-key-name", format!("unknown key name `{word}`"), &help);
        };
        if let Some(same) = key::same_as(one) {
            let message = format!("a terminal cannot tell `{word}` from `{same}`");
            return report("same-key", message, &format!("bind `{same}`, or another key"));
        }
        if one == key::QUIT && (action != "quit" || words.len() > 1) {
            return report("reserved-key", format!("`{word}` always quits"), "give it another key");
        }
        if one == key::ESC && words.len() > 1 {
            return report("reserved-key", format!("`{word}` cancels a sequence"), "use another key");
        }
    }
    if !contexts.iter().any(|context| context.can_bind(text)) {
        let what = if contexts == [Context::Choice] { "selects from a choice" } else { "is typed as text" };
        let help = "use a named key, or one with `C-` or `M-`";
        return report("text-key", format!("`{}` {what}", words[0]), help);
    }
    true
}

fn clashing(clash: &Clash, given: &[Given], places: &[Vec<Range<usize>>]) -> Diagnostic {
    let what = |(which, key): (usize, usize)| (given[which].action.as_str(), given[which].keys[key].as_str());
    let at = |(which, key): (usize, usize)| Span::new(places[which][key].start, places[which][key].end);
    let ((earlier, first), (later, second)) = (what(clash.earlier), what(clash.later));
    let context = clash.context.name();
    let length = |keys| key::sequence(keys).count();
    let message = if key::sequence(first).eq(key::sequence(second)) {
        format!("`{second}` is already bound to `{earlier}` in `{context}`")
    } else if length(second) > length(first) {
        format!("`{second}` begins with a key of `{earlier}` in `{context}`")
    } else {
        format!("`{second}` begins a sequence of `{earlier}` in `{context}`")
    };
    Diagnostic::error("clashing-keys", at(clash.later), message)
        .related(at(clash.earlier), format!("bound to `{earlier}` here"))
        .help(if earlier == later {
            "remove one of them".to_owned()
        } else {
            format!("bind another key to `{later}` or to `{earlier}`")
        })
}

fn context(word: &str) -> Option<Context> {
    Context::ALL.iter().find(|context| context.name() == word)
}

/// The contexts in which an action of this name is bound.
fn bound(name: &str) -> impl Iterator<Item = Context> {
    let rows = BINDINGS.iter().filter(move |row| row.action.name() == name);
    rows.flat_map(|row| row.contexts.iter())
}

/// The names of the actions, with their descriptions.
fn names() -> Vec<(String, &'static str)> {
    let mut names: Vec<(String, &'static str)> = Vec::new();
    for row in BINDINGS {
        let name = row.action.name();
        if !names.iter().any(|(known, _)| *known == name) {
            names.push((name, row.action.doc()));
        }
    }
    names
}
