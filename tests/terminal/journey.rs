//! Tests one long reading: search, finder, a link and back, a change of the file, other sizes.

use std::fs;

use crate::harness::Start;

/// A text of forty claims and a link to another file. Only the last claim has the word for the search.
fn text(last: &str) -> String {
    let claims = (1..=40).map(|number| match number {
        20 => "## The other side\n\nThe pilots see it [another way](pilots.md), they say.[^b]\n\n".to_owned(),
        40 => format!("## The end\n\nThe harbour was {last} at last.[^a]\n\n"),
        _ => format!("The statement about matter {number}.[^a]\n\n"),
    });
    let notes = "[^a]: Court of Audit\n[^b]: Pilots\n";
    format!("# Harbour\n\n{}{notes}", claims.collect::<String>())
}

#[test]
fn searching_following_and_returning_keep_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("harbour.md");
    fs::write(&path, text("dredged")).unwrap();
    fs::write(folder.path().join("pilots.md"), "# What pilots see\n\nThe channel is shallow.[^p]\n\n[^p]: Pilots\n")
        .unwrap();
    let state = folder.path().join("state");
    let screen = Start::new(&[path.to_str().unwrap()]).env("XDG_STATE_HOME", state).at(100, 24);
    screen.wait_for("Claim 1 of 40");

    // A search while typing and after it, a second search, and back to the start.
    screen.press("/matter 3");
    screen.wait_for("1 of 11");
    screen.press("\r");
    screen.wait_for("claim 3");
    screen.press("n");
    screen.wait_for("2 of 11");
    screen.wait_for("Claim 30 of 40");
    screen.press("\x7f");
    screen.wait_for("Claim 1 of 40");

    // The finder, with a few letters of a section.
    screen.press(":otsi");
    screen.wait_for("The other side");
    screen.press("\r");
    screen.wait_for("another way");

    // A link by its letter, and back to the same place. The first claim of the section is chosen.
    screen.wait_for("Claim 20 of 40");
    let before = screen.contents();
    screen.press("f");
    screen.wait_for("Type a letter");
    let contents = screen.contents();
    // A letter is shown before the words of its link.
    let mut places = contents.match_indices("another way").map(|(at, _)| at);
    let at = places.find(|&at| !contents[..at].ends_with([' ', '\n'])).expect("the link is in sight");
    screen.press(&contents[at - 1..at]);
    screen.wait_for("The channel is shallow");
    screen.press("\x7f");
    screen.wait_for("Claim 20 of 40");
    // The card knows one more text.
    let after = screen.contents();
    assert!(after.contains("; in"), "{after}");
    let article =
        |contents: &str| rows(contents).iter().map(|row| row.chars().take(66).collect()).collect::<Vec<String>>();
    assert_eq!(article(&after), article(&before));

    // The file changes: the place stays, and a key leads to the change.
    fs::write(&path, text("filled in")).unwrap();
    screen.wait_for("Reloaded: ");
    screen.wait_for("Claim 20 of 40");
    screen.press("'.");
    screen.wait_for("filled in");
    screen.press("''");
    screen.wait_for("Claim 20 of 40");

    // Other sizes and back.
    let before = screen.contents();
    screen.resize(20, 6);
    screen.resize(1, 1);
    screen.resize(100, 24);
    screen.wait_for("Claim 20 of 40");
    assert_eq!(rows(&screen.contents()), rows(&before));

    screen.press("q");
    screen.ends(0);
}

/// The screen without the status line.
fn rows(contents: &str) -> Vec<&str> {
    let rows: Vec<_> = contents.lines().collect();
    rows[..rows.len() - 1].to_vec()
}
