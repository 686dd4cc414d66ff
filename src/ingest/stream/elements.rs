//! Documents too large to be read whole, taken apart at their records: a JSON array, or one inside an object, and the entries
//! of a feed. Each record is put back into the head of its document, so that it is read by the rules for whole ones.

use std::io::{BufRead, Error, ErrorKind};

use crate::ingest::LARGEST;

/// A kind of document that can be taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Records between the brackets of an array.
    Json,
    /// RSS or Atom.
    Feed,
}

/// Takes a document apart, and gives each record as a document of its own, in order.
///
/// # Errors
/// What `reader` fails with, or where the document is cut off; the records before it have been given.
pub(super) fn each(mut reader: impl BufRead, kind: Kind, give: &mut dyn FnMut(&[u8])) -> std::io::Result<()> {
    match kind {
        Kind::Json => json(&mut reader, give),
        Kind::Feed => feed(&mut reader, give),
    }
}

/// Gives every byte to `take` until it says that it has enough; says whether it did.
fn bytes(reader: &mut impl BufRead, mut take: impl FnMut(u8) -> std::io::Result<bool>) -> std::io::Result<bool> {
    loop {
        let here = reader.fill_buf()?;
        if here.is_empty() {
            return Ok(false);
        }
        let mut used = 0;
        for &byte in here {
            used += 1;
            if take(byte)? {
                reader.consume(used);
                return Ok(true);
            }
        }
        reader.consume(used);
    }
}

/// Adds a byte to a record or to the head of its document, which may have as many bytes as a file that is read whole.
fn add(to: &mut Vec<u8>, byte: u8) -> std::io::Result<()> {
    if to.len() > LARGEST {
        return Err(Error::new(ErrorKind::InvalidData, "a record of more than 64 MiB"));
    }
    to.push(byte);
    Ok(())
}

fn cut() -> Error {
    Error::new(ErrorKind::UnexpectedEof, "it is cut off")
}

/// Brackets and strings of a JSON text, as far as it was read.
#[derive(Debug, Default)]
struct Nesting {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Nesting {
    /// Takes in the next byte; says whether it is a bracket, and outside of strings.
    fn takes(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => return false,
        }
        byte != b'"'
    }
}

fn json(reader: &mut impl BufRead, give: &mut dyn FnMut(&[u8])) -> std::io::Result<()> {
    // The head: up to the first array of objects that is the document or a value of it.
    let (mut head, mut nesting, mut opened) = (Vec::new(), Nesting::default(), false);
    let found = bytes(reader, |byte| {
        let bracket = nesting.takes(byte);
        if bracket && byte == b'{' && opened {
            return Ok(true);
        }
        add(&mut head, byte)?;
        opened = bracket && byte == b'[' && nesting.depth <= 2 || opened && byte.is_ascii_whitespace();
        Ok(false)
    })?;
    if !found {
        return Err(cut());
    }
    let closing: &[u8] = if nesting.depth > 2 { b"]}" } else { b"]" };
    let base = nesting.depth - 1;
    let mut document = head.clone();
    document.push(b'{');
    let mut inside = true;
    let ended = bytes(reader, |byte| {
        let bracket = nesting.takes(byte);
        if inside {
            add(&mut document, byte)?;
        }
        if !bracket {
            return Ok(false);
        }
        if byte == b'{' && nesting.depth == base + 1 {
            inside = true;
            document.push(byte);
        } else if nesting.depth == base && inside {
            inside = false;
            document.extend_from_slice(closing);
            give(&document);
            document.truncate(head.len());
        } else if nesting.depth < base {
            return Ok(true);
        }
        Ok(false)
    })?;
    if ended { Ok(()) } else { Err(cut()) }
}

/// The names of a feed's entries.
const ENTRIES: [&[u8]; 2] = [b"item", b"entry"];

fn feed(reader: &mut impl BufRead, give: &mut dyn FnMut(&[u8])) -> std::io::Result<()> {
    let mut head: Option<usize> = None;
    let mut document = Vec::new();
    let mut inside = false;
    let mut given = 0;
    // Up to each `>`: a tag ends there, or words of an entry that hold one.
    loop {
        let from = document.len();
        if !bytes(reader, |byte| add(&mut document, byte).map(|()| byte == b'>'))? {
            break;
        }
        let tag = document.get(from..).and_then(|piece| piece.get(piece.iter().rposition(|&byte| byte == b'<')?..));
        let Some(tag) = tag else { continue };
        if inside && ENTRIES.iter().any(|name| is_tag(tag, b"</", name)) {
            give(&document);
            given += 1;
            document.truncate(head.unwrap_or(0));
            inside = false;
        } else if !inside && ENTRIES.iter().any(|name| is_tag(tag, b"<", name)) {
            let start = document.len() - tag.len();
            let length = *head.get_or_insert(start);
            document.drain(length..start);
            inside = true;
        } else if !inside && let Some(length) = head {
            // Between and behind entries stands nothing that is told of all.
            document.truncate(length);
        }
    }
    if inside || given == 0 { Err(cut()) } else { Ok(()) }
}

