//! A session on a terminal: what it switches on it records, and it undoes exactly that, in reverse, however it ends.

use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::ThreadId;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// A terminal is a writer, a size and a source of bytes. The local one is [`super::local::Local`]; a channel of a
/// network connection can be another.
pub trait Terminal: Send + 'static {
    /// Columns and rows.
    fn size(&self) -> (u16, u16);
    /// Becomes readable when there is something to read, writable when output is taken.
    fn source(&self) -> BorrowedFd<'_>;
    /// Reads what is there; `WouldBlock` when there is nothing, 0 at the end.
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize>;
    /// Writes what is taken now; `WouldBlock` when nothing is.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Keys come one by one, unechoed, and none of them is a signal.
    fn enter_raw(&mut self) -> io::Result<()>;
    /// Undoes [`Terminal::enter_raw`], exactly.
    fn leave_raw(&mut self);
}

/// Something that is switched on and must be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Raw,
    AlternateScreen,
    HiddenCursor,
    BracketedPaste,
    /// No wrapping at the last column: a glyph that a terminal takes for wider than we do must not reach the next row.
    Unwrapped,
    Mouse,
}

impl Mode {
    fn on(self) -> &'static [u8] {
        match self {
            Self::Raw => b"",
            Self::AlternateScreen => b"\x1b[?1049h",
            Self::HiddenCursor => b"\x1b[?25l",
            Self::BracketedPaste => b"\x1b[?2004h",
            Self::Unwrapped => b"\x1b[?7l",
            // Buttons and the wheel, dragging, in the decimal encoding; not every movement (1003), which floods a line.
            Self::Mouse => b"\x1b[?1000h\x1b[?1002h\x1b[?1006h",
        }
    }

    fn off(self) -> &'static [u8] {
        match self {
            Self::Raw => b"",
            Self::AlternateScreen => b"\x1b[?1049l",
            Self::HiddenCursor => b"\x1b[?25h",
            Self::BracketedPaste => b"\x1b[?2004l",
            Self::Unwrapped => b"\x1b[?7h",
            Self::Mouse => b"\x1b[?1006l\x1b[?1002l\x1b[?1000l",
        }
    }
}

/// How long the end of a session waits for a terminal that takes no output.
const PATIENCE: Duration = Duration::from_millis(300);

#[derive(Debug)]
struct Inner<T> {
    terminal: T,
    on: Vec<Mode>,
    /// What was not taken yet.
    pending: Vec<u8>,
    written: usize,
}

/// A session; dropping it puts the terminal back.
#[derive(Debug)]
pub struct Session<T: Terminal> {
    inner: Arc<Mutex<Inner<T>>>,
    /// The terminal's source, apart, so that no lock is held while waiting: a panic hook must get it.
    source: OwnedFd,
}

impl<T: Terminal> Session<T> {
    /// Enters: raw keys, the alternate screen, bracketed paste, no cursor. From here on a panic of this thread puts the
    /// terminal back before its message is printed.
    pub fn enter(terminal: T) -> io::Result<Self> {
        let source = terminal.source().try_clone_to_owned()?;
        let inner = Inner { terminal, on: Vec::new(), pending: Vec::new(), written: 0 };
        let mut session = Self { inner: Arc::new(Mutex::new(inner)), source };
        session.restore_on_panic(std::thread::current().id());
        session.reenter()?;
        Ok(session)
    }

