//! Facts × outlets: which outlet has which fact, and where in its text.

use super::Material;
use crate::app::outlets::{letter, paragraph, percent};
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::compare::{PassageId, Relation};

/// Columns of one outlet's cell.
const CELL: u16 = 8;

pub(super) fn sheet(material: &Material<'_>) -> Sheet {
    let comparison = material.comparison;
    let outlets = material.articles.len();
    let mut rows: Vec<(Vec<PassageId>, usize)> =
        comparison.facts.iter().map(|fact| (fact.passages.clone(), fact.origins)).collect();
    let shared = rows.len();
    let alone = comparison.exclusive.iter().map(|&id| (vec![id], 1));
    if material.order.is_multiple_of(2) {
        rows.extend(alone);
    } else {
        rows = alone.chain(std::mem::take(&mut rows)).collect();
    }
    // The words come first: outlets that do not fit give way from the right.
    let room = material.width.saturating_sub(2 + 24 + 12) / CELL;
    let shown = outlets.min(usize::from(room));
    let cells = shown as u16 * CELL;
    let words_width = material.width.saturating_sub(cells + 12 + 2).clamp(8, 80);
    let mut head = SheetLine::default().own(1, "FACT, in the words of its first outlet", Tone::Quiet);
    for place in 0..shown {
        head = head.own(words_width + 2 + place as u16 * CELL + 1, letter(place), Tone::Outlet(place));
    }
    head =
        head.own(words_width + 2 + cells, "in", Tone::Quiet).own(words_width + 2 + cells + 4, "origins", Tone::Quiet);
    let mut sheet = Sheet {
        head: Some(head),
        empty: "no fact was found in two outlets".into(),
        summary: format!(
            "{shared} shared   {} only in one   {p} and % of text before it   {} differs   {} not found",
            comparison.exclusive.len(),
            material.glyphs.differs,
            material.glyphs.none,
            p = material.glyphs.paragraph,
        ),
        ..Sheet::default()
    };
    for (passages, origins) in rows {
        let places: Vec<_> = passages.iter().filter_map(|id| Some((*id, *comparison.passages.get(id.0)?))).collect();
        let Some((_, first)) = places.first() else { continue };
        let Some((index, article)) = material.article(first.article) else { continue };
        sheet.item(Some((index, first.span)));
        let mut carriers: Vec<usize> = places.iter().map(|(_, place)| place.article).collect();
        carriers.sort_unstable();
        carriers.dedup();
        let tone = if carriers.len() > 1 { Tone::Plain } else { Tone::Quiet };
        let fitting = crate::layout::wrap(&article.text, first.span, words_width.saturating_sub(2)).first().copied();
        let span = fitting.unwrap_or(first.span);
        let mut line = SheetLine::default().words(1, index, span, tone);
        if span.end < first.span.end {
            line = line.own(0, material.glyphs.more, Tone::Quiet);
        }
        for place in 0..shown {
            let x = words_width + 2 + place as u16 * CELL;
            let found = places.iter().find(|(_, other)| other.article == place);
            line = match found.zip(material.article(place)) {
                Some(((id, other), (_, text))) => {
                    let differs = comparison
                        .aligned(*id)
                        .any(|(end, link)| link.relation == Relation::Differs && passages.contains(&end));
                    let number = format!("{}{}", material.glyphs.paragraph, paragraph(text, other.span.start));
                    let share = percent(text, other.span.start);
                    let line = line.own(x, format!("{number:<3}"), Tone::Plain);
                    let line = if differs {
                        line.own(0, material.glyphs.differs, Tone::Differs)
                    } else {
                        line.own(0, " ", Tone::Plain)
                    };
                    line.own(0, format!("{share:>2}"), Tone::Quiet)
                }
                None => line.own(x + 2, material.glyphs.none, Tone::Quiet),
            };
        }
        line = line.own(words_width + 2 + cells, carriers.len().to_string(), Tone::Strong);
        line = line.own(words_width + 2 + cells + 4, origins.min(carriers.len()).to_string(), Tone::Quiet);
        sheet.add(line);
    }
    sheet
}
