//! Speech or term: a linear filter over what stands in a stretch and around it, and the kinds it is sorted into.

use std::sync::LazyLock;

use crate::language::lexicon::Tags;
use crate::language::token::{Token, TokenKind};
use crate::quote::QuoteKind;
use crate::quote::beside::{Beside, beside};
use crate::quote::scene::{Scene, Stretch};
use crate::quote::table::{Model, Part, Sink, Template};
use crate::quote::view::log_bucket;

const BESIDE: Part = Part::Labels(&Beside::LABELS);
const WORDS: Part = Part::Labels(&["1", "2", "3-4", "5-8", "9-16", "17+"]);
const CUE: Part = Part::Labels(&["none", "before", "after", "both"]);
const NO_YES: Part = Part::Labels(&["no", "yes"]);
const SCORE: Part = Part::Labels(&["-3", "-2", "-1", "0", "1", "2", "3", "4", "5", "6", "7", "8"]);
const END: Part = Part::Labels(&["comma", "stop", "question", "none", "outside-stop", "outside-comma", "unclosed"]);
const CASE: Part = Part::Labels(&["lower", "sentence", "title", "shouted", "number"]);
const POSITION: Part = Part::Labels(&["body", "title"]);
const MARKS: Part = Part::Labels(&["usual", "unusual"]);

pub(super) const TEMPLATES: &[Template] = &[
    Template { name: "words", parts: &[WORDS, CUE] },
    Template { name: "before", parts: &[BESIDE, WORDS] },
    Template { name: "after", parts: &[BESIDE, WORDS] },
    Template { name: "score", parts: &[SCORE, WORDS] },
    Template { name: "end", parts: &[END, WORDS, NO_YES] },
    Template { name: "case", parts: &[CASE, WORDS] },
    Template { name: "case-before", parts: &[CASE, BESIDE] },
    Template { name: "position", parts: &[POSITION, WORDS, CASE] },
    Template { name: "marks", parts: &[MARKS, WORDS] },
    Template { name: "verb-inside", parts: &[NO_YES, WORDS] },
    Template { name: "person-inside", parts: &[NO_YES, WORDS] },
    Template { name: "work-near", parts: &[NO_YES, CASE] },
    Template { name: "repeated", parts: &[NO_YES, WORDS] },
    Template { name: "alone", parts: &[NO_YES, WORDS] },
    Template { name: "cue-word", parts: &[Part::Verb] },
    Template { name: "around", parts: &[BESIDE, BESIDE] },
    Template { name: "previous", parts: &[NO_YES, NO_YES, WORDS] },
    Template { name: "begins", parts: &[NO_YES, NO_YES, WORDS] },
    Template { name: "two-before", parts: &[BESIDE, BESIDE] },
    Template { name: "verb-before", parts: &[Part::Verb] },
];

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(TEMPLATES, include_str!("../../assets/quotes/kind.txt")));

/// The score of a stretch at which it counts as somebody's words.
const THRESHOLD: f32 = 0.0;

/// What is known of a stretch from elsewhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// Whether a reporting clause stands before it (1), after it (2) or both (3).
    pub(super) cue: usize,
    /// How far the best speaker stands above "nobody".
    pub(super) score: f32,
    /// Whether the stretch before it in the paragraph is speech.
    pub(super) previous: Option<bool>,
    /// Whether a reporting verb of its best speaker governs it.
    pub(super) governed: bool,
}

/// Whether it is somebody's words, and how sure (a log-odds).
pub(super) fn speech(scene: &Scene<'_>, stretch: &Stretch, known: Known) -> f32 {
    let mut score = MODEL.score();
    features(scene, stretch, known, &mut score);
    if names_a_thing(scene, stretch, known) { score.sum().min(-1.0) } else { score.sum() - THRESHOLD }
}

