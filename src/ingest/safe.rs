//! The door through which every text and every piece of metadata passes before it may be shown.

/// `text` without anything that could steer a terminal, of the same length in bytes, so that offsets stay true.
///
/// C0 controls other than tab, newline and carriage return, and DEL, become a space; C1 controls U+00A0; bidi
/// overrides, embeddings and isolates U+FFFD. Joiners and carriage returns stay: they are handled when drawn.
pub fn safe(text: String) -> String {
    if is_safe(text.as_bytes()) {
        return text;
    }
    let mut bytes = text.into_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (len, put): (usize, &[u8]) = match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
            (b'\t' | b'\n' | b'\r', ..) => (1, &[]),
            (..0x20 | 0x7F, ..) => (1, b" "),
            (0xC2, Some(0x80..=0x9F), _) => (2, "\u{A0}".as_bytes()),
            (0xE2, Some(0x80), Some(0xAA..=0xAE)) | (0xE2, Some(0x81), Some(0xA6..=0xA9)) => (3, "\u{FFFD}".as_bytes()),
            _ => (1, &[]),
        };
        if let Some(place) = bytes.get_mut(at..at + put.len()) {
            place.copy_from_slice(put);
        }
        at += len;
    }
    // Whole characters gave way to whole characters, so the check always passes.
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// One line of metadata made safe: as [`safe`], and every run of white space becomes one space.
pub fn safe_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in safe(text.to_owned()).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether nothing has to be replaced. Looks at blocks of bytes and only then at single ones: nearly every text passes.
fn is_safe(bytes: &[u8]) -> bool {
    let control = |byte: u8| (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7F;
    for (index, block) in bytes.chunks(64).enumerate() {
        if block.iter().fold(false, |found, &byte| found | control(byte)) {
            return false;
        }
        if block.iter().fold(false, |found, &byte| found | matches!(byte, 0xC2 | 0xE2)) {
            let start = index * 64;
            let near = bytes.get(start..(start + 66).min(bytes.len())).unwrap_or(block);
            let suspect = near.windows(2).any(|two| matches!(two, [0xC2, 0x80..=0x9F]))
                || near.windows(3).any(|three| matches!(three, [0xE2, 0x80, 0xAA..=0xAE] | [0xE2, 0x81, 0xA6..=0xA9]));
            if suspect {
                return false;
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_and_overrides_lose_their_power_and_nothing_moves() {
        for (given, wanted) in [
            ("plain\ttext\r\nmore", "plain\ttext\r\nmore"),
            ("\u{1b}[31mred\u{7}", " [31mred "),
            ("del\u{7f}ete", "del ete"),
            ("c1\u{9b}31m", "c1\u{a0}31m"),
            ("a\u{202e}b\u{2066}c\u{2069}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("“kept” – ’\u{200d}é", "“kept” – ’\u{200d}é"),
        ] {
            assert_eq!(safe(given.to_owned()), wanted);
        }
        assert_eq!(safe_line(" a\n\u{1b}b  c\t"), "a b c");
    }

    proptest! {
        #[test]
        fn length_and_boundaries_stay(text in any::<String>()) {
            let made = safe(text.clone());
            prop_assert_eq!(made.len(), text.len());
            prop_assert!(!made.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')));
            prop_assert!(text.char_indices().all(|(at, _)| made.is_char_boundary(at)));
        }
    }
}
