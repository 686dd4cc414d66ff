//! How two aligned passages stand to each other.

use similar::DiffOp;
use strsim::jaro_winkler;

use super::diff::{self, Token};
use super::figure::{Stand, stand};
use crate::article::{Article, Span};
use crate::language::{Figure, NameKind, Unit};
use crate::reading::Reading;

/// How two aligned passages stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Verbatim or nearly.
    Same,
    /// The same fact in other words.
    Reworded,
    /// The same fact with another figure, date, name or polarity.
    Differs,
}

/// The share of common words from which two passages are the same but for trifles.
const SAME: f64 = 0.8;
/// The share below which two passages do not tell the same thing closely enough for their figures to be set against each other.
const CLOSE: f64 = 0.4;
/// The share below which another name or a "not" may belong to another statement.
const TIGHT: f64 = 0.6;
/// Names more alike than this may be spellings of one.
const SPELLING: f64 = 0.85;

/// Words that turn a statement round.
const NEGATIONS: [&str; 9] = ["not", "no", "never", "cannot", "without", "neither", "nor", "none", "nobody"];
/// Words that come and go with them.
const HELPERS: [&str; 14] =
    ["do", "does", "did", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would"];

/// One of two aligned passages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    /// Its article.
    pub(super) article: &'a Article,
    /// What was found in it.
    pub(super) reading: &'a Reading,
    /// Its index in [`Reading::passages`].
    pub(super) passage: usize,
    /// Its words.
    pub(super) span: Span,
}

/// How two passages that tell the same fact stand to each other. What is not clear is [`Relation::Reworded`].
pub(super) fn relation(one: Side<'_>, other: Side<'_>) -> Relation {
    let (left, right) = (diff::tokens(one.article.at(one.span)), diff::tokens(other.article.at(other.span)));
    let ops = diff::compare(&left, &right);
    let ratio = diff::ratio(&ops, left.len(), right.len());
    let differs = (ratio >= CLOSE && figures_differ(one, other))
        || (ratio >= TIGHT && (names_differ(one, other, &left, &right, &ops) || turned(&left, &right)));
    if differs {
        Relation::Differs
    } else if ratio >= SAME {
        Relation::Same
    } else {
        Relation::Reworded
    }
}

/// Whether both give one figure of the same thing, and surely not the same one.
fn figures_differ(one: Side<'_>, other: Side<'_>) -> bool {
    let (ours, theirs) = (figures(one), figures(other));
    ours.iter().any(|figure| {
        let alike = |found: &&&Figure, side: Side<'_>| {
            found.unit == figure.unit && (figure.unit != Unit::Count || head(side, found) == head(one, figure))
        };
        let twins: Vec<_> = theirs.iter().filter(|found| alike(found, other)).collect();
        let alone = ours.iter().filter(|found| alike(found, one)).count() == 1;
        match twins.as_slice() {
            [twin] if alone && figure.unit == Unit::Date => dates_differ(figure, twin),
            [twin] if alone => comparable(one, figure) && stand(figure, twin) == Some(Stand::Differ),
            _ => false,
        }
    })
}

fn figures<'a>(side: Side<'a>) -> Vec<&'a Figure> {
    side.reading.figures.iter().filter(|figure| figure.passage == side.passage).collect()
}

/// A bare count says nothing without what it counts; a place in a row is a name more than a figure.
fn comparable(side: Side<'_>, figure: &Figure) -> bool {
    match figure.unit {
        Unit::Count => head(side, figure).is_some(),
        Unit::Ordinal => false,
        _ => true,
    }
}

/// The last word of what is counted, without the ending of a plural.
fn head(side: Side<'_>, figure: &Figure) -> Option<String> {
    let words = side.article.at(figure.what?).to_lowercase();
    let last = words.split_whitespace().next_back()?;
    Some(last.strip_suffix('s').unwrap_or(last).to_owned())
}

/// Whether two dates name two days; a month alone is no day.
fn dates_differ(one: &Figure, other: &Figure) -> bool {
    let day = |figure: &Figure| {
        figure.date.as_ref().filter(|date| matches!(date.len(), 7 | 10) && date.matches('-').count() > 1).cloned()
    };
    let (Some(a), Some(b)) = (day(one), day(other)) else { return false };
    let month_and_day = |date: &str| date.get(date.len().saturating_sub(5)..).unwrap_or("").to_owned();
    let year = |date: &str| date.get(..4).filter(|year| !year.starts_with('-')).map(str::to_owned);
    month_and_day(&a) != month_and_day(&b) || year(&a).zip(year(&b)).is_some_and(|(a, b)| a != b)
}

