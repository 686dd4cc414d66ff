//! The people of a story, and how each outlet names them.

mod form;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Words;
use crate::article::{Article, Span};
use crate::language::lexicon::{Tags, entry};
use crate::language::token::with_lower;
use crate::language::{Gender, NameKind};
use crate::reading::Reading;

use form::{Form, Likeness};

/// What kind of label a name or phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LabelKind {
    /// A spelling of the name.
    Spelling,
    /// A title or office.
    Title,
    /// Another description.
    Epithet,
}

/// How one outlet names a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words.
    pub words: Words,
    /// Of what kind they are.
    pub kind: LabelKind,
}

/// One person over the whole story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The story's one name for them: the commonest full spelling.
    pub name: String,
    /// For each article that names them, (place in the story, index into its [`Reading::names`]).
    pub names: Vec<(usize, usize)>,
    /// How the outlets name them.
    pub labels: Vec<Label>,
}

/// One spelling, with everybody who writes it so.
struct Node<'a> {
    form: Form,
    text: &'a str,
    /// (place in the story, index into its names), in order.
    names: Vec<(usize, usize)>,
    articles: FxHashSet<usize>,
    mentions: usize,
    person: bool,
    gender: Option<Gender>,
    /// Lower-case words of the titles and roles beside the name.
    roles: FxHashSet<String>,
}

/// The people of a story: those in most articles first, then by mentions, then by name.
pub fn people(articles: &[&Article], readings: &[&Reading]) -> Vec<Person> {
    let nodes = nodes(articles, readings);
    let group = merge(&nodes, articles, readings);
    let mut members: FxHashMap<usize, Vec<&Node<'_>>> = FxHashMap::default();
    for (node, root) in nodes.iter().zip(&group) {
        members.entry(*root).or_default().push(node);
    }
    let mut found: Vec<(usize, usize, Person)> = members
        .into_values()
        .filter(|nodes| nodes.iter().any(|node| node.person))
        .map(|nodes| {
            let articles_of: FxHashSet<usize> = nodes.iter().flat_map(|node| &node.articles).copied().collect();
            let mentions = nodes.iter().map(|node| node.mentions).sum();
            (articles_of.len(), mentions, person(articles, readings, &nodes))
        })
        .collect();
    found.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| a.2.name.cmp(&b.2.name)));
    found.into_iter().map(|(_, _, person)| person).collect()
}

/// For each article of the story, its names' index → the person's index.
pub fn index(people: &[Person]) -> FxHashMap<(usize, usize), usize> {
    people.iter().enumerate().flat_map(|(n, person)| person.names.iter().map(move |&name| (name, n))).collect()
}

fn nodes<'a>(articles: &[&'a Article], readings: &'a [&Reading]) -> Vec<Node<'a>> {
    let mut places: FxHashMap<Form, usize> = FxHashMap::default();
    let mut nodes: Vec<Node<'a>> = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        let Some(source) = articles.get(article) else { continue };
        for (n, name) in reading.names.iter().enumerate() {
            if matches!(name.kind, NameKind::Organisation | NameKind::Place) || name.mentions.is_empty() {
                continue;
            }
            let Some(form) = Form::of(&name.text) else { continue };
            let at = *places.entry(form.clone()).or_insert_with(|| {
                nodes.push(Node {
                    form,
                    text: &name.text,
                    names: Vec::new(),
                    articles: FxHashSet::default(),
                    mentions: 0,
                    person: false,
                    gender: None,
                    roles: FxHashSet::default(),
                });
                nodes.len() - 1
            });
            let Some(node) = nodes.get_mut(at) else { continue };
            node.names.push((article, n));
            node.articles.insert(article);
            node.mentions += name.mentions.len();
            node.person |= name.kind == NameKind::Person;
            node.gender = node.gender.or(name.gender);
            for role in &name.roles {
                node.roles.extend(role_words(source.at(*role)));
            }
        }
    }
    // The order of the articles must not decide.
    nodes.sort_by(|a, b| a.form.cmp(&b.form));
    nodes
}

fn role_words(role: &str) -> impl Iterator<Item = String> + '_ {
    role.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| word.len() > 2)
        .map(|word| with_lower(word, str::to_owned))
        .filter(|word| !entry(word).tags.any(Tags::CLOSED))
}

