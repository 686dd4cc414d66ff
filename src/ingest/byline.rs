//! Lines that name the writer ("By Jane Roe and John Poe").

/// Words that may stand small in such a line.
const SMALL: &[&str] = &[
    "and",
    "in",
    "for",
    "with",
    "the",
    "of",
    "at",
    "de",
    "la",
    "van",
    "von",
    "der",
    "den",
    "del",
    "di",
    "da",
    "al",
    "bin",
    "el",
    "und",
    "et",
    "y",
    "e",
    "to",
    "staff",
    "writer",
    "writers",
    "reporter",
    "reporters",
    "correspondent",
    "correspondents",
    "editor",
    "senior",
    "chief",
    "special",
    "political",
    "foreign",
    "diplomatic",
    "business",
    "science",
    "health",
    "national",
    "security",
];

/// The words before the name.
const OPENERS: &[&str] =
    &["by ", "von ", "par ", "por ", "di ", "written by ", "story by ", "words by ", "text by ", "author: ", "autor: "];

/// Whether `line` names the writer and says nothing else.
pub fn is_byline(line: &str) -> bool {
    name(line).is_some()
}

/// The name or names in a byline; `None` when the line is none.
pub fn name(line: &str) -> Option<&str> {
    let start = line
        .get(..13.min(line.len()))
        .or_else(|| line.get(..12))
        .or_else(|| line.get(..11))
        .unwrap_or("")
        .to_lowercase();
    let opener = OPENERS.iter().find(|opener| start.starts_with(*opener))?;
    let names = line.get(opener.len()..)?.trim();
    let words: Vec<&str> = names.split_whitespace().collect();
    if !(1..=14).contains(&words.len()) || names.ends_with(['?', '!', ':']) || names.contains(['“', '”', '"']) {
        return None;
    }
    // A last full stop belongs to a sentence, unless it ends an abbreviation ("Jr.").
    if names.ends_with('.') && words.last().is_some_and(|last| last.len() > 4) {
        return None;
    }
    let mut capitals = 0;
    for word in &words {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        match bare.chars().next() {
            None => {}
            Some(c) if c.is_uppercase() => capitals += 1,
            Some(_) if SMALL.contains(&bare) || word.contains('@') => {}
            Some(_) => return None,
        }
    }
    // "By Monday" is no name; one word is enough only for a house name ("By Reuters").
    (capitals > 1 || (capitals == 1 && words.len() == 1 && super::outlets::kind(names).is_some())).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_are_named() {
        for line in [
            "By Jane Roe",
            "BY JANE ROE AND JOHN POE",
            "By Jane Roe, Senior Correspondent",
            "By Jane Roe in Rome and John Poe",
            "Von Hans van der Berg",
            "Written by Jane Roe",
            "By Reuters",
        ] {
            assert!(is_byline(line), "{line}");
        }
        assert_eq!(name("By Jane Roe"), Some("Jane Roe"));
        for line in [
            "By Monday",
            "By all accounts the talks failed",
            "By Monday, Rome had fallen to the rebels.",
            "Bylaws",
            "By “Jane Roe”",
            "By",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }
}
