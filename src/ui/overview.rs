//! The overview of a text: where others carry it too, where it stands alone, where they differ, where it quotes, and where
//! the reader is.

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::page::Mark;
use crate::app::quotes::is_listed;
use crate::ui::pen::Pen;
use crate::ui::style;

/// One part of the text.
struct Part {
    /// The largest number of other outlets that carry a passage of it; `None` while nothing is known.
    carried: Option<usize>,
    differs: bool,
    quoted: bool,
    here: bool,
}

/// The text in `count` parts of equal length.
fn parts(app: &App, count: usize) -> Vec<Part> {
    let mut parts: Vec<Part> =
        (0..count).map(|_| Part { carried: None, differs: false, quoted: false, here: false }).collect();
    let (Some(reading), Some(page)) = (app.reading(app.reader.article), app.page()) else { return parts };
    let total: usize = reading.passages.iter().map(|passage| passage.span.len()).sum();
    let (mut before, mut last) = (0, 0);
    let current = app.passage();
    for (at, passage) in reading.passages.iter().enumerate() {
        let from = (before * count).checked_div(total).unwrap_or(0);
        before += passage.span.len();
        let to = ((before * count).checked_div(total).unwrap_or(0)).max(from + 1).min(count);
        for part in parts.get_mut(from..to).into_iter().flatten() {
            if let Some(marks) = page.marks.get(at) {
                let carried = marks.iter().filter(|mark| **mark != Mark::None).count();
                part.carried = Some(part.carried.map_or(carried, |known| known.max(carried)));
                part.differs |= marks.contains(&Mark::Differs);
            }
            part.here |= current == Some(at) && from >= last;
        }
        last = last.max(from);
    }
    // Passages and quotations both stand in the order of the text.
    let (mut passages, mut upto) = (reading.passages.iter().peekable(), 0);
    for quotation in reading.quotations.iter().filter(|quotation| is_listed(quotation)) {
        while let Some(passage) = passages.next_if(|passage| passage.span.start <= quotation.span.start) {
            upto += passage.span.len();
        }
        let part = (upto.saturating_sub(1) * count).checked_div(total).unwrap_or(0);
        if let Some(part) = parts.get_mut(part) {
            part.quoted = true;
        }
    }
    parts
}

fn level(app: &App, carried: usize, steps: usize) -> usize {
    let others = app.outlets().len().saturating_sub(1).max(1);
    (carried * steps).div_ceil(others).clamp(1, steps) - 1
}

fn look(app: &App, part: &Part) -> Style {
    let base = if part.differs { style::differs(app.theme) } else { style::PLAIN };
    if part.here { base.add_modifier(Modifier::REVERSED) } else { base }
}

/// In one row: heights for how many others carry it, a dot where it stands alone.
pub(super) fn strip(app: &App, pen: &mut Pen<'_>, x: u16, y: u16, columns: u16) -> u16 {
    let glyphs = app.theme.glyphs;
    let mut at = x;
    for part in parts(app, columns.into()) {
        let glyph = match part.carried {
            None => " ",
            Some(0) => glyphs.none,
            Some(carried) => glyphs.heights.get(level(app, carried, 8)).copied().unwrap_or(" "),
        };
        at = pen.put(at, y, glyph, x + columns, look(app, &part));
    }
    x + columns
}

/// In a column beside the text: lengths for how many others carry it, and a mark where it quotes.
pub(super) fn draw(app: &App, pen: &mut Pen<'_>) {
    let area = app.panes.overview;
    let glyphs = app.theme.glyphs;
    for (row, part) in (area.y..).zip(parts(app, area.height.into())) {
        let glyph = match part.carried {
            None => " ",
            Some(0) => glyphs.none,
            Some(carried) => glyphs.lengths.get(level(app, carried, 8)).copied().unwrap_or(" "),
        };
        pen.put(area.x, row, glyph, area.right(), look(app, &part));
        let second = if part.differs {
            glyphs.differs
        } else if part.quoted {
            glyphs.quote[0]
        } else {
            " "
        };
        let tone = if part.differs { style::differs(app.theme) } else { style::QUIET };
        pen.put(area.x + 1, row, second, area.right(), tone);
    }
}
