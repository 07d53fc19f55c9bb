//! The clipboard through the terminal (OSC 52). It is the clipboard of the user's own machine, even over ssh.
//!
//! tmux handles the sequence itself if its `set-clipboard` is on. Passing it through to the outer terminal would need
//! another setting, which is off by default. GNU screen does not know the sequence, but passes on what it is told to,
//! in pieces of limited length.

use std::env;
use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;

/// The longest piece that GNU screen passes on, in bytes. Old versions hold 256.
const PIECE: usize = 240;

/// The escape sequence that copies a text on this terminal.
pub(super) fn copy(text: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    // In tmux inside screen, the program talks to tmux.
    let screen = env::var_os("STY").is_some() && env::var_os("TMUX").is_none();
    Ok(if screen { through_screen(&bytes) } else { bytes })
}

/// Wraps a sequence in strings that screen passes on, in pieces. The sequence ends with a bell, because it must not
/// contain the end of such a string.
fn through_screen(sequence: &[u8]) -> Vec<u8> {
    let sequence = [sequence.strip_suffix(b"\x1b\\").unwrap_or(sequence), b"\x07"].concat();
    let pieces = sequence.chunks(PIECE);
    pieces.flat_map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_passed_through_screen_join_to_the_sequence() {
        let payload = "QUJD".repeat(200);
        let passed = through_screen(format!("\x1b]52;c;{payload}\x1b\\").as_bytes());
        let passed = String::from_utf8(passed).unwrap();
        let pieces: Vec<_> = passed.split("\x1b\\").filter_map(|piece| piece.strip_prefix("\x1bP")).collect();
        assert!(pieces.iter().all(|piece| piece.len() <= PIECE), "{pieces:?}");
        assert_eq!(pieces.concat(), format!("\x1b]52;c;{payload}\x07"));
    }
}
