//! What a comparison says, as sections of entries: the common ground of table, Markdown and HTML. Every quoted word is
//! verbatim; what is added are marks, counts and positions.

use super::comparison::unit;
use super::{StoryView, source_of};
use crate::article::{Span, TitleIs};
use crate::compare::{LabelKind, PassageId, Relation, Words};

/// One part of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
}

/// One thing that a section lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is: a speaker, what is counted, how many outlets carry it.
    pub head: String,
    /// What each outlet has on it.
    pub lines: Vec<Line>,
}

/// What one outlet has on an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The outlet, or the file where the outlet is unnamed.
    pub source: String,
    /// The words, verbatim, on one line.
    pub words: String,
    /// Whether the words stand in the article (then they are shown as a quotation).
    pub verbatim: bool,
    /// What is to be said of them ("via Telegram", "differs"); empty for nothing.
    pub note: String,
    /// Where they stand, in percent of the article.
    pub percent: Option<usize>,
}

/// The sections of one story; those without an entry are left out.
pub fn sections(view: &StoryView<'_>) -> Vec<Section> {
    let all = [
        ("Articles", articles(view)),
        ("Reported by several", facts(view)),
        ("Quotations", utterances(view)),
        ("Figures", figures(view)),
        ("People and labels", people(view)),
        ("Differences", conflicts(view)),
        ("Origins", origins(view)),
        ("Sourcing", sourcing(view)),
        ("Only here", exclusive(view)),
    ];
    all.into_iter()
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(title, entries)| Section { title, entries })
        .collect()
}

/// How many of something, in words ("1 article", "2 articles").
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

fn line(view: &StoryView<'_>, words: Words, note: String) -> Line {
    let article = view.articles.get(words.article);
    let text = article.map_or("", |article| article.at(words.span));
    Line {
        source: view.source(words.article).to_owned(),
        words: super::one_line(text),
        verbatim: true,
        note,
        percent: article.map(|article| words.span.start * 100 / article.text.len().max(1)),
    }
}

fn plain(source: &str, words: String) -> Line {
    Line { source: source.to_owned(), words, verbatim: false, note: String::new(), percent: None }
}

fn articles(view: &StoryView<'_>) -> Vec<Entry> {
    let entry = |article: &&crate::article::Article| {
        let mut notes = vec![count(article.words(), "word")];
        notes.extend(article.published.clone());
        if article.headline.as_ref().is_some_and(|headline| headline.is == TitleIs::Inferred) {
            notes.push("headline inferred".to_owned());
        }
        if article.truncated {
            notes.push("cut off".to_owned());
        }
        if article.outlet.name.is_none() {
            notes.push("outlet not named in the text".to_owned());
        }
        let title = super::one_line(article.title());
        let line = Line {
            source: article.id.clone(),
            words: title,
            verbatim: article.headline.is_some(),
            note: notes.join(", "),
            percent: None,
        };
        Entry { head: source_of(article).to_owned(), lines: vec![line] }
    };
    view.articles.iter().map(entry).collect()
}

fn passage(view: &StoryView<'_>, id: PassageId, note: String) -> Option<Line> {
    let place = view.comparison.passages.get(id.0)?;
    Some(line(view, Words { article: place.article, span: place.span }, note))
}

fn facts(view: &StoryView<'_>) -> Vec<Entry> {
    let found = view.comparison;
    let entry = |fact: &crate::compare::Fact| {
        let note = |id: PassageId| {
            let differs = |link: &&crate::compare::Link| {
                link.relation == Relation::Differs
                    && (link.a == id || link.b == id)
                    && fact.passages.contains(&link.a)
                    && fact.passages.contains(&link.b)
            };
            if found.links.iter().any(|link| differs(&link)) { "differs".to_owned() } else { String::new() }
        };
        let head = format!("{}, {}", count(fact.articles, "article"), count(fact.origins, "origin"));
        Entry { head, lines: fact.passages.iter().filter_map(|&id| passage(view, id, note(id))).collect() }
    };
    found.facts.iter().map(entry).collect()
}

