//! What the screens look like, letters and styles.

mod harbour;

use harbour::{looks, open, press};

fn at_every_size(name: &str, keys: &str) {
    for size in [(60, 20), (80, 24), (120, 40), (200, 50)] {
        let mut app = open(size);
        press(&mut app, keys);
        insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), looks(&app));
    }
}

#[test]
fn reader() {
    at_every_size("reader", "<enter>");
}

#[test]
fn compare() {
    at_every_size("compare", "cj");
}

#[test]
fn find() {
    at_every_size("find", "fbridge<down>");
}

#[test]
fn help() {
    at_every_size("help", "?");
}

#[test]
fn matrix() {
    at_every_size("matrix", "m");
}

#[test]
fn figures() {
    at_every_size("figures", "F");
}

#[test]
fn people() {
    at_every_size("people", "P");
}

#[test]
fn sourcing() {
    at_every_size("sourcing", "S");
}

#[test]
fn quotes() {
    at_every_size("quotes", "Q");
}
