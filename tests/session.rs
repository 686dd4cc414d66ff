//! A scripted session of the reader: after every key the terminal shows what a fresh one would, drawn whole.

#![allow(clippy::unwrap_used, reason = "a test stops where its world breaks")]

use parallax::app::{App, Effect, Input, Key, KeyCode};
use parallax::library::{self, Library, Options, Update, sources};
use parallax::term::frame::Screen;
use parallax::ui::{self, plan::Plan};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What an emulator shows, cell by cell, blanks without what does not show on them.
fn cells(emulator: &vt100::Parser) -> Vec<String> {
    let screen = emulator.screen();
    let (rows, columns) = screen.size();
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let mut cells: Vec<String> = places
        .map(|(row, column)| {
            let cell = screen.cell(row, column).unwrap();
            let blank = !cell.has_contents() || cell.contents() == " ";
            if blank && !cell.underline() && !cell.inverse() {
                return format!("{row},{column} blank on {:?}", cell.bgcolor());
            }
            let colours = (cell.fgcolor(), cell.bgcolor(), cell.underline(), cell.inverse());
            let weight = (!blank).then(|| (cell.bold(), cell.dim(), cell.italic()));
            format!("{row},{column} {:?} {colours:?} {weight:?}", if blank { " " } else { cell.contents() })
        })
        .collect();
    cells.push(format!("{:?}", (!screen.hide_cursor()).then(|| screen.cursor_position())));
    cells
}

fn emulator(columns: u16, rows: u16) -> vt100::Parser {
    let mut emulator = vt100::Parser::new(rows, columns, 0);
    emulator.process(b"\x1b[?25l");
    emulator
}

fn follow(columns: u16, rows: u16, keys: &[Key]) {
    let library = Library::open(&sources(&[]).0, Options::default());
    let mut app = App::new(library, (columns, rows));
    let mut screen = Screen::new(columns, rows);
    let mut plan = Plan::default();
    let mut shown = emulator(columns, rows);
    for (number, key) in keys.iter().enumerate() {
        let mut bytes = Vec::new();
        let cursor = ui::plan_frame(&app, screen.size(), &mut plan);
        screen.draw(|y| plan.has_changed(y), |y, cells| plan.draw(y, cells));
        screen.frame(cursor, &mut bytes);
        shown.process(&bytes);

        let mut whole = Screen::new(columns, rows);
        let mut fresh = emulator(columns, rows);
        let cursor = ui::view(&app, whole.canvas());
        bytes.clear();
        whole.frame(cursor, &mut bytes);
        fresh.process(&bytes);
        for (shown, fresh) in cells(&shown).iter().zip(&cells(&fresh)) {
            assert_eq!(shown, fresh, "before key {number}, {key:?}");
        }
        let effects = app.handle(Input::Key(*key));
        assert!(!effects.contains(&Effect::Quit), "key {number} leaves");
    }
}

/// Plain characters as keys; `^` stands for Enter, `~` for Escape, `>` for Tab.
fn keys(script: &str) -> Vec<Key> {
    script
        .chars()
        .map(|c| match c {
            '^' => KeyCode::Enter.into(),
            '~' => KeyCode::Esc.into(),
            '>' => KeyCode::Tab.into(),
            c => Key::char(c),
        })
        .collect()
}

const READING: &str = "jjjjjjjjkkjjj]jj[jj  b}{G g2jj3jj^j~zjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjzx>jj>jj>";

#[test]
fn reading_at_120_columns() {
    follow(120, 40, &keys(READING));
}

#[test]
fn comparing_and_finding_at_80_columns() {
    follow(80, 24, &keys("cjjjnnNvvvjj~/missiles^nnN~fzelen~?jjj~mjjj^~Qjjj~R]]jjjj"));
}

#[test]
fn reading_in_a_small_window() {
    follow(50, 9, &keys("jjjj]jj z jjjjcjj~?~jj"));
}

#[test]
fn a_copy_says_whose_text_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read("seeds/003_4e92dfb8546c0acc.txt").unwrap();
    for name in ["one.txt", "two.txt"] {
        std::fs::write(folder.path().join(name), &text).unwrap();
    }
    let library = Library::open(&sources(&[folder.path().to_owned()]).0, Options::default());
    let app = App::new(library, (120, 40));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    ui::view(&app, &mut buffer);
    let screen: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
    assert_eq!(screen.matches("copy of A").count(), 1, "{screen}");
}

