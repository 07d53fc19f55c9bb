//! Tests judging: how the reader's own note, status and ratings are made, undone, shown, filtered and copied, and how
//! they stay with their words.

use caveat::evidence::judgement::{Change, Entry, Judgement, Judgements, Scale, Target, apply};
use caveat::reader::keymap::Context;
use caveat::reader::layout::{Gesture, Pointed};
use caveat::reader::message::Message;
use caveat::reader::model::Reading;
use caveat::terminal::tui::{Effect, Reader as _};
use caveat::text::manuscript::Manuscript;
use caveat::text::role::Role;
use caveat::text::symbol::Symbols;
use crossterm::event::Event;

use crate::frames;
use crate::harness::{HARBOUR, Reader, dossier};

#[track_caller]
fn shows(reader: &Reader, words: &str) {
    assert!(reader.text().contains(words), "`{words}` is not in\n{}", reader.text());
}

#[track_caller]
fn hides(reader: &Reader, words: &str) {
    assert!(!reader.text().contains(words), "`{words}` is in\n{}", reader.text());
}

/// Reloads the file with a new text.
fn rewrite(reader: &mut Reader, text: &str) {
    let (dossier, diagnostics) = dossier(Manuscript::new("harbour.md", text));
    reader.model_mut().reread(Reading::Changed(Box::new(dossier), diagnostics));
}

/// The reader's own part of the card, on one line.
fn card(reader: &Reader) -> String {
    let rows = reader.model().screen().card.iter().flat_map(|card| &card.rows).map(caveat::page::row::Row::text);
    let own = rows.skip_while(|row| !row.contains("YOUR JUDGEMENT")).skip(1);
    let own: Vec<_> = own.take_while(|row| !row.trim().is_empty()).map(|row| row.trim().to_owned()).collect();
    own.join(" ").replace("– ", "–")
}

#[test]
fn a_judgement_is_made_with_keys_and_stands_apart_on_the_card() {
    let mut reader = Reader::harbour(100, 40);
    reader.play("Tab a");
    assert_eq!(reader.model().context(), Context::Judgement);
    shows(&reader, "Your judgement of claim 2");
    shows(&reader, "none; Enter and type");
    reader.play("Enter");
    assert_eq!(reader.model().context(), Context::Note);
    // Letters that are keys elsewhere are only letters here.
    reader.write("ask jack? 2q");
    reader.play("Enter j 3 j 5 j l l Enter j Space l Enter");
    shows(&reader, "very unlikely");
    assert_eq!(reader.play("Esc"), [] as [Effect; 0]);
    assert!(reader.status().contains("Kept: your judgement of claim 2"), "{}", reader.status());
    let expected = "status: wrong credibility: 5, improbable likelihood: very unlikely, 5–20 % confidence: low \
                    ask jack? 2q";
    assert_eq!(card(&reader), expected);
    let rows = &reader.model().screen().card.as_ref().unwrap().rows;
    let note = rows.iter().flat_map(|row| &row.runs).find(|run| run.text.contains("jack")).unwrap();
    assert!(note.roles.has(Role::Judgement) && !note.roles.has(Role::Caveat), "{note:?}");
}

/// A judgement with this note alone.
fn noted(note: &str) -> Judgement {
    let mut judgement = Judgement::default();
    note.clone_into(&mut judgement.note);
    judgement
}

#[test]
fn what_somebody_else_judged_stands_under_their_name_and_is_never_the_readers_own() {
    let (text, _) = dossier(Manuscript::new("harbour.md", HARBOUR));
    let target = |claim: usize| Target::of_claim(&text, text.claim_ids().nth(claim).unwrap());
    let mut theirs = noted("Ask Maas");
    theirs.rate(Scale::Status, Some(2));
    let by = |target, name: &str, judgement| Entry { target, by: Some(name.to_owned()), judgement };
    let entries =
        vec![by(target(0), "Ada", theirs), by(target(0), "Bo", noted("Hm")), by(target(1), "Bo", noted("No"))];
    let mut reader = Reader::harbour(100, 40);
    reader.model_mut().take_judgements(entries.clone());
    hides(&reader, "YOUR JUDGEMENT");
    shows(&reader, "JUDGEMENT BY Ada");
    shows(&reader, "status: wrong");
    shows(&reader, "NOTE BY Bo");
    reader.play("&");
    reader.write("mine");
    assert!(reader.status().contains("0 of 10 claims"), "{}", reader.status());
    reader.play("C-u");
    reader.write("status:wrong");
    assert!(reader.status().contains("0 of 10 claims"), "{}", reader.status());
    reader.play("C-u");
    reader.write("maas");
    assert!(reader.status().contains("1 of 10 claims"), "{}", reader.status());
    reader.play("Esc /");
    reader.write("maas");
    reader.play("Enter");
    assert!(reader.status().contains("note by Ada on claim 1"), "{}", reader.status());
    // The reader's own judgement of the same claim changes nothing of theirs.
    reader.play("Esc a j 2 Esc");
    assert_eq!(card(&reader), "status: checked");
    shows(&reader, "JUDGEMENT BY Ada");
    let mut disk = entries.clone();
    keep(&mut reader, &mut disk);
    assert_eq!(disk.len(), 4);
    assert!(entries.iter().all(|entry| disk.contains(entry)));
}

