//! Themes: the style of each role.
//!
//! Reads theme files, and gives one style for any set of roles. The style of each role is resolved when the file is
//! read, so a lookup is cheap and cannot fail. A mistake in a file is a diagnostic at its key or value, and the rest of
//! the file still applies. Must not know what is drawn with the styles.
//!
//! ```toml
//! [palette]
//! ink = "#e8e2d6"
//! [roles]
//! "claim" = { fg = "ink", modifiers = ["bold"] }
//! ```
//!
//! A role that the file does not set looks as in the theme that `inherits` names, else like its parent role
//! (`bar.active` like `bar`), else plain. Roles are resolved with the palette of the inheriting theme, so a theme can
//! change one color.
//!
//! Themes set their own background, so that tests can guarantee their contrast. `terminal` and `mono` use the
//! terminal's background.

mod depth;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use ratatui::style::{Color, Modifier, Style};
use toml::de::{DeTable, DeValue};

pub use self::depth::Depth;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::toml_reader::{TomlReader, Value, did_you_mean};
use crate::text::manuscript::Manuscript;
use crate::text::nearest::nearest;
use crate::text::role::{Role, Roles};
use crate::text::visible;

/// The styles of the built-in themes. `build.rs` computes them, so that startup need not parse the files.
const READ: &[(&str, &[(&str, Style)])] = include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// The style of each role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub name: String,
    /// In the order of [`Role::ALL`].
    styles: [Style; Role::ALL.len()],
}

impl Theme {
    /// The built-in themes: name and text, in the order of the list.
    pub const BUILT_IN: &[(&str, &str)] = &[
        ("ink", include_str!("../../themes/ink.toml")),
        ("paper", include_str!("../../themes/paper.toml")),
        ("ink-contrast", include_str!("../../themes/ink-contrast.toml")),
        ("paper-contrast", include_str!("../../themes/paper-contrast.toml")),
        ("terminal", include_str!("../../themes/terminal.toml")),
        ("mono", include_str!("../../themes/mono.toml")),
    ];

    pub fn built_in(name: &str) -> Option<Self> {
        let (name, given) = READ.iter().find(|(known, _)| *known == name)?;
        let given = |key: &str| given.iter().find(|(role, _)| *role == key).map(|(_, style)| *style);
        Some(Self::of(name, given))
    }

    /// Reads a theme file. Valid parts apply, even if others are wrong. `find` returns the text of an inherited theme
    /// by its name.
    pub fn parse(manuscript: &Manuscript, find: &dyn Fn(&str) -> Option<Manuscript>) -> (Self, Vec<Diagnostic>) {
        let (document, errors) = DeTable::parse_recoverable(manuscript.text());
        let document = document.get_ref();
        let mut reader = Reader::default();
        for key in document.keys() {
            if !TOP_KEYS.contains(&&**key.get_ref()) {
                reader.tables.unknown("unknown-key", key.get_ref(), key.span(), TOP_KEYS.iter().copied());
            }
        }
        let name = document.get("name").and_then(|value| reader.tables.expect(value, "a string", DeValue::as_str));
        let name = visible::line(name.unwrap_or_else(|| stem(manuscript.name()))).into_owned();
        let bases = reader.bases(&name, document, find);
        // Mistakes in an inherited theme are reported when that theme is used.
        let mut silent = Reader::default();
        let bases: Vec<_> = bases.iter().rev().map(|base| DeTable::parse_recoverable(base.text()).0).collect();
        // All palettes are read before all roles, so that a theme can change an inherited color by its name.
        for base in &bases {
            silent.read_palette(base.get_ref());
        }
        reader.palette.clone_from(&silent.palette);
        reader.read_palette(document);
        silent.palette.clone_from(&reader.palette);
        for base in &bases {
            silent.read_roles(base.get_ref());
        }
        reader.given = silent.given;
        reader.read_roles(document);
        let theme = Self::of(&name, |key| reader.given.get(key).copied());
        (theme, reader.tables.finish(manuscript.text(), &errors))
    }

