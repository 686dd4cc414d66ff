//! Passages that give the same figure: "$14,959,450" in one outlet is "nearly $15 million" in another.

use super::likeness::Block;
use crate::compare::Place;
use crate::compare::figure::{Stand, stand};
use crate::language::{Figure, Unit};
use crate::reading::Reading;

/// How much a shared figure adds to the likeness of two passages.
const SHARED: f32 = 0.06;
/// Smaller counts stand in every second sentence and tell nothing.
const TELLING: f64 = 4.0;

/// The telling figures of each passage.
pub(super) struct Figures<'a>(Vec<Vec<&'a Figure>>);

impl<'a> Figures<'a> {
    /// Gathers them for `places`; `readings` are those of the articles that the places name. Dates and ordinals are left to
    /// the words: on labelled news they add nothing.
    pub(super) fn of(readings: &[&'a Reading], places: &[Place]) -> Self {
        let telling = |figure: &&Figure| {
            figure.value.is_some_and(|value| value >= TELLING) && !matches!(figure.unit, Unit::Ordinal | Unit::Date)
        };
        let inside = |place: &Place| {
            let all: &'a [Figure] = readings.get(place.article).map_or(&[], |reading| reading.figures.as_slice());
            let from = all.partition_point(|figure| figure.span.start < place.span.start);
            all.iter()
                .skip(from)
                .take_while(|figure| figure.span.end <= place.span.end)
                .filter(telling)
                .collect::<Vec<&'a Figure>>()
        };
        Self(places.iter().map(inside).collect())
    }

    /// Raises the pairs of `block` in which both passages give one figure, units converted and rounding allowed for.
    pub(super) fn raise(&self, block: &mut Block) {
        let figures = |at: usize| self.0.get(at).map_or(&[][..], Vec::as_slice);
        let mut cells = block.cells.iter_mut();
        for row in block.rows.clone() {
            for (column, cell) in block.columns.clone().zip(&mut cells) {
                let same = |one: &&Figure| {
                    figures(column)
                        .iter()
                        .any(|other| one.unit == other.unit && stand(one, other) == Some(Stand::Agree))
                };
                if figures(row).iter().any(same) {
                    *cell += SHARED;
                }
            }
        }
    }
}
