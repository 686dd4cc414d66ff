//! `config.toml`: what the person wants otherwise. A file with faults is read all the same: each fault is named with its
//! line, and whatever is right holds.

use std::path::PathBuf;

use etcetera::BaseStrategy;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::app::keymap::{Keymap, PLAIN};
use crate::ingest::fields::Fields;

/// Every setting with its default, commented: what `parallax config` prints.
pub const DEFAULT: &str = include_str!("../../assets/config.toml");

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Which colours.
    pub theme: Theme,
    /// Glyphs of ASCII alone.
    pub ascii: bool,
    /// Addresses are given to the terminal as hyperlinks.
    pub hyperlinks: bool,
    /// The mouse is reported from the start.
    pub mouse: bool,
    /// Which keys.
    pub keys: Keys,
    /// How the text moves past the margin.
    pub motion: Motion,
    /// The command that takes what is copied.
    pub clipboard: Option<String>,
    /// The command that edits a file.
    pub editor: Option<String>,
    /// The command that opens an address.
    pub browser: Option<String>,
    /// Frames a second at most through SSH, from 1.
    pub remote_frames: u16,
}

/// Which colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Theme {
    /// The terminal's own sixteen.
    Terminal,
    /// None.
    None,
}

/// Which keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// As in vi and less.
    Vi,
    /// Arrows, Page, Home, End and function keys too.
    Plain,
}

/// How the text moves past the margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// The page is turned, some lines are kept.
    Page,
    /// It scrolls by lines.
    Smooth,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: Theme::Terminal,
            ascii: false,
            hyperlinks: false,
            mouse: false,
            keys: Keys::Vi,
            motion: Motion::Page,
            clipboard: None,
            editor: None,
            browser: None,
            remote_frames: 15,
        }
    }
}

/// Something wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub what: String,
}

/// Takes one value into the settings; the error says what would be right.
type Take = fn(&mut Config, &DeValue<'_>) -> Result<(), String>;

/// Every setting.
const SETTINGS: [(&str, Take); 10] = [
    ("theme", |config, value| {
        choice(value, &[("terminal", Theme::Terminal), ("none", Theme::None)]).map(|theme| config.theme = theme)
    }),
    ("hyperlinks", |config, value| switch(value).map(|on| config.hyperlinks = on)),
    ("ascii", |config, value| switch(value).map(|on| config.ascii = on)),
    ("mouse", |config, value| switch(value).map(|on| config.mouse = on)),
    ("keys", |config, value| choice(value, &[("vi", Keys::Vi), ("plain", Keys::Plain)]).map(|keys| config.keys = keys)),
    ("motion", |config, value| {
        choice(value, &[("page", Motion::Page), ("smooth", Motion::Smooth)]).map(|motion| config.motion = motion)
    }),
    ("clipboard", |config, value| command(value).map(|command| config.clipboard = command)),
    ("editor", |config, value| command(value).map(|command| config.editor = command)),
    ("browser", |config, value| command(value).map(|command| config.browser = command)),
    ("remote_frames", |config, value| {
        let number = value.as_integer().and_then(|number| number.as_str().parse::<u16>().ok());
        let number = number.filter(|number| (1..=120).contains(number)).ok_or("must be a number from 1 to 120")?;
        config.remote_frames = number;
        Ok(())
    }),
];

impl Config {
    /// Reads a file's text, faults and all.
    pub fn read(text: &str) -> (Self, Vec<Fault>) {
        let mut config = Self::default();
        let (table, broken) = DeTable::parse_recoverable(text);
        let mut faults: Vec<Fault> = broken
            .iter()
            .map(|error| Fault {
                line: line_of(text, error.span().map_or(0, |span| span.start)),
                what: error.message().lines().next().unwrap_or("not TOML").to_owned(),
            })
            .collect();
        for (key, value) in table.get_ref() {
            let name = key.get_ref().as_ref();
            let line = line_of(text, key.span().start);
            match SETTINGS.iter().find(|(setting, _)| *setting == name) {
                Some((_, take)) => {
                    if let Err(what) = take(&mut config, Spanned::get_ref(value)) {
                        faults.push(Fault { line, what: format!("{name}: {what}") });
                    }
                }
                None => faults.push(Fault { line, what: unknown(name) }),
            }
        }
        // A broken line breaks several rules at once; the first word on it, which is the parser's, is enough.
        faults.sort_by_key(|fault| fault.line);
        faults.dedup_by_key(|fault| fault.line);
        (config, faults)
    }

    /// Reads the person's file, where there is one. The faults say its path.
    pub fn load() -> (Self, Vec<String>) {
        let mut config = Self::default();
        let told = each_fault("config.toml", |text| {
            let (read, faults) = Self::read(text);
            config = read;
            faults.into_iter().map(|fault| (fault.line, fault.what)).collect()
        });
        (config, told)
    }

    /// Colours as the environment wants them: NO_COLOR (no-color.org), set and not empty, goes before the file.
    pub fn heed_environment(&mut self, no_color: bool) {
        if no_color {
            self.theme = Theme::None;
        }
    }
}

/// The keys that are wanted: ours, the plain ones over them if asked for, and `keymap.toml` over both; with its faults.
pub fn keymap(keys: Keys) -> (Keymap, Vec<String>) {
    let mut keymap = Keymap::ours();
    if keys == Keys::Plain {
        // Ours are held right by a test.
        let _ = keymap.lay(PLAIN);
    }
    let told = each_fault("keymap.toml", |text| {
        keymap.lay(text).into_iter().map(|complaint| (complaint.line, complaint.text)).collect()
    });
    (keymap, told)
}

/// Takes in the person's own names of fields, `fields.toml`, where there is one; its faults.
pub fn fields() -> Vec<String> {
    each_fault("fields.toml", |text| {
        // The parser's error shows the line in several; the first says which and what.
        let complaint = |error: String| {
            let mut lines = error.lines();
            let place = lines.next().unwrap_or_default().to_owned();
            let number =
                place.split("line ").nth(1).and_then(|rest| rest.split(',').next()).and_then(|n| n.parse().ok());
            (number.unwrap_or(1), lines.next_back().map_or(place, str::to_owned))
        };
        Fields::extend(text).err().map(complaint).into_iter().collect()
    })
}

/// Gives the text of a file of the configuration, if it is there, to `read`; each fault with path and line.
fn each_fault(name: &str, read: impl FnOnce(&str) -> Vec<(usize, String)>) -> Vec<String> {
    let Some(path) = folder().map(|folder| folder.join(name)) else { return Vec::new() };
    match std::fs::read_to_string(&path) {
        Ok(text) => read(&text).into_iter().map(|(line, what)| format!("{}:{line}: {what}", path.display())).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => vec![format!("{}: {error}", path.display())],
    }
}

/// The folder of the configuration.
pub fn folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.config_dir().join("parallax"))
}

