//! The words of a passage as alignment compares them.

/// One word of a passage.
pub(super) struct Token<'a> {
    /// As it is written.
    pub(super) text: &'a str,
    /// Whether a mark stands before it at which a clause may end.
    pub(super) breaks: bool,
    /// Whether it opens a sentence, so that its capital says nothing.
    pub(super) opens: bool,
}

/// The words of a passage in order. Parts joined by a hyphen count each ("long-range" meets "long range").
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    let (mut breaks, mut opens) = (false, true);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let after = || text.get(at..).and_then(|rest| rest.chars().nth(1)).is_some_and(char::is_alphanumeric);
        let inside = c.is_alphanumeric() || (start.is_some() && matches!(c, '\'' | '’' | '.' | ',') && after());
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if let Some(text) = text.get(from..at) {
                    found.push(Token { text, breaks, opens });
                }
                (breaks, opens, start) = (false, false, None);
            }
            _ => {}
        }
        if !inside {
            breaks |= matches!(c, ',' | ';' | ':' | '—' | '–' | '"' | '“' | '”' | '(' | ')' | '«' | '»');
            opens |= matches!(c, '.' | ':' | '"' | '“' | '!' | '?' | '«' | '„');
        }
    }
    found
}

/// A word without what two outlets may write differently: case, possessive, the points of an abbreviation, the commas of
/// a number, -ise for -ize.
pub(super) fn normal(token: &str) -> String {
    let lower = token.to_lowercase().replace('’', "'");
    let bare = lower.strip_suffix("'s").unwrap_or(&lower).trim_end_matches('\'');
    let number = bare.starts_with(|c: char| c.is_ascii_digit());
    if !number && bare.contains('.') {
        return bare.replace('.', "");
    }
    american(bare.replace(',', ""))
}

fn american(word: String) -> String {
    if word.len() > 6 {
        for (end, other) in
            [("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("isation", "ization"), ("ises", "izes")]
        {
            if let Some(root) = word.strip_suffix(end) {
                return format!("{root}{other}");
            }
        }
    }
    word
}

/// How many bytes of a passage lie between marks of quotation; an unclosed mark reaches to the end.
pub(super) fn quoted(text: &str) -> usize {
    let (mut inside, mut count) = (false, 0);
    for c in text.chars() {
        match c {
            '"' => inside = !inside,
            '“' | '«' | '„' => inside = true,
            '”' | '»' => inside = false,
            _ if inside => count += c.len_utf8(),
            _ => {}
        }
    }
    count
}
