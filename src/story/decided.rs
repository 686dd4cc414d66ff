//! The person decides last: articles that were put together stay together, those that were kept apart stay apart.

use std::collections::BTreeMap;

/// Rearranges `groups` (of articles by number) by what the person said: `hint` gives the name under which an article was
/// put. Articles of one name are one group; an article without a name stays with those it was grouped with, and where the
/// person divided its group, with the name that most of them have.
pub(super) fn by_person<'a>(groups: Vec<Vec<u32>>, hint: impl Fn(u32) -> Option<&'a str>) -> Vec<Vec<u32>> {
    let mut named: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut decided = Vec::with_capacity(groups.len());
    for group in groups {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for name in group.iter().filter_map(|&article| hint(article)) {
            *votes.entry(name).or_default() += 1;
        }
        // Of two with as many votes the first in the alphabet, so that the order of the articles does not matter.
        let Some(most) =
            votes.iter().max_by_key(|(name, votes)| (**votes, std::cmp::Reverse(**name))).map(|(name, _)| *name)
        else {
            decided.push(group);
            continue;
        };
        for article in group {
            named.entry(hint(article).unwrap_or(most)).or_default().push(article);
        }
    }
    decided.extend(named.into_values());
    decided
}

#[cfg(test)]
mod tests {
    use super::by_person;

    fn decided(groups: &[&[u32]], hints: &[(u32, &'static str)]) -> Vec<Vec<u32>> {
        let hint = |article| hints.iter().find(|hint| hint.0 == article).map(|hint| hint.1);
        let mut groups = by_person(groups.iter().map(|group| group.to_vec()).collect(), hint);
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.sort();
        groups
    }

    #[test]
    fn without_a_word_of_the_person_nothing_changes() {
        assert_eq!(decided(&[&[0, 1], &[2]], &[]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn what_is_put_together_comes_with_its_company() {
        assert_eq!(decided(&[&[0, 1], &[2, 3], &[4]], &[(0, "x"), (2, "x")]), [vec![0, 1, 2, 3], vec![4]]);
    }

    #[test]
    fn what_is_divided_is_divided() {
        assert_eq!(decided(&[&[0, 1, 2, 3]], &[(0, "x"), (1, "y"), (2, "y")]), [vec![0], vec![1, 2, 3]]);
    }
}
