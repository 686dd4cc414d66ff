//! Capitalised runs of one block: where names stand, and the titles before them.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::Span;
use crate::language::lexicon::Tags;
use crate::language::token::{Token, TokenKind};

/// How often the words of an article stand in lower case, and capitalised where nothing but a name would be.
#[derive(Debug, Default)]
pub struct Evidence {
    words: FxHashMap<u64, (u16, u16)>,
}

impl Evidence {
    /// Counts the words of `tokens`, whose blocks are given as ranges.
    pub fn of(tokens: &[Token], blocks: &[Range<usize>]) -> Self {
        let mut words: FxHashMap<u64, (u16, u16)> = FxHashMap::default();
        words.reserve(tokens.len() / 2);
        for block in blocks {
            let inside = tokens.get(block.clone()).unwrap_or_default();
            let heading = is_title_case(inside);
            for (n, token) in inside.iter().enumerate().filter(|(_, token)| token.is_word()) {
                if !token.capital {
                    let count = words.entry(token.word).or_default();
                    count.0 = count.0.saturating_add(1);
                } else if !heading && n > 0 {
                    let before = inside.get(n - 1).copied();
                    if before.is_some_and(|before| before.is_word() && !before.capital || before.is(',')) {
                        let count = words.entry(token.word).or_default();
                        count.1 = count.1.saturating_add(1);
                    }
                }
            }
        }
        Self { words }
    }

    /// Whether the word stands in lower case and never as a name in mid-sentence.
    pub fn is_common(&self, token: &Token) -> bool {
        self.words.get(&token.word).is_some_and(|&(lower, name)| lower > 0 && name == 0)
    }

    /// Whether the word stands capitalised in mid-sentence at all.
    pub fn is_spelt_as_name(&self, token: &Token) -> bool {
        self.words.get(&token.word).is_some_and(|&(_, name)| name > 0)
    }

    /// Whether the word stands capitalised in mid-sentence more often than in lower case.
    pub fn is_name(&self, token: &Token) -> bool {
        self.words.get(&token.word).is_some_and(|&(lower, name)| name > lower)
    }
}

/// Whether nearly all longer words are capitalised, as in a headline.
pub fn is_title_case(tokens: &[Token]) -> bool {
    let (mut long, mut capital) = (0, 0);
    for token in tokens.iter().filter(|token| token.is_word() && token.span.len() > 3) {
        long += 1;
        capital += usize::from(token.capital);
    }
    tokens.len() < 30 && long >= 3 && capital * 5 >= long * 4
}

/// A capitalised run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Tokens of the name, without title.
    pub name: Range<usize>,
    /// The words before it that are its title or role, if any.
    pub role: Option<Span>,
    /// Gender that the title gives.
    pub tags: Tags,
    /// Whether a title stood before it.
    pub titled: bool,
    /// Whether only its place at the beginning of a sentence could have made it capital.
    pub initial: bool,
}

/// Appends the capitalised runs of `tokens[block]` to `runs`.
pub fn runs(text: &str, tokens: &[Token], block: Range<usize>, evidence: &Evidence, runs: &mut Vec<Run>) {
    let heading = is_title_case(tokens.get(block.clone()).unwrap_or_default());
    let mut at = block.start;
    while at < block.end {
        if !begins(text, tokens, at, &block, evidence, heading) {
            at += 1;
            continue;
        }
        let end = extend(text, tokens, at, block.end, evidence, heading);
        if let Some(run) = split_title(text, tokens, at..end, &block) {
            runs.push(run);
        }
        at = end.max(at + 1);
    }
}

/// Whether token `at` opens a sentence: what stands before it would capitalise any word. A word right after an opening
/// mark may begin a sentence of its own.
pub fn opens_sentence(tokens: &[Token], at: usize, block: &Range<usize>) -> bool {
    if at <= block.start {
        return true;
    }
    let before = tokens.get(at - 1);
    before.is_none_or(|before| matches!(before.kind, TokenKind::Mark(c) if ".!?:…•|*—–“\"‘'«„”’»`(-[".contains(c)))
}

