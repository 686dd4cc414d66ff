//! Constructions that say by themselves who spoke, or that nobody did. Each is rare; the case that made it stands with it.

use crate::language::lexicon::Tags;
use crate::quote::beside::Beside;
use crate::quote::candidates::Candidate;
use crate::quote::link::{Frame, Link};
use crate::quote::view::View;

impl View<'_> {
    /// The construction in which a candidate stands to the stretch.
    pub(super) fn frame(&self, candidate: &Candidate, place: usize) -> Frame {
        if place > 5 {
            return candidate.frame;
        }
        if candidate.before == Beside::According && place == 3 && self.said_before(candidate) {
            return Frame::Relay;
        }
        if self.is_work && place == 3 && candidate.before == Beside::By && candidate.lead == self.stretch.outer.end + 1
        {
            return Frame::Author;
        }
        if (3..=5).contains(&place) && self.is_signed(candidate) {
            return Frame::Signed;
        }
        if candidate.frame == Frame::Plain && place == 0 && self.is_called(candidate) {
            return Frame::Called;
        }
        let told = candidate.verb_after == Link::Direct
            && self.scene.tokens.get(candidate.verb_after_at).is_some_and(|verb| verb.has(Tags::SPEECH));
        let as_clause = self.after == Beside::As && candidate.before == Beside::As && told && place == 3;
        if as_clause && candidate.frame == Frame::Plain { Frame::AsClause } else { candidate.frame }
    }

    /// Whether `candidate` signs the words: a dash and a name, and nothing more, behind a closing mark. It signs the stretch
    /// that it touches and the one that opens the paragraph.
    fn is_signed(&self, candidate: &Candidate) -> bool {
        let Some(paragraph) = self.scene.paragraphs.get(self.stretch.paragraph) else { return false };
        candidate.class.is_name()
            && candidate.before == Beside::Dash
            && matches!(candidate.after, Beside::Edge | Beside::Stop | Beside::Comma | Beside::Bracket)
            && candidate.lead.checked_sub(2).is_some_and(|at| !self.scene.is_outside(at))
            && (self.stretch.outer.end + 1 == candidate.lead || self.stretch.outer.start == paragraph.tokens.start)
    }

    /// Whether `candidate` is what the stretch says something of: an object in front of "as", an article and the words. A
    /// candidate that a verb could have as its subject is none.
    fn is_called(&self, candidate: &Candidate) -> bool {
        let (from, to) = (candidate.tokens.end, self.stretch.outer.start);
        let word = |at: usize| self.scene.tokens.get(at).filter(|token| token.is_word());
        from < to
            && to - from <= 3
            && matches!(word(from).map(|token| token.span.of(self.scene.text)), Some("as" | "As"))
            && (from + 1..to).all(|at| word(at).is_some_and(|token| !token.has(Tags::VERB)))
            && (self.position == 1
                || candidate.lead.checked_sub(1).and_then(word).is_some_and(|before| {
                    before.tags.any(Tags::VERB) || before.capital || before.has(Tags::PREPOSITION)
                }))
    }

    /// Whether somebody between the stretch and `candidate` has a reporting verb of their own.
    fn said_before(&self, candidate: &Candidate) -> bool {
        let first = self.all.partition_point(|other| other.tokens.start < self.stretch.outer.end);
        self.all.iter().skip(first).take_while(|other| other.tokens.start < candidate.tokens.start).any(|other| {
            other.inside == 0
                && (other.verb_before == Link::Direct && other.verb_before_at >= self.stretch.outer.end
                    || other.verb_after == Link::Direct)
                && other.sentence == candidate.sentence
        })
    }

    /// Whether the stretch is a nickname inside a name: Robert “Bobby” Smith.
    pub(super) fn is_nickname(&self) -> bool {
        let outer = &self.stretch.outer;
        let next = self.all.partition_point(|candidate| candidate.tokens.start < outer.start);
        next.checked_sub(1).and_then(|at| self.all.get(at)).is_some_and(|candidate| {
            candidate.class.is_name() && candidate.inside == 0 && candidate.tokens.end > outer.end
        })
    }

    /// Whether the words before it say that they were only as good as said: "as if to say “…”", "as though saying: “…”".
    pub(super) fn is_imagined(&self) -> bool {
        let begin = self.scene.paragraphs.get(self.stretch.paragraph).map_or(0, |paragraph| paragraph.tokens.start);
        let mut before = (begin..self.stretch.outer.start)
            .rev()
            .take(7)
            .take_while(|&at| self.scene.is_outside(at))
            .filter_map(|at| self.scene.tokens.get(at))
            .filter(|token| token.is_word())
            .map(|token| token.span.of(self.scene.text));
        let verb = before.next();
        let verb = if verb == Some("that") { before.next() } else { verb };
        match verb {
            Some("say" | "ask" | "tell") if before.next() == Some("to") => {}
            Some("saying" | "asking") => {}
            _ => return false,
        }
        matches!(before.next(), Some("if" | "though")) && matches!(before.next(), Some("as" | "As"))
    }
}
