//! Everything found across the articles of one story.

pub mod align;
pub mod conflict;
pub mod diff;
pub mod fact;
pub mod figure;
pub mod origin;
pub mod people;
pub mod relation;
pub mod sourcing;
pub mod utterance;

pub use align::Link;
pub use conflict::{Conflict, ConflictKind};
pub use diff::Difference;
pub use fact::Fact;
pub use figure::{FigureRow, FigureValue};
pub use origin::Origin;
pub use people::{Label, LabelKind, Person};
pub use relation::Relation;
pub use sourcing::{Sourcing, VerbUse};
pub use utterance::{Utterance, Wording};

use crate::article::{Article, Span};
use crate::reading::Reading;

/// An index into [`Comparison::passages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageId(pub usize);

/// One passage of one article of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The article's place in the story (not in the collection).
    pub article: usize,
    /// The words, in that article's text.
    pub span: Span,
    /// Its index in that article's [`Reading::passages`].
    pub passage: usize,
}

/// Words of one article of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Words {
    /// The article's place in the story.
    pub article: usize,
    /// The words.
    pub span: Span,
}

/// Everything found across the articles of one story. Pure: the same articles give the same comparison.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Every passage, by article and position.
    pub passages: Vec<Place>,
    /// Links between passages of different articles, by (a, b); those with a score of 0.05 or more.
    pub links: Vec<Link>,
    /// The headlines that stand in the texts outside the body: they are compared too, but are no passages.
    pub headlines: Vec<Words>,
    /// The links of those: an id beyond the passages is that of a headline, in the order of [`Comparison::headlines`].
    pub headline_links: Vec<Link>,
    /// Facts that two or more articles carry, most shared first.
    pub facts: Vec<Fact>,
    /// Passages that only one article has.
    pub exclusive: Vec<PassageId>,
    /// Statements, those in several outlets first.
    pub utterances: Vec<Utterance>,
    /// Figures by what they count.
    pub figures: Vec<FigureRow>,
    /// The people of the story.
    pub people: Vec<Person>,
    /// Differences in the same thing.
    pub conflicts: Vec<Conflict>,
    /// Where reports come from.
    pub origins: Vec<Origin>,
    /// How each article is sourced.
    pub sourcing: Vec<Sourcing>,
    /// For each passage the indexes of its aligned links.
    pub partners: Vec<Vec<usize>>,
}

impl Comparison {
    /// Compares the articles of one story with their readings, in the same order.
    pub fn of(articles: &[&Article], readings: &[&Reading]) -> Self {
        let passages = places(readings);
        let people = people::people(articles, readings);
        let origins = origin::origins(articles, readings);
        let headlines = headlines(articles);
        let (links, headline_links): (Vec<Link>, Vec<Link>) = align::links(articles, readings, &passages, &headlines)
            .into_iter()
            .partition(|link| link.a.0.max(link.b.0) < passages.len());
        let facts = fact::facts(articles, readings, &passages, &links, &origins);
        let utterances = utterance::utterances(articles, readings, &passages, &links, &people);
        let figures = figure::figures(articles, readings, &passages, &links);
        let conflicts = conflict::conflicts(articles, readings, &passages, &links, &people, &figures);
        let sourcing = sourcing::sourcing(articles, readings, &people);
        let mut found = Self {
            passages,
            links,
            headlines,
            headline_links,
            facts,
            exclusive: Vec::new(),
            utterances,
            figures,
            people,
            conflicts,
            origins,
            sourcing,
            partners: Vec::new(),
        };
        found.index();
        found.exclusive =
            (0..found.passages.len()).map(PassageId).filter(|id| found.aligned(*id).next().is_none()).collect();
        found
    }

    /// Fills [`Comparison::partners`] from the links: only for a comparison that was put together by hand.
    pub fn index(&mut self) {
        self.partners = vec![Vec::new(); self.passages.len()];
        for (at, link) in self.links.iter().enumerate().filter(|(_, link)| link.aligned) {
            for end in [link.a, link.b] {
                if let Some(list) = self.partners.get_mut(end.0) {
                    list.push(at);
                }
            }
        }
    }

    /// The id of passage `passage` of the story's article `article`.
    pub fn id(&self, article: usize, passage: usize) -> Option<PassageId> {
        let first = self.passages.partition_point(|place| place.article < article);
        let found = self.passages.get(first + passage)?;
        (found.article == article).then_some(PassageId(first + passage))
    }

    /// The aligned links of a passage: (the other end, the link), in the order of the story's articles.
    pub fn aligned(&self, id: PassageId) -> impl Iterator<Item = (PassageId, &Link)> {
        self.partners.get(id.0).into_iter().flatten().filter_map(move |&at| {
            let link = self.links.get(at)?;
            Some((if link.a == id { link.b } else { link.a }, link))
        })
    }
}

/// The headlines that stand in the texts outside the body.
fn headlines(articles: &[&Article]) -> Vec<Words> {
    let outside = |article: &Article, span: Span| !article.body().any(|(_, block)| block.span.meets(span));
    articles
        .iter()
        .enumerate()
        .filter_map(|(at, article)| {
            let span = article.headline.as_ref()?.span.filter(|span| outside(article, *span))?;
            Some(Words { article: at, span })
        })
        .collect()
}

/// Every passage of the story, by article and position.
pub fn places(readings: &[&Reading]) -> Vec<Place> {
    let of = |article, reading: &Reading| -> Vec<Place> {
        reading
            .passages
            .iter()
            .enumerate()
            .map(|(passage, found)| Place { article, span: found.span, passage })
            .collect()
    };
    readings.iter().enumerate().flat_map(|(article, reading)| of(article, reading)).collect()
}
