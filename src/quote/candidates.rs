//! Everybody and everything that may be a speaker: names, pronouns, noun phrases. Built once for an article.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::language::lexicon::Tags;
use crate::language::token::{Token, TokenKind, hash};
use crate::language::{Name, NameKind};
use crate::quote::beside::Beside;
use crate::quote::link::{self, Frame, Link};
use crate::quote::scene::Scene;

/// What a candidate is, as far as its own words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Class {
    #[allow(dead_code, reason = "the label of the first place")]
    Nobody,
    Person,
    Organisation,
    Place,
    Name,
    HeShe,
    They,
    It,
    Who,
    IWe,
    Role,
    Body,
    Document,
    Noun,
    Plural,
}

impl Class {
    pub(super) const LABELS: [&'static str; 15] = [
        "nobody",
        "person",
        "organisation",
        "place",
        "name",
        "he",
        "they",
        "it",
        "who",
        "i",
        "role",
        "body",
        "document",
        "noun",
        "plural",
    ];

    pub(super) fn is_name(self) -> bool {
        matches!(self, Self::Person | Self::Organisation | Self::Place | Self::Name)
    }

    pub(super) fn is_pronoun(self) -> bool {
        matches!(self, Self::HeShe | Self::They | Self::It | Self::Who | Self::IWe)
    }

    pub(super) fn is_description(self) -> bool {
        matches!(self, Self::Role | Self::Body | Self::Document | Self::Noun | Self::Plural)
    }
}

/// Somebody or something that may be a speaker.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its tokens, without title.
    pub(super) tokens: Range<usize>,
    /// Where its title, role or determiner begins.
    pub(super) lead: usize,
    pub(super) class: Class,
    /// The name it mentions.
    pub(super) entity: Option<usize>,
    pub(super) paragraph: usize,
    pub(super) sentence: u32,
    /// The stretch it lies in, plus one.
    pub(super) inside: u32,
    pub(super) before: Beside,
    pub(super) after: Beside,
    pub(super) verb_after: Link,
    pub(super) verb_after_at: usize,
    pub(super) verb_before: Link,
    pub(super) verb_before_at: usize,
    /// How its verb takes it.
    pub(super) frame: Frame,
    /// Whether it is the first candidate of its sentence outside the marks.
    pub(super) first: bool,
    /// "Holm's claim": a possessive before a document or a word for speech.
    pub(super) owns_words: bool,
    /// How many rivals (see [`Candidate::is_rival`]) stand before it.
    pub(super) rivals_before: usize,
    /// How many stretches begin before it.
    pub(super) stretches_before: usize,
}

impl Candidate {
    /// Whether it can come between another candidate and a stretch: it stands outside the marks and is somebody.
    pub(super) fn is_rival(&self) -> bool {
        self.inside == 0 && !matches!(self.class, Class::Noun | Class::Plural)
    }

    /// Whether it can still be meant in another paragraph: somebody outside the marks.
    pub(super) fn is_remembered(&self) -> bool {
        self.is_rival() && !matches!(self.class, Class::It | Class::Who | Class::IWe)
    }
}

/// The candidates of an article in the order of the text.
pub(super) fn candidates(scene: &Scene<'_>, names: &[Name]) -> Vec<Candidate> {
    let mentions = mentions(scene, names);
    let mut found: Vec<Candidate> = Vec::with_capacity(scene.tokens.len() / 6);
    for (n, paragraph) in scene.paragraphs.iter().enumerate() {
        let range = paragraph.tokens.clone();
        let mut at = range.start;
        while at < range.end {
            let next = chunk(scene, names, &mentions, n, at, range.end, &mut found);
            at = next.max(at + 1);
        }
    }
    let mut sentence = u32::MAX;
    for candidate in &mut found {
        if candidate.inside == 0 {
            candidate.first = candidate.sentence != sentence;
            sentence = candidate.sentence;
        }
    }
    for candidate in &mut found {
        link::link(scene, candidate);
    }
    partners(scene, &mut found);
    count(scene, &mut found);
    found
}

/// Counts what stands before each candidate.
fn count(scene: &Scene<'_>, found: &mut [Candidate]) {
    let (mut rivals, mut stretches) = (0, 0);
    for candidate in found {
        while scene.stretches.get(stretches).is_some_and(|stretch| stretch.outer.start < candidate.tokens.start) {
            stretches += 1;
        }
        candidate.rivals_before = rivals;
        candidate.stretches_before = stretches;
        rivals += usize::from(candidate.is_rival());
    }
}

