//! What is counted in a story, with each outlet's value.

mod stand;

use rustc_hash::FxHashSet;

use super::{Link, Place, Words};
use crate::article::{Article, Span};
use crate::language::lexicon::{self, Tags};
use crate::language::token::{hash, with_lower};
use crate::language::{Figure, Unit};
use crate::reading::Reading;

pub use stand::{Stand, stand};

/// One outlet's value of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureValue {
    /// Where.
    pub words: Words,
    /// The normalised value; `None` for a date, and for an amount without a number ("thousands").
    pub value: Option<f64>,
    /// Its unit.
    pub unit: Unit,
    /// For a date, `2024-11-15` or `--11-15`.
    pub date: Option<String>,
    /// Whether it agrees with another outlet's after conversion and rounding, or stands alone.
    pub agrees: bool,
}

/// One thing that is counted, with each outlet's value.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureRow {
    /// What is counted, in the words of an article.
    pub what: String,
    /// The values, by article and position.
    pub values: Vec<FigureValue>,
}

/// How far around a figure its company is looked at, in bytes.
const COMPANY: usize = 90;

/// A figure of the story with what tells whether another speaks of the same thing.
struct Entry<'a> {
    article: usize,
    figure: &'a Figure,
    /// The place of its passage in the story.
    place: usize,
    /// Hash of the counted noun without its plural ending.
    head: Option<u64>,
    /// Hashes of the capitalised words between number and noun ("North Korean").
    names: Vec<u64>,
    /// The word before it where that says which of several is meant ("the first two years").
    which: Option<&'static str>,
    /// Hashes of the telling words around it.
    company: FxHashSet<u64>,
}

/// The figures of a story, by what they count: those in most articles first, then by place.
pub fn figures(articles: &[&Article], readings: &[&Reading], places: &[Place], links: &[Link]) -> Vec<FigureRow> {
    let entries = entries(articles, readings, places);
    let aligned: FxHashSet<(usize, usize)> =
        links.iter().filter(|link| link.aligned).map(|link| (link.a.0, link.b.0)).collect();
    let mut root: Vec<usize> = (0..entries.len()).collect();
    for (i, one) in entries.iter().enumerate() {
        for (j, other) in entries.iter().enumerate().skip(i + 1) {
            if one.figure.unit == other.figure.unit && together(one, other, &aligned) {
                let (a, b) = (find(&mut root, i), find(&mut root, j));
                if let Some(slot) = root.get_mut(a.max(b)) {
                    *slot = a.min(b);
                }
            }
        }
    }
    let mut rows: Vec<Vec<&Entry<'_>>> = Vec::new();
    let mut row_of: Vec<Option<usize>> = vec![None; entries.len()];
    for (n, entry) in entries.iter().enumerate() {
        let root = find(&mut root, n);
        let row = row_of.get(root).copied().flatten().unwrap_or(rows.len());
        if row == rows.len() {
            rows.push(Vec::new());
            if let Some(slot) = row_of.get_mut(root) {
                *slot = Some(row);
            }
        }
        if let Some(list) = rows.get_mut(row) {
            list.push(entry);
        }
    }
    let count = |row: &[&Entry<'_>]| row.iter().map(|entry| entry.article).collect::<FxHashSet<_>>().len();
    // Stable: rows stand in the order of their first figure.
    rows.sort_by_key(|row| std::cmp::Reverse(count(row)));
    rows.into_iter().map(|row| finish(articles, &row)).collect()
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while let Some(&up) = root.get(at)
        && up != at
    {
        if let Some(&top) = root.get(up)
            && let Some(slot) = root.get_mut(at)
        {
            *slot = top;
        }
        at = up;
    }
    at
}

fn entries<'a>(articles: &[&Article], readings: &'a [&Reading], places: &[Place]) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for (article, (source, reading)) in articles.iter().zip(readings).enumerate() {
        let first = places.partition_point(|place| place.article < article);
        for figure in &reading.figures {
            let passage = reading.passages.get(figure.passage).map(|passage| passage.span).unwrap_or_default();
            let between = figure.what.map(|what| Span::new(figure.span.end, what.start)).unwrap_or_default();
            entries.push(Entry {
                article,
                figure,
                place: first + figure.passage,
                head: figure.what.map(|what| head(source.at(what))),
                names: words(source.at(between))
                    .filter(|word| word.starts_with(char::is_uppercase))
                    .map(stem)
                    .collect(),
                which: which(source, passage, figure.span),
                company: company(source, passage, figure.span),
            });
        }
    }
    entries
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The hash of a word without its plural ending.
fn stem(word: &str) -> u64 {
    with_lower(word, |lower| hash(if lower.len() > 3 { lower.strip_suffix('s').unwrap_or(lower) } else { lower }))
}

/// The hash of the last word of a noun phrase.
fn head(what: &str) -> u64 {
    words(what).last().map_or(0, stem)
}

