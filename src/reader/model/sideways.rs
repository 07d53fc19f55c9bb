//! Code that is wider than the screen: moving it to the left and back.
//!
//! All code moves together, each block as far as its longest line goes. Must not know how code is set.

use super::Model;

/// How far one key moves it, in columns.
const STEP: usize = 16;

impl Model {
    pub(super) fn move_code(&mut self, right: bool) {
        // Whatever was gone to may go out of sight now.
        self.place.follow = false;
        let rows = self.screen.main.iter().flat_map(|pane| &pane.rows);
        let most = |of: fn((usize, usize)) -> usize| rows.clone().map(|row| of(row.beyond)).max().unwrap_or_default();
        let (before, after) = (most(|beyond| beyond.0), most(|beyond| beyond.1));
        let words = match (right, before, after) {
            (_, 0, 0) => "No code here is wider than the screen",
            (true, _, 0) => "That is all of the code to the right",
            (false, 0, _) => "This is where the lines begin",
            (true, before, after) => {
                self.shift = before + after.min(STEP);
                return;
            }
            (false, before, _) => {
                self.shift = before.saturating_sub(STEP);
                return;
            }
        };
        self.notice = Some(words.to_owned());
    }
}
