//! One frame: from the cells that are shown to the cells that should be, in the fewest bytes.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::hyperlink;
use super::pen::{Look, Pen, put};
use super::shift::{self, Shift};
use crate::layout::glyph::is_narrow;

/// Above this many bytes a frame is put into a synchronized update (DEC private mode 2026), whose own cost is 16 bytes.
const SYNCHRONIZE_ABOVE: usize = 1024;

/// Below this many bytes no scrolling is tried: it could save little.
const SCROLL_ABOVE: usize = 120;

/// What a terminal shows, and how to make it show something else.
#[derive(Debug)]
pub struct Screen {
    shown: Buffer,
    next: Buffer,
    /// Whether `shown` is what the terminal shows; if not, it is cleared first.
    known: bool,
    pen: Pen,
    cursor: bool,
    ways: [Vec<u8>; 2],
    row: Row,
    /// The rows of `next` that were drawn since the last frame; the others are as in `shown`.
    drawn: Vec<bool>,
    /// Whether nothing was drawn into `next` since it was made.
    empty: bool,
    /// The addresses of links, by their number less one.
    links: Vec<String>,
}

impl Screen {
    /// A screen of `columns` and `rows` about which nothing is known yet. The cursor is hidden.
    pub fn new(columns: u16, rows: u16) -> Self {
        let area = Rect::new(0, 0, columns, rows);
        Self {
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            known: false,
            pen: Pen::LOST,
            cursor: false,
            ways: [Vec::new(), Vec::new()],
            row: Row::default(),
            drawn: vec![true; rows.into()],
            empty: true,
            links: Vec::new(),
        }
    }

    /// The addresses of the links in what is drawn (see [`crate::ui::hyperlink`]), by their number less one. They only grow.
    pub fn know_links(&mut self, links: &[String]) {
        self.links.extend(links.iter().skip(self.links.len()).cloned());
    }

    /// Takes another size; what is shown is forgotten, since terminals wrap and cut as they like.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let area = Rect::new(0, 0, columns, rows);
        if self.next.area != area {
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
            self.drawn.clear();
            self.drawn.resize(rows.into(), true);
            self.empty = true;
        }
        self.forget();
    }

    /// Forgets what is shown: the next frame clears the screen and draws every cell.
    pub fn forget(&mut self) {
        self.known = false;
    }

    /// Like [`Screen::forget`], after the terminal was given back and its cursor shown.
    pub fn reenter(&mut self) {
        self.forget();
        self.cursor = false;
    }

    /// An empty buffer to draw the next frame into.
    pub fn canvas(&mut self) -> &mut Buffer {
        self.drawn.fill(true);
        self.next.reset();
        &mut self.next
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        (self.next.area.width, self.next.area.height)
    }

    /// Draws the rows of the next frame that have changed since the last; the others stay as they are.
    pub fn draw(&mut self, has_changed: impl Fn(u16) -> bool, draw: impl Fn(u16, &mut [Cell])) {
        let width = usize::from(self.next.area.width).max(1);
        let rows = self.next.content.chunks_exact_mut(width).zip(&mut self.drawn);
        for (y, (cells, drawn)) in rows.enumerate() {
            let y = cell_index(y);
            if self.empty || has_changed(y) {
                cells.iter_mut().for_each(Cell::reset);
                draw(y, cells);
                *drawn = true;
            }
        }
        self.empty = false;
    }

    /// The cells of the last frame.
    pub fn shown(&self) -> &Buffer {
        &self.shown
    }

    /// Appends to `out` the bytes which turn what is shown into what was drawn, and place or hide the cursor.
    /// Nothing is appended when nothing changed.
    pub fn frame(&mut self, cursor: Option<Position>, out: &mut Vec<u8>) {
        let start = out.len();
        let area = self.next.area;
        if !self.known {
            out.extend_from_slice(b"\x1b[m\x1b[r\x1b[H\x1b[2J");
            self.pen = Pen { x: Some(0), y: Some(0), ..Pen::LOST };
            self.shown.reset();
            self.drawn.fill(true);
            self.known = true;
        }
        let [plain, scrolled] = &mut self.ways;
        plain.clear();
        let mut pen = self.pen;
        paint((&self.shown, &self.next), &self.drawn, None, &mut pen, &mut self.row, usize::MAX, plain);
        let mut best = (pen, false);
        // Where something scrolled, most rows were drawn anew.
        let many = self.drawn.iter().filter(|&&drawn| drawn).count() * 2 >= self.drawn.len();
        if many && plain.len() > SCROLL_ABOVE {
            for (nth, shift) in shift::candidates(&self.shown, &self.next, self.pen.region).into_iter().enumerate() {
                // The others are the first with a row more or less: where it saves nothing, neither do they.
                if nth > 0 && !best.1 {
                    break;
                }
                let mut pen = self.pen;
                let shorter = &mut Vec::new();
                let record = if best.1 { scrolled.len() } else { plain.len() };
                scroll(shift, area, &mut pen, shorter);
                let buffers = (&self.shown, &self.next);
                paint(buffers, &self.drawn, Some(shift), &mut pen, &mut self.row, record, shorter);
                if shorter.len() < record {
                    std::mem::swap(scrolled, shorter);
                    best = (pen, true);
                }
            }
        }
        self.pen = best.0;
        out.extend_from_slice(if best.1 { scrolled } else { plain });
        self.pen.wear(Look::PLAIN, out);
        self.place(cursor, area, out);
        if !self.links.is_empty() {
            hyperlink::fill(out, start, &self.links);
        }
        if out.len() - start > SYNCHRONIZE_ABOVE {
            out.splice(start..start, *b"\x1b[?2026h");
            out.extend_from_slice(b"\x1b[?2026l");
        }
        self.keep();
    }

    /// Remembers what is shown now.
    fn keep(&mut self) {
        let width = usize::from(self.next.area.width).max(1);
        let rows = self.shown.content.chunks_exact_mut(width).zip(self.next.content.chunks_exact(width));
        for ((shown, next), drawn) in rows.zip(&mut self.drawn) {
            if std::mem::take(drawn) {
                shown.clone_from_slice(next);
            }
        }
    }

    fn place(&mut self, cursor: Option<Position>, area: Rect, out: &mut Vec<u8>) {
        match cursor.filter(|&position| area.contains(position)) {
            Some(Position { x, y }) => {
                self.pen.go(x, y, area.height, out);
                if !self.cursor {
                    out.extend_from_slice(b"\x1b[?25h");
                }
                self.cursor = true;
            }
            None => {
                if self.cursor {
                    out.extend_from_slice(b"\x1b[?25l");
                }
                self.cursor = false;
            }
        }
    }
}

