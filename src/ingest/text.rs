//! Plain text: the lines and nothing else.

use crate::ingest::draft::{Body, Draft, Drafts};
use crate::ingest::format::Input;

/// The one article that a plain text holds.
pub fn read(input: Input) -> Drafts {
    if !input.bytes.is_empty() {
        return Drafts::nothing(input.no_text);
    }
    Drafts::one(Draft { body: Body::Plain(input.text), ..Draft::default() })
}
