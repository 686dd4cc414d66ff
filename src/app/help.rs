//! Help: the keys that work here, made from the keymap, and what the signs mean; set in columns for the screen.

use crate::app::App;
use crate::app::keymap::{Row, written};
use crate::layout::wrap_own;

/// Columns of the keys.
pub(crate) const KEYS: u16 = 18;

/// Help as it is set for the screen.
pub(crate) struct Help {
    /// Columns of the screen that one column of keys takes.
    pub(crate) each: u16,
    pub(crate) columns: Vec<Told>,
    /// Lines of the columns; the legend follows after a blank one.
    pub(crate) height: usize,
    pub(crate) legend: Vec<String>,
}

impl Help {
    /// All lines.
    pub(crate) fn lines(&self) -> usize {
        self.height + 1 + self.legend.len()
    }

    /// The last line that may stand first on a screen of so many rows.
    pub(crate) fn last_top(&self, rows: u16) -> usize {
        self.lines().saturating_sub(usize::from(rows.saturating_sub(3)).max(1))
    }
}

/// The first line after a command, in a list whose `last` page begins there; `None` for a command that does not move.
pub(super) fn moved(top: usize, command: &str, page: usize, last: usize) -> Option<usize> {
    let top = top.min(last);
    Some(match command {
        "line-down" => (top + 1).min(last),
        "line-up" => top.saturating_sub(1),
        "page-down" | "half-down" => (top + page).min(last),
        "page-up" | "half-up" => top.saturating_sub(page),
        "end" => last,
        "start" => 0,
        _ => return None,
    })
}

impl App {
    /// Help for the present screen.
    pub(crate) fn help(&self) -> Help {
        let columns = self.size.0;
        let wide: u16 = match columns {
            150.. => 3,
            78.. => 2,
            _ => 1,
        };
        let each = columns / wide;
        let set = columns_of(told(self, each.saturating_sub(KEYS + 2)), wide.into());
        let height = set.iter().map(Vec::len).max().unwrap_or(0);
        Help { each, columns: set, height, legend: legend(self, columns.saturating_sub(2)) }
    }
}

/// Keys and what they do: one line, or several where the words need them.
pub(crate) type Told = Vec<(String, String)>;

/// Every row of the keymap that holds here: those of this screen alone come first.
fn told(app: &App, columns: u16) -> Vec<Told> {
    let mode = app.screen.mode();
    let all = || app.keymap.rows(mode).filter(|row| row.told);
    let own = all().filter(|row| row.mode == mode);
    let told = |row: &Row| {
        let keys: Vec<String> = row.on.iter().map(|keys| written(keys)).collect();
        let mut keys = keys.join("  ");
        wrap_own(&row.desc, columns.max(8)).into_iter().map(|line| (std::mem::take(&mut keys), line)).collect()
    };
    own.chain(all().filter(|row| row.mode != mode)).map(told).collect()
}

/// The rows in `count` columns of about the same height, none of them cut in two.
fn columns_of(told: Vec<Told>, count: usize) -> Vec<Told> {
    let height = told.iter().map(Vec::len).sum::<usize>().div_ceil(count.max(1));
    let mut columns: Vec<Told> = vec![Vec::new()];
    for row in told {
        let full = columns.last().is_some_and(|column| !column.is_empty() && column.len() + row.len() > height);
        if full && columns.len() < count {
            columns.push(Vec::new());
        }
        if let Some(column) = columns.last_mut() {
            column.extend(row);
        }
    }
    columns
}

/// What the signs mean, in lines.
fn legend(app: &App, columns: u16) -> Vec<String> {
    let glyphs = app.theme.glyphs;
    let said = [
        "Beside a sentence stands one place for each other outlet:".to_owned(),
        format!("A the same words · a in other words · {} another figure, name or date", glyphs.differs),
        format!("{} not found there · the outlet’s own letter alone: only here", glyphs.none),
        "In Compare underlined words differ from the base’s; dim ones stand beside another of its passages too."
            .to_owned(),
        format!("{} paragraph · % of the text before it · ? not certain, and in the quotes why", glyphs.paragraph),
    ];
    said.iter().flat_map(|said| wrap_own(&said.replace('·', glyphs.dot), columns.max(8))).collect()
}
