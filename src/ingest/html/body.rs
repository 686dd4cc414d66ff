//! Which lines of a page are the article: the element that houses it is chosen by where running text is dense, then each
//! line inside is kept or set aside by the rules for furniture and by its neighbours.

use dom_query::local_name;

use super::furniture;
use super::page::{Element, Line, Page};
use crate::article::BlockKind;

/// What a line of the page is, and why.
pub type Class = (BlockKind, &'static str);

/// The page as the rules see it.
pub struct Judged {
    /// For each element, the furniture that its name or an outer name says it is.
    furniture: Vec<Option<&'static str>>,
    /// The elements that house the article: mostly one.
    pub houses: Vec<usize>,
    /// For each line its class.
    pub classes: Vec<Class>,
}

/// Judges every line of `page`. `told` is the article's text as the page's metadata gives it, where it does; `title` the
/// headline.
pub fn judge(page: &Page, title: Option<&str>, told: Option<&str>) -> Judged {
    let furniture = furniture(page);
    let values: Vec<f32> = page.lines.iter().map(|line| value(page, line, &furniture)).collect();
    let houses = alike(page, house(page, &values, told), &furniture);
    let mut judged = Judged { furniture, houses, classes: Vec::new() };
    judged.classes = lines(page, &judged, title);
    judged
}

/// Judges the lines of a fragment: all of it is the article, but for what reads or is named as furniture.
pub fn judge_fragment(page: &Page) -> Judged {
    let mut judged = Judged { furniture: furniture(page), houses: vec![0], classes: Vec::new() };
    judged.classes = lines(page, &judged, None);
    judged
}

/// The furniture that each element is, by its own name or that of one around it.
fn furniture(page: &Page) -> Vec<Option<&'static str>> {
    let strict = named(page, &|_, _| true);
    let running = |line: &Line| if is_running(line) { line.size } else { 0 };
    let mut sums = vec![0];
    for line in &page.lines {
        sums.push(sums.last().copied().unwrap_or(0) + running(line));
    }
    let total = sums.last().copied().unwrap_or(0).max(1) as f32;
    let free: usize =
        page.lines.iter().filter(|line| strict.get(line.element).copied().flatten().is_none()).map(running).sum();
    // Where enough running text stands outside everything that is called furniture, the names are right; else the article
    // itself may live in an element with a misleading name.
    if free as f32 > 0.25 * total && free > 250 {
        let housed = telling(page);
        return named(page, &|index, _| !housed.get(index).copied().unwrap_or(false));
    }
    named(page, &|index, keep| {
        let at = |line: usize| sums.get(line).copied().unwrap_or(0);
        page.elements.get(index).is_some_and(|element| ((at(element.last) - at(element.first)) as f32 / total) < keep)
    })
}

/// For each element whether it holds one that says it is the article's body.
fn telling(page: &Page) -> Vec<bool> {
    let mut found = vec![false; page.elements.len()];
    for (index, element) in page.elements.iter().enumerate() {
        let runs =
            page.lines.get(element.first..element.last).unwrap_or(&[]).iter().filter(|line| is_running(line)).count();
        if runs >= 3 && is_telling(&element.hints) {
            page.around(index)
                .for_each(|(around, _)| found.get_mut(around).into_iter().for_each(|found| *found = true));
        }
    }
    found
}

/// Whether a class or id says that this is the article's body.
fn is_telling(hints: &str) -> bool {
    const NAMES: [&str; 18] = [
        "articlebody",
        "article-body",
        "article__body",
        "article_body",
        "entry-content",
        "post-content",
        "story-body",
        "storybody",
        "article-content",
        "article-text",
        "articlecontent",
        "post-body",
        "story-content",
        "body-content",
        "content-body",
        "post__content",
        "article__content",
        "storytext",
    ];
    let hints = hints.to_lowercase();
    NAMES.iter().any(|name| hints.contains(name))
}

