//! The same text twice: exact copies, and reprints with edits.
//!
//! Reprints are found by the words they share five at a time (Broder's shingles, 1997), compared by one-permutation MinHash
//! signatures (Li, Owen and Zhang, 2012) and then counted exactly.

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

use crate::article::Article;

/// How an article repeats another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copy {
    /// The index of the first article with this text.
    pub of: usize,
    /// The share of the shorter text that stands in the other, 0..=1; 1 for the same words.
    pub share: f32,
}

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Texts shorter than this, in words, are too alike by chance to be called reprints.
const LEAST: usize = 40;
/// Places in a signature, and how many of them make a band.
const BINS: usize = 64;
const BAND: usize = 3;
/// From this share on a text is a reprint.
const REPRINT: f32 = 0.7;

/// For each article whose text stood before in `articles`, which it repeats. Every copy keeps its own record: this only says
/// what belongs together.
pub fn copies(articles: &[&Article]) -> Vec<Option<Copy>> {
    use rayon::prelude::*;
    // Nothing to compare, and no pool to be started for it.
    if articles.len() < 2 {
        return vec![None; articles.len()];
    }
    let prints: Vec<Print> = articles.par_iter().map(|article| Print::of(article)).collect();
    let mut found: Vec<Option<Copy>> = vec![None; articles.len()];
    let mut exact: FxHashMap<u64, usize> = FxHashMap::default();
    let mut bands: FxHashMap<(usize, [u32; BAND]), Vec<usize>> = FxHashMap::default();
    for (index, (print, article)) in prints.iter().zip(articles).enumerate() {
        if print.words == 0 {
            continue;
        }
        if let Some(&of) = exact.get(&print.whole) {
            if let Some(place) = found.get_mut(index) {
                *place = Some(Copy { of, share: 1.0 });
            }
            continue;
        }
        exact.insert(print.whole, index);
        if print.words < LEAST {
            continue;
        }
        let mut near = FxHashSet::default();
        for key in print.bands() {
            let same = bands.entry(key).or_default();
            near.extend(same.iter().copied());
            // Furniture that stands in hundreds of texts must not make every pair a candidate.
            if same.len() < 32 {
                same.push(index);
            }
        }
        let likely = |other: &usize| prints.get(*other).is_some_and(|other| print.looks_like(other));
        let mut near: Vec<usize> = near.into_iter().filter(likely).collect();
        near.sort_unstable();
        let best = near.into_iter().find_map(|other| {
            let share = shared(article, articles.get(other)?);
            (share >= REPRINT).then_some((other, share))
        });
        if let Some((other, share)) = best {
            let of = found.get(other).copied().flatten().map_or(other, |first| first.of);
            if let Some(place) = found.get_mut(index) {
                *place = Some(Copy { of, share });
            }
        }
    }
    found
}

/// What a text is compared by.
struct Print {
    /// All of its words.
    whole: u64,
    words: usize,
    bins: [u32; BINS],
}

impl Print {
    fn of(article: &Article) -> Self {
        let words = words(article);
        let mut whole = FxHasher::default();
        words.hash(&mut whole);
        let mut bins = [u32::MAX; BINS];
        for shingle in shingles(&words) {
            let (bin, value) = ((shingle >> 58) as usize, (shingle >> 20) as u32);
            if let Some(least) = bins.get_mut(bin) {
                *least = value.min(*least);
            }
        }
        Self { whole: whole.finish(), words: words.len(), bins }
    }

    fn bands(&self) -> impl Iterator<Item = (usize, [u32; BAND])> {
        self.bins.chunks_exact(BAND).enumerate().filter_map(|(index, band)| {
            let band: [u32; BAND] = band.try_into().ok()?;
            (!band.contains(&u32::MAX)).then_some((index, band))
        })
    }

    /// Whether enough places agree for an exact count to be worth it.
    fn looks_like(&self, other: &Self) -> bool {
        let pairs = || self.bins.iter().zip(&other.bins).filter(|&(a, b)| *a != u32::MAX || *b != u32::MAX);
        pairs().filter(|(a, b)| a == b).count() * 10 >= pairs().count() * 3
    }
}

/// The words of the body, hashed, without case.
fn words(article: &Article) -> Vec<u32> {
    let mut words = Vec::new();
    for (_, block) in article.body() {
        let text = article.at(block.span);
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let mut hasher = FxHasher::default();
            word.chars().flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(c.into()));
            words.push((hasher.finish() >> 32) as u32);
        }
    }
    words
}

fn shingles(words: &[u32]) -> impl Iterator<Item = u64> {
    words.windows(SHINGLE).map(|five| {
        let mixed = five.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &word| {
            (hash ^ u64::from(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
        });
        // Murmur's finisher: the top bits must depend on every word.
        let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        (mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53)
    })
}

/// The share of the shorter text's shingles that stand in the other. A short extract of a long text is no reprint.
fn shared(one: &Article, other: &Article) -> f32 {
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if short.len() * 2 < long.len() {
        return 0.0;
    }
    let long: FxHashSet<u64> = shingles(&long).collect();
    let short: FxHashSet<u64> = shingles(&short).collect();
    short.intersection(&long).count() as f32 / short.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read_bytes;

    fn article(text: &str) -> Article {
        read_bytes("a.txt", true, text.as_bytes().to_vec().into()).articles.remove(0)
    }

    /// A text of its own for each `seed`.
    fn prose(seed: u64) -> String {
        let mut state = seed;
        let mut text = String::new();
        for index in 0..300 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(&format!("w{}{}", (state >> 33) % 5_000, if index % 12 == 11 { ". " } else { " " }));
        }
        text
    }

    #[test]
    fn the_same_words_and_reprints_with_edits_are_found() {
        let first = article(&prose(1));
        let again = article(&prose(1).to_uppercase());
        let edited =
            article(&format!("Our own lead comes first here. {}", prose(1).replace("w1", "x1")).replace("x1", "w1"));
        let other = article(&prose(2));
        let short = article("The minister spoke on Monday.");
        let found = copies(&[&first, &other, &again, &edited, &short, &short]);
        assert_eq!(found[0], None);
        assert_eq!(found[1], None);
        assert_eq!(found[2], Some(Copy { of: 0, share: 1.0 }));
        assert!(found[3].is_some_and(|copy| copy.of == 0 && copy.share > 0.9), "{:?}", found[3]);
        assert_eq!(found[4], None);
        assert_eq!(found[5], Some(Copy { of: 4, share: 1.0 }));
    }
}
