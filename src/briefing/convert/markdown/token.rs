//! The pieces of a line of Markdown, before they are escaped and written.
//!
//! Must not know documents, nor what is escaped.

/// A kind of emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    Struck,
}

impl Mark {
    pub(super) fn delimiter(self) -> &'static str {
        match self {
            Self::Emphasis => "*",
            Self::Strong => "**",
            Self::Struck => "~~",
        }
    }

    /// The character of which the delimiter is made.
    pub(super) fn character(self) -> char {
        if self == Self::Struck { '~' } else { '*' }
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Text that is not escaped yet, and whether it stands in the words of a link.
    Text(String, bool),
    Open(Mark),
    Close(Mark),
    Code(String),
    Break,
    /// Markdown already.
    Raw(String),
    /// A footnote reference or a citation.
    Reference(String),
}

impl Token {
    /// The first character that is written for it.
    pub(super) fn first(&self) -> Option<char> {
        match self {
            Self::Text(text, _) | Self::Raw(text) | Self::Reference(text) => text.chars().next(),
            Self::Open(mark) | Self::Close(mark) => Some(mark.character()),
            Self::Code(_) => Some('`'),
            Self::Break => Some('\\'),
        }
    }

    /// The last character that is written for it.
    pub(super) fn last(&self) -> Option<char> {
        match self {
            Self::Text(text, _) | Self::Raw(text) | Self::Reference(text) => text.chars().next_back(),
            Self::Break => Some('\n'),
            _ => self.first(),
        }
    }
}
