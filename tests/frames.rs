//! Whatever is drawn after whatever else: the bytes of a frame turn the screen into what a fresh terminal would show.

#![allow(clippy::unwrap_used, reason = "a test stops where its world breaks")]

use parallax::term::frame::Screen;
use parallax::ui::hyperlink;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

/// A terminal of the test's own, fed with frames.
struct Shown {
    screen: Screen,
    emulator: vt100::Parser,
}

impl Shown {
    fn new(columns: u16, rows: u16) -> Self {
        let mut emulator = vt100::Parser::new(rows, columns, 0);
        // A session hides the cursor when it begins.
        emulator.process(b"\x1b[?25l");
        let mut screen = Screen::new(columns, rows);
        screen.know_links(&["https://one.example/12".into(), "https://two.example/\u{7}\u{1b}[2J".into()]);
        Self { screen, emulator }
    }

    /// Shows `page` and gives the number of bytes it took.
    fn show(&mut self, page: &Buffer, cursor: Option<Position>) -> usize {
        self.screen.canvas().clone_from(page);
        let mut bytes = Vec::new();
        self.screen.frame(cursor, &mut bytes);
        self.emulator.process(&bytes);
        bytes.len()
    }

    /// Every cell as glyph and look, blanks without what does not show on them; then the cursor.
    fn cells(&self) -> Vec<String> {
        let screen = self.emulator.screen();
        let (rows, columns) = screen.size();
        let mut cells = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                let cell = screen.cell(row, column).unwrap();
                let blank = !cell.has_contents() || cell.contents() == " ";
                let lines = (cell.underline(), cell.inverse());
                let text = if blank { " " } else { cell.contents() };
                let look = if blank && lines == (false, false) {
                    format!("{:?}", cell.bgcolor())
                } else {
                    let weight = (cell.bold(), cell.dim(), cell.italic());
                    format!("{:?} {:?} {weight:?} {lines:?}", cell.fgcolor(), cell.bgcolor())
                };
                let weightless = if blank && lines != (false, false) {
                    format!("{:?} {:?} {lines:?}", cell.fgcolor(), cell.bgcolor())
                } else {
                    look
                };
                cells.push(format!("{row},{column} {text:?} {weightless}"));
            }
        }
        let cursor = (!screen.hide_cursor()).then(|| screen.cursor_position());
        cells.push(format!("{cursor:?}"));
        cells
    }
}

const GLYPHS: [&str; 12] = ["a", "b", "c", " ", "—", "é", "語", "文", "👩‍👩‍👧", "🇫🇷", "1️⃣", "e\u{301}"];

fn style() -> impl Strategy<Value = Style> {
    let colour = prop_oneof![
        4 => Just(Color::Reset),
        1 => Just(Color::Red),
        1 => Just(Color::LightBlue),
        1 => Just(Color::Indexed(99)),
        1 => Just(Color::Rgb(1, 2, 3)),
    ];
    let link = prop_oneof![6 => Just(Style::new()), 1 => (1u16..3).prop_map(hyperlink::style)];
    let modifier = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM),
        1 => Just(Modifier::BOLD | Modifier::UNDERLINED),
        1 => Just(Modifier::REVERSED),
        1 => Just(Modifier::ITALIC),
    ];
    (colour.clone(), colour, modifier, link)
        .prop_map(|(fg, bg, modifier, link)| Style::new().fg(fg).bg(bg).add_modifier(modifier).patch(link))
}

#[derive(Debug, Clone)]
enum Edit {
    Write(u16, u16, Vec<usize>, Style),
    Clear(u16, u16, u16),
    Scroll(u16, u16, i16),
}

fn edit(columns: u16, rows: u16, glyphs: usize) -> impl Strategy<Value = Edit> {
    let words = prop::collection::vec(0..glyphs, 1..30);
    prop_oneof![
        4 => (0..columns, 0..rows, words, style()).prop_map(|(x, y, words, style)| Edit::Write(x, y, words, style)),
        2 => (0..columns, 0..rows, 1..columns).prop_map(|(x, y, width)| Edit::Clear(x, y, width)),
        2 => (0..rows, 0..rows, -4..5_i16).prop_map(|(a, b, by)| Edit::Scroll(a.min(b), a.max(b), by)),
    ]
}

fn apply(page: &mut Buffer, edit: &Edit) {
    let area = page.area;
    match edit {
        Edit::Write(x, y, words, style) => {
            let text: String = words.iter().map(|&word| GLYPHS[word]).collect();
            // The emulator of the test knows neither clusters nor how not to wrap: they stay off the edge.
            let clusters = words.iter().any(|&word| word > 7);
            let room = usize::from(area.width - x).saturating_sub(if clusters { 10 } else { 0 });
            page.set_stringn(*x, *y, text, room, *style);
        }
        Edit::Clear(x, y, width) => {
            let blank = " ".repeat(usize::from(*width.min(&(area.width - x))));
            page.set_string(*x, *y, blank, Style::reset());
        }
        Edit::Scroll(top, bottom, by) => {
            let before = page.clone();
            for y in *top..=*bottom {
                let from = y.checked_add_signed(*by).filter(|from| (top..=bottom).contains(&from));
                for x in 0..area.width {
                    page[(x, y)] = from.map(|from| before[(x, from)].clone()).unwrap_or_default();
                }
            }
        }
    }
}

type Step = (Vec<Edit>, Option<(u16, u16)>);