/// Scrolls by line feeds at the bottom or reverse line feeds at the top, which every terminal knows (the Linux console
/// has no SU and SD), and which leave the cursor where the new rows are.
fn scroll(shift: Shift, area: Rect, pen: &mut Pen, out: &mut Vec<u8>) {
    pen.wear(Look::PLAIN, out);
    pen.bound(shift.top, shift.bottom, area.height, out);
    if shift.by > 0 {
        pen.go(0, shift.bottom, area.height, out);
        out.extend(std::iter::repeat_n(b'\n', shift.by.unsigned_abs().into()));
    } else {
        pen.go(0, shift.top, area.height, out);
        (0..shift.by.unsigned_abs()).for_each(|_| out.extend_from_slice(b"\x1bM"));
    }
}

/// Writes what differs between two buffers. Rows that were not `drawn` are the same in both, unless they moved. Gives up when
/// more than `most` bytes are written.
fn paint(
    (shown, next): (&Buffer, &Buffer),
    drawn: &[bool],
    shift: Option<Shift>,
    pen: &mut Pen,
    row: &mut Row,
    most: usize,
    out: &mut Vec<u8>,
) {
    let width = usize::from(next.area.width);
    if width == 0 {
        return;
    }
    let old: Vec<&[Cell]> = shown.content.chunks_exact(width).collect();
    let paint_row = |(y, new): (u16, &[Cell]), pen: &mut Pen, row: &mut Row, out: &mut Vec<u8>| {
        let source = shift.map_or(Some(y), |shift| shift.source(y));
        if source == Some(y) && drawn.get(usize::from(y)) == Some(&false) {
            return;
        }
        let before = source.and_then(|y| old.get(usize::from(y)).copied());
        if out.len() <= most && row.compare(before, new) {
            row.paint(new, y, next.area.height, pen, out);
        }
    };
    let rows = (0..next.area.height).zip(next.content.chunks_exact(width));
    // After a scroll the cursor already stands on the rows that came in: they are painted first.
    if let Some(shift) = shift {
        let (fresh, rest): (Vec<_>, Vec<_>) = rows.partition(|&(y, _)| shift.source(y).is_none());
        fresh.into_iter().chain(rest).for_each(|item| paint_row(item, pen, row, out));
    } else {
        rows.for_each(|item| paint_row(item, pen, row, out));
    }
}

/// Which cells of a row must be written; kept between rows for its memory.
#[derive(Debug, Default)]
struct Row {
    dirty: Vec<bool>,
    /// One past the last cell that is not a plain blank.
    end: usize,
}

