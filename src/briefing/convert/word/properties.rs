//! Reads the document properties of a Word file.

use super::super::archive::Archive;
use super::super::document::Front;
use super::super::xml::{self, Element};
use super::package::Relations;

/// Titles that programs set by default.
const TITLES: &[&str] = &[
    "untitled",
    "untitled document",
    "unbenannt",
    "sans titre",
    "sin título",
    "title",
    "document title",
    "word document",
    "microsoft word document",
    "powerpoint presentation",
    "template",
    "normal",
];
/// Authors that programs set by default.
const AUTHORS: &[&str] = &[
    "user",
    "author",
    "autor",
    "auteur",
    "admin",
    "administrator",
    "owner",
    "unknown",
    "anonymous",
    "microsoft office user",
    "microsoft user",
    "microsoft",
    "windows user",
    "office user",
    "utilisateur windows",
    "benutzer",
    "usuario",
    "utente windows",
    "python-docx",
    "apache poi",
    "un-named",
    "unnamed",
    "default",
    "test",
    "pc",
    "hp",
    "dell",
    "lenovo",
    "acer",
    "asus",
    "toshiba",
    "docx4j",
    "libreoffice",
    "openoffice.org",
    "google docs",
    "home",
    "me",
];
/// Companies that are not a publisher.
const COMPANIES: &[&str] = &[
    "microsoft",
    "microsoft corporation",
    "home",
    "private",
    "privat",
    "company",
    "company name",
    "your company",
    "organization",
    "organisation",
    "hewlett-packard",
    "hewlett-packard company",
    "hp",
    "hp inc.",
    "dell",
    "dell inc.",
    "lenovo",
    "acer",
    "asus",
    "toshiba",
    "toshiba america",
    "sony",
    "samsung",
    "grizli777",
    "none",
    "n/a",
    "na",
    "test",
    "xxx",
];
/// Date in the template of a library with which many programs write Word files.
const NO_DATE: &str = "2013-12-23";

/// Reads the properties by the file's relationships. Broken parts are ignored.
pub(super) fn front(archive: &mut Archive, relations: &Relations) -> Front {
    let mut front = Front::default();
    if let Some(text) = part(archive, relations, "core-properties", "docProps/core.xml")
        && let Ok(root) = xml::parse(&text, "core.xml")
    {
        let date = |name| text_of(&root, name).and_then(|date| day(&date));
        front.title = text_of(&root, "title").filter(|title| is_title(title));
        front.authors = text_of(&root, "creator").map(|all| people(&all)).unwrap_or_default();
        front.published = date("modified").or_else(|| date("created"));
        front.lang = text_of(&root, "language").filter(|code| is_language(code));
    }
    if let Some(text) = part(archive, relations, "extended-properties", "docProps/app.xml")
        && let Ok(root) = xml::parse(&text, "app.xml")
    {
        front.publisher = text_of(&root, "Company").filter(|name| is_publisher(name));
    }
    front
}

fn part(archive: &mut Archive, relations: &Relations, kind: &str, usual: &str) -> Option<String> {
    let name = relations.part(kind).unwrap_or(usual);
    archive.text(name).ok().flatten()
}

fn text_of(root: &Element, name: &str) -> Option<String> {
    let text = root.child(name)?.text().split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text).filter(|text| !text.is_empty())
}

fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let numbered = ["document", "doc", "dokument", "documento", "untitled"];
    let is_numbered = numbered
        .iter()
        .any(|stem| lower.strip_prefix(stem).is_some_and(|rest| rest.trim().chars().all(|c| c.is_ascii_digit())));
    let is_file = [".doc", ".docx", ".dot", ".dotx", ".rtf", ".odt", ".tmp"].iter().any(|end| lower.ends_with(end));
    !is_numbered && !is_file && !lower.starts_with("microsoft word -") && !TITLES.contains(&lower.as_str())
}

fn people(all: &str) -> Vec<String> {
    let names = all.split(';').map(str::trim);
    let is_name =
        |name: &&str| name.chars().any(char::is_alphabetic) && !AUTHORS.contains(&name.to_lowercase().as_str());
    names.filter(is_name).map(str::to_owned).collect()
}

fn is_publisher(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && !name.starts_with('[') && !COMPANIES.contains(&name.to_lowercase().as_str())
}

/// Returns the day of a date, unless the clock was not set.
fn day(date: &str) -> Option<String> {
    let day = date.get(..10)?;
    let is_day =
        day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let year: u16 = day.get(..4)?.parse().ok()?;
    (is_day && year >= 1985 && day != NO_DATE).then(|| day.to_owned())
}

fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_titles_and_author_names_are_ignored() {
        for title in ["Document1", "Microsoft Word - dues.doc", "Untitled", "dues-final.docx"] {
            assert!(!is_title(title), "{title}");
        }
        assert!(is_title("Document of the harbour") && is_title("Dues"));
        assert_eq!(people("A. Maas; user;B. Dijk ; 7"), ["A. Maas", "B. Dijk"]);
        assert!(!is_publisher("Microsoft") && !is_publisher("-") && is_publisher("Court of Audit"));
    }

    #[test]
    fn default_and_malformed_dates_are_ignored() {
        assert_eq!(day("2026-03-05T10:00:00Z").as_deref(), Some("2026-03-05"));
        for date in ["1970-01-01T00:00:00Z", "2013-12-23T23:15:00Z", "5 March", ""] {
            assert_eq!(day(date), None, "{date}");
        }
    }
}
