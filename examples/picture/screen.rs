//! The screen that the picture shows: the built-in briefing, after a few keys.

use caveat::briefing::{link, parse};
use caveat::files::load;
use caveat::reader::keymap::Action;
use caveat::reader::layout::Size;
use caveat::reader::message::Message;
use caveat::reader::model::Model;
use caveat::terminal::theme::Theme;
use caveat::terminal::view::view;
use caveat::text::symbol::Symbols;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SIZE: Size = Size { columns: 120, rows: 33 };

/// To a claim that is hedged, limited and denied.
const KEYS: [Action; 7] = [Action::NextClaim; 7];

pub(crate) fn screen() -> Buffer {
    let manuscript = load::built_in(load::BuiltIn::First).manuscript;
    let (briefing, _) = parse::parse(&manuscript);
    let (dossier, diagnostics) = link::link(manuscript, briefing);
    let mut model = Model::new(dossier, &diagnostics, Symbols::Full);
    model.update(Message::Resized(SIZE));
    for key in KEYS {
        model.update(Message::Act(key));
    }
    let theme = Theme::built_in("ink").expect("the default theme is built in");
    let mut frame = Buffer::empty(Rect::new(0, 0, SIZE.columns, SIZE.rows));
    view(&model, &theme, &mut frame);
    frame
}
