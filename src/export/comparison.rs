//! The record of one story that scripts may rely on, field by field and in this order.

use serde::Serialize;

use super::StoryView;
use super::record::is_false;
use crate::article::{Article, Span, TitleIs};
use crate::compare::{Comparison, ConflictKind, LabelKind, Relation, Words};
use crate::language::Unit;

/// One story, whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparisonRecord<'a> {
    /// Its articles; all other `article`s are indexes into these.
    pub articles: Vec<ArticleRecord<'a>>,
    /// Every passage of every article.
    pub passages: Vec<PlaceRecord>,
    /// What stands for what.
    pub links: Vec<LinkRecord>,
    /// Groups of passages over several articles.
    pub facts: Vec<FactRecord>,
    /// Passages that only one article has.
    pub exclusive: Vec<usize>,
    /// Statements.
    pub utterances: Vec<UtteranceRecord<'a>>,
    /// Figures by what they count.
    pub figures: Vec<FigureRecord<'a>>,
    /// The people.
    pub people: Vec<PersonRecord<'a>>,
    /// Differences in the same thing.
    pub conflicts: Vec<ConflictRecord<'a>>,
    /// Where reports come from.
    pub origins: Vec<OriginRecord<'a>>,
    /// How each article is sourced.
    pub sourcing: Vec<SourcingRecord<'a>>,
    /// The story's name.
    pub name: &'a str,
}

/// One article of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleRecord<'a> {
    /// Its id.
    pub article: &'a str,
    /// Its outlet.
    pub outlet: Option<&'a str>,
    /// Its headline.
    pub title: Option<&'a str>,
    /// Whether the headline was given or inferred.
    pub title_is: Option<TitleIs>,
    /// Words of the body.
    pub words: usize,
    /// Whether it is cut off.
    pub truncated: bool,
    /// When it was published.
    pub published: Option<&'a str>,
}

/// A stretch of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PlaceRecord {
    /// Index of the article in the story.
    pub article: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A link between two passages.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LinkRecord {
    /// Index of the one passage.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// In 0..=1.
    pub score: f64,
    /// How they stand to each other.
    pub relation: Relation,
    /// Whether the screen shows them as aligned; left out where it does not.
    #[serde(skip_serializing_if = "is_false")]
    pub aligned: bool,
}

/// A fact that several articles carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactRecord {
    /// Indexes of its passages.
    pub passages: Vec<usize>,
    /// How many articles carry it.
    pub articles: usize,
    /// How many independent origins report it.
    pub origins: usize,
}

/// Words of one article, verbatim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct WordsRecord<'a> {
    /// Index of the article in the story.
    pub article: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: &'a str,
}

/// One statement in all its wordings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UtteranceRecord<'a> {
    /// Who said it.
    pub speaker: Option<&'a str>,
    /// Every wording.
    pub wordings: Vec<WordingRecord<'a>>,
}

/// One wording of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct WordingRecord<'a> {
    /// The words.
    #[serde(flatten)]
    pub words: WordsRecord<'a>,
    /// Through what it came.
    pub channel: Option<&'a str>,
}

/// One thing that is counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRecord<'a> {
    /// What.
    pub what: &'a str,
    /// The values.
    pub values: Vec<ValueRecord<'a>>,
}

/// One value of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ValueRecord<'a> {
    /// The words.
    #[serde(flatten)]
    pub words: WordsRecord<'a>,
    /// The value, null for a date.
    pub value: Option<f64>,
    /// Its unit.
    pub unit: &'a str,
    /// Whether it agrees with the others.
    pub agrees: bool,
    /// The date, left out for other figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'a str>,
}

/// One person of the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonRecord<'a> {
    /// The story's name for them.
    pub name: &'a str,
    /// How the outlets name them.
    pub labels: Vec<LabelRecord<'a>>,
}

/// How one outlet names a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LabelRecord<'a> {
    /// The words.
    #[serde(flatten)]
    pub words: WordsRecord<'a>,
    /// Of what kind.
    pub kind: LabelKind,
}

/// A difference in the same thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConflictRecord<'a> {
    /// In what.
    pub kind: ConflictKind,
    /// Both sides.
    pub sides: Vec<WordsRecord<'a>>,
    /// Why it is one.
    pub why: &'a str,
}

/// Where reports come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OriginRecord<'a> {
    /// Its name.
    pub origin: &'a str,
    /// Indexes of the articles.
    pub articles: &'a [usize],
}

/// How one article is sourced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourcingRecord<'a> {
    /// Index of the article in the story.
    pub article: usize,
    /// Words inside quotations.
    pub words_quoted: usize,
    /// Who is quoted by name.
    pub named: &'a [String],
    /// Phrases for sources without a name.
    pub anonymous: Vec<PhraseRecord<'a>>,
    /// Reporting verbs by speaker.
    pub verbs: Vec<VerbRecord<'a>>,
}

/// Words of the article at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PhraseRecord<'a> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: &'a str,
}

