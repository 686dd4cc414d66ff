//! The article's pane: headline, card, text; in the gutter what each other outlet has of a sentence.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::outlets::letter;
use crate::app::page::{EVIDENCE_INDENT, Evidence, Mark, Row};
use crate::app::panes::{PLACES, Pane};
use crate::app::sheet::mark_sign;
use crate::article::{BlockKind, Span};
use crate::layout::glyphs;
use crate::ui::pen::{Marked, Pen};
use crate::ui::style;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>) -> Option<Position> {
    let area = app.panes.article;
    let page = app.page()?;
    let article = app.article(app.reader.article)?;
    let current = app.current();
    let own = app.place_of(app.reader.article).unwrap_or(0);
    let (x, end) = (app.panes.text_x, (app.panes.text_x + app.panes.text_width).min(area.right()));
    let hue = style::outlet(app.theme, own);
    let mut cursor = None;
    for (y, (at, row)) in (area.y..area.bottom()).zip(page.rows.iter().enumerate().skip(app.reader.top)) {
        match row {
            Row::Blank => {}
            Row::Title { span, cut } => {
                let look = hue.add_modifier(Modifier::BOLD);
                let at = pen.words(x, y, article.title(), *span, end, look, &[]);
                if *cut {
                    more(app, pen, at, y);
                }
            }
            Row::Card(text) => {
                pen.cut(x, y, text, end, style::QUIET);
            }
            Row::Reason(block) => {
                let why = article.blocks.get(*block).map_or("", |block| &block.why);
                let kind = article.blocks.get(*block).map_or("", |block| block.kind.name());
                let line = app.theme.glyphs.line;
                let whole = format!("{line}{line} set aside as {kind}: {why}");
                // The reason is what counts.
                let fits = crate::layout::width(&whole) <= end.saturating_sub(x);
                let said = if fits { whole } else { format!("{line}{line} {kind}: {why}") };
                pen.cut(x, y, &said, end, style::QUIET);
            }
            Row::Words { span, kind, indent, first, telling } => {
                let look = match kind {
                    BlockKind::Heading => style::STRONG,
                    kind if kind.is_body() => style::PLAIN,
                    _ => style::QUIET,
                };
                let start = x + *indent;
                match kind {
                    BlockKind::List if *first && !bulleted(span.of(&article.text)) => {
                        pen.put(x, y, app.theme.glyphs.bullet, end, style::QUIET);
                    }
                    BlockKind::Quote => {
                        pen.put(x, y, app.theme.glyphs.rule, end, style::QUIET);
                    }
                    _ => {}
                }
                let mut marks = over(app, *span, current);
                let inside = page.links.iter().filter(|(link, _)| link.meets(*span));
                marks.extend(inside.map(|(link, address)| (*link, pen.link(address))));
                pen.words(start, y, &article.text, *span, end, look, &marks);
                gutter(app, pen, y, *telling, *span, current);
                if current.is_some_and(|current| current.meets(*span)) {
                    // Without a hue: it moves with every sentence, and a colour would be a third of what that costs.
                    pen.put(bar_column(app), y, app.theme.glyphs.bar, bar_column(app).saturating_add(1), style::PLAIN);
                }
                if at == app.reader.row {
                    // In the blank beside the text, so that it hides no letter; on what was looked for, when it is there.
                    let hit = app.hits.at.and_then(|at| app.hits.spans.get(at)).filter(|hit| span.contains(hit.start));
                    let column = hit.map_or(beside(app), |hit| {
                        let before = article.text.get(span.start..hit.start).unwrap_or("");
                        start + glyphs(before).map(|glyph| glyph.width).sum::<u16>()
                    });
                    cursor = Some(Position::new(column.min(end.saturating_sub(1)), y));
                }
            }
            Row::Evidence(line) => evidence(app, pen, line, Rect::new(x, y, end.saturating_sub(x), 1)),
        }
    }
    cursor.filter(|_| app.reader.focus == Pane::Article)
}

/// The column of the bar.
fn bar_column(app: &App) -> u16 {
    app.panes.text_x.saturating_sub(app.panes.gutter)
}

/// The sign of more behind words that end before `x`: in the column beside the text where they fill it.
fn more(app: &App, pen: &mut Pen<'_>, x: u16, y: u16) {
    let end = app.panes.article.right();
    pen.put(x.min(end.saturating_sub(1)), y, app.theme.glyphs.more, end, style::QUIET);
}

/// The blank column between gutter and text in which the terminal's cursor sits.
fn beside(app: &App) -> u16 {
    app.panes.text_x.saturating_sub(if app.panes.gutter < 4 { 1 } else { 2 })
}

fn bulleted(words: &str) -> bool {
    words.starts_with(['•', '-', '–', '*', '·', '▪', '‣', '◦']) || words.starts_with(|c: char| c.is_ascii_digit())
}