    /// Fills in roles without a style of their own from their nearest parent role.
    fn of(name: &str, given: impl Fn(&str) -> Option<Style>) -> Self {
        let styles = std::array::from_fn(|index| {
            let mut kinds = std::iter::successors(Some(Role::ALL[index].key()), |key| Some(key.rsplit_once('.')?.0));
            kinds.find_map(&given).unwrap_or_default()
        });
        Self { name: name.to_owned(), styles }
    }

    /// A theme without any style, for text without escape sequences.
    pub fn plain() -> Self {
        Self::of("plain", |_| None)
    }

    /// A theme in which each role is a color of its own, so that tests can find roles in a frame.
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

    /// The combined style of roles, the lowest layer first.
    pub fn style(&self, roles: impl Into<Roles>) -> Style {
        let mut style = roles.into().iter().fold(Style::new(), |style, role| style.patch(self.styles[role as usize]));
        // If the colors are swapped, dim letters would be gray on gray.
        if style.add_modifier.contains(Modifier::REVERSED) {
            style.add_modifier.remove(Modifier::DIM);
        }
        style
    }

    /// Adapts the theme to a terminal. Returns the theme itself if the terminal can show it, else its colors in the
    /// nearest of 256, else the built-in theme that needs no more colors than the terminal has.
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

/// The first color index of the probe. The 16 below it vary between terminals.
const PROBE_FIRST: u8 = 16;

const TOP_KEYS: &[&str] = &["name", "inherits", "palette", "roles"];
const STYLE_KEYS: &[&str] = &["fg", "bg", "modifiers"];

/// No word here hides text or makes it blink. No theme may do that to a claim.
const MODIFIERS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];

/// Names for suggestions. Other spellings of them are understood too.
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

/// The parsed parts of a theme file and of the themes that it inherits.
#[derive(Default)]
struct Reader {
    palette: BTreeMap<String, Color>,
    given: BTreeMap<String, Style>,
    tables: TomlReader,
}

impl Reader {
    /// The texts of the inherited themes, the nearest first.
    fn bases(
        &mut self,
        name: &str,
        document: &DeTable<'_>,
        find: &dyn Fn(&str) -> Option<Manuscript>,
    ) -> Vec<Manuscript> {
        let Some(value) = document.get("inherits") else { return Vec::new() };
        let Some(first) = self.tables.expect(value, "a string", DeValue::as_str) else { return Vec::new() };
        let mut bases = Vec::new();
        let mut names = vec![name.to_owned()];
        let mut next = Some(first.to_owned());
        while let Some(name) = next.take() {
            if names.contains(&name) {
                names.push(name);
                let message = format!("themes inherit each other: {}", names.join(", "));
                self.tables.report("theme-loop", value.span(), message, None);
                break;
            }
            let Some(base) = find(&name) else {
                let message = format!("unknown theme `{name}`");
                let help = nearest(&name, Theme::BUILT_IN.iter().map(|(name, _)| *name)).map(did_you_mean);
                self.tables.report("unknown-theme", value.span(), message, help);
                break;
            };
            let (document, _) = DeTable::parse_recoverable(base.text());
            next = document.get_ref().get("inherits").and_then(|value| value.get_ref().as_str()).map(str::to_owned);
            names.push(name);
            bases.push(base);
        }
        bases
    }

    fn read_palette(&mut self, document: &DeTable<'_>) {
        let Some(palette) = document.get("palette").and_then(|value| self.tables.table(value)) else { return };
        // The palette is added as a whole: its colors cannot refer to each other.
        let colors: Vec<_> = palette
            .iter()
            .filter_map(|(name, value)| Some((name.get_ref().to_string(), self.read_color(value)?)))
            .collect();
        self.palette.extend(colors);
    }

