//! Bytes from a terminal → inputs. Holds no terminal itself, so that a channel can feed it as well as a file descriptor.
//!
//! Sequences as in ECMA-48 and xterm's control sequences: CSI and SS3 keys with modifiers, SGR mouse reports (1006),
//! bracketed paste (2004), `CSI u`. Replies of the terminal and whatever else is not known are swallowed, never typed.

use crate::app::{Input, Key, KeyCode, Mouse, MouseKind};

const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Takes bytes in and gives inputs out.
#[derive(Debug, Default)]
pub struct Decoder {
    bytes: Vec<u8>,
    pasting: bool,
}

/// What the first bytes are.
enum Found {
    /// This many bytes are this input, or nothing of interest.
    Whole(usize, Option<Input>),
    /// A sequence has begun whose end has not come.
    Part,
}

impl Decoder {
    /// Takes in what was read.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Whether an unfinished sequence waits; if nothing follows within a moment it was keys: call [`Decoder::settle`].
    pub fn waiting(&self) -> bool {
        !self.bytes.is_empty() && !self.pasting
    }

    /// The next input that is complete.
    pub fn next_input(&mut self) -> Option<Input> {
        loop {
            if self.pasting {
                let end = self.bytes.windows(PASTE_END.len()).position(|window| window == PASTE_END)?;
                let text = String::from_utf8_lossy(self.bytes.get(..end)?).into_owned();
                self.bytes.drain(..end + PASTE_END.len());
                self.pasting = false;
                return Some(Input::Paste(text));
            }
            if self.bytes.starts_with(PASTE_START) {
                self.bytes.drain(..PASTE_START.len());
                self.pasting = true;
                continue;
            }
            match first(&self.bytes)? {
                Found::Part => return None,
                Found::Whole(length, input) => {
                    self.bytes.drain(..length.clamp(1, self.bytes.len()));
                    if input.is_some() {
                        return input;
                    }
                }
            }
        }
    }

    /// Nothing followed: what waits is not a sequence but an Escape, alone or with a key (Alt).
    pub fn settle(&mut self) -> Option<Input> {
        if self.pasting || self.bytes.is_empty() {
            return None;
        }
        let input = match self.bytes.as_slice() {
            [0x1b] => Some(key(KeyCode::Esc)),
            [0x1b, byte] if byte.is_ascii_graphic() => Some(alt(Key::char(char::from(*byte)))),
            _ => None,
        };
        self.bytes.clear();
        input
    }
}

fn key(code: KeyCode) -> Input {
    Input::Key(code.into())
}

fn alt(key: Key) -> Input {
    Input::Key(Key { alt: true, ..key })
}

