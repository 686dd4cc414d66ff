//! Find anything: one prompt over the whole collection. Leaving gives every pane back as it was.

use crate::app::line::Line;
use crate::app::reader::Reader;
use crate::app::screen::Screen;
use crate::app::{App, Effect, Overlay};
use crate::search::Hit;

/// The most hits listed.
const LIMIT: usize = 200;

/// The open finder.
#[derive(Debug, Clone)]
pub(crate) struct Find {
    pub(crate) line: Line,
    pub(crate) hits: Vec<Hit>,
    /// The one chosen.
    pub(crate) at: usize,
    screen: Screen,
    reader: Reader,
}

pub(super) fn open(app: &mut App, words: &str) -> Vec<Effect> {
    app.overlay = Some(Overlay::Find(Box::new(Find {
        line: Line::new(words),
        hits: Vec::new(),
        at: 0,
        screen: app.screen,
        reader: app.reader.clone(),
    })));
    app.refind();
    Vec::new()
}

impl App {
    /// The words have changed.
    pub(crate) fn refind(&mut self) {
        let Some(Overlay::Find(find)) = &mut self.overlay else { return };
        find.hits = self.library.find(find.line.text(), LIMIT);
        find.at = 0;
    }

    /// Goes to the chosen hit.
    pub(crate) fn take_hit(&mut self, find: &Find) {
        match find.hits.get(find.at) {
            Some(hit) => {
                let byte = hit
                    .span
                    .map_or_else(|| self.reader.left_at.get(&hit.article).copied().unwrap_or(0), |span| span.start);
                self.jump(hit.article, byte);
                if let Some(span) = hit.span {
                    self.hits.clear();
                    self.hits.spans = vec![span];
                    self.hits.at = Some(0);
                }
            }
            None => self.leave_find(find.clone()),
        }
    }

    /// Gives back what was there before.
    pub(crate) fn leave_find(&mut self, find: Find) {
        self.screen = find.screen;
        self.reader = find.reader;
    }
}
