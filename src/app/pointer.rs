//! The mouse: a press goes to what lies under it, the wheel moves the pane under it.

use crate::app::panes::Pane;
use crate::app::screen::Screen;
use crate::app::{App, Effect, Mouse, MouseKind, Overlay, motion};
use ratatui::layout::Position;

/// Lines for one step of the wheel.
const STEP: u16 = 3;

impl App {
    pub(crate) fn pointer(&mut self, mouse: Mouse) -> Vec<Effect> {
        if matches!(self.overlay, Some(Overlay::Help(_) | Overlay::Links(_))) {
            self.overlay = None;
            return Vec::new();
        }
        if self.overlay.is_some() {
            return Vec::new();
        }
        match mouse.kind {
            MouseKind::WheelDown(steps) => self.wheel(mouse, steps, motion::line_down),
            MouseKind::WheelUp(steps) => self.wheel(mouse, steps, motion::line_up),
            MouseKind::Press => self.press(mouse),
        }
        Vec::new()
    }

    fn wheel(&mut self, mouse: Mouse, steps: u16, step: fn(&mut App, &str) -> Vec<Effect>) {
        if self.screen == Screen::Reader
            && let Some(pane) = self.pane_at(mouse)
            && pane != self.reader.focus
        {
            self.focus(pane);
        }
        for _ in 0..steps.min(20).saturating_mul(STEP) {
            step(self, "");
        }
    }

    fn pane_at(&self, mouse: Mouse) -> Option<Pane> {
        let at = Position::new(mouse.column, mouse.row);
        [Pane::Sources, Pane::Article, Pane::Quotes].into_iter().find(|&pane| self.panes.of(pane).contains(at))
    }

    fn press(&mut self, mouse: Mouse) {
        match self.screen {
            Screen::Reader => self.press_reader(mouse),
            Screen::Compare => {
                let line = usize::from(mouse.row.saturating_sub(self.panes.body.y + 2)) + self.compare.top;
                let after = self.columns.rows.partition_point(|laid| laid.start <= line);
                self.compare.row = after.saturating_sub(1);
            }
            _ => {
                let head = if self.sheet.head.is_some() { 2 } else { 0 };
                let line = usize::from(mouse.row.saturating_sub(self.panes.body.y + head));
                let item = self.list().and_then(|list| self.sheet.lines.get(list.top + line)?.item);
                if let (Some(item), Some(list)) = (item, self.list_mut()) {
                    list.at = item;
                }
            }
        }
    }

    /// The part of the overview under the mouse: (its number, how many there are).
    fn part_at(&self, mouse: Mouse) -> Option<(usize, usize)> {
        let at = Position::new(mouse.column, mouse.row);
        let bar = self.panes.overview;
        if bar.contains(at) {
            return Some((usize::from(mouse.row - bar.y), bar.height.into()));
        }
        let strip = self.strip().filter(|strip| strip.contains(at) && self.message().is_none())?;
        Some((usize::from(mouse.column - strip.x), strip.width.into()))
    }

    fn press_reader(&mut self, mouse: Mouse) {
        if let Some((nth, count)) = self.part_at(mouse) {
            self.go_to_part(nth, count);
            return;
        }
        let Some(pane) = self.pane_at(mouse) else { return };
        let row = usize::from(mouse.row.saturating_sub(self.panes.of(pane).y));
        if pane != self.reader.focus {
            self.focus(pane);
        }
        match pane {
            Pane::Article => {
                let found = self.page().and_then(|page| {
                    let row = page
                        .next_words(self.reader.top + row)
                        .or_else(|| page.previous_words(self.reader.top + row))?;
                    page.words(row)
                });
                if let Some(span) = found {
                    self.reader.byte = span.start;
                }
            }
            Pane::Sources => {
                if let Some(item) = self.sources.item_at(self.reader.source_top + row.saturating_sub(2)) {
                    self.reader.source = item;
                    self.open_source();
                }
            }
            Pane::Quotes => {
                let line = self.reader.quote_top + row.saturating_sub(self.quotes_head());
                if let Some(item) = self.quotes.sheet.lines.get(line).and_then(|line| line.item) {
                    self.reader.quote = item;
                }
            }
        }
    }

    /// Rows above the list in the quotes pane.
    pub(crate) fn quotes_head(&self) -> usize {
        if self.panes.form == crate::app::panes::Form::Below && !self.reader.zoom { 0 } else { 2 }
    }
}
