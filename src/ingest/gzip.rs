//! Gzip around any other format.

use std::io::Read;

use flate2::bufread::GzDecoder;

/// How every member starts: its magic number and the only method there is (RFC 1952, 2.3.1).
const MEMBER: [u8; 3] = [0x1F, 0x8B, 8];

/// Whether `bytes` are a gzip member.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B])
}

/// What was unpacked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// Everything that could be unpacked, at most as much as was allowed.
    pub bytes: Vec<u8>,
    /// What is damaged, in one line.
    pub damage: Option<String>,
    /// Whether there is more than was allowed.
    pub more: bool,
}

/// Unpacks member after member, at most `limit` bytes. Of a damaged member what came before the damage is kept, and the
/// next whole one is looked for: archives hold a member for each page.
pub fn unpack(mut bytes: &[u8], limit: usize) -> Unpacked {
    let mut all = Unpacked::default();
    let (mut member, mut damaged) = (0, Vec::new());
    let mut why = String::new();
    while !bytes.is_empty() {
        member += 1;
        let mut decoder = GzDecoder::new(bytes);
        let room = (limit - all.bytes.len()) as u64 + 1;
        let read = (&mut decoder).take(room).read_to_end(&mut all.bytes);
        if all.bytes.len() > limit {
            all.bytes.truncate(limit);
            all.more = true;
            break;
        }
        match read {
            Ok(_) => {
                bytes = decoder.into_inner();
                // Archives are padded with zeros, which are no damage.
                if bytes.iter().all(|&byte| byte == 0) {
                    break;
                }
                if is_gzip(bytes) {
                    continue;
                }
                why = "something else follows it".into();
            }
            Err(error) => why = error.to_string(),
        }
        damaged.push(member);
        let Some(next) = next_whole(bytes) else { break };
        // A record must not run into one that was cut off.
        if all.bytes.last().is_some_and(|&last| last != b'\n') && all.bytes.len() < limit {
            all.bytes.push(b'\n');
        }
        bytes = bytes.get(next..).unwrap_or_default();
    }
    all.damage = match damaged.as_slice() {
        [] => None,
        [_] if member == 1 => Some(format!("damaged gzip ({why}); what could be unpacked is shown")),
        [one] => Some(format!("damaged gzip: part {one} of {member} ({why}); what could be unpacked is shown")),
        many => Some(format!(
            "damaged gzip: {} of {member} parts, the last for this: {why}; what could be unpacked is shown",
            many.len()
        )),
    };
    all
}

/// Where behind its start the next member begins that can be unpacked; three bytes alone may stand anywhere.
fn next_whole(bytes: &[u8]) -> Option<usize> {
    let places = (1..bytes.len()).filter(|&at| bytes.get(at..).is_some_and(|rest| rest.starts_with(&MEMBER)));
    places.take(1000).find(|&at| {
        let mut first = Vec::new();
        let member = GzDecoder::new(bytes.get(at..).unwrap_or_default());
        member.take(4096).read_to_end(&mut first).is_ok() && !first.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(text: &str) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        gzip.finish().unwrap()
    }

    fn page(number: usize) -> String {
        (0..200).map(|line| format!("line {line} of page {number}, {}\n", line * 7919 % 1000)).collect()
    }

    #[test]
    fn the_parts_of_an_archive_are_one_text() {
        let all = unpack(&[packed("one\n"), packed("two\n"), vec![0; 64]].concat(), 100);
        assert_eq!(all, Unpacked { bytes: b"one\ntwo\n".to_vec(), ..Unpacked::default() });
    }

    #[test]
    fn a_damaged_part_costs_only_itself() {
        let mut parts = [packed(&page(1)), packed(&page(2)), packed(&page(3))];
        let middle = parts[1].len() / 2;
        parts[1][middle..middle + 9].fill(0xFF);
        let all = unpack(&parts.concat(), 1 << 20);
        let text = String::from_utf8_lossy(&all.bytes).into_owned();
        assert!(text.starts_with(&page(1)) && text.ends_with(&format!("\n{}", page(3))));
        assert!(all.damage.unwrap().contains("part 2 of 3"));
    }

    #[test]
    fn what_is_too_much_is_said() {
        let all = unpack(&packed(&page(1)), 100);
        assert!(all.more && all.bytes.len() == 100 && all.damage.is_none());
    }
}
