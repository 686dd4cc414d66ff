//! The lists across a story: facts, statements, figures, people, sourcing. Each is built once for a story and a width.

mod across;
mod figures;
mod matrix;
mod people;
mod sourcing;

use crate::app::App;
use crate::app::outlets::{letter, thousands};
use crate::app::screen::Screen;
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::article::{Article, Span};
use crate::compare::Comparison;

/// What a sheet was built for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    screen: Screen,
    story: Option<usize>,
    generation: u64,
    width: u16,
    order: usize,
}

/// What the sheets are made from.
pub(super) struct Material<'a> {
    pub(super) comparison: &'a Comparison,
    /// The story's articles with their index in the collection.
    pub(super) articles: Vec<(usize, &'a Article)>,
    pub(super) width: u16,
    pub(super) order: usize,
    pub(super) glyphs: &'static crate::app::theme::Glyphs,
}

impl<'a> Material<'a> {
    pub(super) fn article(&self, place: usize) -> Option<(usize, &'a Article)> {
        self.articles.get(place).copied()
    }

    /// The letters of the outlets that are not among `places`.
    pub(super) fn missing(&self, places: &[usize]) -> Vec<usize> {
        (0..self.articles.len()).filter(|place| !places.contains(place)).collect()
    }

    /// A row of letters, those not among `places` shown as not found.
    pub(super) fn letters(&self, mut line: SheetLine, x: u16, places: &[usize]) -> SheetLine {
        for place in 0..self.articles.len() {
            let found = places.contains(&place);
            let text = if found { letter(place) } else { self.glyphs.none.to_owned() };
            let at = if place == 0 { x } else { 0 };
            line = line.own(at, text, if found { Tone::Outlet(place) } else { Tone::Quiet }).own(0, " ", Tone::Plain);
        }
        line
    }

    /// "not found in A, C"
    pub(super) fn not_found(&self, places: &[usize]) -> Option<String> {
        let missing = self.missing(places);
        let letters: Vec<String> = missing.into_iter().map(letter).collect();
        (!letters.is_empty()).then(|| format!("not found in {}", letters.join(", ")))
    }

    /// The sentence around some words, unless they are all of it.
    pub(super) fn around(&self, place: usize, span: Span) -> Option<Span> {
        let found =
            self.comparison.passages.iter().find(|found| found.article == place && found.span.contains(span.start));
        found.map(|found| found.span).filter(|found| found.len() > span.len())
    }

    pub(super) fn words(&self, place: usize, span: Span) -> &'a str {
        self.article(place).map_or("", |(_, article)| article.at(span))
    }
}

/// A number with its noun: singular, plural.
pub(super) fn counted(number: usize, noun: [&str; 2]) -> String {
    format!("{} {}", thousands(number), noun[usize::from(number != 1)])
}

impl App {
    /// Builds the sheet of the present screen unless it is there, and settles its list.
    pub(crate) fn set_sheet(&mut self) {
        let Some(list) = self.list().copied() else { return };
        let story = self.story_of(self.reader.article);
        let key = Key {
            screen: self.screen,
            story,
            generation: self.generation,
            width: self.panes.body.width,
            order: list.order,
        };
        if self.sheet_key.as_ref() != Some(&key) {
            self.sheet = self.build_sheet(list.order).unwrap_or_default();
            self.sheet_key = Some(key);
        }
        let height = self.sheet_height();
        let mut list = list;
        list.settle(&self.sheet, height);
        if let Some(place) = self.list_mut() {
            *place = list;
        }
    }

    /// Lines for the list: without its head, and without the matrix's details.
    pub(crate) fn sheet_height(&self) -> usize {
        let head = usize::from(self.sheet.head.is_some()) * 2;
        usize::from(self.panes.body.height).saturating_sub(head + usize::from(self.detail_height())).max(1)
    }

    /// Lines at the bottom for the words behind the chosen fact.
    pub(crate) fn detail_height(&self) -> u16 {
        if self.screen == Screen::Matrix && self.panes.body.height >= 16 {
            (self.outlets().len() as u16 + 1).min(self.panes.body.height / 3)
        } else {
            0
        }
    }

    /// Goes to the next item in which the outlets differ.
    pub(crate) fn sheet_difference(&mut self, ahead: bool) {
        let at = self.list().map_or(0, |list| list.at);
        let all: Vec<usize> =
            self.sheet.items.iter().enumerate().filter(|(_, item)| item.differs).map(|(at, _)| at).collect();
        let found =
            if ahead { all.iter().position(|&item| item > at) } else { all.iter().rposition(|&item| item < at) };
        match found.and_then(|nth| Some((nth, *all.get(nth)?))) {
            Some((nth, item)) => {
                if let Some(list) = self.list_mut() {
                    list.at = item;
                }
                self.say(format!("[{}/{}] differs", nth + 1, all.len()));
            }
            None if all.is_empty() => self.say("no difference was found here"),
            None => self.say(if ahead { "no further difference here" } else { "no earlier difference here" }),
        }
    }

    fn build_sheet(&self, order: usize) -> Option<Sheet> {
        let comparison = self.comparison()?;
        let articles = self.outlets().iter().filter_map(|&at| Some((at, self.article(at)?.as_ref()))).collect();
        let width = self.panes.body.width;
        let material = Material { comparison, articles, width, order, glyphs: self.theme.glyphs };
        Some(match self.screen {
            Screen::Matrix => matrix::sheet(&material),
            Screen::Quotes => across::sheet(&material),
            Screen::Figures => figures::sheet(&material),
            Screen::People => people::sheet(&material),
            Screen::Sourcing => sourcing::sheet(&material),
            Screen::Reader | Screen::Compare => return None,
        })
    }
}
