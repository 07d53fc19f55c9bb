//! Prints the summary as Markdown (`CommonMark` with GitHub's extensions), in long lines.
//!
//! Owns the escaping: no text from the file becomes markup, HTML or a link, except the address of a source.

use super::Options;
use super::excerpt::Signs;
use super::outline::{NOTES_LEAD, Outline};
use super::words::{ascii, sentence};
use crate::briefing::dossier::Dossier;
use crate::briefing::dossier::Excerpt;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::visible;

/// The longest sentence in an incomplete list, in characters.
const SHORT: usize = 100;

/// Prints the summary as Markdown.
pub fn markdown(dossier: &Dossier, diagnostics: &[Diagnostic], options: &Options) -> String {
    let quote = |text: &str| escaped(text, options.ascii);
    let printer = Printer {
        outline: Outline::new(dossier, diagnostics, options, Signs::MARKDOWN, &quote),
        written: String::new(),
    };
    let written = printer.summary();
    // These are the program's own words; those of the file are ASCII already. Markdown needs no non-breaking spaces.
    let written = format!("{}\n", written.replace('\u{a0}', " ").trim_end());
    if options.ascii { written.lines().map(|line| ascii(line) + "\n").collect() } else { written }
}

struct Printer<'a> {
    outline: Outline<'a>,
    written: String,
}

impl Printer<'_> {
    fn summary(mut self) -> String {
        self.head();
        if self.outline.dossier.claims.is_empty() {
            self.paragraph(&self.outline.no_claims());
        }
        self.caveats();
        self.claims();
        self.sources();
        self.notes();
        self.sentences();
        self.judgements();
        if let Some(problems) = self.outline.problems() {
            self.paragraph(&problems);
        }
        self.written
    }

    fn head(&mut self) {
        let title = self.outline.words(&self.outline.dossier.title);
        if !title.is_empty() {
            self.paragraph(&format!("# {title}"));
        }
        let byline = self.outline.byline();
        let figures = (!self.outline.dossier.claims.is_empty()).then(|| format!("**{}**", self.outline.figures()));
        let (origin, one) = (self.outline.origin(), self.outline.one_origin());
        for line in
            [byline, figures, origin, one, self.outline.supposing(), self.outline.filtered()].into_iter().flatten()
        {
            self.paragraph(&line);
        }
    }

    fn caveats(&mut self) {
        let caveats = self.outline.caveats();
        if caveats.is_empty() {
            return;
        }
        self.paragraph("## Caveats");
        for caveat in caveats {
            let words = self.outline.caveat(caveat).join(" ");
            self.item(0, "-", &format!("**{}**: {words}", self.outline.signs(&[caveat])));
        }
    }

    fn claims(&mut self) {
        if self.outline.claims().next().is_none() {
            return;
        }
        self.paragraph("## Claims");
        self.paragraph(&self.outline.legend().join(" "));
        for part in self.outline.parts() {
            if let Some(title) = &part.title {
                self.paragraph(&format!("{} {title}", "#".repeat(usize::from(part.level + 1).clamp(3, 6))));
            } else {
                self.gap();
            }
            for id in part.claims {
                let marks: String =
                    self.outline.marks(id).into_iter().flatten().map(|mark| escaped(mark, false)).collect();
                let marks = if marks.is_empty() { marks } else { format!("**{marks}** ") };
                let excerpt = Excerpt::claim(self.outline.dossier, id);
                let (words, sources) = self.outline.claim(id, &excerpt);
                let judged = self.outline.judged_sign(id);
                let under = self.outline.under_claim(id, &excerpt).join("; ");
                let under = if under.is_empty() { under } else { format!(" ({under})") };
                self.item(0, &format!("{}.", id.number()), &format!("{marks}{words} \\[{sources}\\]{judged}{under}"));
            }
        }
    }

    fn sources(&mut self) {
        let entries = self.outline.entries();
        if entries.is_empty() {
            return;
        }
        self.paragraph("## Sources");
        if let Some(legend) = self.outline.sources_legend() {
            self.paragraph(&legend);
        }
        for entry in entries {
            let mut parts = vec![format!("**{}** {}", entry.source.number(), self.outline.source(&entry))];
            let under = self.outline.under_source(&entry);
            let urls = self.outline.dossier.source(entry.source).addresses().filter(|_| entry.described);
            let urls: Vec<_> = urls.map(|url| self.address(url)).collect();
            if !under.is_empty() || !urls.is_empty() {
                parts[0] = sentence(&parts[0]);
            }
            parts.extend(under);
            parts.extend(urls);
            self.item(entry.depth, "-", &parts.join(" "));
        }
    }

    /// Notes without a claim. Other notes stand with their claims, and `caveat check` reports notes without a
    /// reference.
    fn notes(&mut self) {
        let remarks = self.outline.remarks();
        if remarks.is_empty() {
            return;
        }
        self.paragraph("## Notes");
        self.paragraph(NOTES_LEAD);
        for (line, words, notes) in remarks {
            self.item(0, "-", &format!("line {line}: {words} \\[note: {notes}\\]"));
        }
    }

    fn sentences(&mut self) {
        let (sentences, more) = self.outline.listed_sentences();
        if sentences.is_empty() || self.outline.dossier.claims.is_empty() {
            return;
        }
        self.paragraph("## Sentences without a source");
        self.paragraph(&self.outline.sentences_lead());
        for sentence in sentences {
            let words = self.outline.sentence_words(sentence, (more > 0).then_some(SHORT));
            self.item(0, "-", &format!("line {}: {words}", self.outline.sentence_line(sentence)));
        }
        if more > 0 {
            self.paragraph(&self.outline.sentences_left_out());
        }
    }

    /// What the reader judged, apart from what the text says.
    fn judgements(&mut self) {
        for judged in self.outline.judged() {
            self.paragraph(&format!("## {}", judged.heading));
            self.paragraph(&judged.lead);
            for (about, words) in judged.items {
                self.item(0, "-", &format!("**{about}**: {words}"));
            }
        }
    }

    /// A link, if the address is certainly a web address.
    fn address(&self, url: &str) -> String {
        let web = url.starts_with("https://") || url.starts_with("http://");
        if web && url.chars().all(is_in_address) { format!("<{url}>") } else { self.outline.words(url) }
    }

    fn gap(&mut self) {
        if !self.written.is_empty() && !self.written.ends_with("\n\n") {
            self.written.push('\n');
        }
    }

    fn paragraph(&mut self, words: &str) {
        self.gap();
        self.written.push_str(words);
        self.written.push_str("\n\n");
    }

    fn item(&mut self, depth: usize, marker: &str, words: &str) {
        // Markdown readers give up on deep lists, and so do people.
        let depth = depth.min(8);
        self.written.extend(["  ".repeat(depth).as_str(), marker, " ", words, "\n"]);
    }
}

