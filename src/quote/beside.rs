//! What stands right before or after a candidate or a stretch: a mark, or a kind of word.

use std::ops::Range;

use crate::language::lexicon::Tags;
use crate::language::token::{Token, TokenKind, hash};
use crate::quote::scene::Scene;

/// What stands right before or after a candidate or a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Beside {
    Edge,
    Stop,
    Comma,
    Colon,
    Dash,
    Bracket,
    Stretch,
    Said,
    Reports,
    Verb,
    Auxiliary,
    Of,
    By,
    To,
    Preposition,
    And,
    That,
    As,
    Conjunction,
    Who,
    Determiner,
    Possessive,
    Adverb,
    Document,
    Work,
    Capital,
    Word,
    Other,
    According,
    Pronoun,
}

impl Beside {
    pub(super) const LABELS: [&'static str; 30] = [
        "edge",
        "stop",
        "comma",
        "colon",
        "dash",
        "bracket",
        "quote",
        "said",
        "reports",
        "verb",
        "auxiliary",
        "of",
        "by",
        "to",
        "preposition",
        "and",
        "that",
        "as",
        "conjunction",
        "who",
        "determiner",
        "possessive",
        "adverb",
        "document",
        "work",
        "capital",
        "word",
        "other",
        "according",
        "pronoun",
    ];
}

/// What the token at `at` is to a phrase beside it.
pub(super) fn beside(scene: &Scene<'_>, at: usize, range: &Range<usize>, within: u32) -> Beside {
    let Some(token) = scene.token_in(at, range) else { return Beside::Edge };
    let inside = scene.inside.get(at).copied().unwrap_or(0);
    if inside != within && inside != 0 {
        return Beside::Stretch;
    }
    match token.kind {
        TokenKind::Mark('.' | '!' | '?' | '…' | ';') => Beside::Stop,
        TokenKind::Mark(',') => Beside::Comma,
        TokenKind::Mark(':') => Beside::Colon,
        TokenKind::Mark('—' | '–' | '―' | '-') => Beside::Dash,
        TokenKind::Mark('(' | ')' | '[' | ']') => Beside::Bracket,
        TokenKind::Mark(_) => Beside::Other,
        TokenKind::Number => Beside::Other,
        TokenKind::Word => word_beside(scene, at, token),
    }
}

fn word_beside(scene: &Scene<'_>, at: usize, token: &Token) -> Beside {
    let word = token.span.of(scene.text);
    match word {
        "of" => return Beside::Of,
        "by" | "from" => return Beside::By,
        "to" if at
            .checked_sub(1)
            .is_some_and(|before| scene.tokens.get(before).is_some_and(|t| t.word == hash("according"))) =>
        {
            return Beside::According;
        }
        "per" => return Beside::According,
        "to" => return Beside::To,
        "and" | "or" | "but" | "And" | "But" => return Beside::And,
        "that" => return Beside::That,
        "as" | "As" | "like" => return Beside::As,
        "who" | "which" => return Beside::Who,
        _ => {}
    }
    if token.possessive {
        return Beside::Possessive;
    }
    let tags = token.tags;
    if token.capital && !tags.any(Tags::CLOSED | Tags::ADVERB) {
        return Beside::Capital;
    }
    if tags.any(Tags::AUXILIARY) {
        Beside::Auxiliary
    } else if tags.any(Tags::SPEECH) && !tags.any(Tags::CLOSED) {
        if matches!(word, "said" | "says" | "told") { Beside::Said } else { Beside::Reports }
    } else if tags.any(Tags::WEAK) && !tags.any(Tags::CLOSED) {
        Beside::Reports
    } else if tags.any(Tags::PREPOSITION) {
        Beside::Preposition
    } else if tags.any(Tags::CONJUNCTION) {
        Beside::Conjunction
    } else if tags.any(Tags::DETERMINER) {
        Beside::Determiner
    } else if tags.any(Tags::POSSESSIVE) {
        Beside::Possessive
    } else if tags.any(Tags::PRONOUN | Tags::OBJECT) {
        Beside::Pronoun
    } else if tags.any(Tags::ADVERB) || word.ends_with("ly") {
        Beside::Adverb
    } else if tags.any(Tags::DOCUMENT) {
        Beside::Document
    } else if tags.any(Tags::WORK) {
        Beside::Work
    } else if tags.any(Tags::VERB) && !tags.any(Tags::ROLE | Tags::BODY) {
        Beside::Verb
    } else {
        Beside::Word
    }
}