/// What each element is by its name, its tag, and those of the elements around it, where `holds(element, keep)`.
fn named(page: &Page, holds: &dyn Fn(usize, f32) -> bool) -> Vec<Option<&'static str>> {
    let mut found: Vec<Option<&'static str>> = Vec::with_capacity(page.elements.len());
    for (index, element) in page.elements.iter().enumerate() {
        let around = if index == 0 { None } else { found.get(element.parent).copied().flatten() };
        let own = || {
            if element.hidden {
                return Some(("hidden on the page", 0.3));
            }
            let by_tag = match &*element.name {
                "nav" => Some(("navigation", 0.3)),
                "footer" => Some(("page footer", 0.3)),
                "aside" => Some(("beside the article", 0.3)),
                "form" | "fieldset" => Some(("form", 0.3)),
                "figure" => Some(("caption", 0.3)),
                "figcaption" | "caption" => Some(("caption", 2.0)),
                "dialog" => Some(("dialog", 0.3)),
                "body" | "html" | "main" | "article" | "tr" | "td" | "th" | "tbody" => return None,
                _ => None,
            };
            by_tag.or_else(|| furniture::named(&element.hints).map(|named| (named.why, named.keep)))
        };
        found.push(match around {
            // A post shown in the text is part of it, however its frame is called.
            Some("share buttons" | "video player" | "caption") if is_post(&element.hints) => None,
            Some(why) => Some(why),
            None if is_post(&element.hints) => None,
            None => own().filter(|&(_, keep)| holds(index, keep)).map(|(why, _)| why),
        });
    }
    found
}

/// Whether this is a post of a social network shown in the text.
fn is_post(hints: &str) -> bool {
    ["twitter-tweet", "instagram-media", "fb-post", "tiktok-embed", "bluesky-embed", "mastodon-embed"]
        .iter()
        .any(|name| hints.contains(name))
}

/// Whether a line is running text: a sentence or more, not mostly links.
fn is_running(line: &Line) -> bool {
    line.words >= 8 && line.link_share() < 0.5 && (line.words >= 25 || ends_sentence(&line.text))
}

/// Whether a text ends as a sentence does.
fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|letter: char| "\"'”’»“)]*".contains(letter) || letter.is_whitespace());
    text.ends_with(['.', '!', '?', '…', ':', ';', '。', '।'])
}

/// How much a line speaks for its element being the article's house.
fn value(page: &Page, line: &Line, furniture: &[Option<&'static str>]) -> f32 {
    if furniture.get(line.element).copied().flatten().is_some() {
        return 0.0;
    }
    let words = line.words as f32;
    let share = line.link_share();
    let name = page.elements.get(line.element).map_or("", |element| &*element.name);
    if share > 0.6 {
        return -2.0 - 0.2 * words;
    }
    if furniture::reads_as(&line.text, line.words).is_some() {
        return -1.0;
    }
    if is_running(line) {
        return words * (1.0 - share) * if name == "li" || name == "td" { 0.5 } else { 1.0 };
    }
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => 0.0,
        "p" => 0.3 * words * (1.0 - share),
        "td" | "th" => 0.0,
        _ => -1.0,
    }
}

/// The element that houses the article: the one with most running text, each level between text and element counting a
/// little less.
fn house(page: &Page, values: &[f32], told: Option<&str>) -> usize {
    let told = told.map(squeezed);
    let mut scores = vec![0.0_f32; page.elements.len()];
    for (line, value) in page.lines.iter().zip(values) {
        let mut value = *value;
        if let Some(told) = &told
            && line.words >= 6
            && told.contains(&squeezed(&line.text))
        {
            value = value.max(line.words as f32) * 3.0;
        }
        for (step, (index, _)) in page.around(line.element).enumerate() {
            let far = i32::try_from(step.saturating_sub(1)).unwrap_or(i32::MAX);
            if far > 40 {
                break;
            }
            if let Some(score) = scores.get_mut(index) {
                *score += value * 0.9_f32.powi(far);
            }
        }
    }
    for (score, element) in scores.iter_mut().zip(&page.elements) {
        if is_telling(&element.hints) {
            *score *= 1.25;
        } else if &*element.name == "article" || &*element.name == "main" {
            *score *= 1.05;
        }
    }
    let best = scores
        .iter()
        .enumerate()
        .fold((0, f32::MIN), |best, (index, &score)| if score > best.1 { (index, score) } else { best });
    best.0
}

