//! Compare: outlets side by side, moving by passage.

pub(crate) mod columns;
pub(crate) mod rows;

use rustc_hash::FxHashMap;

use crate::app::App;
use crate::app::outlets::{letter, place};
use crate::app::reader::flip;
use crate::app::screen::Screen;
use crate::article::Span;
use crate::compare::PassageId;
use crate::layout::Line;
use columns::Filter;

/// Where the comparison is read.
#[derive(Debug, Clone)]
pub(crate) struct Compare {
    /// The base, by its place in the story.
    pub(crate) base: usize,
    /// The column in focus, by its outlet's place.
    pub(crate) column: usize,
    /// The first of the other outlets that is shown.
    pub(crate) first: usize,
    /// The row under the cursor.
    pub(crate) row: usize,
    /// The first line shown.
    pub(crate) top: usize,
    pub(crate) filter: Filter,
    /// Whether all columns move together.
    pub(crate) sync: bool,
    /// With sync off: the first line shown of each outlet.
    pub(crate) free: FxHashMap<usize, usize>,
}

impl Default for Compare {
    fn default() -> Self {
        Self {
            base: 0,
            column: 0,
            first: 0,
            row: 0,
            top: 0,
            filter: Filter::All,
            sync: true,
            free: FxHashMap::default(),
        }
    }
}

impl Compare {
    /// The outlets that are shown: the base and as many others as fit, in the order of the story.
    pub(crate) fn window(&self, outlets: usize, capacity: usize) -> Vec<usize> {
        let base = self.base.min(outlets.saturating_sub(1));
        let others: Vec<usize> = (0..outlets).filter(|&place| place != base).collect();
        let room = capacity.saturating_sub(1).max(usize::from(outlets > 1 && capacity == 0));
        let first = self.first.min(others.len().saturating_sub(room));
        let mut shown: Vec<usize> = others.into_iter().skip(first).take(room).collect();
        if outlets > 0 {
            shown.push(base);
        }
        shown.sort_unstable();
        shown
    }
}

impl App {
    /// Opens Compare at the passage being read, with the present outlet as base.
    pub(crate) fn enter_compare(&mut self) {
        let place = self.place_of(self.reader.article).unwrap_or(0);
        let id = self
            .reading(self.reader.article)
            .and_then(|reading| reading.passage_at(self.reader.byte))
            .and_then(|passage| self.comparison()?.id(place, passage));
        self.compare = Compare { base: place, column: place, filter: self.compare.filter, ..Compare::default() };
        self.compare.first = id.map_or(0, |id| self.carriers_first(id));
        self.set_columns();
        self.compare.row = id.and_then(|id| self.row_with(id)).unwrap_or(0);
        if let Some(laid) = self.columns.rows.get(self.compare.row) {
            self.compare.top = laid.start;
        }
    }

    /// The first of the other outlets to show so that as many as can be carry a passage.
    fn carriers_first(&self, id: PassageId) -> usize {
        let Some(comparison) = self.comparison() else { return 0 };
        let outlets = self.outlets().len();
        let mut carriers = vec![false; outlets];
        for (end, _) in comparison.aligned(id) {
            let place = comparison.passages.get(end.0).map(|end| end.article);
            if let Some(carrier) = place.and_then(|place| carriers.get_mut(place)) {
                *carrier = true;
            }
        }
        let (capacity, _) = columns::capacity(self.panes.body.width, self.panes.body.height);
        let carried = |first: usize| {
            let window = Compare { first, ..self.compare.clone() }.window(outlets, capacity);
            window.into_iter().filter(|&place| carriers.get(place).copied().unwrap_or(false)).count()
        };
        // Of equals the first.
        (0..outlets).rev().max_by_key(|&first| carried(first)).unwrap_or(0)
    }

    /// Opens Compare at the fact chosen in the matrix.
    pub(crate) fn compare_from_matrix(&mut self) {
        let at = self.list().map_or(0, |list| list.at);
        let Some((article, span)) = self.sheet.items.get(at).and_then(|item| item.target) else { return };
        self.mark_jump();
        self.show(article, span.start);
        self.compare.filter = Filter::All;
        self.enter_compare();
        self.screen = Screen::Compare;
    }

    /// Lines for rows.
    pub(crate) fn compare_height(&self) -> u16 {
        self.panes.body.height.saturating_sub(2)
    }

