//! Which keys run which commands: one trie a screen, made from `{ on, run, desc }` rows, ours and the person's alike.

use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::app::command::{self, Command};
use crate::app::key::{self, Key};

/// Our own keys.
pub const KEYMAP: &str = include_str!("../../assets/keymap.toml");

/// Keys for people who use arrows, Page, Home and function keys; laid over [`KEYMAP`].
pub const PLAIN: &str = include_str!("../../assets/keymap-plain.toml");

/// Where keys hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Everywhere but in a prompt.
    All,
    /// In a prompt: what is not bound is a letter of the line.
    Prompt,
    /// The reader.
    Reader,
    /// The comparison.
    Compare,
    /// Facts and outlets.
    Matrix,
    /// Quotations across outlets.
    Quotes,
    /// Figures.
    Figures,
    /// People.
    People,
    /// Sourcing.
    Sourcing,
}

impl Mode {
    const ALL: [(&'static str, Self); 9] = [
        ("all", Self::All),
        ("prompt", Self::Prompt),
        ("reader", Self::Reader),
        ("compare", Self::Compare),
        ("matrix", Self::Matrix),
        ("quotes", Self::Quotes),
        ("figures", Self::Figures),
        ("people", Self::People),
        ("sourcing", Self::Sourcing),
    ];

    /// Its name in a keymap file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, mode)| *mode == self).map_or("", |(name, _)| name)
    }
}

/// A command with its arguments, as a key or the `:` prompt asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The command.
    pub command: &'static Command,
    /// What follows its name.
    pub argument: String,
}

impl Action {
    /// Reads a command line; the error says what is wrong with it.
    pub fn parse(line: &str) -> Result<Self, String> {
        let (name, argument) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
        let command = command::named(name).ok_or_else(|| format!("no command is called “{name}”"))?;
        Ok(Self { command, argument: argument.trim().to_owned() })
    }
}

/// One row of a keymap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it holds.
    pub mode: Mode,
    /// The keys: one or several sequences.
    pub on: Vec<Vec<Key>>,
    /// What they run.
    pub action: Action,
    /// What it does, for the reader.
    pub desc: String,
    /// Whether the row names its own words; rows without are left out of help.
    pub told: bool,
}

/// Something wrong in a keymap file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub text: String,
}

impl std::fmt::Display for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}

/// What a sequence of keys stands for.
#[derive(Debug)]
pub enum Found<'a> {
    /// A command.
    Action(&'a Action),
    /// The beginning of longer sequences.
    Prefix,
    /// Nothing.
    Nothing,
}

#[derive(Debug, Clone, Default)]
struct Node {
    action: Option<Action>,
    next: FxHashMap<Key, Node>,
}

impl Node {
    fn reach(&mut self, keys: &[Key]) -> &mut Self {
        match keys.split_first() {
            None => self,
            Some((first, rest)) => self.next.entry(*first).or_default().reach(rest),
        }
    }

    fn find(&self, keys: &[Key]) -> Option<&Self> {
        let Some((first, rest)) = keys.split_first() else { return Some(self) };
        self.next.get(first).and_then(|node| node.find(rest))
    }
}

/// All keys.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    roots: FxHashMap<Mode, Node>,
    rows: Vec<Row>,
}

impl Keymap {
    /// Our own keys.
    pub fn ours() -> Self {
        let mut keymap = Self::default();
        // Ours is held right by a test, so nothing can be said here.
        let _ = keymap.lay(KEYMAP);
        keymap
    }

    /// Lays a keymap file over what is there. Rows that are right are taken, the others named with their line.
    pub fn lay(&mut self, source: &str) -> Vec<Complaint> {
        let line = |at: usize| source.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1;
        let (table, broken) = DeTable::parse_recoverable(source);
        let mut complaints: Vec<Complaint> = broken
            .iter()
            .map(|error| Complaint {
                line: line(error.span().map_or(0, |span| span.start)),
                text: error.message().to_owned(),
            })
            .collect();
        for (name, rows) in table.get_ref() {
            let mode = Mode::ALL.iter().find(|(known, _)| *known == name.get_ref().as_ref()).map(|&(_, mode)| mode);
            let (Some(mode), DeValue::Array(rows)) = (mode, rows.get_ref()) else {
                let text =
                    format!("“{}” is no list of keys; there are all, prompt, reader, compare, …", name.get_ref());
                complaints.push(Complaint { line: line(name.span().start), text });
                continue;
            };
            for row in rows.iter() {
                if let Err(text) = self.row(mode, row) {
                    complaints.push(Complaint { line: line(row.span().start), text });
                }
            }
        }
        complaints.sort_by_key(|complaint| complaint.line);
        complaints
    }

