//! Sources without a name, and hearsay.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::article::Span;
use crate::language::lexicon::Tags;
use crate::language::token::{Token, TokenKind, hash, with_lower};

/// How many words may stand between the noun and its verb ("sources familiar with the matter said").
const REACH: usize = 8;

/// The lists of `assets/lexicon/sourcing.txt`, as hashes of lower-case words.
pub(in crate::compare) struct Lists {
    unnamed: FxHashSet<u64>,
    hearsay: FxHashSet<u64>,
    passive: FxHashSet<u64>,
    /// Words that make a name that of a news outlet.
    pub(in crate::compare) outlet: FxHashSet<u64>,
    /// Outlets and agencies of one word.
    pub(in crate::compare) agency: FxHashSet<u64>,
}

pub(in crate::compare) static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let section = |name: &str| {
        include_str!("../../../assets/lexicon/sourcing.txt")
            .lines()
            .filter_map(|line| line.strip_prefix('[')?.split_once("] "))
            .filter(|(section, _)| *section == name)
            .flat_map(|(_, words)| words.split(' ').map(hash))
            .collect()
    };
    Lists {
        unnamed: section("unnamed"),
        hearsay: section("hearsay"),
        passive: section("passive"),
        outlet: section("outlet"),
        agency: section("agency"),
    }
});

/// Appends the phrases of one passage.
pub(super) fn find(text: &str, tokens: &[Token], found: &mut Vec<Span>) {
    let mut at = 0;
    while at < tokens.len() {
        let phrase = hearsay(text, tokens, at).or_else(|| source(text, tokens, at));
        match phrase {
            Some((span, next)) => {
                if found.last().is_none_or(|last| !last.meets(span)) {
                    found.push(span);
                }
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
}

fn word<'a>(text: &'a str, tokens: &[Token], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| token.span.of(text))
}

fn is(text: &str, tokens: &[Token], at: usize, words: &[&str]) -> bool {
    words.iter().any(|one| word(text, tokens, at).eq_ignore_ascii_case(one))
}

fn over(tokens: &[Token], first: usize, last: usize) -> Option<Span> {
    Some(Span::new(tokens.get(first)?.span.start, tokens.get(last)?.span.end))
}

/// "reportedly"; "it was revealed today that"; "reports suggest".
fn hearsay(text: &str, tokens: &[Token], at: usize) -> Option<(Span, usize)> {
    let token = tokens.get(at)?;
    if LISTS.hearsay.contains(&token.word) && token.is_word() {
        return Some((token.span, at + 1));
    }
    if is(text, tokens, at, &["reports"])
        && tokens.get(at + 1).is_some_and(|verb| verb.has(Tags::SPEECH | Tags::WEAK) && verb.has(Tags::BASE))
    {
        return Some((over(tokens, at, at + 1)?, at + 2));
    }
    if !is(text, tokens, at, &["it"]) {
        return None;
    }
    let mut next = at + 1;
    let mut passive = false;
    while next < at + 5 {
        let here = tokens.get(next).filter(|here| here.is_word())?;
        if LISTS.passive.contains(&here.word) && next > at + 1 {
            passive = true;
            break;
        }
        if !(here.has(Tags::AUXILIARY | Tags::ADVERB) || is(text, tokens, next, &["became", "become"])) {
            return None;
        }
        next += 1;
    }
    let that = (next + 1..next + 4).find(|at| is(text, tokens, *at, &["that"])).filter(|_| passive)?;
    Some((over(tokens, at, that)?, that + 1))
}

/// A noun for a source at `at`, with nobody's name, that says something or is cited.
fn source(text: &str, tokens: &[Token], at: usize) -> Option<(Span, usize)> {
    let head = tokens.get(at).filter(|head| head.is_word() && head.has(Tags::ROLE) && !head.possessive)?;
    if head.capital && at > 0 && !tokens.get(at - 1).is_some_and(|before| matches!(before.kind, TokenKind::Mark(_))) {
        return None;
    }
    let lower = with_lower(head.span.of(text), str::to_owned);
    let lone = matches!(lower.as_str(), "some" | "others" | "many" | "several");
    let plural = lone
        || lower.ends_with('s') && !lower.ends_with("ss")
        || matches!(lower.as_str(), "people" | "men" | "women" | "spokesmen");
    let first = begin(tokens, at);
    let opener = tokens.get(first)?;
    let definite = is(text, tokens, first, &["the", "this", "that", "his", "her", "its", "their"]) || opener.possessive;
    let indefinite = !definite && (opener.has(Tags::DETERMINER) || is(text, tokens, first, &["a", "an", "one"]));
    let narrow = LISTS.unnamed.contains(&head.word);
    if !(narrow || plural && !definite || indefinite) || lone && first != at {
        return None;
    }
    if !definite && !indefinite && !plural {
        return None;
    }
    // "Virtanen, a senior diplomat, said" and "officials Laine and Holt": somebody is named.
    if apposition(tokens, first) || name_follows(tokens, at + 1) {
        return None;
    }
    let cited = cited(text, tokens, first);
    if lone {
        let verb = tokens
            .get(at + 1)
            .filter(|verb| verb.has(Tags::SPEECH | Tags::WEAK) && verb.has(Tags::PAST | Tags::BASE))?;
        return (!verb.has(Tags::CLOSED)).then_some((head.span, at + 2));
    }
    let verb = reports(text, tokens, at + 1, plural, narrow);
    let inverted = first
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_some_and(|before| before.has(Tags::SPEECH) && before.has(Tags::PAST | Tags::THIRD));
    let end = match (verb, cited || inverted) {
        (Some(verb), _) => trim(tokens, at, verb),
        (None, true) => tail(text, tokens, at),
        (None, false) => return None,
    };
    Some((over(tokens, first, end)?, end + 1))
}

/// The first token of the noun phrase with head `at`.
fn begin(tokens: &[Token], at: usize) -> usize {
    let mut first = at;
    while let Some(before) = first.checked_sub(1).and_then(|before| tokens.get(before)) {
        let gap = at - first >= 6;
        if gap || !(before.is_word() || before.kind == TokenKind::Number) {
            break;
        }
        if before.has(Tags::DETERMINER | Tags::POSSESSIVE) {
            return first - 1;
        }
        // A verb that is also a noun or a participle ("informed sources") may stand inside.
        let opens = (first - 1)
            .checked_sub(1)
            .and_then(|at| tokens.get(at))
            .is_none_or(|lead| !lead.is_word() || lead.has(Tags::ING | Tags::PREPOSITION | Tags::DETERMINER));
        let verb = before.has(Tags::SPEECH) && before.has(Tags::PAST | Tags::THIRD) && !opens || before.has(Tags::ING);
        if before.has(Tags::CLOSED) || verb || before.has(Tags::ADVERB) && !before.capital {
            break;
        }
        first -= 1;
    }
    first
}

fn apposition(tokens: &[Token], first: usize) -> bool {
    let comma = first.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|comma| comma.is(','));
    let name =
        first.checked_sub(2).and_then(|at| tokens.get(at)).is_some_and(|name| name.capital && !name.has(Tags::TIME));
    comma && name
}

