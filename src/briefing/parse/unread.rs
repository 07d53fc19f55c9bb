//! Counts marks that look like citations but are not read as such.
//!
//! They are reported once for a text, because its sentences would otherwise pass for its own voice. Must not make
//! references of them.

use std::ops::Range;

use super::BriefingParser;
use super::keys;
use super::numbered::{is_title, may_be_marked};
use super::prescan::Prescan;
use crate::briefing::ast::{BlockKind, Prose};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::{Span, offset};
use crate::text::role::Role;

/// Citation commands of LaTeX.
const COMMANDS: &[&str] = &["\\cite", "\\textcite", "\\parencite", "\\footcite", "\\autocite", "\\citep", "\\citet"];

/// Fewest uncertain marks that are reported.
const FEWEST: usize = 2;

/// Beginnings and ends of other programs' citations: of chatbots, of Sphinx, Jekyll and Hugo, and of editors of
/// standards.
const CERTAIN: &[(&str, &str)] = &[
    ("【", "】"),
    ("[cite:", "]"),
    ("[cite_start]", ""),
    (":contentReference[oaicite:", "]"),
    ("[oaicite:", "]"),
    ("{cite}", ""),
    ("{cite:p}", ""),
    ("{cite:t}", ""),
    ("{% cite ", "%}"),
    ("{{< cite ", ">}}"),
    ("{{RFC", "}}"),
    ("{{!RFC", "}}"),
    ("{{?RFC", "}}"),
    ("{{!I-D", "}}"),
    ("{{?I-D", "}}"),
];

/// Months and seasons. "(May 2019)" names nobody.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    "Januar", "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember", "Spring", "Summer", "Autumn", "Winter", "Q1", "Q2",
    "Q3", "Q4",
];

/// Superscript digits with which a number may begin.
const RAISED: [char; 9] = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Most bytes between parentheses that name an author and a year.
const LONGEST: usize = 60;

/// Marks that were not read.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a separate question about the text")]
pub(super) struct Unread {
    /// Whether the text may have such marks, by a quick test.
    is_likely: bool,
    /// Whether it has a list of references. Without a list, an author and a year cite nothing.
    has_list: bool,
    /// Whether it has superscript digits.
    has_raised: bool,
    /// Whether it has marks that are certainly citations.
    has_certain: bool,
    first: Option<Span>,
    count: usize,
    /// Number of marks that are certainly citations.
    certain: usize,
}

impl Unread {
    pub(super) fn of(body: &Prescan<'_>) -> Self {
        let has_list =
            || body.text.lines().any(|line| (line.starts_with('#') || line.starts_with("**")) && is_title(line));
        let is_marked = body.has_any(&[
            "[1", "[2", "[Source", "【", "oaicite:", "[cite", "{cite", "{% cite", "< cite", "{{RFC", "{{!", "{{?",
            "{{I-D", "\\cite", "cite{", "[@",
        ]);
        let has_list = body.has_any(&[" 19", " 20"]) && has_list();
        // Superscript numbers begin with 1.
        let has_raised = body.has_any(&["¹", "<sup", "^1"]);
        let has_certain = CERTAIN.iter().any(|(sign, _)| body.has(sign));
        Self { is_likely: is_marked || has_raised || has_list, has_list, has_raised, has_certain, ..Self::default() }
    }
}

