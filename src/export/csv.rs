//! Quotations as comma-separated values (RFC 4180), with the records' names as the first line.

use std::io::{self, Write};

use super::record::QuoteRecord;

/// The names of the columns.
const COLUMNS: [&str; 16] = [
    "article",
    "outlet",
    "start",
    "end",
    "text",
    "kind",
    "speaker",
    "speaker_text",
    "speaker_start",
    "speaker_end",
    "certain",
    "cue",
    "relay",
    "continues",
    "story",
    "utterance",
];

/// Writes the line of names.
pub fn head(out: &mut impl Write) -> io::Result<()> {
    row(out, &COLUMNS)
}

/// Writes one quotation; what is not known is an empty field.
pub fn quotation(out: &mut impl Write, record: &QuoteRecord<'_>) -> io::Result<()> {
    let number = |value: Option<usize>| value.map_or_else(String::new, |value| value.to_string());
    row(
        out,
        &[
            record.article,
            record.outlet.unwrap_or(""),
            &record.start.to_string(),
            &record.end.to_string(),
            record.text,
            record.kind.name(),
            record.speaker.unwrap_or(""),
            record.speaker_text.unwrap_or(""),
            &number(record.speaker_start),
            &number(record.speaker_end),
            &record.certain.to_string(),
            record.cue.unwrap_or(""),
            record.relay.unwrap_or(""),
            &record.continues.to_string(),
            &number(record.story),
            &number(record.utterance.flatten()),
        ],
    )
}

fn row(out: &mut impl Write, fields: &[&str]) -> io::Result<()> {
    let mut writer = ::csv::WriterBuilder::new().buffer_capacity(1 << 10).from_writer(out);
    writer.write_record(fields).map_err(io::Error::other)?;
    writer.flush()
}
