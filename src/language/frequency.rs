//! How common English words are in running text, from the fixed list in `assets/frequencies.txt`.

use std::sync::LazyLock;

use super::places::Places;

/// The share of running text of a word that is not in the list.
const UNKNOWN: f32 = 5e-7;

static PLACES: Places = Places {
    text: include_str!("../../assets/frequencies.txt"),
    table: include_bytes!(concat!(env!("OUT_DIR"), "/frequencies.places")),
};

static LIST: LazyLock<List> = LazyLock::new(|| List::of(PLACES.text));

struct List {
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
    fn of(text: &str) -> Self {
        let mut list = Self { groups: Vec::new(), words: 0 };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let Some((first, words)) = line.trim_end().split_once(' ') else { continue };
            // Comments, too, begin with something that is no number: the power of ten of the share, in hundredths.
            let Ok(hundredths) = first.parse::<f32>() else { continue };
            list.groups.push(Group { start: at, share: 10f32.powf(-hundredths / 100.0), rank: list.words });
            list.words += words.bytes().filter(|&byte| byte == b' ').count() + 1;
        }
        list
    }

    fn group(&self, word: &str) -> Option<&Group> {
        let at = PLACES.find(word)?;
        let next = self.groups.partition_point(|group| group.start <= at);
        self.groups.get(next.checked_sub(1)?)
    }
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
    use super::{LIST, PLACES, rank, share};

    #[test]
    fn a_common_word_has_a_larger_share_and_a_lower_rank() {
        assert!(share("the") > share("bridge") && share("bridge") > share("zxqv"));
        assert!(rank("the") < rank("bridge") && rank("bridge") < rank("zxqv"));
        assert_eq!(rank("the"), 0);
    }

    #[test]
    fn every_word_of_the_list_is_found_with_its_share_and_nothing_else_is() {
        let (mut count, mut before) = (0, 1.0_f32);
        for line in PLACES.text.lines().filter(|line| !line.starts_with('#')) {
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
