//! One statement of one speaker, in every wording in which the outlets carry it.

mod twin;
mod voice;
mod wording;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Link, Person, Place, Words};
use crate::article::{Article, Span};
use crate::quote::{Quotation, QuoteKind};
use crate::reading::Reading;

pub(super) use voice::{Voice, Voices};
use wording::{Said, Sayer};

pub(super) use wording::word_set;

/// One wording of an utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Where.
    pub words: Words,
    /// Through what it came ("Telegram", "CNN").
    pub channel: Option<String>,
    /// Index into that article's [`Reading::quotations`]; `None` for an unmarked twin.
    pub quotation: Option<usize>,
}

/// One statement of one speaker, in every wording in which the outlets carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// Who said it, under the story's one name for them; `None` when nobody can be named.
    pub speaker: Option<String>,
    /// Every wording, by article and position.
    pub wordings: Vec<Wording>,
}

/// Between the parts of one statement stand at most so many words ("he said on Monday").
const BETWEEN: usize = 12;

/// A quotation of the story.
struct Node<'a> {
    article: usize,
    index: usize,
    quotation: &'a Quotation,
    voice: Voice,
    said: Said,
}

impl Node<'_> {
    fn marked(&self) -> bool {
        self.quotation.kind != QuoteKind::Indirect
    }
}

/// The utterances of a story, those in several outlets first, then by place. Every quotation is in exactly one of them.
pub fn utterances(
    articles: &[&Article],
    readings: &[&Reading],
    places: &[Place],
    links: &[Link],
    people: &[Person],
) -> Vec<Utterance> {
    let voices = Voices::of(people);
    let mut sayer = Sayer::new();
    let mut nodes: Vec<Node<'_>> = Vec::new();
    for (article, (source, reading)) in articles.iter().zip(readings).enumerate() {
        for (index, quotation) in reading.quotations.iter().enumerate().filter(|(_, q)| q.is_speech()) {
            let voice = voices.voice(article, quotation.speaker.as_ref());
            nodes.push(Node { article, index, quotation, voice, said: sayer.said(&source.text, quotation.span) });
        }
    }
    let mut groups = Groups::new(nodes.len());
    parts(articles, &nodes, &mut groups);
    same_speaker(&nodes, &aligned(readings, places, links), &mut groups);
    same_words(&nodes, &mut groups);
    finish(articles, readings, &nodes, &mut groups, people)
}

/// Sets of nodes that grow together.
struct Groups(Vec<usize>);

