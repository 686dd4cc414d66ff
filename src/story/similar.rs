//! How alike two articles are. The recipe: a weighted mean of what their words have in common, seen in several ways, times
//! how well their days agree. Weights were chosen by measuring on labelled news (GoldStandard 5W1H, BASIL, NewsWCL50, ECB+,
//! AllSides) with one setting for all.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::profile::{Profile, Term};
use super::when;
use super::word::TermId;

/// What each view of the words is worth; together about 1.
mod worth {
    /// All words, weighed by how rare they are in the collection and in English.
    pub(super) const BLENDED: f32 = 0.447;
    /// All words, weighed by how rare they are in English.
    pub(super) const BACKGROUND: f32 = 0.088;
    /// Headline and beginning alone.
    pub(super) const LEAD: f32 = 0.13;
    /// What is capitalised inside sentences alone.
    pub(super) const NAME: f32 = 0.08;
    /// The headlines, each word alike.
    pub(super) const TITLE: f32 = 0.122;
    /// The headlines, rare words heavier.
    pub(super) const RARE_TITLE: f32 = 0.115;
    /// How much of each headline the other text has.
    pub(super) const COVERAGE: f32 = 0.088;
}

/// As if this many other articles had been read: keeps weights steady while a collection is small or grows.
const PRIOR: f32 = 500.0;
/// A word that fills the collection keeps this share of the weight that its rarity in English gives it: in a folder about
/// one affair the names of that affair still tell something.
const KEPT: f32 = 0.3;
/// Words of a usual article; from it follows how probable it is that an article has a word at all.
const USUAL: f32 = 400.0;

/// What remains of the score when the days of publication are far apart, and how many days that takes.
const FAR: f32 = 0.4;
const DAYS: f32 = 14.0;
/// An undated article is unknown in time, not of the same day.
const UNDATED: f32 = 0.74;
/// What remains when both speak of days of the week, and of other ones.
const OTHER_WEEKDAYS: f32 = 0.6;
/// What remains when both name days of the year, and other ones.
const OTHER_DATES: f32 = 0.73;
/// How much the days of which an undated article and a dated one speak count, and how alike they are when it tells nothing.
const SAME_DAYS: f32 = 0.25;
const USUAL_DAYS: f32 = 0.3;
/// What is gained when one text is very short, and at how many words most of that is gone: short texts share few words by
/// their length alone.
const SHORT: f32 = 0.115;
const SHORT_WORDS: f32 = 178.0;
/// Long texts share many words by their length alone: the score falls with this power of the mean length, which is
/// reckoned between these numbers of words.
const LENGTH: f32 = 0.26;
const LENGTHS: (f32, f32) = (20.0, 800.0);

/// A word of an article with its weights; each kind of weight is of length 1 over the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighted {
    pub(super) term: u32,
    pub(super) blended: f32,
    background: f32,
    lead: f32,
    name: f32,
}

/// One article, ready to be compared.
#[derive(Debug, Default)]
pub(super) struct Vector {
    /// Its words, sorted by term.
    pub(super) words: Vec<Weighted>,
    /// The terms of its headline, sorted, and the length of their weights.
    title: Vec<u32>,
    title_norm: f32,
}

/// A collection, ready to be compared.
#[derive(Debug)]
pub(super) struct Similar {
    pub(super) profiles: Vec<Profile>,
    pub(super) vectors: Vec<Vector>,
    /// The blended inverse frequency of each term.
    rarity: Vec<f32>,
    /// The number of each term.
    number: FxHashMap<TermId, u32>,
    /// How many articles the frequencies are of.
    total: f32,
}

