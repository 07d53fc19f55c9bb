//! Tests the rules of the house that a program can check: which modules may import which, how files begin, which words
//! must not occur in the tree, and that the README matches the program.
#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The wings in the order of the flow, and the wings that each uses. A wing may use only wings above it in this list.
const WINGS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("diagnostics", &["text"]),
    ("briefing", &["text", "diagnostics"]),
    ("lint", &["text", "diagnostics", "briefing"]),
    ("evidence", &["text", "diagnostics", "briefing"]),
    ("print", &["text", "diagnostics", "briefing", "evidence"]),
    ("page", &["text", "briefing", "evidence"]),
    ("reader", &["text", "diagnostics", "briefing", "evidence", "print", "page"]),
    ("terminal", &["text", "diagnostics", "page", "reader"]),
    ("files", &["text", "diagnostics", "briefing", "evidence", "reader"]),
    ("cli", &["text", "diagnostics", "briefing", "lint", "evidence", "print", "page", "reader", "terminal", "files"]),
];

/// External crates, and the modules that may use each. A module includes the modules under it.
const CRATES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diagnostics/diagnostic"]),
    ("biblatex", &["briefing/bibliography"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("crossterm", &["cli", "reader/keymap", "terminal/tui"]),
    ("deunicode", &["print/summary"]),
    ("dom_query", &["briefing/convert"]),
    ("dom_smoothie", &["briefing/convert"]),
    ("encoding_rs", &["briefing/convert"]),
    ("etcetera", &["cli", "files/memory", "files/judgements"]),
    ("foldhash", &["briefing/convert", "briefing/hedge", "briefing/parse"]),
    ("html5gum", &["briefing/convert", "briefing/parse"]),
    ("isolang", &["briefing/language"]),
    ("notify", &["files/watch"]),
    ("nucleo_matcher", &["reader/find"]),
    ("percent_encoding", &["diagnostics/sarif", "text/address"]),
    ("pulldown_cmark", &["briefing/parse"]),
    ("quick_xml", &["briefing/convert"]),
    ("ratatui", &["cli", "terminal/theme", "terminal/tui", "terminal/view"]),
    ("regex", &["briefing/footnote", "lint", "text/pattern"]),
    ("rustix", &["terminal/tui"]),
    (
        "serde",
        &[
            "diagnostics/diagnostic",
            "diagnostics/sarif",
            "evidence/judgement",
            "evidence/text_quote",
            "files/memory",
            "print/comparison",
            "print/records",
            "print/summary",
            "reader/navigation",
            "reader/view",
            "text/data",
            "text/json",
        ],
    ),
    ("serde_json", &["briefing/convert", "briefing/footnote", "evidence/judgement", "files/memory", "text/json"]),
    ("serde_saphyr", &["text/data"]),
    ("shlex", &["files/open_file"]),
    ("signal_hook", &["terminal/tui"]),
    ("similar", &["diagnostics/fix", "evidence/compare"]),
    ("strsim", &["text/nearest"]),
    ("syntect", &["text/highlight"]),
    ("tempfile", &["cli", "files/private_file"]),
    ("toml", &["diagnostics/toml_reader", "files/config", "terminal/theme", "text/data"]),
    ("two_face", &["text/highlight"]),
    ("unicode_linebreak", &["text/wrap"]),
    (
        "unicode_segmentation",
        &[
            "briefing/hedge",
            "briefing/parse",
            "evidence/compare",
            "lint",
            "page/article",
            "page/light",
            "page/row",
            "page/excerpt",
            "reader/find",
            "text/line",
            "text/visible",
            "text/wrap",
        ],
    ),
    ("unicode_width", &["text/wrap"]),
    ("walkdir", &["files/load"]),
    ("whatlang", &["briefing/language"]),
    ("xterm_color", &["terminal/tui"]),
    ("zip", &["briefing/convert"]),
];

/// Modules that may touch the world. All other modules are pure.
const WORLD: &[&str] = &[
    "cli",
    "files/clipboard",
    "files/judgements",
    "files/load",
    "files/memory",
    "files/open_file",
    "files/opener",
    "files/private_file",
    "main",
    "terminal/tui",
];

/// Most lines of a wing's `mod.rs`: one screen.
const SCREEN: usize = 50;

/// Paths of the standard library that touch the world.
const TOUCHES: [&str; 8] =
    ["std::fs", "std::env", "std::process", "std::net", "std::thread", "SystemTime::now", "io::stdin", "io::stdout"];

/// Strings that must not occur in the tree, cut in two so that they do not occur here.
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

/// Files and folders without our own text.
const NOT_OURS: [&str; 5] = [".git", "target", "Cargo.lock", "LICENSE-APACHE", "proptest-regressions"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}")).replace("\r\n", "\n")
}