    fn restore_on_panic(&self, owner: ThreadId) {
        let inner = Arc::downgrade(&self.inner);
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            match inner.upgrade() {
                // A panic of another thread is caught there and told on the screen.
                Some(_) if std::thread::current().id() != owner => return,
                Some(inner) => match inner.try_lock() {
                    Ok(mut inner) => inner.restore(),
                    Err(std::sync::TryLockError::Poisoned(inner)) => inner.into_inner().restore(),
                    Err(std::sync::TryLockError::WouldBlock) => {}
                },
                None => {}
            }
            before(panic);
        }));
    }

    fn with<R>(&self, act: impl FnOnce(&mut Inner<T>) -> R) -> R {
        act(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives the terminal back as it was found, for a while: for another program, or to be stopped.
    pub fn leave(&mut self) {
        self.with(Inner::restore);
    }

    /// Enters again after [`Session::leave`]; the screen must be drawn anew.
    pub fn reenter(&mut self) -> io::Result<()> {
        self.with(|inner| {
            inner.restore();
            inner.terminal.enter_raw()?;
            inner.on.push(Mode::Raw);
            for mode in [Mode::AlternateScreen, Mode::BracketedPaste, Mode::Unwrapped, Mode::HiddenCursor] {
                inner.switch_on(mode);
            }
            Ok(())
        })
    }

    /// Switches the reporting of the mouse.
    pub fn mouse(&mut self, on: bool) {
        self.with(|inner| if on { inner.switch_on(Mode::Mouse) } else { inner.switch_off(Mode::Mouse) });
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.with(|inner| inner.terminal.size())
    }

    /// Reads what is there into `bytes`; `None` when there is nothing now.
    pub fn read(&mut self, bytes: &mut [u8]) -> io::Result<Option<usize>> {
        match self.with(|inner| inner.terminal.read(bytes)) {
            Ok(n) => Ok(Some(n)),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Adds `bytes` to the output and writes as much as is taken at once. [`Session::busy`] tells whether all was.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.with(|inner| {
            inner.pending.extend_from_slice(bytes);
            inner.flush()
        })
    }

    /// Writes what waits, as far as it is taken.
    pub fn flush(&mut self) -> io::Result<()> {
        self.with(Inner::flush)
    }

    /// Whether output waits for the terminal to take it.
    pub fn busy(&self) -> bool {
        self.with(|inner| !inner.pending.is_empty())
    }

    /// Waits until there is input, `wake` is readable, output that waits is taken, or the time is over.
    pub fn wait(&self, wake: BorrowedFd<'_>, timeout: Option<Duration>) -> io::Result<Ready> {
        let output = if self.busy() { PollFlags::OUT } else { PollFlags::empty() };
        let mut fds =
            [PollFd::new(&self.source, PollFlags::IN | output), PollFd::from_borrowed_fd(wake, PollFlags::IN)];
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [terminal, wake] = &fds;
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        Ok(Ready {
            input: terminal.revents().intersects(PollFlags::IN | gone),
            output: terminal.revents().contains(PollFlags::OUT),
            wake: !wake.revents().is_empty(),
            gone: terminal.revents().intersects(gone),
        })
    }
}

/// What a wait ended with.
#[derive(Debug, Clone, Copy)]
pub struct Ready {
    /// There is input, or its end.
    pub input: bool,
    /// Output is taken again.
    pub output: bool,
    /// The other source has something.
    pub wake: bool,
    /// The terminal hung up.
    pub gone: bool,
}

impl<T: Terminal> Drop for Session<T> {
    fn drop(&mut self) {
        self.with(Inner::restore);
    }
}

impl<T: Terminal> Inner<T> {
    fn switch_on(&mut self, mode: Mode) {
        if !self.on.contains(&mode) {
            self.on.push(mode);
            self.pending.extend_from_slice(mode.on());
        }
    }

    fn switch_off(&mut self, mode: Mode) {
        if let Some(place) = self.on.iter().position(|&on| on == mode) {
            self.on.remove(place);
            self.pending.extend_from_slice(mode.off());
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        while let Some(rest) = self.pending.get(self.written..).filter(|rest| !rest.is_empty()) {
            match self.terminal.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => self.written += n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        self.pending.clear();
        self.written = 0;
        Ok(())
    }

    /// Undoes what is on, in reverse. A terminal that takes nothing is not waited for longer than [`PATIENCE`].
    fn restore(&mut self) {
        if self.on.is_empty() {
            return;
        }
        if self.written > 0 {
            // Half of a frame is out: cancel the sequence it may stand in (CAN) and end the update it may have begun.
            self.pending.clear();
            self.pending.extend_from_slice(b"\x18\x1b[?2026l");
        }
        self.written = 0;
        self.pending.extend_from_slice(b"\x1b[m\x1b[r");
        let on = std::mem::take(&mut self.on);
        on.iter().rev().for_each(|mode| self.pending.extend_from_slice(mode.off()));
        let start = std::time::Instant::now();
        while self.flush().is_ok() && !self.pending.is_empty() && start.elapsed() < PATIENCE {
            let timeout = Timespec::try_from(Duration::from_millis(20)).ok();
            let source = self.terminal.source();
            let _ = poll(&mut [PollFd::new(&source, PollFlags::OUT)], timeout.as_ref());
        }
        self.pending.clear();
        self.written = 0;
        if on.contains(&Mode::Raw) {
            self.terminal.leave_raw();
        }
    }
}
