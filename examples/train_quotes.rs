//! Learns the two weight tables of `assets/quotes/` from labelled articles.
//!
//! `cargo run --profile quick --example train_quotes -- TRAIN.jsonl [assets/quotes] [--but-last N]`
//!
//! One article a line: `{"text": …, "quotes": [{"kind": "direct|mixed|indirect", "segments": [[start, end]], "speaker_start": …,
//! "speaker_end": …}], "ignore": [[start, end]]}`, offsets in characters. Run it twice: the filter uses the ranker's scores.
//! The same input gives the same tables.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use parallax::article::Span;
use parallax::ingest::read_bytes;
use parallax::language::{name, sentences};
use parallax::quote::learn::{Filtering, Label, Lesson, Ranking, Table, lesson, names_of};
use serde_json::Value;

const EPOCHS: usize = 14;
const RATE: f32 = 0.12;
/// Pulls each touched weight towards zero, so that only features that earn it keep one.
const SHRINK: f32 = 0.003;
const LEAST: f32 = 0.06;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let input = arguments.first().context("usage: train_quotes TRAIN.jsonl [FOLDER] [--but-last N]")?;
    let folder =
        PathBuf::from(arguments.get(1).filter(|a| !a.starts_with("--")).map_or("assets/quotes", String::as_str));
    let held = arguments
        .iter()
        .position(|a| a == "--but-last")
        .and_then(|at| arguments.get(at + 1))
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let text = std::fs::read_to_string(input).with_context(|| format!("cannot read {input}"))?;
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut lessons = Lesson::default();
    let shrink = arguments
        .iter()
        .position(|a| a == "--shrink")
        .and_then(|at| arguments.get(at + 1))
        .and_then(|n| n.parse().ok())
        .unwrap_or(SHRINK);
    let mut test = Lesson::default();
    let kept = lines.len().saturating_sub(held);
    for (n, line) in lines.iter().enumerate() {
        let found = read(&serde_json::from_str(line)?)?;
        if n >= kept {
            test.rankings.extend(found.rankings);
            test.filterings.extend(found.filterings);
            test.claims.extend(found.claims);
            continue;
        }
        lessons.rankings.extend(found.rankings);
        lessons.filterings.extend(found.filterings);
        lessons.missing += found.missing;
        lessons.claims.extend(found.claims);
    }
    eprintln!(
        "{} rankings, {} without a right candidate, {} stretches",
        lessons.rankings.len(),
        lessons.missing,
        lessons.filterings.len()
    );
    write(&folder.join("speaker.txt"), Table::Speaker, &rank(&lessons.rankings, &test.rankings, shrink))?;
    write(&folder.join("indirect.txt"), Table::Indirect, &filter(&lessons.claims, &test.claims, shrink))?;
    write(&folder.join("kind.txt"), Table::Kind, &filter(&lessons.filterings, &test.filterings, shrink))
}

fn read(record: &Value) -> Result<Lesson> {
    let text = record["text"].as_str().context("no text")?;
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let byte = |value: &Value| value.as_u64().and_then(|at| bytes.get(at as usize)).copied();
    let pair = |value: &Value| Some(Span::new(byte(&value[0])?, byte(&value[1])?));
    let empty = Vec::new();
    let list = |value: &Value| value.as_array().unwrap_or(&empty).iter().filter_map(pair).collect::<Vec<_>>();
    let mut labels = Vec::new();
    let mut ignore = list(&record["ignore"]);
    for quote in record["quotes"].as_array().unwrap_or(&empty) {
        if quote["kind"] == "indirect" {
            continue;
        }
        let speaker =
            byte(&quote["speaker_start"]).zip(byte(&quote["speaker_end"])).map(|(start, end)| Span::new(start, end));
        for segment in list(&quote["segments"]) {
            for part in parts(text, segment) {
                labels.push(Label { span: part, speaker });
            }
        }
    }
    // What lies in indirect speech and is marked is neither right nor wrong.
    for quote in record["quotes"].as_array().unwrap_or(&empty).iter().filter(|quote| quote["kind"] == "indirect") {
        ignore.extend(byte(&quote["start"]).zip(byte(&quote["end"])).map(|(start, end)| Span::new(start, end)));
    }
    let ingested = read_bytes("train.txt", true, text.as_bytes().to_vec().into());
    let article = ingested.articles.first().context("no article")?;
    let names = name::names(article, &sentences(article));
    let contents: Vec<Span> = record["quotes"]
        .as_array()
        .unwrap_or(&empty)
        .iter()
        .filter_map(|quote| byte(&quote["start"]).zip(byte(&quote["end"])).map(|(start, end)| Span::new(start, end)))
        .collect();
    Ok(lesson(article, &names, &labels, &contents, &ignore))
}

/// A labelled segment paragraph by paragraph.
fn parts(text: &str, segment: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut at = segment.start;
    for line in segment.of(text).split('\n') {
        if !line.trim().is_empty() {
            parts.push(Span::new(at, at + line.len()));
        }
        at += line.len() + 1;
    }
    parts
}

/// Adagrad with a pull towards zero.
#[derive(Default)]
struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Learner {
    fn score(&mut self, features: &[u32]) -> f32 {
        features
            .iter()
            .map(|&at| {
                if self.weights.len() <= at as usize {
                    self.weights.resize(at as usize + 1, 0.0);
                    self.squares.resize(at as usize + 1, 1e-2);
                }
                self.weights[at as usize]
            })
            .sum()
    }

    fn step(&mut self, features: &[u32], gradient: f32, shrink: f32) {
        for &at in features {
            let at = at as usize;
            self.squares[at] += gradient * gradient;
            let rate = RATE / self.squares[at].sqrt();
            let moved = self.weights[at] - rate * gradient;
            self.weights[at] = moved.signum() * (moved.abs() - rate * shrink).max(0.0);
        }
    }
}

