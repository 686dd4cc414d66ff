//! What a frame is made of, row by row: strokes of the pen, kept until the next frame, so that a row whose strokes are the
//! same again is neither drawn nor compared with what is shown.

use ratatui::buffer::Cell;
use ratatui::style::Style;

use crate::article::Span;
use crate::layout::{exact, glyph::next, glyphs};
use crate::ui::hyperlink;

/// One stroke in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stroke {
    /// Glyphs from column `x` up to the column `end` (exclusive): a stretch of the row's text. White space collapses where
    /// they are an article's words; over `marks` of them the style of each mark is added.
    Write { x: u16, end: u16, text: (u32, u32), words: bool, style: Style, marks: (u32, u32) },
    /// Cells that are emptied.
    Clear { x: u16, columns: u16 },
    /// Cells to which a style is added.
    Tint { x: u16, columns: u16, style: Style },
}

/// The strokes of a row, in order.
#[derive(Debug, Default, PartialEq)]
struct Row {
    strokes: Vec<Stroke>,
    text: String,
    /// Stretches in bytes of the text.
    marks: Vec<(Span, Style)>,
}

impl Row {
    fn clear(&mut self) {
        self.strokes.clear();
        self.text.clear();
        self.marks.clear();
    }
}

/// The strokes of one frame and of the one before.
#[derive(Debug, Default)]
pub struct Plan {
    columns: u16,
    rows: Vec<Row>,
    before: Vec<Row>,
    /// Whether the frame before had another size, or there was none.
    fresh: bool,
    /// The addresses of links that were planned so far.
    links: Vec<String>,
}

impl Plan {
    /// Begins the plan of a frame of this size.
    pub(super) fn begin(&mut self, columns: u16, rows: u16) {
        self.fresh = self.columns != columns || self.rows.len() != usize::from(rows);
        self.columns = columns;
        std::mem::swap(&mut self.rows, &mut self.before);
        self.rows.resize_with(usize::from(rows), Row::default);
        self.before.resize_with(usize::from(rows), Row::default);
        self.rows.iter_mut().for_each(Row::clear);
    }

    /// Whether row `y` differs from that of the frame before.
    pub fn has_changed(&self, y: u16) -> bool {
        self.fresh || self.rows.get(usize::from(y)) != self.before.get(usize::from(y))
    }

    /// Draws row `y` into its cells, which are blank.
    pub fn draw(&self, y: u16, cells: &mut [Cell]) {
        let Some(row) = self.rows.get(usize::from(y)) else { return };
        for stroke in &row.strokes {
            match *stroke {
                Stroke::Write { x, end, text, words, style, marks } => {
                    let text = row.text.get(text.0 as usize..text.1 as usize).unwrap_or("");
                    let marks = row.marks.get(marks.0 as usize..marks.1 as usize).unwrap_or_default();
                    let mut at = x;
                    let mut write = |glyph: crate::layout::Glyph<'_>| {
                        let over = marks.iter().filter(|(mark, _)| mark.contains(glyph.at));
                        let style = over.fold(style, |style, (_, more)| style.patch(*more));
                        at = set(cells, at, glyph.symbol, glyph.width, end, style)?;
                        Some(())
                    };
                    if words {
                        let _all = glyphs(text).try_for_each(&mut write);
                    } else {
                        let _all = exact(text).try_for_each(&mut write);
                    }
                }
                Stroke::Clear { x, columns } => stretch(cells, x, columns).iter_mut().for_each(Cell::reset),
                Stroke::Tint { x, columns, style } => stretch(cells, x, columns).iter_mut().for_each(|cell| {
                    cell.set_style(style);
                }),
            }
        }
    }

    /// Plans glyphs; gives the column after the last that fits. See [`Stroke::Write`].
    pub(super) fn write(
        &mut self,
        (x, y): (u16, u16),
        text: &str,
        end: u16,
        words: bool,
        style: Style,
        marks: impl Iterator<Item = (Span, Style)>,
    ) -> u16 {
        let end = end.min(self.columns);
        let Some(row) = self.rows.get_mut(usize::from(y)) else { return x };
        let reached = reach(text, x, end, words);
        if reached == x {
            return x;
        }
        // No more of the text than can be seen.
        let seen = text.get(..text.len().min(usize::from(end - x) * LONGEST)).unwrap_or(text);
        let (from, first) = (place(row.text.len()), place(row.marks.len()));
        row.text.push_str(seen);
        row.marks.extend(marks);
        let (text, marks) = ((from, place(row.text.len())), (first, place(row.marks.len())));
        row.strokes.push(Stroke::Write { x, end, text, words, style, marks });
        reached
    }

    /// The style of cells that belong to a link to `address`.
    pub(super) fn link(&mut self, address: &str) -> Style {
        let known = self.links.iter().position(|known| known == address);
        let at = known.unwrap_or_else(|| {
            self.links.push(address.to_owned());
            self.links.len() - 1
        });
        u16::try_from(at + 1).map_or(Style::new(), hyperlink::style)
    }

    /// The addresses of links that were planned so far, by their number less one.
    pub fn links(&self) -> &[String] {
        &self.links
    }

    /// Plans to empty cells.
    pub(super) fn clear(&mut self, x: u16, y: u16, columns: u16) {
        if let Some(row) = self.rows.get_mut(usize::from(y)) {
            row.strokes.push(Stroke::Clear { x, columns });
        }
    }

    /// Plans to add a style to cells.
    pub(super) fn tint(&mut self, x: u16, y: u16, columns: u16, style: Style) {
        if let Some(row) = self.rows.get_mut(usize::from(y)) {
            row.strokes.push(Stroke::Tint { x, columns, style });
        }
    }
}

