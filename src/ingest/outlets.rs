//! Names under which agencies and outlets sign. The names are data, in `assets/outlets.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What kind of publisher a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publisher {
    /// It supplies others, who print its texts.
    Agency,
    /// It publishes itself.
    Outlet,
}

/// The names by their first word, the longest first.
static NAMES: LazyLock<FxHashMap<&'static str, Vec<(&'static str, Publisher)>>> = LazyLock::new(|| {
    let mut names: FxHashMap<&str, Vec<(&str, Publisher)>> = FxHashMap::default();
    let mut publisher = Publisher::Agency;
    for line in include_str!("../../assets/outlets.txt").lines() {
        match line {
            "[agency]" => publisher = Publisher::Agency,
            "[outlet]" => publisher = Publisher::Outlet,
            _ if line.is_empty() || line.starts_with("//") => {}
            _ => names.entry(first_word(line)).or_default().push((line, publisher)),
        }
    }
    names.values_mut().for_each(|same| same.sort_by_key(|(name, _)| std::cmp::Reverse(name.len())));
    names
});

/// The known name at the very start of `text`, if a word ends where it does.
pub fn at_start(text: &str) -> Option<(&'static str, Publisher)> {
    let same = NAMES.get(first_word(text))?;
    same.iter().copied().find(|(name, _)| {
        text.strip_prefix(name)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '&'))
    })
}

/// What kind of publisher `name` is, when it is known.
pub fn kind(name: &str) -> Option<Publisher> {
    at_start(name).filter(|(known, _)| known.len() == name.len()).map(|(_, publisher)| publisher)
}

/// The names as file names write them: letters and digits alone, in lower case.
static SLUGS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let mut slugs = FxHashMap::default();
    for (name, _) in NAMES.values().flatten() {
        let key = slug(name);
        // "WELT" and "Welt" share a slug: the shouted form names the outlet more surely.
        let kept = slugs.entry(key).or_insert(*name);
        if kept.contains(char::is_lowercase) && !name.contains(char::is_lowercase)
            || *kept > *name && kept.len() == name.len()
        {
            *kept = name;
        }
    }
    slugs
});

/// The known outlet or agency that a file or folder name spells ("the-guardian", "kyiv_post").
pub fn by_slug(name: &str) -> Option<&'static str> {
    SLUGS.get(&slug(name)).copied()
}

fn slug(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '/' | '&'))
        .next()
        .unwrap_or("")
        .trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_whole_and_longest() {
        assert_eq!(at_start("BBC News reported"), Some(("BBC News", Publisher::Outlet)));
        assert_eq!(at_start("BBC’s editor"), Some(("BBC", Publisher::Outlet)));
        assert_eq!(kind("Reuters"), Some(Publisher::Agency));
        assert_eq!(kind("F.A.Z."), Some(Publisher::Outlet));
        for unknown in ["BBCs", "CNN-style", "Timely words", "Kyiv", ""] {
            assert_eq!(at_start(unknown), None, "{unknown}");
        }
    }
}
