//! What the commands have in common: the inputs that were named, and what becomes of them.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::Outcome;
use super::output::warn;
use super::progress::Progress;
use crate::article::Article;
use crate::compare::Comparison;
use crate::export::StoryView;
use crate::ingest::{self, Problem, Source};
use crate::library::{self, Library, Options, flow};
use crate::reading::Reading;

/// The inputs, for every command.
#[derive(Debug, Clone, Args)]
pub(super) struct Inputs {
    /// Files, folders, or - for standard input; none for the built-in samples
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Treat everything named as reports of one event
    #[arg(long)]
    pub(super) one_story: bool,
}

/// What was met on the way, for the exit code.
#[derive(Debug, Default)]
pub(super) struct Tally {
    articles: usize,
    named_problems: usize,
}

impl Tally {
    /// Counts and announces one problem.
    pub(super) fn problem(&mut self, problem: &Problem) {
        self.named_problems += usize::from(problem.named);
        warn(&format!("parallax: {problem}"));
    }

    /// Counts articles that were read.
    pub(super) fn articles(&mut self, number: usize) {
        self.articles += number;
    }

    /// How the command ended.
    pub(super) fn outcome(&self) -> Outcome {
        if self.articles == 0 || self.named_problems > 0 { Outcome::Unread } else { Outcome::Done }
    }
}

impl Inputs {
    /// The options for the library.
    pub(super) fn options(&self) -> Options {
        Options { one_story: self.one_story }
    }

    /// The sources that were named. Says on standard error what could not be found, and that samples are used.
    pub(super) fn sources(&self, tally: &mut Tally) -> Vec<Source> {
        if self.paths.is_empty() {
            warn("parallax: no path given, so these are the five sample articles built into the program");
        }
        let (sources, problems) = library::sources(&self.paths);
        problems.iter().for_each(|problem| tally.problem(problem));
        sources
    }

    /// Does `work` on every article on all cores, without keeping the articles, and gives the results to `give` in the
    /// order of the input.
    pub(super) fn each<R: Send>(
        &self,
        work: impl Fn(&Article) -> R + Sync,
        mut give: impl FnMut(R) -> anyhow::Result<()>,
    ) -> anyhow::Result<Outcome> {
        use rayon::prelude::*;

        let mut tally = Tally::default();
        let sources = self.sources(&mut tally);
        let mut failed = None;
        let read = |_, source: &Source| {
            let found = ingest::read(source);
            let results: Vec<R> = match found.articles.as_slice() {
                [only] => vec![work(only)],
                many => many.par_iter().map(&work).collect(),
            };
            (results, found.problems)
        };
        let progress = Progress::of(sources.len());
        flow::in_order(&sources, read, |(results, problems)| {
            progress.step();
            problems.iter().for_each(|problem| progress.suspend(|| tally.problem(problem)));
            tally.articles(results.len());
            failed = results.into_iter().try_for_each(&mut give).err();
            failed.is_none()
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(tally.outcome()),
        }
    }

    /// Every article, in the order of the input.
    pub(super) fn articles(&self) -> (Vec<Article>, Tally) {
        let mut tally = Tally::default();
        let sources = self.sources(&mut tally);
        let mut articles = Vec::new();
        let progress = Progress::of(sources.len());
        flow::in_order(
            &sources,
            |_, source| ingest::read(source),
            |found| {
                progress.step();
                found.problems.iter().for_each(|problem| progress.suspend(|| tally.problem(problem)));
                articles.extend(found.articles);
                true
            },
        );
        let all: Vec<&Article> = articles.iter().collect();
        for (index, article) in ingest::together::together(&all) {
            if let Some(place) = articles.get_mut(index) {
                *place = article;
            }
        }
        tally.articles(articles.len());
        (articles, tally)
    }

    /// Everything, analysed and compared.
    pub(super) fn library(&self) -> (Opened, Tally) {
        let mut tally = Tally::default();
        let sources = self.sources(&mut tally);
        let library = Library::open(&sources, self.options());
        library.problems.iter().for_each(|problem| tally.problem(problem));
        tally.articles(library.articles.len());
        let (nothing, empty) = (Arc::new(Comparison::default()), Arc::new(Reading::default()));
        (Opened { library, nothing, empty }, tally)
    }
}

/// A library that has come to rest.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) library: Library,
    nothing: Arc<Comparison>,
    empty: Arc<Reading>,
}

impl Opened {
    /// The stories with all that belongs to them, in their order.
    pub(super) fn stories(&self) -> Vec<StoryView<'_>> {
        let library = &self.library;
        library
            .stories
            .iter()
            .zip(&library.comparisons)
            .map(|(story, comparison)| StoryView {
                story,
                articles: story
                    .articles
                    .iter()
                    .filter_map(|&index| library.articles.get(index).map(Arc::as_ref))
                    .collect(),
                readings: story.articles.iter().map(|&index| self.reading(index)).collect(),
                comparison: comparison.as_deref().unwrap_or(&self.nothing),
            })
            .collect()
    }

    /// The reading of an article of the collection.
    pub(super) fn reading(&self, article: usize) -> &Reading {
        self.library.readings.get(article).and_then(Option::as_deref).unwrap_or(&self.empty)
    }
}