/// What lies over the words of a row: where the current sentence begins, and what was looked for.
fn over(app: &App, row: Span, current: Option<Span>) -> Vec<Marked> {
    let mut marks: Vec<Marked> = Vec::new();
    let from = app.hits.spans.partition_point(|span| span.end <= row.start);
    for (at, span) in app.hits.spans.iter().enumerate().skip(from).take_while(|(_, span)| span.start < row.end) {
        let look = style::hit(app.theme);
        let look = if app.hits.at == Some(at) { look.add_modifier(Modifier::REVERSED) } else { look };
        marks.push((*span, look));
    }
    // Marking all its words would cost a pane of bytes for each line moved: the bar says which rows, the first word
    // where in them.
    if let (Some(current), Some(article)) = (current, app.article(app.reader.article))
        && row.contains(current.start)
    {
        let words = article.at(Span::new(current.start, current.end.min(row.end)));
        let mark = if app.reader.focus == Pane::Article { Modifier::REVERSED } else { Modifier::UNDERLINED };
        let first = Span::new(current.start, current.start + first_word(words));
        marks.push((first, Style::new().add_modifier(mark)));
    }
    marks
}

/// How many bytes of `words` its first word has; opening marks and dashes belong to it.
fn first_word(words: &str) -> usize {
    let start = words.find(char::is_alphanumeric).unwrap_or(0);
    let rest = words.get(start..).unwrap_or("");
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let kept = rest.get(..end).unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric());
    // A script without blanks has no short words: a few letters will do.
    let kept = kept.char_indices().nth(16).map_or(kept.len(), |(at, _)| at);
    if kept == 0 { words.chars().next().map_or(0, char::len_utf8) } else { start + kept }
}

fn gutter(app: &App, pen: &mut Pen<'_>, y: u16, telling: Option<usize>, row: Span, current: Option<Span>) {
    if app.panes.gutter < 4 {
        return;
    }
    // Where the current sentence begins in the row, the gutter speaks of it.
    let here = current.filter(|current| row.contains(current.start)).and_then(|_| app.passage());
    let Some(passage) = here.or(telling) else { return };
    let Some(marks) = app.page().and_then(|page| page.marks.get(passage)) else { return };
    let own = app.place_of(app.reader.article).unwrap_or(0);
    let (x, end) = (bar_column(app) + 1, app.panes.text_x);
    let theme = app.theme;
    let carried = marks.iter().filter(|mark| **mark != Mark::None).count();
    if carried == 0 {
        let letter = letter(own);
        let start =
            x + (own.min(PLACES.saturating_sub(1)) as u16).min(marks.len().min(PLACES).saturating_sub(1) as u16);
        pen.put(start, y, &letter, end, style::outlet(theme, own).add_modifier(Modifier::BOLD));
        return;
    }
    if marks.len() > PLACES {
        let differs = marks.contains(&Mark::Differs);
        let sign = if differs { theme.glyphs.differs } else { " " };
        let at = pen.put(x, y, sign, end, style::differs(theme));
        pen.put(at, y, &format!("{carried:>2}/{}", marks.len()), end, style::QUIET);
        return;
    }
    let mut at = x;
    for (nth, mark) in marks.iter().enumerate() {
        let place = nth + usize::from(nth >= own);
        let look = match mark {
            Mark::None => style::QUIET,
            Mark::Differs => style::differs(theme),
            Mark::Same | Mark::Reworded => style::outlet(theme, place),
        };
        at = pen.put(at, y, &mark_sign(*mark, &letter(place), theme.glyphs), end, look);
    }
}

fn evidence(app: &App, pen: &mut Pen<'_>, line: &Evidence, area: Rect) {
    let (x, y, end) = (area.x, area.y, area.right());
    let glyphs = app.theme.glyphs;
    let branch = glyphs.branch.get(line.branch).copied().unwrap_or(" ");
    pen.put(x, y, branch, end, style::QUIET);
    if !line.missing.is_empty() {
        let letters: Vec<String> = line.missing.iter().copied().map(letter).collect();
        pen.cut(x + 2, y, &format!("{} not found in {}", glyphs.none, letters.join(", ")), end, style::QUIET);
        return;
    }
    if let Some((mark, place, number)) = line.head {
        let letter = letter(place);
        let look = style::outlet(app.theme, place).add_modifier(Modifier::BOLD);
        match mark {
            Mark::Differs => {
                let at = pen.put(x + 1, y, glyphs.differs, end, style::differs(app.theme));
                pen.put(at, y, &letter, end, look);
            }
            mark => {
                pen.put(x + 2, y, &mark_sign(mark, &letter, glyphs), end, look);
            }
        }
        pen.put(x + 4, y, &format!("{}{number}", glyphs.paragraph), end, style::QUIET);
    }
    let Some(article) = app.article(line.article) else { return };
    let marks: Vec<Marked> =
        line.marks.iter().map(|span| (*span, style::changed(app.theme, span.of(&article.text)))).collect();
    let at = pen.words(x + EVIDENCE_INDENT, y, &article.text, line.span, end, style::PLAIN, &marks);
    if line.cut {
        more(app, pen, at, y);
    }
}
