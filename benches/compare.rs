//! How long comparing takes: the five samples, and a story of many outlets.

use divan::Bencher;
use parallax::article::{Article, Block, BlockKind, Outlet, Span};
use parallax::compare::Comparison;
use parallax::ingest;
use parallax::reading::Reading;

fn main() {
    divan::main();
}

/// The built-in samples.
fn samples() -> Vec<Article> {
    ingest::built_in().iter().flat_map(|source| ingest::read(source).articles).collect()
}

fn blank() -> Article {
    Article {
        id: String::new(),
        text: String::new(),
        blocks: Vec::new(),
        headline: None,
        outlet: Outlet::UNNAMED,
        byline: None,
        published: None,
        modified: None,
        url: None,
        language: Some("en".to_owned()),
        truncated: false,
        notes: Vec::new(),
        same_as: None,
        story_hint: None,
    }
}

/// `count` outlets, each with about thirty sentences drawn from the samples, every eighth word left out.
fn outlets(count: usize) -> Vec<Article> {
    let sources = samples();
    let sentences: Vec<String> = sources
        .iter()
        .flat_map(|article| {
            let reading = Reading::of(article);
            reading.passages.iter().map(|passage| article.at(passage.span).to_owned()).collect::<Vec<_>>()
        })
        .collect();
    let mut state = 7u64;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    (0..count)
        .filter_map(|number| {
            let mut article = Article { id: number.to_string(), ..blank() };
            for _ in 0..30 {
                let sentence = sentences.get(draw(sentences.len()))?;
                let kept: Vec<&str> = sentence.split(' ').filter(|_| draw(8) > 0).collect();
                let start = article.text.len();
                article.text.push_str(&kept.join(" "));
                let span = Span::new(start, article.text.len());
                article.blocks.push(Block { span, kind: BlockKind::Paragraph, why: "".into() });
                article.text.push_str(".\n\n");
            }
            Some(article)
        })
        .collect()
}

#[divan::bench]
fn read_and_compare_the_samples(bencher: Bencher) {
    let articles = samples();
    bencher.bench_local(|| {
        let readings: Vec<Reading> = articles.iter().map(Reading::of).collect();
        Comparison::of(&articles.iter().collect::<Vec<_>>(), &readings.iter().collect::<Vec<_>>())
    });
}

#[divan::bench(args = [5, 20, 50], sample_count = 10)]
fn compare_outlets(bencher: Bencher, count: usize) {
    let articles = outlets(count);
    let readings: Vec<Reading> = articles.iter().map(Reading::of).collect();
    bencher.bench_local(|| Comparison::of(&articles.iter().collect::<Vec<_>>(), &readings.iter().collect::<Vec<_>>()));
}

#[divan::bench(sample_count = 20)]
fn align_the_samples(bencher: Bencher) {
    let articles = samples();
    let readings: Vec<Reading> = articles.iter().map(Reading::of).collect();
    let readings: Vec<&Reading> = readings.iter().collect();
    let articles: Vec<&Article> = articles.iter().collect();
    let places = parallax::compare::places(&readings);
    bencher.bench_local(|| parallax::compare::align::links(&articles, &readings, &places, &[]));
}
