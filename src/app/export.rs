//! Writing to files: the comparison of a story, an article's text.

use std::io;
use std::path::PathBuf;

use crate::app::{App, Effect};
use crate::article::Article;
use crate::compare::Comparison;
use crate::export::{self, StoryView};
use crate::reading::Reading;
use crate::story::Story;

pub(super) fn export(app: &mut App, argument: &str) -> Vec<Effect> {
    let said = match written(app, argument) {
        Ok((path, text)) => return vec![Effect::Write(path, text)],
        Err(said) => said,
    };
    app.say(said);
    Vec::new()
}

fn written(app: &App, argument: &str) -> Result<(PathBuf, String), String> {
    let (Some(story), Some(comparison)) = (app.story(), app.comparison()) else {
        return Err("the outlets are still being compared".into());
    };
    let path =
        PathBuf::from(if argument.is_empty() { format!("{}.md", slug(&story.name)) } else { argument.to_owned() });
    let articles: Vec<&Article> = story.articles.iter().filter_map(|&at| app.article(at).map(AsRef::as_ref)).collect();
    let readings: Vec<&Reading> = story.articles.iter().filter_map(|&at| app.reading(at).map(AsRef::as_ref)).collect();
    let view = view(story, articles, readings, comparison);
    let mut out = Vec::new();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("md").to_lowercase();
    match ending.as_str() {
        "md" | "txt" => export::markdown::story(&mut out, &view),
        "html" | "htm" => export::html::page(&mut out, &[view]),
        "json" => export::json::stories(&mut out, &[view], false),
        "csv" => quotations(&mut out, &view),
        other => return Err(format!("no export is called .{other}; there are .md, .html, .json, .csv")),
    }
    .map_err(|error| error.to_string())?;
    Ok((path, String::from_utf8_lossy(&out).into_owned()))
}

fn view<'a>(
    story: &'a Story,
    articles: Vec<&'a Article>,
    readings: Vec<&'a Reading>,
    comparison: &'a Comparison,
) -> StoryView<'a> {
    StoryView { story, articles, readings, comparison }
}

fn quotations(out: &mut Vec<u8>, view: &StoryView<'_>) -> io::Result<()> {
    export::csv::head(out)?;
    for (article, reading) in view.articles.iter().zip(&view.readings) {
        for quotation in reading.quotations.iter().filter(|quotation| quotation.is_speech()) {
            export::csv::quotation(out, &export::record::QuoteRecord::of(article, quotation))?;
        }
    }
    Ok(())
}

/// A story's name as a file's name.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in deunicode::deunicode(name).chars().filter(|c| *c != '\'') {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && slug.len() < 60 {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "comparison".into() } else { slug.into() }
}

pub(super) fn write(app: &mut App, argument: &str) -> Vec<Effect> {
    let Some(article) = app.article(app.reader.article) else { return Vec::new() };
    if argument.is_empty() {
        app.say("write needs a file’s name");
        return Vec::new();
    }
    let mut out = Vec::new();
    match export::text::article(&mut out, article) {
        Ok(()) => vec![Effect::Write(PathBuf::from(argument), String::from_utf8_lossy(&out).into_owned())],
        Err(error) => {
            app.say(error.to_string());
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_becomes_a_file() {
        assert_eq!(super::slug("Putin’s supposed “red line”!"), "putins-supposed-red-line");
        assert_eq!(super::slug("—"), "comparison");
    }
}
