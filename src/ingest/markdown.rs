//! Markdown, with or without front matter → draft. The text stays the file's, markers and all; what the markers say becomes
//! the class of each block. Front matter is YAML, TOML, or lines of `key: value` that are neither.

use serde_json::Value;

use super::draft::{Body, Draft, Drafts};
use super::fields::{Fields, Record};
use super::format::{Fit, Input};
use super::json;
use crate::article::{Block, BlockKind, Span};

/// An input that opens with front matter, or is called Markdown.
pub fn fit(input: &Input) -> Fit {
    let named = ["md", "markdown", "mdown", "mkd"].iter().any(|end| input.has_extension(end));
    let says = |front: &Front| pairs(front.inner(&input.text)).any(|(name, _)| Fields::in_use().is_known(name));
    match (fenced(&input.text).as_ref().is_some_and(says), named) {
        (true, _) => Fit::ByContent,
        (false, true) => Fit::ByName,
        (false, false) => Fit::No,
    }
}

/// Its article.
pub fn read(input: Input) -> Drafts {
    if input.text.is_empty() { Drafts::nothing(input.no_text) } else { drafts(input.text, Fields::in_use()) }
}

/// The article of a Markdown text.
pub fn drafts(text: String, fields: &Fields) -> Drafts {
    let front = fenced(&text).or_else(|| bare(&text, fields));
    let (mut draft, odd) = match &front {
        Some(front) => card(front.inner(&text), front.kind, fields),
        None => (Draft::default(), Vec::new()),
    };
    let end = front.as_ref().map_or(0, |front| front.end);
    let mut blocks = Vec::new();
    if let Some(span) = trimmed(&text, Span::new(0, end)) {
        blocks.push(Block { span, kind: BlockKind::Note, why: "front matter".into() });
    }
    body(&text, end, &mut blocks);
    if blocks.iter().all(|block| block.kind == BlockKind::Note) {
        return Drafts::nothing("front matter and no text");
    }
    let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
    if let Some(title) = title.filter(|_| draft.title.is_none()) {
        let words = title.span.of(&text).lines().next().unwrap_or("").trim_matches(['#', ' ', '\t', '*', '\r']);
        draft.title = Some(words.to_owned()).filter(|title| !title.is_empty());
    }
    draft.body = Body::Marked { text, blocks };
    Drafts { drafts: vec![draft], problems: odd.into_iter().map(|reason| (None, reason)).collect() }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Yaml,
    Toml,
    Lines,
}

/// Where the front matter stands.
struct Front {
    kind: Kind,
    inside: Span,
    end: usize,
}

impl Front {
    fn inner<'t>(&self, text: &'t str) -> &'t str {
        self.inside.of(text)
    }
}

/// Front matter between fences: `---` to `---` or `...`, `+++` to `+++`, `;;;`.
fn fenced(text: &str) -> Option<Front> {
    let mut lines = places(text, 0).filter(|(_, line)| !line.trim_start_matches('\u{feff}').trim().is_empty());
    let (_, first) = lines.next()?;
    let fence = first.trim_start_matches('\u{feff}').trim_end();
    let kind = match fence {
        "---" => Kind::Yaml,
        "+++" => Kind::Toml,
        _ => return None,
    };
    let start = text.find('\n')? + 1;
    let close = places(text, start)
        .take(200)
        .find(|(_, line)| line.trim_end() == fence || (kind == Kind::Yaml && line.trim_end() == "..."))?;
    Some(Front { kind, inside: Span::new(start, close.0), end: close.0 + close.1.trim_end().len() })
}

/// Lines of `key: value` at the top, two at least with names that mean something, then a blank line.
fn bare(text: &str, fields: &Fields) -> Option<Front> {
    let mut known = 0;
    for (at, line) in places(text, 0).take(30) {
        if line.trim().is_empty() {
            return (known >= 2).then_some(Front { kind: Kind::Lines, inside: Span::new(0, at), end: at });
        }
        let (name, _) = pair(line)?;
        known += usize::from(fields.is_known(name));
    }
    None
}

/// The lines of `text` from `from` on, each with where it begins.
fn places(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    text.get(from..).unwrap_or("").split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

/// What front matter says, and one line for each field that could not be used.
fn card(inner: &str, kind: Kind, fields: &Fields) -> (Draft, Vec<String>) {
    let value = match kind {
        Kind::Yaml => serde_saphyr::from_str::<Value>(inner).ok(),
        Kind::Toml => inner.parse::<toml::Table>().ok().map(|table| of_toml(toml::Value::Table(table))),
        Kind::Lines => None,
    };
    let mut record = Record::new(fields);
    let mut odd = Vec::new();
    match value.as_ref().and_then(Value::as_object) {
        Some(object) => json::gather(object, fields, "", 0, &mut record, &mut odd),
        // Neither YAML nor TOML: people write `title: Mayor: "yes"`.
        None => pairs(inner).for_each(|(name, value)| record.add(name, unquoted(value))),
    }
    let draft = record.card(&mut odd);
    (draft, odd)
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => Value::Array(values.into_iter().map(of_toml).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(name, value)| (name, of_toml(value))).collect())
        }
        other => Value::String(other.to_string()),
    }
}

