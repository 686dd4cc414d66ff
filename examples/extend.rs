//! How near adding an article comes to grouping anew: groups the articles named without one of them, adds it, and holds its
//! story against the one that grouping all of them gives it. One after the other for every article, or for every STEPth.
//!
//! ```text
//! cargo run --release --example extend -- STEP FILE...
//! ```

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use parallax::article::Article;
use parallax::ingest;
use parallax::story::{Grouping, Story};

fn companions(stories: &[Story], index: usize) -> BTreeSet<usize> {
    let story = stories.iter().find(|story| story.articles.contains(&index));
    story.map(|story| story.articles.iter().copied().collect()).unwrap_or_default()
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let step: usize = arguments.next().and_then(|step| step.parse().ok()).unwrap_or(1).max(1);
    let paths: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let (sources, _) = ingest::discover(&paths);
    let articles: Vec<Article> = sources.iter().flat_map(|source| ingest::read(source).articles).collect();
    let (mut same, mut count, mut slowest) = (0, 0, Duration::ZERO);
    for last in (0..articles.len()).step_by(step) {
        let mut order: Vec<&Article> = articles.iter().collect();
        let moved = order.remove(last);
        let (mut stories, mut grouping) = Grouping::of(&order);
        order.push(moved);
        let start = Instant::now();
        grouping.add(&order, &mut stories);
        slowest = slowest.max(start.elapsed());
        let (anew, _) = Grouping::of(&order);
        let index = order.len() - 1;
        same += usize::from(companions(&stories, index) == companions(&anew, index));
        count += 1;
    }
    println!("{same} of {count} articles stand where grouping anew puts them; adding one took {slowest:?} at most");
}
