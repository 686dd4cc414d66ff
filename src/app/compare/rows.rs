//! A comparison as rows: one passage of the base (or one that the base has not), with what each outlet has of it.

use crate::compare::{Comparison, PassageId, Relation};

/// What one outlet has in a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its passages, in order.
    pub(crate) passages: Vec<PassageId>,
    /// How they stand to the row's first outlet; `None` for that outlet itself.
    pub(crate) relation: Option<Relation>,
    /// It has the passage, but the passage already stands in another row.
    pub(crate) elsewhere: Option<PassageId>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// One for each outlet of the story.
    pub(crate) cells: Vec<Cell>,
}

impl Row {
    /// How many outlets have something here.
    pub(crate) fn carried(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.passages.is_empty() || cell.elsewhere.is_some()).count()
    }

    /// Whether an outlet gives another figure, date or name.
    pub(crate) fn differs(&self) -> bool {
        self.cells.iter().any(|cell| cell.relation == Some(Relation::Differs))
    }

    /// Whether the passage stands in this row, or is pointed to.
    pub(crate) fn holds(&self, id: PassageId) -> bool {
        self.cells.iter().any(|cell| cell.passages.contains(&id))
    }
}

/// All rows, in the order of the base; what the base has not stands after the passage that it follows in its own article.
/// Every passage of every outlet stands in exactly one row.
pub(crate) fn rows(comparison: &Comparison, outlets: usize, base: usize) -> Vec<Row> {
    let all = &comparison.passages;
    let mut place: Vec<Option<usize>> = vec![None; all.len()];
    let mut rows: Vec<(isize, Row)> = Vec::new();
    let empty = || Row { cells: vec![Cell::default(); outlets] };
    let ids = |article: usize| {
        (0..all.len()).map(PassageId).filter(move |id| all.get(id.0).is_some_and(|p| p.article == article))
    };

    for (nth, id) in ids(base).enumerate() {
        let mut row = empty();
        put(&mut row, base, id, None);
        set(&mut place, id, rows.len());
        rows.push((nth as isize, row));
    }
    // What others have of the base goes to its best row.
    for article in (0..outlets).filter(|&article| article != base) {
        for id in ids(article) {
            let best = comparison
                .aligned(id)
                .filter(|(end, _)| all.get(end.0).is_some_and(|end| end.article == base))
                .max_by(|a, b| a.1.score.total_cmp(&b.1.score));
            if let Some((end, link)) = best
                && let Some(at) = place.get(end.0).copied().flatten()
                && let Some((_, row)) = rows.get_mut(at)
            {
                put(row, article, id, Some(link.relation));
                set(&mut place, id, at);
            }
        }
    }
    // What the base has not: with those of the other outlets that have it too, else alone.
    for article in (0..outlets).filter(|&article| article != base) {
        let mut after = -1;
        for id in ids(article) {
            if let Some(at) = place.get(id.0).copied().flatten() {
                after = rows.get(at).map_or(after, |(order, _)| *order);
                continue;
            }
            let joined = comparison.aligned(id).find_map(|(end, link)| {
                let at = place.get(end.0).copied().flatten()?;
                let (_, row) = rows.get(at)?;
                let free = row.cells.get(base).is_some_and(|cell| cell.passages.is_empty())
                    && row.cells.get(article).is_some_and(|cell| cell.passages.is_empty());
                free.then_some((at, link.relation))
            });
            match joined {
                Some((at, relation)) => {
                    if let Some((order, row)) = rows.get_mut(at) {
                        put(row, article, id, Some(relation));
                        after = *order;
                    }
                    set(&mut place, id, at);
                }
                None => {
                    let mut row = empty();
                    put(&mut row, article, id, None);
                    set(&mut place, id, rows.len());
                    rows.push((after, row));
                }
            }
        }
    }
    point(comparison, &place, &mut rows);
    // Stable: rows that follow the same passage stay in the order of the outlets.
    rows.sort_by_key(|(order, _)| *order);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Where a passage has a partner that stands in another row, the empty cell points there: "not found" would be wrong.
fn point(comparison: &Comparison, place: &[Option<usize>], rows: &mut [(isize, Row)]) {
    for (at, (_, row)) in rows.iter_mut().enumerate() {
        let here: Vec<PassageId> = row.cells.iter().flat_map(|cell| cell.passages.iter().copied()).collect();
        let mut links: Vec<_> = here.iter().flat_map(|&id| comparison.aligned(id)).collect();
        links.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
        for (end, link) in links {
            let Some(article) = comparison.passages.get(end.0).map(|place| place.article) else { continue };
            if place.get(end.0).copied().flatten() != Some(at)
                && let Some(cell) = row.cells.get_mut(article)
                && cell.passages.is_empty()
                && cell.elsewhere.is_none()
            {
                cell.elsewhere = Some(end);
                cell.relation = Some(link.relation);
            }
        }
    }
}

fn put(row: &mut Row, article: usize, id: PassageId, relation: Option<Relation>) {
    if let Some(cell) = row.cells.get_mut(article) {
        cell.passages.push(id);
        cell.relation = match (cell.relation, relation) {
            (Some(Relation::Differs), _) | (_, Some(Relation::Differs)) => Some(Relation::Differs),
            (known, new) => known.or(new),
        };
    }
}

fn set(place: &mut [Option<usize>], id: PassageId, row: usize) {
    if let Some(place) = place.get_mut(id.0) {
        *place = Some(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Span;
    use crate::compare::{Link, Place};

    fn comparison(sizes: &[usize], links: &[(usize, usize)]) -> Comparison {
        let passages = sizes
            .iter()
            .enumerate()
            .flat_map(|(article, &size)| {
                (0..size).map(move |passage| Place {
                    article,
                    passage,
                    span: Span::new(passage * 10, passage * 10 + 9),
                })
            })
            .collect();
        let links = links
            .iter()
            .map(|&(a, b)| Link {
                a: PassageId(a),
                b: PassageId(b),
                score: 0.5,
                relation: Relation::Reworded,
                aligned: true,
            })
            .collect();
        let mut found = Comparison { passages, links, ..Comparison::default() };
        found.index();
        found
    }

    #[test]
    fn what_the_base_has_not_stands_after_what_it_follows() {
        // Base A: 0 1; B: 2 3 4, where 3 goes with 1.
        let rows = rows(&comparison(&[2, 3], &[(1, 3)]), 2, 0);
        let first: Vec<Vec<usize>> = rows
            .iter()
            .map(|row| row.cells.iter().flat_map(|cell| cell.passages.iter().map(|id| id.0)).collect())
            .collect();
        assert_eq!(first, [vec![2], vec![0], vec![1, 3], vec![4]]);
    }

    #[test]
    fn a_partner_in_another_row_is_pointed_to() {
        let rows = rows(&comparison(&[2, 1], &[(0, 2), (1, 2)]), 2, 0);
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().any(|row| row.cells[1].elsewhere == Some(PassageId(2))));
    }

    proptest::proptest! {
        #[test]
        fn every_passage_stands_in_one_row(
            sizes in proptest::collection::vec(0usize..6, 1..5),
            ends in proptest::collection::vec((0usize..24, 0usize..24), 0..20),
            base in 0usize..5,
        ) {
            let total: usize = sizes.iter().sum();
            let article = |at: usize| { let mut sum = 0; sizes.iter().position(|size| { sum += size; at < sum }) };
            let links: Vec<_> = ends.into_iter().filter(|(a, b)| a < b && *b < total && article(*a) != article(*b)).collect();
            let base = base % sizes.len();
            let rows = rows(&comparison(&sizes, &links), sizes.len(), base);
            let mut seen: Vec<usize> =
                rows.iter().flat_map(|row| row.cells.iter().flat_map(|cell| cell.passages.iter().map(|id| id.0))).collect();
            seen.sort_unstable();
            proptest::prop_assert_eq!(seen, (0..total).collect::<Vec<_>>());
        }
    }
}
