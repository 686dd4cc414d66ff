//! What is said, sentence by sentence, as weighted words, and how alike two sayings are.

use std::hash::Hasher;

use frostem::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::article::Span;
use crate::language::frequency;
use crate::language::lexicon::{Tags, entry};
use crate::language::sentence;

/// A word tells something of what is said if it makes up less than this share of running text.
const TELLING: f32 = 1e-3;
/// Runs of so many words are looked up to find nearly the same words.
const RUN: usize = 5;

/// A word of a saying.
#[derive(Debug, Clone, Copy)]
struct Word {
    stem: u64,
    weight: f32,
    telling: bool,
}

/// A sentence as its different words.
#[derive(Debug, Clone, Default)]
struct Sentence {
    words: Vec<Word>,
    weight: f32,
}

/// Something said.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    sentences: Vec<Sentence>,
    whole: Sentence,
    /// Every word in order: where it stands, and its hash.
    pub(super) sequence: Vec<(Span, u64)>,
}

/// Takes sayings apart.
pub(crate) struct Sayer {
    stemmer: Stemmer,
    /// The words met so far, by the hash of their lower-case letters: the same few come again in every saying.
    known: FxHashMap<u64, Word>,
}

impl Sayer {
    pub(crate) fn new() -> Self {
        Self { stemmer: Stemmer::new(Algorithm::English), known: FxHashMap::default() }
    }

    pub(crate) fn said(&mut self, text: &str, span: Span) -> Said {
        let sequence = sequence(text, span);
        let words: Vec<Word> = sequence.iter().map(|(span, hash)| self.word(span.of(text), *hash)).collect();
        let mut sentences = Vec::new();
        for part in sentence::split(text, span) {
            let inside = sequence.iter().zip(&words).filter(|((word, _), _)| part.covers(*word));
            let sentence = Sentence::of(inside.map(|(_, word)| *word).collect());
            if !sentence.words.is_empty() {
                sentences.push(sentence);
            }
        }
        Said { sentences, whole: Sentence::of(words), sequence }
    }

    fn word(&mut self, word: &str, hash: u64) -> Word {
        *self.known.entry(hash).or_insert_with(|| {
            let lower = word.to_lowercase();
            let share = frequency::share(&lower);
            // 0.2 for "the", 1 for the rarest.
            let weight = (share.ln() / 5e-7f32.ln()).clamp(0.1, 1.0);
            Word { stem: digest(&self.stemmer.stem(&lower)), weight, telling: share < TELLING }
        })
    }
}

impl Sentence {
    /// The sentence of these words, each stem once.
    fn of(mut words: Vec<Word>) -> Self {
        words.sort_by_key(|word| word.stem);
        words.dedup_by_key(|word| word.stem);
        Self { weight: words.iter().map(|word| word.weight).sum(), words }
    }

    /// The weight of the words that both have, and that of the telling ones among them.
    fn common(&self, other: &Self) -> (f32, f32) {
        let (mut all, mut telling) = (0.0, 0.0);
        let mut rest = other.words.iter().peekable();
        for word in &self.words {
            while rest.peek().is_some_and(|next| next.stem < word.stem) {
                rest.next();
            }
            if rest.peek().is_some_and(|next| next.stem == word.stem) {
                all += word.weight;
                telling += if word.telling { word.weight } else { 0.0 };
            }
        }
        (all, telling)
    }
}

impl Said {
    /// Whether two sayings of one speaker are one statement: some sentence of the one is held in a sentence of the other.
    /// Claims without marks (`marked` false) need more; passages that are aligned need less.
    pub(crate) fn like(&self, other: &Self, marked: bool, linked: impl Fn() -> bool) -> bool {
        let mut linked_at_most_once: Option<bool> = None;
        self.sentences.iter().any(|one| {
            other.sentences.iter().any(|two| {
                let (all, telling) = one.common(two);
                if telling <= 0.0 {
                    return false;
                }
                let held = all / one.weight.min(two.weight).max(0.1);
                let both = all / one.weight.max(two.weight).max(0.1);
                if !marked {
                    return telling >= 1.6 && held >= 0.6;
                }
                telling >= 1.1 && held >= 0.5
                    || telling >= 1.6 && held >= 0.42
                    || both >= 0.9
                    || telling >= 0.5 && held >= 0.3 && *linked_at_most_once.get_or_insert_with(&linked)
            })
        })
    }

    /// Whether the two are nearly the same words.
    pub(crate) fn nearly(&self, other: &Self) -> bool {
        let (all, _) = self.whole.common(&other.whole);
        let least = self.sequence.len().min(other.sequence.len());
        least > RUN
            && all >= 0.85 * self.whole.weight.min(other.whole.weight)
            && all >= 0.6 * self.whole.weight.max(other.whole.weight)
    }

    /// The hashes of its runs of words.
    pub(crate) fn runs(&self) -> impl Iterator<Item = u64> + '_ {
        self.sequence.windows(RUN).map(run)
    }
}

/// The hash of a run of words.
pub(super) fn run(words: &[(Span, u64)]) -> u64 {
    let mut hasher = FxHasher::default();
    words.iter().for_each(|(_, word)| hasher.write_u64(*word));
    hasher.finish()
}

/// The length of the runs that [`Said::runs`] gives.
pub(super) const RUN_LENGTH: usize = RUN;

/// The words of a stretch of text in order, each with the hash of its lower-case letters.
pub(super) fn sequence(text: &str, span: Span) -> Vec<(Span, u64)> {
    let words = span.of(text);
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = words.get(from..at).unwrap_or("");
                found.push((Span::new(span.start + from, span.start + at), digest(&word.to_lowercase())));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn digest(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// The telling words of a stretch, as hashes.
pub(in crate::compare) fn word_set(words: &str) -> FxHashSet<u64> {
    sequence(words, Span::new(0, words.len()))
        .into_iter()
        .filter(|(span, _)| !entry(&span.of(words).to_lowercase()).tags.any(Tags::CLOSED))
        .map(|(_, hash)| hash)
        .collect()
}
