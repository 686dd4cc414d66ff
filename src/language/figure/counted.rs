//! What a number counts: the noun after it, or the noun it measures.

use super::Unit;
use super::piece::{Piece, PieceKind};
use crate::article::Span;
use crate::language::lexicon::Tags;

/// How many pieces a noun phrase may have before its head.
const REACH: usize = 7;

/// Plurals without s.
const PLURALS: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "troops",
    "police",
    "staff",
    "personnel",
    "crew",
    "aircraft",
    "sheep",
    "cattle",
    "fish",
    "dead",
    "wounded",
    "injured",
    "missing",
    "servicemen",
    "policemen",
    "spokesmen",
    "feet",
    "media",
    "data",
];

/// Whether a word looks like a plural noun.
pub(super) fn plural(piece: &Piece<'_>) -> bool {
    piece.any(PLURALS)
        || piece.is_word()
            && piece.text.len() > 3
            && piece.text.ends_with('s')
            && !piece.text.ends_with("ss")
            && !piece.text.ends_with("us")
            && !piece.text.ends_with("is")
            && !piece.tags().any(Tags::CLOSED | Tags::ADVERB)
}

fn closed(piece: &Piece<'_>) -> bool {
    !piece.is_word() || piece.tags().any(Tags::CLOSED | Tags::ADVERB | Tags::TIME)
}

/// The head of the noun phrase of many things that begins at `at`: its first plural, else its last word.
pub(super) fn noun(pieces: &[Piece<'_>], at: usize) -> Option<Span> {
    head(pieces, at, plural)
}

/// The head of the noun phrase of one thing that begins at `at`: its last word.
pub(super) fn one(pieces: &[Piece<'_>], at: usize) -> Option<Span> {
    head(pieces, at, |_| false)
}

fn head(pieces: &[Piece<'_>], at: usize, plural: impl Fn(&Piece<'_>) -> bool) -> Option<Span> {
    let mut last: Option<usize> = None;
    for (n, piece) in pieces.iter().enumerate().skip(at).take(REACH) {
        if piece.is_dash() && !piece.gap {
            continue;
        }
        if closed(piece) || !piece.gap && !pieces.get(n.saturating_sub(1)).is_some_and(Piece::is_dash) && n > at {
            break;
        }
        if plural(piece) {
            last = Some(n);
            // "sports teams": the last of several plurals is the head.
            if pieces.get(n + 1).is_some_and(|next| next.gap && plural(next) && !next.tags().any(Tags::VERB)) {
                continue;
            }
            break;
        }
        if piece.tags().any(Tags::VERB) && piece.tags().any(Tags::PAST | Tags::ING | Tags::THIRD) && n > at {
            break;
        }
        last = Some(n);
    }
    // A capitalised run is one name.
    let head = last?;
    let mut first = head;
    while pieces.get(head).is_some_and(Piece::capital)
        && first > at
        && pieces.get(first - 1).is_some_and(Piece::capital)
    {
        first -= 1;
    }
    span(pieces, first, head)
}

/// What a measured value is of: "a 200-mile range", "a range of 300 km", "90% of the boats", "$7 million in aid".
pub(super) fn measured(pieces: &[Piece<'_>], first: usize, next: usize, unit: &Unit) -> Option<Span> {
    let after = pieces.get(next);
    let of = after.is_some_and(|of| of.any(&["of", "in", "for"]) && (of.any(&["of"]) || *unit != Unit::Days));
    if *unit == Unit::Days && !after.is_some_and(|word| word.is_word() && !closed(word)) {
        return phrase(pieces, next).or_else(|| before(pieces, first));
    }
    if of {
        let skip = pieces.get(next + 1).is_some_and(|word| word.tags().any(Tags::DETERMINER | Tags::POSSESSIVE));
        if let Some(found) = noun(pieces, next + 1 + usize::from(skip)) {
            return Some(found);
        }
    }
    if after.is_some_and(|word| word.is_word() && word.gap && word.any(&["left", "ago", "later", "earlier"])) {
        return phrase(pieces, next);
    }
    if after.is_some_and(|word| word.is_word() && word.gap && !verbal(word))
        && let Some(found) = noun(pieces, next)
    {
        return Some(found);
    }
    // "$7 million remaining in the reserve"
    if matches!(unit, Unit::Money(_))
        && after.is_some_and(|word| word.tags().any(Tags::ING) || word.text.ends_with("ing"))
    {
        let into = pieces.get(next + 1).is_some_and(|word| word.any(&["in", "for", "from"]));
        let skip = pieces.get(next + 2).is_some_and(|word| word.tags().any(Tags::DETERMINER | Tags::POSSESSIVE));
        if into && let Some(found) = noun(pieces, next + 2 + usize::from(skip)) {
            return Some(found);
        }
    }
    before(pieces, first)
}

fn verbal(piece: &Piece<'_>) -> bool {
    piece.tags().any(Tags::VERB) && piece.tags().any(Tags::PAST | Tags::ING | Tags::THIRD)
        || piece.text.ends_with("ing")
}

/// What follows a stretch of time: "left in his term", "before the vote", "of the war".
fn phrase(pieces: &[Piece<'_>], at: usize) -> Option<Span> {
    let lead = pieces.get(at).filter(|lead| {
        lead.any(&["left", "before", "after", "since", "ago", "of", "until", "later", "earlier", "from", "into"])
    })?;
    if lead.any(&["ago", "later", "earlier"]) {
        return span(pieces, at, at);
    }
    let mut last = at;
    for (n, piece) in pieces.iter().enumerate().skip(at + 1).take(4) {
        if !(piece.is_word() || piece.is_dash() && !piece.gap) {
            break;
        }
        last = n;
    }
    while last > at && pieces.get(last).is_none_or(|piece| !piece.is_word() || piece.tags().any(Tags::CLOSED)) {
        last -= 1;
    }
    span(pieces, at, last)
}

/// The nearest noun before the figure, in its clause.
fn before(pieces: &[Piece<'_>], first: usize) -> Option<Span> {
    for n in (first.saturating_sub(REACH + 1)..first).rev() {
        let piece = pieces.get(n)?;
        match piece.kind {
            PieceKind::Mark('.' | ';' | ':' | '?' | '!' | '“' | '”' | '"' | ',' | '(' | ')') => {
                return None;
            }
            PieceKind::Word
                if !closed(piece) && piece.text.len() > 2 && (nominal(pieces, n) || !piece.tags().any(Tags::VERB)) =>
            {
                return span(pieces, n, n);
            }
            _ => {}
        }
    }
    None
}

/// Whether a word that could be a verb stands where a noun stands: "a range of", "its range", "Attacks".
fn nominal(pieces: &[Piece<'_>], n: usize) -> bool {
    let of = pieces.get(n + 1).is_some_and(|of| of.any(&["of"]));
    let owned = n
        .checked_sub(1)
        .and_then(|n| pieces.get(n))
        .is_some_and(|owner| owner.text.ends_with("'s") || owner.text.ends_with("’s"));
    let led = n
        .checked_sub(1)
        .and_then(|n| pieces.get(n))
        .is_some_and(|led| led.tags().any(Tags::DETERMINER | Tags::POSSESSIVE));
    of || led || owned || pieces.get(n).is_some_and(|piece| piece.capital() || plural(piece))
}

/// The span over the pieces `first..=last`.
pub(super) fn span(pieces: &[Piece<'_>], first: usize, last: usize) -> Option<Span> {
    Some(Span::new(pieces.get(first)?.start, pieces.get(last)?.end()))
}
