//! `parallax man` and `parallax completions`: what a packager puts beside the program, made from the same tables as help.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_mangen::roff::{Roff, bold, roman};

use super::output::stdout;
use super::{Arguments, Outcome};
use crate::app::command;

/// Print the manual page
#[derive(Debug, Args)]
pub(super) struct Man {}

impl Man {
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        let mut out = stdout();
        let page = clap_mangen::Man::new(Arguments::command());
        page.render_title(&mut out)?;
        page.render_name_section(&mut out)?;
        page.render_synopsis_section(&mut out)?;
        page.render_description_section(&mut out)?;
        page.render_options_section(&mut out)?;
        page.render_subcommands_section(&mut out)?;
        let mut keys = Roff::default();
        keys.control("SH", ["KEYS"]);
        for (on, does) in command::key_table() {
            keys.control("TP", []).text([bold(on.join("  "))]).text([roman(does)]);
        }
        keys.control("SH", ["COMMANDS IN THE READER"]);
        keys.text([roman("Typed after a colon.")]);
        for command in command::COMMANDS {
            let usage = [command.name, command.args].join(" ");
            keys.control("TP", []).text([bold(usage.trim_end())]).text([roman(command.doc)]);
        }
        keys.to_writer(&mut out)?;
        page.render_extra_section(&mut out)?;
        page.render_version_section(&mut out)?;
        out.flush()?;
        Ok(Outcome::Done)
    }
}

/// Print a script that completes the command line in a shell
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

impl Completions {
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        let mut out = stdout();
        // Written to memory first: the generator ends the program where its writer fails.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "parallax", &mut script);
        out.write_all(&script)?;
        out.flush()?;
        Ok(Outcome::Done)
    }
}
