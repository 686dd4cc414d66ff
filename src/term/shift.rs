//! Has the page moved up or down? Found by pieces of rows that stand elsewhere now, so that a gutter or a neighbour
//! pane which stays does not hide it.

use std::hash::{Hash, Hasher};

use ratatui::buffer::{Buffer, Cell};
use rustc_hash::{FxHashMap, FxHasher};

/// The rows `top..=bottom` move by `by` rows: up where it is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) top: u16,
    pub(super) bottom: u16,
    pub(super) by: i16,
}

impl Shift {
    /// Where the row that now stands at `y` stood before; `None` for a row that came in blank.
    pub(super) fn source(self, y: u16) -> Option<u16> {
        if y < self.top || y > self.bottom {
            return Some(y);
        }
        y.checked_add_signed(self.by).filter(|source| (self.top..=self.bottom).contains(source))
    }
}

/// Cells of a row that are compared at once.
const PIECE: usize = 8;

/// Pieces that must have moved by the same distance before scrolling is thought of.
const ENOUGH: usize = 4;

/// The ways to scroll that are worth trying, the region that is set (`current`) among them where it fits.
pub(super) fn candidates(shown: &Buffer, next: &Buffer, current: Option<(u16, u16)>) -> Vec<Shift> {
    let width = usize::from(next.area.width);
    let height = next.area.height;
    if width < PIECE || height < 3 || shown.area != next.area {
        return Vec::new();
    }
    let mut places: FxHashMap<(usize, u64), u16> = FxHashMap::default();
    for (y, row) in (0..height).zip(shown.content.chunks_exact(width)) {
        for (column, piece) in row.chunks(PIECE).enumerate() {
            if let Some(hash) = fingerprint(piece) {
                places.entry((column, hash)).or_insert(y);
            }
        }
    }
    let mut votes: FxHashMap<i16, usize> = FxHashMap::default();
    let mut moved: Vec<(u16, i16)> = Vec::new();
    for (y, row) in (0..height).zip(next.content.chunks_exact(width)) {
        for (column, piece) in row.chunks(PIECE).enumerate() {
            let Some(hash) = fingerprint(piece) else { continue };
            if let Some(&from) = places.get(&(column, hash))
                && from != y
            {
                let by = i16::try_from(i32::from(from) - i32::from(y)).unwrap_or(0);
                *votes.entry(by).or_default() += 1;
                moved.push((y, by));
            }
        }
    }
    let Some((&by, _)) =
        votes.iter().filter(|(_, votes)| **votes >= ENOUGH).max_by_key(|&(by, votes)| (*votes, -by.abs()))
    else {
        return Vec::new();
    };
    let rows = || moved.iter().filter(|(_, moved)| *moved == by).map(|(y, _)| *y);
    let (Some(first), Some(last)) = (rows().min(), rows().max()) else { return Vec::new() };
    let reach = |y: u16| y.saturating_add_signed(by);
    let (top, bottom) = (first.min(reach(first)), last.max(reach(last)).min(height - 1));
    let mut shifts = vec![Shift { top, bottom, by }];
    if let Some((above, below)) = current
        && above <= top
        && bottom <= below
        && (above, below) != (top, bottom)
    {
        shifts.push(Shift { top: above, bottom: below, by });
    }
    // The row past the edge often belongs to the pane too, but was marked as the current one.
    let (above, below) = (top.saturating_sub(1), (bottom + 1).min(height - 1));
    for (top, bottom) in [(top, below), (above, bottom)] {
        let shift = Shift { top, bottom, by };
        if !shifts.contains(&shift) {
            shifts.push(shift);
        }
    }
    shifts
}

/// A number for a piece's glyphs; `None` for a blank one, which says nothing.
fn fingerprint(piece: &[Cell]) -> Option<u64> {
    let mut number = 0u64;
    let mut blank = true;
    for cell in piece {
        let glyph = match cell.symbol().as_bytes() {
            [byte] => u64::from(*byte),
            // Eight glyphs of one byte stand side by side in the number; longer ones are spread over it.
            long => {
                let mut hasher = FxHasher::default();
                long.hash(&mut hasher);
                hasher.finish()
            }
        };
        blank &= glyph == u64::from(b' ');
        number = number.rotate_left(8) ^ glyph;
    }
    (!blank).then_some(number)
}
