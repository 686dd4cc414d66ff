//! Sourcing: how much of each article is quoted, whom it names, which phrases stand for sources without a name.

use super::Material;
use crate::app::outlets::{letter, outlet_name};
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::article::Span;
use crate::layout::wrap;

pub(super) fn sheet(material: &Material<'_>) -> Sheet {
    let comparison = material.comparison;
    let mut sheet = Sheet {
        empty: "nothing was found".into(),
        summary: format!(
            "{} articles {} counts and phrases, no judgement",
            material.articles.len(),
            material.glyphs.dot
        ),
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
            format!("   {} of {words} words are quoted ({share} %)", found.words_quoted),
            Tone::Plain,
        ));
        list(material, &mut sheet, "named", &found.named.join(", "));
        let phrases: Vec<String> = found
            .anonymous
            .iter()
            .map(|span| format!("“{}”", article.at(*span).split_whitespace().collect::<Vec<_>>().join(" ")))
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
            let line = SheetLine::default().own(3, origin.name.clone(), Tone::Strong).own(0, "   ", Tone::Plain);
            sheet.line(material.letters(line, 0, &origin.articles));
        }
    }
    sheet
}

fn list(material: &Material<'_>, sheet: &mut Sheet, name: &str, words: &str) {
    if words.is_empty() {
        return;
    }
    let width = material.width.saturating_sub(22).clamp(8, 100);
    for (at, line) in wrap(words, Span::new(0, words.len()), width).into_iter().enumerate() {
        let head = if at == 0 { name } else { "" };
        sheet.add(SheetLine::default().own(4, head, Tone::Quiet).own(20, line.of(words), Tone::Plain));
    }
}
