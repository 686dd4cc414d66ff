//! Labelled articles → examples for learning the two weight tables. Used by `examples/train_quotes.rs` alone, so that
//! features are computed by the very code that uses them.

use crate::article::{Article, Span};
use crate::language::Name;
use crate::quote::candidates::{Candidate, candidates};
use crate::quote::features;
use crate::quote::indirect;
use crate::quote::kind::{self, Known};
use crate::quote::rank::Ranker;
use crate::quote::scene::Scene;
use crate::quote::table::{Layout, Places};
use crate::quote::view::{Previous, View};

/// A labelled stretch.
#[derive(Debug, Clone)]
pub struct Label {
    /// The words between the marks, in bytes.
    pub span: Span,
    /// The words that name the speaker, in bytes.
    pub speaker: Option<Span>,
}

/// One example of the ranker: the features of each candidate, "nobody" last, and which of them is right. Candidates that
/// name the right speaker elsewhere are left out.
#[derive(Debug, Clone, Default)]
pub struct Ranking {
    /// Features of each candidate.
    pub candidates: Vec<Vec<u32>>,
    /// The right one.
    pub right: usize,
}

/// One example of the filter: features, and whether it is somebody's words.
#[derive(Debug, Clone, Default)]
pub struct Filtering {
    /// Features.
    pub features: Vec<u32>,
    /// Whether it is somebody's words.
    pub speech: bool,
}

/// What one article teaches.
#[derive(Debug, Default)]
pub struct Lesson {
    /// Examples of the ranker.
    pub rankings: Vec<Ranking>,
    /// Examples of the filter.
    pub filterings: Vec<Filtering>,
    /// Examples of the filter of claims without marks.
    pub claims: Vec<Filtering>,
    /// Labelled stretches whose speaker is not among the candidates.
    pub missing: usize,
}

/// One of the weight tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Who speaks.
    Speaker,
    /// Speech or term.
    Kind,
    /// Reported without marks.
    Indirect,
}

/// The names of the features of a table, for the places that are asked for.
pub fn names_of(table: Table, places: impl Iterator<Item = usize>) -> Vec<String> {
    let layout = Layout::of(match table {
        Table::Speaker => features::TEMPLATES,
        Table::Kind => kind::TEMPLATES,
        Table::Indirect => indirect::TEMPLATES,
    });
    places.map(|place| layout.name(place)).collect()
}

