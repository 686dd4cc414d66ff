//! What two articles have in common counts only as far as it stands out: where much else is nearly as close to them, as in
//! the steps of one long affair, it is the affair that they share and not the event.

use super::candidate::Pair;

/// The surroundings of an article are its neighbours from this rank to that. Nearer ones may be its story.
const FROM: usize = 5;
const TO: usize = 20;
/// How close a neighbour counts where there are fewer.
const NOBODY: f32 = 0.03;
/// How close the surroundings usually are.
const USUAL: f32 = 0.06;
/// How much closer surroundings take from a score.
const SHARE: f32 = 0.2;

/// How close the surroundings of each article are.
#[derive(Debug, Default)]
pub(super) struct Surroundings(Vec<f32>);

impl Surroundings {
    /// Those of a collection, from the scores of its pairs.
    pub(super) fn of(articles: usize, pairs: &[Pair]) -> Self {
        let mut near: Vec<Vec<f32>> = vec![Vec::new(); articles];
        for pair in pairs {
            for article in [pair.a, pair.b] {
                if let Some(scores) = near.get_mut(article as usize) {
                    scores.push(pair.score);
                }
            }
        }
        Self(near.into_iter().map(around).collect())
    }

    /// Takes in those of the next article, from the scores of its pairs.
    pub(super) fn add(&mut self, pairs: &[Pair]) {
        self.0.push(around(pairs.iter().map(|pair| pair.score).collect()));
    }

    /// Lowers the scores of pairs in close surroundings, and raises those in empty ones a little.
    pub(super) fn stand_out(&self, pairs: &mut [Pair]) {
        for pair in pairs {
            pair.score = self.standing_out(*pair);
        }
    }

    /// What is left of the score of a pair.
    pub(super) fn standing_out(&self, pair: Pair) -> f32 {
        let of = |article: u32| self.0.get(article as usize).copied().unwrap_or(NOBODY);
        pair.score - SHARE * ((of(pair.a) + of(pair.b)) / 2.0 - USUAL)
    }
}

fn around(mut scores: Vec<f32>) -> f32 {
    scores.sort_unstable_by(|a, b| b.total_cmp(a));
    let sum: f32 = scores.into_iter().chain(std::iter::repeat(NOBODY)).take(TO).skip(FROM).sum();
    sum / (TO - FROM) as f32
}

#[cfg(test)]
mod tests {
    use super::{Pair, Surroundings};

    #[test]
    fn a_pair_counts_less_where_all_are_nearly_as_close() {
        let mut crowd: Vec<Pair> = (0..30_u32)
            .flat_map(|a| (a + 1..30).map(move |b| Pair { a, b, score: if (a, b) == (0, 1) { 0.2 } else { 0.15 } }))
            .collect();
        let mut alone = [Pair { a: 0, b: 1, score: 0.2 }];
        Surroundings::of(30, &crowd.clone()).stand_out(&mut crowd);
        Surroundings::of(2, &alone).stand_out(&mut alone);
        assert!(crowd[0].score < 0.19 && alone[0].score > 0.2);
    }
}
