//! The analysis beside the reader: a thread whose steps come through a channel, each with a wake-up.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::run::panic_if_asked;
use super::wake::Wake;
use crate::article::Article;
use crate::ingest::{Problem, Source};
use crate::library::{self, Begun, Options, Update};
use crate::story::Story;

/// What is to be read into the collection, with the collection as it is then.
type Request = (Vec<Source>, Vec<Arc<Article>>, Vec<Story>);

/// The analysis, as the reader sees it.
pub(super) struct Analysis {
    /// Its steps.
    pub(super) news: Receiver<Update>,
    ask: Sender<Request>,
    work: Option<Box<dyn FnOnce() + Send>>,
}

impl Analysis {
    /// The analysis of `sources`, of which `begun` was read and is shown. It does nothing before it is started.
    pub(super) fn of(sources: Vec<Source>, begun: Begun, options: Options, wake: &Wake) -> Self {
        let (send, news) = channel();
        let (ask, requests) = channel::<Request>();
        let waker = wake.waker();
        let give = move |update| {
            // Nobody listens any more when the reader was left.
            if send.send(update).is_ok() {
                waker.wake();
            }
        };
        let work = Box::new(move || {
            let all = std::panic::AssertUnwindSafe(|| {
                panic_if_asked("analysis");
                let mut loaded = library::run(&sources, begun, options, &mut |update| give(update));
                while let Ok((sources, articles, stories)) = requests.recv() {
                    loaded.add(&sources, articles, stories, &mut |update| give(update));
                }
            });
            if std::panic::catch_unwind(all).is_err() {
                let reason = "the analysis broke down; what it found before is shown".to_owned();
                give(Update::Problem(Problem { place: "parallax".into(), reason, named: false }));
                give(Update::Done);
            }
        });
        Self { news, ask, work: Some(work) }
    }

    /// Lets it begin, once. Before the first frame it would only hold a core and the memory's lock that the frame needs.
    pub(super) fn start(&mut self) {
        if let Some(work) = self.work.take() {
            std::thread::spawn(work);
        }
    }

    /// Has more read into the collection; false when the analysis broke down.
    pub(super) fn ask(&self, sources: Vec<Source>, articles: Vec<Arc<Article>>, stories: Vec<Story>) -> bool {
        self.ask.send((sources, articles, stories)).is_ok()
    }
}
