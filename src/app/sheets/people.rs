//! People: how each outlet spells and labels them.

use super::Material;
use crate::app::outlets::letter;
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::compare::LabelKind;

pub(super) fn sheet(material: &Material<'_>) -> Sheet {
    let mut people: Vec<_> = material.comparison.people.iter().collect();
    if material.order % 2 == 1 {
        people.sort_by_key(|person| person.name.clone());
    }
    let mut sheet = Sheet {
        empty: "no person was found".into(),
        summary: format!("{} people and how they are named", people.len()),
        ..Sheet::default()
    };
    for person in people {
        let mut places: Vec<usize> = person.names.iter().map(|(place, _)| *place).collect();
        places.sort_unstable();
        places.dedup();
        let target =
            person.labels.first().and_then(|label| Some((material.article(label.words.article)?.0, label.words.span)));
        sheet.item(target);
        let line = SheetLine::default().own(1, person.name.clone(), Tone::Strong).own(0, "   ", Tone::Plain);
        sheet.add(material.letters(line, 0, &places));
        for (kind, name) in
            [(LabelKind::Spelling, "spelt"), (LabelKind::Title, "title"), (LabelKind::Epithet, "called")]
        {
            let labels: Vec<_> = person.labels.iter().filter(|label| label.kind == kind).collect();
            for place in 0..material.articles.len() {
                let mut said: Vec<&str> = Vec::new();
                let mut line =
                    SheetLine::default().own(3, name, Tone::Quiet).own(10, letter(place), Tone::Outlet(place));
                for label in labels.iter().filter(|label| label.words.article == place) {
                    let words = material.words(place, label.words.span);
                    if said.contains(&words) {
                        continue;
                    }
                    if let Some((index, _)) = material.article(place) {
                        let between = if said.is_empty() { "  " } else { ", " };
                        line = line.own(0, between, Tone::Quiet).words(0, index, label.words.span, Tone::Plain);
                        said.push(words);
                    }
                }
                if !said.is_empty() {
                    sheet.add(line);
                }
            }
        }
        sheet.line(SheetLine::default());
    }
    sheet
}
