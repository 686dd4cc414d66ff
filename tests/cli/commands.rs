use super::harness::{BRIDGE, Dir, HARBOUR, ORCHARD, seeds};

fn news() -> Dir {
    let dir = Dir::new();
    dir.file("news/a.txt", HARBOUR).file("news/b.txt", BRIDGE).file("news/c.txt", ORCHARD);
    dir
}

#[test]
fn without_a_path_the_samples_are_used_and_announced_in_one_line() {
    for command in ["quotes", "stories", "compare", "text", "search missiles"] {
        let ran = Dir::new().run(command).exits(0).complains_once("parallax", "sample articles built into");
        assert!(!ran.out.is_empty(), "{command}");
    }
}

#[test]
fn the_built_in_samples_are_the_files_of_the_folder() {
    let built_in = Dir::new().run("text --format jsonl").exits(0).records();
    let files = Dir::new().run(&format!("text --format jsonl {}", seeds().display())).exits(0).silent().records();
    assert_eq!(built_in.len(), 5);
    for (one, other) in built_in.iter().zip(&files) {
        assert!(one["article"].as_str().unwrap().starts_with("seeds/"));
        assert!(other["article"].as_str().unwrap().ends_with(one["article"].as_str().unwrap()));
        assert_eq!(one["blocks"], other["blocks"]);
    }
}

#[test]
fn a_wrong_command_line_is_told_and_ends_with_2() {
    for line in ["quotes --nonsense", "quotes --format yaml x.txt", "search", "compare --format csv x.txt"] {
        let ran = Dir::new().run(line).exits(2);
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "{line}: {ran:?}");
    }
}

#[test]
fn a_file_with_the_name_of_a_command_can_be_named_by_its_path() {
    let dir = Dir::new();
    dir.file("quotes", HARBOUR);
    let ran = dir.run("text ./quotes").exits(0).silent();
    assert!(ran.out.starts_with("Harbour bridge closed"), "{ran:?}");
    // Behind a command, and behind `--`, the bare name is a path too.
    dir.run("text quotes").exits(0).silent();
}

#[test]
fn text_gives_title_blank_line_and_paragraphs() {
    let dir = Dir::new();
    dir.file("a.txt", HARBOUR);
    let ran = dir.run("text a.txt").exits(0).silent();
    let parts: Vec<&str> = ran.out.trim_end().split("\n\n").collect();
    assert_eq!(parts.len(), 4, "{ran:?}");
    assert_eq!(parts[0], "Harbour bridge closed after inspection");
    assert!(parts[1].starts_with("The harbour bridge was closed"));
}

#[test]
fn standard_input_is_an_article_named_dash() {
    let ran = Dir::new().run_with("quotes --format jsonl -", HARBOUR.as_bytes()).exits(0).silent();
    assert!(!ran.records().is_empty());
    assert!(ran.records().iter().all(|record| record["article"] == "-"));
}

#[test]
fn results_come_in_the_order_of_the_input() {
    let ran = news().run("text --format jsonl news/c.txt news").exits(0).silent();
    let articles: Vec<String> =
        ran.records().iter().map(|record| record["article"].as_str().unwrap().to_owned()).collect();
    assert_eq!(articles, ["news/c.txt", "news/a.txt", "news/b.txt", "news/c.txt"]);
}

#[test]
fn many_files_stay_in_order() {
    let dir = Dir::new();
    for number in 0..700 {
        dir.file(&format!("many/{number:04}.txt"), format!("Headline {number}\n\nBody of article number {number}.\n"));
    }
    let ran = dir.run("text --format jsonl many").exits(0).silent();
    let articles: Vec<String> =
        ran.records().iter().map(|record| record["article"].as_str().unwrap().to_owned()).collect();
    let wanted: Vec<String> = (0..700).map(|number| format!("many/{number:04}.txt")).collect();
    assert_eq!(articles, wanted);
}

#[test]
fn the_table_of_quotations_is_aligned() {
    let ran = news().run("quotes news").exits(0).silent();
    let mut lines = ran.out.lines();
    let column = lines.next().unwrap().find("QUOTATION").unwrap();
    for line in lines {
        let before = line.chars().take(column).collect::<String>();
        assert!(before.ends_with("  "), "{line}");
    }
}

