//! What speaks for a candidate and against it: the features of the ranker.

use crate::quote::beside::Beside;
use crate::quote::candidates::{Candidate, Class};
use crate::quote::link::{Frame, Link};
use crate::quote::table::{Part, Sink, Template};
use crate::quote::view::{View, bucket, log_bucket};

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
    Template { name: "frame", parts: &[PLACE, Part::Labels(&Frame::LABELS)] },
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
    pub(super) const FRAME: usize = 34;
}

/// The features of a candidate come in parts, by what they depend on, so that a sum can be kept for the next stretch.
impl View<'_> {
    /// All features of candidate `at`.
    pub(super) fn features(&self, at: usize, sink: &mut impl Sink) {
        let Some(candidate) = self.all.get(at) else { return };
        let place = self.place(candidate);
        self.of_candidate(candidate, place, sink);
        self.of_stretch(place, candidate.class as usize, sink);
        self.of_previous(self.against_previous(at, candidate), sink);
        self.of_both(candidate, place, self.frame(candidate, place), sink);
    }

    /// What a candidate brings to any stretch to which it stands in `place`.
    pub(super) fn of_candidate(&self, candidate: &Candidate, place: usize, sink: &mut impl Sink) {
        let class = candidate.class as usize;
        let (after, before) = (candidate.verb_after as usize, candidate.verb_before as usize);
        sink.add(id::PLACE, place * 15 + class);
        let verb = |at: usize| self.scene.tokens.get(at).map_or(0, |token| usize::from(token.verb));
        let is_before = is_before(place);
        if candidate.verb_after == Link::Direct || candidate.verb_after == Link::Apposition {
            sink.add(id::VERB, usize::from(!is_before) * 768 + verb(candidate.verb_after_at));
        } else if candidate.verb_after == Link::Far {
            sink.add(id::VERB, (4 + usize::from(!is_before)) * 768 + verb(candidate.verb_after_at));
        }
        if candidate.verb_before == Link::Direct {
            sink.add(id::VERB, (2 + usize::from(is_before)) * 768 + verb(candidate.verb_before_at));
        }
        sink.add(id::BEFORE, place * 30 + candidate.before as usize);
        sink.add(id::AFTER, place * 30 + candidate.after as usize);
        sink.add(id::CONTEXT, ((place * 30 + candidate.before as usize) * 4 + after) * 4 + before);
        sink.add(id::FIRST, place * 2 + usize::from(candidate.first));
        let often = candidate.entity.and_then(|entity| self.names.get(entity)).map_or(0, |name| name.mentions.len());
        sink.add(id::OFTEN, place * 7 + log_bucket(often).min(6));
    }

    /// What the stretch says of any candidate of `class` in `place`.
    pub(super) fn of_stretch(&self, place: usize, class: usize, sink: &mut impl Sink) {
        sink.add(id::QUOTE_END, (place * 5 + self.end) * 2 + usize::from(self.stretch.begins_sentence));
        sink.add(id::QUOTE_BEFORE, place * 30 + self.before as usize);
        sink.add(id::QUOTE_AFTER, place * 30 + self.after as usize);
        sink.add(id::FIRST_PERSON, class * 2 + usize::from(self.first_person));
        sink.add(id::QUOTE_WORDS, (place * 7 + self.words) * 15 + class);
    }

    /// What the stretch says of any candidate that stands so to the last speaker (see [`View::against_previous`]).
    pub(super) fn of_previous(&self, previous: usize, sink: &mut impl Sink) {
        sink.add(id::PREVIOUS, (previous * 6 + self.since) * 2 + usize::from(self.after_unclosed));
        sink.add(id::PREVIOUS_CUE, (previous * 4 + self.cue) * 6 + self.since);
    }

    /// What only the two together say.
    pub(super) fn of_both(&self, candidate: &Candidate, place: usize, frame: Frame, sink: &mut impl Sink) {
        let scene = self.scene;
        let class = candidate.class as usize;
        let kind = if candidate.class.is_name() {
            0
        } else if candidate.class.is_pronoun() {
            1
        } else {
            2
        };
        let (after, before) = (candidate.verb_after as usize, candidate.verb_before as usize);
        let gap = self.gap(candidate, place);
        sink.add(id::VERBS, (((place * 4 + after) * 4 + before) * 7 + gap.0) * 3 + kind);
        sink.add(id::GAP, (place * 7 + gap.1) * 4 + after);
        if gap.0 <= 1 && matches!(candidate.verb_after, Link::Direct | Link::Apposition) {
            let verb = scene.tokens.get(candidate.verb_after_at).map_or(0, |token| usize::from(token.verb));
            sink.add(id::TOUCH_VERB, (place * 4 + after) * 768 + verb);
        }
        let (between, crosses) = self.between(candidate);
        sink.add(id::BETWEEN, place * 7 + bucket(between));
        sink.add(id::CROSSES, place * 7 + bucket(crosses));
        sink.add(id::NEAREST, (place * 7 + bucket(between)) * 2 + usize::from(after + before > 0));
        sink.add(id::DISTANCE, place * 8 + log_bucket(self.distance(candidate)));
        let (near, far) =
            if is_before(place) { (self.before, candidate.after) } else { (self.after, candidate.before) };
        sink.add(id::AFTER_BOTH, (place * 30 + near as usize) * 30 + far as usize);
        if let Some(entity) = candidate.entity {
            let spoken = self.spoken.get(entity).copied().unwrap_or(0);
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
        let first = usize::from(candidate.first);
        if self.position > 0 {
            sink.add(id::TITLE, (self.position * 10 + place) * 30 + candidate.after as usize);
        }
        if self.colon || self.before == Beside::Colon {
            sink.add(id::COLON, (place * 2 + first) * 2 + usize::from(self.colon));
        }
        if self.alone {
            sink.add(id::ALONE, place * 2 + first);
        }
        sink.add(id::CUE, ((self.cue * 10 + place) * 4 + after) * 4 + before);
        if candidate.after == Beside::Possessive {
            sink.add(id::OWNS, (place * 2 + usize::from(candidate.owns_words)) * 30 + self.before as usize);
        }
        sink.add(id::SELF, kind * 2 + usize::from(self.names_itself(candidate)));
        if self.participle {
            sink.add(id::PARTICIPLE, (place * 2 + first) * 15 + class);
        }
        if frame != Frame::Plain {
            sink.add(id::FRAME, place * Frame::LABELS.len() + frame as usize);
        }
        if self.stretch.dash {
            sink.add(id::DASH, place * 2 + first);
        }
    }

    /// The features of "nobody is named".
    pub(super) fn nobody(&self, sink: &mut impl Sink) {
        sink.add(id::NOBODY, self.cue * 7 + self.words);
        sink.add(id::NOBODY_QUOTE, (self.before as usize) * 30 + self.after as usize);
    }
}

/// Whether `place` is before the stretch.
fn is_before(place: usize) -> bool {
    !(3..=5).contains(&place)
}
