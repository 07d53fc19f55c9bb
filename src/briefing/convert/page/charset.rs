//! Decodes the bytes of a page, and recognizes pages.
//!
//! Must not know elements.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Bytes of a page that are searched for its encoding.
const HEAD: usize = 4096;

/// Whether bytes begin like a page.
pub fn is_page(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head = match Encoding::for_bom(head) {
        Some((encoding, length)) => encoding.decode_without_bom_handling(&head[length..]).0.into_owned(),
        None => String::from_utf8_lossy(head).into_owned(),
    };
    let mut rest = head.trim_start();
    // A page may begin with comments and an XML declaration.
    while let Some((end, behind)) = [("<!--", "-->"), ("<?xml", "?>")]
        .into_iter()
        .find_map(|(begins, ends)| rest.strip_prefix(begins).map(|behind| (ends, behind)))
    {
        let Some((_, behind)) = behind.split_once(end) else { return false };
        rest = behind.trim_start();
    }
    let starts = |with: &str| {
        let (first, behind) = (rest.get(..with.len()), rest.get(with.len()..).unwrap_or_default());
        first.is_some_and(|first| first.eq_ignore_ascii_case(with))
            && behind.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '>' | '/'))
    };
    starts("<!doctype html") || starts("<html")
}

/// Decodes a page in the encoding of its byte order mark, of its declaration, or of its bytes.
pub fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let declared = declared(&bytes[..bytes.len().min(HEAD)]).filter(|declared| *declared != UTF_8);
    declared.unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0.into_owned()
}

/// Returns the declared encoding: `<meta charset="…">`, or the longer form.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let label = head.match_indices("charset").chain(head.match_indices("encoding")).find_map(|(at, word)| {
        let value =
            head[at + word.len()..].trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.'))?;
        Encoding::for_label(&value.as_bytes()[..end])
    });
    // In an encoding with two-byte units, this search would not have found the declaration. So such a declaration is
    // wrong.
    label.map(|found| if found.is_ascii_compatible() { found } else { UTF_8 })
}
