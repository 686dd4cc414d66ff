//! What was loaded, kept by the analysis so that more can be opened while the reader runs.

use std::sync::Arc;

use super::{Options, Update, compare};
use crate::article::Article;
use crate::ingest::{self, Source};
use crate::reading::Reading;
use crate::story::{self, Grouping, Story};

/// What was loaded.
#[derive(Debug)]
pub struct Loaded {
    pub(super) options: Options,
    pub(super) readings: Vec<Arc<Reading>>,
    /// `None` where nothing was grouped: a single article, or one story of everything.
    pub(super) grouping: Option<Grouping>,
}

impl Loaded {
    /// Reads more sources into a collection of these `articles` and `stories`, and gives each step to `give`, [`Update::Done`]
    /// last. Each new article joins a story or stands alone; the other articles and stories stay as they are. Nothing else may
    /// change the collection until it is done.
    pub fn add(
        &mut self,
        sources: &[Source],
        mut articles: Vec<Arc<Article>>,
        mut stories: Vec<Story>,
        give: &mut dyn FnMut(Update),
    ) {
        let read = |source| {
            let found = ingest::read(source);
            found.problems.into_iter().for_each(|problem| give(Update::Problem(problem)));
            found.articles
        };
        let new: Vec<Article> = sources.iter().flat_map(read).collect();
        for article in new {
            let reading = Arc::new(Reading::of(&article));
            let article = Arc::new(article);
            if self.grouping.is_none() && !self.options.one_story {
                let before: Vec<&Article> = articles.iter().map(Arc::as_ref).collect();
                self.grouping = Some(Grouping::of(&before).1);
            }
            articles.push(Arc::clone(&article));
            self.readings.push(Arc::clone(&reading));
            let all: Vec<&Article> = articles.iter().map(Arc::as_ref).collect();
            let index = match &mut self.grouping {
                Some(grouping) => grouping.add(&all, &mut stories),
                None => {
                    stories = story::one(&all);
                    0
                }
            };
            let Some(story) = stories.get(index).cloned() else { continue };
            let read: Vec<&Reading> = self.readings.iter().map(Arc::as_ref).collect();
            let comparison = Arc::new(compare(&story, &all, &read));
            give(Update::Added { article, reading, story, index, comparison });
        }
        give(Update::Done);
    }
}
