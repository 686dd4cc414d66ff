//! Which reporting verb is a candidate's own, and how it takes it.

use std::ops::Range;

use crate::language::lexicon::{self, Tags};
use crate::language::token::{Token, TokenKind};
use crate::quote::beside::{Beside, beside};
use crate::quote::candidates::{Candidate, NOUNS};
use crate::quote::scene::Scene;

/// How a reporting verb stands to a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Link {
    None,
    /// Right beside it, adverbs and auxiliaries aside.
    Direct,
    /// After an apposition or a relative clause.
    Apposition,
    /// Further on in the sentence.
    Far,
}

impl Link {
    pub(super) const LABELS: [&'static str; 4] = ["none", "direct", "apposition", "far"];
}

/// How the verb takes the candidate, where that says more than which verb it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Frame {
    Plain,
    /// It is done to the candidate: "the decision is described as".
    Passive,
    /// The candidate would, could or may do it.
    Modal,
    /// "the paper quoted the candidate as saying".
    QuotedAs,
    /// Behind the words: ", as the candidate claimed".
    AsClause,
    /// "as highlighted by the candidate".
    Agent,
    /// "footage of the candidate saying".
    Heard,
    /// "the candidate's claim that".
    Owner,
    /// "…,” said another, according to the candidate".
    Relay,
    /// "she agreed with the candidate that": the words that are agreed with were another's first.
    Agreed,
    /// "“…” by the candidate": who wrote it.
    Author,
    /// "hailed the candidate as “…”": what the words are about.
    Called,
    /// "“…” — the candidate", with nothing behind: who signs the words.
    Signed,
}

impl Frame {
    pub(super) const LABELS: [&'static str; 13] = [
        "plain",
        "passive",
        "modal",
        "quoted-as",
        "as-clause",
        "agent",
        "heard",
        "owner",
        "relay",
        "agreed",
        "author",
        "called",
        "signed",
    ];

    /// What the construction says by itself: all but the passive are too rare in the corpus for a weight of their own.
    pub(super) fn prior(self) -> f32 {
        match self {
            Self::QuotedAs | Self::AsClause | Self::Agreed | Self::Heard | Self::Author | Self::Signed => 5.0,
            Self::Agent => 3.0,
            Self::Owner => 2.0,
            Self::Modal => -2.0,
            Self::Called => -3.0,
            Self::Relay => -4.0,
            Self::Plain | Self::Passive => 0.0,
        }
    }
}

fn reports(token: &Token) -> bool {
    token.is_word()
        && token.has(Tags::SPEECH | Tags::WEAK)
        && !token.capital
        && (!token.has(Tags::CLOSED) || token.has(Tags::PAST))
}

pub(super) fn glides(scene: &Scene<'_>, at: usize) -> bool {
    scene.tokens.get(at).is_some_and(|token| {
        token.is_word()
            && !token.capital
            && (token.has(Tags::ADVERB | Tags::AUXILIARY | Tags::TIME) && !token.has(Tags::SPEECH)
                || token.span.of(scene.text).ends_with("ly"))
    })
}

