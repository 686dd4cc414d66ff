//! The reader's loop: waits, hands inputs to the application, carries out what it asks for, draws when something
//! changed. It sleeps in `poll` and nowhere else; without a key, a signal or news from the analysis it does not wake.

use std::sync::mpsc::TryRecvError;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::analysis::Analysis;
use super::decode::Decoder;
use super::frame::Screen;
use super::hand;
use super::local::Local;
use super::pace::{Pace, Stale};
use super::session::{Session, Terminal};
use super::wake::Wake;
use crate::app::keymap::Keymap;
use crate::app::theme::Theme;
use crate::app::{App, Effect, Input, MouseKind};
use crate::ingest::{self, Problem, Source, coverage};
use crate::library::{self, Library, Options, Update};
use crate::ui::plan::Plan;

/// A lone Escape is told from the start of a sequence by this much silence.
const ESCAPE: Duration = Duration::from_millis(20);

/// Inputs taken in before a frame is drawn, so that a held key still paints.
const INPUTS: usize = 64;

/// How the person wants the reader and its surroundings.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// The keys.
    pub keymap: Keymap,
    /// Colours and glyphs.
    pub theme: Theme,
    /// The text scrolls at the margin instead of turning the page.
    pub smooth: bool,
    /// The mouse is reported from the start.
    pub mouse: bool,
    /// Time between two frames at least.
    pub pace: Duration,
    /// What the reader hands things over to.
    pub commands: Commands,
    /// Said in the status line at the start: what is wrong in the configuration.
    pub message: Option<String>,
}

/// Commands for what the reader hands over; `None` for what the environment or the system says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commands {
    /// Takes copied text on its standard input.
    pub clipboard: Option<String>,
    /// Edits a file.
    pub editor: Option<String>,
    /// Opens an address.
    pub browser: Option<String>,
}

/// Runs the reader on the terminal that the program was started on, until it is left or ended by a signal.
///
/// What of `sources` can be read in a moment is in the first frame; the rest is read, and everything analysed, in the
/// background. `problems` are shown. Fails, the terminal put back, when there is no terminal or it breaks.
pub fn run(sources: Vec<Source>, problems: Vec<Problem>, options: Options, setup: Setup) -> anyhow::Result<()> {
    let mut wake = Wake::new()?;
    // Whatever breaks here breaks in the analysis too, which says so.
    let begun = std::panic::catch_unwind(|| library::begin(&sources)).unwrap_or_default();
    let signal = {
        let session = Session::enter(Local::open()?).context("cannot use the terminal")?;
        let mut app = App::with_keys(Library::default(), session.size(), setup.keymap.clone());
        app.set_theme(setup.theme);
        app.set_smooth(setup.smooth);
        app.set_mouse(setup.mouse);
        if let Some(message) = &setup.message {
            app.say(message);
        }
        let problems = problems.into_iter().chain(begun.problems.iter().cloned()).map(Update::Problem);
        let articles = (!begun.articles.is_empty()).then(|| Update::Articles(begun.articles.clone()));
        app.library.busy = true;
        for update in problems.chain(articles) {
            app.handle(Input::Loaded(update));
        }
        let analysis = Analysis::of(sources, begun, options, &wake);
        let mut reader = Reader::new(session, app, analysis, setup);
        let ended = reader.run(&mut wake);
        let Reader { session, app, .. } = reader;
        drop(session);
        // The process ends: the system takes the memory back faster than we could piece by piece.
        std::mem::forget(app);
        ended?
    };
    // The terminal is put back; end as the signal would have ended us, so that whoever sent it can tell.
    if let Some(signal) = signal {
        signal_hook::low_level::emulate_default_handler(signal)?;
    }
    Ok(())
}

/// The loop's state.
struct Reader<T: Terminal> {
    session: Session<T>,
    app: App,
    screen: Screen,
    plan: Plan,
    decoder: Decoder,
    analysis: Analysis,
    setup: Setup,
    /// Something was handled that the screen does not show yet.
    stale: Option<Stale>,
    pace: Pace,
    /// The terminal was just taken back from somebody else.
    back: bool,
    leave: bool,
}

