//! Tests the text's own voice: sentences without a source and without a caveat.

use super::harness::check;

#[test]
fn a_sentence_without_a_citation_is_the_texts_own_voice() {
    check(
        "One. Dues doubled,[^a] and ships wait. Three.",
        &["Dues doubled [a] < Dues doubled, and ships wait.", "- One.", "- Three."],
    );
    check("One. Two [dues][^a] three. Four.", &["dues [a] < Two dues three.", "- One.", "- Four."]);
    check("[One. Two][^a] three. Four.", &["One. Two [a] < One. Two three.", "- Four."]);
    check(
        "[One [two][^a] Three. Four][^b] five. Six.",
        &["two [a] < One two Three. Four five.", "One two Three. Four [b] < One two Three. Four five.", "- Six."],
    );
    check("> One.\n\n- Two.\n\n1) Three.", &["- One.", "- Two.", "- Three."]);
}

#[test]
fn headings_tables_code_and_notes_are_not_the_texts_voice() {
    check(
        "# One\n\n|x|\n|-|\n|Two.|\n\n    Three.\n\n<p>Four.</p>\n\n---\n\n[^a]: Five.",
        &["- Four.", "! 13:1 unused-source"],
    );
}

#[test]
fn text_without_words_is_not_a_sentence() {
    check("...\n\n5.\n\n“…”\n\n\\*\n\n![](x.png)", &[]);
}
