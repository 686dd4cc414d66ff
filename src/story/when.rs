//! Which days of the year an article speaks of, so that an undated one can be held against one with a date: "Nov. 17" in the
//! one may be the "Sunday" of the other.

use jiff::civil::{Date, date};

/// How much its day of publication counts beside the days that an article names.
const PUBLISHED: f32 = 0.5;
/// A weekday is mostly the last one of that name; this much it may be the next.
const NEXT_WEEK: f32 = 0.2;
/// What a day tells of the days beside it: reports are written the day after, and zones differ.
const BESIDE: f32 = 0.5;
/// A year with a 29 February.
const YEAR: i16 = 2024;
const DAYS: i32 = 366;

/// What an article says of days.
pub(super) struct Said<'a> {
    /// When it was published.
    pub(super) published: Option<Date>,
    /// How much it speaks of each day of the week, Monday first.
    pub(super) weekdays: &'a [f32; 7],
    /// The days of the year that it names (month × 32 + day), and how much.
    pub(super) dates: &'a [(u16, f32)],
}

/// The days of the year (from 0) of which it speaks, sorted, of length 1 or empty. Weekdays tell only where the day of
/// publication is known.
pub(super) fn days(said: &Said<'_>) -> Vec<(u16, f32)> {
    let mut days: Vec<(u16, f32)> = Vec::new();
    let mut add = |day: i32, weight: f32| {
        for (beside, share) in [(-1, BESIDE), (0, 1.0), (1, BESIDE)] {
            days.push(((day + beside).rem_euclid(DAYS) as u16, weight * share));
        }
    };
    for &(named, weight) in said.dates {
        if let Ok(found) = Date::new(YEAR, (named / 32) as i8, (named % 32) as i8) {
            add(of_year(found), weight);
        }
    }
    if let Some(published) = said.published {
        let today = of_year(published);
        add(today, PUBLISHED);
        for (&weight, weekday) in said.weekdays.iter().zip(0..).filter(|(weight, _)| **weight > 0.0) {
            let ago = (i32::from(published.weekday().to_monday_zero_offset()) - weekday).rem_euclid(7);
            add(today - ago, weight);
            if ago > 0 {
                add(today - ago + 7, weight * NEXT_WEEK);
            }
        }
    }
    days.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    days.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0.0 };
        same
    });
    super::profile::unit(days.iter_mut().map(|day| &mut day.1));
    days
}

/// The day of the year, from 0, as if each year had a 29 February.
fn of_year(day: Date) -> i32 {
    let in_leap_year = Date::new(YEAR, day.month(), day.day()).unwrap_or(date(YEAR, 1, 1));
    i32::from(in_leap_year.day_of_year()) - 1
}

/// How far two articles speak of the same days: 0 for none, 1 for exactly the same.
pub(super) fn alike(one: &[(u16, f32)], other: &[(u16, f32)]) -> f32 {
    let its = |day: u16| other.binary_search_by_key(&day, |found| found.0).ok().and_then(|found| other.get(found));
    one.iter().filter_map(|day| its(day.0).map(|found| day.1 * found.1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(published: Option<Date>, weekday: Option<usize>, dates: &[(u16, f32)]) -> Vec<(u16, f32)> {
        let mut weekdays = [0.0; 7];
        if let Some(weekday) = weekday {
            weekdays[weekday] = 1.0;
        }
        days(&Said { published, weekdays: &weekdays, dates })
    }

    #[test]
    fn a_weekday_is_a_date_where_the_day_of_publication_is_known() {
        // A Wednesday; it speaks of Tuesday.
        let dated = of(Some(date(2031, 3, 5)), Some(1), &[]);
        let (near, far) = (of(None, None, &[(3 * 32 + 4, 1.0)]), of(None, None, &[(3 * 32 + 24, 1.0)]));
        assert!(alike(&dated, &near) > 0.8);
        assert_eq!(alike(&dated, &far), 0.0);
    }

    #[test]
    fn who_names_no_day_says_nothing() {
        assert!(of(None, Some(3), &[]).is_empty());
        assert!(of(None, None, &[(2 * 32 + 31, 1.0)]).is_empty());
    }

    #[test]
    fn the_year_goes_round() {
        let eve = of(None, None, &[(12 * 32 + 31, 1.0)]);
        assert!(alike(&eve, &of(None, None, &[(32 + 1, 1.0)])) > 0.5);
    }
}
