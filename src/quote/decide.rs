//! Stretches → quotations, left to right: who speaks, whether it is speech, and what to say of both.

use crate::article::Span;
use crate::language::Name;
use crate::quote::candidates::{Candidate, Class, candidates};
use crate::quote::indirect::{self, Claim};
use crate::quote::kind::{self, Known};
use crate::quote::link::Link;
use crate::quote::rank::{Ranked, Ranker};
use crate::quote::relay;
use crate::quote::resolve::{Resolved, resolve};
use crate::quote::scene::Scene;
use crate::quote::view::{Previous, View};
use crate::quote::{Quotation, QuoteKind, Speaker};

/// The softmax share from which a speaker is called certain: on held-out articles 97 of 100 such speakers are right.
const CERTAIN: f32 = 0.8;

/// Names everybody's words; where `indirect` is set, also those without marks.
pub(super) fn decide(scene: &Scene<'_>, names: &[Name], indirect: bool) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let all = candidates(scene, names);
    stretches(scene, names, &all, &mut found);
    if indirect {
        found.extend(indirect::claims(scene, &all).into_iter().map(|claim| reported(scene, names, &all, &claim)));
    }
    found.extend(scene.nested.iter().map(|nested| Quotation {
        span: nested.inner,
        marked: nested.outer,
        kind: QuoteKind::Nested,
        why: "inside another quotation",
        continues: false,
        speaker: None,
        cue: None,
        relay: None,
    }));
    found.sort_by_key(|quotation| (quotation.marked.start, usize::MAX - quotation.marked.end));
    found
}

fn stretches(scene: &Scene<'_>, names: &[Name], all: &[Candidate], found: &mut Vec<Quotation>) {
    let mut previous: Option<Previous> = None;
    let mut spoken = vec![0u16; names.len()];
    let mut last: Option<(usize, bool)> = None;
    let mut ranker = Ranker::new(all.len());
    for (index, stretch) in scene.stretches.iter().enumerate() {
        let mut quotation = Quotation {
            span: stretch.marked.inner,
            marked: stretch.marked.outer,
            kind: QuoteKind::Term,
            why: "a term between marks",
            continues: stretch.continues,
            speaker: None,
            cue: None,
            relay: None,
        };
        if stretch.continues
            && let Some(before) = found.last().filter(|before| before.is_speech())
            && !is_told_anew(scene, all, index, before)
        {
            quotation.kind = before.kind;
            quotation.why = "goes on from the paragraph before";
            quotation.speaker.clone_from(&before.speaker);
            found.push(quotation);
            continue;
        }
        let at = speaks_at(scene, index);
        let Some(view) = View::new(scene, names, all, at, previous, &spoken) else { continue };
        let entity = |at: usize| {
            all.get(at)
                .and_then(|candidate| candidate.entity)
                .or_else(|| previous.filter(|previous| previous.candidate == at).and_then(|previous| previous.entity))
        };
        let unsaid = if view.is_nickname() {
            Some("a nickname inside a name")
        } else if view.is_imagined() {
            Some("imagined: nobody is said to have said it")
        } else {
            None
        };
        if let Some(why) = unsaid {
            quotation.why = why;
            found.push(quotation);
            continue;
        }
        let ranked = ranker.rank(&view, |one, two| entity(one).is_some() && entity(one) == entity(two));
        let known = Known {
            cue: view.cue,
            score: ranked.margin,
            previous: last.filter(|(paragraph, _)| *paragraph == stretch.paragraph).map(|(_, speech)| speech),
            governed: view.is_governed(ranked.best),
        };
        let speech = kind::speech(scene, stretch, known) > 0.0;
        last = Some((stretch.paragraph, speech));
        if !speech {
            quotation.why = kind::why_term(scene, stretch);
            found.push(quotation);
            continue;
        }
        let best = ranked.best.filter(|_| !ranked.nobody || known.governed);
        let resolved = match (best, previous) {
            // The same words that named the last speaker name the same one again.
            (Some(at), Some(previous)) if previous.candidate == at => Resolved { entity: previous.entity, sure: true },
            (Some(at), _) => resolve(scene, names, all, at, previous),
            _ => Resolved::default(),
        };
        let candidate = best.and_then(|at| all.get(at));
        let document = candidate.is_some_and(|candidate| candidate.class == Class::Document);
        (quotation.kind, quotation.why) = kind::of_speech(scene, stretch, document);
        quotation.speaker = candidate.map(|candidate| speaker(scene, names, candidate, resolved, ranked));
        if let Some(candidate) = candidate {
            quotation.cue = cue(scene, candidate, stretch.sentence, stretch.sentence_after);
        }
        quotation.relay = relay::find(scene, stretch);
        if let Some(at) = best {
            if let Some(count) = resolved.entity.and_then(|entity| spoken.get_mut(entity)) {
                *count += 1;
            }
            previous = Some(Previous { stretch: index, candidate: at, entity: resolved.entity });
        }
        found.push(quotation);
    }
}

