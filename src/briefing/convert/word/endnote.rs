//! Reads citations of `EndNote` as CSL-JSON.

use serde_json::{Map, Value, json};

use super::super::xml::{self, Element};

/// Converts a citation in `EndNote`'s XML to CSL-JSON.
pub(super) fn citation(text: &str) -> Option<String> {
    let end = text.rfind("</EndNote>")? + "</EndNote>".len();
    let root = xml::parse(text.get(..end)?, "EndNote").ok()?;
    let items: Vec<Value> = root.elements().filter(|one| one.name() == "Cite").map(item).collect();
    Some(json!({ "citationItems": items }).to_string())
}

fn item(cite: &Element) -> Value {
    let mut item = Map::new();
    for (name, key) in [("Pages", "locator"), ("Prefix", "prefix"), ("Suffix", "suffix")] {
        if let Some(text) = text_at(cite, &[name]) {
            item.insert(key.to_owned(), text.into());
        }
    }
    if let Some(record) = cite.child("record") {
        item.insert("itemData".to_owned(), work(record));
        let number = text_at(record, &["rec-number"]);
        let base = record.at(&["foreign-keys", "key"]).and_then(|key| key.attribute("db-id"));
        if let (Some(number), Some(base)) = (number, base) {
            item.insert("uris".to_owned(), json!([format!("endnote:{base}:{number}")]));
        }
    }
    Value::Object(item)
}

fn work(record: &Element) -> Value {
    let mut work = Map::new();
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            work.entry(key).or_insert_with(|| value.into());
        }
    };
    let kind = record.child("ref-type").and_then(|kind| kind.attribute("name"));
    let kind = match kind.as_deref() {
        Some("Journal Article" | "Electronic Article") => "article-journal",
        Some("Book" | "Edited Book" | "Electronic Book") => "book",
        Some("Book Section") => "chapter",
        Some("Conference Paper" | "Conference Proceedings") => "paper-conference",
        Some("Newspaper Article") => "article-newspaper",
        Some("Report" | "Government Document") => "report",
        Some("Thesis") => "thesis",
        Some("Web Page") => "webpage",
        _ => "document",
    };
    put("id", text_at(record, &["rec-number"]).or(Some("0".to_owned())));
    put("type", Some(kind.to_owned()));
    put("title", text_at(record, &["titles", "title"]));
    put("container-title", text_at(record, &["titles", "secondary-title"]));
    put("container-title", text_at(record, &["periodical", "full-title"]));
    put("page", text_at(record, &["pages"]));
    put("volume", text_at(record, &["volume"]));
    put("issue", text_at(record, &["number"]));
    put("publisher", text_at(record, &["publisher"]));
    put("publisher-place", text_at(record, &["pub-location"]));
    put("DOI", text_at(record, &["electronic-resource-num"]));
    put("URL", text_at(record, &["urls", "related-urls", "url"]));
    for (path, key) in [("authors", "author"), ("secondary-authors", "editor")] {
        let people: Vec<Value> = record
            .at(&["contributors", path])
            .map(|all| all.elements().map(|one| person(&one_line(&one.text()))).collect())
            .unwrap_or_default();
        if !people.is_empty() {
            work.insert(key.to_owned(), people.into());
        }
    }
    if let Some(year) = text_at(record, &["dates", "year"]) {
        let issued =
            year.parse::<u16>().map_or_else(|_| json!({ "literal": year }), |year| json!({ "date-parts": [[year]] }));
        work.insert("issued".to_owned(), issued);
    }
    Value::Object(work)
}

/// Reads a name. `Maas, A.` and `A. Maas` are persons; a name of one word, or with a comma at its end, is a body.
fn person(name: &str) -> Value {
    match name.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() => json!({ "family": family.trim(), "given": given.trim() }),
        Some((literal, _)) => json!({ "literal": literal.trim() }),
        None => match name.rsplit_once(' ') {
            Some((given, family)) => json!({ "family": family, "given": given }),
            None => json!({ "literal": name }),
        },
    }
}

/// Returns the text at a path, if it is not empty.
pub(super) fn text_at(element: &Element, path: &[&str]) -> Option<String> {
    Some(one_line(&element.at(path)?.text())).filter(|text| !text.is_empty())
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_record_becomes_a_work() {
        let text = "<EndNote><Cite><Author>Maas</Author><Pages>7</Pages><record><rec-number>4</rec-number>\
            <ref-type name=\"Book\">6</ref-type><contributors><authors><author><style>Maas, A.</style></author>\
            <author>B. Dijk</author><author>Port Office,</author></authors></contributors><titles><title>Harbours</title></titles>\
            <dates><year>2019</year></dates></record></Cite></EndNote>";
        let read: Value = serde_json::from_str(&citation(text).unwrap()).unwrap();
        let item = &read["citationItems"][0];
        assert_eq!(item["locator"], "7");
        let work = json!({
            "id": "4", "type": "book", "title": "Harbours", "issued": { "date-parts": [[2019]] },
            "author": [
                { "family": "Maas", "given": "A." },
                { "family": "Dijk", "given": "B." },
                { "literal": "Port Office" },
            ],
        });
        assert_eq!(item["itemData"], work);
        assert_eq!(citation("<EndNote>"), None);
    }
}
