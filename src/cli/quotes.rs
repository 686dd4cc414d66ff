//! `parallax quotes`: who said what.

use std::io::Write;

use clap::{Args, ValueEnum};
use rustc_hash::FxHashMap;

use super::Outcome;
use super::input::{Inputs, Opened};
use super::output::{columns, stdout};
use crate::article::Article;
use crate::export::record::QuoteRecord;
use crate::export::table::Table;
use crate::export::{csv, json, markdown, source_of};
use crate::library;
use crate::quote::{Quotation, QuoteKind};
use crate::reading::Reading;

/// List the quotations, with who said them
#[derive(Debug, Args)]
pub(super) struct Quotes {
    #[command(flatten)]
    inputs: Inputs,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also list what is reported without quotation marks
    #[arg(long)]
    indirect: bool,
    /// Compare all articles, and say for each quotation its story and utterance
    #[arg(long)]
    utterances: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Aligned columns
    #[default]
    Table,
    /// One record a line
    Jsonl,
    /// Comma-separated values
    Csv,
    /// Markdown
    Md,
}

/// What one article gives: bytes that are ready, or the rows of a table, whose widths depend on each other.
enum Printed {
    Bytes(Vec<u8>),
    Rows(Vec<[String; 4]>),
}

impl Quotes {
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        let mut out = stdout();
        let mut table = Table::new(["SOURCE", "SPEAKER", "KIND", "QUOTATION"], [24, 28, 8, usize::MAX], columns());
        if self.format == Format::Csv {
            csv::head(&mut out)?;
        }
        let mut print = |printed: std::io::Result<Printed>| -> anyhow::Result<()> {
            match printed? {
                Printed::Bytes(bytes) => out.write_all(&bytes)?,
                Printed::Rows(rows) => rows.into_iter().try_for_each(|row| table.row(&mut out, row))?,
            }
            Ok(())
        };
        let few = library::sources(&self.inputs.paths).0.len() <= FEW;
        let outcome = if self.utterances || few {
            let (opened, tally) = self.inputs.library();
            let places = if self.utterances { utterances(&opened) } else { Vec::new() };
            let names = story_names(&opened);
            for (index, article) in opened.library.articles.iter().enumerate() {
                let place = places.get(index).map_or(&[][..], Vec::as_slice);
                let mut quotations = opened.reading(index).quotations.clone();
                for speaker in quotations.iter_mut().filter_map(|quotation| quotation.speaker.as_mut()) {
                    if let Some(name) = speaker.entity.and_then(|entity| names.get(&(index, entity))) {
                        speaker.name.clone_from(name);
                    }
                }
                print(self.article(article, &quotations, place))?;
            }
            tally.outcome()
        } else {
            let found = |article: &Article| Reading::quotations_of(article, self.indirect);
            self.inputs.each(|article| self.article(article, &found(article), &[]), &mut print)?
        };
        table.flush(&mut out)?;
        out.flush()?;
        Ok(outcome)
    }

    fn article(&self, article: &Article, found: &[Quotation], places: &[Place]) -> std::io::Result<Printed> {
        let shown = found
            .iter()
            .enumerate()
            .filter(|(_, quotation)| self.indirect || quotation.kind != QuoteKind::Indirect)
            .map(|(index, quotation)| {
                let mut record = QuoteRecord::of(article, quotation);
                if let Some(place) = places.get(index) {
                    record.story = Some(place.story);
                    record.utterance = Some(place.utterance);
                }
                record
            });
        let mut bytes = Vec::new();
        match self.format {
            Format::Table => return Ok(Printed::Rows(shown.map(|record| row(article, &record)).collect())),
            Format::Jsonl => shown.into_iter().try_for_each(|record| json::line(&mut bytes, &record))?,
            Format::Csv => shown.into_iter().try_for_each(|record| csv::quotation(&mut bytes, &record))?,
            Format::Md => {
                for (index, record) in shown.enumerate() {
                    if index == 0 {
                        markdown::source(&mut bytes, article.title(), &article.id, article.outlet.name.as_deref())?;
                    }
                    markdown::quotation(&mut bytes, &record)?;
                }
            }
        }
        Ok(Printed::Bytes(bytes))
    }
}

fn row(article: &Article, record: &QuoteRecord<'_>) -> [String; 4] {
    let speaker = match (record.speaker, record.certain) {
        (Some(speaker), true) => speaker.to_owned(),
        (Some(speaker), false) => format!("{speaker} ?"),
        (None, _) => "–".to_owned(),
    };
    [source_of(article).to_owned(), speaker, record.kind.name().to_owned(), record.text.to_owned()]
}

/// So many files are read as a whole, so that a person whom they spell differently has one name; more are read one by one.
const FEW: usize = 24;

/// For (article, its name) the story's one name for that person.
fn story_names(opened: &Opened) -> FxHashMap<(usize, usize), String> {
    let mut names = FxHashMap::default();
    for view in opened.stories() {
        for person in &view.comparison.people {
            for &(place, name) in &person.names {
                if let Some(&article) = view.story.articles.get(place) {
                    names.insert((article, name), person.name.clone());
                }
            }
        }
    }
    names
}

/// To what a quotation belongs.
#[derive(Debug, Clone, Copy)]
struct Place {
    story: usize,
    utterance: Option<usize>,
}

/// For every article and every one of its quotations, the story and utterance.
fn utterances(opened: &Opened) -> Vec<Vec<Place>> {
    let library = &opened.library;
    let mut places = vec![Vec::new(); library.articles.len()];
    for (number, view) in opened.stories().iter().enumerate() {
        for &article in &view.story.articles {
            let quotations = opened.reading(article).quotations.len();
            if let Some(place) = places.get_mut(article) {
                *place = vec![Place { story: number, utterance: None }; quotations];
            }
        }
        for (index, utterance) in view.comparison.utterances.iter().enumerate() {
            for wording in &utterance.wordings {
                let place = view
                    .story
                    .articles
                    .get(wording.words.article)
                    .and_then(|&article| places.get_mut(article))
                    .zip(wording.quotation)
                    .and_then(|(of_article, quotation)| of_article.get_mut(quotation));
                if let Some(place) = place {
                    place.utterance = Some(index);
                }
            }
        }
    }
    places
}
