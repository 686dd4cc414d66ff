//! Bytes → articles: find the files, decode them, read each format, class the blocks, identify outlet and headline.
//!
//! Every format passes the same door: bytes → (gzip) → UTF-8 ([`decode`]) → the format that fits ([`mod@format`]) → drafts →
//! articles ([`build`]: safe text, blocks, headline, outlet).

pub mod build;
pub mod byline;
pub mod clean;
pub mod copies;
pub mod coverage;
pub mod csv;
pub mod cut;
pub mod date;
pub mod dateline;
pub mod decode;
pub mod discover;
pub mod draft;
pub mod feed;
pub mod fields;
pub mod format;
pub mod furniture;
pub mod gzip;
pub mod hint;
pub mod html;
pub mod identify;
pub mod json;
pub mod line;
pub mod markdown;
pub mod moment;
pub mod outlets;
pub mod recurring;
pub mod safe;
pub mod stream;
pub mod text;
pub mod together;

use std::borrow::Cow;
use std::io::Read;

use rustc_hash::FxHashSet;

pub use discover::{Problem, Source, built_in, discover};

use crate::article::Article;
use crate::ingest::format::Input;

/// The size above which an input is not read whole, in bytes.
pub const LARGEST: usize = 64 << 20;

/// What one source gave: articles, and what could not be read.
#[derive(Debug, Default)]
pub struct Ingested {
    /// The articles, in the order of the source.
    pub articles: Vec<Article>,
    /// What went wrong, one line each; the rest was read all the same.
    pub problems: Vec<Problem>,
}

/// Reads one source. Never fails: what cannot be read becomes a [`Problem`].
pub fn read(source: &Source) -> Ingested {
    let mut found = read_all(source);
    sum_up(source, &mut found.problems);
    found
}

/// The most lines that are said of one source.
const MOST_PROBLEMS: usize = 10;

/// A damaged archive can break hundreds of records: the first are named, the others counted.
fn sum_up(source: &Source, problems: &mut Vec<Problem>) {
    if problems.len() <= MOST_PROBLEMS {
        return;
    }
    let more = problems.split_off(MOST_PROBLEMS - 1);
    let named = more.iter().any(|problem| problem.named);
    problems.push(Problem { named, ..source.problem(format!("and {} more like these", more.len())) });
}

fn read_all(source: &Source) -> Ingested {
    if let Some(found) = stream::read(source) {
        return found;
    }
    if source.origin == discover::Origin::Stdin {
        return standard_input(source);
    }
    match source.bytes() {
        Ok(bytes) => read_as(source, bytes),
        Err(problem) => Ingested { articles: Vec::new(), problems: vec![problem] },
    }
}

/// Reads standard input: whole, or, where that is too much, record by record.
fn standard_input(source: &Source) -> Ingested {
    let (mut input, mut bytes) = (std::io::stdin().lock(), Vec::new());
    match (&mut input).take(LARGEST as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() > LARGEST => stream::rest(source, &bytes, input),
        Ok(_) => read_as(source, Cow::Owned(bytes)),
        Err(error) => Ingested { articles: Vec::new(), problems: vec![source.problem(discover::reason(&error))] },
    }
}

/// Reads the bytes of one input of which nothing else is known. `id` is its article id, which also gives the name by which
/// its format may be told; `named` whether the person named it.
pub fn read_bytes(id: &str, named: bool, bytes: Cow<'_, [u8]>) -> Ingested {
    let mut source = Source::new(id, discover::Origin::Stdin);
    source.root = (!named).then(Default::default);
    read_as(&source, bytes)
}

/// How a person would name a record of a source, or the source.
fn place(source: &Source, record: Option<usize>) -> String {
    record.map_or_else(|| source.id.clone(), |record| format!("{}#{record}", source.id))
}

