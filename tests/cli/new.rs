//! Tests `caveat new` and `caveat guide`.

use caveat::briefing::dossier::Dossier;
use caveat::diagnostics::diagnostic::{Diagnostic, Severity};
use caveat::files::config::Rules;
use caveat::files::load::Loaded;
use caveat::files::open_file::open;
use caveat::print::starter::{Refusal, starter as make};
use caveat::text::manuscript::Manuscript;
use proptest::prelude::*;
use proptest::sample::select;

use super::fixtures::{EVIL, EVIL_SHOWN, HARBOUR, harbour};
use super::harness::Test;

#[test]
fn the_guide_reads_like_a_file() {
    let page = Test::new(&["guide"]).run().stdout();
    assert!(page.trim_start().starts_with("How to read a briefing, and how to write one\n"), "{page}");
    assert!(page.contains("Most sentences here tell you what a word means"), "the page, not only its claims: {page}");
    let narrow = Test::new(&["guide", "--width", "40", "--theme", "ink", "--fresh"]).run().stdout();
    assert!(narrow.lines().count() > page.lines().count());
    let linear = Test::new(&["guide", "--linear"]).stdin("1\nq\n").run().stdout();
    assert!(
        linear.contains("The guide, in its own voice") || linear.contains("This guide, in its own voice"),
        "{linear}"
    );
    Test::new(&["guide", "--theme", "mauve"])
        .stderr("error: `mauve` is neither a theme nor a file\n  help: `caveat themes` lists them\n")
        .status(2)
        .passes();
    // A path with that name is a file.
    let own = harbour(&["a.md"]).run().stdout();
    Test::new(&["./guide"]).file("guide", HARBOUR).stdout(&own).passes();
}

#[test]
fn the_starter_briefing_is_written_and_opens_clean() {
    let template = Test::new(&["new", "-"]).run().stdout();
    let check = Test::new(&["check", "--format", "short", "a.md"]).file("a.md", &template);
    check.stdout("no errors, no warnings in 1 file with 5 claims; 1 sentence without a reference\n").passes();
    let test = Test::new(&["new", "a b.md"])
        .stdout("Created `a b.md`, a commented starter briefing.\nRead it: caveat 'a b.md'\n");
    assert_eq!(test.read("a b.md"), None);
    let run = test.run();
    assert_eq!((run.status, run.err.as_str(), test.read("a b.md").as_deref()), (0, "", Some(template.as_str())));
    // The second time, it exists.
    let again = test.run();
    assert_eq!((again.status, again.out.as_str()), (1, ""));
    assert_eq!(again.err, "error: `a b.md` already exists; it is not overwritten\n");
}

#[test]
fn new_never_overwrites_a_file() {
    let test = Test::new(&["new", "a.md"]).file("a.md", "mine\n");
    let run = test.run();
    assert_eq!(run.err, "error: `a.md` already exists; it is not overwritten\n");
    assert_eq!((run.status, test.read("a.md").as_deref()), (1, Some("mine\n")));
    for (name, message) in [
        ("folder", "`folder` already exists; it is not overwritten"),
        ("none/a.md", "cannot write `none/a.md`: its folder does not exist"),
        ("a.md/b.md", "cannot write `a.md/b.md`: not a directory"),
    ] {
        Test::new(&["new", name])
            .file("a.md", "mine\n")
            .folder("folder")
            .stderr(&format!("error: {message}\n"))
            .status(1)
            .passes();
    }
}

#[cfg(unix)]
#[test]
fn a_dangling_link_is_not_followed_when_writing() {
    let test = Test::new(&["new", "a.md"]).link("a.md", "elsewhere.md");
    let run = test.run();
    assert_eq!((run.status, run.out.as_str(), test.read("elsewhere.md")), (1, "", None));
    assert_eq!(run.err, "error: `a.md` already exists; it is not overwritten\n");
}

#[cfg(unix)]
#[test]
fn the_name_of_a_new_briefing_is_escaped() {
    Test::new(&["new", EVIL])
        .stdout(&format!(
            "Created `{EVIL_SHOWN}`, a commented starter briefing.\nRead it with `caveat` and its name.\n"
        ))
        .passes();
    Test::new(&["new", EVIL])
        .file(EVIL, "")
        .stderr(&format!("error: `{EVIL_SHOWN}` already exists; it is not overwritten\n"))
        .status(1)
        .passes();
}

