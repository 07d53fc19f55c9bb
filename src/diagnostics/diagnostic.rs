//! Diagnostics as data, and their printed forms.
//!
//! Diagnostics stay structured until they are printed, and only this module prints them and works out lines and
//! columns. Must not know how a problem is found, nor where it is printed.

use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use crate::text::manuscript::{Manuscript, Span};
use crate::text::visible;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The briefing contradicts itself or cannot be read.
    Error,
    /// The briefing is sound, but probably not what its author meant.
    Warning,
}

impl Severity {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A problem and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// The kind of problem, for programs: `undeclared-label`.
    pub id: &'static str,
    /// Lower case, names in backticks, no full stop.
    pub message: String,
    pub span: Span,
    /// What to do about it.
    pub help: Option<String>,
    /// A related place, and how it is related.
    pub related: Option<(Span, String)>,
    /// A change that removes the problem without asking the author.
    pub fix: Option<Box<Fix>>,
}

/// A mechanical change that removes a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub span: Span,
    pub replacement: String,
    /// What the change did, for the author: "`audti` is now `audit`".
    pub done: String,
}

/// Counts the problems that may have lost an annotation: a caveat with a typo in its label covers nothing.
pub fn annotation_losses(diagnostics: &[Diagnostic]) -> usize {
    let loses = |found: &&Diagnostic| {
        found.severity == Severity::Error || ["link-not-reference", "unread-citation"].contains(&found.id)
    };
    diagnostics.iter().filter(loses).count()
}

impl Diagnostic {
    pub fn error(id: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, id, message: message.into(), span, help: None, related: None, fix: None }
    }

    pub fn warning(id: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(id, span, message) }
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn help_if(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    #[must_use]
    pub fn related(mut self, span: Span, words: impl Into<String>) -> Self {
        self.related = Some((span, words.into()));
        self
    }

    #[must_use]
    pub fn fix_if(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.map(Box::new);
        self
    }

    /// Sorts by place; at the same place, errors come first.
    pub fn sort(diagnostics: &mut [Self]) {
        diagnostics.sort_by(|a, b| (a.span, a.severity, &a.message).cmp(&(b.span, b.severity, &b.message)));
    }

    /// Prints for people: the marked line, as compilers show it. Ends with a line break.
    pub fn human(&self, manuscript: &Manuscript, color: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let excerpt = Excerpt::new(manuscript, self.span);
        let mark = AnnotationKind::Primary.span(excerpt.mark.clone());
        let mut group =
            level.primary_title(visible::line(&self.message)).id(self.id).element(excerpt.snippet().annotation(mark));
        if let Some((span, words)) = &self.related {
            let excerpt = Excerpt::new(manuscript, *span);
            let mark = AnnotationKind::Context.span(excerpt.mark.clone()).label(visible::line(words));
            group = group.element(excerpt.snippet().annotation(mark));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(visible::line(help)));
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        format!("{}\n", renderer.render(&[group]))
    }

    /// Prints for `grep` and editors: `file:line:column: level: message [id]`. Ends with a line break.
    pub fn short(&self, manuscript: &Manuscript) -> String {
        let at = manuscript.position(self.span.start);
        let help = self.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        let line = format!(
            "{}:{}:{}: {}: {}{help} [{}]",
            manuscript.name(),
            at.line,
            at.column,
            self.severity.word(),
            self.message,
            self.id
        );
        format!("{}\n", visible::line(&line))
    }

    /// Prints for GitHub: a workflow command, which GitHub shows beside the line. Ends with a line break.
    ///
    /// GitHub understands columns only within one line, so a span over several lines gets none.
    pub fn github(&self, manuscript: &Manuscript) -> String {
        let (from, to) = (manuscript.position(self.span.start), manuscript.position(self.span.end));
        let columns =
            if from.line == to.line { format!(",col={},endColumn={}", from.column, to.column) } else { String::new() };
        let help = self.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        format!(
            "::{} file={},line={},endLine={}{columns},title={}::{}\n",
            self.severity.word(),
            property(&visible::line(manuscript.name())),
            from.line,
            to.line,
            property(self.id),
            data(&visible::line(&format!("{}{help}", self.message))),
        )
    }

    /// Returns the record for JSON.
    pub fn record<'a>(&'a self, manuscript: &'a Manuscript) -> Record<'a> {
        let at = manuscript.position(self.span.start);
        Record {
            file: manuscript.name(),
            line: at.line,
            column: at.column,
            span: self.span.into(),
            level: self.severity.word(),
            id: self.id,
            message: &self.message,
            help: self.help.as_deref(),
        }
    }
}

/// Escapes a message for a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command, where colons and commas have a meaning too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A diagnostic in JSON.
#[derive(Serialize)]
pub struct Record<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    span: SpanRecord,
    level: &'static str,
    id: &'static str,
    message: &'a str,
    help: Option<&'a str>,
}

/// A half-open range of bytes of the manuscript in JSON.
#[derive(Serialize)]
pub struct SpanRecord {
    pub start: u32,
    pub end: u32,
}

impl From<Span> for SpanRecord {
    fn from(Span { start, end }: Span) -> Self {
        Self { start, end }
    }
}

/// The line in which a span begins, made ready for the printer. Each suspicious character becomes one character, so
/// that columns stay right.
///
/// The printer gets this line only, because it would otherwise walk a large file once for each problem.
struct Excerpt {
    name: String,
    /// Line number, 1-based.
    line: usize,
    text: String,
    /// The span, in bytes of `text`.
    mark: std::ops::Range<usize>,
}

impl Excerpt {
    /// Most characters shown after the span.
    const REACH: usize = 200;

    fn new(manuscript: &Manuscript, span: Span) -> Self {
        let (before, after) = manuscript.text().split_at(span.start as usize);
        let (marked, after) = after.split_at(span.range().len());
        let before = before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}');
        // A span that continues in the next line is marked to the end of this line.
        let (marked, after) = match marked.split_once('\n') {
            Some((marked, _)) => (marked, ""),
            None => (marked, after.split('\n').next().unwrap_or_default()),
        };
        let mut text = harmless(before);
        let start = text.len();
        text += &harmless(marked.trim_end_matches('\r'));
        let mark = start..text.len();
        text.extend(harmless(after.trim_end_matches('\r')).chars().take(Self::REACH));
        let name = visible::line(manuscript.name()).into_owned();
        Self { name, line: manuscript.position(span.start).line, text, mark }
    }

    fn snippet<'a>(&self) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(self.text.clone()).path(self.name.clone()).line_start(self.line)
    }
}

/// Replaces each suspicious character by one character. The printer expands tabs.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if c != '\t' && visible::suspicious(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
