//! JSON and JSON Lines → drafts: one record, an array of them, an object that holds such an array, or one record a line, as
//! scrapers and extractors write them.

use std::io::BufRead;

use serde_json::Value;

use super::draft::{Draft, Drafts};
use super::fields::{Fields, Record};
use super::format::{Fit, Input};

/// A line longer than this holds no article; it is passed over with a line of its own.
const LONGEST_LINE: usize = 64 << 20;

/// An input that opens an object, or an array of objects.
pub fn fit(input: &Input) -> Fit {
    let mut letters = input.text.trim_start_matches('\u{feff}').chars().filter(|letter| !letter.is_whitespace());
    let opens = match letters.next() {
        Some('{') => matches!(letters.next(), Some('"' | '}')),
        Some('[') => matches!(letters.next(), Some('{' | ']')),
        _ => false,
    };
    let named = ["json", "jsonl", "ndjson", "jl"].iter().any(|end| input.has_extension(end));
    match (opens, named) {
        (true, _) => Fit::ByContent,
        (false, true) => Fit::ByName,
        (false, false) => Fit::No,
    }
}

/// Its articles.
pub fn read(input: Input) -> Drafts {
    if input.text.is_empty() { Drafts::nothing(input.no_text) } else { drafts(&input.text, Fields::in_use()) }
}

/// The articles of a whole JSON text.
pub fn drafts(text: &str, fields: &Fields) -> Drafts {
    let text = text.trim_start_matches('\u{feff}');
    if is_lines(text) {
        let mut found = Drafts::default();
        // Reading from memory does not fail.
        let _ = lines(text.as_bytes(), fields, &mut |line| take(line, &mut found));
        return found;
    }
    let mut reader = Reader { fields, found: Drafts::default(), number: 0 };
    match value(text) {
        Ok(Value::Array(values)) => values.iter().for_each(|value| reader.record(value)),
        Ok(whole) => match records_in(&whole, fields, 0) {
            Some(values) => values.iter().for_each(|value| reader.record(value)),
            None => reader.record(&whole),
        },
        Err(error) => reader.piecewise(text, &error),
    }
    if reader.number == 0 && reader.found.problems.is_empty() {
        return Drafts::nothing("no records in this JSON");
    }
    if let Some(title) = feed_title(text) {
        for draft in &mut reader.found.drafts {
            draft.outlet = Some((title.clone(), "the feed's title".to_owned()));
        }
    }
    reader.found
}

/// The title of a JSON Feed, which names the outlet of its items; found in a feed that is cut off too.
fn feed_title(text: &str) -> Option<String> {
    let head = text.split_once("\"items\"").map_or(text, |(head, _)| head);
    let head: String = head.chars().take(4000).collect();
    head.contains("jsonfeed.org/version").then_some(())?;
    let rest = head.split_once("\"title\"")?.1.trim_start().strip_prefix(':')?;
    let title = serde_json::Deserializer::from_str(rest).into_iter::<String>().next()?.ok()?;
    Some(super::fields::one_line(&title)).filter(|title| !title.is_empty())
}

/// What one line of a JSON Lines file gave.
pub type Line = (usize, Result<(Draft, Vec<String>), String>);

/// Reads JSON Lines as a stream and gives each record as it comes, with its number from 1. Blank lines do not count.
///
/// # Errors
/// What `reader` fails with; the records before it have been given.
pub fn lines(mut reader: impl BufRead, fields: &Fields, give: &mut dyn FnMut(Line)) -> std::io::Result<()> {
    let (mut number, mut line) = (0, Vec::new());
    loop {
        line.clear();
        let end = std::io::Read::take(&mut reader, LONGEST_LINE as u64).read_until(b'\n', &mut line)?;
        if end == 0 {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            continue;
        }
        number += 1;
        if end == LONGEST_LINE && !line.ends_with(b"\n") {
            let mut skipped = Vec::new();
            while std::io::Read::take(&mut reader, 1 << 20).read_until(b'\n', &mut skipped)? > 0
                && !skipped.ends_with(b"\n")
            {
                skipped.clear();
            }
            give((number, Err("longer than 64 MiB, not read".to_owned())));
            continue;
        }
        give((number, value(text).map_err(|error| damage(&error)).and_then(|value| draft(&value, fields))));
    }
}