/// Writes what is not kept yet to `disk`, as if it were the file.
fn keep(reader: &mut Reader, disk: &mut Vec<Entry>) {
    for unkept in reader.model().unkept() {
        unkept.changes.iter().for_each(|change| apply(disk, change));
        reader.model_mut().kept(&unkept, disk.clone());
    }
}

#[test]
fn each_edit_while_the_judgement_is_open_keeps_the_note_of_another_program_once() {
    let mut reader = Reader::harbour(100, 40);
    reader.play("Tab a Enter");
    reader.write("Call");
    reader.play("Enter");
    let target = reader.model().unkept()[0].changes[0].target.clone();
    let (before, after) = (Judgement::default(), noted("Asked"));
    let mut disk = Vec::new();
    apply(&mut disk, &Change { replaces: target.clone(), target, before, after });
    keep(&mut reader, &mut disk);
    assert_eq!(disk[0].judgement.note, "Call\n\nAsked");
    shows(&reader, "The file also has, from elsewhere: Asked");
    for (typed, note) in [("ed", "Called\n\nAsked"), (" twice", "Called twice\n\nAsked")] {
        reader.play("Enter");
        reader.write(typed);
        reader.play("Enter");
        keep(&mut reader, &mut disk);
        assert_eq!(disk[0].judgement.note, note);
    }
    // Undo takes back one's own words.
    reader.play("Down u");
    keep(&mut reader, &mut disk);
    assert_eq!(disk[0].judgement.note, "Asked");
    reader.play("Esc");
    assert_eq!(card(&reader), "Asked");
}

#[test]
fn changes_that_cannot_be_kept_wait_and_stay_on_the_screen_until_they_are() {
    let mut reader = Reader::harbour(100, 40);
    reader.play("Tab a j 3");
    let unkept = reader.model().unkept();
    reader.model_mut().cannot_keep(&unkept[0], "Your judgement cannot be kept: the disk is full".to_owned());
    reader.play("Esc");
    assert!(reader.status().contains("Not saved: your judgement of claim 2"), "{}", reader.status());
    reader.play("Tab");
    assert!(reader.status().contains(" not saved "), "{}", reader.status());
    // The file is read again, in which another program wrote meanwhile, and the text changes.
    let (text, _) = dossier(Manuscript::new("harbour.md", HARBOUR));
    let target = Target::of_claim(&text, text.claim_ids().next().unwrap());
    let mut disk = vec![Entry { target, by: None, judgement: noted("Elsewhere") }];
    reader.model_mut().take_judgements(disk.clone());
    rewrite(&mut reader, &HARBOUR.replace("Dues doubled", "The dues doubled"));
    reader.play("S-Tab");
    assert_eq!(card(&reader), "status: wrong");
    assert!(reader.status().contains(" not saved "), "{}", reader.status());
    // The next change of any claim brings it along.
    reader.play("Tab a j 1");
    keep(&mut reader, &mut disk);
    assert!(reader.status().contains("Saved, with what could not be saved before"), "{}", reader.status());
    reader.play("Esc");
    assert!(reader.status().contains("Kept: your judgement of claim 3"), "{}", reader.status());
    assert_eq!(disk.len(), 3);
    assert_eq!(reader.model().unkept(), []);
}

#[test]
fn u_undoes_and_clearing_every_field_removes_the_judgement() {
    let mut reader = Reader::harbour(100, 40);
    reader.play("a j 2 Esc");
    assert_eq!(card(&reader), "status: checked");
    reader.play("a Enter");
    reader.write("Wrong claim");
    reader.play("Down 3 j 1 u");
    assert!(reader.status().contains("As it was before"), "{}", reader.status());
    reader.play("Esc");
    assert_eq!(card(&reader), "status: checked");
    for clear in ["a j 0 Esc", "a j x Esc", "a j h h h Enter Esc", "a j Space k k k Space Esc"] {
        reader.play(clear);
        assert_eq!(card(&reader), "", "{clear}");
        assert!(reader.status().contains("Removed"), "{clear}: {}", reader.status());
        reader.play("a j 2 Esc");
    }
}

