//! Reads citations of reference managers: CSL-JSON with the cited works.
//!
//! Owns the keys of works. Must not know where a citation stands in the text.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::super::document::{Cite, Work};

/// The cited works, and the number of citations that could not be read.
#[derive(Debug, Default)]
pub(super) struct Works {
    pub(super) all: Vec<Work>,
    /// Keys by the identities of works.
    keys: HashMap<String, String>,
    taken: HashSet<String>,
    /// Number of keys with each stem.
    stems: HashMap<String, u32>,
    pub(super) unread: usize,
}

/// A citation.
#[derive(Debug)]
pub(super) struct Citation {
    pub(super) cites: Vec<Cite>,
    /// Whether its author wrote the displayed words by hand.
    pub(super) own_words: bool,
}

impl Works {
    /// Whether the works are complete enough to replace the document's bibliography.
    pub(super) fn are_whole(&self) -> bool {
        self.unread == 0 && !self.all.is_empty()
    }

    /// Reads a citation in CSL-JSON; none if it is broken or a work has no data.
    pub(super) fn read(&mut self, json: &str) -> Option<Citation> {
        let citation = self.citation(json);
        self.unread += usize::from(citation.is_none());
        citation
    }

    fn citation(&mut self, json: &str) -> Option<Citation> {
        // The reference manager's own data follows the value.
        let data = serde_json::Deserializer::from_str(json).into_iter::<Value>().next()?.ok()?;
        let items = data.get("citationItems")?.as_array()?;
        if items.is_empty() || items.iter().any(|item| !item.get("itemData").is_some_and(Value::is_object)) {
            return None;
        }
        let cites = items.iter().filter_map(|item| self.cite(item)).collect();
        let by_hand =
            data.pointer("/properties/dontUpdate").or_else(|| data.pointer("/manualOverride/isManuallyOverridden"));
        let rewritten = data.pointer("/mendeley/manualFormatting").and_then(Value::as_str);
        let is_rewritten = rewritten.is_some_and(|text| {
            !text.is_empty() && data.pointer("/mendeley/formattedCitation").and_then(Value::as_str) != Some(text)
        });
        Some(Citation { cites, own_words: by_hand.and_then(Value::as_bool) == Some(true) || is_rewritten })
    }

    fn cite(&mut self, item: &Value) -> Option<Cite> {
        let text = |key: &str| item.get(key).map(plain).unwrap_or_default();
        let csl = item.get("itemData")?;
        let address = ["uris", "uri"].iter().find_map(|key| item.get(*key)?.as_array()?.first()?.as_str());
        let key = self.key(address, csl);
        let mut locator = text("locator");
        if !locator.is_empty() {
            locator = format!("{}{locator}", label(&text("label"), &locator));
        }
        let after = text("suffix");
        if !after.is_empty() {
            let gap = if locator.is_empty() || after.starts_with([',', ';', '.', ':']) { "" } else { ", " };
            locator = format!("{locator}{gap}{after}");
        }
        Some(Cite { key, before: text("prefix"), locator: locator.trim_start_matches([',', ' ']).to_owned() })
    }

    /// Returns the key of a work. All its citations have the same key.
    pub(super) fn key(&mut self, address: Option<&str>, csl: &Value) -> String {
        let identity = address.map_or_else(|| csl.to_string(), str::to_owned);
        if let Some(key) = self.keys.get(&identity) {
            return key.clone();
        }
        let stem = stem(csl);
        let free = loop {
            let count = self.stems.entry(stem.clone()).or_insert(0);
            let key = match *count {
                0 => stem.clone(),
                // Digits of base 36 are letters from 10 on.
                count @ 1..=26 => format!("{stem}{}", char::from_digit(count + 9, 36).unwrap_or('z')),
                count => format!("{stem}-{count}"),
            };
            *count += 1;
            if self.taken.insert(key.clone()) {
                break key;
            }
        };
        self.keys.insert(identity, free.clone());
        self.all.push(Work { key: free.clone(), csl: csl.clone() });
        free
    }
}

