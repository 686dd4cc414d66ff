//! The terminal that the program was started on.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::Context;
use rustix::fs::OFlags;
use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr, ttyname};

use super::session::Terminal;

/// An own open file on the terminal: reading and writing it never waits, and that stays ours alone, unlike a flag on
/// the descriptors that are shared with the shell. Standard input may be a pipe; keys come from here.
#[derive(Debug)]
pub struct Local {
    tty: OwnedFd,
    before: Option<Termios>,
}

impl Local {
    /// Opens the terminal that standard output is.
    pub fn open() -> anyhow::Result<Self> {
        let own = |path: &Path| {
            let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
            OpenOptions::new().read(true).write(true).custom_flags(flags.try_into().unwrap_or_default()).open(path)
        };
        let named = ttyname(io::stdout(), Vec::new())
            .map_err(io::Error::from)
            .and_then(|name| own(Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()))));
        let tty = match named.or_else(|_| own(Path::new("/dev/tty"))) {
            Ok(file) => OwnedFd::from(file),
            // A container may hide the device: then what was inherited must do, waits and all.
            Err(_) if isatty(io::stdin()) => io::stdin().as_fd().try_clone_to_owned()?,
            Err(error) => return Err(error).context("cannot open the terminal to read keys from"),
        };
        Ok(Self { tty, before: None })
    }
}

impl Terminal for Local {
    fn size(&self) -> (u16, u16) {
        let size = tcgetwinsize(&self.tty).ok().filter(|size| size.ws_col > 0 && size.ws_row > 0);
        size.map_or((80, 24), |size| (size.ws_col, size.ws_row))
    }

    fn source(&self) -> BorrowedFd<'_> {
        self.tty.as_fd()
    }

    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::read(&self.tty, bytes)?)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(&self.tty, bytes)?)
    }

    fn enter_raw(&mut self) -> io::Result<()> {
        let before = tcgetattr(&self.tty)?;
        let mut raw = before.clone();
        raw.make_raw();
        tcsetattr(&self.tty, OptionalActions::Now, &raw)?;
        self.before = Some(before);
        Ok(())
    }

    fn leave_raw(&mut self) {
        if let Some(before) = self.before.take() {
            // A terminal that is gone needs no putting back.
            let _ = tcsetattr(&self.tty, OptionalActions::Now, &before);
        }
    }
}
