//! Dates as sources write them → RFC 3339, or `YYYY-MM-DD`. Nothing is invented: no time without a time, no zone without a
//! zone, no order of day and month where a number could be either.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use rustc_hash::FxHashMap;

/// The date in `text` as RFC 3339 (`2024-11-17T20:00:00+01:00`, the source's own offset kept), or as `YYYY-MM-DD` where the
/// text gives no time or no zone. `None` where no date can be made out, or where it can be read in two ways (`03/04/2024`).
pub fn normal(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 120 {
        return None;
    }
    iso(text).or_else(|| digits(text)).or_else(|| words(text)).map(|moment| moment.to_string())
}

/// What was read: a day, and the time on it where both time and zone are known.
struct Moment {
    date: Date,
    time: Option<(Time, Offset)>,
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some((time, offset)) = self.time else { return write!(f, "{}", self.date) };
        write!(f, "{}T{:02}:{:02}:{:02}", self.date, time.hour(), time.minute(), time.second())?;
        match offset.seconds() / 60 {
            0 => write!(f, "Z"),
            minutes => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

/// `YYYY-MM-DD`, with or without a time and a zone behind it.
fn iso(text: &str) -> Option<Moment> {
    let date = day(text.get(..4)?, text.get(5..7)?, text.get(8..10)?)?;
    let dash = text.as_bytes().get(4)?;
    if !b"-/.".contains(dash) || text.as_bytes().get(7) != Some(dash) {
        return None;
    }
    let rest = text.get(10..)?;
    if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    Some(Moment { date, time: clock(rest) })
}

/// A run of digits: `YYYYMMDD`, `YYYYMMDDhhmmss`, seconds or milliseconds since 1970 (UTC by definition).
fn digits(text: &str) -> Option<Moment> {
    let number = text.split_once('.').map_or(text, |(whole, _)| whole);
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        // `20241117T200000Z`
        let (date, rest) = text.split_once('T').filter(|(date, _)| date.len() == 8)?;
        let date = day(date.get(..4)?, date.get(4..6)?, date.get(6..8)?)?;
        let (hour, minute, second) = (rest.get(..2)?, rest.get(2..4)?, rest.get(4..6).unwrap_or("00"));
        return Some(Moment { date, time: clock(&format!("{hour}:{minute}:{second}{}", rest.get(6..).unwrap_or(""))) });
    }
    match number.len() {
        8 | 14 => Some(Moment { date: day(number.get(..4)?, number.get(4..6)?, number.get(6..8)?)?, time: None }),
        9 | 10 | 13 => {
            let whole: i64 = number.parse().ok()?;
            let seconds = if number.len() == 13 { whole / 1000 } else { whole };
            let stamp = Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
            Some(Moment {
                date: stamp.date(),
                time: Some((stamp.time().with().subsec_nanosecond(0).build().ok()?, Offset::UTC)),
            })
        }
        _ => None,
    }
}

/// Everything written with words, dots or slashes: `Sun, 17 Nov 2024 20:00:00 GMT`, `Updated 7:24 PM EST, November 17, 2024`,
/// `17.11.2024`, `17. November 2024, 20:00 Uhr`.
fn words(text: &str) -> Option<Moment> {
    let lower = text.to_lowercase();
    let pieces: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || ",()|•·".contains(c)).filter(|p| !p.is_empty()).collect();
    let (mut month, mut numbers, mut numeric) = (None, Vec::new(), None);
    for piece in &pieces {
        let plain = piece.trim_end_matches(['.', ';']);
        if let Some(number) = month_of(plain) {
            month = month.or(Some((number, numbers.len())));
        } else if let Some(number) = ordinal(plain) {
            numbers.push(number);
        } else if let Some(date) = numeric_date(plain) {
            numeric = numeric.or(Some(date));
        }
    }
    let date = match (month, numeric) {
        (Some((month, place)), _) => {
            // The year is the number above 31; the day is the nearest other one before or after the month.
            let year = numbers.iter().copied().find(|&number| (1800..2200).contains(&number))?;
            let day = |place: usize| numbers.get(place).copied().filter(|&number| (1..=31).contains(&number));
            let day = place.checked_sub(1).and_then(day).or_else(|| day(place)).or_else(|| day(place + 1))?;
            Date::new(i16::try_from(year).ok()?, month, i8::try_from(day).ok()?).ok()?
        }
        (None, Some(date)) => date,
        (None, None) => return None,
    };
    // A zone may stand apart from the time (`20:00:00 2024 +0100`): look at each place where a time could begin.
    let time = lower.match_indices(':').find_map(|(colon, _)| {
        let start = lower.get(..colon)?.rfind(|letter: char| !letter.is_ascii_digit()).map_or(0, |at| at + 1);
        let start = if lower.is_char_boundary(start) { start } else { colon };
        clock(lower.get(start..)?)
    });
    Some(Moment { date, time })
}

