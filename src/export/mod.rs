//! Results → text, aligned tables, JSON Lines, JSON, CSV, Markdown, HTML. One file per format; each writes into any
//! [`std::io::Write`] and knows no terminal.

pub mod comparison;
pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
pub mod record;
pub mod report;
pub mod table;
pub mod text;

use crate::article::Article;
use crate::compare::Comparison;
use crate::reading::Reading;
use crate::story::Story;

/// One story with everything that is known of it; the vectors of articles and readings are in the story's order.
#[derive(Debug, Clone)]
pub struct StoryView<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its articles.
    pub articles: Vec<&'a Article>,
    /// Their readings.
    pub readings: Vec<&'a Reading>,
    /// What was found across them.
    pub comparison: &'a Comparison,
}

impl<'a> StoryView<'a> {
    /// The story's article at `place` and what its outlet or, unnamed, its file is called.
    pub fn source(&self, place: usize) -> &'a str {
        self.articles.get(place).map_or("", |article| source_of(article))
    }
}

/// What an article is called in a table: its outlet, or its file's name where the outlet is not known.
pub fn source_of(article: &Article) -> &str {
    article.outlet.name.as_deref().unwrap_or_else(|| file_name(&article.id))
}

/// The last part of an article's id.
pub fn file_name(id: &str) -> &str {
    id.rsplit('/').find(|part| !part.is_empty()).unwrap_or(id)
}

/// `text` on one line that is safe on a terminal: white space and control characters become single blanks.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
