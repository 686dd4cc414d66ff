//! Differences between outlets in what is the same thing.

use rustc_hash::{FxHashMap, FxHashSet};

use super::figure::{Stand, stand};
use super::{FigureRow, Link, Person, Place, Words};
use crate::article::{Article, Span};
use crate::language::Unit;
use crate::language::token::with_lower;
use crate::reading::Reading;

/// What kind of thing two outlets disagree in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ConflictKind {
    /// A number or date.
    Figure,
    /// The spelling of a name.
    Spelling,
    /// Who or what something is.
    Description,
}

/// A difference between outlets in what is the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// In what.
    pub kind: ConflictKind,
    /// Both sides, verbatim.
    pub sides: Vec<Words>,
    /// Why it is called one, in words for the reader.
    pub why: String,
}

/// Only passages that are aligned at least so surely are held against each other.
const SURE: f64 = 0.35;

/// The conflicts of a story: figures first, then spellings. A conflict that is not sure is none.
pub fn conflicts(
    articles: &[&Article],
    readings: &[&Reading],
    places: &[Place],
    links: &[Link],
    people: &[Person],
    _figures: &[FigureRow],
) -> Vec<Conflict> {
    let mut found = figures(articles, readings, places, links);
    found.extend(people.iter().filter_map(|person| spelling(articles, readings, person)));
    found
}

/// Figures of aligned passages that count the same noun in the same unit, each once in its passage, and differ beyond all rounding.
fn figures(articles: &[&Article], readings: &[&Reading], places: &[Place], links: &[Link]) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut seen = FxHashSet::default();
    for link in links.iter().filter(|link| link.aligned && link.score >= SURE) {
        let (Some(one), Some(other)) = (places.get(link.a.0), places.get(link.b.0)) else { continue };
        let (left, right) = (counted(articles, readings, one), counted(articles, readings, other));
        for (key, entry) in &left {
            let (Some(a), Some(b)) = (entry, right.get(key).and_then(Option::as_ref)) else { continue };
            if stand(a, b) != Some(Stand::Differ) {
                continue;
            }
            let side = |place: &Place, figure: &crate::language::Figure| {
                let end =
                    figure.what.filter(|what| what.start >= figure.span.end).map_or(figure.span.end, |what| what.end);
                Words { article: place.article, span: Span::new(figure.span.start, end) }
            };
            let sides = vec![side(one, a), side(other, b)];
            if seen.insert(sides.clone()) {
                let what = articles.get(one.article).zip(a.what).map_or("", |(article, what)| article.at(what));
                let why = format!(
                    "both sentences report the same and count {what}; the values stay apart after conversion and rounding"
                );
                found.push(Conflict { kind: ConflictKind::Figure, sides, why });
            }
        }
    }
    found.sort_by_key(|conflict| conflict.sides.first().map(|side| (side.article, side.span)));
    found
}

/// What a passage counts: by unit and noun the figure, `None` where it has two of them.
fn counted<'a>(
    articles: &[&Article],
    readings: &[&'a Reading],
    place: &Place,
) -> FxHashMap<(Unit, String), Option<&'a crate::language::Figure>> {
    let mut found: FxHashMap<(Unit, String), Option<&crate::language::Figure>> = FxHashMap::default();
    let (Some(article), Some(reading)) = (articles.get(place.article), readings.get(place.article)) else {
        return found;
    };
    let first = reading.figures.partition_point(|figure| figure.passage < place.passage);
    for figure in reading.figures.iter().skip(first).take_while(|figure| figure.passage == place.passage) {
        let Some(what) = figure.what else { continue };
        let last = article.at(what).rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let noun = with_lower(last, |lower| lower.strip_suffix('s').unwrap_or(lower).to_owned());
        // A stretch of time is told apart by too little: "two months left", "two months before".
        if noun.is_empty() || matches!(figure.unit, Unit::Days | Unit::Date | Unit::Ordinal) || figure.value.is_none() {
            continue;
        }
        found.entry((figure.unit.clone(), noun)).and_modify(|entry| *entry = None).or_insert(Some(figure));
    }
    found
}

