//! "he", "she" → the person meant: a linear ranker over the persons named before.

use std::sync::LazyLock;

use crate::language::{Gender, Name, NameKind};
use crate::quote::beside::Beside;
use crate::quote::candidates::Candidate;
use crate::quote::link::Link;
use crate::quote::scene::Scene;
use crate::quote::table::{Model, Part, Sink, Template};
use crate::quote::view::{Previous, bucket};

const NO_YES: Part = Part::Labels(&["no", "yes"]);
const COUNT: Part = Part::Labels(&["0", "1", "2", "3", "4", "5", "6+"]);
const LINK: Part = Part::Labels(&Link::LABELS);
const SPOKE: Part = Part::Labels(&["no", "same", "next", "second", "far"]);
const GENDER: Part = Part::Labels(&["known", "unknown"]);
const KIND: Part = Part::Labels(&["person", "name"]);
const WHERE: Part = Part::Labels(&["same-sentence", "sentence-before", "same-paragraph", "next", "far"]);

pub(super) const TEMPLATES: &[Template] = &[
    Template { name: "who", parts: &[GENDER, KIND] },
    Template { name: "apart", parts: &[COUNT, COUNT] },
    Template { name: "subject", parts: &[WHERE, NO_YES, LINK] },
    Template { name: "possessive", parts: &[WHERE, NO_YES] },
    Template { name: "spoke", parts: &[SPOKE, GENDER, NO_YES] },
    Template { name: "often", parts: &[COUNT] },
    Template { name: "near", parts: &[COUNT, WHERE] },
    Template { name: "last-subject", parts: &[NO_YES, WHERE, GENDER] },
    Template { name: "order", parts: &[COUNT, NO_YES] },
    Template { name: "one-word", parts: &[NO_YES, KIND] },
    Template { name: "beside", parts: &[WHERE, Part::Labels(&Beside::LABELS)] },
];

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::parse(TEMPLATES, include_str!("../../assets/quotes/antecedent.txt")));

/// A person who may be meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Antecedent {
    pub(super) entity: usize,
    known: bool,
    person: bool,
    paragraphs: usize,
    /// Other persons named between.
    order: usize,
    place: usize,
    first: bool,
    link: Link,
    possessive: bool,
    spoke: usize,
    often: usize,
    near: usize,
    last_subject: bool,
    one_word: bool,
    before: Beside,
}

/// How many paragraphs back a person may be named.
const REACH: usize = 4;

