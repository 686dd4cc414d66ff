//! A view of the state, cell by cell. Only reads: whatever is dear was computed when the state changed.

mod article;
mod columns;
mod find;
mod header;
mod help;
pub mod hyperlink;
mod links;
mod overview;
mod pen;
pub mod plan;
mod prompt;
mod quotes;
mod sheet;
mod sources;
mod status;
mod style;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::panes::Form;
use crate::app::screen::Screen;
use crate::app::{App, Overlay};
use pen::Pen;
use plan::Plan;

/// Draws the whole screen into `buffer`, which is blank and whose area begins at (0, 0); and says where the cursor sits.
pub fn view(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let mut plan = Plan::default();
    let cursor = plan_frame(app, (columns, rows), &mut plan);
    if columns > 0 {
        for (y, cells) in (0..rows).zip(buffer.content.chunks_exact_mut(columns.into())) {
            plan.draw(y, cells);
        }
    }
    cursor
}

/// Plans the whole screen, and says where the cursor sits: on what is in focus, so that screen readers and braille displays
/// follow it.
pub fn plan_frame(app: &App, (columns, rows): (u16, u16), plan: &mut Plan) -> Option<Position> {
    plan.begin(columns, rows);
    let mut pen = Pen::new(plan, app.theme);
    if app.panes.form == Form::Nothing {
        return too_small(app, &mut pen);
    }
    header::draw(app, &mut pen);
    let mut cursor = match app.screen {
        Screen::Reader => reader(app, &mut pen),
        Screen::Compare => columns::draw(app, &mut pen),
        _ => sheet::draw(app, &mut pen),
    };
    status::draw(app, &mut pen);
    match &app.overlay {
        Some(Overlay::Help(top)) => cursor = help::draw(app, &mut pen, *top),
        Some(Overlay::Links(links)) => cursor = links::draw(app, &mut pen, links),
        Some(Overlay::Find(find)) => cursor = find::draw(app, &mut pen, find),
        Some(Overlay::Prompt(prompt)) => cursor = prompt::draw(app, &mut pen, prompt),
        None => {}
    }
    cursor
}

fn reader(app: &App, pen: &mut Pen<'_>) -> Option<Position> {
    let panes = &app.panes;
    let mut cursor = None;
    if !panes.sources.is_empty() {
        cursor = sources::draw(app, pen).or(cursor);
    }
    if !panes.article.is_empty() {
        cursor = article::draw(app, pen).or(cursor);
    }
    if !panes.quotes.is_empty() {
        cursor = quotes::draw(app, pen).or(cursor);
    }
    if !panes.overview.is_empty() {
        overview::draw(app, pen);
    }
    let glyphs = app.theme.glyphs;
    if !panes.sources.is_empty() && !panes.article.is_empty() {
        pen.column(panes.sources.right(), panes.sources.y, panes.sources.height, glyphs.rule);
    }
    if !panes.quotes.is_empty() && !panes.article.is_empty() {
        if panes.form == Form::Below {
            let y = panes.quotes.y.saturating_sub(1);
            pen.row(panes.quotes.x, y, panes.quotes.width, glyphs.line);
            let at = pen.put(1, y, " ", 2, style::PLAIN);
            quotes::heading(app, pen, at, y);
        } else {
            pen.column(panes.quotes.x.saturating_sub(1), panes.quotes.y, panes.quotes.height, glyphs.rule);
        }
    }
    cursor
}

/// The best that a few cells can say.
fn too_small(app: &App, pen: &mut Pen<'_>) -> Option<Position> {
    let (columns, rows) = app.size;
    let said = ["Parallax needs 20 columns and 5 rows.", "needs 20×5", "20×5"];
    let fitting = said.into_iter().find(|said| crate::layout::width(said) <= columns);
    let mut at = 0;
    match fitting {
        Some(said) => at = pen.put(0, 0, said, columns, style::PLAIN),
        None if rows > 0 && columns > 0 => at = pen.put(0, 0, "+", columns, style::PLAIN),
        None => {}
    }
    (columns > 0 && rows > 0).then(|| Position::new(at.min(columns.saturating_sub(1)), 0))
}
