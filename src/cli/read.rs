//! `parallax [PATH…]`: the reader itself.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::bail;
use clap::Args;

use super::Outcome;
use super::config::{self, Config, Motion, Theme};
use super::input::Inputs;
use super::output::warn;
use super::text::Text;
use crate::app::theme;
use crate::library;
use crate::term::{self, Commands, Setup};

/// Opens the reader.
#[derive(Debug, Args)]
pub(super) struct Read {
    #[command(flatten)]
    inputs: Inputs,
    /// Which colours the reader uses
    #[arg(long, value_enum)]
    theme: Option<Theme>,
    /// Draw rules, bars and marks with ASCII alone
    #[arg(long)]
    ascii: bool,
}

impl Read {
    pub(super) fn run(mut self) -> anyhow::Result<Outcome> {
        self.take_pipe();
        if !std::io::stdout().is_terminal() {
            return Text::plain(self.inputs).run();
        }
        if let Some(reason) = term::refusal() {
            warn(&format!("parallax: {reason}"));
            return Ok(Outcome::Unread);
        }
        if self.inputs.paths.iter().any(|path| path.as_os_str() == "-") && std::io::stdin().is_terminal() {
            bail!("- is standard input, and that is this terminal: pipe a text in, or name a file");
        }
        let (sources, problems) = library::sources(&self.inputs.paths);
        term::run(sources, problems, self.inputs.options(), self.setup())?;
        Ok(Outcome::Done)
    }

    /// What file, environment and command line say, the later going before the earlier.
    fn setup(&self) -> Setup {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let (mut config, mut faults) = Config::load();
        let (keymap, wrong) = config::keymap(config.keys);
        faults.extend(wrong);
        config.heed_environment(set("NO_COLOR"));
        config.theme = self.theme.unwrap_or(config.theme);
        config.ascii |= self.ascii;
        let more = faults.len().saturating_sub(1);
        let message = faults.into_iter().next().map(|first| match more {
            0 => first,
            _ => format!("{first} (and {more} more: parallax config check)"),
        });
        let pace = Duration::from_millis(1000 / u64::from(config.remote_frames.max(1)));
        let glyphs = if config.ascii { &theme::ASCII } else { &theme::UNICODE };
        Setup {
            keymap,
            theme: theme::Theme { colour: config.theme != Theme::None, glyphs, hyperlinks: config.hyperlinks },
            smooth: config.motion == Motion::Smooth,
            mouse: config.mouse,
            pace: if set("SSH_CONNECTION") { pace } else { Duration::ZERO },
            commands: Commands { clipboard: config.clipboard, editor: config.editor, browser: config.browser },
            message,
        }
    }

    /// With nothing named, what is piped in is what is meant; keys come from the terminal all the same.
    fn take_pipe(&mut self) {
        use std::os::unix::fs::FileTypeExt;

        let piped = || {
            let kind = std::fs::metadata("/dev/stdin").map(|metadata| metadata.file_type());
            kind.is_ok_and(|kind| kind.is_fifo() || kind.is_file())
        };
        if self.inputs.paths.is_empty() && !std::io::stdin().is_terminal() && piped() {
            self.inputs.paths.push(PathBuf::from("-"));
        }
    }
}
