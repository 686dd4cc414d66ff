//! What an article is about, as far as grouping needs it: its words with their weights, its day, the days it names.

use std::hash::{Hash, Hasher};

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHasher};

use super::when;
use super::word::{self, TermId};
use crate::article::{Article, Span};
use crate::language::{calendar, frequency};

/// How many words of the body count as its beginning.
const LEAD: usize = 120;

/// After how many words of the body a mention of a day weighs half as much.
const HALF: f32 = 150.0;

/// One word of an article. Each `how often` is 1 + ln of the count, or 0 for never.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Term {
    /// Which.
    pub(super) id: TermId,
    /// How often headline and body have it.
    pub(super) all: f32,
    /// How often the headline and the beginning of the body have it.
    pub(super) lead: f32,
    /// How often it stands capitalised inside a sentence.
    pub(super) name: f32,
    /// The share of English running text that it makes up.
    pub(super) share: f32,
    /// Where it first stands in the body, and its length in bytes: 0 where it stands in the headline alone. In few bytes:
    /// a large collection holds tens of millions of terms.
    start: u32,
    length: u16,
}

impl Term {
    /// A place where it stands in the body.
    pub(super) fn place(&self) -> Option<Span> {
        let start = self.start as usize;
        (self.length > 0).then(|| Span::new(start, start + usize::from(self.length)))
    }

    fn stand(&mut self, span: Span) {
        if let (0, Ok(start), Ok(length)) = (self.length, u32::try_from(span.start), u16::try_from(span.len())) {
            (self.start, self.length) = (start, length);
        }
    }
}

/// What an article is about.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Profile {
    /// Its words, sorted by id.
    pub(super) terms: Vec<Term>,
    /// The words of its headline, sorted.
    pub(super) title: Vec<TermId>,
    /// How many words its body has.
    pub(super) length: usize,
    /// Its day of publication, counted from 1970.
    pub(super) day: Option<i32>,
    /// How much it speaks of each day of the week, Monday first; of length 1, or all zero.
    pub(super) weekdays: [f32; 7],
    /// The days of the year that it names (month × 32 + day) with how early it does; sorted, of length 1 or empty.
    pub(super) dates: Vec<(u16, f32)>,
    /// The days of the year of which it speaks (see [`when::days`]).
    pub(super) when: Vec<(u16, f32)>,
    /// Equal for equal articles, whatever they are called; gives an order that does not depend on the input's.
    pub(super) key: u64,
}

impl Profile {
    /// The profile of one article: headline and body, without what was set aside.
    pub(super) fn of(article: &Article) -> Self {
        let mut count = Count::default();
        if let Some(headline) = &article.headline {
            count.headline(&headline.text);
        }
        for (_, block) in article.body() {
            count.body(article.at(block.span), block.span.start);
        }
        let mut hasher = FxHasher::default();
        (article.headline.as_ref().map(|headline| &headline.text), &article.text, &article.published).hash(&mut hasher);
        let published = article.published.as_deref().and_then(date);
        let mut profile = Self {
            terms: count.terms.into_values().collect(),
            title: count.title,
            length: count.position,
            day: published.and_then(day),
            weekdays: count.weekdays,
            dates: count.dates,
            when: Vec::new(),
            key: hasher.finish(),
        };
        for term in &mut profile.terms {
            (term.all, term.lead, term.name) = (damped(term.all), damped(term.lead), damped(term.name));
        }
        profile.terms.sort_unstable_by_key(|term| term.id);
        profile.title.sort_unstable();
        profile.title.dedup();
        profile.dates.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        profile.dates.dedup_by_key(|date| date.0);
        unit(profile.weekdays.iter_mut());
        unit(profile.dates.iter_mut().map(|date| &mut date.1));
        profile.when = when::days(&when::Said { published, weekdays: &profile.weekdays, dates: &profile.dates });
        profile
    }
}

fn damped(count: f32) -> f32 {
    if count > 0.0 { 1.0 + count.ln() } else { 0.0 }
}

