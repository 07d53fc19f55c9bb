//! Reads web addresses in a definition as keys of works and as locators of lines.
//!
//! Must not know the words around an address.

use std::borrow::Cow;

use crate::text::address;

/// Whether a link leads to the web.
pub(super) fn is_web(link: &str) -> bool {
    address::web(link).is_some()
}

/// Returns an address as the key of a work: without scheme, `www.`, a slash at the end and the archive around it. A
/// fragment stays as the name of a section, unless it has a number (as of a page, a table or lines) or marks words.
///
/// The address of a whole site is not a key, because a site has many works.
pub fn address_key(url: &str) -> Option<String> {
    let inner =
        url.get(8..).and_then(|rest| rest.find("http://").or_else(|| rest.find("https://")).map(|at| &rest[at..]));
    let archived = ["archive.org/", "archive.is/", "archive.ph/", "archive.today/", "ghostarchive.org/", "perma.cc/"];
    let url = inner.filter(|_| archived.iter().any(|host| url.contains(host))).unwrap_or(url);
    let (_, rest) = url.split_once("://")?;
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let rest = rest.trim_end_matches('/');
    let rest = without_tracking(rest);
    let section = if is_place(fragment) { String::new() } else { format!("#{fragment}") };
    let (host, path) = rest.split_once('/')?;
    let (host, path) = (host.to_lowercase(), path.trim_end_matches('/'));
    (!path.is_empty()).then(|| format!("{}/{path}{section}", host.strip_prefix("www.").unwrap_or(&host)))
}

/// Names of entries in lists of works: `#B12`, `#ref-maas`, `#cite_note-3`.
#[rustfmt::skip]
const ENTRIES: &[&str] = &["b", "r", "cr", "ref", "reference", "bib", "bibr", "cite", "cite_note", "citeref", "citation", "fn", "note", "c"];

/// Whether a fragment names a place in a work or marks words, rather than a work or a section.
pub(super) fn is_place(fragment: &str) -> bool {
    let name = fragment.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['-', '_', '.', ':']);
    let is_entry = ENTRIES.contains(&name.to_lowercase().as_str()) && name.len() < fragment.len();
    let has_digit = fragment.contains(|c: char| c.is_ascii_digit());
    fragment.is_empty() || fragment.starts_with(':') || fragment.contains('=') || has_digit && !is_entry
}

/// Removes tracking parameters, which do not identify the page.
fn without_tracking(url: &str) -> Cow<'_, str> {
    let Some((page, query)) = url.split_once('?') else { return url.into() };
    let is_tracking = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or_default();
        name.starts_with("utm_") || ["fbclid", "gclid", "mc_cid", "mc_eid", "igshid"].contains(&name)
    };
    if !query.split('&').any(|parameter| is_tracking(&parameter)) {
        return url.into();
    }
    let remaining: Vec<_> = query.split('&').filter(|parameter| !is_tracking(parameter)).collect();
    if remaining.is_empty() { page.into() } else { format!("{page}?{}", remaining.join("&")).into() }
}

/// Returns the lines of a file that the fragment of an address names: "#L12-L20" is "lines 12–20".
pub(super) fn lines(url: &str) -> Option<String> {
    let (_, fragment) = url.split_once('#')?;
    let number = |part: &str| {
        let digits = part.strip_prefix('L').map(|part| part.split('C').next().unwrap_or(part));
        digits
            .filter(|digits| !digits.is_empty() && digits.len() < 8 && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .map(str::to_owned)
    };
    match fragment.split_once('-') {
        Some((first, last)) => Some(format!("lines {}–{}", number(first)?, number(last)?)),
        None => Some(format!("line {}", number(fragment)?)),
    }
}
