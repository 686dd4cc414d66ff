//! Facts × outlets: which outlet has which fact, and where in its text.

use super::{Material, counted};
use crate::app::outlets::{letter, paragraph, percent};
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::compare::{PassageId, Relation};

/// How a fact is set: as much as there is room for.
struct Form {
    /// Columns of one outlet's cell.
    cell: u16,
    /// Whether the cell says how far into the text.
    share: bool,
    /// The least columns for the words of a fact.
    words: u16,
    /// What stands above the counts of outlets and of origins; nothing where origins are not counted.
    tally: [&'static str; 2],
}

impl Form {
    fn of(width: u16) -> Self {
        match width {
            100.. => Self { cell: 8, share: true, words: 24, tally: ["in", "origins"] },
            80.. => Self { cell: 7, share: true, words: 24, tally: ["in", "orig."] },
            56.. => Self { cell: 5, share: false, words: 20, tally: ["in", "orig."] },
            _ => Self { cell: 5, share: false, words: 14, tally: ["in", ""] },
        }
    }
}

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
    let Form { cell, share, words, tally } = Form::of(material.width);
    let tail = 3 + tally[1].len() as u16 + 1;
    let room = material.width.saturating_sub(2 + words + tail) / cell;
    let shown = outlets.min(usize::from(room));
    let cells = shown as u16 * cell;
    let words_width = material.width.saturating_sub(cells + tail + 2).clamp(8, 120);
    let title = if words_width >= 42 { "FACT, in the words of its first outlet" } else { "FACT" };
    let mut head = SheetLine::default().own(1, title, Tone::Quiet);
    for place in 0..shown {
        head = head.own(words_width + 2 + place as u16 * cell, letter(place), Tone::Outlet(place));
    }
    head = head.own(words_width + 2 + cells, tally[0], Tone::Quiet).own(
        words_width + 2 + cells + 3,
        tally[1],
        Tone::Quiet,
    );
    let mut sheet = Sheet {
        head: Some(head),
        empty: "no fact was found in two outlets".into(),
        summary: vec![
            format!("{} in 2 or more outlets", counted(shared, ["fact", "facts"])),
            format!("{} in one", comparison.exclusive.len()),
            format!("{} differs", material.glyphs.differs),
            format!("{} and % of the text before it", material.glyphs.paragraph),
        ],
        ..Sheet::default()
    };
    for (passages, origins) in rows {
        let places: Vec<_> = passages.iter().filter_map(|id| Some((*id, *comparison.passages.get(id.0)?))).collect();
        let Some((_, first)) = places.first() else { continue };
        let Some((index, article)) = material.article(first.article) else { continue };
        sheet.item(Some((index, first.span)));
        let mut any = false;
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
            let x = words_width + 2 + place as u16 * cell;
            let found = places.iter().find(|(_, other)| other.article == place);
            line = match found.zip(material.article(place)) {
                Some(((id, other), (_, text))) => {
                    let differs = comparison
                        .aligned(*id)
                        .any(|(end, link)| link.relation == Relation::Differs && passages.contains(&end));
                    any |= differs;
                    let number = format!("{}{}", material.glyphs.paragraph, paragraph(text, other.span.start));
                    let percent = percent(text, other.span.start);
                    let line = line.own(x, format!("{number:<3}"), Tone::Plain);
                    let line = if differs {
                        line.own(0, material.glyphs.differs, Tone::Differs)
                    } else {
                        line.own(0, " ", Tone::Plain)
                    };
                    if share { line.own(0, format!("{percent:>2}"), Tone::Quiet) } else { line }
                }
                None => line.own(x, material.glyphs.none, Tone::Quiet),
            };
        }
        line = line.own(words_width + 2 + cells, carriers.len().to_string(), Tone::Strong);
        if !tally[1].is_empty() {
            line = line.own(words_width + 2 + cells + 3, origins.min(carriers.len()).to_string(), Tone::Quiet);
        }
        sheet.add(line);
        if any {
            sheet.differs();
        }
    }
    sheet
}