impl Row {
    /// Finds the cells that differ; says whether there are any. A row without `before` is blank.
    fn compare(&mut self, before: Option<&[Cell]>, new: &[Cell]) -> bool {
        self.dirty.clear();
        let mut any = false;
        let mut odd = false;
        match before {
            Some(before) => {
                let first = before.iter().zip(new).position(|(a, b)| !same(a, b));
                let Some(first) = first else { return false };
                any = true;
                self.dirty.resize(first, false);
                let rest = before.iter().zip(new).skip(first);
                self.dirty.extend(rest.map(|(a, b)| !same(a, b)));
                odd |= before.iter().any(is_odd);
            }
            None => self.dirty.extend(new.iter().map(|cell| {
                let dirty = !plain_blank(cell);
                any |= dirty;
                dirty
            })),
        }
        odd |= new.iter().any(is_odd);
        if !any {
            return false;
        }
        let last = new.iter().enumerate().rfind(|(_, cell)| !plain_blank(cell));
        // The second cell of a wide glyph is blank in the buffer, but not on the screen.
        self.end = last.map_or(0, |(x, cell)| x + cell.symbol().width().max(1));
        if odd {
            if let Some(before) = before {
                self.join_wide(before);
            }
            self.join_wide(new);
        }
        true
    }

    /// A glyph over several cells is written whole or not at all, and right of one whose width terminals do not agree
    /// on everything is written anew.
    fn join_wide(&mut self, cells: &[Cell]) {
        let mut x = 0;
        while let Some(cell) = cells.get(x) {
            let symbol = cell.symbol();
            if symbol.len() == 1 {
                x += 1;
                continue;
            }
            if unsure(symbol) {
                self.dirty.iter_mut().skip(x).for_each(|dirty| *dirty = true);
                return;
            }
            let wide = symbol.width().max(1);
            if wide > 1
                && let Some(dirty) = self.dirty.get_mut(x..cells.len().min(x + wide))
                && dirty.contains(&true)
            {
                dirty.fill(true);
            }
            x += wide;
        }
    }

    fn paint(&self, new: &[Cell], y: u16, rows: u16, pen: &mut Pen, out: &mut Vec<u8>) {
        let last = self.dirty.iter().rposition(|&dirty| dirty).map_or(0, |last| last + 1);
        // What is blank to the row's end is erased by one sequence where that is shorter than blanks.
        let tail = self.dirty.iter().skip(self.end).position(|&dirty| dirty).map(|first| self.end + first);
        let erase = tail.filter(|&first| last - first > 3);
        let limit = erase.unwrap_or(last);
        let mut x = 0;
        while x < limit {
            if self.is_dirty(x) {
                x = self.write(new, x, limit, y, rows, pen, out);
                x = self.write_on(new, x, limit, pen, out);
            } else {
                x += 1;
            }
        }
        if let Some(first) = erase {
            pen.go(cell_index(first), y, rows, out);
            if !pen.look.same_blank(&Look::PLAIN) {
                pen.wear(Look::PLAIN, out);
            }
            out.extend_from_slice(b"\x1b[K");
        }
    }

    fn is_dirty(&self, x: usize) -> bool {
        self.dirty.get(x).copied().unwrap_or(false)
    }

    /// Goes on with what most of a row is: letters in the pen's own look, each where the pen stands. Says where that ends.
    fn write_on(&self, new: &[Cell], from: usize, limit: usize, pen: &mut Pen, out: &mut Vec<u8>) -> usize {
        // The last column is left to others: past it terminals wait in different places.
        let limit = limit.min(new.len().saturating_sub(1));
        if pen.x != Some(cell_index(from)) || from >= limit {
            return from;
        }
        let (Some(cells), Some(dirty)) = (new.get(from..limit), self.dirty.get(from..limit)) else { return from };
        let plain = cells.iter().zip(dirty).map_while(|(cell, dirty)| match cell.symbol().as_bytes() {
            [byte] if *dirty && byte.is_ascii_graphic() && pen.look.is_of(cell) => Some(*byte),
            _ => None,
        });
        let start = out.len();
        out.extend(plain);
        let end = from + out.len() - start;
        pen.x = Some(cell_index(end));
        end
    }

    /// Writes the glyph at `x`, or erases the blanks that begin there; says where to go on.
    #[expect(clippy::too_many_arguments, reason = "the row, the place in it and the pen are one thing each")]
    fn write(
        &self,
        new: &[Cell],
        x: usize,
        limit: usize,
        y: u16,
        rows: u16,
        pen: &mut Pen,
        out: &mut Vec<u8>,
    ) -> usize {
        let Some(cell) = new.get(x) else { return limit };
        if plain_blank(cell) {
            // Blanks that are there already may be erased with the others.
            let stretch = (x..limit).take_while(|&x| new.get(x).is_some_and(plain_blank)).count();
            let last = (x..x + stretch).rfind(|&x| self.is_dirty(x)).unwrap_or(x);
            let blanks = last + 1 - x;
            let followed = blanks == stretch && self.is_dirty(x + blanks);
            // ECH does not move, so that another sequence must follow where the next cell is written too.
            if blanks > if followed { 9 } else { 5 } {
                pen.go(cell_index(x), y, rows, out);
                if !pen.look.same_blank(&Look::PLAIN) {
                    pen.wear(Look::PLAIN, out);
                }
                put(out, format_args!("\x1b[{blanks}X"));
                return x + blanks;
            }
        }
        self.bridge(new, x, y, rows, pen, out);
        glyph(cell, new.len() - x, pen, out, x)
    }

