//! Groups of passages over several articles that report one fact.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Link, Origin, PassageId, Place, Relation};
use crate::article::Article;
use crate::reading::Reading;

/// A group of passages over several articles that report one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The passages, in order.
    pub passages: Vec<PassageId>,
    /// How many articles carry it.
    pub articles: usize,
    /// How many independent origins report it; never more than `articles`.
    pub origins: usize,
}

/// Two groups become one only when so large a share of their pairs has at least this score: A like B and B like C does
/// not make A like C.
const SHARE: f64 = 0.7;
const SCORE: f64 = 0.25;
/// Two articles are one text when so large a share of the shorter one's passages stands in the other.
const REPRINT: f64 = 0.5;
/// A sentence of fewer words may be the same by chance.
const COPIED: usize = 8;

/// The facts that two or more articles carry, most shared first, then by place.
pub fn facts(
    articles: &[&Article],
    readings: &[&Reading],
    places: &[Place],
    links: &[Link],
    origins: &[Origin],
) -> Vec<Fact> {
    let story = Story { articles, readings, places };
    let copied: Vec<&Link> = links.iter().filter(|link| link.aligned && story.copies(link)).collect();
    let reprints = story.reprints(&copied);
    let copied: FxHashSet<(PassageId, PassageId)> = copied.iter().map(|link| (link.a, link.b)).collect();
    let mut found: Vec<Fact> = groups(places, links)
        .into_iter()
        .map(|passages| {
            let carriers: FxHashSet<usize> = passages.iter().filter_map(|id| story.article(*id)).collect();
            let origins = story.origins(&passages, &copied, &reprints, origins);
            Fact { articles: carriers.len(), origins: origins.min(carriers.len()), passages }
        })
        .collect();
    found.sort_by_key(|fact| (Reverse(fact.articles), fact.passages.first().copied()));
    found
}

/// The groups, each sorted, of at least two passages. A passage that fits no group stands with its best partner.
fn groups(places: &[Place], links: &[Link]) -> Vec<Vec<PassageId>> {
    let article = |id: PassageId| places.get(id.0).map(|place| place.article);
    let scores: FxHashMap<(PassageId, PassageId), f64> =
        links.iter().map(|link| ((link.a, link.b), link.score)).collect();
    let near = |a: PassageId, b: PassageId| scores.get(&(a.min(b), a.max(b))).is_some_and(|score| *score >= SCORE);
    let mut order: Vec<&Link> = links.iter().filter(|link| link.aligned).collect();
    order.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.a, a.b).cmp(&(b.a, b.b))));
    let mut member: FxHashMap<PassageId, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<PassageId>> = Vec::new();
    let mut apart: Vec<&Link> = Vec::new();
    for link in order {
        let mut home = |id: PassageId| {
            *member.entry(id).or_insert_with(|| {
                groups.push(vec![id]);
                groups.len() - 1
            })
        };
        let (one, other) = (home(link.a), home(link.b));
        if one == other {
            continue;
        }
        let (ours, theirs) =
            (groups.get(one).cloned().unwrap_or_default(), groups.get(other).cloned().unwrap_or_default());
        let pairs = || {
            ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b))).filter(|(a, b)| article(*a) != article(*b))
        };
        if pairs().filter(|(a, b)| near(*a, *b)).count() as f64 >= SHARE * pairs().count() as f64 {
            for id in &theirs {
                member.insert(*id, one);
            }
            if let Some(group) = groups.get_mut(one) {
                group.extend(theirs);
            }
            if let Some(group) = groups.get_mut(other) {
                group.clear();
            }
        } else {
            apart.push(link);
        }
    }
    let mut left: FxHashSet<PassageId> = groups.iter().filter(|group| group.len() == 1).flatten().copied().collect();
    groups.retain(|group| group.len() > 1);
    for link in apart {
        // Both, where neither has a group: the first one tried takes the other along.
        if left.remove(&link.a) | left.remove(&link.b) {
            groups.push(vec![link.a, link.b]);
        }
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

/// What the facts of a story are made from.
struct Story<'a> {
    articles: &'a [&'a Article],
    readings: &'a [&'a Reading],
    places: &'a [Place],
}

