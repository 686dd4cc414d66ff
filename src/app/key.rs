//! Keys as a person writes them: `j`, `G`, `ctrl-d`, `pagedown`, `space`.

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A character, shift already applied (`G`, not shift-g).
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// A function key, from 1.
    F(u8),
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

impl Key {
    /// A plain character.
    pub fn char(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: false, alt: false }
    }

    /// A character with Control.
    pub fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: true, alt: false }
    }
}

impl From<KeyCode> for Key {
    fn from(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }
}

/// Names of keys that are no plain character; the first name of a key is how it is written on the screen.
const NAMES: [(&str, KeyCode); 24] = [
    ("space", KeyCode::Char(' ')),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("return", KeyCode::Enter),
    ("escape", KeyCode::Esc),
    ("backtab", KeyCode::BackTab),
    ("del", KeyCode::Delete),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("minus", KeyCode::Char('-')),
    ("plus", KeyCode::Char('+')),
    ("bar", KeyCode::Char('|')),
];

impl std::str::FromStr for Key {
    type Err = String;

    /// Reads a key as a person writes it; the error says what is wrong with it.
    fn from_str(written: &str) -> Result<Self, String> {
        let (mut rest, mut ctrl, mut alt) = (written, false, false);
        loop {
            match rest.split_once('-') {
                Some(("ctrl" | "c" | "C", after)) if !after.is_empty() => (rest, ctrl) = (after, true),
                Some(("alt" | "a" | "M", after)) if !after.is_empty() => (rest, alt) = (after, true),
                _ => break,
            }
        }
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(c), None) => KeyCode::Char(c),
            _ => NAMES
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(rest))
                .map(|&(_, code)| code)
                .or_else(|| rest.strip_prefix(['f', 'F']).and_then(|n| n.parse().ok()).map(KeyCode::F))
                .ok_or_else(|| format!("no key is called “{written}”"))?,
        };
        Ok(Self { code, ctrl, alt })
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match self.code {
            KeyCode::Char(c) if c != ' ' => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "f{n}"),
            code => f.write_str(NAMES.iter().find(|(_, named)| *named == code).map_or("?", |(name, _)| name)),
        }
    }
}

/// Reads keys one after the other, as in `g g` or `ctrl-x o`.
pub fn sequence(written: &str) -> Result<Vec<Key>, String> {
    let keys: Result<Vec<Key>, String> = written.split_whitespace().map(str::parse).collect();
    keys.and_then(|keys| if keys.is_empty() { Err("no key is named".into()) } else { Ok(keys) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_as_they_are_read() {
        for written in ["j", "G", "ctrl-d", "pagedown", "space", "alt-x", "-", "ctrl--", "f12", "shift-tab"] {
            assert_eq!(written.parse::<Key>().map(|key| key.to_string()).as_deref(), Ok(written));
        }
        assert!("hyper-x".parse::<Key>().is_err());
        assert_eq!(sequence("g ctrl-x").map(|keys| keys.len()), Ok(2));
    }
}
