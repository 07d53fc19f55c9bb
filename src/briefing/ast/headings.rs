//! Finds headings by the ids that links use.

use std::collections::HashMap;

use super::Briefing;

impl Briefing {
    /// Returns the block of the heading with this id. The id is written after the heading, or made of its words as
    /// GitHub does. If no id is the same, case is ignored.
    pub fn heading(&self, id: &str) -> Option<usize> {
        let headings = || self.sections.iter().filter(|section| section.level > 0);
        let written = |same: &dyn Fn(&str) -> bool| headings().find(|section| section.id.as_deref().is_some_and(same));
        let found = written(&|written| written == id).or_else(|| {
            let mut taken = HashMap::new();
            let wanted = plain(id);
            headings().find(|section| unique(&plain(&section.title), &mut taken) == wanted)
        });
        let found = found.or_else(|| written(&|written| written.to_lowercase() == id.to_lowercase()));
        found.map(|section| section.blocks.start)
    }
}

/// Makes words into an id: small letters, digits and `_`, with a hyphen for each space. Other signs are left out.
fn plain(words: &str) -> String {
    let characters = words.chars().flat_map(char::to_lowercase).filter_map(|c| match c {
        ' ' => Some('-'),
        _ => (c.is_alphanumeric() || matches!(c, '-' | '_')).then_some(c),
    });
    characters.collect()
}

/// Makes an id unique: the second heading with the same words gets `-1`.
fn unique(plain: &str, taken: &mut HashMap<String, usize>) -> String {
    let mut id = plain.to_owned();
    while taken.contains_key(&id) {
        let count = taken.entry(plain.to_owned()).or_default();
        *count += 1;
        id = format!("{plain}-{count}");
    }
    taken.insert(id.clone(), 0);
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::ast::Section;
    use crate::briefing::language::Language;

    #[track_caller]
    fn check(headings: &[(&str, Option<&str>)], expected: &[(&str, Option<usize>)]) {
        let sections = headings.iter().enumerate().map(|(at, (title, id))| Section {
            level: 2,
            title: (*title).to_owned(),
            id: id.map(str::to_owned),
            language: Language::ENGLISH,
            blocks: at..at + 1,
        });
        let briefing = Briefing { sections: sections.collect(), ..Briefing::default() };
        for (id, block) in expected {
            assert_eq!(briefing.heading(id), *block, "{id}");
        }
    }

    #[test]
    fn ids_are_made_as_on_github() {
        let headings =
            ["Who pays?", "A & B: C's `x_y`", "東港 Überblick", "क्षेत्र", "Who pays", "who pays-1", "Who pays"]
                .map(|title| (title, None));
        let expected = [
            ("who-pays", Some(0)),
            ("Who-Pays", Some(0)),
            ("a--b-cs-x_y", Some(1)),
            ("東港-überblick", Some(2)),
            ("क्षेत्र", Some(3)),
            ("who-pays-1", Some(4)),
            ("who-pays-1-1", Some(5)),
            ("who-pays-2", Some(6)),
            ("who", None),
            ("", None),
        ];
        check(&headings, &expected);
    }

    #[test]
    fn an_explicit_id_wins_over_a_generated_one() {
        let headings = [("Dues", None), ("Pilots", Some("dues")), ("Berths", Some("Berth-Table"))];
        check(&headings, &[("dues", Some(1)), ("pilots", Some(1)), ("berth-table", Some(2)), ("Berth-Table", Some(2))]);
    }
}
