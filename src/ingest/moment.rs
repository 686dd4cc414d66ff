//! Lines that hold nothing but a date or a clock time ("17:00", "Nov. 17, 2024", "3 hours ago").

/// Words that stand in such lines beside the numbers.
const WORDS: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "am",
    "pm",
    "a.m",
    "p.m",
    "ago",
    "second",
    "seconds",
    "minute",
    "minutes",
    "min",
    "mins",
    "hour",
    "hours",
    "hr",
    "hrs",
    "h",
    "m",
    "d",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "at",
    "on",
    "of",
    "the",
    "about",
    "an",
    "a",
    "last",
    "updated",
    "published",
    "posted",
    "modified",
    "today",
    "yesterday",
    "utc",
    "gmt",
    "bst",
    "est",
    "edt",
    "et",
    "cst",
    "cdt",
    "ct",
    "pst",
    "pdt",
    "pt",
    "cet",
    "cest",
    "ist",
    "uhr",
    "um",
    "vor",
    "stunden",
    "minuten",
    "januar",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "stand",
    "janvier",
    "février",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "à",
    "le",
    "il",
    "y",
    "t",
    "z",
    "date",
    "first",
];

/// Whether `line` is a date or time and nothing else. A bare number is none: it may be a heading or a list.
pub fn is_moment(line: &str) -> bool {
    let (mut number, mut telling, mut words) = (false, false, 0);
    // Most lines are long: do not look at them.
    if line.len() > 80 {
        return false;
    }
    for word in line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '·' | '•' | '-' | '–' | '—' | '/'))
    {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        words += 1;
        let digits = bare.chars().filter(char::is_ascii_digit).count();
        if digits > 0 {
            number = true;
            // 17:00, 17.30, 5pm, 17th
            telling |= bare.contains(':') && digits > 2;
            let rest: String = bare.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
            let fits = matches!(
                rest.as_str(),
                "" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "h" | "m" | "d" | "t" | "z" | "tz"
            );
            telling |= matches!(rest.as_str(), "am" | "pm" | "h" | "t" | "tz");
            if !fits {
                return false;
            }
        } else {
            let lower = bare.to_lowercase();
            if !WORDS.contains(&lower.as_str()) {
                return false;
            }
            telling |=
                !matches!(lower.as_str(), "a" | "an" | "the" | "of" | "at" | "on" | "m" | "d" | "h" | "may" | "march");
        }
    }
    // 17/11/2024 and 2024-11-17 tell by their three numbers.
    let parts = line
        .split(['/', '-', '.'])
        .filter(|part| part.trim().bytes().all(|b| b.is_ascii_digit()) && !part.trim().is_empty());
    telling |= words <= 3 && parts.count() == 3;
    number && words <= 12 && (telling || (words >= 3 && line.contains(|c: char| c.is_alphabetic())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_alone() {
        for line in [
            "17:00",
            "03:19 GMT",
            "5pm",
            "Nov. 17, 2024",
            "17 November 2024",
            "Updated 7:24 PM EST, Sun November 17, 2024",
            "3 hours ago",
            "2024-11-17",
            "17/11/2024",
            "17.11.2024",
            "Published May 3, 2024",
            "3h ago",
            "2024-11-17T20:00:00Z",
            "3 May 2024",
        ] {
            assert!(is_moment(line), "{line}");
        }
        for line in
            ["2014", "1.", "May", "March 4 life", "Sunday", "10 dead", "On Monday", "", "5 days of war in Kyiv", "9/11"]
        {
            assert!(!is_moment(line), "{line}");
        }
    }
}
