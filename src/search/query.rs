//! What a person typed into the finder: words, and filters such as `outlet:bbc`, `speaker:biden`, `is:quote`.

use crate::search::HitKind;

/// A query, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The words to look for, as typed, joined by single spaces.
    pub words: String,
    /// Only articles whose outlet (or id) holds these words, lower case.
    pub outlet: Option<String>,
    /// Only what is said by a speaker whose name holds these words, lower case.
    pub speaker: Option<String>,
    /// Only hits of this kind.
    pub kind: Option<HitKind>,
}

impl Query {
    /// Takes a line apart. A filter whose value is still empty or unknown filters nothing, so that hits do not vanish
    /// while it is being typed.
    pub fn parse(line: &str) -> Self {
        let mut query = Self::default();
        let mut words = Vec::new();
        for word in parts(line) {
            match word.split_once(':') {
                Some(("outlet", value)) => query.outlet = filter(value),
                Some(("speaker", value)) => query.speaker = filter(value),
                Some(("is", value)) => query.kind = HitKind::named(value),
                _ => words.push(word.replace('"', "")),
            }
        }
        query.words = words.join(" ");
        query
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn filter(value: &str) -> Option<String> {
    let value = value.trim_matches('"').trim().to_lowercase();
    (!value.is_empty()).then_some(value)
}

/// The words of a line; a pair of `"` holds words together.
fn parts(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut word, mut inside) = (String::new(), false);
    for c in line.chars() {
        if c == '"' {
            inside = !inside;
        }
        if c.is_whitespace() && !inside {
            found.push(std::mem::take(&mut word));
        } else {
            word.push(c);
        }
    }
    found.push(word);
    found.retain(|word| !word.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_stand_beside_words() {
        let query = Query::parse("red  line outlet:BBC speaker:\"xi jinping\" is:quote");
        assert_eq!(query.words, "red line");
        assert_eq!(query.outlet.as_deref(), Some("bbc"));
        assert_eq!(query.speaker.as_deref(), Some("xi jinping"));
        assert_eq!(query.kind, Some(HitKind::Quote));
    }

    #[test]
    fn an_unfinished_filter_filters_nothing() {
        assert!(Query::parse("outlet: is:qu").is_empty());
    }
}
