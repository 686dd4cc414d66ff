//! What people have on disk → articles with their metadata; and what happens when it is damaged.

#![allow(clippy::unwrap_used, reason = "a test stops where its world breaks")]

use std::borrow::Cow;
use std::io::Write;

use parallax::article::{Article, BlockKind, OutletProof};
use parallax::ingest::{Ingested, read_bytes};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(name: &str) -> Ingested {
    read_bytes(name, true, Cow::Owned(bytes(name)))
}

/// Reads text under a name.
fn given(name: &str, text: &str) -> Ingested {
    read_bytes(name, true, Cow::Borrowed(text.as_bytes()))
}

fn body(article: &Article) -> Vec<&str> {
    article.body().map(|(_, block)| article.at(block.span)).collect()
}

fn ids(found: &Ingested) -> Vec<&str> {
    found.articles.iter().map(|article| article.id.as_str()).collect()
}

/// Title, outlet, byline, date, address, language.
fn card(article: &Article) -> [&str; 6] {
    let or = |text: &'_ Option<String>| text.as_deref().unwrap_or("-").to_owned().leak() as &str;
    [
        article.title().to_owned().leak(),
        or(&article.outlet.name),
        or(&article.byline),
        or(&article.published),
        or(&article.url),
        or(&article.language),
    ]
}

#[test]
fn a_saved_page_gives_its_card_and_its_clean_text() {
    let found = read("page.html");
    assert!(found.problems.is_empty());
    let article = &found.articles[0];
    assert_eq!(
        card(article),
        [
            "Ferry rescued off the northern point",
            "The Harbour Gazette",
            "Ada Marsh, Lin Park",
            "2024-11-17T20:00:00+01:00",
            "https://gazette.example/ferry",
            "en-GB"
        ]
    );
    assert_eq!(article.modified.as_deref(), Some("2024-11-18T07:00:00Z"));
    assert!(matches!(&article.outlet.proof, OutletProof::Metadata { field } if field == "og:site_name"));
    let kinds: Vec<BlockKind> = article.body().map(|(_, block)| block.kind).collect();
    use BlockKind::{Heading, List, Paragraph, Quote};
    assert_eq!(kinds, [Paragraph, Paragraph, Heading, Paragraph, Quote, List, List, Paragraph]);
    let body = body(article).join("\n");
    for furniture in [
        "Read more",
        "Sign up",
        "cookies",
        "Facebook",
        "Related",
        "Lighthouse",
        "cold as they say",
        "Photograph",
        "All rights",
    ] {
        assert!(!body.contains(furniture), "{furniture} is in the body");
        assert!(article.text.contains(furniture), "{furniture} is lost");
    }
    let aside: Vec<&str> = article
        .blocks
        .iter()
        .filter(|block| article.at(block.span).contains("never doubted that the boat would hold”"))
        .map(|block| block.kind.name())
        .collect();
    assert_eq!(aside, ["boilerplate"], "the repeated pull quote is set aside");
}

#[test]
fn every_block_of_every_format_holds_its_text_once_and_nothing_is_lost() {
    for entry in std::fs::read_dir(format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        for article in &read(&name).articles {
            let mut at = 0;
            for block in &article.blocks {
                assert!(block.span.start >= at && !block.span.is_empty(), "{name}: blocks sorted and apart");
                assert!(article.text[at..block.span.start].trim().is_empty(), "{name}: text in no block");
                at = block.span.end;
            }
            assert!(article.text[at..].trim().is_empty(), "{name}: text in no block");
        }
    }
}

#[test]
fn an_rss_feed_gives_an_article_an_entry() {
    let found = read("feed.rss");
    assert_eq!(ids(&found), ["feed.rss#1", "feed.rss#2", "feed.rss#4"]);
    assert_eq!(found.problems.len(), 2, "{:?}", found.problems);
    assert_eq!(found.problems[0].place, "feed.rss#3");
    assert_eq!(
        card(&found.articles[0]),
        [
            "Ferry & crew rescued off the northern point",
            "The Harbour Gazette",
            "Ada Marsh",
            "2024-11-17T20:00:00+01:00",
            "https://gazette.example/ferry",
            "en-gb"
        ]
    );
    assert_eq!(
        body(&found.articles[0]),
        [
            "Forty people were brought ashore on Sunday after the ferry Linnet lost its rudder off the northern point.",
            "“We never doubted that the boat would hold,” said its captain, Jon Reyes.",
            "All of them are well.",
            "The ferry is still afloat."
        ]
    );
    assert!(found.articles[0].notes.is_empty());
    assert_eq!(found.articles[1].published.as_deref(), Some("2024-11-17"), "a German date in a feed");
    assert_eq!(body(&found.articles[1]), ["The council votes on Tuesday on the wall — after a decade of talk."]);
    assert!(found.articles[1].notes.iter().any(|note| note.text.contains("summary")));
    assert_eq!(found.articles[2].published, None);
    assert_eq!(body(&found.articles[2]), ["The lighthouse was lit for the first time in 1824."]);
}

