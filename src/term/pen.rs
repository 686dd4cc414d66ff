//! The pen: where the terminal's cursor stands and how it writes now, and the shortest bytes to change either.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::hyperlink;
use crate::ui::hyperlink::of as link_of;

/// How a cell looks apart from its glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    foreground: Color,
    background: Color,
    /// The hyperlink it belongs to; 0 for none.
    link: u16,
    modifier: Modifier,
}

/// What shows on a blank too.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

impl Look {
    /// The terminal's own look, as after a reset.
    pub(super) const PLAIN: Self =
        Self { foreground: Color::Reset, background: Color::Reset, link: 0, modifier: Modifier::empty() };

    pub(super) fn of(cell: &Cell) -> Self {
        Self { foreground: cell.fg, background: cell.bg, link: link_of(cell), modifier: cell.modifier }
    }

    /// Whether `cell` has this look.
    pub(super) fn is_of(&self, cell: &Cell) -> bool {
        self.modifier == cell.modifier
            && self.foreground == cell.fg
            && self.background == cell.bg
            && self.link == link_of(cell)
    }

    /// Whether a blank written in `self` looks the same as one in `other`: the foreground does not show.
    pub(super) fn same_blank(&self, other: &Self) -> bool {
        self.background == other.background
            && self.link == other.link
            && self.modifier.intersection(ON_BLANKS) == other.modifier.intersection(ON_BLANKS)
            && (!self.modifier.intersects(ON_BLANKS) || self.foreground == other.foreground)
    }
}

/// Where the cursor stands and how it writes. A copy may be moved to try out another way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    /// Column; `None` where the terminal and we may disagree, as after the last column or an emoji sequence.
    pub(super) x: Option<u16>,
    /// Row; `None` when nothing is known.
    pub(super) y: Option<u16>,
    /// The look of what is written now.
    pub(super) look: Look,
    /// The scroll region, first and last row; `None` for the whole screen.
    pub(super) region: Option<(u16, u16)>,
}

impl Pen {
    /// Knows nothing but that the look is plain.
    pub(super) const LOST: Self = Self { x: None, y: None, look: Look::PLAIN, region: None };

    /// Moves to a cell by the shortest way.
    pub(super) fn go(&mut self, x: u16, y: u16, rows: u16, out: &mut Vec<u8>) {
        if self.x == Some(x) && self.y == Some(y) {
            return;
        }
        let mut best = Way::Absolute;
        let mut cost = 2 + digits(y + 1) + if x == 0 { 1 } else { 2 + digits(x + 1) };
        if let Some(from) = self.y
            && from <= y
            && self.may_feed(from, y, rows)
        {
            let feeds = y - from;
            let mut consider = |way: Way, price: u16| {
                if price + feeds < cost {
                    (best, cost) = (way, price + feeds);
                }
            };
            consider(Way::Return, 1 + if x == 0 { 0 } else { 3 + repeat_digits(x) });
            // Line feeds keep the column only where it is known; past the last one they need not.
            if feeds == 0 || self.x.is_some() {
                consider(Way::Column, 3 + digits(x + 1));
            }
            match self.x {
                Some(at) if at == x => consider(Way::Down, 0),
                Some(at) if at < x => consider(Way::Right(x - at), 3 + repeat_digits(x - at)),
                Some(at) if at - x <= 3 => consider(Way::Back(at - x), at - x),
                Some(at) => consider(Way::Left(at - x), 3 + digits(at - x)),
                None => {}
            }
        }
        let feeds = match best {
            Way::Absolute => 0,
            _ => y.saturating_sub(self.y.unwrap_or(y)),
        };
        if matches!(best, Way::Return) {
            out.push(b'\r');
        }
        out.extend(std::iter::repeat_n(b'\n', feeds.into()));
        match best {
            Way::Absolute if x == 0 && y == 0 => put(out, format_args!("\x1b[H")),
            Way::Absolute if x == 0 => put(out, format_args!("\x1b[{}H", y + 1)),
            Way::Absolute => put(out, format_args!("\x1b[{};{}H", y + 1, x + 1)),
            Way::Return if x > 0 => right(x, out),
            Way::Column => put(out, format_args!("\x1b[{}G", x + 1)),
            Way::Right(n) => right(n, out),
            Way::Left(n) => put(out, format_args!("\x1b[{n}D")),
            Way::Back(n) => out.extend(std::iter::repeat_n(b'\x08', n.into())),
            Way::Return | Way::Down => {}
        }
        (self.x, self.y) = (Some(x), Some(y));
    }

    /// Whether line feeds lead from one row to another without scrolling anything. Not below the region: there some terminals
    /// move nowhere.
    fn may_feed(&self, from: u16, to: u16, rows: u16) -> bool {
        let bottom = self.region.map_or(rows.saturating_sub(1), |(_, bottom)| bottom);
        from == to || to <= bottom
    }

