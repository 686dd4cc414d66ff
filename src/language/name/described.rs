//! What the text says of a name right behind it: "Ida Voss, a lawyer for the port,", "Rep. Ida Voss (D-Wis.)".

use std::ops::Range;

use crate::article::Span;
use crate::language::Name;
use crate::language::lexicon::Tags;
use crate::language::token::{Token, TokenKind};

/// The longest apposition, in tokens.
const LONGEST: usize = 14;
/// The longest side in brackets, in tokens: "(D-Newport News)".
const SIDE: usize = 5;

/// Fills in [`Name::described`].
pub(super) fn describe(tokens: &[Token], blocks: &[Range<usize>], names: &mut [Name]) {
    for name in names {
        for at in 0..name.mentions.len() {
            let Some(mention) = name.mentions.get(at).copied() else { break };
            let from = tokens.partition_point(|token| token.span.start < mention.end);
            let Some(block) = blocks.get(blocks.partition_point(|block| block.end <= from)) else { continue };
            let rest = tokens.get(from.max(block.start)..block.end).unwrap_or_default();
            // A possessive is followed by what is owned.
            if tokens.get(from.saturating_sub(1)).is_none_or(|last| last.possessive) {
                continue;
            }
            let (side, rest) = bracketed(rest);
            name.described.extend(side.into_iter().chain(apposition(rest)));
        }
    }
}

/// What stands in brackets at the start of `rest`, if it is a party, a place or an age; and what follows.
fn bracketed(rest: &[Token]) -> (Option<Span>, &[Token]) {
    if !rest.first().is_some_and(|first| first.is('(')) {
        return (None, rest);
    }
    let Some(close) = rest.iter().take(SIDE + 2).position(|token| token.is(')')) else { return (None, rest) };
    let inner = rest.get(1..close).unwrap_or_default();
    let after = rest.get(close + 1..).unwrap_or_default();
    let side = inner.first().is_some_and(|first| first.capital) && inner.iter().all(|token| !token.has(Tags::VERB));
    (span(inner).filter(|_| side), after)
}

/// ", a lawyer for the port," at the start of `rest`: from behind the comma to the next comma or full stop.
fn apposition(rest: &[Token]) -> Option<Span> {
    let (comma, rest) = rest.split_first()?;
    let first = rest.first().filter(|_| comma.is(','))?;
    let opens = first.has(Tags::DETERMINER | Tags::POSSESSIVE) || first.has(Tags::ROLE | Tags::TITLE) && !first.capital;
    let end = rest.iter().take(LONGEST + 1).position(|token| {
        matches!(token.kind, TokenKind::Mark(',' | '.' | ';' | '—' | '–' | '”' | '"' | ')'))
            || token.has(Tags::AUXILIARY)
            || token.is_word() && token.has(Tags::CONJUNCTION)
    })?;
    let inner = rest.get(..end)?;
    let head = inner.iter().take_while(|token| !token.has(Tags::PREPOSITION) || token.has(Tags::DETERMINER));
    let role = head.clone().any(|token| token.has(Tags::ROLE));
    let told = inner.iter().any(|token| token.has(Tags::PRONOUN) && !token.has(Tags::DETERMINER));
    (opens && role && !told).then(|| span(inner)).flatten()
}

fn span(tokens: &[Token]) -> Option<Span> {
    Some(Span::new(tokens.first()?.span.start, tokens.last()?.span.end))
}

#[cfg(test)]
mod tests {
    use crate::language::fixture::article;

    fn described(text: &str) -> Vec<String> {
        let article = article(text);
        let names = crate::language::name::names(&article, &[]);
        names.iter().flat_map(|name| &name.described).map(|&span| article.at(span).to_owned()).collect()
    }

    #[test]
    fn an_apposition_and_a_side_are_what_the_text_says() {
        assert_eq!(described("Ida Voss, a lawyer for the port, spoke."), ["a lawyer for the port"]);
        assert_eq!(described("Rep. Ida Voss (D-Wis.) spoke."), ["D-Wis."]);
        assert_eq!(described("It was said by Ida Voss, the mayor."), ["the mayor"]);
    }

    #[test]
    fn what_is_no_description_is_left_alone() {
        for text in [
            "Ida Voss, who spoke, left.",
            "Ida Voss, Karl Lund and others spoke.",
            "Ida Voss (right) spoke.",
            "Before Ida Voss, the rain had come.",
        ] {
            assert_eq!(described(text), Vec::<String>::new(), "{text}");
        }
    }
}
