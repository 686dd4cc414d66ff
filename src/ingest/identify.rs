//! Who publishes a text, and what its headline is, as far as the text itself proves it.

use crate::article::{Block, BlockKind, Headline, Outlet, OutletProof, Span, TitleIs};
use crate::ingest::outlets::{self, Publisher};
use crate::language::abbreviation;
use crate::language::sentence;

/// The outlet that the text proves. In this order: a dateline, a credit line, a copyright line, the end of the title. The name of
/// an agency there is likely, not sure, since others print its texts. Words that were given to an outlet ("… told WELT") leave
/// the article unnamed, with those words as its proof: relays say the same. Being cited is no proof at all.
pub fn outlet(text: &str, blocks: &[Block]) -> Outlet {
    let named = |span: Span, how: &'static str| {
        let name = span.of(text).to_owned();
        let sure = outlets::kind(&name) != Some(Publisher::Agency);
        Outlet { name: Some(name), proof: OutletProof::Text { span, how, sure } }
    };
    let of = |kind: BlockKind| blocks.iter().filter(move |block| block.kind == kind);
    let dateline = of(BlockKind::Dateline).find_map(|block| signed(text, block.span));
    if let Some(span) = dateline {
        return named(span, "dateline");
    }
    if let Some(span) = of(BlockKind::Credit).find_map(|block| own_staff(text, block.span)) {
        return named(span, "credit line");
    }
    if let Some(span) = of(BlockKind::Credit).find_map(|block| copyright(text, block.span)) {
        return named(span, "copyright line");
    }
    if let Some(span) = of(BlockKind::Title).find_map(|block| after_title(text, block.span)) {
        return named(span, "end of the title");
    }
    match given_to(text, blocks) {
        Some(span) => Outlet { name: None, proof: OutletProof::Text { span, how: "words given to it", sure: false } },
        None => Outlet::UNNAMED,
    }
}

/// A known name in a dateline.
fn signed(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let starts = words.char_indices().filter(|&(at, c)| {
        c.is_alphanumeric()
            && !words.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '.'))
    });
    starts.filter_map(|(at, _)| Some((at, outlets::at_start(words.get(at..)?)?))).find_map(|(at, (name, _))| {
        // "Stern Hall, London" is a place: a source stands in brackets, or closes the dateline.
        let rest = words.get(at + name.len()..)?;
        let closes = rest.trim_start().starts_with(')')
            || rest.trim_start().starts_with('/')
            || !rest.contains(char::is_alphanumeric);
        closes.then(|| Span::new(span.start + at, span.start + at + name.len()))
    })
}

/// "CNN’s Jane Roe … contributed to this report": the owner of those who contributed. An agency's people help others.
fn own_staff(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    if !words.contains("contributed") {
        return None;
    }
    let end = words.find(['’', '\''])?;
    let name = words.get(..end)?;
    let follows = words.get(end..)?.trim_start_matches(['’', '\'']).trim_start_matches('s').trim_start();
    let proper =
        name.split(' ').count() <= 4 && name.split(' ').all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let person = follows.chars().next().is_some_and(char::is_uppercase);
    let agency = outlets::kind(name) == Some(Publisher::Agency);
    (proper && person && !agency).then(|| Span::new(span.start, span.start + end))
}

/// "© 2024 The Daily Example. All rights reserved."
fn copyright(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let lower = words.to_ascii_lowercase();
    let after = ["©", "(c)", "copyright"].iter().filter_map(|mark| Some(lower.find(mark)? + mark.len())).max()?;
    let rest = words.get(after..)?;
    let name = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    let name = name.strip_prefix("by ").unwrap_or(name);
    let end = name.find(['.', ',', '|', ';', '(', '-', '–', '—']).unwrap_or(name.len());
    let name = name.get(..end)?;
    let end = name.to_ascii_lowercase().find(" all rights").unwrap_or(name.len());
    let name = name.get(..end)?.trim();
    let proper =
        (1..=5).contains(&name.split_whitespace().count()) && name.chars().next().is_some_and(char::is_uppercase);
    let start = name.as_ptr() as usize - words.as_ptr() as usize;
    (proper && !name.eq_ignore_ascii_case("all rights reserved"))
        .then(|| Span::new(span.start + start, span.start + start + name.len()))
}

