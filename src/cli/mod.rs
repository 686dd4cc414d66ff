//! The command line: one file per subcommand, the reader itself among them.

mod compare;
pub mod config;
mod configure;
mod input;
mod manual;
mod output;
mod progress;
mod quotes;
mod read;
mod search;
mod stories;
mod text;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Puts what several outlets wrote about the same event side by side.
///
/// Without a command it opens the reader. Without a path everything works on five sample articles built into the program.
#[derive(Debug, Parser)]
#[command(name = "parallax", version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = "A file that has the name of a command is opened as ./quotes.\n\n\
    Exit codes: 0 done; 1 nothing readable, or a named input could not be read; 2 wrong usage.")]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    read: read::Read,
}

#[derive(Debug, Subcommand)]
enum Command {
    Quotes(quotes::Quotes),
    Stories(stories::Stories),
    Compare(compare::Compare),
    Text(text::Text),
    Search(search::Search),
    Config(configure::Configure),
    Man(manual::Man),
    Completions(manual::Completions),
}

/// How a command ended when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything that was named was read.
    Done,
    /// Nothing was readable, or something that was named was not.
    Unread,
}

/// Runs what the process's arguments ask for.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if !matches!(arguments.command, Some(Command::Config(_))) {
        config::fields().iter().for_each(|fault| output::warn(fault));
    }
    let outcome = match arguments.command {
        None => arguments.read.run(),
        Some(Command::Quotes(command)) => command.run(),
        Some(Command::Stories(command)) => command.run(),
        Some(Command::Compare(command)) => command.run(),
        Some(Command::Text(command)) => command.run(),
        Some(Command::Search(command)) => command.run(),
        Some(Command::Config(command)) => command.run(),
        Some(Command::Man(command)) => command.run(),
        Some(Command::Completions(command)) => command.run(),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Unread) => ExitCode::from(1),
        // Whoever reads us has read enough: no failure, and nothing to say.
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::warn(&format!("parallax: {error:#}"));
            ExitCode::from(1)
        }
    }
}
