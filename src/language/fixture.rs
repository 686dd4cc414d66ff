//! Articles for tests: one paragraph a line.

use crate::article::{Article, Block, BlockKind, Outlet, Span};

/// An article whose every non-blank line is a paragraph.
pub(crate) fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let kept = line.trim();
        if !kept.is_empty() {
            let start = at + line.len() - line.trim_start().len();
            blocks.push(Block {
                span: Span::new(start, start + kept.len()),
                kind: BlockKind::Paragraph,
                why: "a line".into(),
            });
        }
        at += line.len();
    }
    Article {
        id: "a.txt".to_owned(),
        text: text.to_owned(),
        blocks,
        headline: None,
        outlet: Outlet::UNNAMED,
        byline: None,
        published: None,
        modified: None,
        url: None,
        language: None,
        truncated: false,
        notes: Vec::new(),
        story_hint: None,
        same_as: None,
    }
}
