//! Generates the styles of the built-in themes, and sets how the program is linked.
//!
//! Each saves three to five percent of the startup time. A test compares the styles with those that the program itself
//! reads from `themes/`.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use toml::{Table, Value};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=themes");
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("themes.rs"), themes()).expect("OUT_DIR is writable");
    link_at_a_fixed_address();
}

/// Links release builds for Linux with glibc at a fixed address. At any other address the loader would first fill in 15,000
/// addresses in tables of libraries (HTML entities, Unicode classes), and copy the 68 pages that hold them.
///
/// The cost: the program's own code and tables are at the same address each time, while libraries, stack and heap are not.
/// Random addresses are a second line of defence against memory errors, and this program has no unsafe code of its own.
fn link_at_a_fixed_address() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    // With a static C library, the linker makes another kind of executable.
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    let dynamic = features.split(',').all(|feature| feature != "crt-static");
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && dynamic {
        println!("cargo:rustc-link-arg-bin=caveat=-no-pie");
    }
}

/// The built-in themes as Rust code: `[(name, [(role, style)])]`.
fn themes() -> String {
    let mut files: Vec<_> = fs::read_dir("themes")
        .expect("themes/ exists")
        .map(|entry| entry.expect("themes/ can be listed").path())
        .collect();
    files.sort();
    let mut all = String::from("&[\n");
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "toml")) {
        let text = fs::read_to_string(file).expect("a theme can be read");
        let theme: Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(!theme.contains_key("inherits"), "{}: a built-in theme cannot inherit", file.display());
        let empty = Table::new();
        let table = |key| theme.get(key).map_or(&empty, |value| value.as_table().expect("a table"));
        // Writing to a string cannot fail.
        let _ = writeln!(all, "    ({:?}, &[", theme["name"].as_str().expect("a theme has a name"));
        for (role, given) in table("roles") {
            let _ = writeln!(all, "        ({role:?}, {}),", style(given, table("palette")));
        }
        all.push_str("    ]),\n");
    }
    all + "]\n"
}

fn style(given: &Value, palette: &Table) -> String {
    let mut style = String::from("Style::new()");
    for key in ["fg", "bg"] {
        if let Some(value) = given.get(key) {
            let _ = write!(style, ".{key}({})", color(value, palette));
        }
    }
    for modifier in given.get("modifiers").and_then(Value::as_array).into_iter().flatten() {
        let word = modifier.as_str().expect("a modifier is a word");
        let _ = write!(style, ".add_modifier(Modifier::{})", word.replace('-', "_").to_uppercase());
    }
    style
}

fn color(value: &Value, palette: &Table) -> String {
    if let Some(index) = value.as_integer() {
        return format!("Color::Indexed({index})");
    }
    let word = value.as_str().expect("a color is a word or a number");
    match (palette.get(word), word.strip_prefix('#')) {
        (Some(value), _) => color(value, &Table::new()),
        (None, Some(digits)) => {
            let number = u32::from_str_radix(digits, 16).expect("a number");
            let [_, red, green, blue] = number.to_be_bytes();
            format!("Color::Rgb({red}, {green}, {blue})")
        }
        (None, None) => {
            let name = NAMED.iter().find(|name| name.eq_ignore_ascii_case(word));
            format!("Color::{}", name.unwrap_or_else(|| panic!("`{word}` is not a color")))
        }
    }
}

/// The terminal's own colors that a built-in theme may name.
const NAMED: &[&str] = &["Red", "Green", "Yellow", "Blue", "Magenta", "Cyan"];
