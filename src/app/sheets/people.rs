//! People: how each outlet spells and labels them.

use super::{Material, counted};
use crate::app::outlets::letter;
use crate::app::sheet::{Sheet, SheetLine, Tone};
use crate::compare::{LabelKind, Person};

pub(super) fn sheet(material: &Material<'_>) -> Sheet {
    let mut people: Vec<_> = material.comparison.people.iter().collect();
    if material.order % 2 == 1 {
        people.sort_by_key(|person| person.name.clone());
    }
    let mut sheet = Sheet {
        empty: "no person was found".into(),
        summary: vec![format!("{} and how they are named", counted(people.len(), ["person", "people"]))],
        ..Sheet::default()
    };
    for person in people {
        let mut places: Vec<usize> = person.names.iter().map(|(place, _)| *place).collect();
        places.sort_unstable();
        places.dedup();
        let target =
            person.labels.first().and_then(|label| Some((material.article(label.words.article)?.0, label.words.span)));
        sheet.item(target);
        let mut line = SheetLine::default().own(1, person.name.clone(), Tone::Strong);
        if let Some(said) = material.not_found(&places) {
            line = line.own(titles(material), format!("  {said}"), Tone::Quiet);
        }
        sheet.add(line);
        for place in 0..material.articles.len() {
            outlet(material, &mut sheet, person, place);
        }
        sheet.line(SheetLine::default());
    }
    sheet
}

/// One line: the spellings in an outlet's text, then by which titles and descriptions it calls them.
fn outlet(material: &Material<'_>, sheet: &mut Sheet, person: &Person, place: usize) {
    let Some((index, _)) = material.article(place) else { return };
    let mut line = SheetLine::default().own(3, letter(place), Tone::Outlet(place));
    let mut any = false;
    for (kind, start, tone) in [
        (LabelKind::Spelling, 6, Tone::Plain),
        (LabelKind::Title, titles(material), Tone::Quiet),
        (LabelKind::Epithet, titles(material), Tone::Quiet),
    ] {
        let mut said: Vec<&str> = Vec::new();
        let of_kind = person.labels.iter().filter(|label| label.kind == kind && label.words.article == place);
        for label in of_kind {
            let words = material.words(place, label.words.span);
            if said.contains(&words) {
                continue;
            }
            // A piece that would begin inside the one before follows it.
            line = match (said.is_empty(), kind) {
                (true, LabelKind::Spelling) => line.own(start, "", Tone::Quiet),
                (true, _) => line.own(start, "  ", Tone::Quiet),
                (false, _) => line.own(0, ", ", Tone::Quiet),
            };
            line = line.words(0, index, label.words.span, tone);
            said.push(words);
            any = true;
        }
    }
    if any {
        sheet.add(line);
    }
}

/// The column of titles and descriptions.
fn titles(material: &Material<'_>) -> u16 {
    (material.width / 2).min(44)
}
