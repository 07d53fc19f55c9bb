//! The rules of the house, as far as a program can see to them: who may import whom, how files open, which
//! words do not stand in the tree, and that the README says what the program does.
#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules by level, and the foreign crates that each may use. A module may use those of lower levels only.
///
/// The way of a text runs downward: manuscript, briefing, dossier, rows, screen, cells.
const LEVELS: &[&[(&str, &[&str])]] = &[
    &[
        ("manuscript", &[]),
        ("visible", &["unicode_segmentation"]),
        ("symbol", &[]),
        ("numbers", &[]),
        ("language", &["isolang", "whatlang"]),
        ("nearest", &["strsim"]),
        ("address", &["percent_encoding"]),
        ("line", &["unicode_segmentation"]),
        ("pattern", &["regex"]),
        ("role", &[]),
        ("panes", &[]),
        ("opener", &[]),
        // Types of keys only.
        ("keymap", &["crossterm"]),
        // Drives whatever reader it is given, and must know nothing of ours.
        ("tui", &["crossterm", "ratatui", "rustix", "signal_hook", "xterm_color"]),
    ],
    &[
        ("highlight", &["syntect", "two_face"]),
        ("headline", &[]),
        ("hedge", &["foldhash", "unicode_segmentation"]),
        ("wrap", &["unicode_linebreak", "unicode_segmentation", "unicode_width"]),
        ("json", &["serde", "serde_json"]),
        ("diagnostic", &["annotate_snippets", "serde"]),
    ],
    &[
        ("briefing", &[]),
        (
            "convert",
            &["dom_query", "dom_smoothie", "encoding_rs", "foldhash", "html5gum", "quick_xml", "serde_json", "zip"],
        ),
        ("data", &["serde", "serde_saphyr", "toml"]),
    ],
    &[("bibliography", &["biblatex"])],
    &[("footnote", &["regex", "serde_json"]), ("tables", &["toml"]), ("mend", &["similar"]), ("rulebook", &[])],
    &[
        ("config", &["toml"]),
        ("memory", &["etcetera", "serde", "serde_json", "tempfile"]),
        ("parse", &["foldhash", "html5gum", "pulldown_cmark", "unicode_segmentation"]),
        ("sarif", &["percent_encoding", "serde"]),
        ("dossier", &[]),
        // Types of styles only.
        ("theme", &["ratatui", "toml"]),
    ],
    &[("link", &[]), ("load", &[]), ("footing", &[]), ("namesakes", &[]), ("since", &[])],
    &[("filter", &[]), ("lint", &["regex", "unicode_segmentation"])],
    &[("typeset", &["unicode_segmentation"]), ("passage", &["serde"]), ("summary", &["deunicode", "serde"])],
    &[
        ("bar", &[]),
        ("sentences", &[]),
        ("search", &["unicode_segmentation"]),
        ("find", &["nucleo_matcher", "unicode_segmentation"]),
    ],
    &[("compare", &["serde", "similar", "unicode_segmentation"])],
    &[("linear", &[]), ("folder", &[]), ("model", &["serde"])],
    &[("view", &["ratatui"]), ("desk", &["notify", "shlex"])],
    &[("app", &["crossterm", "ratatui"])],
    &[("cli", &["clap", "clap_complete", "clap_mangen", "crossterm", "etcetera", "tempfile"])],
    &[("lib", &[])],
    &[("main", &[])],
];

/// Modules that touch the world. All others are pure.
const WORLD: [&str; 7] = ["load", "memory", "desk", "tui", "opener", "cli", "main"];

/// What touches the world.
const TOUCHES: [&str; 8] =
    ["std::fs", "std::env", "std::process", "std::net", "std::thread", "SystemTime::now", "io::stdin", "io::stdout"];

/// What does not stand in the tree, cut in two so that it does not stand here.
const FORBIDDEN: &[(&str, &str)] = &[
    ("todo", "!("),
    ("unimplemented", "!("),
    ("dbg", "!("),
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X"),
    ("#[ign", "ore"),
    ("should_", "panic"),
    ("/ho", "me/"),
    ("/ro", "ot/"),
    ("/Us", "ers/"),
    ("C:", "\\"),
];

/// What holds no text of ours.
const NOT_OURS: [&str; 5] = [".git", "target", "Cargo.lock", "LICENSE-APACHE", "proptest-regressions"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}")).replace("\r\n", "\n")
}

