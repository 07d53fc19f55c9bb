//! A theme: what each role looks like.
//!
//! Reads theme files and answers for every set of roles with one style. Every role has its own, resolved
//! when the file is read, so asking is cheap and cannot fail. What is wrong with a file is a diagnostic at
//! the very key or value; the rest of it still counts. Must not know what is drawn with the styles.
//!
//! ```toml
//! [palette]
//! ink = "#e8e2d6"
//! [roles]
//! "claim" = { fg = "ink", modifiers = ["bold"] }
//! ```
//!
//! A role that is not given looks like the one it is a kind of (`bar.active` like `bar`), else like nothing.

mod depth;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use ratatui::style::{Color, Modifier, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use self::depth::Depth;
use crate::diagnostic::Diagnostic;
use crate::manuscript::{Manuscript, Span};
use crate::nearest::nearest;
use crate::role::{Role, Roles};
use crate::visible;

/// Each role's style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub name: String,
    /// In the order of [`Role::ALL`].
    styles: [Style; Role::ALL.len()],
}

impl Theme {
    /// The themes that are compiled in: name and text, in the order in which they are offered.
    pub const BUILT_IN: &[(&str, &str)] = &[
        ("ink", include_str!("../themes/ink.toml")),
        ("paper", include_str!("../themes/paper.toml")),
        ("ink-contrast", include_str!("../themes/ink-contrast.toml")),
        ("paper-contrast", include_str!("../themes/paper-contrast.toml")),
        ("terminal", include_str!("../themes/terminal.toml")),
        ("mono", include_str!("../themes/mono.toml")),
    ];

    pub fn built_in(name: &str) -> Option<Self> {
        let &(name, text) = Self::BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Some(Self::parse(&Manuscript::new(name, text)).0)
    }

    /// Reads a theme file. What it says well counts, whatever else it says.
    pub fn parse(manuscript: &Manuscript) -> (Self, Vec<Diagnostic>) {
        let (document, errors) = DeTable::parse_recoverable(manuscript.text());
        let document = document.get_ref();
        let mut reader = Reader { palette: BTreeMap::new(), diagnostics: Vec::new() };
        for key in document.keys() {
            if !TOP_KEYS.contains(&&**key.get_ref()) {
                reader.unknown("unknown-key", key.get_ref(), key.span(), TOP_KEYS.iter().copied());
            }
        }
        let name = document.get("name").and_then(|value| reader.expect(value, "a string", DeValue::as_str));
        if let Some(palette) = document.get("palette").and_then(|value| reader.expect_table(value)) {
            reader.read_palette(palette);
        }
        let given = match document.get("roles").and_then(|value| reader.expect_table(value)) {
            Some(roles) => reader.read_roles(roles),
            None => BTreeMap::new(),
        };
        let theme = Self {
            name: visible::line(name.unwrap_or_else(|| stem(manuscript.name()))).into_owned(),
            styles: std::array::from_fn(|index| inherited(Role::ALL[index].key(), &given)),
        };
        // What stands in a broken place was not what was meant: only the break itself is worth a word.
        let mut diagnostics = if errors.is_empty() {
            reader.diagnostics
        } else {
            errors.iter().map(|error| broken(manuscript.text(), error)).collect()
        };
        Diagnostic::sort(&mut diagnostics);
        (theme, diagnostics)
    }

    /// Where each role is a color of its own and nothing else, for tests that ask a frame what stands where.
    pub fn probe() -> Self {
        let mut styles = [Style::new(); Role::ALL.len()];
        for (style, index) in styles.iter_mut().zip(PROBE_FIRST..) {
            *style = style.fg(Color::Indexed(index));
        }
        Self { name: "probe".to_owned(), styles }
    }

    /// The role that has this color in [`Theme::probe`].
    pub fn role_of(color: Color) -> Option<Role> {
        let Color::Indexed(index) = color else { return None };
        Role::ALL.get(usize::from(index.checked_sub(PROBE_FIRST)?)).copied()
    }

