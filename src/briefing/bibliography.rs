//! Reads bibliographies (BibTeX, CSL JSON, CSL YAML) into works.
//!
//! CSL is the Citation Style Language. Owns which fields a reader needs: who, what, when and where. A bad entry is
//! reported, and the others are still read. Must not know who cites a work, nor where a file is.

use biblatex::{Bibliography, ChunksExt, Entry, Person};

use crate::briefing::ast::Work;
use crate::text::data::{self, Node};
use crate::text::manuscript::one_line;

/// A mistake in a bibliography and its line (1-based).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub line: usize,
    pub message: String,
}

/// Reads a bibliography. The extension of its file decides the format.
pub fn read(name: &str, text: &str) -> (Vec<Work>, Vec<Problem>) {
    let is = |end: &str| name.to_lowercase().ends_with(end);
    if is(".json") || is(".yaml") || is(".yml") {
        return csl(text);
    }
    bibtex(text)
}

/// Reads works in CSL, or reports the line of a mistake.
fn csl(text: &str) -> (Vec<Work>, Vec<Problem>) {
    // Pandoc keeps YAML between fences, under `references`.
    let text = text.trim_start_matches('\u{feff}');
    let inner = text.trim_start().strip_prefix("---").map_or(text, |rest| rest.split("\n---").next().unwrap_or(rest));
    let inner = inner.split("\n...").next().unwrap_or(inner);
    match data::yaml(inner) {
        Ok(read) => (of_csl(read.get("references").unwrap_or(&read)), Vec::new()),
        Err(problem) => {
            let line = inner[..problem.range.start].matches('\n').count() + 1;
            (Vec::new(), vec![Problem { line, message: problem.message }])
        }
    }
}

/// Returns the works of a list in CSL.
pub fn of_csl(list: &Node<'_>) -> Vec<Work> {
    list.items().iter().filter_map(work_of_csl).collect()
}

fn work_of_csl(node: &Node<'_>) -> Option<Work> {
    let text = |key: &str| node.get(key).and_then(Node::text).map(plain);
    let key = node.get("id").and_then(Node::text)?.to_owned();
    let people = |key: &str| node.get(key).map(|all| all.items().iter().filter_map(person_of_csl).collect::<Vec<_>>());
    let authors = people("author").or_else(|| people("editor")).unwrap_or_default();
    let issued = node.get("issued");
    // A range of dates gives its first year.
    let year = issued.and_then(|issued| {
        let parts = issued.get("date-parts").and_then(|parts| parts.items().first()?.items().first()?.text());
        parts.or_else(|| issued.items().first()?.get("year")?.text()).or_else(|| issued.text()).map(str::to_owned)
    });
    let year = year
        .map(|year| year.chars().take_while(char::is_ascii_digit).collect())
        .filter(|year: &String| year.len() == 4);
    let url = text("URL").or_else(|| text("url")).or_else(|| text("DOI").map(|doi| doi_address(&doi)));
    Some(Work {
        key,
        authors,
        title: text("title"),
        container: text("container-title").or_else(|| text("publisher")),
        year,
        url,
    })
}

fn person_of_csl(node: &Node<'_>) -> Option<String> {
    let part = |key: &str| node.get(key).and_then(Node::text).map(plain);
    if let Some(name) = part("literal").or_else(|| part("name")).or_else(|| node.text().map(plain)) {
        return Some(name);
    }
    let parts = [part("given"), part("non-dropping-particle"), part("family")];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Some(name).filter(|name| !name.is_empty())
}

/// Removes the markup that titles may have.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let tag = rest[open..].find('>').filter(|&end| end < 40);
        plain.push_str(&rest[..open]);
        if let Some(end) = tag {
            rest = &rest[open + end + 1..];
        } else {
            plain.push('<');
            rest = &rest[open + 1..];
        }
    }
    one_line(&(plain + rest))
}

fn doi_address(doi: &str) -> String {
    if doi.starts_with("http") { doi.to_owned() } else { format!("https://doi.org/{}", doi.trim_start_matches("doi:")) }
}

/// Reads BibTeX as a whole, or entry by entry if it has a mistake.
fn bibtex(text: &str) -> (Vec<Work>, Vec<Problem>) {
    if let Ok(read) = Bibliography::parse(text) {
        return (read.iter().map(work_of_entry).collect(), Vec::new());
    }
    let (mut works, mut problems): (Vec<Work>, Vec<Problem>) = (Vec::new(), Vec::new());
    let starts: Vec<usize> = entries(text).collect();
    let is_string = |chunk: &str| chunk.get(..7).is_some_and(|kind| kind.eq_ignore_ascii_case("@string"));
    let chunks = || {
        let ends = starts.iter().copied().skip(1).chain([text.len()]);
        starts.iter().copied().zip(ends).map(|(start, end)| (start, &text[start..end]))
    };
    let strings: String = chunks().map(|(_, chunk)| chunk).filter(|chunk| is_string(chunk)).collect();
    for (start, chunk) in chunks().filter(|(_, chunk)| !is_string(chunk)) {
        match Bibliography::parse(&format!("{strings}{chunk}")) {
            Ok(read) => {
                let new = read.iter().map(work_of_entry);
                works.extend(new.filter(|work| works.iter().all(|known| known.key != work.key)).collect::<Vec<_>>());
            }
            Err(error) => {
                let line = text[..start].matches('\n').count() + 1;
                problems.push(Problem { line, message: error.kind.to_string() });
            }
        }
    }
    (works, problems)
}

