//! The reader's settings, parsed from a TOML file.
//!
//! Owns the keys, their meaning and their defaults. A mistake in the file is a diagnostic at its key or value. Must not
//! know where the file is, nor which themes exist.
//!
//! ```toml
//! theme = { dark = "ink", light = "paper" }
//! measure = 72
//! mouse = true
//! addresses = false
//!
//! [keys]
//! next-claim = ["Tab", "n"]
//!
//! [hedges.en]
//! hearsay = ["word is"]
//!
//! [lints]
//! figure-without-source = "warning"
//! ```

mod hedges;
mod keys;

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use toml::de::{DeTable, DeValue};

use crate::briefing::ast::Links;
use crate::briefing::hedge::Extra;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::rulebook::{self, Level, Levels};
use crate::diagnostics::toml_reader::{TomlReader, Value};
use crate::text::manuscript::{Manuscript, Span};
use crate::text::wrap::MEASURE;

pub use self::hedges::Hedges;
pub use self::keys::Keys;

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The theme for a dark terminal, or one whose background is not known.
    pub dark: Name,
    /// The theme for a light terminal.
    pub light: Name,
    /// Maximum width of the text, in columns.
    pub measure: u16,
    /// Whether the program takes mouse events from the start.
    pub mouse: bool,
    /// Whether the address of a link is always shown after its words.
    pub addresses: bool,
    pub keys: Keys,
    /// Hedges beside the built-in ones.
    pub hedges: Hedges,
    /// Whether links are references, unless the text says so itself.
    pub links: Links,
    /// The level of each lint in `caveat check`.
    pub levels: Levels,
}

/// The settings that change how a text is parsed.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Hedges beside the built-in ones.
    pub hedging: Extra,
    pub links: Links,
}

impl Default for Rules {
    fn default() -> Self {
        Config::default().rules()
    }
}

/// The name of a theme, and its place if the file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub name: String,
    pub span: Option<Span>,
}

const KEYS: &[&str] = &["theme", "measure", "mouse", "addresses", "links", "keys", "hedges", "lints"];
const THEME_KEYS: &[&str] = &["dark", "light"];

/// The range of `measure`, in columns.
pub const MEASURES: RangeInclusive<u16> = 20..=1000;

impl Default for Config {
    fn default() -> Self {
        let name = |name: &str| Name { name: name.to_owned(), span: None };
        Self {
            dark: name("ink"),
            light: name("paper"),
            measure: MEASURE,
            mouse: true,
            addresses: false,
            keys: Keys::default(),
            hedges: Hedges::default(),
            links: Links::Auto,
            levels: Levels::default(),
        }
    }
}

impl Config {
    /// Parses a settings file. Valid settings apply even if others are wrong.
    pub fn parse(manuscript: &Manuscript) -> (Self, Vec<Diagnostic>) {
        let (document, errors) = DeTable::parse_recoverable(manuscript.text());
        let mut tables = TomlReader::default();
        let mut config = Self::default();
        for (key, value) in document.get_ref() {
            match &**key.get_ref() {
                "theme" => config.read_theme(value, &mut tables),
                "measure" => config.read_measure(value, &mut tables),
                "mouse" => {
                    let mouse = tables.expect(value, "`true` or `false`", DeValue::as_bool);
                    config.mouse = mouse.unwrap_or(config.mouse);
                }
                "addresses" => {
                    let addresses = tables.expect(value, "`true` or `false`", DeValue::as_bool);
                    config.addresses = addresses.unwrap_or(config.addresses);
                }
                "links" => {
                    let word = tables.expect(value, "`always`, `auto` or `never`", DeValue::as_str);
                    let links = Links::ALL.iter().find(|links| word == Some(links.word()));
                    match (word, links) {
                        (_, Some(&links)) => config.links = links,
                        (Some(_), None) => {
                            let message = "expected `always`, `auto` or `never`".to_owned();
                            tables.report("wrong-value", value.span(), message, None);
                        }
                        (None, None) => {}
                    }
                }
                "keys" => config.keys = Keys::read(value, &mut tables),
                "hedges" => config.hedges = Hedges::read(value, &mut tables),
                "lints" => config.levels = read_levels(value, &mut tables),
                word => tables.unknown("unknown-key", word, key.span(), KEYS.iter().copied()),
            }
        }
        (config, tables.finish(manuscript.text(), &errors))
    }

