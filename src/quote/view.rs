//! One stretch and its surroundings, as all candidates for its speaker share them, and how each candidate lies to it.

use crate::language::lexicon::Tags;
use crate::language::token::TokenKind;
use crate::language::{Gender, Name};
use crate::quote::beside::{Beside, beside};
use crate::quote::candidates::{Candidate, Class};
use crate::quote::kind;
use crate::quote::link::{Frame, Link};
use crate::quote::scene::{Scene, Stretch};

/// What was decided for the stretch before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Previous {
    /// The stretch.
    pub(super) stretch: usize,
    /// The candidate that speaks it.
    pub(super) candidate: usize,
    /// The name it was resolved to.
    pub(super) entity: Option<usize>,
}

/// Everything about one stretch that all its candidates share.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) names: &'a [Name],
    pub(super) all: &'a [Candidate],
    pub(super) stretch: &'a Stretch,
    pub(super) index: usize,
    pub(super) previous: Option<Previous>,
    /// How often each name has spoken so far.
    pub(super) spoken: &'a [u16],
    pub(super) end: usize,
    pub(super) before: Beside,
    pub(super) after: Beside,
    /// Whether a candidate with a verb of its own touches the stretch.
    pub(super) cue: usize,
    pub(super) alone: bool,
    pub(super) colon: bool,
    pub(super) since: usize,
    pub(super) first_person: bool,
    /// Whether ", saying" stands before the stretch: its subject is the sentence's.
    pub(super) participle: bool,
    pub(super) words: usize,
    pub(super) position: usize,
    /// Whether it is written as the title of a work is.
    pub(super) is_work: bool,
    /// Whether the stretch before it has no closing mark.
    pub(super) after_unclosed: bool,
    /// The rivals before the stretch, and those before its end.
    rivals_before: usize,
    rivals_until: usize,
    /// The words in the stretch that begin with a capital.
    capitals: Vec<u64>,
}

/// From this many words on, what stands between a stretch and a verb is not told apart.
const LOOSE: usize = 5;

pub(super) fn bucket(n: usize) -> usize {
    n.min(6)
}

pub(super) fn log_bucket(n: usize) -> usize {
    match n {
        0..=2 => n,
        3..=4 => 3,
        5..=8 => 4,
        9..=16 => 5,
        17..=32 => 6,
        _ => 7,
    }
}

