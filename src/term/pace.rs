//! When the next frame may be drawn: at once on this machine, so many times a second on a slow line.

use std::time::{Duration, Instant};

/// News from the analysis is shown at most this often; keys are answered at once.
const NEWS: Duration = Duration::from_millis(40);

/// After this much silence nobody holds a key: what they see then need not wait for its beat.
const QUIET: Duration = Duration::from_millis(25);

/// What the screen does not show yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stale {
    /// News from the analysis.
    News,
    /// The answer to a person.
    Answer,
}

/// Keeps frames apart by a beat; one may come early where none did for as long as a beat, so that the last of many keys is
/// answered soon.
#[derive(Debug)]
pub(super) struct Pace {
    beat: Duration,
    /// From when the next frame is reckoned.
    drawn: Option<Instant>,
    /// Whether a frame may come early.
    spare: bool,
    /// When the person last did something.
    asked: Option<Instant>,
}

impl Pace {
    /// At most one frame in `beat`, save the early ones.
    pub(super) fn new(beat: Duration) -> Self {
        Self { beat, drawn: None, spare: true, asked: None }
    }

    /// The person did something.
    pub(super) fn ask(&mut self, now: Instant) {
        self.asked = Some(now);
    }

    /// How long a frame has to wait; zero when it may be drawn.
    pub(super) fn wait(&self, stale: Stale, now: Instant) -> Duration {
        let Some(drawn) = self.drawn else { return Duration::ZERO };
        let due = drawn + if stale == Stale::News { self.beat.max(NEWS) } else { self.beat };
        let early = self.asked.filter(|_| stale == Stale::Answer && self.spare).map(|asked| asked + QUIET);
        early.map_or(due, |early| due.min(early)).saturating_duration_since(now)
    }

    /// A frame was drawn.
    pub(super) fn drew(&mut self, now: Instant) {
        let due = self.drawn.map(|drawn| drawn + self.beat);
        let late = due.map(|due| now.saturating_duration_since(due));
        match (due, late) {
            // Early: the next waits for its beat, from where this one should have come.
            (Some(due), _) if now < due => {
                self.spare = false;
                self.drawn = Some(due);
            }
            // A little late: the next is not put off, else a held key would see frames drift against its own pace.
            (Some(due), Some(late)) if late < self.beat / 4 => self.drawn = Some(due),
            (_, late) => {
                self.spare |= late.is_none_or(|late| late >= self.beat);
                self.drawn = Some(now);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEAT: Duration = Duration::from_millis(66);

    /// When frames are drawn (in milliseconds) while a key comes every `step` until `end`.
    fn frames(step: u64, end: u64) -> Vec<u64> {
        let start = Instant::now();
        let mut pace = Pace::new(BEAT);
        let (mut stale, mut drawn) = (false, Vec::new());
        for at in 0..end + 200 {
            let now = start + Duration::from_millis(at);
            if at <= end && at.is_multiple_of(step) {
                pace.ask(now);
                stale = true;
            }
            if stale && pace.wait(Stale::Answer, now).is_zero() {
                pace.drew(now);
                drawn.push(at);
                stale = false;
            }
        }
        drawn
    }

    #[test]
    fn the_last_of_many_keys_is_answered_soon_and_the_others_at_the_beat() {
        for (step, end) in [(16, 1904), (33, 1980), (7, 700)] {
            let drawn = frames(step, end);
            assert!(drawn.len() as u64 <= end / 66 + 3, "{step}: {drawn:?}");
            assert_eq!(drawn.first(), Some(&0));
            assert!(drawn.last().is_some_and(|last| (end..=end + 66).contains(last)), "{step}: {drawn:?}");
        }
        // Faster than a key is taken for a held one, the last frame comes after the silence that tells.
        assert!(frames(16, 1904).last().is_some_and(|last| *last <= 1904 + 25));
    }

    #[test]
    fn after_a_pause_a_key_is_answered_at_once() {
        let drawn = frames(300, 900);
        assert_eq!(drawn, [0, 300, 600, 900]);
    }

    #[test]
    fn without_a_beat_only_news_waits() {
        let start = Instant::now();
        let mut pace = Pace::new(Duration::ZERO);
        pace.drew(start);
        assert_eq!(pace.wait(Stale::Answer, start), Duration::ZERO);
        assert_eq!(pace.wait(Stale::News, start), NEWS);
    }
}
