//! The line at the bottom: where in the text, the overview, and the keys that matter here; a message in their place.

use ratatui::style::Modifier;

use crate::app::App;
use crate::app::outlets::letter;
use crate::app::panes::{Form, Pane};
use crate::app::screen::Screen;
use crate::layout::width;
use crate::ui::pen::Pen;
use crate::ui::{overview, style};

/// The keys that matter on a screen: (command, what it is called here, how early it gives way where room is short).
fn hints(app: &App) -> &'static [(&'static str, &'static str, u8)] {
    match app.screen {
        Screen::Reader if app.reader.focus == Pane::Quotes => {
            &[("go", "to the words", 1), ("copy", "copy", 3), ("pane-next", "pane", 2), ("help", "keys", 0)]
        }
        Screen::Reader if app.reader.focus == Pane::Sources => {
            &[("go", "read", 1), ("find", "find", 3), ("pane-next", "pane", 2), ("help", "keys", 0)]
        }
        Screen::Reader => &[
            ("outlet-next", "outlet", 1),
            ("go", "evidence", 5),
            ("compare", "compare", 2),
            ("find", "find", 3),
            ("help", "keys", 0),
            ("close", "quit", 4),
        ],
        Screen::Compare => &[
            ("next", "next", 2),
            ("filter", "filter", 3),
            ("base", "base", 6),
            ("sync", "sync", 5),
            ("go", "read", 4),
            ("help", "keys", 1),
            ("close", "back", 0),
        ],
        Screen::Matrix => &[
            ("next", "next", 4),
            ("sort", "order", 3),
            ("go", "compare", 2),
            ("help", "keys", 1),
            ("close", "back", 0),
        ],
        Screen::Quotes => {
            &[("sort", "order", 4), ("go", "read", 2), ("copy", "copy", 3), ("help", "keys", 1), ("close", "back", 0)]
        }
        _ => &[("go", "read", 2), ("help", "keys", 1), ("close", "back", 0)],
    }
}

pub(super) fn draw(app: &App, pen: &mut Pen<'_>) {
    let area = app.panes.status;
    if area.is_empty() {
        return;
    }
    let (y, end) = (area.y, area.right());
    if !app.pending.is_empty() {
        let x = place(app, pen, area.x + 1, y, end);
        sequence(app, pen, x + 2, y, end);
        return;
    }
    if let Some(message) = app.message() {
        told(app, pen, message);
        return;
    }
    let x = place(app, pen, area.x + 1, y, end);
    if app.panes.form <= Form::Text && area.width < 40 {
        return;
    }
    let mode = app.mode();
    let alone = app.outlets().len() < 2;
    let mut shown: Vec<(String, &str, u8)> = hints(app)
        .iter()
        .filter(|(run, ..)| !(alone && app.screen == Screen::Reader && ["outlet-next", "compare"].contains(run)))
        .filter(|(run, ..)| {
            !(alone && app.reader.focus == Pane::Article && app.screen == Screen::Reader && *run == "go")
        })
        .filter_map(|(run, name, yields)| Some((app.keymap.key_for(mode, run)?, *name, *yields)))
        .collect();
    let wide =
        |shown: &[(String, &str, u8)]| -> u16 { shown.iter().map(|(key, name, _)| width(key) + width(name) + 3).sum() };
    // A hint that does not fit gives way whole, the dearest last.
    while wide(&shown) + x + 1 > end {
        let Some(least) = (0..shown.len()).max_by_key(|&at| shown.get(at).map(|hint| hint.2)) else { break };
        shown.remove(least);
    }
    let mut x = end.saturating_sub(wide(&shown) + 1).max(x);
    for (key, name, _) in &shown {
        x = pen.put(x + 2, y, key, end, style::STRONG);
        x = pen.put(x + 1, y, name, end, style::QUIET);
    }
}

/// A message stands beside the place where there is room for both, else alone.
fn told(app: &App, pen: &mut Pen<'_>, message: &str) {
    let area = app.panes.status;
    let (y, end) = (area.y, area.right());
    let beside = match app.screen {
        Screen::Reader => app.position().map(|(own, said)| width(&own) + width(&said)),
        _ => None,
    };
    let mut x = area.x + 1;
    if let Some(beside) = beside.filter(|beside| x + beside + 2 + width(message) < end) {
        spell(app, pen, x, y, end);
        x += beside + 2;
    }
    pen.cut(x, y, message, end.saturating_sub(1), style::STRONG);
}