impl Groups {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    fn find(&self, mut at: usize) -> usize {
        while let Some(&up) = self.0.get(at)
            && up != at
        {
            at = up;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}

/// The aligned pairs of passages, as (article, passage) of the earlier and of the later article.
type Aligned = FxHashSet<((usize, usize), (usize, usize))>;

fn aligned(readings: &[&Reading], places: &[Place], links: &[Link]) -> (Aligned, Vec<Vec<Span>>) {
    let end = |id: usize| places.get(id).map(|place| (place.article, place.passage));
    let pairs = links.iter().filter(|link| link.aligned).filter_map(|link| Some((end(link.a.0)?, end(link.b.0)?)));
    let passages = readings.iter().map(|reading| reading.passages.iter().map(|passage| passage.span).collect());
    (pairs.collect(), passages.collect())
}

/// Joins the parts of a quotation that its own reporting words split ("Yes," he said. "We leave.").
fn parts(articles: &[&Article], nodes: &[Node<'_>], groups: &mut Groups) {
    for (n, pair) in nodes.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        if one.article != other.article || !one.marked() || !other.marked() || one.voice != other.voice {
            continue;
        }
        let Some(article) = articles.get(one.article) else { continue };
        let between = Span::new(one.quotation.marked.end, other.quotation.marked.start).of(&article.text);
        let near = other.quotation.marked.start >= one.quotation.marked.end
            && !between.contains('\n')
            && between.split_whitespace().count() <= BETWEEN;
        if near && one.voice != Voice::Nobody || other.quotation.continues && one.voice == other.voice {
            groups.join(n, n + 1);
        }
    }
}

/// Joins what one speaker says in like words in different outlets.
fn same_speaker(nodes: &[Node<'_>], (aligned, passages): &(Aligned, Vec<Vec<Span>>), groups: &mut Groups) {
    let mut by_voice: FxHashMap<&Voice, Vec<usize>> = FxHashMap::default();
    for (n, node) in nodes.iter().enumerate().filter(|(_, node)| node.voice != Voice::Nobody) {
        by_voice.entry(&node.voice).or_default().push(n);
    }
    let passages_of = |node: &Node<'_>| -> Vec<(usize, usize)> {
        let Some(list) = passages.get(node.article) else { return Vec::new() };
        let first = list.partition_point(|span| span.end <= node.quotation.span.start);
        let met = list.iter().enumerate().skip(first).take_while(|(_, span)| span.start < node.quotation.span.end);
        met.map(|(passage, _)| (node.article, passage)).collect()
    };
    for list in by_voice.values() {
        for (k, &i) in list.iter().enumerate() {
            let Some(one) = nodes.get(i) else { continue };
            let here = passages_of(one);
            for &j in list.iter().skip(k + 1) {
                let Some(other) = nodes.get(j).filter(|other| other.article != one.article) else { continue };
                let linked = || {
                    passages_of(other).iter().any(|&there| here.iter().any(|&here| aligned.contains(&(here, there))))
                };
                let marked = one.marked() && other.marked();
                if one.said.like(&other.said, marked, linked) {
                    groups.join(i, j);
                }
            }
        }
    }
}

/// Joins nearly the same words in different outlets where the speaker is told differently, or not at all, by one of them.
fn same_words(nodes: &[Node<'_>], groups: &mut Groups) {
    let mut by_run: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (n, node) in nodes.iter().enumerate().filter(|(_, node)| node.marked()) {
        for run in node.said.runs() {
            let list = by_run.entry(run).or_default();
            if list.last() != Some(&n) {
                list.push(n);
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for list in by_run.values().filter(|list| list.len() < 200) {
        for (k, &i) in list.iter().enumerate() {
            pairs.extend(list.iter().skip(k + 1).map(|&j| (i, j)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (i, j) in pairs {
        let (Some(one), Some(other)) = (nodes.get(i), nodes.get(j)) else { continue };
        let two_people = matches!((&one.voice, &other.voice), (Voice::Person(a), Voice::Person(b)) if a != b);
        if one.article != other.article && !two_people && one.said.nearly(&other.said) {
            groups.join(i, j);
        }
    }
}

fn finish(
    articles: &[&Article],
    readings: &[&Reading],
    nodes: &[Node<'_>],
    groups: &mut Groups,
    people: &[Person],
) -> Vec<Utterance> {
    let mut members: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for n in 0..nodes.len() {
        members.entry(groups.find(n)).or_default().push(n);
    }
    let marked = |list: &Vec<usize>| list.iter().any(|&n| nodes.get(n).is_some_and(Node::marked));
    let mut lists: Vec<Vec<usize>> = members.into_values().filter(marked).collect();
    lists.sort();
    let twins = twin::twins(articles, readings, nodes.iter().map(|node| (node.article, node.quotation, &node.said)));
    let mut found: Vec<(usize, Utterance)> = lists
        .into_iter()
        .map(|list| {
            let mut wordings: Vec<Wording> = Vec::new();
            for &n in &list {
                let Some(node) = nodes.get(n) else { continue };
                wordings.push(Wording {
                    words: Words { article: node.article, span: node.quotation.span },
                    channel: node.quotation.relay.as_ref().map(|relay| relay.name.clone()),
                    quotation: node.marked().then_some(node.index),
                });
            }
            for words in list.iter().filter_map(|n| twins.get(n)).flatten() {
                let taken = wordings
                    .iter()
                    .any(|other| other.words.article == words.article && (other.words.span.meets(words.span)));
                if !taken {
                    wordings.push(Wording { words: *words, channel: None, quotation: None });
                }
            }
            wordings.sort_by_key(|wording| (wording.words.article, wording.words.span));
            let outlets: FxHashSet<usize> = wordings.iter().map(|wording| wording.words.article).collect();
            let voices = list.iter().filter_map(|&n| nodes.get(n)).map(|node| &node.voice);
            (outlets.len(), Utterance { speaker: voice::name(voices, people), wordings })
        })
        .collect();
    found.sort_by(|a, b| {
        let first = |utterance: &Utterance| utterance.wordings.first().map(|w| (w.words.article, w.words.span));
        b.0.cmp(&a.0).then_with(|| first(&a.1).cmp(&first(&b.1)))
    });
    found.into_iter().map(|(_, utterance)| utterance).collect()
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::compare::Comparison;
    use crate::language::fixture::article;
    use crate::reading::Reading;

    fn compare(texts: &[&str]) -> (Vec<Article>, Comparison) {
        let articles: Vec<Article> = texts.iter().map(|text| article(text)).collect();
        let readings: Vec<Reading> = articles.iter().map(Reading::of).collect();
        let found = Comparison::of(&articles.iter().collect::<Vec<_>>(), &readings.iter().collect::<Vec<_>>());
        (articles, found)
    }

    type Said = (Option<String>, Vec<(usize, String)>);

    /// For each utterance its speaker and its wordings as (article, words).
    fn said(texts: &[&str]) -> Vec<Said> {
        let (articles, found) = compare(texts);
        let words = |at: crate::compare::Words| (at.article, articles[at.article].at(at.span).to_owned());
        found.utterances.into_iter().map(|u| (u.speaker, u.wordings.iter().map(|w| words(w.words)).collect())).collect()
    }

    #[test]
    fn one_statement_in_two_translations_is_one_utterance() {
        let found = said(&[
            "Mayor Aino Virtanen said: “The harbour will never be sold to strangers.”",
            "“The port will never be sold to any stranger,” Aino Virtanen said.",
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0.as_deref(), found[0].1.len()), (Some("Aino Virtanen"), 2));
    }

    #[test]
    fn two_speakers_are_never_one_utterance() {
        let found = said(&[
            "“The harbour will never be sold to strangers,” Mayor Aino Virtanen said.",
            "“The harbour will never be sold to strangers,” Senator Pekka Laine said.",
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn a_split_quotation_is_one_statement() {
        let found = said(&["“The bridge is closed,” Mayor Aino Virtanen said. “Nobody may cross the river at night.”"]);
        assert_eq!((found.len(), found[0].1.len()), (1, 2), "{found:?}");
    }

    #[test]
    fn words_without_marks_in_another_outlet_are_a_twin() {
        let found = said(&[
            "“The ferry company has lost all trust of the island people,” Mayor Aino Virtanen said.",
            "Mayor Aino Virtanen said the ferry company has lost all trust of the island people.",
        ]);
        assert_eq!(found[0].1.len(), 2, "{found:?}");
        assert!(found[0].1[1].1.contains("lost all trust of the island"), "{found:?}");
    }

    #[test]
    fn other_words_of_the_same_speaker_stay_apart() {
        let found = said(&[
            "“The harbour will never be sold,” Mayor Aino Virtanen said.",
            "“Schools need forty more teachers this year,” Mayor Aino Virtanen said.",
        ]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn the_order_of_the_articles_does_not_matter() {
        let texts = [
            "“The bridge is closed,” Mayor Aino Virtanen said. “Nobody may cross the river at night.”",
            "Mayor Aino Virtanen said: “No one may cross the river at night.”",
            "“The bridge is now closed,” Virtanen told reporters.",
        ];
        let plain = |texts: &[&str]| {
            let mut all: Vec<Vec<String>> = said(texts)
                .into_iter()
                .map(|(_, wordings)| {
                    let mut words: Vec<String> = wordings.into_iter().map(|(_, words)| words).collect();
                    words.sort();
                    words
                })
                .collect();
            all.sort();
            all
        };
        assert_eq!(plain(&texts), plain(&[texts[2], texts[0], texts[1]]));
    }

    proptest::proptest! {
        #[test]
        fn every_wording_lies_in_its_article(
            one in "(“|”|\"|Mayor Aino Virtanen |said |the bridge |is closed |\\. |, |\n|he |é ){0,30}",
            other in "(“|”|\"|Mayor Aino Virtanen |said |the bridge |is closed |\\. |, |\n|10 km |2024 ){0,30}",
        ) {
            let (articles, found) = compare(&[&one, &other]);
            for wording in found.utterances.iter().flat_map(|utterance| &utterance.wordings) {
                proptest::prop_assert!(!articles[wording.words.article].at(wording.words.span).is_empty());
            }
            for label in found.people.iter().flat_map(|person| &person.labels) {
                proptest::prop_assert!(!articles[label.words.article].at(label.words.span).is_empty());
            }
            for value in found.figures.iter().flat_map(|row| &row.values) {
                proptest::prop_assert!(!articles[value.words.article].at(value.words.span).is_empty());
            }
            for sourcing in &found.sourcing {
                for span in &sourcing.anonymous {
                    proptest::prop_assert!(!articles[sourcing.article].at(*span).is_empty());
                }
            }
        }
    }
}
