//! Word lists: which words report speech, head a name, open a phrase. The lists are data, in `assets/lexicon/`.

use std::borrow::Cow;
use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What the lists say of a word: a set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Tags(pub u32);

impl Tags {
    /// A verb form that takes direct speech ("said", "adding").
    pub const SPEECH: Self = Self(1);
    /// A verb form that reports what somebody thinks, wants or shows.
    pub const WEAK: Self = Self(1 << 1);
    /// Any verb form of the lists.
    pub const VERB: Self = Self(1 << 2);
    /// A past form or past participle.
    pub const PAST: Self = Self(1 << 3);
    /// A third person singular.
    pub const THIRD: Self = Self(1 << 4);
    /// An -ing form.
    pub const ING: Self = Self(1 << 5);
    /// A base form.
    pub const BASE: Self = Self(1 << 6);
    /// Stands before a name ("Mr.", "Senator").
    pub const TITLE: Self = Self(1 << 7);
    /// A noun for people who speak.
    pub const ROLE: Self = Self(1 << 8);
    /// A noun for bodies that speak.
    pub const BODY: Self = Self(1 << 9);
    /// A noun for documents that are quoted.
    pub const DOCUMENT: Self = Self(1 << 10);
    /// A word that stands beside the title of a work or beside a term.
    pub const WORK: Self = Self(1 << 11);
    /// An abbreviation whose full stop does not end a sentence.
    pub const ABBREVIATION: Self = Self(1 << 12);
    /// A determiner or a numeral.
    pub const DETERMINER: Self = Self(1 << 13);
    /// A possessive pronoun.
    pub const POSSESSIVE: Self = Self(1 << 14);
    /// A pronoun that can be a subject.
    pub const PRONOUN: Self = Self(1 << 15);
    /// A pronoun that is an object.
    pub const OBJECT: Self = Self(1 << 16);
    /// A preposition.
    pub const PREPOSITION: Self = Self(1 << 17);
    /// A conjunction or a question word.
    pub const CONJUNCTION: Self = Self(1 << 18);
    /// An auxiliary verb.
    pub const AUXILIARY: Self = Self(1 << 19);
    /// A common adverb.
    pub const ADVERB: Self = Self(1 << 20);
    /// A weekday, month or part of the day.
    pub const TIME: Self = Self(1 << 21);
    /// Joins the parts of a name ("de", "von").
    pub const PARTICLE: Self = Self(1 << 22);
    /// Makes a capitalised name that of an organisation.
    pub const ORGANISATION: Self = Self(1 << 23);
    /// Makes a capitalised name that of a place or people.
    pub const PLACE: Self = Self(1 << 24);
    /// A given name that men bear.
    pub const MALE_NAME: Self = Self(1 << 25);
    /// A given name that women bear.
    pub const FEMALE_NAME: Self = Self(1 << 26);
    /// A word for a man ("Mr.", "congressman").
    pub const MALE: Self = Self(1 << 27);
    /// A word for a woman.
    pub const FEMALE: Self = Self(1 << 28);

    /// A word of an outlet's name, or a noun for an outlet.
    pub const MEDIA: Self = Self(1 << 29);

    /// Words of closed classes and verbs: none of them can be the noun of a phrase.
    pub const CLOSED: Self = Self(
        Self::DETERMINER.0
            | Self::POSSESSIVE.0
            | Self::PRONOUN.0
            | Self::OBJECT.0
            | Self::PREPOSITION.0
            | Self::CONJUNCTION.0
            | Self::AUXILIARY.0,
    );

    /// Whether it shares a class with `other`.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Tags {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Tags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A word's entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry {
    /// Its classes.
    pub tags: Tags,
    /// For a reporting verb its number in the list, from 1; 0 for every other word.
    pub verb: u16,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::parse);

struct Lexicon {
    words: FxHashMap<Cow<'static, str>, Entry>,
    verbs: Vec<&'static str>,
}

