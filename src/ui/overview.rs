//! The overview drawn: in a row of the status line, or in a column beside the text.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::overview::Part;
use crate::ui::pen::Pen;
use crate::ui::style;

/// How high a part stands among `steps`: the lowest where no other outlet carries it.
fn level(app: &App, carried: usize, steps: usize) -> usize {
    let others = app.outlets().len().saturating_sub(1).max(1);
    (carried * (steps - 1)).div_ceil(others).min(steps - 1)
}

/// Where the reader is.
fn here(app: &App) -> Style {
    style::outlet(app.theme, app.place_of(app.reader.article).unwrap_or(0)).add_modifier(Modifier::BOLD)
}

/// In one row: heights for how many others carry it, all on one ground; what differs and where the reader is by a sign.
pub(super) fn strip(app: &App, pen: &mut Pen<'_>, area: Rect) {
    let glyphs = app.theme.glyphs;
    let (mut at, end) = (area.x, area.right());
    let mut told = false;
    for part in app.parts(area.width.into()) {
        let (glyph, look) = match part {
            Part { here: true, .. } if !std::mem::replace(&mut told, true) => (glyphs.here, style::PLAIN),
            Part { differs: true, .. } => (glyphs.differs, style::differs(app.theme)),
            Part { carried: Some(carried), .. } => {
                (glyphs.heights.get(level(app, carried, 8)).copied().unwrap_or(" "), style::QUIET)
            }
            _ => (" ", style::PLAIN),
        };
        at = pen.put(at, area.y, glyph, end, look);
    }
}

/// In a column beside the text: a bar where the reader is, lengths for how many others carry it, and a sign where they
/// differ or where it quotes.
pub(super) fn draw(app: &App, pen: &mut Pen<'_>) {
    let area = app.panes.overview;
    let glyphs = app.theme.glyphs;
    for (row, part) in (area.y..).zip(app.parts(area.height.into())) {
        if part.here {
            pen.put(area.x, row, glyphs.bar, area.right(), here(app));
        }
        let glyph = match part.carried {
            None => " ",
            Some(0) => glyphs.lengths[0],
            Some(carried) => glyphs.lengths.get(level(app, carried, 8)).copied().unwrap_or(" "),
        };
        pen.put(area.x + 1, row, glyph, area.right(), style::QUIET);
        let (sign, look) = match part {
            Part { differs: true, .. } => (glyphs.differs, style::differs(app.theme)),
            Part { quoted: true, .. } => (glyphs.quote[0], style::QUIET),
            _ => continue,
        };
        pen.put(area.x + 2, row, sign, area.right(), look);
    }
}