/// Fills in what stands around a candidate.
pub(super) fn link(scene: &Scene<'_>, candidate: &mut Candidate) {
    let Some(paragraph) = scene.paragraphs.get(candidate.paragraph) else { return };
    let range = &paragraph.tokens;
    let within = candidate.inside;
    let same = |at: usize| scene.inside.get(at).copied().unwrap_or(0) == within;
    // Title, role and determiner belong to the name.
    let mut lead = candidate.tokens.start;
    if candidate.class.is_name() {
        while lead > range.start && candidate.tokens.start - lead < 8 && same(lead - 1) {
            let Some(token) = scene.tokens.get(lead - 1) else { break };
            // "talk radio host Ida Voss": a base form is no verb but behind a plural.
            let plain = token.has(Tags::VERB) && !token.has(Tags::PAST | Tags::THIRD | Tags::ING | Tags::AUXILIARY);
            let noun = plain
                && lead.checked_sub(2).filter(|&at| at >= range.start).and_then(|at| scene.tokens.get(at)).is_some_and(
                    |before| {
                        before.is_word()
                            && !before.has(Tags::CLOSED)
                            && !before.capital
                            && !before.span.of(scene.text).ends_with('s')
                    },
                );
            let belongs = token.is_word()
                && !token.has(Tags::CLOSED)
                && (token.has(Tags::TITLE | Tags::ROLE)
                    || token.capital && !token.possessive
                    || lead < candidate.tokens.start
                        && (noun || !token.has(Tags::VERB | Tags::ADVERB))
                        && !token.possessive);
            if !belongs {
                break;
            }
            lead -= 1;
        }
    }
    candidate.lead = lead;
    candidate.before = if lead == range.start { Beside::Edge } else { beside(scene, lead - 1, range, within) };
    let end = candidate.tokens.end;
    let possessive = scene.tokens.get(end.saturating_sub(1)).is_some_and(|token| token.possessive);
    candidate.after = if possessive { Beside::Possessive } else { beside(scene, end, range, within) };
    if possessive {
        candidate.owns_words = (end..(end + 4).min(range.end))
            .filter_map(|at| scene.tokens.get(at))
            .take_while(|token| token.is_word())
            .any(|token| token.has(Tags::DOCUMENT) || token.has(Tags::SPEECH) && !token.has(Tags::PAST));
        if candidate.owns_words && owned_content(scene, end, range) {
            candidate.frame = Frame::Owner;
        }
    }
    // The verb before: "said Dunn", "according to" is no verb but acts as one.
    let mut at = lead;
    while at > range.start && same(at - 1) && glides(scene, at - 1) && lead - at < 3 {
        at -= 1;
    }
    // "say experts", but never "say Holm".
    let inverted = |token: &Token| {
        reports(token) && (token.has(Tags::PAST | Tags::THIRD | Tags::ING) || !candidate.class.is_name())
    };
    if at > range.start && same(at - 1) && scene.tokens.get(at - 1).is_some_and(inverted) {
        candidate.verb_before = Link::Direct;
        candidate.verb_before_at = at - 1;
    } else if candidate.before == Beside::By
        && lead >= range.start + 2
        && scene.tokens.get(lead - 2).is_some_and(|token| reports(token) && token.has(Tags::PAST))
    {
        // "as highlighted by the Times"
        candidate.verb_before = Link::Far;
        candidate.verb_before_at = lead - 2;
        candidate.frame = Frame::Agent;
    } else if candidate.before == Beside::According {
        candidate.verb_before = Link::Apposition;
        candidate.verb_before_at = (lead - 1).max(range.start + 1) - 1;
    }
    let word = |at: usize| scene.token_in(at, range).map_or("", |token| token.span.of(scene.text));
    let agreed = lead.checked_sub(2).filter(|&verb| verb >= range.start).is_some_and(|verb| {
        word(lead - 1) == "with"
            && scene
                .tokens
                .get(verb)
                .is_some_and(|token| usize::from(token.verb) == lexicon::reporting_verb("agree").unwrap_or(0))
    });
    if agreed && (end..(end + 8).min(range.end)).any(|at| word(at) == "that") {
        candidate.frame = Frame::Agreed;
    }
    if !possessive && word(end) == "as" && matches!(word(end + 1), "saying" | "telling" | "writing" | "stating") {
        // "quoted an official as saying"
        candidate.verb_after = Link::Direct;
        candidate.verb_after_at = end + 1;
        candidate.verb_before = Link::None;
        candidate.frame = Frame::QuotedAs;
    } else if !possessive && !matches!(candidate.frame, Frame::Agent | Frame::Agreed) {
        verb_after(scene, candidate, range);
        if candidate.verb_after != Link::None {
            candidate.frame = frame(scene, candidate);
        }
        // "the Post quoted an official as saying": the words are the official's.
        let verb = candidate.verb_after_at;
        if matches!(word(verb), "quoted" | "quotes" | "cited" | "cites")
            && (verb + 2..verb + 14)
                .any(|at| word(at) == "as" && matches!(word(at + 1), "saying" | "telling" | "writing" | "stating"))
        {
            candidate.verb_after = Link::None;
        }
    }
}

/// Whether what is owned, within a few words of `end`, is a word for speech that goes on with what was said: "’s claim that",
/// "’s controversial pledge to be", "’s post:".
fn owned_content(scene: &Scene<'_>, end: usize, range: &Range<usize>) -> bool {
    (end..(end + 4).min(range.end)).take_while(|&at| scene.tokens.get(at).is_some_and(Token::is_word)).any(|at| {
        let said = scene.tokens.get(at).is_some_and(|token| {
            token.has(Tags::DOCUMENT) || token.has(Tags::SPEECH) && !token.has(Tags::PAST | Tags::ING)
        });
        let next = scene.token_in(at + 1, range);
        said && next.is_some_and(|next| next.is(':') || matches!(next.span.of(scene.text), "that" | "to"))
    })
}

/// How auxiliaries before the verb at `verb` turn it.
fn frame(scene: &Scene<'_>, candidate: &Candidate) -> Frame {
    let verb = candidate.verb_after_at;
    if candidate.before == Beside::Of
        && verb == candidate.tokens.end
        && scene.tokens.get(verb).is_some_and(|token| token.has(Tags::ING) && token.has(Tags::SPEECH))
    {
        return Frame::Heard;
    }
    let mut helpers = (1..=4).filter_map(|back| verb.checked_sub(back)).take_while(|&at| glides(scene, at));
    let participle = scene.tokens.get(verb).is_some_and(|token| token.has(Tags::PAST) && !token.has(Tags::ING));
    let is = |at: usize, forms: &[&str]| {
        scene.tokens.get(at).is_some_and(|token| forms.contains(&token.span.of(scene.text)))
    };
    if participle && helpers.clone().any(|at| is(at, &["is", "are", "was", "were", "be", "been", "being"])) {
        Frame::Passive
    } else if helpers.any(|at| is(at, &["would", "could", "should", "might", "may", "must", "can"])) {
        Frame::Modal
    } else {
        Frame::Plain
    }
}

