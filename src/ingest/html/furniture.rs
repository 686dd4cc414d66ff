//! What page furniture is called and how it reads: the rules of `assets/html.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A rule that an element's class or id meets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Named {
    /// Which furniture it is, in words for the reader.
    pub why: &'static str,
    /// The share of the page's running text above which the rule does not hold.
    pub keep: f32,
}

#[derive(serde::Deserialize)]
struct Listed {
    element: Vec<ElementRule>,
    line: Vec<LineRule>,
}

#[derive(serde::Deserialize)]
struct ElementRule {
    why: String,
    words: Vec<String>,
    #[serde(default = "usual_keep")]
    keep: f32,
}

#[derive(serde::Deserialize)]
struct LineRule {
    why: String,
    #[serde(default)]
    is: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    words: usize,
}

fn usual_keep() -> f32 {
    0.3
}

#[derive(Default)]
struct Rules {
    whole: FxHashMap<String, Named>,
    pair: FxHashMap<(String, String), Named>,
    start: Vec<(String, Named)>,
    end: Vec<(String, Named)>,
    within: Vec<(String, Named)>,
    lines: Vec<LineRule>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    // The file is part of the program; a test holds that it parses.
    let Ok(listed) = toml::from_str::<Listed>(include_str!("../../../assets/html.toml")) else {
        return Rules::default();
    };
    let mut rules = Rules { lines: listed.line, ..Rules::default() };
    for ElementRule { why, words, keep } in listed.element {
        // Read once and kept as long as the program runs.
        let named = Named { why: Box::leak(why.into_boxed_str()), keep };
        for word in words {
            let word = word.to_lowercase();
            match (word.strip_prefix('*'), word.strip_suffix('*'), word.split_once('+')) {
                (Some(rest), Some(_), _) => rules.within.push((rest.trim_end_matches('*').to_owned(), named)),
                (_, _, Some((one, two))) => drop(rules.pair.insert((one.to_owned(), two.to_owned()), named)),
                (Some(rest), None, None) => rules.end.push((rest.to_owned(), named)),
                (None, Some(rest), None) => rules.start.push((rest.to_owned(), named)),
                (None, None, None) => drop(rules.whole.insert(word, named)),
            }
        }
    }
    rules
});

/// The rules that an element of these hints (class, id, role, …) meets.
pub fn named(hints: &str) -> Option<Named> {
    let rules = &*RULES;
    let words = words_of(hints);
    let mut last: Option<&str> = None;
    for word in &words {
        let word = word.as_str();
        let pair = last.and_then(|last| {
            rules.pair.iter().find(|((one, two), _)| one == last && starred(two, word)).map(|(_, named)| *named)
        });
        let found = pair
            .or_else(|| rules.whole.get(word).copied())
            .or_else(|| rules.start.iter().find(|(start, _)| word.starts_with(start.as_str())).map(|(_, named)| *named))
            .or_else(|| rules.end.iter().find(|(end, _)| word.ends_with(end.as_str())).map(|(_, named)| *named))
            .or_else(|| rules.within.iter().find(|(part, _)| word.contains(part.as_str())).map(|(_, named)| *named));
        if found.is_some() {
            return found;
        }
        last = Some(word);
    }
    None
}

fn starred(rule: &str, word: &str) -> bool {
    rule.strip_suffix('*').map_or(rule == word, |start| word.starts_with(start))
}

/// Whether a `span` of this class stands apart from the line around it.
pub fn parts_line(class: &str) -> bool {
    !class.is_empty()
        && named(class).is_some_and(|named| {
            matches!(named.why, "caption" | "share buttons" | "related articles" | "tool of the page")
        })
}

/// Whether an inline element of this class is a box of its own within the line: a tooltip, words for screen readers.
pub fn is_boxed(class: &str) -> bool {
    let shows = ["sr-only", "screen-reader", "visually-hidden", "visuallyhidden", "tooltip", "popover", "rollover"];
    !class.is_empty() && shows.iter().any(|part| class.contains(part)) && named(class).is_some()
}

/// The pieces of a class or id: cut at marks and where a small letter meets a capital, in small letters.
fn words_of(hints: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut small = false;
    for letter in hints.chars() {
        let cut = !letter.is_alphanumeric();
        if (cut || (small && letter.is_uppercase())) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if !cut {
            word.extend(letter.to_lowercase());
        }
        small = letter.is_lowercase() || letter.is_numeric();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Which furniture a line of this text is, judged by its words alone.
pub fn reads_as(text: &str, words: usize) -> Option<&'static str> {
    let rules = &*RULES;
    if words > 60 {
        return None;
    }
    let start: String = text
        .trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '©' && letter != '(')
        .chars()
        .take(60)
        .collect();
    let start = start.to_lowercase();
    let bare = text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    rules
        .lines
        .iter()
        .find(|rule| {
            words <= rule.words
                && (rule.is.contains(&bare)
                    || rule.starts.iter().any(|is| start.starts_with(is.as_str()))
                    || rule.ends.iter().any(|is| bare.ends_with(is.trim_end_matches(')'))))
        })
        .map(|rule| rule.why.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_parse() {
        toml::from_str::<Listed>(include_str!("../../../assets/html.toml")).unwrap();
    }

    #[test]
    fn class_names_are_cut_into_words() {
        assert_eq!(
            words_of(" shareBar article__related-links h2"),
            ["share", "bar", "article", "related", "links", "h2"]
        );
        assert_eq!(named(" ShareBar").map(|named| named.why), Some("share buttons"));
        assert_eq!(named(" story-body shareholder"), None);
    }

    #[test]
    fn furniture_lines_are_known_by_their_words() {
        assert_eq!(reads_as("READ MORE: The other story", 5), Some("pointer to another article"));
        assert_eq!(reads_as("Advertisement", 1), Some("advertisement"));
        assert_eq!(reads_as("The minister said that she would read more carefully.", 9), None);
    }
}
