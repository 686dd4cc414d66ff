//! Which words of a story stand for one another: the same root, or a link in the tables of words.

use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::terms::{Bags, TOO_COMMON, Term};
use crate::language::places::Places;

/// For each term the terms it stands for, itself among them, each with a strength in 0..=1, by term.
pub(super) type Kin = Vec<Vec<(u32, f32)>>;

/// How well words of one group of news words stand for one another.
const NEWS: f32 = 0.7;
/// How well words with a long common beginning do, and how much better when the rest is short.
const ROOT: (f32, f32) = (0.6, 0.1);

/// Lines of a stem and its groups, (strength in tenths, stems behind it), each pair once.
static TABLE: Places = Places {
    text: include_str!("../../../assets/words.txt"),
    table: include_bytes!(concat!(env!("OUT_DIR"), "/words.places")),
};

/// The groups of a stem.
fn groups(stem: &str) -> Option<&'static str> {
    let line = TABLE.text.get(TABLE.find(stem)?..)?.lines().next()?;
    Some(line.split_once('\t')?.1)
}

/// For each stem the numbers of the groups of news words that hold it.
static GROUPS: LazyLock<FxHashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let stemmer = Stemmer::new(Algorithm::English);
    let mut found: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let lines = include_str!("../../../assets/news_words.txt").lines();
    for (group, line) in lines.filter(|line| !line.starts_with('#')).enumerate() {
        for word in line.split_whitespace() {
            found.entry(stemmer.stem(word).into_owned()).or_default().push(group);
        }
    }
    found
});

/// The kin of every term of a story's vocabulary. The commonest words have none.
pub(super) fn kin(bags: &Bags) -> Kin {
    let terms = &bags.terms;
    let mut found: Kin = (0u32..).zip(terms).map(|(id, _)| vec![(id, 1.0)]).collect();
    roots(terms, &mut found);
    linked(terms, &mut found);
    news(terms, &mut found);
    bags.titled.iter().for_each(|(title, name, share)| join(&mut found, *title, *name, *share));
    for list in &mut found {
        list.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        list.dedup_by_key(|(id, _)| *id);
    }
    found
}

/// Joins stems with a long common beginning ("announc", "announcement").
fn roots(terms: &[Term], found: &mut Kin) {
    let mut order: Vec<(u32, &str)> =
        (0u32..).zip(terms).filter(|(_, term)| !term.number).map(|(id, term)| (id, term.stem.as_str())).collect();
    order.sort_unstable_by_key(|(_, stem)| *stem);
    for (at, (id, stem)) in order.iter().enumerate() {
        for (other, longer) in order.iter().skip(at + 1) {
            let shared = stem.bytes().zip(longer.bytes()).take_while(|(a, b)| a == b).count();
            if shared < 5 {
                break;
            }
            let rest = stem.len().max(longer.len()) - shared;
            if rest <= 4 && stem.len() - shared <= 2 {
                join(found, *id, *other, if rest <= 2 { ROOT.0 + ROOT.1 } else { ROOT.0 });
            }
        }
    }
}

/// Joins stems that the table links. Names stand for nobody else.
fn linked(terms: &[Term], found: &mut Kin) {
    let may = |term: &Term| !term.name && term.rank >= TOO_COMMON;
    let ids: FxHashMap<&str, u32> =
        (0u32..).zip(terms).filter(|(_, term)| may(term)).map(|(id, term)| (term.stem.as_str(), id)).collect();
    for (id, term) in (0u32..).zip(terms).filter(|(_, term)| may(term)) {
        for group in groups(&term.stem).into_iter().flat_map(|line| line.split('\t')) {
            let Some((strength, stems)) = group.split_once(' ') else { continue };
            let strength = strength.parse::<f32>().unwrap_or(0.0) / 10.0;
            for other in stems.split(' ') {
                if let Some(other) = ids.get(other) {
                    join(found, id, *other, strength);
                }
            }
        }
    }
}

/// Joins the words that news uses for one another; short forms of names among them.
fn news(terms: &[Term], found: &mut Kin) {
    let mut members: FxHashMap<usize, Vec<u32>> = FxHashMap::default();
    for (id, term) in (0u32..).zip(terms) {
        for group in GROUPS.get(&term.stem).into_iter().flatten() {
            members.entry(*group).or_default().push(id);
        }
    }
    for group in members.values() {
        for (at, one) in group.iter().enumerate() {
            for other in group.iter().skip(at + 1) {
                join(found, *one, *other, NEWS);
            }
        }
    }
}

fn join(found: &mut Kin, a: u32, b: u32, strength: f32) {
    for (one, other) in [(a, b), (b, a)] {
        if let Some(list) = found.get_mut(one as usize) {
            list.push((other, strength));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, groups};

    #[test]
    fn every_stem_of_the_table_is_found_and_nothing_else_is() {
        let lines = TABLE.text.lines().filter_map(|line| line.split_once('\t'));
        assert!(lines.clone().count() > 5_000);
        for (stem, expected) in lines {
            assert_eq!(groups(stem), Some(expected), "{stem}");
        }
        assert_eq!(["", "zzzz", "aa aa", "\u{10ffff}"].map(groups), [None; 4]);
    }
}
