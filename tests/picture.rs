//! Tests that the README's picture is what the program draws now.

#[path = "../examples/picture/screen.rs"]
mod screen;
#[path = "../examples/picture/svg.rs"]
mod svg;

#[test]
fn the_picture_matches_the_current_screen() {
    let committed = include_str!("../docs/picture.svg").replace("\r\n", "\n");
    let mend = "`cargo run --example picture > docs/picture.svg` draws it anew; look at it before you commit it";
    assert!(svg::draw(&screen::screen()) == committed, "docs/picture.svg is not the screen any more: {mend}");
}
