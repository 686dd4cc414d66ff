//! How an article is sourced.

mod unnamed;

pub(super) use unnamed::LISTS;

use super::Person;
use super::utterance::{Voice, Voices};
use crate::article::{Article, Span};
use crate::language::lexicon::Tags;
use crate::language::token::{Token, tokenise, with_lower};
use crate::quote::{Quotation, QuoteKind};
use crate::reading::Reading;

/// How often one reporting verb serves one speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbUse {
    /// The verb, lower case.
    pub verb: String,
    /// The speaker's name.
    pub speaker: String,
    /// How often.
    pub count: usize,
}

/// How one article is sourced.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sourcing {
    /// The article's place in the story.
    pub article: usize,
    /// Words inside quotations.
    pub words_quoted: usize,
    /// Who is quoted by name, in order of first words.
    pub named: Vec<String>,
    /// Phrases for sources without a name ("sources familiar with the matter"), and hearsay ("reportedly"), in order.
    pub anonymous: Vec<Span>,
    /// Reporting verbs by speaker, most used first.
    pub verbs: Vec<VerbUse>,
}

/// How each article of a story is sourced, in its order.
pub fn sourcing(articles: &[&Article], readings: &[&Reading], people: &[Person]) -> Vec<Sourcing> {
    let voices = Voices::of(people);
    let mut tokens = Vec::new();
    articles
        .iter()
        .zip(readings)
        .enumerate()
        .map(|(article, (source, reading))| {
            let mut found = Sourcing { article, ..Sourcing::default() };
            // Claims without marks are surely somebody's too rarely to be counted as theirs.
            let marked = |q: &&Quotation| q.is_speech() && q.kind != QuoteKind::Indirect;
            for quotation in reading.quotations.iter().filter(marked) {
                found.words_quoted += source.at(quotation.span).split_whitespace().count();
                let voice = voices.voice(article, quotation.speaker.as_ref());
                let Some(name) = voices.name(&voice, people) else { continue };
                let entity = quotation.speaker.as_ref().is_some_and(|speaker| speaker.entity.is_some());
                if (entity || matches!(voice, Voice::Person(_))) && !found.named.contains(&name) {
                    found.named.push(name.clone());
                }
                let Some(verb) = quotation.cue.and_then(|cue| verb(&source.text, cue, &mut tokens)) else { continue };
                match found.verbs.iter_mut().find(|used| used.verb == verb && used.speaker == name) {
                    Some(used) => used.count += 1,
                    None => found.verbs.push(VerbUse { verb, speaker: name, count: 1 }),
                }
            }
            found.verbs.sort_by_key(|used| std::cmp::Reverse(used.count));
            for passage in &reading.passages {
                tokens.clear();
                tokenise(&source.text, passage.span, &mut tokens);
                unnamed::find(&source.text, &tokens, &mut found.anonymous);
            }
            found
        })
        .collect()
}

/// The reporting verb of a cue, lower case; "according to" where it is no verb.
fn verb(text: &str, cue: Span, tokens: &mut Vec<Token>) -> Option<String> {
    tokens.clear();
    tokenise(text, cue, tokens);
    let finite = |class: Tags| {
        let fits = |token: &&Token| token.has(class) && token.has(Tags::PAST | Tags::THIRD) && !token.capital;
        tokens.iter().find(fits).map(|token| token.span.of(text).to_lowercase())
    };
    if let Some(verb) = finite(Tags::SPEECH).or_else(|| finite(Tags::WEAK)) {
        return Some(verb);
    }
    let first = tokens.first()?;
    let according = with_lower(first.span.of(text), |lower| lower == "according");
    let adding = tokens.iter().find(|token| token.has(Tags::SPEECH) && token.has(Tags::ING));
    let cue = || cue.of(text).to_lowercase();
    adding.map(|token| token.span.of(text).to_lowercase()).or_else(|| according.then(cue))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fixture::article;

    fn anonymous(text: &str) -> Vec<String> {
        let article = article(text);
        let reading = Reading::of(&article);
        let found = sourcing(&[&article], &[&reading], &[]);
        found[0].anonymous.iter().map(|span| article.at(*span).to_owned()).collect()
    }

    #[test]
    fn sources_without_a_name_are_listed_as_they_are_described() {
        for (text, phrase) in [
            ("The port will close, according to sources familiar with the matter.", "sources familiar with the matter"),
            ("Two harbour officials said the port will close.", "Two harbour officials"),
            ("The port will close, said a senior diplomat.", "a senior diplomat"),
            ("The paper, citing informed sources, named the port.", "informed sources"),
            ("The source noted that it rained.", "The source"),
            ("Some feared a flood.", "Some"),
            ("The port has reportedly closed.", "reportedly"),
            ("It was revealed on Monday that the port had closed.", "It was revealed on Monday that"),
            ("A Finnish commander previously told the paper that it rained.", "A Finnish commander"),
        ] {
            assert_eq!(anonymous(text), [phrase], "{text}");
        }
    }

    #[test]
    fn who_is_named_is_not_anonymous() {
        for text in [
            "Foreign Minister Aino Virtanen said it rained.",
            "The president said it rained.",
            "Virtanen, a senior diplomat, said it rained.",
            "Officials met in Oulu.",
            "A spokesman, Pekka Laine, said it rained.",
        ] {
            assert_eq!(anonymous(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn words_and_verbs_are_counted() {
        let article = article("“The harbour is closed for the winter,” Mayor Aino Virtanen warned on Monday.");
        let reading = Reading::of(&article);
        let found = sourcing(&[&article], &[&reading], &[]);
        assert_eq!(found[0].words_quoted, 7);
        assert_eq!(found[0].named, ["Aino Virtanen"]);
    }
}