/// Whether `tag` opens (or, with `</`, closes) the element `name`, in whatever namespace.
fn is_tag(tag: &[u8], mark: &[u8], name: &[u8]) -> bool {
    let Some(rest) = tag.strip_prefix(mark) else { return false };
    let end =
        rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b":_-".contains(byte))).unwrap_or(rest.len());
    let whole = rest.get(..end).unwrap_or_default();
    let local = whole.rsplit(|&byte| byte == b':').next().unwrap_or_default();
    local == name && !tag.ends_with(b"/>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::draft::Drafts;
    use crate::ingest::fields::Fields;

    fn taken(text: &str, kind: Kind, read: impl Fn(&str) -> Drafts) -> (Drafts, bool) {
        let mut all = Drafts::default();
        let whole = each(text.as_bytes(), kind, &mut |one| {
            let mut found = read(std::str::from_utf8(one).unwrap());
            let number = all.drafts.len() + all.problems.len() + 1;
            found.drafts.iter_mut().for_each(|draft| draft.record = Some(number));
            all.drafts.extend(found.drafts);
            all.problems.extend(found.problems.into_iter().filter(|problem| problem.0.is_some()));
        });
        (all, whole.is_ok())
    }

    fn json(text: &str) -> (Drafts, bool) {
        taken(text, Kind::Json, |one| crate::ingest::json::drafts(one, Fields::built_in()))
    }

    #[test]
    fn a_document_in_pieces_gives_what_it_gives_whole() {
        let record = |n: usize| {
            format!("{{\"title\": \"No. {n} [\\\"}}]\", \"text\": \"Text {n}.\", \"tags\": [{{\"a\": 1}}]}}")
        };
        let list = (1..=40).map(record).collect::<Vec<_>>().join(", \n");
        let feed = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Harbour Post\", \"items\": [";
        for text in [
            format!("[{list}]"),
            format!("{{\"count\": 40, \"articles\": [ {list} ], \"more\": [1, {{}}]}}"),
            format!("{feed}{list}]}}"),
        ] {
            let whole = crate::ingest::json::drafts(&text, Fields::built_in());
            assert_eq!(whole.drafts.len(), 40);
            assert_eq!(json(&text), (whole, true));
        }
    }

    #[test]
    fn entries_of_a_feed_in_pieces_are_those_of_the_whole() {
        let entry = |n: usize| {
            format!(
                "<item><title>No. {n} &gt; x</title><description>Text {n}, <![CDATA[a <b>word</b>]]>.</description></item>\n"
            )
        };
        let entries: String = (1..=40).map(entry).collect();
        let text = format!("<?xml version=\"1.0\"?><rss><channel><title>Harbour Post</title>{entries}</channel></rss>");
        let whole = crate::ingest::feed::drafts(&text);
        assert_eq!(whole.drafts.len(), 40);
        assert_eq!(taken(&text, Kind::Feed, crate::ingest::feed::drafts), (whole, true));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_end(text in "(\\[|\\]|\\{|\\}|\"|\\\\|,|:|a|<item>|</item>|<entry/>|<rss>|>|<|é| |\n){0,60}", feed: bool) {
            let kind = if feed { Kind::Feed } else { Kind::Json };
            let mut count = 0;
            let _ = each(text.as_bytes(), kind, &mut |one| {
                count += 1;
                assert!(one.len() <= text.len() * 2 + 2);
            });
            proptest::prop_assert!(count <= text.len());
        }
    }

    #[test]
    fn what_is_cut_off_gives_its_whole_records() {
        let (found, whole) = json("[{\"text\": \"One.\"}, {\"text\": \"Tw");
        assert_eq!((found.drafts.len(), whole), (1, false));
        let text = "<rss><channel><item><title>A</title><description>One.</description></item><item><ti";
        let (found, whole) = taken(text, Kind::Feed, crate::ingest::feed::drafts);
        assert_eq!((found.drafts.len(), whole), (1, false));
    }
}