    /// Keeps everything within bounds and the current row in view.
    pub(crate) fn settle_compare(&mut self) {
        self.set_columns();
        let height = usize::from(self.compare_height()).max(1);
        self.compare.row = self.compare.row.min(self.columns.rows.len().saturating_sub(1));
        if let Some(laid) = self.columns.rows.get(self.compare.row) {
            let last = laid.start + laid.height.saturating_sub(1);
            self.compare.top = flip(self.compare.top, laid.start, last, height);
            // The last page is a full one; the blank line after the last row is none of it.
            self.compare.top = self.compare.top.min(self.columns.lines.saturating_sub(height + 1));
        } else {
            self.compare.top = 0;
        }
    }

    /// Moves by a page.
    pub(crate) fn compare_page(&mut self, way: isize, by: usize) {
        let target = self.compare.top.saturating_add_signed(by as isize * way);
        let after = self.columns.rows.partition_point(|laid| laid.start < target);
        let last = self.columns.rows.len().saturating_sub(1);
        let moved =
            if way > 0 { after.max(self.compare.row + 1) } else { after.min(self.compare.row.saturating_sub(1)) };
        self.compare.row = moved.min(last);
        self.compare.top = self.columns.rows.get(self.compare.row).map_or(0, |laid| laid.start);
    }

    /// Scrolls the column in focus by lines, with sync off.
    pub(crate) fn compare_scroll(&mut self, by: isize) {
        let place = self.compare.column;
        let height = usize::from(self.compare_height());
        let lines =
            self.columns.shown.iter().position(|&shown| shown == place).and_then(|at| self.columns.free.get(at));
        let last = lines.map_or(0, Vec::len).saturating_sub(height);
        let top = self.compare.free.entry(place).or_default();
        *top = top.saturating_add_signed(by).min(last);
    }

    /// Puts the next column into focus; beyond the last shown, the next outlet comes into view.
    pub(crate) fn compare_column(&mut self, way: isize) {
        let count = self.outlets().len();
        if count > 0 {
            let next = (self.compare.column as isize + way).rem_euclid(count as isize) as usize;
            self.compare_show(next);
        }
    }

    /// Puts an outlet's column into focus and into view.
    pub(crate) fn compare_show(&mut self, place: usize) {
        self.compare.column = place;
        let outlets = self.outlets().len();
        let (capacity, _) = columns::capacity(self.panes.body.width, self.panes.body.height);
        for first in 0..outlets {
            if self.compare.window(outlets, capacity).contains(&place) {
                return;
            }
            self.compare.first = first;
        }
    }

    /// Takes the column in focus (or the outlet named) as base.
    pub(crate) fn compare_base(&mut self, argument: &str) {
        let wanted = if argument.is_empty() { Some(self.compare.column) } else { place(argument) };
        let Some(wanted) = wanted.filter(|&wanted| wanted < self.outlets().len()) else {
            self.say(format!("this story has no outlet {argument}"));
            return;
        };
        self.compare.base = wanted;
        self.compare.column = wanted;
        self.say(format!("{} is the base", letter(wanted)));
    }

    /// Shows the next kind of rows, or the one named.
    pub(crate) fn compare_filter(&mut self, argument: &str) {
        let now = Filter::ALL.iter().position(|filter| *filter == self.compare.filter).unwrap_or(0);
        let next = match argument {
            "" => Filter::ALL.get((now + 1) % Filter::ALL.len()),
            name => Filter::ALL.iter().find(|filter| filter.name().split(' ').next() == Some(name)),
        };
        match next {
            Some(&filter) => {
                self.compare.filter = filter;
                self.set_columns();
                self.compare.row = self.compare.row.min(self.columns.rows.len().saturating_sub(1));
                let rows = self.columns.rows.len();
                let noun = if rows == 1 { "row" } else { "rows" };
                self.say(format!("showing {}: {rows} {noun}", filter.name()));
            }
            None => self.say(format!("“{argument}” is none of all, differing, shared, only")),
        }
    }

    /// Lets each column move by itself, from where it stands, or all together again.
    pub(crate) fn compare_sync(&mut self) {
        if !self.compare.sync {
            self.compare_join();
            self.say("sync on: all columns move by passage");
            return;
        }
        self.compare.sync = false;
        let Some(comparison) = self.comparison().cloned() else { return };
        let row = self.compare.row;
        for (at, place) in self.columns.shown.clone().into_iter().enumerate() {
            let start = self.columns.rows.get(..=row).into_iter().flatten().rev().find_map(|laid| {
                let id = laid.row.cells.get(place)?.passages.first()?;
                comparison.passages.get(id.0).map(|passage| passage.span.start)
            });
            let lines = self.columns.free.get(at).map_or(&[][..], Vec::as_slice);
            let line = lines
                .iter()
                .rposition(|line| matches!(line, Line::Words { span, .. } if span.start <= start.unwrap_or(0)));
            self.compare.free.insert(place, line.unwrap_or(0));
        }
        self.say(format!("sync off: {} moves by line, the others stay", letter(self.compare.column)));
    }

