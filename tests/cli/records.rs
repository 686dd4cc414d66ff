use super::harness::{BRIDGE, Dir, HARBOUR, fields};

fn story() -> Dir {
    let dir = Dir::new();
    dir.file("a.txt", HARBOUR).file("b.txt", BRIDGE);
    dir
}

#[test]
fn a_quotation_has_all_its_fields_in_order() {
    let ran = story().run("quotes --format jsonl a.txt b.txt").exits(0).silent();
    assert!(!ran.out.is_empty());
    for line in ran.out.lines() {
        let names: Vec<String> = fields(line).into_iter().filter(|name| name != "continues").collect();
        let wanted = [
            "article",
            "outlet",
            "start",
            "end",
            "text",
            "kind",
            "speaker",
            "speaker_text",
            "speaker_start",
            "speaker_end",
            "certain",
            "cue",
            "relay",
        ];
        assert_eq!(names, wanted, "{line}");
    }
}

#[test]
fn offsets_are_bytes_of_the_file() {
    let ran = story().run("quotes --indirect --format jsonl a.txt").exits(0).silent();
    for record in ran.records() {
        let at = |start: &str, end: &str| {
            let from = usize::try_from(record[start].as_u64().unwrap()).unwrap();
            let to = usize::try_from(record[end].as_u64().unwrap()).unwrap();
            &HARBOUR[from..to]
        };
        assert_eq!(record["text"], at("start", "end"));
        if !record["speaker_text"].is_null() {
            assert_eq!(record["speaker_text"], at("speaker_start", "speaker_end"));
        }
    }
}

#[test]
fn indirect_speech_is_listed_only_when_it_is_asked_for() {
    let ran = story().run("quotes --format jsonl a.txt b.txt").exits(0);
    assert!(ran.records().iter().all(|record| record["kind"] != "indirect"));
}

#[test]
fn story_and_utterance_come_when_they_are_asked_for() {
    let ran = story().run("quotes --utterances --one-story --format jsonl a.txt b.txt").exits(0).silent();
    assert!(!ran.records().is_empty());
    for (record, line) in ran.records().iter().zip(ran.out.lines()) {
        assert_eq!(record["story"], 0, "{line}");
        assert!(fields(line).contains(&"utterance".to_owned()), "{line}");
    }
}

#[test]
fn an_article_of_a_story_has_all_its_fields_in_order() {
    let ran = story().run("stories --format jsonl a.txt b.txt").exits(0).silent();
    assert_eq!(ran.out.lines().count(), 2);
    for line in ran.out.lines() {
        assert!(
            fields(line)
                .starts_with(&["article", "story", "outlet", "title", "title_is", "published"].map(str::to_owned))
        );
    }
}

#[test]
fn a_text_has_all_its_fields_in_order_and_loses_no_byte() {
    let ran = story().run("text --format jsonl a.txt").exits(0).silent();
    let names = fields(ran.out.trim_end());
    let wanted = ["article", "outlet", "title", "title_is", "byline", "published", "language", "truncated", "blocks"];
    assert!(names.starts_with(&wanted.map(str::to_owned)), "{names:?}");
    let record = &ran.records()[0];
    let mut covered = vec![false; HARBOUR.len()];
    for block in record["blocks"].as_array().unwrap() {
        let from = usize::try_from(block["start"].as_u64().unwrap()).unwrap();
        let to = usize::try_from(block["end"].as_u64().unwrap()).unwrap();
        assert_eq!(block["text"], HARBOUR[from..to]);
        for place in &mut covered[from..to] {
            assert!(!*place, "two blocks hold one byte");
            *place = true;
        }
        for field in ["kind", "why"] {
            assert!(block[field].is_string());
        }
    }
    for (byte, covered) in HARBOUR.bytes().zip(covered) {
        assert!(covered || byte.is_ascii_whitespace());
    }
}

#[test]
fn a_comparison_has_all_its_parts() {
    let value = story().run("compare --one-story --format json a.txt b.txt").exits(0).silent().json();
    let story = &value["stories"][0];
    for part in [
        "articles",
        "passages",
        "links",
        "facts",
        "exclusive",
        "utterances",
        "figures",
        "people",
        "conflicts",
        "origins",
        "sourcing",
    ] {
        assert!(story[part].is_array(), "{part}");
    }
    for article in story["articles"].as_array().unwrap() {
        for field in ["article", "outlet", "title", "title_is", "words", "truncated"] {
            assert!(article.get(field).is_some(), "{field}");
        }
    }
    let passages = story["passages"].as_array().unwrap().len();
    assert!(passages > 0);
    for link in story["links"].as_array().unwrap() {
        assert!(link["a"].as_u64().unwrap() < passages as u64 && link["b"].as_u64().unwrap() < passages as u64);
        assert!((0.0..=1.0).contains(&link["score"].as_f64().unwrap()));
        assert_eq!(link["aligned"], true, "without --all-links only what is shown as aligned is listed");
    }
}

#[test]
fn a_hit_has_all_its_fields_in_order() {
    let ran = story().run("search --format jsonl bridge a.txt b.txt").exits(0).silent();
    assert!(!ran.out.is_empty());
    for line in ran.out.lines() {
        assert_eq!(fields(line), ["article", "start", "end", "text", "kind", "score"]);
    }
}
