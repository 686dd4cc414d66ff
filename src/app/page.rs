//! The reader's text as rows: headline, card, lines, the marks of other outlets, evidence. Built once for a width and kept.

use std::sync::Arc;

use crate::app::changed::changed;
use crate::app::links;
use crate::app::outlets::{file_name, outlet_name, paragraph, thousands};
use crate::article::{Article, BlockKind, OutletProof, Span, TitleIs};
use crate::compare::{Comparison, Relation};
use crate::layout::{self, Aside, Line, wrap};
use crate::reading::Reading;

/// What a page was built for. Another key, another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageKey {
    pub(crate) article: usize,
    pub(crate) width: u16,
    pub(crate) aside: Aside,
    /// The passage whose evidence is open.
    pub(crate) evidence: Option<usize>,
    /// Rises when the article's reading or comparison changes.
    pub(crate) generation: u64,
}

/// What one other outlet has of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Mark {
    /// Nothing found.
    #[default]
    None,
    /// The same words, or nearly.
    Same,
    /// The same fact in other words.
    Reworded,
    /// The same fact with another figure, date or name.
    Differs,
}

impl From<Relation> for Mark {
    fn from(relation: Relation) -> Self {
        match relation {
            Relation::Same => Self::Same,
            Relation::Reworded => Self::Reworded,
            Relation::Differs => Self::Differs,
        }
    }
}

/// One row of the page.
#[derive(Debug, Clone)]
pub(crate) enum Row {
    /// Between blocks.
    Blank,
    /// A line of the headline: a span into its text, and whether more words follow that are not shown.
    Title { span: Span, cut: bool },
    /// What to know of the article.
    Card(String),
    /// Why the block below was set aside.
    Reason(usize),
    /// Words of the article.
    Words {
        span: Span,
        kind: BlockKind,
        indent: u16,
        first: bool,
        /// The passage whose marks the gutter shows: the most telling of those that begin here.
        telling: Option<usize>,
    },
    /// What another outlet has of the sentence above.
    Evidence(Box<Evidence>),
}

/// One line of evidence.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    /// Which of the four branches stands before it.
    pub(crate) branch: usize,
    /// On the first line of an outlet: (its mark, its place in the story, ¶).
    pub(crate) head: Option<(Mark, usize, usize)>,
    /// The article, as an index into the collection.
    pub(crate) article: usize,
    /// Its words.
    pub(crate) span: Span,
    /// The words among them that differ from the sentence above.
    pub(crate) marks: Vec<Span>,
    /// Whether more words follow.
    pub(crate) cut: bool,
    /// Instead of words: the places of those that have nothing.
    pub(crate) missing: Vec<usize>,
}

/// A set article.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) key: PageKey,
    /// The article as it is set, without what stands beside it: another page of the same width takes them over.
    pub(crate) lines: Arc<[Line]>,
    pub(crate) rows: Vec<Row>,
    /// The addresses in its text, where they are given to the terminal.
    pub(crate) links: Vec<(Span, String)>,
    /// For each passage, what each other outlet has; empty until the comparison is through.
    pub(crate) marks: Vec<Vec<Mark>>,
}

