//! The rows of a comparison set into columns, or stacked where the screen is narrow.

use crate::app::App;
use crate::app::changed::changed;
use crate::app::compare::rows::{self, Cell, Row};
use crate::app::outlets::paragraph;
use crate::article::{Article, Span};
use crate::compare::{Comparison, PassageId, Relation};
use crate::layout::{self, Aside, wrap};

/// Which rows are shown. A view over the rows, never a change to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Filter {
    #[default]
    All,
    Differing,
    Shared,
    Only,
}

impl Filter {
    pub(crate) const ALL: [Self; 4] = [Self::All, Self::Differing, Self::Shared, Self::Only];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Differing => "differing",
            Self::Shared => "shared",
            Self::Only => "only here",
        }
    }

    fn lets(self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Differing => row.differs(),
            Self::Shared => row.carried() > 1,
            Self::Only => row.carried() == 1,
        }
    }
}

/// What the columns were set for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Key {
    story: Option<usize>,
    generation: u64,
    base: usize,
    shown: Vec<usize>,
    width: u16,
    filter: Filter,
    stacked: bool,
}

/// One line of one cell.
#[derive(Debug, Clone)]
pub(crate) enum CellLine {
    /// Words of the outlet, with those that differ from the base.
    Words {
        article: usize,
        span: Span,
        marks: Vec<Span>,
        differs: bool,
        /// They stand in another row too.
        again: bool,
        /// The last line of what no other outlet has.
        only: bool,
    },
    /// Nothing found.
    Gap,
    /// It stands in another row: its ¶.
    Elsewhere(usize),
    /// No other outlet has it; said on a line of its own where it does not fit behind the last words.
    OnlyHere,
}

/// A row, set.
#[derive(Debug, Clone)]
pub(crate) struct Laid {
    /// The first line it takes.
    pub(crate) start: usize,
    /// Its lines, without the blank one after it.
    pub(crate) height: usize,
    /// For each outlet shown, its lines.
    pub(crate) cells: Vec<Vec<CellLine>>,
    pub(crate) row: Row,
}

/// All of it.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    key: Option<Key>,
    /// The places shown, in order.
    pub(crate) shown: Vec<usize>,
    pub(crate) stacked: bool,
    pub(crate) rows: Vec<Laid>,
    pub(crate) lines: usize,
    /// The rows in which an outlet differs.
    pub(crate) differences: Vec<usize>,
    /// For free scrolling: each shown article's own lines.
    pub(crate) free: Vec<Vec<layout::Line>>,
}

/// What is said behind words that no other outlet has.
pub(crate) const ONLY_HERE: &str = "only here";

/// Narrower than this, rows are stacked.
const SIDE_BY_SIDE: u16 = 78;

/// Columns that one outlet needs.
const COLUMN: u16 = 39;

/// How many outlets are shown at once.
pub(crate) fn capacity(width: u16, height: u16) -> (usize, bool) {
    if width < SIDE_BY_SIDE {
        // Stacked: as many as leave two rows on the screen.
        (if height >= 22 { 3 } else { 2 }, true)
    } else {
        (usize::from(width / COLUMN).max(1), false)
    }
}

impl App {
    /// Sets the columns unless they are there.
    pub(crate) fn set_columns(&mut self) {
        let body = self.panes.body;
        let outlets = self.outlets().len();
        let (capacity, stacked) = capacity(body.width, body.height);
        let base = self.compare.base.min(outlets.saturating_sub(1));
        let shown = self.compare.window(outlets, capacity);
        let count = shown.len().max(1) as u16;
        let width = if stacked {
            body.width.saturating_sub(5)
        } else {
            (body.width.saturating_sub(1) / count).saturating_sub(3)
        }
        .clamp(1, layout::WIDEST);
        let key = Key {
            story: self.story_of(self.reader.article),
            generation: self.generation,
            base,
            shown: shown.clone(),
            width,
            filter: self.compare.filter,
            stacked,
        };
        if self.columns.key.as_ref() == Some(&key) {
            return;
        }
        // The row in view stays in view when the columns change around it.
        let held = self.columns.rows.get(self.compare.row).and_then(|laid| first_of(&laid.row));
        let Some(comparison) = self.comparison().cloned() else {
            self.columns = Columns::default();
            return;
        };
        let articles: Vec<(usize, &Article)> =
            self.outlets().iter().filter_map(|&at| Some((at, self.article(at)?.as_ref()))).collect();
        let mut columns = Columns { shown, stacked, ..Columns::default() };
        // What only outlets beside the screen have would be rows of gaps.
        let seen = |row: &Row| {
            columns.shown.iter().any(|&place| row.cells.get(place).is_some_and(|cell| !cell.passages.is_empty()))
        };
        let rows: Vec<Row> = rows::rows(&comparison, outlets, base)
            .into_iter()
            .filter(|row| key.filter.lets(row) && seen(row))
            .filter(|row| key.filter != Filter::Differing || differs(row, &columns.shown))
            .collect();
        for row in rows {
            let cells: Vec<Vec<CellLine>> = columns
                .shown
                .iter()
                .map(|&place| cell_lines(&comparison, &articles, &row, place, base, width, stacked))
                .collect();
            let height =
                if stacked { cells.iter().map(Vec::len).sum() } else { cells.iter().map(Vec::len).max().unwrap_or(0) };
            if differs(&row, &columns.shown) {
                columns.differences.push(columns.rows.len());
            }
            columns.rows.push(Laid { start: columns.lines, height, cells, row });
            columns.lines += height + 1;
        }
        columns.free = columns
            .shown
            .iter()
            .filter_map(|&place| Some(layout::lines(articles.get(place)?.1, width, Aside::Folded)))
            .collect();
        columns.key = Some(key);
        self.columns = columns;
        if let Some(id) = held {
            self.compare.row = self.row_with(id).unwrap_or(self.compare.row);
        }
    }

