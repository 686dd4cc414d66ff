//! An article's blocks, set into lines.

use crate::article::{Article, Block, BlockKind, Span};
use crate::layout::wrap;

/// Whether what was set aside stands between the blocks of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Aside {
    /// It is left out.
    #[default]
    Folded,
    /// It stands in its place, under the reason.
    Shown,
}

/// One line of a set article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Between two blocks.
    Blank,
    /// Why the block below was set aside (see [`Block::why`]).
    Reason {
        /// The block, as an index into [`Article::blocks`].
        block: usize,
    },
    /// Words.
    Words {
        /// Which words, in the article's text.
        span: Span,
        /// Their block.
        block: usize,
        /// Its class.
        kind: BlockKind,
        /// Columns before the words.
        indent: u16,
        /// Whether it is the first line of its block.
        first: bool,
    },
}

/// The lines of the body, at most `width` columns wide, with what was set aside if that is wanted.
pub fn lines(article: &Article, width: u16, aside: Aside) -> Vec<Line> {
    let mut set = Vec::new();
    let mut before: Option<BlockKind> = None;
    for (index, block) in article.blocks.iter().enumerate() {
        let body = block.kind.is_body();
        if !body && aside == Aside::Folded {
            continue;
        }
        if before.is_some_and(|kind| kind != BlockKind::List || block.kind != BlockKind::List) {
            set.push(Line::Blank);
        }
        if !body {
            set.push(Line::Reason { block: index });
        }
        before = Some(block.kind);
        block_lines(article, index, block, width, &mut set);
    }
    set
}

fn block_lines(article: &Article, index: usize, block: &Block, width: u16, set: &mut Vec<Line>) {
    let indent = match block.kind {
        BlockKind::List | BlockKind::Quote => 2,
        kind if kind.is_body() => 0,
        _ => 2,
    };
    let indent = if width > indent * 4 { indent } else { 0 };
    let wrapped = wrap(&article.text, block.span, width.saturating_sub(indent));
    for (at, span) in wrapped.into_iter().enumerate() {
        set.push(Line::Words { span, block: index, kind: block.kind, indent, first: at == 0 });
    }
}
