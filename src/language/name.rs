//! Names of persons, organisations and places in one article, each with all its mentions.

mod described;
mod gender;
mod merge;
pub mod spot;

use crate::article::{Article, Span};
use crate::language::Passage;
use crate::language::token::{Token, tokenise};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A company, authority, party, outlet.
    Organisation,
    /// A country, town, region.
    Place,
    /// Capitalised, but nothing more is known.
    Unknown,
}

/// The gender that pronouns and titles give a person in the text, or a given name suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "she", "Ms."
    Female,
    /// "he", "Mr."
    Male,
}

/// Somebody or something that one article names, resolved over the whole article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The fullest form in which the article names it, verbatim ("Greta Holm").
    pub text: String,
    /// What it names.
    pub kind: NameKind,
    /// Known gender of a person.
    pub gender: Option<Gender>,
    /// Every mention by name, in order, without title ("Holm" in "Ms. Holm").
    pub mentions: Vec<Span>,
    /// What the text calls it beside its name: titles and roles in apposition ("Ukrainian President"), in order.
    pub roles: Vec<Span>,
    /// What the text says of it behind its name, in order: appositions ("a lawyer for the port"), and sides in brackets
    /// ("D-Wis.").
    pub described: Vec<Span>,
}

/// The names of an article, in the order of their first mention. Mentions in blocks that were set aside do not count.
pub fn names(article: &Article, _passages: &[Passage]) -> Vec<Name> {
    let mut tokens: Vec<Token> = Vec::with_capacity(article.text.len() / 5);
    let mut blocks = Vec::new();
    for (_, block) in article.body() {
        let first = tokens.len();
        tokenise(&article.text, block.span, &mut tokens);
        blocks.push(first..tokens.len());
    }
    let evidence = spot::Evidence::of(&tokens, &blocks);
    let mut runs = Vec::new();
    for block in &blocks {
        spot::runs(&article.text, &tokens, block.clone(), &evidence, &mut runs);
    }
    let mut names = merge::merge(&article.text, &tokens, &runs);
    gender::vote(&article.text, &tokens, &blocks, &mut names);
    described::describe(&tokens, &blocks, &mut names);
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fixture::article;

    fn read(words: &str) -> Vec<Name> {
        names(&article(words), &[])
    }

    fn named(words: &str) -> Vec<String> {
        read(words).into_iter().map(|name| name.text).collect()
    }

    #[test]
    fn a_title_is_no_part_of_the_name_but_its_role() {
        let names = read(
            "Yesterday Finnish President Aino Virtanen met Deputy Secretary of State for Eastern Affairs Brian Lund.",
        );
        assert_eq!(names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>(), ["Aino Virtanen", "Brian Lund"]);
        assert!(names.iter().all(|name| name.kind == NameKind::Person && !name.roles.is_empty()));
    }

    #[test]
    fn a_surname_alone_is_the_person_named_in_full() {
        let names = read("The vote went to Maria Holt-Evans on Monday. Ms. Holt-Evans smiled. Then Holt-Evans left.");
        assert_eq!(names.len(), 1);
        assert_eq!((names[0].mentions.len(), names[0].gender), (3, Some(Gender::Female)));
    }

    #[test]
    fn pronouns_tell_the_gender_that_name_and_title_do_not() {
        let names = read(
            "Minister Okoro said she would stay. Okoro met Sorken Vale. Then Minister Vale said his party agreed.",
        );
        let genders: Vec<_> = names.iter().map(|name| (name.text.as_str(), name.gender)).collect();
        assert_eq!(genders, [("Okoro", Some(Gender::Female)), ("Sorken Vale", Some(Gender::Male))]);
    }

    #[test]
    fn a_son_is_not_his_father() {
        assert_eq!(
            named("Now John Marsh spoke. Later John Marsh Jr. agreed. Then Marsh left."),
            ["John Marsh", "John Marsh Jr."]
        );
    }

    #[test]
    fn an_organisation_keeps_its_of() {
        let names = read("It went to the Department of Fisheries and then to the University of Oulu.");
        assert_eq!(names[0].text, "Department of Fisheries");
        assert_eq!(names[0].kind, NameKind::Organisation);
        assert_eq!(names[1].text, "University of Oulu");
    }

    #[test]
    fn a_word_that_only_begins_a_sentence_is_no_name() {
        assert_eq!(named("Critics left. Some critics stayed. However, nobody spoke."), Vec::<String>::new());
    }
}
