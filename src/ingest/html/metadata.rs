//! What a page says of itself: JSON-LD, OpenGraph, `<meta>`, and what stands in the page as such.

use serde_json::Value;

use super::page::{Head, Page};
use crate::ingest::date;
use crate::ingest::draft::Draft;
use crate::ingest::fields::{host_of, language_of, one_line};

/// A draft with everything but its text, and the text as JSON-LD gives it (`articleBody`).
pub fn draft(page: &Page) -> (Draft, Option<String>) {
    let head = &page.head;
    let linked = Linked::of(head);
    let meta = |names: &[&str]| {
        names
            .iter()
            .find_map(|&name| head.meta.get(name).map(|value| one_line(value)).filter(|value| !value.is_empty()))
    };
    let url = [
        head.canonical.clone(),
        meta(&["og:url"]),
        linked.url.clone(),
        meta(&["twitter:url"]),
        head.saved_from.clone(),
    ]
    .into_iter()
    .flatten()
    .find(|url| url.starts_with("http"));
    let outlet = meta(&["og:site_name"])
        .and_then(|name| outlet_of(&name))
        .map(|name| (name, "og:site_name"))
        .or_else(|| linked.publisher.as_deref().and_then(outlet_of).map(|name| (name, "JSON-LD publisher")))
        .or_else(|| {
            meta(&[
                "application-name",
                "apple-mobile-web-app-title",
                "dc.publisher",
                "dcterms.publisher",
                "publisher",
                "cre",
            ])
            .and_then(|name| outlet_of(&name))
            .map(|name| (name, "meta application-name"))
        })
        .or_else(|| url.as_deref().and_then(host_of).map(|host| (host, "canonical address")));
    let given = linked
        .headline
        .clone()
        .or_else(|| meta(&["og:title", "twitter:title", "dc.title", "title", "headline"]))
        .or_else(|| head.title.as_deref().map(one_line))
        .filter(|title| !title.is_empty());
    let title = heading(page, given.as_deref()).or(given);
    let dates = |names: &[&str], linked: &Option<String>, hints: &[&str]| {
        linked
            .as_deref()
            .and_then(date::normal)
            .or_else(|| names.iter().find_map(|&name| head.meta.get(name).and_then(|value| date::normal(value))))
            .or_else(|| {
                let time = |hint: &&str| {
                    head.times.iter().find(|(of, _)| of.contains(*hint)).and_then(|(_, value)| date::normal(value))
                };
                hints.iter().find_map(time)
            })
    };
    let published = dates(
        &[
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "og:published_time",
            "pubdate",
            "publishdate",
            "publish-date",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dc.date",
            "dcterms.created",
            "dcterms.date",
            "cxenseparse:recs:publishtime",
            "article.published",
            "published_at",
            "publication_date",
            "date",
            "timestamp",
            "displaydate",
            "originalpublicationdate",
            "article:published",
        ],
        &linked.published,
        &["datepublished", "publish", "entry-date", "pubdate", "date", ""],
    );
    let modified = dates(
        &[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "lastmod",
            "last-modified",
            "dcterms.modified",
            "dc.date.modified",
        ],
        &linked.modified,
        &["datemodified", "update", "modified"],
    );
    let named = |author: String| !author.starts_with("http") && author.len() < 200;
    let byline = linked
        .author
        .clone()
        .filter(|author| named(author.clone()))
        .or_else(|| {
            meta(&[
                "author",
                "byl",
                "article:author",
                "dc.creator",
                "parsely-author",
                "sailthru.author",
                "cxenseparse:author",
                "twitter:creator",
            ])
            .filter(|author| named(author.clone()) && !author.starts_with('@'))
        })
        .or_else(|| (!head.authors.is_empty()).then(|| head.authors.join(", ")));
    let language = head
        .lang
        .as_deref()
        .or(head.meta.get("og:locale").map(String::as_str))
        .or(head.meta.get("content-language").map(String::as_str))
        .and_then(language_of)
        .or(linked.language.as_deref().and_then(language_of));
    let draft = Draft {
        title,
        outlet: outlet.map(|(name, field)| (name, field.to_owned())),
        byline: byline.map(|name| byline_of(&name)).filter(|name| !name.is_empty()),
        published,
        modified,
        url,
        language,
        ..Draft::default()
    };
    (draft, linked.body)
}

/// An outlet's name without the claim or the sections behind a bar; a name on a social network is none.
fn outlet_of(name: &str) -> Option<String> {
    let first = name.split(" | ").map(str::trim).find(|part| !part.is_empty())?;
    (!first.starts_with('@')).then(|| first.to_owned())
}

/// A byline without "By", and without what follows the names: a bar, a name on a social network, a date.
fn byline_of(line: &str) -> String {
    let line = ["By ", "by ", "BY "].iter().find_map(|by| line.strip_prefix(by)).unwrap_or(line);
    let end = [" | ", " @", " • "].iter().filter_map(|mark| line.find(mark)).min().unwrap_or(line.len());
    let line = line.get(..end).unwrap_or(line);
    let words: Vec<&str> = line.split(' ').collect();
    // Where a date begins: the first word from which three words on make one.
    let date = (1..words.len()).find(|&at| {
        let three = words.get(at..(at + 3).min(words.len())).unwrap_or(&[]).join(" ");
        three.contains(|letter: char| letter.is_ascii_digit()) && date::normal(&three).is_some()
    });
    words
        .get(..date.unwrap_or(words.len()))
        .unwrap_or(&words)
        .join(" ")
        .trim_end_matches([',', ' ', '-', '–'])
        .to_owned()
}