#[test]
fn nothing_is_judged_before_somebody_judges() {
    // A hedge and a denial rate nothing.
    let mut reader = Reader::harbour(100, 40);
    reader.play("Tab Tab a");
    shows(&reader, "credibility  none");
    shows(&reader, "likelihood   none");
    reader.play("Esc");
    hides(&reader, "YOUR JUDGEMENT");
    reader.play("3 a");
    shows(&reader, "reliability  none");
    hides(&reader, "credibility");
    // Who cannot judge says so.
    reader.play("j j f Esc");
    assert_eq!(card(&reader), "reliability: F, cannot be judged");
}

#[test]
fn whoever_opens_the_choice_to_look_has_not_judged() {
    for look in ["Enter", "Space", "Right", "l l", "Left", "Enter Down Down", "Enter Right Up"] {
        let mut reader = Reader::harbour(100, 40);
        reader.play("a Down Down");
        reader.play(look);
        assert!(
            reader.status().contains("Enter choose") && reader.status().contains("Esc leave"),
            "{}",
            reader.status()
        );
        shows(&reader, "credibility  none");
        // Esc closes the choice, then the judgement.
        reader.play("Esc");
        assert_eq!(reader.model().context(), Context::Judgement);
        reader.play("Esc");
        assert_eq!((card(&reader).as_str(), reader.model().unkept().len()), ("", 0), "{look}");
    }
    let mut reader = Reader::harbour(100, 40);
    reader.play("a Down Down Enter Enter Esc");
    assert_eq!(card(&reader), "", "the choice opens at what is chosen, which is nothing");
    reader.play("a Down Down Enter Down Enter Esc");
    assert_eq!(card(&reader), "credibility: 1, confirmed by other sources");
    reader.play("a Down Down Enter Down Esc Esc");
    assert_eq!(card(&reader), "credibility: 1, confirmed by other sources");
}

#[test]
fn a_source_is_judged_where_it_is_chosen_and_its_claims_show_it() {
    for view in ["3", "4"] {
        let mut reader = Reader::harbour(100, 40);
        reader.play(view);
        reader.play("a j j b Esc");
        shows(&reader, "Kept: your judgement of source 1");
        assert_eq!(card(&reader), "reliability: B, usually reliable");
        reader.play("1");
        shows(&reader, "yours: reliability: B");
    }
    let mut reader = Reader::harbour(100, 40);
    reader.play("c a");
    shows(&reader, "Choose a claim or a source to judge");
}

#[test]
fn judged_claims_have_a_sign_in_the_text_the_margin_and_every_list() {
    for (symbols, sign) in [(Symbols::Full, "✎"), (Symbols::Plain, "@")] {
        let mut reader = Reader::on(Manuscript::new("harbour.md", HARBOUR), symbols, 100, 40);
        reader.play("Tab a j 1 Esc");
        let in_text = reader.text().lines().filter(|row| row.contains(sign)).count();
        assert!(in_text >= 2, "{}", reader.text());
        let margin = reader.text().lines().any(|row| row.starts_with(sign));
        assert!(margin, "{}", reader.text());
        reader.play("2");
        let rows = &reader.model().screen().main.as_ref().unwrap().rows;
        let signed: Vec<_> = rows.iter().map(caveat::page::row::Row::text).filter(|row| row.contains(sign)).collect();
        assert_eq!(signed.len(), 1, "{signed:?}");
        assert!(signed[0].contains("Ships now wait"), "{signed:?}");
        reader.play("3 a j 1 Esc");
        let row = reader.model().screen().main.as_ref().unwrap().rows[0].text();
        assert!(row.contains(sign), "{row}");
        reader.play("?");
        shows(&reader, "judged by you, or somebody whose judgements you imported");
    }
}

#[test]
fn what_is_pasted_becomes_the_note_and_nothing_in_it_controls_the_terminal() {
    let mut reader = Reader::harbour(100, 40);
    reader.play("a");
    assert_eq!(reader.app.event(Event::Paste("q x\n\u{1b}[2Jtwo\u{202e}lines".to_owned())), None);
    assert_eq!(reader.model().context(), Context::Note);
    shows(&reader, "q x [2Jtwo<U+202E>lines");
    reader.play("Esc Esc");
    assert_eq!(card(&reader), "q x [2Jtwo<U+202E>lines");
}

