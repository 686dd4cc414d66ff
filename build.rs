//! What is settled before the program runs: link options, and tables that every start would otherwise have to build.

#[path = "src/language/places/probe.rs"]
mod probe;

use std::path::Path;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/language/places/probe.rs");
    link();
    // About twice as many places as there are words, and a power of two.
    lay("frequencies", 1 << 16, |line| {
        // A number, then words; comments have none.
        let first = line.find(' ').filter(|_| !line.starts_with('#')).map_or(line.len(), |at| at + 1);
        let starts = |at: &mut usize, word: &str| Some(std::mem::replace(at, *at + word.len() + 1));
        let words = line.get(first..).unwrap_or("").split(' ');
        words.clone().scan(first, starts).zip(words).collect()
    })?;
    lay("words", 1 << 14, |line| line.split_once('\t').map(|(stem, _)| (0, stem)).into_iter().collect())
}

/// A fixed address on Linux, which spares each start half a millisecond of relocations (see ARCHITECTURE.md).
fn link() {
    let is = |what: &str, value: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).is_ok_and(|is| is == value);
    if is("OS", "linux") && is("ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Lays the table of `assets/NAME.txt` (see `src/language/places.rs`): `words` gives those of a line, with the byte where each
/// begins.
fn lay(name: &str, size: usize, words: impl Fn(&str) -> Vec<(usize, &str)>) -> std::io::Result<()> {
    let list = format!("assets/{name}.txt");
    println!("cargo::rerun-if-changed={list}");
    let text = std::fs::read_to_string(list)?;
    let mut table = vec![0u32; size];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for (at, word) in words(line.trim_end()).into_iter().filter(|(_, word)| !word.is_empty()) {
            let free = probe::probe(word, size).find(|&place| table.get(place) == Some(&0));
            if let Some(entry) = free.and_then(|place| table.get_mut(place)) {
                *entry = u32::try_from(start + at + 1).unwrap_or(0);
            }
        }
        start += line.len();
    }
    let out = std::env::var_os("OUT_DIR").unwrap_or_default();
    let bytes: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    std::fs::write(Path::new(&out).join(format!("{name}.places")), bytes)
}
