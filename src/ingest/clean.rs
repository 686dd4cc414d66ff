//! Lines → blocks: title and its repeats, dateline, byline, credit, note, sub-heading, furniture. What no rule knows stays
//! in the body: leaving furniture costs less than losing text.

use crate::article::{Block, BlockKind, Span};
use crate::ingest::line::{self, Line};
use crate::ingest::{byline, dateline, furniture, moment};
use crate::language::sentence;

/// How far from the top a headline, a byline or a dateline of its own is looked for, in lines.
const TOP: usize = 8;

/// The blocks of the plain text in `span`. `title` is the headline that the metadata gives.
pub fn plain(text: &str, span: Span, title: Option<&str>) -> Vec<Block> {
    let mut lines: Vec<Line> = line::paragraphs(text, span).into_iter().map(|span| Line::new(text, span)).collect();
    known(text, &mut lines);
    repeats_of_title(text, &mut lines, title);
    if title.is_none() {
        headline(text, &mut lines);
    }
    top(text, &mut lines);
    repeats(text, &mut lines);
    tail(text, &mut lines);
    neighbours(text, &mut lines);
    lists(text, &mut lines);
    moments(text, &mut lines);
    headings(text, &mut lines);
    part_dateline(text, &mut lines);
    lines.into_iter().map(Line::block).collect()
}

/// The blocks of a text whose markup gave `blocks`: its paragraphs pass the rules that go by words, not by shape.
pub fn marked(text: &str, blocks: Vec<Block>, title: Option<&str>) -> Vec<Block> {
    let of = |block: Block| {
        let mut line = Line::new(text, block.span);
        line.given = true;
        if block.kind != BlockKind::Paragraph {
            line.class(block.kind, block.why);
        }
        line
    };
    let mut lines: Vec<Line> = blocks.into_iter().map(of).collect();
    known(text, &mut lines);
    repeats_of_title(text, &mut lines, title);
    top(text, &mut lines);
    tail(text, &mut lines);
    part_dateline(text, &mut lines);
    lines.into_iter().map(Line::block).collect()
}

/// Lines without a word, and lines that a known phrase classes.
fn known(text: &str, lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.class.is_none()) {
        let words = line.span.of(text);
        if !words.contains(char::is_alphanumeric) {
            line.class(BlockKind::Boilerplate, "a separator");
        } else if let Some(found) = furniture::of(words, line.words) {
            line.class(found.kind, found.why);
        } else if line.words == 1 && is_address(words) {
            line.class(BlockKind::Boilerplate, "an address alone");
        }
    }
}

/// A web or mail address, or a picture's address in a tweet.
fn is_address(word: &str) -> bool {
    ["http://", "https://", "www.", "pic.twitter.com/", "mailto:"].iter().any(|start| word.starts_with(start))
        || (word.contains('@') && word.contains('.') && !word.starts_with('@'))
}

/// Every line that says what the metadata gives as the title.
fn repeats_of_title(text: &str, lines: &mut [Line], title: Option<&str>) {
    let Some(title) = title.map(key).filter(|title| !title.is_empty()) else { return };
    for line in lines.iter_mut().filter(|line| line.class.is_none() && line.words <= 60) {
        // Most lines are ruled out by their length.
        if line.span.len() >= title.len() && line.span.len() <= title.len() * 2 + 16 && key(line.span.of(text)) == title
        {
            line.class(BlockKind::Title, "repeats the title");
        }
    }
}

