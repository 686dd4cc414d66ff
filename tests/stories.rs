//! Grouping, as a person would judge it: articles in, stories out. All texts are made up for these tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where its world breaks")]

use std::borrow::Cow;

use parallax::article::Article;
use parallax::ingest;
use parallax::story::{self, Story};
use proptest::prelude::*;

/// (story, title, date, text)
const NEWS: [(&str, &str, &str, &str); 9] = [
    (
        "bridge",
        "Harbour bridge closed after inspectors find cracks",
        "2031-03-04",
        "The harbour bridge in Sundvik was closed on Tuesday after inspectors found cracks in two of its cables. Mayor Anna \
         Lindqvist said the bridge would stay closed until the cables were replaced. About 12,000 cars cross the bridge \
         every day, according to the port authority of Sundvik. Ferries will carry commuters across the harbour.",
    ),
    (
        "bridge",
        "Cracked cables shut Sundvik bridge",
        "2031-03-05",
        "Sundvik's harbour bridge, which 12,000 cars use every day, has been shut since Tuesday because two cables are \
         cracked. \"We will not take any risk,\" said Anna Lindqvist, the mayor. The port authority is sending ferries to take \
         commuters over the harbour while inspectors look at the other cables.",
    ),
    (
        "bridge",
        "Commuters take ferries as bridge stays shut",
        "2031-03-05",
        "Thousands of commuters in Sundvik crossed the harbour by ferry on Wednesday, a day after inspectors closed the \
         bridge over cracks in its cables. Mayor Lindqvist could not say when the harbour bridge would open again.",
    ),
    (
        "harvest",
        "Apple growers expect a late harvest",
        "2031-03-05",
        "Apple growers in the Trenna valley expect their harvest three weeks late after frost in spring. The blossoms froze \
         twice, said Peter Novak, who runs the largest orchard of the valley. The growers' union asked the ministry of \
         agriculture for help with lost income.",
    ),
    (
        "harvest",
        "Frost in the orchards: Trenna apples will be late",
        "2031-03-06",
        "After two nights of frost the apples of the Trenna valley will ripen three weeks late, the growers' union says. In \
         Peter Novak's orchard, the largest of the valley, most blossoms froze. The ministry of agriculture has promised to \
         look at help for growers.",
    ),
    (
        "chess",
        "Teenager Okafor wins the national chess title",
        "2031-03-04",
        "Chidi Okafor, 16, became the youngest national chess champion on Tuesday when he drew the last game against the \
         grandmaster Ilse Brandt. Okafor had led the tournament in Port Elms since the fourth round and never lost a game.",
    ),
    (
        "chess",
        "At 16, Chidi Okafor is the youngest chess champion ever",
        "2031-03-04",
        "A draw against grandmaster Ilse Brandt was enough: Chidi Okafor, 16, won the national chess tournament in Port Elms \
         on Tuesday without losing a single game, and is the youngest champion in the country's history.",
    ),
    (
        "satellite",
        "Weather satellite falls silent after launch",
        "2031-03-03",
        "Engineers lost contact on Monday with the weather satellite Nimbra-4 forty minutes after its launch. The agency said \
         the solar panels had opened, but the radio of the satellite did not answer ground stations.",
    ),
    (
        "tram",
        "Old tram depot becomes a market hall",
        "2031-03-02",
        "The tram depot of Lower Garrow, empty for a decade, will open as a market hall in autumn. Forty stalls have been let, \
         the architect Rosa Quill said at a tour through the building on Sunday.",
    ),
];

fn read(rows: &[(&str, &str, &str, &str)]) -> Vec<Article> {
    let lines: Vec<String> = rows
        .iter()
        .map(|(_, title, date, text)| serde_json::json!({ "title": title, "date": date, "text": text }).to_string())
        .collect();
    let found = ingest::read_bytes("news.jsonl", true, Cow::Owned(lines.join("\n").into_bytes()));
    assert_eq!(found.articles.len(), rows.len());
    found.articles
}

