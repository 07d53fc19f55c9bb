//! Texts that several tests give to the program, and what it says about them.

use super::harness::Test;

/// A source behind a source, a hedge, a caveat on a source, and a denial of one claim.
pub(crate) const HARBOUR: &str = r#"+++
title = "Harbour dues double"
dateline = "Rotterdam"
published = 2026-03-05

[sources.audit]
name = "Port audit 2025"
kind = "document"
by = ["office"]

[sources.office]
name = "Court of Audit"
kind = "organization"
interest = "Financed by the ministry that it audits"

[sources.pilots]
name = "Harbour pilots"
kind = "group"
named = false

[sources.port]
name = "Port of Rotterdam"
kind = "organization"

[caveats.sample]
by = ["office"]
covers = ["audit"]
text = "Rests on a sample of eleven berths"

[caveats.port-denies]
kind = "denial"
by = ["port"]
+++

Dues doubled in two years.[^audit] Ships now appear to wait for days.[^pilots][^port-denies]
The auditors warn that they looked at eleven berths only.[^sample]
"#;

/// A label that nothing declares.
pub(crate) const WRONG: &str = "One.[^a] Two.[^b]\n\n[^a]: A.\n";
pub(crate) const WRONG_SHORT: &str = "wrong.md:1:14: error: `b` is neither declared nor defined; declare it as `[sources.b]` in the front matter, or define it: `[^b]: …` [undeclared-label]\n";

/// A source that nothing cites.
pub(crate) const ODD: &str = "One.[^a]\n\n[^a]: A.\n[^b]: B.\n";
pub(crate) const ODD_SHORT: &str = "odd.md:4:1: warning: source `b` is declared, but nothing cites it; cite it after the words that rest on it: `[^b]` [unused-source]\n";

/// A name that controls a terminal and deceives its reader.
pub(crate) const EVIL: &str = "a\u{1b}[31m\u{202e}\u{7}.md";
pub(crate) const EVIL_SHOWN: &str = "a␛[31m<U+202E>␇.md";

/// A test with that briefing as `a.md`.
pub(crate) fn harbour(args: &[&str]) -> Test {
    Test::new(args).file("a.md", HARBOUR)
}

/// A text of the given number of parts.
pub(crate) fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

// Input and output.

/// A theme of the reader's own.
pub(crate) const MINE: &str = "inherits = \"ink\"\n[palette]\nteal = \"#00ffff\"\n";