    fn read_roles(&mut self, document: &DeTable<'_>) {
        let Some(roles) = document.get("roles").and_then(|value| self.tables.table(value)) else { return };
        for (name, value) in roles {
            let word = &**name.get_ref();
            if Role::ALL.iter().any(|role| role.key() == word) {
                let style = self.read_style(word, value);
                self.given.insert(word.to_owned(), style);
            } else {
                self.unknown_role(word, name.span());
            }
        }
    }

    fn read_style(&mut self, role: &str, value: &Value<'_>) -> Style {
        let mut style = Style::new();
        for (key, value) in self.tables.table(value).into_iter().flatten() {
            match &**key.get_ref() {
                "fg" => style.fg = self.read_color(value),
                "bg" => style.bg = self.read_color(value),
                "modifiers" => style = style.add_modifier(self.read_modifiers(value)),
                word if value.get_ref().is_table() => self.unknown_role(&format!("{role}.{word}"), key.span()),
                word => self.tables.unknown("unknown-key", word, key.span(), STYLE_KEYS.iter().copied()),
            }
        }
        style
    }

    fn read_color(&mut self, value: &Value<'_>) -> Option<Color> {
        if let DeValue::Integer(number) = value.get_ref() {
            let index = u8::from_str_radix(number.as_str(), number.radix()).ok();
            if index.is_none() {
                let message = format!("expected a number from 0 to 255, found `{number}`");
                self.tables.report("wrong-value", value.span(), message, None);
            }
            return index.map(Color::Indexed);
        }
        let word = self.tables.expect(value, "a string or a number", DeValue::as_str)?;
        let color = self.palette.get(word).copied().or_else(|| color(word));
        if color.is_none() {
            let message = format!("unknown color `{word}`");
            let help = match nearest(word, self.palette.keys().map(String::as_str).chain(COLORS.iter().copied())) {
                Some(near) => did_you_mean(near),
                None => "a color is `#rrggbb`, a name from the palette, `red` and the like, or a number to 255".into(),
            };
            self.tables.report("unknown-color", value.span(), message, Some(help));
        }
        color
    }

    fn read_modifiers(&mut self, value: &Value<'_>) -> Modifier {
        let mut modifiers = Modifier::empty();
        for value in self.tables.expect(value, "an array of strings", DeValue::as_array).into_iter().flatten() {
            let Some(word) = self.tables.expect(value, "a string", DeValue::as_str) else { continue };
            match MODIFIERS.iter().find(|(name, _)| *name == word) {
                Some((_, modifier)) => modifiers |= *modifier,
                None => {
                    self.tables.unknown(
                        "unknown-modifier",
                        word,
                        value.span(),
                        MODIFIERS.iter().map(|(name, _)| *name),
                    );
                }
            }
        }
        modifiers
    }

    fn unknown_role(&mut self, word: &str, at: Range<usize>) {
        let mut keys = Role::ALL.iter().map(|role| role.key());
        // Without quotes, TOML reads the dot in `bar.active` as its own.
        let unquoted =
            keys.clone().find(|key| *key == word || key.strip_prefix(word).is_some_and(|rest| rest.starts_with('.')));
        let help = match unquoted {
            Some(key) => Some(format!("put the whole name in quotes: `\"{key}\"`")),
            None => nearest(word, keys.by_ref()).map(did_you_mean),
        };
        self.tables.report("unknown-role", at, format!("unknown role `{word}`"), help);
    }
}

/// A color that is the same in all themes: `#rrggbb` or one of the terminal's own colors.
fn color(word: &str) -> Option<Color> {
    let Some(digits) = word.strip_prefix('#') else { return word.parse().ok() };
    // Rust accepts a number with a sign, but a color has none.
    let whole = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| whole).map(Color::from_u32)
}

/// The name of a file without folders and extension.
fn stem(path: &str) -> &str {
    Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or(path)
}
