//! Articles → stories: which of them report the same event.
//!
//! Each article becomes a `profile` of its words and days; `candidate` finds the pairs worth a look, `similar` scores
//! them, `surroundings` looks whether they stand out, `cluster` groups by the scores, `decided` lets the person have the
//! last word, `explain` names each story and says why each article belongs. The result does not depend on the order of
//! the articles.

mod candidate;
mod cluster;
mod decided;
mod explain;
mod extend;
mod profile;
mod similar;
mod surroundings;
mod when;
mod word;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::article::Article;
use candidate::Lookup;
pub use extend::Grouping;
use profile::Profile;
use similar::Similar;

/// The articles that report one event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Story {
    /// Its most typical headline, verbatim.
    pub name: String,
    /// The articles, as indexes into the collection, in its order.
    pub articles: Vec<usize>,
    /// The first and the last day of publication, `YYYY-MM-DD`; `None` where no article is dated.
    pub days: Option<(String, String)>,
    /// For each entry of `articles`, the words that tie it to the others, weightiest first, as that article writes them;
    /// empty for an article that stands alone or was put here by the person.
    pub ties: Vec<Vec<String>>,
}

/// One story of everything (`--one-story`).
pub fn one(articles: &[&Article]) -> Vec<Story> {
    let Some(first) = articles.first() else { return Vec::new() };
    vec![Story {
        name: first.title().to_owned(),
        articles: (0..articles.len()).collect(),
        days: explain::days(articles.iter().copied()),
        ties: vec![Vec::new(); articles.len()],
    }]
}

/// Groups articles into stories, in the order of their first article.
pub fn group(articles: &[&Article]) -> Vec<Story> {
    grouped(articles).0
}

/// Groups articles into stories, and keeps what is needed to add more of them.
fn grouped(articles: &[&Article]) -> (Vec<Story>, Grouping) {
    let profiles: Vec<Profile> = articles.par_iter().map(|article| Profile::of(article)).collect();
    // All that follows works in an order that comes from the articles themselves.
    let mut sorted: Vec<(Profile, usize)> = profiles.into_iter().zip(0..).collect();
    sorted.par_sort_by_key(|(profile, index)| (profile.key, *index));
    let (sorted, order): (Vec<Profile>, Vec<usize>) = sorted.into_iter().unzip();
    let similar = Similar::of(sorted);
    let lookup = Lookup::of(&similar);
    let (pairs, surroundings) = candidate::pairs(&similar, &lookup);
    let groups = cluster::clusters(order.len(), &pairs);
    drop(pairs);
    let hint = |place: u32| articles.get(*order.get(place as usize)?)?.story_hint.as_deref();
    let groups = decided::by_person(groups, hint);
    let mut stories: Vec<Story> = groups
        .into_par_iter()
        .map(|group| {
            let mut places: Vec<usize> = group.into_iter().map(|place| place as usize).collect();
            places.sort_unstable();
            let of = |place: &usize| order.get(*place).and_then(|&index| Some((index, *articles.get(index)?)));
            let members: Vec<(usize, &Article)> = places.iter().filter_map(of).collect();
            explain::story(&similar, &places, &members)
        })
        .collect();
    stories.par_sort_by_key(|story| story.articles.first().copied());
    (stories, Grouping::new(similar, lookup, surroundings, order))
}

/// `stories` as the person decided since: articles with the same [`Article::story_hint`] are one story. Those that this
/// does not touch stay as they are.
pub fn decide(articles: &[&Article], stories: &[Story]) -> Vec<Story> {
    let groups = stories.iter().map(|story| story.articles.iter().map(|&index| index as u32).collect()).collect();
    let hint = |index: u32| articles.get(index as usize)?.story_hint.as_deref();
    let old: FxHashMap<&[usize], &Story> = stories.iter().map(|story| (story.articles.as_slice(), story)).collect();
    let mut decided: Vec<Story> = decided::by_person(groups, hint)
        .into_iter()
        .map(|group| {
            let mut group: Vec<usize> = group.into_iter().map(|index| index as usize).collect();
            group.sort_unstable();
            old.get(group.as_slice()).map_or_else(|| of(articles, &group), |story| (*story).clone())
        })
        .collect();
    decided.sort_by_key(|story| story.articles.first().copied());
    decided
}

/// The story of the articles at `group`, whatever they tell.
fn of(articles: &[&Article], group: &[usize]) -> Story {
    let members: Vec<(usize, &Article)> =
        group.iter().filter_map(|&index| Some((index, *articles.get(index)?))).collect();
    let mut profiled: Vec<(Profile, (usize, &Article))> =
        members.into_iter().map(|member| (Profile::of(member.1), member)).collect();
    profiled.sort_by_key(|(profile, (index, _))| (profile.key, *index));
    let (profiles, members): (Vec<Profile>, Vec<(usize, &Article)>) = profiled.into_iter().unzip();
    let places: Vec<usize> = (0..members.len()).collect();
    explain::story(&Similar::of(profiles), &places, &members)
}
