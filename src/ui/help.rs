//! Help: the keys that work here, made from the keymap.

use ratatui::layout::Position;

use crate::app::App;
use crate::app::keymap::{Row, written};
use crate::article::Span;
use crate::layout::{width, wrap};
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
    let wide: u16 = match columns {
        150.. => 3,
        78.. => 2,
        _ => 1,
    };
    let each = columns / wide;
    let told = columns_of(told(app, each.saturating_sub(KEYS + 2)), wide.into());
    let height = told.iter().map(Vec::len).max().unwrap_or(0);
    let legend = legend(app, end.saturating_sub(1));
    let lines = height + 1 + legend.len();
    let shown = usize::from(rows.saturating_sub(3)).max(1);
    let top = top.min(lines.saturating_sub(shown));
    for (y, line) in (2..rows.saturating_sub(1)).zip(top..lines) {
        for nth in (0..wide).filter(|_| line < height) {
            let Some((keys, does)) = told.get(usize::from(nth)).and_then(|column| column.get(line)) else { continue };
            let x = 1 + nth * each;
            let limit = (x + each).saturating_sub(1).min(end);
            pen.cut(x, y, keys, limit.min(x + KEYS - 1), style::STRONG);
            pen.cut(x + KEYS, y, does, limit, style::PLAIN);
        }
        if let Some(said) = line.checked_sub(height + 1).and_then(|line| legend.get(line)) {
            pen.cut(1, y, said, end, style::QUIET);
        }
    }
    if top + shown < lines && rows > 1 {
        pen.put(1, rows - 1, "more below", end, style::QUIET);
    }
    Some(Position::new(0, 0))
}

/// Keys and what they do: one line, or several where the words need them.
type Told = Vec<(String, String)>;

/// Every row of the keymap that holds here: those of this screen alone come first.
fn told(app: &App, columns: u16) -> Vec<Told> {
    let mode = app.screen.mode();
    let all = || app.keymap.rows(mode).filter(|row| row.told);
    let own = all().filter(|row| row.mode == mode);
    let told = |row: &Row| {
        let keys: Vec<String> = row.on.iter().map(|keys| written(keys)).collect();
        let mut keys = keys.join("  ");
        wrap(&row.desc, Span::new(0, row.desc.len()), columns.max(8))
            .into_iter()
            .map(|span| (std::mem::take(&mut keys), span.of(&row.desc).to_owned()))
            .collect()
    };
    own.chain(all().filter(|row| row.mode != mode)).map(told).collect()
}

/// The rows in `count` columns of about the same height, none of them cut in two.
fn columns_of(told: Vec<Told>, count: usize) -> Vec<Told> {
    let height = told.iter().map(Vec::len).sum::<usize>().div_ceil(count.max(1));
    let mut columns: Vec<Told> = vec![Vec::new()];
    for row in told {
        let full = columns.last().is_some_and(|column| !column.is_empty() && column.len() + row.len() > height);
        if full && columns.len() < count {
            columns.push(Vec::new());
        }
        if let Some(column) = columns.last_mut() {
            column.extend(row);
        }
    }
    columns
}

/// What the signs mean, in lines.
fn legend(app: &App, columns: u16) -> Vec<String> {
    let glyphs = app.theme.glyphs;
    let said = [
        "Beside a sentence stands one place for each other outlet:".to_owned(),
        format!("A the same words · a in other words · {} another figure, name or date", glyphs.differs),
        format!("{} not found there · the outlet’s own letter alone: only here", glyphs.none),
        format!("{} paragraph · % of the text before it · ? not certain, and in the quotes why", glyphs.paragraph),
    ];
    let lines = |said: &String| -> Vec<String> {
        let said = said.replace('·', glyphs.dot);
        wrap(&said, Span::new(0, said.len()), columns.max(8))
            .into_iter()
            .map(|span| span.of(&said).to_owned())
            .collect()
    };
    said.iter().flat_map(lines).collect()
}
