//! What somebody is said to have said, without marks: a reporting verb and the clause it governs.
//!
//! Every reporting verb outside the marks proposes one stretch: the clause behind it, or the one before ", she said". A
//! linear filter over verb, neighbours and subject decides.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::article::Span;
use crate::language::lexicon::Tags;
use crate::language::token::TokenKind;
use crate::quote::beside::{Beside, beside};
use crate::quote::candidates::{Candidate, Class};
use crate::quote::link::Link;
use crate::quote::marks::trim;
use crate::quote::scene::{Paragraph, Scene};
use crate::quote::table::{Model, Part, Sink, Template};
use crate::quote::view::log_bucket;

const FORM: Part = Part::Labels(&["finite", "going", "base", "according", "helped", "passive"]);
const SIDE: Part = Part::Labels(&["behind", "before"]);
const BESIDE: Part = Part::Labels(&Beside::LABELS);
const CLASS: Part = Part::Labels(&Class::LABELS);
const WORDS: Part = Part::Labels(&["0", "1", "2", "3-4", "5-8", "9-16", "17-32", "33+"]);
const NO_YES: Part = Part::Labels(&["no", "yes"]);

pub(super) const TEMPLATES: &[Template] = &[
    Template { name: "verb", parts: &[SIDE, Part::Verb] },
    Template { name: "form", parts: &[SIDE, FORM] },
    Template { name: "next", parts: &[SIDE, BESIDE, FORM] },
    Template { name: "verb-next", parts: &[Part::Verb, BESIDE] },
    Template { name: "first", parts: &[SIDE, BESIDE, NO_YES] },
    Template { name: "subject", parts: &[CLASS, SIDE] },
    Template { name: "words", parts: &[SIDE, WORDS] },
    Template { name: "before-verb", parts: &[BESIDE, FORM] },
    Template { name: "that", parts: &[NO_YES, Part::Verb] },
    Template { name: "finite-inside", parts: &[NO_YES, SIDE, NO_YES] },
    Template { name: "title", parts: &[NO_YES, NO_YES] },
    Template { name: "marked", parts: &[NO_YES, WORDS] },
];

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::parse(TEMPLATES, include_str!("../../assets/quotes/indirect.txt")));

/// A clause that may be reported speech.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The clause.
    pub(super) span: Span,
    /// The verb.
    pub(super) verb: usize,
    /// Its subject.
    pub(super) speaker: Option<usize>,
    tokens: Range<usize>,
    paragraph: usize,
    before: bool,
    according: bool,
    that: bool,
}

/// The claims of an article, in the order of the text; claims that lie in one another are left out.
pub(super) fn claims(scene: &Scene<'_>, all: &[Candidate]) -> Vec<Claim> {
    let mut found: Vec<Claim> = Vec::new();
    for claim in proposals(scene, all) {
        let mut score = MODEL.score();
        features(scene, all, &claim, &mut score);
        if score.sum() <= 0.0 || mostly_marked(scene, &claim) || !states(scene, &claim) {
            continue;
        }
        if found.iter().rev().take(4).any(|known| known.span.meets(claim.span)) {
            continue;
        }
        found.push(claim);
    }
    found
}

/// Whether it states something: "citing informed sources" and "denied this information" report no claim that could be read.
fn states(scene: &Scene<'_>, claim: &Claim) -> bool {
    let tokens = scene.tokens.get(claim.tokens.clone()).unwrap_or_default();
    tokens.iter().filter(|token| token.is_word()).count() > 4
        || tokens.iter().any(|token| token.has(Tags::VERB | Tags::AUXILIARY) || token.span.of(scene.text) == "to")
}

/// Whether marks hold the greater part: then the quotation stands for it.
pub(super) fn mostly_marked(scene: &Scene<'_>, claim: &Claim) -> bool {
    let marked = claim.tokens.clone().filter(|&at| !scene.is_outside(at)).count();
    marked * 2 >= claim.tokens.len()
}

/// One proposal for each reporting verb outside the marks.
pub(super) fn proposals(scene: &Scene<'_>, all: &[Candidate]) -> Vec<Claim> {
    let mut found = Vec::new();
    let subject = subjects(all);
    for (n, paragraph) in scene.paragraphs.iter().enumerate() {
        for at in paragraph.tokens.clone() {
            let Some(token) = scene.tokens.get(at) else { break };
            if !scene.is_outside(at) || !token.is_word() {
                continue;
            }
            let according = matches!(token.span.of(scene.text), "according" | "According");
            let verb = token.verb > 0 && !token.capital && !token.has(Tags::CLOSED);
            if !according && !verb {
                continue;
            }
            let speaker = subject.get(&at).map(|&(_, speaker)| speaker);
            found.extend(propose(scene, all, n, paragraph, at, speaker, according));
        }
    }
    found
}

/// Right before its verb and held by no preposition.
const DIRECT: u8 = 5;

