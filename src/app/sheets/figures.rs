//! Figures: what is counted, with each outlet's value in its own words; and where outlets contradict each other.

use super::{Material, counted};
use crate::app::outlets::{letter, paragraph};
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::article::Span;
use crate::compare::{ConflictKind, Words};

pub(super) fn sheet(material: &Material<'_>) -> Sheet {
    let comparison = material.comparison;
    let mut sheet = Sheet {
        empty: "no figure was found".into(),
        summary: vec![
            counted(comparison.figures.len(), ["figure", "figures"]),
            counted(comparison.conflicts.len(), ["point on which outlets differ", "points on which outlets differ"]),
        ],
        ..Sheet::default()
    };
    if !comparison.conflicts.is_empty() {
        sheet.line(SheetLine::default().own(1, "WHERE OUTLETS DIFFER", Tone::Quiet));
    }
    for conflict in &comparison.conflicts {
        let target = conflict.sides.first().and_then(|side| Some((material.article(side.article)?.0, side.span)));
        sheet.item(target);
        sheet.differs();
        sheet.add(SheetLine::default().own(1, material.glyphs.differs, Tone::Differs).own(
            3,
            conflict.why.clone(),
            Tone::Strong,
        ));
        for side in &conflict.sides {
            let Some((index, article)) = material.article(side.article) else { continue };
            let at = sheet.lines.len();
            sheet.add_words((index, article), side.span, &[], 10, columns(material), ["", ""], 4, Tone::Plain);
            lead(material, &mut sheet, at, side.article, paragraph(article, side.span.start), false);
            // Whether it is a conflict, the reader judges by the sentences.
            sentence(material, &mut sheet, at, side, conflict.kind == ConflictKind::Figure);
        }
    }
    let many = |row: &&crate::compare::FigureRow| {
        let first = row.values.first().map(|value| value.words.article);
        row.values.iter().any(|value| Some(value.words.article) != first)
    };
    let (shared, single): (Vec<_>, Vec<_>) = comparison.figures.iter().partition(many);
    for (title, rows) in [("IN TWO OR MORE OUTLETS", shared), ("IN ONE OUTLET", single)] {
        if rows.is_empty() {
            continue;
        }
        if !sheet.lines.is_empty() {
            sheet.line(SheetLine::default());
        }
        sheet.line(SheetLine::default().own(1, title, Tone::Quiet));
        for row in rows {
            let target =
                row.values.first().and_then(|value| Some((material.article(value.words.article)?.0, value.words.span)));
            sheet.item(target);
            sheet.add(SheetLine::default().own(3, row.what.clone(), Tone::Strong));
            for value in &row.values {
                let Some((index, article)) = material.article(value.words.article) else { continue };
                let at = sheet.lines.len();
                let width = columns(material);
                let tone = if value.agrees { Tone::Plain } else { Tone::Differs };
                sheet.add_words((index, article), value.words.span, &[], 10, width, ["", ""], 2, tone);
                let number = paragraph(article, value.words.span.start);
                lead(material, &mut sheet, at, value.words.article, number, !value.agrees);
                sentence(material, &mut sheet, at, &value.words, false);
                if !value.agrees {
                    sheet.differs();
                }
            }
        }
    }
    sheet
}

/// Up to which column values are set.
fn columns(material: &Material<'_>) -> u16 {
    if material.width < ROOMY { material.width } else { SENTENCE }
}

/// Where the sentence stands beside the value.
const SENTENCE: u16 = 42;

/// Columns in which a sentence has room beside the value.
const ROOMY: u16 = 100;

/// The sentence around a value: beside it where there is room, else below where it must be `shown`.
fn sentence(material: &Material<'_>, sheet: &mut Sheet, at: usize, value: &Words, shown: bool) {
    let Some((index, article)) = material.article(value.article) else { return };
    let Some(whole) = material.around(value.article, value.span) else { return };
    if material.width < ROOMY {
        if shown {
            sheet.add_words((index, article), whole, &[], 10, material.width, ["", ""], 3, Tone::Quiet);
        }
        return;
    }
    let room = material.width - SENTENCE - 2;
    // From its start where the value is then in view, else from a word that leaves room behind the value.
    let wide = |span: Span| crate::layout::width(span.of(&article.text));
    let mut start = whole.start;
    if wide(Span::new(whole.start, value.span.end)) > room {
        let words = Span::new(whole.start, value.span.start).of(&article.text);
        let starts =
            words.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| whole.start + at + c.len_utf8());
        let fits = |start: &usize| wide(Span::new(*start, value.span.end)) <= room * 2 / 3;
        start = starts.clone().find(fits).or_else(|| starts.clone().next_back()).unwrap_or(whole.start);
    }
    if let Some(line) = sheet.lines.get_mut(at) {
        let mut new = std::mem::take(line);
        if start > whole.start {
            new = new.own(SENTENCE, material.glyphs.more, Tone::Quiet);
        }
        *line = new
            .words(SENTENCE, index, Span::new(start, value.span.start), Tone::Quiet)
            .words(0, index, value.span, Tone::Strong)
            .words(0, index, Span::new(value.span.end, whole.end), Tone::Quiet);
    }
}

fn lead(material: &Material<'_>, sheet: &mut Sheet, at: usize, place: usize, number: usize, differs: bool) {
    if let Some(line) = sheet.lines.get_mut(at) {
        let head = SheetLine::default().own(3, letter(place), Tone::Outlet(place)).own(
            5,
            format!("{}{number}", material.glyphs.paragraph),
            Tone::Quiet,
        );
        let head = if differs { head.own(9, material.glyphs.differs, Tone::Differs) } else { head };
        line.pieces.splice(0..0, head.pieces);
    }
}