/// Puts what a line gave where the rest of the file's drafts are.
pub fn take((number, line): Line, found: &mut Drafts) {
    match line {
        Ok((mut draft, odd)) => {
            draft.record = Some(number);
            found.problems.extend(odd.into_iter().map(|reason| (Some(number), reason)));
            found.drafts.push(draft);
        }
        Err(reason) => found.problems.push((Some(number), reason)),
    }
}

struct Reader<'a> {
    fields: &'a Fields,
    found: Drafts,
    number: usize,
}

impl Reader<'_> {
    fn record(&mut self, value: &Value) {
        self.number += 1;
        take((self.number, draft(value, self.fields)), &mut self.found);
    }

    /// A text that is not one JSON value: several after each other, or an array that is cut off or broken in one place. What
    /// is whole is read.
    fn piecewise(&mut self, text: &str, error: &serde_json::Error) {
        let start = match text.trim_start().starts_with('{') {
            true if concatenated(text) => 0,
            true => array_of_records(text, self.fields).unwrap_or(0),
            false => text.find('[').map_or(0, |at| at + 1),
        };
        let mut rest = text.get(start..).unwrap_or("");
        let before = self.number;
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
            match values.next() {
                Some(Ok(value)) if value.is_object() => self.record(&value),
                _ => break,
            }
            rest = rest.get(values.byte_offset()..).unwrap_or("");
        }
        let whole = self.number - before;
        self.found.problems.push(match whole {
            0 => (None, damage(error)),
            _ => (Some(self.number + 1), format!("{}; {whole} records before it were read", damage(error))),
        });
    }
}

/// Where the first record of an array begins in a text that is no whole JSON: an array under a name that holds records, else
/// the first array of objects.
fn array_of_records(text: &str, fields: &Fields) -> Option<usize> {
    let opens = |&at: &usize| text.get(at + 1..).is_some_and(|rest| rest.trim_start().starts_with('{'));
    let named = |&at: &usize| {
        let before =
            text.get(..at).and_then(|before| before.trim_end().strip_suffix(':')?.trim_end().strip_suffix('"'));
        before.and_then(|before| before.rsplit('"').next()).is_some_and(|name| fields.holds_records(name))
    };
    let arrays = || text.match_indices('[').map(|(at, _)| at).filter(opens);
    arrays().find(named).or_else(|| arrays().next()).map(|at| at + 1)
}

fn concatenated(text: &str) -> bool {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    matches!(values.next(), Some(Ok(_)))
}

/// Whether a text that begins so is JSON Lines: its first line is a whole object, or one of the next is.
pub fn is_lines(text: &str) -> bool {
    let text = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    // A single line may be one record, or an object that holds an array of them.
    first.starts_with('{')
        && !rest.trim().is_empty()
        && (value(first.trim_end()).is_ok() || second_line_is_record(text))
}

fn second_line_is_record(text: &str) -> bool {
    text.trim_start().lines().skip(1).take(3).any(|line| line.starts_with('{') && value(line).is_ok())
}

/// One JSON value; `NaN` and `Infinity`, which Python writes, are taken as null.
fn value(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str(text).or_else(|error| {
        if !(text.contains("NaN") || text.contains("Infinity")) {
            return Err(error);
        }
        serde_json::from_str(&without_nan(text)).map_err(|_| error)
    })
}

fn without_nan(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped, mut rest) = (false, false, text);
    while let Some(letter) = rest.chars().next() {
        if !in_string
            && let Some(after) = ["NaN", "-Infinity", "Infinity"].iter().find_map(|word| rest.strip_prefix(word))
        {
            out.push_str("null");
            rest = after;
            continue;
        }
        in_string ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        out.push(letter);
        rest = rest.get(letter.len_utf8()..).unwrap_or("");
    }
    out
}

