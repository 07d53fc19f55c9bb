//! Writes a chapter as HTML for one page with the other chapters.

use std::fmt::Write;

use html5gum::{Token, Tokenizer};

use super::super::archive::beside;

/// Elements without content. XHTML may close any other element in its own tag; HTML may not.
const VOID: &[&str] = &["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Adds the content of the chapter with the index `at`.
pub(super) fn add(text: &str, at: usize, chapters: &[String], html: &mut String) {
    let mut is_in = !text.contains("<body");
    html.push_str("<div>");
    for token in Tokenizer::new(text).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                if name == "body" {
                    is_in = true;
                } else if is_in && name != "html" && name != "head" {
                    let _ = write!(html, "<{name}");
                    for (key, value) in &tag.attributes {
                        let (key, value) = (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
                        let value = match &*key {
                            "id" => format!("c{at}-{value}"),
                            "href" => link(&value, at, chapters),
                            _ => value.into_owned(),
                        };
                        let _ = write!(html, " {key}=\"{}\"", escaped(&value));
                    }
                    html.push('>');
                    if tag.self_closing && !VOID.contains(&&*name) {
                        let _ = write!(html, "</{name}>");
                    }
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                if name == "body" {
                    is_in = false;
                } else if is_in && name != "html" && name != "head" {
                    let _ = write!(html, "</{name}>");
                }
            }
            Token::String(words) if is_in => html.push_str(&escaped(&String::from_utf8_lossy(&words))),
            _ => {}
        }
    }
    html.push_str("</div>");
}

/// Rewrites a link for the one page.
fn link(href: &str, at: usize, chapters: &[String]) -> String {
    let (file, place) = href.split_once('#').unwrap_or((href, ""));
    let chapter = if file.is_empty() {
        Some(at)
    } else {
        let target = beside(&chapters[at], &decoded(file));
        chapters.iter().position(|chapter| *chapter == target)
    };
    match chapter {
        Some(chapter) if !place.is_empty() => format!("#c{chapter}-{place}"),
        // The beginning of a chapter has no id.
        Some(_) => "#".to_owned(),
        None => href.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Decodes the percent-encoding of a name.
pub(super) fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_places_on_the_page() {
        let chapters = ["text/one.xhtml".to_owned(), "notes.xhtml".to_owned()];
        for (href, to) in [
            ("#a", "#c0-a"),
            ("../notes.xhtml#n1", "#c1-n1"),
            ("../notes.xhtml", "#"),
            ("https://a.example/#b", "https://a.example/#b"),
        ] {
            assert_eq!(link(href, 0, &chapters), to);
        }
    }

    #[test]
    fn self_closing_elements_are_closed_in_html() {
        let mut html = String::new();
        add(
            "<html><head><title/></head><body><a id='x'/>1 &lt; 2<br/></body></html>",
            3,
            &vec![String::new(); 4],
            &mut html,
        );
        assert_eq!(html, "<div><a id=\"c3-x\"></a>1 &lt; 2<br></div>");
    }
}
