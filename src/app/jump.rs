//! The jump list, and going to a place.

use crate::app::App;
use crate::app::panes::Pane;
use crate::app::screen::Screen;

/// A place that was left by a jump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) screen: Screen,
    pub(crate) article: usize,
    pub(crate) byte: usize,
    pub(crate) focus: Pane,
    /// The item under the cursor of that pane.
    pub(crate) item: usize,
}

/// The places before and after the present one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Jumps {
    pub(crate) back: Vec<Spot>,
    pub(crate) forward: Vec<Spot>,
}

/// The most places kept.
const KEPT: usize = 100;

impl App {
    fn spot(&self) -> Spot {
        Spot {
            screen: self.screen,
            article: self.reader.article,
            byte: self.reader.byte,
            focus: self.reader.focus,
            item: match self.reader.focus {
                Pane::Sources => self.reader.source,
                Pane::Quotes => self.reader.quote,
                Pane::Article => 0,
            },
        }
    }

    /// Remembers the present place before leaving it.
    pub(crate) fn mark_jump(&mut self) {
        let spot = self.spot();
        if self.jumps.back.last() != Some(&spot) {
            self.jumps.back.push(spot);
        }
        if self.jumps.back.len() > KEPT {
            self.jumps.back.remove(0);
        }
        self.jumps.forward.clear();
    }

    /// Goes to a byte of an article in the reader, remembering where it came from.
    pub(crate) fn jump(&mut self, article: usize, byte: usize) {
        self.mark_jump();
        self.show(article, byte);
        self.screen = Screen::Reader;
        self.reader.focus = Pane::Article;
    }

    /// Goes back (or forward) one jump; false when there is none.
    pub(crate) fn rejump(&mut self, forward: bool) -> bool {
        let spot = self.spot();
        let Jumps { back, forward: ahead } = &mut self.jumps;
        let (from, to) = if forward { (ahead, back) } else { (back, ahead) };
        // Places that are already here would look like a dead key.
        let Some(found) = std::iter::from_fn(|| from.pop())
            .find(|found| (found.screen, found.article, found.byte) != (spot.screen, spot.article, spot.byte))
        else {
            return false;
        };
        to.push(spot);
        self.show(found.article, found.byte);
        self.screen = found.screen;
        if found.screen == Screen::Reader {
            self.reader.focus = found.focus;
            match found.focus {
                Pane::Sources => self.reader.source = found.item,
                Pane::Quotes => self.reader.quote = found.item,
                Pane::Article => {}
            }
        }
        true
    }
}