/// Returns the author and year as a key: `maas2019`.
fn stem(csl: &Value) -> String {
    let names = ["author", "editor", "collection-editor", "translator"]
        .iter()
        .find_map(|key| csl.get(*key)?.as_array()?.first());
    let name = names.and_then(|name| name.get("family").or_else(|| name.get("literal")).or_else(|| name.get("given")));
    let name = name.map(plain).filter(|name| !name.is_empty());
    let word = name.or_else(|| csl.get("title").map(plain)).unwrap_or_default();
    let letters =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let small = ["the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "van", "von", "de"];
    let mut words = word.split_whitespace().map(letters).filter(|word| !word.is_empty());
    let first = words.find(|word| !small.contains(&word.as_str())).unwrap_or_else(|| "work".to_owned());
    format!("{}{}", first.chars().take(24).collect::<String>(), year(csl).unwrap_or_default())
}

fn year(csl: &Value) -> Option<String> {
    let issued = csl.get("issued")?;
    let part = issued.pointer("/date-parts/0/0").or_else(|| issued.get("literal")).or_else(|| issued.get("raw"));
    let text = plain(part.unwrap_or(issued));
    let bytes = text.as_bytes();
    let at = bytes.windows(4).position(|four| four.iter().all(u8::is_ascii_digit))?;
    Some(text[at..at + 4].to_owned())
}

/// Returns a text or a number on one line.
fn plain(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the abbreviation for a kind of locator, with a space after it.
fn label(kind: &str, place: &str) -> String {
    // The field may already have the abbreviation.
    if !place.starts_with(|c: char| c.is_ascii_digit() || "ivxlcIVXLC[(".contains(c)) {
        return String::new();
    }
    let several = place.contains(['-', '–', ',', '&']);
    let (one, more) = match kind {
        "" | "page" => ("p.", "pp."),
        "chapter" => ("ch.", "chs."),
        "section" => ("sec.", "secs."),
        "paragraph" => ("para.", "paras."),
        "volume" => ("vol.", "vols."),
        "issue" | "number" => ("no.", "nos."),
        "figure" => ("fig.", "figs."),
        "folio" => ("fol.", "fols."),
        "line" => ("l.", "ll."),
        "note" | "footnote" => ("n.", "nn."),
        "part" => ("pt.", "pts."),
        "column" => ("col.", "cols."),
        "book" => ("bk.", "bks."),
        "verse" => ("v.", "vv."),
        "opus" => ("op.", "opp."),
        "sub-verbo" | "sub verbo" => ("s.v.", "s.vv."),
        other => return format!("{other} "),
    };
    format!("{} ", if several { more } else { one })
}

/// Decodes base 64 in either alphabet, with or without padding.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap_or_default());
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(family: &str, year: u16, address: &str, more: &str) -> String {
        format!(
            r#"{{"uris":["{address}"],"itemData":{{"id":1,"type":"book","title":"Harbours","author":[{{"family":"{family}","given":"A."}}],"issued":{{"date-parts":[["{year}"]]}}}}{more}}}"#
        )
    }

    fn citation(items: &[String]) -> String {
        format!(r#"{{"citationItems":[{}]}} left behind"#, items.join(","))
    }

    #[test]
    fn a_citation_gives_the_work_and_the_place() {
        let mut works = Works::default();
        let more = r#","locator":"3-4","label":"page","prefix":"see ","suffix":"and after""#;
        let read = works.read(&citation(&[item("Maas", 2019, "u:1", more), item("Dijk", 2020, "u:2", "")])).unwrap();
        let cites = [
            Cite { key: "maas2019".into(), before: "see".into(), locator: "pp. 3-4, and after".into() },
            Cite { key: "dijk2020".into(), ..Cite::default() },
        ];
        assert_eq!(read.cites, cites);
        assert!(!read.own_words && works.are_whole());
    }

    #[test]
    fn each_work_has_its_own_key() {
        let mut works = Works::default();
        for (address, key) in [("u:1", "maas2019"), ("u:2", "maas2019a"), ("u:1", "maas2019"), ("u:3", "maas2019b")] {
            let read = works.read(&citation(&[item("Maas", 2019, address, "")])).unwrap();
            assert_eq!(read.cites[0].key, key);
        }
        assert_eq!(works.all.len(), 3);
    }

    #[test]
    fn citations_that_are_broken_or_lack_data_are_counted() {
        let mut works = Works::default();
        assert!(works.read(r#"{"citationItems":[{"id":1}]}"#).is_none());
        assert!(works.read("{").is_none());
        assert_eq!(works.unread, 2);
        assert!(!works.are_whole());
    }

    #[test]
    fn a_locator_names_its_kind_once() {
        assert_eq!(label("", "12"), "p. ");
        assert_eq!(label("chapter", "2"), "ch. ");
        assert_eq!(label("page", "p. 12"), "");
    }

    #[test]
    fn base_64_is_read_in_either_alphabet() {
        assert_eq!(base64("4oKs_-8=").as_deref(), Some(&b"\xe2\x82\xac\xff\xef"[..]));
        assert_eq!(base64("4oKs/+8").as_deref(), Some(&b"\xe2\x82\xac\xff\xef"[..]));
        assert_eq!(base64("?"), None);
    }
}
