//! Tests the reader's own keys: what they do, and how help and hints describe them and all other keys.

use caveat::files::config::Config;
use caveat::reader::keymap::{BINDINGS, Context, Keymap};
use caveat::terminal::tui::Effect;
use caveat::text::manuscript::Manuscript;
use proptest::prelude::*;
use proptest::sample::select;

use crate::harness::{Reader, app};

const OWN: &str = r#"
[keys]
top = ["g g", "Home"]
bottom = ["g e"]
next-claim = ["Tab", "n"]
go-to-caveat = ["C-x c"]
forward = []
down = ["s", "C-j"]

[keys.sources]
doubt = ["d"]
"#;

pub(crate) fn keymap(text: &str) -> Keymap {
    let (config, diagnostics) = Config::parse(&Manuscript::new("config.toml", text));
    assert_eq!(diagnostics, []);
    config.keys.keymap
}

fn reader(keymap: Keymap, columns: u16, rows: u16) -> Reader {
    let mut reader = Reader::harbour(columns, rows);
    let size = reader.size();
    let (dossier, diagnostics) = crate::harness::dossier(Manuscript::new("harbour.md", crate::harness::HARBOUR));
    reader.app = app(
        caveat::reader::model::Model::new(dossier, &diagnostics, caveat::text::symbol::Symbols::Full).keyed(keymap)
    );
    reader.resize(size.columns, size.rows);
    reader
}

#[track_caller]
fn transcript(steps: &[(&str, &str)]) {
    let mut reader = reader(keymap(OWN), 160, 30);
    for (keys, expected) in steps {
        assert_eq!(reader.play(keys), [], "{keys}");
        assert!(reader.status().contains(expected), "{keys}: {}", reader.status());
    }
}

#[test]
fn custom_keys_replace_built_in_keys() {
    transcript(&[
        ("n", "claim 2 of 10"),
        ("Tab", "3/10"),
        ("M-Right", "`Alt-Right` does nothing here; ? lists the keys"),
        ("j", "`j` does nothing here"),
        ("Down", "`Down` does nothing here"),
        ("s", "3/10"),
        // An action that took a key has it, and the action that lost it does not.
        ("3 d", "Without"),
        ("d", "no longer doubted"),
        ("x", "`x` does nothing here"),
        ("1 d", "3/10"),
    ]);
}

#[test]
fn a_sequence_shows_possible_next_keys_until_completed_or_cancelled() {
    transcript(&[
        ("g", "g  g to the beginning, e to the end"),
        ("g", "claim 1 of 10"),
        ("g Esc", "claim 1 of 10"),
        ("g z", "`g z` does nothing here; ? lists the keys"),
        ("g Tab", "`g Tab` does nothing here"),
        ("C-x", "Ctrl-x  c go to where the caveat"),
        ("Esc n", "claim 2 of 10"),
    ]);
    let mut reader = reader(keymap(OWN), 100, 30);
    assert_eq!(reader.play("g C-c"), [Effect::Quit]);
    reader.resize(60, 20);
    reader.play("g");
    reader.resize(100, 30);
    assert!(reader.status().contains("to the end"), "a resize gives nothing up: {}", reader.status());
}

#[test]
fn letters_in_a_prompt_are_text_whatever_they_are_bound_to() {
    let mut reader = reader(keymap(OWN), 100, 30);
    reader.play(":");
    reader.write("sng");
    assert_eq!(reader.model().context(), Context::Finder);
    assert!(reader.text().contains(":sng"), "{}", reader.text());
    reader.play("F5");
    assert!(reader.status().contains("`F5` does nothing here"), "{}", reader.status());
    reader.play("Esc /");
    reader.write("s");
    reader.play("F5");
    assert!(reader.status().contains("`F5` does nothing here"), "{}", reader.status());
    reader.write("n");
    assert!(reader.status().starts_with("/sn"), "{}", reader.status());
}

#[test]
fn help_hints_and_the_finder_name_the_bound_keys() {
    let mut reader = reader(keymap("[keys]\nhelp = ['F1']\nfollow = ['C-x f']\nsearch = []\n"), 100, 60);
    reader.play("Tab");
    let status = reader.status();
    assert!(status.contains("Ctrl-x f source") && status.contains("F1 help"), "{status}");
    reader.play("F1");
    let help = reader.text();
    assert!(help.contains("F1") && help.contains("Ctrl-x f") && !help.contains("look for words"), "{help}");
    reader.play("Esc :");
    reader.write("look for words");
    assert!(reader.text().contains("look for words"), "what has no key can be found: {}", reader.text());
}

#[test]
fn the_help_names_keys_that_apply_only_in_some_places() {
    let help = keymap(OWN).help();
    let rows: Vec<_> = help.iter().map(|row| format!("{}: {}", row.keys, row.doc)).collect();
    assert!(rows.iter().any(|row| row.starts_with("d: doubt") && row.ends_with("(in sources)")), "{rows:?}");
    assert!(rows.contains(&"Ctrl-d: half a page down (in sources)".to_owned()), "{rows:?}");
    assert!(rows.contains(&"g g, Home: to the beginning".to_owned()), "{rows:?}");
}

