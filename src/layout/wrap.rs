//! Breaking a stretch of text into lines by columns.

use std::ops::Range;

use crate::article::Span;
use crate::layout::glyph::{is_space, next};

/// What a line costs beside its gap, so that a paragraph takes no more lines than it needs to look even. This and the
/// penalty below are in textwrap's units: squares of columns.
const LINE: u32 = 400;
/// What a last line of one word costs that fills less than a sixth of the width.
const LONE: u32 = 25;
const SHORT: u32 = 6;

/// The lines of `span` when set `width` columns wide, each without white space at its ends. Lines are evened out; a word
/// longer than a line is cut between graphemes. No line is wider than `width`, except a single glyph that is.
pub fn wrap(text: &str, span: Span, width: u16) -> Vec<Span> {
    let width = width.max(1);
    let pieces = pieces(text, span, width);
    let words = |line: Range<usize>| {
        let line = pieces.get(line)?;
        Some(Span::new(line.first()?.span.start, line.last()?.span.end))
    };
    even(&pieces, width).into_iter().filter_map(words).collect()
}

/// The lines of our own words (help, hints), set `width` columns wide.
pub fn wrap_own(words: &str, width: u16) -> Vec<String> {
    let options = textwrap::Options::new(width.max(1).into());
    textwrap::wrap(words, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// The lines with the least sum of squared gaps, as ranges of pieces (Knuth and Plass 1981, as textwrap prices it).
///
/// A line holds a dozen words, so that looking at each way to begin it takes a small part of the instructions of textwrap's
/// search by totally monotone matrices, for which the first frame would wait; and no line overflows, which is there only dear.
fn even(pieces: &[Piece], width: u16) -> Vec<Range<usize>> {
    let width = u32::from(width);
    // For each count of pieces: what setting them costs at least, and where their last line begins.
    let mut best: Vec<(u32, usize)> = Vec::with_capacity(pieces.len() + 1);
    best.push((0, 0));
    for end in 1..=pieces.len() {
        let (mut least, mut columns) = ((u32::MAX, end - 1), 0);
        let before = pieces.get(..end).unwrap_or_default().iter().zip(&best);
        for (start, (piece, (before, _))) in before.enumerate().rev() {
            columns += u32::from(piece.columns) + if start + 1 < end { u32::from(piece.space) } else { 0 };
            if columns > width && start + 1 < end {
                break;
            }
            let gap = width.saturating_sub(columns);
            let price = match end == pieces.len() {
                false => gap * gap,
                true if start + 1 == end && columns * SHORT < width => LONE,
                true => 0,
            };
            let cost = before.saturating_add(LINE + price);
            if cost < least.0 {
                least = (cost, start);
            }
        }
        best.push(least);
    }
    let mut lines = Vec::new();
    let mut end = pieces.len();
    while let Some((_, start)) = best.get(end).filter(|_| end > 0) {
        lines.push(*start..end);
        end = *start;
    }
    lines.reverse();
    lines
}

#[derive(Debug)]
struct Piece {
    span: Span,
    columns: u16,
    /// Columns of white space after it.
    space: u16,
}

/// Words, and the parts of words at which a line may end: after a hyphen or dash, between wide glyphs, and, in a word longer
/// than a line, between any two graphemes.
fn pieces(text: &str, span: Span, width: u16) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut open = false;
    let mut last: Option<(char, u16)> = None;
    let words = span.of(text);
    let mut at = 0;
    while at < words.len() {
        // Most of a text: letters of one piece, all of one column.
        let run = plain_run(words, at);
        if let (Some(piece), true) = (found.last_mut(), run > 0 && open && last.is_some_and(|last| !is_dash(last.0)))
            && u16::try_from(run).is_ok_and(|run| piece.columns + run <= width)
        {
            at += run;
            piece.columns += run as u16;
            piece.span.end = span.start + at;
            last = Some(('a', 1));
            continue;
        }
        let from = at;
        let Some((symbol, columns)) = next(words, &mut at, true) else { break };
        if columns == 0 {
            continue;
        }
        let start = span.start + from;
        // What is drawn as a space may be one at which no line ends.
        let drawn = if symbol == " " { words.get(from..).unwrap_or(" ") } else { symbol };
        let c = drawn.chars().next().unwrap_or(' ');
        if is_space(c) {
            if let Some(piece) = found.last_mut() {
                piece.space += 1;
            }
            open = false;
            last = None;
            continue;
        }
        let end = start + if symbol == " " { c.len_utf8() } else { symbol.len() };
        let breaks = last.is_some_and(|(before, wide)| {
            let dash = is_dash(before) && (before != '-' || c.is_alphabetic());
            dash || ((wide > 1 || columns > 1) && !is_closing(c) && !is_opening(before))
        });
        match found.last_mut() {
            Some(piece) if open && !breaks && piece.columns + columns <= width => {
                piece.columns += columns;
                piece.span.end = end;
            }
            _ => found.push(Piece { span: Span::new(start, end), columns, space: 0 }),
        }
        open = true;
        last = Some((c, columns));
    }
    found
}

/// How many ASCII letters and digits stand at `at` of which each is a glyph by itself: what follows them may belong to the last.
fn plain_run(words: &str, at: usize) -> usize {
    let rest = words.as_bytes().get(at..).unwrap_or_default();
    let run = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if rest.get(run).is_none_or(u8::is_ascii) { run } else { run.saturating_sub(1) }
}

/// Marks after which a line may end, the hyphen before a letter only.
fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '-')
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
    use textwrap::core::Fragment;
    use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

    use super::*;
    use crate::layout::{glyphs, width};

    impl Fragment for Piece {
        fn width(&self) -> f64 {
            self.columns.into()
        }

        fn whitespace_width(&self) -> f64 {
            self.space.into()
        }

        fn penalty_width(&self) -> f64 {
            0.0
        }
    }

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

    /// What textwrap would have these lines cost.
    fn cost(pieces: &[Piece], lines: &[&[Piece]], width: u16) -> u32 {
        let columns = |line: &[Piece]| {
            let all: u16 = line.iter().map(|piece| piece.columns + piece.space).sum();
            all - line.last().map_or(0, |piece| piece.space)
        };
        let price = |(at, line): (usize, &&[Piece])| {
            let gap = u32::from(width.saturating_sub(columns(line)));
            let last = at + 1 == lines.len();
            let lone = line.len() == 1 && u32::from(columns(line)) * SHORT < u32::from(width);
            LINE + if !last {
                gap * gap
            } else if lone {
                LONE
            } else {
                0
            }
        };
        assert_eq!(lines.iter().map(|line| line.len()).sum::<usize>(), pieces.len());
        lines.iter().enumerate().map(price).sum()
    }

    proptest::proptest! {
        #[test]
        fn no_setting_of_textwrap_is_more_even(text in "([a-z]{1,12}[ -]){1,60}", columns in 12u16..120) {
            let pieces = pieces(&text, Span::new(0, text.len()), columns);
            let penalties = Penalties {
                nline_penalty: LINE as usize,
                short_last_line_fraction: SHORT as usize,
                short_last_line_penalty: LONE as usize,
                // Dear enough never to be taken: a line that is too wide is cut off on the screen.
                overflow_penalty: 1_000_000,
                ..Penalties::new()
            };
            let theirs = wrap_optimal_fit(&pieces, &[f64::from(columns)], &penalties).unwrap();
            let ours: Vec<&[Piece]> = even(&pieces, columns).into_iter().map(|line| &pieces[line]).collect();
            proptest::prop_assert_eq!(cost(&pieces, &ours, columns), cost(&pieces, &theirs, columns));
        }

        #[test]
        fn lines_fit_and_lose_nothing(text in "[a-z日é👩‍👩‍👧 \u{a0}—-]{0,120}", columns in 2u16..120) {
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
