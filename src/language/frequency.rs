//! How common English words are in running text, from the fixed list in `assets/frequencies.txt`.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use rustc_hash::FxHasher;

/// The share of running text of a word that is not in the list.
const UNKNOWN: f32 = 5e-7;

/// Places of the table; twice as many as there are words, and a power of two.
const PLACES: usize = 1 << 16;

static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../assets/frequencies.txt")));

/// The list. A table of places in its own text takes a sixth of the memory of a map from words, and every start of the
/// program pays for it.
struct List {
    text: &'static str,
    /// By hash: one more than the byte in `text` where a word begins, 0 for none; the next place where one is taken.
    places: Box<[u32]>,
    groups: Vec<Group>,
    words: usize,
}

/// Words of one share.
struct Group {
    /// The byte in the text where it begins.
    start: usize,
    share: f32,
    /// How many words stand before it.
    rank: usize,
}

impl List {
    fn parse(text: &'static str) -> Self {
        let mut list = Self { text, places: vec![0; PLACES].into_boxed_slice(), groups: Vec::new(), words: 0 };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let mut at = start;
            start += line.len();
            let mut parts = line.trim_end().split(' ');
            let Some(first) = parts.next() else { continue };
            // Comments, too, begin with something that is no number: the power of ten of the share, in hundredths.
            let Ok(hundredths) = first.parse::<f32>() else { continue };
            list.groups.push(Group { start: at, share: 10f32.powf(-hundredths / 100.0), rank: list.words });
            at += first.len() + 1;
            for word in parts {
                list.add(word, at);
                at += word.len() + 1;
            }
        }
        list
    }

    fn add(&mut self, word: &str, at: usize) {
        // A full table would be searched for ever.
        if self.words + 1 >= PLACES {
            return;
        }
        let free = probe(word).find(|&place| self.places.get(place) == Some(&0));
        if let Some(place) = free.and_then(|place| self.places.get_mut(place)) {
            *place = u32::try_from(at + 1).unwrap_or(0);
            self.words += 1;
        }
    }

    fn group(&self, word: &str) -> Option<&Group> {
        for place in probe(word) {
            let at = usize::try_from(*self.places.get(place)?).ok()?.checked_sub(1)?;
            let rest = self.text.get(at..)?.strip_prefix(word);
            if rest.is_some_and(|rest| rest.starts_with([' ', '\n', '\r']) || rest.is_empty()) {
                let next = self.groups.partition_point(|group| group.start <= at);
                return self.groups.get(next.checked_sub(1)?);
            }
        }
        None
    }
}

/// The places where a word may stand, the likeliest first.
fn probe(word: &str) -> impl Iterator<Item = usize> {
    let mut hasher = FxHasher::default();
    word.hash(&mut hasher);
    let first = usize::try_from(hasher.finish() % PLACES as u64).unwrap_or(0);
    (0..PLACES).map(move |step| (first + step) % PLACES)
}

/// The share of running text that `word` (lower case) makes up: 0.054 for "the", 0.000001 for the rarest in the list,
/// half of that for a word that is not there.
pub fn share(word: &str) -> f32 {
    LIST.group(word).map_or(UNKNOWN, |group| group.share)
}

/// How many words are commoner than `word` (lower case): 0 for "the", the length of the list for a word that is not there.
pub fn rank(word: &str) -> usize {
    LIST.group(word).map_or(LIST.words, |group| group.rank)
}

#[cfg(test)]
mod tests {
    use super::{LIST, rank, share};

    #[test]
    fn a_common_word_has_a_larger_share_and_a_lower_rank() {
        assert!(share("the") > share("bridge") && share("bridge") > share("zxqv"));
        assert!(rank("the") < rank("bridge") && rank("bridge") < rank("zxqv"));
        assert_eq!(rank("the"), 0);
    }

    #[test]
    fn every_word_of_the_list_is_found_with_its_share_and_nothing_else_is() {
        let (mut count, mut before) = (0, 1.0_f32);
        for line in LIST.text.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split(' ');
            let expected = 10f32.powf(-parts.next().unwrap().parse::<f32>().unwrap() / 100.0);
            assert!(expected <= before);
            before = expected;
            for word in parts {
                assert!((share(word) - expected).abs() < f32::EPSILON, "{word}");
                count += 1;
            }
        }
        assert_eq!(count, LIST.words);
        assert_eq!((rank(""), rank("th e"), rank("#")), (count, count, count));
    }
}
