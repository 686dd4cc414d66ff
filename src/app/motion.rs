//! Moving: by line, page, paragraph, sentence, pane; the same keys in every pane and on every screen.

use crate::app::panes::Pane;
use crate::app::reader::KEEP;
use crate::app::screen::Screen;
use crate::app::{App, Effect};
use crate::article::Span;
use crate::layout::Aside;

/// How far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Far {
    Line,
    Half,
    Page,
    All,
}

pub(super) fn line_down(app: &mut App, _: &str) -> Vec<Effect> {
    travel(app, Far::Line, 1)
}

pub(super) fn line_up(app: &mut App, _: &str) -> Vec<Effect> {
    travel(app, Far::Line, -1)
}

pub(super) fn page_down(app: &mut App, _: &str) -> Vec<Effect> {
    travel(app, Far::Page, 1)
}

pub(super) fn page_up(app: &mut App, _: &str) -> Vec<Effect> {
    travel(app, Far::Page, -1)
}

pub(super) fn half_down(app: &mut App, _: &str) -> Vec<Effect> {
    travel(app, Far::Half, 1)
}

pub(super) fn half_up(app: &mut App, _: &str) -> Vec<Effect> {
    travel(app, Far::Half, -1)
}

pub(super) fn start(app: &mut App, _: &str) -> Vec<Effect> {
    travel(app, Far::All, -1)
}

pub(super) fn end(app: &mut App, _: &str) -> Vec<Effect> {
    travel(app, Far::All, 1)
}

fn travel(app: &mut App, far: Far, way: isize) -> Vec<Effect> {
    match app.screen {
        Screen::Reader => match app.reader.focus {
            Pane::Article => text(app, far, way),
            Pane::Sources => sources(app, far, way),
            Pane::Quotes => quotes(app, far, way),
        },
        Screen::Compare => compare(app, far, way),
        _ => sheet(app, far, way),
    }
    Vec::new()
}

fn rows(far: Far, height: u16) -> usize {
    let height = usize::from(height).max(1);
    match far {
        Far::Line => 1,
        Far::Half => (height / 2).max(1),
        Far::Page => height.saturating_sub(KEEP.min((height - 1) / 3)).max(1),
        Far::All => usize::MAX / 4,
    }
}

fn text(app: &mut App, far: Far, way: isize) {
    let height = app.panes.article.height;
    let Some(page) = app.page() else { return };
    let (row, top, count) = (app.reader.row, app.reader.top, page.rows.len());
    let by = rows(far, height);
    let target = match far {
        Far::Page | Far::Half => {
            // The page moves under the cursor, which stays on its row of the screen where it can.
            let last = count.saturating_sub(usize::from(height));
            let moved = if way > 0 { (top + by).min(last.max(top)) } else { top.saturating_sub(by) };
            let offset = row.saturating_sub(top);
            match (moved == top, way > 0) {
                (true, true) => count,
                (true, false) => 0,
                _ => moved + if far == Far::Page && way > 0 { 0 } else { offset },
            }
        }
        _ if way > 0 => row.saturating_add(by),
        _ => row.saturating_sub(by),
    };
    let target = target.min(count.saturating_sub(1));
    let found = if way > 0 {
        page.next_words(target).or_else(|| page.previous_words(target))
    } else {
        page.previous_words(target).or_else(|| page.next_words(0))
    };
    let Some(found) = found else { return };
    let last = count.saturating_sub(usize::from(height));
    let top = match far {
        Far::Page | Far::Half if way > 0 => (top + by).min(last.max(top)),
        Far::Page | Far::Half => top.saturating_sub(by),
        _ => top,
    };
    if let Some(span) = page.words(found) {
        app.reader.byte = land(app, span);
        app.reader.top = top;
    }
}

/// The byte on which the cursor comes to rest in a row: the first sentence that begins there, else the row's own start.
fn land(app: &App, row: Span) -> usize {
    let Some(reading) = app.reading(app.reader.article) else { return row.start };
    let from = reading.passages.partition_point(|passage| passage.span.start < row.start);
    match reading.passages.get(from) {
        Some(passage) if passage.span.start < row.end => passage.span.start,
        _ => row.start,
    }
}

fn sources(app: &mut App, far: Far, way: isize) {
    let by = rows(far, app.panes.sources.height / app.sources.article_rows()) as isize;
    let last = app.sources.items.len().saturating_sub(1);
    app.reader.source = app.reader.source.saturating_add_signed(by * way).min(last);
}

fn quotes(app: &mut App, far: Far, way: isize) {
    let lines = app.quotes.sheet.lines.len().max(1);
    let items = app.quotes.sheet.items.len();
    let by = rows(far, app.panes.quotes.height);
    let by = if far == Far::Line || far == Far::All { by } else { (by * items / lines).max(1) } as isize;
    app.reader.quote = app.reader.quote.saturating_add_signed(by * way).min(items.saturating_sub(1));
}

