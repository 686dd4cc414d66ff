//! How alike the passages of two articles are, each pair by itself.

use std::ops::Range;

use super::gram::Grams;
use super::index::Index;
use super::kin::Kin;
use super::terms::{Bag, Bags, Clause, Part};

/// What words, grams, the best pair of clauses and the clause that is best held in the other passage count.
const WORDS: f32 = 0.6;
const GRAMS: f32 = 0.4;
const CLAUSES: f32 = 0.09;
const HELD: f32 = 0.2;
/// What a clause must say, beside names, to count in full: about four words. Outlets name the same people in the same words without
/// telling the same fact.
const SAYS: f32 = 25.0;
/// A pair whose words are less alike than this is not looked at clause by clause.
const GLANCE: f32 = 0.07;

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

/// An article as its passages are compared with those of others.
pub(super) struct Shelf<'a> {
    /// Its passages.
    range: Range<usize>,
    bags: &'a [Bag],
    /// The clauses of all of them, with the passage that each is of.
    clauses: Vec<(usize, &'a Clause)>,
    by_word: Index,
    by_word_of_clause: Index,
    grams: &'a [Vec<(u32, f32)>],
    by_gram: Index,
}

impl<'a> Shelf<'a> {
    /// The article whose passages are `range`.
    pub(super) fn of(range: &Range<usize>, bags: &'a Bags, grams: &'a Grams) -> Self {
        let own = bags.bags.get(range.clone()).unwrap_or(&[]);
        let clauses: Vec<(usize, &Clause)> =
            own.iter().enumerate().flat_map(|(at, bag)| bag.clauses.iter().map(move |clause| (at, clause))).collect();
        let vectors = grams.vectors.get(range.clone()).unwrap_or(&[]);
        Self {
            range: range.clone(),
            bags: own,
            by_word: Index::of(own.iter().map(|bag| bag.whole.terms.as_slice()), bags.terms.len()),
            by_word_of_clause: Index::of(
                clauses.iter().map(|(_, clause)| clause.part.terms.as_slice()),
                bags.terms.len(),
            ),
            clauses,
            grams: vectors,
            by_gram: Index::of(vectors.iter().map(Vec::as_slice), grams.count),
        }
    }

    /// For each passage how well its words are covered by what lies on the desk.
    fn covered(&self, desk: &Desk<'_>) -> Vec<f32> {
        desk.covered(&self.by_word, self.bags.iter().map(|bag| bag.whole.weight))
    }

    /// The same for each clause.
    fn clauses_covered(&self, desk: &Desk<'_>) -> Vec<f32> {
        desk.covered(&self.by_word_of_clause, self.clauses.iter().map(|(_, clause)| clause.part.weight))
    }
}

/// How alike the passages of two articles are: about 0 to 1.3.
pub(super) fn likeness(one: &Shelf<'_>, other: &Shelf<'_>, kin: &Kin) -> Block {
    let width = other.bags.len();
    let mut desk = Desk::new(kin);
    // The words of either passage that the other covers, and how well the clause that is best held in the whole of the other
    // is held there: a short sentence is often one part of a long one.
    let mut words = vec![0f32; one.bags.len() * width];
    let mut held = words.clone();
    for (column, bag) in other.bags.iter().enumerate() {
        desk.lay(&bag.whole);
        for (row, covered) in one.covered(&desk).into_iter().enumerate() {
            put(&mut words, row * width + column, covered);
        }
        for (row, worth) in best_held(one, &desk).into_iter().enumerate() {
            put(&mut held, row * width + column, worth / 2.0);
        }
    }
    for (row, bag) in one.bags.iter().enumerate() {
        desk.lay(&bag.whole);
        let line = row * width..(row + 1) * width;
        let cells = words.get_mut(line.clone()).unwrap_or_default().iter_mut();
        cells.zip(other.covered(&desk)).for_each(|(cell, back)| *cell = mean(*cell, back));
        let cells = held.get_mut(line).unwrap_or_default().iter_mut();
        cells.zip(best_held(other, &desk)).for_each(|(cell, back)| *cell += back / 2.0);
    }
    let best = clauses(one, other, &words, &mut desk);
    let cosines = cosines(one, other);
    let cells = words.iter().zip(&cosines).zip(best.iter().zip(&held));
    let sum = |((words, grams), (clause, held))| WORDS * words + GRAMS * grams + CLAUSES * clause + HELD * held;
    let cells = cells.map(sum).collect();
    Block { rows: one.range.clone(), columns: other.range.clone(), cells }
}

