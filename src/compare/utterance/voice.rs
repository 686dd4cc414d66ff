//! Whose words: a person of the story, or somebody by the words that describe them.

use rustc_hash::FxHashMap;

use crate::compare::{Person, people};
use crate::language::lexicon::{Tags, entry};
use crate::quote::Speaker;

/// A speaker over the whole story.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Voice {
    /// A person, by place in the story's people.
    Person(usize),
    /// A body, a document or an unnamed source, lower case, and as it is written.
    Named(String),
    /// Nobody can be named.
    Nobody,
}

/// Finds the voices of a story.
pub(crate) struct Voices {
    by_name: FxHashMap<(usize, usize), usize>,
    by_text: FxHashMap<String, Option<usize>>,
}

impl Voices {
    pub(crate) fn of(people: &[Person]) -> Self {
        let mut by_text: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (n, person) in people.iter().enumerate() {
            // One spelling of two people names neither.
            by_text.entry(person.name.to_lowercase()).and_modify(|known| *known = None).or_insert(Some(n));
        }
        Self { by_name: people::index(people), by_text }
    }

    /// Whose voice a speaker of the story's article `article` is.
    pub(crate) fn voice(&self, article: usize, speaker: Option<&Speaker>) -> Voice {
        let Some(speaker) = speaker else { return Voice::Nobody };
        if let Some(person) = speaker.entity.and_then(|name| self.by_name.get(&(article, name))) {
            return Voice::Person(*person);
        }
        let folded = speaker.name.trim().to_lowercase();
        if let Some(Some(person)) = self.by_text.get(&folded) {
            return Voice::Person(*person);
        }
        let folded = folded.strip_prefix("the ").unwrap_or(&folded);
        if folded.is_empty() || entry(folded).tags.any(Tags::PRONOUN | Tags::OBJECT | Tags::DETERMINER) {
            return Voice::Nobody;
        }
        Voice::Named(speaker.name.trim().to_owned())
    }
}

impl Voices {
    /// The story's name for a voice.
    pub(crate) fn name(&self, voice: &Voice, people: &[Person]) -> Option<String> {
        name(std::iter::once(voice), people)
    }
}

/// The name of the speaker of an utterance: a person before a description.
pub(crate) fn name<'a>(voices: impl Iterator<Item = &'a Voice>, people: &[Person]) -> Option<String> {
    let mut best: Option<&Voice> = None;
    for voice in voices {
        match (best, voice) {
            (_, Voice::Nobody) | (Some(Voice::Person(_)), _) => {}
            (None, _) | (_, Voice::Person(_)) => best = Some(voice),
            _ => {}
        }
    }
    match best? {
        Voice::Person(n) => people.get(*n).map(|person| person.name.clone()),
        Voice::Named(name) => Some(name.clone()),
        Voice::Nobody => None,
    }
}
