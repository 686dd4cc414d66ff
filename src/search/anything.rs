//! Anything by a few letters: outlets, titles, people, figures, quotations, sentences.

use nucleo::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo::{Config, Matcher, Utf32Str};

use crate::article::{Article, Span};
use crate::quote::{Quotation, QuoteKind};
use crate::reading::Reading;
use crate::search::Query;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    /// An outlet.
    Outlet,
    /// A headline.
    Title,
    /// Somebody or something named, or a speaker.
    Person,
    /// A number or date.
    Figure,
    /// A quotation.
    Quote,
    /// A sentence.
    Sentence,
}

impl HitKind {
    /// The word for it in CONTRACT and after `is:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Title => "title",
            Self::Person => "person",
            Self::Figure => "figure",
            Self::Quote => "quote",
            Self::Sentence => "sentence",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Outlet, Self::Title, Self::Person, Self::Figure, Self::Quote, Self::Sentence]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// One hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The article, as an index into the collection.
    pub article: usize,
    /// What it is.
    pub kind: HitKind,
    /// The words found, verbatim.
    pub text: String,
    /// Where they stand in that article; `None` where they come from its metadata.
    pub span: Option<Span>,
    /// Who says it, for a quotation.
    pub speaker: Option<String>,
    /// In 0..=1, larger is better.
    pub score: f64,
    /// The matched places in `text`: character (not byte) indexes, sorted.
    pub matched: Vec<u32>,
}

/// How many sentences and quotations are read for each hit that is wanted: a key typed into a large collection must
/// answer at once (about 1 µs each).
const EFFORT: usize = 300;

/// The best `limit` hits for `line`, best first; equal ones in the order of the collection. `readings` stand in the order
/// of the articles, `None` where one is not through yet. Titles, outlets and people
/// match by scattered letters, sentences and quotations by their words: scattered letters match any long sentence.
pub fn find(articles: &[&Article], readings: &[Option<&Reading>], line: &str, limit: usize) -> Vec<Hit> {
    let query = Query::parse(line);
    if query.is_empty() {
        return Vec::new();
    }
    let mut finder = Finder::new(&query, limit);
    for (index, article) in articles.iter().enumerate() {
        let name = article.outlet.name.as_deref().unwrap_or(&article.id);
        if query
            .outlet
            .as_ref()
            .is_some_and(|wanted| !name.to_lowercase().contains(wanted) && !article.id.to_lowercase().contains(wanted))
        {
            continue;
        }
        if query.speaker.is_none() {
            finder.look(index, HitKind::Outlet, name, None);
            finder.look(index, HitKind::Title, article.title(), article.headline.as_ref().and_then(|h| h.span));
        }
        if let Some(Some(reading)) = readings.get(index) {
            finder.read(index, article, reading);
        }
    }
    finder.best(limit)
}

/// The score of a quotation that is found by who says it: below those found by their own words.
const SAID: f64 = 0.8;

struct Finder<'a> {
    query: &'a Query,
    matcher: Matcher,
    scattered: Pattern,
    words: Pattern,
    /// The score of words that match wholly; others are measured against it.
    whole: f64,
    letters: Vec<char>,
    /// A speaker with their words, as they are matched.
    line: String,
    hits: Vec<Hit>,
    left: usize,
}

impl<'a> Finder<'a> {
    fn new(query: &'a Query, limit: usize) -> Self {
        let mut config = Config::DEFAULT;
        config.prefer_prefix = true;
        let mut matcher = Matcher::new(config);
        let new = |kind| Pattern::new(&query.words, CaseMatching::Smart, Normalization::Smart, kind);
        let (scattered, words) = (new(AtomKind::Fuzzy), new(AtomKind::Substring));
        let mut letters = Vec::new();
        let whole = scattered.score(Utf32Str::new(&query.words, &mut letters), &mut matcher).unwrap_or(1);
        Self {
            query,
            matcher,
            scattered,
            words,
            whole: f64::from(whole.max(1)),
            letters,
            line: String::new(),
            hits: Vec::new(),
            left: limit.saturating_mul(EFFORT),
        }
    }

    fn read(&mut self, index: usize, article: &Article, reading: &Reading) {
        let wanted = self.query.speaker.clone();
        if wanted.is_none() {
            for name in &reading.names {
                self.look(index, HitKind::Person, &name.text, name.mentions.first().copied());
            }
            for figure in &reading.figures {
                self.look(index, HitKind::Figure, article.at(figure.span), Some(figure.span));
            }
        }
        // What is reported without marks is found among the sentences: nobody's words are listed as a quotation.
        let marked = |quotation: &&Quotation| quotation.is_speech() && quotation.kind != QuoteKind::Indirect;
        for quotation in reading.quotations.iter().filter(marked) {
            let speaker = quotation.speaker.as_ref().map(|speaker| speaker.name.as_str());
            let fits =
                wanted.as_ref().is_none_or(|wanted| speaker.is_some_and(|name| name.to_lowercase().contains(wanted)));
            if fits {
                let before = self.hits.len();
                self.look(index, HitKind::Quote, article.at(quotation.span), Some(quotation.span));
                if let (true, Some(speaker)) = (self.hits.len() == before, speaker) {
                    self.said(index, speaker, article.at(quotation.span), quotation.span);
                }
                if let Some(hit) = self.hits.get_mut(before) {
                    hit.speaker = speaker.map(str::to_owned);
                }
            }
        }
        if wanted.is_none() {
            for passage in &reading.passages {
                self.look(index, HitKind::Sentence, article.at(passage.span), Some(passage.span));
            }
        }
    }

