//! The program in a real pseudo-terminal, its keys typed and its screen read.

use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Longer than anything takes, even on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Two articles, of the test's own making.
pub(crate) const BRIDGE: &str = "Council approves the new bridge\n\n\
    The council approved the new bridge on Monday. \u{201c}We waited ten years for this,\u{201d} said mayor Anna Lindqvist.\n\n\
    The bridge will cost 40 million crowns and carry 12,000 cars a day.\n";
pub(crate) const RIVER: &str = "New river crossing wins the vote\n\n\
    Councillors voted for the crossing on Monday evening. \u{201c}We have waited ten years for this,\u{201d} Lindqvist said.\n\n\
    Opponents said that the price of 45 million crowns was too high.\n";

struct Output {
    bytes: Vec<u8>,
    screen: vt100::Parser,
    ended: bool,
}

/// A program in a pseudo-terminal.
pub(crate) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    output: Arc<(Mutex<Output>, Condvar)>,
    settings: String,
    device: PathBuf,
    shell: bool,
    _folder: Option<tempfile::TempDir>,
}

/// How the reader is started.
#[derive(Default)]
pub(crate) struct Start<'a> {
    pub(crate) environment: &'a [(&'a str, &'a str)],
    /// Nobody reads what the program writes.
    pub(crate) deaf: bool,
}

impl Pty {
    /// The reader on the two articles.
    pub(crate) fn reader(columns: u16, rows: u16) -> Self {
        Self::reader_with(columns, rows, &Start::default())
    }

