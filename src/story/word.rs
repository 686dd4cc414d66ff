//! Words as grouping counts them: the same for singular and plural, capital and small, with and without possessive.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// A word, by a hash that is the same in every run and on every machine.
pub(super) type TermId = u64;

/// The words of a text with their places in bytes: runs of letters and digits, with apostrophes between letters, full
/// stops between single capitals (U.S.) and separators between digits inside.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(char::is_alphanumeric)?;
        let (mut end, mut before, mut run) = (start, ' ', 0);
        let mut following = text.get(start..)?.char_indices().peekable();
        while let Some((from, c)) = following.next() {
            let next = following.peek().map_or(' ', |&(_, next)| next);
            let digits = before.is_ascii_digit() && next.is_ascii_digit();
            let inside = match c {
                c if c.is_alphanumeric() => true,
                '\'' | '’' => before.is_alphabetic() && next.is_alphabetic(),
                '.' => digits || (run == 1 && before.is_uppercase() && next.is_uppercase()),
                ',' => digits,
                _ => false,
            };
            if !inside {
                break;
            }
            run = if c.is_alphanumeric() { run + 1 } else { 0 };
            before = c;
            end = start + from + c.len_utf8();
        }
        at = end;
        Some((start, text.get(start..end)?))
    })
}

/// Puts the form under which `word` is looked up into `folded`: lower case, without possessive and marks.
pub(super) fn fold(word: &str, folded: &mut String) {
    folded.clear();
    for c in word.chars() {
        match c {
            '.' | ',' => {}
            '’' => folded.push('\''),
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
    if folded.ends_with("'s") {
        folded.truncate(folded.len() - 2);
    }
    folded.retain(|c| c != '\'');
}

/// The id of a folded word, the same for singular and plural.
pub(super) fn id(folded: &str) -> TermId {
    let length = folded.len();
    let (stem, ending) = match folded.as_bytes() {
        [.., b'i', b'e', b's'] if length > 4 => (folded.get(..length - 3), 'y'),
        [.., before, b's'] if length > 3 && !matches!(before, b's' | b'u' | b'i') => (folded.get(..length - 1), ' '),
        [.., b'y'] if length > 2 => (folded.get(..length - 1), 'y'),
        _ => (Some(folded), ' '),
    };
    let mut hasher = FxHasher::default();
    (stem.unwrap_or(folded), ending).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{fold, id, words};

    fn found(text: &str) -> Vec<&str> {
        words(text).map(|(at, word)| text.get(at..at + word.len()).unwrap()).collect()
    }

    fn same(one: &str, other: &str) -> bool {
        let of = |word: &str| {
            let mut folded = String::new();
            fold(word, &mut folded);
            id(&folded)
        };
        of(one) == of(other)
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            found("The U.S. said. No 12,000.5 cars – don't!"),
            ["The", "U.S", "said", "No", "12,000.5", "cars", "don't"]
        );
        assert_eq!(found("l’État, c'est"), ["l’État", "c'est"]);
        assert!(found(" … ").is_empty());
    }

    #[test]
    fn forms_of_one_word_are_one() {
        for (one, other) in
            [("Cities", "city"), ("cars", "Car"), ("Lindqvist’s", "lindqvist"), ("U.S", "US"), ("stories", "Story")]
        {
            assert!(same(one, other), "{one} {other}");
        }
        for (one, other) in [("glass", "glas"), ("bus", "bu"), ("crisis", "crisi"), ("cat", "car")] {
            assert!(!same(one, other), "{one} {other}");
        }
    }
}
