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
mod profile;
mod similar;
mod surroundings;
mod when;
mod word;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::article::Article;
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
    let profiles: Vec<Profile> = articles.par_iter().map(|article| Profile::of(article)).collect();
    // All that follows works in an order that comes from the articles themselves.
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.par_sort_by_key(|&index| (profiles.get(index).map(|profile| profile.key), index));
    let sorted: Vec<&Profile> = order.iter().filter_map(|&index| profiles.get(index)).collect();
    let similar = Similar::of(&sorted);
    let groups = cluster::clusters(sorted.len(), &candidate::pairs(&similar));
    let hint = |place: u32| articles.get(*order.get(place as usize)?)?.story_hint.as_deref();
    let groups = decided::by_person(groups, hint);
    let mut stories: Vec<Story> = groups
        .into_par_iter()
        .map(|group| {
            let mut places: Vec<usize> = group.into_iter().map(|place| place as usize).collect();
            places.sort_unstable();
            let of = |place: &usize| order.get(*place).and_then(|&index| Some((index, *articles.get(index)?)));
            let members: Vec<(usize, &Article)> = places.iter().filter_map(of).collect();
            explain::story(&similar, &sorted, &places, &members)
        })
        .collect();
    stories.par_sort_by_key(|story| story.articles.first().copied());
    stories
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
    let profiles: Vec<&Profile> = profiled.iter().map(|(profile, _)| profile).collect();
    let members: Vec<(usize, &Article)> = profiled.iter().map(|(_, member)| *member).collect();
    let places: Vec<usize> = (0..members.len()).collect();
    explain::story(&Similar::of(&profiles), &profiles, &places, &members)
}
