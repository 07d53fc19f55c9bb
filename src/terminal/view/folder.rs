//! Draws the list of a folder into cells.

use ratatui::buffer::Buffer;

use super::Painter;
use crate::reader::folder::Folder;
use crate::terminal::theme::Theme;

/// Draws the list.
pub fn folder(folder: &Folder, theme: &Theme, buffer: &mut Buffer) {
    let mut painter = Painter { theme, symbols: folder.symbols(), buffer };
    painter.ground();
    for (area, row) in &folder.screen().rows {
        painter.row(area.x, area.y, area.columns, row);
    }
}
