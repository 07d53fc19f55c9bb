//! A line of input: its text and its cursor. Must not know what the line is for.

use unicode_segmentation::UnicodeSegmentation;

/// Most bytes of a line. Nobody types more, and a stuck key does no harm.
const LONGEST: usize = 500;

/// Most bytes of a note. It may be as long as a page.
const LONGEST_NOTE: usize = 4000;

/// A line of input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    is_note: bool,
    /// Byte offset at which the next character is inserted.
    cursor: usize,
}

/// An edit of a line other than typing.
#[derive(Clone, Copy)]
pub enum Edit {
    Left,
    Right,
    Home,
    End,
    /// Deletes a character, a word or all text before the cursor.
    Character,
    Word,
    All,
}

impl Line {
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), is_note: false, cursor: text.len() }
    }

    /// A line with room for a note.
    pub fn of_note(text: &str) -> Self {
        Self { is_note: true, ..Self::of(text) }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text before the cursor, the character under it (none at the end), and the text after that.
    pub fn parts(&self) -> (&str, &str, &str) {
        let (before, after) = self.text.split_at(self.cursor);
        let under = after.graphemes(true).next().unwrap_or_default();
        (before, under, &after[under.len()..])
    }

    pub fn insert(&mut self, c: char) {
        let longest = if self.is_note { LONGEST_NOTE } else { LONGEST };
        if self.text.len() + c.len_utf8() <= longest && !c.is_control() {
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    pub fn edit(&mut self, edit: Edit) {
        let (before, under, _) = self.parts();
        let last = before.graphemes(true).next_back().map_or(0, str::len);
        let word = before.trim_end().rfind(char::is_whitespace).map_or(before.len(), |space| {
            before.len() - space - before[space..].chars().next().map_or(0, char::len_utf8)
        });
        let from = match edit {
            Edit::Left => return self.cursor -= last,
            Edit::Right => return self.cursor += under.len(),
            Edit::Home => return self.cursor = 0,
            Edit::End => return self.cursor = self.text.len(),
            Edit::Character => self.cursor - last,
            Edit::Word => self.cursor - word,
            Edit::All => 0,
        };
        self.text.replace_range(from..self.cursor, "");
        self.cursor = from;
    }
}

/// A position in the history of lines.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    /// Steps back from the newest line; 0 is the line that is being typed.
    older: usize,
    draft: Line,
}

impl Recall {
    /// Replaces the line by an older or a newer line of the history. The last line of the history is the newest.
    pub fn step(&mut self, line: &mut Line, history: &[String], older: bool) {
        let at = if older { (self.older + 1).min(history.len()) } else { self.older.saturating_sub(1) };
        if self.older == 0 {
            self.draft = line.clone();
        }
        *line = if at == 0 { self.draft.clone() } else { Line::of(&history[history.len() - at]) };
        self.older = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In these tests, a bar stands for the cursor.
    #[track_caller]
    fn check(before: &str, edits: &[Edit], after: &str) {
        let mut line = Line { cursor: before.find('|').expect("a cursor"), ..Line::of(&before.replace('|', "")) };
        for &edit in edits {
            line.edit(edit);
        }
        let mut found = line.text.clone();
        found.insert(line.cursor, '|');
        assert_eq!(found, after);
    }

    #[test]
    fn the_cursor_moves_by_visible_characters() {
        check("e\u{301}👩\u{200d}👧|", &[Edit::Left], "e\u{301}|👩\u{200d}👧");
        check("e\u{301}|x", &[Edit::Left, Edit::Left], "|e\u{301}x");
        check("|e\u{301}x", &[Edit::Right], "e\u{301}|x");
        check("ab|", &[Edit::Right, Edit::Home, Edit::End], "ab|");
    }

    #[test]
    fn characters_words_and_everything_are_erased_before_the_cursor() {
        check("e\u{301}|x", &[Edit::Character, Edit::Character], "|x");
        check("two lines  |left", &[Edit::Word], "two |left");
        check("two|", &[Edit::Word], "|");
        check("two\u{3000}東港|", &[Edit::Word], "two\u{3000}|");
        check("two lines| left", &[Edit::All], "| left");
        check("|", &[Edit::Word, Edit::All, Edit::Character], "|");
    }

    #[test]
    fn a_line_has_a_maximum_length() {
        let mut line = Line::default();
        (0..10_000).for_each(|_| line.insert('é'));
        assert_eq!(line.text().len(), LONGEST);
        let mut note = Line::of_note("");
        (0..10_000).for_each(|_| note.insert('é'));
        assert_eq!(note.text().len(), LONGEST_NOTE);
        line = Line::of("a");
        line.insert('\u{1b}');
        assert_eq!(line.text(), "a");
    }
}
