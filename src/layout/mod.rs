//! (article, width) → lines with byte spans. Pure; the reader keeps the results.

pub mod glyph;
pub mod lines;
pub mod wrap;

pub use glyph::{Glyph, exact, glyphs, width};
pub use lines::{Aside, Line, lines};
pub use wrap::{wrap, wrap_own};

/// The widest that running text is set, in columns: beyond it the eye loses the next line.
pub const WIDEST: u16 = 72;

/// The narrowest that running text is set beside other panes, in columns.
pub const NARROWEST: u16 = 45;
