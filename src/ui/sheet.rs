//! The lists across a story: a head that stays, lines that move, and under the matrix the words behind the chosen fact.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::outlets::{letter, paragraph};
use crate::app::screen::Screen;
use crate::ui::pen::Pen;
use crate::ui::style;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>) -> Option<Position> {
    let body = app.panes.body;
    let sheet = &app.sheet;
    let list = app.list()?;
    let end = body.right().saturating_sub(1);
    let mut y = body.y;
    if let Some(head) = &sheet.head {
        pen.sheet_line(app, head, body.x, y, end);
        y += 2;
    }
    if sheet.items.is_empty() {
        pen.cut(body.x + 1, y, &sheet.empty, end, style::QUIET);
        return None;
    }
    let detail = app.detail_height();
    let bottom = body.bottom().saturating_sub(detail);
    let mut cursor = None;
    for (y, line) in (y..bottom).zip(sheet.lines.iter().skip(list.top)) {
        pen.sheet_line(app, line, body.x, y, end);
        if line.item == Some(list.at) {
            pen.bar(body.x, y, style::PLAIN);
            if cursor.is_none() {
                let first = line.pieces.first().map_or(1, |piece| piece.x);
                pen.paint(body.x + first, y, pen.first_word(app, line), style::CHOSEN);
                cursor = Some(Position::new(body.x, y));
            }
        }
    }
    if detail > 0 {
        words_behind(app, pen, Rect::new(body.x, bottom, body.width, detail));
    }
    cursor
}

/// The passages of the chosen fact, one line an outlet.
fn words_behind(app: &App, pen: &mut Pen<'_>, area: Rect) {
    pen.row(area.x, area.y, area.width, app.theme.glyphs.line);
    if app.screen != Screen::Matrix {
        return;
    }
    let chosen = app.list().and_then(|list| app.sheet.items.get(list.at)).and_then(|item| item.target);
    let (Some((article, span)), Some(comparison)) = (chosen, app.comparison()) else { return };
    let Some(place) = app.place_of(article) else { return };
    let id = comparison.passages.iter().position(|passage| passage.article == place && passage.span == span);
    let Some(id) = id.map(crate::compare::PassageId) else { return };
    let fact = comparison.facts.iter().find(|fact| fact.passages.contains(&id));
    let alone = [id];
    let passages = fact.map_or(&alone[..], |fact| &fact.passages);
    let end = area.right().saturating_sub(1);
    // The first of each outlet: those that the cells above speak of.
    let mut said = Vec::new();
    let first = passages.iter().filter_map(|id| comparison.passages.get(id.0)).filter(|passage| {
        let new = !said.contains(&passage.article);
        said.push(passage.article);
        new
    });
    for (y, passage) in (area.y + 1..area.bottom()).zip(first) {
        let Some(article) = app.outlets().get(passage.article).and_then(|&index| app.article(index)) else { continue };
        let hue = style::outlet(app.theme, passage.article).add_modifier(Modifier::BOLD);
        pen.put(area.x + 3, y, &letter(passage.article), end, hue);
        let number = format!("{}{}", app.theme.glyphs.paragraph, paragraph(article, passage.span.start));
        pen.put(area.x + 5, y, &number, end, style::QUIET);
        pen.cut(area.x + 10, y, article.at(passage.span), end, style::PLAIN);
    }
}
