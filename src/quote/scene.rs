//! One article as the rules see it: tokens, paragraphs, sentences outside the marks, and the marked stretches.

use std::ops::Range;

use crate::article::{Article, BlockKind, Span};
use crate::language::lexicon::{self, Tags};
use crate::language::token::{Token, TokenKind, tokenise};
use crate::quote::marks::{self, Marked};
use crate::quote::narration;

/// A paragraph, heading, list item or the headline.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    /// Its bytes.
    pub(super) span: Span,
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Whether it is the headline.
    pub(super) title: bool,
    /// Whether it is a line of dialogue opened by a dash.
    pub(super) dialogue: bool,
    /// Its stretches.
    pub(super) stretches: Range<usize>,
}

/// A marked stretch that lies in no other.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// Where it stands and how it is marked.
    pub(super) marked: Marked,
    /// Its paragraph.
    pub(super) paragraph: usize,
    /// Tokens of the words.
    pub(super) inner: Range<usize>,
    /// Tokens of the words with their marks.
    pub(super) outer: Range<usize>,
    /// Goes on from the paragraph before.
    pub(super) continues: bool,
    /// Whether it is what a dash opens.
    pub(super) dash: bool,
    /// The sentence that its opening mark stands in.
    pub(super) sentence: u32,
    /// The sentence that what follows its closing mark belongs to.
    pub(super) sentence_after: u32,
    /// Whether its opening mark begins a sentence.
    pub(super) begins_sentence: bool,
}

/// The article as the rules see it.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) stretches: Vec<Stretch>,
    /// Stretches inside stretches.
    pub(super) nested: Vec<Marked>,
    /// For each token one more than the stretch it lies in (marks included), 0 outside.
    pub(super) inside: Vec<u32>,
    /// For each token the number of its sentence, counted outside the marks over the whole article.
    pub(super) sentence: Vec<u32>,
    /// For each token its paragraph.
    pub(super) paragraph: Vec<u32>,
}

impl<'a> Scene<'a> {
    /// Reads the headline and the body of `article`.
    pub(super) fn of(article: &'a Article) -> Self {
        let text = article.text.as_str();
        let mut scene = Self {
            text,
            tokens: Vec::with_capacity(text.len() / 5),
            paragraphs: Vec::new(),
            stretches: Vec::new(),
            nested: Vec::new(),
            inside: Vec::new(),
            sentence: Vec::new(),
            paragraph: Vec::new(),
        };
        let mut titled = false;
        for block in &article.blocks {
            let title = block.kind == BlockKind::Title && !titled;
            if !block.kind.is_body() && !title {
                continue;
            }
            titled |= title;
            let first = scene.tokens.len();
            tokenise(text, block.span, &mut scene.tokens);
            let tokens = first..scene.tokens.len();
            scene.paragraphs.push(Paragraph { span: block.span, tokens, title, dialogue: false, stretches: 0..0 });
        }
        scene.join_verbs();
        scene.find_dialogue();
        scene.find_stretches();
        scene.number_sentences();
        scene
    }

    /// The token at `at`, if it lies in `within`.
    pub(super) fn token_in(&self, at: usize, within: &Range<usize>) -> Option<&Token> {
        within.contains(&at).then(|| self.tokens.get(at)).flatten()
    }

    /// Whether the token lies outside every stretch.
    pub(super) fn is_outside(&self, at: usize) -> bool {
        self.inside.get(at).is_none_or(|&stretch| stretch == 0)
    }

    /// "went on" and its forms before words, a mark, "about" or "to" say what "continued" says.
    fn join_verbs(&mut self) {
        let verb = |word| lexicon::reporting_verb(word).and_then(|at| u16::try_from(at).ok()).unwrap_or(0);
        let (go, continued) = (verb("go"), verb("continue"));
        for at in 0..self.tokens.len() {
            let word = |at: usize| self.tokens.get(at).map_or("", |token| token.span.of(self.text));
            if self.tokens.get(at).is_none_or(|token| token.verb != go || go == 0) || word(at + 1) != "on" {
                continue;
            }
            let goes =
                self.tokens.get(at + 2).is_none_or(|next| !next.is_word()) || matches!(word(at + 2), "about" | "to");
            if let Some(token) = self.tokens.get_mut(at).filter(|_| goes) {
                token.verb = continued;
                token.tags |= Tags::SPEECH;
            }
        }
    }

