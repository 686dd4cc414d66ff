//! `coverage.toml`: what a person says of the articles beside it. It overrides every guess.
//!
//! ```toml
//! outlet = "The Valley Herald"        # holds for every article below this folder
//! story = "The flood"
//!
//! [articles."flood.html"]             # a file, a folder, or a record ("feed.xml#3"), relative to this file
//! outlet = "Hill Post"
//! title = "The river rises"
//! published = "2024-11-17"
//! byline = "Jane Roe"
//! story = "The flood"
//! ```

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The name of the file.
pub const FILE: &str = "coverage.toml";

/// What is said of some articles; a field that is not given says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// Who publishes them.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published.
    #[serde(deserialize_with = "date_or_text")]
    pub published: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The story to which it belongs: articles with the same words here are one story.
    pub story: Option<String>,
}

impl Facts {
    /// Fills what is not given from `wider`.
    fn or(mut self, wider: &Facts) -> Facts {
        let fill = |own: &mut Option<String>, wider: &Option<String>| {
            if own.is_none() {
                own.clone_from(wider);
            }
        };
        fill(&mut self.outlet, &wider.outlet);
        fill(&mut self.title, &wider.title);
        fill(&mut self.published, &wider.published);
        fill(&mut self.byline, &wider.byline);
        fill(&mut self.story, &wider.story);
        self
    }
}

/// TOML has dates of its own; both `2024-11-17` and `"2024-11-17"` are fine.
fn date_or_text<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Some(match toml::Value::deserialize(from)? {
        toml::Value::String(text) => text,
        other => other.to_string(),
    }))
}

/// A `coverage.toml`, read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Coverage {
    /// What holds for every article below the folder.
    #[serde(flatten)]
    all: Facts,
    /// What holds for a file, a folder or a record.
    articles: BTreeMap<String, Facts>,
}

/// What one `coverage.toml` says of one file: of all its records, and of each that is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    file: Facts,
    records: BTreeMap<usize, Facts>,
}

impl Coverage {
    /// Reads the text of a `coverage.toml`; the error names the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or("").matches('\n').count() + 1);
            format!("line {line}: {}", error.message().replace('\n', " "))
        })
    }

    /// What it says of the file at `below`, a path relative to its own folder.
    pub fn about(&self, below: &Path) -> Entry {
        let names: Vec<String> = below.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        let mut file = Facts::default();
        // The longest path is the nearest.
        for count in (1..=names.len()).rev() {
            let path = names.get(..count).unwrap_or_default().join("/");
            for key in [path.clone(), format!("{path}/")] {
                if let Some(facts) = self.articles.get(&key) {
                    file = file.or(facts);
                }
            }
        }
        let record = format!("{}#", names.join("/"));
        let records = self.articles.iter().filter_map(|(key, facts)| {
            let number = key.strip_prefix(&record)?.parse().ok()?;
            Some((number, facts.clone()))
        });
        Entry { file: file.or(&self.all), records: records.collect() }
    }
}

impl Entry {
    /// What is said of record `record` of the file, or of its one article.
    pub fn facts(&self, record: Option<usize>) -> Facts {
        let own = record.and_then(|record| self.records.get(&record)).cloned().unwrap_or_default();
        own.or(&self.file)
    }
}

/// What all `entries`, the nearest first, say of an article.
pub fn facts(entries: &[Entry], record: Option<usize>) -> Facts {
    entries.iter().fold(Facts::default(), |facts, entry| facts.or(&entry.facts(record)))
}

/// The `coverage.toml` in `folder`, `None` when there is none.
pub fn read(folder: &Path) -> Result<Option<Coverage>, String> {
    match std::fs::read_to_string(folder.join(FILE)) {
        Ok(text) => Coverage::parse(&text).map(Some),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        // A folder that is none is met when a file's parent is "".
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Ok(None),
        Err(error) => Err(super::discover::reason(&error)),
    }
}

/// A field of [`Facts`] that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Who publishes it.
    Outlet,
    /// The headline.
    Title,
    /// When it was published.
    Published,
    /// Who wrote it.
    Byline,
    /// The story to which it belongs.
    Story,
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Title => "title",
            Self::Published => "published",
            Self::Byline => "byline",
            Self::Story => "story",
        }
    }
}