/// The entry of a lower-case word; an empty one for words in no list.
pub fn entry(lower: &str) -> Entry {
    LEXICON.words.get(lower).copied().unwrap_or_default()
}

/// The reporting verbs in the order of the list; the place of a verb is [`Entry::verb`] less one.
pub fn reporting_verbs() -> &'static [&'static str] {
    &LEXICON.verbs
}

/// The number of a reporting verb by its lemma, from 1: its first place in [`reporting_verbs`] and one more.
pub fn reporting_verb(lemma: &str) -> Option<usize> {
    static NUMBERS: LazyLock<FxHashMap<&'static str, usize>> =
        LazyLock::new(|| reporting_verbs().iter().enumerate().rev().map(|(at, verb)| (*verb, at + 1)).collect());
    NUMBERS.get(lemma).copied()
}

impl Lexicon {
    fn parse() -> Self {
        // Room for all of it from the start: every start of the program fills it.
        let words = FxHashMap::with_capacity_and_hasher(1 << 13, rustc_hash::FxBuildHasher);
        let mut lexicon = Self { words, verbs: Vec::new() };
        lexicon.verbs(include_str!("../../assets/lexicon/verbs.txt"), false);
        lexicon.verbs(include_str!("../../assets/lexicon/reporting-verbs.txt"), true);
        for (list, tags) in [
            (include_str!("../../assets/lexicon/titles.txt"), Tags::TITLE),
            (include_str!("../../assets/lexicon/roles.txt"), Tags::ROLE),
            (include_str!("../../assets/lexicon/bodies.txt"), Tags::BODY),
            (include_str!("../../assets/lexicon/documents.txt"), Tags::DOCUMENT),
            (include_str!("../../assets/lexicon/works.txt"), Tags::WORK),
            (include_str!("../../assets/lexicon/media.txt"), Tags::MEDIA),
            (include_str!("../../assets/lexicon/abbreviations.txt"), Tags::ABBREVIATION),
            (include_str!("../../assets/lexicon/function-words.txt"), Tags(0)),
            (include_str!("../../assets/lexicon/organisations.txt"), Tags(0)),
            (include_str!("../../assets/lexicon/given-names.txt"), Tags(0)),
        ] {
            lexicon.list(list, tags);
        }
        lexicon
    }

    fn add(&mut self, word: &'static str, tags: Tags) {
        self.words.entry(Cow::Borrowed(word)).or_default().tags |= tags;
    }

    /// Words separated by white space; `[section]` lines choose the class, `m:` and `f:` the gender.
    fn list(&mut self, text: &'static str, tags: Tags) {
        let mut section = tags;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            for word in line.split_whitespace() {
                if let Some(name) = word.strip_prefix('[') {
                    section = section_tags(name.trim_end_matches(']'));
                } else if let Some(word) = word.strip_prefix("m:") {
                    self.add(word, section | Tags::MALE);
                } else if let Some(word) = word.strip_prefix("f:") {
                    self.add(word, section | Tags::FEMALE);
                } else {
                    self.add(word, section);
                }
            }
        }
    }

    /// Lemmas with their irregular forms; everything else by the rules of English spelling.
    fn verbs(&mut self, text: &'static str, reporting: bool) {
        let mut class = if reporting { Tags::SPEECH } else { Tags(0) };
        for line in text.lines() {
            if let Some(comment) = line.strip_prefix('#') {
                if reporting && comment.trim_start().starts_with("[weak]") {
                    class = Tags::WEAK;
                }
                continue;
            }
            for word in line.split_whitespace() {
                let mut forms = word.split('/');
                let Some(lemma) = forms.next() else { continue };
                let past = forms.next().map_or_else(|| Cow::Owned(regular_past(lemma)), Cow::Borrowed);
                let participle = forms.next().map_or_else(|| past.clone(), Cow::Borrowed);
                let number = if reporting {
                    self.verbs.push(lemma);
                    u16::try_from(self.verbs.len()).unwrap_or(0)
                } else {
                    0
                };
                let ing = ing_form(lemma, &past);
                for (form, tense) in [
                    (Cow::Owned(third(lemma)), Tags::THIRD),
                    (past, Tags::PAST),
                    (participle, Tags::PAST),
                    (Cow::Owned(ing), Tags::ING),
                    (Cow::Borrowed(lemma), Tags::BASE),
                ] {
                    let entry = self.words.entry(form).or_default();
                    if number > 0 && entry.verb == 0 {
                        entry.verb = number;
                    }
                    // A verb of both parts takes direct speech.
                    let class = if entry.tags.any(Tags::SPEECH) { Tags(0) } else { class };
                    entry.tags |= class | tense | Tags::VERB;
                }
            }
        }
    }
}

