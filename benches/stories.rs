//! What grouping costs, on made-up articles in stories of five.

#![allow(missing_docs, reason = "a bench has no public items")]

use std::borrow::Cow;

use divan::{Bencher, counter::ItemsCount};
use parallax::article::Article;
use parallax::{ingest, story};

fn main() {
    divan::main();
}

/// `count` articles; those of one story share its names and most of its words, and all draw on the same common words.
fn articles(count: usize) -> Vec<Article> {
    let word = |number: usize| {
        let syllables = ["ka", "lo", "mi", "ren", "tos", "vu", "bel", "dar", "sin", "po"];
        (0..4).map(|place| syllables[number / 10_usize.pow(place) % 10]).collect::<String>()
    };
    let mut seed = 1_usize;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let lines: Vec<String> = (0..count)
        .map(|number| {
            let story = number / 5;
            let mut text = String::new();
            for place in 0..500 {
                let chosen = match place % 5 {
                    0 => story * 7 % 9_000 + random(12),
                    1 => random(9_999),
                    _ => random(300),
                };
                text.push_str(&word(chosen));
                text.push_str(if place % 17 == 16 { ". " } else { " " });
            }
            serde_json::json!({ "title": format!("{} {}", word(story * 7 % 9_000), word(story % 300)), "text": text })
                .to_string()
        })
        .collect();
    ingest::read_bytes("news.jsonl", true, Cow::Owned(lines.join("\n").into_bytes())).articles
}

#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3)]
fn group(bencher: Bencher<'_, '_>, count: usize) {
    let articles = articles(count);
    let all: Vec<&Article> = articles.iter().collect();
    bencher.counter(ItemsCount::new(count)).bench(|| story::group(&all));
}

/// One more article for a collection that is grouped.
#[divan::bench(args = [100, 1_000, 10_000])]
fn add(bencher: Bencher<'_, '_>, count: usize) {
    let articles = articles(count + 1);
    let all: Vec<&Article> = articles.iter().collect();
    let (stories, mut grouping) = story::Grouping::of(&all[..count]);
    bencher.with_inputs(|| stories.clone()).bench_local_values(|mut stories| grouping.add(&all, &mut stories));
}
