//! Tests keys with transcripts of what the reader shows after each.
//!
//! A state is `context | what the status line says | the selected row | the first row of the text`.

use caveat::page::row::Row;
use caveat::reader::keymap::{Action, BINDINGS, Context};
use caveat::reader::view::View;
use caveat::terminal::tui::{Effect, Reader as _};
use caveat::text::role::Role;
use crossterm::event::Event;

use crate::harness::Reader;

fn state(reader: &Reader) -> String {
    let screen = reader.model().screen();
    let short = |text: &str| text.trim().chars().take(28).collect::<String>().trim_end().to_owned();
    let said = screen.status.as_ref().map(|(_, row)| {
        let runs = row.runs.iter().filter(|run| run.roles.has(Role::BarActive));
        let texts = runs.map(|run| run.text.trim()).filter(|text| !["Article", "Sources"].contains(text));
        texts.collect::<Vec<_>>().join(" ")
    });
    let panes = [&screen.popup, &screen.contents, &screen.main];
    let chosen = |row: &&Row| row.runs.iter().any(|run| run.roles.has(Role::Selected));
    let selected = panes.into_iter().flatten().flat_map(|pane| &pane.rows).find(chosen).map(Row::text);
    // One line of the popup that scrolls, else of the card in front, else of the text.
    let panes = [screen.popup.as_ref().filter(|_| reader.model().context() == Context::Help), screen.main.as_ref()];
    let top = panes.into_iter().flatten().chain(&screen.card).next().and_then(|pane| pane.rows.first()).map(Row::text);
    let parts = [
        Some(match reader.model().context() {
            Context::View(view) => format!("{view:?}"),
            context => format!("{context:?}"),
        }),
        said,
        selected.map(|row| short(&row)),
        top.map(|row| short(&row)),
    ];
    parts.map(Option::unwrap_or_default).join(" | ")
}

#[track_caller]
fn transcript(columns: u16, rows: u16, steps: &[(&str, &str)]) {
    let mut reader = Reader::harbour(columns, rows);
    let mut found = Vec::new();
    for (keys, _) in steps {
        assert_eq!(reader.play(keys), [], "{keys}");
        found.push(format!("{keys}: {}", state(&reader)));
    }
    let expected: Vec<_> = steps.iter().map(|(keys, state)| format!("{keys}: {state}")).collect();
    assert_eq!(found, expected, "found\n{}", found.join("\n"));
}

