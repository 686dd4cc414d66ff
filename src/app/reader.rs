//! The reader's place and page: which article, which byte, what is in focus.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::app::App;
use crate::app::page::{Material, Page, PageKey};
use crate::app::panes::Pane;
use crate::article::Span;
use crate::layout::Aside;

/// Where the reader is. Cheap to keep and to give back: prompts and jumps do.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reader {
    /// The article, as an index into the collection.
    pub(crate) article: usize,
    /// The byte under the cursor: the place that survives resizing and wrapping anew.
    pub(crate) byte: usize,
    /// The row of that byte on the page as it is set now.
    pub(crate) row: usize,
    /// The first row shown.
    pub(crate) top: usize,
    pub(crate) focus: Pane,
    pub(crate) zoom: bool,
    pub(crate) aside: Aside,
    /// The passage whose evidence is open.
    pub(crate) evidence: Option<usize>,
    /// The item under the cursor in the sources, and the first shown.
    pub(crate) source: usize,
    pub(crate) source_top: usize,
    /// The quotation under the cursor in the quotes pane (in its order), and the first row shown.
    pub(crate) quote: usize,
    pub(crate) quote_top: usize,
    /// Whether the quotes pane also lists what is reported without marks.
    pub(crate) reported: bool,
    /// The passage that is followed through the outlets.
    pub(crate) followed: Option<Box<crate::app::go::Followed>>,
    /// Where each article was left.
    pub(crate) left_at: FxHashMap<usize, usize>,
}

/// The most pages kept: an article at this width and its neighbours.
const KEPT: usize = 8;

/// The lines kept when a page flips.
pub(crate) const KEEP: usize = 2;

impl App {
    /// The page as it is shown.
    pub(crate) fn page(&self) -> Option<&Page> {
        self.pages.first()
    }

    /// The passage under the cursor; `None` before the article is analysed, or where it was set aside.
    pub(crate) fn passage(&self) -> Option<usize> {
        let reading = self.reading(self.reader.article)?;
        let found = reading.passage_at(self.reader.byte)?;
        let passage = reading.passages.get(found)?;
        let block = self.article(self.reader.article)?.blocks.get(passage.block)?;
        // White space after a sentence belongs to it, another block does not.
        (self.reader.byte < block.span.end).then_some(found)
    }

    /// The words of the passage under the cursor, else of the cursor's line.
    pub(crate) fn current(&self) -> Option<Span> {
        let passage =
            self.passage().and_then(|passage| self.reading(self.reader.article)?.passages.get(passage).map(|p| p.span));
        passage.or_else(|| self.page()?.words(self.reader.row))
    }

    /// Shows `byte` of `article`, remembering where the present one is left. Evidence closes.
    pub(crate) fn show(&mut self, article: usize, byte: usize) {
        if article != self.reader.article {
            self.reader.left_at.insert(self.reader.article, self.reader.byte);
            self.reader.article = article;
            self.hits.stale = true;
        }
        self.reader.evidence = None;
        self.reader.byte = byte;
    }

