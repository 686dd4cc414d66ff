//! Sourcing: how much of each article is quoted, whom it names, which phrases stand for sources without a name.

use super::{Material, counted};
use crate::app::outlets::{letter, outlet_name, thousands};
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::article::Span;
use crate::export::table::cut;
use crate::layout::wrap;

pub(super) fn sheet(material: &Material<'_>) -> Sheet {
    let comparison = material.comparison;
    let mut sheet = Sheet {
        empty: "nothing was found".into(),
        summary: vec![
            counted(material.articles.len(), ["article", "articles"]),
            "counts and phrases, no judgement".into(),
        ],
        ..Sheet::default()
    };
    for found in &comparison.sourcing {
        let Some((index, article)) = material.article(found.article) else { continue };
        let words = article.words();
        let share = (found.words_quoted * 100).checked_div(words).unwrap_or(0);
        let start = found.anonymous.first().copied().unwrap_or_default();
        sheet.item(Some((index, start)));
        let name = format!("{}  {}", letter(found.article), outlet_name(article));
        sheet.add(SheetLine::default().own(1, name, Tone::Outlet(found.article)).own(
            0,
            format!("   {} of {} words are quoted ({share} %)", thousands(found.words_quoted), thousands(words)),
            Tone::Plain,
        ));
        list(material, &mut sheet, "named", &found.named.join(", "));
        let mut phrases: Vec<(String, usize)> = Vec::new();
        for span in &found.anonymous {
            let words = article.at(*span).split_whitespace().collect::<Vec<_>>().join(" ");
            match phrases.iter_mut().find(|(known, _)| known.to_lowercase() == words.to_lowercase()) {
                Some((_, count)) => *count += 1,
                None => phrases.push((words, 1)),
            }
        }
        let phrases: Vec<String> = phrases
            .into_iter()
            .map(|(words, count)| if count == 1 { format!("“{words}”") } else { format!("“{words}” ×{count}") })
            .collect();
        list(material, &mut sheet, "without a name", &phrases.join(", "));
        let verbs: Vec<String> = found
            .verbs
            .iter()
            .map(|used| match used.count {
                1 => format!("{} {}", used.speaker, used.verb),
                count => format!("{} {} ×{count}", used.speaker, used.verb),
            })
            .collect();
        list(material, &mut sheet, "verbs", &verbs.join(", "));
        sheet.line(SheetLine::default());
    }
    if !comparison.origins.is_empty() {
        sheet.line(SheetLine::default().own(1, "WHERE REPORTS COME FROM", Tone::Quiet));
        for origin in &comparison.origins {
            // Where its name first stands in the first article that relays it.
            let target =
                origin.articles.first().and_then(|&place| material.article(place)).and_then(|(at, article)| {
                    let found = article.body().find_map(|(_, block)| {
                        crate::search::matches(&article.text, block.span, &origin.name).into_iter().next()
                    });
                    Some((at, found?))
                });
            sheet.item(target);
            let name = cut(&origin.name, usize::from(NAME) - 1);
            let line = SheetLine::default().own(3, name, Tone::Strong).own(NAME + 5, "", Tone::Plain);
            sheet.add(material.letters(line, NAME + 5, &origin.articles));
        }
    }
    sheet
}

/// Columns for the name of an origin.
const NAME: u16 = 30;

fn list(material: &Material<'_>, sheet: &mut Sheet, name: &str, words: &str) {
    if words.is_empty() {
        return;
    }
    let room = material.width.saturating_sub(22).clamp(8, 100);
    for (at, line) in wrap(words, Span::new(0, words.len()), room).into_iter().enumerate() {
        let head = if at == 0 { name } else { "" };
        sheet.add(SheetLine::default().own(4, head, Tone::Quiet).own(20, line.of(words), Tone::Plain));
    }
}
