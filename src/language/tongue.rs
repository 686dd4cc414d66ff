//! The language that a text is written in.

use whatlang::{Lang, detect};

/// How much of a text is looked at, in characters: more changes nothing and costs time.
const SAMPLE: usize = 600;
/// Below so many characters nothing is said: short texts are guessed wrong too often.
const LEAST: usize = 60;

/// The BCP 47 tag of the language of `text` ("en"), told from its first 600 characters; `None` when that is not sure.
pub fn tongue(text: &str) -> Option<&'static str> {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let sample = text.get(..end)?;
    if sample.chars().count() < LEAST {
        return None;
    }
    if is_english(sample) {
        return Some("en");
    }
    let found = detect(sample)?;
    found.is_reliable().then(|| tag(found.lang())).flatten()
}

/// Whether the commonest English words, which no other language has together, stand close enough. Spares the detector for most
/// texts.
fn is_english(sample: &str) -> bool {
    let (mut words, mut the, mut others) = (0, 0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        match word {
            "the" | "The" => the += 1,
            "of" | "and" | "to" | "that" | "with" | "for" | "was" | "is" | "by" | "on" | "has" | "have" | "from"
            | "said" => others += 1,
            _ => {}
        }
    }
    the >= 2 && others >= 4 && (the + others) * 7 >= words
}

/// ISO 639-3, as the detector has it, → the two letters that people and browsers use.
fn tag(lang: Lang) -> Option<&'static str> {
    const TAGS: &[(&str, &str)] = &[
        ("eng", "en"),
        ("rus", "ru"),
        ("cmn", "zh"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("ben", "bn"),
        ("fra", "fr"),
        ("deu", "de"),
        ("ukr", "uk"),
        ("kat", "ka"),
        ("ara", "ar"),
        ("hin", "hi"),
        ("jpn", "ja"),
        ("heb", "he"),
        ("yid", "yi"),
        ("pol", "pl"),
        ("amh", "am"),
        ("jav", "jv"),
        ("kor", "ko"),
        ("nob", "no"),
        ("dan", "da"),
        ("swe", "sv"),
        ("fin", "fi"),
        ("tur", "tr"),
        ("nld", "nl"),
        ("hun", "hu"),
        ("ces", "cs"),
        ("ell", "el"),
        ("bul", "bg"),
        ("bel", "be"),
        ("mar", "mr"),
        ("kan", "kn"),
        ("ron", "ro"),
        ("slv", "sl"),
        ("hrv", "hr"),
        ("srp", "sr"),
        ("mkd", "mk"),
        ("lit", "lt"),
        ("lav", "lv"),
        ("est", "et"),
        ("tam", "ta"),
        ("vie", "vi"),
        ("urd", "ur"),
        ("tha", "th"),
        ("guj", "gu"),
        ("uzb", "uz"),
        ("pan", "pa"),
        ("aze", "az"),
        ("ind", "id"),
        ("tel", "te"),
        ("pes", "fa"),
        ("mal", "ml"),
        ("ori", "or"),
        ("mya", "my"),
        ("nep", "ne"),
        ("sin", "si"),
        ("khm", "km"),
        ("tuk", "tk"),
        ("aka", "ak"),
        ("zul", "zu"),
        ("sna", "sn"),
        ("afr", "af"),
        ("lat", "la"),
        ("slk", "sk"),
        ("cat", "ca"),
        ("tgl", "tl"),
        ("hye", "hy"),
        ("epo", "eo"),
    ];
    TAGS.iter().find(|(long, _)| *long == lang.code()).map(|&(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_from_a_few_sentences() {
        for (text, wanted) in [
            (
                "The minister said on Monday that the talks with the neighbours would go on until the end of the month.",
                Some("en"),
            ),
            (
                "Der Kanzler sagte am Montag, die Gespräche mit den Nachbarn würden bis zum Ende des Monats fortgesetzt. Niemand habe \
                 den Tisch verlassen, und niemand werde das tun.",
                Some("de"),
            ),
            (
                "Міністр заявив у понеділок, що переговори з сусідами триватимуть до кінця місяця. Ніхто не залишив столу, і ніхто \
                 цього не зробить.",
                Some("uk"),
            ),
            ("Too short.", None),
            ("", None),
        ] {
            assert_eq!(tongue(text), wanted, "{text}");
        }
    }
}
