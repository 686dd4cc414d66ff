//! Text → the clipboard, by the first way that works, and an honest sentence about which one it was.

use std::io::Write;
use std::process::{Command, Stdio};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

/// Terminals and tmux drop longer OSC 52 sequences; xterm's own limit is about this much text before encoding.
const OSC52_LIMIT: usize = 74_000;

/// Copies `text`, by the person's own `command` if there is one; `write` sends bytes to the terminal. Says what was
/// really done.
pub(super) fn copy(text: &str, command: Option<&str>, write: &mut dyn FnMut(&[u8]) -> std::io::Result<()>) -> String {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let what = amount(text);
    let mut failed = String::new();
    if let Some(command) = command {
        match pipe(Command::new("sh").args(["-c", command]), text) {
            Ok(()) => return format!("Copied {what} by “{command}”"),
            Err(error) => failed = format!(" (“{command}” failed: {error})"),
        }
    }
    let remote = set("SSH_CONNECTION") || set("SSH_TTY");
    if cfg!(target_os = "macos") && !remote && pipe(&mut Command::new("pbcopy"), text).is_ok() {
        return format!("Copied {what} to the clipboard{failed}");
    }
    // -w hands it on to the terminal around tmux, where that one allows it.
    if set("TMUX") && pipe(Command::new("tmux").args(["load-buffer", "-w", "-"]), text).is_ok() {
        return format!("Copied {what} to tmux's buffer, and to the terminal if it lets tmux{failed}");
    }
    if !remote {
        if set("WAYLAND_DISPLAY") && pipe(&mut Command::new("wl-copy"), text).is_ok() {
            return format!("Copied {what} to the clipboard{failed}");
        }
        if set("DISPLAY") && pipe(Command::new("xclip").args(["-selection", "clipboard"]), text).is_ok() {
            return format!("Copied {what} to the clipboard{failed}");
        }
    }
    if text.len() > OSC52_LIMIT {
        return format!("Not copied: {what} is more than terminals take (74 KB); use :write FILE{failed}");
    }
    let mut sequence = String::new();
    if CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).is_err() {
        return format!("Not copied: use :write FILE{failed}");
    }
    match write(sequence.as_bytes()) {
        Ok(()) => format!("Sent {what} to the terminal's clipboard (OSC 52; not every terminal takes it){failed}"),
        Err(error) => format!("Not copied: {error}"),
    }
}

fn amount(text: &str) -> String {
    let words = text.split_whitespace().count();
    if words == 1 { "1 word".to_owned() } else { format!("{words} words") }
}

/// Runs a command with `text` as its input and nothing shown.
fn pipe(command: &mut Command, text: &str) -> std::io::Result<()> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(std::io::Error::other(status.to_string())) }
}
