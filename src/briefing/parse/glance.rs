//! What a text can have in it at all, found out in one look at its bytes.
//!
//! Most signs stand nowhere in most texts; whoever looks for many of them asks here first. Must not know what a sign means.

/// A text, and which two bytes stand side by side in it.
pub(super) struct Glance<'t> {
    pub(super) text: &'t str,
    /// A bit for each two bytes.
    pairs: Box<[u64; 1 << 10]>,
}

/// Where the bit of two bytes is.
fn place(first: u8, second: u8) -> (usize, u64) {
    let pair = usize::from(first) << 8 | usize::from(second);
    (pair >> 6, 1 << (pair & 63))
}

impl<'t> Glance<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut pairs = Box::new([0; 1 << 10]);
        for two in text.as_bytes().windows(2) {
            let (word, bit) = place(two[0], two[1]);
            pairs[word] |= bit;
        }
        Self { text, pairs }
    }

    /// Whether a sign stands in the text.
    pub(super) fn has(&self, sign: &str) -> bool {
        self.may_have(sign) && (sign.len() == 2 || self.text.contains(sign))
    }

    pub(super) fn has_any(&self, signs: &[&str]) -> bool {
        signs.iter().any(|sign| self.has(sign))
    }

    fn may_have(&self, sign: &str) -> bool {
        sign.as_bytes().windows(2).all(|two| {
            let (word, bit) = place(two[0], two[1]);
            self.pairs[word] & bit != 0
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_glance_finds_what_is_there(text in "[ab¹{]{0,8}", sign in "[ab¹{]{0,3}") {
            prop_assert_eq!(Glance::of(&text).has(&sign), text.contains(&sign));
        }
    }
}
