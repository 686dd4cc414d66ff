//! The body of an article, sentence by sentence.
//!
//! Own rules: UAX #29 breaks after initials, and the sentence splitters at hand know no news prose (quotations with several
//! sentences, `U.S.`, `Nov. 5`, dialogue dashes). A wrong break costs more than a missed one, so doubt joins.

use crate::article::{Article, BlockKind, Span};
use crate::language::abbreviation::{self, Stop};

/// The unit of alignment: one sentence of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// The index of its block in [`Article::blocks`].
    pub block: usize,
}

/// The sentences of the body, in the order of the text; a heading is one passage. They cover every non-blank byte of every
/// body block.
pub fn sentences(article: &Article) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (block, found) in article.body() {
        if found.kind == BlockKind::Heading {
            passages.push(Passage { span: found.span, block });
        } else {
            passages.extend(split(&article.text, found.span).into_iter().map(|span| Passage { span, block }));
        }
    }
    passages
}

/// The sentences of one stretch of `text`, each without surrounding white space.
pub fn split(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    let mut found: Vec<Span> = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(stop) = next_stop(words, at) {
        let (end, kind) = run(words, stop);
        at = end;
        if ends(words, start, stop, end, kind) {
            push(words, Span::new(start, end), span.start, &mut found);
            start = end;
        }
    }
    push(words, Span::new(start, words.len()), span.start, &mut found);
    found
}

/// What closes a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// It holds a `?` or `!`.
    strong: bool,
    /// It is an ellipsis.
    ellipsis: bool,
    /// A quotation mark closes after the stop.
    quoted: bool,
    /// A stop that needs no white space after it (。).
    wide: bool,
}

/// The byte of the next sentence stop from `at` on.
fn next_stop(words: &str, at: usize) -> Option<usize> {
    let rest = words.get(at..)?;
    rest.find(['.', '!', '?', '…', '。', '！', '？', '।', '؟']).map(|found| at + found)
}

/// The end of a run of stops and closing marks that begins at `stop`, with the stray ones after a blank ("said. . However",
/// "director. ” said").
fn run(words: &str, stop: usize) -> (usize, Run) {
    let mut run = Run { strong: false, ellipsis: false, quoted: false, wide: false };
    let (mut end, mut dots) = (stop, 0);
    let rest = words.get(stop..).unwrap_or("");
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        match c {
            '.' => dots += 1,
            '…' => run.ellipsis = true,
            '!' | '?' | '؟' => run.strong = true,
            '。' | '！' | '？' | '।' => run.wide = true,
            '”' | '’' | '»' | '«' | '"' | '\'' | '“' | '‘' | '」' | '』' => {
                // An opening mark stands before a word, a closing one does not.
                if next.is_some_and(char::is_alphanumeric) && !run.wide {
                    break;
                }
                run.quoted = true;
            }
            ')' | ']' => {}
            ' ' | '\u{A0}' => {
                let after = words.get(stop + at + c.len_utf8()..).unwrap_or("");
                let mut ahead = after.chars();
                let (first, second) = (ahead.next(), ahead.next());
                let alone = second.is_none_or(|c| c.is_whitespace() || c == '.');
                if matches!(first, Some('.' | '”' | '»')) && alone {
                    continue;
                }
                break;
            }
            _ => break,
        }
        end = stop + at + c.len_utf8();
    }
    run.ellipsis |= dots > 2;
    (end + footnote(words.get(end..).unwrap_or("")), run)
}

/// The length of a footnote's number after a stop (" [12]"), 0 where there is none.
fn footnote(after: &str) -> usize {
    let Some((number, _)) = after.trim_start_matches(' ').strip_prefix('[').and_then(|rest| rest.split_once(']'))
    else {
        return 0;
    };
    let blank = after.len() - after.trim_start_matches(' ').len();
    let digits = matches!(number.len(), 1..=3) && number.bytes().all(|byte| byte.is_ascii_digit());
    if digits { blank + number.len() + 2 } else { 0 }
}