    pub(crate) fn reader_with(columns: u16, rows: u16, start: &Start<'_>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let paths = [("bridge.txt", BRIDGE), ("river.txt", RIVER)].map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        });
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parallax"));
        paths.iter().for_each(|path| command.arg(path));
        let state = folder.path().join("state");
        for name in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env(name, &state);
        }
        let mut pty = Self::run(command, columns, rows, start);
        pty._folder = Some(folder);
        pty
    }

    /// Any command.
    pub(crate) fn run(mut command: CommandBuilder, columns: u16, rows: u16, start: &Start<'_>) -> Self {
        command.env("TERM", "xterm-256color");
        for name in ["SSH_CONNECTION", "SSH_TTY", "TMUX", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR"] {
            command.env_remove(name);
        }
        start.environment.iter().for_each(|(name, value)| command.env(name, value));
        let shell = command.get_argv().first().is_some_and(|name| name == "bash");
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let device = pair.master.tty_name().unwrap();
        let settings = settings(&device);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = vt100::Parser::new(rows, columns, 0);
        let output = Arc::new((Mutex::new(Output { bytes: Vec::new(), screen, ended: false }), Condvar::new()));
        if !start.deaf {
            let mut reader = pair.master.try_clone_reader().unwrap();
            let output = Arc::clone(&output);
            std::thread::spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(n @ 1..) = reader.read(&mut bytes) {
                    let mut to = output.0.lock().unwrap();
                    to.bytes.extend_from_slice(&bytes[..n]);
                    to.screen.process(&bytes[..n]);
                    output.1.notify_all();
                }
                output.0.lock().unwrap().ended = true;
                output.1.notify_all();
            });
        }
        let keys = Some(pair.master.take_writer().unwrap());
        Self { child, master: Some(pair.master), keys, output, settings, device, shell, _folder: None }
    }

    pub(crate) fn pid(&self) -> rustix::process::Pid {
        rustix::process::Pid::from_raw(self.child.process_id().unwrap().try_into().unwrap()).unwrap()
    }

    pub(crate) fn keys(&mut self, keys: &str) {
        self.keys.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        rustix::process::kill_process(self.pid(), signal).unwrap();
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.output.0.lock().unwrap().screen.screen_mut().set_size(rows, columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// Closes the terminal.
    pub(crate) fn hang_up(&mut self) {
        self.keys = None;
        self.master = None;
    }

    pub(crate) fn screen(&self) -> String {
        self.output.0.lock().unwrap().screen.screen().contents()
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.output.0.lock().unwrap().bytes.clone()
    }

    /// Waits until the screen fits.
    pub(crate) fn until(&self, what: &str, fits: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + PATIENCE;
        let mut output = self.output.0.lock().unwrap();
        while !fits(output.screen.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{what} did not come; the screen:\n{}", output.screen.screen().contents());
            assert!(!output.ended, "the program ended before {what}:\n{}", String::from_utf8_lossy(&output.bytes));
            output = self.output.1.wait_timeout(output, left).unwrap().0;
        }
    }

    /// Waits until this text is on the screen.
    pub(crate) fn until_shown(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Waits for the program's end and for all its output.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < until, "the program does not end; the screen:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(5));
        };
        if self.master.is_some() {
            let settled = || self.output.0.lock().unwrap().ended;
            while !settled() && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        status
    }

    /// Holds that the terminal is as it was before: its settings, and every mode that was switched.
    pub(crate) fn assert_restored(&self) {
        assert_eq!(settings(&self.device), self.settings, "terminal settings");
        self.assert_restored_modes();
    }

    /// The same but for the settings, which a shell has changed for itself.
    pub(crate) fn assert_restored_modes(&self) {
        let bytes = self.bytes();
        let modes = modes(&bytes);
        assert!(modes.contains(&(1049, false)), "the alternate screen was never left: {modes:?}");
        for (mode, on) in modes {
            // Wrapping and the cursor are on by default.
            // A shell's own line editor reads pastes.
            if mode == 2004 && self.shell {
                continue;
            }
            assert_eq!(on, matches!(mode, 7 | 25), "mode {mode} is left {on}");
        }
        let output = self.output.0.lock().unwrap();
        let screen = output.screen.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && (self.shell || !screen.bracketed_paste()));
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!((screen.bgcolor(), screen.fgcolor()), (vt100::Color::Default, vt100::Color::Default));
        assert!(!screen.bold() && !screen.underline() && !screen.inverse());
        let region = |sequence: &&[u8]| sequence.ends_with(b"r") && !sequence.starts_with(b"?");
        assert!(sequences(&bytes).rfind(region).is_none_or(|last| last == b"r"), "a scroll region is left");
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The settings of a terminal, all of them.
fn settings(device: &std::path::Path) -> String {
    let flags = rustix::fs::OFlags::NOCTTY.bits().try_into().unwrap();
    let device = std::fs::OpenOptions::new().read(true).custom_flags(flags).open(device).unwrap();
    format!("{:?}", rustix::termios::tcgetattr(device).unwrap())
}

/// What follows each CSI, up to its final byte.
fn sequences(bytes: &[u8]) -> impl DoubleEndedIterator<Item = &[u8]> {
    let starts: Vec<usize> =
        bytes.windows(2).enumerate().filter(|(_, w)| w == b"\x1b[").map(|(at, _)| at + 2).collect();
    starts.into_iter().map(move |start| {
        let rest = &bytes[start..];
        let end = rest.iter().position(|byte| (0x40..0x7f).contains(byte)).map_or(rest.len(), |end| end + 1);
        &rest[..end]
    })
}

/// Every private mode that was switched, with its last state.
fn modes(bytes: &[u8]) -> Vec<(u16, bool)> {
    let mut modes = std::collections::BTreeMap::new();
    for sequence in sequences(bytes) {
        let text = std::str::from_utf8(sequence).unwrap();
        let Some(parameters) = text.strip_prefix('?') else { continue };
        let on = parameters.ends_with('h');
        if on || parameters.ends_with('l') {
            for mode in parameters[..parameters.len() - 1].split(';') {
                modes.insert(mode.parse().unwrap(), on);
            }
        }
    }
    modes.into_iter().collect()
}

/// Where a program is, if it is there.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let folders = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin:/sbin";
    folders.split(':').map(|folder| PathBuf::from(folder).join(name)).find(|path| path.is_file())
}