fn section_tags(name: &str) -> Tags {
    match name {
        "determiner" => Tags::DETERMINER,
        "possessive" => Tags::POSSESSIVE,
        "pronoun" => Tags::PRONOUN,
        "object" => Tags::OBJECT,
        "preposition" => Tags::PREPOSITION,
        "conjunction" => Tags::CONJUNCTION,
        "auxiliary" => Tags::AUXILIARY,
        "adverb" => Tags::ADVERB,
        "time" => Tags::TIME,
        "particle" => Tags::PARTICLE,
        "organisation" => Tags::ORGANISATION,
        "place" => Tags::PLACE,
        "male" => Tags::MALE_NAME,
        "female" => Tags::FEMALE_NAME,
        "either" => Tags::MALE_NAME | Tags::FEMALE_NAME,
        _ => Tags(0),
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !"aeiou".contains(c))
}

fn regular_past(lemma: &str) -> String {
    if lemma.ends_with('e') {
        [lemma, "d"].concat()
    } else if ends_in_consonant_y(lemma) {
        [lemma.trim_end_matches('y'), "ied"].concat()
    } else {
        [lemma, "ed"].concat()
    }
}

fn third(lemma: &str) -> String {
    if ends_in_consonant_y(lemma) {
        [lemma.trim_end_matches('y'), "ies"].concat()
    } else if ["s", "sh", "ch", "x", "z", "go", "do"].iter().any(|end| lemma.ends_with(end)) {
        [lemma, "es"].concat()
    } else if lemma == "have" {
        "has".to_owned()
    } else if lemma == "be" {
        "is".to_owned()
    } else {
        [lemma, "s"].concat()
    }
}

/// "admitted" doubles, so "admitting" does; "make" loses its e, "see" does not.
fn ing_form(lemma: &str, past: &str) -> String {
    if past.len() == lemma.len() + 3 && past.ends_with("ed") && past.starts_with(lemma) {
        [past.trim_end_matches("ed"), "ing"].concat()
    } else if lemma.ends_with('e') && !lemma.ends_with("ee") && lemma.len() > 2 {
        [lemma.trim_end_matches('e'), "ing"].concat()
    } else if matches!(lemma, "put" | "cut" | "let" | "set" | "get" | "hit" | "run" | "sit" | "win" | "begin" | "shut")
    {
        format!("{lemma}{}ing", lemma.chars().last().unwrap_or('t'))
    } else {
        [lemma, "ing"].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reporting_verb_is_known_in_all_its_forms() {
        for form in ["say", "says", "said", "saying", "admitting", "replied", "wrote", "written", "writing", "tweeted"]
        {
            assert!(entry(form).tags.any(Tags::SPEECH), "{form}");
        }
        assert_eq!(entry("saying").verb, entry("said").verb);
        assert!(entry("believes").tags.any(Tags::WEAK));
    }

    #[test]
    fn a_word_in_no_list_has_no_class() {
        assert_eq!(entry("xylophone"), Entry::default());
    }

    #[test]
    fn titles_carry_a_gender() {
        assert!(entry("mr").tags.any(Tags::MALE) && entry("mrs").tags.any(Tags::FEMALE));
    }
}