/// Whether the run of stops at `stop..end` ends the sentence that began at `start`.
fn ends(words: &str, start: usize, stop: usize, end: usize, run: Run) -> bool {
    let after = words.get(end..).unwrap_or("");
    let next = after.trim_start();
    let Some(first) = next.chars().next() else { return true };
    let spaced = next.len() < after.len();
    let before = words.get(start..stop).unwrap_or("");
    let word = last_word(before);
    if !spaced {
        return run.wide || glued(word, after, run);
    }
    // Marks that open what follows.
    let mut next_word = next.trim_start_matches(|c: char| {
        matches!(
            c,
            '“' | '"'
                | '‘'
                | '\''
                | '«'
                | '„'
                | '‚'
                | '('
                | '['
                | '¿'
                | '¡'
                | '–'
                | '—'
                | '-'
                | '•'
                | '*'
                | ' '
                | '#'
                | '@'
        )
    });
    next_word = next_word.split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\'' | '.')).next().unwrap_or("");
    let Some(head) = next_word.chars().next() else {
        // Only marks: a comma or the like goes on, an opening mark before a mark starts anew.
        return !matches!(first, ',' | ';' | ':' | '.' | ')' | ']' | '%' | '/');
    };
    if head.is_lowercase() {
        // A quotation that opens after a plain stop starts anew, whatever its case (“we will” as a fragment does not).
        return false;
    }
    if run.strong || run.wide {
        return !(run.quoted && goes_on_reporting(next));
    }
    if run.quoted || run.ellipsis {
        return true;
    }
    match stop_kind(word, before) {
        None => true,
        Some(Stop::Title | Stop::GoesOn) => false,
        Some(Stop::BeforeNumber) => !head.is_numeric() && !matches!(first, '#'),
        Some(Stop::MayEnd) => {
            let bare = next_word.trim_end_matches(['.', '’', '\'']);
            let bare = bare.split(['’', '\'']).next().unwrap_or(bare);
            let time = word.ends_with(['m', 'M']) && word.len() == 3;
            if time {
                return !head.is_numeric() && !abbreviation::follows_time(bare);
            }
            // A mark that opens a quotation after "U.S." starts a sentence; after an initial it is a nickname.
            let opened = first != head && !matches!(first, '(' | '#' | '@' | '-');
            abbreviation::starts_sentence(bare) || (opened && !is_initial(word))
        }
    }
}

/// What a stop after `word` means, where that is not simply an end. `before` is the sentence up to the stop.
fn stop_kind(word: &str, before: &str) -> Option<Stop> {
    if word.is_empty() {
        return None;
    }
    let known = abbreviation::stop_after(word).or_else(|| {
        let (_, last) = word.rsplit_once(['-', '/', '–'])?;
        abbreviation::stop_after(last)
    });
    if known.is_some() {
        return known;
    }
    if is_initial(word) {
        return Some(Stop::MayEnd);
    }
    // "U.S", "F.B.I", "e.V": single letters parted by stops.
    if word.contains('.')
        && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
    {
        return Some(Stop::MayEnd);
    }
    // "1. The first point": the number of a list item.
    if before.trim() == word && word.chars().all(|c| c.is_ascii_digit()) && word.len() < 4 {
        return Some(Stop::GoesOn);
    }
    None
}

/// A single capital letter, as in "John F. Marsh"; "I" and a unit of one letter end sentences too, so they only may.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase())
}

/// Whether a stop without white space after it ends a sentence all the same: "was lost.The minister". Both words must be
/// plain, so that names of sites and versions stay whole.
fn glued(word: &str, after: &str, run: Run) -> bool {
    if run.ellipsis {
        return false;
    }
    let plain = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_lowercase);
    let next: &str = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let mut chars = next.chars();
    let capital = chars.next().is_some_and(char::is_uppercase);
    let follows = after.get(next.len()..).and_then(|rest| rest.chars().next());
    plain(word)
        && capital
        && chars.all(char::is_lowercase)
        && (next.chars().count() > 3 || abbreviation::starts_sentence(next))
        && matches!(follows, Some(' ' | ',' | '’' | '\''))
}

/// Whether a name and a verb of asking follow (“Why now?” Mary Smith asked.): then the quotation is not the whole sentence.
fn goes_on_reporting(next: &str) -> bool {
    for (names, word) in next.split_whitespace().take(6).enumerate() {
        let bare = word.trim_end_matches([',', '.', ':', ';']);
        if abbreviation::reports(bare) {
            return names > 0;
        }
        if !bare.chars().next().is_some_and(char::is_uppercase) || word.ends_with([',', ':', ';']) {
            return false;
        }
    }
    false
}

/// The word that ends at the end of `before`, with the stops inside it ("U.S", "Ph.D", "Lt.-Gen").
fn last_word(before: &str) -> &str {
    let word =
        before.rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '–' | '/' | '&')).next().unwrap_or("");
    word.trim_start_matches(['.', '-', '–', '/', '&'])
}

