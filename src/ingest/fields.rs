//! Named values → draft: which field of a record means what, for JSON, CSV and front matter alike. The table is
//! `assets/fields.toml`; a person's `fields.toml` of the same shape adds to it.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::date;
use super::draft::{Body, Draft};
use super::html;
use super::line::first_bytes;

/// What a field means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Role {
    Text,
    Summary,
    Title,
    Outlet,
    Host,
    Byline,
    Published,
    Modified,
    Url,
    Language,
}

/// The table of field names.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    roles: FxHashMap<String, (Role, usize)>,
    inside: Vec<String>,
    records: Vec<String>,
}

#[derive(serde::Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Listed {
    text: Vec<String>,
    summary: Vec<String>,
    title: Vec<String>,
    outlet: Vec<String>,
    host: Vec<String>,
    byline: Vec<String>,
    published: Vec<String>,
    modified: Vec<String>,
    url: Vec<String>,
    language: Vec<String>,
    inside: Vec<String>,
    records: Vec<String>,
}

static BUILT_IN: LazyLock<Fields> = LazyLock::new(|| {
    let mut fields = Fields::default();
    // The file is part of the program; a test holds that it parses.
    fields.add(include_str!("../../assets/fields.toml")).unwrap_or_default();
    fields
});

/// The table with a person's own names, set before anything is read.
static EXTENDED: OnceLock<Fields> = OnceLock::new();

impl Fields {
    /// The table that comes with the program.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The table that records are read by: ours, with a person's own names behind it once [`Fields::extend`] was called.
    pub fn in_use() -> &'static Self {
        EXTENDED.get().unwrap_or(&BUILT_IN)
    }

    /// Adds a person's own names for the whole run of the program; to be called once, before anything is read.
    ///
    /// # Errors
    /// Says where `listed` is not a file in the shape of `assets/fields.toml`; ours alone hold then.
    pub fn extend(listed: &str) -> Result<(), String> {
        let mut fields = BUILT_IN.clone();
        fields.add(listed)?;
        let _ = EXTENDED.set(fields);
        Ok(())
    }

    /// Adds the names of `listed`, a TOML file in the shape of `assets/fields.toml`, behind those that are there.
    ///
    /// # Errors
    /// Says where `listed` is not such a file.
    pub fn add(&mut self, listed: &str) -> Result<(), String> {
        let listed: Listed = toml::from_str(listed).map_err(|error| error.to_string())?;
        for (role, names) in [
            (Role::Text, listed.text),
            (Role::Summary, listed.summary),
            (Role::Title, listed.title),
            (Role::Outlet, listed.outlet),
            (Role::Host, listed.host),
            (Role::Byline, listed.byline),
            (Role::Published, listed.published),
            (Role::Modified, listed.modified),
            (Role::Url, listed.url),
            (Role::Language, listed.language),
        ] {
            for name in names {
                let rank = self.roles.len();
                self.roles.entry(plain(&name)).or_insert((role, rank));
            }
        }
        self.inside.extend(listed.inside.iter().map(|name| plain(name)));
        self.records.extend(listed.records.iter().map(|name| plain(name)));
        Ok(())
    }

    /// Whether a field of this name holds the text of an article.
    pub fn is_text(&self, name: &str) -> bool {
        matches!(self.roles.get(&plain(name)), Some((Role::Text, _)))
    }

    /// Whether a field of this name means anything.
    pub fn is_known(&self, name: &str) -> bool {
        self.roles.contains_key(&plain(name))
    }

    /// Whether the fields of an object under this name count as the record's own.
    pub fn is_inside(&self, name: &str) -> bool {
        self.inside.contains(&plain(name))
    }

    /// Whether an array under this name holds records.
    pub fn holds_records(&self, name: &str) -> bool {
        self.records.contains(&plain(name))
    }

    /// Whether some field reaches into an object of this name (`content.rendered`).
    pub fn reaches_into(&self, name: &str) -> bool {
        let name = plain(name);
        self.roles.keys().any(|known| known.starts_with(&name) && known.len() > name.len())
    }
}

/// The form in which names are compared: small letters and digits alone.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The fields of one record as they are collected.
#[derive(Debug)]
pub struct Record<'a> {
    fields: &'a Fields,
    found: Vec<(Role, usize, String, String)>,
}

impl<'a> Record<'a> {
    /// An empty one that reads names by `fields`.
    pub fn new(fields: &'a Fields) -> Self {
        Self { fields, found: Vec::new() }
    }