    /// Writes in this look from now on: by what differs, or by a reset and all that is set, whichever is shorter.
    pub(super) fn wear(&mut self, look: Look, out: &mut Vec<u8>) {
        if self.look.link != look.link {
            hyperlink::switch(look.link, out);
            self.look.link = look.link;
        }
        if self.look == look {
            return;
        }
        if look == Look::PLAIN {
            out.extend_from_slice(b"\x1b[m");
        } else {
            let (mut change, mut anew) = (Codes::new(), Codes::new());
            change.from(&self.look, &look);
            anew.push("0");
            anew.from(&Look::PLAIN, &look);
            let codes = if change.text.len() <= anew.text.len() { change } else { anew };
            put(out, format_args!("\x1b[{}m", codes.text));
        }
        self.look = look;
    }

    /// Sets the scroll region. The cursor goes home with it, which not all take for the screen's first cell.
    pub(super) fn bound(&mut self, top: u16, bottom: u16, rows: u16, out: &mut Vec<u8>) {
        let region = (top > 0 || bottom + 1 < rows).then_some((top, bottom));
        if self.region == region {
            return;
        }
        match region {
            Some(_) => put(out, format_args!("\x1b[{};{}r", top + 1, bottom + 1)),
            None => out.extend_from_slice(b"\x1b[r"),
        }
        (self.x, self.y, self.region) = (None, None, region);
    }
}

enum Way {
    Absolute,
    Return,
    Column,
    Down,
    Right(u16),
    Left(u16),
    Back(u16),
}

fn right(n: u16, out: &mut Vec<u8>) {
    if n == 1 {
        out.extend_from_slice(b"\x1b[C");
    } else {
        put(out, format_args!("\x1b[{n}C"));
    }
}

/// Appends formatted bytes; writing to memory cannot fail.
pub(super) fn put(out: &mut Vec<u8>, arguments: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(arguments);
}

pub(super) fn digits(n: u16) -> u16 {
    match n {
        0..=9 => 1,
        10..=99 => 2,
        100..=999 => 3,
        1000..=9999 => 4,
        _ => 5,
    }
}

/// Digits of a repeat count, which may be left out for one.
fn repeat_digits(n: u16) -> u16 {
    if n == 1 { 0 } else { digits(n) }
}

/// The parameters of one SGR sequence.
struct Codes {
    text: String,
}

impl Codes {
    fn new() -> Self {
        Self { text: String::new() }
    }

    fn push(&mut self, code: &str) {
        if !self.text.is_empty() {
            self.text.push(';');
        }
        self.text.push_str(code);
    }

    fn from(&mut self, old: &Look, new: &Look) {
        const ATTRIBUTES: [(Modifier, &str, &str); 7] = [
            (Modifier::ITALIC, "3", "23"),
            (Modifier::UNDERLINED, "4", "24"),
            (Modifier::SLOW_BLINK, "5", "25"),
            (Modifier::RAPID_BLINK, "6", "25"),
            (Modifier::REVERSED, "7", "27"),
            (Modifier::HIDDEN, "8", "28"),
            (Modifier::CROSSED_OUT, "9", "29"),
        ];
        // Bold and dim are switched off by one code together.
        const WEIGHT: Modifier = Modifier::BOLD.union(Modifier::DIM);
        let (mut had, has) = (old.modifier.intersection(WEIGHT), new.modifier.intersection(WEIGHT));
        if !has.contains(had) {
            self.push("22");
            had = Modifier::empty();
        }
        // Some terminals keep only the last of the two: always the same one then.
        if had != has {
            for (modifier, on) in [(Modifier::BOLD, "1"), (Modifier::DIM, "2")] {
                if has.contains(modifier) {
                    self.push(on);
                }
            }
        }
        for (modifier, on, off) in ATTRIBUTES {
            match (old.modifier.contains(modifier), new.modifier.contains(modifier)) {
                (false, true) => self.push(on),
                (true, false) => self.push(off),
                _ => {}
            }
        }
        if old.foreground != new.foreground {
            self.colour(new.foreground, 30);
        }
        if old.background != new.background {
            self.colour(new.background, 40);
        }
    }

    /// `base` is 30 for the foreground, 40 for the background.
    fn colour(&mut self, colour: Color, base: u8) {
        let short = |n: u8| if n < 8 { base + n } else { base + 52 + n };
        let index = match colour {
            Color::Reset => return self.push(&(base + 9).to_string()),
            Color::Rgb(r, g, b) => return self.push(&format!("{};2;{r};{g};{b}", base + 8)),
            Color::Indexed(n) => return self.push(&format!("{};5;{n}", base + 8)),
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        self.push(&short(index).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_the_scroll_region_the_cursor_is_moved_by_address() {
        let mut pen = Pen { x: Some(0), y: Some(20), region: Some((1, 10)), ..Pen::LOST };
        let mut out = Vec::new();
        pen.go(0, 22, 24, &mut out);
        assert_eq!(out, b"\x1b[23H");
    }
}
