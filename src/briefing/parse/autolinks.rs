//! Makes links of web addresses that have no markup.
//!
//! Footnotes are full of such addresses, and GitHub links them too. They are found in a finished prose in one pass,
//! because the Markdown parser splits addresses. Must not change the text.

use std::ops::Range;

use crate::briefing::ast::{Piece, Prose};
use crate::text::address;
use crate::text::manuscript::offset;
use crate::text::role::Role;

/// Makes links of the addresses in a prose, and adds their targets to `links`.
pub(super) fn link(prose: &mut Prose, links: &mut Vec<String>) {
    let mut found = addresses(&prose.text);
    found.retain(|range| is_plain(prose, range));
    if found.is_empty() {
        return;
    }
    let first = links.len();
    links.extend(found.iter().map(|range| prose.text[range.clone()].to_owned()));
    let found: Vec<_> = found.iter().map(|range| offset(range.start)..offset(range.end)).collect();
    let length = offset(prose.text.len());
    let mut numbered = found.iter().zip(offset(first)..).peekable();
    let pieces = std::mem::take(&mut prose.pieces);
    for (index, piece) in pieces.iter().enumerate() {
        let next = pieces.get(index + 1).map_or(length, |next| next.start);
        let mut from = piece.start;
        while from < next {
            while numbered.next_if(|(range, _)| range.end <= from).is_some() {}
            let (to, link) = match numbered.peek() {
                Some((range, link)) if range.start <= from => (range.end.min(next), Some(*link)),
                Some((range, _)) => (range.start.min(next), None),
                None => (next, None),
            };
            prose.pieces.push(part(piece, from..to, next, link));
            from = to;
        }
    }
}

/// Returns a part of a piece that ends at `end`.
fn part(piece: &Piece, range: Range<u32>, end: u32, link: Option<u32>) -> Piece {
    let mut part = Piece { start: range.start, ..piece.clone() };
    if piece.verbatim {
        part.span.start = piece.span.start + range.start - piece.start;
        // The last part includes the markup after the piece's text.
        part.span.end = if range.end == end { piece.span.end } else { piece.span.start + range.end - piece.start };
    }
    if link.is_some() {
        part.link = link;
        part.roles = part.roles.with(Role::Link);
    }
    part
}

/// Whether a range has no link, is neither code nor markup, and has an exact place in the manuscript.
fn is_plain(prose: &Prose, range: &Range<usize>) -> bool {
    let (start, end) = (offset(range.start), offset(range.end));
    let first = prose.pieces.partition_point(|piece| piece.start <= start) - 1;
    let after = prose.pieces.partition_point(|piece| piece.start < end);
    let whole = |index: usize, piece: &Piece| {
        let next = prose.pieces.get(index + 1).map_or(offset(prose.text.len()), |next| next.start);
        piece.verbatim || (start <= piece.start && next <= end)
    };
    prose.pieces[first..after].iter().zip(first..).all(|(piece, index)| {
        let other = [Role::InlineCode, Role::Muted, Role::Problem];
        piece.link.is_none() && !other.iter().any(|&role| piece.roles.has(role)) && whole(index, piece)
    })
}

/// Returns the addresses in a text, in order.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("://") {
        let colon = from + at;
        from = colon + "://".len();
        let Some(start) = begins(text, colon) else { continue };
        from += length(&text[from..]);
        if address::web(&text[start..from]).is_some() {
            found.push(start..from);
        }
    }
    found
}

/// Returns the byte of a web scheme before a colon; none if it is part of another word.
fn begins(text: &str, colon: usize) -> Option<usize> {
    let before = &text[..colon];
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        let tail = colon.checked_sub(scheme.len()).and_then(|at| before.get(at..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(scheme))
    })?;
    let start = colon - scheme.len();
    let alone = before[..start].chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric());
    alone.then_some(start)
}

/// Returns the length of an address: up to a space or a quotation mark, without marks that end the sentence, and
/// without a closing parenthesis that it does not open.
fn length(rest: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`');
    // In scripts without spaces, their own punctuation ends the address.
    let wide = |c: char| matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '“' | '”' | '’' | '»');
    let mut address = &rest[..rest.find(|c| ends(c) || wide(c)).unwrap_or(rest.len())];
    let unopened = |open, close| {
        let count = |sign| address.matches::<char>(sign).count();
        count(close).saturating_sub(count(open))
    };
    let mut unopened = [(')', unopened('(', ')')), (']', unopened('[', ']'))];
    loop {
        let mut shorter = address.trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '…']);
        for (close, count) in &mut unopened {
            if let Some(inner) = shorter.strip_suffix(*close).filter(|_| *count > 0) {
                shorter = inner;
                *count -= 1;
            }
        }
        if shorter.len() == address.len() {
            return address.len();
        }
        address = shorter;
    }
}

#[cfg(test)]
mod tests {
    use crate::briefing::parse::parse;
    use crate::text::manuscript::Manuscript;

    /// Lists the links of a text: their words and targets.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let manuscript = Manuscript::new("t", text);
        let (briefing, _) = parse(&manuscript);
        let mut found: Vec<String> = Vec::new();
        let mut last = None;
        for prose in briefing.blocks.iter().flat_map(|block| &block.proses) {
            for (index, piece) in prose.pieces.iter().enumerate() {
                let end = prose.pieces.get(index + 1).map_or(prose.text.len(), |next| next.start as usize);
                let words = &prose.text[piece.start as usize..end];
                assert!(!piece.verbatim || manuscript.slice(piece.span) == words, "{words:?}");
                match found.last_mut().filter(|_| piece.link.is_some() && last == piece.link) {
                    Some(before) => before.push_str(words),
                    None if piece.link.is_some() => found.push(words.to_owned()),
                    None => {}
                }
                last = piece.link;
            }
        }
        assert_eq!(found, expected, "{text}");
        let leading = briefing.links.iter().filter(|link| expected.contains(&link.as_str())).count();
        assert_eq!(leading, expected.len(), "{:?}", briefing.links);
    }

    #[test]
    fn an_address_is_a_link_without_the_marks_around_it() {
        check(
            "See https://x.example/a_b_c?d=1&e=*2*, and (HTTP://y.example/z_(w)).",
            &["https://x.example/a_b_c?d=1&e=2", "HTTP://y.example/z_(w)"],
        );
        check("**https://x.example/** “https://y.example”", &["https://x.example/", "https://y.example"]);
        check("[see (https://x.example/a). https://x.example/[b]]", &["https://x.example/a", "https://x.example/[b]"]);
        check("https://x.example/a https://x.example/b&amp;c", &["https://x.example/a", "https://x.example/b&c"]);
        check("出典はhttps://x.example/東港。港。", &["https://x.example/東港"]);
        check("A.[^n]\n\n[^n]: Page, https://x.example/n.\n", &["https://x.example/n"]);
    }

    #[test]
    fn other_words_and_existing_links_stay_as_they_are() {
        check("https:// ://x ftp://x.example xhttp://x.example http://", &[]);
        check("`https://x.example` <b title=\"https://x.example\">", &[]);
        check("<https://x.example>", &["https://x.example"]);
        check("    https://x.example\n", &[]);
    }
}
