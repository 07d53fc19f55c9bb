//! Tests the blocks that other programs' syntax becomes, each with its containers.

use super::opener::{self, DivisionKind};
use crate::briefing::ast::{Block, BlockKind, Briefing, Container};
use crate::briefing::parse::parse;
use crate::text::manuscript::Manuscript;
use crate::text::role::Role;

fn briefing(markdown: &str) -> Briefing {
    let (briefing, diagnostics) = parse(&Manuscript::new("test.md", markdown));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    briefing
}

/// Returns the blocks of a text, each with its containers and its kind before its words. Strong words have asterisks.
fn blocks(briefing: &Briefing) -> Vec<String> {
    let container = |container: &Container| match container {
        Container::Quote { alert, .. } => alert.unwrap_or("quote").to_owned(),
        Container::Item { .. } => "-".to_owned(),
        Container::Note { .. } => "note".to_owned(),
        Container::Definition { .. } => "=".to_owned(),
    };
    let told = |block: &Block| {
        let mut told: Vec<String> = block.containers.iter().map(container).collect();
        match &block.kind {
            BlockKind::Paragraph => {}
            BlockKind::Heading(level) => told.push("#".repeat(usize::from(*level))),
            BlockKind::Term => told.push("term".to_owned()),
            BlockKind::Code { language } => told.push(format!("code {language}").trim_end().to_owned()),
            BlockKind::Rule => told.push("rule".to_owned()),
            BlockKind::Table { .. } => told.push("table".to_owned()),
        }
        for prose in &block.proses {
            let is_strong = prose.pieces.iter().all(|piece| piece.roles.has(Role::Strong));
            told.push(if is_strong { format!("**{}**", prose.text) } else { prose.text.trim_end().to_owned() });
        }
        told.join(" ")
    };
    briefing.blocks.iter().map(told).collect()
}

#[track_caller]
fn check(markdown: &str, expected: &[&str]) {
    assert_eq!(blocks(&briefing(markdown)), expected, "{markdown:?}");
    // The result is the same with the line breaks of other systems, and in a quotation.
    let crlf = blocks(&briefing(&markdown.replace('\n', "\r\n")));
    let unbroken: Vec<String> = crlf.iter().map(|block| block.replace("\r\n", "\n")).collect();
    assert_eq!(unbroken, expected, "{markdown:?} with \\r\\n");
}

#[test]
fn a_division_with_an_alert_kind_becomes_an_alert_with_its_title() {
    check(
        "::: {.callout-note title=\"Read *this*\"}\nThe port is closed.\n\n- Ships wait.\n:::\nPilots rest.\n",
        &["note **Read this**", "note The port is closed.", "note - Ships wait.", "Pilots rest."],
    );
    check(":::danger\nShips wait.\n:::\n", &["danger Ships wait."]);
    check(":::tip[My title]\nWait.\n:::\n", &["tip **My title**", "tip Wait."]);
    check("Dues.\n::: warning Mind *the* gap\nWait.\n:::\n", &["Dues.", "warning **Mind the gap**", "warning Wait."]);
    check(":::note{title='Dues'}\nWait.\n:::\n", &["note **Dues**", "note Wait."]);
    check("::: callout-tip\nWait.\n:::::::\n", &["tip Wait."]);
    check("::: Warning\nWait.\n:::\n", &["warning Wait."]);
    check("::: {.tip title=\"The \\\"big\\\" audit\"}\nWait.\n:::\n", &["tip **The \"big\" audit**", "tip Wait."]);
    check("> ::: tip\n> Wait.\n> :::\n>\n> Rest.\n", &["quote tip Wait.", "quote Rest."]);
    check("- Dues\n\n  ::: tip\n  Wait.\n  :::\n\n  Rest.\n", &["- Dues", "- tip Wait.", "- Rest."]);
}

