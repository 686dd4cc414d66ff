//! Words, numbers and marks of one stretch of text, each with what the word lists say of it.

use crate::article::Span;
use crate::language::lexicon::{self, Tags};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters (hyphens, inner apostrophes and the full stops of abbreviations included).
    Word,
    /// A run of digits with its separators.
    Number,
    /// One character that is neither.
    Mark(char),
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands; for a possessive without its "'s".
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it is written in capitals alone (two letters or more).
    pub shouted: bool,
    /// Whether "'s" or a closing apostrophe follows.
    pub possessive: bool,
    /// Classes of the word lists.
    pub tags: Tags,
    /// Number of the reporting verb, 0 for others.
    pub verb: u16,
    /// Hash of the lower-case word: equal words have equal hashes.
    pub word: u64,
}

impl Token {
    /// Whether it is the mark `c`.
    pub fn is(&self, c: char) -> bool {
        self.kind == TokenKind::Mark(c)
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a word that belongs to one of `tags`.
    pub fn has(&self, tags: Tags) -> bool {
        self.tags.any(tags)
    }
}

/// Appends the tokens of `span` to `tokens`.
pub fn tokenise(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let words = span.of(text);
    let mut at = 0;
    while let Some(rest) = words.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() || c == '\u{200d}' || c == '\u{200b}' {
            at += c.len_utf8();
            continue;
        }
        let start = span.start + at;
        if c.is_alphabetic() {
            let (len, skip, possessive) = word_length(rest);
            tokens.push(word(rest.get(..len).unwrap_or(rest), start, possessive));
            at += len + skip;
        } else if c.is_ascii_digit() {
            let len = number_length(rest);
            tokens.push(plain(TokenKind::Number, start, len));
            at += len;
        } else {
            tokens.push(plain(TokenKind::Mark(c), start, c.len_utf8()));
            at += c.len_utf8();
        }
    }
}

fn plain(kind: TokenKind, start: usize, len: usize) -> Token {
    Token {
        span: Span::new(start, start + len),
        kind,
        capital: false,
        shouted: false,
        possessive: false,
        tags: Tags(0),
        verb: 0,
        word: 0,
    }
}

/// Length of the word at the start of `rest`, length of a possessive ending after it, and whether there is one.
fn word_length(rest: &str) -> (usize, usize, bool) {
    let mut end = 0;
    while let Some(tail) = rest.get(end..) {
        let Some(c) = tail.chars().next() else { break };
        let next = end + c.len_utf8();
        let after = rest.get(next..).and_then(|tail| tail.chars().next());
        let hyphen = matches!(c, '-' | '‑' | '&') && after.is_some_and(char::is_alphanumeric);
        if c.is_alphanumeric() || c == '\u{301}' || hyphen || c == '.' && dotted(rest, end) {
            end = next;
        } else if (c == '\'' || c == '’') && after.is_some_and(char::is_alphabetic) {
            // "Holm's" is a possessive; "don't", "O'Brien" and "l'Europe" are one word.
            let two = rest.get(next..).unwrap_or("");
            let ends = two.starts_with(['s', 'S']) && !two[1..].starts_with(char::is_alphanumeric);
            if ends {
                return (end, next + 1 - end, true);
            }
            end = next;
        } else {
            break;
        }
    }
    // "the workers’ party": a closing apostrophe after an s, with a word behind it.
    let possessive = rest.get(..end).is_some_and(|word| word.ends_with('s'))
        && rest
            .get(end..)
            .and_then(|tail| tail.strip_prefix(['’', '\'']))
            .and_then(|tail| tail.strip_prefix(' '))
            .is_some_and(|tail| tail.starts_with(char::is_alphabetic));
    (end, 0, possessive)
}

/// Whether the full stop after `rest[..end]` belongs to the word: "U.S.", "J.", "Mr.", "a.m.".
fn dotted(rest: &str, end: usize) -> bool {
    let Some(word) = rest.get(..end) else { return false };
    let part = word.rsplit(['.', '-']).next().unwrap_or(word);
    let single = part.chars().count() == 1;
    if word.contains('.') || rest.get(end + 1..).is_some_and(|tail| tail.starts_with(char::is_alphabetic)) {
        return single;
    }
    if single {
        // "posted on X.” and "on X. “We” end a sentence; an initial goes on with a name.
        let next = rest.get(end + 1..).and_then(|tail| tail.trim_start_matches(' ').chars().next());
        return part.starts_with(char::is_uppercase)
            && part != "I"
            && next.is_some_and(|next| next.is_alphabetic() || next == ',');
    }
    part.len() <= 6 && with_lower(word, |lower| lexicon::entry(lower).tags.any(Tags::ABBREVIATION)) && word != "no"
}