impl Similar {
    /// Weighs the words of a collection.
    pub(super) fn of(profiles: Vec<Profile>) -> Self {
        let mut seen: FxHashMap<TermId, (u32, f32)> = FxHashMap::default();
        for term in profiles.iter().flat_map(|profile: &Profile| &profile.terms) {
            seen.entry(term.id).or_insert((0, term.share)).0 += 1;
        }
        // Numbered in the order of their ids, so that sums do not depend on the order of the articles.
        let mut terms: Vec<(TermId, u32, f32)> =
            seen.into_iter().map(|(id, (articles, share))| (id, articles, share)).collect();
        terms.par_sort_unstable_by_key(|term| term.0);
        let number: FxHashMap<TermId, u32> = terms.iter().zip(0..).map(|(term, number)| (term.0, number)).collect();
        let total = profiles.len() as f32;
        let rarity = terms.iter().map(|&(_, articles, share)| rarity(articles, share, total)).collect();
        let mut similar = Self { profiles, vectors: Vec::new(), rarity, number, total };
        similar.vectors = similar.profiles.par_iter().map(|profile| similar.vector(profile)).collect();
        similar
    }

    /// Takes in one more article, under the frequencies that were found before: one article among many hardly changes them.
    pub(super) fn add(&mut self, mut profile: Profile) {
        for term in &profile.terms {
            let next = u32::try_from(self.rarity.len()).unwrap_or(u32::MAX);
            if *self.number.entry(term.id).or_insert(next) == next {
                self.rarity.push(rarity(1, term.share, self.total + 1.0));
            }
        }
        // New terms have numbers that are not in the order of their ids.
        profile.terms.sort_unstable_by_key(|term| self.number.get(&term.id).copied());
        let mut vector = self.vector(&profile);
        vector.title.sort_unstable();
        self.vectors.push(vector);
        self.profiles.push(profile);
    }

    fn vector(&self, profile: &Profile) -> Vector {
        let weighted = |word: &Term| {
            let term = *self.number.get(&word.id)?;
            let rare = self.rarity(term);
            let background = word.all * -chance(word.share).ln();
            Some(Weighted {
                term,
                blended: word.all * rare,
                background,
                lead: word.lead * rare,
                name: word.name * rare,
            })
        };
        // No more room than is used: these are most of what grouping holds.
        let mut words: Vec<Weighted> = Vec::with_capacity(profile.terms.len());
        words.extend(profile.terms.iter().filter_map(weighted));
        let norm =
            |of: fn(&Weighted) -> f32| words.iter().map(|word| of(word) * of(word)).sum::<f32>().sqrt().max(1e-6);
        let (blended, background) = (norm(|word| word.blended), norm(|word| word.background));
        let (lead, name) = (norm(|word| word.lead), norm(|word| word.name));
        for word in &mut words {
            word.blended /= blended;
            word.background /= background;
            word.lead /= lead;
            word.name /= name;
        }
        let title: Vec<u32> = profile.title.iter().filter_map(|id| self.number.get(id).copied()).collect();
        let title_norm = title.iter().map(|&term| self.rarity(term).powi(2)).sum::<f32>().sqrt().max(1e-6);
        Vector { words, title, title_norm }
    }

    fn rarity(&self, term: u32) -> f32 {
        self.rarity.get(term as usize).copied().unwrap_or_default()
    }

    /// How many different terms the collection has.
    pub(super) fn terms(&self) -> usize {
        self.rarity.len()
    }

    /// How alike two articles are, from 0 to about 1.2; 0 for an index that is not there.
    pub(super) fn score(&self, a: usize, b: usize) -> f32 {
        let (Some(one), Some(other)) = (self.vectors.get(a), self.vectors.get(b)) else { return 0.0 };
        let (Some(this), Some(that)) = (self.profiles.get(a), self.profiles.get(b)) else { return 0.0 };
        let shorter = this.length.min(that.length) as f32;
        let short = 1.0 + SHORT * (-shorter / SHORT_WORDS).exp();
        let length = |profile: &Profile| (profile.length as f32).clamp(LENGTHS.0, LENGTHS.1);
        let long = ((length(this) * length(that)).sqrt() / USUAL).powf(-LENGTH);
        (shared_words(one, other) + self.shared_title(one, other))
            * short
            * long
            * days(this, that)
            * weekdays(this, that)
            * dates(this, that)
            * undated(this, that)
    }

