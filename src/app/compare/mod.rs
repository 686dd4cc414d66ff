//! Compare: outlets side by side, moving by passage.

pub(crate) mod columns;
pub(crate) mod rows;

use rustc_hash::FxHashMap;

use crate::app::App;
use crate::app::outlets::{letter, place};
use crate::app::reader::{KEEP, flip};
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
        self.set_columns();
        self.compare.row = id.and_then(|id| self.row_with(id)).unwrap_or(0);
        if let Some(laid) = self.columns.rows.get(self.compare.row) {
            self.compare.top = laid.start.saturating_sub(KEEP);
        }
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
                let said = format!("showing {}: {} rows", filter.name(), self.columns.rows.len());
                self.say(said);
            }
            None => self.say(format!("“{argument}” is none of all, differing, shared, only")),
        }
    }

    /// Lets each column move by itself, from where it stands, or all together again.
    pub(crate) fn compare_sync(&mut self) {
        self.compare.sync = !self.compare.sync;
        if self.compare.sync {
            self.say("sync on: all columns move by passage");
            return;
        }
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
        self.say("sync off: the column in focus moves by line");
    }

    /// Goes to the next row in which an outlet differs.
    pub(crate) fn compare_difference(&mut self, ahead: bool) {
        let row = self.compare.row;
        let all = &self.columns.differences;
        let found = if ahead { all.iter().find(|&&at| at > row) } else { all.iter().rev().find(|&&at| at < row) };
        match found {
            Some(&at) => self.compare.row = at,
            None if all.is_empty() => self.say("no figure, date or name differs in these rows"),
            None => self.say(if ahead { "no further difference" } else { "no earlier difference" }),
        }
    }

    /// The passage of the column in focus, else of the base, else of whoever has it: (article, its words).
    pub(crate) fn compare_span(&self) -> Option<(usize, Span)> {
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

    /// The difference the cursor is at or after: (its number, how many there are).
    pub(crate) fn compare_difference_number(&self) -> (usize, usize) {
        let all = &self.columns.differences;
        (all.iter().filter(|&&at| at <= self.compare.row).count(), all.len())
    }

    /// The bytes at which a column stands: its passage in the current row or the last one before it.
    pub(crate) fn compare_byte(&self, place: usize) -> Option<usize> {
        let comparison = self.comparison()?;
        self.columns.rows.get(..=self.compare.row)?.iter().rev().find_map(|laid| {
            let id = laid.row.cells.get(place)?.passages.first()?;
            comparison.passages.get(id.0).map(|passage| passage.span.start)
        })
    }
}
