//! What a terminal shows of a text: graphemes with their columns, measured as ratatui measures them.

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// One thing that takes columns on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Where it begins, in bytes of the text given.
    pub at: usize,
    /// What is drawn: a grapheme, or one space for a run of white space.
    pub symbol: &'a str,
    /// Columns it takes: 1 or more.
    pub width: u16,
}

/// The glyphs of `text`, left to right. A run of white space is one space, what takes no columns is left out.
pub fn glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    run(text, true)
}

/// The glyphs of a text that Parallax sets itself: every space counts.
pub fn exact(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    run(text, false)
}

fn run(text: &str, collapse: bool) -> impl Iterator<Item = Glyph<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at;
            let (symbol, width) = next(text, &mut at, collapse)?;
            if width > 0 {
                return Some(Glyph { at: start, symbol, width });
            }
        }
    })
}

/// The columns that `text` takes when every space counts.
pub fn width(text: &str) -> u16 {
    exact(text).fold(0, |sum, glyph| sum.saturating_add(glyph.width))
}

/// White space at which a line may break, or which collapses into one space.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !is_hard_space(c)
}

fn is_hard_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// What stands at `at`, and its columns, 0 for what is not drawn; `at` moves behind it.
pub(crate) fn next<'a>(text: &'a str, at: &mut usize, collapse: bool) -> Option<(&'a str, u16)> {
    let bytes = text.as_bytes();
    let first = *bytes.get(*at)?;
    // Most text: an ASCII letter before another one needs no look at the tables.
    if first.is_ascii_graphic() && bytes.get(*at + 1).is_none_or(u8::is_ascii) {
        let symbol = text.get(*at..*at + 1)?;
        *at += 1;
        return Some((symbol, 1));
    }
    let rest = text.get(*at..)?;
    let c = rest.chars().next()?;
    if is_space(c) {
        let run = rest.chars().take_while(|&c| is_space(c)).map(char::len_utf8);
        *at += if collapse { run.sum() } else { c.len_utf8() };
        return Some((" ", 1));
    }
    let alone = is_alone(c) && bytes.get(*at + c.len_utf8()).is_none_or(u8::is_ascii);
    let symbol = if alone { rest.get(..c.len_utf8())? } else { rest.graphemes(true).next()? };
    *at += symbol.len();
    if alone {
        return Some((symbol, 1));
    }
    if is_hard_space(c) {
        return Some((" ", 1));
    }
    if symbol.contains(|c: char| c.is_control() || c == '\u{ad}') {
        return Some(("", 0));
    }
    Some((symbol, symbol.cell_width()))
}

/// Whether a glyph is surely of one column: one byte, or one of the characters that most of what is not ASCII is.
pub(crate) fn is_narrow(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    symbol.len() == 1 || characters.next().is_some_and(is_alone) && characters.next().is_none()
}

/// Whether `c` is a grapheme of one column by itself before an ASCII character: Latin letters, quotation marks, dashes, arrows,
/// lines and blocks, which most of what is not ASCII is.
fn is_alone(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2190}'..='\u{21ff}')
        || matches!(c, '\u{2500}'..='\u{259f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_is_the_long_way() {
        for c in (0xa1..0x2600).filter_map(char::from_u32).filter(|&c| is_alone(c)) {
            let text = format!("{c}a");
            assert_eq!(text.graphemes(true).next(), text.get(..c.len_utf8()), "{c:?}");
            assert!(!c.is_control() && !is_space(c) && !is_hard_space(c), "{c:?}");
            assert_eq!(c.to_string().as_str().cell_width(), 1, "{c:?}");
        }
    }

    #[test]
    fn runs_of_white_space_are_one_space() {
        let drawn: String = glyphs("a \r\n\t b\u{a0}c").map(|glyph| glyph.symbol).collect();
        assert_eq!(drawn, "a b c");
    }

    #[test]
    fn wide_glyphs_take_two_columns() {
        assert_eq!(width("日本"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("\u{200b}"), 0);
    }

    proptest::proptest! {
        #[test]
        fn no_control_character_is_drawn(text: String) {
            for glyph in glyphs(&text) {
                proptest::prop_assert!(!glyph.symbol.contains(char::is_control));
                proptest::prop_assert!(glyph.width > 0);
                proptest::prop_assert!(text.is_char_boundary(glyph.at));
            }
        }
    }
}