fn number_length(rest: &str) -> usize {
    let mut end = 0;
    let bytes = rest.as_bytes();
    while let Some(&b) = bytes.get(end) {
        let digit_follows = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        match b {
            b'.' | b',' | b':' | b'/' if digit_follows => end += 1,
            b'-' if bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => end += 1,
            _ if b.is_ascii_alphanumeric() => end += 1,
            _ => break,
        }
    }
    end
}

/// Calls `then` with the lower-case form of `word`, without its last full stop and with a straight apostrophe.
pub fn with_lower<T>(word: &str, then: impl FnOnce(&str) -> T) -> T {
    let word = word.strip_suffix('.').unwrap_or(word);
    let mut buffer = [0u8; 32];
    if word.is_ascii()
        && let Some(place) = buffer.get_mut(..word.len())
    {
        place.copy_from_slice(word.as_bytes());
        place.make_ascii_lowercase();
        return then(std::str::from_utf8(place).unwrap_or(word));
    }
    then(&word.to_lowercase().replace('’', "'"))
}

fn word(words: &str, start: usize, possessive: bool) -> Token {
    let first = words.chars().next();
    let capital = first.is_some_and(char::is_uppercase);
    let shouted = capital && words.chars().nth(1).is_some() && !words.chars().any(char::is_lowercase);
    let (entry, hash) = with_lower(words, |lower| {
        let hash = rustc_hash::FxHasher::default();
        (lexicon::entry(lower), finish(hash, lower))
    });
    Token {
        span: Span::new(start, start + words.len()),
        kind: TokenKind::Word,
        capital,
        shouted,
        possessive,
        tags: entry.tags,
        verb: entry.verb,
        word: hash,
    }
}

fn finish(mut hasher: rustc_hash::FxHasher, lower: &str) -> u64 {
    use std::hash::Hasher;
    hasher.write(lower.as_bytes());
    hasher.finish()
}

/// The hash that a token of this lower-case word carries.
pub fn hash(lower: &str) -> u64 {
    finish(rustc_hash::FxHasher::default(), lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|token| token.span.of(text).to_owned()).collect()
    }

    #[test]
    fn abbreviations_keep_their_stop_and_sentences_lose_it() {
        assert_eq!(
            words("Mr. Hill left the U.S. on Jan. 5."),
            ["Mr.", "Hill", "left", "the", "U.S.", "on", "Jan.", "5", "."]
        );
        assert_eq!(words("John F. Kennedy won."), ["John", "F.", "Kennedy", "won", "."]);
    }

    #[test]
    fn a_letter_that_ends_a_sentence_is_no_initial() {
        assert_eq!(words("She wrote on X. “We did.”"), ["She", "wrote", "on", "X", ".", "“", "We", "did", ".", "”"]);
        assert_eq!(words("She wrote on X."), ["She", "wrote", "on", "X", "."]);
    }

    #[test]
    fn a_possessive_ending_is_set_aside_and_an_inner_apostrophe_is_not() {
        assert_eq!(words("O’Brien’s dog doesn't bark"), ["O’Brien", "dog", "doesn't", "bark"]);
    }

    #[test]
    fn marks_stand_alone() {
        assert_eq!(words("“No,” he said: 3.5-litre"), ["“", "No", ",", "”", "he", "said", ":", "3.5-litre"]);
    }

    proptest::proptest! {
        #[test]
        fn tokens_are_sorted_disjoint_and_on_boundaries(text in ".{0,80}") {
            let mut tokens = Vec::new();
            tokenise(&text, Span::new(0, text.len()), &mut tokens);
            let mut last = 0;
            for token in tokens {
                proptest::prop_assert!(token.span.start >= last && !token.span.of(&text).is_empty());
                last = token.span.end;
            }
        }
    }
}