    fn shared_title(&self, one: &Vector, other: &Vector) -> f32 {
        let coverage = (self.coverage(one, other) * self.coverage(other, one)).sqrt();
        let (mut shared, mut rare) = (0, 0.0);
        for &term in one.title.iter().filter(|term| other.title.binary_search(term).is_ok()) {
            shared += 1;
            rare += self.rarity(term).powi(2);
        }
        if shared == 0 {
            return worth::COVERAGE * coverage;
        }
        let alike = shared as f32 / ((one.title.len() * other.title.len()) as f32).sqrt();
        worth::TITLE * alike
            + worth::RARE_TITLE * rare / (one.title_norm * other.title_norm)
            + worth::COVERAGE * coverage
    }

    /// How much of the headline of `one` the text of `other` has, rare words heavier.
    fn coverage(&self, one: &Vector, other: &Vector) -> f32 {
        let (mut had, mut all) = (0.0, 1e-6);
        for &term in &one.title {
            let rare = self.rarity(term);
            all += rare;
            if other.words.binary_search_by_key(&term, |word| word.term).is_ok() {
                had += rare;
            }
        }
        had / all
    }
}

/// The inverse frequency of a word that `articles` of `total` articles hold, and that makes up `share` of running English.
fn rarity(articles: u32, share: f32, total: f32) -> f32 {
    let here = -((articles as f32 + PRIOR * chance(share)) / (total + PRIOR)).ln();
    here.max(KEPT * -chance(share).ln())
}

/// How probable it is that an article of usual length has a word with this share of running text.
fn chance(share: f32) -> f32 {
    1.0 - (-USUAL * share).exp()
}

fn shared_words(one: &Vector, other: &Vector) -> f32 {
    let mut sum = 0.0;
    let (mut a, mut b) = (one.words.iter().peekable(), other.words.iter().peekable());
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.term.cmp(&y.term) {
            std::cmp::Ordering::Less => _ = a.next(),
            std::cmp::Ordering::Greater => _ = b.next(),
            std::cmp::Ordering::Equal => {
                sum += worth::BLENDED * x.blended * y.blended
                    + worth::BACKGROUND * x.background * y.background
                    + worth::LEAD * x.lead * y.lead
                    + worth::NAME * x.name * y.name;
                a.next();
                b.next();
            }
        }
    }
    sum
}

fn days(one: &Profile, other: &Profile) -> f32 {
    match one.day.zip(other.day) {
        Some((a, b)) => FAR + (1.0 - FAR) * (-(a.abs_diff(b) as f32) / DAYS).exp(),
        None => UNDATED,
    }
}

fn weekdays(one: &Profile, other: &Profile) -> f32 {
    let silent = |profile: &Profile| profile.weekdays.iter().all(|&weight| weight == 0.0);
    if silent(one) || silent(other) {
        return 1.0;
    }
    let alike: f32 = one.weekdays.iter().zip(&other.weekdays).map(|(a, b)| a * b).sum();
    OTHER_WEEKDAYS + (1.0 - OTHER_WEEKDAYS) * alike
}

fn dates(one: &Profile, other: &Profile) -> f32 {
    let its = |day: u16| other.dates.binary_search_by_key(&day, |date| date.0).is_ok();
    let silent = one.dates.is_empty() || other.dates.is_empty();
    if silent || one.dates.iter().any(|date| its(date.0)) { 1.0 } else { OTHER_DATES }
}

/// What the days of which they speak tell where only one has a date.
fn undated(one: &Profile, other: &Profile) -> f32 {
    if one.day.is_some() == other.day.is_some() || one.when.is_empty() || other.when.is_empty() {
        return 1.0;
    }
    1.0 + SAME_DAYS * (when::alike(&one.when, &other.when) - USUAL_DAYS)
}