/// What stands first in `bytes`; `None` when there are none.
fn first(bytes: &[u8]) -> Option<Found> {
    Some(match bytes {
        [] => return None,
        [0x1b] => Found::Part,
        [0x1b, b'[', rest @ ..] => control_sequence(rest),
        [0x1b, b'O'] => Found::Part,
        [0x1b, b'O', letter, ..] => Found::Whole(3, letter_key(*letter).map(key)),
        [0x1b, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => string_sequence(rest),
        [0x1b, 0x1b, ..] => Found::Whole(1, Some(key(KeyCode::Esc))),
        [0x1b, rest @ ..] => match first(rest) {
            Some(Found::Whole(length, Some(Input::Key(key)))) => Found::Whole(length + 1, Some(alt(key))),
            Some(Found::Whole(length, input)) => Found::Whole(length + 1, input),
            _ => Found::Part,
        },
        [byte @ (..0x20 | 0x7f), ..] => Found::Whole(1, Some(Input::Key(control(*byte)))),
        [byte, ..] => character(bytes, *byte),
    })
}

fn control(byte: u8) -> Key {
    match byte {
        b'\r' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        0x7f | 0x08 => KeyCode::Backspace.into(),
        0 => Key::ctrl(' '),
        0x01..=0x1a => Key::ctrl(char::from(byte - 1 + b'a')),
        _ => Key::ctrl(char::from(byte - 0x1c + b'4')),
    }
}

fn character(bytes: &[u8], lead: u8) -> Found {
    let length = match lead {
        0..0x80 => 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return Found::Whole(1, None),
    };
    let Some(own) = bytes.get(..length) else {
        // Continuation bytes that can no longer come are no reason to wait.
        let broken = bytes.iter().skip(1).any(|byte| byte & 0xc0 != 0x80);
        return if broken { Found::Whole(1, None) } else { Found::Part };
    };
    match std::str::from_utf8(own).ok().and_then(|text| text.chars().next()) {
        Some(c) if !c.is_control() => Found::Whole(length, Some(Input::Key(Key::char(c)))),
        Some(_) => Found::Whole(length, None),
        None => Found::Whole(1, None),
    }
}

/// OSC, DCS, APC, PM, SOS: a terminal's answer, up to ST or BEL. `rest` follows the introducer.
fn string_sequence(rest: &[u8]) -> Found {
    for (index, byte) in rest.iter().enumerate() {
        match (byte, rest.get(index + 1)) {
            (0x07, _) => return Found::Whole(index + 3, None),
            (0x1b, Some(b'\\')) => return Found::Whole(index + 4, None),
            _ => {}
        }
    }
    Found::Part
}

/// A CSI sequence; `rest` follows `ESC [`.
fn control_sequence(rest: &[u8]) -> Found {
    let Some(end) = rest.iter().position(|byte| !(0x20..0x40).contains(byte)) else { return Found::Part };
    let (Some(parameters), Some(&last)) = (rest.get(..end), rest.get(end)) else { return Found::Part };
    let length = end + 3;
    if !(0x40..0x7f).contains(&last) {
        // Cut short by another sequence or a control: what came is dropped, what follows is read on its own.
        return Found::Whole(length - 1, None);
    }
    if last == b'M' && parameters.is_empty() {
        // The old mouse report: three more bytes.
        return if rest.len() < end + 4 { Found::Part } else { Found::Whole(length + 3, None) };
    }
    // The Linux console's function keys, ESC [ [ A.
    if last == b'[' && parameters.is_empty() {
        return match rest.get(1) {
            None => Found::Part,
            Some(&letter @ b'A'..=b'E') => Found::Whole(length + 1, Some(key(KeyCode::F(letter - b'A' + 1)))),
            Some(_) => Found::Whole(length + 1, None),
        };
    }
    let private = parameters.first().filter(|byte| (0x3c..0x40).contains(*byte)).copied();
    let text = std::str::from_utf8(parameters).unwrap_or("").trim_start_matches(['<', '=', '>', '?']);
    let numbers: Vec<u32> =
        text.split(';').map(|number| number.split(':').next().unwrap_or("").parse().unwrap_or(0)).collect();
    let number = |index: usize| numbers.get(index).copied().unwrap_or(0);
    let input = match (private, last) {
        (Some(b'<'), b'M') => mouse(number(0), number(1), number(2)).map(Input::Mouse),
        (Some(_), _) => None,
        (None, b'~') if number(0) == 27 => from_code_point(number(2)).map(|key| modified(key, number(1))),
        (None, b'~') => tilde_key(number(0)).map(|code| modified(code.into(), number(1))),
        (None, b'u') => from_code_point(number(0)).map(|key| modified(key, number(1))),
        // A cursor position report ends in R as F3 does; only with a modifier it has a parameter.
        (None, b'R') if number(0) > 1 || number(1) > 16 => None,
        (None, letter) => letter_key(letter).map(|code| modified(code.into(), number(1))),
    };
    Found::Whole(length, input)
}

/// xterm's modifier parameter: 1 + (shift 1, alt 2, control 4).
fn modified(key: Key, parameter: u32) -> Input {
    let bits = parameter.saturating_sub(1);
    Input::Key(Key { alt: key.alt || bits & 2 > 0, ctrl: key.ctrl || bits & 4 > 0, ..key })
}

fn letter_key(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        b'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

fn tilde_key(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(u8::try_from(number - 10).ok()?),
        17..=21 => KeyCode::F(u8::try_from(number - 11).ok()?),
        23..=24 => KeyCode::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

fn from_code_point(number: u32) -> Option<Key> {
    match number {
        27 => Some(KeyCode::Esc.into()),
        13 => Some(KeyCode::Enter.into()),
        9 => Some(KeyCode::Tab.into()),
        8 | 127 => Some(KeyCode::Backspace.into()),
        _ => char::from_u32(number).filter(|c| !c.is_control()).map(Key::char),
    }
}

fn mouse(button: u32, column: u32, row: u32) -> Option<Mouse> {
    let kind = match button & !0b1_1100 {
        0 => MouseKind::Press,
        64 => MouseKind::WheelUp(1),
        65 => MouseKind::WheelDown(1),
        _ => return None,
    };
    let place = |n: u32| u16::try_from(n.saturating_sub(1)).unwrap_or(u16::MAX);
    Some(Mouse { kind, column: place(column), row: place(row) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(bytes: &[u8]) -> Vec<Key> {
        let mut decoder = Decoder::default();
        decoder.feed(bytes);
        let mut found: Vec<Input> = std::iter::from_fn(|| decoder.next_input()).collect();
        found.extend(decoder.settle());
        found
            .into_iter()
            .filter_map(|input| match input {
                Input::Key(key) => Some(key),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn keys_as_terminals_send_them() {
        assert_eq!(keys(b"jG"), [Key::char('j'), Key::char('G')]);
        assert_eq!(keys("яé—".as_bytes()), [Key::char('я'), Key::char('é'), Key::char('—')]);
        assert_eq!(keys(b"\x1b[A\x1bOB"), [KeyCode::Up.into(), KeyCode::Down.into()]);
        assert_eq!(keys(b"\x1b[5~\x1b[6~"), [KeyCode::PageUp.into(), KeyCode::PageDown.into()]);
        assert_eq!(keys(b"\x1b[1;5C"), [Key { ctrl: true, ..KeyCode::Right.into() }]);
        assert_eq!(
            keys(b"\x1b[Z\t\r\x7f"),
            [KeyCode::BackTab.into(), KeyCode::Tab.into(), KeyCode::Enter.into(), KeyCode::Backspace.into()]
        );
        assert_eq!(keys(b"\x04\x1a"), [Key::ctrl('d'), Key::ctrl('z')]);
        assert_eq!(keys(b"\x1bx"), [Key { alt: true, ..Key::char('x') }]);
        assert_eq!(keys(b"\x1b[15~\x1bOP\x1b[[A"), [KeyCode::F(5).into(), KeyCode::F(1).into(), KeyCode::F(1).into()]);
        assert_eq!(keys(b"\x1b"), [KeyCode::Esc.into()]);
        assert_eq!(keys(b"\x1b]"), [Key { alt: true, ..Key::char(']') }]);
    }

    #[test]
    fn late_replies_are_not_typed() {
        assert_eq!(
            keys(b"\x1b[?62;4c\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[0nj\x1b[4;12R\x1bP1+r\x07"),
            [Key::char('j')]
        );
        assert_eq!(keys(b"\x1b[I\x1b[O\xff\xfej"), [Key::char('j')]);
    }

    #[test]
    fn a_sequence_in_two_pieces() {
        let mut decoder = Decoder::default();
        decoder.feed(b"\x1b[");
        assert!(decoder.next_input().is_none() && decoder.waiting());
        decoder.feed(b"Bj");
        assert!(matches!(decoder.next_input(), Some(Input::Key(key)) if key == KeyCode::Down.into()));
        assert!(matches!(decoder.next_input(), Some(Input::Key(key)) if key == Key::char('j')));
        assert!(!decoder.waiting());
    }

    #[test]
    fn a_paste_is_one_input_however_it_comes() {
        let mut decoder = Decoder::default();
        decoder.feed(b"\x1b[200~two\nlin");
        assert!(decoder.next_input().is_none() && !decoder.waiting());
        decoder.feed(b"es\x1b[201~q");
        assert!(matches!(decoder.next_input(), Some(Input::Paste(text)) if text == "two\nlines"));
        assert!(matches!(decoder.next_input(), Some(Input::Key(key)) if key == Key::char('q')));
    }

    #[test]
    fn the_mouse() {
        let mut decoder = Decoder::default();
        decoder.feed(b"\x1b[<0;5;3M\x1b[<0;5;3m\x1b[<65;1;1M");
        let press = Mouse { kind: MouseKind::Press, column: 4, row: 2 };
        assert!(matches!(decoder.next_input(), Some(Input::Mouse(mouse)) if mouse == press));
        let wheel = Mouse { kind: MouseKind::WheelDown(1), column: 0, row: 0 };
        assert!(matches!(decoder.next_input(), Some(Input::Mouse(mouse)) if mouse == wheel));
        assert!(decoder.next_input().is_none());
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..12), 0..8)) {
            let mut decoder = Decoder::default();
            for piece in pieces {
                decoder.feed(&piece);
                while decoder.next_input().is_some() {}
            }
            decoder.settle();
            prop_assert!(!decoder.waiting());
        }
    }
}
