//! Reads Word's own list of sources, and the fields that cite them, as CSL-JSON.
//!
//! Must not know where a citation stands in the text.

use serde_json::{Map, Value, json};

use super::super::archive::Archive;
use super::super::month;
use super::super::xml::{self, Element};
use super::endnote::{self, one_line};
use super::package::Relations;

/// Works of a file, each with its tag in small letters.
#[derive(Debug, Default)]
pub(super) struct Catalogue(Vec<(String, Value)>);

impl Catalogue {
    /// Reads the works in the data of the main part. Broken data has no works.
    pub(super) fn of(archive: &mut Archive, relations: &Relations) -> Self {
        let mut catalogue = Self::default();
        for name in relations.parts("customXml") {
            let Ok(Some(text)) = archive.text(name) else { continue };
            let Ok(root) = xml::parse(&text, name) else { continue };
            if root.name() == "Sources" {
                catalogue.add(&root);
            }
        }
        catalogue
    }

    fn add(&mut self, root: &Element) {
        for source in root.elements().filter(|one| one.name() == "Source") {
            let Some(tag) = text_of(source, "Tag").map(|tag| tag.to_lowercase()) else { continue };
            if self.work(&tag).is_none() {
                self.0.push((tag, work(source)));
            }
        }
    }

    fn work(&self, tag: &str) -> Option<&Value> {
        self.0.iter().find(|(own, _)| own == tag).map(|(_, work)| work)
    }

    /// Returns all works, each with the address that its citations use.
    pub(super) fn all(&self) -> impl Iterator<Item = (String, &Value)> {
        self.0.iter().map(|(tag, work)| (address(tag), work))
    }

    /// Reads the words after `CITATION` as a citation in CSL-JSON.
    pub(super) fn citation(&self, words: &[(String, bool)]) -> String {
        let mut items: Vec<Map<String, Value>> = Vec::new();
        let mut words = words.iter();
        let mut is_tag = true;
        while let Some((word, is_quoted)) = words.next() {
            let switch = if *is_quoted { "" } else { word.as_str() };
            let mut put = |key: &str, before: &str| {
                if let (Some(item), Some((value, _))) = (items.last_mut(), words.next()) {
                    item.insert(key.to_owned(), format!("{before}{}", one_line(value)).into());
                }
            };
            match switch.to_lowercase().as_str() {
                "\\m" => is_tag = true,
                "\\p" => put("locator", ""),
                "\\v" => put("volume", ""),
                "\\f" => put("prefix", ""),
                "\\s" => put("suffix", ""),
                // A language code follows.
                "\\l" => drop(words.next()),
                // These switches only leave out displayed words.
                other if other.starts_with('\\') => {}
                _ if is_tag => {
                    is_tag = false;
                    let mut item = Map::new();
                    let tag = word.to_lowercase();
                    if let Some(work) = self.work(&tag) {
                        item.insert("itemData".to_owned(), work.clone());
                        item.insert("uris".to_owned(), json!([address(&tag)]));
                    }
                    items.push(item);
                }
                _ => {}
            }
        }
        for item in &mut items {
            let Some(volume) = item.remove("volume") else { continue };
            let volume = volume.as_str().unwrap_or_default();
            let place = match item.remove("locator") {
                Some(pages) => format!("vol. {volume}, p. {}", pages.as_str().unwrap_or_default()),
                None => format!("vol. {volume}"),
            };
            item.insert("locator".to_owned(), place.into());
        }
        json!({ "citationItems": items }).to_string()
    }
}

/// Makes an address that tells a work from the works of other programs.
fn address(tag: &str) -> String {
    format!("word:{tag}")
}

