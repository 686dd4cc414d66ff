//! The screens, and going from one to the other.

use crate::app::keymap::Mode;
use crate::app::page::Mark;
use crate::app::panes::Pane;
use crate::app::sheet::List;
use crate::app::{App, Effect, Overlay};

/// What the whole screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Screen {
    /// Sources, article, quotations.
    #[default]
    Reader,
    /// Outlets side by side, passage by passage.
    Compare,
    /// Facts and outlets.
    Matrix,
    /// Each statement in every wording.
    Quotes,
    /// Figures with every outlet's value.
    Figures,
    /// How people are named.
    People,
    /// How each article is sourced.
    Sourcing,
}

impl Screen {
    /// All of them, in the order of the header.
    pub const ALL: [Self; 7] =
        [Self::Reader, Self::Compare, Self::Matrix, Self::Quotes, Self::Figures, Self::People, Self::Sourcing];

    /// Its name in the header.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reader => "Read",
            Self::Compare => "Compare",
            Self::Matrix => "Matrix",
            Self::Quotes => "Quotes",
            Self::Figures => "Figures",
            Self::People => "People",
            Self::Sourcing => "Sourcing",
        }
    }

    /// Where its keys stand in a keymap.
    pub fn mode(self) -> Mode {
        match self {
            Self::Reader => Mode::Reader,
            Self::Compare => Mode::Compare,
            Self::Matrix => Mode::Matrix,
            Self::Quotes => Mode::Quotes,
            Self::Figures => Mode::Figures,
            Self::People => Mode::People,
            Self::Sourcing => Mode::Sourcing,
        }
    }
}

impl App {
    /// The list of the present screen, where it has one.
    pub(crate) fn list(&self) -> Option<&List> {
        self.lists.get(Screen::ALL.iter().position(|screen| *screen == self.screen)?).filter(|_| self.is_sheet())
    }

    pub(crate) fn list_mut(&mut self) -> Option<&mut List> {
        let sheet = self.is_sheet();
        self.lists.get_mut(Screen::ALL.iter().position(|screen| *screen == self.screen)?).filter(|_| sheet)
    }

    fn is_sheet(&self) -> bool {
        !matches!(self.screen, Screen::Reader | Screen::Compare)
    }

    fn open(&mut self, screen: Screen) -> Vec<Effect> {
        if self.screen == screen {
            return Vec::new();
        }
        if screen != Screen::Reader && self.comparison().is_none() {
            self.say(if self.library.articles.is_empty() {
                "there is nothing to compare"
            } else {
                "the outlets are still being compared"
            });
            return Vec::new();
        }
        if screen == Screen::Compare && self.outlets().len() < 2 {
            self.say("this story has one outlet only: there is nothing to compare");
            return Vec::new();
        }
        if screen == Screen::Compare {
            self.enter_compare();
        }
        self.screen = screen;
        Vec::new()
    }
}

pub(super) fn reader(app: &mut App, _: &str) -> Vec<Effect> {
    app.open(Screen::Reader)
}

pub(super) fn compare(app: &mut App, _: &str) -> Vec<Effect> {
    app.open(Screen::Compare)
}

pub(super) fn matrix(app: &mut App, _: &str) -> Vec<Effect> {
    app.open(Screen::Matrix)
}

pub(super) fn quotes(app: &mut App, _: &str) -> Vec<Effect> {
    app.open(Screen::Quotes)
}

pub(super) fn figures(app: &mut App, _: &str) -> Vec<Effect> {
    app.open(Screen::Figures)
}

pub(super) fn people(app: &mut App, _: &str) -> Vec<Effect> {
    app.open(Screen::People)
}

pub(super) fn sourcing(app: &mut App, _: &str) -> Vec<Effect> {
    app.open(Screen::Sourcing)
}

pub(super) fn filter(app: &mut App, argument: &str) -> Vec<Effect> {
    app.compare_filter(argument);
    Vec::new()
}

pub(super) fn sync(app: &mut App, _: &str) -> Vec<Effect> {
    if app.screen == Screen::Compare {
        app.compare_sync();
    }
    Vec::new()
}

pub(super) fn base(app: &mut App, argument: &str) -> Vec<Effect> {
    if app.screen == Screen::Compare {
        app.compare_base(argument);
    }
    Vec::new()
}

pub(super) fn sort(app: &mut App, _: &str) -> Vec<Effect> {
    match app.list_mut() {
        Some(list) => {
            list.order += 1;
            list.at = 0;
            list.top = 0;
        }
        None => app.say("this screen has one order only"),
    }
    Vec::new()
}

pub(super) fn mouse(app: &mut App, _: &str) -> Vec<Effect> {
    app.mouse = !app.mouse;
    app.say(if app.mouse { "mouse on: the terminal selects text with Shift held" } else { "mouse off" });
    vec![Effect::Mouse(app.mouse)]
}

pub(super) fn shell(app: &mut App, line: &str) -> Vec<Effect> {
    if line.is_empty() {
        app.say("shell needs a command");
        return Vec::new();
    }
    vec![Effect::Shell(line.to_owned())]
}

pub(super) fn help(app: &mut App, _: &str) -> Vec<Effect> {
    app.overlay = Some(Overlay::Help(0));
    Vec::new()
}

/// Esc in the reader takes away what lies over the text, and never quits: terminals send Esc for much.
pub(super) fn calm(app: &mut App, _: &str) -> Vec<Effect> {
    if app.reader.evidence.take().is_some() {
        return Vec::new();
    }
    if !app.hits.words.is_empty() || !app.hits.spans.is_empty() {
        app.hits.clear();
    } else if app.reader.zoom {
        app.reader.zoom = false;
    } else if app.reader.focus != Pane::Article {
        app.reader.focus = Pane::Article;
    } else {
        app.say(format!("{} quits", app.keymap.key_for(Mode::Reader, "close").unwrap_or_else(|| ":quit".into())));
    }
    Vec::new()
}

pub(super) fn close(app: &mut App, _: &str) -> Vec<Effect> {
    if app.screen == Screen::Reader {
        return vec![Effect::Quit];
    }
    app.screen = Screen::Reader;
    Vec::new()
}

pub(super) fn quit(_: &mut App, _: &str) -> Vec<Effect> {
    vec![Effect::Quit]
}

pub(super) fn suspend(_: &mut App, _: &str) -> Vec<Effect> {
    vec![Effect::Suspend]
}

pub(super) fn redraw(_: &mut App, _: &str) -> Vec<Effect> {
    vec![Effect::Redraw]
}

/// How many passages of the article being read are shared, only here, and differ.
pub(crate) fn tally(marks: &[Vec<Mark>]) -> (usize, usize, usize) {
    let only = marks.iter().filter(|marks| marks.iter().all(|mark| *mark == Mark::None)).count();
    let differs = marks.iter().filter(|marks| marks.contains(&Mark::Differs)).count();
    (marks.len() - only, only, differs)
}
