//! Applies the user's own keys to the table.
//!
//! Runs once, context by context, and returns rows of the same kind, so that lookup, hints and help need not know
//! settings. If the user binds a key, other actions lose it in that context, with any longer or shorter sequence that
//! begins the same: nobody wants to unbind a key first. Two of the user's own keys must not clash. Owns these rules.
//! Must not know where the keys come from.

use super::key::{Key, QUIT, sequence};
use super::map::Row;
use super::{Action, BINDINGS, Binding, Context, Keymap};

/// Keys that the user binds to an action, instead of its built-in ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The name of the action.
    pub action: String,
    /// The context. `None` means every context that has no setting of its own.
    pub context: Option<Context>,
    /// Valid keys, as the settings write them.
    pub keys: Vec<String>,
}

/// Two of the user's keys that clash: they are equal, or one begins the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    pub context: Context,
    /// The index of the setting, and of the key in it.
    pub earlier: (usize, usize),
    pub later: (usize, usize),
}

/// A key that the user binds in one context.
struct OwnKey {
    place: (usize, usize),
    keys: Vec<Key>,
}

impl OwnKey {
    fn is_in_the_way_of(&self, other: &[Key]) -> bool {
        self.keys.starts_with(other) || other.starts_with(&self.keys)
    }
}

impl Keymap {
    /// Applies the user's keys to the table, in the order of the file.
    pub fn overlaid(given: &[Given]) -> (Self, Vec<Clash>) {
        if given.is_empty() {
            return (Self::BuiltIn, Vec::new());
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut clashes: Vec<Clash> = Vec::new();
        let held: Vec<_> = Context::ALL.iter().map(|context| (context, own_keys(given, context))).collect();
        for (context, held) in &held {
            for (index, later) in held.iter().enumerate() {
                let reported = clashes.iter().any(|clash| clash.later == later.place);
                let earlier = held[..index].iter().find(|earlier| {
                    let same = earlier.place.0 == later.place.0 && earlier.keys == later.keys;
                    !same && earlier.is_in_the_way_of(&later.keys)
                });
                if let (Some(earlier), false) = (earlier, reported) {
                    clashes.push(Clash { context: *context, earlier: earlier.place, later: later.place });
                }
            }
        }
        for (index, binding) in BINDINGS.iter().enumerate() {
            let first = rows.len();
            for context in binding.contexts.iter() {
                let taken = held.iter().find(|(known, _)| *known == context).map_or(&[][..], |(_, held)| held);
                let keys = keys(given, index, binding, context, taken);
                if let Some(row) = rows[first..].iter_mut().find(|row| row.keys == keys) {
                    row.contexts.push(context);
                } else {
                    let contexts = vec![context];
                    rows.push(Row { group: binding.group, contexts, keys, action: binding.action });
                }
            }
        }
        (Self::Own(rows), clashes)
    }
}

/// The keys that the user binds in a context, in the order of the file.
fn own_keys(given: &[Given], context: Context) -> Vec<OwnKey> {
    let mut held = Vec::new();
    let mut names = Vec::new();
    for binding in BINDINGS.iter().filter(|binding| binding.contexts.contains(context)) {
        let name = binding.action.name();
        if names.contains(&name) {
            continue;
        }
        if let Some((index, usable)) = setting_for(given, &name, context) {
            held.extend(usable.map(|key| OwnKey {
                place: (index, key),
                keys: sequence(&given[index].keys[key]).flatten().collect(),
            }));
        }
        names.push(name);
    }
    held.sort_by_key(|held| held.place);
    held
}

/// The setting for an action in a context: its index, and the indices of keys that work there. None if every key of it
/// would be text in that context, since then the setting is meant for other contexts.
fn setting_for<'g>(
    given: &'g [Given],
    action: &str,
    context: Context,
) -> Option<(usize, impl Iterator<Item = usize> + use<'g>)> {
    let of = |wanted| given.iter().position(|one| one.action == action && one.context == wanted);
    let index = of(Some(context)).or_else(|| of(None))?;
    let keys = &given[index].keys;
    let usable = move |key: &usize| context.can_bind(&keys[*key]);
    let any = keys.is_empty() || (0..keys.len()).any(|key| usable(&key));
    any.then(|| (index, (0..keys.len()).filter(usable)))
}

/// The keys of a binding in a context.
fn keys(given: &[Given], index: usize, binding: &Binding, context: Context, taken: &[OwnKey]) -> Vec<String> {
    let built_in = binding.keys.iter().map(|key| (*key).to_owned());
    let Some((which, usable)) = setting_for(given, &binding.action.name(), context) else {
        let is_free = |key: &String| {
            let keys: Vec<_> = sequence(key).flatten().collect();
            !taken.iter().any(|held| held.is_in_the_way_of(&keys))
        };
        return built_in.filter(is_free).collect();
    };
    // If an action has several rows for one context, the first row has all its keys.
    let is_later = BINDINGS[..index].iter().any(|row| row.action == binding.action && row.contexts.contains(context));
    if is_later {
        return Vec::new();
    }
    let own = usable.map(|key| given[which].keys[key].clone());
    let keeps = |key: &String| binding.action == Action::Quit && sequence(key).eq([Some(QUIT)]);
    let mut keys: Vec<String> = own.filter(|key| !keeps(key)).collect();
    keys.extend(built_in.filter(keeps));
    keys
}
