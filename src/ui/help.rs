//! Help: the keys that work here, made from the keymap.

use ratatui::layout::Position;

use crate::app::App;
use crate::app::keymap::{Row, written};
use crate::layout::width;
use crate::ui::pen::Pen;
use crate::ui::style;

/// Columns of the keys.
const KEYS: u16 = 18;

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
    let told: Vec<&Row> = app.keymap.rows(app.screen.mode()).filter(|row| row.told).collect();
    let wide = if columns >= 150 {
        3
    } else if columns >= 84 {
        2
    } else {
        1
    };
    let lines = told.len().div_ceil(wide);
    let shown = usize::from(rows.saturating_sub(3)).max(1);
    let top = top.min(lines.saturating_sub(shown));
    let each = columns / wide as u16;
    for line in 0..shown.min(lines.saturating_sub(top)) {
        let y = 2 + line as u16;
        for nth in 0..wide {
            let Some(row) = told.get(nth * lines + top + line) else { continue };
            if nth * lines + top + line >= (nth + 1) * lines {
                continue;
            }
            let x = 1 + nth as u16 * each;
            let limit = (x + each).saturating_sub(2).min(end);
            let keys: Vec<String> = row.on.iter().map(|keys| written(keys)).collect();
            pen.cut(x, y, &keys.join("  "), limit.min(x + KEYS - 1), style::STRONG);
            pen.cut(x + KEYS, y, &row.desc, limit, style::PLAIN);
        }
    }
    let legend = legend(app);
    if rows as usize > lines + legend.len() + 4 {
        for (y, line) in (lines as u16 + 3..rows.saturating_sub(1)).zip(&legend) {
            pen.cut(1, y, line, end, style::QUIET);
        }
    }
    if top + shown < lines && rows > 1 {
        pen.put(1, rows - 1, "more below", end, style::QUIET);
    }
    Some(Position::new(0, 0))
}

/// What the signs in the gutter mean.
fn legend(app: &App) -> Vec<String> {
    let glyphs = app.theme.glyphs;
    vec![
        "Beside a sentence stands one place for each other outlet:".to_owned(),
        format!(
            "A the same words   a in other words   {} another figure, name or date   {} not found; its own letter alone: only here",
            glyphs.differs, glyphs.none
        ),
        format!("{} paragraph   % of the text before it   ? not certain", glyphs.paragraph),
    ]
}