/// How often one verb reports one speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct VerbRecord<'a> {
    /// The verb.
    pub verb: &'a str,
    /// The speaker.
    pub speaker: &'a str,
    /// How often.
    pub count: usize,
}

/// The name of a unit in records.
pub fn unit(unit: &Unit) -> &str {
    match unit {
        Unit::Kilometres => "km",
        Unit::Kilograms => "kg",
        Unit::Percent => "%",
        Unit::Money(code) => code,
        Unit::Days => "days",
        Unit::Date => "date",
        Unit::Count => "count",
        Unit::Ordinal => "ordinal",
        Unit::Other(sign) => sign,
    }
}

impl<'a> ComparisonRecord<'a> {
    /// The record of one story: the links that the screen shows, or, with `all_links`, every link that has a score.
    pub fn of(view: &StoryView<'a>, all_links: bool) -> Self {
        let found: &'a Comparison = view.comparison;
        let words = |words: Words| WordsRecord {
            article: words.article,
            start: words.span.start,
            end: words.span.end,
            text: view.articles.get(words.article).map_or("", |article| article.at(words.span)),
        };
        let phrase = |article: usize, span: Span| PhraseRecord {
            start: span.start,
            end: span.end,
            text: view.articles.get(article).map_or("", |article| article.at(span)),
        };
        Self {
            articles: view.articles.iter().map(|article| ArticleRecord::of(article)).collect(),
            passages: found
                .passages
                .iter()
                .map(|place| PlaceRecord { article: place.article, start: place.span.start, end: place.span.end })
                .chain(found.headlines.iter().map(|headline| PlaceRecord {
                    article: headline.article,
                    start: headline.span.start,
                    end: headline.span.end,
                }))
                .collect(),
            links: found
                .links
                .iter()
                .chain(&found.headline_links)
                .filter(|link| all_links || link.aligned)
                .map(|link| LinkRecord {
                    a: link.a.0,
                    b: link.b.0,
                    score: rounded(link.score),
                    relation: link.relation,
                    aligned: link.aligned,
                })
                .collect(),
            facts: found
                .facts
                .iter()
                .map(|fact| FactRecord {
                    passages: fact.passages.iter().map(|id| id.0).collect(),
                    articles: fact.articles,
                    origins: fact.origins,
                })
                .collect(),
            exclusive: found.exclusive.iter().map(|id| id.0).collect(),
            utterances: found
                .utterances
                .iter()
                .map(|utterance| UtteranceRecord {
                    speaker: utterance.speaker.as_deref(),
                    wordings: utterance
                        .wordings
                        .iter()
                        .map(|wording| WordingRecord {
                            words: words(wording.words),
                            channel: wording.channel.as_deref(),
                        })
                        .collect(),
                })
                .collect(),
            figures: found
                .figures
                .iter()
                .map(|row| FigureRecord {
                    what: &row.what,
                    values: row
                        .values
                        .iter()
                        .map(|value| ValueRecord {
                            words: words(value.words),
                            value: value.value,
                            unit: unit(&value.unit),
                            agrees: value.agrees,
                            date: value.date.as_deref(),
                        })
                        .collect(),
                })
                .collect(),
            people: found
                .people
                .iter()
                .map(|person| PersonRecord {
                    name: &person.name,
                    labels: person
                        .labels
                        .iter()
                        .map(|label| LabelRecord { words: words(label.words), kind: label.kind })
                        .collect(),
                })
                .collect(),
            conflicts: found
                .conflicts
                .iter()
                .map(|conflict| ConflictRecord {
                    kind: conflict.kind,
                    sides: conflict.sides.iter().map(|&side| words(side)).collect(),
                    why: &conflict.why,
                })
                .collect(),
            origins: found
                .origins
                .iter()
                .map(|origin| OriginRecord { origin: &origin.name, articles: &origin.articles })
                .collect(),
            sourcing: found
                .sourcing
                .iter()
                .map(|sourcing| SourcingRecord {
                    article: sourcing.article,
                    words_quoted: sourcing.words_quoted,
                    named: &sourcing.named,
                    anonymous: sourcing.anonymous.iter().map(|&span| phrase(sourcing.article, span)).collect(),
                    verbs: sourcing
                        .verbs
                        .iter()
                        .map(|used| VerbRecord { verb: &used.verb, speaker: &used.speaker, count: used.count })
                        .collect(),
                })
                .collect(),
            name: &view.story.name,
        }
    }
}

impl<'a> ArticleRecord<'a> {
    fn of(article: &'a Article) -> Self {
        Self {
            article: &article.id,
            outlet: article.outlet.name.as_deref(),
            title: article.headline.as_ref().map(|headline| headline.text.as_str()),
            title_is: article.headline.as_ref().map(|headline| headline.is),
            words: article.words(),
            truncated: article.truncated,
            published: article.published.as_deref(),
        }
    }
}

/// Four places after the point: finer differences of a score mean nothing and make outputs hard to compare.
fn rounded(score: f64) -> f64 {
    (score.clamp(0.0, 1.0) * 1e4).round() / 1e4
}
