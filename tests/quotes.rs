//! Article in, quotations out.

#![allow(clippy::expect_used, reason = "a test stops where its world breaks")]

use parallax::article::Article;
use parallax::ingest::read_bytes;
use parallax::quote::{Quotation, QuoteKind};
use parallax::reading::Reading;

fn article(text: &str) -> Article {
    read_bytes("a.txt", true, text.as_bytes().to_vec().into()).articles.into_iter().next().expect("one article")
}

fn quotations(text: &str) -> (Article, Vec<Quotation>) {
    let article = article(text);
    let found = Reading::of(&article).quotations;
    (article, found)
}

/// "words → speaker" for everything that is listed as somebody's words.
fn said(text: &str) -> Vec<String> {
    let (article, found) = quotations(text);
    found
        .iter()
        .filter(|quotation| quotation.is_speech() && quotation.kind != QuoteKind::Indirect)
        .map(|quotation| {
            let speaker = quotation.speaker.as_ref().map_or("?", |speaker| speaker.name.as_str());
            format!("{} → {speaker}", article.at(quotation.span))
        })
        .collect()
}

const LEAD: &str =
    "The harbour board met on Monday in a small room behind the old customs house, as it has for forty years.\n\n";

#[test]
fn the_verb_may_stand_before_behind_or_between() {
    let story = format!(
        "{LEAD}“We will not sell the pier,” said Greta Holm, who chairs the board. “Not now,” Holm added, “and not next year.”\n\n\
         Martin Oakes told the meeting: “Then we are ruined, and everybody in this room knows it.”"
    );
    assert_eq!(
        said(&story),
        [
            "We will not sell the pier, → Greta Holm",
            "Not now, → Greta Holm",
            "and not next year. → Greta Holm",
            "Then we are ruined, and everybody in this room knows it. → Martin Oakes",
        ]
    );
}

#[test]
fn according_to_names_the_source() {
    let story =
        format!("{LEAD}The pier is “a danger to everybody who walks on it,” according to the engineer Paul Reyes.");
    assert_eq!(said(&story), ["a danger to everybody who walks on it, → Paul Reyes"]);
}

#[test]
fn a_pronoun_is_the_person_before() {
    let story = format!(
        "{LEAD}Mary Lindqvist, a fisherwoman, came late and stood at the door. “Nobody asked us about any of this,” she said."
    );
    assert_eq!(said(&story), ["Nobody asked us about any of this, → Mary Lindqvist"]);
}

#[test]
fn a_quotation_over_paragraphs_is_one_record_a_paragraph() {
    let story = format!(
        "{LEAD}“We have waited for a long time,” said Greta Holm. “We have waited in the rain and in the snow.\n\n\
         “Now we will not wait any longer for anybody.”"
    );
    let (_, found) = quotations(&story);
    let last = found.iter().rfind(|quotation| quotation.kind != QuoteKind::Indirect).expect("quotations");
    assert!(last.continues);
    assert_eq!(last.speaker.as_ref().map(|speaker| speaker.name.as_str()), Some("Greta Holm"));
}

#[test]
fn an_unnamed_source_stays_as_described() {
    let story = format!("{LEAD}“It was never safe, and they knew it,” a senior official said.");
    let found = said(&story);
    assert_eq!(found.len(), 1);
    assert!(found[0].ends_with("→ a senior official"), "{found:?}");
}

#[test]
fn terms_and_titles_are_nobodys_words() {
    let story = format!(
        "{LEAD}The so-called “shadow fleet” lay at anchor, and a choir gave the song “The Long Road Home” on the quay."
    );
    assert_eq!(said(&story), Vec::<String>::new());
}

#[test]
fn a_relay_or_what_is_spoken_of_is_not_who_speaks() {
    let story = format!(
        "{LEAD}Selling the pier was a “costly mistake,” the Northport Times quoted a city engineer as saying.\n\n\
         Before the vote, the closing of the bridge would have given Martin Oakes another proof that the board was “playing \
         with lives,” as Oakes often claimed."
    );
    let found = said(&story);
    assert_eq!(found.len(), 2, "{found:?}");
    for (found, speaker) in found.iter().zip(["a city engineer", "Martin Oakes"]) {
        assert!(found.ends_with(&format!("→ {speaker}")), "{found}");
    }
}

#[test]
fn words_that_somebody_agrees_with_are_anothers() {
    let story = format!("{LEAD}Greta Holm agreed with one reader of the paper that “bridges outlive mayors.”");
    let found = said(&story);
    assert!(found.len() == 1 && found[0].contains("→ one reader"), "{found:?}");
}

