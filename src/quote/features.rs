//! What speaks for a candidate and against it: the features of the ranker.

use crate::language::lexicon::Tags;
use crate::language::token::TokenKind;
use crate::language::{Gender, Name};
use crate::quote::candidates::{Candidate, Class};
use crate::quote::link::{Beside, Link, beside};
use crate::quote::scene::{Scene, Stretch};
use crate::quote::table::{Part, Sink, Template};

const PLACE: Part = Part::Labels(&["B0", "B1", "B2", "A0", "A1", "A2", "P1", "P2", "P3", "-"]);
const CLASS: Part = Part::Labels(&Class::LABELS);
const KIND: Part = Part::Labels(&["name", "pronoun", "description"]);
const LINK: Part = Part::Labels(&Link::LABELS);
const BESIDE: Part = Part::Labels(&Beside::LABELS);
const COUNT: Part = Part::Labels(&["0", "1", "2", "3", "4", "5", "6+"]);
const DISTANCE: Part = Part::Labels(&["0", "1", "2", "3-4", "5-8", "9-16", "17-32", "33+"]);
const NO_YES: Part = Part::Labels(&["no", "yes"]);
const END: Part = Part::Labels(&["comma", "stop", "question", "other", "unclosed"]);
const PREVIOUS: Part =
    Part::Labels(&["first", "same-mention", "same-entity", "pronoun-fits", "pronoun-clashes", "other"]);
const SINCE: Part = Part::Labels(&["touching", "sentence", "paragraph", "next", "next-alone", "far"]);
const CUE: Part = Part::Labels(&["none", "before", "after", "both"]);
const SIDE: Part = Part::Labels(&["after-B", "after-A", "before-A", "before-B", "far-B", "far-A"]);
const POSITION: Part = Part::Labels(&["body", "title", "heading"]);

pub(super) const TEMPLATES: &[Template] = &[
    Template { name: "place", parts: &[PLACE, CLASS] },
    Template { name: "verbs", parts: &[PLACE, LINK, LINK, COUNT, KIND] },
    Template { name: "verb", parts: &[SIDE, Part::Verb] },
    Template { name: "before", parts: &[PLACE, BESIDE] },
    Template { name: "after", parts: &[PLACE, BESIDE] },
    Template { name: "between", parts: &[PLACE, COUNT] },
    Template { name: "distance", parts: &[PLACE, DISTANCE] },
    Template { name: "quote-end", parts: &[PLACE, END, NO_YES] },
    Template { name: "quote-before", parts: &[PLACE, BESIDE] },
    Template { name: "quote-after", parts: &[PLACE, BESIDE] },
    Template { name: "previous", parts: &[PREVIOUS, SINCE, NO_YES] },
    Template { name: "previous-cue", parts: &[PREVIOUS, CUE, SINCE] },
    Template { name: "first", parts: &[PLACE, NO_YES] },
    Template { name: "often", parts: &[PLACE, COUNT] },
    Template { name: "inside", parts: &[PLACE, Part::Labels(&["outside", "own", "other", "short"])] },
    Template { name: "title", parts: &[POSITION, PLACE, BESIDE] },
    Template { name: "colon", parts: &[PLACE, NO_YES, NO_YES] },
    Template { name: "alone", parts: &[PLACE, NO_YES] },
    Template { name: "cue", parts: &[CUE, PLACE, LINK, LINK] },
    Template { name: "nearest", parts: &[PLACE, COUNT, NO_YES] },
    Template { name: "crosses", parts: &[PLACE, COUNT] },
    Template { name: "owns", parts: &[PLACE, NO_YES, BESIDE] },
    Template { name: "self", parts: &[KIND, NO_YES] },
    Template { name: "first-person", parts: &[CLASS, NO_YES] },
    Template { name: "dash", parts: &[PLACE, NO_YES] },
    Template { name: "nobody", parts: &[CUE, COUNT] },
    Template { name: "nobody-quote", parts: &[BESIDE, BESIDE] },
    Template { name: "after-both", parts: &[PLACE, BESIDE, BESIDE] },
    Template {
        name: "gap",
        parts: &[PLACE, Part::Labels(&["touch", "comma", "colon", "that", "words", "stop", "quotes"]), LINK],
    },
    Template { name: "touch-verb", parts: &[PLACE, LINK, Part::Verb] },
    Template { name: "context", parts: &[PLACE, BESIDE, LINK, LINK] },
    Template { name: "spoken", parts: &[COUNT, PLACE] },
    Template { name: "quote-words", parts: &[PLACE, COUNT, CLASS] },
    Template { name: "participle", parts: &[PLACE, NO_YES, CLASS] },
];

