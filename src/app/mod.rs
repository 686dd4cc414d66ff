//! The reader's state and what changes it. Knows no terminal: keys come in, effects go out.

pub(crate) mod changed;
pub(crate) mod clip;
pub mod command;
pub(crate) mod compare;
mod decide;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod go;
pub(crate) mod help;
pub(crate) mod hits;
pub(crate) mod jump;
pub mod key;
pub mod keymap;
pub mod line;
pub(crate) mod links;
pub(crate) mod motion;
pub(crate) mod outlets;
pub(crate) mod overview;
pub(crate) mod page;
pub mod panes;
pub(crate) mod pointer;
pub(crate) mod prompt;
pub(crate) mod quotes;
pub(crate) mod reader;
pub mod screen;
pub(crate) mod sheet;
pub(crate) mod sheets;
pub(crate) mod sources;
pub mod theme;

pub use key::{Key, KeyCode};
pub use keymap::{Complaint, Keymap};
pub use theme::Theme;

use keymap::{Action, Found, Mode};
use panes::{Form, Pane};
use screen::Screen;

use crate::library::{Library, Update};

/// Everything that can happen to the reader.
#[derive(Debug, Clone)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// A mouse button or the wheel, at a cell.
    Mouse(Mouse),
    /// The terminal has this size now, in columns and rows.
    Resize(u16, u16),
    /// The background analysis has come further.
    Loaded(Update),
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// Column, from 0.
    pub column: u16,
    /// Row, from 0.
    pub row: u16,
}

/// Kinds of mouse events that the reader knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// The wheel turned towards the reader, by this many steps.
    WheelDown(u16),
    /// The wheel turned away, by this many steps.
    WheelUp(u16),
}

/// What the edge must do for the reader; `term` carries it out and reports by [`App::say`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Put this text into the clipboard.
    Copy(String),
    /// Give the terminal back and stop the process group.
    Suspend,
    /// Forget what is on the screen and draw it whole.
    Redraw,
    /// Switch mouse reporting on or off.
    Mouse(bool),
    /// Open this address with the system's program.
    OpenLink(String),
    /// Run the person's editor on a file, at a line (from 1).
    Edit(std::path::PathBuf, usize),
    /// Run a shell command with the terminal handed over.
    Shell(String),
    /// Write a file, whole.
    Write(std::path::PathBuf, String),
    /// Read one more file, or what a folder holds, into the collection.
    Open(std::path::PathBuf),
    /// Keep what the person said of articles: their story, their outlet.
    Decide(Vec<crate::ingest::coverage::Choice>),
}

/// What lies over the screen.
#[derive(Debug)]
pub(crate) enum Overlay {
    /// The keys that work here, from this line on.
    Help(usize),
    /// The links of the article.
    Links(Box<links::Links>),
    /// A prompt in the status line.
    Prompt(prompt::Prompt),
    /// Find anything.
    Find(Box<find::Find>),
}

/// The reader.
#[derive(Debug)]
pub struct App {
    /// The collection.
    pub library: Library,
    /// Columns and rows.
    pub size: (u16, u16),
    message: Option<String>,
    pub(crate) theme: Theme,
    pub(crate) keymap: Keymap,
    /// Keys of a sequence that is not complete.
    pub(crate) pending: Vec<Key>,
    pub(crate) mouse: bool,
    /// The text scrolls at the margin instead of turning the page.
    pub(crate) smooth: bool,
    pub(crate) screen: Screen,
    pub(crate) overlay: Option<Overlay>,
    pub(crate) reader: reader::Reader,
    pub(crate) compare: compare::Compare,
    pub(crate) lists: [sheet::List; Screen::ALL.len()],
    pub(crate) jumps: jump::Jumps,
    pub(crate) hits: hits::Hits,
    // What follows is made from the above and the library, and kept.
    pub(crate) panes: panes::Panes,
    /// Rises when the reading or comparison of what is read changes.
    pub(crate) generation: u64,
    pub(crate) story_of: Vec<Option<usize>>,
    pub(crate) pages: Vec<page::Page>,
    pub(crate) sources: sources::Sources,
    pub(crate) quotes: quotes::Quotes,
    pub(crate) columns: compare::columns::Columns,
    pub(crate) sheet: sheet::Sheet,
    pub(crate) sheet_key: Option<sheets::Key>,
}

impl App {
    /// A reader of `library` on a screen of `size` (columns, rows), with our own keys.
    pub fn new(library: Library, size: (u16, u16)) -> Self {
        Self::with_keys(library, size, Keymap::ours())
    }

    /// The same with the keys of `keymap`.
    pub fn with_keys(library: Library, size: (u16, u16), keymap: Keymap) -> Self {
        let mut app = Self {
            library,
            size,
            message: None,
            theme: Theme::default(),
            keymap,
            pending: Vec::new(),
            mouse: false,
            smooth: false,
            screen: Screen::Reader,
            overlay: None,
            reader: reader::Reader::default(),
            compare: compare::Compare::default(),
            lists: Default::default(),
            jumps: jump::Jumps::default(),
            hits: hits::Hits::default(),
            panes: panes::lay(size, Screen::Reader, Pane::Article, false, 0),
            generation: 0,
            story_of: Vec::new(),
            pages: Vec::new(),
            sources: sources::Sources::default(),
            quotes: quotes::Quotes::default(),
            columns: compare::columns::Columns::default(),
            sheet: sheet::Sheet::default(),
            sheet_key: None,
        };
        app.index_stories();
        app.list_sources();
        app.settle();
        app
    }

    /// Takes another look: colour or none, other glyphs.
    pub fn set_theme(&mut self, theme: Theme) {
        self.theme = theme;
        self.generation += 1;
        self.settle();
    }