/// Returns the files under a folder, as paths from the root separated by `/`.
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

/// Returns a file up to its tests.
fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// Returns a file's code without tests and comments.
fn code(text: &str) -> String {
    let lines = before_tests(text).lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Returns modules by path (`text/wrap`; empty for the root of the library), each with its own code.
fn modules() -> BTreeMap<String, String> {
    let name = |path: &str| {
        let path = path["src/".len()..].trim_end_matches(".rs");
        if path == "lib" { String::new() } else { path.trim_end_matches("/mod").to_owned() }
    };
    let paths = rust("src").filter(|path| !path.ends_with("/tests.rs"));
    paths.map(|path| (name(&path), code(&read(&path)))).collect()
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether code names something in a crate: `name::` that is not part of another name.
fn uses_crate(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| !code[..at].ends_with(|c: char| is_name(c) || c == ':'))
}

/// Returns the paths in some code that begin with `crate`, `self` or `super`, with braces expanded.
fn paths(code: &str) -> Vec<Vec<String>> {
    let is_part_of_path = |c: char| is_name(c) || c == ':';
    let mut paths = Vec::new();
    for root in ["crate::", "self::", "super::"] {
        for (at, _) in code.match_indices(root) {
            if !code[..at].ends_with(is_part_of_path) {
                add_paths(&code[at..], &[], &mut paths);
            }
        }
    }
    paths
}

/// Adds the paths at the start of the code to a prefix, and returns the rest of the code.
fn add_paths<'c>(code: &'c str, prefix: &[String], paths: &mut Vec<Vec<String>>) -> &'c str {
    let mut path = prefix.to_vec();
    let mut rest = code;
    loop {
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        path.extend((end > 0 && &rest[..end] != "self" || path.is_empty()).then(|| rest[..end].to_owned()));
        rest = &rest[end..];
        let Some(more) = rest.strip_prefix("::") else { break };
        rest = more;
        if let Some(list) = rest.strip_prefix('{') {
            rest = list;
            while !rest.is_empty() && !rest.starts_with('}') {
                rest = add_paths(rest.trim_start(), &path, paths);
                rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
            }
            return rest.strip_prefix('}').unwrap_or(rest);
        }
    }
    paths.push(path);
    // Skips a rename, and anything that cannot be read.
    rest.find([',', '}', ';']).map_or("", |at| &rest[at..])
}

/// Returns the module that a path leads to, stopping where it leaves modules.
fn target(modules: &BTreeMap<String, String>, module: &str, path: &[String]) -> String {
    let parent = |module: &str| module.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
    let mut at = match path[0].as_str() {
        "self" => module.to_owned(),
        "super" => parent(module),
        _ => String::new(),
    };
    for name in &path[1..] {
        let below = if at.is_empty() { name.clone() } else { format!("{at}/{name}") };
        match name.as_str() {
            "super" => at = parent(&at),
            _ if modules.contains_key(&below) => at = below,
            _ => break,
        }
    }
    at
}