#[test]
fn one_more_file_is_opened_while_reading() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("harbour.txt");
    let text = "Harbour board closes the pier\n\nThe harbour board closed the pier on Monday after a storm tore away its railing.\n";
    std::fs::write(&file, text).unwrap();
    let mut app = App::new(Library::default(), (120, 40));
    let mut loaded = library::run(&sources(&[]).0, library::Begun::default(), Options::default(), &mut |update| {
        app.handle(Input::Loaded(update));
    });
    let mut effects = Vec::new();
    for key in keys(&format!(":open {}^", file.display())) {
        effects.extend(app.handle(Input::Key(key)));
    }
    assert_eq!(effects, [Effect::Open(file.clone())]);
    let (articles, stories) = (app.library.articles.clone(), app.library.stories.clone());
    loaded.add(&sources(&[file]).0, articles, stories.clone(), &mut |update| {
        app.handle(Input::Loaded(update));
    });
    assert_eq!(app.library.stories.len(), 2);
    assert_eq!(app.library.stories[0], stories[0]);
    assert!(app.library.comparisons.iter().all(Option::is_some));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    ui::view(&app, &mut buffer);
    let screen: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
    assert!(screen.contains("Harbour board closes the pier") && screen.contains("no other article tells of its event"));
}

#[test]
fn the_links_of_an_article_are_opened_by_their_letters() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Pier closed\n\nThe board published its minutes (https://council.example/minutes_(2031)). The pier, see\nhttp://pier.example/plan, stays shut; write to board@council.example or file:///etc/hosts.\n";
    std::fs::write(folder.path().join("pier.txt"), text).unwrap();
    let library = Library::open(&sources(&[folder.path().to_owned()]).0, Options::default());
    for size in [(120, 40), (60, 12)] {
        let mut app = App::new(library.clone(), size);
        let press = |app: &mut App, typed: &str| -> Vec<Effect> {
            keys(typed).into_iter().flat_map(|key| app.handle(Input::Key(key))).collect()
        };
        let seen = |app: &App| -> String {
            let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
            ui::view(app, &mut buffer);
            buffer.content.iter().map(|cell| cell.symbol()).collect()
        };
        assert_eq!(press(&mut app, "l"), []);
        let screen = seen(&app);
        assert!(
            screen.contains("https://council.example/minutes_(2031)") && screen.contains("http://pier.example/plan")
        );
        assert!(!screen.contains("etc/hosts"), "{screen}");
        assert_eq!(press(&mut app, "s"), [Effect::OpenLink("http://pier.example/plan".into())]);
        assert!(seen(&app).contains("SOURCES") || size.0 < 80, "the list is closed");
        press(&mut app, "l");
        assert_eq!(press(&mut app, "z"), [], "a letter that no link has");
        assert!(seen(&app).contains("no link has the letters z"));
        press(&mut app, "q");
        assert!(!seen(&app).contains("council.example/minutes_(2031) "), "q closes the list, not the reader");
    }
}

#[test]
fn what_is_read_before_the_first_frame_is_not_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let line = "The board closed the pier on Monday after a storm.\n";
    std::fs::write(folder.path().join("a.txt"), line).unwrap();
    std::fs::write(folder.path().join("b.txt"), line.repeat(6_000)).unwrap();
    std::fs::write(folder.path().join("c.txt"), "Ferries run hourly.\n").unwrap();
    let sources = sources(&[folder.path().to_owned()]).0;
    let begun = library::begin(&sources);
    assert_eq!(begun.articles.len(), 1, "a large file is left to the analysis, and what follows it with it");
    let mut app = App::new(Library::default(), (80, 24));
    app.handle(Input::Loaded(Update::Articles(begun.articles.clone())));
    library::run(&sources, begun, Options::default(), &mut |update| {
        app.handle(Input::Loaded(update));
    });
    let ids: Vec<&str> = app.library.articles.iter().map(|article| article.id.rsplit('/').next().unwrap()).collect();
    assert_eq!(ids, ["a.txt", "b.txt", "c.txt"]);
    assert!(app.library.readings.iter().all(Option::is_some) && !app.library.busy);
}
