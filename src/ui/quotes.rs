//! The quotes pane.

use ratatui::layout::Position;

use crate::app::App;
use crate::app::panes::Pane;
use crate::layout::width;
use crate::ui::pen::Pen;
use crate::ui::style;

/// How many quotations, of how many speakers.
pub(super) fn heading(app: &App, pen: &mut Pen<'_>, x: u16, y: u16) {
    let end = app.panes.quotes.right().saturating_sub(1);
    let look = if app.reader.focus == Pane::Quotes { style::STRONG } else { style::QUIET };
    let mut at = pen.put(x, y, &format!("QUOTES {} ", app.quotes.marked), end, look);
    if app.quotes.speakers > 0 {
        let speakers = if app.quotes.speakers == 1 { "speaker" } else { "speakers" };
        at = pen.cut(at, y, &format!("  {} {speakers} ", app.quotes.speakers), end, style::QUIET);
    }
    let reported = app.quotes.sheet.items.len().saturating_sub(app.quotes.marked);
    let said = format!("  {reported} reported ");
    if reported > 0 && at + width(&said) <= end {
        pen.put(at, y, &said, end, style::QUIET);
    }
}

pub(super) fn draw(app: &App, pen: &mut Pen<'_>) -> Option<Position> {
    let area = app.panes.quotes;
    let focus = app.reader.focus == Pane::Quotes;
    let (sheet, end) = (&app.quotes.sheet, area.right().saturating_sub(1));
    let head = app.quotes_head() as u16;
    if head > 0 {
        heading(app, pen, area.x + 1, area.y);
    }
    if sheet.items.is_empty() {
        pen.cut(area.x + 1, area.y + head, &sheet.empty, end, style::QUIET);
    }
    let here: Vec<usize> = if focus { vec![app.reader.quote] } else { app.quotes_here().collect() };
    let hue = style::outlet(app.theme, app.place_of(app.reader.article).unwrap_or(0));
    let mut cursor = None;
    for (y, line) in (area.y + head..area.bottom()).zip(sheet.lines.iter().skip(app.reader.quote_top)) {
        pen.sheet_line(app, line, area.x, y, end);
        if line.item.is_some_and(|item| here.contains(&item)) {
            pen.bar(area.x, y, hue);
            if focus && cursor.is_none() {
                let first = line.pieces.first().map_or(1, |piece| piece.x);
                pen.paint(area.x + first, y, pen.first_word(app, line), style::CHOSEN);
                cursor = Some(Position::new(area.x, y));
            }
        }
    }
    cursor
}