/// What a page is built from.
pub(crate) struct Material<'a> {
    pub(crate) article: &'a Article,
    pub(crate) reading: Option<&'a Reading>,
    /// The comparison of its story with its place there.
    pub(crate) comparison: Option<(&'a Comparison, usize)>,
    /// The articles of its story, as indexes into the collection, with themselves.
    pub(crate) outlets: Vec<(usize, &'a Article)>,
    /// Its lines, when another page has them.
    pub(crate) lines: Option<Arc<[Line]>>,
    /// Whether addresses are given to the terminal.
    pub(crate) hyperlinks: bool,
}

impl PageKey {
    /// Whether the lines of both are the same.
    pub(crate) fn sets_like(&self, other: &Self) -> bool {
        (self.article, self.width, self.aside) == (other.article, other.width, other.aside)
    }
}

impl Page {
    pub(crate) fn build(key: PageKey, material: &Material<'_>) -> Self {
        let article = material.article;
        let marks = marks(material);
        let mut rows = head(article, key.width);
        let evidence =
            key.evidence.and_then(|passage| material.reading?.passages.get(passage).map(|p| (passage, p.span)));
        let lines = match &material.lines {
            Some(lines) => Arc::clone(lines),
            None => layout::lines(article, key.width, key.aside).into(),
        };
        for line in lines.iter() {
            match *line {
                Line::Blank => rows.push(Row::Blank),
                Line::Reason { block } => rows.push(Row::Reason(block)),
                Line::Words { span, kind, indent, first, .. } => {
                    let telling = material.reading.and_then(|reading| telling(reading, span, &marks));
                    rows.push(Row::Words { span, kind, indent, first, telling });
                    if let Some((passage, sentence)) = evidence
                        && span.start < sentence.end
                        && sentence.end <= span.end
                    {
                        rows.extend(open(material, passage, key.width));
                    }
                }
            }
        }
        let links = if material.hyperlinks { links::in_text(&article.text) } else { Vec::new() };
        let links = links.into_iter().map(|(span, address)| (span, address.to_owned())).collect();
        Self { key, lines, rows, links, marks }
    }

    /// The words of a row.
    pub(crate) fn words(&self, row: usize) -> Option<Span> {
        match self.rows.get(row)? {
            Row::Words { span, .. } => Some(*span),
            _ => None,
        }
    }

    /// The row that shows `byte`, or the last one before it, or the first with words.
    pub(crate) fn row_of(&self, byte: usize) -> usize {
        // Rows with words are in the order of the text; the others between them know no byte.
        let (mut low, mut high) = (0, self.rows.len());
        let mut best = None;
        while low < high {
            let middle = low + (high - low) / 2;
            let known = (low..=middle).rev().find_map(|row| self.words(row).map(|span| (row, span)));
            match known {
                Some((row, span)) if span.start <= byte => {
                    best = Some(row);
                    low = middle + 1;
                }
                Some((row, _)) => high = row,
                None => low = middle + 1,
            }
        }
        best.or_else(|| self.next_words(0)).unwrap_or(0)
    }

    /// The first row with words at or after `row`.
    pub(crate) fn next_words(&self, row: usize) -> Option<usize> {
        (row..self.rows.len()).find(|&row| self.words(row).is_some())
    }

    /// The last row with words at or before `row`.
    pub(crate) fn previous_words(&self, row: usize) -> Option<usize> {
        (0..=row.min(self.rows.len().checked_sub(1)?)).rev().find(|&row| self.words(row).is_some())
    }
}

/// The most rows of a headline: a whole text without line ends is no headline to read.
const TITLE_ROWS: usize = 4;

/// Headline and card.
fn head(article: &Article, width: u16) -> Vec<Row> {
    let title = article.title();
    let lines = wrap(title, Span::new(0, title.len()), width);
    let cut = lines.len() > TITLE_ROWS || cut_short(article);
    let mut rows: Vec<Row> = lines.into_iter().take(TITLE_ROWS).map(|span| Row::Title { span, cut: false }).collect();
    if let (true, Some(Row::Title { cut, .. })) = (cut, rows.last_mut()) {
        *cut = true;
    }
    for line in card(article) {
        rows.extend(set(&line, width).into_iter().map(Row::Card));
    }
    rows.push(Row::Blank);
    rows
}

/// Whether the headline is the beginning of a sentence that goes on.
fn cut_short(article: &Article) -> bool {
    let inferred = article.headline.as_ref().filter(|headline| headline.is == TitleIs::Inferred);
    let Some(span) = inferred.and_then(|headline| headline.span) else { return false };
    let after = article.text.get(span.end..).unwrap_or("").lines().next().unwrap_or("");
    after.contains(char::is_alphanumeric)
        && !article.at(span).trim_end().ends_with(['.', '!', '?', '。', '।', '”', '"', '»'])
}

/// Parts in lines: a part moves to the next line as a whole where it can.
fn set(parts: &[String], width: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if layout::width(line) + 3 + layout::width(part) <= width => {
                line.push_str(" · ");
                line.push_str(part);
            }
            _ => lines.extend(
                wrap(part, Span::new(0, part.len()), width).into_iter().map(|span| span.of(part).trim_end().to_owned()),
            ),
        }
    }
    lines
}

/// What to know of an article: how its outlet is known, whether its headline was given, when it was published, damage.
fn card(article: &Article) -> Vec<Vec<String>> {
    let name = outlet_name(article).to_owned();
    let mut first = match &article.outlet.proof {
        OutletProof::Unnamed => vec!["outlet not named in the text".to_owned(), file_name(article).to_owned()],
        OutletProof::Text { span, how, sure } => {
            let doubt = if *sure { "" } else { " ?" };
            let words: String = article.at(*span).split_whitespace().collect::<Vec<_>>().join(" ");
            let words =
                if words.chars().count() > 40 { words.chars().take(40).chain(['…']).collect() } else { words };
            match &article.outlet.name {
                Some(name) => vec![format!("{name}{doubt}"), format!("{how} “{words}”")],
                None => {
                    let perhaps = format!("perhaps: {how} “{words}”");
                    vec!["outlet not named in the text".to_owned(), file_name(article).to_owned(), perhaps]
                }
            }
        }
        OutletProof::Metadata { field } => vec![name, format!("named by {field}")],
        OutletProof::Path => vec![name, "named by its path".to_owned()],
        OutletProof::Coverage => vec![name, "named by coverage.toml".to_owned()],
    };
    first.extend(article.byline.clone());
    first.extend(article.published.as_ref().map(|date| date.get(..10).unwrap_or(date).to_owned()));
    let words = article.words();
    let mut second = vec![format!("{} {}", thousands(words), if words == 1 { "word" } else { "words" })];
    if let Some(headline) = &article.headline {
        second.push(match headline.is {
            TitleIs::Given => "headline given".to_owned(),
            TitleIs::Inferred => "headline inferred".to_owned(),
        });
    }
    second.extend(article.truncated.then(|| "text cut off".to_owned()));
    let mut lines = vec![first, second];
    lines.extend(article.notes.iter().take(2).map(|note| vec![note.text.clone()]));
    lines
}

