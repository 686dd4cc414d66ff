//! README says what is true: its key table is the command table's, and its two commands stand in it.

use std::path::Path;

const START: &str =
    "<!-- keys: made from assets/keymap.toml; `PARALLAX_BLESS=1 cargo test --test readme` writes it anew -->\n";
const END: &str = "<!-- end of keys -->";

#[test]
fn the_key_table_is_the_command_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let start = readme.find(START).expect("README marks where its key table starts") + START.len();
    let end = start + readme[start..].find(END).expect("README marks where its key table ends");
    let wanted = format!("\n{}\n", parallax::app::command::key_table_markdown().trim());
    if std::env::var_os("PARALLAX_BLESS").is_some() {
        let blessed = format!("{}{wanted}\n{}", &readme[..start], &readme[end..]);
        std::fs::write(&path, blessed).unwrap();
        return;
    }
    assert_eq!(
        readme[start..end].trim(),
        wanted.trim(),
        "README's key table is old: PARALLAX_BLESS=1 cargo test --test readme"
    );
}

#[test]
fn the_two_commands_stand_in_it() {
    let readme = include_str!("../README.md");
    for command in ["cargo run --release", "cargo test"] {
        assert!(readme.contains(command), "README does not give `{command}`");
    }
}

#[test]
fn its_pictures_are_there() {
    let readme = include_str!("../README.md");
    let pictures: Vec<&str> = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    let pictures: Vec<&str> = pictures.into_iter().filter(|path| path.ends_with(".png")).collect();
    assert!(!pictures.is_empty());
    for path in pictures {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(path).is_file(), "README shows {path}, which is not there");
    }
}