/// Returns which children of each module use which, by the path of the module. If one module uses another, this counts
/// for the children of their nearest common ancestor.
fn uses() -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let modules = modules();
    let mut uses: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (module, code) in modules.iter().filter(|(module, _)| *module != "main") {
        for path in paths(code) {
            let target = target(&modules, module, &path);
            let (from, to) = (module.split('/'), target.split('/'));
            let shared = from.clone().zip(to.clone()).take_while(|(a, b)| a == b).count();
            let above = from.clone().take(shared).collect::<Vec<_>>().join("/");
            let both = (from.clone().nth(shared), to.clone().nth(shared));
            if let (Some(from), Some(to)) = both
                && !from.is_empty()
                && !to.is_empty()
            {
                uses.entry(above).or_default().entry(from.to_owned()).or_default().insert(to.to_owned());
            }
        }
    }
    uses
}

/// Returns a circle of modules that use one another, if there is one.
fn circle(uses: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    // A module that uses none of the remaining modules cannot be in a circle.
    let mut left: BTreeSet<&String> = uses.keys().collect();
    loop {
        let count = left.len();
        let still = left.clone();
        left.retain(|module| uses[*module].iter().any(|used| still.contains(used)));
        if left.is_empty() {
            return None;
        }
        if left.len() == count {
            let mut way = vec![(*left.first()?).clone()];
            loop {
                let next = uses[&way[way.len() - 1]].iter().find(|used| left.contains(used))?.clone();
                if let Some(at) = way.iter().position(|module| *module == next) {
                    return Some(way.split_off(at));
                }
                way.push(next);
            }
        }
    }
}

