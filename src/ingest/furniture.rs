//! Known phrases of page furniture, credits and notes. The phrases are data, in `assets/furniture.txt`.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::BlockKind;
use crate::ingest::line::{first_bytes, last_bytes};

/// What a known phrase makes of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Furniture {
    /// The class of the line.
    pub kind: BlockKind,
    /// Why, in words for the reader.
    pub why: &'static str,
    /// Whether labels, times and teasers that follow belong to it ("Read next").
    pub tail: bool,
}

/// The longest line, in words, that any phrase is looked for in.
const MOST_WORDS: usize = 100;

/// The bytes in which the last word of a line is looked for, with the marks behind it.
const LAST: usize = 32;

/// The longest phrase, in bytes.
const LONGEST: usize = 80;

/// A phrase, the lines that it holds for, and what it says of them.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    words: &'static str,
    /// The longest line, in words.
    most: usize,
    /// Only lines without a full stop.
    open: bool,
    what: Furniture,
}

impl Phrase {
    fn may_hold(&self, words: usize, stopped: bool) -> bool {
        words <= self.most && !(self.open && stopped)
    }
}

#[derive(Default)]
struct Phrases {
    whole: FxHashMap<&'static str, Furniture>,
    /// By their first word.
    start: FxHashMap<&'static str, Vec<Phrase>>,
    end: Vec<Phrase>,
    /// The last words of `end`: a line that ends otherwise need not be brought into their form.
    last: FxHashSet<&'static str>,
    within: Vec<Phrase>,
    /// Finds any of `within`, in any case.
    finder: Option<AhoCorasick>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    let mut section: Option<(&str, Phrase)> = None;
    for line in include_str!("../../assets/furniture.txt").lines() {
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if let Some(head) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = head_of(head);
        } else if let Some((how, kind)) = section {
            let phrase = Phrase { words: line, ..kind };
            match how {
                "whole" => drop(phrases.whole.entry(line).or_insert(phrase.what)),
                "start" => phrases.start.entry(first_word(line)).or_default().push(phrase),
                "end" => {
                    phrases.last.insert(last_word(line));
                    phrases.end.push(phrase);
                }
                _ => phrases.within.push(phrase),
            }
        }
    }
    let within = phrases.within.iter().map(|phrase| phrase.words);
    // Phrases within a line are ASCII, so that the line need not be brought into their form. A faster automaton takes longer to
    // build than most runs of the program search with it.
    let finder =
        AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).ascii_case_insensitive(true).build(within);
    phrases.finder = finder.ok();
    phrases
});

/// "start 14 open | note | why | tail" → how, and a phrase without its words.
fn head_of(head: &'static str) -> Option<(&'static str, Phrase)> {
    let mut parts = head.split(" | ");
    let (how, kind, why, tail) = (parts.next()?, parts.next()?, parts.next()?, parts.next().is_some());
    let mut how = how.split(' ');
    let (place, most, open) = (how.next()?, how.next(), how.next().is_some());
    let most = most.and_then(|most| most.parse().ok()).unwrap_or(MOST_WORDS);
    let kind = match kind {
        "credit" => BlockKind::Credit,
        "note" => BlockKind::Note,
        _ => BlockKind::Boilerplate,
    };
    Some((place, Phrase { words: "", most, open, what: Furniture { kind, why, tail } }))
}

