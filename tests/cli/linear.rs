//! Tests reading without a screen: commands in, sentences out.

use caveat::briefing::dossier::Dossier;
use caveat::briefing::link::link;
use caveat::briefing::parse::parse;
use caveat::print::linear::{Answer, COMMANDS, Linear};
use caveat::text::manuscript::Manuscript;
use caveat::text::visible;
use proptest::prelude::*;

use super::fixtures::EVIL;
use super::harness::Test;
use super::harness::{golden, harmless};

const HARBOUR: &str = include_str!("../data/harbour.md");
const HOSTILE: &str = include_str!("../data/hostile.md");
const BUILT_IN: &str = include_str!("../../content/korea.md");

fn dossier(text: &str) -> Dossier {
    let manuscript = Manuscript::new("text.md", text);
    let (briefing, _) = parse(&manuscript);
    link(manuscript, briefing).0
}

fn reader(text: &str, width: Option<usize>) -> Linear {
    Linear::new(dossier(text), &[], None, width)
}

fn said(linear: &mut Linear, command: &str) -> String {
    match linear.answer(command) {
        Answer::Lines(text) => text,
        Answer::Quit => "quit\n".to_owned(),
    }
}

/// Each command with its answer, without empty lines.
fn transcript(text: &str, commands: &str) -> String {
    let mut linear = reader(text, None);
    let mut transcript = linear.opening();
    for command in commands.lines() {
        transcript.extend(["> ", command, "\n", &said(&mut linear, command)]);
    }
    transcript
}

/// The output of the program for the same commands, which it does not repeat.
fn unprompted(transcript: &str) -> String {
    transcript.lines().filter(|line| !line.starts_with("> ")).flat_map(|line| [line, "\n"]).collect()
}

#[track_caller]
fn session(name: &str, text: &str, commands: &str) {
    let transcript = transcript(text, commands);
    golden(&format!("cli/{name}.txt"), &transcript);
    let printed = Test::new(&["--linear", "text.md"]).file("text.md", text).stdin(commands).run().stdout();
    assert_eq!(printed, unprompted(&transcript));
}

#[test]
fn claims_are_read_out_with_everything_known_about_them() {
    session("linear-claims", HARBOUR, "n\n\n3\ns\nc\nw\n]\n[\n[\nb\nb\np\np 7\n.\n10\nn\nx nobody\n6\nc\nX\n.\n");
}

#[test]
fn the_text_is_read_out_with_the_sources_of_each_claim() {
    session("linear-text", HARBOUR, "t\nr\nt 2\nr\nn\nr 2\n/LOG\n/\n/\nb\nt says\nr 100\nr\np\nsources\ncaveats\n");
}

#[test]
fn an_unknown_command_gets_one_line() {
    session(
        "linear-mistakes",
        HARBOUR,
        "nxt\nN\n%\n0\n11\nn x\nn 0\nq now\ns\n]\nt 9\nt nowhere\nx audti\nx nemo\n3\nx\nx 99\n/\n/nowhere\nb\nb\nX\n",
    );
}

#[test]
fn claim_without_a_number_asks_for_one() {
    assert_eq!(said(&mut reader(HARBOUR, None), "claim"), "Which claim? Type its number, 1 to 10.\n");
}

#[test]
fn every_command_is_in_the_help() {
    let help = transcript(HARBOUR, "h");
    golden("cli/linear-help.txt", &help);
    for command in COMMANDS {
        assert!(help.contains(&format!("\n{}: {}.\n", command.usage(), command.doc)), "{}", command.usage());
    }
    assert_eq!(transcript(HARBOUR, "?"), help.replace("> h\n", "> ?\n"));
}

#[test]
fn texts_without_claims_and_empty_texts_are_read_too() {
    session("linear-plain", "Just words.\n\n- And *more*.\n", "n\np\ns\n1\n]\nt\nt 1\nr\nr\nr\nx\nsources\ncaveats\n");
    let empty = "e.md. This text is empty. Type h for help.\nThis text is empty.\nThis is the end of the text.\n";
    Test::new(&["--linear", "e.md"]).file("e.md", "").stdin("n\nr\n").stdout(empty).passes();
}

#[test]
fn every_kind_of_block_is_read_out() {
    let text = "# Title\n\nLead.[^a]\n\n> [!WARNING]\n> Beware.\n\n1. One.\n2. Two.\n\n   Still two.\n\n- [x] Did.\n- [ ] Will.\n\n\
        ```rust\nlet\tx = 1;\n\nlet y;\n```\n\n---\n\n<p>raw</p>\n\n| a | b |\n|---|---|\n| 1 | |\n\n[^a]: The *note*.\n";
    session("linear-blocks", text, "r 100\n");
}

#[test]
fn linear_reading_ends_with_q_or_the_end_of_input() {
    let opening = reader(HARBOUR, None).opening();
    for commands in ["", "q\nn\n", "quit", "QUIT\n"] {
        Test::new(&["--linear", "a.md"]).file("a.md", HARBOUR).stdin(commands).stdout(&opening).passes();
    }
    // The last command needs no line break, and a line of invalid bytes does no harm.
    let run = Test::new(&["--linear", "a.md"]).file("a.md", HARBOUR).stdin(b"\xff\x1b[2J\r\n3").run().stdout();
    harmless(&run);
    assert!(run.contains("There is no command `\u{fffd}␛[2J`. Type h for help.\nClaim 3 of 10"), "{run}");
}

#[test]
fn without_a_file_the_built_in_briefing_is_read() {
    let run = Test::new(&["--linear"]).stdin("1\n").run().stdout();
    assert_eq!(run, unprompted(&transcript(BUILT_IN, "1")));
}