/// Whether the marks only set off what something is called, and no reporting verb governs them: "since the start of the
/// mayor’s “grand clean-up”", "even the “Blues,” who sit in the council".
fn names_a_thing(scene: &Scene<'_>, stretch: &Stretch, known: Known) -> bool {
    let Some(paragraph) = scene.paragraphs.get(stretch.paragraph) else { return false };
    let range = &paragraph.tokens;
    let inner = scene.tokens.get(stretch.inner.clone()).unwrap_or_default();
    let words = inner.iter().filter(|token| token.is_word()).count();
    if known.governed
        || paragraph.title
        || stretch.dash
        || stretch.outer.start == range.start
        || !(1..=3).contains(&words)
    {
        return false;
    }
    let Some(before) = scene.tokens.get(stretch.outer.start - 1) else { return false };
    match beside(scene, stretch.outer.start - 1, range, 0) {
        // "the mayor’s “stupid” idea": an adjective between marks is an opinion, and somebody's; "it’s “stupid”" is no owner.
        Beside::Possessive if before.possessive && !before.has(Tags::CLOSED) => {
            let after = beside(scene, stretch.outer.end, range, 0);
            !matches!(after, Beside::Word | Beside::Document | Beside::Stretch | Beside::Capital | Beside::And)
                && !inner.iter().any(|token| token.has(Tags::AUXILIARY | Tags::PRONOUN | Tags::ADVERB))
        }
        Beside::Determiner => words == 1 && case(inner) == TITLE_CASE,
        // "the so-called “shadow fleet”", "in the film “Night Train”".
        Beside::Work => words > 1 || before.span.of(scene.text).ends_with("-called"),
        _ => false,
    }
}

/// The features of the filter.
pub(super) fn features(scene: &Scene<'_>, stretch: &Stretch, known: Known, sink: &mut impl Sink) {
    let Some(paragraph) = scene.paragraphs.get(stretch.paragraph) else { return };
    let range = &paragraph.tokens;
    let inner = scene.tokens.get(stretch.inner.clone()).unwrap_or_default();
    let words = match inner.iter().filter(|token| token.is_word() || token.kind == TokenKind::Number).count() {
        0 | 1 => 0,
        2 => 1,
        n => log_bucket(n).min(6) - 1,
    };
    let words = words.min(5);
    let last = stretch.marked.inner.of(scene.text).chars().next_back();
    let next = scene.token_in(stretch.outer.end, range);
    let end = match last {
        _ if stretch.marked.unclosed => 6,
        Some(',') => 0,
        Some('.' | '…') => 1,
        Some('?' | '!') => 2,
        _ if next.is_none_or(|next| next.is('.')) => 4,
        _ if next.is_some_and(|next| next.is(',')) => 5,
        _ => 3,
    };
    let before_at = stretch.outer.start;
    let before = if before_at == range.start { Beside::Edge } else { beside(scene, before_at - 1, range, 0) };
    let after = beside(scene, stretch.outer.end, range, 0);
    let case = case(inner);
    let position = usize::from(paragraph.title);
    let singles = scene.stretches.iter().take(60).filter(|other| other.marked.single).count();
    let unusual = stretch.marked.single != (singles * 2 > scene.stretches.len().min(60));
    let yes = usize::from;
    sink.add(0, words * 4 + known.cue);
    sink.add(1, before as usize * 6 + words);
    sink.add(2, after as usize * 6 + words);
    sink.add(3, (known.score.clamp(-3.0, 8.0) + 3.0) as usize * 6 + words);
    sink.add(4, (end * 6 + words) * 2 + yes(stretch.begins_sentence));
    sink.add(5, case * 6 + words);
    sink.add(6, case * 30 + before as usize);
    sink.add(7, (position * 6 + words) * 5 + case);
    sink.add(8, yes(unusual) * 6 + words);
    let verb = inner
        .iter()
        .any(|token| token.has(Tags::AUXILIARY) || token.has(Tags::VERB) && token.has(Tags::PAST | Tags::THIRD));
    sink.add(9, yes(verb) * 6 + words);
    let person =
        inner.iter().any(|token| token.has(Tags::PRONOUN) || token.has(Tags::OBJECT) || token.has(Tags::POSSESSIVE));
    sink.add(10, yes(person) * 6 + words);
    let near = (before_at.saturating_sub(3).max(range.start)..before_at)
        .chain(stretch.outer.end..(stretch.outer.end + 2).min(range.end))
        .any(|at| scene.tokens.get(at).is_some_and(|token| token.has(Tags::WORK)));
    sink.add(11, yes(near) * 5 + case);
    sink.add(12, yes(words < 3 && repeated(scene, stretch)) * 6 + words);
    let alone = stretch.outer.len() >= range.len().saturating_sub(1);
    sink.add(13, yes(alone) * 6 + words);
    if let Some(token) = (before_at.saturating_sub(5).max(range.start)..before_at)
        .rev()
        .filter(|&at| scene.is_outside(at))
        .filter_map(|at| scene.tokens.get(at))
        .find(|token| token.verb > 0)
    {
        sink.add(14, token.verb.into());
    }
    sink.add(15, before as usize * 30 + after as usize);
    if let Some(speech) = known.previous {
        let touches = before == Beside::Stretch || before == Beside::And || before == Beside::Comma;
        sink.add(16, (yes(speech) * 2 + yes(touches)) * 6 + words);
    }
    let capital = inner.iter().find(|token| token.is_word()).is_some_and(|token| token.capital);
    sink.add(17, (yes(stretch.begins_sentence) * 2 + yes(capital)) * 6 + words);
    let two = if before_at > range.start + 1 { beside(scene, before_at - 2, range, 0) } else { Beside::Edge };
    sink.add(18, two as usize * 30 + before as usize);
    if let Some(token) = before_at.checked_sub(1).and_then(|at| scene.token_in(at, range)) {
        sink.add(19, token.verb.into());
    }
}

