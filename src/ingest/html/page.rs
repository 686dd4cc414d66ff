//! A page, flat: its elements in the order of the page with the lines of text each holds, read off the parsed tree in one
//! pass without recursion, so that no depth of nesting matters.

use dom_query::{Document, LocalName, NodeData, NodeRef, local_name};
use rustc_hash::FxHashMap;

/// An element that makes its own block (not `a`, `b`, `span`, …).
#[derive(Debug, Clone)]
pub struct Element {
    /// Its tag.
    pub name: LocalName,
    /// The element around it; the first is its own.
    pub parent: usize,
    /// How many elements are around it.
    pub depth: usize,
    /// Its class, id, role and the like, in small letters.
    pub hints: String,
    /// The first line it holds.
    pub first: usize,
    /// One past the last line it holds.
    pub last: usize,
    /// Whether the page hides it.
    pub hidden: bool,
}

/// A line of text: what stands between two block boundaries.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its words, white space collapsed, a newline for each single `<br>`.
    pub text: String,
    /// The innermost block element around it.
    pub element: usize,
    /// How many words it has.
    pub words: usize,
    /// Bytes of its text inside links, and inside bold type; without white space.
    pub linked: usize,
    /// Bytes of its text in bold type, without white space.
    pub bold: usize,
    /// Bytes of its text in italics, without white space.
    pub italic: usize,
    /// Bytes of its text, without white space.
    pub size: usize,
}

impl Line {
    /// The share of its text that is links.
    pub fn link_share(&self) -> f32 {
        self.linked as f32 / self.size.max(1) as f32
    }
}

/// What a page says of itself outside its text.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// `<meta>`: name, property or itemprop in small letters → the first value.
    pub meta: FxHashMap<String, String>,
    /// `<link rel=canonical>`.
    pub canonical: Option<String>,
    /// `<title>`.
    pub title: Option<String>,
    /// `<html lang>`.
    pub lang: Option<String>,
    /// The texts of `<script type="application/ld+json">`.
    pub json_ld: Vec<String>,
    /// `<time datetime>` and itemprop dates in the page: the hint and the value.
    pub times: Vec<(String, String)>,
    /// `[rel=author]`, `[itemprop=author]` and the like: their text.
    pub authors: Vec<String>,
    /// Where the page says it was saved from, in a comment of the browser or of SingleFile.
    pub saved_from: Option<String>,
}

/// A page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The elements in the order of the page; the first holds all.
    pub elements: Vec<Element>,
    /// The lines in the order of the page.
    pub lines: Vec<Line>,
    /// What it says of itself.
    pub head: Head,
}

impl Page {
    /// Reads a whole page.
    pub fn of(html: &str) -> Self {
        Builder::default().run(&Document::from(html))
    }

    /// Reads a piece of a page.
    pub fn of_fragment(html: &str) -> Self {
        Builder::default().run(&Document::fragment(html))
    }

    /// The element and those around it, innermost first.
    pub fn around(&self, element: usize) -> impl Iterator<Item = (usize, &Element)> {
        let mut next = Some(element);
        std::iter::from_fn(move || {
            let index = next?;
            let element = self.elements.get(index)?;
            next = (index > 0).then_some(element.parent);
            Some((index, element))
        })
    }

    /// Whether the line lies in an element of one of these tags.
    pub fn within(&self, line: &Line, names: &[LocalName]) -> bool {
        self.around(line.element).any(|(_, element)| names.contains(&element.name))
    }
}

#[derive(Default)]
struct Builder {
    page: Page,
    line: Line,
    open: Vec<usize>,
    link: usize,
    bold: usize,
    italic: usize,
    breaks: usize,
    space: bool,
    /// Lines that an inline box (a tooltip, words for screen readers) interrupts.
    waiting: Vec<(Line, bool)>,
    /// What such boxes hold, to follow the line they interrupt.
    boxed: Vec<Line>,
}

/// What to undo when an element closes.
enum Opened {
    Block,
    Link,
    Bold,
    Italic,
    Boxed,
    Other,
}

impl Builder {
    fn run(mut self, document: &Document) -> Page {
        self.page.elements.push(Element {
            name: local_name!("html"),
            parent: 0,
            depth: 0,
            hints: String::new(),
            first: 0,
            last: 0,
            hidden: false,
        });
        self.open.push(0);
        let mut closing: Vec<(Opened, NodeRef)> = Vec::new();
        let mut next = document.root().first_child();
        loop {
            let Some(node) = next else {
                let Some((opened, parent)) = closing.pop() else { break };
                self.close(&opened);
                next = parent.next_sibling();
                continue;
            };
            match self.enter(&node) {
                Some(opened) => {
                    next = node.first_child();
                    closing.push((opened, node));
                }
                None => next = node.next_sibling(),
            }
        }
        self.flush();
        let lines = self.page.lines.len();
        if let Some(root) = self.page.elements.first_mut() {
            root.last = lines;
        }
        self.page
    }