/// What each other outlet has of each passage.
fn marks(material: &Material<'_>) -> Vec<Vec<Mark>> {
    let (Some(reading), Some((comparison, own))) = (material.reading, material.comparison) else { return Vec::new() };
    let outlets = material.outlets.len();
    (0..reading.passages.len())
        .map(|passage| {
            let mut all = vec![Mark::None; outlets];
            for (other, link) in comparison.id(own, passage).into_iter().flat_map(|id| comparison.aligned(id)) {
                let place = comparison.passages.get(other.0).map_or(own, |place| place.article);
                if let Some(mark) = all.get_mut(place) {
                    *mark = stronger(*mark, link.relation.into());
                }
            }
            if own < all.len() {
                all.remove(own);
            }
            all
        })
        .collect()
}

/// Of two marks for the same outlet the one to show: a difference before all, then the closer wording.
fn stronger(a: Mark, b: Mark) -> Mark {
    match (a, b) {
        (Mark::Differs, _) | (_, Mark::Differs) => Mark::Differs,
        (Mark::None, other) | (other, Mark::None) => other,
        (a, b) => a.min(b),
    }
}

/// How telling the marks of a passage are: a difference, then only here, then reworded, then the same.
fn weight(marks: &[Mark]) -> u8 {
    match marks {
        _ if marks.contains(&Mark::Differs) => 3,
        _ if marks.iter().all(|mark| *mark == Mark::None) => 2,
        _ if marks.contains(&Mark::Reworded) => 1,
        _ => 0,
    }
}

fn telling(reading: &Reading, row: Span, marks: &[Vec<Mark>]) -> Option<usize> {
    let from = reading.passages.partition_point(|passage| passage.span.start < row.start);
    let to = reading.passages.partition_point(|passage| passage.span.start < row.end);
    // The last of the weightiest would hide the first: of equals the first is shown.
    (from..to).rev().max_by_key(|&passage| marks.get(passage).map_or(0, |marks| weight(marks)))
}

/// The most lines that one outlet's evidence takes; the whole is one key away.
const LINES: usize = 3;

/// The most passages of one outlet.
const PASSAGES: usize = 2;

/// Columns before the words of evidence.
pub(crate) const EVIDENCE_INDENT: u16 = 9;

/// The evidence rows of a passage.
fn open(material: &Material<'_>, passage: usize, width: u16) -> Vec<Row> {
    let mut found: Vec<Evidence> = Vec::new();
    let (Some(reading), Some((comparison, own))) = (material.reading, material.comparison) else { return Vec::new() };
    let (Some(id), Some(sentence)) = (comparison.id(own, passage), reading.passages.get(passage)) else {
        return Vec::new();
    };
    let base = material.article.at(sentence.span);
    let mut missing: Vec<usize> = Vec::new();
    for (place, &(index, other)) in material.outlets.iter().enumerate().filter(|(place, _)| *place != own) {
        let mut any = false;
        let mut ends: Vec<(&crate::compare::Place, &crate::compare::Link)> = comparison
            .aligned(id)
            .filter_map(|(end, link)| Some((comparison.passages.get(end.0)?, link)))
            .filter(|(end, _)| end.article == place)
            .collect();
        ends.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
        ends.truncate(PASSAGES);
        ends.sort_by_key(|(end, _)| end.span.start);
        for (end, link) in ends {
            any = true;
            let marks = changed(base, other, end.span);
            let lines = wrap(&other.text, end.span, width.saturating_sub(EVIDENCE_INDENT).max(8));
            let count = lines.len();
            for (at, span) in lines.into_iter().take(LINES).enumerate() {
                let head = (at == 0).then(|| (link.relation.into(), place, paragraph(other, end.span.start)));
                let marks = marks.iter().copied().filter(|mark| mark.meets(span)).collect();
                let cut = at + 1 == LINES && count > LINES;
                let branch = if at == 0 { 1 } else { 3 };
                found.push(Evidence { branch, head, article: index, span, marks, cut, missing: Vec::new() });
            }
        }
        if !any {
            missing.push(place);
        }
    }
    if !missing.is_empty() {
        let (article, span) = (material.outlets.first().map_or(0, |outlet| outlet.0), Span::default());
        found.push(Evidence { branch: 1, head: None, article, span, marks: Vec::new(), cut: false, missing });
    }
    if let Some(first) = found.first_mut() {
        first.branch = 0;
    }
    if let Some(last) = found.last_mut() {
        last.branch = 2;
    }
    found.into_iter().map(|line| Row::Evidence(Box::new(line))).collect()
}