fn utterances(view: &StoryView<'_>) -> Vec<Entry> {
    let entry = |utterance: &crate::compare::Utterance| Entry {
        head: utterance.speaker.clone().unwrap_or_else(|| "nobody named".to_owned()),
        lines: utterance
            .wordings
            .iter()
            .map(|wording| {
                let via = wording.channel.as_ref().map(|channel| format!("via {channel}")).unwrap_or_default();
                line(view, wording.words, via)
            })
            .collect(),
    };
    view.comparison.utterances.iter().map(entry).collect()
}

fn figures(view: &StoryView<'_>) -> Vec<Entry> {
    let entry = |row: &crate::compare::FigureRow| Entry {
        head: row.what.clone(),
        lines: row
            .values
            .iter()
            .map(|value| {
                let normal = match (&value.date, value.value) {
                    (Some(date), _) => date.clone(),
                    (None, Some(number)) => format!("{} {}", trimmed(number), unit(&value.unit)),
                    (None, None) => String::new(),
                };
                let note = if value.agrees { normal } else { format!("{normal}, differs") };
                line(view, value.words, note)
            })
            .collect(),
    };
    view.comparison.figures.iter().map(entry).collect()
}

/// A number with at most two places after the point.
fn trimmed(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn people(view: &StoryView<'_>) -> Vec<Entry> {
    let entry = |person: &crate::compare::Person| {
        // An outlet that repeats a label is one line with a count.
        let mut lines: Vec<(Line, usize)> = Vec::new();
        for label in &person.labels {
            let kind = match label.kind {
                LabelKind::Spelling => "spelling",
                LabelKind::Title => "title",
                LabelKind::Epithet => "epithet",
            };
            let new = line(view, label.words, kind.to_owned());
            match lines.iter_mut().find(|(old, _)| (&old.source, &old.words) == (&new.source, &new.words)) {
                Some((_, times)) => *times += 1,
                None => lines.push((new, 1)),
            }
        }
        let lines = lines.into_iter().map(|(mut line, times)| {
            if times > 1 {
                line.note.push_str(&format!(", {times} times"));
            }
            line
        });
        Entry { head: person.name.clone(), lines: lines.collect() }
    };
    view.comparison.people.iter().map(entry).filter(|entry| !entry.lines.is_empty()).collect()
}

fn conflicts(view: &StoryView<'_>) -> Vec<Entry> {
    let entry = |conflict: &crate::compare::Conflict| Entry {
        head: conflict.why.clone(),
        lines: conflict.sides.iter().map(|&side| line(view, side, String::new())).collect(),
    };
    view.comparison.conflicts.iter().map(entry).collect()
}

fn origins(view: &StoryView<'_>) -> Vec<Entry> {
    let entry = |origin: &crate::compare::Origin| {
        let sources: Vec<&str> = origin.articles.iter().map(|&article| view.source(article)).collect();
        Entry { head: origin.name.clone(), lines: vec![plain("", sources.join(", "))] }
    };
    view.comparison.origins.iter().map(entry).collect()
}

fn sourcing(view: &StoryView<'_>) -> Vec<Entry> {
    let entry = |sourcing: &crate::compare::Sourcing| {
        let mut lines = vec![plain("quoted", count(sourcing.words_quoted, "word"))];
        if !sourcing.named.is_empty() {
            lines.push(plain("named", sourcing.named.join(", ")));
        }
        let phrase = |&span: &Span| {
            let mut found = line(view, Words { article: sourcing.article, span }, String::new());
            found.source = "unnamed".to_owned();
            found
        };
        lines.extend(sourcing.anonymous.iter().map(phrase));
        let verbs: Vec<String> = sourcing
            .verbs
            .iter()
            .map(|used| match used.count {
                1 => format!("{} {}", used.speaker, used.verb),
                times => format!("{} {} ({times})", used.speaker, used.verb),
            })
            .collect();
        if !verbs.is_empty() {
            lines.push(plain("verbs", verbs.join(" · ")));
        }
        Entry { head: view.source(sourcing.article).to_owned(), lines }
    };
    view.comparison.sourcing.iter().map(entry).collect()
}

fn exclusive(view: &StoryView<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for &id in &view.comparison.exclusive {
        let Some(found) = passage(view, id, String::new()) else { continue };
        match entries.last_mut() {
            Some(last) if last.head == found.source => last.lines.push(found),
            _ => entries.push(Entry { head: found.source.clone(), lines: vec![found] }),
        }
    }
    entries
}
