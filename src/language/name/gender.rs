//! The gender of a person whose title and given name say nothing of it: the pronouns that the article uses for them.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::Span;
use crate::language::name::{Gender, Name, NameKind};
use crate::language::token::{Token, TokenKind};

/// Gives a gender to each name in `names` that may be a person's and has none, where the pronouns of the text agree on it.
///
/// A pronoun votes for the only person named before it in its sentence ("Okoro said she would"); a sentence that names two says
/// nothing. `blocks` are the tokens of each block of `tokens`.
pub(super) fn vote(text: &str, tokens: &[Token], blocks: &[Range<usize>], names: &mut [Name]) {
    let unknown = |name: &Name| name.gender.is_none() && !matches!(name.kind, NameKind::Organisation | NameKind::Place);
    if !names.iter().any(unknown) {
        return;
    }
    let places: FxHashMap<usize, usize> = names
        .iter()
        .enumerate()
        .filter(|(_, name)| !matches!(name.kind, NameKind::Organisation | NameKind::Place))
        .flat_map(|(n, name)| name.mentions.iter().map(move |span: &Span| (span.start, n)))
        .collect();
    // For each name how many pronouns say male, and female.
    let mut votes = vec![(0u32, 0u32); names.len()];
    for block in blocks {
        let (mut person, mut several): (Option<usize>, bool) = (None, false);
        for token in tokens.get(block.clone()).unwrap_or_default() {
            if let Some(&name) = places.get(&token.span.start) {
                several |= person.is_some_and(|person| person != name);
                person = Some(name);
                continue;
            }
            match token.kind {
                // What is quoted is another's sentence.
                TokenKind::Mark('.' | '!' | '?' | '“' | '”' | '"' | '«' | '»') => {
                    (person, several) = (None, false)
                }
                TokenKind::Word if !several => {
                    let Some(vote) = person.and_then(|person| votes.get_mut(person)) else { continue };
                    match token.span.of(text) {
                        "he" | "his" | "him" | "himself" => vote.0 += 1,
                        "she" | "her" | "hers" | "herself" => vote.1 += 1,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
    for (name, (male, female)) in names.iter_mut().zip(votes) {
        if unknown(name) {
            name.gender = match (male > 2 * female, female > 2 * male) {
                (true, _) => Some(Gender::Male),
                (_, true) => Some(Gender::Female),
                _ => None,
            };
        }
    }
}