/// "Talks go on | BBC News": a known outlet after the last bar or dash of the title.
fn after_title(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let (_, name) =
        words.rsplit_once(" | ").or_else(|| words.rsplit_once(" - ")).or_else(|| words.rsplit_once(" – "))?;
    (outlets::kind(name) == Some(Publisher::Outlet)).then(|| Span::new(span.end - name.len(), span.end))
}

/// The words "told X" or "…, to X.", where X is a known outlet that the text mentions in no other way. Two such outlets
/// prove nothing.
fn given_to(text: &str, blocks: &[Block]) -> Option<Span> {
    let mut found: Option<(&'static str, Span)> = None;
    for block in blocks.iter().filter(|block| block.kind.is_body()) {
        let words = block.span.of(text);
        for (at, lead) in words.match_indices(" told ").chain(words.match_indices(", to ")) {
            let name_at = at + lead.len();
            let Some((name, Publisher::Outlet)) = words.get(name_at..).and_then(outlets::at_start) else { continue };
            let after = words.get(name_at + name.len()..).unwrap_or("");
            let closed = lead == " told " || after.starts_with(['.', ',']);
            if closed {
                if found.is_some_and(|(other, _)| other != name) {
                    return None;
                }
                let start = block.span.start + at + lead.len() - lead.trim_start_matches([',', ' ']).len();
                found.get_or_insert((name, Span::new(start, block.span.start + name_at + name.len())));
            }
        }
    }
    let (name, span) = found?;
    let only = blocks.iter().filter(|block| block.kind.is_body()).all(|block| {
        let words = block.span.of(text);
        words.match_indices(name).all(|(at, _)| {
            words.get(..at).is_some_and(|before| before.ends_with(" told ") || before.ends_with(", to "))
        })
    });
    only.then_some(span)
}

/// The longest inferred headline, in characters.
const HEADLINE: usize = 110;

/// The headline that the text gives as a block, else the first words of its body, verbatim.
pub fn headline(text: &str, blocks: &[Block]) -> Option<Headline> {
    if let Some(block) = blocks.iter().find(|block| block.kind == BlockKind::Title) {
        let words = crate::ingest::safe::safe_line(block.span.of(text));
        return Some(Headline { text: words, span: Some(block.span), is: TitleIs::Given });
    }
    let body = || blocks.iter().filter(|block| block.kind.is_body());
    let block = body().find(|block| block.kind == BlockKind::Paragraph).or_else(|| body().next())?;
    let first = sentence::split(text, block.span).into_iter().next()?;
    let span = Span::new(first.start, first.start + first_words(first.of(text)));
    Some(Headline { text: crate::ingest::safe::safe_line(span.of(text)), span: Some(span), is: TitleIs::Inferred })
}

/// How many bytes of a sentence make its headline: all of it, or up to the last place where a clause or a phrase ends.
fn first_words(sentence: &str) -> usize {
    let whole = sentence.trim_end_matches(['.', ',', ';', ':', ' ', '…']);
    if whole.chars().count() <= HEADLINE {
        return whole.len();
    }
    // A place to cut is before a word that opens a phrase, so that no phrase is broken; the later, the better.
    let (mut cut, mut any, mut count) = (0, 0, 0);
    let mut at = 0;
    for word in whole.split_inclusive(' ') {
        if count > HEADLINE {
            break;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let dangling = whole.get(..at).is_some_and(|before| before.trim_end().rsplit(' ').next().is_some_and(dangles));
        if at > 0 && !dangling {
            any = at;
            if count >= HEADLINE / 2 && opens_phrase(bare) {
                cut = at;
            }
        }
        at += word.len();
        count += word.chars().count();
    }
    let cut = if cut > 0 { cut } else { any };
    let cut = if cut > 0 { cut } else { whole.char_indices().nth(HEADLINE).map_or(whole.len(), |(at, _)| at) };
    whole.get(..cut).unwrap_or(whole).trim_end_matches([' ', ',', ';', ':', '—', '–', '-', '\u{A0}', '\n', '\r']).len()
}

/// Whether a word opens a phrase before which a headline may be cut. Not "to", "of" and "that": they tie what they join.
fn opens_phrase(word: &str) -> bool {
    const OPENERS: &[&str] = &[
        "about",
        "after",
        "against",
        "amid",
        "among",
        "and",
        "around",
        "as",
        "at",
        "because",
        "before",
        "but",
        "by",
        "despite",
        "during",
        "following",
        "for",
        "from",
        "if",
        "in",
        "including",
        "into",
        "near",
        "on",
        "or",
        "over",
        "since",
        "through",
        "under",
        "until",
        "using",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whose",
        "with",
        "within",
        "without",
    ];
    OPENERS.contains(&word)
}

/// Whether a headline must not end with a word, since what it announces would be missing.
fn dangles(word: &str) -> bool {
    const OPEN: &[&str] = &[
        "a", "an", "the", "to", "of", "that", "than", "so", "its", "his", "her", "their", "this", "these", "is", "has",
        "was",
    ];
    opens_phrase(word)
        || OPEN.contains(&word)
        || abbreviation::stop_after(word.trim_end_matches('.')) == Some(abbreviation::Stop::Title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read_bytes;

    fn outlet_of(text: &str) -> (Option<String>, Option<(String, bool)>) {
        let article = read_bytes("a.txt", true, text.as_bytes().into()).articles.remove(0);
        let proof = match article.outlet.proof {
            OutletProof::Text { span, sure, .. } => Some((article.at(span).to_owned(), sure)),
            _ => None,
        };
        (article.outlet.name, proof)
    }

    #[test]
    fn an_outlet_is_named_only_by_proof() {
        let body =
            "The minister spoke on Monday in Rome. She left at noon.\nThe talks went on for hours, officials said.\n";
        for (text, name, proof, sure) in [
            (format!("CNN\n—\n{body}"), Some("CNN"), Some("CNN"), true),
            (format!("ROME (Reuters) — {body}"), Some("Reuters"), Some("Reuters"), false),
            (
                format!("{body}The Daily Example’s Jane Roe contributed to this report."),
                Some("The Daily Example"),
                Some("The Daily Example"),
                true,
            ),
            (
                format!("{body}© 2024 The Daily Example. All rights reserved."),
                Some("The Daily Example"),
                Some("The Daily Example"),
                true,
            ),
            (format!("{body}“We stay,” said Jane Roe, an expert, to WELT."), None, Some("to WELT"), false),
            (format!("{body}“We stay,” Jane Roe told NPR. As NPR reported, she stayed."), None, None, false),
            (format!("{body}As CNN reported, she stayed. “We stay,” the BBC quoted her."), None, None, false),
            (format!("{body}The Associated Press’ Jane Roe contributed to this report."), None, None, false),
        ] {
            let (found, how) = outlet_of(&text);
            assert_eq!(found.as_deref(), name, "{text}");
            assert_eq!(how, proof.map(|proof| (proof.to_owned(), sure)), "{text}");
        }
    }

    #[test]
    fn an_inferred_headline_is_cut_where_a_phrase_ends() {
        for (sentence, headline) in [
            ("The minister spoke on Monday.", "The minister spoke on Monday"),
            (
                "The minister of the interior, Jane Roe, has allowed the old town to keep its walls and towers for another hundred years \
                 at least, with just two months left in office.",
                "The minister of the interior, Jane Roe, has allowed the old town to keep its walls and towers",
            ),
        ] {
            assert_eq!(&sentence[..first_words(sentence)], headline);
        }
        let long = "x".repeat(500);
        assert_eq!(first_words(&long), HEADLINE);
    }
}