/// Writes the position.
fn spell(app: &App, pen: &mut Pen<'_>, x: u16, y: u16, end: u16) -> u16 {
    let Some((own, said)) = app.position() else { return x };
    let hue = style::outlet(app.theme, app.place_of(app.reader.article).unwrap_or(0));
    let x = pen.put(x, y, &own, end, hue.add_modifier(Modifier::BOLD));
    pen.put(x, y, &said, end, style::PLAIN)
}

/// Where in the text, and the overview.
fn place(app: &App, pen: &mut Pen<'_>, x: u16, y: u16, end: u16) -> u16 {
    match app.screen {
        Screen::Reader => {
            if app.article(app.reader.article).is_none() {
                let said = if app.library.busy { "reading …" } else { "nothing to read" };
                return pen.put(x, y, said, end, style::QUIET);
            }
            let mut x = spell(app, pen, x, y, end);
            if !app.hits.words.is_empty() && end >= 40 {
                x = pen.put(x, y, &format!("  {}", app.hits.told()), end, style::STRONG);
            }
            if let Some(why) = app.doubt() {
                // What is doubted is worth more here than the overview and all hints but one.
                x = pen.put(x + 1, y, "? ", end, style::differs(app.theme));
                return pen.cut(x, y, why, end.saturating_sub(10), style::PLAIN);
            }
            if let Some(strip) = app.strip() {
                overview::strip(app, pen, strip);
                x = strip.right();
            }
            x
        }
        Screen::Compare => {
            let said = fitting(&compared(app), end.saturating_sub(x + kept(end)), app.theme.glyphs.dot);
            pen.cut(x, y, &said, end, style::PLAIN)
        }
        _ => {
            let said = fitting(&app.sheet.summary, end.saturating_sub(x + kept(end)), app.theme.glyphs.dot);
            pen.cut(x, y, &said, end, style::PLAIN)
        }
    }
}

/// Columns kept for the dearest hints.
fn kept(columns: u16) -> u16 {
    if columns < 80 { 18 } else { 34 }
}

/// As many parts as fit, whole.
fn fitting(parts: &[String], room: u16, dot: &str) -> String {
    let mut said = String::new();
    for (at, part) in parts.iter().enumerate() {
        let next = if at == 0 { part.clone() } else { format!("{said} {dot} {part}") };
        if width(&next) > room {
            break;
        }
        said = next;
    }
    said
}

/// Where Compare is.
fn compared(app: &App) -> Vec<String> {
    let rows = app.columns.rows.len();
    let mut parts = Vec::new();
    if app.compare.sync {
        parts.push(format!("row {} of {rows}", (app.compare.row + 1).min(rows)));
        match app.compare_difference_number() {
            (_, 0) => {}
            (Some(number), count) => parts.push(format!("difference {number} of {count}")),
            (None, 1) => parts.push("1 difference".to_owned()),
            (None, count) => parts.push(format!("{count} differences")),
        }
        if app.compare.filter != crate::app::compare::columns::Filter::All {
            parts.push(app.compare.filter.name().to_owned());
        }
        parts.push("sync on".to_owned());
    } else {
        parts.push("sync off".to_owned());
        parts.push(format!("{} moves by line", letter(app.compare.column)));
    }
    let hidden: Vec<String> =
        (0..app.outlets().len()).filter(|place| !app.columns.shown.contains(place)).map(letter).collect();
    if !hidden.is_empty() {
        parts.push(format!("more: {}", hidden.join(" ")));
    }
    parts
}

/// How a sequence of keys that was begun can go on.
fn sequence(app: &App, pen: &mut Pen<'_>, x: u16, y: u16, end: u16) {
    let mut x = pen.put(x, y, &crate::app::keymap::written(&app.pending), end, style::STRONG) + 1;
    for (key, does) in app.keymap.following(app.mode(), &app.pending) {
        x = pen.put(x + 1, y, &key.to_string(), end, style::STRONG);
        x = pen.put(x + 1, y, does, end, style::QUIET) + 1;
    }
}