fn compare(app: &mut App, far: Far, way: isize) {
    let height = app.compare_height();
    if app.compare.sync {
        let by = match far {
            Far::Half | Far::Page => return app.compare_page(way, rows(far, height)),
            far => rows(far, height) as isize,
        };
        let last = app.columns.rows.len().saturating_sub(1);
        app.compare.row = app.compare.row.saturating_add_signed(by * way).min(last);
    } else {
        let by = rows(far, height) as isize;
        app.compare_scroll(by * way);
    }
}

fn sheet(app: &mut App, far: Far, way: isize) {
    let height = app.panes.body.height;
    let (lines, items) = (app.sheet.lines.len().max(1), app.sheet.items.len());
    let by = rows(far, height);
    let by = if far == Far::Line || far == Far::All { by } else { (by * items / lines).max(1) } as isize;
    if let Some(list) = app.list_mut() {
        list.step(by * way, items);
    }
}

pub(super) fn paragraph_next(app: &mut App, _: &str) -> Vec<Effect> {
    hop(app, 1, |app| starts(app, true))
}

pub(super) fn paragraph_previous(app: &mut App, _: &str) -> Vec<Effect> {
    hop(app, -1, |app| starts(app, true))
}

pub(super) fn sentence_next(app: &mut App, _: &str) -> Vec<Effect> {
    hop(app, 1, |app| starts(app, false))
}

pub(super) fn sentence_previous(app: &mut App, _: &str) -> Vec<Effect> {
    hop(app, -1, |app| starts(app, false))
}

/// Where blocks (or sentences) of the article begin.
fn starts(app: &App, blocks: bool) -> Vec<usize> {
    let article = app.reader.article;
    match (blocks, app.reading(article), app.article(article)) {
        (false, Some(reading), _) => reading.passages.iter().map(|passage| passage.span.start).collect(),
        (_, _, Some(text)) => text
            .blocks
            .iter()
            .filter(|block| block.kind.is_body() || app.reader.aside == Aside::Shown)
            .map(|block| block.span.start)
            .collect(),
        _ => Vec::new(),
    }
}

fn hop(app: &mut App, way: isize, starts: fn(&App) -> Vec<usize>) -> Vec<Effect> {
    if app.screen == Screen::Compare {
        return travel(app, Far::Line, way);
    }
    if app.screen != Screen::Reader || app.reader.focus != Pane::Article {
        return travel(app, Far::Line, way);
    }
    let byte = app.reader.byte;
    let all = starts(app);
    let found =
        if way > 0 { all.iter().find(|&&start| start > byte) } else { all.iter().rev().find(|&&start| start < byte) };
    if let Some(&start) = found {
        app.reader.byte = start;
    }
    Vec::new()
}

pub(super) fn pane_next(app: &mut App, _: &str) -> Vec<Effect> {
    pane(app, 1)
}

pub(super) fn pane_previous(app: &mut App, _: &str) -> Vec<Effect> {
    pane(app, -1)
}

fn pane(app: &mut App, way: isize) -> Vec<Effect> {
    match app.screen {
        Screen::Reader => {
            let all = [Pane::Sources, Pane::Article, Pane::Quotes];
            let one = app.reader.zoom || app.panes.form <= crate::app::panes::Form::One;
            let mut at = all.iter().position(|pane| *pane == app.reader.focus).unwrap_or(1);
            for _ in 0..all.len() {
                at = (at as isize + way).rem_euclid(all.len() as isize) as usize;
                let Some(&pane) = all.get(at) else { break };
                if one || !app.panes.of(pane).is_empty() {
                    app.focus(pane);
                    break;
                }
            }
        }
        Screen::Compare => app.compare_column(way),
        _ => {}
    }
    Vec::new()
}

impl App {
    /// Puts a pane into focus; its cursor stands where the article is.
    pub(crate) fn focus(&mut self, pane: Pane) {
        self.reader.focus = pane;
        match pane {
            Pane::Sources => self.reader.source = self.sources.item_of(self.reader.article).unwrap_or(0),
            Pane::Quotes => self.reader.quote = self.quotes.near(self.reader.byte),
            Pane::Article => {}
        }
    }
}

pub(super) fn aside(app: &mut App, _: &str) -> Vec<Effect> {
    if app.screen != Screen::Reader {
        app.say("what was set aside is shown in the Reader");
        return Vec::new();
    }
    app.reader.aside = match app.reader.aside {
        Aside::Folded => Aside::Shown,
        Aside::Shown => Aside::Folded,
    };
    let count = app
        .article(app.reader.article)
        .map_or(0, |article| article.blocks.iter().filter(|block| !block.kind.is_body()).count());
    app.say(match (app.reader.aside, count) {
        (_, 0) => "nothing was set aside in this text".to_owned(),
        (Aside::Shown, 1) => "showing 1 stretch that was set aside".to_owned(),
        (Aside::Shown, count) => format!("showing {count} stretches that were set aside"),
        (Aside::Folded, _) => "what was set aside is folded".to_owned(),
    });
    Vec::new()
}

pub(super) fn zoom(app: &mut App, _: &str) -> Vec<Effect> {
    if app.screen != Screen::Reader {
        app.say("this screen is one pane");
        return Vec::new();
    }
    app.reader.zoom = !app.reader.zoom;
    Vec::new()
}
