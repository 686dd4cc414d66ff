//! Aligned columns for a person's eye, measured in terminal columns (Unicode Standard Annex #11).

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Rows that are looked at before the first is written, to find how wide each column must be.
const LOOK_AHEAD: usize = 2_000;

/// A table that is written as it grows. The last column takes what is left of the line.
#[derive(Debug)]
pub struct Table<const N: usize> {
    head: [&'static str; N],
    /// The widest that each column may become; the last one's is the rest of the line.
    limits: [usize; N],
    /// Columns of the whole line; `None` for a file or pipe, where the last column is never cut.
    line: Option<usize>,
    headed: bool,
    widths: Option<[usize; N]>,
    waiting: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    /// A table with these column names and these greatest widths, on lines of `line` columns.
    pub fn new(head: [&'static str; N], limits: [usize; N], line: Option<usize>) -> Self {
        Self { head, limits, line, headed: true, widths: None, waiting: Vec::new() }
    }

    /// The same table without a line of column names.
    pub fn without_head(self) -> Self {
        Self { headed: false, ..self }
    }

    /// Adds a row.
    pub fn row(&mut self, out: &mut impl Write, cells: [String; N]) -> io::Result<()> {
        self.waiting.push(cells.map(|cell| super::one_line(&cell)));
        if self.waiting.len() >= LOOK_AHEAD { self.flush(out) } else { Ok(()) }
    }

    /// Writes every row that was added.
    pub fn flush(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let widths = match self.widths {
            Some(widths) => widths,
            None => {
                let widths = self.measure();
                self.widths = Some(widths);
                if self.headed {
                    self.write(out, widths, &self.head.map(str::to_owned))?;
                }
                widths
            }
        };
        for row in std::mem::take(&mut self.waiting) {
            self.write(out, widths, &row)?;
        }
        Ok(())
    }

    fn measure(&self) -> [usize; N] {
        let mut widths = self.head.map(UnicodeWidthStr::width);
        for row in &self.waiting {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        for (width, limit) in widths.iter_mut().zip(self.limits) {
            *width = (*width).min(limit);
        }
        // A narrow terminal: the widest of the leading columns give way until the last has a third of the line.
        if let Some(line) = self.line {
            while let Some((last, leading)) = widths.split_last_mut() {
                let used: usize = leading.iter().map(|width| width + 2).sum();
                let Some(widest) = leading.iter_mut().max() else { break };
                if used * 3 <= line * 2 || *widest <= 4 {
                    *last = line.saturating_sub(used);
                    break;
                }
                *widest -= 1;
            }
        }
        widths
    }

    fn write(&self, out: &mut impl Write, widths: [usize; N], cells: &[String; N]) -> io::Result<()> {
        let mut line = String::new();
        for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
            if index + 1 < N {
                let kept = cut(cell, width);
                let blanks = width.saturating_sub(kept.as_str().width()) + 2;
                line.push_str(&kept);
                line.extend(std::iter::repeat_n(' ', blanks));
            } else if self.line.is_some() {
                line.push_str(&cut(cell, width));
            } else {
                line.push_str(cell);
            }
        }
        let kept = match self.line {
            Some(columns) => cut(line.trim_end(), columns),
            None => line.trim_end().to_owned(),
        };
        writeln!(out, "{kept}")
    }
}

/// `text` in at most `width` columns, ending in `…` where something was cut.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (mut kept, mut used) = (String::new(), 0);
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if used + wide + 1 > width {
            break;
        }
        kept.push_str(grapheme);
        used += wide;
    }
    if width > 0 {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Table, cut};

    fn written(line: Option<usize>, rows: &[[&str; 2]]) -> String {
        let (mut out, mut table) = (Vec::new(), Table::new(["WHO", "WORDS"], [12, usize::MAX], line));
        for row in rows {
            table.row(&mut out, row.map(str::to_owned)).unwrap();
        }
        table.flush(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_aligned_by_terminal_columns() {
        assert_eq!(written(None, &[["習近平", "a"], ["Ann", "b"]]), "WHO     WORDS\n習近平  a\nAnn     b\n");
    }

    #[test]
    fn a_terminal_gets_no_line_longer_than_itself() {
        for columns in 1..60 {
            let text = written(Some(columns), &[["Somebody Longname", "words 習近平 over and over and over again"]]);
            for line in text.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= columns, "{columns}: {line}");
            }
        }
    }

    #[test]
    fn a_pipe_gets_the_words_whole() {
        let long = "word ".repeat(100);
        assert!(written(None, &[["Ann", &long]]).contains(long.trim_end()));
    }

    #[test]
    fn wide_characters_are_never_halved() {
        assert_eq!(cut("習近平", 4), "習…");
        assert_eq!(cut("習近平", 6), "習近平");
        assert_eq!(cut("abc", 0), "");
    }
}
