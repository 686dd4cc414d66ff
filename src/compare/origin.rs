//! Where reports come from.

use rustc_hash::FxHashMap;

use super::sourcing::LISTS;
use crate::article::{Article, Span};
use crate::language::lexicon::Tags;
use crate::language::token::{Token, TokenKind, hash, tokenise};
use crate::reading::Reading;

/// Where reports come from: articles that relay one source are one origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The source's name, verbatim.
    pub name: String,
    /// The articles, by place in the story.
    pub articles: Vec<usize>,
}

/// The news outlets and agencies that the articles of a story name as their source, each with the articles that relay it:
/// those in most articles first, then by name.
pub fn origins(articles: &[&Article], readings: &[&Reading]) -> Vec<Origin> {
    // By folded name: the spellings with their counts, and the articles.
    let mut found: FxHashMap<String, (FxHashMap<String, usize>, Vec<usize>)> = FxHashMap::default();
    let mut tokens = Vec::new();
    for (article, (source, reading)) in articles.iter().zip(readings).enumerate() {
        let mut add = |span: Span, with_the: bool| {
            let name = source.at(span).split_whitespace().collect::<Vec<_>>().join(" ");
            let (spellings, list) = found.entry(name.to_lowercase()).or_default();
            *spellings.entry(if with_the { format!("The {name}") } else { name }).or_default() += 1;
            if list.last() != Some(&article) {
                list.push(article);
            }
        };
        for passage in &reading.passages {
            tokens.clear();
            tokenise(&source.text, passage.span, &mut tokens);
            cited(&source.text, &tokens, &mut add);
        }
    }
    merge_initials(&mut found);
    found.retain(|name, _| name.contains(' ') || LISTS.agency.contains(&hash(name)));
    let mut origins: Vec<Origin> = found
        .into_values()
        .map(|(spellings, articles)| {
            let mut names: Vec<(String, usize)> = spellings.into_iter().collect();
            names.sort_by(|a, b| (b.1, b.0.len()).cmp(&(a.1, a.0.len())).then_with(|| a.0.cmp(&b.0)));
            Origin { name: names.into_iter().next().map_or(String::new(), |(name, _)| name), articles }
        })
        .collect();
    origins.sort_by(|a, b| b.articles.len().cmp(&a.articles.len()).then_with(|| a.name.cmp(&b.name)));
    origins
}

/// "NYT" is the New York Times: initials join the one full name that they fit.
fn merge_initials(found: &mut FxHashMap<String, (FxHashMap<String, usize>, Vec<usize>)>) {
    let initials = |name: &str| -> String { name.split([' ', '-']).filter_map(|word| word.chars().next()).collect() };
    let mut names: Vec<String> = found.keys().cloned().collect();
    names.sort();
    for short in names.iter().filter(|name| !name.contains(' ')) {
        let letters: String = short.chars().filter(|c| *c != '.').collect();
        let mut full = names.iter().filter(|name| name.contains(' ') && initials(name) == letters);
        let (Some(full), None) = (full.next(), full.next()) else { continue };
        let Some((_, articles)) = found.remove(short) else { continue };
        if let Some((_, list)) = found.get_mut(full) {
            list.extend(articles);
            list.sort_unstable();
            list.dedup();
        }
    }
}

/// Gives `add` each outlet that one passage names as a source, and whether "The" belongs to the name.
fn cited(text: &str, tokens: &[Token], add: &mut impl FnMut(Span, bool)) {
    let mut at = 0;
    let mut listed = false;
    while at < tokens.len() {
        let Some(end) = outlet(tokens, at) else {
            // "from the New York Times, Washington Post and AFP": the list goes on.
            let joint =
                tokens.get(at).is_some_and(|token| token.is(',') || is(text, tokens, at, &["and", "the", "or"]));
            listed &= joint;
            at += 1;
            continue;
        };
        if listed || source(text, tokens, at, end) {
            listed = true;
            if let (Some(first), Some(last)) = (tokens.get(at), tokens.get(end - 1)) {
                // "The" in mid-sentence is part of the name.
                let the = at > 1
                    && at.checked_sub(1).is_some_and(|the| tokens.get(the).is_some_and(|t| t.span.of(text) == "The"));
                add(Span::new(first.span.start, last.span.end), the);
            }
        }
        at = end;
    }
}

fn is(text: &str, tokens: &[Token], at: usize, words: &[&str]) -> bool {
    tokens.get(at).is_some_and(|token| words.iter().any(|word| token.span.of(text).eq_ignore_ascii_case(word)))
}

