//! Finds the title of a page, without the name of its site.
//!
//! Must not know where a title comes from.

use super::super::tree::Tree;

/// Separators between a title and the name of its site.
const APART: &[&str] = &[" | ", " – ", " — ", " - ", " · ", " :: ", " » ", " « ", " • ", ": "];

/// Whether a headline belongs to the page's title. Some headlines describe another work.
pub(super) fn agrees_with_title(headline: &str, page_title: Option<&str>) -> bool {
    let Some(title) = page_title else { return true };
    let words = |text: &str| {
        let text = text.to_lowercase();
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_owned).collect::<Vec<_>>()
    };
    let (headline, title) = (words(headline), words(title));
    let common = headline.iter().filter(|word| title.contains(word)).count();
    common * 2 >= headline.len()
}

/// Returns the text of the only first-level heading.
pub(super) fn only_heading(tree: &Tree) -> Option<String> {
    let mut all = tree.all("h1").filter(|&at| !tree.is_hidden(at));
    let first = all.next().map(|at| tree.text(at))?;
    // The heading may end in a sign that links to itself.
    let first = first.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '¶' | '§' | '\u{f0c1}'));
    all.next().is_none().then(|| first.to_owned())
}

/// Longest title that is examined, in bytes.
const LONGEST: usize = 1_000;

/// Returns the letters and digits of a text for comparison.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Removes a suffix of a title that the page's heading lacks, or that is an author.
pub(super) fn alone(title: &str, heading: Option<&str>, authors: &[String]) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | '·' | '»' | '•');
    let trimmed = title.trim_end();
    // "Dues -" has lost the name of its site.
    let bare = trimmed.trim_end_matches(ends);
    let title = if bare.len() < trimmed.len() && !bare.is_empty() && trimmed[bare.len()..].starts_with(' ') {
        bare
    } else {
        trimmed
    };
    let heading = heading.map(plain).filter(|heading| !heading.is_empty());
    if title.len() > LONGEST {
        return title.to_owned();
    }
    let is_heading = |&(at, _): &(usize, char)| {
        let is_apart = title[at..].trim_start().starts_with(|c: char| !c.is_alphanumeric());
        is_apart && heading.as_deref() == Some(plain(&title[..at]).as_str())
    };
    if let Some((at, _)) = title.char_indices().filter(|(_, c)| c.is_whitespace()).find(is_heading) {
        return title[..at].trim_end().to_owned();
    }
    let by_author = APART.iter().filter(|apart| **apart != ": ").find_map(|apart| {
        let (before, behind) = title.rsplit_once(apart)?;
        authors.iter().any(|author| plain(author) == plain(behind)).then_some(before.trim())
    });
    by_author.filter(|before| !before.is_empty()).unwrap_or(title).to_owned()
}

/// Removes the site's name from a title.
pub(super) fn without_site(title: &str, publisher: Option<&str>, page_title: Option<&str>, tree: &Tree) -> String {
    let host = page_title.and_then(|_| host(tree)).unwrap_or_default();
    // Labels of the host, without short ones: "en", "co", "uk".
    let labels: Vec<&str> = host.split('.').filter(|label| label.len() > 3).collect();
    let is_site = |part: &str| {
        let part = plain(part);
        let is_name = |name: &str| {
            let name = plain(name);
            !name.is_empty() && (part == name || part.len() > 3 && (name.starts_with(&part) || part.starts_with(&name)))
        };
        !part.is_empty() && (publisher.is_some_and(is_name) || labels.iter().any(|label| plain(label) == part))
    };
    for apart in APART {
        if let Some((before, behind)) = title.rsplit_once(apart)
            && is_site(behind)
            && !before.trim().is_empty()
        {
            return before.trim().to_owned();
        }
        if let Some((before, behind)) = title.split_once(apart)
            && is_site(before)
            && !behind.trim().is_empty()
            && *apart != ": "
        {
            return behind.trim().to_owned();
        }
    }
    // If the title begins with the first-level heading, the heading is the title.
    let heading =
        only_heading(tree).filter(|heading| heading.chars().count() > 8 && title.starts_with(heading.as_str()));
    match heading {
        Some(heading) if APART.iter().any(|apart| title[heading.len()..].starts_with(apart)) => heading,
        _ => title.to_owned(),
    }
}

fn host(tree: &Tree) -> Option<String> {
    let canonical = tree.all("link").find(|&at| tree.has_value(at, "rel", "canonical"))?;
    let (_, rest) = tree.attribute(canonical, "href")?.split_once("://")?;
    rest.split('/').next().map(str::to_owned)
}