fn samples() -> Vec<Article> {
    ingest::built_in().iter().flat_map(|source| ingest::read(source).articles).collect()
}

fn group(articles: &[Article]) -> Vec<Story> {
    story::group(&articles.iter().collect::<Vec<_>>())
}

/// The stories as sets of titles, in an order of their own.
fn titles(articles: &[Article], stories: &[Story]) -> Vec<Vec<String>> {
    let mut sets: Vec<Vec<String>> = stories
        .iter()
        .map(|story| {
            let mut set: Vec<String> = story.articles.iter().map(|&index| articles[index].title().to_owned()).collect();
            set.sort();
            set
        })
        .collect();
    sets.sort();
    sets
}

#[test]
fn reports_of_one_event_are_one_story_and_nothing_else_is() {
    let articles = read(&NEWS);
    let stories = group(&articles);
    for story in &stories {
        let names: Vec<&str> = story.articles.iter().map(|&index| NEWS[index].0).collect();
        assert!(names.iter().all(|name| *name == names[0]), "{names:?} became one story");
    }
    assert_eq!(stories.len(), 5, "{:#?}", titles(&articles, &stories));
}

#[test]
fn stories_come_in_the_order_of_their_first_article() {
    let stories = group(&read(&NEWS));
    let firsts: Vec<usize> = stories.iter().map(|story| story.articles[0]).collect();
    assert!(firsts.is_sorted());
    assert!(stories.iter().all(|story| story.articles.is_sorted()));
}

#[test]
fn a_story_is_named_by_one_of_its_headlines_and_knows_its_days() {
    let articles = read(&NEWS);
    for story in group(&articles) {
        assert!(story.articles.iter().any(|&index| articles[index].title() == story.name), "{}", story.name);
        let days: Vec<&str> = story.articles.iter().map(|&index| NEWS[index].2).collect();
        let span = (days.iter().min().unwrap().to_string(), days.iter().max().unwrap().to_string());
        assert_eq!(story.days, Some(span));
    }
}

#[test]
fn each_article_says_why_it_belongs_in_its_own_words() {
    let articles = read(&NEWS);
    for story in group(&articles) {
        assert_eq!(story.ties.len(), story.articles.len());
        for (&index, ties) in story.articles.iter().zip(&story.ties) {
            assert_eq!(ties.is_empty(), story.articles.len() == 1);
            assert!(ties.iter().all(|word| articles[index].text.contains(word.as_str())), "{ties:?}");
        }
    }
}

#[test]
fn the_samples_are_one_story_alone_and_inside_other_news() {
    let alone = samples();
    assert_eq!(group(&alone).len(), 1);
    let mixed: Vec<Article> = read(&NEWS).into_iter().chain(samples()).collect();
    let stories = group(&mixed);
    assert_eq!(stories.len(), 6);
    assert_eq!(stories[5].articles, [9, 10, 11, 12, 13]);
}

#[test]
fn the_same_article_twice_is_one_story() {
    let articles = read(&[NEWS[0], NEWS[7], NEWS[0]]);
    assert_eq!(group(&articles).iter().map(|story| story.articles.clone()).collect::<Vec<_>>(), [vec![0, 2], vec![1]]);
}

#[test]
fn an_undated_report_joins_by_the_day_it_names() {
    let mut rows = NEWS;
    rows[1].2 = "";
    let stories = group(&read(&rows));
    assert_eq!(stories[0].articles, [0, 1, 2]);
    assert_eq!(stories[0].days, Some(("2031-03-04".to_owned(), "2031-03-05".to_owned())));
}

#[test]
fn the_person_decides_of_stories_that_are_there() {
    let mut articles = read(&NEWS);
    let before = group(&articles);
    for index in [1, 2] {
        articles[index].story_hint = Some("ferries".to_owned());
    }
    articles[0].story_hint = Some("cracks".to_owned());
    let all: Vec<&Article> = articles.iter().collect();
    let after = story::decide(&all, &before);
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!((after[0].articles.as_slice(), after[1].articles.as_slice()), (&[0][..], &[1, 2][..]));
    // What nobody spoke of stays, and grouping anew gives the same.
    assert_eq!(after[2..], before[1..]);
    let sets = |stories: &[Story]| stories.iter().map(|story| story.articles.clone()).collect::<Vec<_>>();
    assert_eq!(sets(&group(&articles)), sets(&after));
}

