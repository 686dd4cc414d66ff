//! What the tones look like: the terminal's sixteen colours on its own foreground and background, and bold, dim,
//! underline, reverse. With colour off every tone is still told apart.

use ratatui::style::{Color, Modifier, Style};

use crate::app::sheet::Tone;
use crate::app::theme::Theme;

pub(super) const PLAIN: Style = Style::new();
pub(super) const QUIET: Style = Style::new().add_modifier(Modifier::DIM);
pub(super) const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);
pub(super) const CHOSEN: Style = Style::new().add_modifier(Modifier::REVERSED);

/// The outlets' hues, by their place. Red is kept for differences.
const HUES: [Color; 6] = [Color::Cyan, Color::Magenta, Color::Green, Color::Yellow, Color::Blue, Color::LightMagenta];

/// The hue of an outlet.
pub(super) fn outlet(theme: Theme, place: usize) -> Style {
    hue(theme, HUES.get(place % HUES.len()).copied().unwrap_or(Color::Reset))
}

/// Another figure, name or date.
pub(super) fn differs(theme: Theme) -> Style {
    hue(theme, Color::Red).add_modifier(Modifier::BOLD)
}

/// Words that differ from those they are held against; a figure among them stands out.
pub(super) fn changed(theme: Theme, words: &str) -> Style {
    if words.contains(|c: char| c.is_ascii_digit()) {
        hue(theme, Color::Yellow).add_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED)
    } else {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }
}

/// Words that were looked for.
pub(super) fn hit(theme: Theme) -> Style {
    hue(theme, Color::Yellow).add_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED)
}

fn hue(theme: Theme, colour: Color) -> Style {
    if theme.colour { Style::new().fg(colour) } else { Style::new() }
}

/// The style of a tone.
pub(super) fn of(theme: Theme, tone: Tone) -> Style {
    match tone {
        Tone::Plain => PLAIN,
        Tone::Quiet => QUIET,
        Tone::Strong => STRONG,
        Tone::Outlet(place) => outlet(theme, place).add_modifier(Modifier::BOLD),
        Tone::Differs => differs(theme),
        Tone::Changed => changed(theme, ""),
    }
}