    /// Takes in a field; names that mean nothing and blank values are left alone.
    pub fn add(&mut self, name: &str, value: &str) {
        let empty = matches!(value.trim(), "" | "null" | "None" | "NaN" | "nan" | "NaT" | "N/A");
        if let Some(&(role, rank)) = self.fields.roles.get(&plain(name)).filter(|_| !empty) {
            self.found.push((role, rank, name.to_owned(), value.to_owned()));
        }
    }

    /// The draft that the fields make, and one line for each field that could not be used.
    ///
    /// # Errors
    /// Says why the record is no article: it has no text.
    pub fn draft(mut self) -> Result<(Draft, Vec<String>), String> {
        let mut odd = Vec::new();
        let mut draft = self.said(&mut odd);
        draft.body = match self.text() {
            Some(body) => body,
            None => match self.first(Role::Summary) {
                Some((name, summary)) => {
                    draft.notes.push(format!("no full text here: this is the field `{name}`"));
                    body_of(&summary)
                }
                None if draft.title.is_some() => return Err("it has a title and no text".to_owned()),
                None => return Err("it has no text".to_owned()),
            },
        };
        Ok((draft, odd))
    }

    /// The same for fields that stand apart from their text, such as front matter: a draft with an empty body.
    pub fn card(mut self, odd: &mut Vec<String>) -> Draft {
        self.said(odd)
    }

    fn said(&mut self, odd: &mut Vec<String>) -> Draft {
        self.found.sort_by_key(|&(_, rank, ..)| rank);
        let title = self.first(Role::Title).map(|(_, title)| one_line(&without_tags(&title)));
        let byline = self.first(Role::Byline).map(|(_, byline)| byline_of(&byline));
        // trafilatura writes the address as `source`.
        let addresses = self.all(Role::Url).chain(self.all(Role::Outlet)).map(|(_, value)| value.trim());
        let url = { addresses }.find(|value| is_address(value)).map(str::to_owned);
        Draft {
            title: title.filter(|title| !title.is_empty()),
            byline: byline.filter(|byline| !byline.is_empty()),
            language: self.first(Role::Language).and_then(|(_, tag)| language_of(&tag)),
            published: self.date(Role::Published, odd),
            modified: self.date(Role::Modified, odd),
            outlet: self.outlet(),
            url,
            ..Draft::default()
        }
    }

    fn all(&self, role: Role) -> impl Iterator<Item = (&str, &str)> {
        self.found
            .iter()
            .filter(move |found| found.0 == role)
            .map(|(_, _, name, value)| (name.as_str(), value.as_str()))
    }

    fn first(&self, role: Role) -> Option<(String, String)> {
        self.all(role).next().map(|(name, value)| (name.to_owned(), value.to_owned()))
    }

    /// The first text; an excerpt that a later field gives whole is passed over.
    fn text(&self) -> Option<Body> {
        let (_, first) = self.all(Role::Text).next()?;
        let start: String = first.trim().chars().take(40).collect();
        let longer = self.all(Role::Text).map(|(_, text)| text).find(|text| {
            text.len() > first.len() * 2 && text.trim_start().starts_with(&start) && !looks_like_html(text)
        });
        Some(body_of(longer.unwrap_or(first)))
    }

    fn date(&self, role: Role, odd: &mut Vec<String>) -> Option<String> {
        let found = self.all(role).find_map(|(_, value)| date::normal(value));
        if found.is_none()
            && let Some((name, value)) = self.all(role).next()
        {
            let value: String = value.chars().take(40).collect();
            odd.push(format!("the date in `{name}` could not be read: {value}"));
        }
        found
    }

    /// A name if there is one, else the host of an address.
    fn outlet(&self) -> Option<(String, String)> {
        let named = self.all(Role::Outlet).find(|(_, value)| !is_address(value) && value.len() < 120);
        if let Some((name, value)) = named {
            return Some((one_line(value), name.to_owned()));
        }
        let host = self.all(Role::Host).chain(self.all(Role::Outlet)).chain(self.all(Role::Url));
        host.into_iter().find_map(|(name, value)| Some((host_of(value)?, name.to_owned())))
    }
}

/// Whether a value is an address rather than a name.
fn is_address(value: &str) -> bool {
    let value = value.trim();
    ["http://", "https://", "www."].iter().any(|start| value.starts_with(start)) && !value.contains(char::is_whitespace)
}

/// The host of an address, or a bare host name, without `www.`.
pub fn host_of(address: &str) -> Option<String> {
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.trim_start_matches("www.").to_lowercase();
    let dotted = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    (dotted && host.chars().all(|letter| letter.is_alphanumeric() || ".-".contains(letter))).then_some(host)
}

