//! Copying words with the citation that lets others find them again.

use crate::app::outlets::{file_name, paragraph};
use crate::app::panes::Pane;
use crate::app::screen::Screen;
use crate::app::{App, Effect};
use crate::article::{Article, Span};

pub(super) fn copy(app: &mut App, _: &str) -> Vec<Effect> {
    let chosen = match app.screen {
        Screen::Reader if app.reader.focus == Pane::Quotes => {
            app.quotes.sheet.items.get(app.reader.quote).and_then(|item| item.target)
        }
        Screen::Reader => app.current().map(|span| (app.reader.article, span)),
        Screen::Compare => app.compare_span(),
        _ => app.list().and_then(|list| app.sheet.items.get(list.at)).and_then(|item| item.target),
    };
    let Some((index, span)) = chosen else {
        app.say("nothing stands here to copy");
        return Vec::new();
    };
    let Some(article) = app.article(index) else { return Vec::new() };
    let speaker = app.reading(index).and_then(|reading| {
        let quotation = reading.quotations.iter().find(|quotation| quotation.span == span)?;
        let speaker = quotation.speaker.as_ref()?;
        Some(format!("{}{}", speaker.name, if speaker.certain { "" } else { " (?)" }))
    });
    let text = citation(article, span, speaker.as_deref());
    vec![Effect::Copy(text)]
}

/// The words at `span`, verbatim, then who said them, outlet, headline, date, place and address.
pub(crate) fn citation(article: &Article, span: Span, speaker: Option<&str>) -> String {
    let words: Vec<&str> = article.at(span).split_whitespace().collect();
    let mut parts = Vec::new();
    parts.extend(speaker.map(str::to_owned));
    parts.push(article.outlet.name.clone().unwrap_or_else(|| format!("outlet not named ({})", file_name(article))));
    if let Some(headline) = &article.headline {
        parts.push(format!("“{}”", headline.text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    parts.extend(article.published.as_ref().map(|date| date.get(..10).unwrap_or(date).to_owned()));
    parts.push(format!("¶{}", paragraph(article, span.start)));
    parts.extend(article.url.clone());
    let words = words.join(" ");
    let quoted = if words.starts_with(['“', '"', '„', '«', '‘']) { words } else { format!("“{words}”") };
    format!("{quoted} — {}", parts.join(", "))
}