#[test]
fn divisions_may_be_fenced_with_slashes() {
    check("/// note | Mind it\nWait.\n///\n\nRest.\n", &["note **Mind it**", "note Wait.", "Rest."]);
    check(
        "/// details | Who pays\n    type: warning\n    open: True\n\nPilots.\n///\n",
        &["warning **Who pays**", "warning Pilots."],
    );
    check(
        "/// tab | One\nIn one.\n///\n\n/// tab | Two\nIn two.\n///\n",
        &["term One", "= In one.", "term Two", "= In two."],
    );
    check("//// tip\n/// note\nWait.\n///\n\nRest.\n////\n", &["tip note Wait.", "tip Rest."]);
    check("/// note\nWait.\n", &["/// note Wait."]);
    check("/// The dues of a port.\n///\nfn dues() {}\n", &["/// The dues of a port. /// fn dues() {}"]);
}

#[test]
fn other_divisions_become_their_content() {
    check("::: {#refs}\n:::\n\n::: column\nLeft.\n:::\n", &["Left."]);
    check(":::: {.columns}\n::: {.column width=\"50%\"}\nLeft.\n:::\n::::\n", &["Left."]);
    check("- One\n:::{.small}\n- Two\n:::\n", &["- One", "- Two"]);
    check("::: details Who pays\nPilots.\n:::\n", &["term Who pays", "= Pilots."]);
    check(":::row:::\nLeft.\n:::row-end:::\n", &["Left."]);
}

#[test]
fn divisions_nest() {
    check(
        ":::::info\nOne.\n::::note[Inner]\nTwo.\n:::tip\nThree.\n:::\n::::\nFour.\n:::::\nFive.\n",
        &["info One.", "info note **Inner**", "info note Two.", "info note tip Three.", "info Four.", "Five."],
    );
    check("::: note\n::: tip\nTwo.\n:::\nOne.\n:::\nNone.\n", &["note tip Two.", "note One.", "None."]);
}

#[test]
fn an_unclosed_division_is_not_a_division() {
    check(":::warning[Mind it]\nWait.\n\nRest.\n", &["**Mind it**", "Wait.", "Rest."]);
    check("Wait.\n\n:::\n\nRest.\n", &["Wait.", "Rest."]);
    check("Ships wait.\n\n::: so they say, all of them\n", &["Ships wait.", "::: so they say, all of them"]);
}

#[test]
fn divisions_in_code_are_left_alone() {
    check("```\n::: note\nWait.\n:::\n```\n", &["code ::: note\nWait.\n:::"]);
    check("Code:\n\n    :::éé\n    Wait.\n    :::\n", &["Code:", "code :::éé\nWait.\n:::"]);
    check("    :::tip[é]\n    Wait.\n    :::\n", &["code :::tip[é]\nWait.\n:::"]);
    check("::: mermaid\ngraph LR\n:::\n", &["code mermaid graph LR"]);
}

#[test]
fn directives_have_a_title_and_hidden_options() {
    check(
        ":::{admonition} My title\n:class: tip\n:name: x\n\nThe port is closed.\n:::\n",
        &["tip **My title**", "tip The port is closed."],
    );
    check(":::{admonition} Dues\nPaid.\n:::\n", &["term Dues", "= Paid."]);
    check(":::{note}\n---\nclass: x\n---\nPaid.\n:::\n", &["note Paid."]);
    check(":::{versionadded} 1.2\nDues.\n:::\n", &["added in version **1.2**", "added in version Dues."]);
    check(":::{figure} port.png\n:alt: The port\n:width: 9px\n\nClosed.\n:::\n", &["▢ The port", "Closed."]);
    check("```{prf:theorem} Dues\nThey double.\n```\n", &["theorem **Dues**", "theorem They double."]);
    check("```{table} Ports\n| a |\n|---|\n| b |\n```\n", &["term Ports", "= table a b"]);
    check(":::{code-block} python\n:linenos:\nx = 1\n:::\n", &["code python :linenos:\nx = 1"]);
}

