//! Inputs too large to be read whole: JSON, feeds and tables are read record by record, so that only their articles are held;
//! anything else is refused with its size.

mod elements;

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Cursor, Read};

use crate::ingest::discover::{Origin, Source, reason};
use crate::ingest::draft::{Draft, Drafts};
use crate::ingest::fields::Fields;
use crate::ingest::format::{self, Input};
use crate::ingest::{Ingested, LARGEST, build, csv, decode, feed, gzip, json};

/// How much of a table is taken at a time, in bytes.
const PIECE: usize = 8 << 20;

/// How far a row may reach over the end of a piece, in bytes, before its quotes are taken for broken.
const REACH: usize = 1 << 20;

/// Reads a source that is larger than [`LARGEST`]; `None` for every other, which is read whole.
pub fn read(source: &Source) -> Option<Ingested> {
    let Origin::File(path) = &source.origin else { return None };
    let size = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?.len();
    (size > LARGEST as u64).then(|| large(source)).flatten()
}

/// Reads `start` and what `reader` still holds behind it, together or unpacked more than is read whole.
pub fn rest(source: &Source, start: &[u8], reader: impl Read) -> Ingested {
    let packed = gzip::is_gzip(start);
    let reader = BufReader::new(Cursor::new(start).chain(reader));
    match packed {
        true => articles(source, flate2::bufread::MultiGzDecoder::new(reader), "unpacked more than 64 MiB"),
        false => articles(source, reader, "more than 64 MiB"),
    }
}

/// Reads a file piece by piece, because it is large or unpacks to much; `None` for what is no file.
pub fn large(source: &Source) -> Option<Ingested> {
    let Origin::File(path) = &source.origin else { return None };
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) => return Some(refused(source, reason(&error))),
    };
    let size = file.metadata().map_or(0, |data| data.len());
    let mut reader = BufReader::new(file);
    let packed = reader.fill_buf().is_ok_and(gzip::is_gzip);
    Some(match packed {
        true => articles(source, flate2::bufread::MultiGzDecoder::new(reader), "unpacked more than 64 MiB"),
        false => articles(source, reader, &format!("{} MiB", size >> 20)),
    })
}

fn refused(source: &Source, reason: impl Into<String>) -> Ingested {
    Ingested { articles: Vec::new(), problems: vec![source.problem(reason)] }
}

/// The articles of a large input, read to its end or to where it is damaged.
fn articles(source: &Source, mut reader: impl Read, size: &str) -> Ingested {
    let mut start = Vec::new();
    if let Err(error) = (&mut reader).take(1 << 20).read_to_end(&mut start) {
        return refused(source, reason(&error));
    }
    let text = String::from_utf8_lossy(&start).into_owned();
    let reader = BufReader::with_capacity(1 << 18, Cursor::new(start).chain(reader));
    let fields = Fields::in_use();
    let mut found = Ingested::default();
    let damage = if json::is_lines(&text) {
        json::lines(reader, fields, &mut |line| {
            let mut one = Drafts::default();
            json::take(line, &mut one);
            keep(source, one, &mut found);
        })
    } else if let Some(table) = csv::Table::of(&text, fields) {
        rows(reader, table, &mut |some| keep(source, some, &mut found))
    } else if let Some(kind) = kind(source, &text) {
        let mut number = 0;
        elements::each(reader, kind, &mut |document| {
            number += 1;
            keep(source, of(kind, document, number, fields), &mut found);
        })
    } else {
        return refused(
            source,
            format!("{size}, and only JSON, feeds and CSV are read above {} MiB; not read", LARGEST >> 20),
        );
    };
    if let Err(error) = damage {
        let reason = format!("damaged after {} articles ({error}); those are shown", found.articles.len());
        found.problems.push(source.problem(reason));
    }
    if found.articles.is_empty() && found.problems.is_empty() {
        return refused(source, "no records in it");
    }
    found
}

/// Whether the document that begins with `text` can be taken apart.
fn kind(source: &Source, text: &str) -> Option<elements::Kind> {
    let name = source.id.to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name).to_owned();
    let input = Input { name, text: text.to_owned(), ..Input::default() };
    match format::of(&input).name {
        "JSON" => Some(elements::Kind::Json),
        "feed" => Some(elements::Kind::Feed),
        _ => None,
    }
}

