//! Odd terminals, and none.

use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;

use crate::harness::{BRIDGE, Pty, Start};

#[test]
fn a_dumb_terminal_is_told_of_the_plain_commands() {
    let mut pty = Pty::reader_with(80, 24, &Start { environment: &[("TERM", "dumb")], ..Start::default() });
    assert_eq!(pty.end().exit_code(), 1);
    assert!(pty.screen().contains("plain commands"), "{}", pty.screen());
    assert!(!pty.bytes().contains(&0x1b));
}

#[test]
fn output_into_a_pipe_is_plain_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bridge.txt");
    std::fs::write(&path, BRIDGE).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_parallax")).arg(path).stdin(Stdio::null()).output().unwrap();
    assert!(ran.status.success());
    let text = String::from_utf8(ran.stdout).unwrap();
    assert!(text.starts_with("Council approves the new bridge\n") && !text.contains('\x1b'));
}

#[test]
fn a_text_piped_in_is_read_and_the_keys_come_from_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bridge.txt");
    std::fs::write(&path, BRIDGE).unwrap();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &format!("cat {} | {}", path.display(), env!("CARGO_BIN_EXE_parallax"))]);
    let mut pty = Pty::run(command, 80, 24, &Start::default());
    pty.until_shown("Council approves the new bridge");
    pty.keys("q");
    assert!(pty.end().success());
    pty.assert_restored();
}

#[test]
fn an_outlet_named_by_key_is_kept_beside_the_article() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bridge.txt"), BRIDGE).unwrap();
    std::fs::write(folder.path().join("coverage.toml"), "# ours\n").unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parallax"));
    command.arg(folder.path());
    let mut pty = Pty::run(command, 100, 24, &Start::default());
    pty.until_shown("Council approves the new bridge");
    pty.keys("O");
    pty.until_shown("publisher");
    pty.keys("Hill Post\r");
    pty.until_shown("published by Hill Post");
    pty.keys("q");
    assert!(pty.end().success());
    let kept = std::fs::read_to_string(folder.path().join("coverage.toml")).unwrap();
    assert!(kept.starts_with("# ours") && kept.contains("outlet = \"Hill Post\""), "{kept}");
}

#[test]
fn no_question_is_put_to_the_terminal() {
    let mut pty = Pty::reader(80, 24);
    pty.until_shown("bridge");
    pty.keys("q");
    pty.end();
    let bytes = pty.bytes();
    for question in [&b"\x1b[6n"[..], b"\x1b[c", b"\x1b[>c", b"\x1b]10;?", b"\x1b]11;?", b"\x1b[5n", b"\x1b[?u"] {
        assert!(!bytes.windows(question.len()).any(|window| window == question), "asked {question:?}");
    }
}
