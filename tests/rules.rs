//! The rules of DESIGN's section 2, at their edges, through the public API.
//!
//! A case is Markdown and what is to be made of it, one line for each thing: claims, then places where
//! caveats are stated, then sentences in the text's own voice, then diagnostics. See [`lines`].

use caveat::briefing::BlockKind;
use caveat::diagnostic::Diagnostic;
use caveat::dossier::{Dossier, Doubts, SourceId};
use caveat::link::link;
use caveat::manuscript::{Manuscript, Span};
use caveat::parse::{one_line, parse};
use proptest::prelude::*;
use proptest::sample::select;

/// Defines the labels `a`, `b`, `c` and `d` at the end if the text refers to them and does not define or declare them.
fn read(markdown: &str) -> (Dossier, Vec<Diagnostic>) {
    let mut text = markdown.to_owned();
    for label in ["a", "b", "c", "d"] {
        let known = [format!("[^{label}]:"), format!("[sources.{label}]"), format!("[caveats.{label}]")];
        if markdown.contains(&format!("[^{label}]")) && !known.iter().any(|known| markdown.contains(known)) {
            text += &format!("\n\n[^{label}]: Source");
        }
    }
    read_as_written(&text)
}

fn read_as_written(text: &str) -> (Dossier, Vec<Diagnostic>) {
    let manuscript = Manuscript::new("test.md", text);
    let (briefing, mut diagnostics) = parse(&manuscript);
    let (dossier, more) = link(manuscript, briefing);
    diagnostics.extend(more);
    Diagnostic::sort(&mut diagnostics);
    sound(&dossier, &diagnostics);
    (dossier, diagnostics)
}

/// `words [sources] ^caveat ^caveat/via`, then `words = caveats`, then `- words`, then `! line:column id`.
fn lines(dossier: &Dossier, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut lines = Vec::new();
    for claim in &dossier.claims {
        let mut line = format!("{} [{}]", claim.text, ids(dossier, &claim.sources));
        for covering in &claim.coverings {
            line += &format!(" ^{}", dossier.caveat(covering.caveat).id);
            if let Some(via) = covering.via {
                line += &format!("/{}", dossier.source(via).id);
            }
        }
        lines.push(line);
    }
    for statement in &dossier.statements {
        let words = dossier.briefing.prose(statement.extent.place).slice(&statement.extent.range);
        let caveats: Vec<_> = statement.caveats.iter().map(|&caveat| dossier.caveat(caveat).id.as_str()).collect();
        lines.push(format!("{} = {}", one_line(words), caveats.join(" ")));
    }
    for sentence in &dossier.briefing.unsourced {
        let words = dossier.briefing.prose(sentence.extent.place).slice(&sentence.extent.range);
        lines.push(format!("- {}", one_line(words)));
    }
    for diagnostic in diagnostics {
        let at = dossier.manuscript.position(diagnostic.span.start);
        lines.push(format!("! {}:{} {}", at.line, at.column, diagnostic.id));
    }
    lines
}

fn ids(dossier: &Dossier, sources: &[SourceId]) -> String {
    let ids: Vec<_> = sources.iter().map(|&source| dossier.source(source).id.as_str()).collect();
    ids.join(" ")
}

#[track_caller]
fn check(markdown: &str, expected: &[&str]) {
    let (dossier, diagnostics) = read(markdown);
    assert_eq!(lines(&dossier, &diagnostics), expected, "{markdown:?}");
    for claim in &dossier.claims {
        let written = without_references(dossier.manuscript.slice(claim.extent.span));
        let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
        let (all, claimed) = (words(&written), words(&claim.text));
        let first = |words: &[String]| words.iter().find(|word| !word.is_empty()).cloned();
        let last = |words: &[String]| words.iter().rfind(|word| !word.is_empty()).cloned();
        assert_eq!((first(&all), last(&all)), (first(&claimed), last(&claimed)), "{written:?}");
    }
}

