//! Tests saved state, reloading and the editor on a terminal.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::harness::{Screen, Start};
use crate::{CONTROL_Z, SIGNALLED};

/// A text of forty claims, one on each odd line.
fn text() -> String {
    let claims = (1..=40).map(|number| format!("The statement about matter {number}.[^a]\n\n"));
    claims.chain(["[^a]: Somebody\n".to_owned()]).collect()
}

/// A temporary folder with a text and a home.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(place.path(), text()).unwrap();
        place
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("text.md")
    }

    fn with(&self, flags: &[&str]) -> Start {
        let path = self.path().to_str().unwrap().to_owned();
        let args: Vec<&str> = flags.iter().copied().chain([path.as_str()]).collect();
        let start = Start::new(&args).env("XDG_STATE_HOME", self.folder.path().join("state"));
        start.env("XDG_DATA_HOME", self.folder.path().join("data"))
    }

    fn open(&self) -> Screen {
        let screen = self.with(&[]).at(100, 24);
        screen.wait_for("Claim");
        screen
    }

    /// Waits for a condition. A shell that ends with its terminal does not wait for the program.
    #[track_caller]
    fn is_remembered(&self) {
        let folder = self.folder.path().join("state/caveat");
        let whole = || {
            fs::read_dir(&folder).is_ok_and(|mut entries| {
                entries.any(|entry| entry.unwrap().path().extension().is_some_and(|extension| extension == "json"))
            })
        };
        let deadline = Instant::now() + Duration::from_secs(20);
        while !whole() {
            assert!(Instant::now() < deadline, "nothing is kept");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Replaces the file as most programs do: another file is renamed to its name.
    fn rename_over(&self, text: &str) {
        let beside = self.folder.path().join("beside");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, self.path()).unwrap();
    }

    /// An editor that records its arguments, waits for a line from the terminal, and puts it into the text.
    fn editor(&self, name: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt as _;
        let path = self.folder.path().join(name);
        let folder = self.folder.path().display();
        let script = format!(
            "#!/bin/sh\n\
             echo \"$*\" > {folder}/arguments\n\
             echo $$ > {folder}/pid\n\
             echo editing\n\
             read -r line\n\
             for file; do :; done\n\
             sed \"s/matter 1\\./$line/\" \"$file\" > {folder}/edited && mv {folder}/edited \"$file\"\n"
        );
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// Waits until the editor is stopped. The shell does not wait for that, and the editor could read what is typed for the
    /// shell. Only Linux tells.
    #[track_caller]
    fn editor_is_stopped(&self) {
        let pid = fs::read_to_string(self.folder.path().join("pid")).unwrap();
        let state = PathBuf::from(format!("/proc/{}/stat", pid.trim()));
        let deadline = Instant::now() + Duration::from_secs(20);
        while fs::read_to_string(&state).is_ok_and(|state| !state.contains(") T ")) {
            assert!(Instant::now() < deadline, "the editor goes on");
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn arguments(&self) -> String {
        fs::read_to_string(self.folder.path().join("arguments")).unwrap().trim().to_owned()
    }
}

fn quit(screen: Screen) {
    screen.press("q");
    screen.ends(0);
}

#[test]
fn the_first_start_explains_the_marks_once() {
    let place = Place::new();
    let screen = place.with(&[]).at(100, 24);
    screen.wait_for("Who says so, how firmly, what speaks against it  Tab next claim  ? help  :guide");
    screen.press("j");
    screen.wait_for("Enter source");
    screen.press("q");
    screen.ends(0);
    place.is_remembered();
    let screen = place.open();
    assert!(!screen.contents().contains("limited"), "{}", screen.contents());
    screen.press("q");
    screen.ends(0);
}

#[test]
fn a_text_opens_where_it_was_left_or_with_fresh_at_the_beginning() {
    let place = Place::new();
    let screen = place.open();
    screen.press("\t\t\t");
    screen.wait_for("Claim 4 of 40");
    quit(screen);
    let screen = place.open();
    screen.wait_for("Where you were: claim 4 of 40; g for the beginning");
    quit(screen);
    let screen = place.with(&["--fresh"]).at(100, 24);
    screen.wait_for("Claim 1 of 40");
    quit(screen);
}

#[test]
fn each_built_in_briefing_has_its_own_place() {
    let place = Place::new();
    let open = |args: &[&str]| {
        let screen = Start::new(args).env("XDG_STATE_HOME", place.folder.path().join("state")).at(100, 24);
        screen.wait_for("Claim");
        screen
    };
    for (args, keys, claim) in [(&[][..], "\t\t", "Claim 3 of 39"), (&["guide"], "\t", "Claim 2 of ")] {
        let screen = open(args);
        screen.press(keys);
        screen.wait_for(claim);
        quit(screen);
    }
    let screen = open(&[]);
    screen.wait_for("Where you were: claim 3 of 39");
    quit(screen);
    let screen = open(&["guide"]);
    screen.wait_for("Where you were: claim 2 of ");
    screen.press("e");
    screen.wait_for("The guide cannot be edited");
    quit(screen);
}

#[test]
fn a_text_edited_in_the_meantime_opens_at_the_same_claim() {
    let place = Place::new();
    let screen = place.open();
    screen.press("\t\t\tx");
    screen.wait_for("0 of 40 stand");
    quit(screen);
    place.rename_over(&format!("A new first claim.[^a]\n\n{}", text()));
    let screen = place.open();
    screen.wait_for("Claim 5 of 41");
    screen.wait_for("0 of 41 stand");
    quit(screen);
}

#[test]
fn the_place_is_kept_however_the_program_ends() {
    let ends: [&dyn Fn(Screen); 3] = [
        &|screen| {
            screen.signal(Signal::TERM);
            screen.ends(SIGNALLED + Signal::TERM.as_raw());
        },
        &|screen| {
            screen.signal(Signal::HUP);
            screen.ends(SIGNALLED + Signal::HUP.as_raw());
        },
        &|screen| screen.hang_up(),
    ];
    for end in ends {
        let place = Place::new();
        let screen = place.open();
        screen.press("\t\t");
        screen.wait_for("Claim 3 of 40");
        end(screen);
        place.is_remembered();
        let screen = place.open();
        screen.wait_for("Where you were: claim 3 of 40");
        quit(screen);
    }
}

#[test]
fn judgements_outlive_a_signal_and_a_second_reader_of_the_text() {
    let place = Place::new();
    let (one, other) = (place.open(), place.open());
    one.press("\ta\r");
    one.wait_for("Enter done");
    one.press("Ask Maas");
    one.wait_for("Ask Maas");
    other.press("\t\taj3");
    other.wait_for("status       wrong");
    other.press("\u{1b}");
    other.wait_for("Kept: your judgement of claim 3");
    quit(other);
    // The note is still being typed.
    one.signal(Signal::TERM);
    one.ends(SIGNALLED + Signal::TERM.as_raw());
    let files = fs::read_dir(place.folder.path().join("data/caveat/judgements")).unwrap();
    let kept: Vec<_> = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    let kept = kept.concat();
    assert!(kept.contains("Ask Maas") && kept.contains("status: wrong"), "{kept}");
}

#[test]
fn a_note_that_could_not_be_saved_is_saved_with_the_next_one() {
    let place = Place::new();
    let folder = place.folder.path().join("data/caveat/judgements");
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    // Where the folder should be, there is a file.
    fs::write(&folder, "").unwrap();
    let screen = place.open();
    screen.press("\ta\r");
    screen.wait_for("Enter done");
    screen.press("Ask Maas\r");
    screen.wait_for("Your judgement cannot be kept: ");
    screen.press("\u{1b}");
    screen.wait_for("Not saved: your judgement of claim 2");
    // The notice goes, the warning stays, and so does the note.
    screen.press("\t");
    screen.wait_for("Claim 3 of 40");
    assert!(screen.contents().contains("not saved"), "{}", screen.contents());
    screen.press("\u{1b}[Z");
    screen.wait_for("Ask Maas");
    // Reading the file again does not drop it.
    screen.press("r");
    screen.wait_for("Nothing has changed");
    assert!(screen.contents().contains("Ask Maas"), "{}", screen.contents());
    fs::remove_file(&folder).unwrap();
    screen.press("\taj3");
    screen.wait_for("Saved, with what could not be saved before");
    screen.press("\u{1b}");
    screen.wait_for("Kept: your judgement of claim 3");
    assert!(!screen.contents().contains("not saved"), "{}", screen.contents());
    quit(screen);
    let kept = fs::read_dir(&folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let kept: String = kept.collect();
    assert!(kept.contains("Ask Maas") && kept.contains("status: wrong"), "{kept}");
}

#[test]
fn a_note_that_could_never_be_saved_is_printed_at_the_end() {
    let place = Place::new();
    fs::create_dir_all(place.folder.path().join("data/caveat")).unwrap();
    fs::write(place.folder.path().join("data/caveat/judgements"), "").unwrap();
    let screen = place.open();
    screen.press("\ta\r");
    screen.wait_for("Enter done");
    screen.press("Ask Maas\r");
    screen.wait_for("Your judgement cannot be kept: ");
    screen.press("\u{1b}");
    screen.wait_for("Not saved: your judgement of claim 2");
    screen.press("q");
    screen.wait_for("These judgements could not be saved:");
    screen.wait_for("“The statement about matter 2.”: note: Ask Maas");
    screen.ends(0);
}

#[test]
fn an_unwritable_home_is_ignored_silently() {
    let place = Place::new();
    let screen = place.with(&[]).env("XDG_STATE_HOME", "/dev/null").env("HOME", "/dev/null").at(100, 24);
    screen.wait_for("Claim 1 of 40");
    screen.press("\t");
    screen.wait_for("Claim 2 of 40");
    quit(screen);
}

#[test]
fn nothing_is_saved_for_standard_input() {
    let place = Place::new();
    let state = place.folder.path().join("state");
    let screen = Start::new(&["-"]).input("content/korea.md").env("XDG_STATE_HOME", state.clone()).at(80, 24);
    screen.wait_for("increasingly after money");
    screen.press("\te");
    screen.wait_for("Standard input cannot be edited");
    quit(screen);
    assert!(!state.exists());
}

#[test]
fn a_changed_file_is_reloaded_and_the_reader_stays_at_its_claim() {
    let place = Place::new();
    let screen = place.open();
    screen.press("\t\t\t");
    screen.wait_for("Claim 4 of 40");
    // In place, and by replacing the file.
    let one = text().replace("matter 9.", "matter nine.");
    fs::write(place.path(), &one).unwrap();
    screen.wait_for("Reloaded: 1 claim changed");
    place.rename_over(&format!("A new first claim.[^a]\n\n{one}"));
    screen.wait_for("Reloaded: 1 claim new");
    screen.wait_for("Claim 5 of 41");
    screen.press("'.");
    screen.wait_for("Claim 1 of 41");
    screen.press("r");
    screen.wait_for("Nothing has changed");
    quit(screen);
}

#[test]
fn a_file_that_is_temporarily_not_text_does_not_end_reading() {
    let place = Place::new();
    let screen = place.open();
    fs::write(place.path(), b"\xff\xff\xff").unwrap();
    screen.wait_for("The file is not UTF-8; this is the earlier version");
    fs::write(place.path(), b"").unwrap();
    screen.wait_for("The file is empty; this is the earlier version");
    fs::remove_file(place.path()).unwrap();
    screen.wait_for("The file is gone; this is the earlier version");
    // The message stays.
    screen.press("\t");
    screen.wait_for("Claim 2 of 40");
    screen.wait_for("the file is gone");
    place.rename_over(&text());
    screen.wait_for("The file is back as it was");
    quit(screen);
}

#[test]
fn an_editor_gets_the_terminal_file_and_line_and_its_changes_are_read() {
    let place = Place::new();
    let screen = place.with(&[]).env("EDITOR", place.editor("vim")).env("VISUAL", "").at(100, 24);
    screen.wait_for("Claim 1 of 40");
    screen.press("\t\te");
    screen.wait_for("editing");
    screen.assert_clean();
    // The editor gets all keys, and the signals that keys send.
    screen.press("q quit 1\n");
    screen.wait_for("The statement about q quit 1");
    screen.wait_for("Reloaded: 1 claim changed");
    screen.wait_for("Claim 3 of 40");
    assert_eq!(place.arguments(), format!("+call cursor(5, 1) {}", place.path().display()));
    screen.press("\t");
    screen.wait_for("Claim 4 of 40");
    quit(screen);
}

#[test]
fn an_editor_can_be_stopped_and_continued() {
    let place = Place::new();
    let screen = place.with(&[]).env("EDITOR", place.editor("ed")).env("VISUAL", "").at(100, 24);
    screen.wait_for("Claim 1 of 40");
    screen.press("e");
    screen.wait_for("editing");
    screen.press(CONTROL_Z);
    assert!(screen.status() > SIGNALLED);
    place.editor_is_stopped();
    screen.press("fg\n");
    screen.press("a line\n");
    screen.wait_for("The statement about a line");
    assert_eq!(place.arguments(), place.path().display().to_string());
    quit(screen);
}

#[test]
fn a_missing_editor_is_reported() {
    let place = Place::new();
    let screen = place.with(&[]).env("VISUAL", "/nowhere/vim").at(100, 24);
    screen.wait_for("Claim 1 of 40");
    screen.press("e");
    screen.wait_for("Cannot run `/nowhere/vim`: there is no such file");
    screen.press("\t");
    screen.wait_for("Claim 2 of 40");
    quit(screen);
}