fn which(article: &Article, passage: Span, figure: Span) -> Option<&'static str> {
    let before = Span::new(passage.start, figure.start).of(&article.text);
    let last = words(before.get(before.len().saturating_sub(12)..).unwrap_or("")).last()?;
    ["first", "last", "past", "next", "previous", "final"].into_iter().find(|which| last.eq_ignore_ascii_case(which))
}

/// The telling words near a figure, in its passage.
fn company(article: &Article, passage: Span, figure: Span) -> FxHashSet<u64> {
    let text = &article.text;
    let mut start = figure.start.saturating_sub(COMPANY).max(passage.start);
    let mut end = (figure.end + COMPANY).min(passage.end);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let telling = |word: &&str| {
        word.len() > 3
            && !with_lower(word, |lower| lexicon::entry(lower).tags.any(Tags::CLOSED | Tags::ADVERB | Tags::SPEECH))
    };
    let before = text.get(start..figure.start).unwrap_or("");
    let after = text.get(figure.end..end).unwrap_or("");
    words(before).chain(words(after)).filter(telling).map(stem).collect()
}

/// Whether two figures of one unit speak of one thing.
fn together(one: &Entry<'_>, other: &Entry<'_>, aligned: &FxHashSet<(usize, usize)>) -> bool {
    let (a, b) = (one.figure, other.figure);
    if a.unit == Unit::Date {
        return same_date(a.date.as_deref(), b.date.as_deref());
    }
    let same_head = one.head.is_some() && one.head == other.head;
    let linked = one.article != other.article && aligned.contains(&(one.place, other.place));
    let clash = a.unit == Unit::Days && one.which != other.which
        || !one.names.is_empty() && !other.names.is_empty() && !one.names.iter().any(|name| other.names.contains(name));
    let Some(stand) = stand(a, b) else { return linked && same_head && !clash };
    if a.unit == Unit::Ordinal {
        return same_head && stand == Stand::Agree;
    }
    if clash {
        return false;
    }
    if stand != Stand::Agree {
        return linked && same_head && one.article != other.article;
    }
    if same_head && a.unit == Unit::Count {
        // Small numbers are about many things: "two sides", "two options".
        let shared = one.company.intersection(&other.company).count();
        return linked || a.value.is_some_and(|value| value >= 100.0) || shared >= 2;
    }
    if a.unit == Unit::Count {
        return false;
    }
    if one.article == other.article {
        return same_head;
    }
    let specific = |figure: &Figure| figure.value.is_some_and(|value| value >= 20.0 * figure.step);
    let shared = one.company.intersection(&other.company).count();
    same_head || linked || shared >= if specific(a) && specific(b) { 1 } else { 2 }
}

/// Whether two dates are the same day (a missing year fits every year), month or year.
pub fn same_date(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let tail = |date: &str| (date.len() == 10).then(|| date.get(4..).map(str::to_owned)).flatten();
    let day = |date: &str| match date.strip_prefix("--") {
        Some(rest) if rest.len() == 5 => Some(format!("-{rest}")),
        _ => None,
    };
    one == other || day(one).is_some() && day(one) == tail(other) || day(other).is_some() && day(other) == tail(one)
}

fn finish(articles: &[&Article], row: &[&Entry<'_>]) -> FigureRow {
    let value = |entry: &&Entry<'_>| {
        let others = || row.iter().filter(|other| other.article != entry.article);
        let stands = || others().filter_map(|other| stand(entry.figure, other.figure));
        let agrees =
            entry.figure.unit == Unit::Date || stands().next().is_none() || stands().any(|stand| stand == Stand::Agree);
        FigureValue {
            words: Words { article: entry.article, span: entry.figure.span },
            value: entry.figure.value,
            unit: entry.figure.unit.clone(),
            date: entry.figure.date.clone(),
            agrees,
        }
    };
    FigureRow { what: what(articles, row), values: row.iter().map(value).collect() }
}

/// The commonest words for what a row counts, the shortest of them where several are as common.
fn what(articles: &[&Article], row: &[&Entry<'_>]) -> String {
    let mut names: Vec<(&str, usize)> = Vec::new();
    for entry in row {
        let Some(article) = articles.get(entry.article) else { continue };
        let Some(what) = entry.figure.what else { continue };
        // "North Korean soldiers": the words between number and noun belong to it.
        let whole = Span::new(entry.figure.span.end, what.end);
        let near = what.start >= entry.figure.span.end
            && whole.len() <= 48
            && matches!(entry.figure.unit, Unit::Count | Unit::Ordinal);
        let words =
            article.at(if near { whole } else { what }).trim_start_matches([' ', '-', '‑', '–', '\n', '\u{a0}']);
        let words = words.strip_prefix("of ").unwrap_or(words).trim();
        if words.is_empty() {
            continue;
        }
        match names.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case(words)) {
            Some((_, count)) => *count += 1,
            None => names.push((words, 1)),
        }
    }
    names.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), name.len()));
    let own = || {
        let entry = row.first()?;
        Some(articles.get(entry.article)?.at(entry.figure.span))
    };
    names.first().map(|(name, _)| *name).or_else(own).unwrap_or("").to_owned()
}