    /// Takes in a node; `Some` when its children are to be read.
    fn enter(&mut self, node: &NodeRef) -> Option<Opened> {
        node.query(|inner| match &inner.data {
            NodeData::Text { contents } => {
                self.text(contents);
                None
            }
            NodeData::Comment { contents } => {
                self.comment(contents);
                None
            }
            NodeData::Element(element) => {
                let name = &element.name.local;
                let attr = |wanted: &str| {
                    element.attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| &*attr.value)
                };
                self.head(name, &attr, node);
                self.open(name, &attr)
            }
            NodeData::Document | NodeData::Fragment => Some(Opened::Other),
            _ => None,
        })?
    }

    fn open<'a>(&mut self, name: &LocalName, attr: &dyn Fn(&str) -> Option<&'a str>) -> Option<Opened> {
        match &**name {
            "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "object" | "embed"
            | "canvas" | "audio" | "video" | "select" | "textarea" | "button" | "head" | "input" | "img" | "meta"
            | "link" | "datalist" | "map" => {
                return (&**name == "head").then_some(Opened::Other);
            }
            "title" => return None,
            "br" => {
                self.breaks += 1;
                return None;
            }
            _ => {}
        }
        let class = attr("class").unwrap_or("");
        let inline = matches!(
            &**name,
            "a" | "abbr"
                | "acronym"
                | "b"
                | "bdi"
                | "bdo"
                | "big"
                | "cite"
                | "code"
                | "data"
                | "dfn"
                | "em"
                | "font"
                | "i"
                | "ins"
                | "kbd"
                | "label"
                | "mark"
                | "nobr"
                | "q"
                | "rp"
                | "rt"
                | "ruby"
                | "s"
                | "samp"
                | "small"
                | "span"
                | "strike"
                | "strong"
                | "sub"
                | "sup"
                | "time"
                | "tt"
                | "u"
                | "var"
                | "wbr"
                | "del"
        );
        // An element of the page's own invention is part of the line, unless its name says that it is furniture.
        let inline = inline
            || (name.contains('-')
                && super::furniture::named(name).is_none()
                && super::furniture::named(class).is_none());
        if inline && super::furniture::is_boxed(class) {
            let parent = self.open.last().copied().unwrap_or(0);
            let (depth, first) = (self.open.len(), self.page.lines.len());
            self.open.push(self.page.elements.len());
            self.page.elements.push(Element {
                name: name.clone(),
                parent,
                depth,
                hints: class.to_owned(),
                first,
                last: first,
                hidden: true,
            });
            self.waiting.push((std::mem::take(&mut self.line), self.space));
            self.space = false;
            return Some(Opened::Boxed);
        }
        if inline && !(name == &local_name!("span") && super::furniture::parts_line(class)) {
            return Some(match &**name {
                "a" => {
                    self.link += 1;
                    Opened::Link
                }
                "b" | "strong" => {
                    self.bold += 1;
                    Opened::Bold
                }
                "i" | "em" => {
                    self.italic += 1;
                    Opened::Italic
                }
                _ => Opened::Other,
            });
        }
        self.flush();
        let mut hints = String::new();
        for wanted in [
            "class",
            "id",
            "role",
            "itemprop",
            "data-component",
            "data-testid",
            "data-module",
            "aria-label",
            "data-type",
            "data-widget",
        ] {
            if let Some(value) = attr(wanted).filter(|value| value.len() < 400) {
                hints.push(' ');
                if wanted == "itemprop" {
                    hints.push_str("itemprop ");
                    hints.push_str(&value.to_lowercase());
                } else {
                    hints.push_str(value);
                }
            }
        }
        let style = attr("style").map(|style| style.to_ascii_lowercase().replace(' ', ""));
        let hidden = attr("hidden").is_some()
            || attr("aria-hidden") == Some("true")
            || style.is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"));
        let parent = self.open.last().copied().unwrap_or(0);
        let depth = self.open.len();
        let index = self.page.elements.len();
        let first = self.page.lines.len();
        self.page.elements.push(Element { name: name.clone(), parent, depth, hints, first, last: first, hidden });
        self.open.push(index);
        Some(Opened::Block)
    }

    fn close(&mut self, opened: &Opened) {
        match opened {
            Opened::Block => {
                self.flush();
                let lines = self.page.lines.len();
                if let Some(element) = self.open.pop().and_then(|index| self.page.elements.get_mut(index)) {
                    element.last = lines;
                }
            }
            Opened::Boxed => {
                self.open.pop();
                let boxed = std::mem::take(&mut self.line);
                if !boxed.text.is_empty() {
                    self.boxed.push(boxed);
                }
                if let Some((line, space)) = self.waiting.pop() {
                    self.line = line;
                    self.space |= space;
                }
            }
            Opened::Link => self.link = self.link.saturating_sub(1),
            Opened::Bold => self.bold = self.bold.saturating_sub(1),
            Opened::Italic => self.italic = self.italic.saturating_sub(1),
            Opened::Other => {}
        }
    }

    fn text(&mut self, text: &str) {
        for word in text.split_inclusive(is_space) {
            let kept = word.trim_matches(is_space);
            if kept.is_empty() {
                self.space = true;
                continue;
            }
            match self.breaks {
                0 => {}
                1 if !self.line.text.is_empty() => {
                    self.line.text.push('\n');
                    self.space = false;
                }
                _ => self.flush(),
            }
            self.breaks = 0;
            if self.line.text.is_empty() {
                self.line.element = self.open.last().copied().unwrap_or(0);
            } else if self.space {
                self.line.text.push(' ');
            }
            self.space = word.len() > kept.len();
            self.line.text.push_str(kept);
            self.line.size += kept.len();
            self.line.linked += if self.link > 0 { kept.len() } else { 0 };
            self.line.bold += if self.bold > 0 { kept.len() } else { 0 };
            self.line.italic += if self.italic > 0 { kept.len() } else { 0 };
        }
    }

    fn flush(&mut self) {
        self.breaks = 0;
        self.space = false;
        let line = std::mem::take(&mut self.line);
        let inside = !self.waiting.is_empty();
        let boxed = if inside { Vec::new() } else { std::mem::take(&mut self.boxed) };
        for mut line in std::iter::once(line).chain(boxed).filter(|line| !line.text.is_empty()) {
            line.words = line.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            if inside { self.boxed.push(line) } else { self.page.lines.push(line) }
        }
    }

    fn comment(&mut self, comment: &str) {
        // Browsers and SingleFile leave the address of a saved page in a comment.
        let comment = comment.trim();
        let address = comment
            .strip_prefix("saved from url=")
            .map(|rest| {
                rest.trim_start_matches(|letter: char| letter == '(' || letter == ')' || letter.is_ascii_digit())
            })
            .or_else(|| comment.lines().find_map(|line| line.trim().strip_prefix("url:").map(str::trim)));
        if let Some(address) = address.filter(|address| address.starts_with("http")) {
            self.page.head.saved_from.get_or_insert_with(|| address.to_owned());
        }
    }

    fn head<'a>(&mut self, name: &LocalName, attr: &dyn Fn(&str) -> Option<&'a str>, node: &NodeRef) {
        let head = &mut self.page.head;
        match &**name {
            "html" => {
                head.lang = head.lang.take().or_else(|| attr("lang").or_else(|| attr("xml:lang")).map(str::to_owned))
            }
            "meta" => {
                if let Some(content) = attr("content").filter(|content| !content.trim().is_empty()) {
                    for key in ["property", "name", "itemprop", "http-equiv"] {
                        if let Some(key) = attr(key) {
                            head.meta.entry(key.to_lowercase()).or_insert_with(|| content.trim().to_owned());
                        }
                    }
                }
            }
            "link" if attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                head.canonical = head.canonical.take().or_else(|| attr("href").map(str::to_owned));
            }
            "title" if head.title.is_none() => head.title = Some(node.text().to_string()),
            "script" if attr("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) => {
                head.json_ld.push(node.text().to_string());
            }
            "time" => {
                if let Some(value) = attr("datetime") {
                    let hint = format!("{} {}", attr("itemprop").unwrap_or(""), attr("class").unwrap_or(""));
                    head.times.push((hint.to_lowercase(), value.to_owned()));
                }
            }
            _ => {}
        }
        let author = attr("itemprop") == Some("author")
            || attr("rel").is_some_and(|rel| rel.split(' ').any(|word| word == "author"));
        if author && head.authors.len() < 4 && &**name != "link" && &**name != "meta" {
            let text = super::super::fields::one_line(&node.text());
            if !text.is_empty() && text.len() < 120 && !head.authors.contains(&text) {
                head.authors.push(text);
            }
        }
        if let Some(property) = attr("itemprop").filter(|name| name.starts_with("date"))
            && let Some(value) = attr("content").or_else(|| attr("datetime"))
        {
            head.times.push((property.to_lowercase(), value.to_owned()));
        }
    }
}

/// White space that HTML collapses; a no-break space is kept.
fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\x0c')
}
