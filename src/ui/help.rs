//! Help drawn.

use ratatui::layout::Position;

use crate::app::App;
use crate::app::help::KEYS;
use crate::layout::width;
use crate::ui::pen::Pen;
use crate::ui::style;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, top: usize) -> Option<Position> {
    let (columns, rows) = app.size;
    pen.clear(0, 0, columns, rows);
    let end = columns.saturating_sub(1);
    let title = format!("Keys in {}", app.screen.name());
    let at = pen.put(1, 0, &title, end, style::STRONG);
    let hint = "any other key closes";
    if at + width(hint) + 3 < end {
        pen.put(end - width(hint), 0, hint, end, style::QUIET);
    }
    let help = app.help();
    let top = top.min(help.last_top(rows));
    for (y, line) in (2..rows.saturating_sub(1)).zip(top..help.lines()) {
        for (nth, column) in (0..).zip(&help.columns) {
            let Some((keys, does)) = column.get(line) else { continue };
            let x = 1 + nth * help.each;
            let limit = (x + help.each).saturating_sub(1).min(end);
            pen.cut(x, y, keys, limit.min(x + KEYS - 1), style::STRONG);
            pen.cut(x + KEYS, y, does, limit, style::PLAIN);
        }
        if let Some(said) = line.checked_sub(help.height + 1).and_then(|line| help.legend.get(line)) {
            pen.cut(1, y, said, end, style::QUIET);
        }
    }
    if top < help.last_top(rows) && rows > 1 {
        pen.put(1, rows - 1, "more below", end, style::QUIET);
    }
    Some(Position::new(0, 0))
}