    /// Sets the page for the present article and width, unless it is there, and brings the cursor's row into view.
    pub(crate) fn set_page(&mut self) {
        let key = PageKey {
            article: self.reader.article,
            width: self.panes.text_width,
            aside: self.reader.aside,
            evidence: self.reader.evidence,
            generation: self.generation,
        };
        if self.page().is_none_or(|page| page.key != key) {
            let offset = self.reader.row.saturating_sub(self.reader.top);
            match self.pages.iter().position(|page| page.key == key) {
                Some(at) => {
                    let page = self.pages.remove(at);
                    self.pages.insert(0, page);
                }
                None => {
                    let Some(page) = self.build(key) else {
                        self.pages.clear();
                        return;
                    };
                    self.pages.insert(0, page);
                    self.pages.truncate(KEPT);
                }
            }
            // The cursor stays on the screen's row where it was, in another article too: the eye need not look for it.
            let row = self.page().map_or(0, |page| page.row_of(self.reader.byte));
            self.reader.row = row;
            self.reader.top = row.saturating_sub(offset);
        }
        let Some(page) = self.pages.first() else { return };
        let row = page.row_of(self.reader.byte);
        let height = usize::from(self.panes.article.height).max(1);
        let (first, rows) = (page.next_words(0).unwrap_or(0), page.rows.len());
        self.reader.row = row;
        // A byte before the body (the headline, say) means the start of the body.
        let byte = page.words(row).map_or(self.reader.byte, |words| self.reader.byte.max(words.start));
        self.reader.byte = byte;
        let Some(page) = self.pages.first() else { return };
        let mut top = self.reader.top.min(rows.saturating_sub(1));
        // Evidence under the sentence is part of it: it stays in view when there is room.
        let last = if self.reader.evidence.is_some() { evidence_end(page, row) } else { row };
        top = if self.smooth { scroll(top, row, last, height) } else { flip(top, row, last, height) };
        // The last page is a full one.
        top = top.min(rows.saturating_sub(height));
        if row <= first && first < height {
            top = 0;
        }
        self.reader.top = top;
    }

    fn build(&self, key: PageKey) -> Option<Page> {
        let article = self.article(key.article)?;
        let comparison =
            self.comparison().and_then(|comparison| Some((comparison.as_ref(), self.place_of(key.article)?)));
        let outlets = self.outlets().iter().filter_map(|&index| Some((index, self.article(index)?.as_ref()))).collect();
        let reading = self.reading(key.article).map(AsRef::as_ref);
        let lines = self.pages.iter().find(|page| page.key.sets_like(&key)).map(|page| Arc::clone(&page.lines));
        let hyperlinks = self.theme.hyperlinks;
        Some(Page::build(key, &Material { article, reading, comparison, outlets, lines, hyperlinks }))
    }
}

fn evidence_end(page: &Page, row: usize) -> usize {
    let Some(passage_row) =
        (row..page.rows.len()).find(|&row| matches!(page.rows.get(row), Some(crate::app::page::Row::Evidence(_))))
    else {
        return row;
    };
    if passage_row > row + 8 {
        return row;
    }
    (passage_row..page.rows.len())
        .take_while(|&row| matches!(page.rows.get(row), Some(crate::app::page::Row::Evidence(_))))
        .last()
        .unwrap_or(row)
}

/// The same by the fewest rows, for terminals on this machine.
fn scroll(top: usize, row: usize, last: usize, height: usize) -> usize {
    top.max((last + 1).saturating_sub(height)).min(row)
}

/// The first row to show so that `row` (and what belongs to it, up to `last`) is in view: the page stays while it can, and
/// flips with some rows kept when it cannot. Moving rows cost a whole pane of bytes each; a flip costs one pane a page.
pub(crate) fn flip(top: usize, row: usize, last: usize, height: usize) -> usize {
    let keep = KEEP.min(height.saturating_sub(1) / 3);
    let last = last.min(row + height - 1);
    if row < top {
        (row + 1 + keep).saturating_sub(height).min(row)
    } else if last >= top + height {
        row.saturating_sub(keep).max((last + 1).saturating_sub(height)).min(row)
    } else {
        top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_flips_at_the_margin_and_keeps_some_lines() {
        assert_eq!(flip(0, 5, 5, 10), 0);
        assert_eq!(flip(0, 10, 10, 10), 8);
        assert_eq!(flip(8, 7, 7, 10), 0);
        assert_eq!(flip(0, 3, 12, 10), 3);
        for (height, row, top) in (1..9).flat_map(|h| (0..30).flat_map(move |r| (0..30).map(move |t| (h, r, t)))) {
            let shown = flip(top, row, row, height);
            assert!(shown <= row && row < shown + height, "{height} {row} {top}");
        }
    }
}