    /// Moves to `x`: by writing again the few cells in between where they are cheaper than a movement.
    fn bridge(&self, new: &[Cell], x: usize, y: u16, rows: u16, pen: &mut Pen, out: &mut Vec<u8>) {
        let target = cell_index(x);
        if let (Some(from), true) = (pen.x, pen.y == Some(y))
            && from < target
            && target - from <= 4
            && let Some(gap) = new.get(usize::from(from)..x)
        {
            let inside_glyph = from > 0 && new.get(usize::from(from) - 1).is_some_and(|cell| cell.symbol().width() > 1);
            let cheap = !inside_glyph && gap.iter().all(|cell| cell.symbol().len() == 1 && fits(cell, &pen.look));
            if cheap && usize::from(target - from) <= if target - from == 1 { 3 } else { 4 } {
                gap.iter()
                    .for_each(|cell| out.push(printable(cell.symbol()).as_bytes().first().copied().unwrap_or(b' ')));
                pen.x = Some(target);
                return;
            }
        }
        pen.go(target, y, rows, out);
    }
}

/// Writes one glyph at the pen, which stands at `x`, with `room` cells to the row's end; says where to go on.
fn glyph(cell: &Cell, room: usize, pen: &mut Pen, out: &mut Vec<u8>, x: usize) -> usize {
    if !fits(cell, &pen.look) {
        pen.wear(Look::of(cell), out);
    }
    let symbol = printable(cell.symbol());
    let wide = if symbol.len() == 1 { 1 } else { symbol.width() };
    let (symbol, wide) = if wide == 0 || wide > room { (" ", 1) } else { (symbol, wide) };
    let unsure = unsure(symbol);
    if unsure {
        // A terminal that takes it for narrower would leave what stood there in the cells it does not reach.
        out.extend(std::iter::repeat_n(b' ', wide));
        out.extend(std::iter::repeat_n(b'\x08', if wide < room { wide } else { wide - 1 }));
    }
    out.extend_from_slice(symbol.as_bytes());
    // Past the last column terminals wait in different places; past a cluster they may have counted otherwise.
    pen.x = (wide < room && !unsure).then(|| cell_index(x + wide));
    if unsure {
        pen.y = None;
    }
    x + wide
}

fn cell_index(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}

/// Whether `cell` can be written in this look and come out as it should.
fn fits(cell: &Cell, look: &Look) -> bool {
    let own = Look::of(cell);
    own == *look || (cell.symbol() == " " && own.same_blank(look))
}

/// Whether two cells look the same. Asked for every cell of every frame.
#[inline]
fn same(a: &Cell, b: &Cell) -> bool {
    let glyph = match (a.symbol().as_bytes(), b.symbol().as_bytes()) {
        ([old], [new]) => old == new,
        (old, new) => old == new,
    };
    glyph
        && ((a.modifier == b.modifier && a.fg == b.fg && a.bg == b.bg && a.underline_color == b.underline_color)
            || same_look(a, b))
}

/// Whether they do although their styles differ.
fn same_look(a: &Cell, b: &Cell) -> bool {
    let (one, other) = (Look::of(a), Look::of(b));
    one == other || (a.symbol() == " " && one.same_blank(&other))
}

/// Whether the glyph may take several cells, or terminals disagree on how many it takes.
fn is_odd(cell: &Cell) -> bool {
    !is_narrow(cell.symbol())
}

fn plain_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Look::of(cell).same_blank(&Look::PLAIN)
}

/// A glyph that cannot be taken for a command by the terminal. Texts were made safe when they were read; this is the
/// last door.
fn printable(symbol: &str) -> &str {
    if symbol.chars().any(char::is_control) { " " } else { symbol }
}

/// Whether terminals disagree on the width of this glyph: clusters of several characters (joined emoji, flags,
/// keycaps, variation selectors). One East Asian wide character is two cells everywhere.
fn unsure(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    match (characters.next(), characters.next()) {
        (Some(first), None) => u32::from(first) >= 0x1_F000,
        (Some(_), Some(mark)) => characters.next().is_some() || mark.to_string().width() > 0 || mark == '\u{FE0F}',
        _ => false,
    }
}
