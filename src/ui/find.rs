//! Find anything: the line being typed, the hits with where they stand.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::find::Find;
use crate::app::outlets::{letter, outlet_name, paragraph};
use crate::layout::{glyphs, width, wrap_own};
use crate::search::Hit;
use crate::ui::pen::Pen;
use crate::ui::style;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, find: &Find) -> Option<Position> {
    let (columns, rows) = app.size;
    pen.clear(0, 0, columns, rows);
    let end = columns.saturating_sub(1);
    let mut x = pen.put(1, 0, "Find ", end, style::STRONG);
    let at = x + width(find.line.before());
    x = pen.put(x, 0, find.line.text(), end, style::PLAIN);
    let count = match find.hits.len() {
        0 if find.line.text().trim().is_empty() => String::new(),
        0 => "nothing found".to_owned(),
        200 => "200 hits and more".to_owned(),
        1 => "1 hit".to_owned(),
        hits => format!("{hits} hits"),
    };
    let start = end.saturating_sub(width(&count));
    if start > x + 1 {
        pen.put(start, 0, &count, end, style::QUIET);
    }
    pen.row(0, 1, columns, app.theme.glyphs.line);
    if find.hits.is_empty() {
        advice(find, pen, Rect::new(2, 3, end.saturating_sub(2), rows.saturating_sub(4)));
    }
    let list = rows.saturating_sub(3);
    let top = find.at.saturating_sub(usize::from(list).saturating_sub(1));
    for (nth, hit) in find.hits.iter().enumerate().skip(top).take(list.into()) {
        let y = 2 + (nth - top) as u16;
        draw_hit(app, pen, hit, y, end, nth == find.at);
    }
    if rows > 3 {
        let mut x = 1;
        for (key, does) in [("enter", "go there"), ("down up", "choose"), ("esc", "leave, every pane as it was")] {
            if x + width(key) + width(does) + 1 < end {
                x = pen.put(x, rows - 1, key, end, style::STRONG) + 1;
                x = pen.put(x, rows - 1, does, end, style::QUIET) + 2;
            }
        }
    }
    Some(Position::new(at.min(end), 0))
}

/// What can be asked, while nothing is found.
fn advice(find: &Find, pen: &mut Pen<'_>, area: Rect) {
    let asked = !find.line.text().trim().is_empty();
    let first = if asked {
        "Nothing holds these letters. Fewer letters find more; a filter finds only what it names:"
    } else {
        "A few letters of anything: an outlet, a headline, a person, a figure, words of a quotation or of a sentence. To find \
         less, add a filter:"
    };
    let mut y = area.y;
    for line in wrap_own(first, area.width.min(76)) {
        if y < area.bottom() {
            pen.cut(area.x, y, &line, area.right(), style::PLAIN);
        }
        y += 1;
    }
    y += 1;
    for (filter, finds) in [
        ("outlet:NAME", "in this outlet only"),
        ("speaker:NAME", "what they say"),
        ("is:quote", "quotations; also title, sentence, person, figure, outlet"),
    ] {
        if y < area.bottom() {
            pen.cut(area.x, y, filter, area.right(), style::STRONG);
            pen.cut(area.x + 15, y, finds, area.right(), style::QUIET);
        }
        y += 1;
    }
}

fn draw_hit(app: &App, pen: &mut Pen<'_>, hit: &Hit, y: u16, end: u16, chosen: bool) {
    let Some(article) = app.article(hit.article) else { return };
    let kind = hit.kind.name();
    let mut place = String::new();
    if let Some(span) = hit.span {
        place = format!("{}{}", app.theme.glyphs.paragraph, paragraph(article, span.start));
    }
    let letter_place = app
        .story_of(hit.article)
        .and_then(|story| app.library.stories.get(story)?.articles.iter().position(|&other| other == hit.article))
        .unwrap_or(0);
    // Where it stands is on the right, in columns of its own, where there is room.
    let right = if end >= 70 {
        26
    } else if end >= 40 {
        8
    } else {
        0
    };
    let limit = end.saturating_sub(right);
    let mut x = 2;
    if end >= 50 {
        pen.put(x, y, kind, x + 9, style::QUIET);
        x += 10;
    }
    if let Some(speaker) = &hit.speaker {
        let stop = limit.min(x + 24);
        x = pen.cut(x, y, speaker, stop.saturating_sub(2).max(x), style::STRONG);
        x = pen.put(x, y, ": ", stop, style::STRONG);
    }
    let text = &hit.text;
    let first = hit.matched.first().map_or(0, |&at| at as usize);
    // A match far into a long sentence is brought into view.
    let room = usize::from(limit.saturating_sub(x));
    let skip = if first + 12 > room { word_start(text, first.saturating_sub(room / 3), first) } else { 0 };
    let mut character = 0u32;
    if skip > 0 {
        x = pen.put(x, y, app.theme.glyphs.more, limit, style::QUIET);
    }
    for glyph in glyphs(text) {
        let count = glyph_characters(text, glyph.at, glyph.symbol);
        let here = (character..character + count).any(|at| hit.matched.binary_search(&at).is_ok());
        character += count;
        if (character as usize) <= skip {
            continue;
        }
        let look = if here { style::hit(app.theme) } else { style::PLAIN };
        let next = pen.put(x, y, glyph.symbol, limit, look);
        if next == x {
            pen.put(limit.saturating_sub(1), y, app.theme.glyphs.more, limit, style::QUIET);
            break;
        }
        x = next;
    }
    if right > 0 {
        let hue = style::outlet(app.theme, letter_place).add_modifier(Modifier::BOLD);
        let at = pen.put(limit + 1, y, &letter(letter_place), end, hue) + 1;
        let stop = end.saturating_sub(5);
        if right > 10 {
            let name = article.outlet.name.as_deref().unwrap_or_else(|| crate::app::outlets::file_name(article));
            let name = if name.is_empty() { outlet_name(article) } else { name };
            pen.cut(at, y, name, stop, style::QUIET);
        }
        pen.put(stop + 1, y, &place, end, style::QUIET);
    }
    if chosen {
        pen.bar(0, y, style::PLAIN);
        pen.paint(1, y, end.saturating_sub(1), style::CHOSEN);
    }
}

/// The first character of a word between the characters `from` and `to` of a text, else `from`.
fn word_start(text: &str, from: usize, to: usize) -> usize {
    let between = text.chars().enumerate().take(to).skip(from);
    between.clone().find(|(_, c)| c.is_whitespace()).map_or(from, |(at, _)| at + 1)
}

/// How many characters of the text a glyph stands for: a run of white space is one glyph.
fn glyph_characters(text: &str, at: usize, symbol: &str) -> u32 {
    if symbol == " " {
        let rest = text.get(at..).unwrap_or("");
        return rest.chars().take_while(|c| c.is_whitespace()).count().max(1) as u32;
    }
    symbol.chars().count() as u32
}
