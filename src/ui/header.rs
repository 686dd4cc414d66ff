//! The line at the top: which story, how many outlets, which screens there are.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::outlets::thousands;
use crate::app::panes::{Form, Pane};
use crate::app::screen::Screen;
use crate::ui::pen::Pen;
use crate::ui::style;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>) {
    let area = app.panes.header;
    if area.is_empty() {
        return;
    }
    let mut end = area.right();
    let mut names = tabs(app, area.width);
    let wide = |names: &[(&str, bool)]| names.iter().map(|(name, _)| crate::layout::width(name) + 2).sum::<u16>() + 3;
    // Where there is no room for all, the one that is shown is named.
    if wide(&names) + 24 > area.width {
        names.retain(|(_, here)| *here);
    }
    if wide(&names) + 10 <= area.width {
        end -= wide(&names);
        let mut x = end;
        for (name, here) in &names {
            let (left, right) = if *here { ("[", "]") } else { (" ", " ") };
            let look = if *here { style::STRONG } else { style::QUIET };
            x = pen.put(x, area.y, left, area.right(), look);
            x = pen.put(x, area.y, name, area.right(), look);
            x = pen.put(x, area.y, right, area.right(), look);
        }
        pen.put(x + 1, area.y, "?", area.right(), style::QUIET);
    }
    let dot = app.theme.glyphs.dot;
    let mut x = area.x + 1;
    if area.width >= 110 {
        x = pen.put(x, area.y, "Parallax", end, style::QUIET);
        x = pen.put(x, area.y, &format!(" {dot} "), end, style::QUIET);
    }
    let outlets = app.outlets().len();
    // Until stories are told apart, all that was opened stands in one.
    let noun = if app.library.busy && app.library.stories.len() == 1 { "articles" } else { "outlets" };
    let count = match outlets {
        0 => String::new(),
        1 => format!(" {dot} 1 outlet"),
        more if area.width >= 100 => format!(" {dot} {} {noun}", thousands(more)),
        more => format!(" {dot} {}", thousands(more)),
    };
    let busy = if app.library.busy { format!(" {dot} {}", progress(app)) } else { String::new() };
    let tail = format!("{count}{busy}");
    let name = app.story().map_or("Parallax", |story| &story.name);
    x = pen.cut(x, area.y, name, end.saturating_sub(crate::layout::width(&tail) + 2), style::STRONG);
    pen.put(x, area.y, &tail, end, style::QUIET);
    if !app.panes.tabs.is_empty() {
        pane_tabs(app, pen, app.panes.tabs);
    }
}

/// How far the reading has come.
fn progress(app: &App) -> String {
    let (all, read) = (app.library.articles.len(), app.library.readings.iter().flatten().count());
    match (read * 100).checked_div(all) {
        Some(share) if read < all => format!("reading {share} %"),
        Some(_) => "comparing".to_owned(),
        None => "reading".to_owned(),
    }
}

/// The screens, with as many names as there is room for.
fn tabs(app: &App, columns: u16) -> Vec<(&'static str, bool)> {
    let count = match columns {
        150.. => 7,
        100..150 => 5,
        _ => 4,
    };
    let all =
        Screen::ALL.iter().take(count).chain(Screen::ALL.iter().skip(count).filter(|screen| **screen == app.screen));
    all.map(|screen| (screen.name(), *screen == app.screen)).collect()
}

/// Where one pane is shown at a time: which, and which others there are.
fn pane_tabs(app: &App, pen: &mut Pen<'_>, area: Rect) {
    let own = app.letter_of(app.reader.article);
    let quotes = app.quotes.sheet.items.len();
    let names = [
        (Pane::Sources, "Sources".to_owned()),
        (Pane::Article, format!("Article {own}")),
        (Pane::Quotes, format!("Quotes {quotes}")),
    ];
    let mut x = area.x + 1;
    for (pane, name) in names {
        let here = pane == app.reader.focus;
        let look = if here { style::STRONG } else { style::QUIET };
        let text = if here { format!("[{name}]") } else { format!(" {name} ") };
        x = pen.put(x, area.y, &text, area.right(), look) + 1;
    }
    if app.panes.form == Form::One {
        let hint = format!("{} pane ", app.keymap.key_for(app.screen.mode(), "pane-next").unwrap_or_default());
        let start = area.right().saturating_sub(crate::layout::width(&hint));
        if start > x {
            pen.put(start, area.y, &hint, area.right(), style::QUIET);
        }
    }
}
