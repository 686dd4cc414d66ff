//! What the place of a file says of its articles: `story/outlet.txt`, `outlet/date-title.txt`, and flat folders.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ingest::coverage::Entry;
use crate::ingest::outlets;

/// What is known of a source's articles before they are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The outlet that the path names. Weaker than anything that the file itself says.
    pub outlet: Option<String>,
    /// The date at the start of the file's name, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// What `coverage.toml` files say, the nearest first. Stronger than anything else.
    pub coverage: Vec<Entry>,
}

/// The hints of a file alone. `root` is the folder argument below which it was found.
pub fn of_path(path: &Path, root: Option<&Path>) -> Hints {
    let stem = stem(path);
    let (published, rest) = date(&stem);
    let folder = path.parent().filter(|folder| root.is_none_or(|root| *folder != root)).and_then(Path::file_name);
    let outlet = known(rest)
        .or_else(|| folder.and_then(|folder| outlets::by_slug(&folder.to_string_lossy())))
        .or_else(|| root.and_then(Path::file_name).and_then(|folder| outlets::by_slug(&folder.to_string_lossy())));
    Hints { outlet: outlet.map(str::to_owned), published, coverage: Vec::new() }
}

/// The hints of all files below `root`, in their order. Beside known names, the shape of the folder tells: a file name that
/// comes back in several folders is an outlet's (`story/outlet.txt`); a folder whose files begin with dates, beside
/// others of that kind, is an outlet's (`outlet/date-title.txt`).
pub fn of_folder(root: &Path, paths: &[PathBuf]) -> Vec<Hints> {
    let mut folders_of: FxHashMap<String, FxHashSet<&Path>> = FxHashMap::default();
    let mut dated: FxHashMap<&Path, (usize, usize)> = FxHashMap::default();
    for path in paths {
        let Some(folder) = path.parent() else { continue };
        let stem = stem(path);
        let count = dated.entry(folder).or_default();
        count.1 += 1;
        if date(&stem).0.is_some() {
            count.0 += 1;
        } else {
            folders_of.entry(stem).or_default().insert(folder);
        }
    }
    let is_dated = |folder: &Path| folder != root && dated.get(folder).is_some_and(|&(with, all)| with * 2 > all);
    let siblings = dated.keys().filter(|folder| is_dated(folder)).count();
    let of = |path: &PathBuf| {
        let mut hints = of_path(path, Some(root));
        if hints.outlet.is_none() {
            let stem = stem(path);
            let named = stem.chars().any(char::is_alphabetic) && stem.split(['-', '_', ' ']).count() <= 4;
            let returns = named && !GENERIC.contains(&stem.to_lowercase().as_str());
            let folder = path.parent().filter(|folder| siblings > 1 && is_dated(folder)).and_then(Path::file_name);
            if returns && folders_of.get(&stem).is_some_and(|folders| folders.len() > 1) {
                hints.outlet = Some(titled(&stem));
            } else if let Some(folder) = folder {
                hints.outlet = Some(titled(&folder.to_string_lossy()));
            }
        }
        hints
    };
    paths.iter().map(of).collect()
}

/// File names that come back in many folders and name no outlet.
const GENERIC: &[&str] = &[
    "index", "article", "articles", "story", "text", "page", "content", "readme", "feed", "data", "news", "main",
    "export", "a", "b", "c",
];

