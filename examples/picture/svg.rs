//! Draws a screen as SVG: every character in its cell, whatever font the browser has.
//!
//! ```text
//! ╭──────────────────╮
//! │ ● ● ●   caveat   │  BAR
//! │ ┌──────────────┐ │  AIR around the cells
//! │ │ cells        │ │
//! │ └──────────────┘ │
//! ╰──────────────────╯
//! ```
//!
//! Words are text, fitted to their cells. Characters from other fonts (arrows, symbols, superscripts) are texts of their
//! own, centered in their cells. Frames are lines, so that they join.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// The size of a cell, for letters whose width is 3/5 of their height.
const WIDE: u16 = 9;
const HIGH: u16 = 20;
const LETTER: u16 = 15;
/// From the top of a cell down to the baseline.
const BASE: u16 = 15;

const BAR: u16 = 38;
const AIR: u16 = 14;

const FONTS: &str = "ui-monospace, 'SF Mono', SFMono-Regular, 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

const DESCRIPTION: &str = "The reader on a terminal: a text on the left, in which one claim is chosen; on the right its card, \
which says who says so, how firmly, and what speaks against it.";

/// The picture of a screen, in a window.
pub(crate) fn draw(screen: &Buffer) -> String {
    let area = screen.area;
    let ground = color(screen[(0, area.height / 2)].bg);
    let (wide, high) = (area.width * WIDE + 2 * AIR, area.height * HIGH + BAR + AIR);
    let mut svg = Svg(String::new());
    svg.line(format_args!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img" font-family="{FONTS}" font-size="{LETTER}">"#
    ));
    svg.line(format_args!("<title>caveat</title>"));
    svg.line(format_args!("<desc>{DESCRIPTION}</desc>"));
    svg.line(format_args!(r#"<rect width="{wide}" height="{high}" rx="10" fill="{ground}"/>"#));
    for (at, color) in [(22, "#ec6a5e"), (42, "#f4bf4f"), (62, "#61c554")] {
        svg.line(format_args!(r#"<circle cx="{at}" cy="{}" r="6" fill="{color}"/>"#, BAR / 2));
    }
    svg.line(format_args!(
        r##"<text x="{}" y="{}" text-anchor="middle" font-size="13" fill="#aaa498">caveat</text>"##,
        wide / 2,
        BAR / 2 + 5
    ));
    svg.line(format_args!(r#"<g transform="translate({AIR} {BAR})">"#));
    for y in 0..area.height {
        let row: Vec<&Cell> = (0..area.width).map(|x| &screen[(x, y)]).collect();
        grounds(&mut svg, &row, y, &ground);
        decorations(&mut svg, &row, y);
        words(&mut svg, &row, y);
    }
    frames(&mut svg, screen);
    svg.line(format_args!("</g>"));
    svg.line(format_args!(
        r##"<rect x=".5" y=".5" width="{}" height="{}" rx="9.5" fill="none" stroke="#4a4844"/>"##,
        wide - 1,
        high - 1
    ));
    svg.line(format_args!("</svg>"));
    svg.0
}

struct Svg(String);

impl Svg {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        writeln!(self.0, "{line}").expect("writing to a string cannot fail");
    }
}

/// Splits a row into runs with an equal value: start, length and value of each.
fn stretches<T: PartialEq>(row: &[&Cell], what: impl Fn(&Cell) -> T) -> Vec<(u16, u16, T)> {
    let mut stretches: Vec<(u16, u16, T)> = Vec::new();
    for (x, cell) in (0..).zip(row) {
        let what = what(cell);
        match stretches.last_mut() {
            Some((_, length, same)) if *same == what => *length += 1,
            _ => stretches.push((x, 1, what)),
        }
    }
    stretches
}

fn grounds(svg: &mut Svg, row: &[&Cell], y: u16, ground: &str) {
    for (x, length, color) in stretches(row, |cell| color(cell.bg)) {
        if color != ground {
            // A background at the edge of the screen extends to the edge of the window.
            let left = if x == 0 { 0 } else { AIR + x * WIDE };
            let end = x + length;
            let right = AIR + end * WIDE + if usize::from(end) == row.len() { AIR } else { 0 };
            svg.line(format_args!(
                r#"<rect x="{}" y="{}" width="{}" height="{HIGH}" fill="{color}"/>"#,
                i32::from(left) - i32::from(AIR),
                y * HIGH,
                right - left
            ));
        }
    }
}

/// Draws underlines and strikethroughs.
fn decorations(svg: &mut Svg, row: &[&Cell], y: u16) {
    for (modifier, down) in [(Modifier::UNDERLINED, BASE + 3), (Modifier::CROSSED_OUT, BASE - 5)] {
        for (x, length, color) in stretches(row, |cell| cell.modifier.contains(modifier).then(|| color(cell.fg))) {
            if let Some(color) = color {
                svg.line(format_args!(
                    r#"<path d="M{} {}.5h{}" stroke="{color}"/>"#,
                    x * WIDE,
                    y * HIGH + down,
                    length * WIDE
                ));
            }
        }
    }
}

/// How a word looks.
#[derive(PartialEq)]
struct Look {
    color: String,
    bold: bool,
    italic: bool,
}

fn words(svg: &mut Svg, row: &[&Cell], y: u16) {
    let looks = stretches(row, |cell| Look {
        color: color(cell.fg),
        bold: cell.modifier.contains(Modifier::BOLD),
        italic: cell.modifier.contains(Modifier::ITALIC),
    });
    for (x, length, look) in looks {
        let cells = &row[usize::from(x)..usize::from(x + length)];
        for (start, length, kind) in stretches(cells, kind_of) {
            let text: String =
                cells[usize::from(start)..usize::from(start + length)].iter().map(|cell| cell.symbol()).collect();
            match kind {
                Kind::Words => fitted(svg, x + start, y, &text, &look),
                Kind::Sign => {
                    for (at, sign) in (x + start..).zip(text.chars()) {
                        let middle = format_args!("{}.5", at * WIDE + WIDE / 2).to_string();
                        text_at(svg, &format!(r#"x="{middle}" text-anchor="middle""#), y, &sign.to_string(), &look);
                    }
                }
                Kind::Frame => {}
            }
        }
    }
}

/// Draws words at their cells. Two spaces begin a new text, as browsers would collapse them.
fn fitted(svg: &mut Svg, x: u16, y: u16, text: &str, look: &Look) {
    let mut at = x;
    for part in text.split("  ") {
        let words = part.trim_start();
        let indent = length(part) - length(words);
        let words = words.trim_end();
        if !words.is_empty() {
            let place = format!(
                r#"x="{}" textLength="{}" lengthAdjust="spacingAndGlyphs""#,
                (at + indent) * WIDE,
                length(words) * WIDE
            );
            text_at(svg, &place, y, words, look);
        }
        at += length(part) + 2;
    }
}

fn text_at(svg: &mut Svg, place: &str, y: u16, text: &str, look: &Look) {
    let weight = if look.bold { r#" font-weight="bold""# } else { "" };
    let slant = if look.italic { r#" font-style="italic""# } else { "" };
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    svg.line(format_args!(
        r#"<text {place} y="{}" fill="{}"{weight}{slant}>{text}</text>"#,
        y * HIGH + BASE,
        look.color
    ));
}

fn length(text: &str) -> u16 {
    u16::try_from(text.chars().count()).expect("a row is not that long")
}

/// How a cell is drawn.
#[derive(PartialEq)]
enum Kind {
    Words,
    Sign,
    Frame,
}

fn kind_of(cell: &Cell) -> Kind {
    match cell.symbol() {
        symbol if arms(symbol).is_some() || symbol == "▌" => Kind::Frame,
        symbol if symbol.chars().all(|c| c.is_ascii() || c.is_alphabetic()) => Kind::Words,
        _ => Kind::Sign,
    }
}

/// The directions of the lines of a box-drawing character: left, right, up, down.
fn arms(symbol: &str) -> Option<[bool; 4]> {
    let arms = match symbol {
        "─" => "lr",
        "│" => "ud",
        "╭" => "rd",
        "╮" => "ld",
        "╰" | "└" => "ru",
        "╯" => "lu",
        "├" => "rud",
        _ => return None,
    };
    Some(['l', 'r', 'u', 'd'].map(|arm| arms.contains(arm)))
}

/// Draws frames; a straight line is one path.
fn frames(svg: &mut Svg, screen: &Buffer) {
    let area = screen.area;
    let (middle, center) = (WIDE / 2, HIGH / 2);
    for y in 0..area.height {
        let row: Vec<&Cell> = (0..area.width).map(|x| &screen[(x, y)]).collect();
        for (x, length, line) in stretches(&row, |cell| (cell.symbol() == "─").then(|| color(cell.fg))) {
            if let Some(color) = line {
                let (x, y) = (x * WIDE, y * HIGH + center);
                svg.line(format_args!(r#"<path d="M{x} {y}.5h{}" stroke="{color}"/>"#, length * WIDE));
            }
        }
        for (x, cell) in (0..).zip(&row) {
            let (left, top) = (x * WIDE, y * HIGH);
            let color = color(cell.fg);
            let (x, y) = (left + middle, top + center);
            match (cell.symbol(), arms(cell.symbol())) {
                ("─" | "│", _) | (_, None) => {}
                ("├", _) => {
                    svg.line(format_args!(
                        r#"<path d="M{x}.5 {top}v{HIGH}M{x}.5 {y}.5H{}" fill="none" stroke="{color}"/>"#,
                        left + WIDE
                    ));
                }
                (symbol, Some([to_left, _, up, _])) => {
                    let side = if to_left { left } else { left + WIDE };
                    let end = if up { top } else { top + HIGH };
                    let turn = if symbol == "└" { "L" } else { "Q" };
                    let corner = format!("{x}.5 {y}.5 ");
                    svg.line(format_args!(
                        r#"<path d="M{side} {y}.5{turn}{corner}{}{x}.5 {end}" fill="none" stroke="{color}"/>"#,
                        if symbol == "└" { "L" } else { "" }
                    ));
                }
            }
        }
    }
    for x in 0..area.width {
        let column: Vec<&Cell> = (0..area.height).map(|y| &screen[(x, y)]).collect();
        let upright =
            |sign: &'static str| stretches(&column, move |cell| (cell.symbol() == sign).then(|| color(cell.fg)));
        for (y, length, line) in upright("│") {
            if let Some(color) = line {
                let (x, y) = (x * WIDE + middle, y * HIGH);
                svg.line(format_args!(r#"<path d="M{x}.5 {y}v{}" stroke="{color}"/>"#, length * HIGH));
            }
        }
        for (y, length, bar) in upright("▌") {
            if let Some(color) = bar {
                let (x, y, length) = (x * WIDE, y * HIGH, length * HIGH);
                svg.line(format_args!(r#"<rect x="{x}" y="{y}" width="{middle}" height="{length}" fill="{color}"/>"#));
            }
        }
    }
}

/// The color of a cell. The theme of the picture has only colors that every terminal shows alike.
fn color(color: Color) -> String {
    match color {
        Color::Rgb(..) => color.to_string().to_lowercase(),
        _ => "#888888".to_owned(),
    }
}
