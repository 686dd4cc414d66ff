//! `parallax stories`: which articles report the same event.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::input::Inputs;
use super::output::{columns, stdout};
use crate::article::Article;
use crate::export::record::StoryRecord;
use crate::export::table::Table;
use crate::export::{json, source_of};
use crate::story;

/// Group the articles into stories, one event each
#[derive(Debug, Args)]
pub(super) struct Stories {
    #[command(flatten)]
    inputs: Inputs,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Aligned columns, story by story
    #[default]
    Table,
    /// One record an article, in the order of the input
    Jsonl,
}

impl Stories {
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        let (articles, tally) = self.inputs.articles();
        let all: Vec<&Article> = articles.iter().collect();
        let stories = if self.inputs.one_story { story::one(&all) } else { story::group(&all) };
        let mut out = stdout();
        match self.format {
            Format::Jsonl => {
                let mut places = vec![None; all.len()];
                for (number, story) in stories.iter().enumerate() {
                    for (place, &article) in story.articles.iter().enumerate() {
                        if let Some(found) = places.get_mut(article) {
                            *found = Some((number, story, place));
                        }
                    }
                }
                for (article, place) in all.iter().zip(places) {
                    if let Some((number, story, place)) = place {
                        json::line(&mut out, &StoryRecord::of(article, number, story, place))?;
                    }
                }
            }
            Format::Table => {
                let mut table = Table::new(
                    ["STORY", "SOURCE", "PUBLISHED", "HEADLINE", "TIED BY"],
                    [6, 22, 16, 44, usize::MAX],
                    columns(),
                );
                for (number, story) in stories.iter().enumerate() {
                    for (&index, ties) in story.articles.iter().zip(&story.ties) {
                        let Some(article) = all.get(index) else { continue };
                        let published = article.published.as_deref().unwrap_or("–");
                        let cells = [
                            number.to_string(),
                            source_of(article).to_owned(),
                            published.chars().take(16).collect::<String>().replace('T', " "),
                            article.title().to_owned(),
                            ties.join(", "),
                        ];
                        table.row(&mut out, cells)?;
                    }
                }
                table.flush(&mut out)?;
            }
        }
        out.flush()?;
        Ok(tally.outcome())
    }
}
