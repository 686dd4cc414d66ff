//! What a story is called, when it happened, and why each article belongs to it.

use rustc_hash::FxHashMap;

use super::Story;
use super::similar::Similar;
use crate::article::{Article, Span, TitleIs};

/// How many words are given as the reason why an article belongs.
const TIES: usize = 6;

/// A story of these articles. `places` are their places in `similar`, in a fixed order; `articles`, in the same order, the
/// articles with their index in the collection.
pub(super) fn story(similar: &Similar, places: &[usize], articles: &[(usize, &Article)]) -> Story {
    let name = name(similar, places, articles);
    let mut members: Vec<(usize, Vec<String>)> =
        articles.iter().map(|&(index, _)| index).zip(ties(similar, places, articles)).collect();
    members.sort_by_key(|member| member.0);
    let (articles_of, ties) = members.into_iter().unzip();
    Story { name, articles: articles_of, days: days(articles.iter().map(|(_, article)| *article)), ties }
}

/// The headline of the article that is most like the others; an inferred one only where none was given.
fn name(similar: &Similar, places: &[usize], articles: &[(usize, &Article)]) -> String {
    let given = |article: &Article| article.headline.as_ref().is_some_and(|headline| headline.is == TitleIs::Given);
    let typical = |place: usize| -> f32 {
        places
            .iter()
            .filter(|&&other| other != place)
            .map(|&other| similar.score(place.min(other), place.max(other)))
            .sum()
    };
    // In a very large story a part tells as much as the whole.
    let looked_at = places.iter().zip(articles).take(50);
    let best =
        looked_at.map(|(&place, (_, article))| (given(article), typical(place), *article)).reduce(|best, next| {
            let better = next.0.cmp(&best.0).then(next.1.total_cmp(&best.1));
            if better.is_gt() { next } else { best }
        });
    best.map(|(_, _, article)| article.title().to_owned()).unwrap_or_default()
}

/// The first and the last day of publication.
pub(super) fn days<'a>(articles: impl Iterator<Item = &'a Article>) -> Option<(String, String)> {
    let days = articles.filter_map(|article| article.published.as_deref()?.get(..10));
    let (first, last) = days.fold(None, |span: Option<(&str, &str)>, day| match span {
        Some((first, last)) => Some((first.min(day), last.max(day))),
        None => Some((day, day)),
    })?;
    Some((first.to_owned(), last.to_owned()))
}

/// For each article the words that tie it to the others, weightiest first, as it writes them.
fn ties(similar: &Similar, places: &[usize], articles: &[(usize, &Article)]) -> Vec<Vec<String>> {
    if places.len() < 2 {
        return vec![Vec::new(); places.len()];
    }
    let words = |place: usize| similar.vectors.get(place).map_or(&[][..], |vector| vector.words.as_slice());
    let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
    for &place in places {
        for word in words(place) {
            *sums.entry(word.term).or_default() += word.blended;
        }
    }
    let of = |(&place, (_, article)): (&usize, &(usize, &Article))| {
        let mut shared: Vec<(f32, u32, Span)> = words(place)
            .iter()
            .zip(similar.profiles.get(place).map_or(&[][..], |profile| profile.terms.as_slice()))
            .filter_map(|(word, term)| {
                let others = sums.get(&word.term).copied().unwrap_or_default() - word.blended;
                Some((others * word.blended, word.term, term.place()?)).filter(|found| found.0 > 1e-6)
            })
            .collect();
        shared.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        // By reference: the room for all of them must not stay behind the few.
        shared.iter().take(TIES).map(|&(_, _, span)| article.at(span).to_owned()).collect()
    };
    places.iter().zip(articles).map(of).collect()
}