fn is_in_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// Escapes words as [`escaped`] does, and sets each web address in them in angle brackets.
pub(crate) fn with_addresses(text: &str) -> String {
    let (mut words, mut done, mut from) = (String::new(), 0, 0);
    while let Some(at) = text[from..].find("http").map(|at| from + at) {
        from = at + "http".len();
        let rest = &text[at..];
        let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme));
        let Some(scheme) = scheme.filter(|_| !text[..at].ends_with(char::is_alphanumeric)) else { continue };
        let end = rest.find(|c| !is_in_address(c)).unwrap_or(rest.len());
        let mut address = &rest[..end];
        // What closes the sentence is not part of the address.
        while let Some(last) = address.chars().next_back() {
            let opened = address.matches('(').count() < address.matches(')').count();
            if !(".,;:!?'*".contains(last) || last == ')' && opened) {
                break;
            }
            address = &address[..address.len() - last.len_utf8()];
        }
        if address.len() > scheme.len() {
            words.extend([&escaped(&text[done..at], false), "<", address, ">"]);
            (done, from) = (at + address.len(), at + address.len());
        }
    }
    words + &escaped(&text[done..], false)
}

/// Escapes characters that Markdown could take for markup, and no others.
pub(crate) fn escaped(text: &str, plain: bool) -> String {
    let text = visible::line(text);
    let text = if plain { ascii(&text) } else { text.into_owned() };
    let mut escaped = String::with_capacity(text.len());
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let (before, after) = (text[..at].chars().next_back(), text[at + c.len_utf8()..].chars().next());
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '^' => true,
            // Inside a word, it is a character like any other.
            '_' => !(is_word(before) && is_word(after)),
            // A reference to a character.
            '&' => text[at + 1..].trim_start_matches(|c: char| c.is_alphanumeric() || c == '#').starts_with(';'),
            // A heading, or its end.
            '#' => at == 0 || text[at..].bytes().all(|byte| byte == b'#'),
            // A list, a rule, a table or a heading; a numbered list.
            '-' | '+' | '=' | ':' if at == 0 => true,
            '.' | ')' => at == number && number > 0,
            _ => false,
        };
        // GitHub turns `://`, `www.` and `a@b` into links.
        let link = c == '@' || (c == ':' && text[at..].starts_with("://")) || (c == '.' && ends_in_www(&text[..at]));
        if markup || link {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn ends_in_www(text: &str) -> bool {
    text.len() >= 3 && text.as_bytes()[text.len() - 3..].eq_ignore_ascii_case(b"www")
}
