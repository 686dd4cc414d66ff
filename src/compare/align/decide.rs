//! From likeness to a score: what stands beside a pair, what third outlets say, what else each side could be joined to.

use std::ops::Range;

use super::likeness::Block;
use super::terms::Bags;

/// How much the best neighbouring pair adds: facts come in runs.
const NEIGHBOURS: f32 = 0.1;
/// How much a third outlet's passage adds that is like both.
const THIRD: f32 = 0.18;
/// What is left of a pair of which one side is mostly a quotation: these share words without sharing a fact.
const QUOTED: f32 = 0.9;
/// How strongly and how sharply the rivals of a pair count.
const RIVALS: f32 = 0.17;
const TEMPERATURE: f32 = 0.12;
/// How much the same place in both articles adds.
const POSITION: f32 = 0.015;
/// The raw score from which on a pair is shown as aligned.
const MIDDLE: f32 = 0.19;

/// For each passage the passages of other articles that are most like it, and how like; the best first.
pub(super) type Nearest = Vec<Vec<(usize, f32)>>;

/// How many nearest passages are kept: support through a third outlet is a maximum, which lies among the first of both sides.
const KEPT: usize = 16;

/// The nearest passages of each of `count` passages.
pub(super) fn nearest(blocks: &[Block], count: usize) -> Nearest {
    let mut found: Nearest = vec![Vec::new(); count];
    for block in blocks {
        for row in block.rows.clone() {
            for (column, like) in block.columns.clone().zip(block.row(row)) {
                keep(&mut found, row, column, *like);
                keep(&mut found, column, row, *like);
            }
        }
    }
    found
}

fn keep(found: &mut Nearest, at: usize, other: usize, like: f32) {
    let Some(list) = found.get_mut(at) else { return };
    if like <= 0.0 || (list.len() >= KEPT && list.last().is_some_and(|(_, last)| *last >= like)) {
        return;
    }
    list.insert(list.partition_point(|(_, more)| *more >= like), (other, like));
    list.truncate(KEPT);
}

/// The scores of the passages of two articles, in 0..=1.
pub(super) fn scores(block: &Block, bags: &Bags, nearest: &Nearest) -> Block {
    let mut raised = block.clone();
    let quoted = |at: usize| bags.bags.get(at).is_some_and(|bag| bag.quoted);
    let mut cells = raised.cells.iter_mut();
    // How like each passage of a third outlet is to the row's; 0 for those that are not among its nearest.
    let mut like = vec![0f32; nearest.len()];
    let neighbours = |at: usize| nearest.get(at).map_or(&[][..], Vec::as_slice);
    for a in block.rows.clone() {
        neighbours(a)
            .iter()
            .for_each(|(third, strong)| like.get_mut(*third).into_iter().for_each(|slot| *slot = *strong));
        for (b, cell) in block.columns.clone().zip(&mut cells) {
            // How well a passage of a third article joins the two: it is as like to either as this.
            let joins = |(third, strong): &(usize, f32)| strong.min(like.get(*third).copied().unwrap_or(0.0));
            let support = neighbours(b).iter().map(joins).fold(0f32, f32::max);
            *cell += NEIGHBOURS * beside(block, a, b) + THIRD * support;
            if quoted(a) || quoted(b) {
                *cell *= QUOTED;
            }
        }
        neighbours(a).iter().for_each(|(third, _)| like.get_mut(*third).into_iter().for_each(|slot| *slot = 0.0));
    }
    rivals(&mut raised);
    let position = |at: usize| bags.bags.get(at).map_or(0.0, |bag| bag.position);
    let mut cells = raised.cells.iter_mut();
    for a in block.rows.clone() {
        for (b, cell) in block.columns.clone().zip(&mut cells) {
            let near = 1.0 - (position(a) - position(b)).abs();
            *cell = sure(*cell + POSITION * near);
        }
    }
    raised
}

/// A raw score, from 0 on, as one in 0..=1. The curve stays steep far above the middle: two pairs whose words are nearly the
/// same must not look equally sure when one of them only contains the other's.
fn sure(raw: f32) -> f32 {
    let part = raw.max(0.0) / MIDDLE;
    // To the power of 1.75: pairs of few words in common stay listed.
    let odds = part * part / part.sqrt().sqrt().max(f32::MIN_POSITIVE);
    odds / (odds + 1.0)
}

/// The best of the neighbouring pairs: one step on either side, or on both in the same direction.
fn beside(block: &Block, a: usize, b: usize) -> f32 {
    let (before, above) = (a.wrapping_sub(1), b.wrapping_sub(1));
    [(before, above), (a + 1, b + 1), (before, b), (a, above), (a + 1, b), (a, b + 1)]
        .into_iter()
        .fold(0.0, |best, (row, column)| block.at(row, column).max(best))
}

/// Lowers pairs of which one side has rivals in the other article: the softmax of its row and of its column.
fn rivals(block: &mut Block) {
    let width = block.columns.len();
    let lines = |range: Range<usize>, step: usize, length: usize| -> Vec<(f32, f32)> {
        let line =
            |from: usize| block.cells.iter().skip(from * if step == 1 { width } else { 1 }).step_by(step).take(length);
        range
            .map(|from| {
                let top = line(from).copied().fold(0f32, f32::max);
                (top, line(from).map(|cell| ((cell - top) / TEMPERATURE).exp()).sum())
            })
            .collect()
    };
    let by_row = lines(0..block.rows.len(), 1, width);
    let by_column = lines(0..width, width.max(1), block.rows.len());
    for (row, (row_top, row_sum)) in block.cells.chunks_mut(width.max(1)).zip(by_row) {
        for (cell, (column_top, column_sum)) in row.iter_mut().zip(&by_column) {
            let logarithm =
                (*cell - row_top) / TEMPERATURE - row_sum.ln() + (*cell - column_top) / TEMPERATURE - column_sum.ln();
            *cell *= (RIVALS * logarithm).exp();
        }
    }
}
