//! Reads the styles of a Word file: kinds of paragraphs and looks of runs.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::xml::Element;

/// Longest chain of styles that are based on each other.
const LONGEST_CHAIN: usize = 32;

/// Default size of text in half points.
const USUAL_SIZE: u32 = 20;

/// Names of heading styles; a number follows. Word writes the English name in every language, and other programs write
/// the name in the document's language.
const HEADINGS: &[&str] = &[
    "heading",
    "überschrift",
    "titre",
    "título",
    "titulo",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "otsikko",
    "nagłówek",
    "nadpis",
    "címsor",
    "başlık",
    "titlu",
    "encapçalament",
    "заголовок",
    "επικεφαλίδα",
    "标题",
    "標題",
    "見出し",
    "제목",
];

const TITLES: &[&str] = &["title", "titel", "book title page", "document title"];
const SUBTITLES: &[&str] = &["subtitle", "untertitel", "sous-titre", "subtítulo", "sottotitolo"];
const QUOTES: &[&str] = &[
    "quote",
    "intense quote",
    "quotation",
    "quotations",
    "block quote",
    "block quotation",
    "blockquote",
    "block text",
    "zitat",
    "intensives zitat",
    "citation",
    "citation intense",
    "cita",
    "cita destacada",
];
const CODE: &[&str] =
    &["source code", "html preformatted", "preformatted text", "code", "code block", "macro text", "verbatim"];
const CODE_RUNS: &[&str] =
    &["verbatim char", "html code", "source text", "code char", "inline code", "html preformatted char"];

/// The kind of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Title,
    Subtitle,
    Author,
    Date,
    Heading(u8),
    Quote,
    Code,
    /// A line of a table of contents.
    Contents,
    /// The title of a table of contents.
    ContentsTitle,
    /// A paragraph that continues an item.
    Continued,
}

/// The look of a run, as far as the file sets it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) strong: Option<bool>,
    pub(super) emphasis: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) code: bool,
    pub(super) raised: Option<Raised>,
    pub(super) font: Option<Font>,
    /// Size in half points.
    pub(super) size: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Raised {
    Up,
    Down,
    Not,
}

/// Fonts that give codes other characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Font {
    Symbol,
    Wingdings,
    Other,
}

impl Font {
    pub(super) fn new(name: &str) -> Self {
        match name.to_lowercase().as_str() {
            "symbol" => Self::Symbol,
            name if name.starts_with("wingdings") => Self::Wingdings,
            _ => Self::Other,
        }
    }
}

impl Look {
    /// Reads `w:rPr`.
    pub(super) fn of(properties: &Element) -> Self {
        let mut look = Self::default();
        for one in properties.elements() {
            let on = || Some(is_on(one));
            match one.name() {
                "b" => look.strong = on(),
                "i" => look.emphasis = on(),
                "strike" | "dstrike" => look.struck = Some(is_on(one) || look.struck == Some(true)),
                "vanish" => look.hidden = on(),
                "vertAlign" => {
                    look.raised = Some(match one.attribute("val").as_deref() {
                        Some("superscript") => Raised::Up,
                        Some("subscript") => Raised::Down,
                        _ => Raised::Not,
                    });
                }
                "sz" => look.size = one.attribute("val").and_then(|size| size.parse().ok()),
                "rFonts" => look.font = one.attribute("ascii").map(|name| Font::new(&name)),
                _ => {}
            }
        }
        look
    }

    /// Returns this look, completed by another where it sets nothing.
    pub(super) fn over(self, other: Self) -> Self {
        Self {
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            struck: self.struck.or(other.struck),
            hidden: self.hidden.or(other.hidden),
            code: self.code || other.code,
            raised: self.raised.or(other.raised),
            font: self.font.or(other.font),
            size: self.size.or(other.size),
        }
    }
}

/// Whether a toggle property is on. On is the default.
pub(super) fn is_on(element: &Element) -> bool {
    !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// Returns `w:val` of a child element.
pub(super) fn value(element: &Element, name: &str) -> Option<String> {
    element.child(name)?.attribute("val").map(Cow::into_owned)
}

/// A paragraph's list and level by its properties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The id of the list. `0` takes a paragraph out of every list.
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

impl Numbered {
    /// Reads `w:pPr`.
    pub(super) fn of(properties: &Element) -> Self {
        let Some(own) = properties.child("numPr") else { return Self::default() };
        let level = value(own, "ilvl").and_then(|level| level.parse().ok());
        Self { list: value(own, "numId"), level }
    }

    pub(super) fn over(self, other: Self) -> Self {
        Self { list: self.list.or(other.list), level: self.level.or(other.level) }
    }
}

#[derive(Debug)]
struct Style {
    /// Name in lower case.
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    numbered: Numbered,
    look: Look,
    /// The alignment of its lines.
    aligned: Option<String>,
}

/// All styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    default_paragraph: Option<String>,
    /// The size of text without a style.
    size: Option<u32>,
}

