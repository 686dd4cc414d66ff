//! How alike the passages of two articles are, each pair by itself.

use std::ops::Range;

use super::gram::Grams;
use super::kin::Kin;
use super::terms::Bags;

/// What words, grams, the best pair of clauses and the clause that is best held in the other passage count.
const WORDS: f32 = 0.6;
const GRAMS: f32 = 0.4;
const CLAUSES: f32 = 0.09;
const HELD: f32 = 0.2;
/// How little a clause counts that is held in part.
const PART: f32 = 1.2;
/// What a clause must say, beside names, to count in full: about four words. Outlets name the same people in the same words without
/// telling the same fact.
const SAYS: f32 = 25.0;
/// A pair whose words are less alike than this is not looked at clause by clause.
const GLANCE: f32 = 0.04;

/// A number for each passage of one article with each of another; the passages are numbered through the story.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The passages of the one article.
    pub(super) rows: Range<usize>,
    /// The passages of the other.
    pub(super) columns: Range<usize>,
    /// Row by row.
    pub(super) cells: Vec<f32>,
}

impl Block {
    /// The number of two passages; 0 where one lies outside.
    pub(super) fn at(&self, row: usize, column: usize) -> f32 {
        if !self.rows.contains(&row) || !self.columns.contains(&column) {
            return 0.0;
        }
        let at = (row - self.rows.start) * self.columns.len() + (column - self.columns.start);
        self.cells.get(at).copied().unwrap_or(0.0)
    }

    /// The numbers of one row.
    pub(super) fn row(&self, row: usize) -> &[f32] {
        let Some(at) = row.checked_sub(self.rows.start).filter(|_| row < self.rows.end) else { return &[] };
        self.cells.get(at * self.columns.len()..(at + 1) * self.columns.len()).unwrap_or(&[])
    }
}

/// How alike the passages of two articles are: about 0 to 1.1.
pub(super) fn likeness(bags: &Bags, kin: &Kin, grams: &Grams, rows: &Range<usize>, columns: &Range<usize>) -> Block {
    let mut desk = Desk::new(bags, kin);
    let whole = |at: usize| bags.bags.get(at).map_or(&[][..], |bag| bag.terms.as_slice());
    let ours: Vec<&[(u32, f32)]> = rows.clone().map(whole).collect();
    let theirs: Vec<&[(u32, f32)]> = columns.clone().map(whole).collect();
    let words = desk.both(&ours, &theirs, |_, _| true);
    let best = clauses(&mut desk, bags, &words, rows, columns);
    let held = held(&mut desk, bags, &words, rows, columns);
    let cosines = grams.cosines(rows, columns);
    let cells = words.iter().zip(&cosines).zip(best.iter().zip(&held));
    let sum = |((words, grams), (clause, held))| WORDS * words + GRAMS * grams + CLAUSES * clause + HELD * held;
    let cells = cells.map(sum).collect();
    Block { rows: rows.clone(), columns: columns.clone(), cells }
}

/// The likeness of the best pair of clauses of each two passages: a sentence often holds several facts.
fn clauses(desk: &mut Desk, bags: &Bags, words: &[f32], rows: &Range<usize>, columns: &Range<usize>) -> Vec<f32> {
    let take = |range: &Range<usize>| {
        let mut owners = Vec::new();
        let mut parts: Vec<&[(u32, f32)]> = Vec::new();
        for (at, bag) in bags.bags.get(range.clone()).unwrap_or(&[]).iter().enumerate() {
            for clause in &bag.clauses {
                owners.push(at);
                parts.push(&clause.terms);
            }
        }
        (owners, parts)
    };
    let ((row_of, ours), (column_of, theirs)) = (take(rows), take(columns));
    let width = columns.len();
    let cell = |one: usize, other: usize| Some(row_of.get(one)? * width + column_of.get(other)?);
    let worth = |one, other| cell(one, other).and_then(|at| words.get(at)).is_some_and(|words| *words > GLANCE);
    let likes = desk.both(&ours, &theirs, worth);
    let mut best = vec![0f32; words.len()];
    for (one, row) in likes.chunks(theirs.len().max(1)).enumerate() {
        for (other, like) in row.iter().enumerate() {
            if let Some(slot) = cell(one, other).and_then(|at| best.get_mut(at)) {
                *slot = slot.max(*like);
            }
        }
    }
    best
}

