//! What a text is made of, without knowing what it says: sentences, tokens, names, figures; and the lexicons for it.

pub mod abbreviation;
pub mod calendar;
pub mod figure;
#[cfg(test)]
pub(crate) mod fixture;
pub mod frequency;
pub mod lexicon;
pub mod name;
pub(crate) mod places;
pub mod sentence;
pub mod token;
pub mod tongue;

pub use figure::{Figure, Hedge, Unit};
pub use name::{Gender, Name, NameKind};
pub use sentence::{Passage, sentences};