#[test]
fn what_the_person_put_together_is_one_story() {
    let mut articles = read(&NEWS);
    for index in [7, 8] {
        articles[index].story_hint = Some("things that fell silent".to_owned());
    }
    let stories = group(&articles);
    assert_eq!(stories.len(), 4);
    assert_eq!(stories[3].articles, [7, 8]);
}

#[test]
fn nothing_gives_no_story() {
    assert!(group(&[]).is_empty());
    assert_eq!(group(&read(&NEWS[..1])).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_articles_does_not_matter(order in Just((0..NEWS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let articles = read(&NEWS);
        let shuffled: Vec<_> = order.iter().map(|&index| NEWS[index]).collect();
        let other = read(&shuffled);
        let (stories, others) = (group(&articles), group(&other));
        prop_assert_eq!(titles(&articles, &stories), titles(&other, &others));
        let names = |stories: &[Story]| { let mut names: Vec<String> = stories.iter().map(|story| story.name.clone()).collect(); names.sort(); names };
        prop_assert_eq!(names(&stories), names(&others));
    }

    #[test]
    fn an_unrelated_article_changes_no_story(left_out in 7..NEWS.len()) {
        let articles = read(&NEWS);
        let rest: Vec<_> = (0..NEWS.len()).filter(|&index| index != left_out).map(|index| NEWS[index]).collect();
        let fewer = read(&rest);
        let mut with = titles(&articles, &group(&articles));
        with.retain(|story| story != &[NEWS[left_out].1]);
        prop_assert_eq!(with, titles(&fewer, &group(&fewer)));
    }

    #[test]
    fn any_text_is_in_exactly_one_story(texts in proptest::collection::vec("\\PC{0,80}", 0..12)) {
        let articles: Vec<Article> = texts
            .iter()
            .flat_map(|text| ingest::read_bytes("a.txt", true, Cow::Borrowed(text.as_bytes())).articles)
            .collect();
        let mut all: Vec<usize> = group(&articles).into_iter().flat_map(|story| story.articles).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..articles.len()).collect::<Vec<_>>());
    }
}

#[test]
fn an_article_that_is_added_joins_where_grouping_anew_puts_it_and_moves_nobody() {
    let articles = read(&NEWS);
    for last in 0..articles.len() {
        let mut all: Vec<&Article> = articles.iter().collect();
        let added = all.remove(last);
        let (before, mut grouping) = story::Grouping::of(&all);
        all.push(added);
        let mut stories = before.clone();
        let at = grouping.add(&all, &mut stories);
        let index = all.len() - 1;
        assert_eq!(stories[at].articles.last(), Some(&index));
        for (old, new) in before.iter().zip(&stories) {
            assert!(new.articles.starts_with(&old.articles) && new.name == old.name);
        }
        let anew = story::group(&all);
        let anew = anew.iter().find(|story| story.articles.contains(&index)).unwrap();
        assert_eq!(stories[at].articles, anew.articles, "{}", added.title());
        assert_eq!(stories[at].ties.len(), stories[at].articles.len());
    }
}

#[test]
fn a_persons_choice_holds_for_an_article_that_is_added() {
    let mut articles = read(&NEWS);
    articles[8].story_hint = Some("the bridge".into());
    articles[0].story_hint = Some("the bridge".into());
    let all: Vec<&Article> = articles.iter().collect();
    let (mut stories, mut grouping) = story::Grouping::of(&all[..8]);
    let at = grouping.add(&all, &mut stories);
    assert!(stories[at].articles.contains(&0) && stories[at].articles.contains(&8));
}