/// The end of an outlet's name that begins at `at`: a capitalised run that closes with a word for outlets, or an agency.
fn outlet(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at).filter(|token| token.is_word() && token.capital && !token.has(Tags::CLOSED))?;
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    if before
        .is_some_and(|before| before.is_word() && before.capital && !before.has(Tags::CLOSED) && !before.possessive)
    {
        return None;
    }
    let mut end = at;
    while end < at + 5
        && tokens.get(end).is_some_and(|token| token.is_word() && token.capital && !token.has(Tags::CLOSED))
    {
        end += 1;
        if tokens.get(end - 1).is_some_and(|token| token.possessive) {
            break;
        }
    }
    let lists = &*LISTS;
    if end == at + 1 {
        // Any word in capitals may be the initials of a full name.
        return (lists.agency.contains(&first.word) || first.shouted).then_some(end);
    }
    let last = tokens.get(end - 1)?;
    if lists.outlet.contains(&last.word) {
        return Some(end);
    }
    // "Reuters News", "CNN International": an agency with more words; "Fox News Sunday" ends in the word before.
    let kept = (at + 1..end).rev().find(|n| {
        tokens.get(n - 1).is_some_and(|token| lists.outlet.contains(&token.word) || lists.agency.contains(&token.word))
    })?;
    let head = tokens.get(kept - 1)?;
    (kept > at + 1 || lists.agency.contains(&head.word)).then_some(kept)
}

/// Whether the words around an outlet's name say that something comes from it.
fn source(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let back = |n: usize| at.checked_sub(n);
    let the = back(1).is_some_and(|at| is(text, tokens, at, &["the"]));
    let lead = back(1 + usize::from(the));
    let led = |words: &[&str]| lead.is_some_and(|at| is(text, tokens, at, words));
    let before =
        |words: &[&str]| lead.is_some_and(|lead| (lead.saturating_sub(4)..lead).any(|at| is(text, tokens, at, words)));
    let named_after = tokens.get(end).is_some_and(|token| token.has(Tags::ROLE | Tags::TITLE));
    if named_after {
        return false;
    }
    led(&["told", "tells", "telling", "citing", "cites", "cited", "quoting", "via"])
        || led(&["to"])
            && before(&["according", "said", "speaking", "comment", "detail", "statement", "confirmed", "interview"])
        || led(&["by"])
            && before(&[
                "reported",
                "published",
                "quoted",
                "seen",
                "obtained",
                "cited",
                "interviewed",
                "revealed",
                "report",
            ])
        || led(&["with"]) && before(&["interview", "conversation", "spoke"])
        || led(&["from", "in"]) && before(&["report", "reports", "sources", "reporting", "article", "interview"])
        || reports(text, tokens, end)
}

/// "reported", ", citing its sources, reported", "quoted" after the name.
fn reports(text: &str, tokens: &[Token], end: usize) -> bool {
    let mut at = end;
    while tokens.get(at).is_some_and(|token| token.has(Tags::ADVERB | Tags::AUXILIARY)) {
        at += 1;
    }
    if tokens.get(at).is_some_and(|comma| comma.kind == TokenKind::Mark(',')) {
        return is(text, tokens, at + 1, &["citing", "quoting"]);
    }
    is(text, tokens, at, &["quoted", "cited", "published", "citing", "reporting"])
        || tokens
            .get(at)
            .is_some_and(|verb| verb.has(Tags::SPEECH) && verb.has(Tags::PAST | Tags::THIRD) && !verb.capital)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fixture::article;

    fn named(texts: &[&str]) -> Vec<(String, Vec<usize>)> {
        let articles: Vec<Article> = texts.iter().map(|text| article(text)).collect();
        let readings: Vec<Reading> = articles.iter().map(Reading::of).collect();
        let found = origins(&articles.iter().collect::<Vec<_>>(), &readings.iter().collect::<Vec<_>>());
        found.into_iter().map(|origin| (origin.name, origin.articles)).collect()
    }

    #[test]
    fn articles_that_relay_one_paper_are_one_origin() {
        let found = named(&[
            "The harbour will close, according to the Oulu Evening Post.",
            "The OEP reported no delay. It was reported by the Oulu Evening Post on Monday.",
            "It rained in Oulu.",
        ]);
        assert_eq!(found, [("Oulu Evening Post".to_owned(), vec![0, 1])]);
    }

    #[test]
    fn a_list_of_papers_is_read_to_its_end() {
        let found = named(&["According to reports from the Oulu Post, Turku Times and AFP, it will close."]);
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn a_paper_that_is_only_mentioned_is_no_origin() {
        assert_eq!(named(&["He lives behind the Oulu Post building.", "Oulu Post editor Anna Berg left."]), []);
    }
}
