//! Draft → article: what is the same for every format.

use crate::article::{Article, Block, BlockKind, Headline, Note, Outlet, OutletProof, Span, TitleIs};
use crate::ingest::draft::{Body, Draft, Piece};
use crate::ingest::hint::Hints;
use crate::ingest::line::trim;
use crate::ingest::safe::{safe, safe_line};
use crate::ingest::{byline, clean, coverage, cut, decode, identify};
use crate::language::tongue::tongue;

/// The article that a draft describes. `id` is the source's, without a record number; `hints` what its place says.
///
/// What `coverage.toml` says comes first, then the file's metadata, then proof in the text, then the path.
pub fn article(id: &str, hints: &Hints, draft: Draft) -> Article {
    let said = coverage::facts(&hints.coverage, draft.record);
    let line = |given: Option<String>| given.map(|given| safe_line(&given)).filter(|given| !given.is_empty());
    let title = line(said.title.or(draft.title));
    let (text, blocks) = match draft.body {
        Body::Plain(text) => {
            let text = safe(text);
            let blocks = clean::plain(&text, Span::new(0, text.len()), title.as_deref());
            (text, blocks)
        }
        Body::Marked { text, blocks } => {
            let text = safe(text);
            let blocks = complete(&text, trimmed(&text, blocks));
            let blocks = clean::marked(&text, blocks, title.as_deref());
            (text, blocks)
        }
        Body::Pieces(pieces) => {
            let (text, blocks) = join(pieces);
            let blocks = clean::marked(&text, trimmed(&text, blocks), title.as_deref());
            (text, blocks)
        }
    };
    let blocks = complete(&text, blocks);
    let headline = match title {
        Some(text) => Some(Headline { text, span: None, is: TitleIs::Given }),
        None => identify::headline(&text, &blocks),
    };
    let named = |name: &str, proof: OutletProof| {
        let name = safe_line(name);
        (!name.is_empty()).then_some(Outlet { name: Some(name), proof })
    };
    let outlet = said.outlet.and_then(|name| named(&name, OutletProof::Coverage));
    let outlet =
        outlet.or_else(|| draft.outlet.and_then(|(name, field)| named(&name, OutletProof::Metadata { field })));
    let outlet = outlet.unwrap_or_else(|| {
        let proven = identify::outlet(&text, &blocks);
        if matches!(proven.proof, OutletProof::Text { sure: true, .. }) {
            return proven;
        }
        hints.outlet.as_deref().and_then(|name| named(name, OutletProof::Path)).unwrap_or(proven)
    });
    Article {
        id: draft.record.map_or_else(|| id.to_owned(), |record| format!("{id}#{record}")),
        headline,
        outlet,
        byline: line(said.byline.or(draft.byline)).or_else(|| writer(&text, &blocks)),
        published: line(said.published.or(draft.published)).or_else(|| hints.published.clone()),
        modified: line(draft.modified),
        url: line(draft.url),
        language: line(draft.language).or_else(|| spoken(&text, &blocks)),
        story_hint: line(said.story),
        same_as: None,
        truncated: cut::is_cut(&text, &blocks),
        notes: draft
            .notes
            .iter()
            .chain(decode::mojibake(&text).iter())
            .map(|note| Note { span: None, text: safe_line(note) })
            .collect(),
        blocks,
        text,
    }
}

/// Blocks without white space at their ends: what was a control character is a blank once the text is safe.
fn trimmed(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().filter_map(|block| Some(Block { span: trim(text, block.span)?, ..block })).collect()
}

/// The pieces as one text, parted by blank lines, with a block each.
fn join(pieces: Vec<Piece>) -> (String, Vec<Block>) {
    let mut text = String::with_capacity(pieces.iter().map(|piece| piece.text.len() + 2).sum());
    let mut blocks = Vec::with_capacity(pieces.len());
    for piece in pieces {
        // Safe first: what becomes a blank at an end is trimmed too.
        let words = safe(piece.text);
        let kept = words.trim();
        if kept.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(kept);
        blocks.push(Block { span: Span::new(start, text.len()), kind: piece.kind, why: piece.why });
    }
    (text, blocks)
}

/// The language of the body.
fn spoken(text: &str, blocks: &[Block]) -> Option<String> {
    let body: Vec<Span> = blocks.iter().filter(|block| block.kind.is_body()).map(|block| block.span).collect();
    let (first, last) = (body.first()?, body.last()?);
    // From the first word of the body on; the little that was set aside in between is of the same page.
    tongue(Span::new(first.start, last.end).of(text)).map(str::to_owned)
}

/// The writer whom a byline in the text names.
fn writer(text: &str, blocks: &[Block]) -> Option<String> {
    let block = blocks.iter().find(|block| block.kind == BlockKind::Byline)?;
    byline::name(block.span.of(text)).map(safe_line)
}

/// Each line of `span` as a paragraph.
fn lines(text: &str, span: Span) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = span.start;
    for line in span.of(text).split_inclusive('\n') {
        let end = at + line.len();
        if let Some(span) = trim(text, Span::new(at, end)) {
            blocks.push(Block { span, kind: BlockKind::Paragraph, why: "running text".into() });
        }
        at = end;
    }
    blocks
}

/// `blocks` with one more for each line that lies in none. They come sorted and disjoint.
fn complete(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let mut whole: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut at = 0;
    for block in blocks {
        whole.extend(lines(text, Span::new(at, block.span.start)));
        at = block.span.end;
        whole.push(block);
    }
    whole.extend(lines(text, Span::new(at, text.len())));
    whole
}