fn work(source: &Element) -> Value {
    let mut work = Map::new();
    let kind = text_of(source, "SourceType").unwrap_or_default();
    let kind = match kind.as_str() {
        "JournalArticle" => "article-journal",
        "ArticleInAPeriodical" => "article-magazine",
        "Book" => "book",
        "BookSection" => "chapter",
        "ConferenceProceedings" => "paper-conference",
        "Report" => "report",
        "InternetSite" | "DocumentFromInternetSite" => "webpage",
        "Patent" => "patent",
        "Case" => "legal_case",
        "Interview" => "interview",
        "Film" => "motion_picture",
        "SoundRecording" => "song",
        _ => "document",
    };
    work.insert("id".to_owned(), text_of(source, "Tag").into());
    work.insert("type".to_owned(), kind.into());
    let fields = [
        ("Title", "title"),
        ("JournalName", "container-title"),
        ("PeriodicalTitle", "container-title"),
        ("BookTitle", "container-title"),
        ("ConferenceName", "container-title"),
        ("InternetSiteTitle", "container-title"),
        ("PublicationTitle", "container-title"),
        ("Pages", "page"),
        ("Volume", "volume"),
        ("Issue", "issue"),
        ("Edition", "edition"),
        ("Publisher", "publisher"),
        ("Institution", "publisher"),
        ("ProductionCompany", "publisher"),
        ("City", "publisher-place"),
        ("DOI", "DOI"),
        ("URL", "URL"),
        ("StandardNumber", "number"),
        ("Medium", "medium"),
        ("Comments", "note"),
    ];
    for (name, key) in fields {
        if let Some(text) = text_of(source, name) {
            work.entry(key).or_insert_with(|| text.into());
        }
    }
    // Without a page title, the site is the work.
    if !work.contains_key("title")
        && let Some(title) = work.remove("container-title")
    {
        work.insert("title".to_owned(), title);
    }
    let roles = [
        ("Author", "author"),
        ("Artist", "author"),
        ("Inventor", "author"),
        ("Interviewee", "author"),
        ("Director", "author"),
        ("Editor", "editor"),
        ("Translator", "translator"),
        ("BookAuthor", "container-author"),
    ];
    for (role, key) in roles {
        let people = source.at(&["Author", role]).map(people).unwrap_or_default();
        if !people.is_empty() {
            work.entry(key).or_insert_with(|| people.into());
        }
    }
    for (names, key) in
        [(["Year", "Month", "Day"], "issued"), (["YearAccessed", "MonthAccessed", "DayAccessed"], "accessed")]
    {
        if let Some(date) = date(names.map(|name| text_of(source, name))) {
            work.insert(key.to_owned(), date);
        }
    }
    Value::Object(work)
}

/// Returns the persons in a role, or the body.
fn people(role: &Element) -> Vec<Value> {
    let person = |one: &Element| {
        let given = ["First", "Middle"].iter().filter_map(|name| text_of(one, name)).collect::<Vec<_>>().join(" ");
        let person = match (text_of(one, "Last"), given.is_empty()) {
            (Some(family), false) => json!({ "family": family, "given": given }),
            (Some(name), true) => json!({ "literal": name }),
            (None, false) => json!({ "literal": given }),
            (None, true) => return None,
        };
        Some(person)
    };
    let list = role.child("NameList").into_iter().flat_map(Element::elements);
    let mut people: Vec<Value> = list.filter(|one| one.name() == "Person").filter_map(person).collect();
    people.extend(text_of(role, "Corporate").map(|name| json!({ "literal": name })));
    people
}

/// Writes a date in numbers if it consists of numbers, or else in words.
fn date([year, month, day]: [Option<String>; 3]) -> Option<Value> {
    let year = year?;
    let Ok(number) = year.parse::<u16>() else { return Some(json!({ "literal": year })) };
    let mut parts = vec![number];
    if let Some(month) = month {
        let Some(month) = month_of(&month) else {
            let words = [day, Some(month), Some(year)];
            return Some(json!({ "literal": words.into_iter().flatten().collect::<Vec<_>>().join(" ") }));
        };
        parts.push(month);
        parts.extend(day.and_then(|day| day.parse::<u16>().ok()).filter(|day| (1..=31).contains(day)));
    }
    Some(json!({ "date-parts": [parts] }))
}