    /// Dash lines are dialogue when one of them says who speaks.
    fn find_dialogue(&mut self) {
        let dashes: Vec<usize> = self
            .paragraphs
            .iter()
            .enumerate()
            .filter(|(_, paragraph)| !paragraph.title && opens_with_dash(paragraph.span.of(self.text)))
            .map(|(n, _)| n)
            .collect();
        let told = |n: &usize| {
            self.paragraphs.get(*n).is_some_and(|paragraph| {
                let range = paragraph.tokens.start + 1..paragraph.tokens.end;
                !narration::find(self.text, &self.tokens, range).is_empty()
            })
        };
        let colon = |n: &usize| {
            n.checked_sub(1).and_then(|before| self.paragraphs.get(before)).is_some_and(|before| {
                let said = self.tokens.get(before.tokens.clone()).unwrap_or_default();
                said.last().is_some_and(|token| token.is(':'))
                    && said.iter().rev().take(12).any(|token| token.has(Tags::SPEECH))
            })
        };
        if dashes.iter().any(told) || dashes.iter().any(colon) {
            for n in dashes {
                if let Some(paragraph) = self.paragraphs.get_mut(n) {
                    paragraph.dialogue = true;
                }
            }
        }
    }

    fn find_stretches(&mut self) {
        self.inside = vec![0; self.tokens.len()];
        self.paragraph = vec![0; self.tokens.len()];
        // The glyph that opened a stretch which ran to the end of its paragraph.
        let mut running: Option<char> = None;
        for n in 0..self.paragraphs.len() {
            let Some(paragraph) = self.paragraphs.get(n).cloned() else { break };
            for at in paragraph.tokens.clone() {
                if let Some(place) = self.paragraph.get_mut(at) {
                    *place = u32::try_from(n).unwrap_or(u32::MAX);
                }
            }
            let first = self.stretches.len();
            if paragraph.dialogue {
                self.dialogue(n, &paragraph);
                running = None;
            } else {
                running = self.marked(n, &paragraph, running);
            }
            let found = first..self.stretches.len();
            for stretch in found.clone() {
                let Some(outer) = self.stretches.get(stretch).map(|stretch| stretch.outer.clone()) else { continue };
                for place in self.inside.get_mut(outer).unwrap_or_default() {
                    *place = u32::try_from(stretch + 1).unwrap_or(u32::MAX);
                }
            }
            if let Some(paragraph) = self.paragraphs.get_mut(n) {
                paragraph.stretches = found;
            }
        }
    }

    /// The stretches between marks of paragraph `n`; gives the opening glyph when the last one runs on.
    fn marked(&mut self, n: usize, paragraph: &Paragraph, running: Option<char>) -> Option<char> {
        let mut found = marks::find(self.text, paragraph.span);
        let mut continues = running.is_some()
            && found.stretches.first().is_some_and(|stretch| stretch.outer.start == paragraph.span.start);
        // "Words that lost their opening mark,” she said.", or a continued paragraph that was not opened anew.
        if let Some(stray) = found.stray_close
            && !continues
            && self.text.get(..stray.start).is_some_and(|head| head.ends_with([',', '.', '!', '?', '…']))
            && (running.is_some() || found.stretches.first().is_none_or(|stretch| stretch.outer.start > stray.start))
        {
            let inner = Span::new(paragraph.span.start, stray.start);
            let outer = Span::new(paragraph.span.start, stray.end);
            found.stretches.retain(|stretch| stretch.outer.start >= stray.end);
            found.stretches.insert(0, Marked { inner, outer, depth: 0, unclosed: true, single: false });
            continues = running.is_some();
        }
        // "DUNN: I have not." between marks, or with a mark in front of the label: the label is no part of the words.
        if let Some(first) = found.stretches.first_mut().filter(|first| first.outer.start == paragraph.span.start)
            && let Some(end) = label_end(first.inner.of(self.text))
        {
            first.inner = marks::trim(self.text, Span::new(first.inner.start + end, first.inner.end));
            first.outer.start = first.inner.start;
            continues = false;
        }
        // "…, Holm said." at the end of the paragraph: the closing mark was forgotten, the words do not run on.
        let told = |stretch: &Marked| {
            let inside = self.tokens_of(paragraph, stretch.inner);
            narration::find(self.text, &self.tokens, inside.clone())
                .last()
                .is_some_and(|told| told.end + 1 >= inside.end)
        };
        let runs_on = found.runs_on && self.next_paragraph_opens(n) && !found.stretches.last().is_some_and(told);
        let mut glyph = None;
        let count = found.stretches.len();
        for (k, mut stretch) in found.stretches.into_iter().enumerate() {
            if stretch.depth > 0 {
                self.nested.push(stretch);
                continue;
            }
            let last = found.runs_on
                && stretch.outer.end == paragraph.span.end
                && stretch.unclosed
                && k + 1 >= count.min(k + 1);
            if last && runs_on {
                glyph = self.text.get(stretch.outer.start..).and_then(|tail| tail.chars().next());
            } else if last && !continues {
                self.end_unclosed(paragraph, &mut stretch);
            }
            self.push(n, paragraph, stretch, continues && k == 0, false);
        }
        glyph
    }

