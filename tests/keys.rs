//! Keys typed, screen seen.

mod harbour;

use harbour::{open, press, seen};
use parallax::app::{App, Effect, Input};

/// After `keys` on a screen of 120×40 the screen shows every one of `shown` and none of `hidden`.
fn shows(keys: &str, shown: &[&str], hidden: &[&str]) -> App {
    let mut app = open((120, 40));
    press(&mut app, keys);
    let screen = seen(&app);
    for text in shown {
        assert!(screen.contains(text), "after {keys:?}, “{text}” is missing:\n{screen}");
    }
    for text in hidden {
        assert!(!screen.contains(text), "after {keys:?}, “{text}” is there:\n{screen}");
    }
    app
}

#[test]
fn the_reader_opens_with_three_panes() {
    shows(
        "",
        &["SOURCES", "QUOTES 1", "Storm shuts the Elm Street bridge", "Harbour Post", "Ada Brandt", "[Read]"],
        &[],
    );
}

#[test]
fn enter_opens_and_closes_what_the_others_have() {
    shows("<enter>", &["┌≠B ¶1", "A storm has closed the bridge", "c ¶1"], &[]);
    shows("<enter><enter>", &[], &["A storm has closed the bridge"]);
    shows("<enter><esc>", &[], &["A storm has closed the bridge"]);
}

#[test]
fn the_next_outlet_stands_at_the_same_passage() {
    shows("]", &["A storm has closed the bridge", "B at the same passage", "B ¶1"], &[]);
    shows("][", &["A Harbour Post at the same passage"], &[]);
    shows("GG]", &["this passage was not found there; the nearest earlier is"], &[]);
    shows("3", &["東港日報"], &["Nobody was hurt."]);
}

#[test]
fn quotes_lead_to_their_words_and_back() {
    let mut app = shows("<tab><enter>", &["A ¶2"], &[]);
    press(&mut app, "H");
    assert!(seen(&app).contains("A ¶1"), "{}", seen(&app));
    press(&mut app, "L");
    assert!(seen(&app).contains("A ¶2"), "{}", seen(&app));
}

#[test]
fn words_are_found_counted_and_left() {
    shows("/bridge<enter>", &["[1/2] bridge"], &[]);
    shows("/bridge<enter>n", &["[2/2] bridge"], &[]);
    shows("/bridge<enter>nn", &["from the start again"], &[]);
    shows("/zebra<enter>", &["“zebra” was not found in this text"], &[]);
    shows("G/bridge<esc>", &["¶4"], &["bridge ["]);
    shows("/<backspace>j", &["¶1"], &[]);
}

#[test]
fn anything_is_found_and_leaving_restores_every_pane() {
    shows("fferries", &["Find ferries", "1 hit", "Ferries run every ten minutes"], &["SOURCES"]);
    shows("fferries<enter>", &["B ¶3", "SOURCES"], &["Find"]);
    let before = seen(&shows("]j<tab>", &[], &[]));
    let after = seen(&shows("]j<tab><ctrl-p>brandt<down><esc>", &[], &[]));
    assert_eq!(strip(&before), strip(&after));
}

/// Without the status line, where a message may have gone.
fn strip(screen: &str) -> String {
    let rows: Vec<&str> = screen.lines().collect();
    rows[..rows.len() - 1].join("\n")
}

#[test]
fn compare_shows_gaps_the_base_and_differences() {
    shows("c", &["[Compare]", "not found in this text", "base", "≠A storm has closed", "only here"], &[]);
    shows("c]B", &["B is the base"], &[]);
    shows("cv", &["showing differing: 1 rows"], &["only here"]);
    shows("cs", &["sync off"], &[]);
    shows("cq", &["[Read]"], &["[Compare]"]);
}

#[test]
fn facts_and_statements_are_listed_across_outlets() {
    shows("m", &["[Matrix]", "¶1", "2 shared", "4 only in one"], &[]);
    shows("m<enter>", &["[Compare]"], &[]);
    shows("Q", &["[Quotes]", "Ada Brandt", "not found in C"], &[]);
}