    fn row(&mut self, mode: Mode, row: &Spanned<DeValue<'_>>) -> Result<(), String> {
        let DeValue::Table(row) = row.get_ref() else {
            return Err("a row looks like { on = \"j\", run = \"line-down\" }".into());
        };
        let field = |name: &str| row.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value.get_ref());
        if let Some((key, _)) = row.iter().find(|(key, _)| !matches!(key.get_ref().as_ref(), "on" | "run" | "desc")) {
            return Err(format!("“{}” is not known; a row has on, run and desc", key.get_ref()));
        }
        let on: Vec<Vec<Key>> = match field("on") {
            Some(DeValue::String(one)) => vec![key::sequence(one)?],
            Some(DeValue::Array(many)) => many
                .iter()
                .map(|one| match one.get_ref() {
                    DeValue::String(one) => key::sequence(one),
                    _ => Err("on is a key in quotes, or a list of these".into()),
                })
                .collect::<Result<_, String>>()?,
            _ => return Err("on is missing: which key?".into()),
        };
        let Some(DeValue::String(run)) = field("run") else { return Err("run is missing: which command?".into()) };
        let action = if run.trim().is_empty() { None } else { Some(Action::parse(run)?) };
        for keys in &on {
            self.roots.entry(mode).or_default().reach(keys).action = action.clone();
            for row in self.rows.iter_mut().filter(|row| row.mode == mode) {
                row.on.retain(|known| known != keys);
            }
        }
        self.rows.retain(|row| !row.on.is_empty());
        if let Some(action) = action {
            let said = match field("desc") {
                Some(DeValue::String(desc)) => Some(desc.to_string()),
                _ => None,
            };
            let told = said.is_some();
            let desc = said.unwrap_or_else(|| action.command.doc.to_owned());
            // A key that is laid over ours joins the row that says the same.
            match self.rows.iter_mut().find(|row| row.mode == mode && row.action == action) {
                Some(row) => row.on.extend(on),
                None => self.rows.push(Row { mode, on, action, desc, told }),
            }
        }
        Ok(())
    }

    /// What `keys` stand for in `mode`: its own keys go before those that hold everywhere.
    pub fn find(&self, mode: Mode, keys: &[Key]) -> Found<'_> {
        let modes: &[Mode] = if mode == Mode::Prompt { &[Mode::Prompt] } else { &[mode, Mode::All] };
        let mut prefix = false;
        for mode in modes {
            match self.roots.get(mode).and_then(|root| root.find(keys)) {
                Some(Node { action: Some(action), .. }) => return Found::Action(action),
                Some(node) if !node.next.is_empty() => prefix = true,
                _ => {}
            }
        }
        if prefix { Found::Prefix } else { Found::Nothing }
    }

    /// How the sequences that begin with `keys` go on: (next key, what it does). For a hint while a sequence is typed.
    pub fn following(&self, mode: Mode, keys: &[Key]) -> Vec<(Key, &str)> {
        self.rows
            .iter()
            .filter(|row| row.mode == mode || row.mode == Mode::All)
            .flat_map(|row| row.on.iter().map(move |on| (on, row)))
            .filter(|(on, _)| on.starts_with(keys))
            .filter_map(|(on, row)| Some((*on.get(keys.len())?, row.desc.as_str())))
            .collect()
    }

    /// The rows that hold in `mode`, its own first, then those that hold everywhere.
    pub fn rows(&self, mode: Mode) -> impl Iterator<Item = &Row> {
        let own = self.rows.iter().filter(move |row| row.mode == mode);
        own.chain(self.rows.iter().filter(move |row| mode != Mode::All && row.mode == Mode::All))
    }

    /// The first key that runs `line` in `mode`, as written.
    pub fn key_for(&self, mode: Mode, line: &str) -> Option<String> {
        let (name, argument) = line.split_once(' ').unwrap_or((line, ""));
        self.rows(mode)
            .find(|row| row.action.command.name == name && row.action.argument == argument)
            .and_then(|row| row.on.first())
            .map(|keys| written(keys))
    }
}

/// A sequence as a person writes it.
pub fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}
