//! The ranker: a weight for every feature, a softmax over the candidates of a stretch.

use std::sync::LazyLock;

use crate::quote::candidates::{Candidate, Class};
use crate::quote::features::TEMPLATES;
use crate::quote::table::{Model, Score};
use crate::quote::view::View;

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::parse(TEMPLATES, include_str!("../../assets/quotes/speaker.txt")));

/// The outcome for one stretch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    /// The best candidate.
    pub(super) best: Option<usize>,
    /// Its share of the softmax, candidates that mention the same name taken together.
    pub(super) share: f32,
    /// How far it stands above "nobody".
    pub(super) margin: f32,
    /// Whether "nobody" stands above all.
    pub(super) nobody: bool,
}

/// The places in which a candidate can stand to a stretch (see [`View::place`]).
const PLACES: usize = 10;

/// The ways in which a candidate can stand to the last speaker (see [`View::against_previous`]).
const PREVIOUS: usize = 6;

/// Not summed up yet.
const UNKNOWN: i32 = i32::MIN;

/// Ranks the candidates of one article's stretches, one stretch after the other.
#[derive(Debug)]
pub(super) struct Ranker {
    /// What each candidate brings by itself, for each place, in hundredths.
    own: Vec<[i32; PLACES]>,
}

impl Ranker {
    /// For as many candidates.
    pub(super) fn new(candidates: usize) -> Self {
        Self { own: vec![[UNKNOWN; PLACES]; candidates] }
    }

    /// Ranks the candidates of one stretch; `same` says whether two candidates are one speaker.
    pub(super) fn rank(&mut self, view: &View<'_>, same: impl Fn(usize, usize) -> bool) -> Ranked {
        let mut nobody = MODEL.score();
        view.nobody(&mut nobody);
        let nobody = nobody.sum();
        let mut by_class = [[UNKNOWN; Class::LABELS.len()]; PLACES];
        let mut by_previous = [UNKNOWN; PREVIOUS];
        let mut scores: Vec<(usize, f32)> = Vec::with_capacity(64);
        let mut best: Option<(usize, f32)> = None;
        for at in view.candidates() {
            let Some(candidate) = view.all.get(at) else { continue };
            let place = view.place(candidate);
            let mut score = MODEL.score();
            score.hundredths += kept(self.own.get_mut(at).and_then(|own| own.get_mut(place)), |score| {
                view.of_candidate(candidate, place, score);
            });
            let class = candidate.class as usize;
            score.hundredths += kept(by_class.get_mut(place).and_then(|by_class| by_class.get_mut(class)), |score| {
                view.of_stretch(place, class, score);
            });
            let previous = view.against_previous(at, candidate);
            score.hundredths += kept(by_previous.get_mut(previous), |score| view.of_previous(previous, score));
            let frame = view.frame(candidate, place);
            view.of_both(candidate, place, frame, &mut score);
            let score = score.sum() + if weighs(candidate, place) { frame.prior() } else { 0.0 };
            scores.push((at, score));
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((at, score));
            }
        }
        let Some((best, most)) = best else {
            return Ranked { best: None, share: 0.0, margin: -3.0, nobody: true };
        };
        let top = most.max(nobody);
        let sum: f32 = scores.iter().map(|(_, score)| (score - top).exp()).sum::<f32>() + (nobody - top).exp();
        let own: f32 =
            scores.iter().filter(|(at, _)| *at == best || same(*at, best)).map(|(_, score)| (score - top).exp()).sum();
        Ranked { best: Some(best), share: own / sum, margin: most - nobody, nobody: nobody > most }
    }
}

/// Whether the construction in which a candidate stands says something by itself (see [`Frame::prior`](crate::quote::link::Frame::prior)): beside the stretch
/// and outside the marks.
fn weighs(candidate: &Candidate, place: usize) -> bool {
    matches!(place, 0 | 3..=5) && candidate.inside == 0
}

/// The sum in `kept`, found by `add` when it is asked for first.
fn kept(kept: Option<&mut i32>, add: impl Fn(&mut Score<'_>)) -> i32 {
    let Some(kept) = kept else { return 0 };
    if *kept == UNKNOWN {
        let mut score = MODEL.score();
        add(&mut score);
        *kept = score.hundredths;
    }
    *kept
}
