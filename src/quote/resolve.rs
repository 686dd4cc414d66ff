//! Pronouns and descriptions → the person or body meant.

use crate::language::lexicon::Tags;
use crate::language::token::{Token, with_lower};
use crate::language::{Name, NameKind};
use crate::quote::antecedent;
use crate::quote::candidates::{Candidate, Class};
use crate::quote::scene::Scene;
use crate::quote::view::{Previous, pronoun_gender};

/// Whom a candidate means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Resolved {
    /// The name, if it is one.
    pub(super) entity: Option<usize>,
    /// Whether nobody else fits nearly as well.
    pub(super) sure: bool,
}

/// The share of the softmax from which an antecedent is sure.
const SURE: f32 = 0.8;

/// Resolves candidate `at`; `previous` is who spoke last.
pub(super) fn resolve(
    scene: &Scene<'_>,
    names: &[Name],
    all: &[Candidate],
    at: usize,
    previous: Option<Previous>,
) -> Resolved {
    let Some(candidate) = all.get(at) else { return Resolved::default() };
    if candidate.entity.is_some() {
        return Resolved { entity: candidate.entity, sure: true };
    }
    let first = scene.tokens.get(candidate.tokens.start).map_or("", |token| token.span.of(scene.text));
    match candidate.class {
        Class::HeShe => person(scene, names, all, at, previous),
        Class::Who => who(all, at),
        Class::Role => role(scene, names, all, at, previous),
        Class::It | Class::Body | Class::Document
            if !matches!(first, "a" | "A" | "an" | "An" | "his" | "her" | "His" | "Her") =>
        {
            body(scene, names, all, at, previous)
        }
        // "according to his own statements": his.
        Class::Document | Class::Plural | Class::Noun if matches!(first, "his" | "her" | "His" | "Her") => {
            Resolved { sure: false, ..person(scene, names, all, at, previous) }
        }
        _ => Resolved::default(),
    }
}

fn person(scene: &Scene<'_>, names: &[Name], all: &[Candidate], at: usize, previous: Option<Previous>) -> Resolved {
    let gender = all.get(at).and_then(|candidate| pronoun_gender(scene, candidate));
    let found = antecedent::collect(scene, names, all, at, gender, previous);
    antecedent::best(&found)
        .map_or_else(Resolved::default, |(entity, share)| Resolved { entity: Some(entity), sure: share >= SURE })
}

/// "Dunn, who": the name right before.
fn who(all: &[Candidate], at: usize) -> Resolved {
    let Some(who) = all.get(at) else { return Resolved::default() };
    let before = at.checked_sub(1).and_then(|before| all.get(before));
    let entity = before
        .filter(|before| who.tokens.start.saturating_sub(before.tokens.end) <= 2 && before.sentence == who.sentence)
        .and_then(|before| before.entity);
    Resolved { entity, sure: entity.is_some() }
}

fn head<'a>(scene: &'a Scene<'_>, candidate: &Candidate) -> Option<&'a Token> {
    scene.tokens.get(candidate.tokens.end.checked_sub(1)?)
}

/// "the president", "the senator": the last person before whom that word stood as title or role; else who spoke just before.
fn role(scene: &Scene<'_>, names: &[Name], all: &[Candidate], at: usize, previous: Option<Previous>) -> Resolved {
    let Some(candidate) = all.get(at) else { return Resolved::default() };
    let Some(head) = head(scene, candidate) else { return Resolved::default() };
    let Some(first) = scene.tokens.get(candidate.tokens.start) else { return Resolved::default() };
    let definite = matches!(first.span.of(scene.text), "the" | "The");
    if !definite
        || candidate.tokens.len() > 4
        || head.span.of(scene.text).ends_with('s') && !head.span.of(scene.text).ends_with("ss")
    {
        return Resolved::default();
    }
    let bears = |span: &crate::article::Span| {
        span.of(scene.text)
            .split_whitespace()
            .any(|word| with_lower(word, |word| with_lower(head.span.of(scene.text), |role| full_title(word) == role)))
    };
    let mut last: Option<(usize, usize)> = None;
    for (entity, name) in names.iter().enumerate() {
        if name.kind == NameKind::Organisation
            || !name.roles.iter().any(|span| span.end <= head.span.start && bears(span))
        {
            continue;
        }
        let seen = name.mentions.iter().rev().find(|span| span.end <= head.span.start).map_or(0, |span| span.start);
        if last.is_none_or(|(_, at)| seen > at) {
            last = Some((entity, seen));
        }
    }
    let spoke = previous.filter(|previous| {
        scene
            .stretches
            .get(previous.stretch)
            .is_some_and(|stretch| candidate.paragraph.saturating_sub(stretch.paragraph) <= 1)
    });
    let spoke = spoke.and_then(|previous| previous.entity).filter(|&entity| {
        names.get(entity).is_some_and(|name| !matches!(name.kind, NameKind::Organisation | NameKind::Place))
    });
    if let Some((entity, _)) = last {
        return Resolved { entity: Some(entity), sure: true };
    }
    // "the Kremlin boss": whoever spoke last, or the person the sentence before is about; never certain.
    let entity = spoke.or_else(|| {
        let found = antecedent::collect(scene, names, all, at, None, previous);
        antecedent::best(&found).filter(|(_, share)| *share > 0.6).map(|(entity, _)| entity)
    });
    Resolved { entity, sure: false }
}

/// "the publication", "the article", "it": the last outlet or body that spoke or was named.
fn body(scene: &Scene<'_>, names: &[Name], all: &[Candidate], at: usize, previous: Option<Previous>) -> Resolved {
    let Some(candidate) = all.get(at) else { return Resolved::default() };
    let media = head(scene, candidate).is_some_and(|head| head.has(Tags::MEDIA));
    let organisation = |entity: usize| names.get(entity).is_some_and(|name| name.kind == NameKind::Organisation);
    let outlet = |entity: usize| names.get(entity).is_some_and(is_outlet);
    if candidate.class != Class::It && !media {
        return Resolved::default();
    }
    let found =
        all.iter().take(at).rev().take_while(|other| candidate.paragraph.saturating_sub(other.paragraph) <= 3).find(
            |other| {
                other.inside == 0
                    && other
                        .entity
                        .is_some_and(|entity| if media { outlet(entity) } else { organisation(entity) && other.first })
            },
        );
    // Who spoke last goes on, unless somebody fitting was named since.
    let spoke = previous.filter(|previous| {
        let since = scene.stretches.get(previous.stretch).map_or(0, |stretch| stretch.outer.end);
        found.is_none_or(|found| found.tokens.start < since)
            && previous.entity.is_some_and(|entity| organisation(entity) && (!media || outlet(entity)))
    });
    if let Some(previous) = spoke {
        return Resolved { entity: previous.entity, sure: false };
    }
    Resolved { entity: found.and_then(|other| other.entity), sure: false }
}

/// Whether a name is that of an outlet, by the words in it.
fn is_outlet(name: &Name) -> bool {
    name.kind == NameKind::Organisation
        && name
            .text
            .split(' ')
            .any(|word| with_lower(word, |word| crate::language::lexicon::entry(word).tags.any(Tags::MEDIA)))
}

/// "Sen." is "senator".
fn full_title(word: &str) -> &str {
    match word {
        "sen" => "senator",
        "gov" => "governor",
        "rep" => "congressman",
        "gen" => "general",
        "prof" => "professor",
        "dr" => "doctor",
        other => other,
    }
}