/// A headline of the text's own: a first line that is printed again, or a short one without a full stop before running
/// text.
fn headline(text: &str, lines: &mut [Line]) {
    let Some(first) = lines.iter().take(TOP).position(|line| line.class.is_none() && !is_top_matter(text, line)) else {
        return;
    };
    // "VALLEY NEWS" above a lone dash is a source, not a headline.
    if lines.get(first + 1).is_some_and(|next| is_dash(text, next))
        && lines.get(first).is_some_and(|line| line.words <= 5)
    {
        return;
    }
    let words = lines.get(first).map_or(String::new(), |line| key(line.span.of(text)));
    let (count, open) = lines.get(first).map_or((0, false), |line| (line.words, !line.stopped));
    let again =
        lines.iter().skip(first + 1).filter(|line| line.words == count && key(line.span.of(text)) == words).count();
    let question = count <= 15 && lines.get(first).is_some_and(|line| line.span.of(text).ends_with(['?', '!']));
    let next = lines.iter().skip(first + 1).find(|line| line.class.is_none() && !is_top_matter(text, line));
    let dash = lines.get(first).is_some_and(|line| line.span.of(text).starts_with(['–', '—', '-']));
    let shaped = (2..=22).contains(&count)
        && lines.get(first).is_some_and(|line| sentence_ends(line.span.of(text)) == 0)
        && (open || question)
        && !dash
        && next.is_some_and(|next| next.stopped && next.words > 7 && next.words > count / 2)
        && mostly_stopped(lines.get(first + 1..).unwrap_or_default());
    if again > 0 && open && (4..=30).contains(&count) {
        for line in lines.iter_mut().skip(first) {
            if line.words == count && key(line.span.of(text)) == words {
                let repeat = line.span.start > 0 && again > 0;
                line.class(BlockKind::Title, if repeat { "repeats the title" } else { "printed more than once" });
            }
        }
    } else if shaped && let Some(line) = lines.get_mut(first) {
        line.class(BlockKind::Title, "a short first line without a full stop");
    }
}

/// How many sentences end inside a line: a headline is one.
fn sentence_ends(line: &str) -> usize {
    sentence::split(line, Span::new(0, line.len())).len().saturating_sub(1)
}

/// Whether most of the longer lines end like sentences; among verses and headlines shape says nothing.
fn mostly_stopped(lines: &[Line]) -> bool {
    let long = || lines.iter().filter(|line| line.class.is_none() && line.words > 7);
    long().filter(|line| line.stopped).count() * 3 >= long().count() * 2
}

/// Whether a line is a dateline, a time or a byline rather than a headline.
fn is_top_matter(text: &str, line: &Line) -> bool {
    let words = line.span.of(text);
    line.words <= 16 && (dateline::is_line(words) || moment::is_moment(words) || byline::is_byline(words))
}

/// Whether a line is nothing but a dash.
fn is_dash(text: &str, line: &Line) -> bool {
    matches!(line.span.of(text), "—" | "–" | "-" | "--" | "―")
}

/// Datelines, times and bylines that stand on lines of their own above or right below the first paragraphs.
fn top(text: &str, lines: &mut [Line]) {
    let dash_alone = |line: &Line| is_dash(text, line);
    let first_text = lines.iter().position(Line::is_long).map_or(lines.len(), |first| first + 2);
    for index in 0..lines.len().min(TOP).min(first_text) {
        let next_is_dash = lines.get(index + 1).is_some_and(dash_alone);
        let Some(line) = lines.get_mut(index) else { break };
        let words = line.span.of(text);
        if line.class.is_none() && line.words <= 16 {
            if byline::is_byline(words) {
                line.class(BlockKind::Byline, "names the writer");
            } else if moment::is_moment(words) {
                line.class(BlockKind::Dateline, "a date or time alone");
            } else if dateline::is_line(words) {
                line.class(BlockKind::Dateline, "place or source of the report");
            } else if next_is_dash && line.words <= 5 && !line.stopped {
                line.class(BlockKind::Dateline, "a source before a dash");
            }
        }
        let dateline = matches!(&line.class, Some((BlockKind::Dateline, _)));
        if dateline
            && next_is_dash
            && let Some(dash) = lines.get_mut(index + 1)
        {
            dash.class = Some((BlockKind::Dateline, "the dash of a dateline".into()));
        }
    }
}

/// Longer lines that stood before: pull quotes and captions printed twice.
fn repeats(text: &str, lines: &mut [Line]) {
    let mut seen = rustc_hash::FxHashSet::default();
    for line in lines.iter_mut().filter(|line| line.class.is_none() && line.words > 4) {
        if !seen.insert(line.span.of(text)) {
            line.class(BlockKind::Boilerplate, "repeats an earlier line");
        }
    }
}