mod id {
    pub(super) const PLACE: usize = 0;
    pub(super) const VERBS: usize = 1;
    pub(super) const VERB: usize = 2;
    pub(super) const BEFORE: usize = 3;
    pub(super) const AFTER: usize = 4;
    pub(super) const BETWEEN: usize = 5;
    pub(super) const DISTANCE: usize = 6;
    pub(super) const QUOTE_END: usize = 7;
    pub(super) const QUOTE_BEFORE: usize = 8;
    pub(super) const QUOTE_AFTER: usize = 9;
    pub(super) const PREVIOUS: usize = 10;
    pub(super) const PREVIOUS_CUE: usize = 11;
    pub(super) const FIRST: usize = 12;
    pub(super) const OFTEN: usize = 13;
    pub(super) const INSIDE: usize = 14;
    pub(super) const TITLE: usize = 15;
    pub(super) const COLON: usize = 16;
    pub(super) const ALONE: usize = 17;
    pub(super) const CUE: usize = 18;
    pub(super) const NEAREST: usize = 19;
    pub(super) const CROSSES: usize = 20;
    pub(super) const OWNS: usize = 21;
    pub(super) const SELF: usize = 22;
    pub(super) const FIRST_PERSON: usize = 23;
    pub(super) const DASH: usize = 24;
    pub(super) const NOBODY: usize = 25;
    pub(super) const NOBODY_QUOTE: usize = 26;
    pub(super) const AFTER_BOTH: usize = 27;
    pub(super) const GAP: usize = 28;
    pub(super) const TOUCH_VERB: usize = 29;
    pub(super) const CONTEXT: usize = 30;
    pub(super) const SPOKEN: usize = 31;
    pub(super) const QUOTE_WORDS: usize = 32;
    pub(super) const PARTICIPLE: usize = 33;
}

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
    scene: &'a Scene<'a>,
    names: &'a [Name],
    all: &'a [Candidate],
    pub(super) stretch: &'a Stretch,
    index: usize,
    previous: Option<Previous>,
    /// How often each name has spoken so far.
    spoken: &'a [u16],
    end: usize,
    before: Beside,
    after: Beside,
    /// Whether a candidate with a verb of its own touches the stretch.
    pub(super) cue: usize,
    alone: bool,
    colon: bool,
    since: usize,
    first_person: bool,
    /// Whether ", saying" stands before the stretch: its subject is the sentence's.
    participle: bool,
    words: usize,
    position: usize,
}

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
        let (all, scene) = (self.all, self.scene);
        kept.into_iter().chain((first..last).filter(move |&at| {
            all.get(at).is_some_and(|candidate| {
                candidate.inside != own
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
    fn place(&self, candidate: &Candidate) -> usize {
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

    /// The features of `candidate`.
    pub(super) fn features(&self, at: usize, sink: &mut impl Sink) {
        let Some(candidate) = self.all.get(at) else { return };
        let scene = self.scene;
        let place = self.place(candidate);
        let class = candidate.class as usize;
        let kind = if candidate.class.is_name() {
            0
        } else if candidate.class.is_pronoun() {
            1
        } else {
            2
        };
        let (after, before) = (candidate.verb_after as usize, candidate.verb_before as usize);
        sink.add(id::PLACE, place * 15 + class);
        let gap = self.gap(candidate, place);
        sink.add(id::VERBS, (((place * 4 + after) * 4 + before) * 7 + gap.0) * 3 + kind);
        sink.add(id::GAP, (place * 7 + gap.1) * 4 + after);
        let verb = |at: usize| scene.tokens.get(at).map_or(0, |token| usize::from(token.verb));
        let is_before = !(3..=5).contains(&place);
        if candidate.verb_after == Link::Direct || candidate.verb_after == Link::Apposition {
            let verb = verb(candidate.verb_after_at);
            sink.add(id::VERB, usize::from(!is_before) * 768 + verb);
            if gap.0 <= 1 {
                sink.add(id::TOUCH_VERB, (place * 4 + after) * 768 + verb);
            }
        } else if candidate.verb_after == Link::Far {
            sink.add(id::VERB, (4 + usize::from(!is_before)) * 768 + verb(candidate.verb_after_at));
        }
        if candidate.verb_before == Link::Direct {
            sink.add(id::VERB, (2 + usize::from(is_before)) * 768 + verb(candidate.verb_before_at));
        }
        sink.add(id::BEFORE, place * 30 + candidate.before as usize);
        sink.add(id::AFTER, place * 30 + candidate.after as usize);
        sink.add(id::CONTEXT, ((place * 30 + candidate.before as usize) * 4 + after) * 4 + before);
        let (between, crosses) = self.between(at, candidate);
        sink.add(id::BETWEEN, place * 7 + bucket(between));
        sink.add(id::CROSSES, place * 7 + bucket(crosses));
        sink.add(id::DISTANCE, place * 8 + log_bucket(self.distance(candidate)));
        sink.add(id::QUOTE_END, (place * 5 + self.end) * 2 + usize::from(self.stretch.begins_sentence));
        sink.add(id::QUOTE_BEFORE, place * 30 + self.before as usize);
        sink.add(id::QUOTE_AFTER, place * 30 + self.after as usize);
        let near = if is_before { self.before } else { self.after };
        sink.add(
            id::AFTER_BOTH,
            (place * 30 + near as usize) * 30 + if is_before { candidate.after } else { candidate.before } as usize,
        );
        let previous = self.against_previous(at, candidate);
        let unclosed = self.previous.and_then(|p| scene.stretches.get(p.stretch)).is_some_and(|p| p.marked.unclosed);
        sink.add(id::PREVIOUS, (previous * 6 + self.since) * 2 + usize::from(unclosed));
        sink.add(id::PREVIOUS_CUE, (previous * 4 + self.cue) * 6 + self.since);
        sink.add(id::FIRST, place * 2 + usize::from(candidate.first));
        let often = candidate.entity.and_then(|entity| self.names.get(entity)).map_or(0, |name| name.mentions.len());
        sink.add(id::OFTEN, place * 7 + log_bucket(often).min(6));
        let spoken = candidate.entity.and_then(|entity| self.spoken.get(entity)).copied().unwrap_or(0);
        if candidate.entity.is_some() {
            sink.add(id::SPOKEN, bucket(spoken.into()) * 10 + place);
        }
        let inside = match candidate.inside {
            0 => 0,
            within if within as usize == self.index + 1 => 1,
            within => {
                let short = scene.stretches.get(within as usize - 1).is_some_and(|stretch| stretch.inner.len() <= 3);
                if short { 3 } else { 2 }
            }
        };
        sink.add(id::INSIDE, place * 4 + inside);
        if self.position > 0 {
            sink.add(id::TITLE, (self.position * 10 + place) * 30 + candidate.after as usize);
        }
        if self.colon || self.before == Beside::Colon {
            sink.add(id::COLON, (place * 2 + usize::from(candidate.first)) * 2 + usize::from(self.colon));
        }
        if self.alone {
            sink.add(id::ALONE, place * 2 + usize::from(candidate.first));
        }
        sink.add(id::CUE, ((self.cue * 10 + place) * 4 + after) * 4 + before);
        sink.add(id::NEAREST, (place * 7 + bucket(between)) * 2 + usize::from(after + before > 0));
        if candidate.after == Beside::Possessive {
            sink.add(id::OWNS, (place * 2 + usize::from(candidate.owns_words)) * 30 + self.before as usize);
        }
        sink.add(id::SELF, kind * 2 + usize::from(self.names_itself(candidate)));
        sink.add(id::FIRST_PERSON, class * 2 + usize::from(self.first_person));
        sink.add(id::QUOTE_WORDS, (place * 7 + self.words) * 15 + class);
        if self.participle {
            sink.add(id::PARTICIPLE, (place * 2 + usize::from(candidate.first)) * 15 + class);
        }
        if self.stretch.dash {
            sink.add(id::DASH, place * 2 + usize::from(candidate.first));
        }
    }

    /// The features of "nobody is named".
    pub(super) fn nobody(&self, sink: &mut impl Sink) {
        sink.add(id::NOBODY, self.cue * 7 + self.words);
        sink.add(id::NOBODY_QUOTE, (self.before as usize) * 30 + self.after as usize);
    }

    /// How many words stand between the stretch and the nearer of candidate and its verb; and what kind of gap it is.
    fn gap(&self, candidate: &Candidate, place: usize) -> (usize, usize) {
        let stretch = self.stretch;
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
        (bucket(words).min(5), kind)
    }

    fn distance(&self, candidate: &Candidate) -> usize {
        let stretch = self.stretch;
        if candidate.tokens.start < stretch.outer.start {
            stretch.outer.start.saturating_sub(candidate.tokens.end)
        } else {
            candidate.lead.saturating_sub(stretch.outer.end)
        }
    }

    /// Candidates outside the marks between this one and the stretch, and stretches between.
    fn between(&self, at: usize, candidate: &Candidate) -> (usize, usize) {
        let stretch = self.stretch;
        let mut count = 0;
        let mut last_inside = 0;
        let mut crosses = 0;
        let mut step = |other: &Candidate| {
            if other.inside == 0 {
                count += usize::from(!matches!(other.class, Class::Noun | Class::Plural));
            } else if other.inside != last_inside {
                last_inside = other.inside;
                crosses += 1;
            }
            count < 6
        };
        if candidate.tokens.start < stretch.outer.start {
            for other in self.all.iter().skip(at + 1).take_while(|other| other.tokens.start < stretch.outer.start) {
                if !step(other) {
                    break;
                }
            }
        } else {
            for other in self.all.iter().take(at).rev().take_while(|other| other.tokens.start >= stretch.outer.end) {
                if !step(other) {
                    break;
                }
            }
        }
        (count, crosses)
    }

    fn against_previous(&self, at: usize, candidate: &Candidate) -> usize {
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

    fn names_itself(&self, candidate: &Candidate) -> bool {
        let Some(last) = candidate.tokens.end.checked_sub(1).and_then(|at| self.scene.tokens.get(at)) else {
            return false;
        };
        candidate.class.is_name()
            && self
                .scene
                .tokens
                .get(self.stretch.inner.clone())
                .unwrap_or_default()
                .iter()
                .any(|token| token.word == last.word && token.capital)
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