/// Bytes that a glyph rarely exceeds: a text cut there is only not kept short where it does.
const LONGEST: usize = 32;

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn stretch(cells: &mut [Cell], x: u16, columns: u16) -> &mut [Cell] {
    let end = cells.len().min(usize::from(x) + usize::from(columns));
    cells.get_mut(usize::from(x)..end).unwrap_or_default()
}

/// The column after the last glyph of `text` that fits between `x` and `end`.
fn reach(text: &str, x: u16, end: u16, words: bool) -> u16 {
    let bytes = text.as_bytes();
    let (mut column, mut at) = (x, 0);
    while column < end && at < bytes.len() {
        // Most text: bytes that are glyphs of one column each. What follows the last may belong to it.
        let rest = bytes.get(at..).unwrap_or_default();
        let plain = |(at, byte): &(usize, &u8)| {
            byte.is_ascii_graphic()
                || **byte == b' ' && !(words && rest.get(at + 1).is_none_or(|next| !next.is_ascii_graphic()))
        };
        let run = rest.iter().enumerate().take_while(plain).count();
        let run = if rest.get(run).is_none_or(u8::is_ascii) { run } else { run.saturating_sub(1) };
        if run > 0 {
            column = column.saturating_add(u16::try_from(run).unwrap_or(u16::MAX)).min(end);
            at += run;
            continue;
        }
        let Some((_, width)) = next(text, &mut at, words) else { break };
        let Some(beyond) = column.checked_add(width).filter(|&beyond| beyond <= end) else { break };
        column = beyond;
    }
    column
}

/// Writes one glyph into its cells, if it fits before `end`; gives the column after it.
fn set(cells: &mut [Cell], x: u16, symbol: &str, width: u16, end: u16, style: Style) -> Option<u16> {
    let next = x.checked_add(width).filter(|&next| next <= end)?;
    let (first, hidden) = cells.get_mut(usize::from(x)..usize::from(next))?.split_first_mut()?;
    first.set_symbol(symbol).set_style(style);
    hidden.iter_mut().for_each(Cell::reset);
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_short_way_reaches_as_far_as_glyph_after_glyph(
            text in "[a-z \té日👩‍\u{301}\u{a0}’—]{0,40}", x in 0u16..9, room in 0u16..50, words: bool,
        ) {
            let end = x + room;
            let all: Vec<_> = if words { glyphs(&text).collect() } else { exact(&text).collect() };
            let mut far = x;
            for glyph in all {
                if far + glyph.width > end {
                    break;
                }
                far += glyph.width;
            }
            proptest::prop_assert_eq!(reach(&text, x, end, words), far);
        }
    }
}
