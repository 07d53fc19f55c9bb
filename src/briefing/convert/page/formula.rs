//! Writes formulas on one line, with signs for superscripts, subscripts and fractions.
//!
//! Without such signs, two and a half would become 212. Must not know the text around a formula.

use super::tree::Tree;

/// Returns a formula as its author wrote it, or else as it is shown.
pub(super) fn read(tree: &Tree, at: usize) -> String {
    let is_source = |at: &usize| {
        let encoding = tree.attribute(*at, "encoding").unwrap_or_default().to_ascii_lowercase();
        tree.name(*at) == "annotation"
            && matches!(encoding.as_str(), "application/x-tex" | "text/x-tex" | "tex" | "latex")
    };
    let written = tree.within(at).find(is_source).map(|at| tree.text(at));
    let written = written.or_else(|| tree.attribute(at, "alttext"));
    let written = written.filter(|written| !written.trim().is_empty());
    let Some(source) = written else { return row(tree, at).trim().to_owned() };
    let source = source.trim();
    let bare = source.strip_prefix("{\\displaystyle ").and_then(|rest| rest.strip_suffix('}'));
    bare.unwrap_or(source).to_owned()
}

/// Returns the elements in an element, without the texts between them.
fn parts(tree: &Tree, of: usize) -> Vec<usize> {
    tree.children(of).filter(|&at| !tree.is_text(at) && !tree.name(at).starts_with("annotation")).collect()
}

/// Writes the elements of a row side by side.
fn row(tree: &Tree, of: usize) -> String {
    let parts = parts(tree, of);
    if parts.is_empty() {
        return tree.text(of).to_owned();
    }
    parts.into_iter().fold(String::new(), |line, at| beside(line, &one(tree, at)))
}

/// Joins two pieces, with a space if they would otherwise read as one number or word.
fn beside(mut line: String, next: &str) -> String {
    let of_word = |c: char| c.is_alphabetic();
    let last = line.chars().next_back();
    let first = next.chars().next();
    let tail = line.rsplit(|c: char| !(c.is_alphanumeric() || "^_/√.′)".contains(c))).next().unwrap_or_default();
    let tail_word = line.chars().rev().take_while(|&c| of_word(c)).count();
    let head_word = next.chars().take_while(|&c| of_word(c)).count();
    let is_apart = last.zip(first).is_some_and(|(last, first)| {
        let solid = |c: char| c.is_alphanumeric();
        // A power, a fraction or a root ends where the next piece begins.
        let in_parentheses = || line.rfind('(').is_some_and(|open| line[..open].ends_with(['^', '_', '/', '√']));
        let is_built = tail.contains(['^', '_', '/', '√']) || last == ')' && in_parentheses();
        let opens = solid(first) || matches!(first, '(' | '√');
        (solid(last) || last == ')' && is_built)
            && opens
            && (is_built || next.contains('/') || first.is_numeric() || tail_word > 1 || head_word > 1)
            && !(first == '(' && !is_built && !next.contains('/'))
    });
    if is_apart {
        line.push(' ');
    }
    line.push_str(next);
    line
}

/// Returns a piece as one unit, in parentheses if necessary.
fn grouped(text: &str) -> String {
    let is_one = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '′')) || text.chars().count() == 1;
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let is_grouped = inner.is_some_and(|inner| !inner.contains(['(', ')']));
    if is_one || is_grouped { text.to_owned() } else { format!("({text})") }
}

/// Writes a base with its subscript and superscript.
fn raised(base: &str, below: Option<&str>, above: Option<&str>) -> String {
    let mut line = grouped(base);
    for (sign, text) in [('_', below), ('^', above)] {
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { continue };
        if sign == '^' && text.chars().all(|c| matches!(c, '′' | '″' | '‴')) {
            line.push_str(text);
        } else {
            line.push(sign);
            line.push_str(&grouped(text));
        }
    }
    line
}