/// Whether the one names a person where the other names somebody else.
fn names_differ(one: Side<'_>, other: Side<'_>, left: &[Token], right: &[Token], ops: &[DiffOp]) -> bool {
    ops.iter().any(|op| {
        let DiffOp::Replace { .. } = op else { return false };
        let (Some(a), Some(b)) = (person(one, left, op.old_range()), person(other, right, op.new_range())) else {
            return false;
        };
        let apart = |name: &str, there: &[Token]| {
            name.split_whitespace()
                .all(|part| there.iter().all(|token| token.fold != part && jaro_winkler(&token.fold, part) < SPELLING))
        };
        apart(&a, right) && apart(&b, left)
    })
}

/// The person whose mention is just the words of `range`, lower case.
fn person(side: Side<'_>, tokens: &[Token], range: std::ops::Range<usize>) -> Option<String> {
    let part = tokens.get(range)?;
    let (first, last) = (part.first()?, part.last()?);
    let span = Span::new(side.span.start + first.span.start, side.span.start + last.span.end);
    let named = |mention: &Span| *mention == span;
    let people = side.reading.names.iter().filter(|name| name.kind == NameKind::Person);
    people.flat_map(|name| &name.mentions).any(named).then(|| side.article.at(span).to_lowercase())
}

/// Whether the one says what the other denies, in nearly the same words.
fn turned(left: &[Token], right: &[Token]) -> bool {
    let denies = |token: &&Token| NEGATIONS.contains(&token.fold.as_str()) || token.fold.ends_with("n't");
    if left.iter().any(|token| denies(&token)) == right.iter().any(|token| denies(&token)) {
        return false;
    }
    let rest = |side: &[Token]| -> Vec<Token> {
        side.iter().filter(|token| !denies(token) && !HELPERS.contains(&token.fold.as_str())).cloned().collect()
    };
    let (left, right) = (rest(left), rest(right));
    diff::ratio(&diff::compare(&left, &right), left.len(), right.len()) >= SAME
}

#[cfg(test)]
mod tests {
    use super::{Relation, Side, relation};
    use crate::language::fixture::article;
    use crate::reading::Reading;

    fn between(one: &str, other: &str) -> Relation {
        let (one, other) = (article(one), article(other));
        let (read, reread) = (Reading::of(&one), Reading::of(&other));
        let first = |reading: &Reading| reading.passages[0].span;
        let ours = Side { article: &one, reading: &read, passage: 0, span: first(&read) };
        let theirs = Side { article: &other, reading: &reread, passage: 0, span: first(&reread) };
        let found = relation(ours, theirs);
        assert_eq!(found, relation(theirs, ours));
        found
    }

    #[test]
    fn nearly_the_same_words_are_the_same() {
        assert_eq!(
            between(
                "The mayor closed two bridges on Monday after the storm.",
                "The mayor closed two bridges Monday after the storm."
            ),
            Relation::Same
        );
    }

    #[test]
    fn another_count_of_the_same_thing_differs() {
        assert_eq!(between("The flood killed 12 people.", "The flood has killed 40 people."), Relation::Differs);
        assert_eq!(between("The bridge cost $15 million.", "The bridge cost nearly $80 million."), Relation::Differs);
    }

    #[test]
    fn rounding_and_other_units_do_not_differ() {
        assert_ne!(between("The bridge cost $14,959,450.", "The bridge cost nearly $15 million."), Relation::Differs);
        assert_ne!(between("It flew about 200 miles.", "It flew about 320 kilometres."), Relation::Differs);
    }

    #[test]
    fn a_denial_differs() {
        assert_eq!(between("The mayor will resign in May.", "The mayor will not resign in May."), Relation::Differs);
    }

    #[test]
    fn other_words_are_reworded() {
        assert_eq!(
            between("The mayor closed two bridges.", "Two crossings were shut on orders from the town hall."),
            Relation::Reworded
        );
    }
}