/// The house, and elsewhere on the page the elements that are made as the one in which most of its paragraphs stand: an
/// article in several parts.
fn alike(page: &Page, house: usize, furniture: &[Option<&'static str>]) -> Vec<usize> {
    let mut houses = vec![house];
    let Some(whole) = page.elements.get(house) else { return houses };
    let running = |element: &Element| {
        page.lines.get(element.first..element.last).unwrap_or(&[]).iter().filter(|line| is_running(line)).count()
    };
    let mut homes: Vec<(usize, usize)> = Vec::new();
    for line in page.lines.get(whole.first..whole.last).unwrap_or(&[]).iter().filter(|line| is_running(line)) {
        let home = page.elements.get(line.element).map_or(0, |element| element.parent);
        match homes.iter_mut().find(|(known, _)| *known == home) {
            Some((_, count)) => *count += 1,
            None => homes.push((home, 1)),
        }
    }
    let one = homes.iter().max_by_key(|(_, count)| *count).and_then(|&(home, _)| page.elements.get(home));
    let Some(one) = one.filter(|one| !one.hints.trim().is_empty()) else { return houses };
    for (index, other) in page.elements.iter().enumerate() {
        let apart = other.last <= whole.first || other.first >= whole.last;
        let same = other.name == one.name && other.hints == one.hints && other.depth.abs_diff(one.depth) <= 4;
        if apart && same && running(other) >= 3 && furniture.get(index).copied().flatten().is_none() {
            houses.push(index);
        }
    }
    houses
}

/// A text without white space and marks, in small letters: for comparing.
fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The class of every line.
fn lines(page: &Page, judged: &Judged, title: Option<&str>) -> Vec<Class> {
    let ranges: Vec<(usize, usize)> = judged
        .houses
        .iter()
        .filter_map(|&house| page.elements.get(house))
        .map(|house| (house.first, house.last))
        .collect();
    let first = ranges.iter().map(|range| range.0).min().unwrap_or(0);
    let last = ranges.iter().map(|range| range.1).max().unwrap_or(0);
    let title = title.map(squeezed).unwrap_or_default();
    let house_furniture = judged.houses.first().and_then(|&house| judged.furniture.get(house).copied().flatten());
    let mut classes: Vec<Class> = Vec::with_capacity(page.lines.len());
    for (index, line) in page.lines.iter().enumerate() {
        let same_as_title = !title.is_empty() && squeezed(&line.text) == title;
        let named = judged.furniture.get(line.element).copied().flatten().filter(|_| house_furniture.is_none());
        let class = if same_as_title {
            (BlockKind::Title, "the headline")
        } else if let Some(why) = named {
            (side_kind(why), why)
        } else if !ranges.iter().any(|&(first, last)| (first..last).contains(&index)) {
            (BlockKind::Boilerplate, "outside the article")
        } else {
            inside(page, line)
        };
        classes.push(class);
    }
    link_lists(page, &mut classes);
    trim_ends(page, &mut classes, first, last);
    repeated(page, &mut classes);
    lone_headings(page, &mut classes);
    classes
}

fn side_kind(why: &str) -> BlockKind {
    match why {
        "byline" => BlockKind::Byline,
        "date line" => BlockKind::Dateline,
        "caption" => BlockKind::Credit,
        _ => BlockKind::Boilerplate,
    }
}

/// A line inside the house that no element's name sets aside.
fn inside(page: &Page, line: &Line) -> Class {
    let name = page.elements.get(line.element).map_or("", |element| &*element.name);
    if line.words == 0 {
        return (BlockKind::Boilerplate, "no words");
    }
    if let Some(why) = furniture::reads_as(&line.text, line.words) {
        return (side_kind(why), why);
    }
    let share = line.link_share();
    let list = page.within(line, &[local_name!("li"), local_name!("dd"), local_name!("dt")]);
    if share > 0.9 && !(list && line.words >= 3) && !(line.words >= 12 && ends_sentence(&line.text)) {
        return (BlockKind::Boilerplate, "a link alone");
    }
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => (BlockKind::Heading, "a heading"),
        _ if list => (BlockKind::List, "an item of a list"),
        _ if page.within(line, &[local_name!("blockquote")]) => (BlockKind::Quote, "a block quotation"),
        _ if line.words <= 12 && line.bold == line.size && !ends_sentence(&line.text) => {
            (BlockKind::Heading, "a line in bold type")
        }
        _ => (BlockKind::Paragraph, "running text"),
    }
}