/// A fixed shuffle: the same tables from the same input.
fn order(n: usize, epoch: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut state = 0x9E37_79B9_7F4A_7C15u64.wrapping_mul(epoch as u64 + 1);
    for at in (1..n).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(at, (state % (at as u64 + 1)) as usize);
    }
    order
}

fn rank(examples: &[Ranking], test: &[Ranking], shrink: f32) -> Vec<f32> {
    let mut learner = Learner::default();
    let mut mean: Vec<f32> = Vec::new();
    let mut kept = 0.0f32;
    for epoch in 0..EPOCHS {
        let (mut loss, mut right) = (0.0f64, 0usize);
        for at in order(examples.len(), epoch) {
            let example = &examples[at];
            let scores: Vec<f32> = example.candidates.iter().map(|features| learner.score(features)).collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let sum: f32 = scores.iter().map(|score| (score - top).exp()).sum();
            right += usize::from(scores[example.right] >= top);
            loss -= f64::from(scores[example.right] - top - sum.ln());
            for (n, features) in example.candidates.iter().enumerate() {
                let gradient = (scores[n] - top).exp() / sum - if n == example.right { 1.0 } else { 0.0 };
                if gradient.abs() > 1e-3 {
                    learner.step(features, gradient, shrink);
                }
            }
        }
        eprintln!(
            "ranker {epoch}: loss {:.4}, right {:.2} %",
            loss / examples.len() as f64,
            100.0 * right as f64 / examples.len() as f64
        );
        if epoch >= EPOCHS / 2 {
            average(&mut mean, &learner.weights, &mut kept);
        }
    }
    let mut last = Learner { weights: mean.clone(), squares: mean.clone() };
    let right = test.iter().filter(|example| {
        let scores: Vec<f32> = example.candidates.iter().map(|features| last.score(features)).collect();
        scores.iter().all(|score| *score <= scores[example.right])
    });
    eprintln!(
        "ranker on {} held out: right {:.2} %",
        test.len(),
        100.0 * right.count() as f64 / test.len().max(1) as f64
    );
    mean
}

fn filter(examples: &[Filtering], test: &[Filtering], shrink: f32) -> Vec<f32> {
    let mut learner = Learner::default();
    let mut mean: Vec<f32> = Vec::new();
    let mut kept = 0.0f32;
    for epoch in 0..EPOCHS {
        let mut right = 0usize;
        for at in order(examples.len(), epoch) {
            let example = &examples[at];
            let score = learner.score(&example.features);
            let gradient = 1.0 / (1.0 + (-score).exp()) - if example.speech { 1.0 } else { 0.0 };
            right += usize::from((score > 0.0) == example.speech);
            learner.step(&example.features, gradient, shrink);
        }
        eprintln!("filter {epoch}: right {:.2} %", 100.0 * right as f64 / examples.len() as f64);
        if epoch >= EPOCHS / 2 {
            average(&mut mean, &learner.weights, &mut kept);
        }
    }
    let mut last = Learner { weights: mean.clone(), squares: mean.clone() };
    let right = test.iter().filter(|example| (last.score(&example.features) > 0.0) == example.speech).count();
    eprintln!("filter on {} held out: right {:.2} %", test.len(), 100.0 * right as f64 / test.len().max(1) as f64);
    mean
}

fn average(mean: &mut Vec<f32>, weights: &[f32], kept: &mut f32) {
    mean.resize(weights.len(), 0.0);
    *kept += 1.0;
    for (mean, weight) in mean.iter_mut().zip(weights) {
        *mean += (weight - *mean) / *kept;
    }
}

fn write(path: &Path, table: Table, weights: &[f32]) -> Result<()> {
    let kept: BTreeMap<usize, f32> = weights
        .iter()
        .enumerate()
        .filter(|(_, weight)| weight.abs() >= LEAST)
        .map(|(at, &weight)| (at, weight))
        .collect();
    let mut file = std::fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    writeln!(
        file,
        "# Weights of the features in src/quote/{}, learnt by examples/train_quotes.rs from PolNeAR.",
        match table {
            Table::Speaker => "features.rs",
            Table::Kind => "kind.rs",
            Table::Indirect => "indirect.rs",
        }
    )?;
    write!(file, "# template and its values but the last: last value=weight, …")?;
    let mut line = String::new();
    for (name, weight) in names_of(table, kept.keys().copied()).iter().zip(kept.values()) {
        let (values, last) = name.rsplit_once(' ').context("a feature without a value")?;
        if values != line {
            line = values.to_owned();
            write!(file, "\n{line}:")?;
        }
        // "-.5" for "-0.50": the tables are read at each start.
        let weight = format!("{weight:.2}");
        let short = weight.trim_end_matches('0').trim_end_matches('.');
        let short = match short.strip_prefix("-0.") {
            Some(rest) => format!("-.{rest}"),
            None => short.strip_prefix("0.").map_or_else(|| short.to_owned(), |rest| format!(".{rest}")),
        };
        write!(file, " {last}={short}")?;
    }
    writeln!(file)?;
    eprintln!("{}: {} weights", path.display(), kept.len());
    Ok(())
}
