//! Where a word stands in a table of places. This file belongs to the program and to `build.rs`, which lays the tables.

/// The places of a table of `size` where a word may stand, the likeliest first.
pub(super) fn probe(word: &str, size: usize) -> impl Iterator<Item = usize> {
    // FNV-1a (Fowler, Noll and Vo), the upper bits folded in.
    let hash = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let first = ((hash ^ (hash >> 32)) % size.max(1) as u64) as usize;
    (0..size).map(move |step| (first + step) % size)
}
