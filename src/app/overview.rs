//! The overview of a text: where others carry it too, where it stands alone, where they differ, where it quotes, and where
//! the reader is; and going to a place by it.

use ratatui::layout::Rect;

use crate::app::outlets::{paragraph, paragraphs, percent};
use crate::app::page::Mark;
use crate::app::quotes::is_listed;
use crate::app::screen::Screen;
use crate::app::{App, Effect};
use crate::layout::width;

/// One part of the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// The largest number of other outlets that carry a passage of it; `None` while nothing is known.
    pub(crate) carried: Option<usize>,
    pub(crate) differs: bool,
    pub(crate) quoted: bool,
    pub(crate) here: bool,
}

/// Goes to a share of the text (`40%`) or to a paragraph (`7`).
pub(super) fn place(app: &mut App, argument: &str) -> Vec<Effect> {
    let wanted = argument.trim().trim_start_matches('¶');
    let share = wanted.strip_suffix('%').and_then(|share| share.trim().parse::<usize>().ok());
    let number = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let paragraph =
        number.and_then(|number| app.article(app.reader.article).and_then(|article| paragraphs(article).nth(number)));
    match (share, paragraph) {
        (Some(share), _) => app.go_to_part(share.min(100), 100),
        (None, Some(byte)) => app.jump(app.reader.article, byte),
        (None, None) => app.say(format!("this text has no place {argument}; 40% is one, and 7, a paragraph")),
    }
    Vec::new()
}

impl App {
    /// The text that is being read, in `count` parts of equal length.
    pub(crate) fn parts(&self, count: usize) -> Vec<Part> {
        let mut parts = vec![Part::default(); count];
        let (Some(reading), Some(page)) = (self.reading(self.reader.article), self.page()) else { return parts };
        let total: usize = reading.passages.iter().map(|passage| passage.span.len()).sum();
        let (mut before, mut last) = (0, 0);
        let current = self.passage();
        for (at, passage) in reading.passages.iter().enumerate() {
            let from = (before * count).checked_div(total).unwrap_or(0);
            before += passage.span.len();
            let to = ((before * count).checked_div(total).unwrap_or(0)).max(from + 1).min(count);
            for part in parts.get_mut(from..to).into_iter().flatten() {
                if let Some(marks) = page.marks.get(at) {
                    let carried = marks.iter().filter(|mark| **mark != Mark::None).count();
                    part.carried = Some(part.carried.map_or(carried, |known| known.max(carried)));
                }
                part.here |= current == Some(at) && from >= last;
            }
            // Said once, where the passage begins.
            if let (Some(part), Some(marks)) = (parts.get_mut(from), page.marks.get(at)) {
                part.differs |= marks.contains(&Mark::Differs);
            }
            last = last.max(from);
        }
        // Passages and quotations both stand in the order of the text.
        let (mut passages, mut upto) = (reading.passages.iter().peekable(), 0);
        for quotation in reading.quotations.iter().filter(|quotation| is_listed(quotation)) {
            while let Some(passage) = passages.next_if(|passage| passage.span.start <= quotation.span.start) {
                upto += passage.span.len();
            }
            let part = (upto.saturating_sub(1) * count).checked_div(total).unwrap_or(0);
            if let Some(part) = parts.get_mut(part) {
                part.quoted = true;
            }
        }
        parts
    }

    /// Goes to the first sentence of part `nth` of `count`.
    pub(crate) fn go_to_part(&mut self, nth: usize, count: usize) {
        let Some(reading) = self.reading(self.reader.article) else { return };
        let total: usize = reading.passages.iter().map(|passage| passage.span.len()).sum();
        let wanted = (nth * total).checked_div(count).unwrap_or(0);
        let mut before = 0;
        let found = reading.passages.iter().find(|passage| {
            before += passage.span.len();
            before > wanted
        });
        if let Some(byte) = found.or(reading.passages.last()).map(|passage| passage.span.start) {
            self.jump(self.reader.article, byte);
        }
    }

    /// The outlet's letter and where in its text the reader is, always of the same width in one article.
    pub(crate) fn position(&self) -> Option<(String, String)> {
        let article = self.article(self.reader.article)?;
        let paragraph_sign = self.theme.glyphs.paragraph;
        let (number, count) = (paragraph(article, self.reader.byte), paragraphs(article).count());
        // Of the passage, as everywhere: a share that counted lines would cost a line's worth of bytes at each of them.
        let passage = self.passage().and_then(|at| self.reading(self.reader.article)?.passages.get(at));
        let share = percent(article, passage.map_or(self.reader.byte, |passage| passage.span.start));
        let digits = count.to_string().len();
        let (said, most) = match self.size.0 {
            100.. => (
                format!(" {paragraph_sign}{number} of {count} {} {share} %", self.theme.glyphs.dot),
                2 + digits + 4 + digits + 3 + 4,
            ),
            40.. => (format!(" {paragraph_sign}{number} {share} %"), 2 + digits + 1 + 4),
            _ => (format!(" {share} %"), 5),
        };
        Some((self.letter_of(self.reader.article), format!("{said:<most$}")))
    }

    /// Where the overview lies in the status line; nowhere where a bar stands beside the text.
    pub(crate) fn strip(&self) -> Option<Rect> {
        let columns = self.size.0;
        if self.screen != Screen::Reader || !self.panes.overview.is_empty() || columns < 60 || self.doubt().is_some() {
            return None;
        }
        let (own, said) = self.position()?;
        let hits = if self.hits.words.is_empty() { 0 } else { width(&self.hits.told()) + 2 };
        let x = 1 + width(&own) + width(&said) + hits + 2;
        Some(Rect::new(x, self.panes.status.y, if columns >= 100 { 24 } else { 16 }, 1))
    }
}
