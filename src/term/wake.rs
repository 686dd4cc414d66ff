//! What wakes the loop besides the terminal: signals and the threads that work in the background, through one pipe.

use std::io::{Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use signal_hook::consts::{SIGABRT, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};

/// The signals that end the program. SIGABRT is caught for the case that it comes from outside.
const DEADLY: [i32; 5] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT];

/// The reading end, and which signals came.
#[derive(Debug)]
pub(super) struct Wake {
    reader: UnixStream,
    writer: Arc<UnixStream>,
    deadly: [(i32, Arc<AtomicBool>); DEADLY.len()],
    resized: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
}

/// The writing end, for threads.
#[derive(Debug, Clone)]
pub(super) struct Waker(Arc<UnixStream>);

impl Waker {
    /// Wakes the loop. A full pipe will wake it anyway.
    pub(super) fn wake(&self) {
        let _ = (&*self.0).write(&[0]);
    }
}

impl Wake {
    /// Makes the pipe and registers the signals.
    pub(super) fn new() -> anyhow::Result<Self> {
        let (reader, writer) = UnixStream::pair().context("cannot make a pipe for signals")?;
        reader.set_nonblocking(true)?;
        writer.set_nonblocking(true)?;
        let wake = Self {
            reader,
            writer: Arc::new(writer),
            deadly: DEADLY.map(|signal| (signal, Arc::new(AtomicBool::new(false)))),
            resized: Arc::default(),
            continued: Arc::default(),
        };
        let others = [(SIGWINCH, Arc::clone(&wake.resized)), (SIGCONT, Arc::clone(&wake.continued))];
        for (signal, flag) in wake.deadly.iter().cloned().chain(others) {
            // The flag first: whoever is woken must find it.
            signal_hook::flag::register(signal, flag)?;
            signal_hook::low_level::pipe::register(signal, wake.writer.try_clone()?)?;
        }
        Ok(wake)
    }

    /// A handle for another thread.
    pub(super) fn waker(&self) -> Waker {
        Waker(Arc::clone(&self.writer))
    }

    /// Becomes readable when something happened.
    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.reader.as_fd()
    }

    /// Empties the pipe.
    pub(super) fn drain(&mut self) {
        let mut bytes = [0; 256];
        while matches!(self.reader.read(&mut bytes), Ok(n) if n == bytes.len()) {}
    }

    /// The signal that asks for the end, if one came.
    pub(super) fn deadly(&self) -> Option<i32> {
        self.deadly.iter().find(|(_, came)| came.load(Ordering::Relaxed)).map(|(signal, _)| *signal)
    }

    /// Forgets the signals that were meant for another program while it had the terminal: an interrupt typed there
    /// reaches the whole process group, and being continued is answered already.
    pub(super) fn forget_job_control(&self) {
        let meant = |signal: i32| signal == SIGINT || signal == SIGQUIT;
        self.deadly
            .iter()
            .filter(|(signal, _)| meant(*signal))
            .for_each(|(_, came)| came.store(false, Ordering::Relaxed));
        self.continued.store(false, Ordering::Relaxed);
    }

    /// Whether the window's size may have changed since the last call.
    pub(super) fn take_resized(&self) -> bool {
        self.resized.swap(false, Ordering::Relaxed)
    }

    /// Whether the program was stopped and went on since the last call.
    pub(super) fn take_continued(&self) -> bool {
        self.continued.swap(false, Ordering::Relaxed)
    }
}
