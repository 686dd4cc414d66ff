//! The passages of a story as weighted terms.

use std::collections::BTreeMap;

use frostem::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};

use super::token::{normal, quoted, tokens};
use crate::article::Article;
use crate::compare::Place;
use crate::language::frequency;
use crate::language::lexicon::{self, Tags};

/// How strongly a word's rank in the language at large counts beside its rareness in the story.
const RANK: f32 = 0.1;
/// How much more a name tells than another word.
const NAME: f32 = 1.2;
/// How much a title or a verb of saying tells beside another word: who somebody is, or that something is said, but not what.
const FRAME: f32 = 0.5;
/// The fewest words that make a clause.
const CLAUSE: usize = 4;
/// The commonest words of the language say nothing of a fact.
pub(super) const TOO_COMMON: usize = 100;

/// A word of the story's vocabulary.
#[derive(Debug, Clone)]
pub(super) struct Term {
    /// Its stem, lower case.
    pub(super) stem: String,
    /// How many words of the language are commoner than its commonest form.
    pub(super) rank: usize,
    /// Whether it is mostly written with a capital inside sentences.
    pub(super) name: bool,
    /// Whether it is a number.
    pub(super) number: bool,
    /// What the word lists say of its first form.
    tags: Tags,
    /// How many passages hold it.
    passages: u32,
    /// How often it stands in the story.
    count: u32,
    /// How much it tells.
    weight: f32,
}

/// Terms with how much each tells here.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// In the order of the text.
    pub(super) terms: Vec<(u32, f32)>,
    /// How much they tell together.
    pub(super) weight: f32,
}

impl Part {
    fn of(terms: Vec<(u32, f32)>) -> Self {
        Self { weight: terms.iter().map(|(_, weight)| weight).sum(), terms }
    }
}

/// A part of a passage between two marks.
#[derive(Debug, Clone, Default)]
pub(super) struct Clause {
    /// Its terms, with repeats.
    pub(super) part: Part,
    /// How much those of them tell that are neither names nor too common: what it says, whoever it is about.
    pub(super) says: f32,
}

/// One passage as terms.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag {
    /// Its terms, each once.
    pub(super) whole: Part,
    /// Its clauses.
    pub(super) clauses: Vec<Clause>,
    /// Whether it is mostly a quotation.
    pub(super) quoted: bool,
    /// Where it stands in its article, 0..=1.
    pub(super) position: f32,
}

/// All passages of a story, with their vocabulary.
#[derive(Debug, Default)]
pub(super) struct Bags {
    /// The vocabulary.
    pub(super) terms: Vec<Term>,
    /// The passages, in the order of the places.
    pub(super) bags: Vec<Bag>,
    /// Titles and roles with a name that they stand before more than once, and the share of their uses that this is: in
    /// a story, "the president" may be one.
    pub(super) titled: Vec<(u32, u32, f32)>,
}

/// A passage while the vocabulary is being gathered: its terms in order, and where its clauses end.
#[derive(Default)]
struct Draft {
    sequence: Vec<u32>,
    ends: Vec<usize>,
}

impl Bags {
    /// Takes the passages of a story apart and weighs their terms. `texts` are the words of `places`.
    pub(super) fn of(articles: &[&Article], places: &[Place], texts: &[&str]) -> Self {
        let stemmers: Vec<Stemmer> = articles.iter().map(|article| stemmer(article)).collect();
        let mut book = Book::default();
        let mut drafts = Vec::with_capacity(places.len());
        let mut sizes = vec![0usize; articles.len()];
        for (place, text) in places.iter().zip(texts) {
            if let Some(stemmer) = stemmers.get(place.article) {
                drafts.push(book.draft(text, stemmer));
            }
            if let Some(size) = sizes.get_mut(place.article) {
                *size += 1;
            }
        }
        let terms = book.finish(places.len());
        let bound = bonds(&terms, &drafts);
        let bags = drafts.iter().zip(places).zip(texts).map(|((draft, place), text)| {
            let size = sizes.get(place.article).copied().unwrap_or(1).max(2) - 1;
            Bag {
                quoted: quoted(text) * 2 > text.len(),
                position: place.passage as f32 / size as f32,
                ..bag(&terms, &bound, draft)
            }
        });
        let bags = bags.collect();
        let titled = titled(&terms, &drafts);
        Self { terms, bags, titled }
    }
}

/// The stemmer for an article's language; English where it is not known.
fn stemmer(article: &Article) -> Stemmer {
    let language = article.language.as_deref().and_then(|tag| tag.split('-').next()).unwrap_or("en");
    Stemmer::new(match language {
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "es" => Algorithm::Spanish,
        "fr" => Algorithm::French,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        _ => Algorithm::English,
    })
}

/// The vocabulary while it is being gathered.
#[derive(Default)]
struct Book {
    by_form: FxHashMap<String, u32>,
    by_stem: FxHashMap<String, u32>,
    terms: Vec<Term>,
    /// For each term how often it stands inside a sentence with a capital, and without.
    capitals: Vec<(u32, u32)>,
}

impl Book {
    fn draft(&mut self, text: &str, stemmer: &Stemmer) -> Draft {
        let mut draft = Draft::default();
        let mut seen = FxHashSet::default();
        for token in tokens(text) {
            let begin = draft.ends.last().copied().unwrap_or(0);
            if token.breaks && draft.sequence.len() >= begin + CLAUSE {
                draft.ends.push(draft.sequence.len());
            }
            let id = self.id(token.text, stemmer);
            if !token.opens
                && let Some((with, without)) = self.capitals.get_mut(id as usize)
            {
                let capital = token.text.starts_with(char::is_uppercase);
                *(if capital { with } else { without }) += 1;
            }
            if let Some(term) = self.terms.get_mut(id as usize) {
                term.count += 1;
                term.passages += u32::from(seen.insert(id));
            }
            draft.sequence.push(id);
        }
        // A few words behind the last mark belong to the clause before it.
        let begin = draft.ends.last().copied().unwrap_or(0);
        if draft.sequence.len() < begin + CLAUSE {
            draft.ends.pop();
        }
        draft.ends.push(draft.sequence.len());
        draft
    }

