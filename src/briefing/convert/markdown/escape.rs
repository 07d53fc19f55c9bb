//! Escapes the characters of a text that Markdown would take for syntax.
//!
//! It uses as few escapes as possible, because people read and annotate the text. Must not know documents.

use std::borrow::Cow;

use super::token::Token;

/// Replaces each run of ASCII white space by one space.
pub(super) fn one_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\0' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// Puts a text on one line, without space at the ends.
pub(super) fn one_line(text: &str) -> String {
    one_space(&shown(text, None)).trim().to_owned()
}

/// Removes marks of direction, and joiners that join nothing. `before` is the character before the text.
pub(super) fn shown(text: &str, mut before: Option<char>) -> Cow<'_, str> {
    let is_joiner = |c: char| matches!(c, '\u{200c}' | '\u{200d}');
    let is_direction =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.is_ascii() || !text.chars().any(|c| is_joiner(c) || is_direction(c)) {
        return Cow::Borrowed(text);
    }
    // Letters and emoji can be joined.
    let is_joined = |c: char| c.is_alphanumeric() || !(c.is_ascii() || c.is_whitespace() || is_punctuation(c));
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().filter(|&c| !is_direction(c)).peekable();
    while let Some(c) = rest.next() {
        let behind = rest.peek().copied();
        if !is_joiner(c) || before.is_some_and(is_joined) && behind.is_none_or(|c| is_joined(c) && !is_joiner(c)) {
            out.push(c);
            before = Some(c);
        }
    }
    Cow::Owned(out)
}

/// Returns the length of the longest run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Whether every Markdown parser takes a character for punctuation.
pub(super) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '¡' | '§' | '«' | '»' | '¶' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203a}' | '、' | '。')
        || matches!(c, '「' | '」' | '『' | '』' | '（' | '）' | '，' | '：' | '；' | '？' | '！')
}

/// Escapes an address for between parentheses; empty if the address is empty.
pub(super) fn address(to: &str) -> String {
    let to = to.trim();
    // Balanced parentheses need no escape.
    let mut depth = 0_usize;
    let balanced = to.chars().all(|c| match c {
        '(' => {
            depth += 1;
            depth < 8
        }
        ')' => {
            depth = depth.wrapping_sub(1);
            depth != usize::MAX
        }
        _ => true,
    }) && depth == 0;
    let mut out = String::with_capacity(to.len());
    for (at, c) in to.char_indices() {
        let is_hidden = c.is_control() || c.is_whitespace();
        match c {
            '\t' | '\n' | '\r' => {}
            '(' | ')' if balanced => out.push(c),
            '&' if is_entity(&to[at + 1..]) => out.push_str("&amp;"),
            '(' | ')' | '<' | '>' | '\\' | '`' | '"' | '|' | '{' | '}' => percent(&mut out, c),
            _ if is_hidden => percent(&mut out, c),
            _ => out.push(c),
        }
    }
    out
}

fn percent(out: &mut String, c: char) {
    let mut bytes = [0; 4];
    for byte in c.encode_utf8(&mut bytes).bytes() {
        out.push('%');
        out.extend(
            [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap_or('0').to_ascii_uppercase()),
        );
    }
}

/// Whether an address can stand between `<` and `>`.
pub(super) fn is_plain_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_graphic() && !"<>\\`|&".contains(c)))
}

/// Whether the text after `&` makes it an entity.
fn is_entity(behind: &str) -> bool {
    let rest = behind.strip_prefix('#').unwrap_or(behind);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    end > 0 && rest[end..].starts_with(';')
}

