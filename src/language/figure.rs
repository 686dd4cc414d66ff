//! Numbers with their unit and what they count, and dates, each normalised so that two outlets can be compared.

mod counted;
mod date;
mod number;
mod piece;
mod read;
mod table;

use crate::article::{Article, Span};
use crate::language::Passage;

pub use table::Hedge;

/// What a figure is measured in, after normalisation (miles become kilometres).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A length, in kilometres.
    Kilometres,
    /// A mass, in kilograms.
    Kilograms,
    /// A share of a hundred.
    Percent,
    /// Money, by ISO 4217 code ("USD").
    Money(String),
    /// A stretch of time, in days.
    Days,
    /// A calendar date; the value is in [`Figure::date`].
    Date,
    /// A plain count of what [`Figure::what`] says.
    Count,
    /// A place in a row ("15th").
    Ordinal,
    /// Any other unit of `assets/units.toml`, by its sign ("km/h", "°C").
    Other(String),
}

/// A number in the body with its unit and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The words that say it, hedge included ("approximately 300 km").
    pub span: Span,
    /// The passage it stands in.
    pub passage: usize,
    /// Its value in `unit`; `None` for a date, and where the text gives no number ("thousands", "for months").
    pub value: Option<f64>,
    /// The end of the range, where two numbers are given ("two to three").
    pub upper: Option<f64>,
    /// The smallest step in which the number is written, in `unit`: 100 for "300", 0.1 for "7.1".
    pub step: f64,
    /// Its unit.
    pub unit: Unit,
    /// For a date `2024-11-15`, or `--11-15` without its year; `2024-11`, `--11` and `2024` where no more is said.
    pub date: Option<String>,
    /// Whether a hedge stands before it ("about", "nearly", "more than").
    pub rounded: bool,
    /// What that hedge says.
    pub hedge: Hedge,
    /// The noun that is counted, where there is one ("soldiers" in "10,000 North Korean soldiers").
    pub what: Option<Span>,
}

