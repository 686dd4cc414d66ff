//! Names of months and days of the week, from `assets/months.toml` and `assets/weekdays.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

#[derive(serde::Deserialize)]
struct Months {
    months: Vec<Vec<String>>,
}

#[derive(serde::Deserialize)]
struct Weekdays {
    weekdays: Vec<Vec<String>>,
}

static MONTHS: LazyLock<FxHashMap<String, u8>> = LazyLock::new(|| {
    let listed: Months =
        toml::from_str(include_str!("../../assets/months.toml")).unwrap_or(Months { months: Vec::new() });
    numbered(listed.months)
});

static WEEKDAYS: LazyLock<FxHashMap<String, u8>> = LazyLock::new(|| {
    let listed: Weekdays =
        toml::from_str(include_str!("../../assets/weekdays.toml")).unwrap_or(Weekdays { weekdays: Vec::new() });
    numbered(listed.weekdays)
});

fn numbered(rows: Vec<Vec<String>>) -> FxHashMap<String, u8> {
    rows.into_iter().zip(1..).flat_map(|(names, number)| names.into_iter().map(move |name| (name, number))).collect()
}

/// The month that `word` (lower case, without a full stop) names: 1 for January.
pub fn month(word: &str) -> Option<u8> {
    MONTHS.get(word).copied()
}

/// The day of the week that `word` (lower case) names: 1 for Monday.
pub fn weekday(word: &str) -> Option<u8> {
    WEEKDAYS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::{month, weekday};

    #[test]
    fn months_and_weekdays_are_known_by_name() {
        assert_eq!(
            (month("january"), month("dec"), month("dezember"), month("bridge")),
            (Some(1), Some(12), Some(12), None)
        );
        assert_eq!(
            (weekday("monday"), weekday("sunday"), weekday("sonntag"), weekday("sun")),
            (Some(1), Some(7), Some(7), None)
        );
    }
}
