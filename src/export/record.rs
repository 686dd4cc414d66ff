//! The records of one quotation, article or hit that scripts may rely on, field by field and in this order. They borrow
//! from the articles and are written by [`super::json`] and [`super::csv`].

use serde::Serialize;

use crate::article::{Article, BlockKind, TitleIs};
use crate::quote::{Quotation, QuoteKind};
use crate::story::Story;

/// One quotation. Offsets are bytes in the article's decoded text and leave the marks out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuoteRecord<'a> {
    /// The article's id.
    pub article: &'a str,
    /// Its outlet.
    pub outlet: Option<&'a str>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// What it is.
    pub kind: QuoteKind,
    /// The resolved name, or a description.
    pub speaker: Option<&'a str>,
    /// The words at this place which say so.
    pub speaker_text: Option<&'a str>,
    /// Their first byte.
    pub speaker_start: Option<usize>,
    /// One past their last byte.
    pub speaker_end: Option<usize>,
    /// Whether the speaker is certain; `false` where nobody can be named.
    pub certain: bool,
    /// The reporting words.
    pub cue: Option<&'a str>,
    /// Through whom it came.
    pub relay: Option<&'a str>,
    /// Whether it goes on from the paragraph before; left out where it does not.
    #[serde(skip_serializing_if = "is_false")]
    pub continues: bool,
    /// The story's number, where the stories were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<usize>,
    /// The index of its utterance in that story, where the stories were asked for; null for a term or a nested quotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utterance: Option<Option<usize>>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
pub(super) fn is_false(value: &bool) -> bool {
    !value
}

impl<'a> QuoteRecord<'a> {
    /// The record of one quotation of `article`, without its story.
    pub fn of(article: &'a Article, quotation: &'a Quotation) -> Self {
        let speaker = quotation.speaker.as_ref();
        let mention = speaker.and_then(|speaker| speaker.mention);
        Self {
            article: &article.id,
            outlet: article.outlet.name.as_deref(),
            start: quotation.span.start,
            end: quotation.span.end,
            text: article.at(quotation.span),
            kind: quotation.kind,
            speaker: speaker.map(|speaker| speaker.name.as_str()),
            speaker_text: mention.map(|span| article.at(span)),
            speaker_start: mention.map(|span| span.start),
            speaker_end: mention.map(|span| span.end),
            certain: speaker.is_some_and(|speaker| speaker.certain),
            cue: quotation.cue.map(|span| article.at(span)),
            relay: quotation.relay.as_ref().map(|relay| relay.name.as_str()),
            continues: quotation.continues,
            story: None,
            utterance: None,
        }
    }
}

/// One article and the number of its story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryRecord<'a> {
    /// The article's id.
    pub article: &'a str,
    /// The number of its story.
    pub story: usize,
    /// Its outlet.
    pub outlet: Option<&'a str>,
    /// Its headline.
    pub title: Option<&'a str>,
    /// Whether the headline was given or inferred.
    pub title_is: Option<TitleIs>,
    /// When it was published.
    pub published: Option<&'a str>,
    /// The first article with the same text, where it repeats one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<&'a str>,
    /// The story's name.
    pub story_name: &'a str,
    /// The words that tie it to the story's other articles.
    pub because: &'a [String],
}

impl<'a> StoryRecord<'a> {
    /// The record of the article at `place` of story number `number`.
    pub fn of(article: &'a Article, number: usize, story: &'a Story, place: usize) -> Self {
        Self {
            article: &article.id,
            story: number,
            outlet: article.outlet.name.as_deref(),
            title: article.headline.as_ref().map(|headline| headline.text.as_str()),
            title_is: article.headline.as_ref().map(|headline| headline.is),
            published: article.published.as_deref(),
            same_as: article.same_as.as_deref(),
            story_name: &story.name,
            because: story.ties.get(place).map_or(&[], Vec::as_slice),
        }
    }
}

/// One article with all its blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextRecord<'a> {
    /// The article's id.
    pub article: &'a str,
    /// Its outlet.
    pub outlet: Option<&'a str>,
    /// Its headline.
    pub title: Option<&'a str>,
    /// Whether the headline was given or inferred.
    pub title_is: Option<TitleIs>,
    /// Who wrote it.
    pub byline: Option<&'a str>,
    /// When it was published.
    pub published: Option<&'a str>,
    /// Its language.
    pub language: Option<&'a str>,
    /// Whether it is cut off.
    pub truncated: bool,
    /// Its blocks, in the order of the text.
    pub blocks: Vec<BlockRecord<'a>>,
    /// When it was last changed.
    pub modified: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// What the reader should know of the text.
    pub notes: Vec<&'a str>,
}

/// One block of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockRecord<'a> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its class.
    pub kind: BlockKind,
    /// Why it was classed so.
    pub why: &'a str,
    /// Its words.
    pub text: &'a str,
}

impl<'a> TextRecord<'a> {
    /// The record of one article.
    pub fn of(article: &'a Article) -> Self {
        let block = |block: &'a crate::article::Block| BlockRecord {
            start: block.span.start,
            end: block.span.end,
            kind: block.kind,
            why: &block.why,
            text: article.at(block.span),
        };
        Self {
            article: &article.id,
            outlet: article.outlet.name.as_deref(),
            title: article.headline.as_ref().map(|headline| headline.text.as_str()),
            title_is: article.headline.as_ref().map(|headline| headline.is),
            byline: article.byline.as_deref(),
            published: article.published.as_deref(),
            language: article.language.as_deref(),
            truncated: article.truncated,
            blocks: article.blocks.iter().map(block).collect(),
            modified: article.modified.as_deref(),
            url: article.url.as_deref(),
            notes: article.notes.iter().map(|note| note.text.as_str()).collect(),
        }
    }
}

/// One hit of a search.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HitRecord<'a> {
    /// The article's id.
    pub article: &'a str,
    /// First byte; 0 where the words stand in no place of the text (a headline or outlet from metadata).
    pub start: usize,
    /// One past the last byte; 0 likewise.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// What was found.
    pub kind: &'a str,
    /// In 0..=1, best first.
    pub score: f64,
}
