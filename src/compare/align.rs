//! Which passages of different articles report the same thing.

mod decide;
mod figures;
mod gram;
mod index;
mod kin;
mod likeness;
mod terms;
mod token;

use std::ops::Range;

use rayon::prelude::*;

use super::relation::{Relation, Side, relation};
use super::{PassageId, Place, Words};
use crate::article::Article;
use crate::reading::Reading;
use figures::Figures;
use gram::Grams;
use likeness::{Block, Shelf, likeness};
use terms::Bags;

/// Two passages of different articles that report the same thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The passage of the earlier article.
    pub a: PassageId,
    /// The passage of the later one.
    pub b: PassageId,
    /// In 0..=1, larger is surer.
    pub score: f64,
    /// How they stand to each other.
    pub relation: Relation,
    /// Whether the screen shows them as aligned.
    pub aligned: bool,
}

/// The lowest score that is listed.
const LISTED: f32 = 0.05;
/// The lowest score that is shown as aligned.
const ALIGNED: f32 = 0.5;

/// Every pair of passages of different articles with a score of 0.05 or more, by (a, b). Headlines are compared like
/// the first passage of their article; their ids follow those of `places`, in the order of `headlines`.
///
/// The articles are compared in the order of their texts, so that the order in which they come changes nothing.
pub fn links(articles: &[&Article], readings: &[&Reading], places: &[Place], headlines: &[Words]) -> Vec<Link> {
    // One article has nothing to be aligned with, and needs no word list.
    if articles.len() < 2 {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|at| articles.get(*at).map(|article| (&article.text, &article.id)));
    let sorted: Vec<&Article> = order.iter().filter_map(|at| articles.get(*at).copied()).collect();
    let read: Vec<&Reading> = order.iter().filter_map(|at| readings.get(*at).copied()).collect();
    let mut ranges = Vec::new();
    let mut home = Vec::with_capacity(places.len());
    let mut moved = Vec::with_capacity(places.len());
    for (new, old) in order.iter().enumerate() {
        let from = places.partition_point(|place| place.article < *old);
        let end = places.partition_point(|place| place.article <= *old);
        let start = home.len();
        for (at, headline) in headlines.iter().enumerate().filter(|(_, headline)| headline.article == *old) {
            home.push(places.len() + at);
            moved.push(Place { article: new, span: headline.span, passage: 0 });
        }
        home.extend(from..end);
        moved.extend(places.get(from..end).unwrap_or(&[]).iter().map(|place| Place { article: new, ..*place }));
        ranges.push(start..home.len());
    }
    let mut found = Vec::new();
    for block in scored(&sorted, &read, &moved, &ranges) {
        for row in block.rows.clone() {
            for (column, score) in block.columns.clone().zip(block.row(row)).filter(|(_, score)| **score >= LISTED) {
                let (Some(one), Some(other)) = (home.get(row), home.get(column)) else { continue };
                found.push(Link {
                    a: PassageId(*one.min(other)),
                    b: PassageId(*one.max(other)),
                    score: f64::from(*score),
                    relation: Relation::Reworded,
                    aligned: *score >= ALIGNED,
                });
            }
        }
    }
    found.sort_unstable_by_key(|link| (link.a, link.b));
    found.par_iter_mut().filter(|link| link.aligned).for_each(|link| {
        let side = |id: PassageId| {
            let headline = || {
                let headline = headlines.get(id.0.checked_sub(places.len())?)?;
                Some(Place { article: headline.article, span: headline.span, passage: usize::MAX })
            };
            let place = places.get(id.0).copied().or_else(headline)?;
            let (article, reading) = (articles.get(place.article)?, readings.get(place.article)?);
            Some(Side { article, reading, passage: place.passage, span: place.span })
        };
        if let (Some(one), Some(other)) = (side(link.a), side(link.b)) {
            link.relation = relation(one, other);
        }
    });
    found
}