fn month_of(name: &str) -> Option<u16> {
    match name.parse::<u16>() {
        Ok(number) => Some(number).filter(|number| (1..=12).contains(number)),
        Err(_) => month::of(name),
    }
}

fn text_of(element: &Element, name: &str) -> Option<String> {
    endnote::text_at(element, &[name])
}

#[cfg(test)]
mod tests {
    use super::super::fields::words;
    use super::*;

    fn catalogue() -> Catalogue {
        let text = "<b:Sources xmlns:b='urn:b'>\
            <b:Source><b:Tag>Maa19</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Title>Dues and quays</b:Title>\
            <b:Year>2019</b:Year><b:Month>March</b:Month><b:Day>5</b:Day><b:JournalName>Port Studies</b:JournalName>\
            <b:Author><b:Author><b:NameList><b:Person><b:Last>Maas</b:Last><b:First>Anna </b:First></b:Person>\
            </b:NameList></b:Author></b:Author></b:Source>\
            <b:Source><b:Tag>Por20</b:Tag><b:SourceType>InternetSite</b:SourceType>\
            <b:InternetSiteTitle>Dues of the port</b:InternetSiteTitle><b:URL>https://a.example</b:URL>\
            <b:Author><b:Author><b:Corporate>Port Office</b:Corporate></b:Author></b:Author></b:Source></b:Sources>";
        let mut catalogue = Catalogue::default();
        catalogue.add(&xml::parse(text, "sources").unwrap());
        catalogue
    }

    #[test]
    fn a_source_is_a_work() {
        let maas = json!({
            "id": "Maa19", "type": "article-journal", "title": "Dues and quays", "container-title": "Port Studies",
            "author": [{ "family": "Maas", "given": "Anna" }], "issued": { "date-parts": [[2019, 3, 5]] },
        });
        let port = json!({
            "id": "Por20", "type": "webpage", "title": "Dues of the port", "URL": "https://a.example",
            "author": [{ "literal": "Port Office" }],
        });
        let catalogue = catalogue();
        assert_eq!((catalogue.work("maa19"), catalogue.work("por20")), (Some(&maas), Some(&port)));
    }

    #[test]
    fn a_field_gives_the_works_and_the_places_in_them() {
        let read = |text: &str| serde_json::from_str::<Value>(&catalogue().citation(&words(text))).unwrap();
        let read = read(r#"Maa19 \l 1033 \p "12-14" \f "see " \n \m POR20 \v 3 \s ", too""#);
        let items = read["citationItems"].as_array().unwrap();
        assert_eq!((&items[0]["locator"], &items[0]["prefix"]), (&json!("12-14"), &json!("see")));
        assert_eq!((&items[1]["locator"], &items[1]["suffix"]), (&json!("vol. 3"), &json!(", too")));
        assert_eq!((&items[0]["uris"][0], &items[1]["uris"][0]), (&json!("word:maa19"), &json!("word:por20")));
    }

    #[test]
    fn a_missing_source_has_no_data() {
        let read: Value = serde_json::from_str(&catalogue().citation(&words("Dij21"))).unwrap();
        assert_eq!(read["citationItems"], json!([{}]));
    }

    #[test]
    fn a_month_that_is_not_english_stays_as_text() {
        let text_of = |text: &str| Some(text.to_owned());
        assert_eq!(date([text_of("2019"), text_of("Sept."), None]), Some(json!({ "date-parts": [[2019, 9]] })));
        assert_eq!(date([text_of("2019"), text_of("März"), text_of("5")]), Some(json!({ "literal": "5 März 2019" })));
        assert_eq!(date([text_of("n.d."), None, None]), Some(json!({ "literal": "n.d." })));
        assert_eq!(date([None, text_of("May"), None]), None);
    }
}
