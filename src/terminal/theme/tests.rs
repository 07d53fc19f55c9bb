//! Tests the guarantees of built-in themes, and the diagnostics for authors of theme files.

use proptest::prelude::*;

use super::*;

/// Roles that a theme must make distinguishable.
const MEANINGFUL: [Role; 7] =
    [Role::Hedge, Role::Caveat, Role::Denial, Role::Fallen, Role::Doubt, Role::Chosen, Role::Body];

fn built_in() -> impl Iterator<Item = Theme> {
    Theme::BUILT_IN.iter().map(|(name, _)| Theme::built_in(name).expect("listed"))
}

/// Themes with their own colors, as written and as a terminal with 256 colors shows them.
fn colored() -> impl Iterator<Item = (Theme, Depth)> {
    ["ink", "paper", "ink-contrast", "paper-contrast"].into_iter().flat_map(|name| {
        [Depth::TrueColor, Depth::TwoFiftySix].map(|depth| (Theme::built_in(name).expect("built in").at(depth), depth))
    })
}

/// The style of a role on the screen, without colors if the terminal has none.
fn look(theme: &Theme, role: Role) -> Style {
    theme.style(Roles::from(Role::Screen).with(role))
}

fn without_color(style: Style) -> Style {
    Style { fg: None, bg: None, ..style }
}

