//! Three made-up outlets on one made-up event, read and compared by hand, so that screens do not change when the analysis
//! learns; and a screen to see them on.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]
#![allow(clippy::expect_used, reason = "what is missing here is a mistake in the test")]

use std::sync::Arc;

use parallax::app::{App, Effect, Input, Key, KeyCode};
use parallax::article::{Article, Block, BlockKind, Headline, Outlet, OutletProof, Span, TitleIs};
use parallax::compare::{
    Comparison, Conflict, ConflictKind, Fact, FigureRow, FigureValue, Label, LabelKind, Link, PassageId, Person, Place,
    Relation, Sourcing, Utterance, VerbUse, Wording, Words,
};
use parallax::ingest::{self, Source, discover::Origin};
use parallax::language::Passage;
use parallax::language::figure::Unit;
use parallax::library::Library;
use parallax::quote::{Quotation, QuoteKind, Speaker};
use parallax::reading::Reading;
use parallax::story;
use parallax::ui;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Paragraphs of sentences; words between “ and ” are quotations of the speaker named beside them.
type Told =
    (Option<&'static str>, &'static str, &'static [&'static [&'static str]], &'static [(&'static str, &'static str)]);

const TOLD: [Told; 3] = [
    (
        Some("Harbour Post"),
        "Storm shuts the Elm Street bridge",
        &[
            &[
                "The Elm Street bridge was closed on Monday after a storm tore away 40 metres of its railing.",
                "Nobody was hurt.",
            ],
            &["Mayor Ada Brandt promised a quick repair.", "“We will have traffic back by Friday,” she said."],
            &["The bridge was last repaired in 1987."],
            &[
                "Shopkeepers on the east bank fear for their trade, since most of their customers come on foot from the other side \
               of the river.",
            ],
        ],
        &[("We will have traffic back by Friday,", "Ada Brandt")],
    ),
    (
        None,
        "Bridge closed after storm",
        &[
            &["A storm has closed the bridge at Elm Street, tearing off some 60 metres of railing."],
            &[
                "“We will have traffic back by Friday,” Mayor Ada Brandt told reporters.",
                "Engineers called the date “hopeful.”",
            ],
            &["Ferries run every ten minutes until then."],
        ],
        &[("We will have traffic back by Friday,", "Ada Brandt"), ("hopeful.", "engineers")],
    ),
    (
        Some("東港日報"),
        "暴風で橋が通行止め Elm Street",
        &[
            &["月曜日、暴風のためエルム通りの橋が閉鎖された。", "けが人はいない。"],
            &["The mayor wants the bridge open again by Friday."],
        ],
        &[],
    ),
];

/// (article, sentence)
type Sentence = (usize, usize);

/// (article, sentence) – (article, sentence), counted through the article.
const LINKS: [(Sentence, Sentence, Relation); 5] = [
    ((0, 0), (1, 0), Relation::Differs),
    ((0, 0), (2, 0), Relation::Reworded),
    ((0, 1), (2, 1), Relation::Reworded),
    ((0, 3), (1, 1), Relation::Same),
    ((1, 1), (2, 2), Relation::Reworded),
];

fn article(nth: usize, told: &Told) -> (Article, Reading) {
    let (outlet, title, paragraphs, spoken) = told;
    let mut text = format!("{title}\n\n");
    let mut blocks = vec![block(0, title.len(), BlockKind::Title, "the first line")];
    let mut passages = Vec::new();
    for paragraph in *paragraphs {
        let start = text.len();
        for sentence in *paragraph {
            let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            let from = text.len();
            text.push_str(&sentence);
            passages.push(Passage { span: Span::new(from, text.len()), block: blocks.len() });
            text.push(' ');
        }
        blocks.push(block(start, text.trim_end().len(), BlockKind::Paragraph, "a line of text"));
        text.push_str("\n\n");
    }
    let start = text.len();
    text.push_str("Share this article\n");
    blocks.push(block(start, text.trim_end().len(), BlockKind::Boilerplate, "asks to share"));
    let mut quotations: Vec<Quotation> =
        spoken.iter().filter_map(|(words, speaker)| quotation(&text, words, speaker)).collect();
    quotations.extend(reported(&text, "a quick repair", "Ada Brandt"));
    // Read as any text would be, then told what it is: so fields that come later do not matter here.
    let id = format!("harbour/{nth}.txt");
    let origin = Origin::BuiltIn(text.clone().leak().as_bytes());
    let sample = ingest::built_in().into_iter().next().expect("a sample");
    let read = ingest::read(&Source { id, origin, ..sample });
    let mut article = read.articles.into_iter().next().expect("an article");
    article.text = text;
    article.blocks = blocks;
    article.headline =
        Some(Headline { text: (*title).to_owned(), span: Some(Span::new(0, title.len())), is: TitleIs::Given });
    article.outlet = match outlet {
        Some(name) => Outlet { name: Some((*name).to_owned()), proof: OutletProof::Path },
        None => Outlet::UNNAMED,
    };
    article.published = Some("2024-03-04".into());
    article.truncated = false;
    article.notes.clear();
    (article, Reading { passages, quotations, ..Reading::default() })
}

fn block(start: usize, end: usize, kind: BlockKind, why: &'static str) -> Block {
    Block { span: Span::new(start, end), kind, why: why.into() }
}

fn quotation(text: &str, words: &str, speaker: &str) -> Option<Quotation> {
    let start = text.find(words)?;
    let span = Span::new(start, start + words.len());
    let certain = speaker != "engineers";
    Some(Quotation {
        span,
        marked: Span::new(span.start - "“".len(), span.end + "”".len()),
        kind: QuoteKind::Full,
        why: "",
        continues: false,
        speaker: Some(Speaker {
            name: speaker.into(),
            entity: None,
            mention: None,
            certain,
            why: "described far from the words".into(),
        }),
        cue: text.find("she said").map(|at| Span::new(at, at + "she said".len())),
        relay: None,
    })
}

/// A claim without marks.
fn reported(text: &str, words: &str, speaker: &str) -> Option<Quotation> {
    let found = quotation(text, words, speaker)?;
    Some(Quotation { marked: found.span, kind: QuoteKind::Indirect, cue: None, ..found })
}

/// The story, read and compared.
pub fn library() -> Library {
    let told: Vec<(Article, Reading)> = TOLD.iter().enumerate().map(|(nth, told)| article(nth, told)).collect();
    let mut comparison = Comparison::default();
    for (article, (_, reading)) in told.iter().enumerate() {
        let places = reading.passages.iter().enumerate();
        comparison.passages.extend(places.map(|(passage, found)| Place { article, span: found.span, passage }));
    }
    let id = |(article, passage): (usize, usize)| {
        let at = comparison.passages.iter().position(|place| place.article == article && place.passage == passage);
        PassageId(at.expect("a sentence that is there"))
    };
    comparison.links = LINKS
        .iter()
        .map(|&(a, b, relation)| Link { a: id(a), b: id(b), score: 0.8, relation, aligned: true })
        .collect();
    comparison.facts = vec![
        Fact { passages: vec![id((0, 0)), id((1, 0)), id((2, 0))], articles: 3, origins: 2 },
        Fact { passages: vec![id((0, 3)), id((1, 1)), id((2, 2))], articles: 3, origins: 1 },
    ];
    comparison.exclusive = vec![id((0, 4)), id((0, 5)), id((1, 2)), id((1, 3))];
    let said = |article: usize| {
        let span = told[article].1.quotations[0].span;
        Wording { words: Words { article, span }, channel: None, quotation: Some(0) }
    };
    comparison.utterances = vec![Utterance { speaker: Some("Ada Brandt".into()), wordings: vec![said(0), said(1)] }];
    across(&mut comparison, |article, words| {
        let start = told[article].0.text.find(words).expect("words that are there");
        Words { article, span: Span::new(start, start + words.len()) }
    });
    comparison.index();
    let (articles, readings): (Vec<_>, Vec<_>) =
        told.into_iter().map(|(article, reading)| (Arc::new(article), Some(Arc::new(reading)))).unzip();
    let stories = story::one(&told_articles(&articles));
    Library { stories, articles, readings, comparisons: vec![Some(Arc::new(comparison))], ..Library::default() }
}

/// What the outlets count, whom they name and how, and whence they have it.
fn across(comparison: &mut Comparison, words: impl Fn(usize, &str) -> Words) {
    let value =
        |words, metres, agrees| FigureValue { words, value: Some(metres), unit: Unit::Kilometres, date: None, agrees };
    let railing = [words(0, "40 metres"), words(1, "some 60 metres")];
    comparison.figures = vec![FigureRow {
        what: "railing".into(),
        values: vec![value(railing[0], 0.04, true), value(railing[1], 0.06, false)],
    }];
    comparison.conflicts = vec![Conflict {
        kind: ConflictKind::Figure,
        sides: railing.to_vec(),
        why: "40 metres against 60 metres of railing".into(),
    }];
    let label = |words, kind| Label { words, kind };
    comparison.people = vec![Person {
        name: "Ada Brandt".into(),
        names: vec![(0, 0), (1, 0)],
        labels: vec![
            label(words(0, "Ada Brandt"), LabelKind::Spelling),
            label(words(0, "Mayor"), LabelKind::Title),
            label(words(1, "Ada Brandt"), LabelKind::Spelling),
        ],
    }];
    comparison.origins = vec![parallax::compare::Origin { name: "Engineers".into(), articles: vec![1] }];
    comparison.sourcing = (0..3)
        .map(|article| Sourcing {
            article,
            words_quoted: [7, 8, 0][article],
            named: if article < 2 { vec!["Ada Brandt".into()] } else { Vec::new() },
            anonymous: if article == 1 { vec![words(1, "Engineers").span] } else { Vec::new() },
            verbs: if article == 0 {
                vec![VerbUse { verb: "said".into(), speaker: "Ada Brandt".into(), count: 1 }]
            } else {
                Vec::new()
            },
        })
        .collect();
}

fn told_articles(articles: &[Arc<Article>]) -> Vec<&Article> {
    articles.iter().map(Arc::as_ref).collect()
}

/// The reader on a screen of this size, with the story.
pub fn open(size: (u16, u16)) -> App {
    App::new(library(), size)
}

/// Types keys as people write them: `jj`, `<enter>`, `<ctrl-p>`; gives what the edge is asked to do.
pub fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let key = match rest.strip_prefix('<').and_then(|named| named.split_once('>')) {
            Some((name, after)) if !name.is_empty() => {
                rest = after;
                name.parse::<Key>().expect("a key")
            }
            _ => {
                rest = &rest[c.len_utf8()..];
                if c == ' ' { KeyCode::Char(' ').into() } else { Key::char(c) }
            }
        };
        effects.extend(app.handle(Input::Key(key)));
    }
    effects
}