    /// The row in which a passage stands.
    pub(crate) fn row_with(&self, id: PassageId) -> Option<usize> {
        self.columns.rows.iter().position(|laid| laid.row.holds(id))
    }
}

/// Whether one of the outlets shown gives another figure, date or name.
fn differs(row: &Row, shown: &[usize]) -> bool {
    let relation = |place: usize| row.cells.get(place).and_then(|cell| cell.relation);
    shown.iter().any(|&place| relation(place) == Some(Relation::Differs))
}

fn first_of(row: &Row) -> Option<PassageId> {
    row.cells.iter().find_map(|cell| cell.passages.first().copied())
}

fn cell_lines(
    comparison: &Comparison,
    articles: &[(usize, &Article)],
    row: &Row,
    place: usize,
    base: usize,
    width: u16,
    stacked: bool,
) -> Vec<CellLine> {
    let (Some(cell), Some(&(index, article))) = (row.cells.get(place), articles.get(place)) else { return Vec::new() };
    let has_base = row.cells.get(base).is_some_and(|cell| !cell.passages.is_empty());
    let again = cell.passages.is_empty();
    let passages: Vec<PassageId> = match cell.elsewhere {
        // Beside the base its words are shown again; where the base has nothing a pointer to them will do.
        Some(id) if again && has_base => vec![id],
        Some(id) if again => {
            let there = comparison.passages.get(id.0).map_or(0, |there| there.span.start);
            return vec![CellLine::Elsewhere(paragraph(article, there))];
        }
        // Stacked, only the base says that it has nothing: the others' silence needs no line.
        None if again && stacked && place != base => return Vec::new(),
        None if again => return vec![CellLine::Gap],
        _ => cell.passages.clone(),
    };
    let mut lines = Vec::new();
    for id in &passages {
        let Some(passage) = comparison.passages.get(id.0) else { continue };
        let marks =
            if place == base { Vec::new() } else { against(comparison, articles, row, base, article, passage.span) };
        for (at, span) in wrap(&article.text, passage.span, width).into_iter().enumerate() {
            lines.push(CellLine::Words {
                article: index,
                span,
                marks: marks.iter().copied().filter(|mark| mark.meets(span)).collect(),
                differs: at == 0 && cell.relation == Some(Relation::Differs),
                again,
                only: false,
            });
        }
    }
    if row.carried() == 1 {
        let room = usize::from(width.saturating_sub(ONLY_HERE.len() as u16 + 2));
        match lines.last_mut() {
            Some(CellLine::Words { span, only, .. })
                if usize::from(layout::width(span.of(&article.text).trim_end())) <= room =>
            {
                *only = true;
            }
            _ => lines.push(CellLine::OnlyHere),
        }
    }
    lines
}

/// The words of a passage that the base's passages of the row do not have.
fn against(
    comparison: &Comparison,
    articles: &[(usize, &Article)],
    row: &Row,
    base: usize,
    article: &Article,
    span: Span,
) -> Vec<Span> {
    let base: Option<(&Cell, &Article)> =
        row.cells.get(base).filter(|cell| !cell.passages.is_empty()).zip(articles.get(base).map(|base| base.1));
    let Some((cell, text)) = base else { return Vec::new() };
    let passages = cell.passages.iter().filter_map(|id| comparison.passages.get(id.0));
    let words = passages.map(|passage| text.at(passage.span)).collect::<Vec<_>>().join(" ");
    changed(&words, article, span)
}