/// What the known phrases say of a line of `words` words; `None` for running text.
pub fn of(line: &str, words: usize) -> Option<Furniture> {
    // What somebody says is never furniture.
    if words > MOST_WORDS || line.starts_with(['“', '"', '‘', '\'', '«', '„', '»', '–', '—']) {
        return None;
    }
    // Only the ends of a line are brought into the form of phrases, and only where its first or last word is one of theirs:
    // most lines are long.
    let bullets = ['▶', '►', '→', '•', '*', '|', '>', '·', ' '];
    let opens = |line: &str| {
        let word = plain(first_bytes(line.split(char::is_whitespace).next().unwrap_or(""), LONGEST));
        PHRASES.start.contains_key(first_word(&word))
    };
    let short = line.len() <= LONGEST;
    let may_open = short || opens(line) || opens(line.trim_start_matches(bullets));
    let head = if may_open { plain(first_bytes(line, LONGEST)) } else { String::new() };
    let bare = head.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '©'));
    if short && let Some(&what) = PHRASES.whole.get(bare) {
        return Some(what);
    }
    let stopped = line.ends_with('.');
    let at_start = |text: &str| {
        let fits = |phrase: &Phrase| {
            text.strip_prefix(phrase.words).is_some_and(|rest| {
                // A phrase ends where a word ends.
                !phrase.words.ends_with(char::is_alphanumeric) || !rest.starts_with(|c: char| c.is_alphanumeric())
            })
        };
        let phrases = PHRASES.start.get(first_word(text))?;
        phrases.iter().find(|phrase| phrase.may_hold(words, stopped) && fits(phrase)).map(|phrase| phrase.what)
    };
    let found = at_start(&head).or_else(|| at_start(head.trim_start_matches(bullets)));
    if found.is_some() {
        return found;
    }
    let may_close = short || PHRASES.last.contains(last_word(&plain(last_bytes(line, LAST))));
    let tail = if may_close { plain(last_bytes(line, LONGEST)) } else { String::new() };
    let open_end = tail.trim_end_matches([')', ']', ' ']);
    let any_end = tail.trim_end_matches(|c: char| !c.is_alphanumeric());
    let at_end = |phrase: &&Phrase| {
        // A picture's credit has no full stop, a sentence about an agency has.
        let text = if phrase.what.kind == BlockKind::Boilerplate { open_end } else { any_end };
        phrase.may_hold(words, stopped)
            && text.strip_suffix(phrase.words).is_some_and(|rest| {
                !phrase.words.starts_with(char::is_alphanumeric) || !rest.ends_with(|c: char| c.is_alphanumeric())
            })
    };
    let within = || {
        let found = PHRASES.finder.as_ref()?.find_iter(line);
        found.filter_map(|at| Some((PHRASES.within.get(at.pattern().as_usize())?, line.get(at.end()..)?))).find(
            |(phrase, rest)| {
                phrase.may_hold(words, stopped)
                    && (!phrase.words.ends_with(char::is_alphanumeric)
                        || !rest.starts_with(|c: char| c.is_alphanumeric()))
            },
        )
    };
    PHRASES.end.iter().find(at_end).or_else(|| within().map(|(phrase, _)| phrase)).map(|phrase| phrase.what)
}

/// The first word with the marks that touch it.
fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or("").trim_end_matches([':', ',', '.', ';'])
}

/// The last word without marks.
fn last_word(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    bare.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

/// `line` as phrases are written: lower case, single blanks, straight apostrophes, `#` for a number.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    for c in line.trim().chars() {
        match c {
            '’' | '‘' => plain.push('\''),
            _ if c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            _ if c.is_ascii_digit() => {
                if !plain.ends_with('#') {
                    plain.push('#');
                }
            }
            _ if c.is_ascii() => plain.push(c.to_ascii_lowercase()),
            _ => plain.extend(c.to_lowercase()),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(line: &str) -> Option<BlockKind> {
        of(line, line.split_whitespace().count()).map(|what| what.kind)
    }

    #[test]
    fn furniture_is_known_by_its_words() {
        for line in [
            "Read next",
            "READ MORE »",
            "Related articles:",
            "12 comments",
            "3 min read",
            "Share on Facebook",
            "Sign up for our morning briefing, sent every weekday.",
            "We use cookies to improve your experience.",
            "Read more: The minister who stayed",
            "What is your opinion on this topic?",
            "Image source, Getty Images",
            "Advertisement",
            "A harbour at dusk. (AP Photo/Jane Roe)",
        ] {
            assert_eq!(kind(line), Some(BlockKind::Boilerplate), "{line}");
        }
        assert_eq!(kind("Jane Roe and John Poe contributed to this report."), Some(BlockKind::Credit));
        assert_eq!(kind("(Reporting by Jane Roe; Editing by John Poe)"), Some(BlockKind::Credit));
        assert_eq!(kind("© 2024 The Daily Example. All rights reserved."), Some(BlockKind::Credit));
        assert_eq!(kind("This story has been updated with a statement."), Some(BlockKind::Note));
        assert_eq!(kind("Editor’s note: names were changed."), Some(BlockKind::Note));
    }

    #[test]
    fn running_text_is_left_alone() {
        for line in [
            "Read more than a few pages and the pattern is plain.",
            "Sharing the news, she smiled.",
            "Next, the minister flew to Rome.",
            "Related claims were rejected by the court.",
            "The comments drew fire from both sides.",
            "Copyrighted songs were played.",
            "Subscribers left the company in droves.",
            "Photography was his first love.",
            "He contributed to this reporter’s understanding of the war.",
        ] {
            assert_eq!(kind(line), None, "{line}");
        }
    }
}