#[test]
fn he_is_the_first_person_of_the_sentence_before() {
    let story = format!(
        "{LEAD}“They want the money and nothing else,” John Dunn Jr. wrote on his page. In turn, the Danish builder \
         Sorken Vale, close to John Dunn, claimed that everybody “knows it by now.” “That is true,” he commented."
    );
    assert_eq!(said(&story).last().map(String::as_str), Some("That is true, → Sorken Vale"));
}

#[test]
fn what_somebodys_thing_is_called_is_a_term_unless_a_verb_governs_it() {
    let story = format!(
        "{LEAD}It was the first storm since the start of the mayor’s “grand renewal.” Even the “Blues,” who hold the \
         council, stayed away.\n\nThe pier lies empty since Northport’s “quiet fleet” left it on a cold day in March, an engineer said."
    );
    assert_eq!(said(&story), Vec::<String>::new());
    let story = format!("{LEAD}Greta Holm said that she admired the mayor’s “patience.”");
    assert_eq!(said(&story), ["patience. → Greta Holm"]);
}

#[test]
fn dialogue_after_a_dash_ends_where_the_text_tells_who_speaks() {
    let story = "The board met in the old customs house.\n\nGreta Holm came out first.\n\n\
                 – We will not sell the pier, she said.\n\n– It belongs to all of us.";
    assert_eq!(said(story), ["We will not sell the pier, → Greta Holm", "It belongs to all of us. → Greta Holm"]);
}

#[test]
fn a_description_beside_the_name_is_the_name() {
    let story =
        format!("{LEAD}Her lawyer, Tom Becker, said: “My client has nothing to add to what she told the court.”");
    assert_eq!(said(&story), ["My client has nothing to add to what she told the court. → Tom Becker"]);
}

#[test]
fn the_relay_is_named_beside_the_speaker() {
    let (_, found) = quotations(&format!("{LEAD}“We will not sell the pier to anybody,” Greta Holm told CNN."));
    let relay = found.iter().find_map(|quotation| quotation.relay.as_ref()).expect("a relay");
    assert_eq!(relay.name, "CNN");
}

#[test]
fn a_label_in_capitals_is_the_speaker_and_no_part_of_the_words() {
    let story = format!(
        "{LEAD}Then John Dunn and Anne Reed came on.\n\n“DUNN: I have never said that.\n\n“REED: You said it twice.”"
    );
    let found = said(&story);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("I have never said that.") && found[0].ends_with("Dunn"), "{found:?}");
    assert!(found[1].starts_with("You said it twice.") && found[1].ends_with("Reed"), "{found:?}");
}

#[test]
fn a_claim_without_marks_is_indirect_and_never_a_quotation() {
    let (article, found) =
        quotations(&format!("{LEAD}Greta Holm said that the pier would be closed for the whole winter."));
    let claims: Vec<&str> = found
        .iter()
        .filter(|quotation| quotation.kind == QuoteKind::Indirect)
        .map(|quotation| article.at(quotation.span))
        .collect();
    assert_eq!(claims, ["that the pier would be closed for the whole winter"]);
    assert!(found.iter().all(|quotation| quotation.kind == QuoteKind::Indirect));
}

#[test]
fn a_claim_is_of_its_subject_and_not_of_whom_it_was_told() {
    for (text, speaker) in [
        ("On Monday she told a crowd of fishermen that the pier would be closed for the winter.", "Greta Holm"),
        (
            "In a statement, Paul Reyes rejected the plan, adding that the pier would be closed for the winter.",
            "Paul Reyes",
        ),
        ("Paul Reyes, an adviser to the harbour board, said the pier would be closed for the winter.", "Paul Reyes"),
    ] {
        let (article, found) = quotations(&format!("{LEAD}Greta Holm spoke for an hour. {text}"));
        let claim =
            found.iter().find(|claim| article.at(claim.span).contains("closed for the winter")).expect("a claim");
        assert_eq!(claim.speaker.as_ref().map(|speaker| speaker.name.as_str()), Some(speaker), "{text}");
    }
}

#[test]
fn what_states_nothing_is_no_claim() {
    let (_, found) = quotations(&format!("{LEAD}The board has not denied this information."));
    assert_eq!(found, []);
}