fn without_references(written: &str) -> String {
    let mut rest = written;
    let mut text = String::new();
    while let Some(at) = rest.find("[^") {
        let end = rest[at + 2..].find(['[', ']']).map_or(rest.len(), |end| at + 2 + end);
        let reference = rest[end..].starts_with(']');
        text += if reference { &rest[..at] } else { &rest[..end] };
        rest = &rest[if reference { end + 1 } else { end }..];
    }
    text + rest
}

/// What the diagnostics say, with what to do.
#[track_caller]
fn check_messages(markdown: &str, expected: &[&str]) {
    let (_, diagnostics) = read(markdown);
    let found: Vec<_> = diagnostics
        .iter()
        .map(|found| match &found.help {
            Some(help) => format!("{}; {help}", found.message),
            None => found.message.clone(),
        })
        .collect();
    assert_eq!(found, expected, "{markdown:?}");
}

/// What each diagnostic points at.
#[track_caller]
fn check_spans(markdown: &str, expected: &[&str]) {
    let (dossier, diagnostics) = read(markdown);
    let found: Vec<_> = diagnostics.iter().map(|found| dossier.manuscript.slice(found.span)).collect();
    assert_eq!(found, expected, "{markdown:?}");
}

/// The text of every prose, blocks and cells in order.
#[track_caller]
fn check_proses(markdown: &str, expected: &[&str]) {
    let (dossier, _) = read(markdown);
    let blocks = &dossier.briefing.blocks;
    let found: Vec<_> = blocks.iter().flat_map(|block| &block.proses).map(|prose| prose.text.as_str()).collect();
    assert_eq!(found, expected, "{markdown:?}");
}

mod rule_1_what_a_reference_covers {
    use super::*;

