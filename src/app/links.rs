//! Links: the addresses that the article and its text name, each with letters that open it. An address that wraps over several
//! lines cannot be clicked in most terminals; here it is one key away.

use linkify::{LinkFinder, LinkKind};

use crate::app::outlets::{file_name, letter, paragraph};
use crate::app::{App, Effect, Overlay};
use crate::article::Span;

/// The letters of hints: those that move and close elsewhere are left out.
const HINTS: &[u8] = b"asdfghlweruiopzxcvnmty";

/// One link of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// What is typed to open it.
    pub(crate) hint: String,
    pub(crate) address: String,
    /// Where it stands.
    pub(crate) place: String,
}

/// The list, open.
#[derive(Debug, Clone, Default)]
pub(crate) struct Links {
    pub(crate) all: Vec<Link>,
    /// The first letters of a hint.
    pub(crate) typed: String,
    /// The first row shown.
    pub(crate) top: usize,
}

/// `address`, if a browser may be given it: http or https, without blanks and control characters.
pub(crate) fn safe(address: &str) -> Option<&str> {
    let known = address.starts_with("http://") || address.starts_with("https://");
    (known && !address.contains(|c: char| c.is_control() || c.is_whitespace())).then_some(address)
}

/// Opens the list of the article that is read.
pub(super) fn links(app: &mut App, _: &str) -> Vec<Effect> {
    let all = app.links();
    if all.is_empty() {
        app.say("neither this article nor the others of its story name an address");
    } else {
        app.overlay = Some(Overlay::Links(Box::new(Links { all, ..Links::default() })));
    }
    Vec::new()
}

/// Whether a letter may belong to a hint.
pub(super) fn is_hint(c: char) -> bool {
    u8::try_from(c).is_ok_and(|c| HINTS.contains(&c))
}

/// The web addresses in a text, with where they stand.
pub(crate) fn in_text(text: &str) -> Vec<(Span, &str)> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let found = finder.links(text).map(|link| (Span::new(link.start(), link.end()), link.as_str()));
    found.filter(|(_, address)| safe(address).is_some()).collect()
}

impl App {
    /// The article's own address, those in its text, then those of the other outlets; each once.
    fn links(&self) -> Vec<Link> {
        let mut found: Vec<(String, String)> = Vec::new();
        let mut add = |address: &str, place: String| {
            if let Some(address) = safe(address)
                && found.iter().all(|(known, _)| known != address)
            {
                found.push((address.to_owned(), place));
            }
        };
        if let Some(article) = self.article(self.reader.article) {
            if let Some(url) = &article.url {
                add(url, "this article".into());
            }
            for (span, address) in in_text(&article.text) {
                add(address, format!("{}{}", self.theme.glyphs.paragraph, paragraph(article, span.start)));
            }
        }
        for (place, &index) in self.outlets().iter().enumerate() {
            if let Some(article) = self.article(index)
                && let Some(url) = &article.url
            {
                let name = article.outlet.name.as_deref().unwrap_or_else(|| file_name(article));
                add(url, format!("{} {name}", letter(place)));
            }
        }
        let count = found.len();
        let hinted = |(nth, (address, place))| Link { hint: hint(nth, count), address, place };
        found.into_iter().enumerate().map(hinted).collect()
    }

    /// Takes a letter of a hint; the last one opens the link.
    pub(super) fn link_letter(&mut self, c: char) -> Vec<Effect> {
        let Some(Overlay::Links(links)) = &mut self.overlay else { return Vec::new() };
        links.typed.push(c);
        if let Some(link) = links.all.iter().find(|link| link.hint == links.typed) {
            let open = Effect::OpenLink(link.address.clone());
            self.overlay = None;
            return vec![open];
        }
        if !links.all.iter().any(|link| link.hint.starts_with(&links.typed)) {
            let said = format!("no link has the letters {}", links.typed);
            links.typed.clear();
            self.say(said);
        }
        Vec::new()
    }

    /// What moves moves the list; everything else closes it.
    pub(super) fn links_key(&mut self, action: &crate::app::keymap::Action) -> Vec<Effect> {
        let height = usize::from(self.size.1.saturating_sub(3)).max(1);
        if let Some(Overlay::Links(links)) = &mut self.overlay {
            links.typed.clear();
            let last = links.all.len().saturating_sub(height);
            match crate::app::help::moved(links.top, action.command.name, height, last) {
                Some(top) => links.top = top,
                None if matches!(action.command.name, "suspend" | "redraw" | "quit") => {
                    return crate::app::command::update(self, action);
                }
                None => self.overlay = None,
            }
        }
        Vec::new()
    }
}

/// The hint of link `nth` of `count`: one letter each as long as that is enough, else all of the same length.
fn hint(nth: usize, count: usize) -> String {
    let (mut hint, mut rest, mut room) = (Vec::new(), nth, 1);
    while room < count || hint.is_empty() {
        hint.push(HINTS.get(rest % HINTS.len()).copied().unwrap_or(b'a'));
        rest /= HINTS.len();
        room *= HINTS.len();
    }
    hint.iter().rev().map(|&letter| char::from(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_short_and_none_begins_another() {
        assert_eq!([hint(0, 3), hint(2, 3)], ["a", "d"]);
        for count in [1, 2, 22, 23, 600] {
            let all: Vec<String> = (0..count).map(|nth| hint(nth, count)).collect();
            assert!(all.iter().all(|one| one.len() == all[0].len() && one.chars().all(is_hint)));
            assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), count);
        }
    }

    #[test]
    fn only_web_addresses_without_blanks_are_opened() {
        assert!(safe("https://harbour.example/a?b=1").is_some());
        for bad in
            ["file:///etc/passwd", "javascript:alert(1)", "https://a b", "https://a\u{1b}b", "", "mailto:a@b.example"]
        {
            assert_eq!(safe(bad), None, "{bad:?}");
        }
    }
}