#[test]
fn a_nickname_inside_a_name_is_nobodys_words() {
    let story = format!(
        "{LEAD}“We have waited for a long time!” Marta “Midge” Price, who sells fish, shouted. “Nobody has asked us.”"
    );
    let (article, found) = quotations(&story);
    let nickname = found.iter().find(|quotation| article.at(quotation.span) == "Midge").expect("the nickname");
    assert_eq!((nickname.kind, nickname.why), (QuoteKind::Term, "a nickname inside a name"));
    assert!(said(&story).iter().all(|said| said.ends_with("Price")), "{:?}", said(&story));
}

#[test]
fn imagined_words_are_nobodys() {
    let story = format!("{LEAD}Greta Holm looked at the board as if to say “never again in my life”.");
    assert_eq!(said(&story), Vec::<String>::new());
}

#[test]
fn a_forgotten_closing_mark_does_not_swallow_who_said_it() {
    let story = format!("{LEAD}The “pier is safe, Greta Holm said.\n\n“It is not,” said Paul Reyes.");
    assert_eq!(said(&story), ["pier is safe, → Greta Holm", "It is not, → Paul Reyes"]);
}

#[test]
fn a_platform_that_ends_a_sentence_is_nobodys_initial() {
    let story = format!("{LEAD}“It is fine,” Greta Holm said on X. “It is not,” Paul Reyes told CNN.");
    assert_eq!(said(&story), ["It is fine, → Greta Holm", "It is not, → Paul Reyes"]);
}

#[test]
fn a_document_is_named_whole() {
    let story = format!("{LEAD}“The pier is gone for good,” according to a court filing.");
    assert_eq!(said(&story), ["The pier is gone for good, → a court filing"]);
}

#[test]
fn a_bare_plural_at_the_start_of_a_sentence_speaks() {
    let story = format!("{LEAD}Police say they have “adequate resources” to keep the pier safe.");
    assert_eq!(said(&story), ["adequate resources → Police"]);
}

#[test]
fn what_somebody_is_called_is_not_said_by_them() {
    let story = format!("{LEAD}Later Greta Holm described Martin Oakes as “a danger to the port.”");
    assert_eq!(said(&story), ["a danger to the port. → Greta Holm"]);
}

#[test]
fn whoever_signs_the_words_said_them() {
    let story = format!("{LEAD}“The pier is all we have. He says it is only wood.” — Ana Lind");
    assert_eq!(said(&story), ["The pier is all we have. He says it is only wood. → Ana Lind"]);
}

#[test]
fn another_name_behind_the_words_ends_a_quotation_that_was_never_closed() {
    let story = format!(
        "{LEAD}“The pier is safe,” Greta Holm said on Friday. “If it were not, it would be closed\n\n\
         “I have walked on it since I was a child,” added Paul Reyes, who fishes there."
    );
    let found = said(&story);
    assert!(found.last().is_some_and(|last| last.ends_with("→ Paul Reyes")), "{found:?}");
    assert!(found[1].ends_with("→ Greta Holm"), "{found:?}");
}

#[test]
fn what_is_seen_of_somebody_saying_it_is_theirs() {
    let story = format!("{LEAD}The film uses footage of Greta Holm asking, “Why are we not ahead by now?”");
    assert_eq!(said(&story), ["Why are we not ahead by now? → Greta Holm"]);
}

#[test]
fn a_title_is_its_authors() {
    let story = format!("{LEAD}The plan was lifted from a paper titled “How to Save a Harbour” by Nora Tandy.");
    let found = said(&story);
    assert!(found.is_empty() || found == ["How to Save a Harbour → Nora Tandy"], "{found:?}");
}

#[test]
fn an_article_without_quotations_has_none() {
    assert_eq!(said("A storm took the roof off the customs house. Nobody was hurt."), Vec::<String>::new());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn quotations_are_verbatim_and_lie_in_one_block(text in "([A-Z][a-z]{1,6}|said|he|she|“|”|\"|'|’|‘|«|»|—|–|,|\\.|:| |\n|that|told|the|Mr\\.){0,80}") {
        let Some(article) = read_bytes("a.txt", true, text.clone().into_bytes().into()).articles.into_iter().next() else {
            return Ok(());
        };
        for quotation in Reading::of(&article).quotations {
            proptest::prop_assert!(article.text.get(quotation.span.start..quotation.span.end).is_some_and(|words| !words.is_empty()));
            proptest::prop_assert!(quotation.marked.covers(quotation.span));
            let blocks = article.blocks.iter().filter(|block| block.span.covers(quotation.span)).count();
            proptest::prop_assert_eq!(blocks, 1);
            if let Some(mention) = quotation.speaker.as_ref().and_then(|speaker| speaker.mention) {
                proptest::prop_assert!(article.text.get(mention.start..mention.end).is_some());
            }
        }
    }
}
