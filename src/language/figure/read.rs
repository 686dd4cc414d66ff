//! Pieces → figures.

use jiff::civil::Date;

use super::counted::{self, noun, one, span};
use super::date::{Calendar, Dated};
use super::number::{Numeral, numeral};
use super::piece::{Piece, PieceKind};
use super::table::{Hedge, Measure, table};
use super::{Figure, Unit};
use crate::article::{Article, Span};
use crate::language::lexicon::Tags;

const YEAR: f64 = 365.2425;

/// What a text's figures are read with.
pub(super) struct Reader {
    calendar: Calendar,
    /// The comma is the decimal mark.
    comma: bool,
}

/// A unit found beside a number.
struct Measured {
    measure: Measure,
    next: usize,
    hyphen: bool,
}

impl Reader {
    pub(super) fn of(article: &Article) -> Self {
        let language = article.language.as_deref().unwrap_or("en");
        let english = language.get(..2).is_none_or(|code| code.eq_ignore_ascii_case("en"));
        let published =
            article.published.as_deref().and_then(|date| date.get(..10)).and_then(|date| date.parse::<Date>().ok());
        Self { calendar: Calendar { english, published }, comma: !english }
    }

    /// Appends the figures of one passage.
    pub(super) fn read(&self, pieces: &[Piece<'_>], passage: usize, found: &mut Vec<Figure>) {
        let mut at = 0;
        while at < pieces.len() {
            let figure = match pieces.get(at) {
                Some(piece) if piece.is_word() && piece.text.len() > 10 => None,
                _ => self
                    .date(pieces, at)
                    .or_else(|| self.money(pieces, at))
                    .or_else(|| self.number(pieces, at))
                    .or_else(|| article_and_unit(pieces, at))
                    .or_else(|| vague(pieces, at)),
            };
            match figure {
                Some((figure, next)) => {
                    if let Some(figure) = figure {
                        found.push(Figure { passage, ..figure });
                    }
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
    }

    fn date(&self, pieces: &[Piece<'_>], at: usize) -> Option<(Option<Figure>, usize)> {
        let Dated { first, next, date, rounded } = self.calendar.date(pieces, at)?;
        let what = pieces
            .get(next)
            .filter(|word| word.gap && word.is_word() && !word.tags().any(Tags::CLOSED | Tags::VERB | Tags::ADVERB))
            .and_then(|_| one(pieces, next));
        let figure = Figure {
            span: span(pieces, first, next - 1)?,
            passage: 0,
            value: None,
            upper: None,
            step: 0.0,
            unit: Unit::Date,
            date: Some(date),
            rounded,
            hedge: Hedge::None,
            what,
        };
        Some((Some(figure), next))
    }

    /// "$7.1 billion", "US$ 5m", "EUR 20 million".
    fn money(&self, pieces: &[Piece<'_>], at: usize) -> Option<(Option<Figure>, usize)> {
        let (code, next) = currency(pieces, at)?;
        let low = numeral(pieces, next, self.comma)?;
        let (low, high) = match self.range(pieces, at, &low).or_else(|| self.money_range(pieces, &low)) {
            Some((low, high)) => (low, Some(high)),
            None => (low, None),
        };
        let end = high.map_or(low.next, |high| high.next);
        let unit = Unit::Money(code);
        let what = measured(pieces, at, end, &unit);
        Some((figure(pieces, at, end, &low, high, unit, 1.0, what), end))
    }

    /// "$5 million to $7 million".
    fn money_range(&self, pieces: &[Piece<'_>], low: &Numeral) -> Option<(Numeral, Numeral)> {
        pieces.get(low.next).filter(|to| to.any(&["to"]) || to.is_dash())?;
        let (_, next) = currency(pieces, low.next + 1)?;
        ordered(*low, numeral(pieces, next, self.comma)?)
    }

    /// "two to three", "10-15", "between 20 and 30"; "from 5 to 10" are two figures.
    fn range(&self, pieces: &[Piece<'_>], at: usize, low: &Numeral) -> Option<(Numeral, Numeral)> {
        let joint = pieces.get(low.next)?;
        let led =
            |word: &str| at.checked_sub(1).and_then(|at| pieces.get(at)).is_some_and(|before| before.any(&[word]));
        if !(joint.any(&["to"]) && !led("from") || joint.is_dash() || joint.any(&["and"]) && led("between")) {
            return None;
        }
        ordered(*low, numeral(pieces, low.next + 1, self.comma)?)
    }

    fn number(&self, pieces: &[Piece<'_>], at: usize) -> Option<(Option<Figure>, usize)> {
        let low = numeral(pieces, at, self.comma)?;
        if label(pieces, at, &low) || clock(pieces, low.next) {
            return Some((None, low.next));
        }
        let (low, high) = match self.range(pieces, at, &low) {
            Some((low, high)) => (low, Some(high)),
            None => (low, None),
        };
        let end = high.map_or(low.next, |high| high.next);
        if low.ordinal {
            let what =
                pieces.get(end).filter(|word| !word.any(&["century", "birthday"])).and_then(|_| one(pieces, end));
            let made = what.and_then(|what| figure(pieces, at, end, &low, None, Unit::Ordinal, 1.0, Some(what)));
            return Some((made, end));
        }
        if let Some((code, next)) = currency_after(pieces, end, &low) {
            let unit = Unit::Money(code);
            let what = measured(pieces, at, next, &unit);
            return Some((figure(pieces, at, next, &low, high, unit, 1.0, what), next));
        }
        if let Some(found) = unit(pieces, end) {
            return Some(self.measured(pieces, at, &low, high, &found));
        }
        if let Some(made) = age(pieces, at, &low) {
            return Some((Some(made), low.next));
        }
        Some((count(pieces, at, end, &low, high), end))
    }

    fn measured(
        &self,
        pieces: &[Piece<'_>],
        at: usize,
        low: &Numeral,
        high: Option<Numeral>,
        found: &Measured,
    ) -> (Option<Figure>, usize) {
        let old = |at: usize| pieces.get(at).is_some_and(|old| old.any(&["old"]));
        let mut next = found.next;
        if old(next) {
            next += 1;
        } else if pieces.get(next).is_some_and(|dash| dash.is_dash() && !dash.gap)
            && pieces.get(next + 1).is_some_and(|word| word.any(&["old", "long", "wide", "high", "deep", "tall"]))
        {
            next += 2;
        }
        let unit = found.measure.unit.clone();
        let what = if found.hyphen || next > found.next { one(pieces, next) } else { None };
        let what = what.or_else(|| measured(pieces, at, next, &unit));
        // "one point" is a matter of speech; "one day" is a figure.
        let idle = low.value == 1.0 && !low.digits && unit == Unit::Other("points".to_owned());
        let mut made = figure(pieces, at, next, low, high, unit, found.measure.factor, what).filter(|_| !idle);
        if found.measure.fahrenheit
            && let Some(made) = made.as_mut()
        {
            made.value = made.value.map(|value| (value - 32.0) / 1.8);
            made.upper = made.upper.map(|value| (value - 32.0) / 1.8);
            made.step /= 1.8;
        }
        (made, next)
    }
}

fn ordered(low: Numeral, high: Numeral) -> Option<(Numeral, Numeral)> {
    // "five to seven million": the magnitude serves both.
    let by = if high.scaled && !low.scaled && high.value >= 1000.0 { magnitude_of(high.value, low.value) } else { 1.0 };
    let low = Numeral { value: low.value * by, step: low.step * by, ..low };
    (high.value > low.value && !low.ordinal && !high.ordinal).then_some((low, high))
}

fn magnitude_of(high: f64, low: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|by| high >= *by && low < 1000.0 && low * by < high).unwrap_or(1.0)
}

/// A currency sign or code before a number, and the piece after it.
fn currency(pieces: &[Piece<'_>], at: usize) -> Option<(String, usize)> {
    let money = &table().money;
    let first = pieces.get(at)?;
    let digits = |at: usize| pieces.get(at).is_some_and(|piece| piece.kind == PieceKind::Digits);
    if let PieceKind::Mark(_) = first.kind {
        return money.get(first.text).filter(|_| digits(at + 1)).map(|code| (code.clone(), at + 1));
    }
    if !first.is_word() || !first.text.chars().all(|c| c.is_uppercase() || c == '.') {
        return None;
    }
    if pieces.get(at + 1).is_some_and(|sign| sign.is('$') && !sign.gap) && digits(at + 2) {
        let letters: String = first.text.chars().filter(|c| *c != '.').collect::<String>().to_lowercase();
        return money.get(&format!("{letters}$")).map(|code| (code.clone(), at + 2));
    }
    let code = first.text.len() == 3 && digits(at + 1);
    money.values().find(|known| code && *known == first.text).map(|known| (known.clone(), at + 1))
}

/// "million euros", "dollars": the currency after its number.
fn currency_after(pieces: &[Piece<'_>], at: usize, low: &Numeral) -> Option<(String, usize)> {
    let at = at + usize::from(pieces.get(at).is_some_and(|dash| dash.is_dash() && !dash.gap));
    for words in [2, 1] {
        if let Some(code) = phrase(pieces, at, words).and_then(|phrase| table().money.get(&phrase)) {
            return Some((code.clone(), at + words));
        }
    }
    let pounds = low.scaled && pieces.get(at).is_some_and(|word| word.any(&["pounds"]));
    pounds.then(|| ("GBP".to_owned(), at + 1))
}

fn unit(pieces: &[Piece<'_>], at: usize) -> Option<Measured> {
    let hyphen = pieces.get(at).is_some_and(|dash| dash.is_dash() && !dash.gap);
    let at = at + usize::from(hyphen);
    (1..=3).rev().find_map(|words| {
        let measure = table().units.get(&phrase(pieces, at, words)?)?;
        Some(Measured { measure: measure.clone(), next: at + words, hyphen })
    })
}

/// The lower-case words `at..at + words`, as the tables spell them.
fn phrase(pieces: &[Piece<'_>], at: usize, words: usize) -> Option<String> {
    let mut phrase = String::new();
    for n in at..at + words {
        let piece = pieces.get(n)?;
        if n > at && piece.gap {
            phrase.push(' ');
        }
        phrase.push_str(&piece.text.to_lowercase());
    }
    Some(phrase)
}

/// A number that belongs to a name: "Article 5", "No. 10", "#3".
fn label(pieces: &[Piece<'_>], at: usize, low: &Numeral) -> bool {
    let back = |n: usize| at.checked_sub(n).and_then(|at| pieces.get(at));
    let Some(before) = back(1) else { return false };
    let here_gap = pieces.get(at).is_some_and(|here| here.gap);
    if !here_gap
        && (before.is('#')
            || before.is('§')
            || before.is('/')
            || before.is_dash() && back(2).is_some_and(Piece::is_word) && !before.gap)
    {
        return true;
    }
    if before.is('.') && back(2).is_some_and(|word| word.any(&["no", "nos", "vol", "ch", "art", "fig"])) {
        return true;
    }
    let named = before.capital()
        && back(2).is_some()
        && !before.tags().any(Tags::CLOSED | Tags::ADVERB | Tags::TIME | Tags::VERB);
    named && low.digits && !low.scaled && !low.ordinal && here_gap && {
        let counts =
            pieces.get(low.next).is_some_and(|word| word.is_word() && !word.capital() && counted::plural(word));
        !counts && unit(pieces, low.next).is_none()
    }
}

/// Whether a time of day follows.
fn clock(pieces: &[Piece<'_>], at: usize) -> bool {
    pieces.get(at).is_some_and(|word| word.any(&["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock", "o’clock"]))
}

/// "Mara Holt, 45, said"
fn age(pieces: &[Piece<'_>], at: usize, low: &Numeral) -> Option<Figure> {
    let comma = at.checked_sub(1).and_then(|at| pieces.get(at)).filter(|comma| comma.is(','))?;
    let last = at.checked_sub(2)?;
    pieces.get(last).filter(|name| name.capital() && !name.tags().any(Tags::TIME | Tags::CLOSED) && !comma.gap)?;
    pieces.get(low.next).filter(|comma| comma.is(','))?;
    if !low.digits || low.value.fract() != 0.0 || !(1.0..=115.0).contains(&low.value) {
        return None;
    }
    let mut first = last;
    while first > 0 && pieces.get(first - 1).is_some_and(Piece::capital) {
        first -= 1;
    }
    figure(pieces, at, low.next, low, None, Unit::Days, YEAR, span(pieces, first, last))
}

fn count(pieces: &[Piece<'_>], at: usize, end: usize, low: &Numeral, high: Option<Numeral>) -> Option<Figure> {
    let of = pieces.get(end).is_some_and(|of| of.any(&["of"])) && (low.scaled || low.value > 12.0);
    let more = pieces.get(end).is_some_and(|more| more.any(&["more", "other", "further"]));
    let skip = usize::from(of || more);
    let determiner = of && pieces.get(end + 1).is_some_and(|word| word.tags().any(Tags::DETERMINER | Tags::POSSESSIVE));
    let what = pieces
        .get(end)
        .filter(|next| next.gap || next.is_dash())
        .and_then(|_| noun(pieces, end + skip + usize::from(determiner)));
    let hedge = hedge(pieces, at).map(|(hedge, _)| hedge);
    let grouped = pieces.get(at).is_some_and(|piece| piece.text.contains(','));
    let verb = pieces.get(end).is_some_and(|verb| verb.tags().any(Tags::AUXILIARY));
    // "the two agreed" counts nothing; "12 killed" does.
    let verb_alone = pieces.get(end).is_some_and(|verb| {
        verb.tags().any(Tags::PAST | Tags::THIRD)
            && verb.tags().any(Tags::VERB)
            && what.is_some_and(|what| what.start == verb.start && !counted::plural(verb))
    });
    let what = what.filter(|_| low.digits || !verb_alone);
    // "one" and a bare "two" are pronouns more often than figures.
    let figures = match what {
        Some(_) => low.value != 1.0 || low.digits || low.scaled,
        None => {
            low.scaled
                || hedge.is_some_and(|hedge| hedge != Hedge::None)
                || low.digits && (grouped || verb && low.value > 9.0)
        }
    };
    figures.then(|| figure(pieces, at, end, low, high, Unit::Count, 1.0, what)).flatten()
}

/// "about an hour", "more than a year", "half an hour", "hour-long": one of a unit, without a number.
fn article_and_unit(pieces: &[Piece<'_>], at: usize) -> Option<(Option<Figure>, usize)> {
    let first = pieces.get(at)?;
    let bare = |value: f64| Numeral {
        value,
        step: 1.0,
        next: at + 1,
        digits: false,
        bare_four: false,
        scaled: false,
        ordinal: false,
    };
    if first.any(&["half"]) && pieces.get(at + 1).is_some_and(|an| an.any(&["a", "an"])) {
        let found = unit(pieces, at + 2)?;
        let what = measured(pieces, at, found.next, &found.measure.unit);
        let made = figure(pieces, at, found.next, &bare(0.5), None, found.measure.unit, found.measure.factor, what);
        return Some((made, found.next));
    }
    if first.any(&["a", "an"]) {
        hedge(pieces, at)?;
        let found = unit(pieces, at + 1).filter(|found| found.measure.unit != Unit::Percent)?;
        let what = measured(pieces, at, found.next, &found.measure.unit);
        let made = figure(pieces, at, found.next, &bare(1.0), None, found.measure.unit, found.measure.factor, what);
        return Some((made, found.next));
    }
    let dash = pieces.get(at + 1).filter(|dash| dash.is_dash() && !dash.gap && first.is_word() && first.gap)?;
    pieces.get(at + 2).filter(|long| long.any(&["long"]) && !dash.gap)?;
    let found = unit(pieces, at).filter(|found| found.next == at + 1 && found.measure.unit == Unit::Days)?;
    let made = figure(pieces, at, at + 3, &bare(1.0), None, Unit::Days, found.measure.factor, one(pieces, at + 3));
    Some((made, at + 3))
}

/// "thousands of", "for months", "several years": an amount without a number.
fn vague(pieces: &[Piece<'_>], at: usize) -> Option<(Option<Figure>, usize)> {
    pieces.get(at).filter(|first| first.is_word() && first.text.ends_with('s') && first.gap)?;
    let of = |at: usize| pieces.get(at).is_some_and(|of| of.any(&["of"]));
    let number =
        Numeral { value: 0.0, step: 0.0, next: at + 1, digits: false, bare_four: false, scaled: false, ordinal: false };
    let empty = |figure: Option<Figure>| figure.map(|figure| Figure { value: None, rounded: true, ..figure });
    let many = |at: usize| {
        pieces.get(at).is_some_and(|word| {
            word.any(&["tens", "scores"])
                || word.text.ends_with('s') && word.lower(|lower| table().magnitudes.contains_key(lower))
        })
    };
    if many(at) && of(at + 1) {
        let end = if many(at + 2) && of(at + 3) { at + 3 } else { at + 1 };
        let determiner = pieces.get(end + 1).is_some_and(|word| word.tags().any(Tags::DETERMINER | Tags::POSSESSIVE));
        let what = noun(pieces, end + 1 + usize::from(determiner))?;
        return Some((empty(figure(pieces, at, end, &number, None, Unit::Count, 1.0, Some(what))), end));
    }
    let before = at.checked_sub(1).and_then(|at| pieces.get(at))?;
    let quantified = before.any(&["several", "many", "few", "recent"]);
    if !(quantified || before.any(&["for"])) {
        return None;
    }
    let found = unit(pieces, at).filter(|found| found.measure.unit == Unit::Days && found.next == at + 1)?;
    let begin = at - usize::from(quantified);
    let what = measured(pieces, begin, found.next, &Unit::Days);
    Some((empty(figure(pieces, begin, found.next, &number, None, Unit::Days, 1.0, what)), found.next))
}

/// What the value at `at..next`, its hedge before it, measures.
fn measured(pieces: &[Piece<'_>], at: usize, next: usize, unit: &Unit) -> Option<Span> {
    counted::measured(pieces, hedge(pieces, at).map_or(at, |(_, first)| first), next, unit)
}

/// The hedge that ends right before `at`, and its first piece.
fn hedge(pieces: &[Piece<'_>], at: usize) -> Option<(Hedge, usize)> {
    let last = pieces.get(at.checked_sub(1)?).filter(|last| last.is_word())?;
    let list = last.lower(|lower| table().hedges.get(lower))?;
    list.iter().find_map(|(words, hedge)| {
        let first = at.checked_sub(words.len())?;
        let fits = words.iter().zip(pieces.get(first..at)?).all(|(word, piece)| piece.any(&[word]));
        fits.then_some((*hedge, first))
    })
}

/// "or more", "or so" after a figure.
fn hedge_after(pieces: &[Piece<'_>], at: usize) -> Option<Hedge> {
    pieces.get(at).filter(|or| or.any(&["or"]))?;
    let word = pieces.get(at + 1)?;
    if word.any(&["more"]) {
        Some(Hedge::Over)
    } else if word.any(&["less", "fewer"]) {
        Some(Hedge::Under)
    } else {
        word.any(&["so"]).then_some(Hedge::About)
    }
}

#[expect(clippy::too_many_arguments, reason = "one door where a figure is put together")]
fn figure(
    pieces: &[Piece<'_>],
    at: usize,
    next: usize,
    low: &Numeral,
    high: Option<Numeral>,
    unit: Unit,
    factor: f64,
    what: Option<Span>,
) -> Option<Figure> {
    let (hedge, first) = hedge(pieces, at)
        // "some two" is not heard; "some 200" is.
        .filter(|(_, first)| !pieces.get(*first).is_some_and(|some| some.any(&["some"])) || low.value >= 10.0)
        .unwrap_or((Hedge::None, at));
    let (hedge, next) = match hedge_after(pieces, next) {
        Some(after) if hedge == Hedge::None => (after, next + 2),
        _ => (hedge, next),
    };
    let span = span(pieces, first, next.checked_sub(1)?)?;
    Some(Figure {
        span,
        passage: 0,
        value: Some(low.value * factor),
        upper: high.map(|high| high.value * factor),
        step: low.step * factor,
        unit,
        date: None,
        rounded: hedge != Hedge::None,
        hedge,
        what: what.filter(|what| !what.meets(span)),
    })
}