/// The `coverage.toml` that speaks of an article of the file at `path`, and the article's name in it. `record` as in the
/// article's id.
pub fn place(path: &Path, record: Option<usize>) -> Option<(PathBuf, String)> {
    let name = path.file_name()?.to_string_lossy();
    let key = record.map_or_else(|| name.to_string(), |record| format!("{name}#{record}"));
    Some((path.with_file_name(FILE), key))
}

/// `text`, a `coverage.toml`, with one field of one article set; comments and order stay. An empty `value` takes the field
/// out. The error names the line of a file that cannot be read, which is then left alone.
pub fn set(text: &str, article: &str, field: Field, value: &str) -> Result<String, String> {
    Coverage::parse(text)?;
    let mut document: toml_edit::DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    // In a file of remarks alone they stand above what is added.
    let remarks =
        if document.is_empty() { document.trailing().as_str().unwrap_or("").to_owned() } else { String::new() };
    if !remarks.is_empty() {
        document.set_trailing("");
    }
    let articles = document.entry("articles").or_insert_with(|| {
        let mut table = toml_edit::Table::new();
        // Only the tables of the articles themselves are printed.
        table.set_implicit(true);
        toml_edit::Item::Table(table)
    });
    let articles = articles.as_table_like_mut().ok_or("\"articles\" is not a table")?;
    let entry = articles.entry(article).or_insert_with(|| {
        let mut table = toml_edit::Table::new();
        if !remarks.is_empty() {
            table.decor_mut().set_prefix(format!("{}\n\n", remarks.trim_end()));
        }
        toml_edit::Item::Table(table)
    });
    let entry = entry.as_table_like_mut().ok_or("the article's entry is not a table")?;
    if value.is_empty() {
        entry.remove(field.name());
    } else if let Some(old) = entry.get_mut(field.name()).and_then(toml_edit::Item::as_value_mut) {
        // The remark behind the old value stays.
        let decor = old.decor().clone();
        *old = value.into();
        *old.decor_mut() = decor;
    } else {
        entry.insert(field.name(), toml_edit::value(value));
    }
    Ok(document.to_string())
}

/// What a person said of an article, to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The `coverage.toml` that speaks of the article.
    pub path: PathBuf,
    /// The article's name in it.
    pub article: String,
    /// What is said of.
    pub field: Field,
    /// What is said.
    pub value: String,
}

/// Keeps what a person said of articles. Files are made where they are missing; each is replaced in one step, so that a
/// crash leaves the old one or the new one.
pub fn keep(choices: &[Choice]) -> anyhow::Result<()> {
    let mut files: BTreeMap<&Path, Vec<(&str, Field, &str)>> = BTreeMap::new();
    for choice in choices {
        files.entry(&choice.path).or_default().push((&choice.article, choice.field, &choice.value));
    }
    files.into_iter().try_for_each(|(path, changes)| replace(path, &changes))
}

/// Sets one field of one article in the `coverage.toml` at `path`, as [`keep`] does.
pub fn write(path: &Path, article: &str, field: Field, value: &str) -> anyhow::Result<()> {
    replace(path, &[(article, field, value)])
}

