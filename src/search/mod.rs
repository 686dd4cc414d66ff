//! Finding: anything by a few letters over a whole collection, words in one text.

pub mod anything;
pub mod query;
pub mod text;

pub use anything::{Hit, HitKind, find};
pub use query::Query;
pub use text::matches;
