//! The collection: articles, their readings, the stories they tell and the comparison of each; loaded at once for the
//! commands, piece by piece in the background for the reader.

mod begin;
mod decide;
mod extend;
pub mod flow;

use std::path::PathBuf;
use std::sync::Arc;

use crate::article::Article;
use crate::compare::Comparison;
use crate::ingest::{self, Problem, Source};
use crate::reading::Reading;
use crate::search;
use crate::story::{self, Grouping, Story};
pub use begin::{Begun, begin};
pub use extend::Loaded;

/// How many sources are read and analysed before all others, so that the reader has something to show.
const AT_ONCE: usize = 16;

/// How many articles one step brings: taking in a step costs as much as all articles that are already there.
const STEP: usize = 500;

/// How to open what was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Treat everything as reports of one event.
    pub one_story: bool,
}

/// What was opened. Every vector of articles and readings has one entry per article, in the order of the input.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The articles.
    pub articles: Vec<Arc<Article>>,
    /// Their readings; `None` until the analysis is through.
    pub readings: Vec<Option<Arc<Reading>>>,
    /// The stories, in the order of their first article; before grouping is through, one of everything.
    pub stories: Vec<Story>,
    /// The comparison of each story; `None` until it is through.
    pub comparisons: Vec<Option<Arc<Comparison>>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Whether anything is still being loaded or analysed.
    pub busy: bool,
}

/// One step of loading in the background, to be given to [`Library::apply`].
#[derive(Debug, Clone)]
pub enum Update {
    /// Articles were read; they follow those that are there.
    Articles(Vec<Arc<Article>>),
    /// The other articles showed something new about one: lines that come back in many, or that it repeats another.
    Changed(usize, Arc<Article>),
    /// An article was analysed.
    Reading(usize, Arc<Reading>),
    /// The articles were grouped; comparisons start anew.
    Stories(Vec<Story>),
    /// A story was compared.
    Comparison(usize, Arc<Comparison>),
    /// An article was added to a collection that is through: it follows those that are there.
    Added {
        /// The article.
        article: Arc<Article>,
        /// Its reading.
        reading: Arc<Reading>,
        /// The story that it is in, as that is now; all others are as before. A new one comes last.
        story: Story,
        /// Its index.
        index: usize,
        /// The comparison of that story.
        comparison: Arc<Comparison>,
    },
    /// Something could not be read.
    Problem(Problem),
    /// Everything is done.
    Done,
}

impl Library {
    /// Takes in one step. Cheap: no analysis happens here.
    pub fn apply(&mut self, update: Update) {
        match update {
            Update::Articles(articles) => {
                self.busy = true;
                self.readings.resize(self.articles.len() + articles.len(), None);
                self.articles.extend(articles);
                let all: Vec<&Article> = self.articles.iter().map(Arc::as_ref).collect();
                self.stories = story::one(&all);
                self.comparisons = vec![None; self.stories.len()];
            }
            Update::Changed(index, article) => {
                if let Some(place) = self.articles.get_mut(index) {
                    *place = article;
                }
            }
            Update::Reading(article, reading) => {
                if let Some(place) = self.readings.get_mut(article) {
                    *place = Some(reading);
                }
            }
            Update::Stories(stories) => {
                self.comparisons = vec![None; stories.len()];
                self.stories = stories;
            }
            Update::Comparison(story, comparison) => {
                if let Some(place) = self.comparisons.get_mut(story) {
                    *place = Some(comparison);
                }
            }
            Update::Added { article, reading, story, index, comparison } => {
                self.articles.push(article);
                self.readings.push(Some(reading));
                match self.stories.get_mut(index) {
                    Some(place) => *place = story,
                    None => self.stories.push(story),
                }
                self.comparisons.resize(self.stories.len(), None);
                if let Some(place) = self.comparisons.get_mut(index) {
                    *place = Some(comparison);
                }
            }
            Update::Problem(problem) => self.problems.push(problem),
            Update::Done => self.busy = false,
        }
    }

