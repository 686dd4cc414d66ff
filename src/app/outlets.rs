//! Which story an article belongs to, its letter there, and how places in it are said: letters, names, ¶ and %.

use std::sync::Arc;

use crate::app::App;
use crate::article::{Article, BlockKind};
use crate::compare::Comparison;
use crate::reading::Reading;
use crate::story::Story;

impl App {
    /// An article of the collection.
    pub(crate) fn article(&self, article: usize) -> Option<&Arc<Article>> {
        self.library.articles.get(article)
    }

    /// Its reading, when the analysis is through.
    pub(crate) fn reading(&self, article: usize) -> Option<&Arc<Reading>> {
        self.library.readings.get(article)?.as_ref()
    }

    /// The story that an article belongs to, as an index.
    pub(crate) fn story_of(&self, article: usize) -> Option<usize> {
        self.story_of.get(article).copied().flatten()
    }

    /// The story that is being read.
    pub(crate) fn story(&self) -> Option<&Story> {
        self.library.stories.get(self.story_of(self.reader.article)?)
    }

    /// The articles of the story that is being read.
    pub(crate) fn outlets(&self) -> &[usize] {
        self.story().map_or(&[], |story| &story.articles)
    }

    /// The comparison of the story that is being read, when it is through.
    pub(crate) fn comparison(&self) -> Option<&Arc<Comparison>> {
        self.library.comparisons.get(self.story_of(self.reader.article)?)?.as_ref()
    }

    /// The place of an article in the story that is being read.
    pub(crate) fn place_of(&self, article: usize) -> Option<usize> {
        self.outlets().iter().position(|&other| other == article)
    }

    /// The letter of an article in the story that is being read.
    pub(crate) fn letter_of(&self, article: usize) -> String {
        self.place_of(article).map_or_else(String::new, letter)
    }

    pub(crate) fn index_stories(&mut self) {
        self.story_of = vec![None; self.library.articles.len()];
        for (index, story) in self.library.stories.iter().enumerate() {
            for &article in &story.articles {
                if let Some(place) = self.story_of.get_mut(article) {
                    *place = Some(index);
                }
            }
        }
    }
}

/// The letter of an outlet by its place in the story: A to Z, then AA, AB, …
pub(crate) fn letter(place: usize) -> String {
    let last = char::from(b'A' + (place % 26) as u8);
    match place / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letter(more - 1)),
    }
}

/// The place that a letter stands for.
pub(crate) fn place(letter: &str) -> Option<usize> {
    let mut sum = 0usize;
    for c in letter.chars() {
        let c = c.to_ascii_uppercase();
        if !c.is_ascii_uppercase() {
            return None;
        }
        sum = sum.checked_mul(26)?.checked_add(c as usize - 'A' as usize + 1)?;
    }
    sum.checked_sub(1)
}

/// The outlet's name, or "unnamed".
pub(crate) fn outlet_name(article: &Article) -> &str {
    article.outlet.name.as_deref().unwrap_or("unnamed")
}

/// The file an article comes from, without folders and ending.
pub(crate) fn file_name(article: &Article) -> &str {
    let name = article.id.rsplit('/').next().unwrap_or(&article.id);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.contains('#') => stem,
        _ => name,
    }
}

/// The number of the paragraph that holds `byte`, from 1: headings are not counted, and what stands before the first
/// paragraph counts to it.
pub(crate) fn paragraph(article: &Article, byte: usize) -> usize {
    paragraphs(article).take_while(|start| *start <= byte).count().max(1)
}

/// Where the paragraphs of an article begin.
pub(crate) fn paragraphs(article: &Article) -> impl Iterator<Item = usize> {
    article.body().filter(|(_, block)| block.kind != BlockKind::Heading).map(|(_, block)| block.span.start)
}

/// How much of the body stands before `byte`, in percent.
pub(crate) fn percent(article: &Article, byte: usize) -> usize {
    let (mut before, mut all) = (0, 0);
    for (_, block) in article.body() {
        all += block.span.len();
        before += byte.clamp(block.span.start, block.span.end) - block.span.start;
    }
    (before * 100).checked_div(all).unwrap_or(0)
}

/// A number with its thousands set apart.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut said = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 701].map(letter), ["A", "Z", "AA", "AB", "ZZ"]);
        assert!((0..800).all(|at| place(&letter(at)) == Some(at)));
        assert_eq!(place("4"), None);
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1601, 1234567].map(thousands), ["0", "999", "1,601", "1,234,567"]);
    }
}