/// "his lawyer, Ana Lind, said", "Ana Lind, a lawyer, said": the description and the name are one.
fn partners(scene: &Scene<'_>, found: &mut [Candidate]) {
    for at in 1..found.len() {
        let (Some(one), Some(two)) = (found.get(at - 1), found.get(at)) else { continue };
        let comma = one.tokens.end + 1 == two.lead.min(two.tokens.start)
            && scene.tokens.get(one.tokens.end).is_some_and(|token| token.is(','))
            && one.inside == two.inside
            && !scene.tokens.get(one.tokens.end.saturating_sub(1)).is_some_and(|token| token.possessive);
        if !comma {
            continue;
        }
        let closed = matches!(
            two.after,
            Beside::Comma
                | Beside::Stop
                | Beside::Edge
                | Beside::Dash
                | Beside::Stretch
                | Beside::Preposition
                | Beside::Of
                | Beside::Who
                | Beside::Colon
        ) || two.verb_after == Link::Direct;
        let entity = match (one.class, two.class) {
            (Class::Role, Class::Person | Class::Name)
                if matches!(two.after, Beside::Comma) || two.verb_after == Link::Direct =>
            {
                two.entity
            }
            (Class::Person | Class::Name, Class::Role) if closed => one.entity,
            _ => None,
        };
        if entity.is_some() {
            let place = if one.class == Class::Role { at - 1 } else { at };
            if let Some(place) = found.get_mut(place) {
                place.entity = entity;
            }
        }
    }
}

/// In place of a name: a title, which is part of the mention behind it.
const TITLE: usize = usize::MAX;

/// First token of each mention → (one past its last token, name). Headlines are searched for the surnames of the body.
fn mentions(scene: &Scene<'_>, names: &[Name]) -> FxHashMap<usize, (usize, usize)> {
    let mut places = FxHashMap::default();
    for (n, name) in names.iter().enumerate() {
        for span in &name.mentions {
            let first = scene.tokens.partition_point(|token| token.span.start < span.start);
            let last = scene.tokens.partition_point(|token| token.span.start < span.end);
            places.insert(first, (last, n));
        }
        for span in &name.roles {
            let first = scene.tokens.partition_point(|token| token.span.start < span.start);
            let last = scene.tokens.partition_point(|token| token.span.start < span.end);
            places.entry(first).or_insert((last, TITLE));
        }
    }
    for paragraph in scene.paragraphs.iter().filter(|paragraph| paragraph.title && !paragraph.stretches.is_empty()) {
        let mut surnames: FxHashMap<u64, usize> = FxHashMap::default();
        for (n, name) in names.iter().enumerate() {
            let last = name.text.split(' ').rfind(|word| !crate::language::name::spot::is_suffix(word));
            surnames.entry(hash(&last.unwrap_or("").to_lowercase())).or_insert(n);
        }
        for at in paragraph.tokens.clone() {
            if let Some(token) = scene.tokens.get(at)
                && token.capital
                && let Some(&name) = surnames.get(&token.word)
            {
                places.entry(at).or_insert((at + 1, name));
            }
        }
    }
    places
}

fn class_of_name(name: Option<&Name>) -> Class {
    match name.map(|name| name.kind) {
        Some(NameKind::Person) => Class::Person,
        Some(NameKind::Organisation) => Class::Organisation,
        Some(NameKind::Place) => Class::Place,
        _ => Class::Name,
    }
}