/// The figures of the body, in the order of the text. Blocks that were set aside give none.
pub fn figures(article: &Article, passages: &[Passage]) -> Vec<Figure> {
    let reader = read::Reader::of(article);
    let mut found = Vec::new();
    let mut pieces = Vec::new();
    for (passage, sentence) in passages.iter().enumerate() {
        piece::cut(&article.text, sentence.span, &mut pieces);
        reader.read(&pieces, passage, &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fixture::article;
    use crate::language::sentences;

    fn read(text: &str) -> Vec<(String, Option<f64>, Unit, String)> {
        read_on(text, None)
    }

    fn read_on(text: &str, published: Option<&str>) -> Vec<(String, Option<f64>, Unit, String)> {
        let mut article = article(text);
        article.published = published.map(str::to_owned);
        let passages = sentences(&article);
        figures(&article, &passages)
            .into_iter()
            .map(|figure| {
                let what = figure.date.clone().unwrap_or_else(|| figure.what.map_or("", |s| article.at(s)).to_owned());
                (
                    article.at(figure.span).to_owned(),
                    figure.value.map(|v| (v * 100.0).round() / 100.0),
                    figure.unit,
                    what,
                )
            })
            .collect()
    }

    fn one(text: &str) -> (String, Option<f64>, Unit, String) {
        let mut all = read(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        all.remove(0)
    }

    fn row(words: &str, value: f64, unit: Unit, what: &str) -> (String, Option<f64>, Unit, String) {
        (words.to_owned(), Some(value), unit, what.to_owned())
    }

    #[test]
    fn counts_say_what_they_count() {
        assert_eq!(one("Some 10,000 Finnish farmers marched."), row("Some 10,000", 1e4, Unit::Count, "farmers"));
        assert_eq!(one("It hired around ten thousand guards."), row("around ten thousand", 1e4, Unit::Count, "guards"));
        assert_eq!(one("At least 12 people were hurt."), row("At least 12", 12.0, Unit::Count, "people"));
        assert_eq!(one("The 15th sanctions package is due."), row("15th", 15.0, Unit::Ordinal, "package"));
        assert_eq!(one("The storm left two bridges closed."), row("two", 2.0, Unit::Count, "bridges"));
    }

    #[test]
    fn measures_are_brought_to_one_unit() {
        assert_eq!(one("A ferry with a 200-mile range."), row("200-mile", 321.87, Unit::Kilometres, "range"));
        assert_eq!(
            one("It has a range of approximately 300 km."),
            row("approximately 300 km", 300.0, Unit::Kilometres, "range")
        );
        assert_eq!(one("Nearly 90% of the boats sank."), row("Nearly 90%", 90.0, Unit::Percent, "boats"));
        assert_eq!(one("Its load is up to 2 tonnes."), row("up to 2 tonnes", 2000.0, Unit::Kilograms, "load"));
        assert_eq!(one("The gust reached 62 mph."), row("62 mph", 99.78, Unit::Other("km/h".into()), "gust"));
        assert_eq!(
            one("It was 50 degrees Fahrenheit."),
            row("50 degrees Fahrenheit", 10.0, Unit::Other("°C".into()), "")
        );
    }

    #[test]
    fn money_has_its_currency() {
        assert_eq!(one("A $7.1 billion fund."), row("$7.1 billion", 7.1e9, Unit::Money("USD".into()), "fund"));
        assert_eq!(
            one("It cost about 3 million euros."),
            row("about 3 million euros", 3e6, Unit::Money("EUR".into()), "")
        );
        assert_eq!(one("They want €5m in aid."), row("€5m", 5e6, Unit::Money("EUR".into()), "aid"));
        assert_eq!(one("It lent two million pounds."), row("two million pounds", 2e6, Unit::Money("GBP".into()), ""));
    }

    #[test]
    fn stretches_of_time_are_days() {
        let found = one("He has two months left in his term.");
        assert_eq!((found.0.as_str(), found.2, found.3.as_str()), ("two months", Unit::Days, "left in his term"));
        assert_eq!(one("The call lasted about an hour.").0, "about an hour");
        assert_eq!(one("A three-month strike ended.").3, "strike");
        assert_eq!(one("They waited for months."), ("months".into(), None, Unit::Days, String::new()));
        assert_eq!(one("Mara Holt, 45, left.").1, Some((45.0f64 * 365.2425 * 100.0).round() / 100.0));
    }

    #[test]
    fn a_range_keeps_both_ends() {
        let article = article("It takes two to three weeks.");
        let found = figures(&article, &sentences(&article));
        assert_eq!((found[0].value, found[0].upper), (Some(14.0), Some(21.0)));
    }

    #[test]
    fn dates_are_written_as_the_standard_writes_them() {
        for (text, date) in [
            ("It began on November 15, 2024.", "2024-11-15"),
            ("The Nov. 5 vote.", "--11-05"),
            ("On 15 Nov 2024 it rained.", "2024-11-15"),
            ("After January 20th it rained.", "--01-20"),
            ("By the end of 2025 it rained.", "2025"),
            ("In mid-September it rained.", "--09"),
            ("The summer of 2022 was dry.", "2022"),
            ("It closed on 2024-11-15.", "2024-11-15"),
            ("It closed in February 2023.", "2023-02"),
        ] {
            let found = one(text);
            assert_eq!((found.2, found.3.as_str()), (Unit::Date, date), "{text}");
        }
        assert_eq!(one("The summer of 2022 was dry.").0, "summer of 2022");
    }

    #[test]
    fn a_weekday_needs_the_day_of_publication() {
        assert!(read("It rained on Sunday.").is_empty());
        // 18 November 2024 was a Monday.
        let found = read_on("It rained on Sunday.", Some("2024-11-18T08:00:00Z"));
        assert_eq!(found[0].3, "2024-11-17");
    }

    #[test]
    fn what_only_looks_like_a_figure_is_none() {
        for text in [
            "It left at 17:00.",
            "One of them left.",
            "The G20 met in Rio.",
            "An F-16 flew by.",
            "On the one hand it rained.",
            "May I go?",
            "The two agreed.",
            "He read Article 5 aloud.",
            "They met at 5 p.m.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn figures_lie_in_their_passage_for_any_text(text in "([a-z]{1,6} |[0-9]{1,4}|[-,.$% ]|million |may |May |two |half |a |an |and |to |hour |km |°|é){0,40}") {
            let article = article(&text);
            let passages = sentences(&article);
            for figure in figures(&article, &passages) {
                let passage = passages.get(figure.passage).map(|passage| passage.span).unwrap_or_default();
                proptest::prop_assert!(passage.covers(figure.span) && !article.at(figure.span).is_empty());
                proptest::prop_assert!(figure.what.is_none_or(|what| passage.covers(what) && !article.at(what).is_empty()));
            }
        }
    }
}