/// The contrast of two colors by WCAG 2.
fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: Color) -> f64 {
    let rgb = match color {
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Indexed(index @ 16..) => depth::standard(index),
        _ => panic!("nobody knows how bright {color} is"),
    };
    let [red, green, blue] = rgb.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[test]
fn every_built_in_theme_is_clean_and_has_its_own_name() {
    for (name, text) in Theme::BUILT_IN {
        let manuscript = Manuscript::new(format!("themes/{name}.toml"), *text);
        let (theme, diagnostics) = Theme::parse(&manuscript, &|_| None);
        let printed: String = diagnostics.iter().map(|diagnostic| diagnostic.short(&manuscript)).collect();
        assert_eq!(printed, "");
        assert_eq!(theme.name, *name);
        assert_eq!(Theme::built_in(name), Some(theme));
    }
    assert_eq!(Theme::built_in("no such theme"), None);
}

#[test]
fn every_built_in_theme_styles_every_role_directly_or_by_kind() {
    for (name, text) in Theme::BUILT_IN {
        let document = DeTable::parse(text).expect("clean");
        let roles = document.get_ref().get("roles").and_then(|roles| roles.get_ref().as_table()).expect("clean");
        for role in Role::ALL {
            let kind = role.key().split('.').next().expect("the first part");
            assert!(roles.get(role.key()).or(roles.get(kind)).is_some(), "{name} says nothing of {}", role.key());
        }
    }
}

#[test]
fn themes_meet_wcag_aa_on_their_background_and_contrast_themes_aaa() {
    for (theme, depth) in colored() {
        let least = if theme.name.ends_with("-contrast") { 7.0 } else { 4.5 };
        let grounds = Role::ALL.iter().copied().filter(|role| theme.style(*role).bg.is_some());
        for ground in grounds {
            for role in Role::ALL.iter().copied() {
                // The lines around panes, the picture of chains and what a popup covers only touch the background of the
                // screen.
                let on_screen = [Role::Border, Role::BorderActive, Role::Flow, Role::FlowChosen, Role::Covered];
                if on_screen.contains(&role) && ground != Role::Screen {
                    continue;
                }
                let style = theme.style(Roles::from(Role::Screen).with(ground).with(role));
                let (fg, bg) = (style.fg.expect("the screen has one"), style.bg.expect("the screen has one"));
                let found = contrast(fg, bg);
                let (name, role, ground) = (&theme.name, role.key(), ground.key());
                assert!(found >= least, "{name} at {depth:?}: {role} with {ground} has {found:.2}:1");
                // Dimming and reversing would produce another pair of colors.
                assert!(!style.add_modifier.intersects(Modifier::DIM | Modifier::REVERSED), "{name}: {role}");
            }
        }
    }
}

#[test]
fn colored_themes_set_their_background_and_highlights_stand_out_from_it() {
    for (theme, depth) in colored() {
        let screen = theme.style(Role::Screen);
        assert!(screen.fg.is_some());
        let ground = screen.bg.expect("a ground");
        for role in [Role::Chosen, Role::Selected, Role::Match, Role::MatchCurrent, Role::Bar] {
            let lit = theme.style(role).bg.expect("a ground of its own");
            let least = if role == Role::Bar { 1.08 } else { 1.12 };
            assert!(contrast(lit, ground) >= least, "{} at {depth:?}: {}", theme.name, role.key());
        }
        assert_ne!(theme.style(Role::Chosen).bg, theme.style(Role::Selected).bg);
        // A match stands out from everything around it, and the current match from the others.
        for ground in [Role::Chosen, Role::Selected, Role::Code, Role::Match] {
            assert_ne!(theme.style(Role::MatchCurrent).bg, theme.style(ground).bg, "{} at {depth:?}", theme.name);
            if ground != Role::Match {
                assert_ne!(theme.style(Role::Match).bg, theme.style(ground).bg, "{} at {depth:?}", theme.name);
            }
        }
        let cursor = theme.style(Role::Cursor).bg.expect("a ground of its own");
        assert!(contrast(cursor, theme.style(Role::Bar).bg.expect("a ground of its own")) >= 4.5, "{}", theme.name);
    }
}

#[test]
fn the_current_match_differs_from_the_others_without_color_everywhere() {
    for theme in built_in() {
        let looks = |roles: &[Role]| {
            let roles = roles.iter().fold(Roles::from(Role::Screen), |roles, &role| roles.with(role));
            [roles, roles.with(Role::Match), roles.with(Role::MatchCurrent)]
                .map(|roles| without_color(theme.style(roles)).add_modifier)
        };
        let uncolored = theme.styles.iter().all(|style| style.bg.is_none());
        let grounds = [
            &[Role::Body][..],
            &[Role::Title],
            &[Role::Heading],
            &[Role::Code],
            &[Role::Claim],
            &[Role::Claim, Role::Hedge],
            &[Role::Claim, Role::Chosen],
            &[Role::Statement, Role::Chosen],
        ];
        for ground in grounds {
            let [plain, lit, current] = looks(ground);
            assert_ne!(plain, current, "{}: {ground:?}", theme.name);
            assert!(!uncolored || (plain != lit && lit != current), "{}: {ground:?}", theme.name);
        }
        let [plain, lit, current] = looks(&[Role::Body]);
        assert!(plain != lit && lit != current, "{}", theme.name);
    }
}

#[test]
fn uncolored_themes_keep_the_terminals_background() {
    for name in ["terminal", "mono"] {
        let theme = Theme::built_in(name).expect("built in");
        assert!(theme.styles.iter().all(|style| style.bg.is_none()));
        assert_eq!(theme.clone().at(Depth::Sixteen), theme);
    }
}

#[test]
fn everything_that_bears_on_a_claim_has_its_own_look() {
    let as_written = built_in().chain(colored().map(|(theme, _)| theme));
    for theme in as_written {
        for (index, one) in MEANINGFUL.iter().copied().enumerate() {
            for other in MEANINGFUL[index + 1..].iter().copied() {
                assert_ne!(look(&theme, one), look(&theme, other), "{}: {one:?}, {other:?}", theme.name);
            }
            if one != Role::Body {
                assert_ne!(look(&theme, one), look(&theme, Role::Claim), "{}: {one:?}", theme.name);
            }
        }
        assert_ne!(look(&theme, Role::Hedge), look(&theme, Role::Link), "{}", theme.name);
        assert_ne!(look(&theme, Role::Selected), look(&theme, Role::Body), "{}", theme.name);
        for role in [Role::Statement, Role::Mark] {
            assert_ne!(look(&theme, role), look(&theme, Role::Body), "{}: {role:?}", theme.name);
        }
    }
    for (theme, depth) in colored() {
        assert_ne!(look(&theme, Role::Claim), look(&theme, Role::Body), "{} at {depth:?}", theme.name);
    }
}

#[test]
fn doubt_denial_and_caveat_never_share_a_color() {
    for theme in built_in().chain(colored().map(|(theme, _)| theme)) {
        let colors = [Role::Doubt, Role::Denial, Role::Caveat].map(|role| theme.style(role).fg);
        for (at, color) in colors.iter().enumerate() {
            assert!(color.is_none() || !colors[at + 1..].contains(color), "{}: {colors:?}", theme.name);
        }
    }
}

#[test]
fn the_authors_own_voice_and_claims_differ_at_a_glance_in_every_theme() {
    for theme in built_in() {
        let (voice, claim) = (look(&theme, Role::Voice), look(&theme, Role::Claim));
        match (voice.fg, claim.fg) {
            (Some(voice @ Color::Rgb(..)), Some(claim @ Color::Rgb(..))) => {
                assert!(contrast(voice, claim) >= 1.5, "{}: {:.2}", theme.name, contrast(voice, claim));
            }
            _ => assert_ne!(voice.add_modifier, claim.add_modifier, "{}", theme.name),
        }
    }
}

#[test]
fn the_authors_strikeout_looks_different_from_a_fallen_claim() {
    for theme in built_in() {
        for ground in [Role::Body, Role::Claim, Role::Hedge] {
            let on = |role| theme.style(Roles::from(Role::Screen).with(Role::Body).with(ground).with(role));
            let (struck, fallen) = (on(Role::Strikethrough), on(Role::Fallen));
            assert_ne!(struck, fallen, "{}: {ground:?}", theme.name);
            assert!(struck.add_modifier.contains(Modifier::CROSSED_OUT), "{}: {ground:?}", theme.name);
        }
    }
}

#[test]
fn meaning_survives_without_color() {
    for theme in built_in() {
        let plain = |role| without_color(look(&theme, role));
        let meaningful = [Role::Hedge, Role::Fallen, Role::Doubt, Role::Caveat, Role::Denial, Role::Statement];
        for role in meaningful {
            assert_ne!(plain(role), plain(Role::Body), "{}: {role:?}", theme.name);
            assert_ne!(plain(role), plain(Role::Claim), "{}: {role:?}", theme.name);
        }
        for (one, other) in [(Role::Hedge, Role::Link), (Role::Hedge, Role::Fallen), (Role::Doubt, Role::Fallen)] {
            assert_ne!(plain(one), plain(other), "{}: {one:?}, {other:?}", theme.name);
        }
        assert!(plain(Role::Hedge).add_modifier.contains(Modifier::UNDERLINED));
        assert!(plain(Role::Fallen).add_modifier.contains(Modifier::CROSSED_OUT));
        assert!(plain(Role::Denial).add_modifier.contains(Modifier::BOLD));
        assert!(plain(Role::Caveat).add_modifier.contains(Modifier::BOLD));
    }
    // Themes without a background show the selection by modifiers.
    for theme in ["terminal", "mono"].map(|name| Theme::built_in(name).expect("built in")) {
        for (role, modifier) in [(Role::Chosen, Modifier::BOLD), (Role::Selected, Modifier::REVERSED)] {
            assert_eq!(without_color(look(&theme, role)).add_modifier, modifier, "{}: {role:?}", theme.name);
        }
    }
    let mono = Theme::built_in("mono").expect("built in");
    assert!(mono.styles.iter().all(|style| style.fg.is_none() && style.bg.is_none()));
}

#[test]
fn themes_use_no_more_colors_than_the_terminal_has() {
    for theme in built_in() {
        for depth in [Depth::None, Depth::Sixteen, Depth::TwoFiftySix, Depth::TrueColor] {
            let fitted = theme.clone().at(depth);
            let colors = fitted.styles.iter().flat_map(|style| [style.fg, style.bg]).flatten();
            assert!(colors.into_iter().all(|color| depth.shows(color)), "{} at {depth:?}", theme.name);
        }
    }
    let ink = Theme::built_in("ink").expect("built in");
    assert_eq!(ink.clone().at(Depth::TrueColor), ink);
    assert_eq!(ink.clone().at(Depth::TwoFiftySix).name, "ink");
    assert_eq!(ink.clone().at(Depth::Sixteen).name, "terminal");
    assert_eq!(ink.at(Depth::None).name, "mono");
    let own = parse("[roles]\n'claim' = { fg = 'red', bg = 15 }");
    assert_eq!(own.clone().at(Depth::Sixteen), own.clone());
    assert_eq!(own.at(Depth::None).name, "mono");
    assert_eq!(parse("[roles]\n'claim' = { fg = 16 }").at(Depth::Sixteen).name, "terminal");
}

#[test]
fn the_probe_reports_the_topmost_role() {
    let probe = Theme::probe();
    for role in Role::ALL.iter().copied() {
        let color = probe.style(Roles::from(Role::Screen).with(role)).fg.expect("a color");
        assert_eq!(Theme::role_of(color), Some(role));
    }
    let set = Roles::from(Role::Body).with(Role::Claim).with(Role::Hedge);
    assert_eq!(probe.style(set).fg.and_then(Theme::role_of), Some(Role::Hedge));
    for color in [Color::Reset, Color::Red, Color::Indexed(15), Color::Indexed(255), Color::Rgb(0, 0, 0)] {
        assert_eq!(Theme::role_of(color), None);
    }
}

#[track_caller]
fn parse(text: &str) -> Theme {
    let (theme, diagnostics) = Theme::parse(&Manuscript::new("folder/mine.toml", text), &|_| None);
    assert_eq!(diagnostics, []);
    theme
}

#[test]
fn a_color_can_be_written_in_four_ways() {
    let theme = parse(
        "[palette]\nsea = '#0a0B0c'\nred = 9\n\
         [roles]\n'claim' = { fg = 'sea', bg = '#010203' }\n'hedge' = { fg = 'red', bg = 0xff }\n\
         'mark' = { fg = 'light-blue', bg = 'darkgray' }",
    );
    assert_eq!(theme.style(Role::Claim), Style::new().fg(Color::Rgb(10, 11, 12)).bg(Color::Rgb(1, 2, 3)));
    assert_eq!(theme.style(Role::Hedge), Style::new().fg(Color::Indexed(9)).bg(Color::Indexed(255)));
    assert_eq!(theme.style(Role::Mark), Style::new().fg(Color::LightBlue).bg(Color::DarkGray));
    assert_eq!(theme.name, "mine");
    for name in COLORS {
        assert!(color(name).is_some(), "{name}");
    }
}

#[test]
fn an_unset_role_looks_like_its_kind_or_is_unstyled() {
    let theme = parse("[roles]\n'bar' = { bg = 1 }\n[roles.'code']\nfg = 2\n[roles.'code.inline']\nfg = 3");
    assert_eq!(theme.style(Role::BarActive), Style::new().bg(Color::Indexed(1)));
    assert_eq!(theme.style(Role::Code), Style::new().fg(Color::Indexed(2)));
    assert_eq!(theme.style(Role::InlineCode), Style::new().fg(Color::Indexed(3)));
    assert_eq!(theme.style(Role::TableHead), Style::new());
    assert_eq!(parse(""), Theme { name: "mine".to_owned(), styles: [Style::new(); Role::ALL.len()] });
}

#[test]
fn higher_layers_cover_lower_ones_and_modifiers_add_up() {
    let theme = parse(
        "[roles]\n'body' = { fg = 1, bg = 2 }\n'hedge' = { fg = 3, modifiers = ['underlined'] }\n\
         'chosen' = { bg = 4, modifiers = ['bold'] }",
    );
    let expected = Style::new().fg(Color::Indexed(3)).bg(Color::Indexed(4)).bold().underlined();
    assert_eq!(theme.style(Roles::from(Role::Chosen).with(Role::Hedge).with(Role::Body)), expected);
    assert_eq!(theme.style(Roles::NONE), Style::new());
}

#[test]
fn a_name_cannot_drive_the_terminal() {
    assert_eq!(parse("name = \"a\\u001b[31m\"").name, "a␛[31m");
}

/// Each diagnostic as `id: message; help @ the text at its place`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let manuscript = Manuscript::new("test", text);
    let (_, diagnostics) = Theme::parse(&manuscript, &|_| None);
    let found: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
            format!("{}: {}{help} @ {}", diagnostic.id, diagnostic.message, manuscript.slice(diagnostic.span))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn an_unknown_name_is_marked_and_the_nearest_is_suggested() {
    check("[roles]\n\"clam\" = { fg = 1 }", &["unknown-role: unknown role `clam`; did you mean `claim`? @ \"clam\""]);
    check("[roles]\nxyzzy = {}", &["unknown-role: unknown role `xyzzy` @ xyzzy"]);
    check(
        "[palette]\nsea = 1\n[roles]\nclaim = { fg = 'see', bg = 'yelow' }",
        &[
            "unknown-color: unknown color `see`; did you mean `sea`? @ 'see'",
            "unknown-color: unknown color `yelow`; did you mean `yellow`? @ 'yelow'",
        ],
    );
    let help = "a color is `#rrggbb`, a name from the palette, `red` and the like, or a number to 255";
    check("[palette]\nsea = '#abc'", &[&format!("unknown-color: unknown color `#abc`; {help} @ '#abc'")]);
    check("[palette]\nsea = '#+1+2+3'", &[&format!("unknown-color: unknown color `#+1+2+3`; {help} @ '#+1+2+3'")]);
    check("[palette]\nsea = 1\nlake = 'sea'", &[&format!("unknown-color: unknown color `sea`; {help} @ 'sea'")]);
    check(
        "[roles]\nclaim = { modifiers = ['bold', 'underline', 'blink'] }",
        &[
            "unknown-modifier: unknown modifier `underline`; did you mean `underlined`? @ 'underline'",
            "unknown-modifier: unknown modifier `blink`; expected one of `bold`, `dim`, `italic`, `underlined`, `reversed`, \
             `crossed-out` @ 'blink'",
        ],
    );
    check("[pallete]\nsea = 1", &["unknown-key: unknown key `pallete`; did you mean `palette`? @ pallete"]);
    check(
        "[roles]\nclaim = { fgg = 1, color = 2 }",
        &[
            "unknown-key: unknown key `fgg`; did you mean `fg`? @ fgg",
            "unknown-key: unknown key `color`; expected one of `fg`, `bg`, `modifiers` @ color",
        ],
    );
}

#[test]
fn a_dotted_name_without_quotes_is_shown_with_them() {
    check(
        "[roles]\nbar.active = { fg = 1 }",
        &["unknown-role: unknown role `bar.active`; put the whole name in quotes: `\"bar.active\"` @ active"],
    );
    check(
        "[roles]\ntable.head = { fg = 1 }",
        &["unknown-role: unknown role `table`; put the whole name in quotes: `\"table.head\"` @ table"],
    );
}

#[test]
fn a_wrong_type_is_marked_at_the_value() {
    check("name = 3", &["wrong-type: expected a string, found an integer @ 3"]);
    check("palette = 'ink'", &["wrong-type: expected a table, found a string @ 'ink'"]);
    check("roles = [1]", &["wrong-type: expected a table, found an array @ [1]"]);
    check("[roles]\nclaim = 'red'", &["wrong-type: expected a table, found a string @ 'red'"]);
    check("[roles]\nclaim = { fg = true }", &["wrong-type: expected a string or a number, found a boolean @ true"]);
    check(
        "[roles]\nclaim = { modifiers = 'bold' }",
        &["wrong-type: expected an array of strings, found a string @ 'bold'"],
    );
    check("[roles]\nclaim = { modifiers = [1] }", &["wrong-type: expected a string, found an integer @ 1"]);
    check("[palette]\nsea = 256", &["wrong-value: expected a number from 0 to 255, found `256` @ 256"]);
    check("[palette]\nsea = -1", &["wrong-value: expected a number from 0 to 255, found `-1` @ -1"]);
}

#[test]
fn broken_toml_is_reported_once_where_it_breaks() {
    // The TOML reader owns these words.
    let table = [
        ("[roles]\nclaim = {}\nclaim = {}", "3:1 claim"),
        ("[roles]\n'claim' = {}\n\"claim\" = {}", "3:1 \"claim\""),
        ("[roles\nclam = {}", "1:7 "),
        ("name = \nclam = {}", "1:8 "),
        ("name = 'ink", "1:12 "),
        ("[roles]\n\"claim\" = { fg == 1 }\nclam = {}", "2:17 "),
    ];
    for (text, expected) in table {
        let manuscript = Manuscript::new("test", text);
        let (_, diagnostics) = Theme::parse(&manuscript, &|_| None);
        let [diagnostic] = &diagnostics[..] else { panic!("{text:?} gives {diagnostics:?}") };
        let at = manuscript.position(diagnostic.span.start);
        let found = format!("{}:{} {}", at.line, at.column, manuscript.slice(diagnostic.span));
        assert_eq!((diagnostic.id, found.as_str()), ("bad-toml", expected), "{text:?}");
    }
}

#[test]
fn valid_entries_count_despite_invalid_ones() {
    let text =
        "name = 'mine'\n[roles]\nclam = {}\nclaim = { fg = 'rde', bg = 2, modifiers = ['bold', 'bald'] }\nhedge = {";
    let (theme, _) = Theme::parse(&Manuscript::new("test", text), &|_| None);
    assert_eq!(theme.style(Role::Claim), Style::new().bg(Color::Indexed(2)).bold());
}

proptest! {
    #[test]
    fn no_file_can_make_reading_fail(pieces in prop::collection::vec(prop_oneof![
        4 => prop::sample::select(vec![
            "[", "]", "{", "}", "=", ".", ",", "\n", "\"", "'", "\"\"\"", "#", "[roles]\n", "[palette]\n", "name", "claim",
            "bar.active", "fg", "bg", "modifiers", "bold", "ink", "'#aabbcc'", "-1", "300", "1e9", "true", "\\", "\u{feff}", "\r", "\0",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ], 0..40)) {
        let manuscript = Manuscript::new("test", pieces.concat());
        for diagnostic in Theme::parse(&manuscript, &|_| None).1 {
            let _ = manuscript.slice(diagnostic.span);
            prop_assert!(!diagnostic.short(&manuscript).is_empty() && !diagnostic.human(&manuscript, false).is_empty());
        }
    }
}

#[test]
fn inherited_styles_hold_until_overridden() {
    let find = |name: &str| {
        let text = match name {
            "base" => {
                "inherits = 'ground'\n[palette]\nwarm = '#aa0000'\n[roles]\nclaim = { fg = 'warm' }\nhedge = { fg = 'warm' }"
            }
            "ground" => "[palette]\ncold = '#0000aa'\n[roles]\nbody = { fg = 'cold' }\nclaim = { bg = 'cold' }",
            _ => return None,
        };
        Some(Manuscript::new(name, text))
    };
    let text = "inherits = 'base'\n[palette]\nwarm = '#00aa00'\n[roles]\nhedge = { bg = 'cold' }";
    let (theme, diagnostics) = Theme::parse(&Manuscript::new("mine.toml", text), &find);
    assert_eq!(diagnostics, []);
    let style = |role: Role| (theme.style(role).fg, theme.style(role).bg);
    let (green, blue) = (Color::Rgb(0, 0xaa, 0), Color::Rgb(0, 0, 0xaa));
    assert_eq!(style(Role::Claim), (Some(green), None), "a color that is changed is changed in what is inherited");
    assert_eq!(style(Role::Hedge), (None, Some(blue)), "a role that is given is given whole");
    assert_eq!(style(Role::Body), (Some(blue), None), "and from the one behind it");
}
