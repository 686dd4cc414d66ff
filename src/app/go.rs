//! Going to places: other outlets at the same passage, quotations, evidence, hits and differences.

use crate::app::outlets::{letter, outlet_name, paragraph, place};
use crate::app::page::Mark;
use crate::app::panes::Pane;
use crate::app::screen::Screen;
use crate::app::{App, Effect, links};

/// Where another article stands to the passage being read.
enum Twin {
    /// It has the passage: here.
    Here(usize),
    /// It has an earlier passage of this article, the paragraph number of which is given.
    Earlier(usize, usize),
    /// It has nothing up to here.
    Nothing,
}

pub(super) fn outlet_next(app: &mut App, _: &str) -> Vec<Effect> {
    neighbour(app, 1)
}

pub(super) fn outlet_previous(app: &mut App, _: &str) -> Vec<Effect> {
    neighbour(app, -1)
}

fn neighbour(app: &mut App, way: isize) -> Vec<Effect> {
    if app.screen == Screen::Compare {
        app.compare_column(way);
        return Vec::new();
    }
    let count = app.outlets().len();
    let Some(own) = app.place_of(app.reader.article) else { return Vec::new() };
    if count < 2 {
        app.say("this story has one outlet only");
        return Vec::new();
    }
    to(app, (own as isize + way).rem_euclid(count as isize) as usize);
    Vec::new()
}

pub(super) fn outlet(app: &mut App, argument: &str) -> Vec<Effect> {
    let wanted = match argument.parse::<usize>() {
        Ok(number) => number.checked_sub(1),
        Err(_) => place(argument),
    };
    match wanted.filter(|&wanted| wanted < app.outlets().len()) {
        Some(wanted) if app.screen == Screen::Compare => app.compare_show(wanted),
        Some(wanted) => to(app, wanted),
        None => app.say(format!("this story has no outlet {argument}")),
    }
    Vec::new()
}

/// The passage that is followed from outlet to outlet, and where that has led: as long as the reader stays there, the next
/// outlet is asked for the same passage, not for what stood nearest to it in this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Followed {
    article: usize,
    byte: usize,
    /// (article, passage)
    led: (usize, usize),
}

impl App {
    /// The place that is followed: where following began, if the reader still stands where it led, else the present one.
    fn followed(&self) -> (usize, usize) {
        let here = self.passage().map(|passage| (self.reader.article, passage));
        match self.reader.followed.as_deref() {
            Some(followed) if here == Some(followed.led) => (followed.article, followed.byte),
            _ => (self.reader.article, self.reader.byte),
        }
    }
}

/// Reads the outlet at `place` of the story at the passage being read.
fn to(app: &mut App, place: usize) {
    let Some(&target) = app.outlets().get(place) else { return };
    let name = app.article(target).map_or_else(String::new, |article| match &article.outlet.name {
        Some(name) => format!("{} {name}", letter(place)),
        None => letter(place),
    });
    if target == app.reader.article {
        if app.screen == Screen::Reader {
            app.say(format!("this is {name}"));
        }
        app.screen = Screen::Reader;
        return;
    }
    let (article, byte) = app.followed();
    let remembered = app.reader.left_at.get(&target).copied();
    let (byte_there, said) = match twin(app, (article, byte), place) {
        _ if target == article => (byte, format!("{name} at the passage that you came from")),
        Twin::Here(byte) => (byte, format!("{name} at the same passage")),
        Twin::Earlier(there, from) => {
            let sign = app.theme.glyphs.paragraph;
            let number = app.article(target).map_or(0, |article| paragraph(article, there));
            let (own, other) = (app.letter_of(article), letter(place));
            (
                there,
                format!("not found in {other}; the nearest earlier is {own} {sign}{from}, at {other} {sign}{number}"),
            )
        }
        Twin::Nothing if app.comparison().is_none() => (remembered.unwrap_or(0), format!("{name}: not compared yet")),
        Twin::Nothing => (0, format!("nothing up to here was found in {}; its start", letter(place))),
    };
    app.mark_jump();
    app.show(target, byte_there);
    app.screen = Screen::Reader;
    app.reader.focus = if app.reader.focus == Pane::Quotes { Pane::Quotes } else { Pane::Article };
    // The start of a text is the start of its first sentence.
    let led = app.reading(target).and_then(|reading| reading.passage_at(byte_there)).unwrap_or(0);
    app.reader.followed = Some(Box::new(Followed { article, byte, led: (target, led) }));
    app.say(said);
}

/// Where the outlet at `place` has the passage at a byte of an article.
fn twin(app: &App, (article, byte): (usize, usize), place: usize) -> Twin {
    let (Some(comparison), Some(own), Some(passage)) =
        (app.comparison(), app.place_of(article), app.reading(article).and_then(|reading| reading.passage_at(byte)))
    else {
        return Twin::Nothing;
    };
    for earlier in (0..=passage).rev() {
        let Some(id) = comparison.id(own, earlier) else { continue };
        let best = comparison
            .aligned(id)
            .filter_map(|(end, link)| Some((comparison.passages.get(end.0)?, link.score)))
            .filter(|(end, _)| end.article == place)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((end, _)) = best {
            if earlier == passage {
                return Twin::Here(end.span.start);
            }
            let here = comparison.passages.get(id.0).map_or(0, |place| place.span.start);
            let number = app.article(article).map_or(0, |article| paragraph(article, here));
            return Twin::Earlier(end.span.start, number);
        }
    }
    Twin::Nothing
}

