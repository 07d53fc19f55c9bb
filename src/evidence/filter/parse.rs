//! The grammar of filters: from words to a filter, or to a diagnostic at its place.
//!
//! `and`, or nothing between two words, binds tighter than `or`. `not` applies to the next word or parenthesis. Quotes
//! keep words together and make them text; `\"` is a quote.

use std::collections::HashSet;
use std::ops::Range;

use super::words::{CONNECTIVES, Flag, Value, WORDS, changes, hedges, kinds, statuses, ways};
use super::{Beside, Expression, Filter, Test};
use crate::briefing::ast::{Cited, SourceKind};
use crate::briefing::dossier::{ClaimId, Dossier};
use crate::briefing::hedge::HedgeKind;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::toml_reader::did_you_mean;
use crate::evidence::judgement::{Judgement, Placed, Scale};
use crate::evidence::since::ChangeFilter;
use crate::text::manuscript::Span;
use crate::text::nearest::nearest;
use crate::text::pattern::Pattern;

/// The deepest nesting of parentheses and `not`. A person needs three levels, and the stack is finite.
const DEEPEST: usize = 50;

/// A token of a filter and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) at: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    Word {
        /// The part before the first colon.
        key: Option<String>,
        /// The rest, without its quotes.
        text: String,
        quoted: bool,
        /// Whether the quote is still open at the end of the text.
        open: bool,
    },
}

/// The tokens of a filter. An open quote ends with the text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let mut end = start + c.len_utf8();
        let kind = match c {
            c if c.is_whitespace() => continue,
            '(' => TokenKind::Open,
            ')' => TokenKind::Close,
            first => {
                let (mut key, mut word, mut quoted, mut open) = (None, String::new(), false, false);
                let mut next = Some((start, first));
                while let Some((at, c)) = next {
                    end = at + c.len_utf8();
                    match c {
                        // An escaped quote.
                        '\\' if rest.next_if(|&(_, next)| next == '"').is_some() => {
                            end += 1;
                            word.push('"');
                        }
                        '"' => {
                            quoted = true;
                            open = !open;
                        }
                        ':' if !quoted && key.is_none() && !word.is_empty() => key = Some(std::mem::take(&mut word)),
                        c => word.push(c),
                    }
                    let ends = |c: char| !open && (c.is_whitespace() || matches!(c, '(' | ')'));
                    next = rest.next_if(|&(_, c)| !ends(c));
                }
                TokenKind::Word { key, text: word, quoted, open }
            }
        };
        tokens.push(Token { kind, at: start..end });
    }
    tokens
}

impl Filter {
    /// Parses a filter for a dossier, and for what filters may ask about besides it. None for an empty
    /// filter.
    ///
    /// # Errors
    /// A diagnostic at its place in bytes: an unknown word or name, or a missing part.
    pub fn parse(text: &str, dossier: &Dossier, beside: Beside<'_>) -> Result<Option<Self>, Diagnostic> {
        let tokens = tokens(text);
        if tokens.is_empty() {
            return Ok(None);
        }
        let mut parser = Parser { dossier, beside, tokens: &tokens, end: text.len(), deep: 0 };
        let wanted = parser.parse_or()?;
        match parser.tokens.first() {
            None => Ok(Some(Self { text: text.trim().to_owned(), wanted })),
            Some(token) => Err(problem("filter-parenthesis", &token.at, "`)` closes nothing", None)),
        }
    }
}

struct Parser<'a> {
    dossier: &'a Dossier,
    beside: Beside<'a>,
    /// The remaining tokens.
    tokens: &'a [Token],
    /// The end of the text, in bytes.
    end: usize,
    deep: usize,
}

