//! Makes a starter briefing of an article: front matter that declares what the article cites, above its unchanged text.
//!
//! Declaring a source can change how its footnote is read: a source that a remark mentions would answer for the claim.
//! So each result is read again and compared with the article, and a table that changes a claim or a source becomes a
//! comment. Front matter is kept; if it cannot take our tables, its facts are written anew and the rest of it becomes a
//! comment. Must not know where the text comes from, nor how texts are parsed: the caller reads them.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use crate::briefing::ast::{Metadata, SourceKind};
use crate::briefing::dossier::{ClaimId, Dossier, Source, SourceId};
use crate::diagnostics::diagnostic::{Diagnostic, Severity};
use crate::text::manuscript::{Manuscript, one_line};
use crate::text::visible;

/// A starter briefing.
pub struct Starter {
    pub text: String,
    /// The number of sources that it declares.
    pub declared: usize,
    /// The number of sources whose tables are comments.
    pub as_comments: usize,
    pub front: Kept,
}

/// What became of the front matter of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There was none.
    Nothing,
    Whole,
    /// Title, authors, date and the like are written anew; the other lines are comments.
    Facts,
}

/// Why no starter briefing can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    DeclaresAlready,
    CitesNothing,
    /// No front matter was found that leaves claims and sources as they are.
    WouldChange,
}

/// Reads a text, as the article was read.
pub type Read<'a> = dyn Fn(Manuscript) -> (Dossier, Vec<Diagnostic>) + 'a;

/// The most attempts to find the tables that change something.
const MOST_ATTEMPTS: usize = 8;

/// Makes a starter briefing of an article.
pub fn starter(dossier: &Dossier, diagnostics: &[Diagnostic], read: &Read<'_>) -> Result<Starter, Refusal> {
    let declarations = &dossier.briefing.front.declarations;
    if !declarations.sources.is_empty() || !declarations.caveats.is_empty() {
        return Err(Refusal::DeclaresAlready);
    }
    if dossier.sources.is_empty() {
        return Err(Refusal::CitesNothing);
    }
    let before = dossier.manuscript.slice(dossier.briefing.front.span);
    let forms: &[Form] = match before.lines().next().map(str::trim_end) {
        Some("+++") => &[Form::InToml, Form::New],
        Some("---") => &[Form::InYaml, Form::New],
        None | Some(_) => &[Form::New],
    };
    for &form in forms {
        // A source that only its reference names is a mistake in the text, one that a remark mentions would say more, and
        // the name of an unclear repetition is no name.
        let is_unclear = |span| diagnostics.iter().any(|found| found.id == "unclear-repeat" && found.span == span);
        let aside = |source: SourceId| {
            dossier.claims.iter().any(|claim| claim.asides.iter().any(|aside| aside.source == source))
        };
        let mut comments: BTreeSet<SourceId> = dossier.source_ids().collect();
        comments.retain(|&source| dossier.source(source).declared.is_none_or(is_unclear) || aside(source));
        for attempt in 0..MOST_ATTEMPTS {
            let text = write(dossier, form, &comments);
            let (after, problems) = read(dossier.manuscript.with_text(text.as_str()));
            if has_new_error(diagnostics, &problems) || !same_text(dossier, &after) {
                break;
            }
            let changed = changed(dossier, &after);
            if changed.is_empty() {
                let as_comments = comments.len();
                let front = match form {
                    _ if before.is_empty() => Kept::Nothing,
                    Form::New => Kept::Facts,
                    Form::InToml | Form::InYaml => Kept::Whole,
                };
                return Ok(Starter { text, declared: dossier.sources.len() - as_comments, as_comments, front });
            }
            let more = comments.len();
            comments.extend(changed);
            if comments.len() == more || attempt + 2 == MOST_ATTEMPTS {
                comments.extend(dossier.source_ids());
            }
        }
    }
    Err(Refusal::WouldChange)
}

/// How the tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Into new front matter.
    New,
    /// At the end of front matter in TOML.
    InToml,
    /// At the end of front matter in YAML.
    InYaml,
}

const LEAD: &[&str] = &[
    "Each source that the text cites has a table below. Fill in the keys that you know, and remove the `#`",
    "before them. A table is commented out as a whole if declaring the source would change how the text is",
    "read, as when its footnote also makes a remark, mentions somebody in passing, or does not say which",
    "work it means. The keys are:",
    "kind: person, group, organization or document; unknown if the text attributes its words to nobody",
    "named: false if the text does not name the source",
    "by: the labels of the sources that stand behind this one",
    "interest: what the source gains if it is believed",
    "reliability: A to F, as in the Admiralty code",
];