pub(super) fn story(app: &mut App, argument: &str) -> Vec<Effect> {
    let wanted = argument.parse::<usize>().ok().and_then(|number| app.library.stories.get(number.checked_sub(1)?));
    match wanted.and_then(|story| story.articles.first().copied()) {
        Some(article) => {
            let byte = app.reader.left_at.get(&article).copied().unwrap_or(0);
            app.jump(article, byte);
        }
        None => app.say(format!("there is no story {argument}")),
    }
    Vec::new()
}

pub(super) fn go(app: &mut App, _: &str) -> Vec<Effect> {
    match app.screen {
        Screen::Reader => match app.reader.focus {
            Pane::Article => evidence(app),
            Pane::Sources => app.open_source(),
            Pane::Quotes => {
                if let Some((article, span)) = app.quotes.sheet.items.get(app.reader.quote).and_then(|item| item.target)
                {
                    app.jump(article, span.start);
                }
            }
        },
        Screen::Compare => {
            if let Some((article, byte)) = app.compare_target() {
                let column = app.compare.column;
                app.jump(article, byte);
                if app.place_of(article) != Some(column) {
                    app.say(format!("not found in {}; this is {}", letter(column), app.letter_of(article)));
                }
            }
        }
        Screen::Matrix => app.compare_from_matrix(),
        _ => {
            let at = app.list().map_or(0, |list| list.at);
            if let Some((article, span)) = app.sheet.items.get(at).and_then(|item| item.target) {
                app.jump(article, span.start);
            }
        }
    }
    Vec::new()
}

/// Opens what the others have of the sentence, or closes it.
fn evidence(app: &mut App) {
    let Some(passage) = app.passage() else {
        app.say("no sentence stands here");
        return;
    };
    if app.reader.evidence == Some(passage) {
        app.reader.evidence = None;
    } else if app.comparison().is_none() {
        app.say("the outlets are still being compared");
    } else if app.outlets().len() < 2 {
        app.say("no other outlet reports this story here");
    } else {
        app.reader.evidence = Some(passage);
    }
}

pub(super) fn back(app: &mut App, _: &str) -> Vec<Effect> {
    if !app.rejump(false) {
        app.say("no earlier place");
    }
    Vec::new()
}

pub(super) fn forward(app: &mut App, _: &str) -> Vec<Effect> {
    if !app.rejump(true) {
        app.say("no later place");
    }
    Vec::new()
}

pub(super) fn next(app: &mut App, _: &str) -> Vec<Effect> {
    step(app, true)
}

pub(super) fn previous(app: &mut App, _: &str) -> Vec<Effect> {
    step(app, false)
}

fn step(app: &mut App, ahead: bool) -> Vec<Effect> {
    match app.screen {
        Screen::Compare => app.compare_difference(ahead),
        Screen::Reader if !app.hits.words.is_empty() => app.step_hit(ahead),
        Screen::Reader => difference(app, ahead),
        _ => app.sheet_difference(ahead),
    }
    Vec::new()
}

/// Goes to the next sentence of the article that another outlet gives otherwise.
fn difference(app: &mut App, ahead: bool) {
    let Some(reading) = app.reading(app.reader.article).cloned() else { return };
    let Some(page) = app.page() else { return };
    let differing: Vec<usize> = (page.marks.iter().enumerate())
        .filter(|(_, marks)| marks.contains(&Mark::Differs))
        .filter_map(|(at, _)| reading.passages.get(at).map(|passage| passage.span.start))
        .collect();
    let byte = app.reader.byte;
    let found = if ahead {
        differing.iter().position(|&start| start > byte)
    } else {
        differing.iter().rposition(|&start| start < byte)
    };
    match found.and_then(|at| Some((at, *differing.get(at)?))) {
        Some((at, start)) => {
            app.reader.focus = Pane::Article;
            app.reader.byte = start;
            app.say(format!("[{}/{}] differs in another outlet", at + 1, differing.len()));
        }
        None if differing.is_empty() => app.say("no difference was found in this text"),
        None => {
            app.say(if ahead { "no further difference in this text" } else { "no earlier difference in this text" })
        }
    }
}

pub(super) fn link(app: &mut App, _: &str) -> Vec<Effect> {
    let Some(url) = app.article(app.reader.article).and_then(|article| article.url.clone()) else {
        app.say("the article names no address");
        return Vec::new();
    };
    if links::safe(&url).is_none() {
        app.say("the article’s address is no http address");
        return Vec::new();
    }
    vec![Effect::OpenLink(url)]
}

/// Asks for one more file to be read.
pub(super) fn open(app: &mut App, path: &str) -> Vec<Effect> {
    if path.trim().is_empty() {
        app.say("say which file: :open FILE");
        return Vec::new();
    }
    if app.library.busy {
        app.say("still reading; open it when all is there");
        return Vec::new();
    }
    // Until it is there, nobody may group otherwise, and nothing else be opened.
    app.library.busy = true;
    app.say(format!("opening {} …", path.trim()));
    vec![Effect::Open(std::path::PathBuf::from(path.trim()))]
}

pub(super) fn edit(app: &mut App, _: &str) -> Vec<Effect> {
    let Some(article) = app.article(app.reader.article) else { return Vec::new() };
    let path = std::path::PathBuf::from(article.id.split('#').next().unwrap_or(&article.id));
    if article.id.starts_with("seeds/") || article.id == "-" {
        let said = format!("{} has no file of its own", outlet_name(article));
        app.say(said);
        return Vec::new();
    }
    let line = article.text.get(..app.reader.byte).map_or(1, |before| before.matches('\n').count() + 1);
    vec![Effect::Edit(path, line)]
}