impl<'a> View<'a> {
    pub(super) fn new(
        scene: &'a Scene<'a>,
        names: &'a [Name],
        all: &'a [Candidate],
        index: usize,
        previous: Option<Previous>,
        spoken: &'a [u16],
    ) -> Option<Self> {
        let stretch = scene.stretches.get(index)?;
        let paragraph = scene.paragraphs.get(stretch.paragraph)?;
        let range = &paragraph.tokens;
        let last = stretch.marked.inner.of(scene.text).chars().next_back();
        let end = match last {
            _ if stretch.marked.unclosed => 4,
            Some(',') => 0,
            Some('.' | '…') => 1,
            Some('?' | '!') => 2,
            _ => 3,
        };
        let before = if stretch.outer.start == range.start {
            Beside::Edge
        } else {
            beside(scene, stretch.outer.start - 1, range, 0)
        };
        let after = beside(scene, stretch.outer.end, range, 0);
        let alone =
            !range.clone().any(|at| scene.is_outside(at) && scene.tokens.get(at).is_some_and(|token| token.is_word()));
        let colon = stretch.paragraph.checked_sub(1).and_then(|n| scene.paragraphs.get(n)).is_some_and(|before| {
            before.tokens.end.checked_sub(1).and_then(|at| scene.tokens.get(at)).is_some_and(|token| token.is(':'))
        });
        let since = previous.map_or(5, |previous| since(scene, previous.stretch, stretch, alone));
        let inner = scene.tokens.get(stretch.inner.clone()).unwrap_or_default();
        let first_person = inner.iter().any(|token| {
            matches!(
                token.span.of(scene.text),
                "I" | "we"
                    | "We"
                    | "my"
                    | "My"
                    | "our"
                    | "Our"
                    | "me"
                    | "us"
                    | "I'm"
                    | "I’m"
                    | "We're"
                    | "We’re"
                    | "we're"
                    | "we’re"
                    | "I've"
                    | "I’ve"
            )
        });
        let words = log_bucket(inner.iter().filter(|token| token.is_word()).count()).min(6);
        let position = if paragraph.title { 1 } else { 0 };
        let after_unclosed = previous.and_then(|p| scene.stretches.get(p.stretch)).is_some_and(|p| p.marked.unclosed);
        let rivals = |token: usize| {
            let at = all.partition_point(|candidate| candidate.tokens.start < token);
            all.get(at).map_or_else(
                || all.last().map_or(0, |last| last.rivals_before + usize::from(last.is_rival())),
                |candidate| candidate.rivals_before,
            )
        };
        let capitals = inner.iter().filter(|token| token.capital).map(|token| token.word).collect();
        let mut view = Self {
            scene,
            names,
            all,
            stretch,
            index,
            previous,
            spoken,
            end,
            before,
            after,
            cue: 0,
            alone,
            colon,
            since,
            first_person,
            participle: participle(scene, stretch, range),
            words,
            position,
            is_work: words > 1 && kind::case(inner) == kind::TITLE_CASE,
            after_unclosed,
            rivals_before: rivals(stretch.outer.start),
            rivals_until: rivals(stretch.outer.end),
            capitals,
        };
        view.cue = view.find_cue();
        Some(view)
    }