/// The persons of `gender` named before token candidate `at`, nearest first.
pub(super) fn collect(
    scene: &Scene<'_>,
    names: &[Name],
    all: &[Candidate],
    at: usize,
    gender: Option<Gender>,
    previous: Option<Previous>,
) -> Vec<Antecedent> {
    let Some(pronoun) = all.get(at) else { return Vec::new() };
    let mut found: Vec<Antecedent> = Vec::new();
    let mut subject_seen = false;
    let fits = |entity: usize| {
        names.get(entity).filter(|name| {
            !matches!(name.kind, NameKind::Organisation | NameKind::Place)
                && (gender.is_none() || name.gender.is_none() || name.gender == gender)
        })
    };
    let spoke = |entity: usize| match previous.filter(|previous| previous.entity == Some(entity)) {
        None => 0,
        Some(previous) => {
            let apart =
                scene.stretches.get(previous.stretch).map_or(9, |s| pronoun.paragraph.saturating_sub(s.paragraph));
            1 + apart.min(3)
        }
    };
    for (n, other) in all.iter().enumerate().take(at).rev() {
        let paragraphs = pronoun.paragraph.saturating_sub(other.paragraph);
        if paragraphs > REACH || found.len() > 12 {
            break;
        }
        let Some(entity) = other.entity.filter(|_| other.class.is_name()) else { continue };
        let Some(name) = fits(entity) else { continue };
        if other.inside != 0 && other.inside != pronoun.inside
            || scene.paragraphs.get(other.paragraph).is_some_and(|paragraph| paragraph.title)
        {
            continue;
        }
        let first = leads(names, all, n);
        if let Some(known) = found.iter_mut().find(|known| known.entity == entity) {
            // Named again further back, there perhaps as the one whom the sentence is about.
            known.near += 1;
            if paragraphs == known.paragraphs {
                known.first |= first;
                known.last_subject |= first && !subject_seen;
                subject_seen |= first;
            }
            continue;
        }
        let place = match (paragraphs, pronoun.sentence.saturating_sub(other.sentence)) {
            (0, 0) => 0,
            (0, 1) => 1,
            (0, _) => 2,
            (1, _) => 3,
            _ => 4,
        };
        let last = scene.tokens.get(other.tokens.end.saturating_sub(1));
        found.push(Antecedent {
            entity,
            known: name.gender.is_some() && name.gender == gender,
            person: name.kind == NameKind::Person,
            paragraphs,
            order: found.len(),
            place,
            first,
            link: if other.verb_after != Link::None { other.verb_after } else { other.verb_before },
            possessive: last.is_some_and(|token| token.possessive),
            spoke: spoke(entity),
            often: name.mentions.len(),
            near: 0,
            last_subject: first && !subject_seen,
            one_word: !name.text.contains(' '),
            before: other.before,
        });
        subject_seen |= first;
    }
    if let Some(entity) = previous.and_then(|previous| previous.entity)
        && let Some(name) = fits(entity)
        && !found.iter().any(|known| known.entity == entity)
    {
        found.push(Antecedent {
            entity,
            known: name.gender.is_some() && name.gender == gender,
            person: name.kind == NameKind::Person,
            paragraphs: 6,
            order: found.len(),
            place: 4,
            first: false,
            link: Link::None,
            possessive: false,
            spoke: spoke(entity),
            often: name.mentions.len(),
            near: 0,
            last_subject: false,
            one_word: !name.text.contains(' '),
            before: Beside::Other,
        });
    }
    found
}

/// Whether candidate `at` is the first person named in its sentence, as a subject is: "In turn, the American painter Ida Voss".
fn leads(names: &[Name], all: &[Candidate], at: usize) -> bool {
    let Some(own) = all.get(at) else { return false };
    let named_before = all.iter().take(at).rev().take_while(|other| other.sentence == own.sentence).any(|other| {
        other.inside == own.inside
            && other.class.is_name()
            && other.entity.and_then(|entity| names.get(entity)).is_some_and(|name| name.kind == NameKind::Person)
    });
    !named_before && !matches!(own.before, Beside::Preposition | Beside::Of | Beside::To | Beside::By)
}

/// What speaks for a person and against.
pub(super) fn features(of: &Antecedent, sink: &mut impl Sink) {
    let yes = usize::from;
    let (unknown, name) = (yes(!of.known), yes(!of.person));
    sink.add(0, unknown * 2 + name);
    sink.add(1, bucket(of.paragraphs) * 7 + bucket(of.order));
    sink.add(2, (of.place * 2 + yes(of.first)) * 4 + of.link as usize);
    sink.add(3, of.place * 2 + yes(of.possessive));
    sink.add(4, (of.spoke * 2 + unknown) * 2 + yes(of.first));
    sink.add(5, bucket(of.often));
    sink.add(6, bucket(of.near) * 5 + of.place);
    sink.add(7, (yes(of.last_subject) * 5 + of.place) * 2 + unknown);
    sink.add(8, bucket(of.order) * 2 + yes(of.first));
    sink.add(9, yes(of.one_word) * 2 + name);
    sink.add(10, of.place * 30 + of.before as usize);
}

/// The best of them, and its share of the softmax.
pub(super) fn best(found: &[Antecedent]) -> Option<(usize, f32)> {
    let scores: Vec<f32> = found
        .iter()
        .map(|of| {
            let mut score = MODEL.score();
            features(of, &mut score);
            score.sum()
        })
        .collect();
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = scores.iter().map(|score| (score - top).exp()).sum();
    let at = scores.iter().position(|score| *score >= top)?;
    Some((found.get(at)?.entity, 1.0 / sum))
}