#[test]
fn a_long_note_wraps_with_its_cursor_always_on_the_screen() {
    for (columns, rows) in [(100, 30), (50, 16), (20, 6)] {
        let mut reader = Reader::harbour(columns, rows);
        reader.play("Tab a Enter");
        reader.write(&"weigh anchors ".repeat(12));
        let has_cursor = |reader: &Reader| {
            let runs = reader.model().screen().popup.iter().flat_map(|popup| &popup.rows).flat_map(|row| &row.runs);
            runs.filter(|run| run.roles.has(Role::Cursor)).count()
        };
        for keys in ["End", "Left", "Home", "Right", "C-w", "C-e"] {
            reader.play(keys);
            assert_eq!(has_cursor(&reader), 1, "{columns}×{rows} after {keys}\n{}", reader.text());
        }
    }
}

#[test]
fn the_mouse_chooses_fields_and_values() {
    let mut reader = Reader::harbour(100, 40);
    reader.play("a");
    let mut click = |words: &str| {
        let popup = reader.model().screen().popup.as_ref().unwrap();
        let mut rows = popup.rows.iter().map(caveat::page::row::Row::text).enumerate();
        let (row, at) = rows.find_map(|(row, text)| Some((row, text[..text.find(words)?].chars().count()))).unwrap();
        let cell = |number: usize| u16::try_from(number).unwrap();
        let (column, row) = (popup.inside.x + cell(at), popup.inside.y + cell(row));
        reader.model_mut().update(Message::Pointed(Pointed { column, row, gesture: Gesture::Click }));
    };
    click("status ");
    click("wrong");
    click("credibility");
    click("probably true");
    click("note ");
    click("note ");
    assert_eq!(reader.model().context(), Context::Note);
    reader.play("Esc Esc");
    assert_eq!(card(&reader), "status: wrong credibility: 2, probably true");
}

#[test]
fn filters_select_what_is_judged_and_follow_it() {
    let mut reader = Reader::harbour(100, 40);
    reader.play("&");
    reader.write("status:");
    assert!(reader.status().contains("status:open  status:checked"), "{}", reader.status());
    reader.play("Esc a j 3 Esc Tab a Enter");
    reader.write("Hm");
    reader.play("Esc Esc &");
    reader.write("mine");
    assert!(reader.status().contains("2 of 10 claims"), "{}", reader.status());
    reader.play("C-u");
    reader.write("status:wrong");
    assert!(reader.status().contains("1 of 10 claims"), "{}", reader.status());
    reader.play("Enter 2");
    reader.play("a j 2 Esc");
    shows(&reader, "No claim passes the filter");
}

#[test]
fn words_of_ones_notes_are_found_and_said_to_be_ones_own() {
    let mut reader = Reader::harbour(100, 40);
    reader.play("Tab a Enter");
    reader.write("wrong date");
    reader.play("Esc Esc 3 a Enter");
    reader.write("Which date?");
    reader.play("Esc Esc 1");
    for view in ["1", "3", "4"] {
        reader.play(view);
        reader.play("/");
        reader.write("date");
        reader.play("Enter");
        assert!(reader.status().contains("1 of 2, your note on claim 2"), "{view}: {}", reader.status());
        shows(&reader, "wrong date");
        reader.play("n");
        assert!(reader.status().contains("2 of 2, your note on source 1"), "{view}: {}", reader.status());
        shows(&reader, "Which date?");
        reader.play("Esc");
    }
    // The table of claims has no sources.
    reader.play("2 g g /");
    reader.write("date");
    reader.play("Enter");
    assert!(reader.status().contains("1 of 1, your note on claim 2"), "{}", reader.status());
    // A filter selects the claim with the note, and the three that cite the source with the other one.
    reader.play("Esc 1 &");
    reader.write("date");
    assert!(reader.status().contains("4 of 10 claims"), "{}", reader.status());
    reader.play("C-u");
    reader.write("not date");
    assert!(reader.status().contains("6 of 10 claims"), "{}", reader.status());
    // A note that is erased is no longer found.
    reader.play("Esc / d a t e Enter");
    assert!(reader.status().contains("1 of 2, your note on claim 2"), "{}", reader.status());
    reader.play("a Enter C-u Esc Esc n");
    assert!(reader.status().contains("1 of 1, your note on source 1"), "{}", reader.status());
}

