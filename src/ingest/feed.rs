//! RSS (0.9 to 2.0, RDF) and Atom → drafts, one an entry. Read by a scanner of our own rather than an XML parser: feeds that
//! people saved are cut off, hold stray ampersands and HTML entities, and give dates in forms that a strict reader drops.
//! JSON Feed is JSON ([`super::json`]).

use super::draft::{Body, Draft, Drafts};
use super::fields::{host_of, language_of, one_line};
use super::format::{Fit, Input};
use super::line::first_bytes;
use super::{date, html};

/// An input whose first element is a feed's.
pub fn fit(input: &Input) -> Fit {
    let start = first_bytes(&input.text, 4000);
    let opens = tags(start).find(|tag| !tag.closes).is_some_and(|tag| {
        ["rss", "feed", "RDF"].contains(&local(tag.name)) || (local(tag.name) == "channel" && start.contains("<item"))
    });
    let named = ["rss", "atom", "rdf"].iter().any(|end| input.has_extension(end));
    match (opens, named) {
        (true, _) => Fit::ByContent,
        (false, true) => Fit::ByName,
        (false, false) => Fit::No,
    }
}

/// Its entries.
pub fn read(input: Input) -> Drafts {
    if input.text.is_empty() { Drafts::nothing(input.no_text) } else { drafts(&input.text) }
}

/// The entries of a feed, those before the place where it is cut off.
pub fn drafts(text: &str) -> Drafts {
    let mut found = Drafts::default();
    let mut feed = Draft::default();
    let (mut at, mut number, mut cut) = (0, 0, false);
    while let Some(tag) = text.get(at..).and_then(|rest| tags(rest).next()) {
        let (start, end) = (at + tag.start, at + tag.end);
        at = end;
        if tag.closes {
            continue;
        }
        let name = local(tag.name);
        if matches!(name, "item" | "entry") && !tag.empty {
            let Some(close) = closing(text, end, tag.name) else {
                cut = true;
                break;
            };
            number += 1;
            match entry(text.get(end..close.0).unwrap_or("")) {
                Ok((mut draft, odd)) => {
                    draft.record = Some(number);
                    found.problems.extend(odd.into_iter().map(|reason| (Some(number), reason)));
                    found.drafts.push(draft);
                }
                Err(reason) => found.problems.push((Some(number), reason.to_owned())),
            }
            at = close.1;
        } else if matches!(name, "title" | "language" | "link" | "image" | "author" | "textInput") && !tag.empty {
            let Some(close) = closing(text, end, tag.name) else { continue };
            let value = || one_line(&html::plain(&unescaped(text.get(end..close.0).unwrap_or(""))));
            match name {
                "title" if feed.title.is_none() => feed.title = Some(value()).filter(|title| !title.is_empty()),
                "language" if feed.language.is_none() => feed.language = language_of(&value()),
                "link" if feed.url.is_none() => feed.url = Some(value()).filter(|url| url.starts_with("http")),
                _ => {}
            }
            at = close.1;
        } else if name == "feed" {
            feed.language = attribute(text.get(start..end).unwrap_or(""), "xml:lang").as_deref().and_then(language_of);
        }
    }
    let ends = text.trim_end();
    cut |= number > 0 && !["rss>", "feed>", "RDF>", "channel>"].iter().any(|end| ends.ends_with(end));
    if number == 0 {
        return Drafts::nothing(if cut {
            "the feed is cut off before its first entry ends"
        } else {
            "a feed without entries"
        });
    }
    if cut {
        found.problems.push((None, format!("the feed is cut off; {number} whole entries before the cut were read")));
    }
    // A feed's title names its outlet, often with the section behind a mark: given as it stands.
    let outlet = feed.title.map(|title| (title, "the feed's title".to_owned()));
    let outlet = outlet.or_else(|| Some((host_of(feed.url.as_deref()?)?, "the feed's address".to_owned())));
    for draft in &mut found.drafts {
        draft.outlet = draft.outlet.take().or_else(|| outlet.clone());
        draft.language = draft.language.take().or_else(|| feed.language.clone());
    }
    found
}