#[test]
fn an_atom_feed_gives_an_article_an_entry() {
    let found = read("feed.atom");
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    assert_eq!(
        card(&found.articles[0]),
        ["Fähre Linnet gerettet", "Küstenbote", "Ida Holm", "2024-11-17T19:30:00Z", "https://bote.example/1", "de"]
    );
    assert_eq!(found.articles[0].modified.as_deref(), Some("2024-11-18T08:00:00+01:00"));
    assert_eq!(
        body(&found.articles[0]),
        ["Vierzig Menschen kamen am Sonntag an Land.", "„Das Boot hielt“, sagte der Kapitän."]
    );
    assert_eq!(found.articles[1].published.as_deref(), Some("2024-11-16"));
}

#[test]
fn a_json_feed_gives_an_article_an_item() {
    let found = read("feed.json");
    assert_eq!(
        card(&found.articles[0]),
        [
            "Ferry adrift for six hours",
            "Point Radio",
            "Sam Oduya, Lin Park",
            "2024-11-17T21:15:00-05:00",
            "https://point.example/ferry",
            "en"
        ]
    );
    assert_eq!(body(&found.articles[0]).len(), 2);
    assert!(found.articles[1].notes.iter().any(|note| note.text.contains("summary")));
}

#[test]
fn a_feed_cut_in_half_gives_the_whole_entries_before_the_cut() {
    for (name, cut) in [("feed.rss", "Lighthouse turns"), ("feed.atom", "Rat stimmt"), ("feed.json", "Vote on wall")] {
        let text = String::from_utf8(bytes(name)).unwrap();
        let half = text.split(cut).next().unwrap();
        let found = given(name, half);
        assert!(!found.articles.is_empty(), "{name}: {:?}", found.problems);
        assert!(
            found.problems.iter().any(|problem| problem.reason.contains("cut off")),
            "{name}: {:?}",
            found.problems
        );
    }
}

#[test]
fn json_lines_number_their_records_and_say_what_was_wrong_with_each() {
    let found = read("trafilatura.jsonl");
    assert_eq!(
        ids(&found),
        ["trafilatura.jsonl#1", "trafilatura.jsonl#3", "trafilatura.jsonl#4", "trafilatura.jsonl#7"]
    );
    assert_eq!(
        card(&found.articles[0]),
        [
            "Ferry rescued",
            "The Harbour Gazette",
            "Ada Marsh; Lin Park",
            "2024-11-17",
            "https://www.gazette.example/ferry",
            "en"
        ]
    );
    assert_eq!(found.articles[1].outlet.name.as_deref(), Some("Point Radio"));
    assert_eq!(found.articles[2].published.as_deref(), Some("2024-11-17T20:00:00Z"));
    assert_eq!(
        card(&found.articles[3]),
        ["Fähre", "bote.example", "Ida Holm", "2024-11-17", "https://bote.example/1", "de"]
    );
    let places: Vec<&str> = found.problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(places, ["trafilatura.jsonl#2", "trafilatura.jsonl#3", "trafilatura.jsonl#5", "trafilatura.jsonl#6"]);
}

#[test]
fn json_reads_what_scrapers_nest() {
    let found = read("newspaper.json");
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    assert_eq!(
        card(&found.articles[0]),
        [
            "Ferry rescued",
            "gazette.example",
            "Ada Marsh, Lin Park",
            "2024-11-17T20:00:00+01:00",
            "https://gazette.example/ferry",
            "en"
        ]
    );
    assert_eq!(found.articles[1].title(), "Council & wall");
    assert_eq!(body(&found.articles[1]), ["The council votes on Tuesday.", "Nobody knows how."]);
    assert_eq!(found.articles[2].outlet.name.as_deref(), Some("Point Radio"));
    assert!(!found.articles[2].notes.is_empty(), "a description instead of the text is said so");
}

