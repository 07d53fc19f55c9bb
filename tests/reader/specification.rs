//! Tests the examples of the `CommonMark` specification that come with the Markdown parser, so no copy is kept here.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::markdown::{is_within, read, rows, too_wide};

const WIDTHS: [usize; 5] = [20, 40, 60, 80, 120];

/// The number of examples in the specification, version 0.31.2.
const ALL: usize = 652;

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(std::env::var_os("CARGO").unwrap()).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Returns the folder with the parser's source code.
fn parser() -> PathBuf {
    let version = cargo(&["--version", "--verbose"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // Only for this platform, because crates that only other platforms need were not fetched.
    let metadata = cargo(&["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let parser = packages.iter().find(|package| package["name"] == "pulldown-cmark").unwrap();
    PathBuf::from(parser["manifest_path"].as_str().unwrap()).parent().unwrap().to_owned()
}

/// Returns the examples: Markdown and its HTML.
fn examples() -> Vec<(String, String)> {
    let path = parser().join("tests/suite/spec.rs");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let texts = |after: &str| -> Vec<String> {
        let texts = text.split(after).skip(1);
        texts.map(|rest| rest.split_once("\"##").unwrap().0.to_owned()).collect()
    };
    let (markdown, html) = (texts("let original = r##\""), texts("let expected = r##\""));
    assert_eq!((markdown.len(), html.len()), (ALL, ALL));
    markdown.into_iter().zip(html).collect()
}

/// Examples with HTML that no browser shows, with tags that angle brackets do not delimit, or with text that caveat
/// reads as a wiki link.
const HIDES: [&str; 5] = ["<script", "<style", "<![CDATA[", "bam = 'baz", "[[foo]]"];

/// Returns the words of HTML without tags and spaces.
fn words(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words += before;
        let end = if tag.starts_with("!--") { "-->" } else { ">" };
        rest = tag.split_once(end).map_or("", |(_, rest)| rest);
    }
    words += rest;
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    let words = entities.iter().fold(words, |words, (entity, sign)| words.replace(entity, sign));
    words.split_whitespace().collect()
}

#[test]
fn the_commonmark_examples_lose_no_word_and_fit_every_row() {
    let mut wrong = Vec::new();
    for (markdown, html) in
        examples().into_iter().filter(|(markdown, _)| !HIDES.iter().any(|hides| markdown.contains(hides)))
    {
        for width in WIDTHS {
            let rows = rows(&markdown, width);
            let (expected, found) = (words(&html), read(&rows));
            let moved = rows.iter().any(|row| row.beyond != (0, 0));
            if !moved && !is_within(&expected, &found) {
                wrong.push(format!("at {width}: {markdown:?}: of {expected:?} is seen {found:?}"));
            }
            wrong.extend(too_wide(&rows, width).map(|row| format!("at {width}: {markdown:?}: {row:?}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