/// What follows a line such as "Read next": labels, clock times, titles, and teasers that a time announces. A paragraph
/// that nothing announces is the article going on.
fn tail(text: &str, lines: &mut [Line]) {
    let leads = |line: &Line| furniture::of(line.span.of(text), line.words).is_some_and(|found| found.tail);
    let Some(start) = lines.iter().position(|line| !line.is_body() && leads(line)) else { return };
    let (mut end, mut timed, mut untimed) = (start + 1, 0usize, 0usize);
    // How many lines ago a clock time stood.
    let mut since = usize::MAX;
    for line in lines.iter().skip(start + 1) {
        let words = line.span.of(text);
        since = since.saturating_add(1);
        if moment::is_moment(words) {
            since = 0;
        } else if !line.is_body() || leads(line) {
            // Furniture within the list.
        } else if !line.stopped && line.words <= 25 || line.words <= 14 && words.ends_with(['?', '!']) {
            untimed += 1;
        } else if since <= 2 {
            timed += 1;
            since = usize::MAX;
        } else {
            break;
        }
        end += 1;
    }
    let whole = end == lines.len();
    // Where the article goes on, the short lines before it may be its own sub-headings; only a list with its times is
    // surely none of it.
    let some = if whole { timed > 0 || untimed > 0 } else { timed > 0 };
    if !some {
        return;
    }
    let last_timed = lines.iter().take(end).rposition(|line| line.is_long() || moment::is_moment(line.span.of(text)));
    let end = if whole { end } else { last_timed.map_or(start + 1, |last| last + 1) };
    for line in lines.get_mut(start + 1..end).unwrap_or_default() {
        line.class(BlockKind::Boilerplate, "belongs to a list of other articles");
    }
}

/// "PREV …" and "NEXT …": the titles of the neighbouring articles, below the text.
fn neighbours(text: &str, lines: &mut [Line]) {
    let after_text = lines.iter().rposition(Line::is_long).map_or(0, |last| last + 1);
    let word = |line: &Line| {
        let first = line.span.of(text).split([' ', ':', '»', '›', '\u{A0}']).next().unwrap_or("");
        let shouted = first.len() > 1 && first.chars().all(char::is_uppercase);
        let known = matches!(
            first.to_lowercase().trim_matches(|c: char| !c.is_alphabetic()),
            "prev"
                | "previous"
                | "next"
                | "vorheriger"
                | "nächster"
                | "précédent"
                | "suivant"
                | "anterior"
                | "siguiente"
        );
        (known && line.class.is_none() && !line.stopped && line.words <= 30).then_some(shouted)
    };
    let found: Vec<(usize, bool)> =
        lines.iter().enumerate().skip(after_text).filter_map(|(index, line)| Some((index, word(line)?))).collect();
    for &(index, shouted) in &found {
        if (shouted || found.len() > 1)
            && let Some(line) = lines.get_mut(index)
        {
            line.class(BlockKind::Boilerplate, "leads to a neighbouring article");
        }
    }
}

/// How a line of a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Bullet,
    Number(usize),
}

impl Item {
    fn of(text: &str, line: &Line) -> Option<Self> {
        let words = line.span.of(text);
        match words.chars().next()? {
            _ if line.class.is_some() => None,
            '•' | '‣' | '◦' | '▪' | '●' | '*' | '·' => Some(Self::Bullet),
            '0'..='9' => {
                let (number, rest) = words.split_once(['.', ')'])?;
                let counted = rest.starts_with([' ', '\u{A0}']) && number.len() < 3;
                counted.then(|| number.parse().ok().map(Self::Number)).flatten()
            }
            _ => None,
        }
    }

