//! The signs of the program, in two sets: one for terminals with a full font, one for any.
//!
//! Owns every sign, so that the screen, its legend and the summary agree. Must not know where the signs are shown.

/// A set of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbols {
    /// Unicode, every sign one column wide.
    Full,
    /// ASCII, for the text console and for any output that has nothing else.
    Plain,
}

impl Symbols {
    fn pick<T>(self, full: T, plain: T) -> T {
        match self {
            Self::Full => full,
            Self::Plain => plain,
        }
    }

    /// Marks what a limitation covers.
    pub fn limitation(self) -> &'static str {
        self.pick("▲", "^")
    }

    /// Marks what somebody denies.
    pub fn denial(self) -> &'static str {
        self.pick("✗", "x")
    }

    /// Marks a claim that has fallen with its sources.
    pub fn fallen(self) -> &'static str {
        self.pick("†", "+")
    }

    /// Follows the sign of a caveat that is in another text.
    pub fn elsewhere(self) -> &'static str {
        self.pick("›", ">")
    }

    /// Marks a claim whose words are reversed by the words around them.
    pub fn turned(self) -> &'static str {
        self.pick("◇", "!")
    }

    /// Marks what the reader, or somebody else, has judged.
    pub fn judged(self) -> &'static str {
        self.pick("✎", "@")
    }

    /// Stands before and after deleted text.
    pub fn struck(self) -> &'static str {
        "~~"
    }

    /// Stand before and after a claim's words in their sentence, where no style shows them.
    pub fn words(self) -> [&'static str; 2] {
        self.pick(["‹", "›"], ["<", ">"])
    }

    /// Stands before the words of an image.
    pub fn image(self) -> &'static str {
        self.pick("▢", "[]")
    }

    /// Marks what the text attributes to nobody.
    pub fn nobody(self) -> &'static str {
        self.pick("∅", "[nobody]")
    }

    /// Marks text that is new since an older version.
    pub fn added(self) -> &'static str {
        "+"
    }

    /// Marks text that changed since an older version.
    pub fn changed(self) -> &'static str {
        "~"
    }

    /// Marks the place where text of an older version is gone.
    pub fn gone(self) -> &'static str {
        "-"
    }

    /// Returns the signs in the text with their meanings.
    pub fn legend(self) -> Vec<(String, &'static str)> {
        vec![
            (self.limitation().to_owned(), "a caveat limits the claim, or a source on its chain"),
            (self.denial().to_owned(), "somebody denies the claim"),
            (self.references([1, 2].into_iter()), "who says so: the numbers of the claim's sources"),
            (self.bar().to_owned(), "beside the text: a limited or denied claim continues"),
            (self.chosen().to_owned(), "beside the text: the chosen claim"),
            (self.sentence().to_owned(), "beside the text: the rest of its sentence"),
            (self.nobodies([1].into_iter()), "the text attributes it, but to nobody"),
            (self.labels([1].into_iter()), "only a label: the file does not say who that is"),
            (self.mentions([1].into_iter()), "the source is only mentioned; it may say something else"),
            (self.links([1].into_iter()), "the sentence links to the page; it may say something else"),
            (self.notes([1].into_iter()), "a note: it is shown, and nothing rests on it"),
            (format!("{}{}", self.limitation(), self.elsewhere()), "another text has a caveat on it, or a denial"),
            (self.fallen().to_owned(), "the claim falls with the sources that you doubt"),
            (self.judged().to_owned(), "judged by you, or somebody whose judgements you imported"),
            (self.turned().to_owned(), "in a list: its sentence denies, doubts or hedges it"),
            (format!("{0} {0}", self.struck()), "the text between the signs is struck out"),
            (self.image().to_owned(), "an image, by its words or its file"),
            (self.beyond(true).to_owned(), "a line of code continues to the right"),
            ([self.added(), self.changed(), self.gone()].join(" "), "new, changed, gone since an older text"),
        ]
    }

    /// Marks the column that gives the order.
    pub fn order(self, reversed: bool) -> &'static str {
        match (self, reversed) {
            (Self::Full, false) => "↓",
            (Self::Full, true) => "↑",
            (Self::Plain, false) => "/",
            (Self::Plain, true) => "\\",
        }
    }

    /// Fills the part of a bar that shows a share.
    pub fn share(self) -> &'static str {
        self.pick("█", "=")
    }

    /// Fills the upper half, the lower half or both halves of a cell.
    pub fn block(self, upper: bool, lower: bool) -> &'static str {
        match (upper, lower) {
            (true, true) => self.pick("█", "="),
            (true, false) => self.pick("▀", "-"),
            (false, true) => self.pick("▄", "-"),
            (false, false) => " ",
        }
    }

    /// Fills a cell that has nothing to show.
    pub fn none(self) -> &'static str {
        self.pick("·", ".")
    }

    /// Marks the part of the scroll bar that is on the screen.
    pub fn thumb(self) -> &'static str {
        self.pick("▐", "#")
    }

    /// Continues a sign in the gutter beside the next rows.
    pub fn bar(self) -> &'static str {
        self.pick("│", "|")
    }

    /// Marks the chosen claim in the gutter.
    pub fn chosen(self) -> &'static str {
        self.pick("▌", ">")
    }

    /// Marks the sentence of the chosen claim in the gutter.
    pub fn sentence(self) -> &'static str {
        self.pick("┊", ":")
    }

    /// Marks the chosen row of a list.
    pub fn selected(self) -> &'static str {
        self.pick("▸", ">")
    }

    /// Marks an opened row of a list.
    pub fn opened(self) -> &'static str {
        self.pick("▾", "v")
    }

    /// Leads from a source down to the source behind it.
    pub fn behind(self) -> &'static str {
        self.pick("└ ", "`-")
    }

    pub fn bullet(self) -> &'static str {
        self.pick("•", "*")
    }

    pub fn task(self, done: bool) -> &'static str {
        match (self, done) {
            (Self::Full, false) => "☐",
            (Self::Full, true) => "☑",
            (Self::Plain, false) => "[ ]",
            (Self::Plain, true) => "[x]",
        }
    }

    /// Draws the bar beside a block quote.
    pub fn quote(self) -> &'static str {
        self.pick("┃", "|")
    }

    /// Draws a horizontal rule, column by column.
    pub fn rule(self) -> &'static str {
        self.pick("─", "-")
    }

    /// Draws the line under a title, column by column.
    pub fn under_title(self) -> &'static str {
        self.pick("━", "=")
    }

    /// Stands between table columns.
    pub fn column(self) -> &'static str {
        self.pick("│", "|")
    }

    /// Crosses a column with the line under a table's head.
    pub fn crossing(self) -> &'static str {
        self.pick("┼", "+")
    }

    /// Shows that a list has more rows below or above.
    pub fn more(self, below: bool) -> &'static str {
        match (self, below) {
            (Self::Full, true) => "↓",
            (Self::Full, false) => "↑",
            (Self::Plain, true) => "v",
            (Self::Plain, false) => "^",
        }
    }

    /// Shows that a line of code continues to the right or to the left.
    pub fn beyond(self, right: bool) -> &'static str {
        match (self, right) {
            (Self::Full, true) => "›",
            (Self::Full, false) => "‹",
            (Self::Plain, true) => ">",
            (Self::Plain, false) => "<",
        }
    }

    /// Returns the corners of a frame (upper left, upper right, lower left, lower right), its top and its side.
    pub fn frame(self) -> [&'static str; 6] {
        self.pick(["╭", "╮", "╰", "╯", "─", "│"], ["+", "+", "+", "+", "-", "|"])
    }

    /// Stands for text left out for lack of room.
    pub fn ellipsis(self) -> &'static str {
        self.pick("…", "~")
    }

    /// Writes the numbers of a claim's sources after it.
    pub fn references(self, numbers: impl Iterator<Item = usize>) -> String {
        let numbers: Vec<_> = numbers.map(|number| number.to_string()).collect();
        match self {
            Self::Full => numbers.iter().map(|number| superscript(number)).collect::<Vec<_>>().join("·"),
            Self::Plain if numbers.is_empty() => String::new(),
            Self::Plain => format!("[{}]", numbers.join(",")),
        }
    }

    /// Writes the numbers of a claim's sources if it is attributed to nobody.
    pub fn nobodies(self, numbers: impl Iterator<Item = usize>) -> String {
        let numbers = self.references(numbers);
        match self {
            Self::Full if numbers.is_empty() => String::new(),
            Self::Full => format!("{}{numbers}", self.nobody()),
            Self::Plain => numbers.replace('[', "[nobody "),
        }
    }

    /// Writes the numbers of a claim's sources of which the file has nothing but a label.
    pub fn labels(self, numbers: impl Iterator<Item = usize>) -> String {
        let numbers = self.references(numbers);
        match self {
            Self::Full if numbers.is_empty() => String::new(),
            Self::Full => format!("[{numbers}]"),
            Self::Plain => numbers.replace('[', "[label "),
        }
    }

    /// Writes the numbers of sources that are only mentioned.
    pub fn mentions(self, numbers: impl Iterator<Item = usize>) -> String {
        let numbers = self.references(numbers);
        match self {
            Self::Full => format!("⁽{numbers}⁾"),
            Self::Plain => numbers.replace('[', "[see "),
        }
    }

    /// Writes the numbers of pages that a sentence links to.
    pub fn links(self, numbers: impl Iterator<Item = usize>) -> String {
        let numbers = self.references(numbers);
        match self {
            Self::Full => format!("↗{numbers}"),
            Self::Plain => numbers.replace('[', "[link "),
        }
    }

    /// Writes the numbers of notes, so that they look unlike those of sources.
    pub fn notes(self, numbers: impl Iterator<Item = usize>) -> String {
        let marks = numbers.map(|number| match self {
            Self::Full => format!("ⁿ{}", superscript(&number.to_string())),
            Self::Plain => format!("[n{number}]"),
        });
        marks.collect::<Vec<_>>().concat()
    }
}

fn superscript(number: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjacent_numbers_stay_separate() {
        assert_eq!(Symbols::Full.references([1, 2, 30].into_iter()), "¹·²·³⁰");
        assert_eq!(Symbols::Plain.references([1, 2, 30].into_iter()), "[1,2,30]");
        assert_eq!(Symbols::Plain.references([].into_iter()), "");
        assert_eq!(Symbols::Full.notes([1, 23].into_iter()), "ⁿ¹ⁿ²³");
        assert_eq!(Symbols::Plain.notes([1, 23].into_iter()), "[n1][n23]");
    }
}
