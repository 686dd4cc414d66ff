//! What figures are read from: words, digits and marks, cut finer than the tokens of names ("200-mile" is three pieces).

use crate::article::Span;
use crate::language::lexicon::{self, Tags};
use crate::language::token::with_lower;

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Letters, with their inner apostrophes and the full stops of "U.S.".
    Word,
    /// Digits with their separators.
    Digits,
    /// One character that is neither.
    Mark(char),
}

/// One piece of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) kind: PieceKind,
    /// Whether white space stands before it.
    pub(super) gap: bool,
}

impl Piece<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is(&self, mark: char) -> bool {
        self.kind == PieceKind::Mark(mark)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == PieceKind::Word
    }

    pub(super) fn is_dash(&self) -> bool {
        matches!(self.kind, PieceKind::Mark('-' | '‑' | '–'))
    }

    pub(super) fn capital(&self) -> bool {
        self.is_word() && self.text.starts_with(char::is_uppercase)
    }

    /// What the word lists say of it.
    pub(super) fn tags(&self) -> Tags {
        if self.is_word() { with_lower(self.text, |lower| lexicon::entry(lower).tags) } else { Tags(0) }
    }

    /// Calls `then` with the lower-case word.
    pub(super) fn lower<T>(&self, then: impl FnOnce(&str) -> T) -> T {
        with_lower(self.text, then)
    }

    /// Whether it is one of these lower-case words.
    pub(super) fn any(&self, words: &[&str]) -> bool {
        self.is_word() && words.iter().any(|word| self.text.eq_ignore_ascii_case(word))
    }
}

/// Cuts `span` into `pieces`, which are emptied first.
pub(super) fn cut<'a>(text: &'a str, span: Span, pieces: &mut Vec<Piece<'a>>) {
    pieces.clear();
    let words = span.of(text);
    let (mut at, mut gap) = (0, true);
    while let Some(rest) = words.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            gap = true;
            at += c.len_utf8();
            continue;
        }
        let (len, kind) = if c.is_alphabetic() {
            (letters(rest), PieceKind::Word)
        } else if c.is_ascii_digit() {
            (digits(rest), PieceKind::Digits)
        } else {
            (c.len_utf8(), PieceKind::Mark(c))
        };
        pieces.push(Piece { text: rest.get(..len).unwrap_or(""), start: span.start + at, kind, gap });
        gap = false;
        at += len.max(1);
    }
}

fn letters(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let single = at >= 1 && rest.get(..at).is_some_and(|head| part(head).chars().count() == 1);
        let stays = c.is_alphanumeric()
            || matches!(c, '\'' | '’') && next.is_some_and(char::is_alphabetic)
            // "U.S.", "J."
            || c == '.' && single && (rest.get(..at).is_some_and(|head| head.contains('.')) || next.is_some_and(char::is_alphabetic))
            // "F-16", "COVID-19"
            || c == '-' && next.is_some_and(|c| c.is_ascii_digit());
        if !stays {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// What stands after the last full stop.
fn part(head: &str) -> &str {
    head.rsplit('.').next().unwrap_or(head)
}

fn digits(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while let Some(&b) = bytes.get(end) {
        let follows = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if b.is_ascii_digit() || matches!(b, b'.' | b',' | b':' | b'/') && follows {
            end += 1;
        } else if let Some(len) = thin_space(rest.get(end..).unwrap_or(""))
            && three(bytes.get(end + len..))
        {
            end += len;
        } else {
            break;
        }
    }
    end
}

/// Length of a no-break space with which thousands are grouped (SI Brochure, 5.4.4), at the start of `rest`.
fn thin_space(rest: &str) -> Option<usize> {
    rest.chars().next().filter(|c| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}')).map(char::len_utf8)
}

fn three(bytes: Option<&[u8]>) -> bool {
    let Some(bytes) = bytes else { return false };
    bytes.iter().take(3).filter(|b| b.is_ascii_digit()).count() == 3 && !bytes.get(3).is_some_and(u8::is_ascii_digit)
}
