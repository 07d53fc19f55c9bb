//! Reads templates and other text that is not Markdown.
//!
//! These are code between `{% highlight %}` and its end, comments, raw text for one output format, images of Hugo, and
//! templates in the addresses of links.

use std::ops::Range;

use super::lines::{self, LineKind};
use super::opener::value;
use super::{Effect, Rewriting};

/// A fence of code. It must not be longer than the shortest tag of a template, which it overwrites.
const FENCE: &str = "~~~~~~~~~";

/// Beginnings and ends of comments. An end without a name ends any comment.
const COMMENTS: &[(&str, &[&str])] = &[
    ("{::comment}", &["{:/comment}", "{:/}"]),
    ("{/*", &["*/}"]),
    ("{% comment %}", &["{% endcomment %}"]),
    ("{%- comment -%}", &["{%- endcomment -%}", "{% endcomment %}"]),
    ("{%comment%}", &["{%endcomment%}"]),
];

/// Most lines of a template after its first.
const MOST_LINES: usize = 30;

/// Bytes before a sign that are searched for backticks.
const LONGEST_LOOK_BEHIND: usize = 1_000;

/// Replaces a space in an address with a template. It has no meaning in Markdown.
const SPACE: &str = ".";

impl Rewriting<'_> {
    pub(super) fn read_templates(&mut self) {
        let mut raw = None;
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            let (at, end, words) = (line.at, line.end, line.words(self.body));
            match line.kind {
                LineKind::OpensTemplate => {
                    let language = words.split_whitespace().skip_while(|word| *word != "highlight").nth(1);
                    let language =
                        language.filter(|word| word.chars().all(|c| c.is_ascii_alphanumeric() || "+#-_".contains(c)));
                    let language = language
                        .and_then(|word| Some((at + words.find(word).filter(|&found| found > FENCE.len())?, word)));
                    self.blank(at..end);
                    self.overwrite(at, FENCE);
                    if let Some((at, word)) = language {
                        self.overwrite(at, word);
                    }
                }
                LineKind::ClosesTemplate => {
                    self.blank(at..end);
                    self.overwrite(at, FENCE);
                }
                LineKind::OpensRaw => raw = Some(index),
                LineKind::ClosesRaw => {
                    if let Some(first) = raw.take() {
                        self.read_raw(first, index);
                    }
                }
                LineKind::Plain if words.starts_with("{{<") || words.starts_with("{{%") => {
                    let last = self.last_of_template(index);
                    let end = self.lines[last].end;
                    if !self.read_image(at..end) {
                        self.join_lines(index, last);
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads raw HTML as HTML if it contains nothing else, and hides other raw text.
    fn read_raw(&mut self, first: usize, last: usize) {
        let (opens, closes) = (&self.lines[first], &self.lines[last]);
        let format = opens.words(self.body).split_once("{=").map_or("", |(_, format)| format.trim_end_matches('}'));
        let inside = &self.lines[first + 1..last];
        let is_deep = |pair: &[lines::Line]| pair[0].is_blank() && pair[1].indentation(self.body) >= 4;
        let begins = inside.first().is_some_and(|line| line.words(self.body).starts_with('<'));
        let is_simple = matches!(format, "html" | "html5" | "html4") && begins && !inside.windows(2).any(is_deep);
        let ((at, end), (last_at, last_end)) = ((opens.at, opens.end), (closes.at, closes.end));
        if !is_simple {
            let inside: Vec<Range<usize>> = inside.iter().map(|line| line.at..line.end).collect();
            for line in inside {
                self.blank(line);
            }
            self.dialects.hidden.push(at..last_end);
        }
        self.put_boundary(at..end, Effect::None, None);
        self.put_boundary(last_at..last_end, Effect::None, None);
    }

    /// Returns the line that ends with the end of a template of Hugo which begins in the line `first`.
    fn last_of_template(&self, first: usize) -> usize {
        let text = |line: usize| self.body[self.lines[line].start..self.lines[line].end].trim_end();
        let close = if self.lines[first].words(self.body).starts_with("{{<") { ">}}" } else { "%}}" };
        if text(first).contains(close) {
            return first;
        }
        let below = (first + 1..self.lines.len()).take(MOST_LINES).take_while(|&line| !text(line).is_empty());
        below
            .into_iter()
            .find(|&line| text(line).contains(close))
            .filter(|&line| text(line).ends_with(close))
            .unwrap_or(first)
    }

    /// Reads several lines as one.
    fn join_lines(&mut self, first: usize, last: usize) {
        for line in first..last {
            let (end, next) = (self.lines[line].end, self.lines[line + 1].start);
            let indentation = self.body[next..].len() - self.body[next..].trim_start_matches([' ', '\t']).len();
            self.join(end..next - 1);
            self.overwrite(next - 1, " ");
            self.join(next..next + indentation);
        }
    }

    /// Reads an image of Hugo, `{{< figure src="a.png" alt="A ship" >}}`. Returns whether the lines are an image.
    fn read_image(&mut self, lines: Range<usize>) -> bool {
        let Range { start: at, end } = lines;
        let words = &self.body[at..end];
        if !matches!(lines::template(words), Some("img" | "figure" | "image")) {
            return false;
        }
        let find = |key| value(words, 0, key).map(|range| range.start + at..range.end + at);
        let Some(to) = find("src") else { return false };
        let (alt, caption) = (find("alt").or_else(|| find("title")), find("caption"));
        // A caption without other words becomes the image's words, unless it has a reference.
        let refers = |range: &Range<usize>| self.body[range.clone()].contains("[^");
        let is_alt = alt.is_none() && !caption.as_ref().is_some_and(refers);
        let (alt, caption) = if is_alt { (caption, None) } else { (alt, caption) };
        self.put_boundary(at..end, Effect::Shows(to, alt.unwrap_or_default()), caption);
        true
    }

    pub(super) fn hide_comments(&mut self) {
        for &(open, ends) in COMMENTS {
            let (mut from, mut end) = (0, 0);
            while let Some(start) = self.body[from..].find(open).map(|at| from + at) {
                let inner = start + open.len();
                // The first end counts, as in those programs. Each end is looked for once.
                if end < inner {
                    let next = ends.iter().filter_map(|end| Some(inner + self.body[inner..].find(end)? + end.len()));
                    let Some(next) = next.min() else { break };
                    end = next;
                }
                from = inner;
                if self.is_plain(start) && self.is_plain(end - 1) {
                    self.hide_words(start..end);
                    let first = self.lines.partition_point(|line| line.at < start);
                    let inside = self.lines[first..].iter_mut().take_while(|line| line.start < end);
                    inside.for_each(|line| line.kind = LineKind::Hidden);
                    from = end;
                }
            }
        }
    }

    /// Reads addresses with templates, `[the docs]({{ site.url }}/docs)`. A space would otherwise end such an address.
    pub(super) fn read_addresses(&mut self) {
        let mut from = 0;
        while let Some(start) = self.body[from..].find("](").map(|at| from + at + 2) {
            from = start;
            let Some(end) = address(&self.body[start..]).map(|end| start + end) else { continue };
            let address = &self.body[start..end];
            if !address.contains(['{']) || !address.contains(' ') || !self.is_plain(start) {
                continue;
            }
            // Hidden text has no address.
            if self.text.get(start..end) != Some(address) {
                continue;
            }
            let written: String = address.to_owned();
            for (at, _) in written.match_indices([' ', '"', '\'', '(', ')', '<', '>', '\\']) {
                self.overwrite(start + at, SPACE);
            }
            self.dialects.addresses.insert(self.text[start..end].to_owned(), written);
            from = end;
        }
    }

    /// Whether a byte of the body is in a line without code, and not between backticks.
    fn is_plain(&self, at: usize) -> bool {
        let line = self.lines.partition_point(|line| line.start <= at).saturating_sub(1);
        self.lines.get(line).is_none_or(|line| {
            // In a longer line, an estimate is enough.
            let before = &self.body.as_bytes()[line.start.max(at.saturating_sub(LONGEST_LOOK_BEHIND)).min(at)..at];
            matches!(line.kind, LineKind::Plain | LineKind::Hidden)
                && before.split(|&byte| byte == b'`').count() % 2 == 1
        })
    }
}

/// Most bytes of a template in an address.
const LONGEST_TEMPLATE: usize = 200;

/// Returns the end of an address with complete templates at the beginning of a text.
fn address(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut has_template = false;
    loop {
        let rest = &text[at..];
        let close = if rest.starts_with("{{") {
            "}}"
        } else if rest.starts_with("{%") {
            "%}"
        } else {
            match rest.chars().next()? {
                ')' | ' ' | '\r' | '\n' if has_template => return Some(at),
                c if c.is_whitespace() || matches!(c, ')' | '(' | '<') => return None,
                c => at += c.len_utf8(),
            }
            continue;
        };
        let near = rest.as_bytes().iter().take(LONGEST_TEMPLATE).take_while(|&&byte| byte != b'\n').count();
        at += rest.get(..near).unwrap_or_default().find(close)? + close.len();
        has_template = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_contains_only_whole_templates() {
        assert_eq!(address("{{ site.url }}/docs) so"), Some(19));
        assert_eq!(address("/a{% link b.md %} \"T\")"), Some(17));
        assert_eq!(address("/docs)"), None);
        assert_eq!(address("{{ site.url"), None);
    }
}
