//! Tests quickly which strings a text can contain, after one pass over its bytes.
//!
//! Most syntax is absent from most texts, so this test comes before a search. Must not know what a string means.

/// A text and the pairs of adjacent bytes in it.
pub(super) struct Prescan<'t> {
    pub(super) text: &'t str,
    /// A bit for each pair of bytes.
    pairs: Box<[u64; 1 << 10]>,
}

/// Returns the index and the bit of a pair.
fn place(first: u8, second: u8) -> (usize, u64) {
    let pair = usize::from(first) << 8 | usize::from(second);
    (pair >> 6, 1 << (pair & 63))
}

impl<'t> Prescan<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut pairs = Box::new([0; 1 << 10]);
        for two in text.as_bytes().windows(2) {
            let (word, bit) = place(two[0], two[1]);
            pairs[word] |= bit;
        }
        Self { text, pairs }
    }

    /// Whether the text contains a string.
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
        fn the_prescan_agrees_with_a_plain_search(text in "[ab¹{]{0,8}", sign in "[ab¹{]{0,3}") {
            prop_assert_eq!(Prescan::of(&text).has(&sign), text.contains(&sign));
        }
    }
}