/// The root of each node: nodes of one person share it.
fn merge(nodes: &[Node<'_>], articles: &[&Article], readings: &[&Reading]) -> Vec<usize> {
    let mut root: Vec<usize> = (0..nodes.len()).collect();
    let mut pairs: Vec<(Likeness, usize, usize)> = Vec::new();
    let mut by_letter: FxHashMap<char, Vec<usize>> = FxHashMap::default();
    for (n, node) in nodes.iter().enumerate() {
        by_letter.entry(node.form.letter()).or_default().push(n);
    }
    for list in by_letter.values() {
        for (k, &i) in list.iter().enumerate() {
            for &j in list.iter().skip(k + 1) {
                let (Some(a), Some(b)) = (nodes.get(i), nodes.get(j)) else { continue };
                if let Some(likeness) = like(a, b, articles, readings) {
                    pairs.push((likeness, i.min(j), i.max(j)));
                }
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let full = |n: usize| nodes.get(n).is_some_and(|node| node.form.is_full());
    for (likeness, i, j) in &pairs {
        let (a, b) = (find(&root, *i), find(&root, *j));
        if a == b {
            continue;
        }
        // A surname alone may stand for one person only: where two fit, it stands for neither.
        if *likeness == Likeness::Surname || *likeness == Likeness::SurnameAlike {
            let single = if full(*i) { *j } else { *i };
            let rivals: FxHashSet<usize> = pairs
                .iter()
                .filter(|(other, x, y)| other == likeness && (*x == single || *y == single))
                .map(|(_, x, y)| find(&root, if *x == single { *y } else { *x }))
                .filter(|other| *other != find(&root, single))
                .collect();
            if rivals.len() > 1 {
                continue;
            }
        }
        if together(nodes, &root, a, b) {
            continue;
        }
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = root.get_mut(high) {
            *slot = low;
        }
    }
    (0..nodes.len()).map(|n| find(&root, n)).collect()
}

fn find(root: &[usize], mut at: usize) -> usize {
    while let Some(&up) = root.get(at)
        && up != at
    {
        at = up;
    }
    at
}

/// Whether one article names members of both groups in full: then it means two people.
fn together(nodes: &[Node<'_>], root: &[usize], a: usize, b: usize) -> bool {
    let of = |group: usize| -> Vec<&Node<'_>> {
        nodes.iter().enumerate().filter(|(n, _)| find(root, *n) == group).map(|(_, node)| node).collect()
    };
    let (left, right) = (of(a), of(b));
    left.iter().any(|one| {
        right.iter().any(|other| {
            let same_surname = one.form.surname() == other.form.surname();
            let both_full = one.form.is_full() && other.form.is_full();
            (both_full || !same_surname) && one.articles.iter().any(|article| other.articles.contains(article))
        })
    })
}

/// Whether two spellings can be one person, and how surely.
fn like(a: &Node<'_>, b: &Node<'_>, articles: &[&Article], readings: &[&Reading]) -> Option<Likeness> {
    if !(a.person || b.person) {
        return None;
    }
    if a.gender.is_some() && b.gender.is_some() && a.gender != b.gender {
        return None;
    }
    let likeness = a.form.like(&b.form)?;
    let shared = a.roles.intersection(&b.roles).count();
    let fits = match likeness {
        Likeness::Same | Likeness::Initial | Likeness::Surname => true,
        Likeness::GivenAlike => shared > 0 || a.form.same_given(&b.form),
        // Two surnames that are nearly alike need the given name and something of the context.
        Likeness::BothAlike => shared > 0 || a.form.very_like(&b.form),
        Likeness::SurnameAlike => a.form.very_like(&b.form) || shared > 0,
        Likeness::GivenSame => shared > 1 || same_words(a, b, articles, readings),
    };
    fits.then_some(likeness)
}

/// Whether the two are quoted with nearly the same words.
fn same_words(a: &Node<'_>, b: &Node<'_>, articles: &[&Article], readings: &[&Reading]) -> bool {
    let quoted = |node: &Node<'_>| -> Vec<FxHashSet<u64>> {
        node.names
            .iter()
            .filter_map(|(article, name)| Some((articles.get(*article)?, readings.get(*article)?, *name)))
            .flat_map(|(article, reading, name)| {
                reading
                    .quotations
                    .iter()
                    .filter(move |q| q.speaker.as_ref().is_some_and(|speaker| speaker.entity == Some(name)))
                    .map(|q| super::utterance::word_set(article.at(q.span)))
            })
            .collect()
    };
    let (left, right) = (quoted(a), quoted(b));
    left.iter().any(|one| {
        right.iter().any(|other| {
            let shared = one.intersection(other).count();
            shared >= 6 && 2 * shared >= one.len().min(other.len())
        })
    })
}

fn person(articles: &[&Article], readings: &[&Reading], nodes: &[&Node<'_>]) -> Person {
    let mut best: Vec<&&Node<'_>> = nodes.iter().collect();
    best.sort_by(|a, b| {
        let rank = |node: &Node<'_>| (node.form.is_full(), node.articles.len(), node.mentions);
        rank(b).cmp(&rank(a)).then_with(|| a.text.cmp(b.text))
    });
    let mut names: Vec<(usize, usize)> = nodes.iter().flat_map(|node| node.names.iter().copied()).collect();
    names.sort_unstable();
    let mut labels = Vec::new();
    for &(article, n) in &names {
        let (Some(source), Some(reading)) = (articles.get(article), readings.get(article)) else { continue };
        let Some(name) = reading.names.get(n) else { continue };
        let mut seen = FxHashSet::default();
        let mut add = |span: Span, kind: LabelKind| {
            let words = source.at(span).trim();
            let folded =
                words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words).to_lowercase();
            if !folded.is_empty() && seen.insert(folded) {
                labels.push(Label { words: Words { article, span }, kind });
            }
        };
        name.mentions.iter().for_each(|&span| add(span, LabelKind::Spelling));
        name.roles.iter().for_each(|&span| add(span, LabelKind::Title));
        name.described.iter().for_each(|&span| add(span, LabelKind::Epithet));
        for quotation in &reading.quotations {
            let Some(speaker) = quotation.speaker.as_ref().filter(|speaker| speaker.entity == Some(n)) else {
                continue;
            };
            let Some(span) = speaker.mention else { continue };
            if !name.mentions.iter().any(|mention| mention.meets(span)) && is_description(source.at(span)) {
                add(span, LabelKind::Epithet);
            }
        }
    }
    labels.sort_by_key(|label| (label.words.article, label.words.span));
    Person { name: best.first().map_or(String::new(), |node| node.text.to_owned()), names, labels }
}

/// A description, not a pronoun: two words or more.
fn is_description(words: &str) -> bool {
    words.split_whitespace().count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fixture::article;

    fn of(texts: &[&str]) -> Vec<Person> {
        let articles: Vec<Article> = texts.iter().map(|text| article(text)).collect();
        let readings: Vec<Reading> = articles.iter().map(Reading::of).collect();
        people(&articles.iter().collect::<Vec<_>>(), &readings.iter().collect::<Vec<_>>())
    }

    fn names(texts: &[&str]) -> Vec<(String, usize)> {
        of(texts).into_iter().map(|person| (person.name, person.names.len())).collect()
    }

    #[test]
    fn spellings_of_one_person_are_one() {
        let found = names(&[
            "Finnish President Valery Gerasimsky spoke. Gerasimsky left.",
            "President Valery Gerasimskij spoke. Mr. Gerasimskij left.",
            "President Valeri Gerasimskiy spoke.",
        ]);
        assert_eq!(found.iter().filter(|(name, _)| name.starts_with("Valer")).count(), 1, "{found:?}");
        assert_eq!(found[0].1, 3);
    }

    #[test]
    fn people_of_like_names_stay_apart() {
        for (one, other) in [
            ("Mayor Karl Hansen spoke.", "Mayor Erik Hansen spoke."),
            ("Senator John Marsh spoke.", "John Marsh Jr. spoke."),
            ("Senator Mary Barden spoke.", "Mary Borden spoke."),
            ("Senator John Biller spoke.", "The painter Mary Buller spoke."),
        ] {
            assert_eq!(names(&[one, other]).len(), 2, "{one} {other}");
        }
    }

    #[test]
    fn two_names_of_one_article_are_two_people() {
        let found = names(&["Mayor Anton Karlovsky met Mayor Anton Karlovskij.", "Mayor Anton Karlovsky spoke."]);
        assert!(found.len() >= 2, "{found:?}");
    }

    #[test]
    fn the_order_of_the_articles_does_not_matter() {
        let texts = ["Mayor Olena Kovalenko spoke.", "Mayor Olena Kovalenka spoke.", "Ms. Kovalenko left."];
        let mut one = names(&texts);
        let mut other = names(&[texts[2], texts[1], texts[0]]);
        one.sort();
        other.sort();
        assert_eq!(one, other);
    }

    #[test]
    fn labels_are_spellings_and_titles_of_each_outlet() {
        let found = of(&["Finnish President Aino Virtanen spoke. Virtanen left."]);
        assert_eq!(found.len(), 1);
        assert!(found[0].labels.iter().any(|label| label.kind == LabelKind::Title));
        assert_eq!(found[0].labels.iter().filter(|label| label.kind == LabelKind::Spelling).count(), 2);
    }
}
