//! What is read before anything is shown, so that the first frame has words in it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::article::Article;
use crate::ingest::discover::Origin;
use crate::ingest::{self, Problem, Source};

/// How long reading may go on. The samples take a millisecond.
const HASTE: Duration = Duration::from_millis(4);

/// The largest file, in bytes, that is surely read in a few milliseconds.
const SMALL: u64 = 256 * 1024;

/// The beginning of a collection.
#[derive(Debug, Clone, Default)]
pub struct Begun {
    /// The articles of the first sources.
    pub articles: Vec<Arc<Article>>,
    /// What of them could not be read.
    pub problems: Vec<Problem>,
    /// How many sources that were.
    pub(super) sources: usize,
}

/// Reads the first of `sources` here and now, as long as they are samples or small files and a few milliseconds are not over.
/// Standard input may keep one waiting and large files do: they are left to [`super::run`].
pub fn begin(sources: &[Source]) -> Begun {
    let start = Instant::now();
    let mut begun = Begun::default();
    for source in sources.iter().take_while(|source| is_quick(source)) {
        let found = ingest::read(source);
        begun.articles.extend(found.articles.into_iter().map(Arc::new));
        begun.problems.extend(found.problems);
        begun.sources += 1;
        if start.elapsed() > HASTE {
            break;
        }
    }
    begun
}

fn is_quick(source: &Source) -> bool {
    match &source.origin {
        Origin::BuiltIn(_) => true,
        // What is packed may be large all the same.
        Origin::File(path) => {
            path.extension().is_none_or(|end| end != "gz")
                && std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= SMALL)
        }
        Origin::Stdin => false,
    }
}
