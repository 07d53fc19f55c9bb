//! What is hidden and what is shown for it: comments in HTML, tags that strike words out, and links without words.
//!
//! A comment that nothing closes is none: it would hide the rest of the text. Must not know blocks.

use super::BriefingParser;
use crate::manuscript::{Span, offset};
use crate::role::{Role, Roles};

const OPENS: &str = "<!--";
const CLOSES: &str = "-->";

/// Whether an inline tag is a comment.
fn is_comment(html: &str) -> bool {
    html.starts_with(OPENS) && html.ends_with(CLOSES)
}

/// The number of open tags that strike words out, after one more tag.
fn struck(html: &str, open: usize) -> usize {
    let name = html.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    if !["s", "del", "strike"].iter().any(|tag| name.eq_ignore_ascii_case(tag)) || html.ends_with("/>") {
        return open;
    }
    if html.starts_with("</") { open.saturating_sub(1) } else { open + 1 }
}

/// The comments in a text that begins at byte `base` of the manuscript, in order.
pub(super) fn comments(text: &str, base: u32) -> Vec<Span> {
    let mut comments = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(OPENS).map(|at| from + at) {
        // `<!-->` is a comment too.
        let inner = start + OPENS.len() - 2;
        let Some(end) = text[inner..].find(CLOSES).map(|at| inner + at + CLOSES.len()) else { break };
        comments.push(Span { start: base + offset(start), end: base + offset(end) });
        from = end;
    }
    comments
}

/// What is left of a span without the comments in it.
pub(super) fn without(comments: &[Span], span: Span) -> Vec<Span> {
    let mut left = Vec::new();
    let mut start = span.start;
    for comment in &comments[comments.partition_point(|comment| comment.end <= span.start)..] {
        if comment.start >= span.end {
            break;
        }
        if start < comment.start {
            left.push(Span { start, end: comment.start });
        }
        start = comment.end;
    }
    if start < span.end {
        left.push(Span { start, ..span });
    }
    left
}

impl BriefingParser<'_> {
    /// A link without words is shown as its address, and so is one around an image alone.
    pub(super) fn close_link(&mut self, span: Span) {
        let link = self.links.pop();
        if link.is_some_and(|link| self.takes_numbered_link(link, span)) {
            self.markup.pop();
            return;
        }
        if let Some(link) = link.filter(|&link| !self.leaf(span).builder.has_link(link, span.start)) {
            // It has no words that anybody could answer for.
            let muted = Roles::from(Role::Muted);
            if self.leaf(span).builder.ends_in_word() {
                self.inline(" ", span, muted);
            }
            let address = self.briefing.links[link as usize].clone();
            self.links.push(link);
            self.inline(&address, span, muted);
            self.links.pop();
        }
        self.markup.pop();
    }

    /// A tag or a comment in a line of text.
    pub(super) fn inline_html(&mut self, html: &str, span: Span) {
        let leaf = self.leaf(span);
        if is_comment(html) {
            leaf.builder.hidden();
            return self.briefing.comments.push(span);
        }
        // No tag is struck out itself.
        let struck = struck(html, std::mem::take(&mut leaf.struck));
        self.inline(html, span, Role::Muted.into());
        self.leaf(span).struck = struck;
    }

    /// A line of an HTML block, without its comments; a line that was nothing else is left out.
    pub(super) fn html(&mut self, html: &str, span: Span) {
        let shown = without(&self.comments, span);
        if shown == [span] || self.manuscript.slice(span) != html {
            return self.inline(html, span, Roles::NONE);
        }
        let manuscript = self.manuscript;
        if !shown.iter().all(|&part| manuscript.slice(part).trim().is_empty()) {
            for part in shown {
                self.inline(manuscript.slice(part), part, Roles::NONE);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let all = Span::new(0, text.len());
        let left: String = without(&comments(text, 0), all).iter().map(|part| &text[part.range()]).collect();
        assert_eq!(left, expected);
    }

    #[test]
    fn comments_are_taken_out_and_nothing_else() {
        check("a<!-- b -->c<!--\n-->d", "acd");
        check("<!-->a<!--->b", "ab");
        check("<p>a</p>", "<p>a</p>");
    }

    #[test]
    fn what_is_not_closed_hides_nothing() {
        check("a <!-- b", "a <!-- b");
        check("a <!-- b --> <!-- c", "a  <!-- c");
    }
}
