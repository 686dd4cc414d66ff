//! Furniture that no rule knows: lines that come back in many articles of one outlet.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::{Article, BlockKind};
use crate::ingest::line::is_stopped;

/// The longest line that may be furniture, in bytes.
const LONGEST: usize = 300;
/// A line must stand in so many articles at least.
const LEAST: usize = 4;

/// The blocks of each article that are to be set aside because their words come back: pairs of article and block, in order.
///
/// A line without a full stop must stand in a fifth of the outlet's articles, a sentence in half of them ("She declined to
/// comment." is news), and in four at least. Versions of one article count once.
pub fn recurring(articles: &[&Article]) -> Vec<(usize, usize)> {
    let mut groups: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, article) in articles.iter().enumerate() {
        groups.entry(outlet(article)).or_default().push(index);
    }
    let mut found = Vec::new();
    for group in groups.values().filter(|group| group.len() >= LEAST) {
        // Each line with the openings of the articles that hold it: two versions of an article open alike.
        let mut holders: FxHashMap<&str, FxHashSet<&str>> = FxHashMap::default();
        let all = group.iter().filter_map(|&index| Some((index, *articles.get(index)?)));
        for (_, article) in all.clone() {
            let opening = opening(article);
            for (_, words) in lines(article) {
                holders.entry(words).or_default().insert(opening);
            }
        }
        for (index, article) in all {
            for (block, words) in lines(article) {
                let count = holders.get(words).map_or(0, FxHashSet::len);
                let share = if is_stopped(words) { 2 } else { 5 };
                if count >= LEAST && count * share >= group.len() {
                    found.push((index, block));
                }
            }
        }
    }
    found.sort_unstable();
    found
}

/// Sets blocks aside that [`recurring`] found in `article`.
pub fn set_aside(article: &mut Article, block: usize) {
    if let Some(block) = article.blocks.get_mut(block) {
        block.kind = BlockKind::Boilerplate;
        block.why = "comes back in many articles of this outlet".into();
    }
}

/// The outlet, or the folder where it is not known.
fn outlet(article: &Article) -> &str {
    article.outlet.name.as_deref().unwrap_or_else(|| article.id.rsplit_once('/').map_or("", |(folder, _)| folder))
}

/// The first long paragraph.
fn opening(article: &Article) -> &str {
    let long = article.body().map(|(_, block)| article.at(block.span)).find(|words| words.len() > LONGEST / 3);
    long.unwrap_or_else(|| article.title())
}

/// The blocks of the body that are short enough to be furniture.
fn lines(article: &Article) -> impl Iterator<Item = (usize, &str)> {
    let body = article.body().filter(|(_, block)| block.span.len() <= LONGEST);
    body.map(|(index, block)| (index, article.at(block.span)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read_bytes;

    #[test]
    fn lines_that_come_back_are_set_aside_and_sentences_stay() {
        let article = |index: usize| {
            let text = format!(
                "Report number {index} tells of a river that rose by {index} metres and of the people who left the valley for good.\n\
                 {}\nThe Valley Herald wants to hear from you\nThe mayor spoke of it for the {index}th time on Monday evening.\n",
                if index.is_multiple_of(3) {
                    "The governor declined to comment."
                } else {
                    "Nobody was hurt this time."
                }
            );
            read_bytes(&format!("herald/{index}.txt"), true, text.into_bytes().into()).articles.remove(0)
        };
        let articles: Vec<Article> = (1..=12).map(article).collect();
        let all: Vec<&Article> = articles.iter().collect();
        let found = recurring(&all);
        let words: FxHashSet<&str> =
            found.iter().map(|&(article, block)| all[article].at(all[article].blocks[block].span)).collect();
        assert!(words.contains("The Valley Herald wants to hear from you"));
        assert!(!words.contains("The governor declined to comment."));
        let mut first = articles[0].clone();
        found.iter().filter(|&&(article, _)| article == 0).for_each(|&(_, block)| set_aside(&mut first, block));
        assert!(first.blocks.iter().any(|block| block.why.contains("comes back")));
    }

    #[test]
    fn versions_of_one_article_are_not_furniture() {
        let text = "A river rose by two metres and the people of the valley left their houses for good, the mayor told reporters.\nA short line\n";
        let articles: Vec<Article> = (0..6)
            .map(|n| read_bytes(&format!("herald/{n}.txt"), true, text.as_bytes().into()).articles.remove(0))
            .collect();
        assert!(recurring(&articles.iter().collect::<Vec<_>>()).is_empty());
    }
}
