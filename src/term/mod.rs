//! The terminal: sessions on it, frames for it, keys from it, and all that the reader asks of the world outside.
//!
//! A terminal is a writer, a size and a source of bytes ([`session::Terminal`]). [`local::Local`] is the one that the
//! program was started on; a channel of a network connection can be another without `app` or `ui` knowing.

pub mod decode;
pub mod frame;
pub mod local;
pub mod session;

mod analysis;
mod clipboard;
mod hand;
mod hyperlink;
mod pace;
mod pen;
mod run;
mod shift;
mod wake;

pub use run::{Commands, Setup, run};

/// Why the reader cannot be shown here, in a sentence for the person; `None` when it can.
pub fn refusal() -> Option<&'static str> {
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Some(
            "this terminal (TERM=dumb) cannot show the reader; the plain commands work here: \
             parallax text, quotes, compare, stories, search",
        );
    }
    None
}
