//! Numbers in digits and words.

use super::piece::{Piece, PieceKind};
use super::table::table;

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    pub(super) value: f64,
    /// The smallest step in which it is written: 100 for 300, 0.1 for 7.1, 100,000,000 for "7.1 billion".
    pub(super) step: f64,
    /// The piece after it.
    pub(super) next: usize,
    /// Written in digits.
    pub(super) digits: bool,
    /// Four bare digits, as a year is written.
    pub(super) bare_four: bool,
    /// A magnitude in words follows the number ("million").
    pub(super) scaled: bool,
    /// "15th", "third".
    pub(super) ordinal: bool,
}

/// The number that begins at `at`. `comma` says that the comma is the decimal mark.
pub(super) fn numeral(pieces: &[Piece<'_>], at: usize, comma: bool) -> Option<Numeral> {
    let first = pieces.get(at)?;
    match first.kind {
        PieceKind::Digits => in_digits(pieces, at, comma),
        PieceKind::Word => in_words(pieces, at),
        PieceKind::Mark(_) => None,
    }
}

fn in_digits(pieces: &[Piece<'_>], at: usize, comma: bool) -> Option<Numeral> {
    let piece = pieces.get(at)?;
    let (value, step) = parse(piece.text, comma)?;
    let bare_four = piece.text.len() == 4 && piece.text.bytes().all(|b| b.is_ascii_digit());
    let mut found = Numeral { value, step, next: at + 1, digits: true, bare_four, scaled: false, ordinal: false };
    let Some(next) = pieces.get(at + 1).filter(|next| next.is_word()) else { return Some(found) };
    if !next.gap && next.any(&["st", "nd", "rd", "th"]) {
        found.ordinal = true;
        found.next += 1;
        return Some(found);
    }
    if !next.gap && next.text == "m" {
        // "5m people", "€5m"; metres stand apart or are told by what follows.
        let money = at.checked_sub(1).and_then(|before| pieces.get(before)).is_some_and(|before| sign(before.text));
        let counted =
            pieces.get(at + 2).is_some_and(|noun| noun.is_word() && noun.gap && noun.text.ends_with(['s', 'e']));
        if money || counted && !pieces.get(at + 2).is_some_and(|noun| noun.capital()) {
            return Some(scale(found, 1e6, at + 2));
        }
        return Some(found);
    }
    if let Some(by) = magnitude(next).filter(|by| *by != 1000.0 || !next.any(&["k"]) || !next.gap) {
        return Some(scale(found, by, at + 2));
    }
    if let Some(by) = hyphened(pieces, at + 1).and_then(magnitude) {
        return Some(scale(found, by, at + 3));
    }
    Some(found)
}

fn sign(text: &str) -> bool {
    table().money.contains_key(text)
}

fn scale(numeral: Numeral, by: f64, next: usize) -> Numeral {
    Numeral { value: numeral.value * by, step: numeral.step * by, next, scaled: true, bare_four: false, ..numeral }
}

/// The word that a hyphen ties to what stands before it.
fn hyphened<'a, 'b>(pieces: &'b [Piece<'a>], at: usize) -> Option<&'b Piece<'a>> {
    pieces.get(at).filter(|dash| dash.is_dash() && !dash.gap)?;
    pieces.get(at + 1).filter(|word| word.is_word() && !word.gap)
}

fn magnitude(piece: &Piece<'_>) -> Option<f64> {
    piece.lower(|lower| table().magnitudes.get(lower).copied())
}

/// Value and step of digits; `None` for times, dates, fractions and malformed groups.
fn parse(text: &str, comma: bool) -> Option<(f64, f64)> {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}')).collect();
    if text.contains([':', '/']) {
        return None;
    }
    let groups = |sep: char| {
        let mut parts = text.split(sep);
        let head = parts.next().is_some_and(|head| (1..=3).contains(&head.len()) && !head.starts_with('0'));
        let rest: Vec<&str> = parts.collect();
        head && !rest.is_empty() && rest.iter().all(|part| part.split(['.', ',']).next().is_some_and(|d| d.len() == 3))
    };
    let (thousands, decimal) = if comma { ('.', ',') } else { (',', '.') };
    let plain = if text.contains(thousands) && groups(thousands) {
        text.replace(thousands, "").replace(decimal, ".")
    } else if text.contains(thousands) && !text.contains(decimal) && text.matches(thousands).count() == 1 {
        // "7,1": a decimal mark of another language.
        text.replace(thousands, ".")
    } else if text.contains(thousands) {
        return None;
    } else {
        text.replace(decimal, ".")
    };
    if plain.matches('.').count() > 1 {
        return None;
    }
    let value: f64 = plain.parse().ok().filter(|value: &f64| value.is_finite() && *value < 1e15)?;
    let step = match plain.split_once('.') {
        Some((_, decimals)) => 10f64.powi(-i32::try_from(decimals.len()).ok()?),
        None => step_of(value),
    };
    Some((value, step))
}