/// The scores of every two articles. `ranges` are the passages of each.
fn scored(articles: &[&Article], readings: &[&Reading], places: &[Place], ranges: &[Range<usize>]) -> Vec<Block> {
    let words = |place: &Place| articles.get(place.article).map_or("", |article| article.at(place.span));
    let texts: Vec<&str> = places.iter().map(words).collect();
    let bags = Bags::of(articles, places, &texts);
    let kin = kin::kin(&bags);
    let grams = Grams::of(&texts);
    let shelves: Vec<Shelf<'_>> = ranges.par_iter().map(|range| Shelf::of(range, &bags, &grams)).collect();
    let pairs: Vec<(&Shelf<'_>, &Shelf<'_>)> = shelves
        .iter()
        .enumerate()
        .flat_map(|(at, one)| shelves.iter().skip(at + 1).map(move |other| (one, other)))
        .collect();
    let figures = Figures::of(readings, places);
    let blocks: Vec<Block> = pairs
        .par_iter()
        .map(|(one, other)| {
            let mut block = likeness(one, other, &kin);
            figures.raise(&mut block);
            block
        })
        .collect();
    let nearest = decide::nearest(&blocks, places.len());
    blocks.par_iter().map(|block| decide::scores(block, &bags, &nearest)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rustc_hash::FxHashMap;

    use crate::article::{Article, Span};
    use crate::compare::Comparison;
    use crate::language::fixture::article;
    use crate::reading::Reading;

    fn compare(texts: &[&str]) -> (Vec<Article>, Comparison) {
        let articles: Vec<Article> = texts.iter().map(|text| article(text)).collect();
        let readings: Vec<Reading> = articles.iter().map(Reading::of).collect();
        let found = Comparison::of(&articles.iter().collect::<Vec<_>>(), &readings.iter().collect::<Vec<_>>());
        (articles, found)
    }

    #[test]
    fn the_same_report_in_other_words_is_aligned_and_the_rest_stands_alone() {
        let (articles, found) = compare(&[
            "The mayor closed two bridges on Monday. A storm had damaged their pillars. Schools stay open.",
            "Ferries run twice an hour. Two bridges were closed by the mayor on Monday. Their pillars were damaged in the storm.",
        ]);
        let at = |n: usize| {
            let place = found.passages[n];
            articles[place.article].at(place.span)
        };
        let joined: Vec<_> = found.links.iter().filter(|l| l.aligned).map(|l| (at(l.a.0), at(l.b.0))).collect();
        assert_eq!(
            joined,
            [
                ("The mayor closed two bridges on Monday.", "Two bridges were closed by the mayor on Monday."),
                ("A storm had damaged their pillars.", "Their pillars were damaged in the storm."),
            ]
        );
        let alone: Vec<_> = found.exclusive.iter().map(|id| at(id.0)).collect();
        assert_eq!(alone, ["Schools stay open.", "Ferries run twice an hour."]);
    }

    #[test]
    fn a_figure_shared_after_rounding_speaks_for_a_pair() {
        let score = |sum: &str| {
            let (_, found) = compare(&[
                "The council met late. Repairs of the pier will cost the town $14,959,450 in all. Ferries run hourly.",
                &format!("A storm passed. The bill for the harbour works comes to {sum}. Nobody was hurt."),
            ]);
            found.links.iter().find(|link| (link.a.0, link.b.0) == (1, 4)).map_or(0.0, |link| link.score)
        };
        assert!(score("nearly $15 million") > score("nearly $42 million"));
    }

    /// The score of the passages that begin with these words, each in its article; 0 where they are not linked.
    fn score(texts: [&str; 2], one: &str, other: &str) -> f64 {
        let (articles, found) = compare(&texts);
        let begins = |id: super::PassageId, article: usize, words: &str| {
            let place = found.passages[id.0];
            place.article == article && articles[article].at(place.span).starts_with(words)
        };
        let link = found.links.iter().find(|link| begins(link.a, 0, one) && begins(link.b, 1, other));
        link.map_or(0.0, |link| link.score)
    }

    #[test]
    fn a_title_stands_for_the_name_that_the_story_gives_it() {
        let told = |title: &str| {
            let one = format!(
                "The harbour froze overnight. {title} Brandt came by boat. {title} Brandt left at noon. The governor scolded two reporters."
            );
            score([&one, "Ferries run hourly. Brandt scolded the press. Schools stay open."], "The governor", "Brandt")
        };
        assert!(told("Governor") > told("Ms."));
    }

    #[test]
    fn a_short_sentence_is_found_as_a_part_of_a_long_one() {
        let long = |part: &str| {
            let one = "The quay is closed. Fishermen fiercely opposed the harbour fee. Nobody was hurt.";
            let other = format!(
                "Schools stay open. The budget, which the council passed by eleven votes to nine after a long night, raises rents by a tenth, {part}, and pays for forty new buses. Ferries run hourly."
            );
            score([one, &other], "Fishermen", "The budget")
        };
        assert!(long("keeps the harbour fee that fishermen fiercely opposed") > 0.5);
        assert!(long("keeps the market that tourists and residents love") < 0.5);
    }

    /// The links of a comparison by the words they join, whatever the order of the articles.
    fn by_words(articles: &[Article], found: &Comparison) -> FxHashMap<[(usize, Span); 2], (u64, bool, String)> {
        // An article is known by its first bytes: the texts of the test are numbered.
        let key = |id: super::PassageId| {
            let place = found.passages[id.0];
            let number = articles[place.article].text.split(' ').next().and_then(|n| n.parse().ok());
            (number.unwrap_or(usize::MAX), place.span)
        };
        let entry = |link: &super::Link| {
            let mut ends = [key(link.a), key(link.b)];
            ends.sort();
            (ends, (link.score.to_bits(), link.aligned, format!("{:?}", link.relation)))
        };
        found.links.iter().map(entry).collect()
    }

    const SENTENCES: [&str; 10] = [
        "The mayor closed two bridges on Monday.",
        "Two bridges were shut by the mayor.",
        "A storm had damaged 14 pillars of the old bridge.",
        "“We could not wait,” Anna Berg told reporters.",
        "Berg said that the town could not wait.",
        "Ferries run twice an hour.",
        "Schools stay open, the council said.",
        "The storm damaged the pillars of a bridge.",
        "Repairs will cost $3 million.",
        "Repairs may cost about $5 million, according to the council.",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn the_order_of_the_articles_changes_no_link(
            picks in prop::collection::vec(prop::collection::vec(0..SENTENCES.len(), 1..7), 2..5),
            turn in 0usize..5,
        ) {
            let texts: Vec<String> = picks
                .iter()
                .enumerate()
                .map(|(n, pick)| format!("{n} x.\n{}", pick.iter().map(|at| SENTENCES[*at]).collect::<Vec<_>>().join(" ")))
                .collect();
            let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let (articles, found) = compare(&texts);
            let turn = turn % texts.len();
            texts.rotate_left(turn);
            texts.swap(0, 1);
            let (others, again) = compare(&texts);
            prop_assert_eq!(by_words(&articles, &found), by_words(&others, &again));
            let fits = |place: &crate::compare::Place| !articles[place.article].at(place.span).is_empty();
            prop_assert!(found.passages.iter().all(fits));
            for link in &found.links {
                prop_assert!((0.05..=1.0).contains(&link.score) && link.a < link.b);
                prop_assert!(found.passages[link.a.0].article != found.passages[link.b.0].article);
            }
            prop_assert!(found.facts.iter().all(|fact| fact.origins >= 1 && fact.origins <= fact.articles));
            let aligned = found.links.iter().filter(|link| link.aligned).flat_map(|link| [link.a, link.b]);
            for id in aligned {
                prop_assert!(found.facts.iter().any(|fact| fact.passages.contains(&id)));
                prop_assert!(!found.exclusive.contains(&id));
            }
        }

        #[test]
        fn any_text_can_be_compared(one in "\\PC{0,80}", other in "\\PC{0,80}") {
            compare(&[&one, &other]);
        }
    }
}