/// `en`, `en-GB` (also from `en_GB`, `English`); `None` for what is no language tag.
pub fn language_of(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let known = match tag.to_lowercase().as_str() {
        "english" => "en",
        "german" | "deutsch" => "de",
        "french" | "français" => "fr",
        "spanish" | "español" => "es",
        "ukrainian" => "uk",
        "russian" => "ru",
        _ => "",
    };
    if !known.is_empty() {
        return Some(known.to_owned());
    }
    let mut parts = tag.split('-');
    let (main, rest) = (parts.next()?, parts.collect::<Vec<_>>());
    let letters =
        |part: &&str| part.len() <= 8 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let sound = (2..=3).contains(&main.len())
        && main.bytes().all(|byte| byte.is_ascii_alphabetic())
        && rest.iter().all(letters);
    sound.then(|| {
        std::iter::once(main.to_lowercase())
            .chain(rest.iter().map(|&part| part.to_owned()))
            .collect::<Vec<_>>()
            .join("-")
    })
}

/// Runs of white space as one blank.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `['A', 'B']` as Python prints a list, or a plain byline.
fn byline_of(value: &str) -> String {
    let value = one_line(&without_tags(value));
    let list = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .filter(|_| value.contains(['\'', '"']) || value == "[]");
    let Some(list) = list else { return value };
    list.split(',')
        .map(|name| name.trim().trim_matches(['\'', '"']))
        .filter(|name| !name.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn without_tags(text: &str) -> String {
    if text.contains('<') || text.contains('&') { html::plain(text) } else { text.to_owned() }
}

/// Whether a text is HTML rather than words that hold a `<`.
pub fn looks_like_html(text: &str) -> bool {
    let start = first_bytes(text, 4000);
    if !start.contains('<') {
        return false;
    }
    let start = start.to_ascii_lowercase();
    [
        "<p>",
        "<p ",
        "<div",
        "<br",
        "</p>",
        "<html",
        "<body",
        "<article",
        "<!doctype html",
        "<h2",
        "<ul>",
        "<span",
        "</a>",
        "<b>",
        "<em>",
    ]
    .iter()
    .any(|tag| start.contains(tag))
}

/// The body that a field's value makes: HTML goes through the rules for pages.
pub fn body_of(text: &str) -> Body {
    if looks_like_html(text) { Body::Pieces(html::pieces(text)) } else { Body::Plain(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(fields: &[(&str, &str)]) -> Draft {
        let mut record = Record::new(Fields::built_in());
        fields.iter().for_each(|(name, value)| record.add(name, value));
        record.draft().unwrap().0
    }

    #[test]
    fn the_table_parses_and_can_be_extended() {
        let mut fields = Fields::default();
        fields.add(include_str!("../../assets/fields.toml")).unwrap();
        assert!(!fields.is_text("Artikeltext"));
        fields.add("text = ['artikeltext']").unwrap();
        assert!(fields.is_text("Artikeltext"));
        assert!(fields.add("tekst = ['x']").is_err());
    }

    #[test]
    fn an_address_is_never_an_outlet_but_its_host_may_be() {
        let given =
            draft(&[("text", "A text."), ("source", "https://www.example.org/a"), ("source-hostname", "The Example")]);
        assert_eq!(given.outlet, Some(("The Example".to_owned(), "source-hostname".to_owned())));
        assert_eq!(given.url.as_deref(), Some("https://www.example.org/a"));
        let given = draft(&[("text", "A text."), ("url", "https://www.example.org/a")]);
        assert_eq!(given.outlet, Some(("example.org".to_owned(), "url".to_owned())));
    }

    #[test]
    fn a_date_that_cannot_be_read_is_said_and_the_next_one_taken() {
        let mut record = Record::new(Fields::built_in());
        record.add("text", "A text.");
        record.add("date", "yesterday");
        let (given, odd) = record.draft().unwrap();
        assert_eq!((given.published, odd.len()), (None, 1));
        let given = draft(&[("text", "A text."), ("published", "soon"), ("date", "17.11.2024")]);
        assert_eq!(given.published.as_deref(), Some("2024-11-17"));
    }

    #[test]
    fn a_summary_stands_in_for_the_text_and_says_so() {
        let given = draft(&[("title", "A title"), ("description", "What happened.")]);
        assert_eq!(given.body, Body::Plain("What happened.".to_owned()));
        assert_eq!(given.notes.len(), 1);
    }

    #[test]
    fn languages_become_tags() {
        for (given, wanted) in [("en", Some("en")), ("en_GB", Some("en-GB")), ("English", Some("en")), ("n/a!", None)] {
            assert_eq!(language_of(given).as_deref(), wanted);
        }
    }
}