/// Sets aside a short list whose every item is a headline that is a link, with the heading over it; a long one is a text of
/// links.
fn link_lists(page: &Page, classes: &mut [Class]) {
    for (index, list) in page.elements.iter().enumerate().filter(|(_, element)| matches!(&*element.name, "ul" | "ol")) {
        let lines = page.lines.get(list.first..list.last).unwrap_or(&[]);
        let headlines = lines.iter().filter(|line| line.link_share() > 0.9 && line.words >= 4).count();
        if lines.is_empty()
            || headlines < lines.len()
            || page.around(index).skip(1).any(|(_, element)| &*element.name == "li")
        {
            continue;
        }
        for class in
            classes.get_mut(list.first..list.last).unwrap_or(&mut []).iter_mut().filter(|class| class.0.is_body())
        {
            *class = (BlockKind::Boilerplate, "a list of links");
        }
        let before = list.first.checked_sub(1).and_then(|above| classes.get_mut(above));
        if let Some(class) = before.filter(|class| class.0 == BlockKind::Heading) {
            *class = (BlockKind::Boilerplate, "a heading over links");
        }
    }
}

/// Sets aside what stands before the first and behind the last running text: links, dates, names.
fn trim_ends(page: &Page, classes: &mut [Class], first: usize, last: usize) {
    let runs = |index: usize, class: &Class| class.0.is_body() && page.lines.get(index).is_some_and(is_running);
    let begin = (first..last).find(|&index| classes.get(index).is_some_and(|class| runs(index, class)));
    let end = (first..last).rev().find(|&index| classes.get(index).is_some_and(|class| runs(index, class)));
    let (Some(begin), Some(end)) = (begin, end) else { return };
    for (index, class) in classes.iter_mut().enumerate().take(last).skip(first) {
        let Some(line) = page.lines.get(index).filter(|_| class.0.is_body()) else { continue };
        if index < begin
            && class.0 == BlockKind::Paragraph
            && line.words < 8
            && (line.link_share() > 0.3 || says_when(&line.text))
        {
            *class = (BlockKind::Boilerplate, "before the text");
        } else if index > end && (class.0 == BlockKind::Heading || line.link_share() > 0.3) {
            *class = (BlockKind::Boilerplate, "after the text");
        }
    }
}

/// Whether a short line is a date or a time.
fn says_when(text: &str) -> bool {
    crate::ingest::date::normal(text).is_some()
        || (text.contains(|letter: char| letter.is_ascii_digit())
            && (text.contains(':') || text.contains("20") || text.contains("ago")))
}

/// Sets aside a line that says again what stands elsewhere in the text: a pull quote, a repeated teaser.
fn repeated(page: &Page, classes: &mut [Class]) {
    let texts: Vec<String> = page
        .lines
        .iter()
        .zip(classes.iter())
        .map(|(line, class)| if class.0.is_body() { squeezed(&line.text) } else { String::new() })
        .collect();
    let mut found = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        if text.len() < 25 || text.len() > 400 || classes.get(index).is_none_or(|class| class.0 == BlockKind::List) {
            continue;
        }
        let longer = texts.iter().enumerate().any(|(other, whole)| {
            (other < index && whole == text)
                || (other != index && whole.len() > text.len() && whole.contains(text.as_str()))
        });
        if longer {
            found.push(index);
        }
    }
    // A few are pull quotes; a text where much comes again is made of lists.
    for index in found.iter().copied().filter(|_| found.len() <= 6) {
        if let Some(class) = classes.get_mut(index) {
            *class = (BlockKind::Boilerplate, "repeats a passage of the text");
        }
    }
}

/// Sets aside a heading under which nothing of the body stands.
fn lone_headings(page: &Page, classes: &mut [Class]) {
    let mut waiting: Option<usize> = None;
    for index in 0..page.lines.len() {
        let Some(class) = classes.get(index) else { continue };
        if class.0 == BlockKind::Heading {
            waiting = Some(index);
        } else if class.0.is_body() {
            waiting = None;
        }
    }
    if let Some(class) = waiting.and_then(|index| classes.get_mut(index)) {
        *class = (BlockKind::Boilerplate, "a heading over nothing");
    }
}