/// Puts a backslash before every character that could be syntax.
pub(super) fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if "\\`*_[]<~@{}^|!".contains(c) || c == '&' && is_entity(&text[at + 1..]) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Writes code between backticks.
pub(super) fn code(out: &mut String, code: &str, in_cell: bool) {
    let run = longest_run(code, '`');
    // The fence must differ from each run of backticks inside, so it is longer than the longest.
    let fence = "`".repeat(run + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    let code = if in_cell { code.replace('|', "\\|") } else { code.to_owned() };
    out.extend([&fence, pad, &code, pad, &fence]);
}

/// Escapes a last `#` of a heading, which would otherwise end it.
pub(super) fn closing_marks(mut out: String) -> String {
    let end = out.trim_end_matches('#').len();
    if end < out.len() && (end == 0 || out[..end].ends_with(' ')) {
        out.insert(end, '\\');
    }
    out
}

/// The surroundings of a text in its line.
pub(super) struct Place<'t> {
    /// Whether it is at the start of a line.
    pub(super) begins: bool,
    /// Whether it follows directly after a reference.
    pub(super) follows: bool,
    pub(super) in_link: bool,
    pub(super) next: Option<&'t Token>,
}

/// Facts about a line that decide which characters need escapes.
#[allow(clippy::struct_excessive_bools, reason = "each is a question to the line, and none follows from another")]
pub(super) struct Around {
    star: bool,
    underscore: bool,
    tilde: bool,
    backtick: bool,
    dollar: bool,
    /// Whether two pairs of `=` occur.
    equals: bool,
    /// Whether `]:` occurs; a `[` at the start would then define a link.
    defines: bool,
    has_works: bool,
    /// Whether comments occur; the end of a comment could begin a mail address.
    comments: bool,
    in_cell: bool,
}

impl Around {
    /// Examines a line. A character that is syntax only in pairs needs no escape if it is alone.
    pub(super) fn of(tokens: &[Token], has_works: bool, in_cell: bool) -> Self {
        let (mut stars, mut underscores, mut tildes, mut backticks, mut dollars) = (0, 0, 0, 0, 0);
        for token in tokens {
            let Token::Text(text, _) = token else { continue };
            let mut before = b' ';
            for byte in text.bytes() {
                let begins = usize::from(byte != before);
                match byte {
                    b'*' => stars += begins,
                    b'_' => underscores += begins,
                    b'~' => tildes += begins,
                    b'`' => backticks += begins,
                    b'$' => dollars += begins,
                    _ => {}
                }
                before = byte;
            }
        }
        let has = |of: char| tokens.iter().any(|token| matches!(token, Token::Open(mark) if mark.character() == of));
        let has_code = tokens.iter().any(|token| matches!(token, Token::Code(_)));
        let has_raw = |of: char| tokens.iter().any(|token| matches!(token, Token::Raw(text) if text.contains(of)));
        Self {
            star: stars > 1 || has('*') || has_raw('*'),
            underscore: underscores > 1 || has_raw('_'),
            tilde: tildes > 1 || has('~') || has_raw('~'),
            backtick: backticks > 1 || has_code || has_raw('`'),
            dollar: dollars > 1,
            equals: tokens
                .iter()
                .map(|token| if let Token::Text(text, _) = token { text.matches("==").count() } else { 0 })
                .sum::<usize>()
                > 1,
            defines: tokens.iter().any(|token| matches!(token, Token::Text(text, _) if text.contains("]:"))),
            has_works,
            comments: tokens.iter().any(|token| matches!(token, Token::Raw(text) if text == "<<}")),
            in_cell,
        }
    }

    /// Writes a text with its escapes.
    pub(super) fn text(&self, out: &mut String, text: &str, place: &Place<'_>) {
        let mut rest = text;
        if place.begins
            && let Some(mark) = line_mark(text, place.next.is_none_or(|next| *next == Token::Break))
        {
            out.push_str(&text[..mark]);
            out.push('\\');
            let end = mark + text[mark..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&text[mark..end]);
            rest = &text[end..];
        }
        let offset = text.len() - rest.len();
        let mut before = text[..offset].chars().next_back().or_else(|| out.chars().next_back().filter(|&c| c != '\n'));
        // A bracket at the start could be a task's box or a definition.
        let opens = place.begins && (self.defines || ["[ ]", "[x]", "[X]"].iter().any(|task| text.starts_with(task)));
        for (at, c) in rest.char_indices() {
            let after = &rest[at + c.len_utf8()..];
            let next = after.chars().next().or_else(|| place.next.and_then(Token::first));
            let is_first = at == 0 && offset == 0;
            if is_first && place.follows && matches!(c, '(' | '[') {
                // A backslash would not separate it from the reference, so a space does.
                out.push(' ');
            }
            let escapes = match c {
                '[' if is_first && opens => true,
                ':' if is_first && place.follows => true,
                _ => self.escapes(c, before, next, after, place),
            };
            if escapes {
                out.push('\\');
            }
            out.push(c);
            before = Some(c);
        }
    }

