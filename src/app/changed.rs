//! Which words to mark where two outlets say the same thing otherwise.

use crate::article::{Article, Span};
use crate::compare::diff;

/// Above this share of changed bytes a passage is simply said in other words: marking nearly all of it would say nothing, so
/// only its figures are marked.
const OTHER_WORDS: usize = 70;

/// The words of `article` at `span` that `base` does not have, in order; a figure is always a span of its own.
pub(crate) fn changed(base: &str, article: &Article, span: Span) -> Vec<Span> {
    let found = diff::words(base, article.at(span)).other;
    let share = (found.iter().map(|mark| mark.len()).sum::<usize>() * 100).checked_div(span.len()).unwrap_or(0);
    let mut marks = Vec::new();
    for mark in found {
        split(&article.text, Span::new(mark.start + span.start, mark.end + span.start), &mut marks);
    }
    if share > OTHER_WORDS {
        marks.retain(|mark| is_figure(mark.of(&article.text)));
    }
    marks
}

fn is_figure(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_digit())
}

/// Takes the figures out of a run of words.
fn split(text: &str, run: Span, marks: &mut Vec<Span>) {
    let mut start = run.start;
    let mut at = run.start;
    for word in run.of(text).split_inclusive(char::is_whitespace) {
        let next = at + word.len();
        let end = at + word.trim_end().len();
        if is_figure(word) {
            let before = text.get(start..at).unwrap_or("").trim_end().len();
            if before > 0 {
                marks.push(Span::new(start, start + before));
            }
            marks.push(Span::new(at, end));
            start = next;
        }
        at = next;
    }
    if start < run.end {
        marks.push(Span::new(start, run.end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_apart() {
        let text = "the mayor closed some 300 old bridges";
        let mut marks = Vec::new();
        split(text, Span::new(10, text.len()), &mut marks);
        let words: Vec<&str> = marks.iter().map(|mark| mark.of(text)).collect();
        assert_eq!(words, ["closed some", "300", "old bridges"]);
    }
}