    /// The candidates that may have said it: this paragraph's and those of the three before, and who spoke last.
    pub(super) fn candidates(&self) -> impl Iterator<Item = usize> + use<'a> {
        let paragraph = self.stretch.paragraph;
        let first = self.all.partition_point(|candidate| candidate.paragraph + 3 < paragraph);
        let credit = usize::from(self.credited());
        let last = self.all.partition_point(|candidate| candidate.paragraph <= paragraph + credit);
        let kept = self.previous.map(|previous| previous.candidate).filter(|&at| at < first);
        let title = !self.scene.paragraphs.get(paragraph).is_some_and(|paragraph| paragraph.title);
        let own = u32::try_from(self.index + 1).unwrap_or(u32::MAX);
        let (all, scene, spoke) = (self.all, self.scene, self.previous.map(|previous| previous.candidate));
        kept.into_iter().chain((first..last).filter(move |&at| {
            all.get(at).is_some_and(|candidate| {
                candidate.inside != own
                    && (candidate.paragraph >= paragraph || candidate.is_remembered() || spoke == Some(at))
                    && !(title && scene.paragraphs.get(candidate.paragraph).is_some_and(|paragraph| paragraph.title))
            })
        }))
    }

    /// Whether the paragraph after is a line that names the source: "— Ana Lind, at the harbour".
    fn credited(&self) -> bool {
        let next = self.scene.paragraphs.get(self.stretch.paragraph + 1);
        let ends = self
            .scene
            .paragraphs
            .get(self.stretch.paragraph)
            .is_some_and(|p| p.tokens.end <= self.stretch.outer.end + 1);
        ends && next.is_some_and(|next| {
            next.tokens.len() < 30
                && !next.dialogue
                && self
                    .scene
                    .tokens
                    .get(next.tokens.start)
                    .is_some_and(|token| token.is('—') || token.is('–') || token.is('-') || token.is('―'))
        })
    }

    fn find_cue(&self) -> usize {
        let (mut before, mut after) = (false, false);
        let paragraph = self.stretch.paragraph;
        let first = self.all.partition_point(|candidate| candidate.paragraph < paragraph);
        for candidate in self.all.iter().skip(first).take_while(|candidate| candidate.paragraph == paragraph) {
            if candidate.inside != 0 || candidate.verb_after == Link::None && candidate.verb_before == Link::None {
                continue;
            }
            let direct =
                matches!(candidate.verb_after, Link::Direct | Link::Apposition) || candidate.verb_before != Link::None;
            if candidate.tokens.start < self.stretch.outer.start {
                before |= direct && candidate.sentence == self.stretch.sentence;
            } else {
                after |= direct
                    && candidate.sentence == self.stretch.sentence_after
                    && self.stretch.sentence == self.stretch.sentence_after;
            }
        }
        usize::from(before) + 2 * usize::from(after)
    }

    /// Where the candidate stands: sentence, sentence before or after, further, paragraphs before.
    pub(super) fn place(&self, candidate: &Candidate) -> usize {
        let stretch = self.stretch;
        if candidate.paragraph < stretch.paragraph {
            return 5 + (stretch.paragraph - candidate.paragraph).min(3);
        }
        if candidate.tokens.start < stretch.outer.start {
            match stretch.sentence.saturating_sub(candidate.sentence) {
                0 => 0,
                1 => 1,
                _ => 2,
            }
        } else {
            let own = u32::from(stretch.sentence != stretch.sentence_after);
            match candidate.sentence.saturating_sub(stretch.sentence_after) + own {
                0 => 3,
                1 => 4,
                _ => 5,
            }
        }
    }

    /// Whether a reporting verb of candidate `at` governs the stretch: any verb a few words away, and before it in the sentence
    /// also one that takes direct speech, however far.
    pub(super) fn is_governed(&self, at: Option<usize>) -> bool {
        let Some(own) = at.and_then(|at| self.all.get(at)) else { return false };
        let verb = match (own.verb_after, own.verb_before) {
            (Link::None, Link::None) => return false,
            (Link::None, _) => own.verb_before_at,
            _ => own.verb_after_at,
        };
        let place = self.place(own);
        let speech = self.scene.tokens.get(verb).is_some_and(|token| token.has(Tags::SPEECH));
        self.gap(own, place).0 < LOOSE || speech && place == 0 && verb < self.stretch.outer.start
    }

    /// How many words stand between the stretch and the nearer of candidate and its verb; and what kind of gap it is.
    pub(super) fn gap(&self, candidate: &Candidate, place: usize) -> (usize, usize) {
        let stretch = self.stretch;
        // “…,” the paper quoted an official as saying: the whole clause is the cue.
        if candidate.frame == Frame::QuotedAs && place == 3 {
            return (0, 1);
        }
        let (from, to) = match place {
            0..=2 => {
                let verb = if matches!(candidate.verb_after, Link::None) {
                    candidate.tokens.end
                } else {
                    candidate.verb_after_at + 1
                };
                (verb.max(candidate.tokens.end).min(stretch.outer.start), stretch.outer.start)
            }
            3..=5 => {
                let mut verb = candidate.lead;
                if candidate.verb_before == Link::Direct {
                    verb = candidate.verb_before_at;
                }
                (stretch.outer.end, verb.max(stretch.outer.end))
            }
            _ => return (6, 6),
        };
        let mut words = 0;
        let mut mark = 0;
        for at in from..to {
            let Some(token) = self.scene.tokens.get(at) else { break };
            if !self.scene.is_outside(at) {
                return (6, 6);
            }
            match token.kind {
                TokenKind::Word => {
                    words += 1;
                    if token.span.of(self.scene.text) == "that" && words == 1 {
                        mark = 3;
                    }
                }
                TokenKind::Mark(',') if mark == 0 => mark = 1,
                TokenKind::Mark(':') => mark = 2,
                TokenKind::Mark('.' | '!' | '?' | ';') => mark = 5,
                _ => {}
            }
        }
        let kind = if mark == 5 {
            5
        } else if words > usize::from(mark == 3) {
            4
        } else {
            mark
        };
        (bucket(words).min(LOOSE), kind)
    }

    pub(super) fn distance(&self, candidate: &Candidate) -> usize {
        let stretch = self.stretch;
        if candidate.tokens.start < stretch.outer.start {
            stretch.outer.start.saturating_sub(candidate.tokens.end)
        } else {
            candidate.lead.saturating_sub(stretch.outer.end)
        }
    }

    /// How many candidates outside the marks, and how many stretches, stand between this one and the stretch.
    pub(super) fn between(&self, candidate: &Candidate) -> (usize, usize) {
        if candidate.tokens.start < self.stretch.outer.start {
            let passed = candidate.rivals_before + usize::from(candidate.is_rival());
            (self.rivals_before.saturating_sub(passed), self.index.saturating_sub(candidate.stretches_before))
        } else {
            let rivals = candidate.rivals_before.saturating_sub(self.rivals_until);
            (rivals, candidate.stretches_before.saturating_sub(self.index + 1))
        }
    }

    pub(super) fn against_previous(&self, at: usize, candidate: &Candidate) -> usize {
        let Some(previous) = self.previous else { return 0 };
        if previous.candidate == at {
            return 1;
        }
        if candidate.entity.is_some() && candidate.entity == previous.entity {
            return 2;
        }
        if candidate.class == Class::HeShe
            && let Some(gender) = previous.entity.and_then(|entity| self.names.get(entity)).and_then(|name| name.gender)
        {
            let fits = pronoun_gender(self.scene, candidate) == Some(gender);
            return if fits { 3 } else { 4 };
        }
        5
    }

    pub(super) fn names_itself(&self, candidate: &Candidate) -> bool {
        candidate.class.is_name()
            && !self.capitals.is_empty()
            && candidate
                .tokens
                .end
                .checked_sub(1)
                .and_then(|at| self.scene.tokens.get(at))
                .is_some_and(|last| self.capitals.contains(&last.word))
    }
}

