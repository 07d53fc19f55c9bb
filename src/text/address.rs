//! Classifies the links of a text, and makes web addresses safe to open.
//!
//! Owns what counts as a web address, a heading and a file beside the text. Must not know who opens them.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Characters that must be encoded in an address (RFC 3986).
const ENCODED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// Characters that must be encoded in the name of a file.
const IN_NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An address as returned by [`web`].
    Web(String),
    /// A heading of the same text, by its id.
    Heading(String),
    /// A Markdown file, by its path from the folder of the text, and a heading in it.
    File { path: String, heading: Option<String> },
    /// Anything else: mail, pictures, paths from the root.
    Elsewhere,
}

/// Classifies a link as it is written in the text.
pub fn destination(link: &str) -> Destination {
    if let Some(address) = web(link) {
        return Destination::Web(address);
    }
    let (path, fragment) = link.split_once('#').map_or((link, None), |(path, fragment)| (path, Some(fragment)));
    let heading = fragment.map(decoded);
    let path = decoded(path.split('?').next().unwrap_or_default());
    let relative = !path.starts_with(['/', '\\']) && !path.contains(':');
    let markdown = path
        .rsplit_once('.')
        .is_some_and(|(_, extension)| ["md", "markdown"].iter().any(|known| extension.eq_ignore_ascii_case(known)));
    match heading {
        Some(heading) if path.is_empty() => Destination::Heading(heading),
        heading if relative && markdown => Destination::File { path, heading },
        _ => Destination::Elsewhere,
    }
}

/// Returns a web address in printable ASCII with everything else percent-encoded. Returns none for any other address.
pub fn web(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let known = ["http", "https"].iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
    let host = !rest.is_empty() && !rest.starts_with(['/', '?', '#']);
    host.then(|| format!("{known}://{}", utf8_percent_encode(rest, ENCODED)))
}

/// Returns the address of a file in the same folder.
pub fn relative(name: &str) -> String {
    utf8_percent_encode(name, IN_NAME).to_string()
}

/// Returns an address as people say it: without its scheme, and without a slash at its end.
pub fn spoken(address: &str) -> &str {
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let address = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address);
    address.strip_suffix('/').unwrap_or(address)
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(link: &str, expected: &Destination) {
        assert_eq!(destination(link), *expected, "{link}");
    }

    #[test]
    fn links_lead_to_the_web_to_headings_to_files_and_elsewhere() {
        let file = |path: &str, heading: Option<&str>| Destination::File {
            path: path.to_owned(),
            heading: heading.map(str::to_owned),
        };
        check("HTTPS://port.example/a b", &Destination::Web("https://port.example/a%20b".to_owned()));
        check("#who-pays", &Destination::Heading("who-pays".to_owned()));
        check("#wer-zahlt-f%C3%BCr", &Destination::Heading("wer-zahlt-für".to_owned()));
        check("#", &Destination::Heading(String::new()));
        check("../notes/more%20.md", &file("../notes/more .md", None));
        check("more.MD?plain=1#a#b", &file("more.MD", Some("a#b")));
        for link in [
            "",
            "http://",
            "https:///x",
            "http:x",
            "ftp://x/y.md",
            "file:///x.md",
            "mailto:a@b.example",
            "/x.md",
            "%2Fx.md",
            "//x/y.md",
            "\\\\x\\y.md",
            "c:x.md",
            "c:\\x.md",
            "picture.png",
            "md",
            "x.md/",
            "javascript:x",
        ] {
            check(link, &Destination::Elsewhere);
        }
    }

    #[test]
    fn a_spoken_address_omits_the_parts_that_nobody_says() {
        for address in ["https://port.example/dues/", "http://port.example/dues", "port.example/dues"] {
            assert_eq!(spoken(address), "port.example/dues");
        }
        assert_eq!(spoken("mailto:a@b.example"), "a@b.example");
    }

    proptest! {
        #[test]
        fn a_web_address_cannot_end_a_sequence_or_begin_an_option(rest in "\\PC{0,8}[\\x00-\\x20\\x7f\u{9c}\u{202e}é]?\\PC{0,8}") {
            if let Some(address) = web(&format!("http://{rest}")) {
                prop_assert!(address.bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert!(address.starts_with("http://"));
            }
        }
    }
}
