//! A progress bar on standard error, for a person who waits.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// Fewer inputs than this are read before a bar could be looked at.
const MANY: usize = 500;

/// How far the reading of the inputs is. Shown only where standard error is a terminal and standard output is not, since
/// both would write over each other.
#[derive(Debug)]
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Progress over this many inputs.
    pub(super) fn of(inputs: usize) -> Self {
        let shown = inputs >= MANY && std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        Self(shown.then(|| {
            let bar = ProgressBar::new(inputs as u64);
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} read, {eta} left");
            style.map_or(bar.clone(), |style| bar.with_style(style))
        }))
    }

    /// One more input was read.
    pub(super) fn step(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    /// Says one line above the bar, or simply says it.
    pub(super) fn suspend(&self, say: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
