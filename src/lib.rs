//! Parallax puts what several outlets wrote about the same event side by side and marks the words in which they
//! agree, differ or stand alone. Offline and extractive: every word on the screen was written by an outlet.
//!
//! The map of the house. The way of the data is one way, and each room imports only rooms above it:
//!
//! | room | what happens there |
//! |---|---|
//! | [`article`] | `Article`, `Block`, `Outlet`, `Span`: the words every other room speaks |
//! | [`language`] | sentences, tokens, names, figures, lexicons |
//! | [`ingest`] | bytes → articles |
//! | [`quote`] | quotations, their speakers, cues and relays |
//! | [`reading`] | everything the analysis finds in one article |
//! | [`story`] | articles → stories, one event each |
//! | [`compare`] | everything found across the articles of one story |
//! | [`search`] | the fuzzy picker, find in text, filters |
//! | [`library`] | the collection: loading, background analysis |
//! | [`export`] | results → text, Markdown, JSON, CSV, HTML |
//! | [`layout`] | (blocks, width) → lines with byte spans |
//! | [`app`] | state, modes, commands, `update`; knows no terminal |
//! | [`ui`] | a view of the state, cell by cell; only reads |
//! | [`term`] | the terminal: session, frames, signals, clipboard |
//! | [`cli`] | one file per subcommand |

pub mod article;
pub mod language;

pub mod ingest;
pub mod quote;
pub mod reading;
pub mod story;

pub mod compare;
pub mod search;

pub mod library;

pub mod export;
pub mod layout;

pub mod app;
pub mod ui;

pub mod term;

pub mod cli;
