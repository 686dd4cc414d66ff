//! Bytes → UTF-8: byte-order marks, UTF-16, declared and undeclared legacy encodings.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text and what to know of the way there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without its byte-order mark.
    pub text: String,
    /// A remark for the article's card when the encoding was guessed or bytes could not be read.
    pub note: Option<String>,
}

/// How far a declared encoding is looked for, as HTML does it, and a little more for long XML prologues.
const DECLARED_WITHIN: usize = 2048;
/// How much is looked at to tell a binary file and to guess an encoding.
const SAMPLE: usize = 64 * 1024;

/// What `bytes` are, in a few words, when they are no text.
pub fn no_text(bytes: &[u8]) -> Option<String> {
    if let Some(what) = magic(bytes) {
        return Some(format!("{what}, not text"));
    }
    let text = Encoding::for_bom(bytes).is_some() || utf16_without_mark(bytes).is_some() || !binary(bytes);
    (!text).then(|| "a binary file, not text".into())
}

/// Decodes `bytes`, which are text of some kind.
///
/// In this order: byte-order mark; UTF-16 told by its NULs; UTF-8, also with a few broken bytes in it; the encoding that
/// the text declares (`charset=`, `encoding=`); a guess (chardetng).
pub fn decode(bytes: Cow<'_, [u8]>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default(), None);
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        let note = format!("no byte-order mark: read as {}", encoding.name());
        return with(encoding, &bytes, Some(note));
    }
    let bytes = match String::from_utf8(bytes.into_owned()) {
        Ok(text) => return Decoded { text, note: None },
        Err(error) => error.into_bytes(),
    };
    let declared = declared(&bytes);
    if declared.is_none_or(|encoding| encoding == UTF_8) {
        let broken = broken_utf8(&bytes);
        if declared.is_some() || broken.mostly_utf8() {
            let note = match broken.count {
                1 => "not quite UTF-8: one broken character is shown as �".to_owned(),
                count => format!("not quite UTF-8: {count} broken characters are shown as �"),
            };
            return Decoded { text: String::from_utf8_lossy(&bytes).into_owned(), note: Some(note) };
        }
    }
    if let Some(encoding) = declared {
        return with(encoding, &bytes, None);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(&bytes), true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    with(encoding, &bytes, Some(format!("encoding not declared: read as {}, a guess", encoding.name())))
}

/// A remark when `text` holds UTF-8 that somebody before us read as Windows-1252 ("â€™" for "’", "Ã©" for "é"). It is shown as
/// it stands: what was lost on the way cannot be told, and offsets stay the file's.
pub fn mojibake(text: &str) -> Option<String> {
    // The first byte of each of the letters below.
    if !text.as_bytes().contains(&0xC3) {
        return None;
    }
    let (mut count, mut first) = (0, "");
    for (at, lead) in text.char_indices().filter(|&(_, letter)| matches!(letter, 'Ã' | 'Â' | 'â' | 'Å' | 'Ð')) {
        let rest = text.get(at + lead.len_utf8()..).unwrap_or_default();
        let more = if lead == 'â' { 2 } else { 1 };
        let tail: String = rest.chars().take(more).collect();
        let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&tail);
        // Each byte of a character after its first lies in 80..BF (RFC 3629), which hardly any word has after these letters.
        if !lost && bytes.len() == more && bytes.iter().all(|byte| (0x80..=0xBF).contains(byte)) {
            count += 1;
            if first.is_empty() {
                first = text.get(at..at + lead.len_utf8() + tail.len()).unwrap_or_default();
            }
        }
    }
    // A single one may be meant: a text about encodings, a letter before a closing quotation mark.
    (count > 1)
        .then(|| format!("{count} characters were damaged before this file was made (“{first}”); shown as they are"))
}

fn with(encoding: &'static Encoding, bytes: &[u8], note: Option<String>) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let note = match (broken, note) {
        (false, note) => note,
        (true, None) => Some(format!("some bytes are no {}: shown as �", encoding.name())),
        (true, Some(note)) => Some(format!("{note}; bytes that do not fit are shown as �")),
    };
    Decoded { text: text.into_owned(), note }
}

/// The kinds of file that people mistake for an article, by their first bytes.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"\x7FELF", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"{\\rtf", "an RTF document"),
        (b"\xD0\xCF\x11\xE0", "an office document"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
        (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    ];
    KNOWN.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, what)| what)
}

/// UTF-16 of mostly Latin text has a NUL in nearly every second place, all of them even or all odd.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE.min(bytes.len()) & !1)?;
    if !sample.contains(&0) {
        return None;
    }
    let mut nul = [0usize; 2];
    for pair in sample.chunks_exact(2) {
        for (count, &byte) in nul.iter_mut().zip(pair) {
            *count += usize::from(byte == 0);
        }
    }
    let pairs = sample.len() / 2;
    match nul {
        [even, odd] if pairs >= 4 && odd * 10 >= pairs * 7 && even * 20 <= pairs => Some(UTF_16LE),
        [even, odd] if pairs >= 4 && even * 10 >= pairs * 7 && odd * 20 <= pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Text has hardly any NULs or other controls; a stray one is replaced like any other control character.
fn binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let control = |byte: u8| (byte < 0x20) & !((b'\t'..=b'\r').contains(&byte) | (byte == 0x1B));
    // Nearly every file has none: asked without branches, so that many bytes are looked at at once.
    if !sample.chunks(256).any(|chunk| chunk.iter().fold(false, |found, &byte| found | control(byte))) {
        return false;
    }
    let nul = sample.iter().filter(|&&byte| byte == 0).count();
    let control = sample.iter().filter(|&&byte| control(byte)).count();
    nul * 1000 > sample.len() || control * 10 > sample.len() || (nul > 0 && std::str::from_utf8(bytes).is_err())
}

