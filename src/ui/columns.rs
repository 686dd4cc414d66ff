//! Compare: columns by passage, or stacked rows where the screen is narrow.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::compare::columns::{CellLine, Filter, ONLY_HERE};
use crate::app::outlets::{file_name, letter, outlet_name, paragraph, percent};
use crate::layout::Line;
use crate::ui::pen::{Marked, Pen};
use crate::ui::style;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>) -> Option<Position> {
    let body = app.panes.body;
    if app.comparison().is_none() {
        pen.cut(1, body.y, "the outlets are still being compared …", body.right(), style::QUIET);
        return None;
    }
    let list = Rect::new(body.x, body.y + 2.min(body.height), body.width, body.height.saturating_sub(2));
    if app.columns.stacked {
        heading(app, pen, app.compare.base, Rect::new(1, body.y, body.width.saturating_sub(1), 1));
        return stacked(app, pen, list);
    }
    let areas = areas(app);
    for (&place, area) in app.columns.shown.iter().zip(&areas) {
        heading(app, pen, place, Rect::new(area.x, body.y, area.width, 1));
    }
    for area in areas.iter().skip(1) {
        pen.column(area.x.saturating_sub(1), body.y, body.height, app.theme.glyphs.rule);
    }
    if app.columns.rows.is_empty() {
        let said = match app.compare.filter {
            Filter::All => "nothing was found in these texts",
            Filter::Differing => "no figure, date or name was found to differ in these outlets",
            Filter::Shared => "nothing was found that two of these outlets share",
            Filter::Only => "nothing was found in one of these outlets alone",
        };
        for area in areas.iter().skip(1) {
            pen.clear(area.x.saturating_sub(1), list.y, 1, list.height);
        }
        pen.cut(2, list.y, said, body.right(), style::QUIET);
        return None;
    }
    if app.compare.sync { rows(app, pen, list, &areas) } else { free(app, pen, list, &areas) }
}

/// Where the columns lie.
fn areas(app: &App) -> Vec<Rect> {
    let body = app.panes.body;
    let count = app.columns.shown.len().max(1) as u16;
    let each = body.width.saturating_sub(1) / count;
    (0..count).map(|nth| Rect::new(1 + nth * each, body.y, each.saturating_sub(1), body.height)).collect()
}

fn heading(app: &App, pen: &mut Pen<'_>, place: usize, area: Rect) {
    let Some(article) = app.outlets().get(place).and_then(|&index| app.article(index)) else { return };
    let glyphs = app.theme.glyphs;
    let (base, focus) = (app.compare.base == place, app.compare.column == place);
    let hue = style::outlet(app.theme, place).add_modifier(Modifier::BOLD);
    let end = area.right();
    let mut right = String::new();
    if let Some(byte) = app.compare_shown(place) {
        right = format!(" {}{} {} % ", glyphs.paragraph, paragraph(article, byte), percent(article, byte));
    }
    if base {
        right = format!("  base {right}");
    }
    let limit = end.saturating_sub(crate::layout::width(&right));
    let mut x = pen.put(area.x, area.y, if base { glyphs.base } else { " " }, end, hue);
    let look = if focus { hue.add_modifier(Modifier::REVERSED) } else { hue };
    x = pen.put(x, area.y, &format!(" {} ", letter(place)), limit, look);
    x = pen.cut(x, area.y, &format!(" {}", outlet_name(article)), limit, style::STRONG);
    if article.outlet.name.is_none() {
        pen.cut(x + 1, area.y, file_name(article), limit, style::QUIET);
    }
    pen.put(limit, area.y, &right, end, if base { style::STRONG } else { style::QUIET });
}

fn rows(app: &App, pen: &mut Pen<'_>, list: Rect, areas: &[Rect]) -> Option<Position> {
    let (top, bottom) = (app.compare.top, app.compare.top + usize::from(list.height));
    let from = app.columns.rows.partition_point(|laid| laid.start + laid.height <= top);
    let mut cursor = None;
    for (at, laid) in app.columns.rows.iter().enumerate().skip(from).take_while(|(_, laid)| laid.start < bottom) {
        let y = |line: usize| -> Option<u16> {
            let row = (laid.start + line).checked_sub(top)?;
            u16::try_from(row).ok().filter(|row| *row < list.height).map(|row| list.y + row)
        };
        for (lines, area) in laid.cells.iter().zip(areas) {
            for (line, cell) in lines.iter().enumerate() {
                if let Some(y) = y(line) {
                    cell_line(app, pen, cell, area.x, y, area.right().saturating_sub(1));
                }
            }
        }
        if at == app.compare.row {
            for y in (0..laid.height).filter_map(y) {
                pen.bar(0, y, style::PLAIN);
                cursor = cursor.or(Some(Position::new(1, y)));
            }
        }
    }
    cursor
}