const ARTICLE: &str = "# Harbour dues\n\nDues doubled.[^audit] Ships wait.[^pilots][^2] Two lines left.[^3] It was dry.[^dry]\n\n\
    [^audit]: Court of Audit, *Port audit 2025* (2025), p. 4. https://port.example/audit\n\
    [^pilots]: Interview with a harbour pilot, 3 May 2025.\n\
    [^2]: Anna Maas, *Quays and Cranes*, p. 12. She leaves out the new port.\n\
    [^3]: Ibid.\n\
    [^dry]: By local standards, that is.\n";

/// A starter briefing made of an article that is called `page.md`.
fn starter(article: &str) -> String {
    let test = Test::new(&["new", "--from", "page.md", "draft.md"]).file("page.md", article);
    test.run().stdout();
    test.content("draft.md")
}

/// The claims and sources of a text, without places in the file.
fn evidence(text: &str) -> [Vec<serde_json::Value>; 2] {
    let json = Test::new(&["summary", "--format", "json", "a.md"]).file("a.md", text).run().json();
    [("claims", &["line", "column", "span", "spans"][..]), ("sources", &["note", "evidence"])].map(|(list, places)| {
        let mut all = json[list].as_array().unwrap().clone();
        for item in &mut all {
            item.as_object_mut().unwrap().retain(|key, _| !places.contains(&key.as_str()));
        }
        all
    })
}

#[test]
fn a_starter_declares_what_an_article_cites_and_nothing_that_it_does_not_say() {
    let starter = starter(ARTICLE);
    assert!(starter.ends_with(&format!("+++\n\n{ARTICLE}")), "{starter}");
    for lines in [
        "\n[sources.audit]\nname = \"Court of Audit, Port audit 2025 (2025)\"\n# kind = \"\"\nurl = \"https://port.example/audit\"\n# named = false\n# by = []\n",
        "\n[sources.pilots]\nname = \"Interview with a harbour pilot, 3 May 2025\"\n# kind = \"\"\n# named = false\n",
        // Its footnote makes a remark, which a declaration would take away from the claim.
        "\n# [sources.2]\n# name = \"Anna Maas, Quays and Cranes\"\n# kind = \"\"\n",
    ] {
        assert!(starter.contains(lines), "{lines}\nis not in\n{starter}");
    }
    assert!(starter.contains("\n# [sources.3]\n# name = \"Ibid\"\n") && !starter.contains("sources.dry"), "{starter}");
    assert_eq!(evidence(&starter), evidence(ARTICLE));
}

#[test]
fn a_new_file_says_what_it_declares_and_is_never_overwritten() {
    let test = Test::new(&["new", "--from", "page.md", "draft.md"]).file("page.md", ARTICLE);
    let said = "Created `draft.md`. It declares 2 sources; 2 tables commented out.\nRead it: caveat draft.md\n";
    assert_eq!(test.run().stdout(), said);
    assert_eq!(test.run().err, "error: `draft.md` already exists; it is not overwritten\n");
    let printed = Test::new(&["new", "--from", "page.md", "-"]).file("page.md", ARTICLE).run().stdout();
    assert_eq!(printed, starter(ARTICLE));
}

#[test]
fn front_matter_of_other_programs_is_kept_or_its_facts_are() {
    let yaml = format!("---\ntitle: \"Dues\"\nlayout: post # of the site\ndate: 2025-05-03\n---\n\n{ARTICLE}");
    let made = starter(&yaml);
    assert!(made.starts_with("---\ntitle: \"Dues\"\nlayout: post # of the site\ndate: 2025-05-03\n# "), "{made}");
    assert!(
        made.contains("\nsources:\n  \"audit\":\n    name: \"Court of Audit, Port audit 2025 (2025)\"\n"),
        "{made}"
    );
    assert!(made.ends_with(&format!("---\n\n{ARTICLE}")), "{made}");
    assert_eq!(evidence(&made), evidence(&yaml));
    // In TOML that declares sources, a key of another program would be a mistake.
    let toml = format!("+++\ntitle = \"Dues\"\ndraft = true\n+++\n\n{ARTICLE}");
    let made = starter(&toml);
    assert!(made.contains("\ntitle = \"Dues\"\n") && made.contains("\n# draft = true\n"), "{made}");
    assert_eq!(evidence(&made), evidence(&toml));
    let block = format!("% Dues\n% Anna Maas\n% 2025-05-03\n\n{ARTICLE}");
    let made = starter(&block);
    assert!(made.contains("\ntitle = \"Dues\"\npublished = \"2025-05-03\"\nauthors = [\"Anna Maas\"]\n"), "{made}");
    assert_eq!(evidence(&made), evidence(&block));
}