/// One person whose surname is spelt in several ways: each spelling where it stands first.
fn spelling(articles: &[&Article], readings: &[&Reading], person: &Person) -> Option<Conflict> {
    let mut spellings: Vec<(String, Words)> = Vec::new();
    for &(article, n) in &person.names {
        let (Some(source), Some(name)) = (articles.get(article), readings.get(article).and_then(|r| r.names.get(n)))
        else {
            continue;
        };
        for &span in &name.mentions {
            let words = source.at(span);
            // "Jr." is no spelling; the surname is the last word that is no suffix.
            let Some(surname) = words.split_whitespace().rev().find(|word| !suffix(word)) else { continue };
            let folded: String = surname.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
            let given = words.split_whitespace().next().unwrap_or("").to_lowercase();
            // A given name alone is another form, not another spelling.
            let form = folded.is_empty() || is_given(person, &folded) && given == folded;
            if !form && !spellings.iter().any(|(known, _)| *known == folded) {
                spellings.push((folded, Words { article, span }));
            }
        }
    }
    if spellings.len() < 2 {
        return None;
    }
    let outlets: FxHashSet<usize> = person.names.iter().map(|(article, _)| *article).collect();
    let why = if outlets.len() > 1 {
        format!("{} is spelt in {} ways", person.name, spellings.len())
    } else {
        format!("{} is spelt in {} ways in one text", person.name, spellings.len())
    };
    Some(Conflict { kind: ConflictKind::Spelling, sides: spellings.into_iter().map(|(_, words)| words).collect(), why })
}

fn suffix(word: &str) -> bool {
    matches!(word.trim_matches(['.', ',']).to_lowercase().as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
}

fn is_given(person: &Person, word: &str) -> bool {
    let words: Vec<String> = person.name.to_lowercase().split_whitespace().map(str::to_owned).collect();
    words.len() > 1 && words.split_last().is_some_and(|(_, given)| given.iter().any(|given| given == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Comparison;
    use crate::language::fixture::article;

    fn of(texts: &[&str]) -> Vec<(ConflictKind, Vec<String>)> {
        let articles: Vec<Article> = texts.iter().map(|text| article(text)).collect();
        let readings: Vec<Reading> = articles.iter().map(Reading::of).collect();
        let found = Comparison::of(&articles.iter().collect::<Vec<_>>(), &readings.iter().collect::<Vec<_>>());
        let words = |side: &Words| articles[side.article].at(side.span).to_owned();
        found.conflicts.iter().map(|conflict| (conflict.kind, conflict.sides.iter().map(words).collect())).collect()
    }

    #[test]
    fn two_counts_of_one_thing_are_a_conflict() {
        let found = of(&[
            "The ferry sank off Oulu on Monday and 14 sailors drowned in the icy water.\nSchools stayed open all week.",
            "The ferry sank off Oulu on Monday and 23 sailors drowned in icy water.\nThe king of Norway was in Rome.",
        ]);
        assert_eq!(found, [(ConflictKind::Figure, vec!["14 sailors".to_owned(), "23 sailors".to_owned()])]);
    }

    #[test]
    fn rounding_is_no_conflict() {
        let found = of(&[
            "The ferry sank off Oulu on Monday and nearly 15,000 sheep drowned in the icy water.",
            "The ferry sank off Oulu on Monday and 14,870 sheep drowned in the icy water.",
        ]);
        assert_eq!(found, []);
    }

    #[test]
    fn spellings_of_one_person_are_told() {
        let found = of(&["President Valery Gerasimsky spoke.", "President Valery Gerasimskij spoke."]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1, ["Valery Gerasimsky", "Valery Gerasimskij"]);
    }
}