fn write(dossier: &Dossier, form: Form, comments: &BTreeSet<SourceId>) -> String {
    let text = dossier.manuscript.text();
    let span = dossier.briefing.front.span.range();
    let front = &text[span.clone()];
    let ours = tables(dossier, form, comments);
    let mut written = String::new();
    match form {
        Form::New => {
            let name = visible::line(&dossier.manuscript.file_name()).into_owned();
            written.extend(["+++\n", "# Made from ", &name, " by `caveat new --from`. The text below is unchanged.\n"]);
            written += &facts(&dossier.briefing.front.metadata, dossier);
            let lines = front.lines().filter(|line| !line.trim().is_empty());
            for line in lines {
                // A line of our own front matter would end it.
                written.extend(["# ", &visible::line(line), "\n"]);
            }
            written.extend(["\n", &ours, "+++\n"]);
            if front.is_empty() {
                written += "\n";
            }
        }
        Form::InToml | Form::InYaml => {
            let closing = front.trim_end().rfind('\n').map_or(front.len(), |at| at + 1);
            written.extend([&front[..closing], &ours, &front[closing..]]);
        }
    }
    let written = if text.contains("\r\n") { written.replace("\r\n", "\n").replace('\n', "\r\n") } else { written };
    [&text[..span.start], &written, &text[span.end..]].concat()
}

/// The facts of front matter, as keys in TOML.
fn facts(metadata: &Metadata, dossier: &Dossier) -> String {
    let Metadata { title, subtitle, authors, publisher, dateline, published, origin, lang } = metadata;
    let mut written = String::new();
    let mut add = |key: &str, value: Option<&String>| {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(written, "{key} = {}", quoted(value));
        }
    };
    add("title", title.as_ref());
    add("subtitle", subtitle.as_ref());
    add("publisher", publisher.as_ref());
    add("dateline", dateline.as_ref());
    add("published", published.as_ref());
    add("origin", origin.as_ref());
    let lang = lang.map(|(language, _)| language.code().to_owned());
    add("lang", lang.as_ref());
    if !authors.is_empty() {
        let authors: Vec<_> = authors.iter().map(|author| quoted(author)).collect();
        let _ = writeln!(written, "authors = [{}]", authors.join(", "));
    }
    if let Some((bibliography, rest)) = dossier.briefing.front.declarations.bibliographies.split_first() {
        let names = std::iter::once(bibliography).chain(rest).map(|named| quoted(&named.name)).collect::<Vec<_>>();
        let _ = writeln!(written, "bibliography = [{}]", names.join(", "));
    }
    if !dossier.is_titled() {
        written += "# title = \"\"\n";
    }
    if origin.is_none() {
        written += "# origin = \"\"\n";
    }
    written
}

/// The tables of all sources.
fn tables(dossier: &Dossier, form: Form, comments: &BTreeSet<SourceId>) -> String {
    let is_yaml = form == Form::InYaml;
    let mut written = String::new();
    for line in LEAD {
        written.extend(["# ", line, "\n"]);
    }
    if is_yaml {
        written += if comments.len() == dossier.sources.len() { "# sources:\n" } else { "sources:\n" };
    }
    for id in dossier.source_ids() {
        if !is_yaml {
            written.push('\n');
        }
        let sign = if comments.contains(&id) { "# " } else { "" };
        for line in table(dossier.source(id), is_yaml) {
            // A line that is a comment already stays one.
            let sign = if line.trim_start().starts_with('#') { "" } else { sign };
            written.extend([sign, &line, "\n"]);
        }
    }
    if !is_yaml {
        written.push('\n');
    }
    written
}

/// The lines of the table of a source. What the text does not say is a comment.
fn table(source: &Source, is_yaml: bool) -> Vec<String> {
    let key = quoted(&source.id);
    let is_bare =
        source.id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) && !source.id.is_empty();
    let head = match is_yaml {
        true => format!("  {key}:"),
        false if is_bare => format!("[sources.{}]", source.id),
        false => format!("[sources.{key}]"),
    };
    let (indent, equals) = if is_yaml { ("    ", ": ") } else { ("", " = ") };
    let known = |key: &str, value: Option<&str>, unknown: &str| match value {
        Some(value) => format!("{indent}{key}{equals}{}", quoted(value)),
        None => format!("{indent}# {key}{equals}{unknown}"),
    };
    let name = one_line(&source.name);
    let name = Some(name.as_str()).filter(|name| *name != source.id && !name.is_empty());
    let mut lines = vec![head, known("name", name, "\"\"")];
    lines.push(known("kind", source.profile.kind.map(SourceKind::word), "\"\""));
    lines.extend(source.profile.url.as_ref().map(|url| known("url", Some(url), "")));
    lines.push(format!("{indent}# named{equals}false"));
    lines.push(format!("{indent}# by{equals}[]"));
    lines.push(known("interest", None, "\"\""));
    lines.push(known("reliability", None, "\"\""));
    // In YAML, a table of comments only is no table.
    if is_yaml && lines[1..].iter().all(|line| line.trim_start().starts_with('#')) {
        lines.insert(1, format!("{indent}name: {key}"));
    }
    lines
}