#[test]
fn a_title_is_one_line_of_markdown() {
    check(":::tip[1. Pay *dues*]\nWait.\n:::\n", &["tip **1. Pay *dues***", "tip Wait."]);
    let read = briefing(":::tip[The `dues`[^a]]\nWait.\n:::\n\n[^a]: Audit\n");
    assert_eq!(blocks(&read)[..2], ["tip **The dues**", "tip Wait."]);
    assert_eq!(read.citations.len(), 1);
}

#[test]
fn openers_are_distinguished_from_text() {
    let kind = |words: &str| opener::division(words).map(|opener| opener.kind);
    assert_eq!(kind(" {.note}"), Some(DivisionKind::Quotation(Some("note"))));
    assert_eq!(kind(" quote"), Some(DivisionKind::Quotation(None)));
    assert_eq!(kind("{#refs}"), Some(DivisionKind::Content));
    assert_eq!(kind(" Some words here"), None);
    assert_eq!(kind("note."), Some(DivisionKind::Content));
    assert_eq!(kind(" {not closed"), None);
}

#[test]
fn an_admonition_with_an_indented_body_is_an_alert() {
    check(
        "Intro.\n\n!!! note \"Read *this*\"\n\n    The port is closed.\n\n    * a list\n\n??? tip\n    Folded.\n\nRest.\n",
        &["Intro.", "note **Read this**", "note The port is closed.", "note - a list", "tip Folded.", "Rest."],
    );
    check("!!!note\n    Wait.\n", &["note Wait."]);
    check("??? \"Who pays\"\n    Pilots.\n", &["term Who pays", "= Pilots."]);
    check("???+ warning\n\n    Wait.\n", &["warning Wait."]);
    check("!!! info inline end \"T\"\n    Wait.\n", &["info **T**", "info Wait."]);
    check("!!! pilots\n    Wait.\n", &["term pilots", "= Wait."]);
    check("!!! note \"\"\n\n        x = 1\n", &["note code x = 1"]);
    check("!!! note\n\n    !!! tip\n\n        Wait.\n\n    Rest.\n", &["note tip Wait.", "note Rest."]);
    check("- One\n\n    !!! note\n\n        Wait.\n\n- Two\n", &["- One", "- note Wait.", "- Two"]);
    let read = briefing("!!! note\n\n    Dues doubled.[^a]\n\n[^a]: Audit\n");
    assert_eq!(read.citations.len(), 1);
}

#[test]
fn tabs_become_their_content_under_their_titles() {
    check(
        "=== \"One\"\n\n    In one.\n\n=== \"Two\"\n\n    In two.\n",
        &["term One", "= In one.", "term Two", "= In two."],
    );
}

#[test]
fn an_admonition_needs_an_indented_body() {
    check("!!! note\n\nWait.\n", &["!!! note", "Wait."]);
    check("!!! note: so they say\n\n    x\n", &["!!! note: so they say", "code x"]);
    check("??? what is that\n\n    x\n", &["??? what is that", "code x"]);
    check("```\n!!! note\n    Wait.\n```\n", &["code !!! note\n    Wait."]);
    check("Code:\n\n    !!! note\n        Wait.\n", &["Code:", "code !!! note\n    Wait."]);
    check("<div>\n!!! note\n    Wait.\n</div>\n", &["!!! note Wait."]);
}

#[test]
fn prose_fences_are_distinguished_from_code_fences() {
    check("```{note} Who *pays*\nShips wait.\n```\nRest.\n", &["note **Who pays**", "note Ships wait.", "Rest."]);
    check("````{tip}\n```python\nx = 1\n```\n````\n", &["tip code python x = 1"]);
    check("```{figure} a.png\n:alt: The port\n\nClosed.\n```\n", &["▢ The port", "Closed."]);
    for language in ["r", "python", "code-cell", "r setup, include=FALSE"] {
        let read = briefing(&format!("```{{{language}}}\nnote(1)\n```\n"));
        assert!(matches!(read.blocks[0].kind, BlockKind::Code { .. }), "{language}");
    }
}

