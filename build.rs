//! What is settled before the program runs: link options, and a table that every start would otherwise have to build.

#[path = "src/language/frequency/places.rs"]
mod places;

use std::path::Path;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    link();
    frequencies()
}

/// A fixed address on Linux, which spares each start half a millisecond of relocations (see ARCHITECTURE.md).
fn link() {
    let is = |what: &str, value: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).is_ok_and(|is| is == value);
    if is("OS", "linux") && is("ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Lays the table of `src/language/frequency.rs`: where in `assets/frequencies.txt` each word stands.
fn frequencies() -> std::io::Result<()> {
    const LIST: &str = "assets/frequencies.txt";
    println!("cargo::rerun-if-changed={LIST}");
    println!("cargo::rerun-if-changed=src/language/frequency/places.rs");
    let text = std::fs::read_to_string(LIST)?;
    let mut table = vec![0u32; places::PLACES];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut at = start;
        start += line.len();
        let mut parts = line.trim_end().split(' ');
        let Some(first) = parts.next().filter(|first| first.parse::<f32>().is_ok()) else { continue };
        at += first.len() + 1;
        for word in parts {
            let free = places::probe(word).find(|&place| table.get(place) == Some(&0));
            if let Some(entry) = free.and_then(|place| table.get_mut(place)) {
                *entry = u32::try_from(at + 1).unwrap_or(0);
            }
            at += word.len() + 1;
        }
    }
    let out = std::env::var_os("OUT_DIR").unwrap_or_default();
    let bytes: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    std::fs::write(Path::new(&out).join("frequencies.places"), bytes)
}
