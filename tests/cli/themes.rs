//! Tests `caveat themes` and the themes of the reader's own.

use super::fixtures::{EVIL, EVIL_SHOWN, MINE, harbour};
use super::harness::Test;

#[test]
fn an_unknown_theme_is_an_error_in_a_pipe_too() {
    Test::new(&["--theme", "ikn"])
        .stderr("error: `ikn` is neither a theme nor a file\n  help: did you mean `ink`?\n")
        .status(2)
        .passes();
    Test::new(&["--theme", "blue"])
        .stderr("error: `blue` is neither a theme nor a file\n  help: `caveat themes` lists them\n")
        .status(2)
        .passes();
    Test::new(&["--theme", EVIL])
        .stderr(&format!("error: `{EVIL_SHOWN}` is neither a theme nor a file\n  help: `caveat themes` lists them\n"))
        .status(2)
        .passes();
}

#[test]
fn a_theme_file_with_mistakes_is_reported_and_not_used() {
    Test::new(&["--theme", "t.toml"])
        .file("t.toml", "[roles]\n\"clam\" = { fg = \"red\" }\n")
        .stderr(
            "error[unknown-role]: unknown role `clam`\n --> t.toml:2:1\n  |\n2 | \"clam\" = { fg = \"red\" }\n  | ^^^^^^\n  |\n  = help: did you mean `claim`?\n\n",
        )
        .status(1)
        .passes();
    Test::new(&["--theme", "."]).stderr("error: cannot read `.`: it is a directory, not a file\n").status(1).passes();
    let summary = harbour(&["a.md"]).run().stdout();
    harbour(&["--theme", "t.toml", "a.md"])
        .file("t.toml", "[roles]\n\"claim\" = { fg = \"red\" }\n")
        .stdout(&summary)
        .passes();
}

#[cfg(unix)]
#[test]
fn a_theme_from_a_pipe_is_read_once_wherever_it_is_named() {
    let theme = "[roles]\n\"claim\" = { fg = \"#123456\" }\n";
    let named: &[&[&str]] = &[
        &["--theme", "/dev/stdin", "print", "--color", "always", "a.md"],
        &["print", "--color", "always", "--theme", "/dev/stdin", "a.md"],
    ];
    for args in named {
        let page = harbour(args).env("COLORTERM", "truecolor").stdin(theme).run().stdout();
        assert!(page.contains("38;2;18;52;86"), "{args:?}: {page}");
    }
    // A mistake is reported before any command.
    for command in ["print", "guide", "summary", "themes"] {
        let run = harbour(&["--theme", "/dev/stdin", command]).stdin("[roles]\nclam = {}\n").run();
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{command}");
        assert!(run.err.starts_with("error[unknown-role]"), "{command}: {}", run.err);
    }
}

#[test]
fn every_listed_theme_can_be_used() {
    let themes = Test::new(&["themes"]).run().stdout();
    let summary = harbour(&["a.md"]).run().stdout();
    assert!(themes.lines().count() >= 6, "{themes}");
    for theme in themes.lines() {
        harbour(&["--theme", theme, "a.md"]).stdout(&summary).passes();
    }
}

#[test]
fn themes_are_shown_in_their_own_colors_on_request() {
    let shown = |term: &str| {
        let test = Test::new(&["themes", "--color", "always"]).file("caveat/themes/mine.toml", "inherits = \"ink\"\n");
        test.env("TERM", term).env("COLORTERM", "truecolor").run().stdout()
    };
    let all = shown("xterm-256color");
    let names = ["ink", "paper", "ink-contrast", "paper-contrast", "terminal", "mono", "mine"];
    let samples: Vec<_> = all.split_terminator("\n\n").collect();
    assert_eq!(samples.len(), names.len(), "{all}");
    for (sample, name) in samples.iter().zip(names) {
        let lines: Vec<_> = sample.lines().collect();
        assert!(lines.len() == 2 && lines[0].contains(name) && lines[1].contains("seem to"), "{sample}");
        // Each line resets its style.
        assert!(lines.iter().all(|line| line.rfind("\x1b[0m").is_some_and(|at| !line[at + 1..].contains('\x1b'))));
    }
    assert!(samples[0].contains("48;2;28;28;28") && samples[0].contains("used on dark terminals"), "{all}");
    assert!(samples[1].contains("used on light terminals"), "{all}");
    let plain = shown("linux");
    assert!(!plain.contains("48;2") && plain.contains('^') && !plain.contains('▲'), "{plain}");
}

#[test]
fn a_theme_with_mistakes_does_not_hide_the_others() {
    let test = Test::new(&["themes", "--color", "always"]).file("caveat/themes/bad.toml", "[roles]\n\"clam\" = {}\n");
    let out = test.run().stdout();
    assert!(out.contains("mono") && out.contains("bad: this theme has mistakes"), "{out}");
}

#[test]
fn custom_themes_are_listed_after_built_in_themes() {
    let run = Test::new(&["themes"]).file("caveat/themes/mine.toml", MINE).file("caveat/themes/notes.txt", "").run();
    assert!(run.out.ends_with("\nmono\nmine\n"), "{}", run.out);
    Test::new(&["--theme", "mine"]).file("caveat/themes/mine.toml", MINE).run();
}
