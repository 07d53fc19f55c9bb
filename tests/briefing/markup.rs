//! Claims in markup: Tests HTML, changes, alerts, templates, tables and deletions.

use caveat::briefing::hedge::HedgeKind;

use super::harness::{check, read};

#[test]
fn a_claim_runs_through_markup() {
    check("Dues *doubled in two* years.[^a]", &["Dues doubled in two years. [a]"]);
    check("*Dues doubled.[^a]* Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
    check("**Dues *doubled***[^a]", &["Dues doubled [a]"]);
    check("Dues ~~doubled~~ rose.[^a]", &["Dues ~~doubled~~ rose. [a]"]);
    check("Dues [doubled in](http://x.y/a.b) years.[^a]", &["Dues doubled in years. [a]"]);
    check("[Dues doubled](http://x.y)[^a]", &["Dues doubled [a]"]);
    check("<http://x.y> says so.[^a]", &["http://x.y says so. [a]"]);
    check("Dues `doubled. Then` fell.[^a]", &["Then fell. [a]", "- Dues doubled."]);
    check("Look ![at it](x.png)[^a]", &["Look ▢ at it [a]"]);
    check("Dues\ndoubled  \nin two\\\nyears.[^a]", &["Dues doubled in two years. [a]"]);
}

#[test]
fn tags_are_not_part_of_a_sentence() {
    check("<b>Dues doubled.[^a]</b> Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
    check("Dues doubled.<br>Ships wait.[^a]", &["Ships wait. [a]", "- Dues doubled."]);
    check("Dues <i>doubled</i> twice.[^a]", &["Dues doubled twice. [a]"]);
    check("<br>[^a]", &["! 1:5 no-words", "! 3:1 unused-source"]);
    check("<div>\nDues.[^a]\n</div>", &["Dues. [a]"]);
    check("<div>\n\nDues.[^a]\n\n</div>", &["Dues. [a]"]);
    check("Dues <!-- [^a] --> doubled.[^b]", &["Dues doubled. [b]", "! 3:1 unused-source"]);
}

#[test]
fn a_proposed_change_is_shown_as_it_would_be_and_its_comment_is_a_note() {
    check("Dues {++have ++}doubled{-- twice--}.[^a]", &["Dues have doubled ~~twice~~. [a]"]);
    check("Dues {~~rose~>doubled~~}.[^a]", &["Dues ~~rose~~ doubled. [a]"]);
    let (dossier, _) = read("Dues {==doubled==}{>>Maas, *Quays*, 2019<<} twice.");
    assert!(dossier.sources.is_empty() && dossier.notes.len() == 1, "{:?}", dossier.sources);
}

#[test]
fn a_change_over_several_paragraphs_is_one_change() {
    check(
        "{--\nDues doubled.[^a]\n\nShips wait.[^a]\n--}\n\nLines left.[^a]",
        &["~~Dues doubled.~~ [a]", "~~Ships wait.~~ [a]", "Lines left. [a]"],
    );
    check("{++Dues doubled.[^a]\n\nShips wait.++}[^a]", &["Dues doubled. [a]", "Ships wait. [a]"]);
    check("{-- Dues doubled.[^a]\n\nShips wait.[^a]", &["{-- Dues doubled. [a]", "Ships wait. [a]"]);
    // A deletion may end at a mark in indented code, but no deletion begins in code.
    check("{-- Dues doubled.[^a]\n\n    --}\n\nShips wait.[^a]", &["~~Dues doubled.~~ [a]", "Ships wait. [a]"]);
    check("Write `{--` and `--}`.[^a]\n\nShips wait. --}[^a]", &["Write {-- and --}. [a]", "Ships wait. --} [a]"]);
    let (dossier, _) = read("# Dues {--double--}{++triple++}");
    assert_eq!(dossier.title, "Dues ~~double~~triple");
}

#[test]
fn words_that_a_change_adds_are_shown_as_proposed() {
    let (dossier, _) = read("Dues have {++not ++}doubled in {~~two~>three~~} years.[^a]");
    let claim = dossier.claim_ids().next().unwrap();
    let hedges = dossier.hedges(claim);
    let printed: Vec<_> = hedges
        .iter()
        .map(|hedge| (dossier.briefing.prose(hedge.extent.place).slice(&hedge.extent.range), hedge.kind))
        .collect();
    assert_eq!(printed, [("not ", HedgeKind::Proposed), ("three", HedgeKind::Proposed)]);
}

#[test]
fn a_reference_in_an_alert_covers_its_sentence_and_not_the_alert() {
    let said = &["Ships wait. [a]", "- Title", "- Dues doubled."];
    check("> [!note] Title\n>\n> Dues doubled.\n>\n> Ships wait.[^a]", said);
    check("!!! note \"Title\"\n\n    Dues doubled.\n\n    Ships wait.[^a]", said);
    check("::: {.callout-note title=\"Title\"}\nDues doubled.\n\nShips wait.[^a]\n:::", said);
}

#[test]
fn an_alert_is_not_a_quotation_that_a_sentence_introduces() {
    let said = &["Dues doubled [a]", "- Do not pay."];
    check("- Dues doubled[^a]\n\n  :::warning\n  Do not pay.\n  :::", said);
    check("- Dues doubled[^a]\n\n  > [!note]\n  > Do not pay.", said);
    check("- Dues doubled[^a]\n\n  !!! note\n\n      Do not pay.", said);
    check("- Dues doubled[^a]\n\n  > Do not pay.", &["Dues doubled Do not pay. [a]"]);
}

#[test]
fn words_in_a_template_are_not_hedges() {
    let (dossier, _) = read("Dues {% if page.x %}may have doubled{% endif %}.[^a]");
    let hedges = dossier.hedges(dossier.claim_ids().next().unwrap());
    assert_eq!(hedges.iter().map(|hedge| hedge.words).collect::<Vec<_>>(), ["may"]);
}

#[test]
fn raised_words_keep_their_formatting() {
    check("Dues <del>rose by 10^6^ euros</del> fell.[^a]", &["Dues ~~rose by 10⁶ euros~~ fell. [a]"]);
    check("<style>a 10^6^ b</style>Dues fell.[^a]", &["Dues fell. [a]"]);
}

#[test]
fn escaped_characters_and_formulas_are_left_as_written() {
    check("Dues \\{++did not++} rise.[^a]", &["Dues {++did not++} rise. [a]"]);
    check("Dues \\%%did not%% rise.[^a]", &["Dues %%did not%% rise. [a]"]);
    check("It grows as n^2+m^2.[^a]", &["It grows as n^2+m^2. [a]"]);
    check("Printf %%d and %%s in one line.[^a]", &["Printf %%d and %%s in one line. [a]"]);
    check("If [[ -f x ]] then [[ y ]].[^a]", &["If [[ -f x ]] then [[ y ]]. [a]"]);
}

#[test]
fn spanning_cells_are_repeated_in_each_row_and_column() {
    check(
        "<table><tr><th>Port</th><th>Year</th><th>Dues</th></tr>\n<tr><td rowspan=2>Rotterdam</td><td>2024</td><td>5</td></tr>\n\
         <tr><td>2025</td><td>10[^a]</td></tr>\n<tr><td colspan=2>Both</td><td>15[^a]</td></tr></table>",
        &["10 [a] < Port: Rotterdam; Year: 2025; Dues: 10", "15 [a] < Port: Both; Dues: 15"],
    );
}

#[test]
fn strikeout_across_blocks_applies_to_each_block() {
    check("<del>\n\nDues doubled.[^a]\n\n</del>", &["~~Dues doubled.~~ [a]"]);
}

#[test]
fn code_in_html_may_begin_with_any_letter() {
    check("<pre>é</pre>\n\n<pre><code>→ x</code></pre>\n\nDues doubled.[^a]", &["Dues doubled. [a]"]);
}