/// Reads one name, pronoun or phrase at `at`; gives where to go on.
fn chunk(
    scene: &Scene<'_>,
    names: &[Name],
    mentions: &FxHashMap<usize, (usize, usize)>,
    paragraph: usize,
    at: usize,
    limit: usize,
    found: &mut Vec<Candidate>,
) -> usize {
    let Some(token) = scene.tokens.get(at) else { return limit };
    if let Some(&(end, name)) = mentions.get(&at) {
        if name == TITLE {
            return end;
        }
        push(scene, found, at..end, class_of_name(names.get(name)), Some(name), paragraph);
        // "the Clinton campaign": the phrase goes on behind the name.
        let last = end.checked_sub(1).and_then(|last| scene.tokens.get(last));
        let next = scene.tokens.get(end).filter(|_| end < limit && scene.inside.get(end) == scene.inside.get(at));
        let goes_on = next
            .filter(|next| !tells(next) || last.is_some_and(|last| last.possessive))
            .is_some_and(|next| is_noun(next) && (next.has(NOUNS) || last.is_some_and(|last| last.possessive)));
        if goes_on {
            return phrase(scene, mentions, paragraph, at, end, limit, found);
        }
        return end;
    }
    if !token.is_word() {
        return at + 1;
    }
    if token.has(Tags::PRONOUN) {
        let class = match token.span.of(scene.text) {
            "he" | "He" | "she" | "She" | "HE" | "SHE" => Class::HeShe,
            "they" | "They" => Class::They,
            "it" | "It" => Class::It,
            "who" => Class::Who,
            "I" | "we" | "We" => Class::IWe,
            _ => return at + 1,
        };
        push(scene, found, at..at + 1, class, None, paragraph);
        return at + 1;
    }
    let bare = !token.has(Tags::CLOSED | Tags::ADVERB) && token.has(NOUNS) && !token.capital;
    let opens = at == scene.paragraphs.get(paragraph).map_or(0, |p| p.tokens.start)
        || scene
            .tokens
            .get(at - 1)
            .is_some_and(|before| matches!(before.kind, TokenKind::Mark('.' | '?' | '!' | '”' | '"' | '“')));
    let initial = token.capital && opens && !token.has(Tags::CLOSED | Tags::ADVERB | Tags::TIME);
    // "Ana Lind, vice chairman of": an apposition without an article.
    let apposed = !token.capital
        && is_noun(token)
        && !token.has(Tags::ADVERB)
        && at.checked_sub(2).is_some_and(|name| {
            scene.tokens.get(name + 1).is_some_and(|comma| comma.is(','))
                && scene.tokens.get(name).is_some_and(|name| name.capital)
        });
    if token.has(Tags::DETERMINER | Tags::POSSESSIVE) || bare || initial || apposed {
        return phrase(scene, mentions, paragraph, at, at, limit, found);
    }
    at + 1
}

pub(super) const NOUNS: Tags = Tags(Tags::ROLE.0 | Tags::BODY.0 | Tags::DOCUMENT.0);

fn is_noun(token: &Token) -> bool {
    token.is_word() && !token.has(Tags::CLOSED) && !token.capital && (!token.has(Tags::VERB) || token.has(NOUNS))
}

/// "reports", "notes": a noun elsewhere, but right behind a noun or a name the verb.
fn tells(token: &Token) -> bool {
    token.has(Tags::SPEECH | Tags::WEAK) && token.has(Tags::THIRD | Tags::PAST) && !token.capital
}

