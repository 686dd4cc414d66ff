//! The quotes pane: who says what in the article, in the order of the speakers' first words.

use crate::app::outlets::{letter, paragraph};
use crate::app::panes::{Form, Pane};
use crate::app::reader::flip;
use crate::app::screen::Screen;
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::app::{App, Effect};
use crate::article::{Article, Span};
use crate::export::table::cut;
use crate::layout::width;
use crate::quote::{Quotation, QuoteKind};

/// Whether a quotation is listed as somebody's words.
pub(crate) fn is_listed(quotation: &Quotation) -> bool {
    quotation.is_speech() && quotation.kind != QuoteKind::Indirect
}

/// The list with what it was made for.
#[derive(Debug, Default)]
pub(crate) struct Quotes {
    key: Option<(usize, u64, u16, bool, bool)>,
    pub(crate) sheet: Sheet,
    /// How many quotations are listed, what is reported without marks not counted; and of how many speakers.
    pub(crate) marked: usize,
    pub(crate) speakers: usize,
}

impl Quotes {
    /// The item whose words begin nearest to `byte`, before it if there is one.
    pub(crate) fn near(&self, byte: usize) -> usize {
        let start = |at: usize| self.sheet.items.get(at).and_then(|item| item.target).map_or(0, |(_, span)| span.start);
        let all = 0..self.sheet.items.len();
        let before = all.clone().filter(|&at| start(at) <= byte).max_by_key(|&at| start(at));
        before.or_else(|| all.min_by_key(|&at| start(at))).unwrap_or(0)
    }
}

/// The most lines of a quotation in the list; the whole is one key away.
const LINES: usize = 5;

impl App {
    /// Lists the quotations anew if the article, its analysis or the pane's width has changed, and keeps the list beside
    /// the text: the quotations of the current passage are in view.
    pub(crate) fn settle_quotes(&mut self) {
        let below = self.panes.form == Form::Below && !self.reader.zoom;
        let width = if self.panes.quotes.is_empty() { self.panes.body.width } else { self.panes.quotes.width };
        let key = (self.reader.article, self.generation, width, below, self.reader.reported);
        if self.quotes.key != Some(key) {
            let (sheet, marked, speakers) = self.quote_sheet(width, below);
            self.quotes = Quotes { key: Some(key), sheet, marked, speakers };
            self.reader.quote_top = 0;
        }
        let count = self.quotes.sheet.items.len();
        self.reader.quote = self.reader.quote.min(count.saturating_sub(1));
        let shown = if self.reader.focus == Pane::Quotes { Some(self.reader.quote) } else { self.quotes_here().next() };
        let height = usize::from(self.panes.quotes.height.saturating_sub(if below { 0 } else { 2 })).max(1);
        if let Some(item) = shown.and_then(|at| self.quotes.sheet.items.get(at)) {
            // The speaker's name stands above the first quotation.
            let first = if item.first < 2 { 0 } else { item.first };
            self.reader.quote_top = flip(self.reader.quote_top, first, item.last, height);
        } else if self.reader.byte == 0 {
            self.reader.quote_top = 0;
        }
        // The last page is a full one.
        self.reader.quote_top = self.reader.quote_top.min(self.quotes.sheet.lines.len().saturating_sub(height));
    }

    /// The items whose words stand in the current passage.
    pub(crate) fn quotes_here(&self) -> impl Iterator<Item = usize> {
        let here = self.current();
        self.quotes.sheet.items.iter().enumerate().filter_map(move |(at, item)| {
            let (_, span) = item.target?;
            here.is_some_and(|here| here.meets(span)).then_some(at)
        })
    }

    /// Why the speaker of the quotation in focus is not certain.
    pub(crate) fn doubt(&self) -> Option<&str> {
        if self.screen != Screen::Reader || self.reader.focus != Pane::Quotes {
            return None;
        }
        let (article, span) = self.quotes.sheet.items.get(self.reader.quote)?.target?;
        let quotation = self.reading(article)?.quotations.iter().find(|quotation| quotation.span == span)?;
        quotation.speaker.as_ref().filter(|speaker| !speaker.certain).map(|speaker| speaker.why.as_str())
    }