impl<T: Terminal> Reader<T> {
    fn new(mut session: Session<T>, app: App, analysis: Analysis, setup: Setup) -> Self {
        session.mouse(setup.mouse);
        let (columns, rows) = session.size();
        let screen = Screen::new(columns, rows);
        let (stale, pace) = (Some(Stale::News), Pace::new(setup.pace));
        Self {
            session,
            app,
            screen,
            plan: Plan::default(),
            decoder: Decoder::default(),
            analysis,
            setup,
            stale,
            pace,
            back: false,
            leave: false,
        }
    }

    /// Runs until it is left; the signal that ended it, if one did.
    fn run(&mut self, wake: &mut Wake) -> anyhow::Result<Option<i32>> {
        loop {
            let drawing = self.draw_if_due()?;
            self.analysis.start();
            let ready = self.session.wait(wake.fd(), self.patience(drawing)).context("cannot wait for keys")?;
            if ready.wake {
                wake.drain();
            }
            if std::mem::take(&mut self.back) {
                wake.forget_job_control();
            }
            if let Some(signal) = wake.deadly() {
                return Ok(Some(signal));
            }
            if wake.take_continued() {
                self.come_back()?;
            }
            if wake.take_resized() {
                self.resize();
            }
            if ready.output {
                self.session.flush().context("cannot write to the terminal")?;
            }
            if ready.input {
                match self.take_keys() {
                    Ok(true) => {}
                    // Hung up: there is nobody to tell.
                    Ok(false) => return Ok(None),
                    Err(_) if ready.gone => return Ok(None),
                    Err(error) => return Err(error).context("cannot read from the terminal"),
                }
            } else if self.decoder.waiting()
                && let Some(input) = self.decoder.settle()
            {
                self.handle(input)?;
            }
            self.take_news()?;
            if self.leave {
                return Ok(None);
            }
        }
    }

    /// How long nothing need be done.
    fn patience(&self, drawing: Option<Duration>) -> Option<Duration> {
        let escape = self.decoder.waiting().then_some(ESCAPE);
        [escape, drawing].into_iter().flatten().min()
    }

    /// Draws if there is something new, the terminal took the last frame, and it is time; says how long to wait if it
    /// is not.
    fn draw_if_due(&mut self) -> anyhow::Result<Option<Duration>> {
        let Some(stale) = self.stale.filter(|_| !self.session.busy()) else { return Ok(None) };
        let wait = self.pace.wait(stale, Instant::now());
        if !wait.is_zero() {
            return Ok(Some(wait));
        }
        let cursor = crate::ui::plan_frame(&self.app, self.screen.size(), &mut self.plan);
        self.screen.know_links(self.plan.links());
        self.screen.draw(|y| self.plan.has_changed(y), |y, cells| self.plan.draw(y, cells));
        let mut bytes = Vec::new();
        self.screen.frame(cursor, &mut bytes);
        self.stale = None;
        self.pace.drew(Instant::now());
        if !bytes.is_empty() {
            self.session.write(&bytes).context("cannot write to the terminal")?;
        }
        Ok(None)
    }

    /// Takes in the keys that wait; false when the terminal has hung up.
    fn take_keys(&mut self) -> anyhow::Result<bool> {
        let mut bytes = [0; 1024];
        match self.session.read(&mut bytes)? {
            Some(0) => return Ok(false),
            Some(n) => self.decoder.feed(bytes.get(..n).unwrap_or_default()),
            None => {}
        }
        let mut wheel: Option<Input> = None;
        let mut taken = 0;
        while let Some(input) = self.decoder.next_input() {
            if let Some(before) = wheel.take() {
                if let Some(sum) = turned(&before, &input) {
                    wheel = Some(sum);
                    continue;
                }
                self.handle(before)?;
            }
            if let Input::Mouse(mouse) = &input
                && matches!(mouse.kind, MouseKind::WheelDown(_) | MouseKind::WheelUp(_))
            {
                wheel = Some(input);
                continue;
            }
            self.handle(input)?;
            taken += 1;
            if self.leave {
                return Ok(true);
            }
            if taken % INPUTS == 0 {
                self.draw_if_due()?;
            }
        }
        if let Some(wheel) = wheel {
            self.handle(wheel)?;
        }
        Ok(true)
    }