fn put(cells: &mut [f32], at: usize, value: f32) {
    if let Some(cell) = cells.get_mut(at) {
        *cell = value;
    }
}

/// For each passage how much its clause counts that is best covered by what lies on the desk.
fn best_held(shelf: &Shelf<'_>, desk: &Desk<'_>) -> Vec<f32> {
    let mut found = vec![0f32; shelf.bags.len()];
    for ((at, clause), covered) in shelf.clauses.iter().zip(shelf.clauses_covered(desk)) {
        if let Some(best) = found.get_mut(*at) {
            *best = best.max(covered * (clause.says / SAYS).min(1.0));
        }
    }
    found
}

/// The likeness of the best pair of clauses of each two passages: a sentence often holds several facts.
fn clauses(one: &Shelf<'_>, other: &Shelf<'_>, words: &[f32], desk: &mut Desk<'_>) -> Vec<f32> {
    let (width, columns) = (other.clauses.len(), other.bags.len());
    let mut there = vec![0f32; one.clauses.len() * width];
    for (column, (_, clause)) in other.clauses.iter().enumerate() {
        desk.lay(&clause.part);
        for (row, covered) in one.clauses_covered(desk).into_iter().enumerate() {
            put(&mut there, row * width + column, covered);
        }
    }
    let mut best = vec![0f32; words.len()];
    for ((row, clause), there) in one.clauses.iter().zip(there.chunks(width.max(1))) {
        desk.lay(&clause.part);
        for (((column, _), back), there) in other.clauses.iter().zip(other.clauses_covered(desk)).zip(there) {
            let at = row * columns + column;
            if words.get(at).is_some_and(|words| *words > GLANCE)
                && let Some(best) = best.get_mut(at)
            {
                *best = best.max(mean(*there, back));
            }
        }
    }
    best
}

/// The cosines of the grams of each two passages.
fn cosines(one: &Shelf<'_>, other: &Shelf<'_>) -> Vec<f32> {
    let width = other.bags.len();
    let mut found = vec![0f32; one.bags.len() * width];
    for (vector, sums) in one.grams.iter().zip(found.chunks_mut(width.max(1))) {
        vector.iter().for_each(|(gram, weight)| other.by_gram.add(*gram, *weight, sums));
    }
    found
}

/// One part, laid out to see what it covers of others.
struct Desk<'a> {
    kin: &'a Kin,
    /// For each term how well the part on the desk covers it; 0 for those that are not in `laid`.
    held: Vec<f32>,
    laid: Vec<u32>,
}

impl<'a> Desk<'a> {
    fn new(kin: &'a Kin) -> Self {
        Self { kin, held: vec![0.0; kin.len()], laid: Vec::new() }
    }

    /// Lays a part on the desk in place of the one before.
    fn lay(&mut self, part: &Part) {
        for id in self.laid.drain(..) {
            if let Some(slot) = self.held.get_mut(id as usize) {
                *slot = 0.0;
            }
        }
        for (id, strength) in part.terms.iter().filter_map(|(id, _)| self.kin.get(*id as usize)).flatten() {
            if let Some(slot) = self.held.get_mut(*id as usize) {
                if *slot == 0.0 {
                    self.laid.push(*id);
                }
                *slot = slot.max(*strength);
            }
        }
    }

    /// For each part of an index the share of its weight that lies on the desk; `weights` are those of the parts.
    fn covered(&self, index: &Index, weights: impl ExactSizeIterator<Item = f32>) -> Vec<f32> {
        let mut sums = vec![0f32; weights.len()];
        for id in &self.laid {
            index.add(*id, self.held.get(*id as usize).copied().unwrap_or(0.0), &mut sums);
        }
        sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum = if weight > 0.0 { *sum / weight } else { 0.0 });
        sums
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
