//! A line of text that is being typed.

use unicode_segmentation::UnicodeSegmentation;

/// A line with a cursor that stands between graphemes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// In bytes, on a grapheme boundary.
    cursor: usize,
}

impl Line {
    /// A line with these words, the cursor at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text }
    }

    /// Its words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or("")
    }

    /// Puts text in at the cursor. Line ends become spaces, other control characters are left out.
    pub fn insert(&mut self, text: &str) {
        for c in text.chars() {
            let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
            if !c.is_control() {
                self.text.insert(self.cursor, c);
                self.cursor += c.len_utf8();
            }
        }
    }

    /// One grapheme to the left.
    pub fn left(&mut self) {
        self.cursor = self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    }

    /// One grapheme to the right.
    pub fn right(&mut self) {
        let after = self.text.get(self.cursor..).unwrap_or("");
        self.cursor += after.graphemes(true).next().map_or(0, str::len);
    }

    /// To the start.
    pub fn home(&mut self) {
        self.cursor = 0;
    }

    /// To the end.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    /// Erases the grapheme before the cursor; false when there is none.
    pub fn erase(&mut self) -> bool {
        let end = self.cursor;
        self.left();
        self.text.replace_range(self.cursor..end, "");
        self.cursor < end
    }

    /// Erases the grapheme under the cursor.
    pub fn erase_right(&mut self) {
        let start = self.cursor;
        self.right();
        let end = std::mem::replace(&mut self.cursor, start);
        self.text.replace_range(start..end, "");
    }

    /// Erases the word before the cursor.
    pub fn erase_word(&mut self) {
        let end = self.cursor;
        let kept = self.before().trim_end();
        self.cursor = kept.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
        self.text.replace_range(self.cursor..end, "");
    }

    /// Erases everything.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_graphemes() {
        let mut line = Line::new("red né\u{301}");
        assert!(line.erase());
        assert_eq!(line.text(), "red n");
        line.erase_word();
        assert_eq!(line.text(), "red ");
        line.home();
        line.insert("a\nb\u{1b}");
        assert_eq!(line.text(), "a bred ");
        line.erase_right();
        assert_eq!(line.text(), "a bed ");
    }
}
