//! Through whom words came: "told CNN", "in an interview with the Times", "on Telegram".

use crate::article::Span;
use crate::language::lexicon::Tags;
use crate::quote::Relay;
use crate::quote::scene::{Scene, Stretch};

/// Platforms are single words that the list of organisations knows, and X.
fn is_outlet(scene: &Scene<'_>, at: usize) -> bool {
    scene.tokens.get(at).is_some_and(|token| {
        token.is_word()
            && token.capital
            && (token.shouted || token.has(Tags::ORGANISATION) || token.span.of(scene.text) == "X")
    })
}

/// The relay named in the sentence of `stretch`, outside the marks.
pub(super) fn find(scene: &Scene<'_>, stretch: &Stretch) -> Option<Relay> {
    let range = scene.paragraphs.get(stretch.paragraph)?.tokens.clone();
    for at in range.clone() {
        let here = scene.sentence.get(at).copied();
        if here != Some(stretch.sentence) && here != Some(stretch.sentence_after) || !scene.is_outside(at) {
            continue;
        }
        let Some(token) = scene.tokens.get(at) else { continue };
        let word = token.span.of(scene.text);
        let before =
            at.checked_sub(1).and_then(|at| scene.tokens.get(at)).map_or("", |token| token.span.of(scene.text));
        let leads = matches!(word, "told" | "tells" | "via")
            || word == "to" && matches!(before, "said" | "statement" | "," | "wrote")
            || word == "with" && matches!(before, "interview" | "Interview" | "conversation")
            || word == "on" && !before.is_empty()
            || word == "to" && scene.tokens.get(at + 1).is_some_and(|next| next.shouted);
        if !leads {
            continue;
        }
        let mut first = at + 1;
        if scene.tokens.get(first).is_some_and(|token| matches!(token.span.of(scene.text), "the" | "The")) {
            first += 1;
        }
        let mut last = first;
        while last < range.end
            && scene.is_outside(last)
            && scene.tokens.get(last).is_some_and(|token| token.is_word() && token.capital && !token.has(Tags::TIME))
        {
            last += 1;
            if scene.tokens.get(last - 1).is_some_and(|token| token.possessive) {
                break;
            }
        }
        if last == first || !(first..last).any(|at| is_outlet(scene, at)) || word == "on" && last - first > 2 {
            continue;
        }
        let span = Span::new(scene.tokens.get(first)?.span.start, scene.tokens.get(last - 1)?.span.end);
        return Some(Relay { name: span.of(scene.text).to_owned(), span });
    }
    None
}
