//! Finds the authors of a page.
//!
//! Owns what counts as a name, and which of several values is trusted.

use super::super::address::has_scheme;
use super::super::tree::Tree;
use super::{Metas, clean, date};

/// Words before the names of authors.
const BY: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "af",
    "av",
    "words by",
    "written by",
    "story by",
    "text by",
    "a post by",
    "posted by",
];

pub(super) fn authors(
    tree: &Tree,
    metas: &Metas,
    json_ld: &[String],
    found: Option<&dom_smoothie::Article>,
    publisher: Option<&str>,
) -> Vec<String> {
    let cited: Vec<String> = metas.all("citation_author").iter().map(|name| given_name_first(name)).collect();
    let one = |name: &str| metas.all(name).iter().flat_map(|names| split(names)).collect::<Vec<_>>();
    let byline = found.and_then(|found| found.byline.as_deref());
    let byline = byline.filter(|byline| date::spelled(byline).is_none() && !is_of_comment(tree, byline)).map(split);
    let creators = metas.all("dc.creator").iter().flat_map(|names| {
        if is_family_name_first(names) {
            vec![given_name_first(names)]
        } else {
            split(names).iter().map(|name| given_name_first(name)).collect()
        }
    });
    let shown = || {
        let mut all = (1..tree.len()).filter(|&at| {
            (tree.has_value(at, "rel", "author") && tree.name(at) == "a" || tree.has_value(at, "itemprop", "author"))
                && !is_in_comment(tree, at)
        });
        all.next().map(|at| split(tree.text(at)))
    };
    let all = [
        cited,
        json_ld.iter().flat_map(|names| split(names)).collect(),
        creators.collect(),
        one("parsely-author"),
        one("author"),
        one("article:author"),
        one("sailthru.author"),
        byline.unwrap_or_default(),
        shown().unwrap_or_default(),
    ];
    let is_name = |name: &String| {
        let words = name.split_whitespace().count();
        !has_scheme(name)
            && !name.contains(['/', '@', '<', '{'])
            && name.len() <= 80
            && words <= 8
            && name.chars().any(char::is_alphabetic)
            && !name.chars().any(|c| c.is_ascii_digit())
    };
    for names in all {
        let mut names: Vec<String> = names.iter().filter_map(|name| clean(name)).filter(is_name).collect();
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.to_lowercase()));
        if names.len() > 1 {
            names.retain(|name| Some(name.as_str()) != publisher);
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// Whether a line is one name with the last name first: "Maas, A.", "van der Berg, Otto". "Anna Maas, Otto Berg" is two
/// names.
fn is_family_name_first(name: &str) -> bool {
    let Some((last, first)) = name.split_once(',') else { return false };
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    let lasts = last.split_whitespace().filter(|word| !is_small(word)).count();
    let firsts: Vec<&str> = first.split_whitespace().collect();
    let are_initials =
        !firsts.is_empty() && firsts.iter().all(|word| word.ends_with('.') || word.len() < 3 || is_small(word));
    !first.contains([',', ';', '&']) && !firsts.contains(&"and") && (lasts == 1 || are_initials)
}

/// Whether a byline occurs only in comments.
fn is_of_comment(tree: &Tree, byline: &str) -> bool {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let byline = line(byline);
    let says = |&at: &usize| {
        let called = tree.class_and_id(at);
        !called.is_empty()
            && ["author", "byline"].iter().any(|name| called.contains(name))
            && line(tree.text(at)).contains(&byline)
    };
    let mut all = (1..tree.len()).filter(says).peekable();
    all.peek().is_some() && all.all(|at| is_in_comment(tree, at))
}

/// Whether an element is in a comment, or in a list after the article.
fn is_in_comment(tree: &Tree, at: usize) -> bool {
    let is_comment = |outer: usize| {
        let called = tree.class_and_id(outer);
        let has_name =
            |name: &str| name.split(['-', '_']).any(|part| matches!(part, "comment" | "comments" | "commentlist"));
        !matches!(tree.name(outer), "body" | "html" | "article" | "main")
            && called.split_ascii_whitespace().any(has_name)
    };
    let is_behind = || {
        let article = tree.find("article").filter(|&article| !tree.text(article).is_empty());
        article.is_some_and(|article| tree.node(article).end <= at)
            && tree.ancestors(at).any(|outer| tree.name(outer) == "li")
    };
    tree.ancestors(at).any(is_comment) || is_behind()
}

/// Turns "Maas, Anna" into "Anna Maas".
fn given_name_first(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') && !first.trim().is_empty() => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.trim().to_owned(),
    }
}

/// Splits a byline into names: "By Anna Maas, Otto Berg and Ines Vidal".
fn split(byline: &str) -> Vec<String> {
    let line = byline.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = line.to_lowercase();
    // A date or a place follows a bar or a dot.
    let end =
        [" | ", " • ", " · ", " — ", "\u{2014}"].iter().filter_map(|bar| line.find(bar)).min().unwrap_or(line.len());
    let mut rest = &line[..end];
    for by in BY {
        let begins = lower.strip_prefix(by).is_some_and(|rest| rest.starts_with([' ', ':']));
        if begins && rest.is_char_boundary(by.len()) && rest.len() > by.len() {
            rest = rest[by.len()..].trim_start_matches([' ', ':']);
            break;
        }
    }
    let mut names = vec![rest.to_owned()];
    for apart in [";", ", ", " and ", " & ", " und ", " et ", " y ", " e ", " og ", " och ", " en "] {
        names = names.iter().flat_map(|name| name.split(apart)).map(|name| name.trim().to_owned()).collect();
    }
    // "Smith, Jr." and "Maas, MD" are one name each.
    let mut joined: Vec<String> = Vec::new();
    for name in names {
        let name = name.trim_start_matches("and ").trim_end_matches(',').trim();
        let is_title = ["jr", "jr.", "sr", "sr.", "md", "m.d.", "phd", "ph.d.", "ii", "iii", "esq."]
            .contains(&name.to_lowercase().as_str());
        match joined.last_mut() {
            Some(before) if is_title => *before = format!("{before}, {name}"),
            _ if name.is_empty() => {}
            _ => joined.push(name.to_owned()),
        }
    }
    joined
}
