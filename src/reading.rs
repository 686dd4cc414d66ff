//! A reading: everything the analysis found in one article.

use crate::article::Article;
use crate::language::{self, Figure, Name, Passage};
use crate::quote::{self, Quotation};

/// Everything the analysis found in one article. Pure: the same article gives the same reading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The sentences of the body.
    pub passages: Vec<Passage>,
    /// Who and what is named.
    pub names: Vec<Name>,
    /// The quotations, indirect ones among them.
    pub quotations: Vec<Quotation>,
    /// The figures and dates.
    pub figures: Vec<Figure>,
}

impl Reading {
    /// Reads one article.
    pub fn of(article: &Article) -> Self {
        let passages = language::sentences(article);
        let names = language::name::names(article, &passages);
        let quotations = quote::quotations(article, &names, true);
        let figures = language::figure::figures(article, &passages);
        Self { passages, names, quotations, figures }
    }

    /// The quotations alone, without the figures; where `indirect` is set, also what is reported without marks.
    pub fn quotations_of(article: &Article, indirect: bool) -> Vec<Quotation> {
        let passages = language::sentences(article);
        let names = language::name::names(article, &passages);
        quote::quotations(article, &names, indirect)
    }

    /// The passage in which `byte` lies, or the last one before it.
    pub fn passage_at(&self, byte: usize) -> Option<usize> {
        let after = self.passages.partition_point(|passage| passage.span.start <= byte);
        after.checked_sub(1)
    }
}
