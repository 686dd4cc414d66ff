//! Where the panes lie: the layout ladder.

use ratatui::layout::Rect;

use crate::app::screen::Screen;
use crate::layout::{NARROWEST, WIDEST};

/// A pane of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// Stories and their articles.
    Sources,
    /// The text.
    #[default]
    Article,
    /// Who said what in it.
    Quotes,
}

/// How much fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Nothing but a sentence that says so.
    Nothing,
    /// The text alone.
    Text,
    /// One pane with a tab line.
    One,
    /// Sources and article, quotes below.
    Below,
    /// Three panes.
    Three,
    /// Three panes and an overview bar.
    Wide,
}

impl Form {
    /// What fits on a screen of this size.
    pub fn of((columns, rows): (u16, u16)) -> Self {
        match columns {
            _ if columns < 20 || rows < 5 => Self::Nothing,
            _ if columns < 60 || rows < 10 => Self::Text,
            60..80 => Self::One,
            80..110 => Self::Below,
            110..150 => Self::Three,
            _ => Self::Wide,
        }
    }
}

/// Where everything lies. An empty rectangle is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panes {
    pub(crate) form: Form,
    pub(crate) header: Rect,
    pub(crate) tabs: Rect,
    /// Everything between the lines at the top and the status line.
    pub(crate) body: Rect,
    pub(crate) sources: Rect,
    /// The article's pane, gutter included.
    pub(crate) article: Rect,
    pub(crate) quotes: Rect,
    pub(crate) overview: Rect,
    pub(crate) status: Rect,
    /// Columns of the gutter, the bar and the space before the text included.
    pub(crate) gutter: u16,
    /// First column of the text.
    pub(crate) text_x: u16,
    /// Columns of the text.
    pub(crate) text_width: u16,
}

impl Panes {
    /// The rectangle of a pane.
    pub(crate) fn of(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Sources => self.sources,
            Pane::Article => self.article,
            Pane::Quotes => self.quotes,
        }
    }
}

/// Lays the screen out. `others` is how many outlets the gutter has to speak of.
pub(crate) fn lay(size: (u16, u16), screen: Screen, focus: Pane, zoom: bool, others: usize) -> Panes {
    let form = Form::of(size);
    let (columns, rows) = size;
    let none = Rect::ZERO;
    let header_rows = u16::from(form > Form::Text);
    let tab_rows = u16::from(form == Form::One && screen == Screen::Reader && !zoom);
    let status_rows = u16::from(form != Form::Nothing);
    // A blank line below the header where there are lines to spare.
    let top = header_rows + tab_rows + u16::from(form > Form::One && rows >= 30);
    let body = Rect::new(0, top, columns, rows.saturating_sub(top + status_rows));
    let mut panes = Panes {
        form,
        header: Rect::new(0, 0, columns, header_rows.min(rows)),
        tabs: Rect::new(0, header_rows, columns, tab_rows),
        body,
        sources: none,
        article: none,
        quotes: none,
        overview: none,
        status: Rect::new(0, rows.saturating_sub(status_rows), columns, status_rows.min(rows)),
        gutter: 0,
        text_x: 0,
        text_width: 1,
    };
    if screen == Screen::Reader && form != Form::Nothing {
        place(&mut panes, focus, zoom);
    }
    set_text(&mut panes, others);
    panes
}

fn place(panes: &mut Panes, focus: Pane, zoom: bool) {
    let body = panes.body;
    let one = zoom || panes.form <= Form::One;
    if one {
        match focus {
            Pane::Sources => panes.sources = body,
            Pane::Article => panes.article = body,
            Pane::Quotes => panes.quotes = body,
        }
        return;
    }
    let rule = 1;
    match panes.form {
        Form::Below => {
            let left = (body.width / 4).clamp(20, 26);
            // Quotes below take a quarter, and nothing where the text would be left with too little.
            let below = if body.height >= 16 { (body.height / 4).clamp(3, 9) } else { 0 };
            let upper = body.height - if below > 0 { below + rule } else { 0 };
            panes.sources = Rect::new(0, body.y, left, upper);
            panes.article = Rect::new(left + rule, body.y, body.width - left - rule, upper);
            panes.quotes = Rect::new(0, body.y + upper + rule, body.width, below);
            if below == 0 {
                panes.quotes = Rect::ZERO;
            }
        }
        form => {
            let (left, right) = if form == Form::Wide {
                ((body.width / 5).clamp(26, 38), (body.width * 27 / 100).clamp(36, 56))
            } else {
                ((body.width * 23 / 100).clamp(24, 30), (body.width / 4).clamp(26, 36))
            };
            let overview = if form == Form::Wide { 4 } else { 0 };
            let middle = body.width - left - right - 2 * rule - overview;
            panes.sources = Rect::new(0, body.y, left, body.height);
            panes.article = Rect::new(left + rule, body.y, middle, body.height);
            panes.overview = Rect::new(left + rule + middle, body.y, overview, body.height);
            panes.quotes = Rect::new(body.width - right, body.y, right, body.height);
        }
    }
}

/// The most places of other outlets in the gutter; beyond it a count stands there.
pub(crate) const PLACES: usize = 6;

fn set_text(panes: &mut Panes, others: usize) {
    // Where the article is not shown its lines are still set, for the places that the other panes speak of.
    let area = if panes.article.is_empty() { panes.body } else { panes.article };
    let places = others.min(PLACES) as u16;
    let full = 1 + places + 2;
    let gutter = if area.width > NARROWEST + full || (panes.form > Form::Text && area.width >= 50) {
        full
    } else {
        // Too narrow for the outlets' places: the bar and a space.
        2
    };
    let room = area.width.saturating_sub(gutter);
    let width = room.saturating_sub(u16::from(room > 20)).clamp(1, WIDEST);
    // A pane much wider than its text gives it a margin on both sides.
    let margin = room.saturating_sub(width + 1) / 2;
    panes.gutter = gutter;
    panes.text_x = area.x + margin + gutter;
    panes.text_width = width;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_beside_other_panes_is_never_narrower_than_45_nor_wider_than_72() {
        for columns in 60..=260 {
            for rows in 10..=60 {
                for others in 0..9 {
                    let panes = lay((columns, rows), Screen::Reader, Pane::Article, false, others);
                    assert!((NARROWEST..=WIDEST).contains(&panes.text_width), "{columns}x{rows}: {panes:?}");
                    assert!(panes.text_x + panes.text_width <= panes.article.right(), "{columns}x{rows}: {panes:?}");
                }
            }
        }
    }
}
