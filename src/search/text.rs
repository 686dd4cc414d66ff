//! Words in one text.

use crate::article::Span;

/// Every place where `needle` stands in `text` within `within`, left to right, none overlapping. Letters match without
/// regard to case unless the needle has a capital; straight and curly marks match each other; any white space matches
/// any run of white space.
pub fn matches(text: &str, within: Span, needle: &str) -> Vec<Span> {
    let exact = needle.chars().any(char::is_uppercase);
    let wanted = folded(needle.trim_start(), 0, exact);
    let have = folded(within.of(text), within.start, exact);
    let mut found = Vec::new();
    if wanted.is_empty() || (wanted.len() == 1 && wanted.first().is_some_and(|letter| letter.c == ' ')) {
        return found;
    }
    let mut at = 0;
    while let Some(rest) = have.get(at..) {
        if rest.len() < wanted.len() {
            break;
        }
        let same = rest.iter().zip(&wanted).all(|(a, b)| a.c == b.c);
        match (same, rest.first(), rest.get(wanted.len() - 1)) {
            (true, Some(first), Some(last)) => {
                found.push(Span::new(first.span.start, last.span.end));
                at += wanted.len();
            }
            _ => at += 1,
        }
    }
    found
}

struct Letter {
    c: char,
    span: Span,
}

fn folded(text: &str, offset: usize, exact: bool) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let span = Span::new(offset + at, offset + at + c.len_utf8());
        let c = match c {
            '‘' | '’' | 'ʼ' => '\'',
            '“' | '”' | '„' => '"',
            '‐' | '‑' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c == ' ' {
            match letters.last_mut() {
                Some(last) if last.c == ' ' => last.span.end = span.end,
                _ => letters.push(Letter { c, span }),
            }
        } else if exact {
            letters.push(Letter { c, span });
        } else {
            letters.extend(c.to_lowercase().map(|c| Letter { c, span }));
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, needle: &str) -> Vec<&'a str> {
        matches(text, Span::new(0, text.len()), needle).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn marks_and_case_do_not_matter() {
        assert_eq!(found("Putin’s line, putin's line", "putin's"), ["Putin’s", "putin's"]);
        assert_eq!(found("The red\n  line.", "red line"), ["red\n  line"]);
    }

    #[test]
    fn a_capital_asks_for_capitals() {
        assert_eq!(found("us and US", "US"), ["US"]);
    }

    #[test]
    fn nothing_matches_nothing() {
        assert!(found("a b", " ").is_empty());
        assert!(found("a b", "").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn spans_are_always_valid(text: String, needle: String) {
            for span in matches(&text, Span::new(0, text.len()), &needle) {
                proptest::prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