/// The encoding that the text itself declares: `charset=…` (HTML, HTTP) or `encoding="…"` (XML).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    // A word of prose about a "charset" is no declaration: only markup declares.
    if !head.trim_start().starts_with('<') {
        return None;
    }
    ["charset=", "encoding="].iter().find_map(|key| {
        let (_, rest) = head.split_once(key)?;
        let label = rest.trim_start_matches(['"', '\'', ' ']);
        let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.'))?;
        let encoding = Encoding::for_label(label.get(..end)?.as_bytes())?;
        // The declaration itself could be read, so it is not UTF-16 whatever it says (as HTML has it).
        Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
    })
}

/// How UTF-8 a text is that is not quite UTF-8.
struct Broken {
    count: usize,
    whole: usize,
}

impl Broken {
    /// A few broken bytes among many whole multi-byte characters, or a single cut at the end, are damage; in a legacy
    /// encoding nearly every non-ASCII byte breaks UTF-8.
    fn mostly_utf8(&self) -> bool {
        self.count * 4 <= self.whole
    }
}

fn broken_utf8(bytes: &[u8]) -> Broken {
    let (mut count, mut whole) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        count += usize::from(!chunk.invalid().is_empty());
    }
    Broken { count, whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Decoded {
        decode(Cow::Borrowed(bytes))
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn utf8_is_taken_as_it_is_and_its_mark_dropped() {
        assert_eq!(read("Kyjiv – “now”".as_bytes()), Decoded { text: "Kyjiv – “now”".into(), note: None });
        assert_eq!(read("\u{FEFF}Kyjiv".as_bytes()), Decoded { text: "Kyjiv".into(), note: None });
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let text = "The minister said on Monday that talks would go on.";
        for little in [true, false] {
            let mut marked = if little { vec![0xFF, 0xFE] } else { vec![0xFE, 0xFF] };
            marked.extend(utf16(text, little));
            assert_eq!(read(&marked), Decoded { text: text.into(), note: None });
            let bare = read(&utf16(text, little));
            assert_eq!(bare.text, text);
            assert!(bare.note.unwrap().contains("UTF-16"));
        }
    }

    #[test]
    fn a_declared_legacy_encoding_is_believed() {
        let page = b"<html><head><meta charset=\"iso-8859-2\"></head>\xB9koda</html>";
        assert!(read(page).text.contains("škoda"));
        assert_eq!(read(page).note, None);
        let feed = b"<?xml version='1.0' encoding='windows-1251'?><rss>\xCA\xE8\xE5\xE2</rss>";
        assert!(read(feed).text.contains("Киев"));
    }

    #[test]
    fn an_undeclared_one_is_guessed_and_said() {
        let german =
            b"Der Kanzler sagte am Freitag in M\xFCnchen, die Gespr\xE4che w\xFCrden fortgef\xFChrt. Sp\xE4ter \
            erkl\xE4rte er, man m\xFCsse \xFCber alles reden.";
        let decoded = read(german);
        assert!(decoded.text.contains("Gespräche würden fortgeführt"), "{}", decoded.text);
        assert!(decoded.note.unwrap().contains("windows-1252"));
    }

    #[test]
    fn a_few_broken_bytes_do_not_make_utf8_something_else() {
        let decoded = read(b"\xE2\x80\x9CWe will\xE2\x80\x9D, he said \xE2\x80\x94 \xE2\x80\x9Csoon\xE2\x80\x9D. \xC3");
        assert!(decoded.text.starts_with("“We will”"));
        assert!(decoded.note.unwrap().contains("one broken character"));
    }

    #[test]
    fn what_was_damaged_before_is_noted() {
        let whole = "“We’re staying,” said Zoë Brûlé — for now. Æsir, Ægir and «Âme» are words, and so is “MÃ”.";
        assert_eq!(mojibake(whole), None);
        let (damaged, _, _) = encoding_rs::WINDOWS_1252.decode("We’re staying, said Zoë Brûlé — for now.".as_bytes());
        let note = mojibake(&damaged).unwrap();
        assert!(note.starts_with("5 characters") || note.starts_with("4 characters"), "{note} {damaged}");
    }

    #[test]
    fn what_is_no_text_is_refused_by_its_kind() {
        for (bytes, word) in [
            (&b"%PDF-1.7 words"[..], "PDF"),
            (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "PNG"),
            (b"\x7FELF\x02\x01\x01\0\0\0", "program"),
            (b"\0\x01\x02\x03\x04\xFF\xFE", "binary"),
        ] {
            assert!(no_text(bytes).unwrap().contains(word));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = no_text(&bytes);
            let _ = decode(Cow::Owned(bytes));
        }

        #[test]
        fn any_text_comes_back(text in "[^\u{0}-\u{1f}\u{feff}%]{0,80}") {
            prop_assume!(magic(text.as_bytes()).is_none());
            prop_assert_eq!(read(text.as_bytes()).text, text);
        }
    }
}
