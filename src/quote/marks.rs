//! Quotation marks of every style → marked stretches of one block.
//!
//! A mark's glyph says little: `“` opens in English and closes in German, `'` is an apostrophe more often than not, and
//! texts carry stray, doubled and wrong-way marks. So each mark is read by its glyph, by what stands on its two sides
//! and by what is open; then pairs are made with a stack.

use crate::article::Span;

/// A stretch between two marks, or from a mark to where the words must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// The words, trimmed of white space.
    pub(super) inner: Span,
    /// The words with their marks.
    pub(super) outer: Span,
    /// How many stretches of this block it lies in.
    pub(super) depth: usize,
    /// Whether its closing mark is missing.
    pub(super) unclosed: bool,
    /// Whether it is marked by single marks.
    pub(super) single: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Angle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    /// Opens when nothing of its family is open, closes otherwise.
    Either,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    family: Family,
    role: Role,
    glyph: char,
    /// A single mark that may as well be a plural possessive ("the workers’ rights").
    doubtful: bool,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    mark: Mark,
    slot: usize,
}

/// What the marks of one block amount to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The stretches, by their start.
    pub(super) stretches: Vec<Marked>,
    /// A closing mark before which nothing was opened, and before which no stretch stands: where it begins and ends.
    pub(super) stray_close: Option<Span>,
    /// Whether the last stretch of depth 0 runs to the end of the block for want of a closing mark.
    pub(super) runs_on: bool,
}

/// Whether `c` can open a quotation in any style: the way a continued paragraph begins.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '“' | '„' | '‟' | '"' | '«' | '‘' | '‚' | '\'' | '`' | '‹' | '”' | '»' | '＂')
}

/// The marked stretches of the block at `block`.
pub(super) fn find(text: &str, block: Span) -> Found {
    let marks = marks(text, block);
    pair(text, block, &marks)
}

fn marks(text: &str, block: Span) -> Vec<Mark> {
    let words = block.of(text);
    let mut marks: Vec<Mark> = Vec::new();
    let mut skip_to = 0;
    for (at, glyph) in words.char_indices() {
        if at < skip_to || glyph.is_alphanumeric() || glyph == ' ' {
            continue;
        }
        let mut len = glyph.len_utf8();
        let rest = words.get(at + len..).unwrap_or("");
        let (family, doubled) = match glyph {
            '"' | '“' | '”' | '„' | '‟' | '＂' | '″' => (Family::Double, false),
            '«' | '»' => (Family::Angle, false),
            '\'' | '’' | '‘' if rest.starts_with(glyph) => (Family::Double, true),
            '`' if rest.starts_with(['`', '\'']) => (Family::Double, true),
            '\'' | '’' | '‘' | '‚' | '`' | '´' | '‹' | '›' => (Family::Single, false),
            _ => continue,
        };
        if doubled {
            len += rest.chars().next().map_or(0, char::len_utf8);
            skip_to = at + len;
        }
        let before = words.get(..at).and_then(|head| head.chars().next_back());
        let rest = words.get(at + len..).unwrap_or("");
        let after = rest.chars().next();
        let last = marks.last().filter(|mark| mark.end == block.start + at);
        let Some((role, doubtful)) = (match family {
            Family::Single => single_role(glyph, before, after, rest, words.get(..at).unwrap_or(""), last.copied()),
            _ => double_role(glyph, doubled, before, after, last.copied()).map(|role| (role, false)),
        }) else {
            continue;
        };
        let start = block.start + at;
        marks.push(Mark { start, end: start + len, family, role, glyph, doubtful });
    }
    marks
}

fn is_left_edge(before: Option<char>, last: Option<Mark>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "([{—–-/―…\u{feff}".contains(c))
        || last.is_some_and(|mark| mark.role == Role::Open)
}

fn is_right_edge(after: Option<char>) -> bool {
    after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–-/…\"”’'»“".contains(c))
}

