//! An article as plain text: the title, a blank line, the paragraphs of the body separated by blank lines.

use std::io::{self, Write};

use crate::article::{Article, BlockKind};

/// Writes one article. The words are the article's; runs of white space inside a block become one blank.
pub fn article(out: &mut impl Write, article: &Article) -> io::Result<()> {
    words(out, article.title())?;
    out.write_all(b"\n")?;
    let mut before = None;
    for (_, block) in article.body() {
        // The items of one list stand close together.
        if !(before == Some(BlockKind::List) && block.kind == BlockKind::List) {
            out.write_all(b"\n")?;
        }
        words(out, article.at(block.span))?;
        out.write_all(b"\n")?;
        before = Some(block.kind);
    }
    Ok(())
}

fn words(out: &mut impl Write, text: &str) -> io::Result<()> {
    let plain = !text.bytes().any(|byte| matches!(byte, b'\n' | b'\r' | b'\t'));
    if plain {
        return out.write_all(text.as_bytes());
    }
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            out.write_all(b" ")?;
        }
        out.write_all(word.as_bytes())?;
    }
    Ok(())
}
