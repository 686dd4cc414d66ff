//! Inside tmux and screen. Where one is missing its test says so and is skipped.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::harness::{BRIDGE, PATIENCE, Pty, RIVER, Start, program};

/// The command that reads both articles of the folder.
const READER: &str = concat!(env!("CARGO_BIN_EXE_parallax"), " bridge.txt river.txt");

/// A tmux server of the test's own.
struct Tmux {
    tmux: PathBuf,
    folder: tempfile::TempDir,
}

impl Tmux {
    /// The reader in a session of 80x24, or nothing where there is no tmux.
    fn start() -> Option<Self> {
        let server = Self::running(READER)?;
        server.until("bridge");
        Some(server)
    }

    /// A command in such a session, in a folder with two articles.
    fn running(command: &str) -> Option<Self> {
        let Some(tmux) = program("tmux") else {
            eprintln!("skipped: tmux is not installed");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("bridge.txt"), BRIDGE).unwrap();
        std::fs::write(folder.path().join("river.txt"), RIVER).unwrap();
        let server = Self { tmux, folder };
        let path = server.folder.path().to_str().unwrap().to_owned();
        server.run(&["-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "-c", &path, command]);
        Some(server)
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("socket")
    }

    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(&self.tmux);
        for name in ["TMUX", "SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        command.env("XDG_CONFIG_HOME", self.folder.path()).env("XDG_STATE_HOME", self.folder.path());
        command.env("XDG_DATA_HOME", self.folder.path()).env("XDG_CACHE_HOME", self.folder.path());
        let ran = command.arg("-S").arg(self.socket()).args(arguments).output().unwrap();
        String::from_utf8_lossy(&ran.stdout).into_owned()
    }

    fn screen(&self) -> String {
        self.run(&["capture-pane", "-p"])
    }

    fn until(&self, text: &str) {
        self.until_true(text, |screen| screen.contains(text));
    }

    fn until_true(&self, what: &str, fits: impl Fn(&str) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !fits(&self.screen()) {
            assert!(Instant::now() < until, "{what} did not come; the pane:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn attach(&self, columns: u16, rows: u16) -> Pty {
        let mut command = CommandBuilder::new(&self.tmux);
        command.arg("-S");
        command.arg(self.socket());
        command.arg("attach");
        Pty::run(command, columns, rows, &Start::default())
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

#[test]
fn in_tmux_the_window_may_change_and_clients_come_and_go() {
    let Some(tmux) = Tmux::start() else { return };
    tmux.run(&["resize-window", "-x", "40", "-y", "12"]);
    tmux.until_true("twelve rows", |screen| screen.lines().count() <= 12 && screen.contains("bridge"));
    tmux.run(&["resize-window", "-x", "100", "-y", "30"]);
    tmux.until("bridge");
    tmux.run(&["resize-window", "-A"]);

    let mut client = tmux.attach(90, 28);
    client.until_shown("bridge");
    client.keys("\x02");
    // Keys that come together are a paste to tmux.
    std::thread::sleep(Duration::from_millis(50));
    client.keys("d");
    client.end();
    tmux.run(&["send-keys", "j"]);
    tmux.until("bridge");
    let again = tmux.attach(80, 24);
    again.until_shown("bridge");
    drop(again);

    tmux.run(&["send-keys", "q"]);
    let until = Instant::now() + PATIENCE;
    while !tmux.run(&["list-panes", "-a"]).is_empty() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(tmux.run(&["list-panes", "-a"]), "", "the reader has left");
}

#[test]
fn what_is_copied_in_tmux_is_in_its_buffer() {
    let Some(tmux) = Tmux::start() else { return };
    tmux.run(&["send-keys", "y"]);
    tmux.until_true("the message", |screen| screen.to_lowercase().contains("tmux"));
    let buffer = tmux.run(&["show-buffer"]);
    assert!(buffer.contains("bridge"), "{buffer:?}");
}

#[test]
fn in_tmux_it_is_suspended_and_comes_back() {
    let Some(tmux) = Tmux::running("sh") else { return };
    tmux.run(&["send-keys", READER, "Enter"]);
    tmux.until("[Read]");
    // What is typed before the shell has the terminal again may be the reader's, or nobody's.
    let in_shell = |screen: &str| {
        let runs = tmux.run(&["display-message", "-p", "#{pane_current_command}"]);
        runs.trim() == "sh" && !screen.contains("[Read]")
    };
    tmux.run(&["send-keys", "C-z"]);
    tmux.until_true("the shell", in_shell);
    tmux.run(&["send-keys", "fg", "Enter"]);
    tmux.until("[Read]");
    tmux.run(&["send-keys", "q"]);
    tmux.until_true("the shell again", in_shell);
    tmux.run(&["send-keys", "echo gone", "Enter"]);
    tmux.until("\ngone");
}

#[test]
fn in_tmux_the_mouse_chooses_a_source() {
    let Some(tmux) = Tmux::start() else { return };
    tmux.run(&["set-option", "-g", "mouse", "on"]);
    // tmux has a status line of its own.
    let mut client = tmux.attach(80, 25);
    client.until_shown("bridge");
    tmux.run(&["send-keys", ":mouse", "Enter"]);
    tmux.until_true("the mouse", |_| tmux.run(&["display-message", "-p", "#{mouse_any_flag}"]).trim() == "1");
    let screen = tmux.screen();
    let row = screen.lines().position(|line| line.contains("river")).unwrap() + 1;
    client.keys(&format!("\x1b[<0;5;{row}M\x1b[<0;5;{row}m"));
    let title = RIVER.lines().next().unwrap();
    tmux.until_true("the other article", |screen| {
        screen.lines().any(|line| line.contains("│") && line.contains(title))
    });
}

#[test]
fn in_screen_it_is_shown_and_left() {
    let Some(screen) = program("screen") else {
        eprintln!("skipped: screen is not installed");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let sockets = folder.path().join("sockets");
    std::fs::create_dir(&sockets).unwrap();
    only_mine(&sockets);
    std::fs::write(folder.path().join("bridge.txt"), BRIDGE).unwrap();
    let mut command = CommandBuilder::new(screen);
    command.args(["-c", "/dev/null", "-m", env!("CARGO_BIN_EXE_parallax"), "bridge.txt"]);
    command.cwd(folder.path());
    command.env("SCREENDIR", &sockets);
    let mut pty = Pty::run(command, 80, 24, &Start::default());
    pty.until_shown("Council approves the new bridge");
    pty.keys("jq");
    pty.end();
}

/// screen refuses a folder that others may enter.
fn only_mine(folder: &Path) {
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(folder, mode).unwrap();
}
