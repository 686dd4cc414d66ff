//! Where each word of a list stands in the list's own text: tables that `build.rs` lays, since every start would pay for making
//! them, and a map of words would be several times as large.

mod probe;

use probe::probe;

/// A list with its table.
#[derive(Debug)]
pub(crate) struct Places {
    /// The list.
    pub(crate) text: &'static str,
    /// For each place the byte in the text where a word begins, and one more, in four bytes, the lowest first; 0 for none.
    pub(crate) table: &'static [u8],
}

impl Places {
    /// Where `word` begins in the list; `None` where it does not stand there.
    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        for place in probe(word, self.table.len() / 4) {
            let entry = self.table.get(place * 4..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))?;
            let at = usize::try_from(entry).ok()?.checked_sub(1)?;
            let rest = self.text.get(at..)?.strip_prefix(word);
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r'])) {
                return Some(at);
            }
        }
        None
    }
}