impl BriefingParser<'_> {
    /// Counts the marks of a prose; its words contain them as written.
    pub(super) fn note_unread(&mut self, kind: &BlockKind, prose: &Prose, words: &str) {
        let may_cite = matches!(kind, BlockKind::Paragraph | BlockKind::Table { .. });
        if !may_cite || !self.syntax.unread.is_likely || self.syntax.list.is_inside() {
            return;
        }
        let has_list = self.syntax.unread.has_list;
        // Most proses have no marks.
        let may_be = |sign: char| words.contains(sign);
        let is_certain = self.syntax.unread.has_certain && CERTAIN.iter().any(|(sign, _)| prose.text.contains(sign));
        // Names of authors have superscripts for their affiliations too.
        let has_sentence = matches!(kind, BlockKind::Paragraph) && words.contains(['.', '!', '?', '。']);
        let raised = || {
            has_sentence
                && self.syntax.unread.has_raised
                && (may_be('^') || RAISED.iter().any(|&figure| may_be(figure)))
        };
        if !(is_certain || may_be('[') || may_be('\\') || has_list && may_be('(') || raised()) {
            return;
        }
        let found = marks(&prose.text, words, has_list);
        for range in found.into_iter().filter(|range| has_sentence || !is_raised(&prose.text[range.clone()])) {
            let at = offset(range.start);
            let piece = &prose.pieces[prose.pieces.partition_point(|piece| piece.start <= at) - 1];
            if piece.roles.has(Role::InlineCode) || piece.link.is_some() {
                continue;
            }
            self.syntax.unread.count += 1;
            self.syntax.unread.certain += usize::from(is_certain && certain(&prose.text[range.start..]).is_some());
            self.syntax.unread.first.get_or_insert_with(|| prose.span(&(at..offset(range.end))));
        }
    }

    /// Warns of references that cover nothing.
    pub(super) fn note_idle(&mut self, idle: &[Span]) {
        self.diagnostics.extend(idle.iter().map(|&span| {
            Diagnostic::warning(
                "unread-citation",
                span,
                "this reference stands in a template or a comment: nothing rests on it",
            )
            .help("put it after the words that rest on it")
        }));
    }

    pub(super) fn report_unread(&mut self) {
        let is_reported = self.syntax.unread.certain > 0 || self.syntax.unread.count >= FEWEST;
        let Some(first) = self.syntax.unread.first.filter(|_| is_reported) else { return };
        let message = match self.syntax.unread.count {
            1 => "this mark looks like a citation, but is not read as one".to_owned(),
            count => format!("{count} marks such as this look like citations, but are not read as such"),
        };
        self.diagnostics.push(
            Diagnostic::warning("unread-citation", first, message)
                .help("list what the marks mean under `## References`, as `[1] …`, or cite by footnotes"),
        );
    }
}

/// Returns the bytes of marks in a text; `words` has blanks for parts outside its sentences.
fn marks(text: &str, words: &str, has_list: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, sign) in
        text.match_indices(['[', '【', '{', ':', '\\', '(', '^', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
    {
        let rest = &words[at..];
        let length = certain(&text[at..]).or_else(|| match sign {
            _ if !rest.starts_with(sign) => None,
            "[" => number(rest).filter(|_| !words[..at].ends_with(|c: char| c.is_alphanumeric() || "_])^".contains(c))),
            "\\" => command(rest),
            "(" => author_and_year(rest).filter(|_| has_list),
            "{" | ":" | "【" => None,
            _ => raised(&words[..at], rest),
        });
        found.extend(length.map(|length| at..at + length));
    }
    found
}

/// Returns the length of another program's citation at the beginning of a text.
fn certain(text: &str) -> Option<usize> {
    let (sign, end) = CERTAIN.iter().find(|(sign, _)| text.starts_with(sign))?;
    text[sign.len()..]
        .bytes()
        .take(LONGEST)
        .enumerate()
        .map(|(at, _)| sign.len() + at)
        .find_map(|at| text.get(at..).filter(|rest| rest.starts_with(end)).map(|_| at + end.len()))
}

/// Returns the length of `[1]`, `[2, 3]`, `[Source 2]`, `[4-6]` or `[@key…]`.
fn number(text: &str) -> Option<usize> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b']')?;
    let inside = &text[1..end];
    let inside = inside.strip_prefix("Source ").unwrap_or(inside);
    let is_numbers = inside.starts_with(|c: char| c.is_ascii_digit())
        && inside.len() <= 12
        && inside
            .split([',', '-', '–', ' ', ';'])
            .all(|part| part.len() <= 3 && !part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_key = inside.starts_with('@') && keys::key_at(text, 1).is_some();
    let is_link = text[end + 1..].starts_with(['(', ':']);
    ((is_numbers || is_key) && !is_link).then_some(end + 1)
}