/// Scales to length 1, unless all is zero.
pub(super) fn unit<'a>(weights: impl Iterator<Item = &'a mut f32>) {
    let weights: Vec<&mut f32> = weights.collect();
    let norm = weights.iter().map(|weight| **weight * **weight).sum::<f32>().sqrt();
    if norm > 0.0 {
        weights.into_iter().for_each(|weight| *weight /= norm);
    }
}

/// The day of an RFC 3339 date or date-time in its own zone.
fn date(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}

/// A day, counted from 1970.
fn day(date: Date) -> Option<i32> {
    Some(date.since(jiff::civil::date(1970, 1, 1)).ok()?.get_days())
}

/// An article while it is being read.
#[derive(Default)]
struct Count {
    terms: FxHashMap<TermId, Term>,
    title: Vec<TermId>,
    weekdays: [f32; 7],
    dates: Vec<(u16, f32)>,
    /// Words of the body so far.
    position: usize,
    folded: String,
}

impl Count {
    fn headline(&mut self, text: &str) {
        for (_, found) in word::words(text) {
            word::fold(found, &mut self.folded);
            let term = self.term();
            term.all += 1.0;
            term.lead += 1.0;
            let id = term.id;
            self.title.push(id);
        }
    }

    fn body(&mut self, text: &str, start: usize) {
        let (mut end, mut days) = (0, Days::default());
        for (at, found) in word::words(text) {
            let gap = text.get(end..at).unwrap_or_default();
            let inside = end > 0 && !gap.contains(['.', '!', '?', ':', '“', '"', '—']);
            end = at + found.len();
            self.position += 1;
            word::fold(found, &mut self.folded);
            let early = 0.5_f32.powf(self.position as f32 / HALF);
            if let Some(place) = days.weekday(&self.folded).and_then(|weekday| self.weekdays.get_mut(weekday)) {
                *place += early;
            }
            self.dates.extend(days.date(&self.folded).map(|date| (date, early)));
            let lead = self.position <= LEAD;
            let term = self.term();
            term.all += 1.0;
            term.lead += f32::from(u8::from(lead));
            term.name += f32::from(u8::from(inside && found.starts_with(char::is_uppercase)));
            term.stand(Span::new(start + at, start + end));
        }
    }

    /// The entry of the word that was just folded.
    fn term(&mut self) -> &mut Term {
        let id = word::id(&self.folded);
        let share = || frequency::share(&self.folded);
        let new = || Term { id, all: 0.0, lead: 0.0, name: 0.0, share: share(), start: 0, length: 0 };
        self.terms.entry(id).or_insert_with(new)
    }
}

/// Finds days in a run of words.
#[derive(Default)]
struct Days {
    /// The month or the day of the month that was just read, waiting for its other half.
    month: Option<u8>,
    number: Option<u8>,
}

impl Days {
    /// The day of the week that `word` names, from 0.
    fn weekday(&self, word: &str) -> Option<usize> {
        calendar::weekday(word).map(|weekday| usize::from(weekday) - 1)
    }

    /// The day of the year that ends with `word`, in either order ("Nov. 17", "17 November").
    fn date(&mut self, word: &str) -> Option<u16> {
        let number = word.parse::<u8>().ok().filter(|number| (1..=31).contains(number));
        let month = if number.is_none() { calendar::month(word) } else { None };
        let found = match (number, month) {
            (Some(number), _) => self.month.map(|month| (month, number)),
            (None, Some(month)) => self.number.map(|number| (month, number)),
            (None, None) => None,
        };
        (self.month, self.number) = (month, number);
        found.map(|(month, number)| u16::from(month) * 32 + u16::from(number))
    }
}

#[cfg(test)]
mod tests {
    use super::Days;

    fn dates(text: &str) -> Vec<u16> {
        let mut days = Days::default();
        text.split(' ').filter_map(|word| days.date(word)).collect()
    }

    #[test]
    fn days_of_the_year_are_read_in_either_order() {
        assert_eq!(dates("on november 17 and 3 december or may be 12"), [11 * 32 + 17, 12 * 32 + 3]);
    }
}