/// The subject of each reporting verb, with how close the two are: in front of its verb before behind it, "he told a crowd";
/// the head of a phrase before what its preposition holds, "an adviser to the campaign said".
fn subjects(all: &[Candidate]) -> FxHashMap<usize, (u8, usize)> {
    let mut subjects: FxHashMap<usize, (u8, usize)> = FxHashMap::default();
    for (at, candidate) in all.iter().enumerate().filter(|(_, candidate)| candidate.inside == 0) {
        let held = matches!(candidate.before, Beside::Of | Beside::By | Beside::Preposition | Beside::To);
        let after = match candidate.verb_after {
            Link::Direct if !held => Some(DIRECT),
            Link::Apposition if !held => Some(4),
            Link::Direct | Link::Apposition => Some(2),
            Link::Far => Some(1),
            Link::None => None,
        };
        let before = matches!(candidate.verb_before, Link::Direct | Link::Apposition).then_some(3);
        let links =
            [after.map(|link| (link, candidate.verb_after_at)), before.map(|link| (link, candidate.verb_before_at))];
        for (link, verb) in links.into_iter().flatten() {
            let known = subjects.entry(verb).or_insert((link, at));
            // "the union’s leaders said": of several right before it the last, else the first.
            if link > known.0 || link == known.0 && link == DIRECT {
                *known = (link, at);
            }
        }
    }
    subjects
}

/// The sentence around `at`: stretches inside belong to it.
fn sentence(scene: &Scene<'_>, paragraph: &Paragraph, at: usize) -> Range<usize> {
    let number = scene.sentence.get(at).copied().unwrap_or(0);
    let mut start = at;
    while start > paragraph.tokens.start && scene.sentence.get(start - 1) == Some(&number) {
        start -= 1;
    }
    let mut end = at + 1;
    while end < paragraph.tokens.end && scene.sentence.get(end) == Some(&number) {
        end += 1;
    }
    start..end
}

fn propose(
    scene: &Scene<'_>,
    all: &[Candidate],
    n: usize,
    paragraph: &Paragraph,
    at: usize,
    speaker: Option<usize>,
    according: bool,
) -> Option<Claim> {
    let range = sentence(scene, paragraph, at);
    let word = |at: usize| scene.token_in(at, &range).map_or("", |token| token.span.of(scene.text));
    let is = |at: usize, c: char| scene.token_in(at, &range).is_some_and(|token| token.is(c));
    let candidate = speaker.and_then(|at| all.get(at));
    let mut before = false;
    let mut tokens;
    let mut that = false;
    if according {
        let source = candidate.map_or(at + 3, |candidate| candidate.tokens.end);
        if at == range.start {
            let comma = (source..range.end).find(|&at| is(at, ','))?;
            tokens = comma + 1..range.end;
        } else {
            before = true;
            tokens = range.start..at;
        }
    } else {
        let lead = candidate
            .map_or(at, |candidate| if candidate.verb_before == Link::Direct { at } else { candidate.lead.min(at) });
        let ends = {
            let mut next = at + 1;
            while next < range.end
                && scene
                    .tokens
                    .get(next)
                    .is_some_and(|token| token.has(Tags::TIME | Tags::ADVERB) || token.kind == TokenKind::Number)
            {
                next += 1;
            }
            let follows =
                candidate.filter(|candidate| candidate.verb_before == Link::Direct && candidate.verb_before_at == at);
            let next = follows.map_or(next, |candidate| candidate.tokens.end);
            next >= range.end
                || scene.tokens.get(next).is_some_and(|token| {
                    matches!(token.kind, TokenKind::Mark(_))
                        || token.has(Tags::PREPOSITION)
                            && !token.has(Tags::DETERMINER)
                            && token.span.of(scene.text) != "that"
                })
        };
        if lead > range.start + 3
            && is(lead - 1, ',')
            && ends
            && scene.tokens.get(at).is_some_and(|token| token.has(Tags::SPEECH))
        {
            before = true;
            tokens = range.start..lead - 1;
        } else {
            let mut start = at + 1;
            // "told reporters on Monday that": everything up to "that" belongs to the telling.
            if let Some(clause) = (at + 1..(at + 12).min(range.end))
                .take_while(|&at| !is(at, ',') && !is(at, ';') && scene.is_outside(at))
                .find(|&at| word(at) == "that")
            {
                start = clause;
                that = true;
            } else {
                while start < range.end
                    && scene
                        .tokens
                        .get(start)
                        .is_some_and(|token| token.has(Tags::TIME) || is(start, ',') || is(start, ':'))
                {
                    start += 1;
                }
                if matches!(word(at), "told" | "tells" | "telling" | "reminded" | "assured" | "warned") {
                    let next = all.partition_point(|other| other.tokens.start < start);
                    let object = all.get(next).filter(|other| other.tokens.start <= start + 1);
                    start = object.map_or(start, |object| object.tokens.end);
                }
            }
            tokens = start..range.end;
            // ", adding that": another verb takes over.
            if let Some(end) = (start + 3..range.end.saturating_sub(1)).find(|&at| {
                is(at, ',')
                    && scene.tokens.get(at + 1).is_some_and(|next| {
                        next.has(Tags::SPEECH) && next.has(Tags::ING) || next.span.of(scene.text) == "according"
                    })
            }) {
                tokens.end = end;
            }
        }
    }
    while tokens.end > tokens.start
        && scene
            .tokens
            .get(tokens.end - 1)
            .is_some_and(|token| matches!(token.kind, TokenKind::Mark(c) if ".,;:!?—–-".contains(c)))
        && scene.is_outside(tokens.end - 1)
    {
        tokens.end -= 1;
    }
    while tokens.start < tokens.end
        && scene
            .tokens
            .get(tokens.start)
            .is_some_and(|token| matches!(token.kind, TokenKind::Mark(c) if ",;:—–-".contains(c)))
    {
        tokens.start += 1;
    }
    if before
        && scene
            .tokens
            .get(tokens.start)
            .is_some_and(|token| matches!(token.span.of(scene.text), "But" | "And" | "Still"))
    {
        tokens.start += 1;
    }
    let first = scene.tokens.get(tokens.start)?;
    let last = scene.tokens.get(tokens.end.checked_sub(1)?)?;
    if tokens.len() < 2 {
        return None;
    }
    let span = trim(scene.text, Span::new(first.span.start, last.span.end));
    // A possessive ending belongs to its word.
    // "denied this information", "allowed them to": what stands inside is no subject.
    let inside = |at: &usize| {
        all.get(*at).is_some_and(|other| tokens.start < other.tokens.end && other.tokens.start < tokens.end)
    };
    let speaker = speaker.filter(|at| !inside(at)).or_else(|| {
        let first = all.partition_point(|other| other.tokens.start < range.start);
        let last = all.partition_point(|other| other.tokens.start < at);
        let find = |fits: fn(&Candidate) -> bool| {
            (first..last).rev().filter(|at| !inside(at)).find(|&other| {
                all.get(other).is_some_and(|other| other.inside == 0 && other.tokens.end <= at && fits(other))
            })
        };
        // ", adding that": whoever is the subject of the sentence, "In a statement, Peabody said".
        find(|other| matches!(other.verb_after, Link::Direct | Link::Apposition))
            .or_else(|| {
                find(|other| other.first && !matches!(other.before, Beside::Preposition | Beside::Of | Beside::By))
            })
            .or_else(|| find(|other| other.is_rival() && !matches!(other.before, Beside::Preposition | Beside::Of)))
            .or_else(|| find(|other| other.first))
    });
    Some(Claim { span, verb: at, speaker, tokens, paragraph: n, before, according, that })
}