    /// The styles of the roles laid over one another, the lowest layer first.
    pub fn style(&self, roles: impl Into<Roles>) -> Style {
        roles.into().iter().fold(Style::new(), |style, role| style.patch(self.styles[role as usize]))
    }

    /// The theme for a terminal of this depth: itself if it can be shown, else its nearest likeness in 256
    /// colors, else the built-in theme that asks for no more than is there.
    #[must_use]
    pub fn at(mut self, depth: Depth) -> Self {
        let mut colors = self.styles.iter().flat_map(|style| [style.fg, style.bg]).flatten();
        if colors.all(|color| depth.shows(color)) {
            return self;
        }
        match depth {
            Depth::None => Self::built_in("mono").expect("it is built in"),
            Depth::Sixteen => Self::built_in("terminal").expect("it is built in"),
            Depth::TwoFiftySix | Depth::TrueColor => {
                for style in &mut self.styles {
                    style.fg = style.fg.map(depth::indexed);
                    style.bg = style.bg.map(depth::indexed);
                }
                self
            }
        }
    }
}

/// The first index of the probe's colors; below are the 16 that terminals change.
const PROBE_FIRST: u8 = 16;

const TOP_KEYS: &[&str] = &["name", "palette", "roles"];
const STYLE_KEYS: &[&str] = &["fg", "bg", "modifiers"];

/// No word here hides text or makes it blink: no theme may do that to a claim.
const MODIFIERS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];

/// For suggestions; other spellings of these are understood too.
const COLORS: &[&str] = &[
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "gray",
    "darkgray",
    "lightred",
    "lightgreen",
    "lightyellow",
    "lightblue",
    "lightmagenta",
    "lightcyan",
    "white",
];

type Value<'i> = Spanned<DeValue<'i>>;