    /// Goes to the next row in which an outlet differs, all columns together.
    pub(crate) fn compare_difference(&mut self, ahead: bool) {
        if !self.compare.sync {
            self.compare_join();
        }
        let row = self.compare.row;
        let all = &self.columns.differences;
        let found = if ahead { all.iter().position(|&at| at > row) } else { all.iter().rposition(|&at| at < row) };
        match found.and_then(|nth| Some((nth, *all.get(nth)?))) {
            Some((nth, at)) => {
                self.compare.row = at;
                let said = format!("[{}/{}] differs", nth + 1, all.len());
                self.say(said);
            }
            None if all.is_empty() => self.say("no figure, date or name was found to differ in these outlets"),
            None => self.say(if ahead { "no further difference" } else { "no earlier difference" }),
        }
    }

    /// All columns move together again, from where the column in focus stands.
    fn compare_join(&mut self) {
        let byte = self.compare_byte(self.compare.column);
        let place = self.compare.column;
        self.compare.sync = true;
        let Some((byte, comparison)) = byte.zip(self.comparison().cloned()) else { return };
        let starts = |id: PassageId| comparison.passages.get(id.0).is_some_and(|found| found.span.start <= byte);
        let row = self.columns.rows.iter().rposition(|laid| {
            laid.row.cells.get(place).is_some_and(|cell| cell.passages.first().is_some_and(|&id| starts(id)))
        });
        self.compare.row = row.unwrap_or(self.compare.row);
    }

    /// The passage of the column in focus, else of the base, else of whoever has it: (article, its words).
    pub(crate) fn compare_span(&self) -> Option<(usize, Span)> {
        if !self.compare.sync {
            let article = self.outlets().get(self.compare.column).copied()?;
            let byte = self.compare_byte(self.compare.column)?;
            let reading = self.reading(article)?;
            return Some((article, reading.passages.get(reading.passage_at(byte)?)?.span));
        }
        let laid = self.columns.rows.get(self.compare.row)?;
        let comparison = self.comparison()?;
        let of = |place: usize| laid.row.cells.get(place).and_then(|cell| cell.passages.first().copied());
        let id: PassageId = of(self.compare.column)
            .or_else(|| of(self.compare.base))
            .or_else(|| (0..laid.row.cells.len()).find_map(of))?;
        let passage = comparison.passages.get(id.0)?;
        Some((self.outlets().get(passage.article).copied()?, passage.span))
    }

    /// Where Enter goes.
    pub(crate) fn compare_target(&self) -> Option<(usize, usize)> {
        self.compare_span().map(|(article, span)| (article, span.start))
    }

    /// Which of the differences the cursor is at, from 1, and how many there are.
    pub(crate) fn compare_difference_number(&self) -> (Option<usize>, usize) {
        let all = &self.columns.differences;
        (all.iter().position(|&at| at == self.compare.row).map(|at| at + 1), all.len())
    }

    /// The byte of what a column shows in the current row, if it shows anything.
    pub(crate) fn compare_shown(&self, place: usize) -> Option<usize> {
        if !self.compare.sync {
            return self.compare_byte(place);
        }
        let cell = self.columns.rows.get(self.compare.row)?.row.cells.get(place)?;
        let id = cell.passages.first().copied().or(cell.elsewhere)?;
        self.comparison()?.passages.get(id.0).map(|passage| passage.span.start)
    }

    /// The byte at which a column stands: its passage in the current row or the last one before it; with sync off, its
    /// first line.
    pub(crate) fn compare_byte(&self, place: usize) -> Option<usize> {
        if !self.compare.sync {
            let at = self.columns.shown.iter().position(|&shown| shown == place)?;
            let top = self.compare.free.get(&place).copied().unwrap_or(0);
            return self.columns.free.get(at)?.iter().skip(top).find_map(|line| match line {
                Line::Words { span, .. } => Some(span.start),
                _ => None,
            });
        }
        let comparison = self.comparison()?;
        self.columns.rows.get(..=self.compare.row)?.iter().rev().find_map(|laid| {
            let id = laid.row.cells.get(place)?.passages.first()?;
            comparison.passages.get(id.0).map(|passage| passage.span.start)
        })
    }
}
