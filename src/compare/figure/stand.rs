//! Whether two values can be the same after rounding.

use crate::language::{Figure, Hedge};

/// How two values stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// The same within the rounding of the coarser one.
    Agree,
    /// Neither the same nor surely different.
    Unclear,
    /// Different even if both are rounded and every bound is used.
    Differ,
}

/// A hedged value is taken to be right within this share, where its own step is coarser.
const HEDGED: f64 = 0.10;
/// So is a bare one within this share: "7.1 billion" for 7.12.
const BARE: f64 = 0.025;
/// Values are called different only beyond this share.
const SURE: f64 = 0.15;

/// How two values of one unit stand to each other; `None` where one of them has no number.
pub fn stand(one: &Figure, other: &Figure) -> Option<Stand> {
    let (a, b) = (ends(one)?, ends(other)?);
    let overlap = |a: (f64, f64), b: (f64, f64)| a.0 <= b.1 + 1e-9 && b.0 <= a.1 + 1e-9;
    let near = |figure: &Figure, (low, high): (f64, f64)| {
        let half = figure.step.abs() / 2.0;
        let slack = if figure.rounded {
            half.clamp(0.02 * high.abs(), HEDGED * high.abs())
        } else {
            half.min(BARE * high.abs())
        };
        (low - slack, high + slack)
    };
    // Each stated value must lie within the other's rounding or its own.
    if overlap(near(one, a), near(other, b)) {
        return Some(Stand::Agree);
    }
    let wide = |figure: &Figure, (low, high): (f64, f64)| {
        let half = (figure.step.abs() / 2.0).min(HEDGED * high.abs());
        let slack = if figure.rounded { half.max(SURE * high.abs()) } else { half };
        let low = if figure.hedge == Hedge::Under { f64::NEG_INFINITY } else { low - slack };
        let high = if figure.hedge == Hedge::Over { f64::INFINITY } else { high + slack };
        (low, high)
    };
    Some(if overlap(wide(one, a), wide(other, b)) { Stand::Unclear } else { Stand::Differ })
}

fn ends(figure: &Figure) -> Option<(f64, f64)> {
    let low = figure.value?;
    Some((low, figure.upper.unwrap_or(low).max(low)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Unit, figure::figures, fixture::article, sentences};

    fn read(text: &str) -> Figure {
        let article = article(text);
        let mut found = figures(&article, &sentences(&article));
        assert_eq!(found.len(), 1, "{text}");
        found.remove(0)
    }

    fn between(one: &str, other: &str) -> Option<Stand> {
        let (one, other) = (read(one), read(other));
        assert_eq!(one.unit, other.unit);
        assert_eq!(stand(&one, &other), stand(&other, &one));
        stand(&one, &other)
    }

    #[test]
    fn a_rounded_value_agrees_within_its_rounding() {
        assert_eq!(between("It flies approximately 200 miles.", "It flies about 300 km."), Some(Stand::Agree));
        assert_eq!(between("It cost nearly $15 million.", "It cost $14,959,450."), Some(Stand::Agree));
        assert_eq!(between("It cost $7.1 billion.", "It cost $7.12 billion."), Some(Stand::Agree));
        assert_eq!(between("Some 10,000 sheep.", "Around ten thousand sheep."), Some(Stand::Agree));
    }

    #[test]
    fn bounds_are_no_conflict_with_what_they_allow() {
        assert_eq!(between("More than 40 people left.", "52 people left."), Some(Stand::Unclear));
        assert_eq!(between("Up to 300 boats left.", "120 boats left."), Some(Stand::Unclear));
        assert_eq!(between("More than 60 people left.", "12 people left."), Some(Stand::Differ));
    }

    #[test]
    fn exact_counts_differ() {
        assert_eq!(between("Three boats sank.", "Four boats sank."), Some(Stand::Differ));
        assert_eq!(read("Three boats sank.").unit, Unit::Count);
    }
}
