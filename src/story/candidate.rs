//! Which pairs of articles are worth scoring: those that share weighty words. Without it the work would grow with the
//! square of the collection.

use rayon::prelude::*;

use super::similar::Similar;
use super::surroundings::Surroundings;

/// How many of its weightiest words an article is looked up by. All of them give the same groups on labelled news.
const WORDS: usize = 80;
/// How many articles are scored for one.
const NEIGHBOURS: usize = 40;
/// How many places of words are looked at for one article, so that the work grows with the collection and no faster. Words
/// of too many articles are passed over: what so many share does not tell an event.
const BUDGET: usize = 8_000;
/// A pair that scores less is no pair.
pub(super) const LEAST: f32 = 0.05;
/// Weighty words in common that make a pair worth scoring, as a cosine.
const WORTH_SCORING: f32 = 0.03;

/// Two articles that are somewhat alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    /// The one, by its place in the collection.
    pub(super) a: u32,
    /// The other, of a later place.
    pub(super) b: u32,
    /// How alike they are.
    pub(super) score: f32,
}

/// Which articles hold a weighty word.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// For each term the articles that it weighs in, and how much.
    articles_of: Vec<Vec<(u32, f32)>>,
    articles: u32,
}

impl Lookup {
    /// Looks up a collection.
    pub(super) fn of(similar: &Similar) -> Self {
        let weighty: Vec<Vec<(u32, f32)>> =
            similar.vectors.par_iter().map(|vector| weightiest(&vector.words)).collect();
        let mut lookup = Self { articles_of: vec![Vec::new(); similar.terms()], articles: 0 };
        weighty.iter().for_each(|words| lookup.add(words));
        lookup
    }

    /// Takes in the weighty words of the next article.
    fn add(&mut self, words: &[(u32, f32)]) {
        for &(term, weight) in words {
            let term = term as usize;
            if term >= self.articles_of.len() {
                self.articles_of.resize_with(term + 1, Vec::new);
            }
            if let Some(articles) = self.articles_of.get_mut(term) {
                articles.push((self.articles, weight));
            }
        }
        self.articles += 1;
    }

    /// The pairs of the last article of `similar`, which is taken in, with those before it; their scores as they are.
    pub(super) fn pairs_of_last(&mut self, similar: &Similar) -> Vec<Pair> {
        let Some(vector) = similar.vectors.last() else { return Vec::new() };
        let (words, last) = (weightiest(&vector.words), self.articles);
        let near = near(&words, &self.articles_of, &mut vec![0.0; last as usize]);
        self.add(&words);
        let scored = near.into_iter().take(NEIGHBOURS).map(|(other, _)| Pair {
            a: other,
            b: last,
            score: similar.score(other as usize, last as usize),
        });
        scored.filter(|pair| pair.score >= LEAST).collect()
    }
}

/// The pairs of a collection, sorted.
pub(super) fn pairs(similar: &Similar, lookup: &Lookup) -> (Vec<Pair>, Surroundings) {
    let articles_of = &lookup.articles_of;
    let weighty: Vec<Vec<(u32, f32)>> = similar.vectors.par_iter().map(|vector| weightiest(&vector.words)).collect();
    let mut worth: Vec<(u32, u32)> = weighty
        .par_iter()
        .zip(0..weighty.len() as u32)
        .map_init(
            || vec![0.0; weighty.len()],
            |sums, (words, article)| {
                near(words, articles_of, sums)
                    .into_iter()
                    .filter(move |&(other, _)| other != article)
                    .take(NEIGHBOURS)
                    .map(move |(other, _)| (article.min(other), article.max(other)))
                    .collect::<Vec<_>>()
            },
        )
        .flatten_iter()
        .collect();
    // Most pairs were found from both sides.
    worth.par_sort_unstable();
    worth.dedup();
    let mut pairs: Vec<Pair> = worth
        .into_par_iter()
        .map(|(a, b)| Pair { a, b, score: similar.score(a as usize, b as usize) })
        .filter(|pair| pair.score >= LEAST)
        .collect();
    let surroundings = Surroundings::of(weighty.len(), &pairs);
    surroundings.stand_out(&mut pairs);
    pairs.retain(|pair| pair.score >= LEAST);
    (pairs, surroundings)
}

fn weightiest(words: &[super::similar::Weighted]) -> Vec<(u32, f32)> {
    let mut words: Vec<(u32, f32)> = words.iter().map(|word| (word.term, word.blended)).collect();
    words.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.truncate(WORDS);
    words
}

/// The articles that share weighty words, nearest first. `sums` is all zero before and after.
fn near(words: &[(u32, f32)], articles_of: &[Vec<(u32, f32)>], sums: &mut [f32]) -> Vec<(u32, f32)> {
    let (mut met, mut budget): (Vec<u32>, usize) = (Vec::new(), BUDGET);
    for &(term, weight) in words {
        let articles = articles_of.get(term as usize).map_or(&[][..], Vec::as_slice);
        let Some(left) = budget.checked_sub(articles.len()) else { continue };
        budget = left;
        for &(other, its) in articles {
            if let Some(sum) = sums.get_mut(other as usize) {
                if *sum == 0.0 {
                    met.push(other);
                }
                *sum += weight * its;
            }
        }
    }
    let mut near: Vec<(u32, f32)> = met
        .into_iter()
        .filter_map(|other| sums.get_mut(other as usize).map(|sum| (other, std::mem::take(sum))))
        .filter(|&(_, sum)| sum >= WORTH_SCORING)
        .collect();
    near.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    near
}