fn switch(value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| "must be true or false".to_owned())
}

fn command(value: &DeValue<'_>) -> Result<Option<String>, String> {
    let text = value.as_str().ok_or("must be a command in quotation marks")?;
    Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
}

fn choice<T: Copy>(value: &DeValue<'_>, choices: &[(&str, T)]) -> Result<T, String> {
    let chosen = value.as_str().and_then(|text| choices.iter().find(|(name, _)| *name == text));
    chosen.map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        format!("must be {}", names.join(" or "))
    })
}

fn unknown(name: &str) -> String {
    let near = SETTINGS.iter().map(|(setting, _)| (strsim::jaro_winkler(setting, name), setting));
    match near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(score, _)| *score > 0.8) {
        Some((_, setting)) => format!("no setting is called {name}; {setting} is"),
        None => format!("no setting is called {name}"),
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the default file says when all of its settings are taken in.
    fn uncommented() -> String {
        let setting = |line: &&str| SETTINGS.iter().any(|(name, _)| line.starts_with(&format!("# {name} = ")));
        DEFAULT.lines().filter(setting).map(|line| format!("{}\n", line.trim_start_matches("# "))).collect()
    }

    #[test]
    fn the_default_file_tells_every_setting_and_its_default() {
        assert_eq!(uncommented().lines().count(), SETTINGS.len());
        assert_eq!(Config::read(&uncommented()), (Config::default(), Vec::new()));
        assert_eq!(Config::read(DEFAULT), (Config::default(), Vec::new()));
    }

    #[test]
    fn what_is_right_holds_and_what_is_wrong_is_named_with_its_line() {
        let (config, faults) = Config::read("ascii = true\nthem = \"none\"\nmouse = 3\n= what\nmotion = \"smooth\"\n");
        assert!(config.ascii && config.motion == Motion::Smooth && !config.mouse);
        let told: Vec<String> = faults.iter().map(|fault| format!("{}: {}", fault.line, fault.what)).collect();
        assert_eq!(told.first().map(String::as_str), Some("2: no setting is called them; theme is"));
        assert_eq!(told.get(1).map(String::as_str), Some("3: mouse: must be true or false"));
        assert_eq!(faults.get(2).map(|fault| fault.line), Some(4));
        assert_eq!(faults.len(), 3);
    }

    #[test]
    fn a_setting_given_twice_is_a_fault_and_the_first_holds() {
        let (config, faults) = Config::read("theme = \"none\"\ntheme = \"terminal\"\n");
        assert_eq!(config.theme, Theme::None);
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn the_environment_goes_before_the_file() {
        let (mut config, _) = Config::read("theme = \"terminal\"\n");
        config.heed_environment(true);
        assert_eq!(config.theme, Theme::None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "([a-z_]{0,8} ?=? ?[\"a-z0-9\\[\\]]{0,6}\n?){0,6}") {
            let (_, faults) = Config::read(&text);
            proptest::prop_assert!(faults.iter().all(|fault| fault.line >= 1));
        }
    }
}
