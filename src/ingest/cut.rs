//! Whether a text is cut off in mid-sentence.

use crate::article::{Block, BlockKind};
use crate::ingest::line::is_stopped;

/// Whether the body breaks off: its last paragraph has no end although paragraphs of this text have one, or the source
/// says that it cut ("[+1234 chars]", "[…]").
pub fn is_cut(text: &str, blocks: &[Block]) -> bool {
    let body = || blocks.iter().filter(|block| block.kind.is_body());
    let Some(last) = body().next_back() else { return false };
    let words = last.span.of(text);
    if says_so(words) {
        return true;
    }
    if last.kind != BlockKind::Paragraph || is_stopped(words) || words.split_whitespace().count() < 5 {
        return false;
    }
    // An address or a tweet's signature ends a text too, and after a colon a picture or a list may have stood.
    if words.contains("(@")
        || words.split_whitespace().next_back().is_some_and(|last| last.contains('@') || last.contains("://"))
    {
        return false;
    }
    let open = words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—' | '’' | '\''));
    let paragraphs = || body().filter(|block| block.kind == BlockKind::Paragraph);
    let (all, ended) = paragraphs()
        .fold((0, 0), |(all, ended), block| (all + 1, ended + usize::from(is_stopped(block.span.of(text)))));
    // Among lines that never end with a stop, one more says nothing; a single long one does.
    open && if all == 1 { words.contains(". ") } else { ended * 2 >= all - 1 }
}

/// The marks with which feeds and news APIs say that they cut a text.
fn says_so(words: &str) -> bool {
    let end = words.trim_end();
    if end.ends_with("[…]") || end.ends_with("[...]") || end.ends_with("(more)") || end.ends_with("[&#8230;]") {
        return true;
    }
    end.strip_suffix(" chars]")
        .and_then(|rest| rest.rsplit_once("[+"))
        .is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read_bytes;

    fn cut(text: &str) -> bool {
        let found = read_bytes("a.txt", true, text.as_bytes().into());
        is_cut(&found.articles[0].text, &found.articles[0].blocks)
    }

    #[test]
    fn a_text_that_breaks_off_is_cut() {
        for text in [
            "The minister spoke on Monday in Rome.\nThe talks went on for hours.\nThe reply of the other side was also heard in",
            "The minister spoke. She left the hall. Then the chairman of the",
            "The minister spoke on Monday in Rome… [+2345 chars]",
            "The minister spoke on Monday in Rome and […]",
        ] {
            assert!(cut(text), "{text}");
        }
    }

    #[test]
    fn a_text_that_ends_is_not() {
        for text in [
            "The minister spoke on Monday in Rome.\nThe talks went on for hours.",
            "The minister spoke on Monday in Rome.\n“The talks go on,” she said. “We stay.”",
            "The minister spoke on Monday in Rome, having promised to leave the old town\nThe talks went on for hours.",
            "One line about the minister who spoke in Rome",
            "The minister spoke on Monday in Rome.\nThe talks went on for hours.\nJane Roe",
        ] {
            assert!(!cut(text), "{text}");
        }
    }
}
