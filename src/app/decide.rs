//! The person decides which articles are one story (merge, split, move) and who published one. The choice holds at once and
//! is kept in `coverage.toml`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::outlets::outlet_name;
use crate::app::prompt::{self, Asks};
use crate::app::{App, Effect};
use crate::article::{Outlet, OutletProof};
use crate::ingest::coverage::{self, Choice, Field};

/// Puts the story that is read and another one together.
pub(super) fn merge(app: &mut App, argument: &str) -> Vec<Effect> {
    let Some((here, there)) = two(app, argument, "merge") else { return Vec::new() };
    let name = app.library.name_to_keep(there);
    let choices = [here, there].into_iter().flat_map(|story| named(app, story, None, &name)).collect();
    choose(app, choices, "these are one story now")
}

/// Makes the article that is read a story of its own.
pub(super) fn split(app: &mut App, _: &str) -> Vec<Effect> {
    let article = app.reader.article;
    let Some(story) = app.story_of(article) else { return Vec::new() };
    if app.outlets().len() < 2 {
        app.say("this article is a story of its own");
        return Vec::new();
    }
    let rest = app.library.name_to_keep(story);
    let title = app.article(article).map(|article| article.title().to_owned()).unwrap_or_default();
    let own = app.library.free_name(&title, &rest);
    let mut choices = named(app, story, Some(article), &rest);
    choices.push((article, own));
    choose(app, choices, "this article is a story of its own now")
}

/// Moves the article that is read to another story.
pub(super) fn shift(app: &mut App, argument: &str) -> Vec<Effect> {
    let Some((here, there)) = two(app, argument, "move") else { return Vec::new() };
    let article = app.reader.article;
    // Those that stay and those that are joined are named too, or they would follow whoever has a name.
    let new = app.library.name_to_keep(there);
    let old = match app.library.name_to_keep(here) {
        old if old == new => app.library.free_name(&old, &new),
        old => old,
    };
    let mut choices = named(app, here, Some(article), &old);
    choices.extend(named(app, there, None, &new));
    choices.push((article, new));
    choose(app, choices, "moved")
}

/// Says what ties the article that is read to its story.
pub(super) fn why(app: &mut App, _: &str) -> Vec<Effect> {
    let article = app.reader.article;
    let hint = app.article(article).and_then(|article| article.story_hint.clone());
    let ties = app.place_of(article).and_then(|place| app.story()?.ties.get(place)).filter(|ties| !ties.is_empty());
    let days = match app.story().and_then(|story| story.days.as_ref()) {
        Some((first, last)) if first == last => format!(" · {first}"),
        Some((first, last)) => format!(" · {first} to {last}"),
        None => String::new(),
    };
    let said = match (hint, ties) {
        (Some(name), _) => format!("coverage.toml puts it into “{name}”{days}"),
        (None, Some(ties)) => format!("in this story by the words {}{days}", ties.join(", ")),
        (None, None) if app.outlets().len() > 1 => format!("in this story because you named them together{days}"),
        (None, None) => format!("no other article tells of this event{days}"),
    };
    app.say(said);
    Vec::new()
}

/// Names the outlet of the article that is read.
pub(super) fn outlet(app: &mut App, argument: &str) -> Vec<Effect> {
    let (at, name) = (app.reader.article, argument.trim());
    if name.is_empty() {
        prompt::ask(app, Asks::Command, "publisher ");
        return Vec::new();
    }
    let Some(kept) = app.article(at).map(|article| place(&article.id)) else { return Vec::new() };
    if let Some(article) = app.library.articles.get_mut(at) {
        Arc::make_mut(article).outlet = Outlet { name: Some(name.to_owned()), proof: OutletProof::Coverage };
    }
    app.regrouped();
    match kept {
        Some((path, article)) => {
            app.say(format!("published by {name}, kept in {}", path.display()));
            vec![Effect::Decide(vec![Choice { path, article, field: Field::Outlet, value: name.to_owned() }])]
        }
        None => {
            app.say(format!("published by {name}, until you quit: the article has no file of its own"));
            Vec::new()
        }
    }
}

/// The story that is read and the one that the person named by its number.
fn two(app: &mut App, argument: &str, command: &str) -> Option<(usize, usize)> {
    let here = app.story_of(app.reader.article)?;
    if argument.trim().is_empty() {
        prompt::ask(app, Asks::Command, &format!("{command} "));
        return None;
    }
    let there = argument.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    match there.filter(|&there| there < app.library.stories.len()) {
        Some(there) if there != here => return Some((here, there)),
        Some(_) => app.say("this is the story you are reading"),
        None => app.say(format!(
            "which story? :{command} NUMBER, from 1 to {}; you are reading {}",
            app.library.stories.len(),
            here + 1
        )),
    }
    None
}

/// The articles of a story, without one, each under `name`.
fn named(app: &App, story: usize, without: Option<usize>, name: &str) -> Vec<(usize, String)> {
    let articles = app.library.stories.get(story).map_or(&[][..], |story| &story.articles);
    articles.iter().filter(|&&article| Some(article) != without).map(|&article| (article, name.to_owned())).collect()
}

/// Makes the choice hold, and has it kept.
fn choose(app: &mut App, choices: Vec<(usize, String)>, said: &str) -> Vec<Effect> {
    if app.library.busy {
        app.say("articles are still being read; try again when they are through");
        return Vec::new();
    }
    let mut kept: Vec<Choice> = Vec::new();
    let mut unkept = None;
    for (article, name) in &choices {
        let Some(article) = app.article(*article).filter(|article| article.story_hint.as_ref() != Some(name)) else {
            continue;
        };
        match place(&article.id) {
            Some((path, article)) => kept.push(Choice { path, article, field: Field::Story, value: name.clone() }),
            None => unkept = Some(outlet_name(article).to_owned()),
        }
    }
    app.library.decide(choices);
    app.regrouped();
    app.say(match unkept {
        Some(outlet) => format!("{said}, until you quit: {outlet} has no file of its own"),
        None => said.to_owned(),
    });
    if kept.is_empty() { Vec::new() } else { vec![Effect::Decide(kept)] }
}

/// The `coverage.toml` that speaks of an article, and the article's name in it.
fn place(id: &str) -> Option<(PathBuf, String)> {
    let file = id.split('#').next().unwrap_or(id);
    if file.starts_with("seeds/") || file == "-" {
        return None;
    }
    // The record's number is part of the name.
    coverage::place(Path::new(id), None)
}
