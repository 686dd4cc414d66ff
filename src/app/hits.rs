//! Words found in the text that is being read.

use crate::app::App;
use crate::article::Span;
use crate::layout::Aside;
use crate::search;

/// What was looked for and where it stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hits {
    /// The words; empty when nothing is looked for.
    pub(crate) words: String,
    /// Where they stand in the article, in order.
    pub(crate) spans: Vec<Span>,
    /// The one under the cursor.
    pub(crate) at: Option<usize>,
    /// Whether the article has changed since.
    pub(crate) stale: bool,
}

impl Hits {
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// `[3/14]`
    pub(crate) fn told(&self) -> String {
        match (self.at, self.spans.len()) {
            (_, 0) => "[none]".to_owned(),
            (Some(at), count) => format!("[{}/{count}]", at + 1),
            (None, count) => format!("[{count}]"),
        }
    }
}

impl App {
    /// Looks for words in the article and goes to the first at or after `byte`, else to the first of all.
    pub(crate) fn find_words(&mut self, words: &str, byte: usize) {
        self.hits.words = words.to_owned();
        self.look();
        let at = self.hits.spans.iter().position(|span| span.start >= byte);
        self.hits.at = at.or(if self.hits.spans.is_empty() { None } else { Some(0) });
        self.go_to_hit();
    }

    /// Looks again, after the article has changed.
    pub(crate) fn look(&mut self) {
        self.hits.stale = false;
        self.hits.at = None;
        let aside = self.reader.aside;
        let words = std::mem::take(&mut self.hits.words);
        self.hits.spans = match self.article(self.reader.article) {
            Some(article) if !words.is_empty() => article
                .blocks
                .iter()
                .filter(|block| block.kind.is_body() || aside == Aside::Shown)
                .flat_map(|block| search::matches(&article.text, block.span, &words))
                .collect(),
            _ => Vec::new(),
        };
        self.hits.words = words;
    }

    fn go_to_hit(&mut self) {
        if let Some(span) = self.hits.at.and_then(|at| self.hits.spans.get(at)) {
            self.reader.byte = span.start;
        }
    }

    /// Goes to the next (or previous) hit, round the ends.
    pub(crate) fn step_hit(&mut self, ahead: bool) {
        let (byte, count) = (self.reader.byte, self.hits.spans.len());
        let found = if ahead {
            self.hits.spans.iter().position(|span| span.start > byte)
        } else {
            self.hits.spans.iter().rposition(|span| span.start < byte)
        };
        let (at, round) = match found {
            Some(at) => (Some(at), ""),
            None if count == 0 => (None, ""),
            None => (
                Some(if ahead { 0 } else { count - 1 }),
                if ahead { ", from the start again" } else { ", from the end again" },
            ),
        };
        self.hits.at = at;
        self.go_to_hit();
        self.say_hits();
        if !round.is_empty() {
            let said = format!("{} {}{round}", self.hits.told(), self.hits.words);
            self.say(said);
        }
    }

    pub(crate) fn say_hits(&mut self) {
        if self.hits.words.is_empty() {
            return;
        }
        let said = match self.hits.spans.len() {
            0 => format!("“{}” was not found in this text", self.hits.words),
            _ => format!("{} {}", self.hits.told(), self.hits.words),
        };
        self.say(said);
    }
}
