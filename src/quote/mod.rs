//! Quotations: find what stands between marks, tell speech from terms, name who said it.

mod antecedent;
mod beside;
mod candidates;
mod construction;
mod decide;
mod features;
mod indirect;
mod kind;
pub mod learn;
mod link;
mod marks;
mod narration;
mod rank;
mod relay;
mod resolve;
mod scene;
mod table;
mod view;

use crate::article::{Article, Span};
use crate::language::Name;

/// What a marked stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Whole sentences of a speaker.
    Full,
    /// A part of a sentence.
    Partial,
    /// Inside another quotation.
    Nested,
    /// A term, a title, a scare quote: nobody's speech.
    Term,
    /// The words of a document or an institution.
    Document,
    /// A reported claim without marks. Only where it was asked for.
    Indirect,
}

impl QuoteKind {
    /// The word for it in CONTRACT's records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Nested => "nested",
            Self::Term => "term",
            Self::Document => "document",
            Self::Indirect => "indirect",
        }
    }
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The resolved name ("Greta Holm"), or a description as the text gives it ("unnamed officials").
    pub name: String,
    /// Index into the article's names, where the speaker is one of them.
    pub entity: Option<usize>,
    /// The words at this place which say so ("he").
    pub mention: Option<Span>,
    /// Whether it is certain; if not, the screen shows `?` and [`Speaker::why`].
    pub certain: bool,
    /// Why this speaker: the rule or, when doubtful, the doubt, in words for the reader.
    pub why: String,
}

/// Through whom the words came ("told CNN", "via the NYT", "on Telegram").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relay {
    /// Its name, verbatim.
    pub name: String,
    /// Where the text says so.
    pub span: Span,
}

/// Verbatim words inside marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the marks. Never crosses a block.
    pub span: Span,
    /// The words with the marks.
    pub marked: Span,
    /// What it is.
    pub kind: QuoteKind,
    /// Why it is of this kind, in words for the reader.
    pub why: &'static str,
    /// Whether it goes on from the paragraph before.
    pub continues: bool,
    /// Who said it, where somebody can be named.
    pub speaker: Option<Speaker>,
    /// The reporting words ("he said", "according to").
    pub cue: Option<Span>,
    /// Through whom it came.
    pub relay: Option<Relay>,
}

impl Quotation {
    /// Whether it is listed as somebody's words: neither a term nor inside another quotation.
    pub fn is_speech(&self) -> bool {
        !matches!(self.kind, QuoteKind::Term | QuoteKind::Nested)
    }
}

/// The quotations of an article in the order of the text; where `indirect` is set, [`QuoteKind::Indirect`] among them.
pub fn quotations(article: &Article, names: &[Name], indirect: bool) -> Vec<Quotation> {
    decide::decide(&scene::Scene::of(article), names, indirect)
}