/// The largest power of ten that divides a whole number.
pub(super) fn step_of(value: f64) -> f64 {
    let mut step = 1.0;
    while value >= step * 10.0 && (value / (step * 10.0)).fract() == 0.0 {
        step *= 10.0;
    }
    step
}

/// "twenty-five thousand", "two and a half million", "a hundred and five", "half a million".
fn in_words(pieces: &[Piece<'_>], at: usize) -> Option<Numeral> {
    let table = table();
    let word = |at: usize| pieces.get(at).filter(|piece| piece.is_word());
    let small = |at: usize| word(at).and_then(|piece| piece.lower(|lower| table.numbers.get(lower).copied()));
    let first = pieces.get(at)?;
    let (mut whole, mut part, mut next, mut scaled) = (0.0, 0.0, at, false);
    if first.any(&["a"]) {
        magnitude(word(at + 1)?)?;
        part = 1.0;
        next += 1;
    } else if first.any(&["half"]) {
        let a = word(at + 1).filter(|piece| piece.any(&["a"]))?;
        let by = magnitude(word(at + 2)?).filter(|_| a.gap)?;
        let value = by / 2.0;
        return Some(words(value, at + 3, true));
    } else {
        small(at)?;
    }
    loop {
        let glued = pieces.get(next).is_some_and(|dash| next > at && dash.is_dash() && !dash.gap);
        let here = if glued { next + 1 } else { next };
        if let Some(value) = small(here) {
            // "twenty-five", "hundred five"; two numbers side by side are two figures.
            let fits = part == 0.0
                || part >= 20.0 && part % 10.0 == 0.0 && value < 10.0
                || part % 100.0 == 0.0 && value < 100.0;
            if !fits || glued && part == 0.0 {
                break;
            }
            part += value;
            next = here + 1;
        } else if let Some(by) = word(here).and_then(magnitude) {
            scaled = true;
            if by == 100.0 {
                part = part.max(1.0) * by;
            } else {
                whole += part.max(1.0) * by;
                part = 0.0;
            }
            next = here + 1;
        } else if word(here).is_some_and(|piece| piece.any(&["and"]))
            && scaled
            && small(here + 1).is_some()
            && part % 100.0 == 0.0
        {
            next = here + 1;
        } else if let Some(by) = half(pieces, here) {
            // "two and a half million"
            let value = (part + 0.5) * by;
            return Some(words(value, here + 4, true));
        } else {
            break;
        }
        if next > at + 12 {
            break;
        }
    }
    let value = whole + part;
    Some(words(value, next, scaled))
}

fn half(pieces: &[Piece<'_>], at: usize) -> Option<f64> {
    let phrase = [("and", at), ("a", at + 1), ("half", at + 2)];
    phrase.iter().all(|(word, at)| pieces.get(*at).is_some_and(|piece| piece.any(&[word]))).then_some(())?;
    pieces.get(at + 3).filter(|piece| piece.is_word()).and_then(magnitude)
}

fn words(value: f64, next: usize, scaled: bool) -> Numeral {
    Numeral { value, step: step_of(value), next, digits: false, bare_four: false, scaled, ordinal: false }
}

#[cfg(test)]
mod tests {
    use super::super::piece;
    use super::*;
    use crate::article::Span;

    fn read(text: &str) -> Option<(f64, f64)> {
        let mut pieces = Vec::new();
        piece::cut(text, Span::new(0, text.len()), &mut pieces);
        numeral(&pieces, 0, false).map(|found| (found.value, found.step))
    }

    #[test]
    fn digits_and_words_say_the_same() {
        assert_eq!(read("10,000 sheep"), read("ten thousand sheep"));
        assert_eq!(read("7.1 billion"), Some((7.1e9, 1e8)));
        assert_eq!(read("twenty-five thousand three hundred and six boats"), Some((25306.0, 1.0)));
        assert_eq!(read("a hundred and five"), Some((105.0, 1.0)));
        assert_eq!(read("half a million"), Some((5e5, 1e5)));
        assert_eq!(read("300"), Some((300.0, 100.0)));
    }

    #[test]
    fn a_time_of_day_is_no_number() {
        assert_eq!(read("17:00"), None);
        assert_eq!(read("1,00,0"), None);
    }
}
