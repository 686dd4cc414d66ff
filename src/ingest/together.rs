//! What shows only when articles are seen together: lines that come back in many of them, and texts that repeat another.

use std::collections::BTreeMap;

use crate::article::{Article, Note};
use crate::ingest::copies::copies;
use crate::ingest::recurring::{recurring, set_aside};

/// The articles about which their company says something new, as they are then, with their index, in order.
pub fn together(articles: &[&Article]) -> Vec<(usize, Article)> {
    let mut changed: BTreeMap<usize, Article> = BTreeMap::new();
    for (index, block) in recurring(articles) {
        if let Some(&article) = articles.get(index) {
            set_aside(changed.entry(index).or_insert_with(|| article.clone()), block);
        }
    }
    for (index, copy) in copies(articles).into_iter().enumerate() {
        let (Some(copy), Some(&article)) = (copy, articles.get(index)) else { continue };
        let Some(first) = articles.get(copy.of) else { continue };
        let text = if copy.share < 1.0 {
            format!("a reprint with edits: {:.0} % of its words stand in {}", copy.share * 100.0, first.id)
        } else {
            format!("the same text as {}", first.id)
        };
        let article = changed.entry(index).or_insert_with(|| article.clone());
        article.same_as = Some(first.id.clone());
        article.notes.push(Note { span: None, text });
    }
    changed.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read_bytes;

    #[test]
    fn a_copy_keeps_its_record_and_says_whose_text_it_has() {
        let text = "The minister spoke on Monday in Rome. She left at noon.\n";
        let of = |id: &str| read_bytes(id, true, text.as_bytes().into()).articles.remove(0);
        let (one, two) = (of("a.txt"), of("b.txt"));
        let changed = together(&[&one, &two]);
        assert_eq!(changed.len(), 1);
        let (index, article) = &changed[0];
        assert_eq!((*index, article.same_as.as_deref()), (1, Some("a.txt")));
        assert_eq!(article.notes.last().map(|note| note.text.as_str()), Some("the same text as a.txt"));
    }
}