    /// Whether the two could be neighbours in one list.
    fn follows(self, other: Self) -> bool {
        match (self, other) {
            (Self::Bullet, Self::Bullet) => true,
            (Self::Number(a), Self::Number(b)) => a.abs_diff(b) == 1,
            _ => false,
        }
    }
}

/// Items of a list: at least two lines in a row that begin with a bullet, or with numbers that count up.
fn lists(text: &str, lines: &mut [Line]) {
    let items: Vec<Option<Item>> = lines.iter().map(|line| Item::of(text, line)).collect();
    for (index, line) in lines.iter_mut().enumerate() {
        let Some(&Some(item)) = items.get(index) else { continue };
        let near = [index.checked_sub(1).and_then(|before| items.get(before)), items.get(index + 1)];
        if near.into_iter().flatten().flatten().any(|&near| item.follows(near)) {
            line.class(BlockKind::List, "begins like its neighbours with a bullet or a number");
        }
    }
}

/// Dates and clock times alone, such as a live blog prints above its entries.
fn moments(text: &str, lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.class.is_none() && line.words <= 12) {
        if moment::is_moment(line.span.of(text)) {
            line.class(BlockKind::Note, "a date or time alone");
        }
    }
}

/// Short lines without a full stop between paragraphs of running text.
fn headings(text: &str, lines: &mut [Line]) {
    let body: Vec<usize> = (0..lines.len()).filter(|&index| lines.get(index).is_some_and(Line::is_body)).collect();
    if !mostly_stopped(lines) {
        return;
    }
    for three in body.windows(3) {
        let &[before, here, after] = three else { continue };
        let long = |index: usize| lines.get(index).is_some_and(|line| line.is_long() || line.words > 12);
        let quiet = lines.get(here).is_some_and(|line| {
            let words = line.span.of(text);
            let opens = words
                .chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '"' | '‘' | '\'' | '«' | '¿'));
            let open = !line.stopped && !words.ends_with([',', ';', ':', '-', '–', '—']);
            let asks = line.words <= 9 && words.ends_with('?') && !words.contains(['“', '"', '”']);
            line.class.is_none() && line.words <= 12 && opens && (open || asks)
        });
        if quiet
            && long(before)
            && long(after)
            && let Some(line) = lines.get_mut(here)
        {
            line.class(BlockKind::Heading, "a short line without a full stop between paragraphs");
        }
    }
}

/// Parts the dateline from the first paragraph.
fn part_dateline(text: &str, lines: &mut Vec<Line>) {
    let Some(index) = lines.iter().position(|line| line.class.is_none() && line.is_long()) else { return };
    if index > TOP {
        return;
    }
    let Some(line) = lines.get_mut(index) else { return };
    let Some(found) = dateline::at_start(line.span.of(text)) else { return };
    let head = Span::new(line.span.start, line.span.start + found.end);
    let Some(rest) = line::trim(text, Span::new(head.end, line.span.end)) else { return };
    line.span = rest;
    let mut dateline = Line::new(text, head);
    dateline.class(BlockKind::Dateline, "place, date or source before the text");
    lines.insert(index, dateline);
}