/// The draft of one entry, from what stands between its tags, and a line for each thing in it that could not be read.
fn entry(inner: &str) -> Result<(Draft, Vec<String>), &'static str> {
    let mut draft = Draft::default();
    let (mut content, mut summary): (Option<Body>, Option<Body>) = (None, None);
    let (mut authors, mut guid, mut odd) = (Vec::new(), None, Vec::new());
    let mut at = 0;
    while let Some(tag) = inner.get(at..).and_then(|rest| tags(rest).next()) {
        let (start, end) = (at + tag.start, at + tag.end);
        at = end;
        if tag.closes {
            continue;
        }
        let whole = inner.get(start..end).unwrap_or("");
        let close =
            if tag.empty { (end, end) } else { closing(inner, end, tag.name).unwrap_or((inner.len(), inner.len())) };
        let raw = inner.get(end..close.0).unwrap_or("");
        at = close.1;
        let value = || one_line(&html::plain(&unescaped(raw)));
        let mut date = || {
            let given = value();
            let found = date::normal(&given);
            if found.is_none() && !given.is_empty() {
                let short: String = given.chars().take(40).collect();
                odd.push(format!("the date in `{}` could not be read: {short}", tag.name));
            }
            found
        };
        match tag.name {
            "title" if draft.title.is_none() => draft.title = Some(value()).filter(|title| !title.is_empty()),
            "link" => {
                let address = attribute(whole, "href").unwrap_or_else(value);
                let main = attribute(whole, "rel").is_none_or(|rel| rel == "alternate");
                if draft.url.is_none() && main && address.starts_with("http") {
                    draft.url = Some(address);
                }
            }
            "guid" | "id" => guid = Some(value()).filter(|guid| guid.starts_with("http")),
            "pubDate" | "pubdate" | "published" | "issued" | "dc:date" | "dcterms:issued" | "date"
            | "dcterms:created" => {
                draft.published = draft.published.take().or_else(&mut date);
            }
            "updated" | "modified" | "dcterms:modified" | "atom:updated" => {
                draft.modified = draft.modified.take().or_else(&mut date)
            }
            "author" | "dc:creator" | "itunes:author" | "creator" => {
                let name = tags(raw).find(|tag| local(tag.name) == "name" && !tag.closes).and_then(|tag| {
                    let close = closing(raw, tag.end, tag.name)?;
                    Some(one_line(&html::plain(&unescaped(raw.get(tag.end..close.0)?))))
                });
                let name = name.unwrap_or_else(value);
                if !name.is_empty() && !authors.contains(&name) {
                    authors.push(name);
                }
            }
            "content:encoded" | "content" | "body" | "xhtml:body" | "fullitem" if content.is_none() => {
                content = body(raw, whole)
            }
            "description" | "summary" | "dc:description" | "itunes:summary" if summary.is_none() => {
                summary = body(raw, whole)
            }
            "source" if draft.outlet.is_none() => {
                // RSS: the channel that an item comes from; in Atom the feed with a title of its own.
                let name = tags(raw).find(|tag| tag.name == "title" && !tag.closes).and_then(|tag| {
                    let close = closing(raw, tag.end, tag.name)?;
                    Some(one_line(&html::plain(&unescaped(raw.get(tag.end..close.0)?))))
                });
                let name = name.unwrap_or_else(value);
                draft.outlet = Some((name, "the entry's source".to_owned())).filter(|(name, _)| !name.is_empty());
            }
            "dc:language" | "language" => draft.language = language_of(&value()),
            _ => {}
        }
    }
    draft.byline = (!authors.is_empty()).then(|| authors.join(", "));
    draft.url = draft.url.take().or(guid);
    draft.published = draft.published.take().or_else(|| draft.modified.clone());
    let size = |body: &Option<Body>| match body {
        Some(Body::Pieces(pieces)) => pieces.iter().map(|piece| piece.text.len()).sum(),
        Some(Body::Plain(text)) => text.len(),
        _ => 0,
    };
    // Some feeds put the whole text into the description and only a line into the content.
    let whole = size(&content) > 0 && size(&content) >= size(&summary);
    if !whole && size(&content) == 0 && size(&summary) > 0 && size(&summary) < 1500 {
        draft.notes.push("the feed gives only a summary of this article".to_owned());
    }
    match if whole { content } else { summary.or(content) } {
        Some(body) => draft.body = body,
        None if draft.title.is_some() => return Err("a title without text"),
        None => return Err("an entry without text"),
    }
    Ok((draft, odd))
}