fn double_role(
    glyph: char,
    doubled: bool,
    before: Option<char>,
    after: Option<char>,
    last: Option<Mark>,
) -> Option<Role> {
    let left = is_left_edge(before, last);
    let right = is_right_edge(after);
    let begins = after.is_some_and(|c| c.is_alphanumeric() || "[($€£…‘'’.#@-—–“".contains(c));
    match glyph {
        '„' => Some(Role::Open),
        '`' => Some(Role::Open),
        // Guillemets stand inwards in Danish and German books, and French ones hold spaces: what is open decides.
        '«' => Some(Role::Open),
        '»' => Some(Role::Close),
        '″' => None,
        // A number's inches, unless something is open.
        '"' if before.is_some_and(|c| c.is_ascii_digit()) && !doubled && right => Some(Role::Close),
        '“' | '‟' | '‘' => {
            // The wrong way round: glued to the word before and loose after it. German closes with it.
            if !left && right && before.is_some_and(|c| !c.is_whitespace()) {
                Some(Role::Close)
            } else {
                Some(Role::Open)
            }
        }
        '”' | '’' => {
            if left && begins && before.is_none_or(|c| !"—–-…".contains(c)) {
                Some(Role::Either)
            } else {
                Some(Role::Close)
            }
        }
        _ => match (left, right) {
            (true, false) => {
                // After a dash or a slash a straight mark can be either.
                if before.is_some_and(|c| "—–-/…".contains(c)) { Some(Role::Either) } else { Some(Role::Open) }
            }
            (false, true) => Some(Role::Close),
            _ => Some(Role::Either),
        },
    }
}

/// Words that lose their first letters: the mark before them is an apostrophe.
const ELISIONS: [&str; 14] =
    ["em", "til", "cause", "tis", "twas", "n", "bout", "round", "nuff", "cuz", "neath", "ere", "stache", "em,"];

fn single_role(
    glyph: char,
    before: Option<char>,
    after: Option<char>,
    rest: &str,
    head: &str,
    last: Option<Mark>,
) -> Option<(Role, bool)> {
    let left = is_left_edge(before, last) || before.is_some_and(|c| "“\"„«”:".contains(c) && !c.is_whitespace());
    match glyph {
        '‚' => return left.then_some((Role::Open, false)),
        '‹' => return Some((Role::Open, false)),
        '›' => return Some((Role::Close, false)),
        '´' if !is_right_edge(after) => return None,
        _ => {}
    }
    // "5' 6", feet and minutes; "the '90s", decades.
    if before.is_some_and(|c| c.is_ascii_digit()) && glyph == '\'' && after.is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    if after.is_some_and(|c| c.is_ascii_digit()) && glyph != '‘' && decade(rest) {
        return None;
    }
    if left && after.is_some_and(|c| !c.is_whitespace() && !",.;:!?)]".contains(c) || glyph == '‘') {
        let word: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if glyph == '’' && before.is_some_and(char::is_whitespace) && !after.is_some_and(char::is_uppercase) {
            return None;
        }
        if glyph != '‘' && ELISIONS.contains(&word.to_lowercase().as_str()) {
            return None;
        }
        if glyph == '‘' && decade(rest) {
            return None;
        }
        return Some((Role::Open, false));
    }
    if glyph == '‘' {
        // German closes single quotations with it.
        return (!left && is_right_edge(after)).then_some((Role::Close, false));
    }
    if before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric) {
        let plural = head.ends_with(['s', 'S', 'x', 'z'])
            && after == Some(' ')
            && rest.trim_start().starts_with(|c: char| c.is_alphabetic());
        let clipped = head.ends_with("in") && after == Some(' ');
        return Some((Role::Close, plural || clipped));
    }
    None
}

fn decade(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && !rest.get(2..).is_some_and(|tail| tail.starts_with(|c: char| c.is_alphabetic() && c != 's'))
}