fn pairs(inner: &str) -> impl Iterator<Item = (&str, &str)> {
    inner.lines().filter_map(pair)
}

/// `key: value`, or `key = value`.
fn pair(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '='])?;
    let (name, value) = (line.get(..at)?.trim_end(), line.get(at + 1..)?.trim());
    let sound = !name.is_empty()
        && name.chars().all(|letter| letter.is_alphanumeric() || "_-. ".contains(letter))
        && name.len() < 40;
    (sound && !name.starts_with([' ', '-'])).then_some((name, value))
}

/// A value without the one pair of quotes around all of it.
fn unquoted(value: &str) -> &str {
    let inside = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark).filter(|inner| !inner.contains(mark));
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

/// The blocks of the text from `from` on.
fn body(text: &str, from: usize, blocks: &mut Vec<Block>) {
    let mut open: Option<(Span, BlockKind, &'static str)> = None;
    let mut code = false;
    let mut titled = false;
    let start = text.get(from..).and_then(|rest| rest.find('\n')).filter(|_| from > 0).map_or(from, |at| from + at + 1);
    for (at, line) in places(text, start) {
        let Some(span) = trimmed(text, Span::new(at, at + line.len())) else {
            close(&mut open, blocks);
            continue;
        };
        let words = span.of(text);
        if words.starts_with("```") || words.starts_with("~~~") {
            code = !code;
        }
        // A line of `===` or `---` under a single line makes that line a heading.
        let under =
            words.len() >= 2 && (words.bytes().all(|byte| byte == b'=') || words.bytes().all(|byte| byte == b'-'));
        if let Some((above, BlockKind::Paragraph, _)) = open.filter(|_| under && !code)
            && !above.of(text).contains('\n')
        {
            let kind = if words.starts_with('=') && !titled { BlockKind::Title } else { BlockKind::Heading };
            titled |= kind == BlockKind::Title;
            blocks.push(Block { span: Span::new(above.start, span.end), kind, why: "a heading".into() });
            open = None;
            continue;
        }
        let (kind, why) = if code { (BlockKind::Paragraph, "running text") } else { class(words, titled) };
        titled |= kind == BlockKind::Title;
        match (&mut open, kind) {
            // A hard-wrapped paragraph or quotation, or a list item's further lines.
            (Some((whole, BlockKind::Quote, _)), BlockKind::Quote) => whole.end = span.end,
            (Some((whole, BlockKind::Paragraph | BlockKind::Quote | BlockKind::List, _)), BlockKind::Paragraph) => {
                whole.end = span.end
            }
            _ => {
                close(&mut open, blocks);
                open = Some((span, kind, why));
            }
        }
        if matches!(kind, BlockKind::Title | BlockKind::Heading | BlockKind::Boilerplate | BlockKind::Credit) {
            close(&mut open, blocks);
        }
    }
    close(&mut open, blocks);
}

fn close(open: &mut Option<(Span, BlockKind, &'static str)>, blocks: &mut Vec<Block>) {
    if let Some((span, kind, why)) = open.take() {
        blocks.push(Block { span, kind, why: why.into() });
    }
}

/// What a line is by its marker.
fn class(line: &str, titled: bool) -> (BlockKind, &'static str) {
    let level = line.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&level) && line.get(level..).is_some_and(|rest| rest.starts_with([' ', '\t'])) {
        let first = level == 1 && !titled;
        return if first { (BlockKind::Title, "the headline") } else { (BlockKind::Heading, "a heading") };
    }
    if line.starts_with('>') {
        return (BlockKind::Quote, "a block quotation");
    }
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    let listed = ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || ((1..=3).contains(&number)
            && line.get(number..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") ")));
    if !line.contains(char::is_alphanumeric) {
        return (BlockKind::Boilerplate, "a separator");
    }
    if listed {
        return (BlockKind::List, "an item of a list");
    }
    if line.starts_with("![") && line.ends_with(')') {
        return (BlockKind::Credit, "a picture");
    }
    if line.starts_with("<!--") && line.ends_with("-->") {
        return (BlockKind::Boilerplate, "a comment");
    }
    (BlockKind::Paragraph, "running text")
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let blank = |letter: char| letter.is_whitespace() || letter == '\u{feff}';
    let start = span.start + words.len() - words.trim_start_matches(blank).len();
    let kept = words.trim_matches(blank);
    (!kept.is_empty()).then(|| Span::new(start, start + kept.len()))
}
