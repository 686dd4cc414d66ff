//! `parallax search`: find anything in titles, outlets, sentences, quotations, people, figures.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::input::Inputs;
use super::output::{columns, stdout};
use crate::article::Article;
use crate::export::record::HitRecord;
use crate::export::table::Table;
use crate::export::{json, source_of};
use crate::reading::Reading;

/// Find anything: titles, outlets, sentences, quotations, people, figures
#[derive(Debug, Args)]
pub(super) struct Search {
    /// What to look for
    query: String,
    #[command(flatten)]
    inputs: Inputs,
    /// How to print the hits
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Aligned columns
    #[default]
    Table,
    /// One record a line
    Jsonl,
}

impl Search {
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        use rayon::prelude::*;

        let (articles, tally) = self.inputs.articles();
        let readings: Vec<Reading> = articles.par_iter().map(Reading::of).collect();
        let all: Vec<&Article> = articles.iter().collect();
        let read: Vec<Option<&Reading>> = readings.iter().map(Some).collect();
        let mut out = stdout();
        let mut table = Table::new(["SOURCE", "KIND", "WORDS"], [24, 8, usize::MAX], columns());
        for hit in crate::search::find(&all, &read, &self.query, usize::MAX) {
            let Some(article) = all.get(hit.article) else { continue };
            let span = hit.span.unwrap_or_default();
            match self.format {
                Format::Table => {
                    table.row(&mut out, [source_of(article).to_owned(), hit.kind.name().to_owned(), hit.text])?;
                }
                Format::Jsonl => {
                    let record = HitRecord {
                        article: &article.id,
                        start: span.start,
                        end: span.end,
                        text: &hit.text,
                        kind: hit.kind.name(),
                        score: (hit.score * 1e4).round() / 1e4,
                    };
                    json::line(&mut out, &record)?;
                }
            }
        }
        table.flush(&mut out)?;
        out.flush()?;
        Ok(tally.outcome())
    }
}