/// A noun phrase from `start`, of which everything before `at` is known to belong to it.
fn phrase(
    scene: &Scene<'_>,
    mentions: &FxHashMap<usize, (usize, usize)>,
    paragraph: usize,
    start: usize,
    at: usize,
    limit: usize,
    found: &mut Vec<Candidate>,
) -> usize {
    let within = scene.inside.get(start).copied().unwrap_or(0);
    let mut end = at;
    let mut has_noun = at > start;
    let mut head_is_name = None;
    while end < limit && end - start < 9 {
        let Some(token) = scene.tokens.get(end) else { break };
        if scene.inside.get(end).copied().unwrap_or(0) != within {
            break;
        }
        if let Some(&(last, name)) = mentions.get(&end).filter(|_| end > start) {
            if name == TITLE {
                end = last.max(end + 1);
                continue;
            }
            head_is_name = Some(end);
            end = last;
            has_noun = true;
            if scene.tokens.get(last.saturating_sub(1)).is_some_and(|token| token.possessive) {
                continue;
            }
            let next = scene.tokens.get(end);
            let open = scene.tokens.get(start).is_some_and(|token| token.has(Tags::DETERMINER | Tags::POSSESSIVE));
            if end < limit
                && next.is_some_and(|next| {
                    is_noun(next) && !tells(next) && (open && !link::glides(scene, end) || next.has(NOUNS))
                })
            {
                continue;
            }
            break;
        }
        match token.kind {
            TokenKind::Mark('$' | '%') => {}
            TokenKind::Mark(_) => break,
            TokenKind::Number => {}
            TokenKind::Word => {
                if token.has(Tags::DETERMINER | Tags::POSSESSIVE) {
                    if has_noun {
                        break;
                    }
                } else if token.has(Tags::CLOSED)
                    || cuts(scene, token, end.checked_sub(1).and_then(|at| scene.tokens.get(at)), has_noun)
                {
                    break;
                } else {
                    has_noun = true;
                    head_is_name = None;
                }
            }
        }
        end += 1;
    }
    if let Some(name) = head_is_name {
        // The phrase ends in a name: the name is the candidate.
        return name.max(start + 1);
    }
    if !has_noun {
        // "Others said", "some argue": the determiner is the noun.
        let token = scene.tokens.get(start);
        if token.is_some_and(|token| token.has(Tags::ROLE)) {
            push(scene, found, start..start + 1, Class::Plural, None, paragraph);
        }
        return end.max(start + 1);
    }
    let Some(head) = end.checked_sub(1).and_then(|last| scene.tokens.get(last)) else { return end };
    let class = if head.has(Tags::ROLE) {
        Class::Role
    } else if head.has(Tags::BODY) {
        Class::Body
    } else if head.has(Tags::DOCUMENT) {
        Class::Document
    } else if head.span.of(scene.text).ends_with('s') {
        Class::Plural
    } else {
        Class::Noun
    };
    let first = scene.tokens.get(start);
    let bare = first.is_some_and(|first| !first.has(Tags::DETERMINER | Tags::POSSESSIVE));
    if bare && matches!(class, Class::Noun) {
        return end.max(start + 1);
    }
    push(scene, found, start..end, class, None, paragraph);
    end.max(start + 1)
}

/// Plurals that do not end in "s".
const PLURALS: [&str; 12] = [
    "people",
    "men",
    "women",
    "police",
    "others",
    "some",
    "many",
    "several",
    "both",
    "most",
    "spokesmen",
    "spokespeople",
];

/// Whether a word ends the phrase: a verb form that is no noun.
fn cuts(scene: &Scene<'_>, token: &Token, before: Option<&Token>, has_noun: bool) -> bool {
    if token.capital {
        return false;
    }
    let word = token.span.of(scene.text);
    if token.has(Tags::AUXILIARY) || matches!(word, "said" | "says" | "told") {
        return true;
    }
    // "Another tweeted", "some argued".
    if tells(token) && before.is_some_and(|before| before.has(Tags::ROLE)) {
        return true;
    }
    if !has_noun {
        return false;
    }
    if token.has(Tags::ADVERB | Tags::TIME) {
        return true;
    }
    if tells(token) && before.is_some_and(|before| before.has(NOUNS)) {
        return true;
    }
    if token.has(Tags::VERB) && !token.has(NOUNS | Tags::TITLE) {
        // "talk radio": a base form is a verb only behind a plural.
        let plural = before.is_some_and(|before| {
            let word = before.span.of(scene.text);
            word.ends_with('s')
                || before.has(Tags::ROLE) && PLURALS.iter().any(|plural| plural.eq_ignore_ascii_case(word))
        });
        return token.has(Tags::PAST | Tags::THIRD | Tags::ING) || token.has(Tags::SPEECH | Tags::WEAK) && plural;
    }
    word.len() > 4 && !token.has(NOUNS) && (word.ends_with("ed") || word.ends_with("ly") || word.ends_with("ing"))
}

fn push(
    scene: &Scene<'_>,
    found: &mut Vec<Candidate>,
    tokens: Range<usize>,
    class: Class,
    entity: Option<usize>,
    paragraph: usize,
) {
    let at = tokens.start;
    found.push(Candidate {
        lead: at,
        class,
        entity,
        paragraph,
        sentence: scene.sentence.get(at).copied().unwrap_or(0),
        inside: scene.inside.get(at).copied().unwrap_or(0),
        before: Beside::Other,
        after: Beside::Other,
        verb_after: Link::None,
        verb_after_at: 0,
        verb_before: Link::None,
        verb_before_at: 0,
        frame: Frame::Plain,
        first: false,
        owns_words: false,
        rivals_before: 0,
        stretches_before: 0,
        tokens,
    });
}
