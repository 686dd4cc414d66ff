//! A list of lines with items to choose from: quotations, facts, figures, people. Built once, drawn line by line.

use crate::app::page::Mark;
use crate::app::reader::flip;
use crate::article::{Article, Span};
use crate::layout::{width, wrap};

/// What a piece of a line is, so that the view can choose how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Running words.
    Plain,
    /// Beside the words: counts, places, hints.
    Quiet,
    /// A name, a heading.
    Strong,
    /// The letter of an outlet, by its place in the story.
    Outlet(usize),
    /// A difference.
    Differs,
    /// Words that differ from those they are held against.
    Changed,
}

/// Some words of a line.
#[derive(Debug, Clone)]
pub(crate) enum Text {
    /// Our own.
    Own(String),
    /// An article's, by its index in the collection.
    Words(usize, Span),
}

/// A piece of a line.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Its first column; a piece that would begin inside the one before follows it.
    pub(crate) x: u16,
    pub(crate) text: Text,
    pub(crate) tone: Tone,
}

/// One line.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetLine {
    pub(crate) pieces: Vec<Piece>,
    /// Pieces that end at the last column.
    pub(crate) right: Vec<Piece>,
    /// The item it belongs to.
    pub(crate) item: Option<usize>,
}

impl SheetLine {
    pub(crate) fn own(mut self, x: u16, text: impl Into<String>, tone: Tone) -> Self {
        self.pieces.push(Piece { x, text: Text::Own(text.into()), tone });
        self
    }

    /// How many columns our own words take, the article's not counted.
    pub(crate) fn columns(&self) -> usize {
        self.pieces.iter().map(|piece| if let Text::Own(text) = &piece.text { width(text).into() } else { 0 }).sum()
    }

    pub(crate) fn words(mut self, x: u16, article: usize, span: Span, tone: Tone) -> Self {
        self.pieces.push(Piece { x, text: Text::Words(article, span), tone });
        self
    }

    pub(crate) fn right(mut self, text: impl Into<String>, tone: Tone) -> Self {
        self.right.push(Piece { x: 0, text: Text::Own(text.into()), tone });
        self
    }

    /// Words of an article with those in `changed` told apart.
    pub(crate) fn marked(mut self, x: u16, article: usize, span: Span, changed: &[Span], tone: Tone) -> Self {
        let mut at = span.start;
        for mark in changed.iter().filter(|mark| mark.meets(span)) {
            let (start, end) = (mark.start.max(span.start), mark.end.min(span.end));
            if at < start {
                self = self.words(x, article, Span::new(at, start), tone);
            }
            self = self.words(x, article, Span::new(start, end), Tone::Changed);
            at = end;
        }
        if at < span.end { self.words(x, article, Span::new(at, span.end), tone) } else { self }
    }
}

/// Something that can be chosen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Item {
    /// Its lines.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Where Enter goes: (article, span).
    pub(crate) target: Option<(usize, Span)>,
    /// Whether the outlets differ in it.
    pub(crate) differs: bool,
}

/// The whole list.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) lines: Vec<SheetLine>,
    pub(crate) items: Vec<Item>,
    /// A line above the list that does not move.
    pub(crate) head: Option<SheetLine>,
    /// What the status line says of it, the dearest first: what does not fit is left out whole.
    pub(crate) summary: Vec<String>,
    /// What stands in place of an empty list.
    pub(crate) empty: String,
}

impl Sheet {
    /// Adds a line that belongs to no item.
    pub(crate) fn line(&mut self, line: SheetLine) {
        self.lines.push(line);
    }

    /// Begins an item; the lines that follow belong to it.
    pub(crate) fn item(&mut self, target: Option<(usize, Span)>) {
        self.items.push(Item { first: self.lines.len(), last: self.lines.len(), target, differs: false });
    }

    /// The outlets differ in the item begun last.
    pub(crate) fn differs(&mut self) {
        if let Some(item) = self.items.last_mut() {
            item.differs = true;
        }
    }

    /// Adds a line to the item begun last.
    pub(crate) fn add(&mut self, mut line: SheetLine) {
        line.item = self.items.len().checked_sub(1);
        if let Some(item) = self.items.last_mut() {
            item.last = self.lines.len();
        }
        self.lines.push(line);
    }

    /// Adds words of an article to the item begun last, wrapped, at most `most` lines of them.
    #[allow(clippy::too_many_arguments, reason = "one call a kind of line; a struct would name the same eight things")]
    pub(crate) fn add_words(
        &mut self,
        article: (usize, &Article),
        span: Span,
        changed: &[Span],
        x: u16,
        width: u16,
        marks: [&str; 2],
        most: usize,
        tone: Tone,
    ) {
        let lines = wrap(&article.1.text, span, width.saturating_sub(x + 2).max(8));
        let count = lines.len();
        for (at, line) in lines.into_iter().take(most).enumerate() {
            let mut new = SheetLine::default();
            let inner = x + u16::from(!marks[0].is_empty());
            if at == 0 && !marks[0].is_empty() {
                new = new.own(x, marks[0], tone);
            }
            new = new.marked(inner, article.0, line, changed, tone);
            if at + 1 == count {
                new = new.own(inner, marks[1], tone);
            } else if at + 1 == most {
                new = new.own(inner, " …", Tone::Quiet);
            }
            self.add(new);
        }
    }
}

/// Where a list is read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct List {
    /// The item chosen.
    pub(crate) at: usize,
    /// The first line shown.
    pub(crate) top: usize,
    /// Which of the orders it has.
    pub(crate) order: usize,
}

impl List {
    /// Moves by items.
    pub(crate) fn step(&mut self, by: isize, items: usize) {
        self.at = self.at.saturating_add_signed(by).min(items.saturating_sub(1));
    }

    /// Brings the chosen item into view.
    pub(crate) fn settle(&mut self, sheet: &Sheet, height: usize) {
        self.at = self.at.min(sheet.items.len().saturating_sub(1));
        let Some(item) = sheet.items.get(self.at) else {
            self.top = 0;
            return;
        };
        let height = height.max(1);
        self.top = flip(self.top.min(sheet.lines.len().saturating_sub(1)), item.first, item.last, height);
        // The last page is a full one.
        self.top = self.top.min(sheet.lines.len().saturating_sub(height));
        // The heading above the first item comes into view with it.
        if self.at == 0 && item.last < height {
            self.top = 0;
        }
    }
}

/// How a mark of an outlet is written: its letter large when the words are the same, small when reworded, the sign of a
/// difference, or the sign that nothing was found.
pub(crate) fn mark_sign(mark: Mark, letter: &str, glyphs: &crate::app::theme::Glyphs) -> String {
    match mark {
        Mark::None => glyphs.none.to_owned(),
        Mark::Same => letter.to_owned(),
        Mark::Reworded => letter.to_lowercase(),
        Mark::Differs => glyphs.differs.to_owned(),
    }
}
