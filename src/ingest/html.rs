//! Saved web pages → draft: the article's text in blocks, what the page puts around it set aside with the reason, and what
//! the page says of itself. The rules are data (`assets/html.toml`); the page is read flat ([`page`]).

pub mod body;
pub mod furniture;
pub mod metadata;
pub mod page;

use super::draft::{Body, Draft, Drafts, Piece};
use super::format::{Fit, Input};
use super::line::first_bytes;
use crate::article::BlockKind;
use page::Page;

/// An input that opens as a page.
pub fn fit(input: &Input) -> Fit {
    let text = input.text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    // Words without a single tag are a text, whatever the file is called: as a page they would lose their lines.
    let marked = || text.match_indices('<').any(|(at, _)| is_tag(text.get(at + 1..).unwrap_or_default()));
    let named = ["html", "htm", "xhtml"].iter().any(|end| input.has_extension(end)) && marked();
    if !text.starts_with('<') {
        return if named { Fit::ByName } else { Fit::No };
    }
    let start = first_bytes(text, 2000).to_ascii_lowercase();
    let opens =
        ["<!doctype html", "<html", "<head", "<body", "<!-- saved from"].iter().any(|tag| start.starts_with(tag));
    let holds = start.starts_with('<') && ["<html", "<!doctype html", "<body"].iter().any(|tag| start.contains(tag));
    match (opens || holds, named) {
        (true, _) => Fit::ByContent,
        (false, true) => Fit::ByName,
        (false, false) => Fit::No,
    }
}

/// Whether what follows a `<` makes it a tag.
fn is_tag(rest: &str) -> bool {
    rest.starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '/' | '!' | '?'))
}

/// Its article.
pub fn read(input: Input) -> Drafts {
    if input.text.is_empty() {
        return Drafts::nothing(input.no_text);
    }
    let draft = draft(&input.text);
    match &draft.body {
        Body::Pieces(pieces) if pieces.is_empty() => Drafts::nothing("no text on this page"),
        _ => Drafts::one(draft),
    }
}

/// The article of a whole page.
pub fn draft(html: &str) -> Draft {
    let page = Page::of(html);
    let (mut draft, told) = metadata::draft(&page);
    let judged = body::judge(&page, draft.title.as_deref(), told.as_deref());
    draft.body = Body::Pieces(join(&page, judged.classes));
    draft
}

/// The pieces of a fragment of a page, such as an entry of a feed.
pub fn pieces(html: &str) -> Vec<Piece> {
    let page = Page::of_fragment(html);
    let judged = body::judge_fragment(&page);
    join(&page, judged.classes)
}

/// The words of a fragment in one line, without tags, entities resolved.
pub fn plain(html: &str) -> String {
    let page = Page::of_fragment(html);
    page.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The lines as pieces; furniture of one sort that stands together becomes one piece, and so do the cells of a row.
fn join(page: &Page, classes: Vec<body::Class>) -> Vec<Piece> {
    let row = |line: &page::Line| {
        page.around(line.element).take(3).find(|(_, element)| &*element.name == "tr").map(|(row, _)| row)
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last_row = None;
    for (line, (kind, why)) in page.lines.iter().zip(classes) {
        let this_row = row(line).filter(|_| kind.is_body());
        match pieces.last_mut() {
            Some(last) if kind == BlockKind::Boilerplate && last.kind == kind && last.why == why => {
                last.text.push('\n');
                last.text.push_str(&line.text);
            }
            Some(last) if this_row.is_some() && this_row == last_row && last.kind.is_body() && line.words < 12 => {
                last.text.push_str("  ");
                last.text.push_str(&line.text);
                (last.kind, last.why) = (BlockKind::List, "a row of a table".into());
            }
            _ => pieces.push(Piece { text: line.text.clone(), kind, why: why.into() }),
        }
        last_row = this_row;
    }
    pieces
}