/// The page's own headline: the `h1` that the metadata's title begins with or that begins it; else a lone `h1`.
fn heading(page: &Page, given: Option<&str>) -> Option<String> {
    let same = |one: &str| {
        one.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let of = |level: &str| {
        let level = level.to_owned();
        page.lines
            .iter()
            .filter(move |line| page.around(line.element).take(3).any(|(_, element)| *element.name == *level))
            .map(|line| one_line(&line.text))
    };
    let wanted = given.map(same).unwrap_or_default();
    let fits = |text: &String| {
        let text = same(text);
        text.len() >= 8
            && (wanted.starts_with(&text) || text.starts_with(&wanted) || wanted.contains(&text))
            && !wanted.is_empty()
    };
    if let Some(found) = of("h1").find(fits).or_else(|| of("h2").find(fits)) {
        return Some(found);
    }
    let mut alone = of("h1");
    match (alone.next(), alone.next()) {
        (Some(title), None) if title.split(' ').count() >= 3 => Some(title),
        _ => None,
    }
}

/// What the page's JSON-LD says of the article.
#[derive(Default, Debug)]
struct Linked {
    headline: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    published: Option<String>,
    modified: Option<String>,
    url: Option<String>,
    language: Option<String>,
    body: Option<String>,
}

impl Linked {
    fn of(head: &Head) -> Self {
        let mut linked = Self::default();
        for text in &head.json_ld {
            // Newlines inside strings are a common mistake.
            let value = serde_json::from_str::<Value>(text)
                .or_else(|_| serde_json::from_str(&text.replace(['\n', '\r', '\t'], " ")));
            if let Ok(value) = value {
                linked.take(&value, 0);
            }
        }
        linked
    }

    fn take(&mut self, value: &Value, depth: usize) {
        if depth > 6 {
            return;
        }
        if let Some(values) = value.as_array() {
            values.iter().for_each(|value| self.take(value, depth + 1));
            return;
        }
        let Some(object) = value.as_object() else { return };
        if let Some(graph) = object.get("@graph") {
            self.take(graph, depth + 1);
        }
        for name in ["mainEntity", "mainEntityOfPage"] {
            if let Some(entity) = object.get(name).filter(|entity| entity.is_object()) {
                self.take(entity, depth + 1);
            }
        }
        let kind = object.get("@type").map(|kind| texts(kind).join(" ")).unwrap_or_default();
        if !["Article", "Posting", "Report", "Review", "OpinionPiece"].iter().any(|end| kind.contains(end)) {
            return;
        }
        let text = |name: &str| {
            object
                .get(name)
                .and_then(|value| texts(value).into_iter().next())
                .map(|value| super::plain(&value))
                .map(|value| one_line(&value))
                .filter(|value| !value.is_empty())
        };
        let names = |name: &str| {
            object.get(name).map(texts).filter(|names| !names.is_empty()).map(|names| one_line(&names.join(", ")))
        };
        self.headline = self.headline.take().or_else(|| text("headline")).or_else(|| text("name"));
        self.publisher = self.publisher.take().or_else(|| text("publisher"));
        self.author = self.author.take().or_else(|| names("author")).or_else(|| names("creator"));
        self.published = self.published.take().or_else(|| text("datePublished")).or_else(|| text("dateCreated"));
        self.modified = self.modified.take().or_else(|| text("dateModified"));
        self.url = self.url.take().or_else(|| text("url"));
        self.language = self.language.take().or_else(|| text("inLanguage"));
        self.body = self.body.take().or_else(|| {
            object.get("articleBody").and_then(Value::as_str).filter(|body| body.len() > 200).map(str::to_owned)
        });
    }
}

/// The texts of a value: itself, its members', or its `name`.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => {
            values.iter().take(20).flat_map(|value| if value.is_array() { Vec::new() } else { texts(value) }).collect()
        }
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(str::to_owned).into_iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_freed_of_what_pages_put_around_them() {
        assert_eq!(outlet_of("The Gazette | News, sport and more").as_deref(), Some("The Gazette"));
        assert_eq!(outlet_of("@gazette"), None);
        for (given, wanted) in [
            ("By Ada Marsh", "Ada Marsh"),
            ("by Ada Marsh @adamarsh Nov 18, 2024", "Ada Marsh"),
            ("Ada Marsh | November 18, 2024 12:00 AM", "Ada Marsh"),
            ("GAZETTE STAFF NOVEMBER 20, 2024 12:43", "GAZETTE STAFF"),
            ("Ada Marsh, Lin Park", "Ada Marsh, Lin Park"),
        ] {
            assert_eq!(byline_of(given), wanted);
        }
    }
}