/// The gender of "he" and "she".
pub(super) fn pronoun_gender(scene: &Scene<'_>, candidate: &Candidate) -> Option<Gender> {
    match scene.tokens.get(candidate.tokens.start)?.span.of(scene.text) {
        "he" | "He" | "HE" => Some(Gender::Male),
        "she" | "She" | "SHE" => Some(Gender::Female),
        _ => None,
    }
}

/// How far the stretch is from the one before.
fn since(scene: &Scene<'_>, previous: usize, stretch: &Stretch, alone: bool) -> usize {
    let Some(before) = scene.stretches.get(previous) else { return 5 };
    match stretch.paragraph - before.paragraph.min(stretch.paragraph) {
        0 => {
            let words = (before.outer.end..stretch.outer.start)
                .filter(|&at| scene.tokens.get(at).is_some_and(|token| token.is_word()))
                .count();
            if words == 0 {
                0
            } else if before.sentence_after == stretch.sentence {
                1
            } else {
                2
            }
        }
        1 => {
            if alone {
                4
            } else {
                3
            }
        }
        _ => 5,
    }
}

/// Whether a reporting participle behind a comma governs the stretch: "she declined, adding: “…”".
fn participle(scene: &Scene<'_>, stretch: &Stretch, range: &std::ops::Range<usize>) -> bool {
    let first = stretch.outer.start.saturating_sub(14).max(range.start);
    (first..stretch.outer.start)
        .rev()
        .take_while(|&at| scene.is_outside(at) && scene.sentence.get(at) == Some(&stretch.sentence))
        .find(|&at| scene.tokens.get(at).is_some_and(|token| token.has(Tags::SPEECH) && !token.capital))
        .is_some_and(|at| {
            scene.tokens.get(at).is_some_and(|token| token.has(Tags::ING))
                && at.checked_sub(1).and_then(|at| scene.tokens.get(at)).is_some_and(|token| token.is(','))
        })
}