/// Returns the bytes where entries begin: an at sign at the start of a line.
fn entries(text: &str) -> impl Iterator<Item = usize> {
    let at = text.match_indices('@').map(|(at, _)| at);
    at.filter(|&at| text[..at].rsplit('\n').next().is_some_and(|before| before.trim().is_empty()))
}

fn work_of_entry(entry: &Entry) -> Work {
    let text = |key: &str| {
        entry.get(key).map(|chunks| without_commands(&chunks.format_verbatim())).filter(|text| !text.is_empty())
    };
    let people = |people: Vec<Person>| people.iter().map(named).filter(|name| !name.is_empty()).collect::<Vec<_>>();
    let mut authors = entry.author().map(people).unwrap_or_default();
    if authors.is_empty() {
        authors = entry
            .editors()
            .map(|all| all.into_iter().flat_map(|(editors, _)| people(editors)).collect())
            .unwrap_or_default();
    }
    let date = text("date").or_else(|| text("year"));
    let digits =
        |date: String| date.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4).map(str::to_owned);
    let places = ["journaltitle", "journal", "booktitle", "publisher", "institution", "school", "organization"];
    Work {
        key: entry.key.clone(),
        authors,
        title: text("title"),
        container: places.iter().find_map(|place| text(place)),
        year: date.and_then(digits),
        url: text("url").or_else(|| text("doi").map(|doi| doi_address(&doi))),
    }
}

/// Removes the commands and braces of TeX, as in "a \emph{Berth}".
fn without_commands(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_alphabetic) => {
                while chars.next_if(char::is_ascii_alphabetic).is_some() {}
            }
            // "\&" becomes an ampersand.
            '\\' | '{' | '}' => {}
            '~' => plain.push(' '),
            c => plain.push(c),
        }
    }
    one_line(&plain)
}

/// Writes a person's name: "Anna van Maas".
fn named(Person { name, prefix, given_name, suffix, .. }: &Person) -> String {
    let parts = [given_name, prefix, name, suffix].into_iter().filter(|part| !part.is_empty());
    one_line(&parts.map(String::as_str).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, expected: &[&str]) {
        let (works, problems) = read(name, text);
        let told = |work: &Work| format!("{}: {} <{}>", work.key, work.name(), work.url.as_deref().unwrap_or_default());
        let problems = problems.iter().map(|problem| format!("line {}: {}", problem.line, problem.message));
        assert_eq!(works.iter().map(told).chain(problems).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn bibtex_is_read_without_its_markup() {
        check(
            "refs.bib",
            "@string{hs = {Harbour Studies}}\n\
             @article{maas2019, author = {Maas, Anna and van Dijk, Otto}, title = {The {Price} of a \\emph{Berth}},\n\
             journal = hs, year = 2019, doi = {10.1000/x}}\n\
             @book{moor, editor = {{Court of Audit}}, title = {Quays}, date = {2020-03/2021}, url = {https://a.example/q}}\n",
            &[
                "maas2019: Anna Maas and Otto van Dijk, The Price of a Berth (2019) <https://doi.org/10.1000/x>",
                "moor: Court of Audit, Quays (2020) <https://a.example/q>",
            ],
        );
    }

    #[test]
    fn a_bad_entry_is_one_problem_and_the_other_entries_are_read() {
        let text =
            "@book{a, title = {A}, year = 1999}\n\n@book{b, title = {B\n\n@book{c, author = {Maas, A.}, title = {C}}\n";
        let (works, problems) = read("refs.bib", text);
        assert_eq!(works.iter().map(|work| work.key.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [3]);
        // If a key stands twice, its first entry counts.
        let (works, _) = read("refs.bib", "@book{a, title = {A}}\n@book{a, title = {B}}\n");
        assert_eq!(works.len(), 1);
    }

    #[test]
    fn the_citation_style_language_is_read_in_json_and_in_yaml() {
        let json = r#"[{"id": "maas", "type": "book", "title": "Quays <i>and</i> tides", "author": [{"family": "Maas", "given": "Anna"},
            {"literal": "Court of Audit"}], "issued": {"date-parts": [[2019, 3]]}, "DOI": "10.1000/x"}]"#;
        check(
            "refs.json",
            json,
            &["maas: Anna Maas and Court of Audit, Quays and tides (2019) <https://doi.org/10.1000/x>"],
        );
        let yaml = "---\nreferences:\n- id: maas\n  title: Quays\n  author:\n  - family: Maas\n    given: Anna\n  issued:\n  - year: 2019\n...\n";
        check("refs.yaml", yaml, &["maas: Anna Maas, Quays (2019) <>"]);
        let (works, problems) = read("refs.json", "[{\n\"id\": }");
        assert_eq!((works.len(), problems.len()), (0, 1));
    }
}
