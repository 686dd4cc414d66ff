//! Sparse linear models: what a feature is called, where its weight lies, and the tables in `assets/`.
//!
//! A template is a name and the kinds of value it takes; a feature is a template with one value of each kind, and has a
//! place in a dense array of weights. The file holds readable names and their weights.

use crate::language::lexicon;

/// What one part of a feature's name can be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// One of these labels.
    Labels(&'static [&'static str]),
    /// A reporting verb of the lexicon, or "-".
    Verb,
}

/// Places kept for verbs: more than the lexicon holds.
const VERBS: usize = 768;

impl Part {
    fn size(self) -> usize {
        match self {
            Self::Labels(labels) => labels.len(),
            Self::Verb => VERBS,
        }
    }

    /// Which value `label` names. Labels come in order: those from `at` on are tried first.
    fn value(self, label: &str, at: usize) -> Option<usize> {
        match self {
            Self::Labels(labels) => {
                let found = |(_, known): &(usize, &&str)| **known == label;
                let mut all = labels.iter().enumerate();
                all.clone().skip(at).find(found).or_else(|| all.find(found)).map(|(value, _)| value)
            }
            Self::Verb if label == "-" => Some(0),
            Self::Verb => lexicon::reporting_verb(label),
        }
    }

    fn label(self, value: usize) -> &'static str {
        match self {
            Self::Labels(labels) => labels.get(value).copied().unwrap_or("?"),
            Self::Verb => {
                value.checked_sub(1).and_then(|at| lexicon::reporting_verbs().get(at)).copied().unwrap_or("-")
            }
        }
    }
}

/// A family of features.
#[derive(Debug, Clone, Copy)]
pub(super) struct Template {
    pub(super) name: &'static str,
    pub(super) parts: &'static [Part],
}

impl Template {
    fn size(&self) -> usize {
        self.parts.iter().map(|part| part.size()).product()
    }
}

/// Takes features as they are found.
pub(super) trait Sink {
    /// One feature: the number of its template, and its value counted through the parts (first part slowest).
    fn add(&mut self, template: usize, value: usize);
}

/// Where the features of a set of templates lie.
#[derive(Debug)]
pub(super) struct Layout {
    templates: &'static [Template],
    starts: Vec<usize>,
    size: usize,
}

impl Layout {
    pub(super) fn of(templates: &'static [Template]) -> Self {
        let mut size = 0;
        let starts = templates
            .iter()
            .map(|template| {
                let start = size;
                size += template.size();
                start
            })
            .collect();
        Self { templates, starts, size }
    }

    pub(super) fn place(&self, template: usize, value: usize) -> usize {
        self.starts.get(template).map_or(self.size, |start| start + value)
    }

    /// The readable name of the feature at `place`.
    pub(super) fn name(&self, place: usize) -> String {
        let template = self.starts.partition_point(|&start| start <= place).saturating_sub(1);
        let (Some(template), Some(start)) = (self.templates.get(template), self.starts.get(template)) else {
            return String::new();
        };
        let mut rest = place - start;
        let mut labels = vec![""; template.parts.len()];
        for (label, part) in labels.iter_mut().zip(template.parts).rev() {
            *label = part.label(rest % part.size());
            rest /= part.size();
        }
        format!("{} {}", template.name, labels.join(" "))
    }

    /// The place of the first feature of a line of a table, `template value … value` without the last value, and the part that
    /// the last value is of.
    fn find(&self, line: &str) -> Option<(usize, Part)> {
        let mut words = line.split(' ');
        let first = words.next()?;
        let at = self.templates.iter().position(|template| template.name == first)?;
        let (last, parts) = self.templates.get(at)?.parts.split_last()?;
        let mut value = 0;
        for part in parts {
            value = value * part.size() + part.value(words.next()?, 0)?;
        }
        Some((self.starts.get(at)? + value * last.size(), *last))
    }
}

/// A learnt model. Weights are kept in hundredths, as the tables write them, so that a sum is the same in any order.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) layout: Layout,
    weights: Vec<i16>,
}

impl Model {
    /// Reads a table: lines `template value … value: value=weight value=weight …`, the last value of a feature beside its
    /// weight, so that the others are looked up once a line; `#` begins a comment. What names no feature is skipped.
    pub(super) fn parse(templates: &'static [Template], table: &str) -> Self {
        let layout = Layout::of(templates);
        let mut weights = vec![0; layout.size + 1];
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((line, features)) = line.split_once(": ") else { continue };
            let Some((start, last)) = layout.find(line) else { continue };
            let mut at = 0;
            let mut rest = features;
            while let Some((label, behind)) = cut(rest, b'=') {
                let (weight, next) = cut(behind, b' ').unwrap_or((behind, ""));
                rest = next;
                if let Some(value) = last.value(label, at)
                    && let Some(weight) = hundredths(weight)
                    && let Some(place) = weights.get_mut(start + value)
                {
                    *place = weight;
                    at = value + 1;
                }
            }
        }
        Self { layout, weights }
    }

    /// Adds up weights.
    pub(super) fn score(&self) -> Score<'_> {
        Score { model: self, hundredths: 0 }
    }
}

/// What stands before and behind the first `mark`, an ASCII character. Fields are of a few bytes: a searcher costs more than
/// looking at each.
fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Reads "-1.2" as -120: a plain decimal number of at most two places. Every start of the program reads twelve thousand.
fn hundredths(number: &str) -> Option<i16> {
    let (minus, digits) = number.strip_prefix('-').map_or((false, number), |rest| (true, rest));
    let (mut value, mut places) = (0i16, None);
    for byte in digits.bytes() {
        match (byte, places) {
            (b'.', None) => places = Some(0),
            (b'0'..=b'9', _) if places != Some(2) => {
                value = value.checked_mul(10)?.checked_add(i16::from(byte - b'0'))?;
                places = places.map(|places| places + 1);
            }
            _ => return None,
        }
    }
    let value = value.checked_mul(match places {
        Some(2) => 1,
        Some(1) => 10,
        _ => 100,
    })?;
    Some(if minus { -value } else { value })
}

const HUNDRED: f32 = 100.0;

/// A sum of weights.
pub(super) struct Score<'a> {
    model: &'a Model,
    /// The sum, in hundredths.
    pub(super) hundredths: i32,
}

impl Score<'_> {
    /// The sum.
    pub(super) fn sum(&self) -> f32 {
        self.hundredths as f32 / HUNDRED
    }
}

impl Sink for Score<'_> {
    fn add(&mut self, template: usize, value: usize) {
        let at = self.model.layout.place(template, value);
        self.hundredths += i32::from(self.model.weights.get(at).copied().unwrap_or(0));
    }
}

/// A list of features, for learning.
pub(super) struct Places<'a> {
    pub(super) layout: &'a Layout,
    pub(super) found: Vec<u32>,
}

impl Sink for Places<'_> {
    fn add(&mut self, template: usize, value: usize) {
        self.found.push(u32::try_from(self.layout.place(template, value)).unwrap_or(u32::MAX));
    }
}