#[test]
fn a_json_array_cut_off_gives_the_whole_records_before_the_cut() {
    let found = given(
        "a.json",
        r#"[{"title": "One", "text": "The first."}, {"title": "Two", "text": "The second."}, {"title": "Thr"#,
    );
    assert_eq!(ids(&found), ["a.json#1", "a.json#2"]);
    assert_eq!(found.problems.len(), 1);
    let found =
        given("a.json", r#"{"status": "ok", "articles": [{"title": "One", "text": "The first."}, {"title": "T"#);
    assert_eq!(ids(&found), ["a.json#1"]);
}

#[test]
fn a_table_of_articles_keeps_its_columns() {
    let found = read("all-the-news.csv");
    assert_eq!(ids(&found), ["all-the-news.csv#1", "all-the-news.csv#2"]);
    assert_eq!(
        card(&found.articles[0])[..4],
        ["Ferry, crew rescued", "The Harbour Gazette", "Ada Marsh", "2024-11-17"]
    );
    assert_eq!(
        body(&found.articles[0]),
        ["Forty people were brought ashore, said the captain: \"We never doubted.\"", "The ferry lost its rudder."]
    );
    assert_eq!(found.problems[0].place, "all-the-news.csv#3");
    let found = read("table.tsv");
    assert_eq!(card(&found.articles[0])[..4], ["Ferry rescued", "The Harbour Gazette", "-", "2024-11-17"]);
    assert_eq!(body(&found.articles[1]), ["The council \"votes\" on Tuesday."]);
}

#[test]
fn a_broken_quote_costs_one_row() {
    let found = read("broken.csv");
    let titles: Vec<&str> = found.articles.iter().map(Article::title).collect();
    assert_eq!(titles, ["Ferry rescued", "Council votes", "Lighthouse turns 200"], "{:?}", found.problems);
    assert_eq!(found.problems.len(), 2, "{:?}", found.problems);
    assert_eq!(body(&found.articles[2]), ["The lighthouse was lit in 1824, and again in 1825."]);
}

#[test]
fn markdown_gives_its_front_matter_and_keeps_its_text() {
    let found = read("yaml.md");
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    let article = &found.articles[0];
    assert_eq!(
        card(article),
        [
            "Ferry rescued off the northern point",
            "The Harbour Gazette",
            "Ada Marsh, Lin Park",
            "2024-11-17T20:00:00+01:00",
            "https://gazette.example/ferry",
            "en"
        ]
    );
    assert_eq!(article.text.as_bytes(), bytes("yaml.md"), "offsets are the file's");
    let kinds: Vec<&str> = article.blocks.iter().map(|block| block.kind.name()).collect();
    assert_eq!(kinds, ["note", "title", "paragraph", "heading", "quote", "list", "list", "paragraph"]);
    let article = &read("toml.md").articles[0];
    assert_eq!(card(article)[..4], ["Council votes on the sea wall", "Point Radio", "Sam Oduya", "2024-11-16"]);
    assert_eq!(body(article), ["The council votes on Tuesday."]);
    let article = &read("sloppy.md").articles[0];
    assert_eq!(card(article)[..4], ["Mayor: \"yes\" to the wall", "Küstenbote", "-", "2024-11-17"]);
    assert_eq!(body(article), ["The mayor said “yes” on Monday."]);
    let bare = given("a.md", "Title: Ferry rescued\nSource: Point Radio\n\nForty people\nwere brought ashore.\n");
    assert_eq!(card(&bare.articles[0])[..2], ["Ferry rescued", "Point Radio"]);
    assert_eq!(body(&bare.articles[0]), ["Forty people\nwere brought ashore."]);
}

#[test]
fn content_decides_before_the_name() {
    for (fixture, name) in [
        ("page.html", "page.txt"),
        ("feed.rss", "feed.xml"),
        ("trafilatura.jsonl", "x.txt"),
        ("newspaper.json", "a.csv"),
        ("all-the-news.csv", "table.txt"),
    ] {
        let right = read(fixture);
        let wrong = read_bytes(name, true, Cow::Owned(bytes(fixture)));
        assert_eq!(right.articles.len(), wrong.articles.len(), "{fixture} as {name}");
        assert_eq!(right.articles[0].text, wrong.articles[0].text, "{fixture} as {name}");
    }
    for name in ["a.html", "a.rss", "a.json", "a.jsonl", "a.csv", "a.md"] {
        let found = given(name, "This is a plain text, with a comma. It holds nothing else.");
        assert_eq!(
            found.articles.len() + found.problems.len(),
            1,
            "{name}: an article or one line, {:?}",
            found.problems
        );
    }
}

#[test]
fn an_empty_file_gives_one_line_whatever_it_is_called() {
    for name in ["a.txt", "a.html", "a.rss", "a.json", "a.jsonl", "a.csv", "a.md", "a.gz"] {
        let found = given(name, " \n");
        assert_eq!((found.articles.len(), found.problems.len()), (0, 1), "{name}");
    }
    for (name, text) in [
        ("a.html", "<html><body></body></html>"),
        ("a.json", "[]"),
        ("a.json", "{}"),
        ("a.rss", "<rss></rss>"),
        ("a.csv", "title,text\n"),
    ] {
        let found = given(name, text);
        assert_eq!((found.articles.len(), found.problems.len()), (0, 1), "{name} {text}: {:?}", found.problems);
    }
}

#[test]
fn gzip_around_any_format_opens_and_a_damaged_one_keeps_what_came_before() {
    let lines: String = (0..2000)
        .map(|n| format!("{{\"title\": \"Title {n}\", \"text\": \"Text number {n}, {}.\"}}\n", n * 7919 % 1000))
        .collect();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(lines.as_bytes()).unwrap();
    let packed = gzip.finish().unwrap();
    let found = read_bytes("a.jsonl.gz", true, Cow::Borrowed(&packed));
    assert_eq!((found.articles.len(), found.problems.len()), (2000, 0));
    let cut = &packed[..packed.len() / 2];
    let found = read_bytes("a.jsonl.gz", true, Cow::Borrowed(cut));
    assert!(found.articles.len() > 100 && found.articles.len() < 2000);
    assert!(found.problems.iter().any(|problem| problem.reason.contains("gzip")), "{:?}", found.problems);
}

#[test]
fn a_gzip_file_of_any_size_or_none_is_what_its_bytes_say() {
    let folder = tempfile::tempdir().unwrap();
    let open = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        let (sources, _) = parallax::ingest::discover(&[path]);
        parallax::ingest::read(&sources[0])
    };
    let text = "Ferry rescued\n\nForty people were brought ashore on Sunday. All of them are well.\n";
    assert_eq!(body(&open("plain.gz", text.as_bytes()).articles[0]).len(), 1);
    let lines: String = (0..900).map(|n| format!("{{\"text\": \"Text {n}, {}.\"}}\n", n * 7919 % 1000)).collect();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(lines.as_bytes()).unwrap();
    let packed = gzip.finish().unwrap();
    // The last bytes of a file that was cut off say nothing of its size.
    let cut = [&packed[..packed.len() - 400], &[0xFF; 4]].concat();
    assert!(open("cut.jsonl.gz", &cut).articles.len() > 100);
}