#[test]
fn a_copy_contains_the_judgement_and_says_whose_it_is() {
    let mut reader = Reader::harbour(100, 40);
    reader.play("Tab a j 3 Esc");
    let effects = reader.play("y");
    let [Effect::Copy(text)] = &effects[..] else { panic!("{effects:?}") };
    assert!(text.contains("\nThe reader's own judgement, not the text's: status: wrong.\n"), "{text}");
    assert!(reader.status().contains("and your judgement"), "{}", reader.status());
    let effects = reader.play("Y");
    let [Effect::Copy(text)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(text.matches("The reader's own judgement").count(), 1, "{text}");
}

#[test]
fn a_judgement_stays_with_its_words_while_the_text_changes_around_them() {
    let mut reader = Reader::harbour(100, 40);
    reader.play("Tab a j 3");
    rewrite(&mut reader, &HARBOUR.replace("Dues doubled in two years.[^audit]", "New.[^audit] Dues rose.[^audit]"));
    // The layer stays open, or the next letter would act as a key.
    shows(&reader, "Your judgement of claim 3");
    reader.play("j 5 Esc");
    assert_eq!(card(&reader), "status: wrong credibility: 5, improbable");
}

#[test]
fn a_judgement_whose_words_are_gone_is_kept_and_never_goes_to_others() {
    let judged = |text: &str, at: usize, now: &str| {
        let of = |text: &str| dossier(Manuscript::new("a.md", text)).0;
        let old = of(text);
        let mut judgement = Judgement::default();
        judgement.rate(Scale::Status, Some(2));
        let claim = old.claim_ids().nth(at).unwrap();
        let target = Target::of_claim(&old, claim);
        let now = of(now);
        let entry = Entry { target, by: None, judgement };
        let found = Judgements::find(vec![entry], &now);
        let claim = now.claim_ids().find(|&claim| found.of_claim(claim).is_some());
        assert_eq!(claim.is_none(), found.lost().len() == 1);
        claim.map(|claim| claim.0)
    };
    let end = "\n\n[^a]: Somebody\n";
    let text = |words: &str| format!("{words}{end}");
    let old =
        text("Fewer ships came.[^a] The council met in March.[^a]\n\nFewer ships came.[^a] Nobody knew of it.[^a]");
    assert_eq!(judged(&old, 2, &old), Some(2), "words that stand twice are told apart by what is around them");
    let first_gone = text("Dues rose.[^a]\n\nFewer ships came.[^a] Nobody knew of it.[^a]");
    assert_eq!(judged(&old, 2, &first_gone), Some(1));
    assert_eq!(judged(&old, 0, &first_gone), None, "the other place has the same words, and is another claim");
    assert_eq!(judged(&old, 1, &text("The council met.[^a]")), None);
    assert_eq!(
        judged(&old, 1, &text("**The council** met\nin March.[^a]")),
        Some(0),
        "markup and line breaks are no words"
    );
    let lists = text("Go[^a], Rust[^b] and Swift[^a] do so.\n\n[^b]: Else");
    for at in 0..3 {
        assert_eq!(judged(&lists, at, &lists), Some(at));
    }
}

#[test]
fn the_position_of_a_claim_counts_the_characters_of_its_words_in_the_text_as_it_reads() {
    let (dossier, _) = dossier(Manuscript::new("a.md", HARBOUR));
    let mut text = String::new();
    for prose in dossier.briefing.blocks.iter().flat_map(|block| &block.proses) {
        text += &prose.text;
        text.push('\n');
    }
    let text: Vec<char> = text.chars().collect();
    for claim in dossier.claim_ids() {
        let Target::Claim(quote) = Target::of_claim(&dossier, claim) else { panic!("it is a claim") };
        let (start, end) = quote.position.unwrap();
        assert_eq!(text[start..end].iter().collect::<String>(), quote.exact);
        assert!(text[..start].iter().collect::<String>().ends_with(&quote.prefix));
        assert!(text[end..].iter().collect::<String>().starts_with(&quote.suffix));
    }
}

#[test]
fn a_text_that_cannot_be_kept_says_so_where_it_is_judged() {
    let mut reader = Reader::harbour(80, 24);
    reader.app.file = caveat::files::open_file::OpenFile::standard_input();
    let unkept = reader.app.file.unkept();
    reader.model_mut().will_not_keep(unkept);
    reader.play("a j 1");
    shows(&reader, "Standard input: your judgements last until you quit");
}

#[test]
fn the_layer_fits_every_screen() {
    for (name, columns, rows, keys) in [
        ("judgement-100x30", 100, 30, "Tab Tab a j j 2"),
        ("judgement-note-50x16", 50, 16, "Tab a Enter A s k Space M a a s"),
        ("judgement-20x6", 20, 6, "Tab a j j j 2"),
        ("judged-100x30", 100, 30, "Tab a j 3 j 5 Esc"),
    ] {
        let mut reader = Reader::harbour(columns, rows);
        reader.play(keys);
        frames::golden(name, &reader.frame());
    }
}