#[test]
fn the_text_moves_by_rows_pages_and_sections() {
    transcript(
        160,
        12,
        &[
            ("j", "Article | claim 1 of 10 |  | Seewarden, 5 March 2026"),
            ("Down", "Article | claim 1 of 10 |  | Invented for the tests"),
            ("k", "Article | claim 1 of 10 |  | Seewarden, 5 March 2026"),
            ("Up", "Article | claim 1 of 10 |  | Harbour dues double"),
            ("k", "Article | claim 1 of 10 |  | Harbour dues double"),
            ("Space", "Article | claim 4 of 10 |  | "),
            ("PgDn", "Article | claim 8 of 10 |  | • Ferries reportedly pay not"),
            ("C-f", "Article | claim 8 of 10 |  | ┃ We were not asked, and we"),
            ("C-f", "Article | claim 8 of 10 |  | ┃ We were not asked, and we"),
            ("b", "Article | claim 5 of 10 |  | "),
            ("PgUp", "Article | claim 3 of 10 |  | Invented for the tests"),
            ("C-b", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("C-b", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("d", "Article | claim 3 of 10 |  | What the audit found"),
            ("C-d", "Article | claim 4 of 10 |  | looked at eleven berths only"),
            ("u", "Article | claim 3 of 10 |  | What the audit found"),
            ("C-u", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("G", "Article | claim 9 of 10 |  | ┃ We were not asked, and we"),
            ("G", "Article | claim 9 of 10 |  | ┃ We were not asked, and we"),
            ("Backspace", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("g", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("End", "Article | claim 9 of 10 |  | ┃ We were not asked, and we"),
            ("Home", "Article | claim 1 of 10 |  | Harbour dues double"),
            ("}", "Article | claim 1 of 10 |  | What the audit found"),
            ("}", "Article | claim 4 of 10 |  | Who pays"),
            ("}", "Article | claim 8 of 10 |  | ┃ We were not asked, and we"),
            ("}", "Article | Last section |  | ┃ We were not asked, and we"),
            ("}", "Article | Last section |  | ┃ We were not asked, and we"),
            ("{", "Article | claim 4 of 10 |  | Who pays"),
            ("{", "Article | claim 1 of 10 |  | What the audit found"),
            ("{", "Article | claim 1 of 10 |  | Harbour dues double"),
            ("{", "Article | claim 1 of 10 |  | Harbour dues double"),
            ("{", "Article | claim 1 of 10 |  | Harbour dues double"),
        ],
    );
}

#[test]
fn claims_are_chosen_in_order_starting_on_the_screen() {
    transcript(
        160,
        12,
        &[
            ("Tab", "Article | claim 2 of 10 |  | Harbour dues double"),
            ("S-Tab", "Article | claim 1 of 10 |  | Harbour dues double"),
            ("S-Tab", "Article | This is the first claim |  | Harbour dues double"),
            ("Tab Tab Tab Tab", "Article | claim 5 of 10 |  | "),
            ("G", "Article | claim 9 of 10 |  | ┃ We were not asked, and we"),
            ("Tab", "Article | claim 10 of 10 |  | ┃ We were not asked, and we"),
            ("Tab", "Article | This is the last claim |  | ┃ We were not asked, and we"),
            ("Tab", "Article | This is the last claim |  | ┃ We were not asked, and we"),
            ("Tab", "Article | This is the last claim |  | ┃ We were not asked, and we"),
            ("g", "Article | claim 1 of 10 |  | Harbour dues double"),
            ("S-Tab", "Article | This is the first claim |  | Harbour dues double"),
            ("G", "Article | claim 9 of 10 |  | ┃ We were not asked, and we"),
            ("g Tab", "Article | claim 2 of 10 |  | Harbour dues double"),
        ],
    );
}

#[test]
fn claims_by_the_same_source_are_chosen_up_to_the_last() {
    transcript(
        160,
        12,
        &[
            ("]", "Article | 2 of 3 by Port audit 2025 |  | Harbour dues double"),
            ("]", "Article | 3 of 3 by Port audit 2025 |  | "),
            ("]", "Article | 3 of 3 by Port audit 2025: no further one |  | "),
            ("[", "Article | 2 of 3 by Port audit 2025 |  | What the audit found"),
            ("[", "Article | 1 of 3 by Port audit 2025 |  | What the audit found"),
            ("[", "Article | 1 of 3 by Port audit 2025: no further one |  | What the audit found"),
            ("Backspace", "Article | claim 3 of 10 |  | What the audit found"),
            ("c", "Choice | 3/10 | 1 Rests on a sample of eleve | What the audit found"),
            (
                "]",
                "Choice | `]` does nothing here; ? lists the keys | 1 Rests on a sample of eleve | What the audit found",
            ),
        ],
    );
}

#[test]
fn following_goes_from_a_claim_to_its_source_and_back() {
    transcript(
        160,
        12,
        &[
            ("Tab", "Article | claim 2 of 10 |  | Harbour dues double"),
            ("Enter", "Sources | source 2 of 8: Harbour pilots | ▾  2 Harbour pilots ▲ | 1 Port audit 2025 ▲"),
            ("Enter", "Sources | 3/10 | 3 Ships now wait for days, p | └  6 Court of Audit"),
            ("Enter", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("Backspace", "Sources | 3/10 | 3 Ships now wait for days, p | └  6 Court of Audit"),
            ("Backspace", "Article | claim 2 of 10 |  | Harbour dues double"),
            ("Backspace", "Article | No earlier place |  | Harbour dues double"),
            ("M-Right", "Sources | 3/10 | 3 Ships now wait for days, p | └  6 Court of Audit"),
            ("M-Right", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("M-Right", "Article | No later place |  | Harbour dues double"),
            ("C-o", "Sources | 3/10 | 3 Ships now wait for days, p | └  6 Court of Audit"),
            ("M-Left", "Article | claim 2 of 10 |  | Harbour dues double"),
        ],
    );
}

#[test]
fn several_sources_or_caveats_open_a_choice() {
    transcript(
        160,
        12,
        &[
            ("Tab Tab Enter", "Choice | 3/10 | 1 Port audit 2025  3 claims | Harbour dues double"),
            ("j", "Choice | 3/10 | 2 Harbour pilots  3 claims | Harbour dues double"),
            ("Down", "Choice | 3/10 | 2 Harbour pilots  3 claims | Harbour dues double"),
            ("k", "Choice | 3/10 | 1 Port audit 2025  3 claims | Harbour dues double"),
            ("G", "Choice | 3/10 | 2 Harbour pilots  3 claims | Harbour dues double"),
            ("g", "Choice | 3/10 | 1 Port audit 2025  3 claims | Harbour dues double"),
            ("Space", "Choice | 3/10 | 2 Harbour pilots  3 claims | Harbour dues double"),
            ("b", "Choice | 3/10 | 1 Port audit 2025  3 claims | Harbour dues double"),
            ("d", "Choice | 3/10 | 2 Harbour pilots  3 claims | Harbour dues double"),
            ("u", "Choice | 3/10 | 1 Port audit 2025  3 claims | Harbour dues double"),
            ("3", "Choice | 3/10 | 1 Port audit 2025  3 claims | Harbour dues double"),
            ("0", "Choice | 3/10 | 1 Port audit 2025  3 claims | Harbour dues double"),
            ("2", "Sources | source 2 of 8: Harbour pilots | ▾  2 Harbour pilots ▲ | 1 Port audit 2025 ▲"),
            ("Backspace", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("c", "Choice | 3/10 | 1 Rests on a sample of eleve | Harbour dues double"),
            ("3", "Article |  |  | ┃ We were not asked, and we"),
            (
                "Enter",
                "Sources | source 5 of 8: Port of Seewarden | ▾  5 Port of Seewarden | └  8 Ministry of Transport",
            ),
            ("Backspace Backspace", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("c", "Choice | 3/10 | 1 Rests on a sample of eleve | Harbour dues double"),
            ("?", "Help | 3/10 |  | Marks in this text; underlin"),
            ("Esc", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("Esc", "Article | claim 3 of 10 |  | Harbour dues double"),
            ("x", "Choice | 3/10 | 1 Port audit 2025  3 claims | Harbour dues double"),
            ("Enter", "Article | Without Port audit 2025, 2 claims fall |  | Harbour dues double"),
            ("x 2", "Article | Without Harbour pilots, 3 claims fall |  | Harbour dues double"),
            ("X", "Article | All doubts cleared |  | Harbour dues double"),
            ("X", "Article | No doubts to clear |  | Harbour dues double"),
        ],
    );
}

#[test]
fn moving_in_the_sources_view_shows_their_claims() {
    transcript(
        160,
        14,
        &[
            ("3", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("3", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("j", "Sources | claim 1 of 10 | 1 Dues doubled in two years. | ▾  1 Port audit 2025 ▲"),
            ("j j j", "Sources | source 6 of 8: Court of Audit | ▾ └  6 Court of Audit | 1 Port audit 2025 ▲"),
            ("k", "Sources | claim 4 of 10 | 4 berth: North quay; dues 20 | ▾  1 Port audit 2025 ▲"),
            ("Tab", "Sources | No more claims by this source | 4 berth: North quay; dues 20 | ▾  1 Port audit 2025 ▲"),
            ("Tab", "Sources | No more claims by this source | 4 berth: North quay; dues 20 | ▾  1 Port audit 2025 ▲"),
            (
                "S-Tab S-Tab S-Tab",
                "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲",
            ),
            ("S-Tab", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("}", "Sources | source 6 of 8: Court of Audit | ▾ └  6 Court of Audit | 1 Port audit 2025 ▲"),
            ("{", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("G", "Sources | source 5 of 8: Port of Seewarden | ▾  5 Port of Seewarden | 1 Port audit 2025 ▲"),
            ("}", "Sources | source 5 of 8: Port of Seewarden | ▾  5 Port of Seewarden | 1 Port audit 2025 ▲"),
            ("g", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("{", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("Space", "Sources | source 7 of 8: Town council | ▾ └  7 Town council | 1 Port audit 2025 ▲"),
            ("b", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("d", "Sources | source 6 of 8: Court of Audit | ▾ └  6 Court of Audit | 1 Port audit 2025 ▲"),
            ("u", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("]", "Sources | Choose a claim first | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("]", "Sources | Choose a claim first | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("[", "Sources | Choose a claim first | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("c", "Article |  |  | Harbour dues double"),
            ("Backspace", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            (
                "x",
                "Sources | Without Port audit 2025, 2 claims fall | ▾  1 Port audit 2025 (doubte | ▾  1 Port audit 2025 (doubte",
            ),
            ("X", "Sources | All doubts cleared | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("J", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("K", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("i", "Card | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("i", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("Esc", "Article | claim 1 of 10 |  | Harbour dues double"),
            ("Esc", "Article | claim 1 of 10 |  | Harbour dues double"),
            ("M-Right", "Article | No later place |  | Harbour dues double"),
            ("Backspace", "Sources | source 1 of 8: Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("M-Right", "Article | claim 1 of 10 |  | Harbour dues double"),
            ("1", "Article | claim 1 of 10 |  | Harbour dues double"),
        ],
    );
}

#[test]
fn on_a_narrow_screen_the_card_opens_in_front() {
    transcript(
        50,
        16,
        &[
            ("Tab Tab i", "Card | 3/10 |  | Ships now wait for days, pil"),
            ("j", "Card | 3/10 |  | lines seem to have left for"),
            ("k", "Card | 3/10 |  | Ships now wait for days, pil"),
            ("J", "Card | 3/10 |  | lines seem to have left for"),
            ("K", "Card | 3/10 |  | Ships now wait for days, pil"),
            ("G", "Card | 3/10 |  | └ Ministry of Transport, org"),
            ("g", "Card | 3/10 |  | Ships now wait for days, pil"),
            ("Space", "Card | 3/10 |  | through Harbour pilots"),
            ("b", "Card | 3/10 |  | Ships now wait for days, pil"),
            ("d", "Card | 3/10 |  | ▲ LIMITED by Court of Audit"),
            ("u", "Card | 3/10 |  | Ships now wait for days, pil"),
            ("End", "Card | 3/10 |  | └ Ministry of Transport, org"),
            ("Tab", "Card | 4/10 |  | berth: North quay; dues 2023"),
            ("S-Tab", "Card | 3/10 |  | Ships now wait for days, pil"),
            ("]", "Card | 3 of 3 by Port audit 2025 |  | berth: North quay; dues 2023"),
            ("i [", "Article | 2 of 3 by Port audit 2025 |  | "),
            ("i 3", "Sources | 1/8 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("i", "Card | 1/8 Port audit 2025 |  | 1 Port audit 2025, document"),
            ("1", "Article | 3/10 |  | "),
            ("i", "Card | 3/10 |  | Ships now wait for days, pil"),
            ("i", "Article | 3/10 |  | "),
            ("i x", "Choice | 3/10 | 1 Port audit 2025  3 claims | Ships now wait for days, pil"),
            (
                "X",
                "Choice | `X` does nothing here; ? lists the keys | 1 Port audit 2025  3 claims | Ships now wait for days, pil",
            ),
            (
                "c",
                "Choice | `c` does nothing here; ? lists the keys | 1 Port audit 2025  3 claims | Ships now wait for days, pil",
            ),
            (
                "M-Right",
                "Choice | `Alt-Right` does nothing here; ? lists the keys | 1 Port audit 2025  3 claims | Ships now wait for days, pil",
            ),
            (
                "i t",
                "Choice | `t` does nothing here; ? lists the keys | 1 Port audit 2025  3 claims | Ships now wait for days, pil",
            ),
            ("Backspace", "Card | 3/10 |  | Ships now wait for days, pil"),
            ("?", "Help | 3/10 |  | Marks in this text; underlin"),
            ("Esc", "Card | 3/10 |  | Ships now wait for days, pil"),
            ("Esc", "Article | 3/10 |  | "),
            ("Tab i Enter", "Sources | 1/8 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
        ],
    );
}

#[test]
fn contents_go_to_sections() {
    let steps = [
        ("t", "Contents | heading 1 of 4: What the audit found | ▸ 1 What the audit found   3 | Harbour dues double"),
        ("Down", "Contents | heading 2 of 4: Who pays | 2 Who pays               4▲2 | Harbour dues double"),
        ("C-n", "Contents | heading 3 of 4: What the port says | 3 What the port says     3 | Harbour dues double"),
        ("Up", "Contents | heading 2 of 4: Who pays | 2 Who pays               4▲2 | Harbour dues double"),
        ("C-p", "Contents | heading 1 of 4: What the audit found | ▸ 1 What the audit found   3 | Harbour dues double"),
        ("PgDn", "Contents | heading 4 of 4: What the pilots add | 4   What the pilots add | Harbour dues double"),
        (
            "PgUp",
            "Contents | heading 1 of 4: What the audit found | ▸ 1 What the audit found   3 | Harbour dues double",
        ),
        ("Down Enter", "Article | claim 4 of 10 |  | Who pays"),
        ("t", "Contents | heading 2 of 4: Who pays | ▸ 2 Who pays               4 | Who pays"),
        ("Esc", "Article | claim 4 of 10 |  | Who pays"),
        ("t Down Down Enter", "Article | claim 7 of 10 |  | ┃ We were not asked, and we"),
        ("Backspace", "Article | claim 4 of 10 |  | Who pays"),
        ("t p i l Enter", "Article | claim 7 of 10 |  | ┃ We were not asked, and we"),
        ("Backspace t 3 Enter", "Article | claim 8 of 10 |  | ┃ We were not asked, and we"),
        ("Backspace t z z", "Contents | no heading has these letters |  | Who pays"),
        ("Enter", "Article | No heading has the letters \"zz\" |  | Who pays"),
        ("3 t", "Contents | heading 2 of 4: Who pays | ▸ 2 Who pays               4 | ▾  1 Port audit 2025 ▲"),
        ("Enter", "Article | claim 4 of 10 |  | Who pays"),
        ("t q Backspace Backspace", "Article | claim 4 of 10 |  | Who pays"),
    ];
    transcript(160, 12, &steps);
}

#[test]
fn q_on_a_card_goes_back_and_does_not_quit() {
    let mut reader = Reader::harbour(50, 16);
    reader.play("i");
    assert!(reader.status().contains("Esc close") || reader.status().contains("q close"), "{}", reader.status());
    assert_eq!(reader.play("q"), []);
    assert!(reader.text().contains("What the audit found"), "{}", reader.text());
    assert_eq!(reader.play("q"), [Effect::Quit]);
}

#[test]
fn help_scrolls_and_closes() {
    transcript(
        80,
        16,
        &[
            ("?", "Help | 1/10 |  | Marks in this text; underlin"),
            ("j", "Help | 1/10 |  | ▲    a caveat limits the cla"),
            ("k", "Help | 1/10 |  | Marks in this text; underlin"),
            ("Space", "Help | 1/10 |  | Claims and sources"),
            ("b", "Help | 1/10 |  | Marks in this text; underlin"),
            ("d", "Help | 1/10 |  | ▌    beside the text: the ch"),
            ("u", "Help | 1/10 |  | Marks in this text; underlin"),
            ("G", "Help | 1/10 |  | "),
            ("G k", "Help | 1/10 |  | Esc          clear the filte"),
            ("g", "Help | 1/10 |  | Marks in this text; underlin"),
            ("Enter", "Article | 1/10 |  | Harbour dues double"),
            ("?", "Help | 1/10 |  | Marks in this text; underlin"),
            ("?", "Article | 1/10 |  | Harbour dues double"),
            ("3 ?", "Help | 1/8 Port audit 2025 | ▾  1 Port audit 2025 ▲ | Marks in this text; underlin"),
            ("Esc", "Sources | 1/8 Port audit 2025 | ▾  1 Port audit 2025 ▲ | ▾  1 Port audit 2025 ▲"),
            ("i ?", "Help | 1/8 Port audit 2025 |  | Marks in this text; underlin"),
            ("Esc", "Card | 1/8 Port audit 2025 |  | 1 Port audit 2025, document"),
        ],
    );
}

#[test]
fn from_a_claim_to_its_source_its_other_claims_their_caveat_and_back_the_status_line_names_every_key() {
    let mut reader = Reader::harbour(80, 24);
    let first = reader.frame();
    // The other claim has three caveats, so the reader asks which.
    let path = [
        ("Enter", "Enter source"),
        ("Enter", "Enter its claims"),
        ("c", "c caveat"),
        ("Enter", "Enter go there"),
        ("Backspace", "Backspace back"),
    ];
    for (key, hint) in path {
        let status = reader.text().lines().last().unwrap_or_default().to_owned();
        assert!(status.contains(hint), "{hint}: {status}");
        reader.play(key);
    }
    reader.play("Backspace");
    assert_eq!(reader.frame(), first);
}

/// The keys that lead to each context.
const WAYS: &[(Context, &str)] = &[
    (Context::View(View::Article), ""),
    (Context::View(View::Claims), "2 j"),
    (Context::View(View::Sources), "3 j"),
    (Context::View(View::Map), "4 j l"),
    (Context::Card, "i"),
    (Context::Contents, "t"),
    (Context::Choice, "/ t w o Space l i n e s Enter Enter"),
    (Context::Help, "?"),
    (Context::Prompt, "/"),
    (Context::Filter, "&"),
    (Context::Finder, ":"),
    (Context::Judgement, "Tab a"),
    (Context::Note, "Tab a Enter"),
];

#[test]
fn every_context_except_letters_mark_and_folder_can_be_reached() {
    let without = [Context::Letters, Context::Mark, Context::Folder];
    for context in Context::ALL.iter().filter(|context| !without.contains(context)) {
        assert!(WAYS.iter().any(|(way, _)| *way == context), "{context:?}");
    }
}

#[test]
fn every_key_in_every_context_leaves_a_way_back_to_the_article() {
    for &(context, way) in WAYS {
        for binding in BINDINGS.iter().filter(|binding| binding.contexts.contains(context)) {
            for key in binding.keys {
                for (columns, rows) in [(160, 40), (80, 24), (50, 16), (20, 6)] {
                    let mut reader = Reader::harbour(columns, rows);
                    reader.play(way);
                    assert_eq!(reader.model().context(), context, "{way}");
                    let mut effects = reader.play(key);
                    // Copying is tested elsewhere.
                    effects.retain(|effect| !matches!(effect, Effect::Copy(_)));
                    let expected: &[Effect] = match *key {
                        "q" if binding.action == Action::Close => &[],
                        "q" | "C-c" => &[Effect::Quit],
                        "C-z" => &[Effect::Suspend],
                        "C-l" => &[Effect::Redraw],
                        _ => &[],
                    };
                    assert_eq!(effects, expected, "{key} in {context:?}");
                    reader.draw();
                    assert_eq!(reader.play("Esc Esc Esc Esc"), []);
                    assert_eq!(reader.model().context(), Context::View(View::Article), "{key} in {context:?}");
                }
            }
        }
    }
}

#[test]
fn back_and_forward_keep_view_place_and_claim() {
    for (columns, rows) in [(160, 40), (80, 24), (50, 16), (20, 6)] {
        let mut reader = Reader::harbour(columns, rows);
        let mut frames = Vec::new();
        for jump in ["j j Enter", "Enter Enter", "Tab c 1", "}", "]", "3", "1", "t G Enter", "g"] {
            let (before, last) = jump.rsplit_once(' ').unwrap_or(("", jump));
            reader.play(before);
            frames.push((jump, reader.text()));
            reader.play(last);
        }
        let end = reader.text();
        // Moving within a view is not a jump, so after some keys of `jump` there is nothing to go back to.
        let mut seen = vec![reader.text()];
        while !reader.status().contains("No earlier place") && seen.len() < 40 {
            reader.play("Backspace");
            seen.push(reader.text());
        }
        seen.pop();
        let first = seen.last().cloned();
        // One more key replaces the notice.
        reader.play("M-Right");
        let mut again = vec![reader.text()];
        while !reader.status().contains("No later place") && again.len() < 40 {
            reader.play("M-Right");
            again.push(reader.text());
        }
        again.pop();
        assert_eq!(again.last(), Some(&end));
        again.reverse();
        assert_eq!(again, seen[..again.len()], "{columns}×{rows}");
        assert!(first.is_some());
    }
}

#[test]
fn the_card_scrolls_from_the_text() {
    let mut reader = Reader::harbour(80, 24);
    let top = |reader: &Reader| reader.model().screen().card.as_ref().map(|card| card.hidden.0);
    reader.play("Tab Tab");
    assert_eq!(top(&reader), Some(0));
    reader.play("J J J K");
    assert_eq!((top(&reader), reader.model().context()), (Some(2), Context::View(View::Article)));
    reader.play("i j j");
    assert_eq!((top(&reader), reader.model().context()), (Some(2), Context::Card));
    reader.play(&"J ".repeat(200));
    let last = top(&reader);
    reader.play("K J J");
    assert_eq!(top(&reader), last);
}

#[test]
fn moving_in_the_theme_list_previews_each_and_leaving_it_restores_the_old_one() {
    let mut reader = Reader::harbour(80, 24);
    for (keys, shown) in [("T j", "paper"), ("Esc", "ink"), ("T j Enter", "paper"), ("T k", "ink"), ("q", "paper")] {
        reader.play(keys);
        assert_eq!(reader.app.themes.shown, shown, "after {keys}");
    }
    reader.play("T");
    assert!(reader.text().contains("ink") && reader.text().contains("broken"), "{}", reader.text());
    reader.play("Enter");
    assert!(reader.text().contains("Theme paper"), "{}", reader.text());
}

#[test]
fn a_broken_theme_is_reported() {
    let mut reader = Reader::harbour(80, 24);
    reader.play("T G");
    assert!(reader.text().contains("It is broken"), "{}", reader.text());
    assert_eq!(reader.app.themes.shown, "ink");
    reader.play("Enter");
    assert!(reader.text().contains("Theme ink"), "{}", reader.text());
}

#[test]
fn no_hint_names_a_key_that_does_nothing() {
    let mut reader = Reader::of("Just words.\n", 100, 20);
    assert!(!reader.status().contains("contents"), "{}", reader.status());
    reader.play("3");
    for hint in ["doubt", "its claims"] {
        assert!(!reader.status().contains(hint), "{}", reader.status());
    }
    let mut reader = Reader::harbour(100, 30);
    reader.play("3");
    assert!(reader.status().contains("Backspace back"), "{}", reader.status());
    let kept = reader.model().saved_reading();
    let mut reader = Reader::harbour(120, 30);
    reader.model_mut().resume(&kept);
    assert!(!reader.status().contains("Backspace back"), "{}", reader.status());
    assert!(reader.status().contains("1 article"), "{}", reader.status());
}

#[test]
fn an_empty_card_says_so() {
    let text = "+++\n[sources.a]\nname = \"A\"\n+++\n\nJust words.\n";
    for (columns, keys) in [(100, ""), (50, "i")] {
        let mut reader = Reader::of(text, columns, 20);
        reader.play(keys);
        let text = reader.text();
        assert!(text.contains("No claim") || columns < 60, "{text}");
        assert!(text.contains("No reference to a source."), "{text}");
    }
}

#[test]
fn pasted_text_goes_into_prompts_and_never_acts_as_keys() {
    let mut reader = Reader::harbour(100, 30);
    let mut paste = |keys: &str, text: &str| {
        reader.play(keys);
        assert_eq!(reader.app.event(Event::Paste(text.to_owned())), None);
        (reader.text(), reader.status())
    };
    let (before, _) = paste("C-l", "");
    assert_eq!(paste("C-l", "xq?/\r").0, before);
    let (_, status) = paste("/", "for\r\n  good\u{1b}");
    assert!(status.starts_with("/for good ") && status.contains("1 of 1"), "{status}");
    let (text, _) = paste("Esc :", "Court of\nAudit");
    assert!(text.contains(":Court of Audit"), "{text}");
    let (text, status) = paste("Esc m", "a");
    assert!(status.contains("Mark this place with a letter"), "{text}");
}

#[test]
fn sources_form_a_tree_and_s_sorts_them_otherwise() {
    let mut reader = Reader::harbour(150, 40);
    reader.play("3");
    let order = |reader: &Reader| -> Vec<usize> {
        let rows = &reader.model().screen().main.as_ref().unwrap().rows;
        let sources =
            rows.iter().filter(|row| row.runs.iter().any(|run| run.roles.has(caveat::text::role::Role::Source)));
        let number = |text: String| text.split_whitespace().find_map(|word| word.parse().ok());
        sources.filter_map(|row| number(row.text())).collect()
    };
    assert_eq!(order(&reader), [1, 6, 8, 2, 3, 7, 4, 5]);
    let orders = ["s", "s", "s", "s", "s", "S"].map(|key| {
        reader.play(key);
        order(&reader)
    });
    assert_eq!(orders[0], [1, 2, 3, 5, 6, 7, 8, 4], "what falls with each");
    assert_eq!(orders[1], [6, 2, 8, 3, 4, 1, 5, 7], "names");
    assert_eq!(orders[2], [1, 2, 3, 4, 5, 6, 7, 8], "{}", reader.status());
    assert_eq!(orders[3], [1, 3, 2, 5, 6, 7, 8, 4], "kinds");
    assert_eq!(orders[4], [1, 6, 8, 2, 3, 7, 4, 5], "chains again");
    assert!(reader.status().contains("Sorted by who stands behind whom, from the end"), "{}", reader.status());
}

#[test]
fn the_fall_of_claims_is_shown_before_a_source_is_doubted() {
    let mut reader = Reader::harbour(150, 40);
    reader.play("3");
    let without =
        |reader: &Reader| reader.text().split("WITHOUT IT").nth(1).map(|rest| rest.lines().nth(1).unwrap().to_owned());
    assert!(without(&reader).unwrap().contains("claims 1, 4 fall"), "{}", reader.text());
    reader.play("x");
    assert!(reader.status().contains("2 claims fall"), "{}", reader.status());
    assert!(without(&reader).unwrap().contains("claims 1, 4 have fallen"), "{}", reader.text());
}

#[test]
fn a_long_source_name_is_cut_to_make_room_for_its_caveat_signs() {
    for (columns, signs) in [(20, 1), (60, 2), (80, 2), (100, 2), (150, 2)] {
        let mut reader = Reader::built_in(columns, 30);
        reader.play("3");
        let row = reader.model().screen().main.as_ref().unwrap().rows[0].text();
        // On the source and, if there is room for figures, on the claims that rest on it.
        assert_eq!(row.matches('▲').count(), signs, "{columns}: {row}");
    }
}

#[test]
fn help_has_two_columns_where_there_is_room() {
    let headings = |columns| {
        let mut reader = Reader::harbour(columns, 50);
        reader.play("?");
        let first = reader.model().screen().popup.as_ref().unwrap().rows[0].clone();
        first.runs.iter().filter(|run| run.roles.has(Role::Label)).count()
    };
    assert_eq!((headings(80), headings(120), headings(140), headings(200)), (1, 1, 2, 2));
    for action in ["to the end", "quit", "choose a theme", "a row down", "turn the mouse off"] {
        let mut reader = Reader::harbour(160, 100);
        reader.play("?");
        assert!(reader.text().contains(action), "{action}: {}", reader.text());
    }
}
