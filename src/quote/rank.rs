//! The ranker: a weight for every feature, a softmax over the candidates of a stretch.

use std::sync::LazyLock;

use crate::quote::features::TEMPLATES;
use crate::quote::table::Model;
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

/// Ranks the candidates of one stretch; `same` says whether two candidates are one speaker.
pub(super) fn rank(view: &View<'_>, same: impl Fn(usize, usize) -> bool) -> Ranked {
    let mut nobody = MODEL.score();
    view.nobody(&mut nobody);
    let nobody = nobody.sum;
    let mut scores: Vec<(usize, f32)> = Vec::with_capacity(64);
    let mut best: Option<(usize, f32)> = None;
    for at in view.candidates() {
        let mut score = MODEL.score();
        view.features(at, &mut score);
        score.sum += view.prior(at);
        scores.push((at, score.sum));
        if best.is_none_or(|(_, most)| score.sum > most) {
            best = Some((at, score.sum));
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
