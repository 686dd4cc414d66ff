//! However the program ends, the terminal is as it was.

use rustix::process::Signal;

use crate::harness::{Pty, Start};

fn shown() -> Pty {
    let pty = Pty::reader(80, 24);
    pty.until_shown("bridge");
    pty
}

#[test]
fn after_quitting() {
    let mut pty = shown();
    pty.keys("q");
    assert!(pty.end().success());
    pty.assert_restored();
}

#[test]
fn after_every_signal_that_ends() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT, Signal::ABORT] {
        let mut pty = shown();
        pty.signal(signal);
        assert!(!pty.end().success(), "{signal:?} is no success");
        pty.assert_restored();
    }
}

#[test]
fn after_a_panic_whose_message_is_then_seen() {
    let mut pty =
        Pty::reader_with(80, 24, &Start { environment: &[("PARALLAX_TEST_PANIC", "key")], ..Start::default() });
    pty.until_shown("bridge");
    pty.keys("j");
    assert!(!pty.end().success());
    pty.assert_restored();
    // It may have scrolled away, where a backtrace follows; but it was written after the last screen was left.
    let bytes = String::from_utf8(pty.bytes()).unwrap();
    let after = bytes.rsplit("\x1b[?1049l").next().unwrap();
    assert!(after.contains("asked to panic"), "{after}");
}

#[test]
fn a_panic_of_the_analysis_is_told_and_the_reader_goes_on() {
    let environment = [("PARALLAX_TEST_PANIC", "analysis")];
    let mut pty = Pty::reader_with(80, 24, &Start { environment: &environment, ..Start::default() });
    pty.until("the reader", vt100::Screen::alternate_screen);
    pty.keys("q");
    assert!(pty.end().success());
    pty.assert_restored();
}

#[test]
fn nothing_remains_running_after_a_hang_up() {
    let mut pty = Pty::reader_with(80, 24, &Start { deaf: true, ..Start::default() });
    std::thread::sleep(std::time::Duration::from_millis(300));
    pty.hang_up();
    pty.end();
}

#[test]
fn a_terminal_that_takes_no_output_can_be_left() {
    let mut pty = Pty::reader_with(200, 60, &Start { deaf: true, ..Start::default() });
    std::thread::sleep(std::time::Duration::from_millis(300));
    pty.keys(&"jk?".repeat(50));
    pty.signal(Signal::TERM);
    pty.hang_up();
    pty.end();
}

#[test]
fn every_size_can_be_had_and_left() {
    let mut pty = Pty::reader(1, 1);
    pty.until("the reader", vt100::Screen::alternate_screen);
    for (columns, rows) in [(2, 1), (1, 2), (5, 3), (200, 60), (20, 4), (80, 24)] {
        pty.resize(columns, rows);
        pty.keys("jk");
    }
    pty.until_shown("bridge");
    pty.keys("q");
    assert!(pty.end().success());
    pty.assert_restored();
}

#[test]
fn while_stopped_and_afterwards() {
    // A shell with job control, as a person has it: without one nobody could continue what was stopped.
    let mut command = portable_pty::CommandBuilder::new("bash");
    command.args(["--norc", "--noprofile", "-i"]);
    command.env("PS1", "ready$ ");
    let mut pty = Pty::run(command, 80, 24, &Start::default());
    pty.until_shown("ready$");
    pty.keys(&format!("{}\r", env!("CARGO_BIN_EXE_parallax")));
    pty.until("the reader", vt100::Screen::alternate_screen);
    pty.keys("\x1a");
    pty.until("the shell", |screen| !screen.alternate_screen() && screen.contents().contains("Stopped"));
    pty.assert_restored_modes();
    pty.keys("fg\r");
    pty.until("the reader again", |screen| screen.alternate_screen() && screen.contents().len() > 200);
    pty.keys("q");
    pty.until("the shell again", |screen| !screen.alternate_screen());
    pty.keys("exit\r");
    pty.end();
    pty.assert_restored();
}

#[test]
fn an_interrupt_typed_in_a_shell_command_ends_that_command_alone() {
    let mut pty = shown();
    pty.keys(":!");
    pty.until_shown(":!");
    pty.keys("echo started; sleep 30\r");
    pty.until("the command", |screen| !screen.alternate_screen() && screen.contents().contains("started"));
    // A shell that is interrupted before it has started its command goes on to start it.
    std::thread::sleep(std::time::Duration::from_millis(500));
    pty.keys("\x03");
    pty.until_shown("Enter goes back");
    pty.keys("\r");
    pty.until("the reader", |screen| screen.alternate_screen() && screen.contents().contains("bridge"));
    pty.keys("q");
    assert!(pty.end().success());
    pty.assert_restored();
}