/// The file name without its extensions.
fn stem(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// The date with which a name begins (2024-11-17, 20241117, 2024_11_17), and what follows it or a running number.
fn date(stem: &str) -> (Option<String>, &str) {
    let rest = stem.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ' '));
    let head = stem.get(..stem.len() - rest.len()).unwrap_or("");
    let digits: String = head.chars().filter(char::is_ascii_digit).take(8).collect();
    let part = |from, to| digits.get(from..to).and_then(|part: &str| part.parse::<u16>().ok());
    let good = matches!((part(0, 4), part(4, 6), part(6, 8)), (Some(1900..=2199), Some(1..=12), Some(1..=31)));
    let parted = head
        .get(..10)
        .is_some_and(|head| head.get(4..5) == head.get(7..8) && head.get(4..5).is_some_and(|c| "-_.".contains(c)));
    let packed = head.get(..8).is_some_and(|head| head.bytes().all(|byte| byte.is_ascii_digit()))
        && !head.get(8..9).is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_digit()));
    let (Some(year), Some(month), Some(day)) = (digits.get(..4), digits.get(4..6), digits.get(6..8)) else {
        return (None, rest);
    };
    ((good && (parted || packed)).then(|| format!("{year}-{month}-{day}")), rest)
}

/// A known outlet that is the whole name, or its first or last words ("bbc-news-missiles", "missiles_bbc").
fn known(name: &str) -> Option<&'static str> {
    if let Some(whole) = outlets::by_slug(name) {
        return Some(whole);
    }
    let words: Vec<&str> = name.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty()).collect();
    (1..words.len().min(5)).rev().find_map(|count| {
        let ends = [words.get(..count), words.get(words.len() - count..)];
        ends.into_iter().flatten().find_map(|part| {
            let slug = part.concat();
            // A short or common word within a title is no outlet ("time-to-go").
            let plain = count == 1 && (slug.len() < 3 || COMMON.contains(&slug.to_lowercase().as_str()));
            if plain { None } else { outlets::by_slug(&slug) }
        })
    })
}

/// Outlets whose names are common words in titles.
const COMMON: &[&str] = &[
    "time", "focus", "stuff", "insider", "fortune", "salon", "slate", "stern", "welt", "bild", "zeit", "spiegel",
    "guardian", "stuff", "antara", "dawn", "vox", "the", "fox", "hina", "hill", "axios",
];

/// A slug as a name: "kyiv-herald" → "Kyiv Herald"; anything with capitals of its own stays as it is.
fn titled(slug: &str) -> String {
    let spaced = slug.replace(['-', '_'], " ");
    if spaced.contains(char::is_uppercase) {
        return spaced;
    }
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    spaced.split_whitespace().map(word).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlets_of(paths: &[&str]) -> Vec<Option<String>> {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        of_folder(Path::new("news"), &paths).into_iter().map(|hints| hints.outlet).collect()
    }

    #[test]
    fn a_name_that_comes_back_in_several_stories_is_an_outlet() {
        let found = outlets_of(&[
            "news/flood/valley-herald.txt",
            "news/flood/cnn.txt",
            "news/vote/valley-herald.txt",
            "news/vote/index.txt",
        ]);
        assert_eq!(found, [Some("Valley Herald".into()), Some("CNN".into()), Some("Valley Herald".into()), None]);
    }

    #[test]
    fn folders_of_dated_files_are_outlets() {
        let found = outlets_of(&[
            "news/valley-herald/2024-11-17-flood.txt",
            "news/valley-herald/2024-11-18-vote.txt",
            "news/hill_post/20241117 flood.html",
            "news/bbc/2024-11-17-flood.txt",
        ]);
        assert_eq!(
            found,
            [Some("Valley Herald".into()), Some("Valley Herald".into()), Some("Hill Post".into()), Some("BBC".into())]
        );
        let hints = of_path(Path::new("news/bbc/2024-11-17-flood.txt"), None);
        assert_eq!(hints.published.as_deref(), Some("2024-11-17"));
    }

    #[test]
    fn a_flat_folder_names_what_it_names() {
        let found = outlets_of(&[
            "news/bbc.txt",
            "news/the-guardian.html",
            "news/000123-reuters.txt",
            "news/time-to-go.txt",
            "news/000_37abf.txt",
        ]);
        assert_eq!(found, [Some("BBC".into()), Some("The Guardian".into()), Some("Reuters".into()), None, None]);
    }
}
