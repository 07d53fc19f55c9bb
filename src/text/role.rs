//! Roles name the kinds of text on the screen. A theme gives each role a style, and only the theme knows colors.
//!
//! A run may be several things at once (strong, in a claim, a hedge), so [`Roles`] is a set. Styles are laid over one
//! another in the order of [`Role::ALL`], the last on top: first the screen, then what the text is, then inline markup,
//! then annotation, then the reader's choice.

macro_rules! roles {
    ($($(#[doc = $doc:literal])* $name:ident = $key:literal,)*) => {
        /// The role of a run of text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $($(#[doc = $doc])* $name,)* }

        impl Role {
            /// Every role, the lowest layer first.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The role's name in a theme file.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }
        }
    };
}

roles! {
    /// The screen itself, as the background of everything.
    Screen = "screen",
    /// Running text.
    Body = "body",
    /// Secondary text: dates, notes, details.
    Muted = "muted",
    /// The author's own voice: prose that no claim covers, in a text with claims.
    Voice = "voice",
    /// A heading of the first level.
    Title = "title",
    /// A heading of the second level.
    Heading = "heading",
    /// A heading of the third level.
    HeadingThird = "heading.third",
    /// A heading of a lower level.
    HeadingMinor = "heading.minor",
    /// Text in a block quote.
    Quote = "quote",
    /// A code block.
    Code = "code",
    /// In code: keywords.
    CodeKeyword = "code.keyword",
    /// In code: strings.
    CodeString = "code.string",
    /// In code: comments.
    CodeComment = "code.comment",
    /// In code: numbers and other constants.
    CodeNumber = "code.number",
    /// In code: names of functions.
    CodeFunction = "code.function",
    /// In code: names of types.
    CodeType = "code.type",
    /// Rules, borders of tables and quotes, bullets.
    Ornament = "ornament",
    /// The word and the bar of an alert: note, tip, important.
    Alert = "alert",
    /// The word and the bar of a warning.
    AlertWarning = "alert.warning",
    /// The head of a table.
    TableHead = "table.head",
    /// A label in a card: "who says so".
    Label = "label",
    /// The line at the top and the line at the bottom.
    Bar = "bar",
    /// The view that is open, in the bottom line.
    BarActive = "bar.active",
    /// The name of a key.
    Key = "key",
    /// The border of a pane.
    Border = "border",
    /// The border of the pane with the keys.
    BorderActive = "border.active",
    /// The words in the border of a pane.
    PaneTitle = "pane.title",
    /// What a popup covers.
    Covered = "covered",
    /// In the picture of chains: the claims that flow from source to source.
    Flow = "flow",
    /// In the picture of chains: the claims that flow through the selected source.
    FlowChosen = "flow.chosen",
    /// Inline code.
    InlineCode = "code.inline",
    /// Emphasis.
    Emphasis = "emphasis",
    /// Strong emphasis.
    Strong = "strong",
    /// Struck through by the author.
    Strikethrough = "strikethrough",
    /// In a change since an older text: words that are gone.
    Removed = "removed",
    /// In a change since an older text: words that are new.
    Added = "added",
    /// Proposed by an editor, and not settled.
    Addition = "addition",
    /// A link's words.
    Link = "link",
    /// An image, by its sign and its words.
    Image = "image",
    /// A source's name outside running text.
    Source = "source",
    /// Words that someone answers for.
    Claim = "claim",
    /// Words that state a caveat.
    Statement = "statement",
    /// Source numbers and marks after a claim.
    Mark = "mark",
    /// Words that weaken a claim.
    Hedge = "hedge",
    /// A caveat's sign and name.
    Caveat = "caveat",
    /// A denial's sign and name.
    Denial = "denial",
    /// The reader's own judgement: its sign, its label and its words.
    Judgement = "judgement",
    /// A source that the reader doubts.
    Doubt = "doubt",
    /// A claim that has fallen with its doubted sources.
    Fallen = "fallen",
    /// A problem: with the file, or, given the reader's doubts, with a claim.
    Problem = "problem",
    /// The chosen claim, or the place that the reader went to.
    Chosen = "chosen",
    /// The chosen row of a list.
    Selected = "selected",
    /// A letter over a link that can be followed.
    Letter = "letter",
    /// A match of the search.
    Match = "match",
    /// The current match of the search.
    MatchCurrent = "match.current",
    /// The cursor of an input line.
    Cursor = "cursor",
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Roles(u64);

impl Roles {
    pub const NONE: Self = Self(0);

    /// Returns this set with one more role.
    #[must_use]
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | 1 << role as u32)
    }

    /// Returns the union of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether text with these roles stands beside the author's sentences and is not part of them.
    pub const fn is_silent(self) -> bool {
        self.has(Role::Muted) || self.has(Role::Image)
    }

    pub const fn has(self, role: Role) -> bool {
        self.0 & 1 << role as u32 != 0
    }

    /// Returns the roles of the set, the lowest layer first.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        let mut left = self.0;
        // The place of a role in `ALL` is its bit. Nothing stands at place 64, the lowest bit of an empty set.
        std::iter::from_fn(move || {
            let role = *Role::ALL.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(role)
        })
    }
}

impl From<Role> for Roles {
    fn from(role: Role) -> Self {
        Self::NONE.with(role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_returns_its_roles_lowest_layer_first() {
        let set = Roles::from(Role::Hedge).with(Role::Body).with(Role::Claim);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Role::Body, Role::Claim, Role::Hedge]);
        assert!(Role::ALL.len() <= 64);
    }
}
