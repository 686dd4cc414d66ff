//! `parallax compare`: what the outlets share, what differs, what only one has.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::input::Inputs;
use super::output::{columns, stdout};
use crate::export::table::Table;
use crate::export::{html, json, markdown, report};

/// Compare the articles of each story
#[derive(Debug, Args)]
pub(super) struct Compare {
    #[command(flatten)]
    inputs: Inputs,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// In JSON, list every pair of passages with a score, not only those that are shown as aligned
    #[arg(long)]
    all_links: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Aligned columns, section by section
    #[default]
    Table,
    /// One JSON value with everything
    Json,
    /// Markdown
    Md,
    /// One self-contained page
    Html,
}

impl Compare {
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        let (opened, tally) = self.inputs.library();
        let stories = opened.stories();
        let mut out = stdout();
        match self.format {
            Format::Json => json::stories(&mut out, &stories, self.all_links)?,
            Format::Html => html::page(&mut out, &stories)?,
            Format::Md => stories.iter().try_for_each(|story| markdown::story(&mut out, story))?,
            Format::Table => {
                for (number, story) in stories.iter().enumerate() {
                    if number > 0 {
                        writeln!(out)?;
                    }
                    sections(&mut out, story)?;
                }
            }
        }
        out.flush()?;
        Ok(tally.outcome())
    }
}

fn sections(out: &mut impl Write, story: &crate::export::StoryView<'_>) -> std::io::Result<()> {
    let line = columns();
    writeln!(
        out,
        "{}",
        crate::export::table::cut(&crate::export::one_line(&story.story.name), line.unwrap_or(usize::MAX))
    )?;
    for section in report::sections(story) {
        writeln!(out, "\n{} ({})", section.title.to_uppercase(), section.entries.len())?;
        let mut table = Table::new(["", "", ""], [28, 24, usize::MAX], line).without_head();
        for entry in section.entries {
            let mut head = Some(entry.head);
            for line in entry.lines {
                let words = if line.verbatim { format!("“{}”", line.words) } else { line.words };
                let note = if line.note.is_empty() { String::new() } else { format!("  ({})", line.note) };
                table.row(out, [head.take().unwrap_or_default(), line.source, words + &note])?;
            }
        }
        table.flush(out)?;
    }
    Ok(())
}
