//! Calendar dates, in the reduced forms of ISO 8601: `2024-11-15`, `--11-15`, `2024-11`, `--11`, `2024`.

use jiff::civil::{Date, Weekday};

use super::piece::{Piece, PieceKind};
use super::table::table;

/// What a text's dates are read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    /// Whether the months are English.
    pub(super) english: bool,
    /// The day the article was published; weekdays are read only against it.
    pub(super) published: Option<Date>,
}

/// A date in the pieces `first..next`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) first: usize,
    pub(super) next: usize,
    pub(super) date: String,
    /// A part of the year is meant ("early 2025"): the date is a rounding.
    pub(super) rounded: bool,
}

impl Calendar {
    /// The date that begins at `at`.
    pub(super) fn date(&self, pieces: &[Piece<'_>], at: usize) -> Option<Dated> {
        let piece = pieces.get(at)?;
        match piece.kind {
            PieceKind::Digits => iso(pieces, at)
                .or_else(|| dotted(piece, at))
                .or_else(|| self.day_first(pieces, at))
                .or_else(|| year(pieces, at)),
            PieceKind::Word if piece.capital() => self.month_first(pieces, at).or_else(|| self.weekday(pieces, at)),
            _ => None,
        }
    }

    fn month(&self, pieces: &[Piece<'_>], at: usize) -> Option<(u8, usize)> {
        let piece = pieces.get(at).filter(|piece| piece.is_word() && (!self.english || piece.capital()))?;
        let month = piece.lower(|lower| table().month(lower, self.english))?;
        let stop = piece.text.len() <= 4 && pieces.get(at + 1).is_some_and(|stop| stop.is('.') && !stop.gap);
        Some((month, at + 1 + usize::from(stop)))
    }

    /// "November 15, 2024", "Nov. 5", "mid-September", "February 2025".
    fn month_first(&self, pieces: &[Piece<'_>], at: usize) -> Option<Dated> {
        let (month, next) = self.month(pieces, at)?;
        if let Some((day, after)) = day(pieces, next) {
            let comma = usize::from(pieces.get(after).is_some_and(|comma| comma.is(',')));
            if let Some(year) = bare_year(pieces, after + comma) {
                return Some(dated(at, after + comma + 1, full(year, month, day)?));
            }
            return Some(dated(at, after, format!("--{month:02}-{day:02}")));
        }
        let comma = usize::from(pieces.get(next).is_some_and(|comma| comma.is(',')));
        if let Some(year) = bare_year(pieces, next + comma) {
            return Some(dated(at, next + comma + 1, format!("{year:04}-{month:02}")));
        }
        // A month alone needs a word that tells it from a verb or a name ("May", "March", "April").
        let before = at.checked_sub(1).and_then(|at| pieces.get(at))?;
        let part =
            before.is_dash() && at.checked_sub(2).and_then(|at| pieces.get(at)).is_some_and(|mid| mid.any(&["mid"]));
        let first = if part { at - 2 } else { at };
        let led = before.any(&[
            "in", "since", "until", "till", "by", "last", "next", "late", "early", "during", "from", "through", "this",
        ]);
        (part
            || led
                && pieces
                    .get(next)
                    .is_none_or(|after| !after.capital() || after.tags().any(crate::language::lexicon::Tags::CLOSED)))
        .then(|| Dated { rounded: true, ..dated(first, next, format!("--{month:02}")) })
    }

    /// "15 Nov 2024", "15th of November".
    fn day_first(&self, pieces: &[Piece<'_>], at: usize) -> Option<Dated> {
        let (day, mut next) = day(pieces, at)?;
        next += usize::from(pieces.get(next).is_some_and(|stop| stop.is('.') && !stop.gap && !self.english));
        next += usize::from(pieces.get(next).is_some_and(|of| of.any(&["of", "de"])));
        let (month, next) = self.month(pieces, next)?;
        // "on 15 May 2,000 people": the year stands bare.
        match bare_year(pieces, next) {
            Some(year) => Some(dated(at, next + 1, full(year, month, day)?)),
            None => Some(dated(at, next, format!("--{month:02}-{day:02}"))),
        }
    }

    /// "Sunday", read as the last such day up to the day of publication, or the next one where the text says "next".
    fn weekday(&self, pieces: &[Piece<'_>], at: usize) -> Option<Dated> {
        let published = self.published?;
        let day = pieces.get(at)?.lower(weekday)?;
        let before = at.checked_sub(1).and_then(|at| pieces.get(at));
        let said = |words: &[&str]| before.is_some_and(|before| before.any(words));
        let ahead = pieces.iter().take(at).any(|piece| piece.any(&["will", "won't", "shall"]));
        let date = if said(&["next"]) {
            published.nth_weekday(1, day).ok()?
        } else if ahead && !said(&["last"]) {
            return None;
        } else if published.weekday() == day && !said(&["last"]) {
            published
        } else {
            published.nth_weekday(-1, day).ok()?
        };
        let part = pieces.get(at + 1).is_some_and(|part| part.any(&["morning", "afternoon", "evening", "night"]));
        Some(dated(at, at + 1 + usize::from(part), date.to_string()))
    }
}

fn dated(first: usize, next: usize, date: String) -> Dated {
    Dated { first, next, date, rounded: false }
}

fn full(year: u16, month: u8, day: u8) -> Option<String> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

fn weekday(lower: &str) -> Option<Weekday> {
    Some(match lower {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// A day of the month with its ordinal ending, and the piece after it.
fn day(pieces: &[Piece<'_>], at: usize) -> Option<(u8, usize)> {
    let piece = pieces.get(at).filter(|piece| piece.kind == PieceKind::Digits && piece.text.len() <= 2)?;
    let day: u8 = piece.text.parse().ok().filter(|day| (1..=31).contains(day))?;
    let ending = pieces.get(at + 1).is_some_and(|end| !end.gap && end.any(&["st", "nd", "rd", "th"]));
    let next = at + 1 + usize::from(ending);
    // "5 million", "5%", "5 km" are no days.
    let glued = pieces.get(next).is_some_and(|unit| {
        unit.is('%') || !unit.gap && unit.is_word() || unit.lower(|lower| table().magnitudes.contains_key(lower))
    });
    (!glued).then_some((day, next))
}

fn bare_year(pieces: &[Piece<'_>], at: usize) -> Option<u16> {
    let piece = pieces.get(at).filter(|piece| piece.kind == PieceKind::Digits && piece.text.len() == 4)?;
    piece.text.parse().ok().filter(|year| (1000..2200).contains(year))
}

fn iso(pieces: &[Piece<'_>], at: usize) -> Option<Dated> {
    let year = bare_year(pieces, at)?;
    let part = |at: usize| {
        pieces.get(at).filter(|dash| dash.is('-') && !dash.gap)?;
        let digits = pieces.get(at + 1).filter(|piece| !piece.gap && piece.text.len() == 2)?;
        digits.text.parse::<u8>().ok()
    };
    Some(dated(at, at + 5, full(year, part(at + 1)?, part(at + 3)?)?))
}

/// "15.11.2024", "15/11/2024"; where day and month could change places it is left alone.
fn dotted(piece: &Piece<'_>, at: usize) -> Option<Dated> {
    let sep = ['.', '/'].into_iter().find(|sep| piece.text.matches(*sep).count() == 2)?;
    let parts: Vec<u16> = piece.text.split(sep).map(str::parse).collect::<Result<_, _>>().ok()?;
    let (first, second, year) = (*parts.first()?, *parts.get(1)?, *parts.get(2)?);
    let (day, month) = match (first, second) {
        _ if sep == '.' => (first, second),
        (13.., _) => (first, second),
        (_, 13..) => (second, first),
        _ => return None,
    };
    let year = (1000..2200).contains(&year).then_some(year)?;
    Some(dated(at, at + 1, full(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?))
}

/// A bare year, with the part of it that is meant: "the summer of 2022", "the end of 2025", "early 2025".
fn year(pieces: &[Piece<'_>], at: usize) -> Option<Dated> {
    let year = bare_year(pieces, at).filter(|year| (1800..2100).contains(year))?;
    let back = |n: usize| at.checked_sub(n).and_then(|at| pieces.get(at));
    let next = pieces.get(at + 1);
    let counts = next.is_some_and(|next| !next.gap && next.is_word() || next.is('%') || unit_or_magnitude(next));
    let plural = next.is_some_and(|next| next.is_word() && !next.capital() && super::counted::plural(next));
    let led = back(1).is_some_and(|before| {
        before.any(&[
            "in", "of", "since", "until", "till", "by", "the", "from", "to", "during", "early", "late", "mid", "and",
            "before", "after", "for", "through", "his", "her", "their",
        ]) || before.is_dash()
    });
    let sign = back(1).is_some_and(|before| matches!(before.kind, PieceKind::Mark(c) if !matches!(c, '(' | ',' | '-' | '–' | '“' | '"' | '‘' | ';')));
    if counts
        || sign
        || plural && !led
        || !led && next.is_some_and(|next| next.is_word() && next.gap && !next.capital() && back(1).is_some())
    {
        return None;
    }
    let season = ["spring", "summer", "autumn", "fall", "winter", "end", "beginning", "start", "middle"];
    let first = if back(1).is_some_and(|of| of.any(&["of"])) && back(2).is_some_and(|part| part.any(&season)) {
        at - 2
    } else if back(1).is_some_and(|part| part.any(&["early", "late", "spring", "summer", "autumn", "winter"])) {
        at - 1
    } else if back(1).is_some_and(Piece::is_dash) && back(2).is_some_and(|mid| mid.any(&["mid"])) {
        at - 2
    } else {
        at
    };
    Some(Dated { rounded: first < at, ..dated(first, at + 1, year.to_string()) })
}

fn unit_or_magnitude(piece: &Piece<'_>) -> bool {
    piece.lower(|lower| {
        table().units.contains_key(lower) || table().magnitudes.contains_key(lower) || table().money.contains_key(lower)
    })
}
