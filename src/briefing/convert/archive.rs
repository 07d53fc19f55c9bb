//! Unpacks ZIP archives in memory, within limits. Word files and books are such archives.
//!
//! Owns the limits, so that a small file cannot fill the memory. Must not know what the parts mean.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::document::Refused;

/// Most bytes that are unpacked from an archive.
const UNPACKED: u64 = 256 << 20;
/// Most times its packed size that a part longer than [`SMALL`] may unpack to.
const RATIO: u64 = 400;
const SMALL: u64 = 16 << 20;
/// Most parts of an archive.
const PARTS: usize = 20_000;

/// First bytes of a ZIP archive with a part.
const ZIP: &[u8] = b"PK\x03\x04";

/// An archive, and the bytes that may still be unpacked from it.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Parts by name, in lower case, with `/` between folders.
    parts: HashMap<String, usize>,
    left: u64,
}

impl<'b> Archive<'b> {
    /// Whether bytes begin like an archive.
    pub(super) fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(ZIP)
    }

    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::new("it is a broken ZIP archive"))?;
        if zip.len() > PARTS {
            return Err(Refused::new(format!("it has more than {PARTS} parts")));
        }
        let mut parts = HashMap::new();
        for at in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(at) {
                parts.entry(plain(&name)).or_insert(at);
            }
        }
        Ok(Self { zip, parts, left: UNPACKED })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&plain(name))
    }

    /// Returns a part's bytes; none if the part does not exist.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        if !self.has(name) {
            return Ok(None);
        }
        let bytes = self.whole(name)?;
        bytes.map(Some).ok_or_else(|| Refused::new(format!("its part {name} is broken")))
    }

    /// Returns a part's bytes; none if the part does not exist or cannot be unpacked to its end.
    pub(super) fn whole(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        let Some(&at) = self.parts.get(&plain(name)) else { return Ok(None) };
        if self.zip.by_index_raw(at).is_ok_and(|part| part.encrypted()) {
            return Err(Refused::new("it is encrypted"));
        }
        let Ok(part) = self.zip.by_index(at) else { return Ok(None) };
        let packed = part.compressed_size();
        let mut bytes = Vec::new();
        // The size that the archive states is not trusted.
        if part.take(self.left + 1).read_to_end(&mut bytes).is_err() {
            return Ok(None);
        }
        let size = bytes.len() as u64;
        if size > self.left {
            return Err(Refused::new(format!("it unpacks to more than {} MiB", UNPACKED >> 20)));
        }
        if size > SMALL && size / RATIO > packed {
            return Err(Refused::new(format!("its part {name} unpacks to more than {RATIO} times its size")));
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// Returns a part's text; none if the part does not exist.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refused> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        decode(bytes).map(Some).ok_or_else(|| Refused::new(format!("its part {name} is not text in UTF-8 or UTF-16")))
    }
}

/// Returns a part's name for look-up, which ignores case.
fn plain(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

fn decode(bytes: Vec<u8>) -> Option<String> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes).ok(),
    }
}

/// Returns the name of a part that another part gives as a relative path: `../media/a.png` in `word/document.xml`.
pub(super) fn beside(part: &str, target: &str) -> String {
    let mut folders: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        folders.extend(part.split('/').filter(|name| !name.is_empty()));
        folders.pop();
    }
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(folders.pop()),
            _ => folders.push(name),
        }
    }
    folders.join("/")
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    /// Packs an archive of parts, each with its name.
    pub(in crate::briefing::convert) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn part_names_ignore_case() {
        let bytes = packed(&[("Word\\Document.xml", b"text")]);
        let mut archive = Archive::open(&bytes).unwrap();
        assert!(archive.has("/word/document.xml"));
        assert_eq!(archive.text("word/document.xml").unwrap().as_deref(), Some("text"));
        assert_eq!(archive.text("word/other.xml").unwrap(), None);
    }

    #[test]
    fn parts_that_unpack_to_far_more_than_their_size_are_refused() {
        let bytes = packed(&[("a", &vec![b' '; 17 << 20])]);
        assert!(bytes.len() < 1 << 20);
        let refused = Archive::open(&bytes).unwrap().bytes("a").unwrap_err();
        assert_eq!(refused.to_string(), "its part a unpacks to more than 400 times its size");
    }

    #[test]
    fn a_damaged_part_is_never_treated_as_complete() {
        let mut bytes = packed(&[("a", b"Dues rise and rise and rise.")]);
        bytes[40] ^= 0xff;
        let mut archive = Archive::open(&bytes).unwrap();
        assert_eq!(archive.whole("a"), Ok(None));
        assert_eq!(archive.bytes("a").unwrap_err().to_string(), "its part a is broken");
    }

    #[test]
    fn the_total_size_of_all_parts_is_limited() {
        let bytes = packed(&[("a", b"12345"), ("b", b"67890")]);
        let mut archive = Archive::open(&bytes).unwrap();
        archive.left = 7;
        assert!(archive.bytes("a").is_ok());
        assert_eq!(archive.bytes("b").unwrap_err().to_string(), "it unpacks to more than 256 MiB");
    }

    #[test]
    fn text_may_be_in_utf_16() {
        let wide: Vec<u8> = [0xfeff].into_iter().chain("Grüße".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(wide).as_deref(), Some("Grüße"));
        assert_eq!(decode(vec![0xff, 0x00]), None);
    }

    #[test]
    fn a_target_is_relative_to_its_part() {
        assert_eq!(beside("word/document.xml", "media/a.png"), "word/media/a.png");
        assert_eq!(beside("word/document.xml", "../media/a.png"), "media/a.png");
        assert_eq!(beside("word/document.xml", "/word/a.xml"), "word/a.xml");
        assert_eq!(beside("", "word/a.xml"), "word/a.xml");
        assert_eq!(beside("a", "../../../b"), "b");
    }
}
