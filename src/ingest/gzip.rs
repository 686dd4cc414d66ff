//! Gzip around any other format.

use std::io::Read;

/// Whether `bytes` are a gzip member.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B])
}

/// Everything that could be unpacked, at most `limit` bytes, and what went wrong after it.
pub fn unpack(bytes: &[u8], limit: usize) -> (Vec<u8>, Option<String>) {
    let mut out = Vec::new();
    let mut reader = flate2::read::MultiGzDecoder::new(bytes).take(limit as u64 + 1);
    let broken = reader.read_to_end(&mut out).err();
    if out.len() > limit {
        out.truncate(limit);
        return (out, Some(format!("unpacks to more than {} MiB; the rest is left out", limit >> 20)));
    }
    (out, broken.map(|error| format!("damaged gzip ({error}); what could be unpacked is shown")))
}
