//! What a format's parser hands to the article builder: the words it found, in order, and what the file says of them.

use std::borrow::Cow;

use crate::article::{Block, BlockKind};

/// What one record of a file was read into. The builder joins the pieces to the article's text, makes it safe, classes the
/// blocks that the format left open, and infers what no field gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The record's number in the file, from 1, unreadable ones counted; `None` for a format of one article a file.
    pub record: Option<usize>,
    /// The text.
    pub body: Body,
    /// The headline that the source gives as such. It need not stand in the body.
    pub title: Option<String>,
    /// Who publishes it, and the field that says so ("og:site_name").
    pub outlet: Option<(String, String)>,
    /// Who wrote it, as given.
    pub byline: Option<String>,
    /// When it was published: RFC 3339, or `YYYY-MM-DD` (see [`super::date::normal`]).
    pub published: Option<String>,
    /// When it was last changed, in the same form.
    pub modified: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// BCP 47 language tag, where the source gives one.
    pub language: Option<String>,
    /// What the reader should know of this article, one line each ("only the summary is in the feed").
    pub notes: Vec<String>,
}

/// The text of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Plain text as it stands in the source: lines and paragraphs are found in it, as in a text file.
    Plain(String),
    /// The whole text with the blocks that its markup gives, sorted and disjoint, so that offsets stay the file's. Front
    /// matter is one of them; lines in none are running text.
    Marked {
        /// The whole text.
        text: String,
        /// What the markup says.
        blocks: Vec<Block>,
    },
    /// Pieces in the order of the page, to be parted by blank lines.
    Pieces(Vec<Piece>),
}

impl Default for Body {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

/// One block's worth of text whose class the format knows. Its text is not empty and has no white space at its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What it is. A [`BlockKind::Paragraph`] may still be classed otherwise by the rules for plain text (dateline, credit).
    pub kind: BlockKind,
    /// Why, in words for the reader.
    pub why: Cow<'static, str>,
}

/// What a whole file gave: drafts in its order, and one line for each record that could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drafts {
    /// The articles.
    pub drafts: Vec<Draft>,
    /// What was wrong: the record's number, where it is one record, and the reason.
    pub problems: Vec<(Option<usize>, String)>,
}

impl Drafts {
    /// One article.
    pub fn one(draft: Draft) -> Self {
        Self { drafts: vec![draft], problems: Vec::new() }
    }

    /// Nothing, and why.
    pub fn nothing(why: impl Into<String>) -> Self {
        Self { drafts: Vec::new(), problems: vec![(None, why.into())] }
    }
}