    /// Lets the text scroll by lines at the margin instead of turning the page, which costs about ten times the bytes
    /// where panes stand side by side.
    pub fn set_smooth(&mut self, smooth: bool) {
        self.smooth = smooth;
    }

    /// Reports the mouse from the start, and says so where the person looks for it.
    pub fn set_mouse(&mut self, on: bool) {
        self.mouse = on;
    }

    /// Takes in one input and says what the edge must do.
    pub fn handle(&mut self, input: Input) -> Vec<Effect> {
        let effects = match input {
            Input::Key(key) => self.key(key),
            Input::Paste(text) => {
                self.type_in(&text);
                Vec::new()
            }
            Input::Mouse(mouse) => self.pointer(mouse),
            Input::Resize(columns, rows) => {
                self.size = (columns, rows);
                Vec::new()
            }
            Input::Loaded(update) => {
                self.loaded(update);
                Vec::new()
            }
        };
        self.settle();
        effects
    }

    /// Shows a message in the status line until the next key.
    pub fn say(&mut self, message: impl Into<String>) {
        self.message = Some(message.into());
    }

    /// The message in the status line.
    pub(crate) fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Where the keys that are typed now are looked up.
    pub(crate) fn mode(&self) -> Mode {
        match self.overlay {
            Some(Overlay::Prompt(_) | Overlay::Find(_)) => Mode::Prompt,
            _ => self.screen.mode(),
        }
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.message = None;
        if matches!(self.overlay, Some(Overlay::Links(_)))
            && let Key { code: KeyCode::Char(c), ctrl: false, alt: false } = key
            && self.pending.is_empty()
            && links::is_hint(c)
        {
            return self.link_letter(c);
        }
        self.pending.push(key);
        let action = match self.keymap.find(self.mode(), &self.pending) {
            Found::Action(action) => action.clone(),
            Found::Prefix => return Vec::new(),
            Found::Nothing => {
                let typed = std::mem::take(&mut self.pending);
                match (self.mode(), key) {
                    (Mode::Prompt, Key { code: KeyCode::Char(c), ctrl: false, alt: false }) => {
                        self.type_in(c.encode_utf8(&mut [0; 4]));
                    }
                    (Mode::Prompt, _) => {}
                    (mode, _) => {
                        let help = self.keymap.key_for(mode, "help").unwrap_or_else(|| ":help".into());
                        self.say(format!(
                            "{} does nothing here; {help} shows the keys that do",
                            keymap::written(&typed)
                        ));
                    }
                }
                return Vec::new();
            }
        };
        self.pending.clear();
        match self.overlay {
            Some(Overlay::Help(_)) => self.help_key(&action),
            Some(Overlay::Links(_)) => self.links_key(&action),
            _ => command::update(self, &action),
        }
    }

    /// In help, what moves moves help, and everything else closes it.
    fn help_key(&mut self, action: &Action) -> Vec<Effect> {
        let page = usize::from(self.size.1 / 2).max(1);
        let last = self.help().last_top(self.size.1);
        if let Some(Overlay::Help(top)) = &mut self.overlay {
            match help::moved(*top, action.command.name, page, last) {
                Some(moved) => *top = moved,
                None if matches!(action.command.name, "suspend" | "redraw" | "quit") => {
                    return command::update(self, action);
                }
                None => self.overlay = None,
            }
        }
        Vec::new()
    }

    fn loaded(&mut self, update: Update) {
        let current = self.reader.article;
        match &update {
            Update::Reading(article, _) => {
                self.sources.forget(*article);
                self.generation += u64::from(*article == current);
            }
            Update::Changed(article, _) => {
                // Its lines may be others now.
                self.pages.retain(|page| page.key.article != *article);
                self.generation += u64::from(*article == current);
            }
            Update::Comparison(story, _) => self.generation += u64::from(self.story_of(current) == Some(*story)),
            Update::Problem(problem) => {
                let count = self.library.problems.len();
                let said = problem.to_string();
                self.say(if count == 0 { said } else { format!("{} could not be read; the last: {said}", count + 1) });
            }
            Update::Articles(_) | Update::Stories(_) | Update::Added { .. } | Update::Done => {}
        }
        let regroup = matches!(update, Update::Articles(_) | Update::Stories(_) | Update::Added { .. });
        let added = if let Update::Added { index, .. } = &update { Some(*index) } else { None };
        self.library.apply(update);
        if regroup {
            self.regrouped();
        }
        if let Some(story) = added.and_then(|story| self.library.stories.get(story)) {
            let said = match story.articles.len() {
                1 => "opened; no other article tells of its event".to_owned(),
                count => format!("opened; joins “{}”, {count} articles now", story.name),
            };
            self.jump(self.library.articles.len() - 1, 0);
            self.say(said);
        }
    }

    /// The articles were grouped otherwise.
    pub(crate) fn regrouped(&mut self) {
        self.generation += 1;
        self.index_stories();
        self.list_sources();
    }

    /// Brings everything that is shown in line with the state, so that the view only reads.
    fn settle(&mut self) {
        let others = self.outlets().len().saturating_sub(1);
        self.panes = panes::lay(self.size, self.screen, self.reader.focus, self.reader.zoom, others);
        let one = self.reader.zoom || self.panes.form <= Form::One;
        if self.screen == Screen::Reader && !one && self.panes.of(self.reader.focus).is_empty() {
            self.reader.focus = Pane::Article;
        }
        if self.hits.stale {
            self.look();
        }
        match self.screen {
            Screen::Reader => {
                self.set_page();
                self.settle_quotes();
                self.settle_sources();
            }
            Screen::Compare => self.settle_compare(),
            _ => self.set_sheet(),
        }
    }
}
