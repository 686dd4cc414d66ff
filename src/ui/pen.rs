//! Writing into the plan of a frame: by glyph, never beyond an edge, a wide glyph never cut in two.

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::sheet::{Piece, SheetLine, Text, Tone};
use crate::app::theme::Theme;
use crate::article::Span;
use crate::layout::{glyphs, width};
use crate::ui::plan::Plan;
use crate::ui::style;

/// A pen over a plan.
pub(super) struct Pen<'a> {
    plan: &'a mut Plan,
    pub(super) theme: Theme,
}

/// A stretch of a text that looks otherwise.
pub(super) type Marked = (Span, Style);

impl<'a> Pen<'a> {
    pub(super) fn new(plan: &'a mut Plan, theme: Theme) -> Self {
        Self { plan, theme }
    }

    /// Writes `text` from (x, y) up to the column `end` (exclusive); gives the column after it.
    pub(super) fn put(&mut self, x: u16, y: u16, text: &str, end: u16, style: Style) -> u16 {
        self.plan.write((x, y), text, end, false, style, std::iter::empty())
    }

    /// Writes `text`, and the sign of more when it does not fit.
    pub(super) fn cut(&mut self, x: u16, y: u16, text: &str, end: u16, style: Style) -> u16 {
        if x >= end {
            return x;
        }
        if width(text) <= end - x {
            return self.put(x, y, text, end, style);
        }
        let at = self.put(x, y, text, end - 1, style);
        self.put(at, y, self.theme.glyphs.more, end, style)
    }

    /// Writes the words at `span` of `text`; where a mark lies over them its style is added. Marks are sorted or few; of two
    /// that overlap the later is added over the earlier.
    #[allow(
        clippy::too_many_arguments,
        reason = "the hottest call of a frame; a struct would name the same seven things"
    )]
    pub(super) fn words(
        &mut self,
        x: u16,
        y: u16,
        text: &str,
        span: Span,
        end: u16,
        style: Style,
        marks: &[Marked],
    ) -> u16 {
        let over = marks.iter().filter(|(mark, _)| mark.meets(span)).map(|(mark, more)| {
            let inside = |byte: usize| byte.clamp(span.start, span.end) - span.start;
            (Span::new(inside(mark.start), inside(mark.end)), *more)
        });
        self.plan.write((x, y), span.of(text), end, true, style, over)
    }

    /// The style of a link to `address`: nothing where hyperlinks are not wanted.
    pub(super) fn link(&mut self, address: &str) -> Style {
        if self.theme.hyperlinks { self.plan.link(address) } else { Style::new() }
    }

    /// Empties cells.
    pub(super) fn clear(&mut self, x: u16, y: u16, columns: u16, rows: u16) {
        for y in y..y.saturating_add(rows) {
            self.plan.clear(x, y, columns);
        }
    }

    /// Adds a style to cells that are already written.
    pub(super) fn paint(&mut self, x: u16, y: u16, columns: u16, style: Style) {
        self.plan.tint(x, y, columns, style);
    }

    /// A rule from top to bottom.
    pub(super) fn column(&mut self, x: u16, y: u16, rows: u16, glyph: &str) {
        for y in y..y.saturating_add(rows) {
            self.put(x, y, glyph, x.saturating_add(1), style::QUIET);
        }
    }

    /// A rule from left to right.
    pub(super) fn row(&mut self, x: u16, y: u16, columns: u16, glyph: &str) {
        for x in x..x.saturating_add(columns) {
            self.put(x, y, glyph, x.saturating_add(1), style::QUIET);
        }
    }

    /// Writes a line of a sheet into the columns from `x` to `end`.
    pub(super) fn sheet_line(&mut self, app: &App, line: &SheetLine, x: u16, y: u16, end: u16) {
        let right: u16 = line.right.iter().map(|piece| piece_width(app, piece)).sum();
        let limit = if right + 12 < end.saturating_sub(x) { end - right } else { end };
        let mut at = x;
        for piece in &line.pieces {
            at = at.max(x.saturating_add(piece.x));
            let mut look = style::of(self.theme, piece.tone);
            let (text, span) = piece_text(app, piece);
            if piece.tone == Tone::Changed {
                look = style::changed(self.theme, span.of(text));
            }
            let before = at;
            at = match piece.text {
                Text::Own(_) => self.put(at, y, text, limit, look),
                Text::Words(..) => self.words(at, y, text, span, limit, look, &[]),
            };
            // What did not fit says so.
            if at >= limit && at - before < piece_width(app, piece) && limit > x {
                let more = self.theme.glyphs.more;
                self.put(limit - 1, y, more, limit, style::QUIET);
            }
        }
        if limit < end {
            let mut at = limit;
            for piece in &line.right {
                let (text, span) = piece_text(app, piece);
                at = self.put(at, y, span.of(text), end, style::of(self.theme, piece.tone));
            }
        }
    }

    /// The columns of a line's first word: what is reversed to say that the line is chosen.
    pub(super) fn first_word(&self, app: &App, line: &SheetLine) -> u16 {
        let wide = |piece: &Piece| {
            let (text, span) = piece_text(app, piece);
            width(span.of(text).split_whitespace().next().unwrap_or(""))
        };
        // An opening mark alone is no word: it takes the words after it along.
        match line.pieces.as_slice() {
            [mark, words, ..] if wide(mark) == 1 && matches!(words.text, Text::Words(..)) => 1 + wide(words).min(16),
            [first, ..] => wide(first).clamp(1, 16),
            [] => 1,
        }
    }

    /// Says that a row is chosen: the bar, and reverse video over its first words when its list is in focus.
    pub(super) fn bar(&mut self, x: u16, y: u16, look: Style) {
        let bar = self.theme.glyphs.bar;
        self.put(x, y, bar, x.saturating_add(1), look.add_modifier(Modifier::BOLD));
    }
}

fn piece_text<'a>(app: &'a App, piece: &'a Piece) -> (&'a str, Span) {
    match &piece.text {
        Text::Own(text) => (text, Span::new(0, text.len())),
        Text::Words(article, span) => (app.article(*article).map_or("", |article| &article.text), *span),
    }
}

fn piece_width(app: &App, piece: &Piece) -> u16 {
    let (text, span) = piece_text(app, piece);
    match piece.text {
        Text::Own(_) => width(text),
        Text::Words(..) => glyphs(span.of(text)).map(|glyph| glyph.width).sum(),
    }
}