impl Story<'_> {
    fn article(&self, id: PassageId) -> Option<usize> {
        self.places.get(id.0).map(|place| place.article)
    }

    fn words(&self, id: PassageId) -> &str {
        let Some(place) = self.places.get(id.0) else { return "" };
        self.articles.get(place.article).map_or("", |article| article.at(place.span))
    }

    /// Whether a link joins two copies of one sentence. Two outlets that quote the same words heard the same man:
    /// that is no copy.
    fn copies(&self, link: &Link) -> bool {
        link.relation == Relation::Same
            && self.words(link.a).split_whitespace().nth(COPIED - 1).is_some()
            && !self.quoted(link.a)
    }

    /// Whether half of a passage stands inside quotations.
    fn quoted(&self, id: PassageId) -> bool {
        let Some(place) = self.places.get(id.0) else { return false };
        let Some(reading) = self.readings.get(place.article) else { return false };
        let inside: usize = reading
            .quotations
            .iter()
            .filter(|quotation| quotation.is_speech() && place.span.covers(quotation.span))
            .map(|quotation| quotation.span.len())
            .sum();
        inside * 2 > place.span.len()
    }

    /// Pairs of articles of which one is, for the greater part, a copy of the other.
    fn reprints(&self, copied: &[&Link]) -> FxHashSet<(usize, usize)> {
        let mut shared: FxHashMap<(usize, usize), (FxHashSet<PassageId>, FxHashSet<PassageId>)> = FxHashMap::default();
        for link in copied {
            if let (Some(x), Some(y)) = (self.article(link.a), self.article(link.b)) {
                let (ours, theirs) = shared.entry((x, y)).or_default();
                ours.insert(link.a);
                theirs.insert(link.b);
            }
        }
        let size = |at: usize| self.readings.get(at).map_or(0, |reading| reading.passages.len());
        shared.retain(|(x, y), (ours, theirs)| {
            let shorter = size(*x).min(size(*y)).max(1);
            ours.len().min(theirs.len()) as f64 >= REPRINT * shorter as f64
        });
        shared.into_keys().collect()
    }

    /// How many of the articles behind a group's passages speak independently: not as copies of each other, and not
    /// both in the name of one source.
    fn origins(
        &self,
        group: &[PassageId],
        copied: &FxHashSet<(PassageId, PassageId)>,
        reprints: &FxHashSet<(usize, usize)>,
        origins: &[Origin],
    ) -> usize {
        let mut root: FxHashMap<usize, usize> =
            group.iter().filter_map(|id| self.article(*id)).map(|at| (at, at)).collect();
        for (n, a) in group.iter().enumerate() {
            for b in group.iter().skip(n + 1) {
                let (Some(x), Some(y)) = (self.article(*a), self.article(*b)) else { continue };
                let one = copied.contains(&(*a, *b)) || reprints.contains(&(x, y)) || self.relay(*a, *b, x, y, origins);
                if x != y && one {
                    let (from, to) = (root.get(&y).copied().unwrap_or(y), root.get(&x).copied().unwrap_or(x));
                    root.values_mut().filter(|top| **top == from).for_each(|top| *top = to);
                }
            }
        }
        root.values().collect::<FxHashSet<_>>().len()
    }

    /// Whether both passages name the same source, which both articles relay.
    fn relay(&self, a: PassageId, b: PassageId, x: usize, y: usize, origins: &[Origin]) -> bool {
        origins.iter().filter(|origin| origin.articles.contains(&x) && origin.articles.contains(&y)).any(|origin| {
            let name = origin.name.trim_start_matches("The ").trim_start_matches("the ");
            let initials: String = origin.name.split_whitespace().filter_map(|word| word.chars().next()).collect();
            let bare: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
            let named = |id: PassageId| {
                let words = self.words(id);
                let short = |initials: &str| {
                    initials.len() > 2 && words.split(|c: char| !c.is_alphanumeric()).any(|word| word == initials)
                };
                words.contains(name) || short(&initials) || short(&bare)
            };
            named(a) && named(b)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::groups;
    use crate::article::Span;
    use crate::compare::{Link, PassageId, Place, Relation};

    fn grouped(articles: &[usize], links: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
        let places: Vec<Place> =
            articles.iter().map(|article| Place { article: *article, span: Span::default(), passage: 0 }).collect();
        let links: Vec<Link> = links
            .iter()
            .map(|(a, b, score)| Link {
                a: PassageId(*a),
                b: PassageId(*b),
                score: *score,
                relation: Relation::Reworded,
                aligned: *score >= 0.5,
            })
            .collect();
        groups(&places, &links).into_iter().map(|group| group.into_iter().map(|id| id.0).collect()).collect()
    }

    #[test]
    fn passages_that_are_all_alike_are_one_fact() {
        assert_eq!(grouped(&[0, 1, 2], &[(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.4)]), [[0, 1, 2]]);
    }

    #[test]
    fn a_chain_is_not_one_fact() {
        assert_eq!(grouped(&[0, 1, 2], &[(0, 1, 0.9), (1, 2, 0.8)]), [[0, 1], [1, 2]]);
    }
}