impl Parser<'_> {
    fn parse_or(&mut self) -> Result<Expression, Diagnostic> {
        let mut parts = vec![self.parse_and()?];
        while self.take("or") {
            parts.push(self.parse_and()?);
        }
        Ok(one_or(parts, Expression::Or))
    }

    fn parse_and(&mut self) -> Result<Expression, Diagnostic> {
        let mut parts = vec![self.parse_unary()?];
        while self.take("and") || self.tokens.first().is_some_and(|token| !is_end(token)) {
            parts.push(self.parse_unary()?);
        }
        Ok(one_or(parts, Expression::And))
    }

    fn parse_unary(&mut self) -> Result<Expression, Diagnostic> {
        let Some((token, rest)) = self.tokens.split_first() else {
            return Err(problem("filter-unfinished", &(self.end..self.end), "something is missing at the end", None));
        };
        self.deep += 1;
        if self.deep > DEEPEST {
            return Err(problem("filter-deep", &token.at, "this is nested too deeply", None));
        }
        self.tokens = rest;
        let found = match &token.kind {
            _ if is_connective(token, "not") => Expression::Not(Box::new(self.parse_unary()?)),
            TokenKind::Open => {
                let inside = self.parse_or()?;
                match self.tokens.split_first() {
                    Some((Token { kind: TokenKind::Close, .. }, rest)) => self.tokens = rest,
                    _ => return Err(problem("filter-parenthesis", &token.at, "`(` is not closed", None)),
                }
                inside
            }
            TokenKind::Close => {
                return Err(problem("filter-unfinished", &token.at, "something is missing before `)`", None));
            }
            TokenKind::Word { text, .. } if CONNECTIVES.iter().any(|word| is_connective(token, word)) => {
                return Err(problem(
                    "filter-unfinished",
                    &token.at,
                    &format!("something is missing before `{text}`"),
                    Some(format!("to search for the word, quote it: \"{text}\"")),
                ));
            }
            TokenKind::Word { key, text, quoted, .. } => {
                Expression::Is(self.parse_test(key.as_deref(), text, *quoted, &token.at)?)
            }
        };
        self.deep -= 1;
        Ok(found)
    }

    fn take(&mut self, word: &str) -> bool {
        match self.tokens.split_first() {
            Some((token, rest)) if is_connective(token, word) => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn parse_test(&self, key: Option<&str>, text: &str, quoted: bool, at: &Range<usize>) -> Result<Test, Diagnostic> {
        let Some(key) = key else {
            let known = WORDS.iter().find(|word| !quoted && word.name.eq_ignore_ascii_case(text));
            return match known.map(|word| word.value) {
                Some(Value::None(flag)) => Ok(Flag::test(flag)),
                Some(Value::Hedge) => Ok(Test::Hedged(None)),
                Some(Value::Mine) => Ok(self.judged(|_| true)),
                Some(
                    Value::Source
                    | Value::Kind
                    | Value::Cited
                    | Value::Caveat
                    | Value::Section
                    | Value::Since
                    | Value::Status,
                ) => {
                    let help = format!("to search for the word, quote it: \"{text}\"");
                    Err(problem("filter-value", at, &format!("`{text}` needs a value: `{text}:…`"), Some(help)))
                }
                None => self.words(text, at),
            };
        };
        let Some(word) = WORDS.iter().find(|word| word.name.eq_ignore_ascii_case(key)) else {
            let names =
                WORDS.iter().filter(|word| !matches!(word.value, Value::None(_) | Value::Mine)).map(|word| word.name);
            let meant =
                nearest(key, names.clone()).map_or_else(|| known(names), |near| did_you_mean(&format!("{near}:")));
            let help = format!("{meant}; to search for it, quote it: \"{key}:{text}\"");
            return Err(problem("filter-word", at, &format!("unknown word `{key}:`"), Some(help)));
        };
        if text.is_empty() {
            return Err(problem("filter-value", at, &format!("`{key}:` needs a value"), None));
        }
        match word.value {
            Value::None(_) | Value::Mine => Err(problem("filter-value", at, &format!("`{key}` takes no value"), None)),
            Value::Source => self.sources(text, quoted, at),
            Value::Caveat => self.caveats(text, at),
            Value::Section => self.sections(text, quoted, at),
            Value::Since => self.since(text, at),
            Value::Status => match Scale::Status.parse(text) {
                Some(status) => Ok(self.judged(|judgement| judgement.index(Scale::Status) == Some(status))),
                None => Err(unknown("status", text, at, statuses())),
            },
            Value::Kind => {
                let kind = SourceKind::ALL.iter().find(|kind| kind.word() == text);
                kind.map(|kind| Test::Kind(*kind)).ok_or_else(|| unknown("kind", text, at, kinds()))
            }
            Value::Cited => {
                let way = Cited::ALL.iter().find(|way| way.word() == text);
                way.map(|way| Test::Cited(*way)).ok_or_else(|| unknown("way to cite", text, at, ways()))
            }
            Value::Hedge => {
                let kind = HedgeKind::ALL.iter().find(|kind| kind.word() == text || kind.key() == text);
                kind.map(|kind| Test::Hedged(Some(*kind))).ok_or_else(|| unknown("kind of hedge", text, at, hedges()))
            }
        }
    }

    /// The words of a claim, or of a note on it or on a source that it cites, whoever wrote the note.
    fn words(&self, text: &str, at: &Range<usize>) -> Result<Test, Diagnostic> {
        let why = if text.is_empty() { "nothing to search for" } else { "this is too long to search for" };
        let pattern = Pattern::new(text).ok_or_else(|| problem("filter-text", at, why, None))?;
        let is_noted = |place| self.beside.judgements.is_some_and(|all| pattern.is_noted(place, all));
        let sources: HashSet<_> = self.dossier.source_ids().filter(|&id| is_noted(Placed::Source(id))).collect();
        let cites_noted = |claim| self.dossier.claim(claim).sources.iter().any(|source| sources.contains(source));
        let claims = self.dossier.claim_ids();
        let noted = claims.filter(|&claim| is_noted(Placed::Claim(claim)) || cites_noted(claim)).collect();
        Ok(Test::Text(pattern, noted))
    }

    fn judged(&self, is_so: impl Fn(&Judgement) -> bool) -> Test {
        Test::Judged(self.claims_judged(is_so))
    }

    /// The claims with such a judgement of the reader's.
    fn claims_judged(&self, is_so: impl Fn(&Judgement) -> bool) -> Vec<ClaimId> {
        let judgement = |claim: &ClaimId| self.beside.judgements?.of_claim(*claim);
        self.dossier.claim_ids().filter(|claim| judgement(claim).is_some_and(&is_so)).collect()
    }

    fn since(&self, text: &str, at: &Range<usize>) -> Result<Test, Diagnostic> {
        let found = ChangeFilter::ALL.into_iter().find(|filter| filter.word() == text);
        let filter = found.ok_or_else(|| unknown("change", text, at, changes()))?;
        let since = self.beside.since.ok_or_else(|| {
            let help = "open the text with `caveat --since OLD NEW`".to_owned();
            problem("filter-value", at, "`since:` needs an older text to compare with", Some(help))
        })?;
        Ok(Test::Changed(since.matching(filter).collect()))
    }

    /// The source with this label or number, or all sources with the text in their names. In quotes, a number is a label.
    fn sources(&self, text: &str, quoted: bool, at: &Range<usize>) -> Result<Test, Diagnostic> {
        let dossier = self.dossier;
        let labelled = || dossier.source_by_id(text).map(Ok);
        match if quoted { labelled().transpose() } else { dossier.source_named(text).map(Some) } {
            Ok(Some(source)) => return Ok(Test::Source(vec![source])),
            Err(unnamed) if unnamed.is_ambiguous => {
                return Err(problem("filter-value", at, &unnamed.message, unnamed.help));
            }
            Ok(None) | Err(_) => {}
        }
        let named = Pattern::new(text).map(|pattern| {
            dossier.source_ids().filter(|&id| pattern.is_in(&dossier.source(id).name)).collect::<Vec<_>>()
        });
        match named {
            Some(named) if !named.is_empty() => Ok(Test::Source(named)),
            _ => Err(unknown("source", text, at, dossier.sources.iter().map(|source| source.id.as_str()))),
        }
    }

    /// The caveat with this id, or all caveats with the text in their words.
    fn caveats(&self, text: &str, at: &Range<usize>) -> Result<Test, Diagnostic> {
        let dossier = self.dossier;
        if let Some(caveat) = dossier.caveat_ids().find(|&id| dossier.caveat(id).id == text) {
            return Ok(Test::Caveat(vec![caveat]));
        }
        let worded = Pattern::new(text).map(|pattern| {
            dossier.caveat_ids().filter(|&id| pattern.is_in(&dossier.caveat(id).text)).collect::<Vec<_>>()
        });
        match worded {
            Some(worded) if !worded.is_empty() => Ok(Test::Caveat(worded)),
            _ => Err(unknown("caveat", text, at, dossier.caveats.iter().map(|caveat| caveat.id.as_str()))),
        }
    }

    /// The sections for a number or a title. A number is that heading of the contents alone; 0 is the part before the
    /// first heading. Other text selects all sections whose titles contain it, and the sections under them.
    fn sections(&self, text: &str, quoted: bool, at: &Range<usize>) -> Result<Test, Diagnostic> {
        let sections = &self.dossier.briefing.sections;
        let headed = || sections.iter().enumerate().filter(|(_, section)| section.level > 0);
        if let (false, Ok(number)) = (quoted, text.parse::<usize>()) {
            let numbered = number.checked_sub(1).map_or(Some(0), |index| headed().nth(index).map(|(index, _)| index));
            if let Some(index) = numbered {
                return Ok(Test::Section(vec![index]));
            }
        }
        let titled = |pattern: &Pattern| {
            let titled = headed().filter(|(_, section)| pattern.is_in(&section.title));
            titled.map(|(index, _)| index).collect::<Vec<_>>()
        };
        let chosen = Pattern::new(text).as_ref().map(titled).unwrap_or_default();
        if chosen.is_empty() {
            return Err(unknown("section", text, at, headed().map(|(_, section)| section.title.as_str())));
        }
        let mut found: Vec<usize> = chosen
            .into_iter()
            .flat_map(|first| {
                let under = sections[first + 1..].iter().take_while(|section| section.level > sections[first].level);
                first..first + 1 + under.count()
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        Ok(Test::Section(found))
    }
}

fn one_or(mut parts: Vec<Expression>, several: fn(Vec<Expression>) -> Expression) -> Expression {
    if parts.len() > 1 { several(parts) } else { parts.remove(0) }
}

fn is_end(token: &Token) -> bool {
    token.kind == TokenKind::Close || is_connective(token, "or")
}

fn is_connective(token: &Token, word: &str) -> bool {
    matches!(&token.kind, TokenKind::Word { key: None, text, quoted: false, .. } if text.eq_ignore_ascii_case(word))
}

fn problem(id: &'static str, at: &Range<usize>, message: &str, help: Option<String>) -> Diagnostic {
    Diagnostic::error(id, Span::new(at.start, at.end), message).help_if(help)
}

fn unknown<'k>(what: &str, word: &str, at: &Range<usize>, names: impl Iterator<Item = &'k str> + Clone) -> Diagnostic {
    let help = nearest(word, names.clone()).map_or_else(|| known(names), did_you_mean);
    problem("filter-name", at, &format!("no {what} `{word}` here"), Some(help))
}

/// The most names that are listed.
const MOST_NAMES: usize = 12;

fn known<'k>(names: impl Iterator<Item = &'k str> + Clone) -> String {
    let listed: Vec<_> = names.clone().take(MOST_NAMES).map(|name| format!("`{name}`")).collect();
    match (listed.is_empty(), names.skip(MOST_NAMES).count()) {
        (true, _) => "there is none".to_owned(),
        (false, 0) => format!("expected one of {}", listed.join(", ")),
        (false, more) => format!("expected one of {} and {more} more", listed.join(", ")),
    }
}
