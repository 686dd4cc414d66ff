//! A prompt in the status line, and above it what could be meant.

use ratatui::layout::Position;

use crate::app::App;
use crate::app::command::COMMANDS;
use crate::app::prompt::{Asks, Prompt};
use crate::layout::width;
use crate::ui::pen::Pen;
use crate::ui::style;

/// The most choices shown.
const CHOICES: usize = 10;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, prompt: &Prompt) -> Option<Position> {
    let area = app.panes.status;
    let (y, end) = (area.y, area.right().saturating_sub(1));
    pen.clear(area.x, y, area.width, 1);
    let sign = match prompt.asks {
        Asks::Command => ":",
        Asks::Words => "/",
    };
    let x = pen.put(area.x, y, sign, end, style::STRONG);
    // A line longer than the screen shows its end.
    let before = prompt.line.before();
    let room = end.saturating_sub(x + 1);
    let skip = width(before).saturating_sub(room);
    let mut skipped = 0;
    let from = crate::layout::exact(prompt.line.text())
        .find(|glyph| {
            let here = skipped >= skip;
            skipped += glyph.width;
            here
        })
        .map_or(0, |glyph| glyph.at);
    let shown = prompt.line.text().get(from..).unwrap_or("");
    let cursor = x + width(before.get(from..).unwrap_or(""));
    let after = pen.put(x, y, shown, end, style::PLAIN);
    if prompt.asks == Asks::Words && !app.hits.words.is_empty() {
        let told = app.hits.told();
        let start = end.saturating_sub(width(&told));
        if start > after {
            pen.put(start, y, &told, end, style::STRONG);
        }
    }
    if prompt.asks == Asks::Command {
        choices(app, pen, prompt);
    }
    Some(Position::new(cursor.min(end), y))
}

fn choices(app: &App, pen: &mut Pen<'_>, prompt: &Prompt) {
    let area = app.panes.status;
    let rows = prompt.choices.len().min(CHOICES).min(usize::from(area.y));
    if rows == 0 {
        return;
    }
    let chosen = prompt.choice.unwrap_or(0);
    let top = chosen.saturating_sub(rows - 1);
    let first = area.y - rows as u16;
    if first > 0 {
        pen.clear(area.x, first - 1, area.width, 1);
        pen.row(area.x, first - 1, area.width, app.theme.glyphs.line);
    }
    pen.clear(area.x, first, area.width, rows as u16);
    for (y, (nth, &at)) in (first..).zip(prompt.choices.iter().enumerate().skip(top).take(rows)) {
        let Some(command) = COMMANDS.get(at) else { continue };
        let end = area.right().saturating_sub(1);
        let name = format!("{} {}", command.name, command.args);
        pen.cut(area.x + 1, y, &name, end.min(30), style::STRONG);
        pen.cut(area.x + 31, y, command.doc, end, style::QUIET);
        if prompt.choice == Some(nth) {
            pen.bar(area.x, y, style::PLAIN);
            pen.paint(area.x + 1, y, end.saturating_sub(1), style::CHOSEN);
        }
    }
}
