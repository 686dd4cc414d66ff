//! Datelines: where, when and by whom a report was sent ("KYIV, Nov. 17 (Reuters) —"), as the news agencies write them.

use crate::article::Span;
use crate::ingest::line::first_bytes;
use crate::ingest::outlets;

/// A dateline at the start of a paragraph, in bytes from the paragraph's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// Where the dateline ends, its dash included.
    pub end: usize,
    /// The agency or outlet that it names.
    pub source: Option<Span>,
}

/// The longest dateline, in bytes.
const LONGEST: usize = 110;

/// The dateline with which `paragraph` begins, followed by running text.
///
/// A place in capitals, or an agency in brackets, must stand there, and a sentence must begin after it: "NATO — an
/// alliance" is none.
pub fn at_start(paragraph: &str) -> Option<Dateline> {
    let head = first_bytes(paragraph, LONGEST);
    let bracket = bracketed(head);
    let (before, after) = match dash(head) {
        Some((before, after)) => (before, after),
        // "(CNN) The minister": no dash at all.
        None => {
            let (open, close) = bracket?;
            let known = outlets::kind(head.get(open + 1..close)?).is_some();
            let place = head.get(..open)?.trim();
            (known && (place.is_empty() || is_place(place))).then_some((close + 1, close + 1))?
        }
    };
    let rest = paragraph.get(after..)?.trim_start_matches([' ', '\u{A0}']);
    let begins = rest.trim_start_matches(['“', '"', '‘', '\'', '«', '„', '(']).chars().next()?;
    if begins.is_lowercase() {
        return None;
    }
    let source = source(head.get(..before)?, bracket.filter(|&(_, close)| close < before + 2))?;
    Some(Dateline { end: after, source })
}

/// Whether a whole line is a dateline, with or without its dash ("LONDON (AP) —", "KYIV, Ukraine").
pub fn is_line(line: &str) -> bool {
    let head = line.trim_end_matches(['—', '–', '-', '―', ' ', '\u{A0}']);
    let dashed = head.len() < line.len();
    if head.is_empty() || head.len() > LONGEST || head.split_whitespace().count() > 9 {
        return false;
    }
    match bracketed(head) {
        Some(bracket) => source(head, Some(bracket)).is_some(),
        None => dashed && (outlets::kind(head).is_some() || source(head, None).is_some()),
    }
}

/// The head of a dateline, without its dash: the place in capitals, or anything capitalised before a source in brackets.
/// `None` when it is no dateline, `Some(None)` when it names no source.
fn source(head: &str, bracket: Option<(usize, usize)>) -> Option<Option<Span>> {
    if let Some((open, close)) = bracket {
        let name = head.get(open + 1..close)?;
        let place = head.get(..open)?.trim();
        let capitals = name.len() > 1 && name.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '&'));
        let known = outlets::kind(name).is_some();
        let good = known || (capitals && is_place(place));
        let plain = head.get(close + 1..)?.trim().is_empty();
        return (good && plain && (place.is_empty() || is_place(place))).then_some(Some(Span::new(open + 1, close)));
    }
    if outlets::kind(head.trim()).is_some() {
        let start = head.len() - head.trim_start().len();
        return Some(Some(Span::new(start, start + head.trim().len())));
    }
    // "New York CNN": the outlet is the last word.
    let last = head.trim_end().rsplit(' ').next()?;
    if head.contains(' ')
        && outlets::kind(last).is_some()
        && is_place(head.get(..head.trim_end().len() - last.len())?.trim())
    {
        let end = head.trim_end().len();
        return Some(Some(Span::new(end - last.len(), end)));
    }
    let place = head.split(',').next()?.trim();
    let shouted = place.chars().filter(|c| c.is_alphabetic()).count() > 2
        && place.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '/'));
    (shouted && is_place(head)).then_some(None)
}

/// Whether every word could stand in a place and date: capitalised, a number, or a small word of a name.
fn is_place(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (1..=8).contains(&count)
        && words.split_whitespace().all(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            bare.chars().next().is_none_or(|c| c.is_uppercase() || c.is_numeric())
                || matches!(bare, "de" | "la" | "of" | "and" | "near" | "am" | "an" | "der" | "el" | "al" | "del")
        })
}