#[test]
fn what_was_set_aside_is_one_key_away() {
    shows("", &[], &["Share this article"]);
    shows("x", &["Share this article", "set aside as boilerplate: asks to share"], &[]);
}

#[test]
fn help_tells_of_every_key() {
    shows("?", &["Keys in Read", "next outlet at the same passage", "Beside a sentence"], &[]);
    shows("?q", &["SOURCES"], &["Keys in"]);
}

#[test]
fn commands_run_by_name_and_are_completed() {
    shows(":mat", &["matrix", "Show which outlet has which fact"], &[]);
    shows(":mat<tab><enter>", &["[Matrix]"], &[]);
    shows(":fly<enter>", &["no command is called “fly”"], &[]);
    shows(":<backspace>", &["SOURCES"], &[]);
}

#[test]
fn words_are_copied_with_their_citation() {
    let mut app = open((120, 40));
    let effects = press(&mut app, "y");
    let [Effect::Copy(text)] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(text.starts_with("“The Elm Street bridge was closed on Monday"), "{text}");
    assert!(text.ends_with("— Harbour Post, “Storm shuts the Elm Street bridge”, 2024-03-04, ¶1"), "{text}");
}

#[test]
fn leaving_and_suspending() {
    let mut app = open((120, 40));
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
    assert_eq!(press(&mut app, "<ctrl-z>"), [Effect::Suspend]);
    assert_eq!(press(&mut app, "cq"), []);
    assert_eq!(press(&mut app, "<ctrl-c>"), [Effect::Quit]);
}

#[test]
fn the_place_survives_every_size() {
    let mut app = open((120, 40));
    press(&mut app, "jjjjj");
    let at = |app: &mut App, size| {
        app.handle(Input::Resize(size, 40));
        press(app, "y")
    };
    let before = at(&mut app, 120);
    for columns in [60, 200, 45, 20, 80, 3, 120] {
        assert_eq!(at(&mut app, columns), before, "at {columns} columns");
    }
}

#[test]
fn an_unknown_key_says_where_to_look() {
    shows("W", &["W does nothing here; ? shows the keys that do"], &[]);
}

#[test]
fn an_article_is_split_off_moved_back_and_merged() {
    let mut app = open((120, 40));
    let before = app.library.stories.len();
    let effects = press(&mut app, "X");
    assert_eq!(app.library.stories.len(), before + 1);
    assert!(seen(&app).contains("a story of its own now"), "{}", seen(&app));
    assert_eq!(app.library.stories[0].articles, [0]);
    let kept = effects.iter().find_map(|effect| match effect {
        Effect::Decide(choices) => Some(choices.clone()),
        _ => None,
    });
    // The others are named too, or the one that has a name would draw them along.
    let names: Vec<String> = kept.unwrap_or_default().into_iter().map(|(_, _, story)| story).collect();
    assert!(names.is_empty() || names.len() == app.library.articles.len(), "{names:?}");
    press(&mut app, "X");
    assert!(seen(&app).contains("is a story of its own"), "{}", seen(&app));
    press(&mut app, "V");
    assert!(seen(&app).contains("move"), "{}", seen(&app));
    press(&mut app, "2<enter>");
    assert_eq!(app.library.stories.len(), before);
    press(&mut app, "X");
    press(&mut app, ":merge 2<enter>");
    assert_eq!(app.library.stories.len(), before);
    assert_eq!(app.library.stories[0].articles.len(), app.library.articles.len());
}

#[test]
fn a_story_that_is_not_there_changes_nothing() {
    let mut app = open((120, 40));
    press(&mut app, ":merge 9<enter>");
    assert!(seen(&app).contains("which story?"), "{}", seen(&app));
    press(&mut app, ":merge 1<enter>");
    assert!(seen(&app).contains("the story you are reading"), "{}", seen(&app));
    assert_eq!(app.library.stories.len(), 1);
}

#[test]
fn an_article_says_why_it_belongs() {
    shows("w", &["in this story"], &[]);
    shows("Xw", &["coverage.toml puts it into"], &[]);
}
