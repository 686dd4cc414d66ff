//! Spellings of a person's name, and how alike two of them are.

use deunicode::deunicode;

/// A name in plain letters, lower case, without initials.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Form {
    /// Given names and surname; a surname alone is one word.
    words: Vec<String>,
    /// "Jr.", "Sr.", "III".
    suffix: String,
}

/// How two forms are alike, surest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The same given name, surnames that begin alike: only the context can tell.
    GivenSame,
    /// A surname alone, like the other's.
    SurnameAlike,
    /// A surname alone, the other's.
    Surname,
    /// Given name and surname are both nearly the same.
    BothAlike,
    /// The same surname, given names nearly the same.
    GivenAlike,
    /// The same surname, one given name is the other's initial or one of the other's.
    Initial,
    /// The same first and last name.
    Same,
}

/// Jaro-Winkler likeness of given names.
const GIVEN: f64 = 0.88;
/// Jaro-Winkler likeness of surnames that may be spellings of one.
const SURNAME: f64 = 0.90;
/// Jaro-Winkler likeness of surnames that are spellings of one where the given names agree too.
const VERY: f64 = 0.93;
/// Shorter surnames differ by too little to be told from one another.
const LONG: usize = 6;

impl Form {
    /// The form of a name; `None` for one without letters.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut words: Vec<String> = Vec::new();
        let mut suffix = String::new();
        for word in text.split(|c: char| c.is_whitespace() || c == ',') {
            let plain: String = deunicode(word)
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect::<String>()
                .to_lowercase();
            match plain.as_str() {
                "" => {}
                "jr" | "sr" | "ii" | "iii" | "iv" if !words.is_empty() => suffix = plain,
                _ => words.push(plain),
            }
        }
        // "John F. Marsh": the initial in the middle tells nothing.
        let last = words.len().checked_sub(1)?;
        let mut n = 0;
        words.retain(|word| {
            n += 1;
            n == 1 || n > last || word.len() > 1
        });
        Some(Self { words, suffix })
    }

    /// The first letter of the surname.
    pub(super) fn letter(&self) -> char {
        self.surname().chars().next().unwrap_or(' ')
    }

    pub(super) fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    fn given(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether it is more than a surname.
    pub(super) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// Whether the surnames are so alike that, with the given names, nothing else is needed.
    pub(super) fn very_like(&self, other: &Self) -> bool {
        let given = !self.is_full()
            || !other.is_full()
            || alike(self.given(), other.given(), VERY)
            || sounds(self.given(), other.given());
        given
            && (alike(self.surname(), other.surname(), VERY) || sounds(self.surname(), other.surname()))
            && !told_apart(self.surname(), other.surname())
    }

    /// Whether the given names are spellings of one, and not only alike.
    pub(super) fn same_given(&self, other: &Self) -> bool {
        !told_apart(self.given(), other.given())
    }

    /// How alike two forms are; `None` for names of two people.
    pub(super) fn like(&self, other: &Self) -> Option<Likeness> {
        let long = |form: &Self| form.surname().len() >= LONG;
        let same_surname = self.surname() == other.surname();
        if self.suffix != other.suffix {
            // "Marsh" alone is the elder, never the son.
            return None;
        }
        match (self.is_full(), other.is_full()) {
            (true, true) => {
                let (a, b) = (self.given(), other.given());
                let initial = (a.len() == 1 || b.len() == 1) && a.chars().next() == b.chars().next();
                let middle = self.words.iter().any(|word| word == b) || other.words.iter().any(|word| word == a);
                if same_surname && a == b {
                    Some(Likeness::Same)
                } else if same_surname && (initial || middle) {
                    Some(Likeness::Initial)
                } else if same_surname && (alike(a, b, GIVEN) || sounds(a, b)) && a.len().min(b.len()) >= 5 {
                    Some(Likeness::GivenAlike)
                } else if (a == b || alike(a, b, GIVEN) || sounds(a, b))
                    && long(self)
                    && long(other)
                    && alike(self.surname(), other.surname(), SURNAME)
                {
                    Some(Likeness::BothAlike)
                } else {
                    (a == b).then_some(Likeness::GivenSame)
                }
            }
            (true, false) | (false, true) | (false, false) => {
                if same_surname {
                    Some(Likeness::Surname)
                } else {
                    (long(self) && long(other) && alike(self.surname(), other.surname(), SURNAME))
                        .then_some(Likeness::SurnameAlike)
                }
            }
        }
    }
}

fn alike(a: &str, b: &str, least: f64) -> bool {
    a.chars().next() == b.chars().next() && strsim::jaro_winkler(a, b) >= least
}

/// Whether two names differ only in letters by which one alphabet is written in another (y/i/ij, w/v, kh/h, doubled letters).
fn sounds(a: &str, b: &str) -> bool {
    skeleton(a) == skeleton(b)
}

fn skeleton(word: &str) -> String {
    let mut plain = word
        .replace("kh", "h")
        .replace("sch", "sh")
        .replace("ij", "i")
        .replace("iy", "i")
        .replace("yy", "i")
        .replace("yj", "i")
        .replace("ii", "i")
        .replace(['y', 'j'], "i")
        .replace('w', "v")
        .replace("ck", "k")
        .replace('c', "k")
        .replace("ph", "f")
        .replace("ks", "x");
    let mut last = ' ';
    plain.retain(|c| {
        let keep = c != last;
        last = c;
        keep
    });
    // The ending of transcribed adjectives: "-ski", "-skiy", "-sky".
    plain
}

/// Whether two spellings of one length differ in one vowel or consonant for another ("Starmer", "Stammer"; "Meyer", "Mayer"):
/// such pairs are as often two people.
fn told_apart(a: &str, b: &str) -> bool {
    if sounds(a, b) || a.chars().count() != b.chars().count() {
        return false;
    }
    let differ: Vec<(char, char)> = a.chars().zip(b.chars()).filter(|(a, b)| a != b).collect();
    // Two letters changed places are a slip of the pen.
    match differ.as_slice() {
        [(a, b), (c, d)] => !(a == d && b == c),
        [] => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(one: &str, other: &str) -> Option<Likeness> {
        Form::of(one)?.like(&Form::of(other)?)
    }

    #[test]
    fn transcriptions_are_alike() {
        assert_eq!(like("Oleksandr Syrsky", "Oleksandr Syrskyi"), Some(Likeness::BothAlike));
        assert!(Form::of("Syrskyj").zip(Form::of("Syrskiy")).is_some_and(|(a, b)| a.very_like(&b)));
        assert_eq!(like("Donald J. Marsh", "Donald Marsh"), Some(Likeness::Same));
    }

    #[test]
    fn two_people_are_not() {
        assert_eq!(like("John Marsh Jr.", "John Marsh"), None);
        assert_eq!(like("Karl Hansen", "Erik Hansen"), None);
        let very = |a, b| Form::of(a).zip(Form::of(b)).is_some_and(|(a, b)| a.very_like(&b));
        assert!(!very("Starmer", "Stammer") && !very("Biden", "Baden") && !very("Scholz", "Schulz"));
        assert!(very("Zelensky", "Zelenskyj") && very("Zelenskiy", "Zelenskyy") && very("Zelensky", "Zelenskiy"));
    }
}