fn steps(columns: u16, rows: u16, glyphs: usize) -> impl Strategy<Value = Vec<Step>> {
    let cursor = prop::option::of((0..columns, 0..rows));
    prop::collection::vec((prop::collection::vec(edit(columns, rows, glyphs), 1..8), cursor), 1..10)
}

fn follow(columns: u16, rows: u16, steps: &[Step]) {
    let mut page = Buffer::empty(Rect::new(0, 0, columns, rows));
    let mut shown = Shown::new(columns, rows);
    for (edits, cursor) in steps {
        edits.iter().for_each(|edit| apply(&mut page, edit));
        let cursor = cursor.map(|(x, y)| Position { x, y });
        shown.show(&page, cursor);
        let mut fresh = Shown::new(columns, rows);
        fresh.show(&page, cursor);
        let (fresh, shown) = (fresh.cells(), shown.cells());
        for (fresh, shown) in fresh.iter().zip(&shown) {
            assert_eq!(shown, fresh);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_frame_shows_what_a_fresh_screen_would(steps in steps(40, 12, GLYPHS.len())) {
        follow(40, 12, &steps);
    }

    #[test]
    fn so_does_one_of_plain_and_wide_glyphs(steps in steps(60, 16, 8)) {
        follow(60, 16, &steps);
    }

    #[test]
    fn and_one_that_is_tiny(steps in steps(2, 2, 8)) {
        follow(2, 2, &steps);
    }
}

/// A page of text, as a reader of one full-width pane shows it.
fn page(from: u16, columns: u16, rows: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    buffer.set_string(0, 0, "a heading that stays", Style::new().add_modifier(Modifier::BOLD));
    for y in 1..rows - 1 {
        let line = from + y;
        let words: String = (0..9).map(|word| format!("w{}x{word} ", line * 7 + word)).collect();
        buffer.set_stringn(0, y, words, columns.into(), Style::new());
    }
    buffer.set_string(0, rows - 1, format!("line {from}"), Style::new());
    buffer
}

#[test]
fn a_line_further_costs_little_more_than_its_text() {
    let mut shown = Shown::new(100, 30);
    shown.show(&page(0, 100, 30), None);
    let mut total = 0;
    for from in 1..=20 {
        total += shown.show(&page(from, 100, 30), None);
    }
    let text =
        page(20, 100, 30).content.chunks(100).nth(28).unwrap().iter().map(|cell| cell.symbol()).collect::<String>();
    assert!(total / 20 <= text.trim_end().len() + 40, "{} bytes a line for {}", total / 20, text.trim_end().len());
    assert!(shown.emulator.screen().contents().contains("w329x0"));
}

#[test]
fn the_same_page_again_costs_nothing() {
    let mut shown = Shown::new(80, 24);
    shown.show(&page(0, 80, 24), Some(Position { x: 3, y: 3 }));
    assert_eq!(shown.show(&page(0, 80, 24), Some(Position { x: 3, y: 3 })), 0);
}

#[test]
fn large_frames_are_synchronized_and_small_ones_are_not() {
    let mut shown = Shown::new(100, 30);
    let first = shown.show(&page(0, 100, 30), None);
    assert!(first > 1024);
    let mut screen = Screen::new(100, 30);
    screen.canvas().clone_from(&page(0, 100, 30));
    let mut bytes = Vec::new();
    screen.frame(None, &mut bytes);
    assert!(bytes.starts_with(b"\x1b[?2026h") && bytes.ends_with(b"\x1b[?2026l"));
    let mut other = page(0, 100, 30);
    other.set_string(5, 5, "!", Style::new());
    screen.canvas().clone_from(&other);
    bytes.clear();
    screen.frame(None, &mut bytes);
    assert_eq!(bytes, b"\x1b[6;6H!");
}

#[test]
fn nothing_in_a_cell_commands_the_terminal() {
    let mut screen = Screen::new(10, 1);
    screen.canvas()[(0, 0)].set_symbol("\x1b[31m");
    screen.canvas()[(1, 0)].set_symbol("\u{9b}");
    let mut bytes = Vec::new();
    screen.canvas()[(0, 0)].set_symbol("\x07");
    screen.frame(None, &mut bytes);
    assert!(!bytes.contains(&7));
}

#[test]
fn a_wrapped_address_is_one_link_and_ends_with_its_words() {
    let mut shown = Shown::new(20, 3);
    let mut page = Buffer::empty(Rect::new(0, 0, 20, 3));
    page.set_string(0, 0, "see", Style::new());
    page.set_string(4, 0, "https://one.exam", hyperlink::style(1));
    page.set_string(0, 1, "ple/12", hyperlink::style(1));
    page.set_string(7, 1, "now", Style::new());
    shown.screen.canvas().clone_from(&page);
    let mut bytes = Vec::new();
    shown.screen.frame(None, &mut bytes);
    let written = String::from_utf8(bytes).unwrap();
    let (open, close) = ("\u{1b}]8;id=1;https://one.example/12\u{1b}\\", "\u{1b}]8;;\u{1b}\\");
    let linked: String = written.split(open).skip(1).map(|part| part.split(close).next().unwrap()).collect();
    assert!(["https://one.exam", "ple/12"].iter().all(|part| linked.contains(part)), "{written:?}");
    assert!(["see", "now"].iter().all(|part| !linked.contains(part)), "{written:?}");
    assert_eq!(written.matches("id=1").count(), written.matches(close).count(), "{written:?}");
}