/// Whether a module is in a list of modules, or under one of them.
fn is_under(module: &str, places: &[&str]) -> bool {
    places.iter().any(|place| module.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Returns the crates in the manifest, by their names in code.
fn crates() -> Vec<String> {
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    let mut names: Vec<String> = manifest["dependencies"].as_table().unwrap().keys().cloned().collect();
    for target in manifest["target"].as_table().unwrap().values() {
        names.extend(target["dependencies"].as_table().unwrap().keys().cloned());
    }
    names.iter().map(|name| name.replace('-', "_")).collect()
}

#[test]
fn wings_use_only_wings_above_them_in_the_list() {
    let uses = uses();
    let uses = &uses[""];
    for (at, (wing, listed)) in WINGS.iter().enumerate() {
        let none = BTreeSet::new();
        let used: BTreeSet<&str> = uses.get(*wing).unwrap_or(&none).iter().map(String::as_str).collect();
        assert_eq!(used, listed.iter().copied().collect(), "what `{wing}` uses, and what tests/house.rs says");
        let above: BTreeSet<&str> = WINGS[..at].iter().map(|(wing, _)| *wing).collect();
        assert!(used.is_subset(&above), "`{wing}` uses a wing that is not above it in tests/house.rs");
    }
}

#[test]
fn sibling_modules_have_no_circular_dependencies() {
    let circles: Vec<_> = uses().iter().filter_map(|(above, uses)| Some((above.clone(), circle(uses)?))).collect();
    assert!(circles.is_empty(), "{circles:#?}\nmove what both need below both");
}

#[test]
fn wings_are_listed_in_flow_order_and_their_mod_files_fit_one_screen() {
    let listed = |text: &str| -> Vec<String> {
        let names = text.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "));
        names.filter_map(|name| name.strip_suffix(';').map(str::to_owned)).collect()
    };
    let wings: Vec<_> = WINGS.iter().map(|(wing, _)| (*wing).to_owned()).collect();
    assert_eq!(listed(&read("src/lib.rs")), wings);
    let uses = uses();
    for wing in wings {
        let text = read(&format!("src/{wing}/mod.rs"));
        assert!(text.lines().count() <= SCREEN, "src/{wing}/mod.rs is longer than a screen");
        assert!(!code(&text).contains("fn "), "src/{wing}/mod.rs is there to be read first, and has no code");
        let order = listed(&text);
        for (module, used) in uses.get(&wing).into_iter().flatten() {
            let at = order.iter().position(|listed| listed == module).unwrap_or_else(|| panic!("{wing}/{module}"));
            let later = used.iter().find(|used| !order[..at].contains(used));
            assert_eq!(later, None, "src/{wing}/mod.rs lists `{module}` before what it uses");
        }
    }
}

#[test]
fn only_listed_modules_use_a_crate() {
    let modules = modules();
    let listed: Vec<&str> = CRATES.iter().map(|(name, _)| *name).collect();
    let mut wrong: Vec<_> = crates().into_iter().filter(|name| !listed.contains(&name.as_str())).collect();
    for (name, places) in CRATES {
        let users: Vec<_> = modules.iter().filter(|(_, code)| uses_crate(code, name)).collect();
        let strangers = users.iter().filter(|(module, _)| !is_under(module, places));
        wrong.extend(strangers.map(|(module, _)| format!("`{module}` uses the crate `{name}`")));
        let idle = places.iter().filter(|place| !users.iter().any(|(module, _)| is_under(module, &[place])));
        wrong.extend(idle.map(|place| format!("`{place}` may use the crate `{name}` and does not")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}\nthe table in tests/house.rs comes last");
}

#[test]
fn only_listed_modules_touch_the_world() {
    let modules = modules();
    let mut wrong = Vec::new();
    for (module, code) in modules.iter().filter(|(module, _)| !is_under(module, WORLD)) {
        for touch in TOUCHES.iter().filter(|&&touch| code.contains(touch)) {
            wrong.push(format!("`{module}` touches the world: `{touch}`"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    for path in ["src", "tests", "benches", "examples"].into_iter().flat_map(rust) {
        assert!(read(&path).starts_with("//! "), "{path} does not open with `//!`");
    }
}

#[test]
fn the_tree_has_no_unfinished_or_machine_specific_code() {
    let mut wrong = Vec::new();
    for path in files("") {
        // Skips files that are not text.
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
fn the_required_compiler_version_is_stated() {
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    let package = manifest["package"].as_table().unwrap();
    assert!(package["rust-version"].as_str().unwrap().starts_with("1."));
    for license in package["license"].as_str().unwrap().split(" OR ") {
        let file = format!("LICENSE-{}", license.split('-').next().unwrap().to_uppercase());
        assert!(root().join(&file).is_file(), "{file}");
    }
}

// The README.

/// The README has tables printed by the program, each between two marks. `UPDATE_GOLDEN=1` writes them.
#[test]
fn the_readme_tables_match_the_program() {
    let tables = [
        ("keys", caveat::reader::keymap::help_markdown()),
        ("filters", caveat::evidence::filter::help_markdown()),
        ("commands", caveat::print::linear::help_markdown()),
        ("lints", caveat::diagnostics::rulebook::markdown()),
    ];
    let readme = read("README.md");
    let mut expected = readme.clone();
    for (mark, table) in tables {
        let (begin, end) = (format!("<!-- {mark} -->"), format!("<!-- /{mark} -->"));
        let (head, rest) = expected.split_once(&begin).unwrap_or_else(|| panic!("README.md has no mark `{begin}`"));
        let (_, tail) = rest.split_once(&end).unwrap_or_else(|| panic!("README.md has no mark `{end}`"));
        expected = format!("{head}{begin}\n{}\n{end}{tail}", table.trim());
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(root().join("README.md"), &expected).unwrap();
    } else {
        assert!(readme == expected, "README.md has old tables; `just golden` writes new ones:\n{expected}");
    }
}

/// Returns the commands in a text's `sh` blocks, each split into words.
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

/// Splits a command line into words as a shell does, as far as a README needs.
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
fn every_command_in_the_readme_exists() {
    let readme = read("README.md");
    let mut count = 0;
    for mut words in commands(&readme) {
        if words.first().is_none_or(|word| word != "caveat") {
            continue;
        }
        // Redirections belong to the shell.
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
fn every_file_linked_from_the_pages_exists() {
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