/// The place of "title" in [`CASE`].
pub(super) const TITLE_CASE: usize = 2;

/// How the words of a stretch are capitalised: a place in [`CASE`].
pub(super) fn case(inner: &[Token]) -> usize {
    let words: Vec<&Token> = inner.iter().filter(|token| token.is_word()).collect();
    let Some(first) = words.first() else { return 4 };
    let capitals = words.iter().filter(|token| token.capital).count();
    let long = words.iter().filter(|token| token.span.len() > 3).count();
    let long_capitals = words.iter().filter(|token| token.span.len() > 3 && token.capital).count();
    if words.iter().all(|token| token.shouted) {
        3
    } else if first.capital && capitals > 1 && long_capitals == long && capitals * 2 >= words.len()
        || words.len() == 1 && first.capital
    {
        TITLE_CASE
    } else {
        usize::from(first.capital)
    }
}

/// Whether the same words stand elsewhere in the article, marked or not, as a term would.
fn repeated(scene: &Scene<'_>, stretch: &Stretch) -> bool {
    let key = |stretch: &Stretch| {
        scene
            .tokens
            .get(stretch.inner.clone())
            .unwrap_or_default()
            .iter()
            .filter(|token| token.is_word())
            .map(|token| token.word)
            .collect::<Vec<_>>()
    };
    let own = key(stretch);
    scene
        .stretches
        .iter()
        .filter(|other| other.outer != stretch.outer && other.inner.len() <= stretch.inner.len() + 1)
        .any(|other| key(other) == own)
}

/// The kind of a stretch that is somebody's words, and why.
pub(super) fn of_speech(scene: &Scene<'_>, stretch: &Stretch, document: bool) -> (QuoteKind, &'static str) {
    if document {
        return (QuoteKind::Document, "the words of a document or an institution");
    }
    let words = scene.tokens.get(stretch.inner.clone()).unwrap_or_default();
    let capital = words.iter().find(|token| token.is_word()).is_some_and(|token| token.capital);
    let stop = stretch.marked.inner.of(scene.text).ends_with([',', '.', '?', '!', '…', '—', '–']);
    if stretch.dash || stretch.begins_sentence && (stop || words.len() > 6) || capital && stop && words.len() > 4 {
        (QuoteKind::Full, "whole sentences of a speaker")
    } else {
        (QuoteKind::Partial, "a part of a sentence, in a speaker's words")
    }
}

/// Why a stretch that is nobody's words is a term.
pub(super) fn why_term(scene: &Scene<'_>, stretch: &Stretch) -> &'static str {
    let words = scene.tokens.get(stretch.inner.clone()).unwrap_or_default();
    if case(words) >= TITLE_CASE {
        "a title or a name between marks"
    } else if words.iter().filter(|token| token.is_word()).count() <= 3 {
        "a term between marks: nobody is said to have said it"
    } else {
        "no reporting words stand with it"
    }
}