#[test]
fn raw_text_for_one_format_is_hidden_unless_it_is_html() {
    check("One.\n\n```{=openxml}\n<w:br/>\n```\n\nTwo.\n", &["One.", "Two."]);
    check("```{=html}\n<p>Ships <b>wait</b>.</p>\n```\n\nTwo.\n", &["Ships wait.", "Two."]);
    let read = briefing("One.\n\n```{=latex}\n\\newpage\n```\n");
    assert_eq!(read.comments.len(), 1);
}

#[test]
fn code_between_templates_is_code() {
    check(
        "{% highlight ruby linenos %}\nputs 1\n\n# x\n{% endhighlight %}\nRest.\n",
        &["code ruby puts 1\n\n# x", "Rest."],
    );
    check("{{< highlight go >}}\nx\n{{< /highlight >}}\n", &["code go x"]);
    check("{% highlight c++ %}\n```\n{% endhighlight %}\n", &["code c++ ```"]);
    check("{% highlight ruby %}\n\nDues.\n", &["{% highlight ruby %}", "Dues."]);
}

#[test]
fn comments_of_templates_are_hidden() {
    check("{% comment %}\nNobody.\n\nNowhere.\n{% endcomment %}\n\nDues.\n", &["Dues."]);
    check("{::comment}\nNobody.\n{:/comment}\n\nDues.\n", &["Dues."]);
    check(
        "Dues {/* é */}doubled.\n\n{/* So\nthey say. */} Ships wait. {/* x */}\nRest.\n",
        &["Dues doubled.", "Ships wait. Rest."],
    );
    check("`{/* code */}` and\n\n    {/* x */}y\n", &["{/* code */} and", "code {/* x */}y"]);
    check("<p>Dues {/* x */} doubled.</p>\n", &["Dues doubled."]);
    check("{/* é\n]({{ x }}/é)*/}Dues.\n", &["Dues."]);
    assert_eq!(briefing("Dues. {/* a */}\n\n<!-- b -->\n\n{/* c */}\n").comments.len(), 3);
}

#[test]
fn templates_may_stand_in_addresses_and_show_images() {
    let read = briefing("See [the docs]({{ site.url }}/docs), ![a ship]({% link a.png %}) and `[x]({{ y }})`.\n");
    assert_eq!(blocks(&read), ["See the docs, ▢ a ship and [x]({{ y }})."]);
    assert_eq!(read.links, ["{{ site.url }}/docs", "{% link a.png %}"]);
    check("{{<img src=\"a.jpg\" alt=\"Photo\">}}\n", &["▢ Photo"]);
    check("{{< figure src=\"a.jpg\" caption=\"A ship\" >}}\n", &["▢ A ship"]);
    check("{{< figure\n    src=\"a.jpg\"\n    alt=\"A ship\"\n>}}\n\nWait.\n", &["▢ A ship", "Wait."]);
    check("{{< note\n  text=\"a\"\n>}}\nWait.\n", &["{{< note\ntext=\"a\"\n>}} Wait."]);
    let captioned = briefing("{{< figure src=\"a.jpg\" caption=\"Ships wait.[^a]\" >}}\n\n[^a]: Audit\n");
    assert_eq!((blocks(&captioned)[1].as_str(), captioned.citations.len()), ("Ships wait.", 1));
}

#[test]
fn block_properties_are_hidden_and_do_not_split_their_block() {
    let text =
        "title:: Ports\ntags:: [[a]]\n\n- Dues\n  id:: 60a78b6b-1\n\t- Ships wait.\n\t  collapsed:: true\n\t\t- So.\n";
    check(text, &["- Dues", "- - Ships wait.", "- - - So."]);
    let tight = |block: &Block| matches!(block.containers.last(), Some(Container::Item { tight: true, .. }));
    assert!(briefing(text).blocks.iter().all(tight));
    check("- Dues\n  id:: 60a\n  author:: Maas\n", &["- Dues\nauthor:: Maas"]);
    check("The key is so.\n\nid:: 60a\n", &["The key is so.", "id:: 60a"]);
}

