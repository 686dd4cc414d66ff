//! Hyperlinks as terminals know them (OSC 8): the link is part of a cell's look (see [`crate::ui::hyperlink`]), and its address
//! is put in when the frame is whole.

/// Stands for the address until the frame is whole. No glyph that is written contains it.
const PLACE: u8 = 0x01;

/// Begins link `number`, or ends one where it is 0. The same number holds the parts of a wrapped address together.
pub(super) fn switch(number: u16, out: &mut Vec<u8>) {
    match number {
        0 => out.extend_from_slice(b"\x1b]8;;\x1b\\"),
        number => super::pen::put(out, format_args!("\x1b]8;id={number};{}\x1b\\", char::from(PLACE))),
    }
}

/// Puts the addresses in. What a terminal must not be given in one is written as in addresses: `%1B`.
pub(super) fn fill(out: &mut Vec<u8>, from: usize, addresses: &[String]) {
    let frame = out.split_off(from);
    let mut number = 0usize;
    for (at, &byte) in frame.iter().enumerate() {
        match byte {
            PLACE => {
                let address = number.checked_sub(1).and_then(|nth| addresses.get(nth)).map_or("", String::as_str);
                for byte in address.bytes() {
                    if byte.is_ascii_graphic() {
                        out.push(byte);
                    } else {
                        super::pen::put(out, format_args!("%{byte:02X}"));
                    }
                }
            }
            _ => {
                // The number stands before the place: "id=12;".
                let starts = frame.get(..at).is_some_and(|before| before.ends_with(b"id="));
                match byte {
                    b'0'..=b'9' if starts => number = usize::from(byte - b'0'),
                    b'0'..=b'9' => number = number.saturating_mul(10).saturating_add(usize::from(byte - b'0')),
                    _ => {}
                }
                out.push(byte);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_put_in_and_nothing_else_changes() {
        let mut out = b"\x1b[12;3Hsee ".to_vec();
        let from = out.len();
        switch(12, &mut out);
        out.extend_from_slice(b"page 7");
        switch(0, &mut out);
        let mut addresses = vec![String::new(); 12];
        addresses[11] = "https://a.example/\u{1b}\u{e4}".to_owned();
        fill(&mut out, from, &addresses);
        let expected = "\x1b[12;3Hsee \x1b]8;id=12;https://a.example/%1B%C3%A4\x1b\\page 7\x1b]8;;\x1b\\";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
