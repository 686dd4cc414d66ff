//! The words in which two passages differ.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::article::Span;

/// The stretches of two passages that differ, each relative to its passage's start; what lies between them is alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// In the base, in order.
    pub base: Vec<Span>,
    /// In the other passage, in order.
    pub other: Vec<Span>,
}

/// The words that differ between two passages: case, the shape of marks and the order of telling words aside.
///
/// A short word between two that differ differs with them, so that the marks stay in stretches.
pub fn words(base: &str, other: &str) -> Difference {
    let (left, right) = (tokens(base), tokens(other));
    let mut marks = (vec![false; left.len()], vec![false; right.len()]);
    for op in compare(&left, &right) {
        if !matches!(op, DiffOp::Equal { .. }) {
            marks.0.get_mut(op.old_range()).unwrap_or(&mut []).fill(true);
            marks.1.get_mut(op.new_range()).unwrap_or(&mut []).fill(true);
        }
    }
    forgive_moves(&left, &right, &mut marks);
    for (tokens, marks) in [(&left, &mut marks.0), (&right, &mut marks.1)] {
        bridge(tokens, marks);
    }
    Difference { base: stretches(&left, &marks.0), other: stretches(&right, &marks.1) }
}

/// One word of a passage.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// Where it stands, from the passage's start.
    pub(super) span: Span,
    /// Lower case, with straight apostrophes.
    pub(super) fold: String,
    /// Whether it tells something: a number, a name, or a word of four letters and more.
    telling: bool,
}

/// The steps from one passage's words to another's.
pub(super) fn compare<'a>(left: &'a [Token], right: &'a [Token]) -> Vec<DiffOp> {
    // Numbers are compared faster than words.
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut numbered = |side: &'a [Token]| {
        side.iter()
            .map(|token| {
                let next = numbers.len();
                *numbers.entry(&token.fold).or_insert(next)
            })
            .collect::<Vec<_>>()
    };
    let (left, right) = (numbered(left), numbered(right));
    capture_diff_slices(Algorithm::Myers, &left, &right)
}

/// The share of the words of both passages that stand in both, in the same order: 1 for the same words.
pub(super) fn ratio(ops: &[DiffOp], left: usize, right: usize) -> f64 {
    let alike: usize = ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum();
    if left + right == 0 { 1.0 } else { 2.0 * alike as f64 / (left + right) as f64 }
}

/// Telling words that both sides have, only elsewhere, do not differ.
fn forgive_moves(left: &[Token], right: &[Token], marks: &mut (Vec<bool>, Vec<bool>)) {
    let mut there: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, token) in right.iter().enumerate() {
        if token.telling && marks.1.get(at) == Some(&true) {
            there.entry(&token.fold).or_default().push(at);
        }
    }
    for (token, mark) in left.iter().zip(&mut marks.0) {
        if *mark
            && token.telling
            && let Some(at) = there.get_mut(token.fold.as_str()).and_then(Vec::pop)
            && let Some(twin) = marks.1.get_mut(at)
        {
            (*mark, *twin) = (false, false);
        }
    }
}

fn bridge(tokens: &[Token], marks: &mut [bool]) {
    for at in 1..marks.len().saturating_sub(1) {
        let around = marks.get(at - 1) == Some(&true) && marks.get(at + 1) == Some(&true);
        if around
            && tokens.get(at).is_some_and(|token| !token.telling)
            && let Some(mark) = marks.get_mut(at)
        {
            *mark = true;
        }
    }
}

/// The spans over each run of marked words.
fn stretches(tokens: &[Token], marks: &[bool]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open = false;
    for (token, mark) in tokens.iter().zip(marks) {
        match found.last_mut() {
            Some(last) if *mark && open => last.end = token.span.end,
            _ if *mark => found.push(token.span),
            _ => {}
        }
        open = *mark;
    }
    found
}

/// The words of a passage: runs of letters and digits, with the marks inside them.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || (start.is_some() && matches!(c, '\'' | '’' | '.' | ',' | '-'));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).unwrap_or("").trim_end_matches(['\'', '’', '.', ',', '-']);
                found.push(Token {
                    span: Span::new(from, from + word.len()),
                    fold: word.to_lowercase().replace('’', "'"),
                    telling: word.chars().count() > 3 || word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()),
                });
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::words;
    use crate::article::Span;

    fn shown(base: &str, other: &str) -> (Vec<String>, Vec<String>) {
        let found = words(base, other);
        let of = |text: &str, spans: &[Span]| spans.iter().map(|span| span.of(text).to_owned()).collect();
        (of(base, &found.base), of(other, &found.other))
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let (base, other) =
            shown("The mayor closed two bridges on Monday.", "The mayor closed three bridges on Monday");
        assert_eq!((base, other), (vec!["two".to_owned()], vec!["three".to_owned()]));
    }

    #[test]
    fn a_word_that_moved_is_not_marked() {
        let (base, other) = shown("On Monday the mayor spoke.", "The mayor spoke Monday.");
        assert_eq!((base, other), (vec!["On".to_owned()], Vec::new()));
    }

    #[test]
    fn marks_stay_in_stretches() {
        let (base, _) = shown("He left a red boat of oak behind.", "He left a green car of steel behind.");
        assert_eq!(base, ["red boat of oak"]);
    }

    proptest! {
        #[test]
        fn spans_are_sorted_and_fit_any_text(base in "\\PC{0,60}", other in "\\PC{0,60}") {
            let found = words(&base, &other);
            for (text, spans) in [(&base, &found.base), (&other, &found.other)] {
                prop_assert!(spans.windows(2).all(|two| two[0].end <= two[1].start));
                prop_assert!(spans.iter().all(|span| !span.is_empty() && !span.of(text).is_empty()));
            }
            prop_assert!(words(&base, &base).base.is_empty());
        }
    }
}