/// Writes a letter with a sign over it.
fn accented(base: &str, over: &str) -> String {
    let sign = match over {
        "¯" | "‾" | "―" | "\u{304}" => '\u{304}',
        "^" | "ˆ" | "\u{302}" => '\u{302}',
        "~" | "˜" | "\u{303}" => '\u{303}',
        "→" | "⃗" => '\u{20d7}',
        "˙" | "." => '\u{307}',
        _ => return raised(base, None, Some(over)),
    };
    if base.chars().count() == 1 { format!("{base}{sign}") } else { raised(base, None, Some(over)) }
}

/// Writes one element.
fn one(tree: &Tree, at: usize) -> String {
    let parts = parts(tree, at);
    let part = |index: usize| parts.get(index).map(|&at| one(tree, at)).unwrap_or_default();
    let name = tree.name(at);
    match name {
        "mphantom" | "none" | "mprescripts" => String::new(),
        "mspace" => " ".to_owned(),
        "mo" => operator(tree.text(at)),
        "mi" | "mn" | "ms" | "mtext" => tree.text(at).to_owned(),
        "mfrac" => {
            let (above, below) = (part(0), part(1));
            if tree.attribute(at, "linethickness").is_some_and(|width| width.trim_start().starts_with('0')) {
                return format!("({above} over {below})");
            }
            format!("{}/{}", grouped(&above), grouped(&below))
        }
        "msup" => raised(&part(0), None, Some(&part(1))),
        "msub" | "munder" => raised(&part(0), Some(&part(1)), None),
        "mover" => accented(&part(0), &part(1)),
        "msubsup" | "munderover" => raised(&part(0), Some(&part(1)), Some(&part(2))),
        "msqrt" => format!("√{}", grouped(&row(tree, at))),
        "mroot" => format!("{}^(1/{})", grouped(&part(0)), grouped(&part(1))),
        "mmultiscripts" => scripts(tree, &parts),
        "mfenced" => {
            let sign = |name: &str, usual: &str| tree.attribute(at, name).unwrap_or(usual).to_owned();
            let inner: Vec<String> = parts.iter().map(|&at| one(tree, at)).collect();
            format!("{}{}{}", sign("open", "("), inner.join(", "), sign("close", ")"))
        }
        "mtable" => {
            let rows = parts.iter().map(|&at| one(tree, at));
            format!("({})", rows.collect::<Vec<_>>().join("; "))
        }
        "mtr" | "mlabeledtr" => parts.iter().map(|&at| one(tree, at)).collect::<Vec<_>>().join(", "),
        "semantics" | "maction" => part(0),
        _ => row(tree, at),
    }
}

/// Writes an operator, with a space for an invisible separator.
fn operator(sign: &str) -> String {
    match sign {
        "\u{2061}" | "\u{2062}" => String::new(),
        "\u{2063}" | "\u{2064}" => " ".to_owned(),
        sign => sign.to_owned(),
    }
}

/// Writes a base with scripts at all corners.
fn scripts(tree: &Tree, parts: &[usize]) -> String {
    let Some((&base, scripts)) = parts.split_first() else { return String::new() };
    let middle = scripts.iter().position(|&at| tree.name(at) == "mprescripts").unwrap_or(scripts.len());
    let pairs = |parts: &[usize], of: &str| {
        let pairs = parts.chunks(2).map(|pair| pair.iter().map(|&at| one(tree, at)).collect::<Vec<_>>());
        pairs.fold(of.to_owned(), |line, pair| {
            let [below, above] = [0, 1].map(|index| pair.get(index).filter(|text| !text.is_empty()));
            let signs = raised("x", below.map(String::as_str), above.map(String::as_str));
            line + signs.strip_prefix('x').unwrap_or_default()
        })
    };
    let before = pairs(scripts.get(middle + 1..).unwrap_or_default(), "");
    let base = pairs(&scripts[..middle], &grouped(&one(tree, base)));
    if before.is_empty() { base } else { format!("{before} {base}") }
}
