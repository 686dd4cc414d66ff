//! Markdown (CommonMark): quotations with who said them, and a comparison as a document.

use std::io::{self, Write};

use super::record::QuoteRecord;
use super::report::{self, Line};
use super::{StoryView, one_line};
use crate::quote::QuoteKind;

/// Writes the heading under which the quotations of one article follow.
pub fn source(out: &mut impl Write, title: &str, article: &str, outlet: Option<&str>) -> io::Result<()> {
    let place = outlet.map_or_else(|| safe(article), |outlet| format!("{}, {}", safe(outlet), safe(article)));
    write!(out, "## {}\n\n{place}\n\n", safe(title))
}

/// Writes one quotation as a block quotation with its citation.
pub fn quotation(out: &mut impl Write, record: &QuoteRecord<'_>) -> io::Result<()> {
    writeln!(out, "> “{}”", safe(record.text))?;
    let mut said = match (record.speaker, record.certain) {
        (Some(speaker), true) => format!("— {}", safe(speaker)),
        (Some(speaker), false) => format!("— {} (?)", safe(speaker)),
        (None, _) => String::new(),
    };
    if let Some(relay) = record.relay {
        said.push_str(&format!(", via {}", safe(relay)));
    }
    if !matches!(record.kind, QuoteKind::Full | QuoteKind::Partial) {
        said.push_str(&format!(" [{}]", record.kind.name()));
    }
    if !said.is_empty() {
        write!(out, ">\n> {}\n", said.trim_start_matches(", ").trim_start())?;
    }
    out.write_all(b"\n")
}

/// Writes one story.
pub fn story(out: &mut impl Write, view: &StoryView<'_>) -> io::Result<()> {
    write!(out, "# {}\n\n", safe(&view.story.name))?;
    for section in report::sections(view) {
        write!(out, "## {}\n\n", section.title)?;
        for entry in &section.entries {
            write!(out, "### {}\n\n", safe(&entry.head))?;
            for line in &entry.lines {
                writeln!(out, "- {}", item(line))?;
            }
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

fn item(line: &Line) -> String {
    let words = if line.verbatim { format!("“{}”", safe(&line.words)) } else { safe(&line.words) };
    let mut item = if line.source.is_empty() { words } else { format!("**{}**: {words}", safe(&line.source)) };
    let place = line.percent.map(|percent| format!("{percent} %"));
    let notes: Vec<String> =
        [Some(safe(&line.note)).filter(|note| !note.is_empty()), place].into_iter().flatten().collect();
    if !notes.is_empty() {
        item.push_str(&format!(" ({})", notes.join(", ")));
    }
    item
}

/// `text` on one line, with the characters escaped that Markdown would take for marks.
fn safe(text: &str) -> String {
    let line = one_line(text);
    let mut safe = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let mark = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' => true,
            '#' | '+' | '-' => at == 0,
            // "1. " at the start would begin a list.
            '.' | ')' => {
                at > 0 && line.get(..at).is_some_and(|before| before.bytes().all(|byte| byte.is_ascii_digit()))
            }
            _ => false,
        };
        if mark {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn nothing_in_a_text_becomes_a_mark() {
        assert_eq!(safe("*bold* <b> [x](y)\n# no"), "\\*bold\\* \\<b\\> \\[x\\](y) # no");
        assert_eq!(safe("# heading"), "\\# heading");
        assert_eq!(safe("1. first"), "1\\. first");
        assert_eq!(safe("Nov. 17"), "Nov. 17");
    }
}