/// `hh:mm`, `hh:mm:ss`, `7:24 pm`, each with a zone; `None` without one.
fn clock(text: &str) -> Option<(Time, Offset)> {
    let end =
        text.find(|letter: char| !letter.is_ascii_digit() && letter != ':' && letter != '.').unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let mut parts = digits.trim_end_matches('.').split(':');
    let mut hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next()?.parse().ok()?;
    let second: i8 = match parts.next() {
        Some(part) => part.split('.').next()?.parse().ok()?,
        None => 0,
    };
    let mut rest = rest.trim_start().to_lowercase();
    for (name, add) in [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)] {
        if let Some(after) = rest.strip_prefix(name).filter(|after| !after.starts_with(char::is_alphabetic)) {
            hour = hour % 12 + add;
            rest = after.trim_start_matches([' ', ',']).to_owned();
            break;
        }
    }
    // A leap second is shown as the last second before it.
    let time = Time::new(hour, minute, second.min(59), 0).ok()?;
    Some((time, zone(&rest)?))
}

/// The zone that `text` begins with, after words that are no zone (`uhr`, the year of `date -R`).
fn zone(text: &str) -> Option<Offset> {
    let mut pieces =
        text.split(|c: char| c.is_whitespace() || ",()[]".contains(c)).filter(|piece| !piece.is_empty()).take(3);
    pieces.find_map(|piece| {
        let plain = piece.trim_end_matches('.');
        if let Some(&minutes) = TABLE.zones.get(plain) {
            return Offset::from_seconds(minutes * 60).ok();
        }
        let number = plain.strip_prefix("gmt").or(plain.strip_prefix("utc")).unwrap_or(plain).replace('−', "-");
        let (sign, number) = match number.split_at_checked(1)? {
            ("+", number) => (1, number),
            ("-", number) => (-1, number),
            _ => return None,
        };
        let number = number.replace(':', "");
        let (hours, minutes) = match number.len() {
            1 | 2 => (number.as_str(), "0"),
            4 => number.split_at_checked(2)?,
            _ => return None,
        };
        let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours <= 14 && minutes < 60).then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()).flatten()
    })
}

/// `17.11.2024`, `11/17/2024`, `17-11-2024`, `17-nov-2024`. Where day and month could change places only a full stop decides
/// (day first, wherever full stops are used).
fn numeric_date(text: &str) -> Option<Date> {
    let mark = text.chars().find(|&letter| "./-".contains(letter))?;
    let mut parts = text.split(mark);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year: i16 = year.get(..4).filter(|_| year.len() == 4)?.parse().ok()?;
    let one: i8 = first.parse().ok()?;
    if let Some(month) = month_of(second) {
        return Date::new(year, month, one).ok();
    }
    let two: i8 = second.parse().ok()?;
    let (day, month) = match (one, two) {
        _ if mark == '.' || one > 12 || one == two => (one, two),
        _ if two > 12 => (two, one),
        _ => return None,
    };
    Date::new(year, month, day).ok()
}