    fn next_paragraph_opens(&self, n: usize) -> bool {
        self.paragraphs.get(n + 1).and_then(|next| next.span.of(self.text).chars().next()).is_some_and(marks::opens)
    }

    /// A mark never closed: the words end where the text begins to tell, or with their paragraph or first sentence.
    fn end_unclosed(&self, paragraph: &Paragraph, stretch: &mut Marked) {
        let inside = self.tokens_of(paragraph, stretch.inner);
        let told = narration::find(self.text, &self.tokens, inside.clone());
        let end = if let Some(told) = told.first() {
            self.tokens.get(told.start).map(|token| token.span.start)
        } else if stretch.outer.start > paragraph.span.start {
            inside
                .clone()
                .find(|&at| {
                    self.tokens.get(at).is_some_and(|token| token.is('.') || token.is('!') || token.is('?'))
                        && self.tokens.get(at + 1).is_none_or(|next| next.capital || !next.is_word())
                })
                .and_then(|at| self.tokens.get(at))
                .map(|token| token.span.end)
        } else {
            None
        };
        if let Some(end) = end {
            stretch.inner = marks::trim(self.text, Span::new(stretch.inner.start, end.min(stretch.inner.end)));
            stretch.outer = Span::new(stretch.outer.start, stretch.inner.end);
        }
    }

    /// A dialogue line: everything but what tells who speaks. Marks inside are quotations inside it.
    fn dialogue(&mut self, n: usize, paragraph: &Paragraph) {
        let range = paragraph.tokens.start + 1..paragraph.tokens.end;
        let told = narration::find(self.text, &self.tokens, range.clone());
        let mut start = range.start;
        let mut parts = Vec::new();
        for told in &told {
            parts.push(start..told.start);
            start = told.end;
        }
        parts.push(start..range.end);
        for (k, part) in parts.into_iter().enumerate() {
            let (Some(first), Some(last)) =
                (self.tokens.get(part.start), part.end.checked_sub(1).and_then(|at| self.tokens.get(at)))
            else {
                continue;
            };
            if part.is_empty() || !self.tokens.get(part.clone()).unwrap_or_default().iter().any(Token::is_word) {
                continue;
            }
            let mut inner = marks::trim(self.text, Span::new(first.span.start, last.span.end));
            while let Some(c) =
                inner.of(self.text).chars().next_back().filter(|&c| "”\"»–—".contains(c) || c.is_whitespace())
            {
                inner.end -= c.len_utf8();
            }
            while let Some(c) = inner.of(self.text).chars().next().filter(|&c| "–—".contains(c) || c.is_whitespace())
            {
                inner.start += c.len_utf8();
            }
            if inner.is_empty() {
                continue;
            }
            let outer = Span::new(if k == 0 { paragraph.span.start } else { inner.start }, last.span.end);
            let whole = Marked { inner, outer, depth: 0, unclosed: false, single: false };
            self.nested.extend(
                marks::find(self.text, inner)
                    .stretches
                    .into_iter()
                    .map(|inner| Marked { depth: inner.depth + 1, ..inner }),
            );
            self.push(n, paragraph, whole, false, true);
        }
    }