/// What is on the screen.
pub fn draw(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    ui::view(app, &mut buffer);
    buffer
}

/// Its letters, row by row, without blanks at the ends of rows.
pub fn seen(app: &App) -> String {
    rows(&draw(app), |cell| cell.symbol().to_owned())
}

/// Its letters, and below them how they look: r reversed, u underlined, b bold, d dim, c coloured.
pub fn looks(app: &App) -> String {
    let buffer = draw(app);
    let style = |cell: &ratatui::buffer::Cell| {
        let look = match cell.modifier {
            look if look.contains(Modifier::REVERSED) => "r",
            look if look.contains(Modifier::UNDERLINED) => "u",
            look if look.contains(Modifier::BOLD) => "b",
            look if look.contains(Modifier::DIM) => "d",
            _ if cell.fg != ratatui::style::Color::Reset => "c",
            _ => " ",
        };
        look.to_owned()
    };
    format!("{}\n{}\n{}", seen(app), "=".repeat(app.size.0.into()), rows(&buffer, style))
}

fn rows(buffer: &Buffer, of: impl Fn(&ratatui::buffer::Cell) -> String) -> String {
    use ratatui::buffer::CellWidth;
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let (mut x, mut row) = (0, String::new());
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            row.push_str(&of(cell));
            x += cell.symbol().cell_width().max(1);
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}
