//! Tests which words of a sentence a reference covers, also across lists, quotations and table rows.

use super::harness::check;

#[test]
fn a_reference_covers_the_sentence_before_it() {
    check("Dues doubled.[^a] Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
    check("Dues doubled[^a]. Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
    check("Dues rose. They doubled.[^a]", &["They doubled. [a]", "- Dues rose."]);
    check("Dues doubled![^a] Did they?[^b]", &["Dues doubled! [a]", "Did they? [b]"]);
    check("Dues doubled[^a]!? Ships wait.", &["Dues doubled!? [a]", "- Ships wait."]);
}

#[test]
fn a_reference_after_a_full_stop_belongs_to_the_sentence_it_closes() {
    check("It rose. Dues doubled.[^a] Ships wait.[^b]", &["Dues doubled. [a]", "Ships wait. [b]", "- It rose."]);
    check("Dues doubled. [^a] Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
    check("Dues doubled. [^a]Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
    check("Dues doubled.\n[^a] Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
    check("Dues doubled. \t [^a]", &["Dues doubled. [a]"]);
}

#[test]
fn a_reference_covers_the_words_back_to_the_previous_reference() {
    check(
        "Dues doubled,[^a] and ships wait.[^b]",
        &["Dues doubled [a] < Dues doubled, and ships wait.", "and ships wait. [b] < Dues doubled, and ships wait."],
    );
    check(
        "Dues doubled[^a], and ships wait[^b].",
        &["Dues doubled [a] < Dues doubled, and ships wait.", "and ships wait. [b] < Dues doubled, and ships wait."],
    );
    check(
        "Dues doubled[^a]; ships wait[^b].",
        &["Dues doubled [a] < Dues doubled; ships wait.", "ships wait. [b] < Dues doubled; ships wait."],
    );
    check(
        "Dues — doubled[^a] — and ships[^b].",
        &["Dues — doubled [a] < Dues — doubled — and ships.", "Dues … ships [b] < Dues — doubled — and ships."],
    );
    check(
        "One[^a] two[^b] three[^c] four.",
        &["One two three four. [a]", "One two three four. [b]", "One two three four. [c]"],
    );
    check("Dues doubled.[^a]Ships wait.[^b]", &["Dues doubled. [a]", "Ships wait. [b]"]);
    check("Dues[^a]'s rise[^b].", &["Dues's rise. [a]", "Dues's rise. [b]"]);
    check(
        "Dues doubled,[^a] …and ships wait.[^b]",
        &["Dues doubled, …and ships wait. [a]", "Dues doubled, …and ships wait. [b]"],
    );
}

#[test]
fn a_reference_after_an_attribution_covers_the_attributed_words() {
    check("According to the audit[^a], two lines have left.", &["According to the audit, two lines have left. [a]"]);
    check("The audit[^a] says that ships wait.", &["The audit says that ships wait. [a]"]);
    check("As the audit puts it[^a]: “Lines left.”\n\n[^a]: Source", &["As the audit puts it: “Lines left.” [a]"]);
    check("Laut Prüfbericht[^a] warten die Schiffe.", &["Laut Prüfbericht warten die Schiffe. [a]"]);
    check("Selon l'audit[^a], les navires attendent.", &["Selon l'audit, les navires attendent. [a]"]);
    check("Según la auditoría[^a], los barcos esperan.", &["Según la auditoría, los barcos esperan. [a]"]);
    check("Two lines (Anchor and Buoy[^a]) have left.", &["Two lines (Anchor and Buoy) have left. [a]"]);
}

#[test]
fn a_clause_after_a_reference_is_left_out_if_it_has_its_own_verb() {
    let cut = |text: &str, words: &str| {
        let sentence = text.replace("[^a]", "");
        check(text, &[&format!("{words} [a] < {sentence}")]);
    };
    cut("The port is full[^a], but the pilots wait.", "The port is full");
    cut("Dues are high[^a] and they have doubled.", "Dues are high");
    cut("The quays are old[^a]; nobody mends them, it is said.", "The quays are old");
    cut("Dues are easy to pay, but the new rules[^a] do not say how.", "but the new rules do not say how.");
    let whole = |text: &str| check(text, &[&format!("{} [a]", text.replace("[^a]", ""))]);
    whole("The port is run by a firm called Buoy[^a] that owns two more.");
    whole("Some of the reported faults[^a] have not been mended.");
    whole("He visited the port[^a] and the quay.");
    whole("The port is full[^a], pilots say.");
    whole("The port is full[^a], which the ministry denies.");
}

#[test]
fn an_item_of_an_enumeration_is_shown_with_its_predicate() {
    let sentence = "Tar, rope and steel do rust.";
    let printed = |words: &str, label: &str| format!("{words} [{label}] < {sentence}");
    check(
        "Tar[^a], rope[^b] and steel[^c] do rust.",
        &[&printed("Tar … do rust.", "a"), &printed("rope … do rust.", "b"), &printed("steel … do rust.", "c")],
    );
    check(
        "Tar[^a], rope[^b] and steel[^c] do rust.[^d]",
        &[
            &printed("Tar … do rust.", "a"),
            &printed("rope … do rust.", "b"),
            &printed("steel … do rust.", "c"),
            &format!("{sentence} [d]"),
        ],
    );
    let sentence = "Ports use tools like Anchor and Buoy to count ships.";
    check(
        "Ports use tools like Anchor[^a] and Buoy[^b] to count ships.",
        &[
            &format!("Ports use tools like Anchor … to count ships. [a] < {sentence}"),
            &format!("Ports use tools like … Buoy … to count ships. [b] < {sentence}"),
        ],
    );
}

#[test]
fn an_item_is_found_with_a_comma_before_the_reference_and_after_a_copula_or_similar_word() {
    let items = |text: &str, expected: [&str; 2]| {
        let sentence = text.replace("[^a]", "").replace("[^b]", "");
        let printed = |words: &str, label| {
            if words == sentence { format!("{words} [{label}]") } else { format!("{words} [{label}] < {sentence}") }
        };
        check(text, &[&printed(expected[0], "a"), &printed(expected[1], "b")]);
    };
    items("Ports include Hull,[^a] and Leith.[^b]", ["Ports include Hull", "Ports include … Leith."]);
    items("These are Hull[^a] and Leith[^b].", ["These are Hull", "These are … Leith"]);
    items(
        "Some suggest removing the gate[^a], or even closing it for good[^b].",
        ["Some suggest removing the gate", "Some suggest … even closing it for good"],
    );
    items(
        "La grève, héritière du blocus[^a] et de la guerre[^b].",
        ["La grève, héritière du blocus", "La grève, héritière … de la guerre"],
    );
}

#[test]
fn a_clause_after_a_semicolon_comma_or_quotation_is_cited_without_the_words_before() {
    let cut = |words: &str, rest: &str| {
        check(
            &format!("{words}[^a] {rest}"),
            &[&format!("{} [a] < {words} {rest}", words.trim_end_matches([',', ';']))],
        );
    };
    cut("The towns were merged; one stood in Hull;", "this last one vanished in 1795.");
    cut("They may vote, they sit in the council,", "they do not have to serve in the army.");
    cut("Rather than showing that the ship “looked like a wreck at sea,”", "the log confirms the opposite.");
    check("Pilots call “a wreck”[^a] what is a ship.", &["Pilots call “a wreck” what is a ship. [a]"]);
}

#[test]
fn a_second_predicate_is_not_an_item_and_semicolons_separate_figures() {
    let whole = "The tower was built in 1432 and burned in 1700.";
    check(
        "The tower was built in 1432[^a] and burned in 1700.[^b]",
        &[&format!("{whole} [a]"), &format!("{whole} [b]")],
    );
    let figures = "Revenue: 4 bn; staff: 300; debt: none.";
    check(
        "Revenue: 4 bn[^a]; staff: 300[^b]; debt: none[^c].",
        &[&format!("Revenue: 4 bn [a] < {figures}"), &format!("staff: 300 [b] < {figures}"), &format!("{figures} [c]")],
    );
}

#[test]
fn statements_between_commas_are_cited_separately() {
    let whole = "Workers may strike, pilots may sell their boats, and the port may close.";
    check(
        "Workers may strike,[^a] pilots may sell their boats,[^b] and the port may close.[^c]",
        &[
            &format!("Workers may strike [a] < {whole}"),
            &format!("pilots may sell their boats [b] < {whole}"),
            &format!("and the port may close. [c] < {whole}"),
        ],
    );
}

#[test]
fn a_definition_is_shown_with_its_term() {
    check("Myth 2\n: Bats are blind.[^a]", &["Bats are blind. [a] < Myth 2 – Bats are blind."]);
}

#[test]
fn a_sentence_in_a_script_without_capitals_begins_after_a_reference() {
    check(
        "港は閉鎖された。[^a]「もう終わりだ。帰れ」と彼は言った。[^b]",
        &["港は閉鎖された。 [a]", "「もう終わりだ。帰れ」と彼は言った。 [b]"],
    );
}

#[test]
fn a_sentence_in_a_cell_is_cited_separately() {
    let cell = "Opens the gate for ships. Needs the new key. Nobody mends it.";
    let printed = format!("Name: Gate; Rationale: {cell}");
    check(
        "| Name | Rationale |\n|---|---|\n| Gate | Opens the gate[^a] for ships. Needs the new key[^b]. Nobody mends it. |",
        &[&format!("Opens the gate for ships. [a] < {printed}"), &format!("Needs the new key. [b] < {printed}")],
    );
}

#[test]
fn omissions_ordinals_and_typed_marks_do_not_end_a_sentence() {
    check("He filed suit under [...] 42 laws, and lost.[^a]", &["He filed suit under [...] 42 laws, and lost. [a]"]);
    let words = "Er schrieb es in seiner Kritik, Über den 22. Kongress der Partei, im Juli.";
    check(&format!("{words}[^a]"), &[&format!("{words} [a]")]);
    let words = "„Ich bin ein Lotse. Ich bin kein Matrose\", schrieb er.";
    check(&format!("{words}[^a]"), &[&format!("{words} [a]")]);
}

#[test]
fn a_reference_at_the_end_of_a_quotation_covers_all_of_it() {
    let words = "The master wrote: “Dues doubled. Ships wait. Nobody came to ask.”";
    check(&format!("{words}[^a] More."), &[&format!("{words} [a]"), "- More."]);
    let words = "Er schrieb: „Die Schiffe warten. Niemand fragt.“";
    check(&format!("{words}[^a] Mehr."), &[&format!("{words} [a]"), "- Mehr."]);
    let words = "« Les navires attendent. Personne ne demande. »";
    check(&format!("{words}[^a] Rien de plus."), &[&format!("{words} [a]"), "- Rien de plus."]);
    check("“He never closed it. Dues doubled.[^a]", &["Dues doubled. [a]", "- “He never closed it."]);
    check(
        "> Dues doubled. Ships wait.\n>\n> Nobody came.[^a]\n\nMore.",
        &["Dues doubled. Ships wait. Nobody came. [a]", "- More."],
    );
    check(
        "The audit defines it as:\n\n> Waiting is a cost. It has two parts.[^a]",
        &["Waiting is a cost. It has two parts. [a] < The audit defines it as: Waiting is a cost. It has two parts."],
    );
    check("> First part.[^a]\n>\n> Second part. Third part.[^b]", &["First part. [a]", "Second part. Third part. [b]"]);
}

#[test]
fn a_sentence_covers_the_list_or_quotation_it_introduces() {
    let words = "The audit lists two causes: Dues doubled. Ships wait.";
    check(
        "The audit lists two causes:[^a]\n\n1. Dues doubled.\n2. Ships wait.\n\nMore.",
        &[&format!("{words} [a]"), "- More."],
    );
    check(
        "The audit's definition[^a] is:\n\n> Waiting is a cost.",
        &["The audit's definition is: Waiting is a cost. [a]"],
    );
    check(
        "It helps with:\n\n- The tally[^a]\n- The log[^b]",
        &[
            "It helps with: The tally [a] < It helps with: The tally …",
            "It helps with: The log [b] < It helps with: … The log",
        ],
    );
    check(
        "Two things are true:\n\n- Dues are up.[^a]\n- Ships are late.",
        &["Dues are up. [a] < Two things are true: Dues are up. …", "- Ships are late."],
    );
    check("Two things are true.\n\n- Dues are up.[^a]", &["Dues are up. [a]", "- Two things are true."]);
}

#[test]
fn a_list_belongs_to_the_clause_that_its_colon_ends() {
    check(
        "To see why ships wait[^a], we need to know how a port works:\n\n- Tugs pull.",
        &[
            "To see why ships wait, we need to know how a port works [a] < To see why ships wait, we need to know how a \
         port works: Tugs pull.",
        ],
    );
    check("Here is an example[^a] of a rule:\n\n- Tugs pull.", &["Here is an example of a rule: Tugs pull. [a]"]);
    check("Cyril says,\n\n> Ships wait.[^a]", &["Ships wait. [a] < Cyril says, Ships wait."]);
    check("Cyril spoke.\n\n> Ships wait.[^a]", &["Ships wait. [a]", "- Cyril spoke."]);
}

#[test]
fn an_ellipsis_shows_omissions_between_an_introduction_and_a_later_sentence_of_an_item() {
    check(
        "Two ways:\n\n- Tugs pull.[^a] They may fail.[^b]",
        &["Tugs pull. [a] < Two ways: Tugs pull. …", "They may fail. [b] < Two ways: … They may fail."],
    );
}

#[test]
fn an_item_does_not_end_inside_a_parenthesis() {
    let sentence = "He may (by order of a court or by letter) look.";
    let printed = |label: &str| format!("{sentence} [{label}]");
    check("He may (by order of a court[^a] or by letter[^b]) look.", &[&printed("a"), &printed("b")]);
}

#[test]
fn an_item_closed_by_a_reference_is_shown_whole() {
    check("- Dues rose. They doubled.[^a]", &["They doubled. [a] < Dues rose. They doubled."]);
    check("- Dues rose.[^a] They doubled.[^b]", &["Dues rose. [a]", "They doubled. [b]"]);
}

#[test]
fn a_sentence_that_only_names_its_source_covers_the_one_before() {
    check("Ships may wait. See *Port v. Pilots*.[^a]", &["Ships may wait. [a] < Ships may wait. See Port v. Pilots."]);
    check("Ships wait. [Port v. Pilots](#n)[^a]. More.", &["Ships wait. [a] < Ships wait. Port v. Pilots.", "- More."]);
    check("> Ships wait.\n\n*Port v. Pilots*[^a].", &["Ships wait. [a] < Ships wait. Port v. Pilots."]);
    check("Ships wait. See the port.[^a]", &["See the port. [a]", "- Ships wait."]);
}

#[test]
fn references_alone_in_a_cell_are_the_sources_of_its_row() {
    check(
        "| Year | Dues | Source |\n|-|-|-|\n| 2024 | ten | [^a] |\n| 2025 | twenty | [^a] [^b] |",
        &["2024 ten [a] < Year: 2024; Dues: ten", "2025 twenty [a b] < Year: 2025; Dues: twenty"],
    );
    check("| Year | Dues |\n|-|-|\n| 2024 | ten[^a] |", &["ten [a] < Year: 2024; Dues: ten"]);
}

#[test]
fn references_alone_in_a_paragraph_cover_the_block_before() {
    check("> Dues doubled.\n>\n> Ships wait.\n\n[^a]", &["Dues doubled. Ships wait. [a]"]);
    check("Dues doubled. Ships wait.\n\n[^a]", &["Dues doubled. Ships wait. [a]"]);
    check("Dues doubled.[^b]\n\n[^a]", &["Dues doubled. [b]", "! 3:1 no-words", "! 5:1 unused-source"]);
}

#[test]
fn a_reference_ends_a_sentence_that_lacks_a_space_or_full_stop() {
    check("Dues doubled.[^a]Ships wait.[^b]", &["Dues doubled. [a]", "Ships wait. [b]"]);
    check(
        "It is good for all of us[^a] Without them dues rise.[^b]",
        &["It is good for all of us [a]", "Without them dues rise. [b]"],
    );
}

#[test]
fn a_quotation_keeps_both_its_marks() {
    check(r#"He said "dues doubled."[^a] More."#, &[r#"He said "dues doubled." [a]"#, "- More."]);
    check(r#"He said "dues doubled".[^a] More."#, &[r#"He said "dues doubled". [a]"#, "- More."]);
    check(r#"He said "dues doubled[^a]." More."#, &[r#"He said "dues doubled." [a]"#, "- More."]);
    check(r#"He said "dues doubled.[^a]" More."#, &[r#"He said "dues doubled." [a]"#, "- More."]);
    check("He said “dues doubled.[^a]” More.", &["He said “dues doubled.” [a]", "- More."]);
    check(
        "He said “dues doubled[^a],” and left.[^b]",
        &["He said “dues doubled,” [a] < He said “dues doubled,” and left.", "He said “dues doubled,” and left. [b]"],
    );
    check("“Dues doubled,”[^a] he said.[^b]", &["“Dues doubled,” he said. [a]", "“Dues doubled,” he said. [b]"]);
    check("He said «dues doubled[^a]».", &["He said «dues doubled». [a]"]);
    check("He said ‘dues doubled[^a]’.", &["He said ‘dues doubled’. [a]"]);
    check("彼は「港は混む[^a]」と言う。", &["彼は「港は混む」と言う。 [a]"]);
    check("He said 'dues doubled.'[^a] More.", &["He said 'dues doubled.' [a]", "- More."]);
}

#[test]
fn the_mark_that_closes_one_claim_does_not_begin_the_next() {
    let whole = r#"He said "dues doubled" and left."#;
    let first = format!(r#"He said "dues doubled" [a] < {whole}"#);
    check(r#"He said "dues doubled[^a]" and left.[^b]"#, &[&first, &format!("{whole} [b]")]);
    check("It (the audit[^a]) is out.[^b]", &["It (the audit) is out. [a]", "It (the audit) is out. [b]"]);
    check(
        r#"He said: "One. Two[^a]" and left.[^b]"#,
        &["He said: \"One. Two\" [a] < He said: \"One. Two\" and left.", "He said: \"One. Two\" and left. [b]"],
    );
    check(
        r#"He said: "Dues doubled."[^a] "Ships wait."[^b]"#,
        &[r#"He said: "Dues doubled." [a]"#, r#""Ships wait." [b]"#],
    );
}

#[test]
fn a_parenthesis_is_closed_if_the_claim_opens_it() {
    check("(Dues doubled.[^a]) Ships wait.", &["(Dues doubled.) [a]", "- Ships wait."]);
    check("(Dues doubled.)[^a] Ships wait.", &["(Dues doubled.) [a]", "- Ships wait."]);
    check("Dues doubled ([^a]).", &["Dues doubled. [a]"]);
    check("(It rose. Dues doubled[^a]) twice.", &["(It rose. Dues doubled) twice. [a]"]);
}

#[test]
fn headings_items_cells_and_quotes_have_claims() {
    check("# Dues doubled[^a]\n\nText.", &["Dues doubled [a]", "- Text."]);
    check("Dues doubled [^a]\n===", &["Dues doubled [a]"]);
    check(
        "- Dues doubled.[^a]\n- Ships wait.[^b] Lines left.\n- Plain.",
        &["Dues doubled. [a]", "Ships wait. [b]", "- Lines left.", "- Plain."],
    );
    check("1. Dues doubled.[^a]\n\n2. Ships wait.[^b]", &["Dues doubled. [a]", "Ships wait. [b]"]);
    check(
        "- Outer[^a]\n  - Inner[^b]\n    - Deep[^c]\n- Next[^a]",
        &["Outer [a]", "Inner [b]", "Deep [c]", "Next [a]"],
    );
    check("- [x] Dues doubled.[^a]", &["Dues doubled. [a]"]);
    check(
        "| Dues | Ships |\n| --- | --- |\n| Doubled[^a] | [wait][^b] |\n| plain | x |",
        &["Doubled [a] < Dues: Doubled; Ships: wait", "wait [b] < Dues: Doubled; Ships: wait"],
    );
    check("> Dues doubled.[^a] More.\n>\n> > Deeper[^b]", &["Dues doubled. [a]", "Deeper [b]", "- More."]);
    check("> Dues doubled\nlazily.[^a]", &["Dues doubled lazily. [a]"]);
}

#[test]
fn a_claim_begins_in_its_own_block() {
    check("Dues doubled\n\nand ships wait.[^a]", &["and ships wait. [a]", "- Dues doubled"]);
    check("| x | y |\n|---|---|\n| Dues | wait[^a] |", &["wait [a] < x: Dues; y: wait"]);
}

#[test]
fn a_reference_in_a_title_covers_the_title() {
    check("> [!warning] Dues doubled.[^a]\n> Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
    check("> [!warning] Dues doubled[^a]\n> Ships wait.[^b]", &["Dues doubled [a]", "Ships wait. [b]"]);
    check(":::warning Dues doubled.[^a]\nShips wait.\n:::", &["Dues doubled. [a]", "- Ships wait."]);
}

#[test]
fn references_with_no_words_between_them_are_one_group() {
    for between in ["", " ", ",", ", ", "; ", "\n", "、"] {
        check(&format!("Dues doubled.[^a]{between}[^b] Ships wait."), &["Dues doubled. [a b]", "- Ships wait."]);
    }
    check("Dues doubled[^a].[^b] Ships wait.", &["Dues doubled. [a b]", "- Ships wait."]);
    check(
        "Dues doubled[^a] ([^b]) and wait.[^c]",
        &["Dues doubled [a b] < Dues doubled and wait.", "Dues doubled and wait. [c]"],
    );
    check("*Dues*[^a]*[^b]*", &["Dues [a b]"]);
    check("[Dues][^a], [^b] doubled.", &["Dues [a b] < Dues doubled."]);
    check("Dues[^a] and [^b]", &["Dues and [a]", "Dues and [b]"]);
}

#[test]
fn a_full_stop_in_a_word_does_not_end_a_sentence() {
    check("U.S. officials said so.[^a] More.", &["U.S. officials said so. [a]", "- More."]);
    check("So said U.S. President Ford.[^a]", &["So said U.S. President Ford. [a]"]);
    check("It rose in the U.S.[^a] The bank knew.", &["It rose in the U.S. [a]", "- The bank knew."]);
    check("It fell. Dr. Kim said so.[^a]", &["Dr. Kim said so. [a]", "- It fell."]);
    check("It cost $81 million. The bank paid.[^a]", &["The bank paid. [a]", "- It cost $81 million."]);
    check("See No. 5 for dues.[^a]", &["See No. 5 for dues. [a]"]);
    check("J. P. Smith and J.P. Morgan said so.[^a]", &["J. P. Smith and J.P. Morgan said so. [a]"]);
    check("It rose 3.5 percent. It fell 2.1.[^a]", &["It fell 2.1. [a]", "- It rose 3.5 percent."]);
    check("See example.com for it.[^a]", &["See example.com for it. [a]"]);
}

#[test]
fn an_ellipsis_ends_a_sentence_only_before_a_capital() {
    check("Dues doubled... then fell.[^a]", &["Dues doubled... then fell. [a]"]);
    check("Dues doubled... Then they fell.[^a]", &["Then they fell. [a]", "- Dues doubled..."]);
    check("Dues doubled… then fell.[^a]", &["Dues doubled… then fell. [a]"]);
}

#[test]
fn a_sentence_does_not_begin_with_a_small_letter() {
    check("“Will it double?” he asked.[^a]", &["“Will it double?” he asked. [a]"]);
    check("“Will it double?” He left.[^a]", &["He left. [a]", "- “Will it double?”"]);
    check("Dues doubled  \nin two years.[^a]", &["Dues doubled in two years. [a]"]);
    check("Dues doubled  \nShips wait.[^a]", &["Ships wait. [a]", "- Dues doubled"]);
}

#[test]
fn other_scripts_end_their_sentences_in_their_own_way() {
    check("港は混む。船は待つ。[^a]次の文。", &["船は待つ。 [a]", "- 港は混む。", "- 次の文。"]);
    check("港は混む。船は待つ[^a]。次の文。", &["船は待つ。 [a]", "- 港は混む。", "- 次の文。"]);
    check("「港は混む。」[^a]次の文。", &["「港は混む。」 [a]", "- 次の文。"]);
    check("그는 갔다. 배는 온다.[^a]", &["배는 온다. [a]", "- 그는 갔다."]);
    check("क। ख।[^a]", &["ख। [a]", "- क।"]);
}

#[test]
fn an_opening_quotation_mark_belongs_to_the_first_claim() {
    check("\"Be quiet,\" said one.[^a]", &["\"Be quiet,\" said one. [a]"]);
}
