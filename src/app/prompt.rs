//! Prompts: a command by its name, words in this text. In a prompt letters are letters.

use crate::app::command::COMMANDS;
use crate::app::keymap::Action;
use crate::app::line::Line;
use crate::app::reader::Reader;
use crate::app::screen::Screen;
use crate::app::{App, Effect, Overlay, command as table};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// A command.
    Command,
    /// Words to find in this text.
    Words,
}

/// A prompt in the status line.
#[derive(Debug, Clone)]
pub(crate) struct Prompt {
    pub(crate) asks: Asks,
    pub(crate) line: Line,
    /// What could be meant: commands whose name holds what was typed.
    pub(crate) choices: Vec<usize>,
    /// The one chosen.
    pub(crate) choice: Option<usize>,
    /// Where the reader was; leaving gives it back.
    before: Reader,
}

pub(super) fn command(app: &mut App, argument: &str) -> Vec<Effect> {
    if argument.is_empty() {
        ask(app, Asks::Command, "");
        return Vec::new();
    }
    run(app, argument)
}

pub(super) fn search(app: &mut App, argument: &str) -> Vec<Effect> {
    if app.screen != Screen::Reader {
        app.say("words are found in the Reader; f finds anything");
        return Vec::new();
    }
    if argument.is_empty() {
        ask(app, Asks::Words, "");
    } else {
        app.find_words(argument, app.reader.byte);
        app.mark_jump();
        app.say_hits();
    }
    Vec::new()
}

pub(super) fn ask(app: &mut App, asks: Asks, text: &str) {
    let before = app.reader.clone();
    app.overlay =
        Some(Overlay::Prompt(Prompt { asks, line: Line::new(text), choices: Vec::new(), choice: None, before }));
    typed(app);
}

fn run(app: &mut App, line: &str) -> Vec<Effect> {
    // As in vi and less: a bang runs the shell, a number is a story.
    let line = line.trim();
    if let Some(shell) = line.strip_prefix('!') {
        return command(app, &format!("shell {shell}"));
    }
    match Action::parse(line) {
        Ok(action) => table::update(app, &action),
        Err(wrong) => {
            app.say(wrong);
            Vec::new()
        }
    }
}

/// The line has changed.
pub(super) fn typed(app: &mut App) {
    match &mut app.overlay {
        Some(Overlay::Prompt(prompt)) => {
            let typed = prompt.line.text().trim_start().to_owned();
            match prompt.asks {
                Asks::Command => {
                    prompt.choices = choices(&typed);
                    prompt.choice = None;
                }
                Asks::Words => {
                    let byte = prompt.before.byte;
                    app.reader = prompt.before.clone();
                    app.find_words(&typed, byte);
                }
            }
        }
        Some(Overlay::Find(_)) => app.refind(),
        _ => {}
    }
}

/// The commands that a beginning could mean: those that begin with it first.
fn choices(typed: &str) -> Vec<usize> {
    if typed.contains(' ') || typed.starts_with('!') {
        return Vec::new();
    }
    let asked = |at: &usize| COMMANDS.get(*at).is_some_and(|command| !command.doc.starts_with("In a prompt"));
    let starts = |at: &usize| COMMANDS.get(*at).is_some_and(|command| command.name.starts_with(typed));
    let holds = |at: &usize| COMMANDS.get(*at).is_some_and(|command| command.name.contains(typed));
    let all = 0..COMMANDS.len();
    let (first, then) = (all.clone().filter(starts), all.filter(|at| holds(at) && !starts(at)));
    first.chain(then).filter(asked).collect()
}

