//! The words of a quotation in another outlet, without marks.

use rustc_hash::FxHashMap;

use super::wording::{RUN_LENGTH, Said, run, sequence};
use crate::article::{Article, Span};
use crate::compare::Words;
use crate::quote::{Quotation, QuoteKind};
use crate::reading::Reading;

/// So much of a quotation must stand in the other text in runs.
const COVERED: f64 = 0.7;

/// For each quotation (by its place in `quotations`) the unmarked stretches of other articles that carry its words.
pub(super) fn twins<'a>(
    articles: &[&Article],
    readings: &[&Reading],
    quotations: impl Iterator<Item = (usize, &'a Quotation, &'a Said)>,
) -> FxHashMap<usize, Vec<Words>> {
    let mut by_run: FxHashMap<u64, Vec<(usize, usize)>> = FxHashMap::default();
    let mut owners: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    for (n, (article, quotation, said)) in quotations.enumerate() {
        if quotation.kind == QuoteKind::Indirect || said.sequence.len() < RUN_LENGTH + 1 {
            continue;
        }
        owners.insert(n, (article, said.sequence.len()));
        for (at, run) in said.runs().enumerate() {
            by_run.entry(run).or_default().push((n, at));
        }
    }
    let mut found: FxHashMap<usize, Vec<Words>> = FxHashMap::default();
    if by_run.is_empty() {
        return found;
    }
    for (article, (source, reading)) in articles.iter().zip(readings).enumerate() {
        let marked: Vec<Span> =
            reading.quotations.iter().filter(|q| q.kind != QuoteKind::Indirect).map(|q| q.marked).collect();
        for passage in &reading.passages {
            let words = sequence(&source.text, passage.span);
            // For each quotation: the words of it that are covered, and the stretch here that covers them.
            let mut covered: FxHashMap<usize, (Vec<usize>, Span)> = FxHashMap::default();
            for window in words.windows(RUN_LENGTH) {
                let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
                let here = Span::new(first.0.start, last.0.end);
                for &(n, at) in by_run.get(&run(window)).into_iter().flatten() {
                    if owners.get(&n).is_none_or(|(owner, _)| *owner == article) || marked.iter().any(|m| m.meets(here))
                    {
                        continue;
                    }
                    let (places, span) = covered.entry(n).or_insert_with(|| (Vec::new(), here));
                    places.extend(at..at + RUN_LENGTH);
                    *span = Span::new(span.start.min(here.start), span.end.max(here.end));
                }
            }
            for (n, (mut places, span)) in covered {
                places.sort_unstable();
                places.dedup();
                let Some((_, length)) = owners.get(&n) else { continue };
                let enough = places.len() as f64 >= COVERED * *length as f64;
                if enough && !marked.iter().any(|m| m.meets(span)) {
                    found.entry(n).or_default().push(Words { article, span });
                }
            }
        }
    }
    found
}