/// What has been read of a theme file.
struct Reader<'a> {
    palette: BTreeMap<&'a str, Color>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn read_palette(&mut self, palette: &'a DeTable<'_>) {
        // Set only when it is whole: its colors do not stand on one another.
        self.palette =
            palette.iter().filter_map(|(name, value)| Some((&**name.get_ref(), self.read_color(value)?))).collect();
    }

    fn read_roles(&mut self, roles: &'a DeTable<'_>) -> BTreeMap<&'a str, Style> {
        let mut given = BTreeMap::new();
        for (name, value) in roles {
            let word = &**name.get_ref();
            if Role::ALL.iter().any(|role| role.key() == word) {
                given.insert(word, self.read_style(word, value));
            } else {
                self.unknown_role(word, name.span());
            }
        }
        given
    }

    fn read_style(&mut self, role: &str, value: &Value<'_>) -> Style {
        let mut style = Style::new();
        for (key, value) in self.expect_table(value).into_iter().flatten() {
            match &**key.get_ref() {
                "fg" => style.fg = self.read_color(value),
                "bg" => style.bg = self.read_color(value),
                "modifiers" => style = style.add_modifier(self.read_modifiers(value)),
                word if value.get_ref().is_table() => self.unknown_role(&format!("{role}.{word}"), key.span()),
                word => self.unknown("unknown-key", word, key.span(), STYLE_KEYS.iter().copied()),
            }
        }
        style
    }

    fn read_color(&mut self, value: &Value<'_>) -> Option<Color> {
        if let DeValue::Integer(number) = value.get_ref() {
            let index = u8::from_str_radix(number.as_str(), number.radix()).ok();
            if index.is_none() {
                let message = format!("expected a number from 0 to 255, found `{number}`");
                self.report("wrong-value", value.span(), message, None);
            }
            return index.map(Color::Indexed);
        }
        let word = self.expect(value, "a string or a number", DeValue::as_str)?;
        let color = self.palette.get(word).copied().or_else(|| color(word));
        if color.is_none() {
            let message = format!("unknown color `{word}`");
            let help = match nearest(word, self.palette.keys().copied().chain(COLORS.iter().copied())) {
                Some(near) => did_you_mean(near),
                None => "a color is `#rrggbb`, a name from the palette, `red` and the like, or a number to 255".into(),
            };
            self.report("unknown-color", value.span(), message, Some(help));
        }
        color
    }

    fn read_modifiers(&mut self, value: &Value<'_>) -> Modifier {
        let mut modifiers = Modifier::empty();
        for value in self.expect(value, "an array of strings", DeValue::as_array).into_iter().flatten() {
            let Some(word) = self.expect(value, "a string", DeValue::as_str) else { continue };
            match MODIFIERS.iter().find(|(name, _)| *name == word) {
                Some((_, modifier)) => modifiers |= *modifier,
                None => self.unknown("unknown-modifier", word, value.span(), MODIFIERS.iter().map(|(name, _)| *name)),
            }
        }
        modifiers
    }

    fn expect_table<'v, 'i>(&mut self, value: &'v Value<'i>) -> Option<&'v DeTable<'i>> {
        self.expect(value, "a table", DeValue::as_table)
    }

    /// The value as what it must be, or a diagnostic.
    fn expect<'v, 'i, T>(
        &mut self,
        value: &'v Value<'i>,
        what: &str,
        read: impl FnOnce(&'v DeValue<'i>) -> Option<T>,
    ) -> Option<T> {
        let found = read(value.get_ref());
        if found.is_none() {
            let message = format!("expected {what}, found {}", with_article(value.get_ref().type_str()));
            self.report("wrong-type", value.span(), message, None);
        }
        found
    }

    fn unknown_role(&mut self, word: &str, at: Range<usize>) {
        let mut keys = Role::ALL.iter().map(|role| role.key());
        // Without quotes, TOML takes the dot in `bar.active` for its own.
        let unquoted =
            keys.clone().find(|key| *key == word || key.strip_prefix(word).is_some_and(|rest| rest.starts_with('.')));
        let help = match unquoted {
            Some(key) => Some(format!("put the whole name in quotes: `\"{key}\"`")),
            None => nearest(word, keys.by_ref()).map(did_you_mean),
        };
        self.report("unknown-role", at, format!("unknown role `{word}`"), help);
    }

    /// `id` is also what the message says.
    fn unknown<'k>(
        &mut self,
        id: &'static str,
        word: &str,
        at: Range<usize>,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let help = match nearest(word, known.clone()) {
            Some(near) => did_you_mean(near),
            None => format!("known are {}", known.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")),
        };
        self.report(id, at, format!("{} `{word}`", id.replace('-', " ")), Some(help));
    }

    fn report(&mut self, id: &'static str, at: Range<usize>, message: String, help: Option<String>) {
        self.diagnostics.push(Diagnostic::error(id, Span::new(at.start, at.end), message).help_if(help));
    }
}

/// The style given to the role, or to the nearest that it is a kind of.
fn inherited(key: &str, given: &BTreeMap<&str, Style>) -> Style {
    std::iter::successors(Some(key), |key| Some(key.rsplit_once('.')?.0))
        .find_map(|key| given.get(key).copied())
        .unwrap_or_default()
}

/// A color that means the same in every theme: `#rrggbb` or one of the terminal's own.
fn color(word: &str) -> Option<Color> {
    let hex = word.strip_prefix('#').is_none_or(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
    hex.then(|| word.parse().ok()).flatten()
}

/// What is wrong with the file as TOML.
fn broken(text: &str, error: &toml::de::Error) -> Diagnostic {
    let range = error.span().unwrap_or(text.len()..text.len());
    let boundary = |byte: usize| (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Diagnostic::error("bad-toml", Span::new(boundary(range.start), boundary(range.end)), error.message())
}

/// A file's name without folders and extension.
fn stem(path: &str) -> &str {
    Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or(path)
}

fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {noun}")
}