    fn id(&mut self, token: &str, stemmer: &Stemmer) -> u32 {
        let form = normal(token);
        if let Some(id) = self.by_form.get(&form) {
            return *id;
        }
        let rank = frequency::rank(&form);
        let number = form.starts_with(|c: char| c.is_ascii_digit());
        let stem = if number { form.clone() } else { stemmer.stem(&form).into_owned() };
        let next = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        let id = *self.by_stem.entry(stem.clone()).or_insert(next);
        if id == next {
            let tags = lexicon::entry(&form).tags;
            self.terms.push(Term { stem, rank, name: false, number, tags, passages: 0, count: 0, weight: 0.0 });
            self.capitals.push((0, 0));
        }
        if let Some(term) = self.terms.get_mut(id as usize) {
            term.rank = term.rank.min(rank);
        }
        self.by_form.insert(form, id);
        id
    }

    fn finish(mut self, passages: usize) -> Vec<Term> {
        for (term, (with, without)) in self.terms.iter_mut().zip(self.capitals) {
            term.name = with > without;
            let rareness = ((passages as f32 + 1.0) / (term.passages as f32 + 0.5)).ln().max(0.05);
            let name = if term.name { NAME } else { 1.0 };
            let frame = if term.tags.any(Tags::TITLE) { FRAME } else { 1.0 }
                * if term.tags.any(Tags::SPEECH) { FRAME } else { 1.0 };
            term.weight = rareness * (term.rank as f32 + 1.0).powf(RANK) * name * frame;
        }
        self.terms
    }
}

/// How often two names stand next to each other, for those that do so more than once. A given name and its surname
/// tell together little more than one of them.
fn bonds(terms: &[Term], drafts: &[Draft]) -> FxHashMap<(u32, u32), u32> {
    let name = |id: u32| terms.get(id as usize).is_some_and(|term| term.name);
    let mut found: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for draft in drafts {
        for (one, next) in draft.sequence.iter().zip(draft.sequence.iter().skip(1)) {
            if name(*one) && name(*next) {
                *found.entry((*one, *next)).or_default() += 1;
            }
        }
    }
    found.retain(|_, count| *count > 1);
    found
}

/// The longest name behind a title, in words.
const NAME_WORDS: usize = 3;

/// See [`Bags::titled`].
fn titled(terms: &[Term], drafts: &[Draft]) -> Vec<(u32, u32, f32)> {
    let leads = |term: &Term| term.tags.any(Tags::TITLE | Tags::ROLE);
    let term = |id: u32| terms.get(id as usize);
    let mut found: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for draft in drafts {
        for (at, &title) in draft.sequence.iter().enumerate().filter(|(_, id)| term(**id).is_some_and(leads)) {
            let behind = draft.sequence.iter().skip(at + 1).take(NAME_WORDS);
            // A surname stands last.
            let name = behind.take_while(|id| term(**id).is_some_and(|term| term.name && !leads(term))).last();
            if let Some(&name) = name {
                *found.entry((title, name)).or_default() += 1;
            }
        }
    }
    let uses = |title: u32| term(title).map_or(1, |term| term.count).max(1) as f32;
    found
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|((title, name), count)| (title, name, count as f32 / uses(title)))
        .collect()
}

/// A passage with the weights of its terms.
fn bag(terms: &[Term], bound: &FxHashMap<(u32, u32), u32>, draft: &Draft) -> Bag {
    let tied = |one: Option<&u32>, next: Option<&u32>, count: u32| {
        let together = one.zip(next).and_then(|(one, next)| bound.get(&(*one, *next))).copied().unwrap_or(1);
        (together - 1) as f32 / count.max(1) as f32
    };
    let stress: Vec<f32> = (0..draft.sequence.len())
        .map(|at| {
            let here = draft.sequence.get(at);
            let Some(term) = here.and_then(|id| terms.get(*id as usize)) else { return 0.0 };
            let before = at.checked_sub(1).and_then(|at| draft.sequence.get(at));
            let ties = tied(before, here, term.count) + tied(here, draft.sequence.get(at + 1), term.count);
            term.weight * (1.0 - ties / 2.0).max(0.0)
        })
        .collect();
    let heavy: Vec<(u32, f32)> = draft.sequence.iter().copied().zip(stress).collect();
    let mut places: FxHashMap<u32, usize> = FxHashMap::default();
    let mut whole: Vec<(u32, f32)> = Vec::new();
    for (id, weight) in &heavy {
        let place = *places.entry(*id).or_insert(whole.len());
        match whole.get_mut(place) {
            Some((_, most)) => *most = most.max(*weight),
            None => whole.push((*id, *weight)),
        }
    }
    let mut found = Bag { whole: Part::of(whole), ..Bag::default() };
    let mut from = 0;
    for end in &draft.ends {
        let clause = heavy.get(from..*end).unwrap_or_default();
        let says = |term: &&Term| !term.name && term.rank >= TOO_COMMON;
        let telling = clause.iter().filter(|(id, _)| terms.get(*id as usize).as_ref().is_some_and(says));
        let says = telling.map(|(_, weight)| weight).sum();
        found.clauses.push(Clause { part: Part::of(clause.to_vec()), says });
        from = *end;
    }
    found
}
