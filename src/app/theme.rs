//! How the reader looks, as values: whether it may use colour, and which glyphs it draws beside the outlets' words. What
//! colours these become is the view's business; who decides (NO_COLOR, `--ascii`) is the edge's.

/// How the reader looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether colour may be used. Nothing is said by colour alone, so all is told without.
    pub colour: bool,
    /// The glyphs.
    pub glyphs: &'static Glyphs,
    /// Whether addresses are given to the terminal as hyperlinks (OSC 8).
    pub hyperlinks: bool,
}

impl Default for Theme {
    fn default() -> Self {
        Self { colour: true, glyphs: &UNICODE, hyperlinks: false }
    }
}

/// The glyphs that Parallax draws itself; each takes one column.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Beside what is in focus.
    pub bar: &'static str,
    /// Between panes.
    pub rule: &'static str,
    /// Above panes.
    pub line: &'static str,
    /// Where a text was cut for room.
    pub more: &'static str,
    /// The same thing with another figure, name or date.
    pub differs: &'static str,
    /// Not found in that text.
    pub none: &'static str,
    /// The base of a comparison.
    pub base: &'static str,
    /// An open and a closed list.
    pub open: &'static str,
    /// A closed list.
    pub closed: &'static str,
    /// Evidence: first, middle, last line.
    pub branch: [&'static str; 4],
    /// A paragraph's number.
    pub paragraph: &'static str,
    /// Before the first and after the last word of a quotation.
    pub quote: [&'static str; 2],
    /// Before an item of a list.
    pub bullet: &'static str,
    /// Heights from nothing to full.
    pub heights: [&'static str; 8],
    /// Lengths from nothing to full.
    pub lengths: [&'static str; 8],
    /// Where the reader is in an overview.
    pub here: &'static str,
    /// Between two keys of a hint, between parts of a line.
    pub dot: &'static str,
    /// Elsewhere above, elsewhere below.
    pub elsewhere: [&'static str; 2],
}

/// What most terminals can draw.
pub static UNICODE: Glyphs = Glyphs {
    bar: "▌",
    rule: "│",
    line: "─",
    more: "…",
    differs: "≠",
    none: "·",
    base: "◆",
    open: "▾",
    closed: "▸",
    branch: ["┌", "├", "└", "│"],
    paragraph: "¶",
    quote: ["“", "”"],
    bullet: "•",
    heights: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    lengths: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    here: "┃",
    dot: "·",
    elsewhere: ["↑", "↓"],
};

/// For terminals and fonts that know ASCII alone.
pub static ASCII: Glyphs = Glyphs {
    bar: ">",
    rule: "|",
    line: "-",
    more: "~",
    differs: "#",
    none: ".",
    base: "*",
    open: "v",
    closed: ">",
    branch: ["|", "|", "|", "|"],
    paragraph: "P",
    quote: ["\"", "\""],
    bullet: "-",
    heights: [".", ".", ":", ":", "-", "=", "+", "#"],
    lengths: [".", ".", ":", "-", "-", "=", "=", "#"],
    here: "|",
    dot: "-",
    elsewhere: ["^", "v"],
};
