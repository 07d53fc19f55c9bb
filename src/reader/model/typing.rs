//! Routes typed text to the open line: of the finder, the contents, a note, the search, or the filter.

use super::Model;
use crate::reader::outcome::Outcomes;
use crate::reader::prompt::{self, Edited};
use crate::text::line::Edit;

/// Types a text into the open line, and searches once for all of it.
pub(super) fn type_text(model: &mut Model, text: &str) -> Outcomes {
    let layer = model.layers.line_mut();
    let Some(line) = layer.or(model.search.line_mut()).or(model.filter.line_mut()) else { return Vec::new() };
    text.chars().for_each(|c| line.insert(c));
    model.status.clear_notice();
    line_changed(model)
}

pub(super) fn edit(model: &mut Model, edit: Edit) -> Outcomes {
    // Erasing in an empty note does not close it.
    if let Some(line) = model.layers.note_mut() {
        line.edit(edit);
        return Vec::new();
    }
    let layer = model.layers.line_mut();
    let line = layer.or(model.search.line_mut()).or(model.filter.line_mut());
    match line.map(|line| prompt::edit(line, edit)) {
        Some(Edited::Changed) => line_changed(model),
        // The line is empty, so erasing closes the prompt.
        Some(Edited::Emptied) => model.close(),
        None => Vec::new(),
    }
}

fn line_changed(model: &mut Model) -> Outcomes {
    if model.layers.line_changed(&model.session) {
        return Vec::new();
    }
    if model.filter.is_asking() {
        return model.filter.changed(&model.session);
    }
    let began = model.search.began().unwrap_or(model.navigation.place());
    model.search.changed(&model.views.lists(&model.session, &began), &model.session)
}

/// Recalls an older or newer line of the history.
pub(super) fn recall(model: &mut Model, older: bool) -> Outcomes {
    if model.filter.is_asking() {
        return model.filter.recall(older, &model.session);
    }
    let began = model.search.began().unwrap_or(model.navigation.place());
    model.search.recall(older, &model.views.lists(&model.session, &began), &model.session)
}
