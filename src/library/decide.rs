//! What the person decides of stories, while they read.

use std::sync::Arc;

use super::{Library, compare};
use crate::article::Article;
use crate::reading::Reading;
use crate::story;

impl Library {
    /// The name under which the articles of a story can be kept together: the one that the person gave most of them, else
    /// the story's own, made different from the names of all others.
    pub fn name_to_keep(&self, story: usize) -> String {
        let Some(found) = self.stories.get(story) else { return String::new() };
        let given = found.articles.iter().filter_map(|&article| self.articles.get(article)?.story_hint.as_ref());
        given.min().map_or_else(|| self.free_name(&found.name, ""), Clone::clone)
    }

    /// `name`, with a number behind it where an article is already put under it or it is `taken`.
    pub fn free_name(&self, name: &str, taken: &str) -> String {
        let used = |name: &str| {
            name == taken || self.articles.iter().any(|article| article.story_hint.as_deref() == Some(name))
        };
        let mut free = name.to_owned();
        let mut number = 2;
        while used(&free) {
            free = format!("{name} ({number})");
            number += 1;
        }
        free
    }

    /// Puts articles under names, as the person chose, and groups and compares anew what that changes. Stories that it
    /// does not touch stay as they are.
    pub fn decide(&mut self, choices: Vec<(usize, String)>) {
        for (article, name) in choices {
            if let Some(article) = self.articles.get_mut(article) {
                Arc::make_mut(article).story_hint = Some(name);
            }
        }
        let all: Vec<&Article> = self.articles.iter().map(Arc::as_ref).collect();
        let stories = story::decide(&all, &self.stories);
        let empty = Reading::default();
        let read: Vec<&Reading> = self.readings.iter().map(|reading| reading.as_deref().unwrap_or(&empty)).collect();
        let comparisons = stories
            .iter()
            .map(|story| match self.stories.iter().position(|old| old.articles == story.articles) {
                Some(old) => self.comparisons.get(old).cloned().flatten(),
                None => Some(Arc::new(compare(story, &all, &read))),
            })
            .collect();
        self.comparisons = comparisons;
        self.stories = stories;
    }
}