    /// The list, how many quotations it holds, and of how many speakers.
    fn quote_sheet(&self, width: u16, below: bool) -> (Sheet, usize, usize) {
        let mut sheet = Sheet { empty: "no quotation was found in this text".into(), ..Sheet::default() };
        let index = self.reader.article;
        let (Some(article), Some(reading)) = (self.article(index), self.reading(index)) else {
            sheet.empty = "being analysed …".into();
            return (sheet, 0, 0);
        };
        let of = |kept: fn(&Quotation) -> bool| {
            reading.quotations.iter().enumerate().filter(move |(_, quotation)| kept(quotation)).collect::<Vec<_>>()
        };
        let marked = of(is_listed);
        let speakers = self.by_speaker(&mut sheet, (index, article), &marked, (width, below));
        if self.reader.reported {
            let reported = of(|quotation| quotation.kind == QuoteKind::Indirect);
            if !below && !sheet.lines.is_empty() {
                sheet.line(SheetLine::default());
            }
            let said = if reported.is_empty() { "NOTHING MORE IS REPORTED" } else { "REPORTED WITHOUT MARKS" };
            sheet.line(SheetLine::default().own(1, said, Tone::Quiet));
            self.by_speaker(&mut sheet, (index, article), &reported, (width, below));
        }
        (sheet, marked.len(), speakers)
    }

    /// Lists `found` speaker by speaker: quotations, or claims without marks. Gives the number of speakers that are named.
    fn by_speaker(
        &self,
        sheet: &mut Sheet,
        article: (usize, &Article),
        found: &[(usize, &Quotation)],
        (width, below): (u16, bool),
    ) -> usize {
        let speakers = speakers(found);
        for (nth, speaker) in speakers.iter().enumerate() {
            if !below && (nth > 0 || !sheet.lines.is_empty()) {
                sheet.line(SheetLine::default());
            }
            let mut named = false;
            for &(at, quotation) in found.iter().filter(|(_, quotation)| speaker_of(quotation) == *speaker) {
                if below {
                    self.one_line(sheet, article, quotation, at, width);
                    continue;
                }
                if !named {
                    let name = name_line(quotation, usize::from(width));
                    let room = usize::from(width).saturating_sub(name.columns() + 4);
                    let role = self.role(article, quotation, room);
                    sheet.line(name.own(0, if role.is_empty() { role } else { format!("  {role}") }, Tone::Quiet));
                    named = true;
                }
                sheet.item(Some((article.0, quotation.span)));
                sheet.add_words(article, quotation.span, &[], 1, width, marks(quotation), LINES, Tone::Plain);
                let mut line = SheetLine::default().own(2, self.told(article.1, quotation), Tone::Quiet);
                for place in self.carriers(article.0, at) {
                    line = line.own(0, " ", Tone::Plain).own(0, letter(place), Tone::Outlet(place));
                }
                sheet.add(line);
            }
        }
        speakers.iter().flatten().count()
    }

    /// One row a quotation, for the strip below the text.
    fn one_line(&self, sheet: &mut Sheet, article: (usize, &Article), quotation: &Quotation, at: usize, width: u16) {
        sheet.item(Some((article.0, quotation.span)));
        let column = (width / 4).clamp(14, 26);
        let doubt = if quotation.speaker.as_ref().is_some_and(|speaker| !speaker.certain) { 2 } else { 0 };
        let mut line = name_line(quotation, usize::from(column).saturating_sub(3 + doubt));
        let [open, close] = marks(quotation);
        line = line.own(column, open, Tone::Plain);
        line = line.words(0, article.0, quotation.span, Tone::Plain).own(0, close, Tone::Plain);
        let mut right = SheetLine::default().right(format!(" {}", self.told(article.1, quotation)), Tone::Quiet).right;
        for place in self.carriers(article.0, at) {
            right.extend(SheetLine::default().right(format!(" {}", letter(place)), Tone::Outlet(place)).right);
        }
        line.right = right;
        sheet.add(line);
    }

