//! The line at the bottom: where in the text, the overview, and the keys that matter here; a message in their place.

use ratatui::style::Modifier;

use crate::app::App;
use crate::app::outlets::{letter, paragraph, paragraphs, percent};
use crate::app::panes::{Form, Pane};
use crate::app::screen::Screen;
use crate::ui::pen::Pen;
use crate::ui::{overview, style};

/// The keys that matter on a screen: (command, what it is called here).
fn hints(app: &App) -> &'static [(&'static str, &'static str)] {
    match app.screen {
        Screen::Reader if app.reader.focus == Pane::Quotes => {
            &[("go", "to the words"), ("copy", "copy"), ("pane-next", "pane"), ("help", "keys")]
        }
        Screen::Reader if app.reader.focus == Pane::Sources => {
            &[("go", "read"), ("find", "find"), ("pane-next", "pane"), ("help", "keys")]
        }
        Screen::Reader => &[
            ("outlet-next", "outlet"),
            ("go", "evidence"),
            ("compare", "compare"),
            ("find", "find"),
            ("help", "keys"),
            ("close", "quit"),
        ],
        Screen::Compare => &[
            ("next", "next"),
            ("filter", "filter"),
            ("base", "base"),
            ("sync", "sync"),
            ("go", "read"),
            ("close", "back"),
        ],
        Screen::Matrix => &[("sort", "order"), ("go", "compare"), ("help", "keys"), ("close", "back")],
        Screen::Quotes => &[("sort", "order"), ("go", "read"), ("copy", "copy"), ("close", "back")],
        _ => &[("go", "read"), ("help", "keys"), ("close", "back")],
    }
}

pub(super) fn draw(app: &App, pen: &mut Pen<'_>) {
    let area = app.panes.status;
    if area.is_empty() {
        return;
    }
    let (y, end) = (area.y, area.right());
    let mut x = place(app, pen, area.x + 1, y, end);
    if !app.pending.is_empty() {
        x = sequence(app, pen, x + 2, y, end);
    } else if let Some(message) = app.message() {
        // A message stands where the keys were, never over the place.
        let x = if x + 16 > end {
            pen.clear(0, y, area.width, 1);
            area.x + 1
        } else {
            x + 2
        };
        pen.cut(x, y, message, end.saturating_sub(1), style::STRONG);
        return;
    }
    if app.panes.form <= Form::Text && area.width < 40 {
        return;
    }
    let mode = app.mode();
    let mut told: Vec<(String, &str)> =
        hints(app).iter().filter_map(|(run, name)| Some((app.keymap.key_for(mode, run)?, *name))).collect();
    let wide = |told: &[(String, &str)]| -> u16 {
        told.iter().map(|(key, name)| crate::layout::width(key) + crate::layout::width(name) + 3).sum()
    };
    while !told.is_empty() && wide(&told) + x + 2 > end {
        told.pop();
    }
    let mut x = end.saturating_sub(wide(&told) + 1).max(x);
    for (key, name) in &told {
        x = pen.put(x + 2, y, key, end, style::STRONG);
        x = pen.put(x + 1, y, name, end, style::QUIET);
    }
}

/// Where in the text, and the overview.
fn place(app: &App, pen: &mut Pen<'_>, x: u16, y: u16, end: u16) -> u16 {
    let glyphs = app.theme.glyphs;
    match app.screen {
        Screen::Reader => {
            let Some(article) = app.article(app.reader.article) else {
                return pen.put(
                    x,
                    y,
                    if app.library.busy { "reading …" } else { "nothing to read" },
                    end,
                    style::QUIET,
                );
            };
            let own = app.letter_of(app.reader.article);
            let hue = style::outlet(app.theme, app.place_of(app.reader.article).unwrap_or(0));
            let mut x = pen.put(x, y, &own, end, hue.add_modifier(Modifier::BOLD));
            let (number, count) = (paragraph(article, app.reader.byte), paragraphs(article).count());
            let share = percent(article, app.reader.byte);
            let said = match end {
                100.. => format!(" {}{number:<2} of {count} {} {share:>2} % ", glyphs.paragraph, glyphs.dot),
                40.. => format!(" {}{number:<2} {share:>2} % ", glyphs.paragraph),
                _ => format!(" {share:>2} %"),
            };
            x = pen.put(x, y, &said, end, style::PLAIN);
            if !app.hits.words.is_empty() && end >= 40 {
                x = pen.put(x, y, &format!(" {} ", app.hits.told()), end, style::STRONG);
            }
            if app.panes.overview.is_empty() && end >= 60 {
                x = overview::strip(app, pen, x + 1, y, if end >= 100 { 24 } else { 16 });
            }
            x
        }
        Screen::Compare => {
            let (number, count) = app.compare_difference_number();
            let row = (app.compare.row + 1).min(app.columns.rows.len());
            let mut said = format!("row {row} of {}", app.columns.rows.len());
            if count > 0 {
                said.push_str(&format!(" {} difference {number} of {count}", glyphs.dot));
            }
            let sync = if app.compare.sync { "on" } else { "off" };
            if end >= 78 {
                said.push_str(&format!(" {} {} {} sync {sync}", glyphs.dot, app.compare.filter.name(), glyphs.dot));
            }
            let hidden: Vec<String> =
                (0..app.outlets().len()).filter(|place| !app.columns.shown.contains(place)).map(letter).collect();
            if !hidden.is_empty() && end >= 60 {
                said.push_str(&format!(" {} more: {}", glyphs.dot, hidden.join(" ")));
            }
            pen.put(x, y, &said, end, style::PLAIN)
        }
        _ => pen.put(x, y, &app.sheet.summary, end, style::PLAIN),
    }
}

/// How a sequence of keys that was begun can go on.
fn sequence(app: &App, pen: &mut Pen<'_>, x: u16, y: u16, end: u16) -> u16 {
    let mut x = pen.put(x, y, &crate::app::keymap::written(&app.pending), end, style::STRONG) + 1;
    for (key, does) in app.keymap.following(app.mode(), &app.pending) {
        x = pen.put(x + 1, y, &key.to_string(), end, style::STRONG);
        x = pen.put(x + 1, y, does, end, style::QUIET) + 1;
    }
    x
}
