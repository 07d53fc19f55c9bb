//! Tests frames: what is on the screen in each situation, and what role each cell has.
//!
//! The expected frames are in `tests/reader/frames`: first the text, then a letter for the role of each cell (see
//! `letter` in the harness; the background is blank). `UPDATE_GOLDEN=1 cargo test --test reader` rewrites them; read
//! the diff before you commit it.

use std::path::Path;

use caveat::text::manuscript::Manuscript;
use caveat::text::symbol::Symbols;

use crate::harness::{HARBOUR, Reader};

#[track_caller]
fn check(name: &str, reader: &Reader) {
    golden(name, &reader.frame());
}

/// Compares a frame with the file of that name.
#[track_caller]
pub(crate) fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reader/frames").join(name).with_extension("txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, found).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{name}: expected\n{expected}\nfound\n{found}");
}

/// After some keys in the invented briefing.
#[track_caller]
fn harbour(name: &str, columns: u16, rows: u16, keys: &str) {
    let mut reader = Reader::harbour(columns, rows);
    reader.play(keys);
    check(name, &reader);
}

#[track_caller]
fn text(name: &str, text: &str, columns: u16, rows: u16) {
    check(name, &Reader::of(text, columns, rows));
}

#[test]
fn a_wide_screen_has_contents_text_and_card_side_by_side() {
    check("built-in-150x45", &Reader::built_in(150, 45));
    harbour("article-100x30", 100, 30, "");
}

#[test]
fn a_medium_screen_has_the_card_below_the_text() {
    check("built-in-80x24", &Reader::built_in(80, 24));
}

#[test]
fn a_narrow_screen_shows_only_the_text() {
    harbour("article-50x16", 50, 16, "");
    harbour("article-20x6", 20, 6, "Tab Tab");
}

#[test]
fn a_narrow_screen_shows_the_card_in_front_on_request() {
    harbour("card-in-front-50x16", 50, 16, "Tab Tab i j j j");
}

#[test]
fn the_chosen_claim_shows_its_hedges_its_caveat_and_its_denial() {
    harbour("chosen-100x30", 100, 30, "Tab Tab");
}

#[test]
fn c_goes_to_the_statement_of_the_caveat() {
    harbour("statement-80x24", 80, 24, "c");
}

#[test]
fn the_sources_view_lists_the_claims_of_the_selected_source() {
    harbour("sources-100x30", 100, 30, "Enter Enter");
}

#[test]
fn claims_that_fall_with_a_doubted_source_are_struck_through() {
    harbour("doubt-100x30", 100, 30, "x Tab x G");
}

#[test]
fn several_sources_are_offered_by_number() {
    harbour("choice-80x24", 80, 24, "Tab Tab Enter");
}

#[test]
fn letters_appear_over_everything_that_can_be_followed() {
    harbour("letters-100x30", 100, 30, "Tab Tab f");
    harbour("letters-20x6", 20, 6, "Tab f");
}

#[test]
fn a_search_highlights_matches_and_counts_them() {
    harbour("search-100x30", 100, 30, "/ t h e Enter n n");
    harbour("prompt-80x24", 80, 24, "/ p a y");
}

#[test]
fn everything_can_be_found_by_a_few_letters() {
    harbour("find-80x24", 80, 24, ": a u d i t Down");
    harbour("find-20x6", 20, 6, ": p o r");
}

#[test]
fn help_shows_every_key() {
    harbour("help-80x24", 80, 24, "?");
}

#[test]
fn contents_open_as_a_popup_if_there_is_no_pane_for_them() {
    harbour("contents-80x24", 80, 24, "t w h a");
    harbour("contents-20x6", 20, 6, "t Down");
    // A list has no contents beside it.
    harbour("contents-claims-100x16", 100, 16, "2 t");
}

#[test]
fn contents_open_beside_the_article_if_there_is_room_for_it() {
    harbour("contents-100x24", 100, 24, "t a d d");
}

#[test]
fn a_text_without_claims_says_so() {
    text("no-claims-80x24", "# Plain\n\nNothing here cites anything.\n", 80, 24);
    text("empty-80x24", "", 80, 24);
}

#[test]
fn plain_symbols_are_ascii_only() {
    let harbour = HARBOUR.replace("東港", "East quay").replace("料金は二倍になったが港は混雑していない。", "No queue.");
    let mut reader = Reader::on(Manuscript::new("harbour.md", harbour), Symbols::Plain, 100, 30);
    reader.play("Tab Tab x 1");
    check("plain-100x30", &reader);
    assert!(reader.text().is_ascii(), "{}", reader.text());
}

const MARKUP: &str = "\
# Everything *else*

1. One, with `code`, **strong**, *soft* and ~~gone~~
2. Two
   - nested
   - [x] done
   - [ ] to do, with a line that is long enough to go on in another row of the list

> Quoted
>
> > twice, <b>with</b> [a link](https://example.org/a)

```rust
fn main() {\tprintln!(\"a line that is too long for the screen that it is on, so it goes on\"); }
```

---

| left | centre | right |
| :--- | :---: | ---: |
| 東港 | 👩\u{200d}👧 | 1 |
| a cell with so many words that they need rows | b | 1,700 |

料金は二倍になったが、港は混雑していない。料金は二倍になったが、港は混雑していない。 👍🏽 🇯🇵 ⚠\u{fe0f} e\u{301}
";

#[test]
fn every_kind_of_markup_is_typeset() {
    text("markup-60x45", MARKUP, 60, 45);
    text("markup-24x40", MARKUP, 24, 40);
}