fn stacked(app: &App, pen: &mut Pen<'_>, list: Rect) -> Option<Position> {
    let (top, bottom) = (app.compare.top, app.compare.top + usize::from(list.height));
    let from = app.columns.rows.partition_point(|laid| laid.start + laid.height <= top);
    let mut cursor = None;
    for (at, laid) in app.columns.rows.iter().enumerate().skip(from).take_while(|(_, laid)| laid.start < bottom) {
        let mut line = laid.start;
        for (&place, lines) in app.columns.shown.iter().zip(&laid.cells) {
            for (nth, cell) in lines.iter().enumerate() {
                let row = line.checked_sub(top).and_then(|row| u16::try_from(row).ok());
                line += 1;
                let Some(y) = row.filter(|row| *row < list.height).map(|row| list.y + row) else { continue };
                if nth == 0 {
                    let hue = style::outlet(app.theme, place).add_modifier(Modifier::BOLD);
                    pen.put(2, y, &letter(place), 4, hue);
                }
                cell_line(app, pen, cell, 3, y, list.right().saturating_sub(1));
                if at == app.compare.row {
                    pen.bar(0, y, style::PLAIN);
                    cursor = cursor.or(Some(Position::new(1, y)));
                }
            }
        }
    }
    cursor
}

fn cell_line(app: &App, pen: &mut Pen<'_>, line: &CellLine, x: u16, y: u16, end: u16) {
    let glyphs = app.theme.glyphs;
    let dots = [glyphs.none; 3].join(" ");
    match line {
        CellLine::Words { article, span, marks, differs, again, only } => {
            if *differs {
                pen.put(x, y, glyphs.differs, end, style::differs(app.theme));
            }
            let text = app.article(*article).map_or("", |article| &article.text);
            let marks: Vec<Marked> =
                marks.iter().map(|mark| (*mark, style::changed(app.theme, mark.of(text)))).collect();
            let look = if *again { style::QUIET } else { style::PLAIN };
            pen.words(x + 1, y, text, *span, end, look, &marks);
            if *only {
                only_here(pen, x, y, end);
            }
        }
        CellLine::Gap => {
            pen.cut(x + 1, y, &format!("{dots} not found in this text {dots}"), end, style::QUIET);
        }
        CellLine::Elsewhere(number) => {
            pen.cut(x + 1, y, &format!("see {}{number}", glyphs.paragraph), end, style::QUIET);
        }
        CellLine::OnlyHere => only_here(pen, x, y, end),
    }
}

fn only_here(pen: &mut Pen<'_>, x: u16, y: u16, end: u16) {
    let start = end.saturating_sub(crate::layout::width(ONLY_HERE)).max(x + 1);
    pen.put(start, y, ONLY_HERE, end, style::STRONG);
}

/// With sync off every column shows its own text from where it was scrolled to.
fn free(app: &App, pen: &mut Pen<'_>, list: Rect, areas: &[Rect]) -> Option<Position> {
    let mut cursor = None;
    for ((&place, lines), area) in app.columns.shown.iter().zip(&app.columns.free).zip(areas) {
        let Some(article) = app.outlets().get(place).and_then(|&index| app.article(index)) else { continue };
        let top = app.compare.free.get(&place).copied().unwrap_or(0);
        for (y, line) in (list.y..list.bottom()).zip(lines.iter().skip(top)) {
            if let Line::Words { span, indent, .. } = line {
                pen.words(
                    area.x + 1 + indent,
                    y,
                    &article.text,
                    *span,
                    area.right().saturating_sub(1),
                    style::PLAIN,
                    &[],
                );
            }
            if place == app.compare.column {
                cursor = cursor.or(Some(Position::new(area.x, y)));
            }
        }
    }
    cursor
}