/// Returns the length of a superscript number after a word or a stop: `^1`, "¹", "¹²".
fn raised(before: &str, text: &str) -> Option<usize> {
    let is_raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    let (sign, digits) = match text.strip_prefix('^') {
        Some(rest) => (1, rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len()),
        None => (0, text.len() - text.trim_start_matches(is_raised).len()),
    };
    let is_short = text[sign..sign + digits].chars().count() <= 3;
    let ends = !text[sign + digits..].starts_with(|c: char| c.is_alphanumeric() || c == '^');
    (digits > 0 && is_short && may_be_marked(before) && ends).then_some(sign + digits)
}

fn is_raised(mark: &str) -> bool {
    mark.starts_with(|c| c == '^' || RAISED.contains(&c))
}

/// Returns the length of `\cite{maas2019}`.
fn command(text: &str) -> Option<usize> {
    let name = text[1..].find(|c: char| !c.is_ascii_alphabetic()).map(|end| &text[..=end])?;
    let rest = &text[name.len()..];
    let is_known = COMMANDS.contains(&name) && rest.starts_with(['{', '[', '*']);
    is_known.then(|| rest.bytes().take(LONGEST).position(|byte| byte == b'}').map(|end| name.len() + end + 1))?
}

/// Returns the length of "(Maas 2019)" or "(Maas & Dijk, 2019, p. 3)".
fn author_and_year(text: &str) -> Option<usize> {
    let end = text[1..].find([')', '(']).filter(|&end| end <= LONGEST && text[1 + end..].starts_with(')'))?;
    let inside = &text[1..=end];
    let year = inside.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        digits.len() == 4
            && word.len() <= 5
            && (digits.starts_with("19") || digits.starts_with("20"))
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })?;
    let before = inside[..inside.find(year)?].trim_end_matches([' ', ',']);
    let name = before.trim_start_matches("see ").trim_start_matches("cf. ").trim_start_matches("e.g., ");
    let mut names = name.split([' ', ',']).filter(|word| !word.is_empty());
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "&" | "and" | "et" | "al." | "und" | "van" | "von" | "de")
    };
    // Months and publishers are not authors: "(May 2019)", "(Cambridge: Quay Press, 2020)".
    let is_month = MONTHS.contains(&names.clone().next()?.split(['/', '–', '-']).next()?);
    (!is_month && !name.contains(':') && names.all(is_name)).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unread_marks_are_distinguished_from_text_that_cites_nothing() {
        let found =
            |words: &'static str| marks(words, words, true).into_iter().map(|range| &words[range]).collect::<Vec<_>>();
        assert_eq!(
            found("Dues doubled [1], ships wait.[2, 3] So \\citep[p. 3]{maas2019}."),
            ["[1]", "[2, 3]", "\\citep[p. 3]{maas2019}"]
        );
        assert_eq!(
            found("Dues rose (Maas 2019) and fell (Maas & Dijk, 2019a, p. 3)."),
            ["(Maas 2019)", "(Maas & Dijk, 2019a, p. 3)"]
        );
        assert_eq!(found("It is said [@maas; p. 3]."), ["[@maas; p. 3]"]);
        assert_eq!(found("It is said【3†source】."), ["【3†source】"]);
        assert_eq!(found("Dues doubled.¹ Ships wait^2 now."), ["¹", "^2"]);
        for none in [
            "x[1]",
            "[1](a)",
            "[a]",
            "(in 2019)",
            "(May 2019)",
            "(November/December 2007)",
            "(Cambridge: Quay Press, 2020)",
            "(1,700)",
            "\\alpha{x}",
            "[2024-05-06]",
            "[0, 1]",
            "[@fig-x]",
            "10²",
            "km²",
            "x^2",
        ] {
            assert!(found(none).is_empty(), "{none}");
        }
        assert!(marks("Dues rose (Maas 2019).", "Dues rose (Maas 2019).", false).is_empty());
    }
}