#[test]
fn an_article_that_declares_sources_or_cites_nothing_makes_no_starter() {
    for (text, why) in [
        (HARBOUR, "`page.md` already declares sources or caveats; edit that file instead"),
        ("It rained.\n", "no cited source was found in `page.md`"),
    ] {
        let test = Test::new(&["new", "--from", "page.md", "draft.md"]).file("page.md", text);
        let run = test.run();
        assert_eq!((run.status, run.err), (1, format!("error: {why}\n")));
        assert_eq!(test.read("draft.md"), None);
    }
}

#[test]
fn hostile_labels_and_names_stay_names() {
    let text = "Dues.[^a\"b] Ships.[^+++] It froze.[^c]\n\n[^a\"b]: The \"port\" \u{1b}[31m\\ audit, 2025\n\
        [^+++]: The harbour master\n[^c]: +++ Somebody\n";
    let made = starter(text);
    let front = made.strip_suffix(text).unwrap();
    assert!(!front.contains('\u{1b}'), "{front:?}");
    assert_eq!(evidence(&made), evidence(text));
}

/// Articles with footnotes, links and keys in every order.
fn articles() -> impl Strategy<Value = String> {
    let sentence = select(vec![
        "Dues doubled.[^a]",
        "Ships may wait.[^b][^1]",
        "The port[^a] reportedly closed.",
        "Pilots agree.[^1]",
        "It rained ([port](https://port.example/rain) says so).",
        "About 40 came [@maas, p. 3].",
        "Two lines left.[^none]",
        "It was dry.^[Court of Audit, *Report*, 2025.]",
        "It was *wet*.",
    ]);
    let footnote = select(vec![
        "Court of Audit, *Port audit 2025*, p. 4.",
        "Ibid.",
        "By local standards.",
        "It is a sad story, as Otto Berg shows in *The Long Wait*.",
        "Anna Maas, *Quays*, p. 12. She leaves out the new port.",
        "The harbour master, as told in *Quays*.[^b]",
        "https://port.example/audit",
        "See Maas, *Quays*, 3.",
    ]);
    let front = select(vec![
        "",
        "---\ntitle: Dues\ntags: [a, b]\n---\n\n",
        "+++\ntitle = \"Dues\"\n+++\n\n",
        "+++\ndraft = true\n[extra]\nx = 1\n+++\n",
        "{\n\"title\": \"Dues\"\n}\n\n",
        "% Dues\n\n",
    ]);
    let definitions = prop::collection::vec(footnote, 3);
    (front, prop::collection::vec(sentence, 1..8), definitions).prop_map(|(front, sentences, definitions)| {
        let definitions =
            ["a", "b", "1"].iter().zip(definitions).map(|(label, words)| format!("[^{label}]: {words}\n"));
        format!("{front}{}\n\n{}", sentences.join(" "), definitions.collect::<String>())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_starter_has_the_claims_and_sources_of_its_article(article in articles()) {
        let read = |text: &str| open(Loaded { manuscript: Manuscript::new("page.md", text), diagnostics: Vec::new() }, &Rules::default());
        let (dossier, diagnostics) = read(&article);
        let again = |manuscript| open(Loaded { manuscript, diagnostics: Vec::new() }, &Rules::default());
        let made = match make(&dossier, &diagnostics, &again) {
            Ok(made) => made,
            Err(why) => {
                prop_assert!(why == Refusal::CitesNothing && dossier.sources.is_empty(), "{:?}\n{}", why, article);
                return Ok(());
            }
        };
        let (after, problems) = read(&made.text);
        let claims = |dossier: &Dossier| {
            let claim = |id| {
                let claim = dossier.claim(id);
                let sources = claim.sources.iter().map(|&source| (dossier.source(source).id.clone(), dossier.relation(id, source)));
                let behind = dossier.chains(id).concat().iter().map(|&source| dossier.source(source).id.clone()).collect::<Vec<_>>();
                (dossier.sentence(id), claim.text.clone(), claim.labels.clone(), sources.collect::<Vec<_>>(), behind)
            };
            dossier.claim_ids().map(claim).collect::<Vec<_>>()
        };
        prop_assert_eq!(claims(&after), claims(&dossier), "{}", made.text);
        let sources = |dossier: &Dossier| {
            let mut all: Vec<_> = dossier.sources.iter().map(|source| (source.id.clone(), source.name.clone(), source.labels.clone())).collect();
            all.sort();
            all
        };
        prop_assert_eq!(sources(&after), sources(&dossier), "{}", made.text);
        prop_assert_eq!(after.briefing.front.declarations.sources.len(), made.declared, "{}", made.text);
        let errors = |all: &[Diagnostic]| all.iter().filter(|found| found.severity == Severity::Error).count();
        prop_assert!(errors(&problems) <= errors(&diagnostics), "{:?}\n{}", problems, made.text);
    }
}
