//! JSON, and JSON Lines: one record a line.

use std::io::{self, Write};

use serde::Serialize;

use super::StoryView;
use super::comparison::ComparisonRecord;

/// Writes one record on a line of its own.
pub fn line(out: &mut impl Write, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

/// Writes `{"stories":[…]}`, one story a line.
pub fn stories(out: &mut impl Write, stories: &[StoryView<'_>], all_links: bool) -> io::Result<()> {
    out.write_all(b"{\"stories\":[")?;
    for (index, story) in stories.iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &ComparisonRecord::of(story, all_links))?;
    }
    out.write_all(b"\n]}\n")
}