fn pair(text: &str, block: Span, marks: &[Mark]) -> Found {
    let mut found = Found::default();
    let mut stack: Vec<Open> = Vec::new();
    for (n, &mark) in marks.iter().enumerate() {
        let open = stack.iter().rposition(|open| matches(open.mark, mark));
        let closes = match mark.role {
            Role::Close => open.is_some() && !(mark.doubtful && later_close(marks, n, &stack)),
            Role::Either => open.is_some(),
            // `“` closes what `„` opened; `«` closes what `»` opened.
            Role::Open => open.is_some_and(|at| closes_backwards(&stack, at, mark)),
        };
        if closes {
            let Some(at) = open else { continue };
            let last = stack.len() - 1;
            // What was opened inside and never closed was no quotation, or lost its mark: single ones go.
            for lost in stack.drain(at + 1..).rev().collect::<Vec<_>>() {
                drop_or_end(text, &mut found, lost, mark.start, last);
            }
            if let Some(open) = stack.pop() {
                close(text, &mut found, open, mark.start, mark.end, stack.len());
            }
            continue;
        }
        match mark.role {
            Role::Close if mark.glyph == '»' && opens_danish(text, block, marks, n) => {
                push(&mut stack, &mut found, mark)
            }
            Role::Close => {
                if mark.family == Family::Double && found.stretches.is_empty() && found.stray_close.is_none() {
                    found.stray_close = Some(Span::new(mark.start, mark.end));
                }
            }
            Role::Open | Role::Either => {
                if mark.family == Family::Single && !closes_later(marks, n) && !stack.is_empty() {
                    continue;
                }
                // A second opening mark of one style: the first lost its closing mark, unless two closing ones follow.
                if let Some(at) = open
                    && mark.family != Family::Single
                    && !two_closes_follow(marks, n)
                {
                    for lost in stack.drain(at..).collect::<Vec<_>>().into_iter().rev() {
                        let end = sentence_end_before(text, lost.mark.end, mark.start);
                        drop_or_end(text, &mut found, lost, end, usize::from(lost.mark.family == Family::Single));
                    }
                }
                push(&mut stack, &mut found, mark);
            }
        }
    }
    // What is open at the end of the block: an outer double mark runs on; a single one must be the article's style.
    for (depth, lost) in stack.iter().enumerate().rev() {
        if depth == 0 && (lost.mark.family != Family::Single || lost.mark.start == block.start) {
            let end = block.end;
            finish(text, &mut found, *lost, end, end, 0, true);
            found.runs_on = true;
        }
    }
    found.stretches.retain(|stretch| !stretch.inner.is_empty());
    found.stretches.sort_by_key(|stretch| (stretch.outer.start, usize::MAX - stretch.outer.end));
    set_depths(&mut found.stretches);
    found
}

fn push(stack: &mut Vec<Open>, found: &mut Found, mark: Mark) {
    stack.push(Open { mark, slot: found.stretches.len() });
}

fn matches(open: Mark, mark: Mark) -> bool {
    open.family == mark.family
}

fn closes_backwards(stack: &[Open], at: usize, mark: Mark) -> bool {
    let Some(open) = stack.get(at) else { return false };
    matches!((open.mark.glyph, mark.glyph), ('„', '“') | ('»', '«') | ('‚', '‘') | ('›', '‹'))
}

/// A possessive inside single marks: some better closing mark comes before the next opening one.
fn later_close(marks: &[Mark], n: usize, stack: &[Open]) -> bool {
    if stack.last().is_some_and(|open| open.mark.family != Family::Single) {
        return true;
    }
    marks
        .iter()
        .skip(n + 1)
        .take_while(|mark| !(mark.family == Family::Single && mark.role == Role::Open))
        .any(|mark| mark.family == Family::Single && mark.role == Role::Close)
}

fn closes_later(marks: &[Mark], n: usize) -> bool {
    marks.iter().skip(n + 1).any(|mark| mark.family == Family::Single && mark.role == Role::Close)
}

fn two_closes_follow(marks: &[Mark], n: usize) -> bool {
    let Some(family) = marks.get(n).map(|mark| mark.family) else { return false };
    let mut closes = 0;
    for mark in marks.iter().skip(n + 1).filter(|mark| mark.family == family) {
        if mark.role != Role::Close {
            return false;
        }
        closes += 1;
        if closes == 2 {
            return true;
        }
    }
    false
}

/// `»Words« inwards`: a `»` that stands free before a word, with a `«` after it.
fn opens_danish(text: &str, block: Span, marks: &[Mark], n: usize) -> bool {
    let Some(mark) = marks.get(n) else { return false };
    let free = mark.start == block.start
        || text.get(..mark.start).and_then(|head| head.chars().next_back()).is_some_and(char::is_whitespace);
    let word = text.get(mark.end..).and_then(|tail| tail.chars().next()).is_some_and(char::is_alphanumeric);
    let next = marks.iter().skip(n + 1).find(|next| next.family == Family::Angle);
    free && word && next.is_some_and(|next| next.glyph == '«')
}

/// The end of the last sentence between `from` and `to`, or `to`.
fn sentence_end_before(text: &str, from: usize, to: usize) -> usize {
    let words = text.get(from..to).unwrap_or("");
    words.trim_end().rfind(['.', '!', '?', ',']).map_or(to, |at| from + at + 1)
}