pub(super) fn accept(app: &mut App, _: &str) -> Vec<Effect> {
    match app.overlay.take() {
        Some(Overlay::Prompt(prompt)) => match prompt.asks {
            Asks::Command => {
                let chosen = prompt.choice.and_then(|at| COMMANDS.get(*prompt.choices.get(at)?));
                let line = chosen.map_or(prompt.line.text(), |command| command.name);
                if line.trim().is_empty() { Vec::new() } else { run(app, line) }
            }
            Asks::Words => {
                let now = std::mem::replace(&mut app.reader, prompt.before);
                if now.byte != app.reader.byte {
                    app.mark_jump();
                }
                app.reader = now;
                app.say_hits();
                Vec::new()
            }
        },
        Some(Overlay::Find(find)) => {
            app.take_hit(&find);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

pub(super) fn cancel(app: &mut App, _: &str) -> Vec<Effect> {
    match app.overlay.take() {
        Some(Overlay::Prompt(prompt)) if prompt.asks == Asks::Words => {
            app.hits.clear();
            app.reader = prompt.before;
        }
        Some(Overlay::Find(find)) => app.leave_find(*find),
        _ => {}
    }
    Vec::new()
}

pub(super) fn choice_next(app: &mut App, rows: &str) -> Vec<Effect> {
    choose(app, rows.parse().unwrap_or(1))
}

pub(super) fn choice_previous(app: &mut App, rows: &str) -> Vec<Effect> {
    choose(app, -rows.parse().unwrap_or(1))
}

fn choose(app: &mut App, by: isize) -> Vec<Effect> {
    match &mut app.overlay {
        Some(Overlay::Prompt(prompt)) if !prompt.choices.is_empty() => {
            let count = prompt.choices.len() as isize;
            let at = match prompt.choice {
                None if by > 0 => 0,
                None => count - 1,
                Some(at) => (at as isize + by).rem_euclid(count),
            };
            prompt.choice = Some(at as usize);
        }
        Some(Overlay::Find(find)) => {
            find.at = find.at.saturating_add_signed(by).min(find.hits.len().saturating_sub(1));
        }
        _ => {}
    }
    Vec::new()
}

pub(super) fn complete(app: &mut App, _: &str) -> Vec<Effect> {
    match &mut app.overlay {
        Some(Overlay::Prompt(prompt)) => {
            let chosen = prompt.choices.get(prompt.choice.unwrap_or(0)).and_then(|at| COMMANDS.get(*at));
            if let Some(command) = chosen {
                prompt.line = Line::new(if command.args.is_empty() {
                    command.name.to_owned()
                } else {
                    format!("{} ", command.name)
                });
            }
            typed(app);
            Vec::new()
        }
        _ => choose(app, 1),
    }
}

impl App {
    /// The line that is being typed.
    pub(crate) fn line_mut(&mut self) -> Option<&mut Line> {
        match &mut self.overlay {
            Some(Overlay::Prompt(prompt)) => Some(&mut prompt.line),
            Some(Overlay::Find(find)) => Some(&mut find.line),
            _ => None,
        }
    }

    /// Letters typed or pasted into a prompt.
    pub(crate) fn type_in(&mut self, text: &str) {
        if let Some(line) = self.line_mut() {
            line.insert(text);
            typed(self);
        }
    }
}

fn with_line(app: &mut App, change: fn(&mut Line)) -> Vec<Effect> {
    let Some(line) = app.line_mut() else { return Vec::new() };
    let before = line.text().to_owned();
    change(line);
    if line.text() != before {
        typed(app);
    }
    Vec::new()
}

pub(super) fn cursor_left(app: &mut App, _: &str) -> Vec<Effect> {
    with_line(app, Line::left)
}

pub(super) fn cursor_right(app: &mut App, _: &str) -> Vec<Effect> {
    with_line(app, Line::right)
}

pub(super) fn cursor_home(app: &mut App, _: &str) -> Vec<Effect> {
    with_line(app, Line::home)
}

pub(super) fn cursor_end(app: &mut App, _: &str) -> Vec<Effect> {
    with_line(app, Line::end)
}

pub(super) fn erase(app: &mut App, argument: &str) -> Vec<Effect> {
    if app.line_mut().is_some_and(|line| line.text().is_empty()) {
        return cancel(app, argument);
    }
    with_line(app, |line| {
        line.erase();
    })
}

pub(super) fn erase_right(app: &mut App, _: &str) -> Vec<Effect> {
    with_line(app, Line::erase_right)
}

pub(super) fn erase_word(app: &mut App, _: &str) -> Vec<Effect> {
    with_line(app, Line::erase_word)
}

pub(super) fn erase_all(app: &mut App, _: &str) -> Vec<Effect> {
    with_line(app, Line::clear)
}
