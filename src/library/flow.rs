//! Work on many items at once, with the results in the order of the items, as they come.

use rayon::prelude::*;

/// The first batch is one item, so that something is there at once and before any thread is started; later ones are large,
/// so that no core waits.
const FIRST: usize = 1;
const LARGEST: usize = 512;

/// Does `work` on every item, on all cores, and gives the results to `give` in the order of the items. While `give`
/// runs on the calling thread, the next batch is already being worked on. Stops early when `give` says `false`.
pub fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(usize, &T) -> R + Sync, mut give: impl FnMut(R) -> bool) {
    let (mut ready, mut rest, mut at, mut size) = (Vec::new(), items, 0, FIRST);
    loop {
        let (batch, later) = rest.split_at(size.min(rest.len()));
        let mut next = Vec::new();
        let go_on = match batch {
            [] => ready.drain(..).all(&mut give),
            // Waking the pool for one item would cost more than it saves.
            [only] => {
                next.push(work(at, only));
                ready.drain(..).all(&mut give)
            }
            many => rayon::in_place_scope(|scope| {
                scope.spawn(|_| {
                    next = many.par_iter().enumerate().map(|(index, item)| work(at + index, item)).collect();
                });
                ready.drain(..).all(&mut give)
            }),
        };
        if !go_on {
            return;
        }
        at += batch.len();
        size = (size * 4).min(LARGEST);
        rest = later;
        ready = next;
        if ready.is_empty() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..3_000).collect();
        let mut seen = Vec::new();
        in_order(
            &items,
            |index, &item| (index, item * 2),
            |result| {
                seen.push(result);
                true
            },
        );
        assert_eq!(seen, items.iter().map(|&item| (item, item * 2)).collect::<Vec<_>>());
    }

    #[test]
    fn it_stops_when_nobody_wants_more() {
        let items: Vec<usize> = (0..3_000).collect();
        let mut seen = 0;
        in_order(
            &items,
            |_, _| (),
            |()| {
                seen += 1;
                seen < 20
            },
        );
        assert_eq!(seen, 20);
    }
}
