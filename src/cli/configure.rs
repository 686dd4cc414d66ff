//! `parallax config`: the settings there are, and whether the person's own are right.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::config::{self, Config};
use super::output::{stdout, warn};

/// Print every setting with its default, or check your own
#[derive(Debug, Args)]
pub(super) struct Configure {
    /// What to do instead
    #[arg(value_enum)]
    what: Option<What>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Say what is wrong in your config.toml, keymap.toml and fields.toml, line by line
    Check,
    /// Print where it belongs
    Path,
}

impl Configure {
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        let mut out = stdout();
        let path = config::folder().map(|folder| folder.join("config.toml"));
        let outcome = match (self.what, path) {
            (None, _) => {
                out.write_all(config::DEFAULT.as_bytes())?;
                Outcome::Done
            }
            (Some(_), None) => anyhow::bail!("there is no home folder, and so no place for a configuration"),
            (Some(What::Path), Some(path)) => {
                writeln!(out, "{}", path.display())?;
                Outcome::Done
            }
            (Some(What::Check), Some(path)) => {
                let (config, mut faults) = Config::load();
                faults.extend(config::keymap(config.keys).1);
                faults.extend(config::fields());
                faults.iter().for_each(|fault| warn(fault));
                match (faults.is_empty(), path.is_file()) {
                    (true, true) => writeln!(out, "{}: nothing wrong", path.display())?,
                    (true, false) => writeln!(out, "{}: not there; the defaults hold", path.display())?,
                    (false, _) => {}
                }
                if faults.is_empty() { Outcome::Done } else { Outcome::Unread }
            }
        };
        out.flush()?;
        Ok(outcome)
    }
}