    /// A quotation that does not hold all the words itself, but does with its speaker's name before it.
    fn said(&mut self, article: usize, speaker: &str, text: &str, span: Span) {
        if self.query.kind.is_some_and(|wanted| wanted != HitKind::Quote) || self.left == 0 {
            return;
        }
        // A name is short: most quotations are done with it.
        let name = Utf32Str::new(speaker, &mut self.letters);
        if !self.words.atoms.iter().any(|atom| atom.score(name, &mut self.matcher).is_some()) {
            return;
        }
        self.line.clear();
        self.line.extend([speaker, ": ", text]);
        if self.words.score(Utf32Str::new(&self.line, &mut self.letters), &mut self.matcher).is_some() {
            let (text, matched) = (text.to_owned(), Vec::new());
            self.hits.push(Hit {
                article,
                kind: HitKind::Quote,
                text,
                span: Some(span),
                speaker: None,
                score: SAID,
                matched,
            });
        }
    }

    fn look(&mut self, article: usize, kind: HitKind, text: &str, span: Option<Span>) {
        if self.query.kind.is_some_and(|wanted| wanted != kind) {
            return;
        }
        let long = matches!(kind, HitKind::Sentence | HitKind::Quote | HitKind::Figure);
        if long {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
        }
        let pattern = if long { &self.words } else { &self.scattered };
        let Some(score) = pattern.score(Utf32Str::new(text, &mut self.letters), &mut self.matcher) else { return };
        // What is short and named by the words outranks what only holds them.
        let weight = match kind {
            HitKind::Outlet | HitKind::Title => 1.0,
            HitKind::Person => 0.98,
            HitKind::Figure => 0.92,
            HitKind::Quote => 0.9,
            HitKind::Sentence => 0.85,
        };
        let share = if self.query.words.is_empty() { 1.0 } else { (f64::from(score) / self.whole).min(1.0) };
        // Letters scattered over a text, none of them together, are no find.
        if !long && share < 0.62 {
            return;
        }
        self.hits.push(Hit {
            article,
            kind,
            text: text.to_owned(),
            span,
            speaker: None,
            score: weight * share,
            matched: Vec::new(),
        });
    }

    fn best(mut self, limit: usize) -> Vec<Hit> {
        // Stable: equal hits stay in the order of the collection.
        self.hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        self.hits.truncate(limit);
        for hit in &mut self.hits {
            let long = matches!(hit.kind, HitKind::Sentence | HitKind::Quote | HitKind::Figure);
            let pattern = if long { &self.words } else { &self.scattered };
            let text = Utf32Str::new(&hit.text, &mut self.letters);
            pattern.indices(text, &mut self.matcher, &mut hit.matched);
            hit.matched.sort_unstable();
            hit.matched.dedup();
        }
        self.hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{self, Source, discover::Origin};

    fn hits(line: &str) -> Vec<(HitKind, String)> {
        let texts = [
            "Harbour reopens\n\nThe harbour opened. Ships came in.",
            "Storm over the coast\n\nA storm hit the harbour.",
        ];
        let read = |(at, text): (usize, &&'static str)| {
            let origin = Origin::BuiltIn(text.as_bytes());
            ingest::read(&Source::new(format!("news/{at}.txt"), origin)).articles
        };
        let articles: Vec<Article> = texts.iter().enumerate().flat_map(read).collect();
        let readings: Vec<Reading> = articles.iter().map(Reading::of).collect();
        let (all, read): (Vec<_>, Vec<_>) = (articles.iter().collect(), readings.iter().map(Some).collect());
        find(&all, &read, line, 20).into_iter().map(|hit| (hit.kind, hit.text)).collect()
    }

    #[test]
    fn a_few_letters_find_a_title() {
        assert_eq!(hits("hrbr reop").first(), Some(&(HitKind::Title, "Harbour reopens".to_owned())));
    }

    #[test]
    fn a_sentence_is_found_by_its_words() {
        assert!(hits("ships").contains(&(HitKind::Sentence, "Ships came in.".to_owned())));
        assert!(hits("shps is:sentence").is_empty());
    }

    #[test]
    fn what_is_reported_without_marks_is_no_quotation() {
        let text = "Bridge\n\nAda Brandt said that the bridge would open on Friday. “It will hold,” Ada Brandt said.\n";
        let read = ingest::read(&Source::new("news/b.txt", Origin::BuiltIn(text.as_bytes()))).articles;
        let readings: Vec<Reading> = read.iter().map(Reading::of).collect();
        let (all, read): (Vec<_>, Vec<_>) = (read.iter().collect(), readings.iter().map(Some).collect());
        let found: Vec<String> = find(&all, &read, "is:quote speaker:brandt", 20).into_iter().map(|h| h.text).collect();
        assert_eq!(found, ["It will hold,"]);
        let found: Vec<String> = find(&all, &read, "is:quote brandt", 20).into_iter().map(|h| h.text).collect();
        assert_eq!(found, ["It will hold,"]);
        assert!(find(&all, &read, "is:quote brandt friday", 20).is_empty());
    }

    #[test]
    fn filters_narrow() {
        assert!(hits("storm is:sentence").iter().all(|(kind, _)| *kind == HitKind::Sentence));
        assert!(hits("storm outlet:news/0").is_empty());
        assert!(hits("").is_empty());
    }
}