/// Adds a sentence without its outer white space; what holds no letter and no digit belongs to the sentence before it.
fn push(words: &str, part: Span, offset: usize, found: &mut Vec<Span>) {
    let part_words = part.of(words);
    let kept = part_words.trim_start();
    let start = offset + part.end - kept.len();
    let kept = kept.trim_end();
    if kept.is_empty() {
        return;
    }
    let span = Span::new(start, start + kept.len());
    match found.last_mut() {
        Some(last) if !kept.contains(char::is_alphanumeric) => last.end = span.end,
        _ => found.push(span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split_words(text: &str) -> Vec<&str> {
        split(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
    }

    /// Each row is one text; `|` marks where sentences must part.
    const BATTERY: &[&str] = &[
        "One sentence.",
        "No stop at all",
        "First one. | Second one.",
        "First one.  | Two blanks before.",
        "The U.S. President spoke in the U.S. | The crowd left.",
        "The U.S. Army said so.",
        "Exports to the U.K. | However, prices rose.",
        "Mr. Biden met Mrs. Jones and Dr. Strange. | They left.",
        "Gen. Mark Hale and Sen. Ann Lee, R-Ohio, agreed. | Gov. Roy Poe did not.",
        "The vote on Nov. 5 was close. | On Dec. 12 it is repeated.",
        "It opened in Nov. | Then it closed.",
        "Donald J. Trump won. | George W. Bush did not run.",
        "J. K. Rowling wrote it. | J.K. Rowling sold it.",
        "Vitamin C. | It helps.",
        "He paused... and went on.",
        "He paused... | The room was still.",
        "He paused… | Then he left.",
        "“We will see . . . what happens.” | She left.",
        "It rose 3.5 percent to $1.2 billion. | Shares fell 0.4%.",
        "“This is wrong.” | He left.",
        "“This is wrong,” he said. | “It must end.”",
        "“Is this right?” he asked.",
        "“Is this right?” Smith asked.",
        "“Is this right?” Mary Ann Smith asked. | Nobody knew.",
        "“Is this right?” | The room was silent.",
        "“They need profits. | Lives of people? | They don't care! | Idiots,” he wrote.",
        "\"This is wrong.\" | He left.",
        "'It is wrong.' | He left.",
        "He called it 'wrong.' | Others did not.",
        "(The talks failed.) | He left.",
        "He left (the talks failed). | She stayed.",
        "– But blows are not dealt with words. | Such things are not announced.",
        "– We must learn, he says. | – It matters.",
        "the sources said. . | However, he stayed.",
        "stockpiles were finite. , could not be refilled. | It went on.",
        "said the director. ” said in a statement. | CNN.",
        "of the war. is causing it.",
        "Yahoo! is a company.",
        "The 'Who cares?' group met.",
        "“Stop!” she cried. | “Go!” | They ran.",
        "Apple Inc. Chief Executive Tim Hale spoke. | He works at Apple Inc. | The firm declined.",
        "He met John Smith Jr. in Rome. | He met John Smith Jr. | They spoke.",
        "At 5 p.m. EST it began. | It ended at 7 p.m. | The hall was empty.",
        "At 9 a.m. Monday it began.",
        "No. 10 declined to comment. | Was it so? | No. | It was not.",
        "See p. 12 and vol. 3. | Then stop.",
        "Fruit, e.g. Apples, i.e. Pomes, vs. Pears.",
        "Smith et al. Found nothing.",
        "Visit example.com for more. | It is free.",
        "It runs on Node.js. | It is fast.",
        "1. The first point. | 2. The second.",
        "In 2022. | The year after.",
        "The range is 300 km. | Russia fired more.",
        "It cost $5. | 10 people paid.",
        "It was lost.|The minister left.",
        "He lives in St. Petersburg near Mt. Hood.",
        "In Tampa, Fla. | The storm hit.",
        "From Austin, Tex. Governor Poe spoke.",
        "He said: “The policies will end wars.” | President Poe agreed.",
        "„Das ist falsch.“ | Er ging.",
        "« C’est faux. » | Il partit.",
        "»Das ist falsch.« | Er ging.",
        "Die Firma z.B. Bosch zahlt bzw. Siemens.",
        "Это правда. | Он ушёл. | «Нет!» | Тишина.",
        "これは本当だ。|彼は去った。",
        "What?! | Really?! | Yes.",
        "The F.B.I. | The C.I.A. declined.",
        "He has a Ph.D. from Yale. | She has an M.D. in law.",
        "Lt. Col. Amy Poe and Maj. Gen. Tom Roe left. | Lt.-Gen. Roe stayed.",
        "Washington, D.C. | It rained.",
        "He has been here since Sept. 11, 2001. | He stays.",
        "The so-called ‘plan.’ | Nobody knew.",
        "It ended. [1] | Another began.",
        "“I don’t know... maybe,” he said. | “Maybe not...”",
        "World War I. | It lasted four years.",
        "Was it he? | “Yes,” he said.",
    ];

    #[test]
    fn the_battery_parts_where_it_should() {
        let mut wrong = Vec::new();
        for row in BATTERY {
            let wanted: Vec<&str> = row.split('|').map(str::trim).collect();
            let text = row.replace(" |", "").replace('|', "");
            let found = split_words(&text);
            if found != wanted {
                wrong.push(format!("wanted {wanted:?}\n found {found:?}"));
            }
        }
        assert!(BATTERY.len() >= 60);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn hold(text: &str) {
        let span = Span::new(0, text.len());
        let found = split(text, span);
        let mut at = 0;
        for part in &found {
            assert!(!part.is_empty() && part.start >= at && text.get(part.start..part.end).is_some());
            assert!(text[at..part.start].trim().is_empty(), "a gap with words");
            assert_eq!(part.of(text).trim(), part.of(text));
            at = part.end;
        }
        assert!(text[at..].trim().is_empty(), "a tail left out");
    }

    proptest! {
        #[test]
        fn spans_are_sorted_disjoint_and_cover_any_text(text in any::<String>()) {
            hold(&text);
        }

        #[test]
        fn spans_cover_text_full_of_marks(text in "([a-zA-ZéЖ]{1,4}|[.!?…。“”\"'’‘()\\[\\]–,: ]|U\\.S\\.|Mr\\.|[0-9]|\u{A0}){0,40}") {
            hold(&text);
        }
    }
}
