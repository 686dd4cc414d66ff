//! The lines of a text on their way to blocks: what each looks like, and what it has been classed as so far.

use std::borrow::Cow;

use crate::article::{Block, BlockKind, Span};

/// A line or paragraph and what can be seen of it without knowing what it says.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// What it is; `None` while it is nothing but text.
    pub class: Option<(BlockKind, Cow<'static, str>)>,
    /// How many words it has.
    pub words: usize,
    /// Whether it ends like a sentence.
    pub stopped: bool,
    /// Whether the format itself says what it is, so that rules about shape do not apply.
    pub given: bool,
}

impl Line {
    /// A line whose class is open.
    pub fn new(text: &str, span: Span) -> Self {
        let line = span.of(text);
        Self { span, class: None, words: count_words(line), stopped: is_stopped(line), given: false }
    }

    /// Classes the line, unless it is classed already.
    pub fn class(&mut self, kind: BlockKind, why: impl Into<Cow<'static, str>>) {
        if self.class.is_none() {
            self.class = Some((kind, why.into()));
        }
    }

    /// Whether it is or may still become part of the body.
    pub fn is_body(&self) -> bool {
        self.class.as_ref().is_none_or(|(kind, _)| kind.is_body())
    }

    /// Whether it looks like a paragraph of running text: a sentence, or too long for a label.
    pub fn is_long(&self) -> bool {
        self.is_body() && (self.words > 25 || (self.stopped && self.words > 4))
    }

    /// The block that it makes.
    pub fn block(self) -> Block {
        let (kind, why) = self.class.unwrap_or((BlockKind::Paragraph, Cow::Borrowed("running text")));
        Block { span: self.span, kind, why }
    }
}

/// How many words a trimmed line has: runs without ASCII white space, counted fast since every line is.
fn count_words(line: &str) -> usize {
    // Without branches, so that many bytes are looked at at once.
    let blank = |byte: u8| (byte == b' ') | (byte == b'\t') | (byte == b'\n') | (byte == b'\r');
    let bytes = line.as_bytes();
    let next = bytes.get(1..).unwrap_or_default();
    let starts = |(before, here): (&[u8], &[u8])| {
        let starts = before.iter().zip(here).map(|(&before, &here)| u8::from(blank(before) & !blank(here)));
        usize::from(starts.fold(0u8, u8::wrapping_add))
    };
    // A word takes two bytes with its blank: so many bytes hold no more words than can be counted in one.
    bytes.chunks(256).zip(next.chunks(256)).map(starts).sum::<usize>() + usize::from(!bytes.is_empty())
}

/// Whether `line` ends with a full stop, a question or exclamation mark or dots, closing marks left aside.
pub fn is_stopped(line: &str) -> bool {
    line.trim_end_matches(|c: char| {
        matches!(c, '”' | '’' | '"' | '\'' | '»' | '«' | '“' | '‘' | ')' | ']' | '」' | ' ' | '\u{A0}')
    })
    .ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// The beginning of `text`: at most `bytes` bytes, whole characters.
pub fn first_bytes(text: &str, bytes: usize) -> &str {
    (0..=bytes.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or("")
}

/// The end of `text`: at most `bytes` bytes, whole characters.
pub fn last_bytes(text: &str, bytes: usize) -> &str {
    (text.len().saturating_sub(bytes)..=text.len()).find_map(|start| text.get(start..)).unwrap_or("")
}

/// `span` without white space at its ends; `None` when nothing is left.
pub fn trim(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let kept = words.trim_start();
    let start = span.end - kept.len();
    let kept = kept.trim_end();
    (!kept.is_empty()).then(|| Span::new(start, start + kept.len()))
}

/// The paragraphs of `span`: its lines, or, where lines were broken to a fixed width, what stands between blank lines.
pub fn paragraphs(text: &str, span: Span) -> Vec<Span> {
    let mut lines = Vec::new();
    let (mut at, mut blanks) = (span.start, Vec::new());
    for line in span.of(text).split_inclusive('\n') {
        let end = at + line.len();
        match trim(text, Span::new(at, end)) {
            Some(span) => lines.push(span),
            None => blanks.push(lines.len()),
        }
        at = end;
    }
    // `blanks` are the indexes of lines before which a blank line stands.
    blanks.dedup();
    if !is_wrapped(text, &lines, &blanks) {
        return lines;
    }
    let mut joined: Vec<Span> = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        match joined.last_mut() {
            Some(last) if blanks.binary_search(&index).is_err() => last.end = line.end,
            _ => joined.push(line),
        }
    }
    joined
}

/// Whether the lines were broken to a fixed width: nearly every line that another follows had no room for the next
/// line's first word.
fn is_wrapped(text: &str, lines: &[Span], blanks: &[usize]) -> bool {
    const WIDEST: usize = 120;
    let wide = |span: &Span| span.of(text).chars().count();
    // Cheap way out for the usual text of one line a paragraph.
    if lines.len() < 6 || lines.iter().any(|line| line.len() > WIDEST * 4) {
        return false;
    }
    let widest = lines.iter().map(wide).max().unwrap_or(0);
    if !(40..=WIDEST).contains(&widest) {
        return false;
    }
    let (mut full, mut all) = (0, 0);
    for (index, pair) in lines.windows(2).enumerate() {
        let [line, next] = pair else { continue };
        if blanks.binary_search(&(index + 1)).is_err() {
            let word = next.of(text).split_whitespace().next().map_or(0, |word| word.chars().count());
            all += 1;
            full += usize::from(wide(line) + 1 + word > widest);
        }
    }
    all >= 5 && full * 10 >= all * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        paragraphs(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_are_counted_in_lines_of_any_length() {
        for count in [0, 1, 2, 127, 128, 129, 400] {
            assert_eq!(count_words("a ".repeat(count).trim_end()), count);
            assert_eq!(count_words("words \t\n".repeat(count).trim_end()), count);
        }
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(parts("One.\n\n  Two. \r\nThree"), ["One.", "Two.", "Three"]);
    }

    #[test]
    fn lines_of_a_fixed_width_are_joined() {
        let one = "The minister said on Monday that the talks with the neighbours would go on until the end of the month, \
            whatever came of them, and that nobody had left the table before the sun had set over the old town.";
        let text = format!("{0}\n\n{0}\n\n{0}\n", textwrap::fill(one, 60));
        let found = parts(&text);
        assert_eq!(found.len(), 3);
        assert!(found[1].starts_with("The minister") && found[1].ends_with("town."));
    }
}
