//! One more article for a collection that is grouped: it joins the story that it is most like, or stands alone. No other
//! article moves, and numbers stay.

use rustc_hash::FxHashMap;

use super::candidate::{LEAST, Lookup, Pair};
use super::profile::Profile;
use super::similar::Similar;
use super::surroundings::Surroundings;
use super::{Story, cluster, explain, grouped};
use crate::article::Article;

/// A grouped collection, ready for more articles.
#[derive(Debug)]
pub struct Grouping {
    similar: Similar,
    lookup: Lookup,
    surroundings: Surroundings,
    /// The article at each place, as an index into the collection; and the place of each.
    order: Vec<usize>,
    place_of: FxHashMap<usize, usize>,
}

impl Grouping {
    /// Groups a collection (see [`super::group`]).
    pub fn of(articles: &[&Article]) -> (Vec<Story>, Self) {
        grouped(articles)
    }

    pub(super) fn new(similar: Similar, lookup: Lookup, surroundings: Surroundings, order: Vec<usize>) -> Self {
        let place_of = order.iter().enumerate().map(|(place, &index)| (index, place)).collect();
        Self { similar, lookup, surroundings, order, place_of }
    }

    /// Puts the last of `articles`, which is new, into one of `stories` or into one of its own, which comes last; says which.
    /// The others keep their stories, and stories their places and names. A person's choice for the article holds.
    ///
    /// The article meets the frequencies of the collection before it, and joins stories as they are: grouping anew would
    /// sometimes also unite two stories that it lies between.
    pub fn add(&mut self, articles: &[&Article], stories: &mut Vec<Story>) -> usize {
        let Some((&article, index)) = articles.last().zip(articles.len().checked_sub(1)) else { return 0 };
        let place = self.order.len();
        self.similar.add(Profile::of(article));
        let mut pairs = self.lookup.pairs_of_last(&self.similar);
        self.surroundings.add(&pairs);
        self.surroundings.stand_out(&mut pairs);
        self.order.push(index);
        self.place_of.insert(index, place);
        let found = self.chosen(article, articles, stories).or_else(|| self.best(&pairs, articles, stories));
        let at = found.unwrap_or_else(|| {
            stories.push(Story::default());
            stories.len() - 1
        });
        if let Some(story) = stories.get_mut(at) {
            let mut indexes = std::mem::take(&mut story.articles);
            indexes.push(index);
            let mut members: Vec<(usize, usize)> =
                indexes.iter().filter_map(|index| Some((*self.place_of.get(index)?, *index))).collect();
            members.sort_unstable();
            let places: Vec<usize> = members.iter().map(|member| member.0).collect();
            let of: Vec<(usize, &Article)> =
                members.iter().filter_map(|&(_, index)| Some((index, *articles.get(index)?))).collect();
            let name = std::mem::take(&mut story.name);
            *story = explain::story(&self.similar, &places, &of);
            if !name.is_empty() {
                story.name = name;
            }
        }
        at
    }

    /// The story into which the person put the article.
    fn chosen(&self, article: &Article, articles: &[&Article], stories: &[Story]) -> Option<usize> {
        let hint = article.story_hint.as_deref()?;
        stories.iter().position(|story| {
            story
                .articles
                .iter()
                .any(|&index| articles.get(index).is_some_and(|other| other.story_hint.as_deref() == Some(hint)))
        })
    }

    /// The story to which the new article is closest, if it is close enough.
    fn best(&self, pairs: &[Pair], articles: &[&Article], stories: &[Story]) -> Option<usize> {
        let mut story_of: FxHashMap<usize, usize> = FxHashMap::default();
        for (at, story) in stories.iter().enumerate() {
            story_of.extend(story.articles.iter().map(|&index| (index, at)));
        }
        let mut sums: FxHashMap<usize, f32> = FxHashMap::default();
        for pair in pairs.iter().filter(|pair| pair.score >= LEAST) {
            let story = self.order.get(pair.a as usize).and_then(|index| story_of.get(index));
            if let Some(&story) = story {
                *sums.entry(story).or_default() += pair.score;
            }
        }
        // What the person put together is joined only by their choice.
        let free = |story: &Story| {
            !story.articles.iter().any(|&index| articles.get(index).is_some_and(|a| a.story_hint.is_some()))
        };
        let mut near: Vec<(f32, usize)> = sums
            .into_iter()
            .filter_map(|(at, sum)| {
                Some((sum / stories.get(at).filter(|story| free(story))?.articles.len() as f32, at))
            })
            .collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let enough = |&&(mean, at): &&(f32, usize)| {
            stories.get(at).is_some_and(|story| mean >= cluster::needed(self.cohesion(&story.articles), None))
        };
        near.iter().find(enough).map(|&(_, at)| at)
    }

    /// The mean score inside a story; `None` for an article alone.
    fn cohesion(&self, members: &[usize]) -> Option<f32> {
        // In a very large story a part tells as much as the whole.
        let places: Vec<usize> =
            members.iter().take(50).filter_map(|index| self.place_of.get(index).copied()).collect();
        let mut scores = Vec::new();
        for (nth, &one) in places.iter().enumerate() {
            for &other in places.iter().skip(nth + 1) {
                let (a, b) = (one.min(other), one.max(other));
                let pair = Pair { a: a as u32, b: b as u32, score: self.similar.score(a, b) };
                let score = self.surroundings.standing_out(pair);
                scores.push(if score >= LEAST { score } else { 0.0 });
            }
        }
        (!scores.is_empty()).then(|| scores.iter().sum::<f32>() / scores.len() as f32)
    }
}