    fn push(&mut self, n: usize, paragraph: &Paragraph, marked: Marked, continues: bool, dash: bool) {
        let inner = self.tokens_of(paragraph, marked.inner);
        let outer = self.tokens_of(paragraph, marked.outer);
        if inner.is_empty() {
            return;
        }
        self.stretches.push(Stretch {
            marked,
            paragraph: n,
            inner,
            outer,
            continues,
            dash,
            sentence: 0,
            sentence_after: 0,
            begins_sentence: false,
        });
    }

    /// The tokens of `paragraph` that begin inside `span`.
    pub(super) fn tokens_of(&self, paragraph: &Paragraph, span: Span) -> Range<usize> {
        let inside = self.tokens.get(paragraph.tokens.clone()).unwrap_or_default();
        let first = inside.partition_point(|token| token.span.start < span.start);
        let last = inside.partition_point(|token| token.span.start < span.end);
        paragraph.tokens.start + first..paragraph.tokens.start + last.max(first)
    }

    /// Sentences as they stand outside the marks: a comma before a closing mark ends none, a full stop there does.
    fn number_sentences(&mut self) {
        self.sentence = vec![0; self.tokens.len()];
        let mut number = 0u32;
        for n in 0..self.paragraphs.len() {
            let Some(tokens) = self.paragraphs.get(n).map(|paragraph| paragraph.tokens.clone()) else { break };
            number += 1;
            let mut fresh = true;
            let mut at = tokens.start;
            while at < tokens.end {
                let within = self.inside.get(at).copied().unwrap_or(0) as usize;
                if within == 0 {
                    if let Some(place) = self.sentence.get_mut(at) {
                        *place = number;
                    }
                    let ends = self.ends_sentence(at, &tokens);
                    number += u32::from(ends);
                    fresh = ends || fresh && !self.tokens.get(at).is_some_and(Token::is_word);
                    at += 1;
                    continue;
                }
                let Some(stretch) = self.stretches.get(within - 1) else { break };
                let outer = stretch.outer.clone();
                let begins = fresh;
                let ends = self.stretch_ends_sentence(stretch, begins, &tokens);
                for place in self.sentence.get_mut(outer.clone()).unwrap_or_default() {
                    *place = number;
                }
                if let Some(stretch) = self.stretches.get_mut(within - 1) {
                    stretch.sentence = number;
                    stretch.begins_sentence = begins;
                    number += u32::from(ends);
                    stretch.sentence_after = number;
                }
                fresh = ends;
                at = outer.end.max(at + 1);
            }
        }
    }

    fn ends_sentence(&self, at: usize, paragraph: &Range<usize>) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        if !matches!(token.kind, TokenKind::Mark('.' | '!' | '?' | '…')) {
            return false;
        }
        self.token_in(at + 1, paragraph).is_some_and(|next| match next.kind {
            TokenKind::Word => next.capital || token.is('.'),
            TokenKind::Number => true,
            TokenKind::Mark(c) => !".!?…,;)".contains(c),
        })
    }

    fn stretch_ends_sentence(&self, stretch: &Stretch, begins: bool, paragraph: &Range<usize>) -> bool {
        let last = stretch.marked.inner.of(self.text).chars().next_back();
        let Some(next) = self.token_in(stretch.outer.end, paragraph) else { return false };
        let capital = next.capital || self.inside.get(stretch.outer.end).is_some_and(|&inside| inside > 0);
        match last {
            Some('.') => capital && !stretch.dash,
            Some('!' | '?' | '…') => capital && !begins && !stretch.dash,
            _ => false,
        }
    }
}

/// Where a speaker's label in capitals at the start of `words` ends, its colon included.
fn label_end(words: &str) -> Option<usize> {
    let at = words.find(':').filter(|at| (3..=40).contains(at))?;
    let label = words.get(..at)?;
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    let plain = label.chars().all(|c| c.is_uppercase() || " .'’-".contains(c));
    (plain && letters >= 3 && words.get(at + 1..)?.starts_with(' ')).then_some(at + 1)
}

fn opens_with_dash(words: &str) -> bool {
    let mut chars = words.chars();
    let dash = chars.next();
    let next = chars.next();
    match dash {
        Some('—' | '–' | '―') => {
            next.is_some_and(|c| c.is_whitespace() || c.is_alphanumeric() || "[($".contains(c))
        }
        Some('-') => next.is_some_and(char::is_whitespace),
        _ => false,
    }
}