    fn escapes(&self, c: char, before: Option<char>, next: Option<char>, after: &str, place: &Place<'_>) -> bool {
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let alone = is_space(before) && is_space(next);
        // The token after this text, if the text ends here.
        let then = if after.is_empty() { place.next } else { None };
        match c {
            '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
            '*' => self.star && !alone,
            '_' => self.underscore && !alone && !(is_word(before) && is_word(next) && next != Some('_')),
            '~' => self.tilde && !alone,
            '`' => self.backtick,
            '$' => self.dollar && next.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit()),
            '<' => {
                let is_mail = next.is_some_and(|c| !c.is_whitespace()) && after.contains('@');
                is_mail || next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
            }
            '@' if self.comments => true,
            '&' => is_entity(after),
            '%' => next == Some('%'),
            '=' => self.equals && next == Some('=') && before != Some('='),
            // A superscript has no space inside.
            '^' if after.split(char::is_whitespace).next().is_some_and(|word| word.contains('^')) => true,
            '[' if after.starts_with('[') => true,
            '[' => place.in_link || next.is_some_and(|c| matches!(c, '^' | '!')) || after.starts_with('@'),
            ']' => place.in_link || next.is_some_and(|c| matches!(c, '(' | '[')) || then.is_some_and(is_bracket),
            '!' | '^' => next == Some('['),
            '@' => (self.has_works || place.in_link) && !is_word(before) && is_word(next) && before != Some('@'),
            '{' => {
                ["++", "--", "==", ">>", "~~", "%", "{"].iter().any(|mark| after.starts_with(mark))
                    || after.split_once('}').is_some_and(|(inside, _)| are_attributes(inside))
                    || !after.is_empty() && after.len() < 2
            }
            '}' => before.is_some_and(|c| matches!(c, '+' | '-' | '=' | '<' | '~')),
            '|' => self.in_cell,
            _ => false,
        }
    }
}

/// Whether words between braces would be attributes.
fn are_attributes(words: &str) -> bool {
    words.trim_start().starts_with(['#', '.', ':', '-']) || words.contains('=')
}

fn is_bracket(token: &Token) -> bool {
    token.first() == Some('[')
}

/// Returns the byte of a character at the start of a line that would begin a block.
///
/// `ends` is whether the line ends with this text.
fn line_mark(line: &str, ends: bool) -> Option<usize> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let is_end = |rest: &str| rest.starts_with(char::is_whitespace) || rest.is_empty();
    match first {
        '#' => is_end(rest.trim_start_matches('#')).then_some(0),
        '>' | '|' | ':' => Some(0),
        '+' | '-' | '*' | '_' | '=' => {
            let only = |marks: &str| ends && line.chars().all(|c| marks.contains(c));
            let marks =
                is_end(rest) && !matches!(first, '_' | '=') || line.starts_with("+++") || line.starts_with("---");
            (marks || only("*_-= ") || only("-|: ")).then_some(0)
        }
        '~' | '`' => (line.starts_with("~~~") || line.starts_with("```")).then_some(0),
        '0'..='9' => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let behind = &line[digits..];
            (digits <= 9 && behind.starts_with(['.', ')']) && is_end(&behind[1..])).then_some(digits)
        }
        _ => None,
    }
}
