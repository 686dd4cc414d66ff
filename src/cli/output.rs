//! Standard output and standard error, as the commands use them.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use crate::export::one_line;

/// Standard output through a large buffer.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// The columns of a line on standard output; `None` where it is not a terminal and lines are never cut.
pub(super) fn columns() -> Option<usize> {
    let out = io::stdout();
    if !out.is_terminal() {
        return None;
    }
    rustix::termios::tcgetwinsize(&out).ok().map(|size| usize::from(size.ws_col)).filter(|&columns| columns > 0)
}

/// Says one line on standard error. That nobody may be listening there is no reason to stop.
pub(super) fn warn(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", one_line(line));
}

/// Whether a command failed only because its reader went away.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
