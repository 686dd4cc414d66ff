//! Every screen draws at every size, and what it draws stays in its columns.

mod harbour;

use parallax::app::theme::ASCII;
use parallax::app::{App, Input, Key, KeyCode, Theme};
use parallax::library::Library;
use parallax::ui;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;

/// The ways into every screen, pane, overlay and prompt, and to what may lie on them: evidence, hits, filters, messages.
const WAYS: [&str; 48] = [
    "",
    "\t",
    "\t\t",
    "z",
    "\tz",
    "\t\tz",
    "\r",
    "G\r",
    "]",
    "]\r",
    "G]",
    "3",
    "3\r",
    "]\tj",
    "x",
    "xG",
    "jj\r",
    "n",
    "X",
    "/the",
    "/the\r",
    "/the\rn",
    "/nothing of it\r",
    "f",
    "fwar",
    "fbridge\u{e}",
    "fnothing of it",
    "fis:quote friday",
    ":",
    ":co",
    ":co\u{e}\u{e}",
    ":nothing\r",
    "c",
    "cs",
    "cs]G",
    "cv",
    "cvv",
    "cvvv",
    "cBj",
    "c]B",
    "c3Gn",
    "m",
    "mn",
    "moG",
    "Q",
    "Qo",
    "F",
    "?",
];

/// More of them, which look alike on every page.
const LISTS: [&str; 6] = ["P", "S", "?G", "c?", "mz", "Qx"];

fn key(c: char) -> Key {
    match c {
        '\t' => KeyCode::Tab.into(),
        '\r' => KeyCode::Enter.into(),
        '\u{e}' => KeyCode::Down.into(),
        c => Key::char(c),
    }
}

fn draw(app: &mut App, size: (u16, u16), what: &str) -> Buffer {
    app.handle(Input::Resize(size.0, size.1));
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let cursor = ui::view(app, &mut buffer);
    if let Some(cursor) = cursor {
        assert!(cursor.x < size.0 && cursor.y < size.1, "{what} at {size:?}: cursor at {cursor:?}");
    }
    for y in 0..size.1 {
        let mut x = 0;
        while x < size.0 {
            x += buffer[(x, y)].symbol().cell_width().max(1);
        }
        assert_eq!(x, size.0, "{what} at {size:?}: row {y} ends inside a wide glyph");
    }
    buffer
}

fn sweep(theme: Theme, sizes: impl Iterator<Item = (u16, u16)> + Clone) {
    let library = harbour::library();
    for way in WAYS.into_iter().chain(LISTS) {
        let mut app = App::new(library.clone(), (100, 30));
        app.set_theme(theme);
        way.chars().for_each(|c| drop(app.handle(Input::Key(key(c)))));
        for size in sizes.clone() {
            draw(&mut app, size, way);
        }
    }
}

#[test]
fn every_small_size() {
    sweep(Theme::default(), (0..=30).flat_map(|columns| (0..=12).map(move |rows| (columns, rows))));
}

#[test]
fn larger_sizes_sampled() {
    sweep(
        Theme::default(),
        (31..=220).step_by(13).flat_map(|columns| (13..=60).step_by(9).map(move |rows| (columns, rows))),
    );
}

#[test]
fn without_colour_and_in_ascii_too() {
    let plain = Theme { colour: false, glyphs: &ASCII, hyperlinks: false };
    sweep(plain, [(1, 1), (20, 5), (40, 12), (60, 20), (80, 24), (120, 40), (200, 50)].into_iter());
}

#[test]
fn nothing_loaded_draws_too() {
    for way in WAYS.into_iter().chain(LISTS) {
        let mut app = App::new(Library::default(), (80, 24));
        way.chars().for_each(|c| drop(app.handle(Input::Key(key(c)))));
        for size in [(80, 24), (120, 40), (1, 1), (25, 6)] {
            draw(&mut app, size, way);
        }
    }
}
