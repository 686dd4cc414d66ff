//! Articles a second on one core, and whether the time grows with the length.

use divan::{Bencher, counter::ItemsCount};
use parallax::article::Article;
use parallax::ingest::read_bytes;
use parallax::language::{name, sentences};
use parallax::quote;

fn main() {
    divan::main();
}

/// About 5,000 bytes, the length of a common report, repeated.
fn article(times: usize) -> Article {
    let mut text = String::new();
    for n in 0..times * 12 {
        text.push_str(&format!(
            "Greta Holm, who chairs the harbour board of Northport, said on Monday that pier {n} would be closed for the winter. \
             “We will not sell it,” Holm said. “Not now, and not next year.” According to the engineer Paul Reyes, it is \
             “a danger to everybody who walks on it.” A spokesman for the city declined to comment on the “long goodbye” of \
             the pier, and Martin Oakes, an adviser, told the Northport Times that he had heard nothing about it.\n\n"
        ));
    }
    let found = read_bytes("a.txt", true, text.into_bytes().into());
    found.articles.into_iter().next().unwrap_or_else(|| std::process::exit(1))
}

#[divan::bench(args = [1, 10, 200])]
fn quotations(bencher: Bencher, times: usize) {
    of(bencher, times, false);
}

#[divan::bench(args = [1, 10, 200])]
fn quotations_and_reported(bencher: Bencher, times: usize) {
    of(bencher, times, true);
}

fn of(bencher: Bencher, times: usize, indirect: bool) {
    let article = article(times);
    let passages = sentences(&article);
    let names = name::names(&article, &passages);
    bencher.counter(ItemsCount::new(times)).bench(|| quote::quotations(&article, &names, indirect));
}

#[divan::bench(args = [1, 10, 200])]
fn names(bencher: Bencher, times: usize) {
    let article = article(times);
    let passages = sentences(&article);
    bencher.counter(ItemsCount::new(times)).bench(|| name::names(&article, &passages));
}
