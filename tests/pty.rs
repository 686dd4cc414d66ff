//! The program as a person at a terminal meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where its world breaks")]

#[path = "pty/harness.rs"]
mod harness;

#[path = "pty/multiplexer.rs"]
mod multiplexer;
#[path = "pty/odd.rs"]
mod odd;
#[path = "pty/restore.rs"]
mod restore;
#[path = "pty/ssh.rs"]
mod ssh;
