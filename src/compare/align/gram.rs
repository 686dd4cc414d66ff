//! Passages as vectors of four-letter grams, which also see what stems miss: compounds, spellings, other languages.

use rustc_hash::FxHashMap;

/// How strongly a gram's rareness in the story counts.
const RARENESS: f32 = 0.7;

/// The grams of every passage.
#[derive(Debug, Default)]
pub(super) struct Grams {
    /// For each passage its grams with their weights: a vector of length one.
    pub(super) vectors: Vec<Vec<(u32, f32)>>,
    /// How many grams the story has.
    pub(super) count: usize,
}

impl Grams {
    /// The grams of passages, given by their texts.
    pub(super) fn of(texts: &[&str]) -> Self {
        let mut ids: FxHashMap<[char; 4], u32> = FxHashMap::default();
        let mut holders: Vec<u32> = Vec::new();
        let mut vectors: Vec<Vec<(u32, f32)>> = Vec::with_capacity(texts.len());
        let mut places: FxHashMap<u32, usize> = FxHashMap::default();
        for text in texts {
            let mut vector: Vec<(u32, f32)> = Vec::new();
            places.clear();
            for window in flat(text).windows(4) {
                let Ok(key) = <[char; 4]>::try_from(window) else { continue };
                let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                let id = *ids.entry(key).or_insert(next);
                if id == next {
                    holders.push(0);
                }
                let place = *places.entry(id).or_insert(vector.len());
                match vector.get_mut(place) {
                    Some((_, times)) => *times += 1.0,
                    None => {
                        vector.push((id, 1.0));
                        if let Some(count) = holders.get_mut(id as usize) {
                            *count += 1;
                        }
                    }
                }
            }
            vectors.push(vector);
        }
        let all = texts.len() as f32;
        for vector in &mut vectors {
            for (id, weight) in vector.iter_mut() {
                let held = holders.get(*id as usize).copied().unwrap_or(1) as f32;
                *weight = (1.0 + weight.ln()) * ((all + 1.0) / (held + 0.5)).ln().max(0.05).powf(RARENESS);
            }
            let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(1e-9);
            vector.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        Self { vectors, count: ids.len() }
    }
}

/// Lower-case letters and digits with one space between words and at both ends.
fn flat(text: &str) -> Vec<char> {
    let mut found = vec![' '];
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            found.push(c);
        } else if found.last() != Some(&' ') && !matches!(c, '\'' | '’' | '.' | ',') {
            found.push(' ');
        }
    }
    if found.last() != Some(&' ') {
        found.push(' ');
    }
    found
}
