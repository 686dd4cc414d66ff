//! Abbreviations: what a full stop after a word may mean. The words are data, in `assets/abbreviations.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a full stop after an abbreviation means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A name follows: never an end ("Mr.").
    Title,
    /// Never an end ("e.g.").
    GoesOn,
    /// No end before a number ("Nov. 5").
    BeforeNumber,
    /// An end where a sentence seems to start ("the U.S. The").
    MayEnd,
}

/// The lists, parsed once.
struct Lists {
    stops: FxHashMap<&'static str, Stop>,
    words: FxHashMap<&'static str, Vec<&'static str>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { stops: FxHashMap::default(), words: FxHashMap::default() };
    for line in include_str!("../../assets/abbreviations.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((class, words)) = line.split_once(": ") else { continue };
        let words = words.split_whitespace();
        let stop = match class {
            "title" => Stop::Title,
            "on" => Stop::GoesOn,
            "number" => Stop::BeforeNumber,
            "may" => Stop::MayEnd,
            other => {
                lists.words.insert(other, words.collect());
                continue;
            }
        };
        for word in words {
            lists.stops.entry(word).or_insert(stop);
        }
    }
    lists
});

/// What the stop after `word` (without that stop) means; `None` for a word that is no known abbreviation.
pub fn stop_after(word: &str) -> Option<Stop> {
    LISTS.stops.get(word).copied()
}

/// Whether `word` usually starts a sentence where it is capitalised ("The", "However").
pub fn starts_sentence(word: &str) -> bool {
    in_list("starter", word)
}

/// Whether `word` goes on after a time of day ("EST", "Monday").
pub fn follows_time(word: &str) -> bool {
    in_list("zone", word)
}

/// Whether `word` is a verb that reports a question or an exclamation after it ("asked").
pub fn reports(word: &str) -> bool {
    in_list("asked", word)
}

fn in_list(list: &str, word: &str) -> bool {
    LISTS.words.get(list).is_some_and(|words| words.contains(&word))
}
