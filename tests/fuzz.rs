//! One target for each parser: the fixtures of its format cut, changed, doubled and grafted, and the marks of the format
//! in any order. `PARALLAX_FUZZ_CASES=100000 cargo test --profile quick --test fuzz` runs it for long.

#![allow(clippy::unwrap_used, reason = "a test stops where its world breaks")]

use parallax::ingest::coverage::Coverage;
use parallax::ingest::read_bytes;
use proptest::prelude::*;

/// How many cases each target runs: `PARALLAX_FUZZ_CASES`, else a few.
fn config() -> ProptestConfig {
    let cases = std::env::var("PARALLAX_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 4096, ..ProptestConfig::default() }
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// What is done to a file, each with a place given as a share of its length.
#[derive(Debug, Clone)]
enum Change {
    Cut(f64),
    Byte(f64, u8),
    Insert(f64, Vec<u8>),
    Remove(f64, f64),
    Double(f64, f64),
}

fn changes(marks: &'static [&'static str]) -> impl Strategy<Value = Vec<Change>> {
    let place = || 0.0_f64..1.0;
    let change = prop_oneof![
        1 => place().prop_map(Change::Cut),
        4 => (place(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        4 => (place(), proptest::sample::select(marks.to_vec())).prop_map(|(at, mark)| Change::Insert(at, mark.into())),
        1 => (place(), proptest::collection::vec(any::<u8>(), 1..9)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        2 => (place(), 0.0_f64..0.2).prop_map(|(at, share)| Change::Remove(at, share)),
        2 => (place(), 0.0_f64..0.2).prop_map(|(at, share)| Change::Double(at, share)),
    ];
    proptest::collection::vec(change, 0..10)
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let size = bytes.len();
        let at = |share: f64| ((share * size as f64) as usize).min(size);
        match change {
            Change::Cut(place) => bytes.truncate(at(*place)),
            Change::Byte(place, byte) => bytes.iter_mut().skip(at(*place)).take(1).for_each(|old| *old = *byte),
            Change::Insert(place, new) => drop(bytes.splice(at(*place)..at(*place), new.iter().copied())),
            Change::Remove(place, share) => drop(bytes.drain(at(*place)..at(place + share))),
            Change::Double(place, share) => {
                let piece = bytes[at(*place)..at(place + share)].to_vec();
                bytes.splice(at(*place)..at(*place), piece);
            }
        }
    }
    bytes
}

/// Reads, and holds what must be true of every article: its blocks hold each of its words once, and no control character
/// is left.
fn read(name: &str, bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let found = read_bytes(name, true, bytes.into());
    prop_assert!(!(found.articles.is_empty() && found.problems.is_empty()), "nothing read, and nothing said");
    for problem in &found.problems {
        prop_assert!(!problem.to_string().contains(|c: char| c.is_control()), "{problem:?}");
    }
    for article in &found.articles {
        let mut end = 0;
        for block in &article.blocks {
            prop_assert!(block.span.start >= end && !block.span.is_empty());
            prop_assert!(article.text.get(end..block.span.start).is_some_and(|gap| gap.trim().is_empty()));
            prop_assert!(article.text.get(block.span.start..block.span.end).is_some());
            end = block.span.end;
        }
        prop_assert!(article.text.get(end..).is_some_and(|rest| rest.trim().is_empty()));
        prop_assert!(!article.text.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r')));
    }
    Ok(())
}

macro_rules! target {
    ($name:ident, $fixtures:expr, $marks:expr) => {
        mod $name {
            use super::*;

            proptest! {
                #![proptest_config(config())]

                #[test]
                fn a_file_with_changes_is_read(name in proptest::sample::select($fixtures.to_vec()), changes in changes($marks)) {
                    read(name, changed(fixture(name), &changes))?;
                }

                #[test]
                fn marks_in_any_order_are_read(
                    name in proptest::sample::select($fixtures.to_vec()),
                    marks in proptest::collection::vec(proptest::sample::select($marks.to_vec()), 0..80),
                ) {
                    read(name, marks.concat().into_bytes())?;
                }
            }
        }
    };
}

const WORDS: &str = "A sentence of some words, which goes on for a while and then it ends. ";

#[rustfmt::skip]
const HTML: &[&str] = &[
    "<html>", "<body>", "<article>", "<p>", "</p>", "<div class=\"share\">", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<table>", "<tr>",
    "<td>", "</table>", "<br>", "<a href=x>", "</a>", "<span>", "<h1>", "</h1>", "<h2>", "<blockquote>", "</blockquote>", "<figure>",
    "<figcaption>", "<svg>", "<math>", "<template>", "<title>", "</title>", "<meta property=\"og:title\" content=\"x\">", "<script type=\"application/ld+json\">",
    "{\"@type\":\"NewsArticle\",\"headline\":\"x\"", "[", "}", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#x110000;", "&nbsp;", "&", "<", ">", "\"",
    "\u{0}", "\u{85}", "é", "🙂", "\n", "\r\n", WORDS, "<select>", "<noscript>", "<style>", "<textarea>", "<frameset>", "<plaintext>",
];
#[rustfmt::skip]
const FEED: &[&str] = &[
    "<?xml version=\"1.0\"?>", "<rss>", "<channel>", "<item>", "</item>", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "<entry>", "</entry>", "<title>", "</title>",
    "<title type=\"html\">", "<description>", "</description>", "<content type=\"xhtml\">", "</content>", "<content:encoded>", "</content:encoded>", "<![CDATA[",
    "]]>", "<!--", "-->", "<link href=\"a\"/>", "<link>", "</link>", "<pubDate>", "</pubDate>", "Sun, 99 Nov 2024 25:61:00 +9900", "<updated>", "</updated>",
    "<author>", "<name>", "</author>", "&lt;p&gt;", "&#x110000;", "&", "<", ">", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "</rss>", "</feed>", "é", "\u{0}", WORDS, "\n",
];
#[rustfmt::skip]
const JSON: &[&str] = &[
    "{", "}", "[", "]", ",", ":", "\"", "\"text\":", "\"title\":", "\"articles\":", "\"items\":", "\"date\":", "\"author\":", "\"content_html\":", "\"<p>x</p>\"", "\"x\"", "1e999",
    "-", "null", "true", "\\", "\\u", "\\ud800", "\"\\ud800\"", "NaN", "\n", "\r\n", "\u{feff}", "é", "\u{0}", "\"2024-11-17\"", "1731873600", "{\"text\":\"One. Two.\"}", "\"A sentence.\"",
    "\"publisher\":", "{\"name\":", "\"version\":\"https://jsonfeed.org/version/1.1\"",
];
#[rustfmt::skip]
const CSV: &[&str] = &[
    "title,text\n", "title\tcontent\n", "title;article;date\n", ",", "\t", ";", "\"", "\"\"", "\n", "\r\n", "\r", "é", "\u{0}", "x", WORDS, "\",\"", "\"\n\"", "2024-11-17", "=1+1", "|",
];
#[rustfmt::skip]
const MARKDOWN: &[&str] = &[
    "---\n", "+++\n", "title: Biden: \"yes\"\n", "title = \"x\"\n", "date: 2024-13-45\n", "authors: [a, b\n", "outlet:\n", "&a *a\n", "- ", "* ", "1. ", "# ", "## ", "===\n", "> ", ">> ", "```\n",
    "    ", "[x](y)", "![x](y)", "<p>", "**", "_", "`", "|a|b|\n", "\n", "\n\n", "\r\n", "\t", "é", "\u{0}", "\u{feff}", ": ", "{", "}", "? ", "!!binary ", "<<: *a\n", WORDS,
];
#[rustfmt::skip]
const TEXT: &[&str] = &[
    "\n", "\n\n", "\r\n", "By Ada Marsh\n", "LINNET (AP) — ", "CNN\n", "—\n", "Read next\n", "Photo: ", "© 2024 X\n", "ADVERTISEMENT\n", "Share this\n", "• ", "1. ", "17:00\n", "5 min read\n",
    "told WELT", "PREV ", "NEXT ", "“", "”", "’s ", "\u{ad}", "\u{200b}", "\u{202e}", "\u{1b}[31m", "\u{0}", "\u{85}", "ﬁ", "Ã©", "é", "🙂", "\u{a0}", WORDS, "Updated at 3 p.m.\n", "[+123 chars]", "…",
];

target!(html, ["page.html"], HTML);
target!(feed, ["feed.rss", "feed.atom"], FEED);
target!(json, ["newspaper.json", "trafilatura.jsonl", "feed.json"], JSON);
target!(csv, ["all-the-news.csv", "broken.csv", "table.tsv"], CSV);
target!(markdown, ["yaml.md", "toml.md", "sloppy.md"], MARKDOWN);
target!(text, ["plain.txt"], TEXT);

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_gzip_member_with_changes_is_read(which in 0_usize..4, changes in changes(&["\u{0}", "\u{1f}\u{8b}"])) {
        use std::io::Write;
        let name = ["page.html", "feed.rss", "trafilatura.jsonl", "all-the-news.csv"][which];
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&fixture(name)).unwrap();
        read(&format!("{name}.gz"), changed(packed.finish().unwrap(), &changes))?;
    }

    #[test]
    fn any_bytes_are_decoded(bytes in proptest::collection::vec(any::<u8>(), 0..600), mark in proptest::sample::select(vec![&b""[..], b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1f\x8b\x08"])) {
        read("a.txt", [mark, &bytes].concat())?;
    }

    #[test]
    fn any_text_in_utf_16_is_decoded(text in "[ -~é-ÿа-я\n]{0,200}", big: bool, mark: bool) {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        let bytes = units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        read("a.txt", bytes)?;
    }

    #[test]
    fn any_coverage_file_is_read(marks in proptest::collection::vec(proptest::sample::select(COVERAGE.to_vec()), 0..40)) {
        let _ = Coverage::parse(&marks.concat());
    }
}

#[rustfmt::skip]
const COVERAGE: &[&str] = &[
    "[\"a.txt\"]\n", "[", "]", "outlet = ", "title = ", "date = ", "story = ", "\"x\"", "3", "2024-11-17", "\n", "# c\n", "\"", "*", "a", ".", "=", "{", "}", "\\", "é",
];
