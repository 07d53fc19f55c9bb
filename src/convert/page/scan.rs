//! How deep a page nests, before anything is built of it.
//!
//! A rough count: what an end tag or the next of its kind closes is closed. Must not build anything.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// Elements without an end.
const VOID: &[&[u8]] = &[
    b"area",
    b"base",
    b"br",
    b"col",
    b"embed",
    b"hr",
    b"img",
    b"input",
    b"link",
    b"meta",
    b"param",
    b"source",
    b"track",
    b"wbr",
    b"basefont",
    b"bgsound",
    b"frame",
    b"keygen",
];

/// Names of elements.
type Names = &'static [&'static [u8]];

/// Elements that the next of their kind ends, and what they stand in.
const CLOSED_BY: &[(&[u8], Names, Names)] = &[
    (b"li", &[b"li"], &[b"ul", b"ol", b"menu"]),
    (b"dt", &[b"dt", b"dd"], &[b"dl"]),
    (b"dd", &[b"dt", b"dd"], &[b"dl"]),
    (b"td", &[b"td", b"th"], &[b"table", b"tr"]),
    (b"th", &[b"td", b"th"], &[b"table", b"tr"]),
    (b"tr", &[b"tr"], &[b"table"]),
    (b"tbody", &[b"thead", b"tbody", b"tfoot"], &[b"table"]),
    (b"thead", &[b"thead", b"tbody", b"tfoot"], &[b"table"]),
    (b"tfoot", &[b"thead", b"tbody", b"tfoot"], &[b"table"]),
    (b"option", &[b"option"], &[b"select"]),
    (b"rt", &[b"rt", b"rp"], &[b"ruby"]),
    (b"rp", &[b"rt", b"rp"], &[b"ruby"]),
];

/// Elements that end a paragraph.
const BLOCKS: &[&[u8]] = &[
    b"address",
    b"article",
    b"aside",
    b"blockquote",
    b"center",
    b"details",
    b"div",
    b"dl",
    b"fieldset",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"header",
    b"hr",
    b"main",
    b"nav",
    b"ol",
    b"p",
    b"pre",
    b"section",
    b"table",
    b"ul",
];

/// How far back an open element is looked for.
const BACK: usize = 64;

/// Whether elements stand more than so deep in each other.
pub(super) fn is_deeper(html: &str, deepest: usize) -> bool {
    let mut open: Vec<Vec<u8>> = Vec::new();
    let mut emitter: DefaultEmitter = DefaultEmitter::default();
    // What stands in a script is none of the page.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = &tag.name[..];
                if VOID.contains(&name) || tag.self_closing && is_foreign(&open) {
                    continue;
                }
                if let Some((_, closed, within)) = CLOSED_BY.iter().find(|(known, ..)| *known == name) {
                    close(&mut open, closed, within);
                } else if BLOCKS.contains(&name) {
                    close(&mut open, &[b"p"], &[b"table", b"td", b"th", b"button", b"div", b"li", b"blockquote"]);
                }
                open.push(name.to_vec());
                if open.len() > deepest {
                    return true;
                }
            }
            Token::EndTag(tag) => close(&mut open, &[&tag.name[..]], &[]),
            _ => {}
        }
    }
    false
}

/// Ends the nearest of some elements, unless it stands outside of others.
fn close(open: &mut Vec<Vec<u8>>, names: &[&[u8]], within: &[&[u8]]) {
    let near = open.len().saturating_sub(BACK);
    for at in (near..open.len()).rev() {
        if names.contains(&open[at].as_slice()) {
            open.truncate(at);
            return;
        }
        if within.contains(&open[at].as_slice()) {
            return;
        }
    }
}

/// Whether a tag may end itself here.
fn is_foreign(open: &[Vec<u8>]) -> bool {
    open.iter().rev().take(BACK).any(|name| name == b"svg" || name == b"math")
}