fn damage(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Eof => "the JSON is cut off".to_owned(),
        _ => format!("not JSON: {error}"),
    }
}

/// The array of records that an object holds, directly or a few objects down.
fn records_in<'v>(value: &'v Value, fields: &Fields, depth: usize) -> Option<&'v [Value]> {
    let object = value.as_object().filter(|_| depth < 4)?;
    let has_text =
        object.iter().any(|(name, value)| fields.is_text(name) && (value.is_string() || strings(value).is_some()));
    if has_text {
        return None;
    }
    let arrays = |listed: bool| {
        object.iter().filter(move |(name, _)| fields.holds_records(name) == listed).find_map(|(_, value)| {
            value.as_array().filter(|values| values.iter().any(|value| is_record(value, fields))).map(Vec::as_slice)
        })
    };
    arrays(true)
        .or_else(|| arrays(false))
        .or_else(|| object.values().find_map(|value| records_in(value, fields, depth + 1)))
}

fn is_record(value: &Value, fields: &Fields) -> bool {
    value.as_object().is_some_and(|object| {
        object.iter().any(|(name, value)| fields.is_known(name) || (fields.is_inside(name) && value.is_object()))
    })
}

/// One record's draft, and one line for each field that could not be used.
fn draft(value: &Value, fields: &Fields) -> Result<(Draft, Vec<String>), String> {
    let Some(object) = value.as_object() else { return Err("not an object".to_owned()) };
    let (mut record, mut odd) = (Record::new(fields), Vec::new());
    gather(object, fields, "", 0, &mut record, &mut odd);
    let (draft, more) = record.draft()?;
    odd.extend(more);
    Ok((draft, odd))
}

/// Collects the fields of an object, those of objects inside it that count as its own, and one line for each that cannot be
/// used.
pub fn gather(
    object: &serde_json::Map<String, Value>,
    fields: &Fields,
    prefix: &str,
    depth: usize,
    record: &mut Record,
    odd: &mut Vec<String>,
) {
    for (name, value) in object {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            Value::String(text) => record.add(&path, text),
            Value::Null => {}
            Value::Number(number) => record.add(&path, &number.to_string()),
            Value::Array(_) => match strings(value) {
                Some(words) => record.add(&path, &words.join(if fields.is_text(&path) { "\n\n" } else { ", " })),
                None if fields.is_known(&path) && value.as_array().is_some_and(|values| !values.is_empty()) => {
                    odd.push(format!("the field `{path}` is not text, passed over"));
                }
                None => {}
            },
            Value::Object(inner) => {
                let date = inner.get("$date").map(|date| date.as_str().map_or_else(|| date.to_string(), str::to_owned));
                if let Some(date) = date {
                    record.add(&path, &date);
                } else if depth < 3
                    && prefix.is_empty()
                    && (fields.is_inside(name) || inner.keys().any(|key| fields.is_known(key)))
                    && !fields.is_known(name)
                {
                    gather(inner, fields, "", depth + 1, record, odd);
                }
                if depth < 3 && fields.reaches_into(&path) {
                    gather(inner, fields, &path, depth + 1, record, odd);
                }
            }
            Value::Bool(_) if fields.is_known(&path) => {
                odd.push(format!("the field `{path}` is not text, passed over"))
            }
            Value::Bool(_) => {}
        }
    }
}

/// An array of texts, or of objects with a name (`"authors": [{"name": …}]`).
fn strings(value: &Value) -> Option<Vec<&str>> {
    let values = value.as_array().filter(|values| !values.is_empty())?;
    values
        .iter()
        .map(|value| value.as_str().or_else(|| value.get("name")?.as_str()).or_else(|| value.get("text")?.as_str()))
        .collect()
}
