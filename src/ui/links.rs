//! The list of links drawn.

use ratatui::layout::Position;

use crate::app::App;
use crate::app::links::Links;
use crate::layout::width;
use crate::ui::pen::Pen;
use crate::ui::style;

/// The widest that the place of a link is set.
const PLACE: u16 = 24;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, links: &Links) -> Option<Position> {
    let (columns, rows) = app.size;
    pen.clear(0, 0, columns, rows);
    let end = columns.saturating_sub(1);
    let at = pen.put(1, 0, "Links", end, style::STRONG);
    let hint = "a link’s letters open it, any other key closes";
    if at + width(hint) + 3 < end {
        pen.put(end - width(hint), 0, hint, end, style::QUIET);
    }
    let places = links.all.iter().map(|link| width(&link.place)).max().unwrap_or(0).min(PLACE).min(columns / 3);
    let letters = links.all.first().map_or(1, |link| width(&link.hint));
    for (y, link) in (2..rows.saturating_sub(1)).zip(links.all.iter().skip(links.top)) {
        let typed = link.hint.starts_with(&links.typed);
        pen.put(1, y, &link.hint, end, if typed { style::STRONG } else { style::QUIET });
        let x = 1 + letters + 2;
        pen.cut(x, y, &link.place, x + places, style::QUIET);
        let look = if typed { style::PLAIN } else { style::QUIET }.patch(pen.link(&link.address));
        pen.cut(x + places + 2, y, &link.address, end, look);
    }
    let below = links.all.len().saturating_sub(links.top + usize::from(rows.saturating_sub(3)));
    if rows > 1 {
        let said = match (app.message(), below) {
            (Some(message), _) => message.to_owned(),
            (None, 0) => String::new(),
            (None, below) => format!("{below} more below"),
        };
        pen.cut(1, rows - 1, &said, end, style::QUIET);
    }
    Some(Position::new(1, 2.min(rows.saturating_sub(1))))
}
