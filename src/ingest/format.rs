//! The table of formats: one row and one file each. A new format is a file beside this one and a row here.

use crate::ingest::draft::Drafts;
use crate::ingest::{csv, feed, html, json, markdown, text};

/// One input as every format sees it.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The file's name in lower case, without folders and without `.gz`; `-` for standard input.
    pub name: String,
    /// The decoded text; empty when the bytes are no text.
    pub text: String,
    /// The bytes, kept only when they are no text (a database), for a format that reads such.
    pub bytes: Vec<u8>,
    /// What the bytes are when they are no text ("a PNG picture, not text").
    pub no_text: String,
}

impl Input {
    /// Whether the file's name ends in `.extension`.
    pub fn has_extension(&self, extension: &str) -> bool {
        self.name.rsplit_once('.').is_some_and(|(_, end)| end == extension)
    }
}

/// How well a format fits an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It does not.
    No,
    /// The name says so, and the content does not speak against it.
    ByName,
    /// The content says so.
    ByContent,
}

/// A format that can be read.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name, for messages ("HTML").
    pub name: &'static str,
    /// How well it fits; looks at little more than the beginning.
    pub sniff: fn(&Input) -> Fit,
    /// Reads it. Never fails: what cannot be read becomes a problem.
    pub read: fn(Input) -> Drafts,
}

/// The formats, in the order in which they are asked. Content beats name, then the earlier row wins; what no row knows
/// is plain text.
pub const FORMATS: &[Format] = &[
    Format { name: "HTML", sniff: html::fit, read: html::read },
    Format { name: "feed", sniff: feed::fit, read: feed::read },
    Format { name: "JSON", sniff: json::fit, read: json::read },
    Format { name: "CSV", sniff: csv::fit, read: csv::read },
    Format { name: "Markdown", sniff: markdown::fit, read: markdown::read },
];

/// Plain text, the format of everything that no other format claims.
pub const TEXT: Format = Format { name: "text", sniff: |_| Fit::ByName, read: text::read };

/// The format of an input.
pub fn of(input: &Input) -> Format {
    let mut best = (Fit::No, TEXT);
    for &format in FORMATS {
        let fit = (format.sniff)(input);
        if fit > best.0 {
            best = (fit, format);
        }
    }
    best.1
}