fn begins(text: &str, tokens: &[Token], at: usize, block: &Range<usize>, evidence: &Evidence, heading: bool) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    if !token.is_word() || !token.capital {
        return false;
    }
    let initial = token.span.len() == 2 && token.span.of(text).ends_with('.');
    let single = token.span.len() == 1
        || initial && !tokens.get(at + 1).is_some_and(|next| next.is_word() && next.capital && adjacent(token, next));
    let next_is_capital =
        tokens.get(at + 1).is_some_and(|next| next.is_word() && next.capital && adjacent(token, next));
    if token.has(Tags::CLOSED) && !token.shouted && !(next_is_capital && evidence.is_name(token)) {
        let given = token.has(Tags::MALE_NAME | Tags::FEMALE_NAME);
        // "Then Will said": capitalised in mid-sentence though its class would not be.
        if mid_sentence(tokens, at, block)
            && !heading
            && !token.has(Tags::DETERMINER | Tags::PRONOUN | Tags::POSSESSIVE)
        {
            return true;
        }
        if says_behind_mark(tokens, at, block) {
            return true;
        }
        if evidence.is_spelt_as_name(token)
            && opens_sentence(tokens, at, block)
            && tokens.get(at + 1).is_some_and(|next| next.has(Tags::SPEECH) && !next.capital)
        {
            return true;
        }
        if !(given && next_is_capital && !opens_sentence(tokens, at, block)) {
            return false;
        }
    }
    if single || token.has(Tags::TIME) && !(next_is_capital && token.has(Tags::MALE_NAME | Tags::FEMALE_NAME)) {
        return false;
    }
    let given = token.has(Tags::MALE_NAME | Tags::FEMALE_NAME);
    if heading && (evidence.is_common(token) || token.has(Tags::VERB) && !evidence.is_name(token) && !given) {
        return false;
    }
    if opens_sentence(tokens, at, block) {
        if token.has(Tags::ADVERB) && !next_is_capital {
            return false;
        }
        if evidence.is_common(token) && !(next_is_capital && token.has(Tags::TITLE | Tags::ORGANISATION | Tags::PLACE))
        {
            return false;
        }
        let verb = token.has(Tags::VERB) && !token.has(Tags::MALE_NAME | Tags::FEMALE_NAME);
        if (verb || token.has(Tags::ADVERB)) && !evidence.is_name(token) {
            return false;
        }
        if token.has(Tags::ROLE | Tags::BODY | Tags::DOCUMENT) && !next_is_capital && !evidence.is_name(token) {
            return false;
        }
        // An unknown word alone at the beginning: an ordinary word's ending speaks against a name.
        let lonely = !next_is_capital && !evidence.is_name(token) && !token.possessive && !token.shouted;
        if lonely && token.tags == Tags(0) && tokens.get(at + 1).is_some_and(|next| next.has(Tags::PREPOSITION)) {
            return false;
        }
        if lonely
            && token.tags == Tags(0)
            && ["ly", "ing", "s", "ed"].iter().any(|end| token.span.of(text).ends_with(end))
        {
            return false;
        }
    }
    true
}

/// Whether nothing but being a name would capitalise token `at`.
fn mid_sentence(tokens: &[Token], at: usize, block: &Range<usize>) -> bool {
    at > block.start && tokens.get(at - 1).is_some_and(|before| before.is_word() && !before.capital || before.is(','))
}

/// "… the party,” From said": a preposition right behind a closing mark, with a reporting verb behind it.
fn says_behind_mark(tokens: &[Token], at: usize, block: &Range<usize>) -> bool {
    let mark = at > block.start
        && tokens
            .get(at - 1)
            .is_some_and(|before| matches!(before.kind, TokenKind::Mark('”' | '"' | '\'' | '’' | '»')));
    let comma = at > block.start + 1 && tokens.get(at - 2).is_some_and(|before| before.is(','));
    mark && comma
        && tokens.get(at).is_some_and(|token| !token.has(Tags::DETERMINER | Tags::PRONOUN | Tags::POSSESSIVE))
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.has(Tags::SPEECH) && next.has(Tags::PAST | Tags::THIRD) && !next.capital)
}

fn adjacent(one: &Token, two: &Token) -> bool {
    !one.possessive && two.span.start.saturating_sub(one.span.end) <= 2
}

fn extend(text: &str, tokens: &[Token], start: usize, limit: usize, evidence: &Evidence, heading: bool) -> usize {
    let mut end = start + 1;
    let mut organisation = tokens.get(start).is_some_and(|token| token.has(Tags::ORGANISATION | Tags::TITLE));
    while end < limit {
        let (Some(last), Some(next)) = (tokens.get(end - 1), tokens.get(end)) else { break };
        if last.possessive {
            break;
        }
        let follows = |n: usize| tokens.get(end + n).filter(|_| end + n < limit);
        let capital = |token: &&Token| token.is_word() && token.capital;
        if next.is_word() && next.capital && adjacent(last, next) {
            let given = last.has(Tags::MALE_NAME | Tags::FEMALE_NAME) && next.has(Tags::PREPOSITION);
            let closed =
                next.has(Tags::CLOSED) && !next.shouted && !next.has(Tags::MALE_NAME | Tags::FEMALE_NAME) && !given;
            if closed || next.has(Tags::TIME) && !next.has(Tags::MALE_NAME | Tags::FEMALE_NAME) {
                break;
            }
            if next.span.of(text) == "I"
                || heading
                    && (evidence.is_common(next)
                        || next.has(Tags::ADVERB)
                        || next.has(Tags::VERB)
                            && !evidence.is_name(next)
                            && !next.has(Tags::MALE_NAME | Tags::FEMALE_NAME))
            {
                break;
            }
            organisation |= next.has(Tags::ORGANISATION | Tags::TITLE);
            end += 1;
            continue;
        }
        // "Ludwig van Dyk", "Ministry of Justice", "Johnson & Johnson"
        let joins = next.is_word() && !next.capital && next.has(Tags::PARTICLE)
            || organisation && next.is_word() && matches!(next.span.of(text), "of" | "for")
            || next.is('&');
        if joins && adjacent(last, next) {
            let skip = if follows(1).is_some_and(|token| token.span.of(text) == "the") && organisation { 2 } else { 1 };
            let word = follows(skip).filter(capital).filter(|token| !token.has(Tags::CLOSED | Tags::TIME));
            if word.is_some() {
                end += skip + 1;
                continue;
            }
        }
        // "Robert “Bobby” Dunn"
        if let TokenKind::Mark(mark) = next.kind
            && "“\"‘'(".contains(mark)
            && follows(1).is_some_and(|token| capital(&token))
            && follows(2).is_some_and(|token| "”\"’')".chars().any(|c| token.is(c)))
            && follows(3).is_some_and(|token| capital(&token) && !token.has(Tags::CLOSED | Tags::SPEECH | Tags::TIME))
            && tokens.get(start).is_some_and(|token| token.has(Tags::MALE_NAME | Tags::FEMALE_NAME))
        {
            end += 4;
            continue;
        }
        // "John Marsh, Jr."
        if next.is(',') && follows(1).is_some_and(|token| is_suffix(token.span.of(text))) {
            end += 2;
            continue;
        }
        break;
    }
    end
}

