//! The clipboard, through the terminal (OSC 52): it is that of the reader's own machine, however many lines of ssh away.
//!
//! tmux takes the sequence itself where its `set-clipboard` is on; what would pass through it to the terminal is
//! forbidden there by default, and needs no less of a setting. GNU screen knows nothing of it, but hands on what it is
//! told to, in pieces of a length that it can hold.

use std::env;
use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;

/// The most bytes that GNU screen hands on at once, with some to spare: old ones hold 256.
const PIECE: usize = 240;

/// The escape sequence that copies a text on this terminal.
pub(super) fn copy(text: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    // Within tmux in screen it is tmux that one speaks to.
    let screen = env::var_os("STY").is_some() && env::var_os("TMUX").is_none();
    Ok(if screen { through_screen(&bytes) } else { bytes })
}

/// Pieces within strings that screen hands on. The sequence must not end as those do, so it ends with a bell.
fn through_screen(sequence: &[u8]) -> Vec<u8> {
    let sequence = [sequence.strip_suffix(b"\x1b\\").unwrap_or(sequence), b"\x07"].concat();
    let pieces = sequence.chunks(PIECE);
    pieces.flat_map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_screen_hands_on_is_the_sequence() {
        let payload = "QUJD".repeat(200);
        let passed = through_screen(format!("\x1b]52;c;{payload}\x1b\\").as_bytes());
        let passed = String::from_utf8(passed).unwrap();
        let pieces: Vec<_> = passed.split("\x1b\\").filter_map(|piece| piece.strip_prefix("\x1bP")).collect();
        assert!(pieces.iter().all(|piece| piece.len() <= PIECE), "{pieces:?}");
        assert_eq!(pieces.concat(), format!("\x1b]52;c;{payload}\x07"));
    }
}