    #[test]
    fn a_reference_covers_the_sentence_before_it() {
        check("Dues doubled.[^a] Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
        check("Dues doubled[^a]. Ships wait.", &["Dues doubled [a]", "- Ships wait."]);
        check("Dues rose. They doubled.[^a]", &["They doubled. [a]", "- Dues rose."]);
        check("Dues doubled![^a] Did they?[^b]", &["Dues doubled! [a]", "Did they? [b]"]);
        check("Dues doubled[^a]!? Ships wait.", &["Dues doubled [a]", "- Ships wait."]);
    }

    #[test]
    fn a_reference_after_the_full_stop_belongs_to_the_sentence_it_closes() {
        check("It rose. Dues doubled.[^a] Ships wait.[^b]", &["Dues doubled. [a]", "Ships wait. [b]", "- It rose."]);
        check("Dues doubled. [^a] Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
        check("Dues doubled. [^a]Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
        check("Dues doubled.\n[^a] Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
        check("Dues doubled. \t [^a]", &["Dues doubled. [a]"]);
    }

    #[test]
    fn a_reference_covers_the_words_back_to_the_previous_reference() {
        check("Dues doubled,[^a] and ships wait.[^b]", &["Dues doubled [a]", "and ships wait. [b]"]);
        check("Dues doubled[^a], and ships wait[^b].", &["Dues doubled [a]", "and ships wait [b]"]);
        check("Dues doubled[^a]; ships wait[^b].", &["Dues doubled [a]", "ships wait [b]"]);
        check("Dues — doubled[^a] — and ships[^b].", &["Dues — doubled [a]", "and ships [b]"]);
        check("One[^a] two[^b] three[^c] four.", &["One [a]", "two [b]", "three [c]"]);
        check("Dues doubled.[^a]Ships wait.[^b]", &["Dues doubled. [a]", "Ships wait. [b]"]);
        check("Dues[^a]'s rise[^b].", &["Dues [a]", "'s rise [b]"]);
        check("Dues doubled,[^a] …and ships wait.[^b]", &["Dues doubled [a]", "…and ships wait. [b]"]);
    }

    #[test]
    fn a_quotation_keeps_both_its_marks() {
        check(r#"He said "dues doubled."[^a] More."#, &[r#"He said "dues doubled." [a]"#, "- More."]);
        check(r#"He said "dues doubled".[^a] More."#, &[r#"He said "dues doubled". [a]"#, "- More."]);
        check(r#"He said "dues doubled[^a]." More."#, &[r#"He said "dues doubled." [a]"#, "- More."]);
        check(r#"He said "dues doubled.[^a]" More."#, &[r#"He said "dues doubled." [a]"#, "- More."]);
        check("He said “dues doubled.[^a]” More.", &["He said “dues doubled.” [a]", "- More."]);
        check("He said “dues doubled[^a],” and left.[^b]", &["He said “dues doubled,” [a]", "and left. [b]"]);
        check("“Dues doubled,”[^a] he said.[^b]", &["“Dues doubled,” [a]", "he said. [b]"]);
        check("He said «dues doubled[^a]».", &["He said «dues doubled» [a]"]);
        check("He said ‘dues doubled[^a]’.", &["He said ‘dues doubled’ [a]"]);
        check("彼は「港は混む[^a]」と言う。", &["彼は「港は混む」 [a]"]);
        check("He said 'dues doubled.'[^a] More.", &["He said 'dues doubled.' [a]", "- More."]);
    }

    #[test]
    fn the_mark_that_closes_one_claim_does_not_begin_the_next() {
        let expected = [r#"He said "dues doubled" [a]"#, "and left. [b]"];
        check(r#"He said "dues doubled[^a]" and left.[^b]"#, &expected);
        check("It (the audit[^a]) is out.[^b]", &["It (the audit) [a]", "is out. [b]"]);
        check(r#"He said: "One. Two[^a]" and left.[^b]"#, &["Two [a]", "and left. [b]", r#"- He said: "One."#]);
        check(
            r#"He said: "Dues doubled."[^a] "Ships wait."[^b]"#,
            &[r#"He said: "Dues doubled." [a]"#, r#""Ships wait." [b]"#],
        );
    }

    #[test]
    fn a_parenthesis_is_closed_if_the_claim_opens_it() {
        check("(Dues doubled.[^a]) Ships wait.", &["(Dues doubled.) [a]", "- Ships wait."]);
        check("(Dues doubled.)[^a] Ships wait.", &["(Dues doubled.) [a]", "- Ships wait."]);
        check("Dues doubled ([^a]).", &["Dues doubled [a]"]);
        check("(It rose. Dues doubled[^a]) twice.", &["Dues doubled [a]", "- (It rose."]);
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
            &["Doubled [a]", "wait [b]"],
        );
        check("> Dues doubled.[^a] More.\n>\n> > Deeper[^b]", &["Dues doubled. [a]", "Deeper [b]", "- More."]);
        check("> Dues doubled\nlazily.[^a]", &["Dues doubled lazily. [a]"]);
    }

    #[test]
    fn a_claim_begins_in_its_own_block() {
        check("Dues doubled\n\nand ships wait.[^a]", &["and ships wait. [a]", "- Dues doubled"]);
        check("| x | y |\n|---|---|\n| Dues | wait[^a] |", &["wait [a]"]);
    }

    #[test]
    fn a_claim_runs_through_markup() {
        check("Dues *doubled in two* years.[^a]", &["Dues doubled in two years. [a]"]);
        check("*Dues doubled.[^a]* Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
        check("**Dues *doubled***[^a]", &["Dues doubled [a]"]);
        check("Dues ~~doubled~~ rose.[^a]", &["Dues doubled rose. [a]"]);
        check("Dues [doubled in](http://x.y/a.b) years.[^a]", &["Dues doubled in years. [a]"]);
        check("[Dues doubled](http://x.y)[^a]", &["Dues doubled [a]"]);
        check("<http://x.y> says so.[^a]", &["http://x.y says so. [a]"]);
        check("Dues `doubled. Then` fell.[^a]", &["Then fell. [a]", "- Dues doubled."]);
        check("Look ![at it](x.png)[^a]", &["Look at it [a]"]);
        check("Dues\ndoubled  \nin two\\\nyears.[^a]", &["Dues doubled in two years. [a]"]);
    }

    #[test]
    fn html_is_no_part_of_a_sentence() {
        check("<b>Dues doubled.[^a]</b> Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
        check("Dues doubled.<br>Ships wait.[^a]", &["Ships wait. [a]", "- Dues doubled."]);
        check("Dues <i>doubled</i> twice.[^a]", &["Dues <i>doubled</i> twice. [a]"]);
        check("<br>[^a]", &["! 1:5 no-words", "! 3:1 unused-source"]);
        check("<div>\nDues.[^a]\n</div>", &["! 5:1 unused-source"]);
        check("<div>\n\nDues.[^a]\n\n</div>", &["Dues. [a]"]);
        check("Dues <!-- [^a] --> doubled.[^b]", &["Dues <!-- [^a] --> doubled. [b]", "! 3:1 unused-source"]);
    }

    #[test]
    fn a_reference_in_code_is_code() {
        check("Run `x [^a] y` now.[^b]", &["Run x [^a] y now. [b]", "! 3:1 unused-source"]);
        check("Match `[^a-z]`.", &["- Match [^a-z]."]);
        check("    indented [^a]\n\n```\nfenced [^a]\n```", &["! 7:1 unused-source"]);
    }

    #[test]
    fn brackets_right_before_a_reference_give_the_extent_exactly() {
        check("Two [lines left][^a] for good.", &["lines left [a]"]);
        check("[Dues doubled. Ships wait][^a]. More.", &["Dues doubled. Ships wait [a]", "- More."]);
        check("[Dues doubled\nand wait][^a].", &["Dues doubled and wait [a]"]);
        check("[Dues doubled  \nAnd wait][^a].", &["Dues doubled And wait [a]"]);
        check("Two [*lines* left `for` [good](http://x)][^a].", &["lines left for good [a]"]);
        check("[Dues *double][^a] twice*", &["Dues double [a]"]);
        check("*[Dues][^a]*", &["Dues [a]"]);
        check("[…and then,][^a] they left.", &["…and then, [a]"]);
        check("[ Dues ][^a] doubled.", &["Dues [a]"]);
        check("\"[Dues doubled.][^a]\" Ships wait.", &["Dues doubled. [a]", "- Ships wait."]);
        check("Wow![Dues doubled][^a]", &["Dues doubled [a]", "- Wow!"]);
        check("[![alt](x)][^a]", &["alt [a]"]);
        check("Dues [doubled][^a][^b]. [Ships][^c], wait.", &["doubled [a b]", "Ships [c]"]);
    }

    #[test]
    fn brackets_that_give_an_extent_are_not_shown() {
        check_proses("Two [lines [left] for][^a] good [b].", &["Two lines [left] for good [b].", "Source"]);
        check_proses("See [this] [^a].", &["See [this] .", "Source"]);
        check_proses("[x](y)[^a] and [z][^b]", &["x and z", "Source", "Source"]);
    }

    #[test]
    fn brackets_nest() {
        check("Two [lines [left for good]][^a].", &["lines [left for good] [a]"]);
        check("Two [lines [left][^a] for good][^b].", &["left [a]", "lines left for good [b]"]);
        check("[One [two][^a] three [four][^b] five][^c]", &["two [a]", "four [b]", "One two three four five [c]"]);
        check("See [[this][^a].", &["this [a]"]);
    }

    #[test]
    fn brackets_are_text_where_they_give_no_extent() {
        check("See [this] for more. And [that] too.[^a]", &["And [that] too. [a]", "- See [this] for more."]);
        check("See [this] [^a].", &["See [this] [a]"]);
        check("[Dues].[^a]", &["[Dues]. [a]"]);
        check("*[Dues]*[^a]", &["[Dues] [a]"]);
        check("See \\[this\\][^a].", &["See [this] [a]"]);
        check("See \\[this][^a].", &["See [this] [a]"]);
        check("See [this\\][^a].", &["See [this] [a]"]);
        check("See [][^a].", &["See [] [a]"]);
        check("See [ ][^a].", &["See [ ] [a]"]);
        check("See [?!][^a].", &["See [?!] [a]"]);
        check("See this][^a].", &["See this] [a]"]);
        check("See [this[^a].", &["See [this [a]"]);
    }

    #[test]
    fn brackets_in_code_entities_and_escapes_are_not_brackets() {
        check("[Dues `]` doubled][^a]", &["Dues ] doubled [a]"]);
        check("[Dues `[` doubled][^a]", &["Dues [ doubled [a]"]);
        check("See &#91;this][^a]", &["See [this] [a]"]);
        check("[Dues \\] doubled][^a]", &["Dues ] doubled [a]"]);
        check("[Dues \\\\][^a]", &["Dues \\ [a]"]);
    }

    #[test]
    fn a_defined_link_in_the_place_of_brackets_is_a_link() {
        check("Dues [doubled][^a]\n\n[doubled]: http://x", &["Dues doubled [a]"]);
        check("[Dues [doubled][x] twice][^a]\n\n[x]: http://x", &["Dues doubled twice [a]"]);
    }

    #[test]
    fn claims_in_brackets_may_stand_side_by_side() {
        check("[Dues][^a] [doubled][^b]", &["Dues [a]", "doubled [b]"]);
        check("[Dues][^a][doubled][^b]", &["Dues [a]", "doubled [b]"]);
        check("港は混む。[^a][船は待つ][^b]。", &["港は混む。 [a]", "船は待つ [b]"]);
        check("Dues [^a][words] rise.", &["Dues [a]"]);
    }

    #[test]
    fn references_with_no_words_between_them_are_one_group() {
        for between in ["", " ", ",", ", ", "; ", "\n", "、"] {
            check(&format!("Dues doubled.[^a]{between}[^b] Ships wait."), &["Dues doubled. [a b]", "- Ships wait."]);
        }
        check("Dues doubled[^a].[^b] Ships wait.", &["Dues doubled [a b]", "- Ships wait."]);
        check("Dues doubled[^a] ([^b]) and wait.[^c]", &["Dues doubled [a b]", "and wait. [c]"]);
        check("*Dues*[^a]*[^b]*", &["Dues [a b]"]);
        check("[Dues][^a], [^b] doubled.", &["Dues [a b]"]);
        check("Dues[^a] and [^b]", &["Dues [a]", "and [b]"]);
    }

    #[test]
    fn a_full_stop_in_a_word_ends_no_sentence() {
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
    fn an_ellipsis_ends_a_sentence_before_a_capital_only() {
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
        check("港は混む。船は待つ[^a]。次の文。", &["船は待つ [a]", "- 港は混む。", "- 次の文。"]);
        check("「港は混む。」[^a]次の文。", &["「港は混む。」 [a]", "- 次の文。"]);
        check("그는 갔다. 배는 온다.[^a]", &["배는 온다. [a]", "- 그는 갔다."]);
        check("क। ख।[^a]", &["ख। [a]", "- क।"]);
    }

    #[test]
    fn a_reference_with_no_words_before_it_is_an_error_and_stays_as_written() {
        let unused = "! 3:1 unused-source";
        check("[^a] Dues doubled.", &["- Dues doubled.", "! 1:1 no-words", unused]);
        check("[^a] Dues doubled.[^b]", &["Dues doubled. [b]", "! 1:1 no-words", unused]);
        check("\"[^a]\" Dues doubled.[^b]", &["Dues doubled. [b]", "! 1:2 no-words", unused]);
        check("[^a][^b]", &["! 1:1 no-words", "! 1:5 no-words", unused, "! 5:1 unused-source"]);
        check("![^a]", &["! 1:2 no-words", unused]);
        check("# [^a]", &["! 1:3 no-words", unused]);
        check("- [^a]\n- Dues[^b]", &["Dues [b]", "! 1:3 no-words", "! 4:1 unused-source"]);
        check("|x|\n|-|\n|[^a]|", &["! 3:2 no-words", "! 5:1 unused-source"]);
        check("![](x.png)[^a]", &["! 1:11 no-words", unused]);
        check("[][^a] Dues [doubled][^b].", &["doubled [b]", "! 1:3 no-words", unused]);
        check_proses("([^a] x) [Dues][^b]", &["([^a] x) Dues", "Source", "Source"]);
    }

    #[test]
    fn an_exclamation_mark_or_an_image_before_a_reference_is_no_part_of_it() {
        check("Wow![^a]", &["Wow! [a]"]);
        check("![Dues](x.png)[^a] doubled.", &["Dues [a]"]);
        check("![alt words][^a]", &["alt words [a]"]);
        check_proses("![alt words][^a]", &["!alt words", "Source"]);
    }

    #[test]
    fn a_link_that_looks_like_a_reference_is_a_link_and_a_warning() {
        let expected = ["- Dues.^a", "! 1:6 link-not-reference", "! 3:1 unused-source"];
        check("Dues.[^a](http://x)", &expected);
        check("Dues.[^a](see table 4)", &["Dues. [a]"]);
        check("Dues.[^a] (x)", &["Dues. [a]"]);
    }

    #[test]
    fn a_reference_in_the_words_of_a_link_ends_the_link() {
        check("[Dues[^a]](http://x)", &["[Dues [a]"]);
    }
}

/// What holds of every dossier, whatever the text.
#[track_caller]
fn sound(dossier: &Dossier, diagnostics: &[Diagnostic]) {
    let text = dossier.manuscript.text();
    let inside = |span: Span| {
        let sound = span.start <= span.end && text.get(span.range()).is_some();
        assert!(sound, "{span:?} in {text:?}");
    };
    for diagnostic in diagnostics {
        inside(diagnostic.span);
        diagnostic.related.iter().for_each(|(span, _)| inside(*span));
        for form in [diagnostic.human(&dossier.manuscript, false), diagnostic.short(&dossier.manuscript)] {
            assert!(form.ends_with('\n') && !form.contains(['\u{1b}', '\u{202e}', '\0', '\r']), "{form:?}");
        }
    }
    sound_blocks(dossier);
    let briefing = &dossier.briefing;
    assert!(briefing.citations.is_sorted_by_key(|citation| (citation.extent.place, citation.at)), "{text:?}");
    let cited = briefing.citations.iter().map(|citation| &citation.extent);
    for extent in cited.chain(briefing.unsourced.iter().map(|sentence| &sentence.extent)) {
        inside(extent.span);
        let block = briefing.blocks[extent.place.block].span;
        assert!(block.start <= extent.span.start && extent.span.end <= block.end, "{extent:?} in {text:?}");
        let words = briefing.prose(extent.place).slice(&extent.range);
        assert!(words.contains(char::is_alphanumeric) && words.trim() == words, "{words:?} in {text:?}");
        for letter in [words.find(char::is_alphanumeric), words.rfind(char::is_alphanumeric)].into_iter().flatten() {
            let at = extent.range.start + letter as u32;
            let prose = briefing.prose(extent.place);
            let piece = &prose.pieces[prose.pieces.partition_point(|piece| piece.start <= at) - 1];
            let origin = prose.origin(at);
            assert!(extent.span.contains(origin), "{words:?} in {text:?}");
            let same = text[origin as usize..].chars().next() == words[letter..].chars().next();
            assert!(same || !piece.verbatim, "{words:?} in {text:?}");
        }
    }
    sound_links(dossier);
}

#[track_caller]
fn sound_blocks(dossier: &Dossier) {
    let text = dossier.manuscript.text();
    let blocks = &dossier.briefing.blocks;
    assert!(blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text:?}: {blocks:#?}");
    for block in blocks {
        let written = dossier.manuscript.slice(block.span);
        let trimmed = match block.kind {
            BlockKind::Code { .. } | BlockKind::Html => written.trim_ascii_end().trim_start_matches(['\r', '\n']),
            BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Rule | BlockKind::Table { .. } => {
                written.trim_ascii()
            }
        };
        assert!(!written.is_empty() && written == trimmed, "{written:?} in {text:?}");
        for prose in &block.proses {
            let mut next = 0;
            for (index, piece) in prose.pieces.iter().enumerate() {
                assert_eq!(piece.start, next, "a gap in {prose:?} of {text:?}");
                next = prose.pieces.get(index + 1).map_or(prose.text.len(), |next| next.start as usize) as u32;
                let words = prose.slice(&(piece.start..next));
                let written = dossier.manuscript.slice(piece.span);
                assert!(!words.is_empty() && (!piece.verbatim || words == written), "{piece:?} in {text:?}");
            }
            assert_eq!(next as usize, prose.text.len(), "{prose:?} of {text:?}");
        }
    }
    let sections = &dossier.briefing.sections;
    assert!(sections.windows(2).all(|pair| pair[0].blocks.end == pair[1].blocks.start), "{text:?}: {sections:?}");
    assert_eq!(sections.last().map(|section| section.blocks.end), Some(blocks.len()), "{text:?}");
}

#[track_caller]
fn sound_links(dossier: &Dossier) {
    let text = dossier.manuscript.text();
    for id in dossier.claim_ids() {
        let claim = dossier.claim(id);
        assert!(!claim.sources.is_empty(), "{text:?}");
        assert!(claim.sources.iter().all(|&source| dossier.source(source).claims.contains(&id)), "{text:?}");
        for covering in &claim.coverings {
            assert!(dossier.caveat(covering.caveat).claims.contains(&id), "{text:?}");
        }
        assert!(claim.coverings.is_sorted_by_key(|covering| covering.caveat), "{text:?}");
        let section = &dossier.briefing.sections[claim.section];
        assert!(section.blocks.contains(&claim.extent.place.block), "{text:?}");
    }
    assert!(dossier.standing(&Doubts::new()).iter().all(|&stands| stands), "{text:?}");
}

const PARTS: &[&str] = &[
    "[",
    "]",
    "[^a]",
    "[^b]",
    "[^c]",
    "[^No One]",
    "[^",
    "](u)",
    "![",
    "[^a]: ",
    "[^d]:",
    "*",
    "**",
    "_",
    "`",
    "``",
    "~~",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "(",
    ")",
    "\n",
    "\n\n",
    "  \n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "| ",
    "|",
    "\n| x | y |\n|---|---|\n| ",
    ".",
    ". ",
    "!",
    "?",
    "…",
    ",",
    ";",
    " — ",
    " ",
    "Dues",
    "ships",
    "x",
    "5",
    "U.S. ",
    "e.g. ",
    "港",
    "。",
    "「",
    "」",
    "👨\u{200d}👩\u{200d}👧",
    "e\u{301}",
    "<b>",
    "</b>",
    "<!-- ",
    " -->",
    "<div>\n",
    "# ",
    "\n===\n",
    "---\n",
    "+++\n",
    "```\n",
    "&amp;",
    "&#93;",
    "&#10;",
    "\\",
    "\u{feff}",
    "\0",
    "\u{a0}",
    "[x]: u\n",
    ":",
];

const FRONTS: &[&str] = &[
    "",
    "",
    "\u{feff}",
    "+++\n[sources.a]\nby = [\"b\"]\n[sources.b]\nby = [\"a\"]\n[caveats.c]\ncovers = [\"b\"]\n+++\n",
    "\u{feff}+++\r\n[sources.A]\r\nnmae = 1\r\n[caveats.a]\r\n+++\r\n",
    "+++\n",
    "---\ntitle: x\n---\n",
];

const TOML_PARTS: &[&str] = &[
    "[sources.a]",
    "[sources.b]",
    "[caveats.c]",
    "[sources",
    "]",
    "\n",
    "\r\n",
    "by",
    " = ",
    "[\"a\", \"b\"]",
    "\"a\"",
    "\"",
    "\"\"\"",
    "covers",
    "kind",
    "\"denial\"",
    "name",
    "title",
    "# x",
    "1",
    "2026-03-05",
    "true",
    "{",
    "}",
    ",",
    ".",
    "港",
    "\0",
    "'",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_makes_a_sound_dossier(
        front in select(FRONTS),
        parts in prop::collection::vec(select(PARTS), 0..40),
    ) {
        read_as_written(&format!("{front}{}", parts.concat()));
    }

    #[test]
    fn any_front_matter_makes_a_sound_dossier(parts in prop::collection::vec(select(TOML_PARTS), 0..30)) {
        read_as_written(&format!("+++\n{}\n+++\nDues doubled.[^a] So they say.[^c] [More][^b].", parts.concat()));
    }
}