fn replace(path: &Path, changes: &[(&str, Field, &str)]) -> anyhow::Result<()> {
    use anyhow::Context;
    let shown = path.display();
    let old = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {shown}")),
    };
    let new = changes
        .iter()
        .try_fold(old, |text, &(article, field, value)| set(&text, article, field, value))
        .map_err(|reason| anyhow::anyhow!("{shown}: {reason}"))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file =
        tempfile::NamedTempFile::new_in(folder).with_context(|| format!("cannot write in {}", folder.display()))?;
    file.write_all(new.as_bytes())
        .and_then(|()| file.as_file().sync_all())
        .with_context(|| format!("cannot write {shown}"))?;
    // A temporary file is private; the one that it replaces need not be.
    if let Ok(data) = std::fs::metadata(path) {
        file.as_file().set_permissions(data.permissions()).with_context(|| format!("cannot write {shown}"))?;
    }
    file.persist(path).with_context(|| format!("cannot write {shown}"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# our folder\noutlet = \"The Valley Herald\" # all of it\nstory = \"The flood\"\n\n\
        [articles.\"hill/\"]\noutlet = \"Hill Post\"\n\n[articles.\"hill/a.html\"]\ntitle = \"The river rises\" # as printed\npublished = 2024-11-17\n\n\
        [articles.\"feed.xml#3\"]\noutlet = \"Third\"\n";

    fn about(path: &str, record: Option<usize>) -> Facts {
        Coverage::parse(TEXT).unwrap().about(Path::new(path)).facts(record)
    }

    #[test]
    fn the_nearest_word_wins() {
        assert_eq!(about("b.txt", None).outlet.as_deref(), Some("The Valley Herald"));
        let own = about("hill/a.html", None);
        assert_eq!(own.outlet.as_deref(), Some("Hill Post"));
        assert_eq!(own.title.as_deref(), Some("The river rises"));
        assert_eq!(own.published.as_deref(), Some("2024-11-17"));
        assert_eq!(own.story.as_deref(), Some("The flood"));
        assert_eq!(about("feed.xml", Some(3)).outlet.as_deref(), Some("Third"));
        assert_eq!(about("feed.xml", Some(2)).outlet.as_deref(), Some("The Valley Herald"));
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        assert!(Coverage::parse("outlet = \"a\"\nstory = [").unwrap_err().starts_with("line 2"));
        assert!(Coverage::parse("[articles.\"a\"]\noutlets = \"b\"").unwrap_err().contains("outlets"));
    }

    #[test]
    fn setting_keeps_comments_and_the_rest() {
        let set_once = set(TEXT, "hill/a.html", Field::Title, "The river falls").unwrap();
        assert_eq!(set_once, TEXT.replace("rises", "falls"));
        let new = set(TEXT, "c.txt", Field::Outlet, "Third \"Post\"").unwrap();
        assert!(new.starts_with(TEXT));
        let facts = Coverage::parse(&new).unwrap().about(Path::new("c.txt")).facts(None);
        assert_eq!(facts.outlet.as_deref(), Some("Third \"Post\""));
        assert_eq!(set("", "c.txt", Field::Outlet, "X").unwrap(), "[articles.\"c.txt\"]\noutlet = \"X\"\n");
        let gone = set(TEXT, "hill/", Field::Outlet, "").unwrap();
        assert!(!gone.contains("Hill Post"));
    }

    #[test]
    fn writing_makes_or_replaces_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = place(&folder.path().join("a.txt"), None).unwrap();
        write(&path, &key, Field::Outlet, "One").unwrap();
        write(&path, &key, Field::Outlet, "Two").unwrap();
        let read = read(folder.path()).unwrap().unwrap();
        assert_eq!(read.about(Path::new("a.txt")).facts(None).outlet.as_deref(), Some("Two"));
        std::fs::write(&path, "broken = [").unwrap();
        assert!(write(&path, &key, Field::Outlet, "Three").is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "broken = [");
    }

    #[test]
    fn stories_are_kept_in_every_folder_and_remarks_stay() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        std::fs::create_dir_all(&one).unwrap();
        std::fs::create_dir_all(&other).unwrap();
        std::fs::write(one.join(FILE), "# mine\noutlet = \"Hill Post\"\n").unwrap();
        let choice = |folder: &Path, file: &str| {
            let (path, article) = place(&folder.join(file), None).unwrap();
            Choice { path, article, field: Field::Story, value: "The flood".to_owned() }
        };
        keep(&[choice(&one, "a.txt"), choice(&other, "feed.xml#3"), choice(&one, "b.txt")]).unwrap();
        let text = std::fs::read_to_string(one.join(FILE)).unwrap();
        assert!(text.starts_with("# mine\noutlet = \"Hill Post\"\n"), "{text}");
        let story = |folder: &Path, file: &str, record| {
            read(folder).unwrap().unwrap().about(Path::new(file)).facts(record).story
        };
        for found in [story(&one, "a.txt", None), story(&one, "b.txt", None), story(&other, "feed.xml", Some(3))] {
            assert_eq!(found.as_deref(), Some("The flood"));
        }
    }
}
