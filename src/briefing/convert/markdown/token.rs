//! The tokens of a line of Markdown before it is escaped and written.
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

    /// Returns the character that the delimiter consists of.
    pub(super) fn character(self) -> char {
        if self == Self::Struck { '~' } else { '*' }
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Text without escapes, and whether it is part of a link's words.
    Text(String, bool),
    Open(Mark),
    Close(Mark),
    Code(String),
    Break,
    /// Text that is Markdown already.
    Raw(String),
    /// A footnote reference or a citation.
    Reference(String),
}

impl Token {
    /// Returns the first character that is written for it.
    pub(super) fn first(&self) -> Option<char> {
        match self {
            Self::Text(text, _) | Self::Raw(text) | Self::Reference(text) => text.chars().next(),
            Self::Open(mark) | Self::Close(mark) => Some(mark.character()),
            Self::Code(_) => Some('`'),
            Self::Break => Some('\\'),
        }
    }

    /// Returns the last character that is written for it.
    pub(super) fn last(&self) -> Option<char> {
        match self {
            Self::Text(text, _) | Self::Raw(text) | Self::Reference(text) => text.chars().next_back(),
            Self::Break => Some('\n'),
            _ => self.first(),
        }
    }
}
