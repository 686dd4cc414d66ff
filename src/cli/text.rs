//! `parallax text`: the articles as they were understood.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::input::Inputs;
use super::output::stdout;
use crate::export::record::TextRecord;
use crate::export::{json, text};

/// Print the text of every article, without what is not part of it
#[derive(Debug, Args)]
pub(super) struct Text {
    #[command(flatten)]
    inputs: Inputs,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Title, blank line, paragraphs separated by blank lines
    #[default]
    Text,
    /// One record a line, with every block and why it was classed so
    Jsonl,
}

impl Text {
    /// The plain text of `inputs`, for a reader whose output is no terminal.
    pub(super) fn plain(inputs: Inputs) -> Self {
        Self { inputs, format: Format::Text }
    }

    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        let mut out = stdout();
        let mut first = true;
        let format = self.format;
        let outcome = self.inputs.each(
            |article| {
                let mut bytes = Vec::with_capacity(article.text.len() + article.text.len() / 8);
                match format {
                    Format::Text => text::article(&mut bytes, article),
                    Format::Jsonl => json::line(&mut bytes, &TextRecord::of(article)),
                }
                .map(|()| bytes)
            },
            |bytes| {
                if format == Format::Text && !std::mem::take(&mut first) {
                    out.write_all(b"\n\n")?;
                }
                out.write_all(&bytes?)?;
                Ok(())
            },
        )?;
        out.flush()?;
        Ok(outcome)
    }
}