#[test]
fn keys_too_long_for_the_tabs_leave_the_top_line_to_the_title() {
    let own = [("article", 'a'), ("claims", 'b'), ("sources", 'c'), ("map", 'd')];
    let own = own.map(|(view, last)| format!("show-{view} = [\"C-x C-y M-Left PgDn {last}\"]\n")).concat();
    for columns in [80, 100, 240] {
        let reader = reader(keymap(&format!("[keys]\n{own}")), columns, 24);
        let text = reader.text();
        let head = text.lines().next().unwrap_or_default();
        assert_eq!(head.contains("Map"), columns == 240, "{columns}: {head}");
    }
}

#[test]
fn keys_for_one_place_are_not_printed_as_global_keys() {
    let (config, _) = Config::parse(&Manuscript::new("config.toml", "keys.article.quit = ['g']"));
    let printed = config.print();
    assert!(printed.contains("\n# quit = [\"C-c\"]") && printed.contains("\n# top = [\"g\", \"Home\"]"), "{printed}");
    assert!(printed.contains("\n[keys.article]\n# top = [\"Home\"]"), "{printed}");
}

fn names() -> Vec<String> {
    BINDINGS.iter().map(|binding| binding.action.name()).collect()
}

fn sequence() -> impl Strategy<Value = String> {
    let key = select(vec!["g", "n", "Tab", "C-x", "Enter", "Up", "Esc", "F5", "q", "1", "C-c", "Space", "M-x", "?"]);
    prop::collection::vec(key, 1..3).prop_map(|keys| keys.join(" "))
}

/// Files of settings, most of them with mistakes.
fn files() -> impl Strategy<Value = String> {
    let contexts: Vec<_> = Context::ALL.iter().map(|context| format!(".{}", context.name())).collect();
    let line =
        (prop_oneof![Just(String::new()), select(contexts)], select(names()), prop::collection::vec(sequence(), 0..3));
    prop::collection::vec(line, 0..12).prop_map(|lines| {
        let lines = lines.into_iter().map(|(context, name, keys)| format!("keys{context}.{name} = {keys:?}\n"));
        lines.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_any_settings_a_key_acts_waits_or_is_reported_and_ctrl_c_quits(
        file in files(), keys in prop::collection::vec(sequence(), 1..12),
    ) {
        let (config, _) = Config::parse(&Manuscript::new("config.toml", file));
        let mut reader = reader(config.keys.keymap, 100, 30);
        for key in keys.iter().flat_map(|keys| keys.split(' ')).filter(|key| *key != "C-c") {
            let context = reader.model().context();
            let press = reader.model().keys().press(context, &crate::harness::key(key));
            let unknown = matches!(press, caveat::reader::keymap::Press::Nothing(_));
            reader.play(key);
            let waits = reader.model().keys().begun(reader.model().context()).is_some();
            prop_assert!(!waits || reader.status().contains("Esc leave"), "{}", reader.status());
            prop_assert!(!unknown || reader.status().contains("does nothing here"), "{key}: {}", reader.status());
        }
        prop_assert_eq!(reader.play("C-c"), [Effect::Quit]);
    }

    #[test]
    fn printed_settings_mean_the_same_with_and_without_comments(file in files()) {
        let (config, diagnostics) = Config::parse(&Manuscript::new("config.toml", file));
        prop_assume!(diagnostics.is_empty());
        let printed = config.print();
        let open = printed.lines().map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.contains(" = [") => rest,
            _ => line,
        });
        for text in [open.collect::<Vec<_>>().join("\n"), printed.clone()] {
            let again = keymap(&text);
            for (name, context) in names().iter().flat_map(|name| Context::ALL.iter().map(move |context| (name, context))) {
                let sorted = |keymap: &Keymap| {
                    let mut keys: Vec<_> = keymap.keys(name, context).into_iter().map(str::to_owned).collect();
                    keys.sort();
                    keys.dedup();
                    keys
                };
                prop_assert_eq!(sorted(&again), sorted(&config.keys.keymap), "{} in {:?}\n{}", name, context, text);
            }
        }
    }
}

#[test]
fn a_digit_that_the_user_binds_acts_and_one_that_no_key_is_bound_to_counts() {
    let free = "[keys]\nshow-claims = ['F2']\nshow-sources = ['F3']\nopen-address = ['7']\ndown = ['j', 'g n']\n";
    let rows = |reader: &Reader| reader.model().screen().main.as_ref().unwrap().rows.clone();
    for (keys, built_in) in [("2 3 j", "0 2 3 j"), ("3 Tab", "Tab Tab Tab"), ("2 g n", "j j")] {
        let mut reader = reader(keymap(free), 160, 14);
        reader.play(keys);
        assert_eq!(rows(&reader), rows(&Reader::harbour_at(160, 14, built_in)), "{keys}");
    }
    let mut reader = reader(keymap(free), 160, 14);
    reader.play("7");
    assert!(reader.status().contains("No address"), "{}", reader.status());
    reader.play("0 7");
    assert!(reader.status().starts_with(" 7 "), "{}", reader.status());
}