/// The features of the filter.
pub(super) fn features(scene: &Scene<'_>, all: &[Candidate], claim: &Claim, sink: &mut impl Sink) {
    let Some(paragraph) = scene.paragraphs.get(claim.paragraph) else { return };
    let Some(token) = scene.tokens.get(claim.verb) else { return };
    let range = &paragraph.tokens;
    let side = usize::from(claim.before);
    let verb = usize::from(token.verb);
    let previous = if claim.verb == range.start { Beside::Edge } else { beside(scene, claim.verb - 1, range, 0) };
    let form = if claim.according {
        3
    } else if token.has(Tags::ING) {
        if previous == Beside::Auxiliary { 4 } else { 1 }
    } else if previous == Beside::Auxiliary {
        if token.has(Tags::PAST) { 5 } else { 4 }
    } else if token.has(Tags::PAST | Tags::THIRD) {
        0
    } else {
        2
    };
    let next = beside(scene, claim.verb + 1, range, 0);
    let start = beside(scene, claim.tokens.start, range, 0);
    let speaker = claim.speaker.and_then(|at| all.get(at));
    let class = speaker.map_or(Class::Nobody, |speaker| speaker.class);
    let yes = usize::from;
    sink.add(0, side * 768 + verb);
    sink.add(1, side * 6 + form);
    sink.add(2, (side * 30 + next as usize) * 6 + form);
    sink.add(3, verb * 30 + next as usize);
    sink.add(4, (side * 30 + start as usize) * 2 + yes(claim.that));
    sink.add(5, class as usize * 2 + side);
    sink.add(6, side * 8 + log_bucket(claim.tokens.len()));
    sink.add(7, previous as usize * 6 + form);
    sink.add(8, yes(claim.that) * 768 + verb);
    let finite = claim.tokens.clone().any(|at| {
        scene.tokens.get(at).is_some_and(|token| {
            token.has(Tags::AUXILIARY) || token.has(Tags::VERB) && token.has(Tags::PAST | Tags::THIRD)
        })
    });
    sink.add(9, (yes(finite) * 2 + side) * 2 + yes(claim.that));
    let direct =
        speaker.is_some_and(|speaker| speaker.verb_after_at == claim.verb && speaker.verb_after == Link::Direct);
    sink.add(10, yes(paragraph.title) * 2 + yes(direct));
    let marked = claim.tokens.clone().any(|at| !scene.is_outside(at));
    sink.add(11, yes(marked) * 8 + log_bucket(claim.tokens.len()));
}