/// Files under a folder, by their paths from the root with `/` between.
fn files(folder: &str) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
            let path = entry.path();
            if NOT_OURS.iter().any(|&name| entry.file_name() == name) {
                continue;
            }
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    let name = |path: PathBuf| path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
    let mut names: Vec<_> = found.into_iter().map(name).collect();
    names.sort();
    names
}

fn rust(folder: &str) -> impl Iterator<Item = String> {
    files(folder).into_iter().filter(|path| Path::new(path).extension().is_some_and(|extension| extension == "rs"))
}

/// A file up to its tests.
fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// A file's own code: no tests, no comments.
fn code(text: &str) -> String {
    let lines = before_tests(text).lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Modules by name; a module's children are part of it.
fn modules() -> BTreeMap<String, String> {
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    for path in rust("src").filter(|path| !path.ends_with("/tests.rs")) {
        let name = path["src/".len()..].split(['/', '.']).next().unwrap().to_owned();
        *modules.entry(name).or_default() += &code(&read(&path));
    }
    modules
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether code names something of a crate: `name::`, where that is not part of another name.
fn uses_crate(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| !code[..at].ends_with(|c: char| is_name(c) || c == ':'))
}

/// Modules of ours that code uses: `crate::name`, and those of `use crate::{…}`.
fn used(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, prefix) in code.match_indices("crate::") {
        let rest = &code[at + prefix.len()..];
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default(),
            None => rest.split(|c| !is_name(c)).next().unwrap_or_default(),
        };
        used.extend(names.split(',').map(|name| name.trim().split(':').next().unwrap_or_default().to_owned()));
    }
    used.retain(|name| !name.is_empty());
    used
}

/// The crates of the manifest, as they are called in code.
fn crates() -> Vec<String> {
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    let mut names: Vec<String> = manifest["dependencies"].as_table().unwrap().keys().cloned().collect();
    for target in manifest["target"].as_table().unwrap().values() {
        names.extend(target["dependencies"].as_table().unwrap().keys().cloned());
    }
    names.iter().map(|name| name.replace('-', "_")).collect()
}

