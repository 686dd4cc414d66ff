//! CSV and TSV with a column of text → drafts, one a row: tables of articles as data sets come.

use ::csv::{ReaderBuilder, StringRecord};

use super::draft::Drafts;
use super::fields::{Fields, Record};
use super::format::{Fit, Input};
use super::json;

const DELIMITERS: [u8; 4] = *b",\t;|";

/// An input whose first row names a column of text and another one that means something.
pub fn fit(input: &Input) -> Fit {
    let named = ["csv", "tsv", "tab"].iter().any(|end| input.has_extension(end));
    // Making a CSV reader costs as much as reading a short article: a name or a plain look must promise a table.
    if !named && !promising(&input.text) {
        return Fit::No;
    }
    match (header(&input.text, Fields::in_use()), named) {
        (Some((_, known)), true) if known >= 1 => Fit::ByContent,
        (Some((_, known)), false) if known >= 3 => Fit::ByContent,
        (_, true) => Fit::ByName,
        _ => Fit::No,
    }
}

/// Its articles.
pub fn read(input: Input) -> Drafts {
    if input.text.is_empty() { Drafts::nothing(input.no_text) } else { drafts(&input.text, Fields::in_use()) }
}

/// Whether the first line, cut at one of the delimiters, names three columns that mean something.
fn promising(text: &str) -> bool {
    let Some(line) = text.trim_start_matches('\u{feff}').lines().next() else { return false };
    DELIMITERS.iter().any(|&delimiter| {
        let cells = || line.split(char::from(delimiter)).take(64).filter(|cell| cell.len() < 40);
        // The table of names is made when it is first asked: many texts need it not.
        cells().count() >= 3
            && cells().filter(|cell| Fields::in_use().is_known(cell.trim().trim_matches('"'))).count() >= 3
    })
}

/// The delimiter of a table and how many of its columns mean something; `None` without a column of text.
fn header(text: &str, fields: &Fields) -> Option<(u8, usize)> {
    let line = text.trim_start_matches('\u{feff}').lines().next().filter(|line| line.len() < 10_000)?;
    let known = |&delimiter: &u8| {
        let names = row(line, delimiter)?;
        let text = names.iter().any(|name| fields.is_text(name));
        let known = names.iter().filter(|name| fields.is_known(name)).count();
        (text && names.len() > 1 || names.len() == 1 && names.iter().any(|name| name.trim() == "text"))
            .then_some((delimiter, known))
    };
    DELIMITERS.iter().filter_map(known).max_by_key(|&(_, known)| known)
}

fn row(line: &str, delimiter: u8) -> Option<StringRecord> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(line.as_bytes());
    reader.records().next()?.ok()
}

/// The articles of a table.
pub fn drafts(text: &str, fields: &Fields) -> Drafts {
    let text = text.trim_start_matches('\u{feff}');
    let Some(mut table) = Table::of(text, fields) else {
        return Drafts::nothing(
            "a table without a column of text (its first row must name the columns: title, text, …)",
        );
    };
    table.take(text.split_once('\n').map_or("", |(_, rows)| rows));
    if table.number == 0 { Drafts::nothing("a table without rows") } else { table.found }
}

/// A table whose first row has been read.
pub struct Table<'f> {
    delimiter: u8,
    names: StringRecord,
    fields: &'f Fields,
    number: usize,
    found: Drafts,
}

impl<'f> Table<'f> {
    /// The table that begins with `text`; `None` when its first row names no column of text.
    pub fn of(text: &str, fields: &'f Fields) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let (delimiter, _) = header(text, fields)?;
        let names = row(text.lines().next()?, delimiter)?;
        Some(Self { delimiter, names, fields, number: 0, found: Drafts::default() })
    }

    /// What has been found since this was last asked.
    pub fn found(&mut self) -> Drafts {
        std::mem::take(&mut self.found)
    }

    /// Takes in whole rows. A broken quote makes one row of many lines: where a row does not fit, reading starts anew at the
    /// next line.
    pub fn take(&mut self, text: &str) {
        let (mut at, mut broken) = (0, false);
        'again: while at < text.len() {
            let rest = text.get(at..).unwrap_or("");
            let mut reader = ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(self.delimiter)
                .from_reader(rest.as_bytes());
            let mut record = StringRecord::new();
            loop {
                let start = usize::try_from(reader.position().byte()).unwrap_or(0);
                match reader.read_record(&mut record) {
                    Ok(true) => {}
                    // Reading UTF-8 from memory with a free number of fields does not fail.
                    Ok(false) | Err(_) => break 'again,
                }
                let end = usize::try_from(reader.position().byte()).unwrap_or(rest.len());
                if record.iter().all(|field| field.trim().is_empty()) {
                    continue;
                }
                let row = rest.get(start..end).unwrap_or("");
                let lines = row.trim().lines().count();
                let fits = record.len() == self.names.len()
                    || (record.len() > self.names.len()
                        && joined(&mut record, &self.names, self.fields, self.delimiter));
                if fits && !(lines > 1 && is_broken(row, self.delimiter)) {
                    self.number += 1;
                    broken = false;
                    json::take((self.number, draft(&self.names, &record, self.fields)), &mut self.found);
                    continue;
                }
                if !broken {
                    self.number += 1;
                    let reason = match lines {
                        1 => format!("{} fields where the first row names {}", record.len(), self.names.len()),
                        _ => "a broken quote; reading goes on at the next whole row".to_owned(),
                    };
                    self.found.problems.push((Some(self.number), reason));
                }
                if lines > 1 {
                    broken = true;
                    let row = rest.get(start..).unwrap_or("");
                    let blank = row.len() - row.trim_start_matches(['\n', '\r']).len();
                    let next = row.get(blank..).and_then(|row| row.find('\n')).map_or(row.len(), |at| blank + at + 1);
                    at += start + next;
                    continue 'again;
                }
            }
        }
    }
}

/// Whether a quoted field of this row ends where no field ends, or not at all.
fn is_broken(row: &str, delimiter: u8) -> bool {
    let delimiter = char::from(delimiter);
    let mut letters = row.trim_start_matches(['\n', '\r']).chars().peekable();
    let mut starts = true;
    while let Some(letter) = letters.next() {
        if !(starts && letter == '"') {
            starts = letter == delimiter;
            continue;
        }
        loop {
            match (letters.next(), letters.peek()) {
                (None, _) => return true,
                (Some('"'), Some('"')) => drop(letters.next()),
                (Some('"'), None | Some('\n' | '\r')) => break,
                (Some('"'), Some(&next)) if next == delimiter => break,
                (Some('"'), Some(_)) => return true,
                (Some(_), _) => {}
            }
        }
        starts = false;
    }
    false
}

/// Joins the fields behind a last column of text, whose delimiters were not quoted.
fn joined(record: &mut StringRecord, names: &StringRecord, fields: &Fields, delimiter: u8) -> bool {
    if !names.iter().next_back().is_some_and(|name| fields.is_text(name)) {
        return false;
    }
    let kept: Vec<&str> = record.iter().take(names.len() - 1).collect();
    let tail = record.iter().skip(names.len() - 1).collect::<Vec<_>>().join(&char::from(delimiter).to_string());
    *record = kept.into_iter().chain(std::iter::once(tail.as_str())).collect();
    true
}

fn draft(
    names: &StringRecord,
    record: &StringRecord,
    fields: &Fields,
) -> Result<(super::draft::Draft, Vec<String>), String> {
    let mut found = Record::new(fields);
    names.iter().zip(record.iter()).for_each(|(name, value)| found.add(name, value));
    found.draft()
}
