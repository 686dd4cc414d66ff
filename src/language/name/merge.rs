//! Runs → names: all mentions of one person or body under its fullest form.

use std::ops::Range;

use crate::article::Span;
use crate::language::lexicon::Tags;
use crate::language::name::spot::{Run, is_suffix, span_of};
use crate::language::name::{Gender, Name, NameKind};
use crate::language::token::Token;

/// How alike two spellings of a surname must be to be one within an article (Jaro-Winkler), with the same first letter.
const SAME_SPELLING: f64 = 0.93;

struct Draft {
    /// The tokens of its fullest form.
    full: Range<usize>,
    /// Hashes of the words of the fullest form, without suffix.
    words: Vec<u64>,
    junior: bool,
    mentions: Vec<Range<usize>>,
    roles: Vec<Span>,
    tags: Tags,
    titled: bool,
}

pub(super) fn merge(text: &str, tokens: &[Token], runs: &[Run]) -> Vec<Name> {
    let mut drafts: Vec<Draft> = Vec::new();
    let shapes: Vec<Shape> = runs.iter().map(|run| Shape::of(text, tokens, run)).collect();
    // First the full names, so that a surname that comes before its full form finds it.
    let mut place: Vec<Option<usize>> = vec![None; runs.len()];
    for (n, (run, shape)) in runs.iter().zip(&shapes).enumerate() {
        if shape.words.len() < 2 {
            continue;
        }
        let found = drafts
            .iter()
            .position(|draft| draft.junior == shape.junior && same_full_name(tokens, text, draft, shape, run));
        place[n] = Some(found.unwrap_or_else(|| {
            drafts.push(Draft::of(run, shape));
            drafts.len() - 1
        }));
        if let Some(draft) = found.and_then(|at| drafts.get_mut(at))
            && shape.words.len() > draft.words.len()
        {
            draft.full = run.name.clone();
            draft.words.clone_from(&shape.words);
        }
    }
    let mut last_seen: Vec<usize> = vec![usize::MAX; drafts.len()];
    for (n, (run, shape)) in runs.iter().zip(&shapes).enumerate() {
        let at = match place[n] {
            Some(at) => at,
            None => single(text, tokens, run, shape, &drafts, &last_seen).unwrap_or_else(|| {
                drafts.push(Draft::of(run, shape));
                last_seen.push(usize::MAX);
                drafts.len() - 1
            }),
        };
        last_seen[at] = n;
        if let Some(draft) = drafts.get_mut(at) {
            draft.mentions.push(run.name.clone());
            draft.roles.extend(run.role);
            draft.tags |= run.tags;
            draft.titled |= run.titled;
        }
    }
    let mut names: Vec<Name> = drafts
        .into_iter()
        .filter(|draft| !draft.mentions.is_empty())
        .filter_map(|draft| finish(text, tokens, draft))
        .collect();
    names.sort_by_key(|name| name.mentions.first().map(|span| span.start));
    names
}

struct Shape {
    words: Vec<u64>,
    junior: bool,
}

impl Shape {
    fn of(text: &str, tokens: &[Token], run: &Run) -> Self {
        let inside = tokens.get(run.name.clone()).unwrap_or_default();
        let junior = inside.iter().any(|token| is_suffix(token.span.of(text)));
        let words = inside
            .iter()
            .filter(|token| token.is_word() && !is_suffix(token.span.of(text)))
            .map(|token| token.word)
            .collect();
        Self { words, junior }
    }
}

impl Draft {
    fn of(run: &Run, shape: &Shape) -> Self {
        Self {
            full: run.name.clone(),
            words: shape.words.clone(),
            junior: shape.junior,
            mentions: Vec::new(),
            roles: Vec::new(),
            tags: Tags(0),
            titled: false,
        }
    }
}

/// Equal words, or the same surname and one form's words all in the other ("Hillary Rodham Clinton"), or initials.
fn same_full_name(tokens: &[Token], text: &str, draft: &Draft, shape: &Shape, run: &Run) -> bool {
    if draft.words == shape.words {
        return true;
    }
    if draft.words.last() != shape.words.last() {
        return false;
    }
    let (short, long) =
        if draft.words.len() < shape.words.len() { (&draft.words, &shape.words) } else { (&shape.words, &draft.words) };
    if draft.words.first() == shape.words.first() && short.iter().all(|word| long.contains(word)) {
        return true;
    }
    // "John F. Kerry" and "John Kerry" differ by an initial only.
    let first = |range: &Range<usize>| tokens.get(range.start).map(|token| token.span.of(text));
    draft.words.first() == shape.words.first()
        && first(&draft.full) == first(&run.name)
        && long.len() - short.len() <= 1
        && long.len() <= 3
}

