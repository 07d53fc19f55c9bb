//! Reads images, which are shown as a sign and their words.
//!
//! An image in a link leads where the link leads. Must not know how anything looks.

use super::BriefingParser;
use crate::text::manuscript::{Span, offset};
use crate::text::role::{Role, Roles};

/// The sign of images with a space, before an image's words.
pub(super) const SIGN: &str = "▢ ";

/// Words for an image without words and without a name.
const NAMELESS: &str = "image";

/// Most bytes of a file name that is shown.
const LONGEST_NAME: usize = 40;

impl BriefingParser<'_> {
    /// Begins an image of Markdown; its words follow.
    pub(super) fn open_image(&mut self, to: &str, span: Span) {
        match self.links.last() {
            Some(&link) => {
                self.links.push(link);
                self.open_markup(Role::Image, span);
            }
            None => self.open_link(to.to_owned(), Role::Image, span),
        }
        let sign = Span { end: span.start + offset("![".len()), ..span };
        self.inline(SIGN, sign, Roles::NONE);
        // An image without words shows the name of its file.
        if self.manuscript.slice(span).starts_with("![]") {
            self.inline(name(to), span, Roles::NONE);
        }
    }

    pub(super) fn close_image(&mut self) {
        self.links.pop();
        self.markup.pop();
    }

    /// Reads an image of HTML.
    pub(super) fn image(&mut self, to: &str, alt: &str, span: Span) {
        let is_linked = !self.links.is_empty();
        if !is_linked && !to.is_empty() {
            self.links.push(offset(self.briefing.links.len()));
            self.briefing.links.push(to.to_owned());
        }
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        // If the words of an icon are only a sign, that sign is shown.
        let words = match alt.as_str() {
            "" => format!("{SIGN}{}", name(to)),
            alt if alt.contains(char::is_alphanumeric) => format!("{SIGN}{alt}"),
            alt => alt.to_owned(),
        };
        self.inline(&words, span, Role::Image.into());
        if !is_linked && !to.is_empty() {
            self.links.pop();
        }
    }
}

/// Returns the name of an image's file.
fn name(to: &str) -> &str {
    let path = to.split(['?', '#']).next().unwrap_or(to);
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    let is_name = !to.starts_with("data:") && (1..=LONGEST_NAME).contains(&name.len());
    if is_name { name } else { NAMELESS }
}