/// What record `number` gave, which stands alone in the head of its document.
fn of(kind: elements::Kind, document: &[u8], number: usize, fields: &Fields) -> Drafts {
    let text = decode::decode(Cow::Borrowed(document)).text;
    let found = match kind {
        elements::Kind::Json => json::drafts(&text, fields),
        elements::Kind::Feed => feed::drafts(&text),
    };
    // What is wrong with the document and not with its record is that it ends behind it.
    let problems = found.problems.into_iter().filter(|(record, _)| record.is_some());
    Drafts {
        problems: problems.map(|(_, reason)| (Some(number), reason)).collect(),
        drafts: found.drafts.into_iter().map(|draft| Draft { record: Some(number), ..draft }).collect(),
    }
}

fn keep(source: &Source, some: Drafts, found: &mut Ingested) {
    for (record, reason) in some.problems {
        let mut problem = source.problem(reason);
        if let Some(record) = record {
            problem.place = format!("{}#{record}", source.id);
        }
        found.problems.push(problem);
    }
    found.articles.extend(some.drafts.into_iter().map(|draft| build::article(&source.id, &source.hints, draft)));
}

/// Reads a table in pieces that end where a row ends: at a line's end with all quotes closed.
fn rows(mut reader: impl BufRead, mut table: csv::Table, give: &mut dyn FnMut(Drafts)) -> std::io::Result<()> {
    let mut names = Vec::new();
    (&mut reader).take(REACH as u64).read_until(b'\n', &mut names)?;
    loop {
        let (mut piece, mut quotes) = (Vec::new(), 0);
        loop {
            let from = piece.len();
            let read = (&mut reader).take(REACH as u64).read_until(b'\n', &mut piece);
            let line = piece.get(from..).unwrap_or(&[]);
            quotes += line.iter().filter(|&&byte| byte == b'"').count();
            let whole = quotes % 2 == 0 || piece.len() > PIECE + REACH;
            // What came before the damage is read too.
            let end = !matches!(read, Ok(read) if read > 0);
            if end || (piece.len() >= PIECE && whole) {
                table.take(&String::from_utf8_lossy(&piece));
                give(table.found());
                if end {
                    return read.map(|_| ());
                }
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_table_gives_the_rows_that_the_same_table_gives_whole() {
        let row = |n: usize| format!("Title {n},\"Text {n}, with a comma\nand \"\"a line\"\" more.\"\n");
        let text: String = std::iter::once("title,text\n".to_owned()).chain((0..500).map(row)).collect();
        let whole = csv::drafts(&text, Fields::built_in());
        let mut pieces = Drafts::default();
        let table = csv::Table::of(&text, Fields::built_in()).unwrap();
        rows(text.as_bytes(), table, &mut |some| {
            pieces.drafts.extend(some.drafts);
            pieces.problems.extend(some.problems);
        })
        .unwrap();
        assert_eq!(whole, pieces);
        assert_eq!(whole.drafts.len(), 500);
    }

    #[test]
    fn a_large_file_of_another_kind_is_refused_with_its_size() {
        let source = Source::new("big.html", Origin::Stdin);
        let found = articles(&source, "<html>".as_bytes(), "900 MiB");
        assert!(found.problems[0].reason.starts_with("900 MiB"), "{:?}", found.problems);
    }

    #[test]
    fn large_json_lines_are_read_to_where_they_are_damaged() {
        struct Broken<'a>(&'a [u8]);
        impl Read for Broken<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                if self.0.is_empty() { Err(std::io::Error::other("torn")) } else { self.0.read(buffer) }
            }
        }
        let text = "{\"text\": \"One.\"}\n".repeat(100_000);
        let source = Source::new("big.jsonl", Origin::Stdin);
        let found = articles(&source, Broken(text.as_bytes()), "900 MiB");
        assert_eq!((found.articles.len(), found.problems.len()), (100_000, 1));
    }
}