#[test]
fn a_text_that_is_called_a_page_keeps_its_lines() {
    let text = "Ferry rescued off the point\n\nForty people were brought ashore on Sunday.\n\nAll of them are well.\n";
    let (page, plain) = (given("a.html", text), given("a.txt", text));
    assert_eq!(page.articles[0].blocks, plain.articles[0].blocks);
    assert_eq!(page.articles[0].blocks.len(), 3);
}

#[test]
fn ten_thousand_nested_tags_are_read() {
    let deep = format!(
        "<html><body>{}<p>At the bottom of it all there is a sentence, and it is read.</p>",
        "<span>".repeat(10_000) + &"<div>".repeat(1000)
    );
    let found = given("deep.html", &deep);
    assert_eq!(body(&found.articles[0]), ["At the bottom of it all there is a sentence, and it is read."]);
    let deep = format!("{}{}", "{\"a\":".repeat(10_000), "[".repeat(10_000));
    assert_eq!(given("deep.json", &deep).articles.len(), 0);
    let deep = format!("<rss><channel>{}", "<item>".repeat(10_000));
    assert_eq!(given("deep.rss", &deep).articles.len(), 0);
}

/// Every fixture, by name.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"));
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut all: Vec<(String, Vec<u8>)> = names.map(|name| (name.clone(), bytes(&name))).collect();
    all.sort();
    all
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 150, failure_persistence: None, ..Default::default() })]

    /// Cut off, with bytes changed, and pieces of one format inside another: every block still holds its words once.
    #[test]
    fn a_damaged_file_of_any_format_is_read_without_a_panic(
        which in 0_usize..1000,
        cut in 0.0_f64..1.0,
        changes in proptest::collection::vec((0.0_f64..1.0, proptest::prelude::any::<u8>()), 0..12),
        graft in proptest::option::of((0_usize..1000, 0.0_f64..1.0)),
    ) {
        let all = fixtures();
        let (name, mut content) = all[which % all.len()].clone();
        let at = |share: f64, size: usize| (share * size as f64) as usize;
        for (place, byte) in changes {
            let place = at(place, content.len());
            if let Some(changed) = content.get_mut(place) {
                *changed = byte;
            }
        }
        content.truncate(at(cut, content.len()).max(1));
        if let Some((other, from)) = graft {
            let other = &all[other % all.len()].1;
            content.extend_from_slice(&other[at(from, other.len())..]);
        }
        for article in read_bytes(&name, true, Cow::Owned(content)).articles {
            let mut end = 0;
            for block in &article.blocks {
                proptest::prop_assert!(block.span.start >= end && !block.span.is_empty());
                proptest::prop_assert!(article.text.get(end..block.span.start).is_some_and(|gap| gap.trim().is_empty()));
                proptest::prop_assert!(article.text.get(block.span.start..block.span.end).is_some());
                end = block.span.end;
            }
            proptest::prop_assert!(article.text[end..].trim().is_empty());
        }
    }

    /// The marks of every format in any order, under every name.
    #[test]
    fn any_soup_of_marks_is_read_without_a_panic(
        soup in proptest::collection::vec(proptest::sample::select(SOUP.to_vec()), 0..60),
        name in proptest::sample::select(vec!["a.html", "a.rss", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.md", "a.txt"]),
        start in proptest::sample::select(vec!["", "<html>", "<rss><item>", "<feed><entry>", "{", "[{", "---\n", "+++\n", "title,text\n"]),
    ) {
        for article in given(name, &format!("{start}{}", soup.concat())).articles {
            let mut end = 0;
            for block in &article.blocks {
                proptest::prop_assert!(block.span.start >= end && !block.span.is_empty());
                proptest::prop_assert!(article.text.get(end..block.span.start).is_some_and(|gap| gap.trim().is_empty()));
                end = block.span.end;
            }
            proptest::prop_assert!(article.text.get(end..).is_some_and(|rest| rest.trim().is_empty()));
        }
    }
}

const SOUP: [&str; 70] = [
    "<p>",
    "</p>",
    "<div class=\"share\">",
    "</div>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<br>",
    "<a href=x>",
    "</a>",
    "<span class=\"sr-only\">",
    "<span class=tooltip>",
    "</span>",
    "<h1>",
    "</h1>",
    "<blockquote>",
    "<figure>",
    "<svg>",
    "<template>",
    "<title>",
    "</title>",
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<content type=\"xhtml\">",
    "</content>",
    "<pubDate>",
    "</pubDate>",
    "&amp;",
    "&#x110000;",
    "&nbsp;",
    "<",
    ">",
    "\"",
    "\"\"",
    ",",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "{\"text\":",
    "\"title\": \"x\"",
    "}",
    "[",
    "]",
    "---\n",
    "+++\n",
    "# ",
    "> ",
    "- ",
    "===\n",
    "\u{feff}",
    "\u{0}",
    "\u{85}",
    "é",
    "🙂",
    "A sentence of some words, which goes on for a while and then it ends.",
    "2024-11-17",
    "NaN",
];

#[test]
fn an_object_on_one_line_that_holds_the_records_is_no_record() {
    let text =
        r#"{"status": "ok", "articles": [{"title": "A", "text": "One two."}, {"title": "B", "text": "Two three."}]}"#;
    assert_eq!(read_bytes("a.json", true, text.as_bytes().into()).articles.len(), 2);
    let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": [{"id": "1", "content_text": "One two."}]}"#;
    let found = read_bytes("a.json", true, feed.as_bytes().into());
    assert_eq!(found.articles[0].outlet.name.as_deref(), Some("Harbour Post"));
    let one = read_bytes("a.json", true, br#"{"title": "A", "text": "One two."}"#.as_slice().into());
    assert_eq!((one.articles.len(), one.problems.len()), (1, 0));
}

#[test]
fn a_date_of_a_feed_that_cannot_be_read_costs_one_line() {
    let feed = "<rss><channel><title>Harbour Post</title><item><title>A</title><pubDate>the other day</pubDate>\
                <description>The pier is closed.</description></item></channel></rss>";
    let found = read_bytes("a.xml", true, feed.as_bytes().into());
    assert_eq!((found.articles.len(), found.articles[0].published.as_deref()), (1, None));
    let said: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["a.xml#1: the date in `pubDate` could not be read: the other day"]);
    assert!(!found.problems[0].named);
}
