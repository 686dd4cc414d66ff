//! The quotes pane: who says what in the article, in the order of the speakers' first words.

use crate::app::App;
use crate::app::outlets::{letter, paragraph};
use crate::app::panes::{Form, Pane};
use crate::app::reader::flip;
use crate::app::screen::Screen;
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::article::Article;
use crate::quote::{Quotation, QuoteKind};

/// Whether a quotation is listed as somebody's words.
pub(crate) fn is_listed(quotation: &Quotation) -> bool {
    quotation.is_speech() && quotation.kind != QuoteKind::Indirect
}

/// The list with what it was made for.
#[derive(Debug, Default)]
pub(crate) struct Quotes {
    key: Option<(usize, u64, u16, bool)>,
    pub(crate) sheet: Sheet,
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
        let key = (self.reader.article, self.generation, width, below);
        if self.quotes.key != Some(key) {
            let (sheet, speakers) = self.quote_sheet(width, below);
            self.quotes = Quotes { key: Some(key), sheet, speakers };
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
        self.reader.quote_top = self.reader.quote_top.min(self.quotes.sheet.lines.len().saturating_sub(1));
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

    fn quote_sheet(&self, width: u16, below: bool) -> (Sheet, usize) {
        let mut sheet = Sheet { empty: "no quotation was found in this text".into(), ..Sheet::default() };
        let index = self.reader.article;
        let (Some(article), Some(reading)) = (self.article(index), self.reading(index)) else {
            sheet.empty = "being analysed …".into();
            return (sheet, 0);
        };
        let listed: Vec<(usize, &Quotation)> =
            reading.quotations.iter().enumerate().filter(|(_, quotation)| is_listed(quotation)).collect();
        let mut speakers: Vec<Option<&str>> = Vec::new();
        for (_, quotation) in &listed {
            let name = quotation.speaker.as_ref().map(|speaker| speaker.name.as_str());
            if !speakers.contains(&name) {
                speakers.push(name);
            }
        }
        for (nth, speaker) in speakers.iter().enumerate() {
            if !below && nth > 0 {
                sheet.line(SheetLine::default());
            }
            let mut named = false;
            for &(at, quotation) in &listed {
                if quotation.speaker.as_ref().map(|speaker| speaker.name.as_str()) != *speaker {
                    continue;
                }
                if below {
                    self.one_line(&mut sheet, (index, article), quotation, at, width);
                    continue;
                }
                if !named {
                    sheet.line(name_line(quotation, usize::from(width)));
                    named = true;
                }
                sheet.item(Some((index, quotation.span)));
                let marks = if quotation.continues { ["…", "”"] } else { ["“", "”"] };
                sheet.add_words((index, article), quotation.span, &[], 1, width, marks, LINES, Tone::Plain);
                let mut line = SheetLine::default().own(2, self.told(article, quotation), Tone::Quiet);
                for place in self.carriers(index, at) {
                    line = line.own(0, " ", Tone::Plain).own(0, letter(place), Tone::Outlet(place));
                }
                sheet.add(line);
            }
        }
        (sheet, speakers.iter().flatten().count())
    }

    /// One row a quotation, for the strip below the text.
    fn one_line(&self, sheet: &mut Sheet, article: (usize, &Article), quotation: &Quotation, at: usize, width: u16) {
        sheet.item(Some((article.0, quotation.span)));
        let column = (width / 4).clamp(14, 26);
        let doubt = if quotation.speaker.as_ref().is_some_and(|speaker| !speaker.certain) { 2 } else { 0 };
        let mut line = name_line(quotation, usize::from(column).saturating_sub(3 + doubt));
        line = line.own(column, "“", Tone::Plain).words(0, article.0, quotation.span, Tone::Plain).own(
            0,
            "”",
            Tone::Plain,
        );
        let mut right = SheetLine::default().right(format!(" {}", self.told(article.1, quotation)), Tone::Quiet).right;
        for place in self.carriers(article.0, at) {
            right.extend(SheetLine::default().right(format!(" {}", letter(place)), Tone::Outlet(place)).right);
        }
        line.right = right;
        sheet.add(line);
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

fn name_line(quotation: &Quotation, most: usize) -> SheetLine {
    let Some(speaker) = &quotation.speaker else {
        return SheetLine::default().own(1, "nobody named", Tone::Quiet);
    };
    let name = match speaker.name.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", speaker.name.get(..at).unwrap_or("").trim_end()),
        None => speaker.name.clone(),
    };
    let line = SheetLine::default().own(1, name, Tone::Strong);
    if speaker.certain { line } else { line.own(0, " ?", Tone::Differs) }
}