    /// The settings that change how a text is parsed.
    pub fn rules(&self) -> Rules {
        Rules { hedging: self.hedges.extra(), links: self.links }
    }

    /// Whether the terminal's background selects one of two themes.
    pub fn follows_background(&self) -> bool {
        self.dark.name != self.light.name
    }

    /// Reads one name for both backgrounds, or a table with a name for each.
    fn read_theme(&mut self, value: &Value<'_>, tables: &mut TomlReader) {
        let name = |value: &Value<'_>, name: &str| Name {
            name: name.to_owned(),
            span: Some(Span::new(value.span().start, value.span().end)),
        };
        if let Some(text) = value.get_ref().as_str() {
            (self.dark, self.light) = (name(value, text), name(value, text));
            return;
        }
        let Some(each) =
            tables.expect(value, "the name of a theme, or a table with `dark` and `light`", DeValue::as_table)
        else {
            return;
        };
        for (key, value) in each {
            let which = match &**key.get_ref() {
                "dark" => &mut self.dark,
                "light" => &mut self.light,
                word => {
                    tables.unknown("unknown-key", word, key.span(), THEME_KEYS.iter().copied());
                    continue;
                }
            };
            if let Some(text) = tables.expect(value, "the name of a theme", DeValue::as_str) {
                *which = name(value, text);
            }
        }
    }

    fn read_measure(&mut self, value: &Value<'_>, tables: &mut TomlReader) {
        let Some(number) = tables.expect(value, "a number", DeValue::as_integer) else { return };
        let columns = u16::from_str_radix(number.as_str(), number.radix()).ok();
        if let Some(columns) = columns.filter(|columns| MEASURES.contains(columns)) {
            self.measure = columns;
        } else {
            let message = format!("expected a number from {} to {}", MEASURES.start(), MEASURES.end());
            tables.report("wrong-value", value.span(), message, None);
        }
    }

    /// The settings as a commented config file.
    pub fn print(&self) -> String {
        let mut text = String::new();
        let dark = toml::Value::from(self.dark.name.as_str());
        let light = toml::Value::from(self.light.name.as_str());
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "# Themes for dark and for light terminals: names from `caveat themes`, or TOML files.\n\
             # A single name, `theme = \"ink\"`, applies to both; then the terminal is not asked for its background.\n\
             # tmux before 3.4 hides the background. For a light one: tmux set-environment -g COLORFGBG '0;15'\n\
             theme = {{ dark = {dark}, light = {light} }}\n\
             \n\
             # Maximum width of the text, in columns.\n\
             measure = {}\n\
             \n\
             # Whether the reader takes clicks and the wheel. If not, the terminal selects with the mouse.\n\
             mouse = {}\n\
             \n\
             # Whether addresses always follow the words of links. If not, `f` and a capital letter show one.\n\
             addresses = {}\n\
             \n\
             # Whether a sentence cites the pages that it links to: \"always\", \"auto\" (only in a text that cites nothing in\n\
             # another way) or \"never\". A text may set this itself.\n\
             links = \"{}\"\n\
             \n\
             # Keys of an action, instead of the built-in ones; `[]` for none. Separate the keys of a sequence with spaces.\n\
             # A table such as `[keys.sources]` applies to one context. A line with a # shows the keys that apply without it.\n\
             {}\n\
             # Hedges beside the built-in ones: a table for each language, a list of patterns for each kind of hedge.\n\
             # README.md explains patterns.\n\
             {}\n\
             # The level of each kind of problem in `caveat check`: \"error\", \"warning\" or \"off\".\n\
             # `caveat check --explain ID` explains one.\n\
             {}",
            self.measure,
            self.mouse,
            self.addresses,
            self.links.word(),
            self.keys.print(),
            self.hedges.print(),
            self.levels.print()
        );
        text
    }
}

