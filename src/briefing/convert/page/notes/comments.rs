//! Leaves out editors' comments, which Google Docs exports like footnotes.
//!
//! Comments are not part of the text and answer for nothing in it.

use super::super::address::Base;
use super::super::tree::Tree;
use super::body::is_block;
use super::{Notes, outer};

/// Whether a fragment names a comment or the words with a comment: `cmnt1`, `cmnt_ref1`.
pub(super) fn is_comment(fragment: &str) -> bool {
    is_numbered(fragment, "cmnt") || is_numbered(fragment, "cmnt_ref")
}

fn is_numbered(fragment: &str, name: &str) -> bool {
    let number = fragment.strip_prefix(name);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Notes {
    /// Leaves out the comments of a page and their marks.
    pub(super) fn comments(&mut self, tree: &Tree, base: &Base) {
        let mut comments = Vec::new();
        for link in tree.all("a") {
            let href = tree.attribute(link, "href").filter(|href| href.contains("#cmnt"));
            let Some(fragment) = href.and_then(|href| base.fragment(href)) else { continue };
            let is_text = is_numbered(fragment, "cmnt_ref");
            if is_numbered(fragment, "cmnt") && tree.by_id(fragment).is_some() {
                self.silent.insert(outer(tree, link));
            } else if let Some(block) = tree.ancestors(link).find(|&at| is_block(tree.name(at))).filter(|_| is_text)
                && tree.text(block).starts_with(tree.text(link))
            {
                comments.push(block);
            }
        }
        for (index, &block) in comments.iter().enumerate() {
            // The comment's paragraphs have their own element.
            let parent = tree.node(block).parent;
            let next = comments.get(index + 1).is_none_or(|next| !tree.within(parent).contains(next));
            let first = tree.children(parent).find(|&at| !tree.text(at).is_empty()) == Some(block);
            let is_own = tree.name(parent) == "div" && next && first;
            self.silent.insert(if is_own { parent } else { block });
        }
    }
}