/// The text of an entry's element: HTML through the rules for pages, or plain.
fn body(raw: &str, tag: &str) -> Option<Body> {
    let markup = match attribute(tag, "type").as_deref() {
        Some("xhtml" | "application/xhtml+xml") => raw.to_owned(),
        _ => unescaped(raw),
    };
    let plain = !markup.contains('<') && !markup.contains('&');
    if plain {
        return Some(Body::Plain(markup.trim().to_owned())).filter(|_| !markup.trim().is_empty());
    }
    let pieces = html::pieces(&markup);
    (!pieces.is_empty()).then_some(Body::Pieces(pieces))
}

/// A tag in a text.
struct Tag<'t> {
    name: &'t str,
    start: usize,
    end: usize,
    closes: bool,
    empty: bool,
}

/// The tags of a text, in order; comments, CDATA and declarations are passed over.
fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('<')?;
            let rest = text.get(start..)?;
            let skip = |end: &str| rest.find(end).map_or(text.len(), |found| start + found + end.len());
            if rest.starts_with("<!--") {
                at = skip("-->");
            } else if rest.starts_with("<![CDATA[") {
                at = skip("]]>");
            } else if rest.starts_with("<?") {
                at = skip("?>");
            } else if rest.starts_with("<!") {
                at = skip(">");
            } else {
                let closes = rest.starts_with("</");
                let name_at = start + 1 + usize::from(closes);
                let name = text.get(name_at..)?;
                let length = name
                    .find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/')
                    .unwrap_or(name.len());
                let name = name.get(..length)?;
                if name.is_empty() || !name.starts_with(char::is_alphabetic) {
                    at = start + 1;
                    continue;
                }
                let end = tag_end(text, name_at + length)?;
                at = end;
                let empty = text.get(..end)?.ends_with("/>");
                return Some(Tag { name, start, end, closes, empty });
            }
        }
    })
}

/// Where a tag that is open at `from` ends: a `>` outside quotes.
fn tag_end(text: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in text.get(from..)?.char_indices() {
        match (quote, letter) {
            (None, '>') => return Some(from + at + 1),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(mark), letter) if mark == letter => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the element of this name that opened before `from` closes: the beginning and the end of its end tag.
fn closing(text: &str, from: usize, name: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for tag in tags(text.get(from..)?).filter(|tag| tag.name == name) {
        match (tag.closes, depth) {
            (true, 0) => return Some((from + tag.start, from + tag.end)),
            (true, _) => depth -= 1,
            (false, _) if !tag.empty => depth += 1,
            _ => {}
        }
    }
    None
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// An attribute's value in a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    tag.match_indices(name).find_map(|(at, _)| {
        let before = tag.get(..at)?.ends_with(char::is_whitespace);
        let rest = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let value = rest.get(1..)?.split(mark).next()?;
        before.then(|| unescaped(value))
    })
}

/// The text of an element: CDATA as it stands, elsewhere the five entities of XML and character numbers once.
fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find("<![CDATA[") {
        unescape(rest.get(..at).unwrap_or(""), &mut out);
        let inside = rest.get(at + 9..).unwrap_or("");
        let end = inside.find("]]>").unwrap_or(inside.len());
        out.push_str(inside.get(..end).unwrap_or(""));
        rest = inside.get(end + 3..).unwrap_or("");
    }
    unescape(rest, &mut out);
    out
}

fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        let end = rest.find(';').filter(|&end| end < 12);
        let entity = end.and_then(|end| rest.get(1..end));
        let letter = match entity {
            Some("lt") => Some('<'),
            Some("gt") => Some('>'),
            Some("amp") => Some('&'),
            Some("quot") => Some('"'),
            Some("apos") => Some('\''),
            Some(number) => number.strip_prefix('#').and_then(|number| {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => number.parse().ok(),
                };
                code.and_then(char::from_u32)
            }),
            None => None,
        };
        match (letter, end) {
            (Some(letter), Some(end)) => {
                out.push(letter);
                rest = rest.get(end + 1..).unwrap_or("");
            }
            // Not an entity of XML: an HTML one is resolved later, a stray `&` stays.
            _ => {
                out.push('&');
                rest = rest.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
}
