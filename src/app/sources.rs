//! The sources pane: stories with their articles.

use rustc_hash::FxHashMap;

use crate::app::App;
use crate::app::panes::Pane;
use crate::app::reader::flip;

/// One entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A story, by its index.
    Story(usize),
    /// An article of the open story, by its index in the collection.
    Article(usize),
}

/// What an entry says of its article.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Card {
    pub(crate) words: usize,
    /// Quotations; `None` before the analysis.
    pub(crate) quotes: Option<usize>,
    /// Blocks set aside.
    pub(crate) aside: usize,
    /// The article whose text it has, as a copy or a reprint.
    pub(crate) copy_of: Option<usize>,
}

/// The list.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    pub(crate) items: Vec<Entry>,
    /// The row on which each item begins, and one past the last.
    pub(crate) rows: Vec<usize>,
    cards: FxHashMap<usize, Card>,
    /// The story that is open.
    pub(crate) open: Option<usize>,
    short: bool,
}

/// With more articles than this each has one row.
const ROOMY: usize = 12;

impl Sources {
    /// Rows of an article.
    pub(crate) fn article_rows(&self) -> u16 {
        if self.short { 1 } else { 2 }
    }

    /// Columns before an article: it stands under its story's name, where that is shown.
    pub(crate) fn indent(&self) -> u16 {
        if self.items.iter().any(|item| matches!(item, Entry::Story(_))) { 3 } else { 1 }
    }

    pub(crate) fn item_of(&self, article: usize) -> Option<usize> {
        self.items.iter().position(|item| *item == Entry::Article(article))
    }

    pub(crate) fn card(&self, article: usize) -> Card {
        self.cards.get(&article).copied().unwrap_or_default()
    }

    /// The item on a row.
    pub(crate) fn item_at(&self, row: usize) -> Option<usize> {
        let after = self.rows.partition_point(|&start| start <= row);
        after.checked_sub(1).filter(|&item| item < self.items.len())
    }

    pub(crate) fn forget(&mut self, article: usize) {
        self.cards.remove(&article);
    }
}

impl App {
    /// Lists the stories anew, the open one with its articles.
    pub(crate) fn list_sources(&mut self) {
        let open = self.sources.open;
        self.sources.items.clear();
        self.sources.rows.clear();
        let stories = &self.library.stories;
        self.sources.short = stories.len() > 1
            && open.and_then(|open| stories.get(open)).is_some_and(|story| story.articles.len() > ROOMY);
        // The name of the only story stands in the header already.
        let named = stories.len() > 1;
        let mut row = 0;
        let (items, rows) = (&mut self.sources.items, &mut self.sources.rows);
        let tall = if self.sources.short { 1 } else { 2 };
        for (index, story) in stories.iter().enumerate() {
            if named {
                rows.push(row);
                items.push(Entry::Story(index));
                row += 1;
            }
            if open == Some(index) || !named {
                for &article in &story.articles {
                    rows.push(row);
                    items.push(Entry::Article(article));
                    row += tall;
                }
            }
        }
        rows.push(row);
    }

    /// Brings the list in line with what is shown: the story read is open, the visible cards are counted.
    pub(crate) fn settle_sources(&mut self) {
        if self.reader.focus != Pane::Sources {
            let story = self.story_of(self.reader.article);
            if self.sources.open != story {
                self.sources.open = story;
                self.list_sources();
            }
            self.reader.source = self.sources.item_of(self.reader.article).unwrap_or(0);
        }
        self.reader.source = self.reader.source.min(self.sources.items.len().saturating_sub(1));
        let height = usize::from(self.panes.sources.height.saturating_sub(2)).max(1);
        let first = self.sources.rows.get(self.reader.source).copied().unwrap_or(0);
        let last = self.sources.rows.get(self.reader.source + 1).map_or(first, |next| next.saturating_sub(1));
        self.reader.source_top = flip(self.reader.source_top, first, last, height);
        if last < height {
            self.reader.source_top = 0;
        }
        let from = self.sources.item_at(self.reader.source_top).unwrap_or(0);
        for at in from..self.sources.items.len().min(from + height + 1) {
            if let Some(&Entry::Article(article)) = self.sources.items.get(at)
                && !self.sources.cards.contains_key(&article)
                && let Some(text) = self.article(article)
            {
                let quotes = self.reading(article).map(|reading| {
                    let listed = reading.quotations.iter().filter(|quotation| crate::app::quotes::is_listed(quotation));
                    listed.count()
                });
                let aside = text.blocks.iter().filter(|block| !block.kind.is_body()).count();
                let first = text.same_as.as_ref();
                let copy_of = first.and_then(|id| self.library.articles.iter().position(|other| other.id == *id));
                let card = Card { words: text.words(), quotes, aside, copy_of };
                self.sources.cards.insert(article, card);
            }
        }
    }

    /// Enter in the sources: reads the article, opens or closes the story.
    pub(crate) fn open_source(&mut self) {
        match self.sources.items.get(self.reader.source).copied() {
            Some(Entry::Article(article)) => {
                let byte = self.reader.left_at.get(&article).copied().unwrap_or(0);
                if article == self.reader.article {
                    self.reader.focus = Pane::Article;
                } else {
                    self.jump(article, byte);
                }
            }
            Some(Entry::Story(story)) => {
                let only = self.library.stories.get(story).filter(|story| story.articles.len() == 1);
                if let Some(&article) = only.and_then(|story| story.articles.first()) {
                    let byte = self.reader.left_at.get(&article).copied().unwrap_or(0);
                    self.jump(article, byte);
                    return;
                }
                self.sources.open = if self.sources.open == Some(story) { None } else { Some(story) };
                self.list_sources();
                self.reader.source =
                    self.sources.items.iter().position(|item| *item == Entry::Story(story)).unwrap_or(0);
            }
            None => {}
        }
    }
}