    /// Takes in news, but not for long: keys come first.
    fn take_news(&mut self) -> anyhow::Result<()> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(4) {
            match self.analysis.news.try_recv() {
                Ok(update) => self.handle(Input::Loaded(update))?,
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return Ok(()),
            }
        }
        Ok(())
    }

    fn handle(&mut self, input: Input) -> anyhow::Result<()> {
        let stale = if matches!(input, Input::Loaded(_)) { Stale::News } else { Stale::Answer };
        self.stale = self.stale.max(Some(stale));
        if stale == Stale::Answer {
            self.pace.ask(Instant::now());
            panic_if_asked("key");
        }
        let effects = self.app.handle(input);
        effects.into_iter().try_for_each(|effect| self.carry_out(effect))
    }

    /// Has one more file, or what a folder holds, read by the analysis.
    fn open(&mut self, path: &std::path::Path) -> anyhow::Result<()> {
        let (sources, problems) = ingest::discover(&[path.to_owned()]);
        for problem in problems {
            self.handle(Input::Loaded(Update::Problem(problem)))?;
        }
        if sources.is_empty() {
            return self.handle(Input::Loaded(Update::Done));
        }
        let library = &self.app.library;
        if !self.analysis.ask(sources, library.articles.clone(), library.stories.clone()) {
            self.app.say("the analysis broke down: start anew to read more");
        }
        Ok(())
    }

    fn carry_out(&mut self, effect: Effect) -> anyhow::Result<()> {
        match effect {
            Effect::Quit => self.leave = true,
            Effect::Redraw => self.screen.forget(),
            Effect::Mouse(on) => self.session.mouse(on),
            Effect::Suspend => {
                self.session.leave();
                hand::stop();
                self.come_back()?;
            }
            Effect::Copy(text) => {
                let command = self.setup.commands.clipboard.as_deref();
                let said = super::clipboard::copy(&text, command, &mut |bytes| self.session.write(bytes));
                self.app.say(said);
            }
            Effect::OpenLink(address) => {
                let said = hand::open_link(&address, self.setup.commands.browser.as_deref());
                self.app.say(said);
            }
            Effect::Edit(path, line) => {
                let editor = self.setup.commands.editor.clone();
                self.hand_over(|| hand::edit(&path, line, editor))?;
            }
            Effect::Shell(command) => self.hand_over(|| hand::shell(&command))?,
            Effect::Open(path) => self.open(&path)?,
            Effect::Decide(choices) => {
                if let Err(error) = coverage::keep(&choices) {
                    self.app.say(format!("{error:#}; the choice holds until you quit"));
                }
            }
            Effect::Write(path, text) => {
                let said = hand::write(&path, &text);
                self.app.say(said);
            }
        }
        Ok(())
    }

    /// Gives the terminal to another program and takes it back.
    fn hand_over(&mut self, run: impl FnOnce() -> Option<String>) -> anyhow::Result<()> {
        self.session.leave();
        let said = run();
        self.come_back()?;
        if let Some(said) = said {
            self.app.say(said);
        }
        Ok(())
    }

    fn come_back(&mut self) -> anyhow::Result<()> {
        self.session.reenter().context("cannot take the terminal back")?;
        self.resize();
        self.screen.reenter();
        self.back = true;
        Ok(())
    }

    fn resize(&mut self) {
        let (columns, rows) = self.session.size();
        self.screen.resize(columns, rows);
        self.stale = Some(Stale::Answer);
        // A change of size asks for nothing but to be drawn.
        drop(self.app.handle(Input::Resize(columns, rows)));
    }
}

/// A panic for the tests of what happens then: in a debug build, `PARALLAX_TEST_PANIC` names the place.
#[allow(clippy::panic, reason = "compiled into debug builds only, and asked for by name")]
pub(super) fn panic_if_asked(place: &str) {
    if cfg!(debug_assertions) && std::env::var_os("PARALLAX_TEST_PANIC").is_some_and(|asked| asked == place) {
        std::panic::panic_any("asked to panic");
    }
}

/// Two turns of the wheel in the same direction as one; `None` for anything else.
fn turned(before: &Input, now: &Input) -> Option<Input> {
    let (Input::Mouse(before), Input::Mouse(now)) = (before, now) else { return None };
    let kind = match (before.kind, now.kind) {
        (MouseKind::WheelDown(a), MouseKind::WheelDown(b)) => MouseKind::WheelDown(a.saturating_add(b)),
        (MouseKind::WheelUp(a), MouseKind::WheelUp(b)) => MouseKind::WheelUp(a.saturating_add(b)),
        _ => return None,
    };
    Some(Input::Mouse(crate::app::Mouse { kind, ..*now }))
}