/// The name that a single word stands for: the last one seen with that surname, else with that given name.
fn single(
    text: &str,
    tokens: &[Token],
    run: &Run,
    shape: &Shape,
    drafts: &[Draft],
    last_seen: &[usize],
) -> Option<usize> {
    let word = *shape.words.first()?;
    let token = tokens.get(run.name.start)?;
    let gender = run.tags;
    let clash = |draft: &Draft| {
        let known = gender_of(tokens, draft);
        gender.any(Tags::MALE) && known == Some(Gender::Female)
            || gender.any(Tags::FEMALE) && known == Some(Gender::Male)
    };
    let best = |fits: &dyn Fn(&Draft) -> bool| {
        drafts
            .iter()
            .enumerate()
            .filter(|(_, draft)| fits(draft) && !clash(draft))
            .max_by_key(|(at, draft)| {
                let seen = last_seen.get(*at).copied().unwrap_or(usize::MAX);
                // One seen before beats one that is still to come; a person beats a body; the latest beats the rest.
                let seen = if seen == usize::MAX { 0 } else { seen + 1 };
                (seen > 0, !draft.junior, seen, usize::MAX - at)
            })
            .map(|(at, _)| at)
    };
    let body = |draft: &Draft| {
        tokens
            .get(draft.full.clone())
            .unwrap_or_default()
            .iter()
            .any(|token| token.has(Tags::ORGANISATION | Tags::PLACE))
    };
    best(&|draft: &Draft| draft.words.len() == 1 && draft.words.first() == Some(&word) && token.shouted)
        .or_else(|| best(&|draft: &Draft| draft.words.len() > 1 && draft.words.last() == Some(&word)))
        .or_else(|| {
            let given = token.has(Tags::MALE_NAME | Tags::FEMALE_NAME) && !token.has(Tags::PLACE | Tags::ORGANISATION);
            best(&|draft: &Draft| {
                (given || draft.titled) && draft.words.len() > 1 && draft.words.first() == Some(&word) && !body(draft)
            })
        })
        .or_else(|| best(&|draft: &Draft| draft.words.len() == 1 && draft.words.first() == Some(&word)))
        .or_else(|| {
            let spelling = token.span.of(text);
            (spelling.len() >= 6 && !token.has(Tags::PLACE | Tags::ORGANISATION))
                .then(|| {
                    best(&|draft: &Draft| {
                        !body(draft) && draft.titled | (draft.words.len() > 1) && alike(text, tokens, draft, spelling)
                    })
                })
                .flatten()
        })
        .or_else(|| {
            acronym(text, token).and_then(|letters| best(&|draft: &Draft| initials(text, tokens, draft) == letters))
        })
}

fn alike(text: &str, tokens: &[Token], draft: &Draft, spelling: &str) -> bool {
    let Some(last) = draft.full.end.checked_sub(1).and_then(|at| tokens.get(at)) else { return false };
    let other = last.span.of(text);
    other.len() >= 6
        && other.chars().next() == spelling.chars().next()
        && strsim::jaro_winkler(other, spelling) >= SAME_SPELLING
}

fn acronym(text: &str, token: &Token) -> Option<String> {
    let letters: String = token.span.of(text).chars().filter(|c| *c != '.').collect();
    (token.shouted && (2..=6).contains(&letters.chars().count())).then_some(letters)
}

fn initials(text: &str, tokens: &[Token], draft: &Draft) -> String {
    let inside = tokens.get(draft.full.clone()).unwrap_or_default();
    inside.iter().filter(|token| token.capital).filter_map(|token| token.span.of(text).chars().next()).collect()
}

fn gender_of(tokens: &[Token], draft: &Draft) -> Option<Gender> {
    if draft.tags.any(Tags::MALE) {
        return Some(Gender::Male);
    }
    if draft.tags.any(Tags::FEMALE) {
        return Some(Gender::Female);
    }
    let first = tokens.get(draft.full.start)?;
    if draft.words.len() < 2 {
        return None;
    }
    match (first.has(Tags::MALE_NAME), first.has(Tags::FEMALE_NAME)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

fn finish(text: &str, tokens: &[Token], draft: Draft) -> Option<Name> {
    let inside = tokens.get(draft.full.clone())?;
    let first = inside.first()?;
    let last = inside.last()?;
    let given = first.has(Tags::MALE_NAME | Tags::FEMALE_NAME);
    let organisation = inside.iter().any(|token| token.has(Tags::ORGANISATION));
    let place = inside.iter().all(|token| token.has(Tags::PLACE)) || last.has(Tags::PLACE) && !given;
    let person = given && draft.words.len() > 1 && !last.has(Tags::PLACE);
    let kind = if organisation && !(draft.titled && given) {
        NameKind::Organisation
    } else if draft.titled || person {
        NameKind::Person
    } else if place {
        NameKind::Place
    } else if last.shouted {
        NameKind::Organisation
    } else {
        NameKind::Unknown
    };
    let gender =
        if kind == NameKind::Organisation || kind == NameKind::Place { None } else { gender_of(tokens, &draft) };
    let spans: Vec<Span> = draft.mentions.iter().filter_map(|range| span_of(tokens, range.clone())).collect();
    Some(Name {
        text: span_of(tokens, draft.full)?.of(text).to_owned(),
        kind,
        gender,
        mentions: spans,
        roles: draft.roles,
        described: Vec::new(),
    })
}