/// Reads `bytes` as what `source` holds.
fn read_as(source: &Source, mut bytes: Cow<'_, [u8]>) -> Ingested {
    let mut found = Ingested::default();
    let mut name = source.id.rsplit(['/', '\\']).next().unwrap_or(&source.id).to_lowercase();
    if gzip::is_gzip(&bytes) {
        let unpacked = gzip::unpack(&bytes, LARGEST);
        if unpacked.more {
            drop(unpacked);
            return stream::large(source).unwrap_or_else(|| stream::rest(source, &bytes, std::io::empty()));
        }
        found.problems.extend(unpacked.damage.into_iter().map(|reason| source.problem(reason)));
        bytes = Cow::Owned(unpacked.bytes);
        name = name.strip_suffix(".gz").unwrap_or(&name).to_owned();
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        found.problems.push(source.problem("empty file"));
        return found;
    }
    let (input, note) = match decode::no_text(&bytes) {
        Some(no_text) => (Input { name, bytes: bytes.into_owned(), no_text, ..Input::default() }, None),
        None => {
            let decoded = decode::decode(bytes);
            (Input { name, text: decoded.text, ..Input::default() }, decoded.note)
        }
    };
    let parsed = (format::of(&input).read)(input);
    // What is odd in a record that was read all the same is said, but does not make the input one that could not be read.
    let read: FxHashSet<Option<usize>> = parsed.drafts.iter().map(|draft| draft.record).collect();
    for (record, reason) in parsed.problems {
        let told = Problem { place: place(source, record), ..source.problem(reason) };
        found.problems.push(Problem { named: told.named && !read.contains(&record), ..told });
    }
    for mut draft in parsed.drafts {
        draft.notes.extend(note.clone());
        found.articles.push(build::article(&source.id, &source.hints, draft));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Span;
    use proptest::prelude::*;

    /// What must hold for every article, whatever it was read from.
    fn hold(found: &Ingested) {
        for article in &found.articles {
            let mut at = 0;
            for block in &article.blocks {
                assert!(block.span.start >= at, "blocks overlap");
                let words = article.text.get(block.span.start..block.span.end).expect("a block off its characters");
                assert!(!words.trim().is_empty() && words.trim() == words);
                assert!(article.text[at..block.span.start].trim().is_empty(), "words in no block");
                at = block.span.end;
            }
            assert!(article.text[at..].trim().is_empty(), "a tail in no block");
            assert!(!article.text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')));
            let spans = article.headline.iter().filter_map(|headline| headline.span);
            for span in spans.chain(article.notes.iter().filter_map(|note| note.span)) {
                assert!(article.text.get(span.start..span.end).is_some());
            }
            if let crate::article::OutletProof::Text { span, .. } = article.outlet.proof {
                assert!(!Span::of(span, &article.text).is_empty());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]

        #[test]
        fn any_bytes_under_any_name(bytes in proptest::collection::vec(any::<u8>(), 0..400), end in "txt|html|xml|json|jsonl|csv|md|gz|tsv") {
            hold(&read_bytes(&format!("a.{end}"), true, bytes.into()));
        }

        #[test]
        fn any_lines(text in "((By|CNN|—|KYIV \\(AP\\) —|Read next|17:00|NEXT a|US|• a|1\\. a|[A-Z][a-z]{0,8}( [a-z]{1,7}){0,12}[.?…”,]?|\u{1b}\\[3|\u{202e}|’s|© 2024 X|told CNN)[ \n\u{a0}]{1,2}){0,20}") {
            hold(&read_bytes("a.txt", true, text.into_bytes().into()));
        }
    }

    #[test]
    fn many_broken_records_take_a_few_lines() {
        let source = Source::new("a.jsonl", discover::Origin::Stdin);
        let mut problems: Vec<Problem> = (0..250).map(|n| source.problem(format!("broken {n}"))).collect();
        sum_up(&source, &mut problems);
        assert_eq!(problems.len(), MOST_PROBLEMS);
        assert_eq!(problems[9].to_string(), "a.jsonl: and 241 more like these");
    }

    #[test]
    fn offsets_of_plain_text_are_the_files_own() {
        let text = "The talks, in brief\r\n\r\nROME (AP) — The minister spoke on Monday in Rome.\u{1b}[31m She left.\n\n“We stay,” she said.\n";
        let found = read_bytes("a.txt", true, text.as_bytes().into());
        let article = &found.articles[0];
        assert_eq!(article.text.len(), text.len());
        for block in &article.blocks {
            assert_eq!(block.span.of(&article.text), text[block.span.start..block.span.end].replace('\u{1b}', " "));
        }
        assert_eq!(article.body().count(), 2);
        assert_eq!(article.title(), "The talks, in brief");
    }
}