/// A line as it is compared with another: letters and digits in lower case.
fn key(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One row a block: its kind and its first words.
    fn blocks(text: &str) -> Vec<String> {
        let blocks = plain(text, Span::new(0, text.len()), None);
        let shown = |block: &Block| {
            let words: Vec<&str> = block.span.of(text).split_whitespace().take(3).collect();
            format!("{} {}", block.kind.name(), words.join(" "))
        };
        blocks.iter().map(shown).collect()
    }

    const ONE: &str = "The minister spoke on Monday in Rome about the talks.";
    const TWO: &str = "Nobody had left the table before the evening, she said.";

    #[test]
    fn a_title_and_its_repeats() {
        let title = "Talks in Rome go on into the night";
        let wanted = [
            "title Talks in Rome",
            "title Talks in Rome",
            "title Talks in Rome",
            "paragraph The minister spoke",
            "paragraph Nobody had left",
        ];
        assert_eq!(
            blocks(&format!(
                "{title}\n\n{title}\n{}\n\n{ONE}\n{TWO}\n",
                title.to_uppercase().replace("TALKS IN ROME", "Talks in Rome")
            )),
            wanted
        );
        assert_eq!(blocks(&format!("{title}\n{ONE}\n{TWO}"))[0], "title Talks in Rome");
        // A lead with a full stop is text, and so is a first line before nothing.
        assert_eq!(blocks(&format!("{TWO}\n{ONE}"))[0], "paragraph Nobody had left");
        assert_eq!(blocks(title), ["paragraph Talks in Rome"]);
        assert_eq!(blocks(&format!("– We stay here\n{ONE}\n{TWO}"))[0], "paragraph – We stay");
    }

    #[test]
    fn what_stands_above_the_text() {
        let found = blocks(&format!("Talks in Rome go on\nBy Jane Roe\nNov. 17, 2024\nROME (AP) — {ONE}\n{TWO}"));
        assert_eq!(
            found,
            [
                "title Talks in Rome",
                "byline By Jane Roe",
                "dateline Nov. 17, 2024",
                "dateline ROME (AP) —",
                "paragraph The minister spoke",
                "paragraph Nobody had left"
            ]
        );
        assert_eq!(blocks(&format!("VALLEY NEWS\n—\n{ONE}\n{TWO}"))[..2], ["dateline VALLEY NEWS", "dateline —"]);
    }

    #[test]
    fn a_list_of_other_articles_ends_with_the_text_or_where_the_article_goes_on() {
        let teaser = "A bridge over the river was closed on Sunday after cracks were found in two of its pillars.";
        let found = blocks(&format!(
            "{ONE}\n{TWO}\nRead next\n17:00\n{teaser}\n08:15\nRIVER\n{teaser} Again.\nWhat is your opinion on this topic?\nLeave the first comment"
        ));
        assert!(found[2..].iter().all(|block| block.starts_with("boilerplate")), "{found:?}");
        // A teaser that no time announces could be the article itself.
        let found = blocks(&format!("{ONE}\nRead more\nA bridge is closed\n{TWO}\n{teaser}\n{ONE} Again."));
        assert_eq!(found.iter().filter(|block| block.starts_with("boilerplate")).count(), 1, "{found:?}");
        let found = blocks(&format!("{ONE}\n{TWO}\nRelated articles\nA bridge is closed\nWhy is the river rising?\n"));
        assert!(found[2..].iter().all(|block| block.starts_with("boilerplate")), "{found:?}");
    }

    #[test]
    fn neighbours_separators_and_repeats_are_set_aside() {
        let found = blocks(&format!(
            "{ONE}\n***\n{TWO}\n{ONE}\n-\nPREV A bridge is closed – World\nNEXT Actor ‘quite right’ on safety, says trainer | Movies"
        ));
        let kinds: Vec<&str> = found.iter().filter_map(|block| block.split(' ').next()).collect();
        assert_eq!(
            kinds,
            ["paragraph", "boilerplate", "paragraph", "boilerplate", "boilerplate", "boilerplate", "boilerplate"]
        );
        // "Next" within the text is a word like any other.
        assert_eq!(blocks(&format!("{ONE}\nNext comes the hard part\n{TWO}"))[1], "heading Next comes the");
    }

    #[test]
    fn headings_lists_and_notes() {
        let found = blocks(&format!(
            "{ONE}\n{TWO}\nPressure on the neighbours\n{ONE} Again.\n• One point\n• Another point\n{TWO} Twice.\nThis story has been updated.\nJane Roe contributed to this report."
        ));
        let kinds: Vec<&str> = found.iter().filter_map(|block| block.split(' ').next()).collect();
        assert_eq!(
            kinds,
            ["paragraph", "paragraph", "heading", "paragraph", "list", "list", "paragraph", "note", "credit"]
        );
        // Speech between dashes and short sentences stay paragraphs.
        assert_eq!(blocks(&format!("{ONE}\n– We stay.\n{TWO}"))[1], "paragraph – We stay.");
    }
}