    /// The best `limit` hits for what a person typed, best first (see [`crate::search::find`]).
    pub fn find(&self, query: &str, limit: usize) -> Vec<search::Hit> {
        let articles: Vec<&Article> = self.articles.iter().map(Arc::as_ref).collect();
        let readings: Vec<Option<&Reading>> = self.readings.iter().map(Option::as_deref).collect();
        search::find(&articles, &readings, query, limit)
    }

    /// Opens everything at once and analyses it; for the commands and for tests.
    pub fn open(sources: &[Source], options: Options) -> Self {
        let mut library = Self::default();
        run(sources, Begun::default(), options, &mut |update| library.apply(update));
        library
    }
}

/// The built-in samples when nothing is named, else the sources named, with what could not be found.
pub fn sources(arguments: &[PathBuf]) -> (Vec<Source>, Vec<Problem>) {
    if arguments.is_empty() { (ingest::built_in(), Vec::new()) } else { ingest::discover(arguments) }
}

/// Reads, analyses, groups and compares on all cores, and gives each step to `give` on the calling thread, in the order
/// of the input. The first articles and their readings come at once, whatever follows. What was `begun` is not given again.
/// Gives back what it takes to add more.
pub fn run(sources: &[Source], begun: Begun, options: Options, give: &mut dyn FnMut(Update)) -> Loaded {
    let Begun { mut articles, sources: read, .. } = begun;
    let mut readings: Vec<Arc<Reading>> = Vec::new();
    let (first, rest) = sources.split_at(sources.len().min(AT_ONCE.max(read)));
    for part in [first.get(read..).unwrap_or_default(), rest] {
        let mut new: Vec<Arc<Article>> = Vec::new();
        flow::in_order(
            part,
            |_, source| ingest::read(source),
            |found| {
                found.problems.into_iter().for_each(|problem| give(Update::Problem(problem)));
                new.extend(found.articles.into_iter().map(Arc::new));
                if new.len() >= STEP {
                    articles.extend(new.iter().cloned());
                    give(Update::Articles(std::mem::take(&mut new)));
                }
                true
            },
        );
        if !new.is_empty() {
            articles.extend(new.iter().cloned());
            give(Update::Articles(new));
        }
        let from = readings.len();
        if let Some(new) = articles.get(from..) {
            let read = |index, article: &Arc<Article>| (from + index, Arc::new(Reading::of(article)));
            flow::in_order(new, read, |(index, reading)| {
                readings.push(Arc::clone(&reading));
                give(Update::Reading(index, reading));
                true
            });
        }
    }
    let all: Vec<&Article> = articles.iter().map(Arc::as_ref).collect();
    let changed = ingest::together::together(&all);
    for (index, article) in changed {
        let (article, reading) = {
            let reading = Reading::of(&article);
            (Arc::new(article), Arc::new(reading))
        };
        if let (Some(old), Some(before)) = (articles.get_mut(index), readings.get_mut(index)) {
            (*old, *before) = (Arc::clone(&article), Arc::clone(&reading));
        }
        give(Update::Changed(index, article));
        give(Update::Reading(index, reading));
    }
    let all: Vec<&Article> = articles.iter().map(Arc::as_ref).collect();
    let read: Vec<&Reading> = readings.iter().map(Arc::as_ref).collect();
    // One article needs no word list to stand alone.
    let (stories, grouping) = if options.one_story || all.len() < 2 {
        (story::one(&all), None)
    } else {
        let (stories, grouping) = Grouping::of(&all);
        (stories, Some(grouping))
    };
    give(Update::Stories(stories.clone()));
    flow::in_order(
        &stories,
        |index, story| (index, Arc::new(compare(story, &all, &read))),
        |(index, comparison)| {
            give(Update::Comparison(index, comparison));
            true
        },
    );
    give(Update::Done);
    Loaded { options, readings, grouping }
}

fn compare(story: &Story, all: &[&Article], read: &[&Reading]) -> Comparison {
    let some: Vec<&Article> = story.articles.iter().filter_map(|&article| all.get(article).copied()).collect();
    let them: Vec<&Reading> = story.articles.iter().filter_map(|&article| read.get(article).copied()).collect();
    Comparison::of(&some, &them)
}