/// A string as TOML and YAML both read it.
fn quoted(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            c if c.is_control() || visible::suspicious(c) => {
                let _ = match u32::from(c) {
                    code @ 0..=0xffff => write!(written, "\\u{code:04X}"),
                    code => write!(written, "\\U{code:08X}"),
                };
            }
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// Whether a text has an error that the article does not have.
fn has_new_error(before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let errors = |all: &[Diagnostic]| {
        let errors = all.iter().filter(|found| found.severity == Severity::Error);
        let mut errors: Vec<_> = errors.map(|found| (found.id, found.message.clone())).collect();
        errors.sort_unstable();
        errors
    };
    let mut before = errors(before);
    errors(after).into_iter().any(|error| match before.binary_search(&error) {
        Ok(at) => {
            before.remove(at);
            false
        }
        Err(_) => true,
    })
}

/// Whether two texts are the same but for claims and sources: what they are, their own voice, their notes.
fn same_text(before: &Dossier, after: &Dossier) -> bool {
    let facts = |dossier: &Dossier| {
        let Metadata { authors, publisher, dateline, published, origin, lang, .. } =
            dossier.briefing.front.metadata.clone();
        (
            dossier.is_titled().then(|| dossier.title.clone()),
            authors,
            publisher,
            dateline,
            published,
            origin,
            lang.map(|(lang, _)| lang),
        )
    };
    let notes =
        |dossier: &Dossier| dossier.notes.iter().map(|note| (note.id.clone(), note.text.clone())).collect::<Vec<_>>();
    let voice = |dossier: &Dossier| {
        dossier.unsourced.iter().map(|sentence| dossier.manuscript.slice(sentence.span).to_owned()).collect::<Vec<_>>()
    };
    facts(before) == facts(after)
        && notes(before) == notes(after)
        && voice(before) == voice(after)
        && before.claims.len() == after.claims.len()
}

/// The sources of the article that another text reads in another way, or whose claims it does.
fn changed(before: &Dossier, after: &Dossier) -> BTreeSet<SourceId> {
    let names = |dossier: &Dossier, ids: &[SourceId]| -> Vec<String> {
        ids.iter().map(|&id| dossier.source(id).id.clone()).collect()
    };
    let source = |dossier: &Dossier, id: SourceId| {
        let Source { id, name, labels, profile, by, urls, cited, claims, .. } = dossier.source(id);
        let profile = (profile.kind, profile.named, profile.url.clone(), profile.published.clone());
        let name = one_line(name);
        (id.clone(), name, labels.clone(), profile, names(dossier, by), urls.clone(), cited.clone(), claims.clone())
    };
    let claim = |dossier: &Dossier, id: ClaimId| {
        let claim = dossier.claim(id);
        let asides: Vec<_> = claim.asides.iter().map(|aside| (aside.text.to_string(), aside.mentions)).collect();
        let places: Vec<_> = claim.locators.iter().map(|place| (place.label.clone(), place.words.clone())).collect();
        let relations: Vec<_> = claim.sources.iter().map(|&source| dossier.relation(id, source)).collect();
        let notes: Vec<_> = claim.notes.iter().map(|&note| dossier.note(note).id.clone()).collect();
        (dossier.sentence(id), claim.text.clone(), names(dossier, &claim.sources), asides, places, relations, notes)
    };
    let by_id: HashMap<&str, SourceId> = after.source_ids().map(|id| (after.source(id).id.as_str(), id)).collect();
    let mut changed = BTreeSet::new();
    for id in before.source_ids() {
        // Sources that nothing cites may have other numbers.
        let same = by_id.get(before.source(id).id.as_str());
        if same.is_none_or(|&same| source(before, id) != source(after, same)) {
            changed.insert(id);
        }
    }
    if after.sources.len() > before.sources.len() {
        changed.extend(before.source_ids());
    }
    for id in before.claim_ids() {
        if claim(before, id) != claim(after, id) {
            changed.extend(&before.claim(id).sources);
        }
    }
    changed
}
