//! The rules of the house: a room imports only rooms that stand above it, and a file is one idea.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where its world breaks")]

use std::fs;
use std::path::{Path, PathBuf};

/// From the first to the last: a room may import those before it.
const ROOMS: [&str; 15] = [
    "article", "language", "ingest", "quote", "reading", "story", "compare", "search", "library", "export", "layout",
    "app", "ui", "term", "cli",
];

/// A file that grows past this is more than one idea.
const LINES: usize = 550;

/// The rooms that a source text names by `crate::…`, comments and tests left out.
fn imports(source: &str) -> Vec<String> {
    let code: String = source
        .split("#[cfg(test)]\nmod ")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    let mut found = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        match code[at + path.len()..].strip_prefix('{') {
            Some(group) => found.extend(heads(group)),
            None => found.push(word(&code[at + path.len()..])),
        }
    }
    found
}

/// The first words of the entries of a group `{a::b, c::{d, e}, f}`, the opening brace taken off.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut fresh, mut found) = (0, true, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && depth == 0 && !c.is_whitespace() => {
                found.push(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect()
}

/// What in `source`, a file of `room`, breaks the order of the rooms.
fn broken(room: &str, source: &str) -> Vec<String> {
    let place = |name: &str| ROOMS.iter().position(|&other| other == name);
    let here = place(room);
    imports(source).into_iter().filter(|name| place(name) > here).collect()
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.sort();
    found
}

fn room_of(path: &Path) -> Option<String> {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = below.iter().next()?.to_str()?;
    Some(first.strip_suffix(".rs").unwrap_or(first).to_owned())
}

#[test]
fn a_room_imports_only_rooms_above_it() {
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        let room = room_of(&path).unwrap();
        // The map of the house and the door name every room.
        if room == "lib" || room == "main" || path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        assert!(ROOMS.contains(&room.as_str()), "{} is in no room of the house", path.display());
        wrong.extend(broken(&room, &source).into_iter().map(|other| format!("{}: {other}", path.display())));
    }
    assert!(wrong.is_empty(), "a room must not import one below it:\n{}", wrong.join("\n"));
}

#[test]
fn a_file_is_one_idea() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(path, source)| (path, source.lines().count()))
        .filter(|&(_, lines)| lines > LINES)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "split by idea what is longer than {LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn the_map_of_the_house_shows_every_room() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for room in ROOMS {
        assert!(map.contains(&format!("| [`{room}`] |")), "{room} is missing on the map in src/lib.rs");
    }
}

#[test]
fn a_wrong_import_is_noticed() {
    assert_eq!(broken("compare", "use crate::library::Library;\n"), ["library"]);
    assert_eq!(broken("app", "use crate::{article::{Article, Span}, term::run};\n"), ["term"]);
    assert_eq!(broken("story", "fn x() -> crate::cli::Arguments {}\n"), ["cli"]);
    assert_eq!(broken("library", "pub(in crate::cli) use crate::article::Span;\n"), ["cli"]);
    assert!(broken("compare", "//! see [`crate::cli`]\nuse crate::article::Span;\n").is_empty());
    assert!(
        broken("quote", "use crate::article::Span;\n#[cfg(test)]\nmod tests {\n    use crate::library::Library;\n}\n")
            .is_empty()
    );
}
