//! Rules that are off by default, because even honest texts have much of what they report.
//!
//! This module holds text only. Honest texts have figures, paragraphs and attributions in their own voice, and sources
//! with a declared interest.

use super::{Level, Rule, Scope};

pub(super) const REQUESTS: &[Rule] = &[
    Rule {
        id: "note-or-source",
        level: Level::Off,
        scope: Scope::Briefing,
        means: "A footnote that is treated as a note, on which nothing rests",
        why: "\
A footnote is a source if it names who or what answers. These show that it does:
an address, a DOI, an ISBN or the like; a year in the form of bibliographies; a
title in italics or quotation marks; a page, a section, a volume; “see”, “cf.”,
“quoted in”; “Ibid.” and the like; a case or a statute; a name with “says” or
the like; a letter, an interview, a press release; a court, a survey and other
bodies and documents. A phrase that is not a sentence shows it too, because a
phrase names something. A footnote of sentences without any of these is a note.
So is one that begins as a gloss does (“that is”, “literally”), is all code,
offers something for sale, only says that somebody is wrong, is an editor's
remark, or points to another place in the same text. These words are looked for
in English, German, French and Spanish. Off by default: most notes are
meant to be notes. `notes = [\"label\"]` in the front matter and a comment
`<!-- caveat: note -->` in the footnote make it a note; `[sources.label]` and
`<!-- caveat: source -->` make it a source.",
        wrong: "\
Dues doubled.[^audit] Nobody was surprised.[^aside]

[^audit]: Port audit 2025.

[^aside]: I certainly was not.
",
        right: "\
Dues doubled.[^audit] Nobody was surprised.[^aside]

[^audit]: Port audit 2025.

[^aside]: I certainly was not. <!-- caveat: note -->
",
    },
    Rule {
        id: "attribution-without-reference",
        level: Level::Off,
        scope: Scope::Briefing,
        means: "Words such as “officials said” without a reference, in a text that cites",
        why: "\
The text knows who says so, but the reader cannot look it up. Off by default: a
text may name its speakers in words alone, and some matches are only a manner of
speaking.",
        wrong: "\
Dues doubled.[^audit] Ships now wait.

Officials said that a third line would leave.

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled.[^audit] Ships now wait.

Officials said that a third line would leave.[^officials]

[^audit]: Port audit 2025.

[^officials]: Officials of the port.
",
    },
    Rule {
        id: "figure-without-source",
        level: Level::Off,
        scope: Scope::Briefing,
        means: "A date, an amount or a share in a sentence without a reference, in a text that cites",
        why: "\
Readers remember figures, so figures most need somebody to answer for them. Off
by default: dates and sums are common in an article's own voice.",
        wrong: "\
Dues doubled.[^audit] The port took in $81 million.

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled.[^audit] The port took in $81 million.[^audit]

[^audit]: Port audit 2025.
",
    },
    Rule {
        id: "paragraph-without-source",
        level: Level::Off,
        scope: Scope::Briefing,
        means: "A paragraph without any reference, in a text that cites",
        why: "\
Nobody answers for any of it. Off by default: every article has paragraphs
in its own voice.",
        wrong: "\
Dues doubled.[^audit]

Ships now wait for days before the harbour, and nobody knows when that is going to end.

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled.[^audit]

Ships now wait for days before the harbour, and nobody knows when that is going to end.[^audit]

[^audit]: Port audit 2025.
",
    },
    Rule {
        id: "interested-alone",
        level: Level::Off,
        scope: Scope::Briefing,
        means: "A claim whose only source has an interest in it, or rests on a source that has one",
        why: "\
A second source without that interest would support it. Off by default:
the interest is declared, and shown with every claim anyway.",
        wrong: "\
+++
[sources.port]
name = \"Port of Seewarden\"
interest = \"Sets the dues\"
+++

The dues are fair.[^port]
",
        right: "\
+++
[sources.port]
name = \"Port of Seewarden\"
interest = \"Sets the dues\"

[sources.audit]
name = \"Port audit 2025\"
+++

The dues are fair.[^port][^audit]
",
    },
    Rule {
        id: "likelihood-rows-mixed",
        level: Level::Off,
        scope: Scope::Briefing,
        means: "Terms of likelihood from both rows of ICD 203 in one text",
        why: "\
ICD 203 has two rows of seven terms, from “almost no chance” to “almost certain”
and from “remote” to “nearly certain”. A reader who meets terms of both may
take “probable” and “likely” for two degrees. Off by default, because to
everybody but analysts they are ordinary words.",
        wrong: "\
Dues doubled.[^audit] A third line is very likely to leave. A fourth is highly improbable to follow.

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled.[^audit] A third line is very likely to leave. A fourth is very unlikely to follow.

[^audit]: Port audit 2025.
",
    },
];