fn ordinal(text: &str) -> Option<i32> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    number.parse().ok().filter(|_| number.len() <= 4)
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok()?;
    (1700..2200).contains(&year).then_some(())?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

struct Table {
    months: FxHashMap<String, i8>,
    zones: FxHashMap<String, i32>,
}

#[derive(serde::Deserialize)]
struct Listed {
    months: Vec<Vec<String>>,
    zones: FxHashMap<String, i32>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let listed: Listed = toml::from_str(include_str!("../../assets/months.toml"))
        .unwrap_or(Listed { months: Vec::new(), zones: FxHashMap::default() });
    let months =
        listed.months.into_iter().zip(1..).flat_map(|(names, month)| names.into_iter().map(move |name| (name, month)));
    Table { months: months.collect(), zones: listed.zones }
});

fn month_of(word: &str) -> Option<i8> {
    TABLE.months.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_become_rfc_3339_or_a_day() {
        for (given, wanted) in [
            ("2024-11-17T20:00:00Z", "2024-11-17T20:00:00Z"),
            ("2024-11-17T20:00:00.123+01:00", "2024-11-17T20:00:00+01:00"),
            ("2024-11-17 20:00:00 +0100", "2024-11-17T20:00:00+01:00"),
            ("2024-11-17 20:00:00 UTC", "2024-11-17T20:00:00Z"),
            ("2024-11-17T20:00-0530", "2024-11-17T20:00:00-05:30"),
            ("2024-11-17T20:00:00", "2024-11-17"),
            ("2024-11-17", "2024-11-17"),
            ("2024/11/17", "2024-11-17"),
            ("20241117", "2024-11-17"),
            ("20241117T200000Z", "2024-11-17T20:00:00Z"),
            ("20241117200000", "2024-11-17"),
            ("1731873600", "2024-11-17T20:00:00Z"),
            ("1731873600123", "2024-11-17T20:00:00Z"),
            ("1731873600.0", "2024-11-17T20:00:00Z"),
            ("Sun, 17 Nov 2024 20:00:00 GMT", "2024-11-17T20:00:00Z"),
            ("Sun, 17 Nov 2024 20:00:00 -0500", "2024-11-17T20:00:00-05:00"),
            ("Sun Nov 17 20:00:00 UTC 2024", "2024-11-17T20:00:00Z"),
            ("Sun Nov 17 20:00:00 2024 +0100", "2024-11-17T20:00:00+01:00"),
            ("Updated 7:24 PM EST, Mon November 18, 2024", "2024-11-18T19:24:00-05:00"),
            ("Nov. 17, 2024 at 12:05 a.m. EST", "2024-11-17T00:05:00-05:00"),
            ("November 17, 2024 7:24 pm", "2024-11-17"),
            ("17th November 2024", "2024-11-17"),
            ("17.11.2024", "2024-11-17"),
            ("17.11.2024, 20:00 Uhr MEZ", "2024-11-17T20:00:00+01:00"),
            ("17. November 2024", "2024-11-17"),
            ("17 novembre 2024", "2024-11-17"),
            ("11/17/2024", "2024-11-17"),
            ("17-Nov-2024", "2024-11-17"),
        ] {
            assert_eq!(normal(given).as_deref(), Some(wanted), "{given}");
        }
    }

    #[test]
    fn what_is_no_date_or_two_dates_gives_none() {
        for given in [
            "",
            "yesterday",
            "03/04/2024",
            "2024-13-45",
            "31 February 2024",
            "November 2024",
            "n/a",
            "7:24 PM",
            "12345",
        ] {
            assert_eq!(normal(given), None, "{given}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,60}") {
            if let Some(date) = normal(&text) {
                proptest::prop_assert!(date.parse::<Date>().is_ok() || date.parse::<jiff::Timestamp>().is_ok());
            }
        }

        #[test]
        fn a_normal_date_stays_as_it_is(second in 0_i64..4_000_000_000) {
            let date = jiff::Timestamp::from_second(second).unwrap().to_string();
            proptest::prop_assert_eq!(normal(&date), Some(date));
        }
    }
}
