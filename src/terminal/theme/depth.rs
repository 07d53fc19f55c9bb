//! Color depth: how many colors a terminal has, and the nearest of them to any color.
//!
//! Owns how terminals describe themselves, and the standard 256 colors. Does not read the environment: callers pass its
//! variables. Must not know roles or themes.

use ratatui::style::Color;

/// The number of colors that a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// No color: the terminal has none, or the reader wants none.
    None,
    /// The terminal's own 16, whose values are unknown.
    Sixteen,
    /// The 16 and 240 more with standard values.
    TwoFiftySix,
    /// All colors.
    TrueColor,
}

impl Depth {
    /// Detects the depth from the variables `NO_COLOR`, `COLORTERM` and `TERM`.
    pub fn detect(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default().to_ascii_lowercase();
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            return Self::None;
        }
        let indexed = if term.contains("256color") { Self::TwoFiftySix } else { Self::Sixteen };
        // COLORTERM describes the window, but these terminals often run inside another program in it.
        if ["linux", "screen", "vt"].iter().any(|family| term.starts_with(family)) {
            return indexed;
        }
        let says = colorterm.is_some_and(|value| matches!(value.to_ascii_lowercase().as_str(), "truecolor" | "24bit"));
        let known = ["direct", "kitty", "ghostty", "alacritty", "wezterm"].iter().any(|name| term.contains(name));
        if says || known { Self::TrueColor } else { indexed }
    }

    /// Whether a terminal of this depth shows exactly this color.
    pub fn shows(self, color: Color) -> bool {
        let needs = match color {
            Color::Reset => Self::None,
            Color::Rgb(..) => Self::TrueColor,
            Color::Indexed(16..) => Self::TwoFiftySix,
            _ => Self::Sixteen,
        };
        self >= needs
    }
}

/// The most similar of the standard 240 colors. A color that is not RGB stays.
pub(super) fn indexed(color: Color) -> Color {
    let Color::Rgb(red, green, blue) = color else { return color };
    let target = perceived([red, green, blue]);
    let distance = |index: &u8| -> f32 {
        let candidate = perceived(standard(*index));
        target.iter().zip(candidate).map(|(a, b)| (a - b).powi(2)).sum()
    };
    // The first 16 are left out, because their values vary between terminals.
    (16..=255).min_by(|a, b| distance(a).total_cmp(&distance(b))).map_or(color, Color::Indexed)
}

/// The standard value of an index from 16 up: a cube of 6 × 6 × 6 colors, then a ramp of 24 grays.
pub(super) fn standard(index: u8) -> [u8; 3] {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let level = |step: u8| LEVELS[usize::from(step % 6)];
    match index.saturating_sub(16) {
        cube @ 0..216 => [level(cube / 36), level(cube / 6), level(cube)],
        grey => [8 + 10 * (grey - 216); 3],
    }
}

/// The color in the `OKLab` space, in which distances match perceived differences.
fn perceived(rgb: [u8; 3]) -> [f32; 3] {
    let [red, green, blue] = rgb.map(|channel| {
        let channel = f32::from(channel) / 255.0;
        // Approximates the sRGB curve to a few thousandths without `powf`, which alone would load the math library at
        // every start.
        channel * (channel * (channel * 0.305_306 + 0.682_171) + 0.012_523)
    });
    let long = (0.4122 * red + 0.5363 * green + 0.0514 * blue).cbrt();
    let medium = (0.2119 * red + 0.6807 * green + 0.1074 * blue).cbrt();
    let short = (0.0883 * red + 0.2817 * green + 0.6300 * blue).cbrt();
    [
        0.2105 * long + 0.7936 * medium - 0.0041 * short,
        1.9780 * long - 2.4286 * medium + 0.4506 * short,
        0.0259 * long + 0.7828 * medium - 0.8087 * short,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminals_environment_gives_its_color_depth() {
        #[rustfmt::skip]
        let table = [
            // NO_COLOR, COLORTERM, TERM
            (None,      None,              None,                    Depth::Sixteen),
            (Some("1"), Some("truecolor"), Some("xterm-256color"),  Depth::None),
            (Some("0"), None,              Some("xterm"),           Depth::None),
            (Some(""),  None,              Some("xterm-256color"),  Depth::TwoFiftySix),
            (None,      None,              Some("dumb"),            Depth::None),
            (None,      None,              Some("linux"),           Depth::Sixteen),
            (None,      Some("truecolor"), Some("linux"),           Depth::Sixteen),
            (None,      None,              Some("xterm"),           Depth::Sixteen),
            (None,      Some("24bit"),     Some("xterm"),           Depth::TrueColor),
            (None,      None,              Some("vt100"),           Depth::Sixteen),
            (None,      None,              Some("vt220"),           Depth::Sixteen),
            (None,      None,              Some("screen"),          Depth::Sixteen),
            (None,      Some("truecolor"), Some("screen"),          Depth::Sixteen),
            (None,      Some("truecolor"), Some("screen-256color"), Depth::TwoFiftySix),
            (None,      None,              Some("tmux-256color"),   Depth::TwoFiftySix),
            (None,      Some("truecolor"), Some("tmux-256color"),   Depth::TrueColor),
            (None,      None,              Some("xterm-256color"),  Depth::TwoFiftySix),
            (None,      Some("truecolor"), Some("xterm-256color"),  Depth::TrueColor),
            (None,      Some("TrueColor"), Some("xterm-256color"),  Depth::TrueColor),
            (None,      Some("yes"),       Some("xterm-256color"),  Depth::TwoFiftySix),
            (None,      None,              Some("xterm-direct"),    Depth::TrueColor),
            (None,      None,              Some("xterm-kitty"),     Depth::TrueColor),
            (None,      None,              Some("xterm-ghostty"),   Depth::TrueColor),
            (None,      None,              Some("alacritty"),       Depth::TrueColor),
            (None,      None,              Some("wezterm"),         Depth::TrueColor),
            (None,      None,              Some("beehive"),         Depth::Sixteen),
            (None,      None,              Some(""),                Depth::Sixteen),
        ];
        for (no_color, colorterm, term, expected) in table {
            assert_eq!(Depth::detect(no_color, colorterm, term), expected, "{no_color:?} {colorterm:?} {term:?}");
        }
    }

    #[test]
    fn a_standard_color_is_nearest_to_itself() {
        for index in 16..=255 {
            let [red, green, blue] = standard(index);
            let Color::Indexed(found) = indexed(Color::Rgb(red, green, blue)) else { panic!("{index}") };
            assert_eq!(standard(found), standard(index), "{index} became {found}");
        }
    }

    #[test]
    fn colors_map_to_the_most_similar_ones() {
        #[rustfmt::skip]
        let table = [
            ((0, 0, 0),       16),
            ((255, 255, 255), 231),
            ((254, 0, 2),     196),
            ((0, 250, 0),     46),
            ((28, 27, 29),    234),
            ((129, 127, 128), 244),
            ((250, 175, 90),  215),
            ((90, 140, 215),  68),
        ];
        for ((red, green, blue), expected) in table {
            assert_eq!(indexed(Color::Rgb(red, green, blue)), Color::Indexed(expected), "{red} {green} {blue}");
        }
        assert_eq!(indexed(Color::Red), Color::Red);
        assert_eq!(indexed(Color::Indexed(3)), Color::Indexed(3));
    }
}