#[test]
fn modules_use_lower_levels_and_their_own_crates_only() {
    let levels: BTreeMap<&str, (usize, &[&str])> = (0..)
        .zip(LEVELS)
        .flat_map(|(level, modules)| modules.iter().map(move |&(name, crates)| (name, (level, crates))))
        .collect();
    let crates = crates();
    let mut wrong = Vec::new();
    for (module, code) in modules() {
        let Some(&(level, allowed)) = levels.get(module.as_str()) else {
            wrong.push(format!("`{module}` has no level"));
            continue;
        };
        for other in used(&code).iter().filter(|&other| *other != module) {
            match levels.get(other.as_str()) {
                Some(&(lower, _)) if lower < level => {}
                Some(_) => wrong.push(format!("`{module}` uses `{other}`, which is not below it")),
                None => wrong.push(format!("`{module}` uses `{other}`, which has no level")),
            }
        }
        for name in &crates {
            if uses_crate(&code, name) && !allowed.contains(&name.as_str()) {
                wrong.push(format!("`{module}` uses the crate `{name}`"));
            }
        }
        for name in allowed.iter().filter(|&&name| !uses_crate(&code, name)) {
            wrong.push(format!("`{module}` may use the crate `{name}` and does not"));
        }
        for touch in TOUCHES.iter().filter(|&&touch| !WORLD.contains(&module.as_str()) && code.contains(touch)) {
            wrong.push(format!("`{module}` touches the world: `{touch}`"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}\nmove what is in the wrong place; the table in tests/house.rs comes last");
}

#[test]
fn modules_are_listed_in_reading_order() {
    let listed: Vec<String> = read("src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .collect();
    let modules = modules();
    assert_eq!(listed.len() + 2, modules.len(), "every module, and `lib` and `main`");
    for (at, module) in listed.iter().enumerate() {
        for other in used(&modules[module]) {
            assert!(listed[..=at].contains(&other), "`{module}` uses `{other}`, which src/lib.rs lists after it");
        }
    }
}

#[test]
fn every_file_says_first_what_it_is() {
    for path in ["src", "tests", "benches", "examples"].into_iter().flat_map(rust) {
        assert!(read(&path).starts_with("//! "), "{path} does not open with `//!`");
    }
}

#[test]
fn what_is_unfinished_or_of_one_machine_only_is_not_in_the_tree() {
    let mut wrong = Vec::new();
    for path in files("") {
        // What is no text has no words.
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        for (number, line) in text.lines().enumerate() {
            for (one, other) in FORBIDDEN {
                if line.contains(&format!("{one}{other}")) {
                    wrong.push(format!("{path}:{}: {line}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_compiler_that_is_needed_is_stated() {
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    let package = manifest["package"].as_table().unwrap();
    assert!(package["rust-version"].as_str().unwrap().starts_with("1."));
    for license in package["license"].as_str().unwrap().split(" OR ") {
        let file = format!("LICENSE-{}", license.split('-').next().unwrap().to_uppercase());
        assert!(root().join(&file).is_file(), "{file}");
    }
}

// The README.

/// The README has, between two marks, the table that the program makes.
#[track_caller]
fn readme_has(mark: &str, table: &str) {
    let readme = read("README.md");
    let (begin, end) = (format!("<!-- {mark} -->"), format!("<!-- /{mark} -->"));
    let found = readme.split_once(&begin).and_then(|(_, rest)| rest.split_once(&end));
    let (found, _) = found.unwrap_or_else(|| panic!("README.md has the marks `{begin}` and `{end}`"));
    assert!(
        found.trim() == table.trim(),
        "the {mark} are others now: put this between the marks `{begin}` of README.md\n\n{table}"
    );
}

#[test]
fn the_readme_has_the_keys_of_the_program() {
    readme_has("keys", &caveat::reader::keymap::help_markdown());
}

#[test]
fn the_readme_has_the_words_of_filters() {
    readme_has("filters", &caveat::evidence::filter::help_markdown());
}

#[test]
fn the_readme_has_the_commands_of_reading_without_a_screen() {
    readme_has("commands", &caveat::print::linear::help_markdown());
}

#[test]
fn the_readme_has_the_table_of_lints() {
    let readme = read("README.md");
    let (_, rest) = readme.split_once("<!-- lints -->").expect("README.md has the mark `<!-- lints -->`");
    let (table, _) = rest.split_once("<!-- /lints -->").expect("README.md has the mark `<!-- /lints -->`");
    let lints = caveat::diagnostics::rulebook::markdown();
    assert!(
        table.trim() == lints.trim(),
        "the lints are others now: put this between the marks `<!-- lints -->` of README.md\n\n{lints}"
    );
}

/// The commands of a text's `sh` blocks, each as its words.
fn commands(text: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    for block in text.split("\n```sh\n").skip(1) {
        for line in block.split("\n```").next().unwrap_or_default().lines() {
            let line = line.trim_start_matches("$ ");
            commands.push(Vec::new());
            for word in words(line) {
                match word.as_str() {
                    "#" => break,
                    "|" | "&&" | ";" => commands.push(Vec::new()),
                    _ => commands.last_mut().unwrap().push(word),
                }
            }
        }
    }
    commands
}

/// The words of a command line, as a shell takes them apart, as far as a README goes.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in line.chars() {
        match quote {
            Some(open) if open == c => quote = None,
            None if c == '\'' || c == '"' => quote = Some(c),
            None if c.is_whitespace() => words.push(String::new()),
            Some(_) | None => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_command_of_the_readme_is_one() {
    let readme = read("README.md");
    let mut count = 0;
    for mut words in commands(&readme) {
        if words.first().is_none_or(|word| word != "caveat") {
            continue;
        }
        // What goes to and comes from files is the shell's business.
        if let Some(at) = words.iter().position(|word| word.starts_with(['<', '>'])) {
            words.truncate(at);
        }
        count += 1;
        if let Err(error) = caveat::cli::command().try_get_matches_from(&words) {
            let help =
                matches!(error.kind(), clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion);
            assert!(help, "README.md: {}\n{error}", words.join(" "));
        }
    }
    assert!(count > 0, "README.md shows no command");
}

#[test]
fn every_file_that_the_pages_link_to_is_there() {
    for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        for (at, _) in read(page).match_indices("](") {
            let text = read(page);
            let target = text[at + 2..].split([')', '#']).next().unwrap_or_default();
            if !target.contains("://") && !target.is_empty() {
                assert!(root().join(target).exists(), "{page} links to {target}");
            }
        }
    }
}