/// Finds the reporting verb of which the candidate can be the subject.
fn verb_after(scene: &Scene<'_>, candidate: &mut Candidate, range: &Range<usize>) {
    let within = candidate.inside;
    let mut at = candidate.tokens.end;
    let mut depth = 0usize;
    let mut link = Link::Direct;
    let mut steps = 0;
    let mut comma = false;
    let mut helped = false;
    while at < range.end && steps < 45 {
        steps += 1;
        let Some(token) = scene.tokens.get(at) else { break };
        let inside = scene.inside.get(at).copied().unwrap_or(0);
        if inside != within {
            if within != 0 {
                break;
            }
            // A stretch in the way: "Dunn, “the Lion”, said".
            at = scene.stretches.get(inside as usize - 1).map_or(at + 1, |stretch| stretch.outer.end.max(at + 1));
            link = if link == Link::Direct { Link::Far } else { link };
            comma = true;
            if scene.sentence.get(at) != Some(&candidate.sentence) {
                break;
            }
            continue;
        }
        if within == 0 && scene.sentence.get(at) != Some(&candidate.sentence) {
            break;
        }
        match token.kind {
            TokenKind::Mark('(' | '[') => depth += 1,
            TokenKind::Mark(')' | ']') => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            TokenKind::Mark(',' | '—' | '–' | '―') => {
                if link == Link::Direct {
                    link = Link::Apposition;
                }
                comma = true;
                at += 1;
                continue;
            }
            TokenKind::Mark('.' | ';' | '!' | '?') => break,
            TokenKind::Mark(':') => break,
            TokenKind::Mark(_) => {}
            TokenKind::Number => {
                if link == Link::Direct {
                    link = Link::Far;
                }
            }
            TokenKind::Word => {
                if glides(scene, at) {
                    helped |= token.has(Tags::AUXILIARY);
                    at += 1;
                    continue;
                }
                // "since the start of": behind an article it is a noun.
                let noun = at.checked_sub(1).and_then(|before| scene.tokens.get(before)).is_some_and(|before| {
                    before.is_word() && before.has(Tags::DETERMINER | Tags::POSSESSIVE) && !before.has(Tags::PRONOUN)
                });
                if reports(token) && !noun {
                    // "is calling", and "footage of Dunn saying".
                    let going = token.has(Tags::ING) && (helped || at == candidate.tokens.end);
                    let finite = token.has(Tags::PAST | Tags::THIRD | Tags::BASE) || going;
                    let to = at
                        .checked_sub(1)
                        .is_some_and(|before| scene.tokens.get(before).is_some_and(|t| t.span.of(scene.text) == "to"));
                    if finite && !to && (link == Link::Direct || link == Link::Apposition && comma) {
                        candidate.verb_after = link;
                        candidate.verb_after_at = at;
                        return;
                    }
                    // In an apposition only a verb after a comma is the subject's own.
                    if link == Link::Far || link == Link::Direct || comma || token.has(Tags::ING) {
                        candidate.verb_after = Link::Far;
                        candidate.verb_after_at = at;
                        return;
                    }
                } else if link == Link::Direct {
                    if token.has(Tags::CONJUNCTION) && matches!(token.span.of(scene.text), "who" | "which" | "that")
                        || token.span.of(scene.text) == "who"
                    {
                        link = Link::Apposition;
                    } else if token.has(Tags::PREPOSITION) {
                        // "a spokesman for the harbour said": the phrase belongs to the candidate.
                        at = skip_phrase(scene, at + 1, range, within);
                        if !candidate.class.is_description() {
                            link = Link::Apposition;
                            comma = true;
                        }
                        continue;
                    } else {
                        link = Link::Far;
                    }
                }
                comma = false;
            }
        }
        at += 1;
    }
}

/// Past the words of a prepositional phrase: up to a mark, a verb or another closed word.
fn skip_phrase(scene: &Scene<'_>, from: usize, range: &Range<usize>, within: u32) -> usize {
    let mut at = from;
    while at < range.end && at - from < 9 && scene.inside.get(at).copied().unwrap_or(0) == within {
        let Some(token) = scene.tokens.get(at) else { break };
        if !token.is_word() || glides(scene, at) {
            break;
        }
        if reports(token) && !token.has(NOUNS) && at > from {
            break;
        }
        if token.has(Tags::CLOSED) && !token.has(Tags::DETERMINER | Tags::POSSESSIVE) && at > from {
            break;
        }
        at += 1;
    }
    at
}
