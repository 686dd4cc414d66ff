//! An article turned round: for each term, or gram, which of its parts hold it. Most parts share few words, so that adding up
//! along these lists takes a fraction of what comparing part by part would.

/// Weighted vectors by what they hold.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// For each term where its entries begin, and where the last one's end.
    starts: Vec<usize>,
    /// (the vector, by its place among them; its weight there).
    entries: Vec<(usize, f32)>,
}

impl Index {
    /// The index of `vectors`, whose terms are all below `terms`.
    pub(super) fn of<'a>(vectors: impl Iterator<Item = &'a [(u32, f32)]> + Clone, terms: usize) -> Self {
        let mut starts = vec![0; terms + 1];
        for (term, _) in vectors.clone().flatten() {
            if let Some(count) = starts.get_mut(*term as usize) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Filled from behind, so that each start ends where its entries begin.
        let mut entries = vec![(0, 0.0); sum];
        for (nth, vector) in vectors.enumerate() {
            for (term, weight) in vector {
                if let Some(start) = starts.get_mut(*term as usize) {
                    *start -= 1;
                    if let Some(entry) = entries.get_mut(*start) {
                        *entry = (nth, *weight);
                    }
                }
            }
        }
        Self { starts, entries }
    }

    /// Adds to the sum of each vector that holds `term` its weight there times `strength`.
    pub(super) fn add(&self, term: u32, strength: f32, sums: &mut [f32]) {
        let term = term as usize;
        let (Some(start), Some(end)) = (self.starts.get(term), self.starts.get(term + 1)) else { return };
        for (nth, weight) in self.entries.get(*start..*end).unwrap_or_default() {
            if let Some(sum) = sums.get_mut(*nth) {
                *sum += weight * strength;
            }
        }
    }
}
