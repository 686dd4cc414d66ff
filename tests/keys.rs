//! Keys typed, screen seen.

mod harbour;

use harbour::{open, press, seen};
use parallax::app::{App, Effect, Input, Mouse, MouseKind};

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
    shows("][", &["A Harbour Post at the passage that you came from"], &[]);
    shows("GG]", &["not found in B; the nearest earlier is A ¶2, at B ¶2"], &[]);
    shows("3", &["東港日報"], &["Nobody was hurt."]);
    shows("1", &["this is A Harbour Post"], &[]);
    shows("9", &["this story has no outlet 9"], &[]);
}

#[test]
fn going_round_the_outlets_comes_back_to_the_same_words() {
    let before = press(&mut shows("G", &["A ¶4"], &[]), "y");
    let mut app = shows("G]]]", &["A ¶4", "at the passage that you came from"], &[]);
    assert_eq!(press(&mut app, "y"), before);
    // Who moves on reads another passage: that one is followed then.
    shows("G]gg[", &["A Harbour Post at the same passage"], &[]);
}

#[test]
fn back_gives_the_pane_that_was_left() {
    let mut app = open((120, 40));
    press(&mut app, "]<tab>j");
    let effects = press(&mut app, "y");
    press(&mut app, "<enter>jjH");
    assert_eq!(press(&mut app, "y"), effects);
    assert!(seen(&app).contains("to the words"), "{}", seen(&app));
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
fn what_is_reported_without_marks_is_one_key_away() {
    shows("", &["QUOTES"], &["REPORTED WITHOUT MARKS"]);
    shows("i", &["REPORTED WITHOUT MARKS", " a quick repair"], &["“a quick repair"]);
    shows("ii", &["QUOTES"], &["REPORTED WITHOUT MARKS"]);
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
    for place in ["/bridge<enter>n<enter>", "]<tab>j", "zjj", "x<tab><tab>", "cjjB", "c]s", "mj", "Qo", "P", "G<enter>"]
    {
        let before = seen(&shows(place, &[], &["Find"]));
        for way in ["fbrandt<down><esc>", "f<backspace>", "<ctrl-p>a<ctrl-c>", "fnothing of it<enter>"] {
            let after = seen(&shows(&format!("{place}{way}"), &[], &["Find"]));
            assert_eq!(strip(&before), strip(&after), "{place} {way}");
        }
    }
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
    shows("cv", &["showing differing: 1 row"], &["only here"]);
    shows("cvv", &["showing shared: "], &["only here"]);
    shows("cvvv", &["showing only here: "], &["see ¶"]);
    shows("cvvvv", &["showing all: "], &[]);
    shows("cs", &["sync off: A moves by line"], &[]);
    shows("cGn", &["no further difference"], &[]);
    shows("cGN", &["[1/1] differs"], &[]);
    shows("csnj", &["sync on"], &["sync off"]);
    shows("cs<enter>", &["[Read]", "A ¶1"], &[]);
    shows("cq", &["[Read]"], &["[Compare]"]);
}

#[test]
fn compare_has_no_row_in_which_no_outlet_shown_says_anything() {
    let mut app = open((80, 24));
    press(&mut app, "c");
    let mut rows = 0;
    for _ in 0..12 {
        let screen = seen(&app);
        let gaps = |row: &str| row.matches("not found in this text").count() == 2;
        assert!(!screen.lines().any(gaps), "{screen}");
        rows += 1;
        press(&mut app, "j");
    }
    assert_eq!(rows, 12);
}

#[test]
fn compare_opens_with_the_outlets_that_carry_the_passage() {
    let mut app = open((80, 24));
    press(&mut app, ")c");
    let screen = seen(&app);
    assert!(screen.contains("C  東港日報") && screen.contains("けが人はいない。"), "{screen}");
}

#[test]
fn facts_and_statements_are_listed_across_outlets() {
    shows("m", &["[Matrix]", "¶1", "2 facts in 2 or more outlets", "4 in one"], &[]);
    shows("m<enter>", &["[Compare]"], &[]);
    shows("Q", &["[Quotes]", "Ada Brandt", "not found in C"], &[]);
}

#[test]
fn every_list_goes_to_its_place_and_back() {
    for (key, name) in
        [("m", "[Matrix]"), ("Q", "[Quotes]"), ("F", "[Figures]"), ("P", "[People]"), ("S", "[Sourcing]")]
    {
        shows(&format!("{key}<enter>"), &[], &[name]);
        shows(&format!("{key}<enter>H"), &[name], &[]);
    }
}

#[test]
fn next_goes_to_the_next_difference_in_a_list() {
    shows("mjn", &["no further difference here"], &[]);
    shows("mjN", &["[1/1] differs"], &[]);
    shows("Pn", &["no difference was found here"], &[]);
    shows("Fn", &["[2/2] differs"], &[]);
    shows("n", &["no further difference in this text"], &[]);
    shows("Gn", &["no further difference in this text"], &[]);
    shows("GN", &["[1/1] differs in another outlet"], &[]);
}

#[test]
fn keys_of_the_reader_say_so_elsewhere() {
    for screen in ["c", "m", "Q", "F", "P", "S"] {
        shows(&format!("{screen}x"), &["what was set aside is shown in the Reader"], &[]);
        shows(&format!("{screen}z"), &["this screen is one pane"], &[]);
        shows(&format!("{screen}xR"), &["SOURCES"], &["Share this article"]);
        shows(&format!("{screen}q"), &["[Read]"], &[]);
        shows(&format!("{screen}<esc>"), &["[Read]"], &[]);
    }
}

#[test]
fn a_doubtful_speaker_has_a_reason() {
    shows("]", &["engineers ?"], &["not named beside"]);
    shows("]<tab>j", &["? described far from the words"], &[]);
    shows("]<tab>", &["enter to the words"], &["? described far"]);
}

#[test]
fn a_part_of_the_overview_is_gone_to() {
    let mut app = open((200, 50));
    let bar = seen(&app).lines().nth(2).and_then(|row| row.find('▌').map(|at| row[..at].chars().count()));
    assert!(bar.is_some(), "{}", seen(&app));
    app.handle(Input::Mouse(Mouse { kind: MouseKind::Press, column: 142, row: 47 }));
    assert!(seen(&app).contains("A ¶4"), "{}", seen(&app));
    press(&mut app, "H");
    assert!(seen(&app).contains("A ¶1"), "{}", seen(&app));
}

#[test]
fn a_place_is_gone_to_by_its_number() {
    shows(":place 3<enter>", &["A ¶3"], &[]);
    shows(":place 100%<enter>", &["A ¶4"], &[]);
    shows(":place 0%<enter>", &["A ¶1"], &[]);
    shows(":place 3<enter>H", &["A ¶1"], &[]);
    shows(":place 99<enter>", &["this text has no place 99"], &[]);
}

#[test]
fn filters_narrow_what_is_found() {
    shows("fis:quote friday", &["2 hits", "We will have traffic back"], &["The mayor wants"]);
    shows("fspeaker:brandt", &["Ada Brandt: We will have"], &["hopeful"]);
    shows("foutlet:post friday", &["A Harbour Post"], &["The mayor wants"]);
    shows("fxxqqzz", &["nothing found", "Nothing holds these letters", "speaker:NAME"], &[]);
}

#[test]
fn hints_are_whole_or_left_out() {
    for columns in (40..=160).step_by(5) {
        for keys in ["", "<tab>", "<tab><tab>", "c", "m", "Q", "F", "P", "S"] {
            let mut app = open((columns, 24));
            press(&mut app, keys);
            let screen = seen(&app);
            let last = screen.lines().last().unwrap_or("").to_owned();
            let whole = ["keys", "quit", "back", "Read"].iter().any(|hint| last.ends_with(hint));
            assert!(whole, "{keys} at {columns}: {last}");
        }
    }
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
    shows("c?", &["Keys in Compare", "sync on and off"], &[]);
    let mut app = open((80, 24));
    press(&mut app, "?");
    assert!(seen(&app).contains("more below") && !seen(&app).contains("not certain"), "{}", seen(&app));
    press(&mut app, "Gj");
    assert!(seen(&app).contains("not certain"), "{}", seen(&app));
    press(&mut app, "kg");
    assert!(seen(&app).contains("next line"), "{}", seen(&app));
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
    let names: Vec<String> = kept.unwrap_or_default().into_iter().map(|choice| choice.value).collect();
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
fn the_reader_says_who_published_an_article() {
    shows("O", &["publisher"], &[]);
    shows("OHill Post<enter>", &["published by Hill Post", "named by coverage.toml"], &["outlet not named"]);
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
