//! The commands as a script meets them: arguments and files in, standard output, standard error and exit code out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where its world breaks")]

#[path = "cli/harness.rs"]
mod harness;

#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/commands.rs"]
mod commands;
#[path = "cli/records.rs"]
mod records;
