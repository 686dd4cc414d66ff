//! Greedy average link with vetoes: the two most alike clusters are joined for as long as they are alike enough, measured
//! also by how close their own articles are to each other.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::candidate::Pair;

/// Two articles that stand alone need this score. A wrong pair claims agreement that is not there.
const TWO_ALONE: f32 = 0.173;
/// An article and a story need at least this mean score …
const JOIN: f32 = 0.107;
/// … and this share of the mean score inside the story.
const JOIN_SHARE: f32 = 0.23;
/// Two stories need at least this mean score …
const UNITE: f32 = 0.125;
/// … and this share of the mean score inside them.
const UNITE_SHARE: f32 = 0.7;
/// More than this is never asked for, however close a story's articles are: reprints must not shut others out.
const ENOUGH: f32 = 0.205;

/// Groups the articles from 0 to `articles` by their pairs. Every article is in one group; groups and their members come in
/// no particular order.
pub(super) fn clusters(articles: usize, pairs: &[Pair]) -> Vec<Vec<u32>> {
    let mut clusters = Clusters {
        all: (0..articles).map(|article| Cluster { articles: vec![article as u32], ..Cluster::default() }).collect(),
        heap: BinaryHeap::with_capacity(pairs.len()),
    };
    for pair in pairs {
        for (from, to) in [(pair.a, pair.b), (pair.b, pair.a)] {
            if let Some(cluster) = clusters.all.get_mut(from as usize) {
                cluster.between.insert(to, pair.score);
            }
        }
        clusters.propose(pair.a, pair.b, pair.score);
    }
    while let Some(proposal) = clusters.heap.pop() {
        clusters.consider(&proposal);
    }
    clusters.all.into_iter().map(|cluster| cluster.articles).filter(|articles| !articles.is_empty()).collect()
}

#[derive(Debug, Default)]
struct Cluster {
    articles: Vec<u32>,
    /// The sum of the scores of all pairs inside.
    inside: f32,
    /// For each other cluster with which it shares a pair, the sum of the scores between.
    between: FxHashMap<u32, f32>,
    /// Raised at each change, so that stale proposals are known.
    version: u32,
}

impl Cluster {
    /// The mean score of its pairs; an article alone has none.
    fn cohesion(&self) -> Option<f32> {
        let size = self.articles.len() as f32;
        (size > 1.0).then(|| self.inside * 2.0 / (size * (size - 1.0)))
    }
}

/// To join two clusters whose articles have this mean score between them.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Proposal {
    mean: f32,
    a: u32,
    b: u32,
    versions: (u32, u32),
}

impl Eq for Proposal {}

impl PartialOrd for Proposal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Proposal {
    /// The higher mean first; of two alike the earlier clusters.
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

struct Clusters {
    all: Vec<Cluster>,
    heap: BinaryHeap<Proposal>,
}

impl Clusters {
    fn propose(&mut self, a: u32, b: u32, mean: f32) {
        let (a, b) = (a.min(b), a.max(b));
        let version = |index: u32| self.all.get(index as usize).map_or(0, |cluster| cluster.version);
        if mean >= UNITE.min(JOIN).min(TWO_ALONE) {
            self.heap.push(Proposal { mean, a, b, versions: (version(a), version(b)) });
        }
    }

    fn consider(&mut self, proposal: &Proposal) {
        let (Some(a), Some(b)) = (self.all.get(proposal.a as usize), self.all.get(proposal.b as usize)) else { return };
        if proposal.versions == (a.version, b.version) && proposal.mean >= least(a, b) {
            self.join(proposal.a, proposal.b);
        }
    }

    /// Joins the cluster with fewer neighbours into the other and proposes the two together to all neighbours anew.
    fn join(&mut self, a: u32, b: u32) {
        let neighbours = |index: u32| self.all.get(index as usize).map_or(0, |cluster| cluster.between.len());
        let (kept, gone) = if neighbours(a) >= neighbours(b) { (a, b) } else { (b, a) };
        let Some(place) = self.all.get_mut(gone as usize) else { return };
        let small = std::mem::replace(place, Cluster { version: place.version + 1, ..Cluster::default() });
        for &other in small.between.keys().filter(|&&other| other != kept) {
            if let Some(cluster) = self.all.get_mut(other as usize) {
                let sum = cluster.between.remove(&gone).unwrap_or_default();
                *cluster.between.entry(kept).or_default() += sum;
            }
        }
        let Some(large) = self.all.get_mut(kept as usize) else { return };
        large.inside += small.inside + large.between.remove(&gone).unwrap_or_default();
        for (other, sum) in small.between.into_iter().filter(|&(other, _)| other != kept) {
            *large.between.entry(other).or_default() += sum;
        }
        large.articles.extend(small.articles);
        large.version += 1;
        let size = large.articles.len();
        let sums: Vec<(u32, f32)> = large.between.iter().map(|(&other, &sum)| (other, sum)).collect();
        for (other, sum) in sums {
            let theirs = self.all.get(other as usize).map_or(1, |cluster| cluster.articles.len());
            self.propose(kept, other, sum / (size * theirs) as f32);
        }
    }
}

/// The mean score that these two need to become one.
fn least(a: &Cluster, b: &Cluster) -> f32 {
    needed(a.cohesion(), b.cohesion())
}

/// The same, by the mean score inside each; `None` for an article alone.
pub(super) fn needed(one: Option<f32>, other: Option<f32>) -> f32 {
    match (one, other) {
        (None, None) => TWO_ALONE,
        (Some(within), None) | (None, Some(within)) => JOIN.max((JOIN_SHARE * within).min(ENOUGH)),
        (Some(one), Some(other)) => UNITE.max((UNITE_SHARE * (one + other) / 2.0).min(ENOUGH)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Pair, clusters};

    fn grouped(articles: usize, pairs: &[(u32, u32, f32)]) -> Vec<Vec<u32>> {
        let pairs: Vec<Pair> = pairs.iter().map(|&(a, b, score)| Pair { a, b, score }).collect();
        let mut groups = clusters(articles, &pairs);
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.sort_unstable();
        groups
    }

    #[test]
    fn articles_without_a_pair_stand_alone() {
        assert_eq!(grouped(3, &[]), [[0], [1], [2]]);
        assert!(grouped(0, &[]).is_empty());
    }

    #[test]
    fn a_chain_does_not_make_one_story_of_its_ends() {
        let groups = grouped(4, &[(0, 1, 0.6), (1, 2, 0.2), (2, 3, 0.6)]);
        assert_eq!(groups, [[0, 1], [2, 3]]);
    }

    #[test]
    fn what_is_alike_all_round_is_one_story() {
        let groups = grouped(4, &[(0, 1, 0.5), (0, 2, 0.4), (1, 2, 0.4), (0, 3, 0.06)]);
        assert_eq!(groups, [vec![0, 1, 2], vec![3]]);
    }
}
