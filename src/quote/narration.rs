//! Where words without marks stop and the text tells who speaks: ", said Dunn.", ", the mayor added on Monday."
//!
//! Dialogue opened by a dash has no closing mark, and a closing mark may be lost; the reporting clause ends the words.

use std::ops::Range;

use crate::language::lexicon::Tags;
use crate::language::token::{Token, TokenKind};

/// How far from the comma the reporting verb may stand: names carry long appositions.
const REACH: usize = 40;

/// The stretches of `tokens[range]` that tell who speaks, up to the end of their sentence.
pub(super) fn find(text: &str, tokens: &[Token], range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let Some(token) = tokens.get(at) else { break };
        let TokenKind::Mark(mark) = token.kind else {
            at += 1;
            continue;
        };
        if !",?!…”\"»—–’'.".contains(mark) {
            at += 1;
            continue;
        }
        let mut start = at + 1;
        while start < range.end && tokens.get(start).is_some_and(|token| "”\"»—–’'".chars().any(|c| token.is(c)))
        {
            start += 1;
        }
        if mark == '.' && start == at + 1 {
            at += 1;
            continue;
        }
        if start > range.start + 1 && tells(text, tokens, start..range.end) {
            let dashed = tokens.get(start - 1).is_some_and(|token| token.is('—') || token.is('–'));
            let end = end(tokens, start..range.end, dashed);
            found.push(start..end);
            at = end;
        } else {
            at = start;
        }
    }
    found
}

fn finite(token: &Token) -> bool {
    token.has(Tags::SPEECH) && token.has(Tags::PAST | Tags::THIRD) && !token.capital
}

fn tells(text: &str, tokens: &[Token], range: Range<usize>) -> bool {
    let Some(first) = tokens.get(range.start) else { return false };
    let next = |n: usize| tokens.get(range.start + n).filter(|_| range.start + n < range.end);
    let skip = |mut n: usize| {
        while next(n).is_some_and(|token| token.has(Tags::ADVERB | Tags::AUXILIARY) && !token.has(Tags::SPEECH)) {
            n += 1;
        }
        n
    };
    let told = matches!(text.get(first.span.start..first.span.end), Some("said" | "says"));
    if finite(first) {
        // "said Dunn", "says the mayor"
        return next(skip(1)).is_some_and(|token| {
            token.capital && token.is_word() && text.get(token.span.start..token.span.end) != Some("I")
                || token.has(Tags::PRONOUN) && told
                || token.has(Tags::DETERMINER) && told
                || token.has(Tags::ROLE | Tags::TITLE)
        });
    }
    if first.has(Tags::PRONOUN) {
        let word = first.span.of(text);
        return matches!(word, "he" | "she" | "they" | "it") && next(skip(1)).is_some_and(finite);
    }
    let subject =
        first.is_word() && (first.capital || first.has(Tags::DETERMINER | Tags::ROLE | Tags::TITLE | Tags::POSSESSIVE));
    if !subject || first.span.of(text) == "I" {
        return false;
    }
    // "Dunn, who runs the harbour, said": a verb right after the subject, or after a comma that ends an apposition.
    let mut apposition = false;
    for n in 1..REACH.min(range.len()) {
        let Some(token) = next(n) else { return false };
        match token.kind {
            TokenKind::Mark('.' | '!' | '?' | ';' | ':' | '“' | '"') => return false,
            TokenKind::Mark(',') => apposition = true,
            TokenKind::Word => {
                if matches!(token.span.of(text), "I" | "we" | "you" | "We" | "You") {
                    return false;
                }
                let before = next(n - 1);
                if finite(token)
                    && before.is_some_and(|before| {
                        before.is(',')
                            || before.is(')')
                            || before.capital
                            || before.has(Tags::ROLE | Tags::ADVERB | Tags::TITLE | Tags::BODY)
                            || !apposition && n <= 4 && !before.has(Tags::CLOSED)
                    })
                {
                    return true;
                }
                if !apposition
                    && !token.capital
                    && (token.has(Tags::AUXILIARY)
                        || token.has(Tags::VERB) && !token.has(Tags::ROLE | Tags::TITLE) && n > 3)
                {
                    return false;
                }
            }
            _ => {}
        }
    }
    false
}

/// The end of the telling: past the sentence's full stop, or at the dash that takes the words up again.
fn end(tokens: &[Token], range: Range<usize>, dashed: bool) -> usize {
    for at in range.clone() {
        let Some(token) = tokens.get(at) else { break };
        if token.is('.') || token.is('!') || token.is('?') || token.is(':') {
            let next = tokens.get(at + 1).filter(|_| at + 1 < range.end);
            if next.is_none_or(|next| next.capital || !next.is_word()) {
                return at + 1;
            }
        }
        if dashed && (token.is('—') || token.is('–')) {
            return at;
        }
    }
    range.end
}