    /// What the text says of the speaker beside the name, where there is room for it: title, apposition or side.
    fn role(&self, article: (usize, &Article), quotation: &Quotation, room: usize) -> String {
        let entity = quotation.speaker.as_ref().and_then(|speaker| speaker.entity);
        let name = self.reading(article.0).zip(entity).and_then(|(reading, entity)| reading.names.get(entity));
        let Some(name) = name else { return String::new() };
        let first = |spans: &[Span]| spans.first().map_or("", |&span| article.1.at(span));
        let (title, told) = (first(&name.roles), first(&name.described));
        let both = format!("{title} · {told}");
        let ways = if title.is_empty() || told.is_empty() { vec![title, told] } else { vec![&both, told, title] };
        // Half a title says nothing.
        ways.into_iter().find(|way| !way.is_empty() && usize::from(width(way)) <= room).unwrap_or("").to_owned()
    }

    /// ¶, reporting words, relay.
    fn told(&self, article: &Article, quotation: &Quotation) -> String {
        let mut told = format!("{}{}", self.theme.glyphs.paragraph, paragraph(article, quotation.span.start));
        if let Some(cue) = quotation.cue {
            told.push(' ');
            told.push_str(&article.at(cue).split_whitespace().collect::<Vec<_>>().join(" "));
        }
        if let Some(relay) = &quotation.relay {
            told.push_str(&format!(" · {}", relay.name));
        }
        told
    }

    /// The places of the other outlets that carry the same utterance.
    fn carriers(&self, article: usize, quotation: usize) -> Vec<usize> {
        let (Some(comparison), Some(own)) = (self.comparison(), self.place_of(article)) else { return Vec::new() };
        let mut places: Vec<usize> = comparison
            .utterances
            .iter()
            .filter(|utterance| {
                utterance
                    .wordings
                    .iter()
                    .any(|wording| wording.words.article == own && wording.quotation == Some(quotation))
            })
            .flat_map(|utterance| utterance.wordings.iter().map(|wording| wording.words.article))
            .filter(|&place| place != own)
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// Everybody who speaks in `found`, in the order of their first words; nobody is one of them.
fn speakers<'a>(found: &[(usize, &'a Quotation)]) -> Vec<Option<&'a str>> {
    let mut speakers = Vec::new();
    for (_, quotation) in found {
        let name = speaker_of(quotation);
        if !speakers.contains(&name) {
            speakers.push(name);
        }
    }
    speakers
}

fn speaker_of(quotation: &Quotation) -> Option<&str> {
    quotation.speaker.as_ref().map(|speaker| speaker.name.as_str())
}

/// The marks that the list sets around the words: none where the text has none.
fn marks(quotation: &Quotation) -> [&'static str; 2] {
    match quotation.kind {
        QuoteKind::Indirect => ["", ""],
        _ if quotation.continues => ["…", "”"],
        _ => ["“", "”"],
    }
}

fn name_line(quotation: &Quotation, most: usize) -> SheetLine {
    let Some(speaker) = &quotation.speaker else {
        return SheetLine::default().own(1, "nobody named", Tone::Quiet);
    };
    let line = SheetLine::default().own(1, cut(&speaker.name, most), Tone::Strong);
    if speaker.certain { line } else { line.own(0, " ?", Tone::Differs) }
}

/// Also lists what is reported without marks, or no longer.
pub(super) fn reported(app: &mut App, _: &str) -> Vec<Effect> {
    app.reader.reported = !app.reader.reported;
    app.say(if app.reader.reported {
        "the quotes pane also lists what is reported without quotation marks"
    } else {
        "the quotes pane lists quotations alone"
    });
    Vec::new()
}
