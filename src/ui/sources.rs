//! The sources pane.

use ratatui::layout::Position;
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::outlets::{file_name, letter, outlet_name, thousands};
use crate::app::panes::Pane;
use crate::app::screen::tally;
use crate::app::sources::Entry;
use crate::ui::pen::Pen;
use crate::ui::style;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>) -> Option<Position> {
    let area = app.panes.sources;
    let focus = app.reader.focus == Pane::Sources;
    let end = area.right().saturating_sub(1);
    let stories = app.library.stories.len();
    let at = pen.put(area.x + 1, area.y, "SOURCES", end, if focus { style::STRONG } else { style::QUIET });
    let count = match (stories, app.outlets().len()) {
        (0, _) => String::new(),
        (1, articles) => thousands(articles),
        (stories, _) => format!("{} stories", thousands(stories)),
    };
    pen.cut(at + 1, area.y, &count, end, style::QUIET);
    let first = area.y + 2;
    let mut cursor = None;
    let top = app.reader.source_top;
    let from = app.sources.item_at(top).unwrap_or(0);
    let mut bottom = first;
    for at in from..app.sources.items.len() {
        let (Some(entry), Some(&row)) = (app.sources.items.get(at), app.sources.rows.get(at)) else { break };
        let Some(y) = row.checked_sub(top).and_then(|row| u16::try_from(row).ok()).map(|row| first.saturating_add(row))
        else {
            continue;
        };
        if y >= area.bottom() {
            break;
        }
        let chosen = at == app.reader.source;
        bottom = y + 1;
        match *entry {
            Entry::Story(index) => story(app, pen, index, area.x, y, end),
            Entry::Article(index) => {
                article(app, pen, index, area.x, y, end);
                if app.sources.article_rows() > 1 && y + 1 < area.bottom() {
                    card(app, pen, index, area.x, y + 1, end);
                    bottom = y + 2;
                }
            }
        }
        if chosen {
            let rows = if matches!(entry, Entry::Article(_)) { app.sources.article_rows() } else { 1 };
            let hue = style::outlet(app.theme, app.place_of(app.reader.article).unwrap_or(0));
            for y in y..(y + rows).min(area.bottom()) {
                pen.bar(area.x, y, hue);
            }
            if focus {
                pen.paint(area.x + 1, y, end.saturating_sub(area.x + 1), style::CHOSEN);
                cursor = Some(Position::new(area.x, y));
            }
        }
    }
    counts(app, pen, bottom + 1);
    cursor
}

fn story(app: &App, pen: &mut Pen<'_>, index: usize, x: u16, y: u16, end: u16) {
    let Some(story) = app.library.stories.get(index) else { return };
    let open = app.sources.open == Some(index);
    let glyphs = app.theme.glyphs;
    let at = pen.put(x + 1, y, if open { glyphs.open } else { glyphs.closed }, end, style::QUIET);
    let count = if story.articles.len() > 1 { format!(" {}", story.articles.len()) } else { String::new() };
    let limit = end.saturating_sub(crate::layout::width(&count));
    let at = pen.cut(at + 1, y, &story.name, limit, if open { style::STRONG } else { style::PLAIN });
    if !open {
        pen.put(at, y, &count, end, style::QUIET);
    }
}

fn article(app: &App, pen: &mut Pen<'_>, index: usize, x: u16, y: u16, end: u16) {
    let Some(article) = app.article(index) else { return };
    let place = app
        .story_of(index)
        .and_then(|story| app.library.stories.get(story)?.articles.iter().position(|&other| other == index))
        .unwrap_or(0);
    let look = style::outlet(app.theme, place).add_modifier(Modifier::BOLD);
    let at = pen.put(x + app.sources.indent(), y, &letter(place), end, look) + 1;
    let name = outlet_name(article);
    let named = article.outlet.name.is_some();
    let at = pen.cut(at, y, name, end, if named { style::STRONG } else { style::PLAIN });
    if !named {
        pen.cut(at + 1, y, file_name(article), end, style::QUIET);
    }
}

fn card(app: &App, pen: &mut Pen<'_>, index: usize, x: u16, y: u16, end: u16) {
    let Some(article) = app.article(index) else { return };
    let card = app.sources.card(index);
    let start = x + app.sources.indent() + 2;
    let room = end.saturating_sub(start);
    // One form for all, chosen by the pane.
    let (unit, signs) = match room {
        32.. => ("words", ["quote", "quotes"]),
        _ => ("w", [app.theme.glyphs.quote[0]; 2]),
    };
    let words = Some(format!("{} {unit}", thousands(card.words)));
    let quotes = card.quotes.map(|count| format!("{count} {}", signs[usize::from(count != 1)]));
    let copy = card.copy_of.map(|first| format!("copy of {}", app.letter_of(first)));
    let damage = match article {
        article if article.truncated => Some("cut off".to_owned()),
        _ if copy.is_some() => copy,
        article if !article.notes.is_empty() => Some("noted".to_owned()),
        _ => None,
    };
    let aside = (card.aside > 1).then(|| format!("{} aside", card.aside));
    // What does not fit is left out whole, for half a word says nothing; that a text is damaged comes before its counts.
    let ways = [
        [words.clone(), quotes.clone(), damage.clone().or(aside)],
        [words.clone(), quotes, damage.clone()],
        [words.clone(), None, damage],
        [words, None, None],
    ];
    let said = ways.into_iter().map(|way| way.into_iter().flatten().collect::<Vec<_>>().join("  "));
    let fitting = said.clone().find(|said| crate::layout::width(said) <= room).or_else(|| said.clone().next_back());
    pen.cut(start, y, &fitting.unwrap_or_default(), end, style::QUIET);
}

/// What the text that is being read shares with the others.
fn counts(app: &App, pen: &mut Pen<'_>, y: u16) {
    let area = app.panes.sources;
    let Some(page) = app.page().filter(|page| !page.marks.is_empty() && app.outlets().len() > 1) else { return };
    let (shared, only, differs) = tally(&page.marks);
    let own = app.letter_of(app.reader.article);
    let end = area.right().saturating_sub(1);
    let mut lines = vec![(shared + only, format!("sentences in {own}")), (shared, "shared".into())];
    lines.extend((differs > 0).then(|| (differs, "of these differ".into())));
    lines.push((only, "only here".into()));
    if y + lines.len() as u16 > area.bottom() {
        return;
    }
    let digits = thousands(shared + only).len();
    let count = lines.len() as u16;
    for (y, (number, name)) in (y..).zip(&lines) {
        let number = format!("{:>digits$}", thousands(*number));
        pen.cut(area.x + app.sources.indent(), y, &format!("{number} {name}"), end, style::QUIET);
    }
    let y = y + count + 1;
    let problems = app.library.problems.len();
    if problems > 0 && y < area.bottom() {
        pen.cut(
            area.x + app.sources.indent(),
            y,
            &format!("{problems} could not be read"),
            end,
            style::differs(app.theme),
        );
    }
}
