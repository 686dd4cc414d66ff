//! A comparison as one self-contained page: no script, no address, nothing that is fetched.

use std::io::{self, Write};

use super::report::{self, Line};
use super::{StoryView, one_line};

const STYLE: &str = "body{font:1rem/1.5 Georgia,serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}\
h1,h2,h3{font-family:system-ui,sans-serif;line-height:1.2}h2{border-bottom:1px solid #bbb;margin-top:2.5rem}\
h3{font-size:1rem;margin:1.5rem 0 .25rem}dl{display:grid;grid-template-columns:minmax(6rem,12rem) 1fr;gap:.25rem 1rem;margin:0}\
dt{font:.875rem/1.7 system-ui,sans-serif;overflow-wrap:anywhere}dd{margin:0}q{quotes:\"“\" \"”\"}\
.note{font:.875rem system-ui,sans-serif;color:#666}\
@media(prefers-color-scheme:dark){body{color:#ddd;background:#111}.note{color:#999}h2{border-color:#555}}\
@media(max-width:40rem){dl{grid-template-columns:1fr}}";

/// Writes the page of these stories.
pub fn page(out: &mut impl Write, stories: &[StoryView<'_>]) -> io::Result<()> {
    let title = match stories {
        [only] => only.story.name.clone(),
        many => report::count(many.len(), "story").replace("storys", "stories"),
    };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        safe(&title)
    )?;
    for view in stories {
        story(out, view)?;
    }
    out.write_all(b"</body>\n</html>\n")
}

fn story(out: &mut impl Write, view: &StoryView<'_>) -> io::Result<()> {
    write!(out, "<article>\n<h1>{}</h1>\n", safe(&view.story.name))?;
    for section in report::sections(view) {
        write!(out, "<section>\n<h2>{}</h2>\n", section.title)?;
        for entry in &section.entries {
            write!(out, "<h3>{}</h3>\n<dl>\n", safe(&entry.head))?;
            for line in &entry.lines {
                item(out, line)?;
            }
            out.write_all(b"</dl>\n")?;
        }
        out.write_all(b"</section>\n")?;
    }
    out.write_all(b"</article>\n")
}

fn item(out: &mut impl Write, line: &Line) -> io::Result<()> {
    let words = safe(&line.words);
    let words = if line.verbatim { format!("<q>{words}</q>") } else { words };
    let place = line.percent.map(|percent| format!("{percent} %"));
    let notes: Vec<String> =
        [Some(safe(&line.note)).filter(|note| !note.is_empty()), place].into_iter().flatten().collect();
    let note =
        if notes.is_empty() { String::new() } else { format!(" <span class=\"note\">{}</span>", notes.join(", ")) };
    writeln!(out, "<dt>{}</dt><dd>{words}{note}</dd>", safe(&line.source))
}

/// `text` on one line, with everything escaped that HTML would take for markup.
fn safe(text: &str) -> String {
    let line = one_line(text);
    let mut safe = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}