/// How well the clause of either passage that is best held in the whole of the other is held there, the mean of both ways: a
/// short sentence is often one part of a long one.
fn held(desk: &mut Desk<'_>, bags: &Bags, words: &[f32], rows: &Range<usize>, columns: &Range<usize>) -> Vec<f32> {
    let bags = |range: &Range<usize>| bags.bags.get(range.clone()).unwrap_or(&[]).iter().enumerate();
    let mut found = vec![0f32; words.len()];
    for (whole, parts, turned) in [(columns, rows, false), (rows, columns, true)] {
        for (one, bag) in bags(whole) {
            desk.lay(&bag.terms);
            for (other, bag) in bags(parts) {
                let (row, column) = if turned { (one, other) } else { (other, one) };
                let at = row * columns.len() + column;
                if words.get(at).is_some_and(|words| *words > GLANCE)
                    && let Some(slot) = found.get_mut(at)
                {
                    let worth = bag
                        .clauses
                        .iter()
                        .map(|clause| desk.covered(&clause.terms).powf(PART) * (clause.says / SAYS).min(1.0));
                    *slot += worth.fold(0f32, f32::max) / 2.0;
                }
            }
            desk.clear(&bag.terms);
        }
    }
    found
}

/// Room for comparing term by term.
struct Desk<'a> {
    kin: &'a Kin,
    /// For each term how well the passage on the desk covers it.
    held: Vec<f32>,
}

impl<'a> Desk<'a> {
    fn new(bags: &Bags, kin: &'a Kin) -> Self {
        Self { kin, held: vec![0.0; bags.terms.len()] }
    }

    /// How alike each of `ours` is to each of `theirs`, row by row: a mean of the two shares of weight that the one
    /// side's words cover of the other's, nearer to the smaller. Pairs that are not `worth` it get 0.
    fn both(
        &mut self,
        ours: &[&[(u32, f32)]],
        theirs: &[&[(u32, f32)]],
        worth: impl Fn(usize, usize) -> bool,
    ) -> Vec<f32> {
        let width = theirs.len();
        let mut found = vec![0f32; ours.len() * width];
        for (other, part) in theirs.iter().enumerate() {
            self.lay(part);
            for (one, asked) in ours.iter().enumerate().filter(|(one, _)| worth(*one, other)) {
                if let Some(slot) = found.get_mut(one * width + other) {
                    *slot = self.covered(asked);
                }
            }
            self.clear(part);
        }
        for (one, part) in ours.iter().enumerate() {
            self.lay(part);
            for (other, asked) in theirs.iter().enumerate().filter(|(other, _)| worth(one, *other)) {
                if let Some(slot) = found.get_mut(one * width + other)
                    && *slot > 0.0
                {
                    *slot = mean(*slot, self.covered(asked));
                }
            }
            self.clear(part);
        }
        found
    }

    fn lay(&mut self, part: &[(u32, f32)]) {
        for (id, strength) in part.iter().filter_map(|(id, _)| self.kin.get(*id as usize)).flatten() {
            if let Some(slot) = self.held.get_mut(*id as usize) {
                *slot = slot.max(*strength);
            }
        }
    }

    fn clear(&mut self, part: &[(u32, f32)]) {
        for (id, _) in part.iter().filter_map(|(id, _)| self.kin.get(*id as usize)).flatten() {
            if let Some(slot) = self.held.get_mut(*id as usize) {
                *slot = 0.0;
            }
        }
    }

    /// The share of a part's weight that lies on the desk.
    fn covered(&self, part: &[(u32, f32)]) -> f32 {
        let (mut got, mut all) = (0.0, 0.0);
        for (id, weight) in part {
            got += weight * self.held.get(*id as usize).copied().unwrap_or(0.0);
            all += weight;
        }
        if all > 0.0 { got / all } else { 0.0 }
    }
}

/// The power mean of exponent -1/2, between the harmonic and the geometric mean.
fn mean(a: f32, b: f32) -> f32 {
    if a <= 0.0 || b <= 0.0 {
        return 0.0;
    }
    let half = (a.sqrt().recip() + b.sqrt().recip()) / 2.0;
    (half * half).recip()
}
