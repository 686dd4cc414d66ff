//! Units, currencies, number words, hedges and months: data, from `assets/units.toml` and `assets/months.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Unit;

/// What a hedge says of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Hedge {
    /// No hedge.
    #[default]
    None,
    /// The value is near ("about", "nearly").
    About,
    /// The value is this or larger ("more than", "at least").
    Over,
    /// The value is this or smaller ("up to", "fewer than").
    Under,
}

/// A unit with the factor that brings its values to the normal unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    pub(super) unit: Unit,
    pub(super) factor: f64,
    pub(super) fahrenheit: bool,
}

pub(super) struct Table {
    /// By lower-case words.
    pub(super) units: FxHashMap<String, Measure>,
    /// Code by sign or lower-case words.
    pub(super) money: FxHashMap<String, String>,
    /// Number words.
    pub(super) numbers: FxHashMap<String, f64>,
    /// "hundred", "million", also in the plural.
    pub(super) magnitudes: FxHashMap<String, f64>,
    /// Hedges by their last word, each with its words, longest first.
    pub(super) hedges: FxHashMap<String, Vec<(Vec<String>, Hedge)>>,
    /// English names of the months and their short forms, each with its number from 1.
    pub(super) months: FxHashMap<String, u8>,
    /// The names of the months in other languages.
    pub(super) foreign_months: FxHashMap<String, u8>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct File {
    units: FxHashMap<String, FxHashMap<String, Vec<String>>>,
    money: FxHashMap<String, Vec<String>>,
    numbers: FxHashMap<String, f64>,
    magnitudes: FxHashMap<String, f64>,
    hedges: FxHashMap<String, Vec<String>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Months {
    months: Vec<Vec<String>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::parse);

/// The table, parsed at first use.
pub(super) fn table() -> &'static Table {
    &TABLE
}

impl Table {
    /// The data are part of the program: a test reads them, and a mistake in them leaves the table empty.
    fn parse() -> Self {
        let file: File = toml::from_str(include_str!("../../../assets/units.toml")).unwrap_or_default();
        let months: Months = toml::from_str(include_str!("../../../assets/months.toml")).unwrap_or_default();
        let mut units = FxHashMap::default();
        for (name, factors) in file.units {
            for (factor, words) in factors {
                let Ok(factor) = factor.parse::<f64>() else { continue };
                for word in words {
                    let fahrenheit = name == "°F";
                    units.insert(word, Measure { unit: unit(&name), factor, fahrenheit });
                }
            }
        }
        let pairs = |(code, words): (String, Vec<String>)| words.into_iter().map(move |word| (word, code.clone()));
        let mut magnitudes = file.magnitudes;
        let plural: Vec<_> = magnitudes.iter().map(|(word, value)| (format!("{word}s"), *value)).collect();
        magnitudes.extend(plural);
        let mut hedges: FxHashMap<String, Vec<(Vec<String>, Hedge)>> = FxHashMap::default();
        for (class, phrases) in file.hedges {
            let hedge = match class.as_str() {
                "over" => Hedge::Over,
                "under" => Hedge::Under,
                _ => Hedge::About,
            };
            for phrase in phrases {
                let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
                if let Some(last) = words.last() {
                    hedges.entry(last.clone()).or_default().push((words, hedge));
                }
            }
        }
        hedges.values_mut().for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        let mut english = FxHashMap::default();
        let mut foreign_months = FxHashMap::default();
        for (number, names) in (1u8..).zip(&months.months) {
            for (place, name) in names.iter().enumerate() {
                foreign_months.insert(name.clone(), number);
                if place == 0 {
                    english.insert(name.clone(), number);
                    english.insert(name.chars().take(3).collect(), number);
                }
            }
        }
        english.insert("sept".to_owned(), 9);
        Self {
            units,
            money: file.money.into_iter().flat_map(pairs).collect(),
            numbers: file.numbers,
            magnitudes,
            hedges,
            months: english,
            foreign_months,
        }
    }

    /// The number of the month a lower-case word names.
    pub(super) fn month(&self, lower: &str, english: bool) -> Option<u8> {
        self.months.get(lower).or_else(|| self.foreign_months.get(lower).filter(|_| !english)).copied()
    }
}

fn unit(name: &str) -> Unit {
    match name {
        "km" => Unit::Kilometres,
        "kg" => Unit::Kilograms,
        "days" => Unit::Days,
        "%" => Unit::Percent,
        "°F" => Unit::Other("°C".to_owned()),
        other => Unit::Other(other.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_are_read_whole() {
        let table = table();
        assert_eq!(table.units.get("miles").map(|m| m.factor), Some(1.609344));
        assert_eq!(table.money.get("€").map(String::as_str), Some("EUR"));
        assert_eq!((table.numbers.len(), table.months.get("sept")), (28, Some(&9)));
        assert!(table.hedges.contains_key("about") && table.magnitudes.contains_key("thousands"));
    }
}