/// Makes examples of one labelled article; stretches that meet `ignore` teach nothing. `contents` are all reported
/// clauses, with and without marks.
pub fn lesson(article: &Article, names: &[Name], labels: &[Label], contents: &[Span], ignore: &[Span]) -> Lesson {
    let scene = Scene::of(article);
    let all = candidates(&scene, names);
    let (rank_layout, kind_layout) = (Layout::of(features::TEMPLATES), Layout::of(kind::TEMPLATES));
    let mut lesson = Lesson::default();
    let indirect_layout = Layout::of(indirect::TEMPLATES);
    for claim in indirect::proposals(&scene, &all) {
        let right = contents.iter().any(|span| {
            let shared = span.end.min(claim.span.end).saturating_sub(span.start.max(claim.span.start));
            shared * 4 >= span.len() + claim.span.len()
        });
        if indirect::mostly_marked(&scene, &claim) {
            continue;
        }
        let mut places = Places { layout: &indirect_layout, found: Vec::new() };
        indirect::features(&scene, &all, &claim, &mut places);
        lesson.claims.push(Filtering { features: places.found, speech: right });
    }
    let mut previous: Option<Previous> = None;
    let mut spoken = vec![0u16; names.len()];
    let mut last: Option<(usize, bool)> = None;
    let mut ranker = Ranker::new(all.len());
    for (index, stretch) in scene.stretches.iter().enumerate() {
        let span = stretch.marked.inner;
        let label = labels.iter().find(|label| {
            let shared = span.end.min(label.span.end).saturating_sub(span.start.max(label.span.start));
            shared * 4 > span.len() + label.span.len()
        });
        let Some(view) = View::new(&scene, names, &all, index, previous, &spoken) else { continue };
        if view.is_nickname()
            || view.is_imagined()
            || label.is_none() && ignore.iter().any(|ignored| ignored.meets(span))
            || stretch.continues
        {
            continue;
        }
        let ranked = ranker.rank(&view, |_, _| false);
        let known = Known {
            cue: view.cue,
            score: ranked.margin,
            previous: last.filter(|(p, _)| *p == stretch.paragraph).map(|(_, s)| s),
            governed: view.is_governed(ranked.best),
        };
        let mut places = Places { layout: &kind_layout, found: Vec::new() };
        kind::features(&scene, stretch, known, &mut places);
        lesson.filterings.push(Filtering { features: places.found, speech: label.is_some() });
        last = Some((stretch.paragraph, label.is_some()));
        let Some(label) = label else { continue };
        let right = label.speaker.and_then(|speaker| right_candidate(&scene, &all, speaker));
        let Some(right) = right else {
            if label.speaker.is_some() {
                lesson.missing += 1;
            } else {
                lesson.rankings.push(ranking(&view, &all, None, &rank_layout));
            }
            continue;
        };
        let found = ranking(&view, &all, Some(right), &rank_layout);
        if found.right == usize::MAX {
            lesson.missing += 1;
        } else {
            lesson.rankings.push(found);
        }
        let entity = all
            .get(right)
            .and_then(|candidate| candidate.entity)
            .or_else(|| previous.filter(|previous| previous.candidate == right).and_then(|previous| previous.entity));
        let entity = entity.or_else(|| crate::quote::resolve::resolve(&scene, names, &all, right, previous).entity);
        if let Some(count) = entity.and_then(|entity| spoken.get_mut(entity)) {
            *count += 1;
        }
        previous = Some(Previous { stretch: index, candidate: right, entity });
    }
    lesson
}

fn ranking(view: &View<'_>, all: &[Candidate], right: Option<usize>, layout: &Layout) -> Ranking {
    let mut ranking = Ranking { candidates: Vec::new(), right: usize::MAX };
    let entity = right.and_then(|right| all.get(right)).and_then(|candidate| candidate.entity);
    for at in view.candidates() {
        let candidate = all.get(at);
        if Some(at) == right {
            ranking.right = ranking.candidates.len();
        } else if entity.is_some() && candidate.is_some_and(|candidate| candidate.entity == entity) {
            continue;
        }
        let mut places = Places { layout, found: Vec::new() };
        view.features(at, &mut places);
        ranking.candidates.push(places.found);
    }
    if right.is_none() {
        ranking.right = ranking.candidates.len();
    }
    let mut places = Places { layout, found: Vec::new() };
    view.nobody(&mut places);
    ranking.candidates.push(places.found);
    ranking
}

/// The candidate that a label's words mean: the last one before the first comma or preposition.
fn right_candidate(scene: &Scene<'_>, all: &[Candidate], speaker: Span) -> Option<usize> {
    let words = speaker.of(scene.text);
    let mut core = words.len();
    for end in [
        ", ", " of ", " for ", " from ", " in ", " at ", " on ", " with ", " who ", " which ", " to ", " by ",
        " that ", " about ", " as ", " (", " near ",
    ] {
        if let Some(at) = words.find(end).filter(|&at| at > 0) {
            core = core.min(at);
        }
    }
    let core = Span::new(speaker.start, speaker.start + core);
    let meets = |span: Span| {
        all.iter().enumerate().filter(move |(_, candidate)| {
            let first = scene.tokens.get(candidate.tokens.start).map_or(0, |token| token.span.start);
            let last = scene.tokens.get(candidate.tokens.end.saturating_sub(1)).map_or(0, |token| token.span.end);
            first < span.end && span.start < last && last <= span.end + 2
        })
    };
    meets(core)
        .max_by_key(|(_, candidate)| (candidate.tokens.end, candidate.tokens.start))
        .or_else(|| meets(speaker).next())
        .map(|(at, _)| at)
}