/// Whether a stretch that seems to go on from `before` names another speaker of its own: “…,” added Paul Reyes. Then the
/// closing mark before it is missing.
fn is_told_anew(scene: &Scene<'_>, all: &[Candidate], index: usize, before: &Quotation) -> bool {
    let Some(stretch) = scene.stretches.get(index) else { return false };
    let Some(speaker) = before.speaker.as_ref().filter(|speaker| speaker.certain) else { return false };
    let from = all.partition_point(|candidate| candidate.tokens.start < stretch.outer.end);
    all.get(from).is_some_and(|next| {
        next.class == Class::Person
            && next.inside == 0
            && next.verb_before == Link::Direct
            && next.verb_before_at == stretch.outer.end
            && next.entity.is_some()
            && next.entity != speaker.entity
    })
}

/// The stretch beside which the speaker of stretch `index` is named: a quotation over paragraphs that begins without a word
/// of its own outside the marks names its speaker where it ends.
fn speaks_at(scene: &Scene<'_>, index: usize) -> usize {
    let alone = |at: usize| {
        scene.stretches.get(at).and_then(|stretch| scene.paragraphs.get(stretch.paragraph)).is_some_and(|paragraph| {
            !paragraph
                .tokens
                .clone()
                .any(|at| scene.is_outside(at) && scene.tokens.get(at).is_some_and(|token| token.is_word()))
        })
    };
    let mut last = index;
    while alone(last) && scene.stretches.get(last + 1).is_some_and(|next| next.continues) {
        last += 1;
    }
    let spoken = scene.stretches.get(last).is_some_and(|stretch| {
        scene.token_in(stretch.outer.end, &(0..usize::MAX)).is_some()
            && !stretch.marked.inner.of(scene.text).ends_with('.')
    });
    if spoken { last } else { index }
}

/// A claim without marks, as a quotation of the indirect kind.
fn reported(scene: &Scene<'_>, names: &[Name], all: &[Candidate], claim: &Claim) -> Quotation {
    let speaker = claim.speaker.and_then(|at| {
        let candidate = all.get(at)?;
        let resolved = resolve(scene, names, all, at, None);
        let ranked = Ranked {
            best: Some(at),
            share: if candidate.entity.is_some() { 1.0 } else { 0.0 },
            margin: 0.0,
            nobody: false,
        };
        Some(speaker(scene, names, candidate, resolved, ranked))
    });
    Quotation {
        span: claim.span,
        marked: claim.span,
        kind: QuoteKind::Indirect,
        why: "reported without marks",
        continues: false,
        speaker,
        cue: scene.tokens.get(claim.verb).map(|token| token.span),
        relay: None,
    }
}

/// The words of a candidate with their title or determiner.
fn described(scene: &Scene<'_>, candidate: &Candidate) -> Span {
    let first = scene.tokens.get(candidate.tokens.start).map_or(0, |token| token.span.start);
    let last = scene.tokens.get(candidate.tokens.end.saturating_sub(1)).map_or(first, |token| token.span.end);
    Span::new(first, last)
}

fn speaker(scene: &Scene<'_>, names: &[Name], candidate: &Candidate, resolved: Resolved, ranked: Ranked) -> Speaker {
    let mention = described(scene, candidate);
    let name = resolved.entity.and_then(|entity| names.get(entity));
    let words = mention.of(scene.text);
    let sure = ranked.share >= CERTAIN;
    let by_name = candidate.entity.is_some();
    let certain = sure && (by_name || resolved.entity.is_none() && !candidate.class.is_pronoun() || resolved.sure);
    let why = match (certain, by_name, name) {
        (true, true, _) => "named beside the words".to_owned(),
        (true, false, Some(name)) => format!("“{words}” is {}, named before", name.text),
        (true, false, None) => "described, not named".to_owned(),
        (false, _, _) if !sure => "somebody else stands nearly as near".to_owned(),
        (false, _, Some(name)) => format!("“{words}” is most likely {}", name.text),
        (false, _, None) => format!("the text does not say who “{words}” is"),
    };
    Speaker {
        name: name.map_or(words, |name| &name.text).to_owned(),
        entity: resolved.entity,
        mention: Some(mention),
        certain,
        why,
    }
}

/// The reporting words of a candidate, if they stand in the quotation's sentence.
fn cue(scene: &Scene<'_>, candidate: &Candidate, before: u32, after: u32) -> Option<Span> {
    if candidate.sentence != before && candidate.sentence != after || candidate.inside != 0 {
        return None;
    }
    let token = |at: usize| scene.tokens.get(at).map(|token| token.span);
    let name = described(scene, candidate);
    if candidate.verb_before != Link::None {
        let verb = token(candidate.verb_before_at)?;
        return Some(if candidate.verb_before == Link::Direct && name.end - verb.start < 60 {
            Span::new(verb.start, name.end)
        } else if candidate.verb_before == Link::Apposition {
            Span::new(verb.start, token(candidate.lead.checked_sub(1)?)?.end)
        } else {
            verb
        });
    }
    match candidate.verb_after {
        Link::None => None,
        Link::Direct => {
            let verb = token(candidate.verb_after_at)?;
            Some(if verb.end - name.start < 60 { Span::new(name.start, verb.end) } else { verb })
        }
        Link::Apposition | Link::Far => token(candidate.verb_after_at),
    }
}