/// The first brackets that hold a short name: the bytes of `(` and `)`, or of the slashes of "/PRNewswire/".
fn bracketed(head: &str) -> Option<(usize, usize)> {
    let (open, shut) = if head.contains('(') { ('(', ')') } else { ('/', '/') };
    let from = head.find(open)?;
    let to = from + 1 + head.get(from + 1..)?.find(shut)?;
    let name = head.get(from + 1..to)?;
    let names = name.split_whitespace().count();
    ((1..=4).contains(&names) && !name.contains(|c: char| c.is_ascii_digit())).then_some((from, to))
}

/// Where the text before the first dash ends, and where the text after it begins.
fn dash(head: &str) -> Option<(usize, usize)> {
    let at = head.find(['—', '―', '–', '-'])?;
    let mut from = at;
    loop {
        let mark = head.get(from..)?;
        let c = mark.chars().next()?;
        let long = c != '-';
        let run = mark.len() - mark.trim_start_matches(c).len();
        let before = head.get(..from)?;
        let spaced = before.ends_with([' ', '\u{A0}']) || before.ends_with([')', '/']);
        // A hyphen parts only with blanks around it, a long dash also without.
        let after = head.get(from + run..)?;
        if (long && (spaced || after.starts_with(' ') || before.ends_with('.')))
            || (spaced && (after.starts_with([' ', '\u{A0}']) || run > 1))
        {
            return Some((before.trim_end().len(), from + run));
        }
        from += run;
        from += head.get(from..)?.find(['—', '―', '–', '-'])?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_parted_from_the_text() {
        for (paragraph, dateline, source) in [
            ("KYIV, Nov. 17 (Reuters) — The minister", "KYIV, Nov. 17 (Reuters) —", Some("Reuters")),
            ("LONDON (AP) - The minister", "LONDON (AP) -", Some("AP")),
            ("WASHINGTON -- The House", "WASHINGTON --", None),
            ("WASHINGTON ― In a blow", "WASHINGTON ―", None),
            ("PALM BEACH, Fla. — President", "PALM BEACH, Fla. —", None),
            ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — Green", "HEMPSTEAD, N.Y., Sept. 26 (UPI) —", Some("UPI")),
            ("(CNN) The senator", "(CNN)", Some("CNN")),
            ("(CNN)The senator", "(CNN)", Some("CNN")),
            ("Washington (CNN) — The senator", "Washington (CNN) —", Some("CNN")),
            ("Washington (CNN) The senator", "Washington (CNN)", Some("CNN")),
            ("CNN — “We will,” he said", "CNN —", Some("CNN")),
            ("New York CNN — The bank", "New York CNN —", Some("CNN")),
            ("PARIS — “Never,” she said", "PARIS —", None),
            (
                "SAN FRANCISCO, Nov. 17, 2024 /PRNewswire/ -- A firm",
                "SAN FRANCISCO, Nov. 17, 2024 /PRNewswire/ --",
                Some("PRNewswire"),
            ),
        ] {
            let found = at_start(paragraph).unwrap_or_else(|| panic!("{paragraph}"));
            assert_eq!(paragraph.get(..found.end), Some(dateline));
            assert_eq!(found.source.map(|span| span.of(paragraph)), source, "{paragraph}");
        }
    }

    #[test]
    fn running_text_has_none() {
        for paragraph in [
            "NATO — an alliance of 32 states — met.",
            "Jane Roe (R-Texas) — a rival — spoke.",
            "The talks — The first in years — failed.",
            "A so-called “deal” - The first - failed.",
            "He won.",
            "EU countries - all of them - agreed.",
            "Jane Roe (born 1950) — She sang.",
            "",
            "—",
        ] {
            assert_eq!(at_start(paragraph), None, "{paragraph}");
        }
    }

    #[test]
    fn lines_of_their_own() {
        for line in ["LONDON (AP) —", "CNN —", "KYIV, Ukraine —", "Kyiv, Ukraine (AP)"] {
            assert!(is_line(line), "{line}");
        }
        for line in ["The end —", "What now", "London", "—"] {
            assert!(!is_line(line), "{line}");
        }
    }
}
