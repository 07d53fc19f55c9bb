//! Tests brackets right before a reference, which give its extent exactly.

use super::harness::{check, check_proses};

#[test]
fn brackets_right_before_a_reference_give_the_extent_exactly() {
    check("Two [lines left][^a] for good.", &["lines left [a] < Two lines left for good."]);
    check(
        "[Dues doubled. Ships wait][^a]. More.",
        &["Dues doubled. Ships wait [a] < Dues doubled. Ships wait.", "- More."],
    );
    check("[Dues doubled\nand wait][^a].", &["Dues doubled and wait [a] < Dues doubled and wait."]);
    check("[Dues doubled  \nAnd wait][^a].", &["Dues doubled And wait [a] < Dues doubled And wait."]);
    check("Two [*lines* left `for` [good](http://x)][^a].", &["lines left for good [a] < Two lines left for good."]);
    check("[Dues *double][^a] twice*", &["Dues double [a] < Dues double twice"]);
    check("*[Dues][^a]*", &["Dues [a]"]);
    check("[…and then,][^a] they left.", &["…and then, [a] < …and then, they left."]);
    check("[ Dues ][^a] doubled.", &["Dues [a] < Dues doubled."]);
    check("\"[Dues doubled.][^a]\" Ships wait.", &["Dues doubled. [a] < \"Dues doubled.\"", "- Ships wait."]);
    check("Wow![Dues doubled][^a]", &["Dues doubled [a]", "- Wow!"]);
    check("[![alt](x)][^a]", &["▢ alt [a]"]);
    check("Dues [doubled][^a][^b]. [Ships][^c], wait.", &["doubled [a b] < Dues doubled.", "Ships [c] < Ships, wait."]);
}

#[test]
fn brackets_that_give_an_extent_are_not_shown() {
    check_proses("Two [lines [left] for][^a] good [b].", &["Two lines [left] for good [b].", "Source a"]);
    check_proses("See [this] [^a].", &["See [this].", "Source a"]);
    check_proses("[x](y)[^a] and [z][^b]", &["x and z", "Source a", "Source b"]);
}

#[test]
fn brackets_nest() {
    check("Two [lines [left for good]][^a].", &["lines [left for good] [a] < Two lines [left for good]."]);
    check(
        "Two [lines [left][^a] for good][^b].",
        &["left [a] < Two lines left for good.", "lines left for good [b] < Two lines left for good."],
    );
    check(
        "[One [two][^a] three [four][^b] five][^c]",
        &["two [a] < One two three four five", "four [b] < One two three four five", "One two three four five [c]"],
    );
    check("See [[this][^a].", &["this [a] < See [this."]);
}

#[test]
fn brackets_are_text_where_they_give_no_extent() {
    check("See [this] for more. And [that] too.[^a]", &["And [that] too. [a]", "- See [this] for more."]);
    check("See [this] [^a].", &["See [this]. [a]"]);
    check("[Dues].[^a]", &["[Dues]. [a]"]);
    check("*[Dues]*[^a]", &["[Dues] [a]"]);
    check("See \\[this\\][^a].", &["See [this]. [a]"]);
    check("See \\[this][^a].", &["See [this]. [a]"]);
    check("See [this\\][^a].", &["See [this]. [a]"]);
    check("See [][^a].", &["See []. [a]"]);
    check("See [ ][^a].", &["See [ ]. [a]"]);
    check("See [?!][^a].", &["See [?!]. [a]"]);
    check("See this][^a].", &["See this]. [a]"]);
    check("See [this[^a].", &["See [this. [a]"]);
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
    check("[Dues][^a] [doubled][^b]", &["Dues [a] < Dues doubled", "doubled [b] < Dues doubled"]);
    check("[Dues][^a][doubled][^b]", &["Dues [a] < Duesdoubled", "doubled [b] < Duesdoubled"]);
    check("港は混む。[^a][船は待つ][^b]。", &["港は混む。 [a]", "船は待つ [b] < 船は待つ。"]);
    check("Dues [^a][words] rise.", &["Dues [words] rise. [a]"]);
}
