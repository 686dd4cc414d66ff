//! Statements across outlets: each in all its wordings, who carries it and who does not.

use super::{Material, counted};
use crate::app::changed::changed;
use crate::app::outlets::{letter, paragraph};
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::compare::Utterance;

pub(super) fn sheet(material: &Material<'_>) -> Sheet {
    let all = &material.comparison.utterances;
    let carried = |utterance: &Utterance| {
        let mut places: Vec<usize> = utterance.wordings.iter().map(|wording| wording.words.article).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let shared = all.iter().filter(|utterance| carried(utterance).len() > 1).count();
    let mut sheet = Sheet {
        empty: "no statement was found".into(),
        summary: vec![
            format!("{} in 2 or more outlets", counted(shared, ["statement", "statements"])),
            format!("{} in one", all.len() - shared),
        ],
        ..Sheet::default()
    };
    // By speaker, those with the most shared statements first; or simply the most shared first.
    let mut order: Vec<&Utterance> = all.iter().collect();
    if material.order.is_multiple_of(2) {
        let mut speakers: Vec<(Option<&str>, usize)> = Vec::new();
        for utterance in all {
            let name = utterance.speaker.as_deref();
            let weight = carried(utterance).len() - 1;
            match speakers.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += weight,
                None => speakers.push((name, weight)),
            }
        }
        // Nobody is no speaker: what nobody is named for comes last.
        speakers.sort_by_key(|(name, weight)| (name.is_none(), std::cmp::Reverse(*weight)));
        let rank = |utterance: &Utterance| speakers.iter().position(|(name, _)| *name == utterance.speaker.as_deref());
        order.sort_by_key(|utterance| (rank(utterance), std::cmp::Reverse(carried(utterance).len())));
    } else {
        order.sort_by_key(|utterance| std::cmp::Reverse(carried(utterance).len()));
    }
    let mut before: Option<Option<&str>> = None;
    for utterance in order {
        let name = utterance.speaker.as_deref();
        if material.order % 2 == 1 || before != Some(name) {
            if before.is_some() && sheet.lines.last().is_some_and(|line| !line.pieces.is_empty()) {
                sheet.line(SheetLine::default());
            }
            sheet.line(match name {
                Some(name) => SheetLine::default().own(1, name, Tone::Strong),
                None => SheetLine::default().own(1, "nobody named", Tone::Quiet),
            });
            before = Some(name);
        }
        let lines = sheet.lines.len();
        statement(material, &mut sheet, utterance, &carried(utterance));
        // One wording in one line reads as a list; whatever is longer wants air around it.
        if sheet.lines.len() > lines + 1 {
            sheet.line(SheetLine::default());
        }
    }
    sheet
}

fn statement(material: &Material<'_>, sheet: &mut Sheet, utterance: &Utterance, places: &[usize]) {
    let Some(first) = utterance.wordings.first() else { return };
    let Some((index, _)) = material.article(first.words.article) else { return };
    sheet.item(Some((index, first.words.span)));
    let base = material.words(first.words.article, first.words.span);
    for (nth, wording) in utterance.wordings.iter().enumerate() {
        let Some((index, article)) = material.article(wording.words.article) else { continue };
        let span = wording.words.span;
        let marks = if nth == 0 { Vec::new() } else { changed(base, article, span) };
        if !marks.is_empty() {
            sheet.differs();
        }
        let at = sheet.lines.len();
        // The channel stands at the right where there is room, else below.
        let beside = material.width >= 80;
        let width = if beside { material.width.saturating_sub(26).min(90) } else { material.width.saturating_sub(1) };
        sheet.add_words((index, article), span, &marks, 10, width, ["“", "”"], 4, Tone::Plain);
        let told = format!("{:<4}", format!("{}{}", material.glyphs.paragraph, paragraph(article, span.start)));
        if let Some(line) = sheet.lines.get_mut(at) {
            let head = SheetLine::default()
                .own(3, letter(wording.words.article), Tone::Outlet(wording.words.article))
                .own(5, told, Tone::Quiet);
            line.pieces.splice(0..0, head.pieces);
            if let (Some(channel), true) = (&wording.channel, beside) {
                let line_ = std::mem::take(line);
                *line = line_.own(10 + width + 2, channel.clone(), Tone::Quiet);
            }
        }
        if let (Some(channel), false) = (&wording.channel, beside) {
            sheet.add(SheetLine::default().own(11, channel.clone(), Tone::Quiet));
        }
    }
    if material.articles.len() > 1 && places.len() > 1 {
        let line = material.letters(SheetLine::default(), 3, places);
        let line = match material.not_found(places) {
            Some(said) => line.own(0, format!("  {said}"), Tone::Quiet),
            None => line.own(0, "  in all", Tone::Quiet),
        };
        sheet.add(line);
    }
}