#[test]
fn quotations_as_csv_and_markdown_carry_the_words() {
    let dir = news();
    let csv = dir.run("quotes --format csv news").exits(0).silent().out;
    assert!(csv.starts_with("article,outlet,start,end,text,kind,speaker,"));
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
    assert!(rows.iter().any(|row| row[4].contains("not take any risk")), "{csv}");
    let markdown = dir.run("quotes --format md news").exits(0).silent().out;
    assert!(markdown.contains("> “We will not take any risk"), "{markdown}");
}

#[test]
fn one_story_holds_everything_that_was_named() {
    let ran = news().run("stories --one-story --format jsonl news").exits(0).silent();
    assert!(ran.records().iter().all(|record| record["story"] == 0), "{ran:?}");
    assert_eq!(
        news().run("compare --one-story --format json news").exits(0).json()["stories"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn a_comparison_is_printed_in_every_format() {
    let dir = news();
    let table = dir.run("compare --one-story news").exits(0).silent().out;
    assert!(table.contains("ARTICLES (3)"), "{table}");
    let markdown = dir.run("compare --one-story --format md news").exits(0).silent().out;
    assert!(markdown.starts_with("# ") && markdown.contains("\n## Articles\n"), "{markdown}");
    let html = dir.run("compare --one-story --format html news").exits(0).silent().out;
    assert!(html.starts_with("<!DOCTYPE html>") && html.ends_with("</html>\n"), "{html}");
    for fetched in ["<script", "src=", "href=", "url(", "@import"] {
        assert!(!html.contains(fetched), "the page is not self-contained: {fetched}");
    }
}

#[test]
fn markup_in_an_article_is_text_in_html() {
    let dir = Dir::new();
    dir.file("a.txt", "A <b>bold</b> headline & more\n\nA first sentence with <script>alert(1)</script> in it.\n");
    let html = dir.run("compare --one-story --format html a.txt").exits(0).out;
    assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    assert!(html.contains("&lt;b&gt;bold&lt;/b&gt; headline &amp; more"), "{html}");
}

#[test]
fn search_gives_the_best_hit_first() {
    let ran = news().run("search --format jsonl orchard news").exits(0).silent();
    let first = &ran.records()[0];
    assert_eq!(first["article"], "news/c.txt");
    let scores: Vec<f64> = ran.records().iter().map(|record| record["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b) && scores.iter().all(|score| (0.0..=1.0).contains(score)), "{scores:?}");
}

#[test]
fn a_search_without_a_hit_is_no_failure() {
    let ran = news().run("search --format jsonl zzzzqqqqxxxx news").exits(0).silent();
    assert_eq!(ran.out, "");
}

#[test]
fn a_reader_that_leaves_ends_the_program_quietly() {
    use std::io::Read;
    use std::process::Stdio;

    let dir = Dir::new();
    for number in 0..400 {
        dir.file(&format!("many/{number}.txt"), HARBOUR.repeat(20));
    }
    let samples = seeds().display().to_string();
    let commands: [&[&str]; 3] =
        [&["text", "many"], &["text", "--format", "jsonl", "many"], &["compare", "--format", "json", &samples]];
    for format in commands {
        let mut child = dir.command().args(format).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 8];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{format:?}: {said}");
        assert_eq!(said, "", "{format:?}");
    }
}

#[test]
fn a_persons_own_field_names_are_read() {
    let dir = Dir::new();
    dir.file(
        "a.jsonl",
        r#"{"title": "A", "lauftext": "The harbour board met in a small room and nobody left early."}"#,
    );
    dir.run("text a.jsonl").exits(1);
    dir.file("config/parallax/fields.toml", "text = [\"lauftext\"]\n");
    let mut command = dir.command();
    let told = command.env("XDG_CONFIG_HOME", dir.path().join("config")).args(["text", "a.jsonl"]).output().unwrap();
    assert!(told.status.success(), "{told:?}");
    assert!(String::from_utf8_lossy(&told.stdout).contains("harbour board"));
}

#[test]
fn the_manual_page_tells_of_every_key_and_command() {
    let page = Dir::new().run("man").exits(0).silent().out;
    for command in parallax::app::command::COMMANDS {
        assert!(page.contains(command.doc.split('\'').next().unwrap()), "{} is missing", command.name);
    }
    for (_, does) in parallax::app::command::key_table() {
        assert!(page.contains(does.split([',', ':', ';']).next().unwrap()), "“{does}” is missing");
    }
}

#[test]
fn shells_can_complete_the_command_line() {
    for shell in ["bash", "zsh", "fish"] {
        let script = Dir::new().run(&format!("completions {shell}")).exits(0).silent().out;
        assert!(script.contains("parallax") && script.contains("one-story"), "{shell}");
    }
}