fn drop_or_end(text: &str, found: &mut Found, lost: Open, end: usize, depth: usize) {
    if lost.mark.family != Family::Single {
        finish(text, found, lost, end, end, depth, true);
    }
}

fn close(text: &str, found: &mut Found, open: Open, inner_end: usize, outer_end: usize, depth: usize) {
    finish(text, found, open, inner_end, outer_end, depth, false);
}

fn finish(text: &str, found: &mut Found, open: Open, inner_end: usize, outer_end: usize, depth: usize, unclosed: bool) {
    let inner = trim(text, Span::new(open.mark.end, inner_end));
    let outer = Span::new(open.mark.start, outer_end);
    let single = open.mark.family == Family::Single;
    let at = open.slot.min(found.stretches.len());
    found.stretches.insert(at, Marked { inner, outer, depth, unclosed, single });
}

/// `span` without white space at its ends.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

fn set_depths(stretches: &mut [Marked]) {
    let mut ends: Vec<usize> = Vec::new();
    for stretch in stretches {
        ends.retain(|&end| end > stretch.outer.start);
        stretch.depth = ends.len();
        ends.push(stretch.outer.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(text: &str) -> Vec<(String, usize)> {
        find(text, Span::new(0, text.len()))
            .stretches
            .iter()
            .map(|stretch| (stretch.inner.of(text).to_owned(), stretch.depth))
            .collect()
    }

    fn outer(text: &str) -> Vec<String> {
        stretches(text).into_iter().filter(|(_, depth)| *depth == 0).map(|(words, _)| words).collect()
    }

    #[test]
    fn every_style_of_marks_gives_the_same_words() {
        for (open, close) in [
            ("“", "”"),
            ("\"", "\""),
            ("‘", "’"),
            ("'", "'"),
            ("«", "»"),
            ("«\u{a0}", "\u{a0}»"),
            ("„", "“"),
            ("„", "”"),
            ("‚", "‘"),
            ("``", "''"),
            ("''", "''"),
            ("”", "”"),
            ("»", "«"),
        ] {
            let text = format!("{open}We don't know the workers' names,{close} she said. {open}Nobody does.{close}");
            assert_eq!(outer(&text), ["We don't know the workers' names,", "Nobody does."], "{open} {close}");
        }
    }

    #[test]
    fn apostrophes_are_not_quotations() {
        for text in [
            "The dogs' owner and the cats' owner met in the '90s.",
            "It’s the workers’ party, ’til we don’t win.",
            "Rock 'n' roll isn't dead; get 'em.",
            "He is 6'2\" tall and she is 5'4\".",
        ] {
            assert_eq!(outer(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn quotations_nest_in_either_order() {
        assert_eq!(
            stretches("“He said ‘no way’ to me,” Ann said."),
            [("He said ‘no way’ to me,".to_owned(), 0), ("no way".to_owned(), 1)]
        );
        assert_eq!(
            stretches("‘He said “no way” to me,’ Ann said."),
            [("He said “no way” to me,".to_owned(), 0), ("no way".to_owned(), 1)]
        );
        assert_eq!(outer("“He said, ‘No.’” Ann left. “Then ‘yes.’”"), ["He said, ‘No.’", "Then ‘yes.’"]);
    }

    #[test]
    fn wrong_way_and_stray_marks_do_no_harm() {
        assert_eq!(outer("“We will win,“ he said. “Soon.”"), ["We will win,", "Soon."]);
        assert_eq!(outer("He left. ” said the note. “Come back,” it read."), ["Come back,"]);
        assert_eq!(outer("\"We will win, he said. \"Soon,\" he added."), ["We will win, he said.", "Soon,"]);
    }

    #[test]
    fn a_mark_never_closed_runs_to_the_end_of_its_block() {
        let text = "He said: “We will win. And we will go on";
        let found = find(text, Span::new(0, text.len()));
        assert!(found.runs_on);
        assert_eq!(outer(text), ["We will win. And we will go on"]);
    }

    proptest::proptest! {
        #[test]
        fn stretches_lie_in_the_block_on_boundaries(text in "[a-z .,“”‘’\"'«»„`é-]{0,60}") {
            for stretch in find(&text, Span::new(0, text.len())).stretches {
                proptest::prop_assert!(stretch.outer.covers(stretch.inner));
                proptest::prop_assert!(text.get(stretch.inner.start..stretch.inner.end).is_some());
                proptest::prop_assert!(stretch.outer.end <= text.len());
            }
        }
    }
}