fn name_follows(tokens: &[Token], at: usize) -> bool {
    let capital = |at: usize| {
        tokens.get(at).is_some_and(|token| token.is_word() && token.capital && !token.has(Tags::TIME | Tags::PLACE))
    };
    capital(at) || tokens.get(at).is_some_and(|comma| comma.is(',')) && capital(at + 1)
}

/// "according to", "citing", "quoted" before the phrase.
fn cited(text: &str, tokens: &[Token], first: usize) -> bool {
    let back = |n: usize, words: &[&str]| first.checked_sub(n).is_some_and(|at| is(text, tokens, at, words));
    back(1, &["to"]) && back(2, &["according"])
        || back(1, &["citing", "cites", "cited", "quoting", "quoted", "quotes"])
        || back(1, &["by"]) && back(2, &["told", "confirmed", "reported"])
}

/// The reporting verb of the phrase, within reach and in the same clause.
fn reports(text: &str, tokens: &[Token], from: usize, plural: bool, narrow: bool) -> Option<usize> {
    for at in from..from + REACH {
        let token = tokens.get(at)?;
        match token.kind {
            TokenKind::Mark('(' | ')' | '-' | '’' | '\'') | TokenKind::Number => {}
            // A comma ends the clause, unless what follows describes the source.
            TokenKind::Mark(',') if is(text, tokens, at + 1, &["speaking", "who", "asking", "citing", "familiar"]) => {}
            TokenKind::Mark(_) => return None,
            TokenKind::Word => {
                // "officials say", "an official says"; "leaders of allied states" say nothing yet.
                let form = if plural { Tags::BASE } else { Tags::THIRD };
                let finite = token.has(Tags::PAST | form) && !token.capital;
                let spoken = token.has(Tags::SPEECH | Tags::WEAK) && finite
                    || is(text, tokens, at, &["declined", "refused", "explaining"]);
                let noun = tokens
                    .get(at - 1)
                    .is_some_and(|before| before.has(Tags::DETERMINER | Tags::POSSESSIVE | Tags::PREPOSITION));
                if spoken && !noun {
                    return Some(at);
                }
                // "officials who asked not to be named said"; "an old man who …" is no source.
                let who = narrow && is(text, tokens, at, &["who"]);
                if token.has(Tags::CONJUNCTION | Tags::PRONOUN) && !who {
                    return None;
                }
                // Another verb before it: the phrase does something else.
                if token.has(Tags::VERB)
                    && !token.has(Tags::SPEECH | Tags::WEAK | Tags::AUXILIARY)
                    && token.has(Tags::PAST | Tags::THIRD)
                    && at == from
                {
                    return None;
                }
            }
        }
    }
    None
}

/// The last token of the phrase before its verb: without auxiliaries and adverbs.
fn trim(tokens: &[Token], head: usize, verb: usize) -> usize {
    let mut last = verb - 1;
    while last > head
        && tokens.get(last).is_some_and(|token| {
            !token.is_word() || token.has(Tags::AUXILIARY | Tags::ADVERB | Tags::TIME | Tags::PREPOSITION)
        })
    {
        last -= 1;
    }
    last.max(head)
}

/// "sources familiar with the matter": what describes a cited source goes with it.
fn tail(text: &str, tokens: &[Token], at: usize) -> usize {
    if !is(text, tokens, at + 1, &["familiar", "close", "briefed", "involved"]) {
        return at;
    }
    let mut last = at + 1;
    for n in at + 2..at + 7 {
        let Some(token) = tokens.get(n).filter(|token| token.is_word()) else { break };
        last = n;
        if !token.has(Tags::CLOSED) {
            break;
        }
    }
    last
}
