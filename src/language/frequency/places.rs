//! Where each word of the list of frequencies stands in its text: a table laid when the program is built, since every start
//! would pay for it. This file belongs to the program and to `build.rs`.

/// Places of the table; twice as many as there are words, and a power of two.
pub(super) const PLACES: usize = 1 << 16;

/// The places where a word may stand, the likeliest first.
pub(super) fn probe(word: &str) -> impl Iterator<Item = usize> {
    // FNV-1a (Fowler, Noll and Vo), the upper bits folded in.
    let hash = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let first = ((hash ^ (hash >> 32)) % PLACES as u64) as usize;
    (0..PLACES).map(move |step| (first + step) % PLACES)
}