impl Styles {
    pub(super) fn of(root: &Element) -> Self {
        let size = root.at(&["docDefaults", "rPrDefault", "rPr"]).and_then(|look| Look::of(look).size);
        let mut styles = Self { size, ..Self::default() };
        for element in root.elements().filter(|element| element.name() == "style") {
            let Some(id) = element.attribute("styleId") else { continue };
            let properties = element.child("pPr");
            let name = value(element, "name").unwrap_or_else(|| id.to_string()).trim().to_lowercase();
            let mut look = element.child("rPr").map(Look::of).unwrap_or_default();
            look.code = CODE_RUNS.contains(&name.as_str());
            let style = Style {
                based_on: value(element, "basedOn"),
                outline: properties.and_then(outline),
                numbered: properties.map(Numbered::of).unwrap_or_default(),
                look,
                aligned: properties.and_then(|properties| value(properties, "jc")),
                name,
            };
            let is_default = element.attribute("default").is_some_and(|value| value == "1" || value == "true");
            if is_default && element.attribute("type").is_some_and(|kind| kind == "paragraph") {
                styles.default_paragraph = Some(id.to_string());
            }
            styles.all.insert(id.into_owned(), style);
        }
        styles
    }

    /// Returns a style and the styles that it is based on, the nearest first.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let next = |style: &&Style| self.all.get(style.based_on.as_deref()?);
        std::iter::successors(self.all.get(id), next).take(LONGEST_CHAIN)
    }

    /// Returns the kind of a paragraph by its style and properties.
    pub(super) fn kind(&self, id: Option<&str>, properties: Option<&Element>) -> Kind {
        let named = id.and_then(|id| {
            if self.all.contains_key(id) {
                return self.chain(id).find_map(|style| kind_by_name(&style.name));
            }
            // A missing style is known only by its id.
            kind_by_name(&id.to_lowercase())
        });
        let level = properties.and_then(outline).or_else(|| self.chain(id?).find_map(|style| style.outline));
        match (named, level) {
            // The outline level marks it as body text.
            (Some(Kind::Heading(_)), Some(10..)) => Kind::Plain,
            (Some(kind), _) => kind,
            (None, Some(level @ 1..=9)) => Kind::Heading(level.min(6)),
            (None, _) => Kind::Plain,
        }
    }

    /// Returns the list and level of a paragraph style.
    pub(super) fn numbered(&self, id: Option<&str>) -> Numbered {
        let Some(id) = id else { return Numbered::default() };
        self.chain(id).fold(Numbered::default(), |numbered, style| numbered.over(style.numbered.clone()))
    }

    /// Returns the default style of paragraphs.
    pub(super) fn default_paragraph(&self) -> Option<&str> {
        self.default_paragraph.as_deref()
    }

    /// Whether a style is used for items of lists. A paragraph between items may have it too.
    pub(super) fn is_of_lists(&self, id: &str) -> bool {
        self.all.get(id).is_some_and(|style| style.name == "list paragraph")
    }

    /// Returns the list of a list style.
    pub(super) fn list(&self, id: &str) -> Option<&str> {
        self.all.get(id)?.numbered.list.as_deref()
    }

    /// Returns the look of a character style.
    pub(super) fn look(&self, id: &str) -> Look {
        self.chain(id).fold(Look::default(), |look, style| look.over(style.look))
    }

    /// Returns the alignment of a paragraph style, such as `center`.
    pub(super) fn aligned(&self, id: &str) -> Option<String> {
        self.chain(id).find_map(|style| style.aligned.clone())
    }

    /// Returns the size of most text in half points.
    pub(super) fn usual_size(&self) -> u32 {
        let own = self.default_paragraph.as_deref().and_then(|style| self.look(style).size);
        own.or(self.size).unwrap_or(USUAL_SIZE)
    }

    /// Whether a paragraph style hides its text.
    pub(super) fn hides(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.look.hidden) == Some(true)
    }
}

/// Returns the level of an outline (1-based); 10 is body text.
fn outline(properties: &Element) -> Option<u8> {
    Some(value(properties, "outlineLvl")?.parse::<u8>().ok()?.min(9) + 1)
}

fn kind_by_name(name: &str) -> Option<Kind> {
    let is = |names: &[&str]| names.contains(&name);
    let numbered = |stem: &str| name.strip_prefix(stem).map(|rest| rest.trim_start_matches([' ', '_', '-']));
    let level =
        HEADINGS.iter().find_map(|stem| numbered(stem)?.parse::<u8>().ok().filter(|level| (1..=9).contains(level)));
    if let Some(level) = level {
        return Some(Kind::Heading(level.min(6)));
    }
    let in_contents = |holds: fn(&str) -> bool| ["toc", "contents"].iter().filter_map(|stem| numbered(stem)).any(holds);
    match () {
        () if is(TITLES) => Some(Kind::Title),
        () if is(SUBTITLES) => Some(Kind::Subtitle),
        () if is(QUOTES) => Some(Kind::Quote),
        () if is(CODE) => Some(Kind::Code),
        () if name == "author" => Some(Kind::Author),
        () if name == "date" => Some(Kind::Date),
        () if name.starts_with("list continue") => Some(Kind::Continued),
        () if in_contents(|rest| rest == "heading") => Some(Kind::ContentsTitle),
        () if in_contents(|rest| rest.parse::<u8>().is_ok()) => Some(Kind::Contents),
        () => None,
    }
}