/// "Jr.", "Sr.", "III".
pub fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr." | "Sr." | "Jr" | "Sr" | "II" | "III" | "IV")
}

/// Cuts the title off a run: "Russian President Ana Lind" is "Ana Lind" with the role "Russian President".
fn split_title(text: &str, tokens: &[Token], run: Range<usize>, block: &Range<usize>) -> Option<Run> {
    let initial = run.len() == 1 && opens_sentence(tokens, run.start, block);
    let title = (run.start..run.end.saturating_sub(1)).rev().find(|&at| {
        tokens.get(at).is_some_and(|token| {
            token.has(Tags::TITLE)
                && !token.possessive
                && (!token.has(Tags::MALE_NAME) || at > run.start || token.span.of(text).ends_with('.'))
        })
    });
    let mut name = run.clone();
    let mut tags = Tags(0);
    let mut role = None;
    if let Some(title) = title {
        let of = tokens.get(title + 1).is_some_and(|token| matches!(token.span.of(text), "of" | "for"));
        let begin = if of {
            let given = (title + 3..run.end).find(|&at| {
                tokens.get(at).is_some_and(|token| {
                    token.has(Tags::MALE_NAME | Tags::FEMALE_NAME) && !token.has(Tags::PLACE) && at + 1 < run.end
                })
            });
            // "Speaker of the House Ilmo Saari": no known given name, but a body's last word and two words behind it.
            given.or_else(|| {
                let body = (title + 2..run.end).rev().find(|&at| {
                    tokens.get(at).is_some_and(|token| token.has(Tags::ORGANISATION | Tags::PLACE | Tags::TITLE))
                })?;
                (body + 3 <= run.end).then_some(body + 1)
            })
        } else {
            let rest = tokens.get(title + 1..run.end).unwrap_or_default();
            let body = rest
                .last()
                .is_some_and(|token| token.has(Tags::ORGANISATION) && !token.has(Tags::MALE_NAME | Tags::FEMALE_NAME));
            (!body).then_some(title + 1)
        };
        if let Some(begin) = begin {
            tags = tokens.get(run.start..begin).unwrap_or_default().iter().fold(Tags(0), |sum, token| sum | token.tags);
            role = span_of(tokens, run.start..begin);
            name = begin..run.end;
        }
    } else if let Some((before, found)) = role_before(text, tokens, run.start, block) {
        role = Some(before);
        tags = found;
    }
    Some(Run { name, titled: role.is_some(), role, tags: Tags(tags.0 & (Tags::MALE | Tags::FEMALE).0), initial })
}

/// "campaign manager", "economist" right before a name, in lower case, with the words that belong to it.
fn role_before(text: &str, tokens: &[Token], start: usize, block: &Range<usize>) -> Option<(Span, Tags)> {
    let mut begin = start;
    let mut tags = Tags(0);
    while begin > block.start {
        let before = tokens.get(begin - 1)?;
        let word = before.is_word() && !before.possessive && !before.has(Tags::CLOSED) && !before.has(Tags::ADVERB);
        let role = before.has(Tags::ROLE | Tags::TITLE);
        if !word || begin == start && !role || before.capital && !role && !before.has(Tags::PLACE) {
            break;
        }
        if !role && before.has(Tags::VERB) || start - begin > 3 {
            break;
        }
        tags |= before.tags;
        begin -= 1;
    }
    let _ = text;
    (begin < start).then(|| span_of(tokens, begin..start).map(|span| (span, tags))).flatten()
}

/// The bytes of a range of tokens.
pub fn span_of(tokens: &[Token], range: Range<usize>) -> Option<Span> {
    let first = tokens.get(range.start)?;
    let last = tokens.get(range.end.checked_sub(1)?)?;
    Some(Span::new(first.span.start, last.span.end))
}
