//! The words every other room speaks: an article, its blocks, its outlet, and spans into its text.

/// A stretch of an article's decoded text, in **bytes**: `start` inclusive, `end` exclusive, both on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an `end` before `start` gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `byte` lies inside.
    pub fn contains(self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words themselves; empty when the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// What a block of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The headline, and its repeats.
    Title,
    /// Running text.
    Paragraph,
    /// A sub-heading inside the body.
    Heading,
    /// One item of a list.
    List,
    /// A block quotation.
    Quote,
    /// Where and when it was written ("CNN —", "KYIV, Nov. 17").
    Dateline,
    /// Who wrote it.
    Byline,
    /// Who contributed, which agency supplied it.
    Credit,
    /// A remark of the outlet on its own article ("This story has been updated").
    Note,
    /// Page furniture.
    Boilerplate,
}

impl BlockKind {
    /// Whether such a block belongs to the body; all else is set aside.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Paragraph | Self::Heading | Self::List | Self::Quote)
    }

    /// The word for it in CONTRACT's `text --format jsonl`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::List => "list",
            Self::Quote => "quote",
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Credit => "credit",
            Self::Note => "note",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// A stretch of the text with its class. Blocks of an article are sorted, disjoint and hold every non-blank byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// Its class.
    pub kind: BlockKind,
    /// Why it was classed so, in words for the reader ("repeats the title").
    pub why: std::borrow::Cow<'static, str>,
}

/// Whether a headline was given by the source or is the text's own first words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TitleIs {
    /// It stands in the file (or its metadata) as a title.
    Given,
    /// It was taken from the body, since the file has none.
    Inferred,
}

/// The headline of an article, always verbatim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Its words.
    pub text: String,
    /// Where they stand in the text; `None` when they come from metadata.
    pub span: Option<Span>,
    /// Given or inferred.
    pub is: TitleIs,
}

/// How the outlet of an article is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutletProof {
    /// It is not: the text does not name its outlet. Citing CNN does not make CNN the outlet.
    Unnamed,
    /// The text itself proves it, by the words at `span`.
    Text {
        /// The proving words.
        span: Span,
        /// What they are: "dateline", "credit line", "told WELT".
        how: &'static str,
        /// Whether the proof stands alone, or is only likely.
        sure: bool,
    },
    /// The file's metadata says so.
    Metadata {
        /// The field that says it ("og:site_name").
        field: String,
    },
    /// The folder or file name says so: weaker than a sure proof in the text.
    Path,
    /// The person said so in `coverage.toml`.
    Coverage,
}

/// Who publishes an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Its name; `None` when it is not known. A proof may stand all the same: words given to an outlet ("… told WELT") are
    /// shown, but do not name it.
    pub name: Option<String>,
    /// How it is known.
    pub proof: OutletProof,
}

impl Outlet {
    /// The outlet of a text that does not say.
    pub const UNNAMED: Self = Self { name: None, proof: OutletProof::Unnamed };
}

/// One outlet's text. The decoded text never changes; everything else is a span into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// What CONTRACT calls `article`: the argument as typed, joined with the path below it, `#N` for record N of a file
    /// that holds many, `seeds/NAME` for a built-in sample, `-` for standard input.
    pub id: String,
    /// The decoded text, made safe for a terminal by replacements of the same length in bytes.
    pub text: String,
    /// Sorted, disjoint, holding every non-blank byte of `text`.
    pub blocks: Vec<Block>,
    /// The headline; `None` only for a text without a body.
    pub headline: Option<Headline>,
    /// Who publishes it.
    pub outlet: Outlet,
    /// Who wrote it, as given.
    pub byline: Option<String>,
    /// When it was published: RFC 3339 date-time, or `YYYY-MM-DD` where the source gives no time.
    pub published: Option<String>,
    /// When it was last changed, in the same form.
    pub modified: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// BCP 47 language tag ("en"), where it could be told.
    pub language: Option<String>,
    /// The story to which `coverage.toml` says it belongs: articles with the same words here are one story.
    pub story_hint: Option<String>,
    /// The id of the first article with this text, which it repeats word for word or with edits.
    pub same_as: Option<String>,
    /// Whether the text is cut off in mid-sentence.
    pub truncated: bool,
    /// What the reader should know of the text: damage, a summary instead of the whole, a doubtful encoding.
    pub notes: Vec<Note>,
}

/// A remark of Parallax on an article, shown on its card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where it applies; `None` for the whole article.
    pub span: Option<Span>,
    /// What to know, one line.
    pub text: String,
}

impl Article {
    /// The words at `span`.
    pub fn at(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The blocks of the body, with their index in [`Article::blocks`].
    pub fn body(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.blocks.iter().enumerate().filter(|(_, block)| block.kind.is_body())
    }

    /// How many words the body has (runs without white space).
    pub fn words(&self) -> usize {
        self.body().map(|(_, block)| self.at(block.span).split_whitespace().count()).sum()
    }

    /// The headline's words, or the article's id where it has none.
    pub fn title(&self) -> &str {
        self.headline.as_ref().map_or(&self.id, |headline| &headline.text)
    }
}
