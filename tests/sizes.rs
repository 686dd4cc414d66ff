//! Every screen draws at every size, and what it draws stays in its columns.

mod harbour;

use parallax::app::{App, Input, Key, KeyCode};
use parallax::library::Library;
use parallax::ui;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;

/// The ways into every screen, pane and overlay.
const WAYS: [&str; 22] = [
    "", "\t", "\t\t", "z", "\tz", "c", "cs", "cv", "cBj", "m", "Q", "F", "P", "S", "?", "f", "fwar", ":", ":co",
    "/the", "x", "jj\r",
];

fn key(c: char) -> Key {
    match c {
        '\t' => KeyCode::Tab.into(),
        '\r' => KeyCode::Enter.into(),
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

fn sweep(sizes: impl Iterator<Item = (u16, u16)> + Clone) {
    let library = harbour::library();
    for way in WAYS {
        let mut app = App::new(library.clone(), (100, 30));
        way.chars().for_each(|c| drop(app.handle(Input::Key(key(c)))));
        for size in sizes.clone() {
            draw(&mut app, size, way);
        }
    }
}

#[test]
fn every_small_size() {
    sweep((0..=30).flat_map(|columns| (0..=12).map(move |rows| (columns, rows))));
}

#[test]
fn larger_sizes_sampled() {
    sweep((31..=220).step_by(13).flat_map(|columns| (13..=60).step_by(9).map(move |rows| (columns, rows))));
}

#[test]
fn nothing_loaded_draws_too() {
    for way in WAYS {
        let mut app = App::new(Library::default(), (80, 24));
        way.chars().for_each(|c| drop(app.handle(Input::Key(key(c)))));
        for size in [(80, 24), (120, 40), (1, 1), (25, 6)] {
            draw(&mut app, size, way);
        }
    }
}