#[test]
fn lines_are_wrapped_only_on_request() {
    let long = Test::new(&["--linear"]).stdin("r 9\n").run().stdout();
    assert!(long.lines().any(|line| line.chars().count() > 500));
    let rows = Test::new(&["--linear", "--width", "40"]).stdin("r 9\n").run().stdout();
    assert!(rows.lines().all(|line| caveat::text::wrap::columns(line) <= 40), "{rows}");
    let bare = |text: &str| text.replace(char::is_whitespace, "");
    assert_eq!(bare(&rows), bare(&long));
}

#[test]
fn closing_the_linear_output_early_is_not_an_error() {
    let (status, err) = Test::new(&["--linear"]).stdin("r 9\n".repeat(100)).run_into_closed_stdout();
    assert_eq!((status, &*err), (0, ""));
}

#[test]
fn dumb_without_a_terminal_changes_nothing() {
    let summary = Test::new(&[]).run().stdout();
    Test::new(&[]).env("TERM", "dumb").stdout(&summary).passes();
}

#[test]
fn an_unreadable_file_is_reported_before_anything_is_read_out() {
    Test::new(&["--linear", EVIL])
        .stdin("n\n")
        .stderr("error: cannot read `a␛[31m<U+202E>␇.md`: there is no such file\n")
        .status(1)
        .passes();
}

/// The sentences about each caveat of a claim, as they follow it.
fn caveats(dossier: &Dossier, said: &str, claim: usize) -> (usize, usize) {
    let coverings = dossier.coverings(dossier.claim_ids().nth(claim).unwrap()).len();
    let lines = said.lines().filter(|line| line.starts_with("Caveat by ") || line.starts_with("Denied by ")).count();
    (lines, coverings)
}

#[test]
fn no_claim_is_read_out_without_its_caveats() {
    for text in [HARBOUR, BUILT_IN] {
        let dossier = dossier(text);
        for claim in 0..dossier.claims.len() {
            let said = said(&mut reader(text, None), &(claim + 1).to_string());
            let (lines, coverings) = caveats(&dossier, &said, claim);
            assert_eq!(lines, coverings, "{said}");
            assert_eq!(said.contains("No caveat declared on it."), coverings == 0, "{said}");
        }
        // In the text, beside the words.
        let read = said(&mut reader(text, None), "r 1000");
        for claim in dossier.claim_ids() {
            let (_, rest) = read.split_once(&format!("[claim {}: ", claim.number())).expect("every claim is read");
            let beside = rest.split(']').next().unwrap_or_default();
            let heard = beside.matches("; caveat by ").count() + beside.matches("; denied by ").count();
            assert_eq!(heard, dossier.coverings(claim).len(), "{beside}");
        }
    }
}

proptest! {
    #[test]
    fn no_command_or_text_causes_harm(
        commands in prop::collection::vec(
            prop_oneof![
                "\\PC{0,6}",
                "[npr\\]\\[tbscwxX./h] ?[0-9]{0,2}",
                prop::sample::select(vec!["sources", "caveats", "/a", "/", "t 1", "r 99", "x audit", "x 1", "."]).prop_map(str::to_owned),
            ],
            0..24,
        ),
        text in prop::sample::select(vec![HARBOUR, HOSTILE, BUILT_IN, ""]),
        width in prop::option::of(20_usize..80),
    ) {
        let dossier = dossier(text);
        let mut linear = reader(text, width);
        for command in commands {
            let answer = said(&mut linear, &command);
            prop_assert_eq!(visible::lines(&answer), &*answer);
            prop_assert!(!answer.is_empty(), "{command} is answered");
            let number = answer.split("Claim ").nth(1).and_then(|rest| rest.split(" of ").next());
            let number = number.and_then(|number| number.parse::<usize>().ok()).filter(|_| answer.contains("\nSays: "));
            if let (Some(number), None) = (number, width) {
                let (lines, coverings) = caveats(&dossier, &answer, number - 1);
                prop_assert_eq!(lines, coverings, "{}", answer);
            }
        }
    }
}

#[test]
fn notes_page_numbers_and_addresses_are_read_out() {
    let text = "Dues doubled.[^1][^2] Nobody was surprised.[^2]\n\n[^1]: [Port audit](https://port.example/a), p. 4\n\n\
                [^2]: I certainly was not.\n";
    let mut linear = reader(text, None);
    let all: String = ["1", "s", "t", ""].iter().map(|command| said(&mut linear, command)).collect();
    let all = format!("{}{all}", linear.opening());
    assert!(all.contains("Note: I certainly was not."), "{all}");
    assert!(all.contains("Port audit (p. 4)"), "{all}");
    assert!(all.contains("Address: https://port.example/a"), "{all}");
}

#[test]
fn a_source_that_is_only_mentioned_does_not_say_it() {
    let text = "Ships left.[^1][^2]\n\n[^1]: Port audit 2025\n\n[^2]: It is a sad story, as Otto Berg shows in *The Long \
                Wait*.\n";
    let mut linear = reader(text, None);
    let claim = said(&mut linear, "1");
    assert!(claim.contains("Says: Port audit 2025. Only mentioned: The Long Wait."), "{claim}");
    assert!(claim.contains("Remark: It is a sad story"), "{claim}");
    let who = said(&mut linear, "s");
    assert!(who.contains("Only mentioned with claim 1."), "{who}");
    let read = said(&mut reader(text, None), "r");
    assert!(read.contains("claim 1: Port audit 2025 and see The Long Wait"), "{read}");
}
