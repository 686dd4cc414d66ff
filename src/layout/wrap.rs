//! Breaking a stretch of text into lines by columns.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use crate::article::Span;
use crate::layout::glyph::{glyphs, is_space};

/// A paragraph with more pieces than this is set first-fit: evening its lines out would cost more than it shows.
const EVEN: usize = 3000;

/// The lines of `span` when set `width` columns wide, each without white space at its ends. Lines are evened out; a word
/// longer than a line is cut between graphemes. No line is wider than `width`, except a single glyph that is.
pub fn wrap(text: &str, span: Span, width: u16) -> Vec<Span> {
    let width = width.max(1);
    let pieces = pieces(text, span, width);
    let lines = if pieces.len() > EVEN {
        wrap_first_fit(&pieces, &[f64::from(width)])
    } else {
        let penalties = Penalties { nline_penalty: 400, short_last_line_fraction: 6, ..Penalties::new() };
        wrap_optimal_fit(&pieces, &[f64::from(width)], &penalties)
            .unwrap_or_else(|_| wrap_first_fit(&pieces, &[f64::from(width)]))
    };
    lines.into_iter().filter_map(|line| Some(Span::new(line.first()?.span.start, line.last()?.span.end))).collect()
}

#[derive(Debug)]
struct Piece {
    span: Span,
    columns: u16,
    /// Columns of white space after it.
    space: u16,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        f64::from(self.columns)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(self.space)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Words, and the parts of words at which a line may end: after a hyphen or dash, between wide glyphs, and, in a word longer
/// than a line, between any two graphemes.
fn pieces(text: &str, span: Span, width: u16) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut open = false;
    let mut last: Option<(char, u16)> = None;
    for glyph in glyphs(span.of(text)) {
        let start = span.start + glyph.at;
        let c = span.of(text).get(glyph.at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        if is_space(c) {
            if let Some(piece) = found.last_mut() {
                piece.space += 1;
            }
            open = false;
            last = None;
            continue;
        }
        let end = start + grapheme_len(span.of(text), glyph.at, glyph.symbol);
        let breaks = last.is_some_and(|(before, columns)| {
            let dash = matches!(before, '—' | '–') || (before == '-' && c.is_alphabetic());
            dash || ((columns > 1 || glyph.width > 1) && !is_closing(c) && !is_opening(before))
        });
        match found.last_mut() {
            Some(piece) if open && !breaks && piece.columns + glyph.width <= width => {
                piece.columns += glyph.width;
                piece.span.end = end;
            }
            _ => found.push(Piece { span: Span::new(start, end), columns: glyph.width, space: 0 }),
        }
        open = true;
        last = Some((c, glyph.width));
    }
    found
}

fn grapheme_len(text: &str, at: usize, symbol: &str) -> usize {
    match symbol {
        // A hard space is drawn as a plain one.
        " " => text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8),
        _ => symbol.len(),
    }
}

/// Marks that must not begin a line.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '！'
            | '？'
            | '：'
            | '；'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | 'ー'
            | '’'
            | '”'
    ) || matches!(c, ')' | ']' | ',' | '.' | '!' | '?' | ':' | ';')
}

/// Marks that must not end a line.
fn is_opening(c: char) -> bool {
    matches!(c, '「' | '『' | '（' | '【' | '《' | '〈' | '‘' | '“' | '(' | '[')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::width;

    fn set(text: &str, columns: u16) -> Vec<&str> {
        wrap(text, Span::new(0, text.len()), columns).into_iter().map(|line| line.of(text)).collect()
    }

    #[test]
    fn lines_break_at_spaces_and_after_hyphens() {
        assert_eq!(set("a long-range missile", 8), ["a long-", "range", "missile"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        assert_eq!(set("abcdefgh", 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_stop() {
        assert_eq!(set("新闻报道。", 8), ["新闻报", "道。"]);
    }

    proptest::proptest! {
        #[test]
        fn lines_fit_and_lose_nothing(text in "[a-z日é👩‍👩‍👧 \u{a0}—-]{0,120}", columns in 2u16..40) {
            let lines = wrap(&text, Span::new(0, text.len()), columns);
            let mut at = 0;
            for line in &lines {
                proptest::prop_assert!(line.start >= at && text.get(line.start..line.end).is_some());
                proptest::prop_assert!(text[at..line.start].chars().all(|c| c.is_whitespace() || width(&c.to_string()) == 0));
                proptest::prop_assert!(glyphs(line.of(&text)).map(|glyph| glyph.width).sum::<u16>() <= columns);
                at = line.end;
            }
            proptest::prop_assert!(text[at..].chars().all(|c| c.is_whitespace() || width(&c.to_string()) == 0));
        }
    }
}