/// Reads the table `[lints]`.
fn read_levels(value: &Value<'_>, tables: &mut TomlReader) -> Levels {
    let mut levels = Levels::default();
    let Some(table) = tables.table(value) else { return levels };
    for (key, value) in table {
        let rule = match rulebook::lint(key.get_ref()) {
            Ok(rule) => rule,
            Err(help) => {
                let message = format!("there is no lint `{}`", key.get_ref());
                tables.report("unknown-lint", key.span(), message, Some(help));
                continue;
            }
        };
        let Some(word) = tables.expect(value, "`error`, `warning` or `off`", DeValue::as_str) else { continue };
        if let Some(level) = Level::of_word(word) {
            levels.set(rule, level);
        } else {
            let message = "expected `error`, `warning` or `off`".to_owned();
            tables.report("wrong-value", value.span(), message, None);
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Config, Vec<String>) {
        let (config, diagnostics) = Config::parse(&Manuscript::new("config.toml", text));
        let problems = diagnostics.iter().map(|found| {
            let help = found.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{}..{} {}{help}", found.span.start, found.span.end, found.message)
        });
        (config, problems.collect())
    }

    #[test]
    fn empty_settings_are_the_defaults() {
        assert_eq!(parse(""), (Config::default(), Vec::new()));
    }

    #[test]
    fn a_single_theme_name_covers_light_and_dark() {
        let (config, problems) = parse("theme = 'mine'\nmeasure = 60");
        assert_eq!((config.dark.name.as_str(), config.light.name.as_str(), config.measure), ("mine", "mine", 60));
        assert!(problems.is_empty() && !config.follows_background());
        let (config, _) = parse("theme.light = 'mine'");
        assert_eq!((config.dark.name.as_str(), config.light.name.as_str()), ("ink", "mine"));
        assert!(config.follows_background());
    }

    #[test]
    fn a_former_name_of_an_action_still_works() {
        let (config, problems) = parse("[keys]\nnext-news = ['N']");
        assert_eq!(config.keys, parse("[keys]\nnext-change = ['N']").0.keys);
        let words = "`next-news` is now called `next-change` (write `next-change`; the former name still works)";
        assert_eq!(problems, [format!("7..16 {words}")]);
        let (both, _) = parse("[keys]\nnext-news = ['N']\nnext-change = ['M']");
        assert_eq!(both.keys, parse("[keys]\nnext-change = ['M']").0.keys);
    }

    #[test]
    fn the_links_setting_is_always_auto_or_never() {
        assert_eq!(parse("links = 'never'").0.links, Links::Never);
        let (config, problems) = parse("links = 'sometimes'");
        assert_eq!((config.links, problems.len()), (Links::Auto, 1));
        let (again, problems) = parse(&parse("links = 'always'\naddresses = true").0.print());
        assert_eq!((again.links, again.addresses, problems.len()), (Links::Always, true, 0));
    }

    #[test]
    fn printed_settings_read_back_the_same() {
        let (config, _) = parse("theme = { dark = 'a\"b', light = 'c' }\nmeasure = 0x50\nmouse = false");
        let (again, problems) = parse(&config.print());
        assert_eq!((again.dark.name, again.light.name, again.measure), (config.dark.name, config.light.name, 80));
        assert!(!again.mouse);
        assert!(problems.is_empty());
    }

    #[test]
    fn levels_are_set_by_id_and_printed_as_set() {
        let (config, problems) = parse("[lints]\nloop = 'warning'\nunused-source = 'off'");
        assert!(problems.is_empty(), "{problems:?}");
        let (again, problems) = parse(&config.print());
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(again.levels, config.levels);
        assert!(config.print().contains("\nunused-source = \"off\"  # "), "{}", config.print());
        let (config, problems) = parse("[lints]\nlop = 'off'\nloop = 'on'\nunused-source = 1");
        assert_eq!(config, Config::default());
        assert_eq!(
            problems,
            [
                "8..11 there is no lint `lop` (did you mean `loop`?)",
                "27..31 expected `error`, `warning` or `off`",
                "48..49 expected `error`, `warning` or `off`, found an integer",
            ]
        );
    }

    #[test]
    fn mistakes_are_reported_where_they_are() {
        let (config, problems) = parse("themes = 1\nmeasure = 5\ntheme = { drak = 'x', light = 2 }\n");
        assert_eq!(config, Config::default());
        assert_eq!(
            problems,
            [
                "0..6 unknown key `themes` (did you mean `theme`?)",
                "21..22 expected a number from 20 to 1000",
                "33..37 unknown key `drak` (did you mean `dark`?)",
                "53..54 expected the name of a theme, found an integer",
            ]
        );
        assert_eq!(parse("measure = ").1.len(), 1);
    }
}