#[test]
fn a_list_that_begins_with_a_tab_under_a_heading_is_a_list() {
    check("# Dues\n\t- One\n\t\t- Two\n\t- Three\n\nRest.\n", &["# Dues", "- One", "- - Two", "- Three", "Rest."]);
    check("title:: Dues\n\t- One\n\t\t- Two\n", &["- One", "- - Two"]);
    check("Dues:\n\n\t- x: 1\n", &["Dues:", "code - x: 1"]);
}

#[test]
fn block_ids_are_hidden() {
    check("A block. ^37066d\n\n- item ^b15695\n- next\n", &["A block.", "- item", "- next"]);
    check("It is so. ^who-pays\nSee [[#^who-pays]].\n", &["It is so. See #^who-pays."]);
    check("It is 2 ^wordsy\n\n`^37066d`\n", &["It is 2 ^wordsy", "^37066d"]);
}

#[test]
fn embedded_pages_become_links() {
    let read =
        briefing("See ![[Note]] and ![[a/b.png|300]] and {{embed [[Page]]}}; ![x](b.png){:height 200, :width 300}.\n");
    assert_eq!(blocks(&read), ["See ▢ Note and ▢ a/b.png and Page; ▢ x."]);
    assert_eq!(read.links, ["b.png", "Note.md", "a/b.png", "Page.md"]);
    check("`![[Note]]` and ![[ and \\![[Note]]\n", &["![[Note]] and ![[ and ▢ Note"]);
}

#[test]
fn modules_are_hidden() {
    check(
        "import { Aside } from '@x';\nimport A from \"a\"\n\nexport const a = {\n  b: 1,\n\n  c: 2\n};\n\n# Dues\n",
        &["# Dues"],
    );
    check("import duties from ports\n\nexport of goods\n", &["import duties from ports", "export of goods"]);
    check("import { x } was\nwhat they said\n", &["import { x } was what they said"]);
}

#[test]
fn a_directive_on_its_own_line_becomes_an_image() {
    check("Wait.\n\n::youtube[A ship]{#x1}\n", &["Wait.", "▢ A ship"]);
    check("::embed{src=\"a\"}\n\nWait.\n", &["▢ embed", "Wait."]);
    check("Dues\n:: so they say\n", &["Dues :: so they say"]);
}

#[test]
fn targets_and_comments_between_blocks_are_hidden() {
    let read = briefing("(who-pays)=\n# Who pays\n\n% a comment\n\n+++\n\nDues. 10\n% is a lot.\n");
    assert_eq!(blocks(&read), ["# Who pays", "Dues. 10"]);
    assert_eq!(read.sections[1].id.as_deref(), Some("who-pays"));
    check("Paid.\n\n% Dues\n", &["Paid.", "% Dues"]);
}

#[test]
fn abbreviations_and_table_attributes_are_hidden() {
    check("The IMO says so.\n\n*[IMO]: International body\n", &["The IMO says so."]);
    check("*[dues]* rise\n", &["[dues] rise"]);
    check("| a | b |\n|---|---|\n| c | d |\n{: .table}\n\nRest.\n", &["table a b c d", "Rest."]);
}

#[test]
fn table_captions_lose_their_colon_and_attributes() {
    let table = "| a | b |\n|---|---|\n| c | d |\n";
    check(&format!("{table}\n: The *dues* {{#tbl-dues}}\n"), &["table a b c d", "The dues"]);
    check(&format!("{table}: The *dues*[^a] {{#tbl-dues}}\n"), &["table a b c d", "The dues"]);
    check(&format!("Dues.\n\n: The dues\n\n{table}"), &["Dues.", "The dues", "table a b c d"]);
    check("Dues\n\n: What ships pay\n", &["term Dues", "= What ships pay"]);
}

#[test]
fn line_blocks_keep_their_line_breaks() {
    check("| Dues rise\n| and *fall*\n|   again\n", &["Dues rise\nand fall\nagain"]);
    check("| Dues | rise\n| and\n", &["| Dues | rise | and"]);
    check("| a\n|---\n| b\n", &["table a b"]);
}
