//! What a store holds and when it was last used, so that the oldest can leave.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use super::{Key, Shelf};

/// How full a store is after a sweep: an eighth less than its limit, so that it is not swept for
/// every sentence.
const SWEPT: (u64, u64) = (7, 8);

/// What was used so shortly ago is being served, and stays: longer than a player's buffer lasts.
const SERVED: Duration = Duration::from_secs(600);

/// An object, by what it is and its address.
pub(super) type Name = (Shelf, Key);

/// Sizes and last uses of all objects of a store.
///
/// Times are counted from a moment of this process, so that a clock that is set back changes
/// nothing.
#[derive(Debug)]
pub(super) struct Usage {
    limit: u64,
    begun: Instant,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    objects: HashMap<Name, Object>,
    bytes: u64,
}

#[derive(Debug, Clone, Copy)]
struct Object {
    bytes: u64,
    /// Seconds from the beginning; before it they are negative.
    used: i64,
}

impl Usage {
    /// Nothing held so far, of at most `limit` bytes.
    pub(super) fn new(limit: u64) -> Self {
        Self {
            limit,
            begun: Instant::now(),
            held: Mutex::default(),
        }
    }

    /// Notes an object that was there before, last used at `used` by the clock on the wall.
    pub(super) fn found(&self, name: Name, bytes: u64, used: SystemTime) {
        // A clock that was set back has left times of the future.
        let age = SystemTime::now().duration_since(used).unwrap_or_default();
        let used = self.now() - seconds(age);
        let mut held = self.held();
        if !held.objects.contains_key(&name) {
            held.put(name, Object { bytes, used });
        }
    }

    /// Notes an object that is stored now; `true` where the store is over its limit.
    pub(super) fn stored(&self, name: Name, bytes: u64) -> bool {
        let used = self.now();
        let mut held = self.held();
        held.put(name, Object { bytes, used });
        held.bytes > self.limit
    }

    /// Notes that an object is used now; `true` where that is news after an hour.
    pub(super) fn used(&self, name: Name) -> bool {
        let now = self.now();
        let mut held = self.held();
        let Some(object) = held.objects.get_mut(&name) else {
            return false;
        };
        let before = std::mem::replace(&mut object.used, now);
        now - before > 3_600
    }

    /// Forgets an object that is gone.
    pub(super) fn gone(&self, name: Name) {
        self.held().take(name);
    }

    /// What has to leave, the longest unused first, so that the store is within its limit again.
    pub(super) fn surplus(&self) -> Vec<Name> {
        let served = self.now() - seconds(SERVED);
        let held = self.held();
        if held.bytes <= self.limit {
            return Vec::new();
        }
        let wanted = self.limit / SWEPT.1 * SWEPT.0;
        let mut old: Vec<_> = held
            .objects
            .iter()
            .filter(|(_, it)| it.used < served)
            .collect();
        old.sort_by_key(|(name, object)| (object.used, **name));
        let mut left = held.bytes;
        let leaving = old.into_iter().take_while(|(_, object)| {
            let surplus = left > wanted;
            left -= object.bytes;
            surplus
        });
        leaving.map(|(name, _)| *name).collect()
    }

    /// Bytes that are held.
    pub(super) fn bytes(&self) -> u64 {
        self.held().bytes
    }

    fn now(&self) -> i64 {
        seconds(self.begun.elapsed())
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn put(&mut self, name: Name, object: Object) {
        self.take(name);
        self.bytes += object.bytes;
        self.objects.insert(name, object);
    }

    fn take(&mut self, name: Name) {
        if let Some(object) = self.objects.remove(&name) {
            self.bytes -= object.bytes;
        }
    }
}

fn seconds(time: Duration) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(at: u64) -> Name {
        (Shelf::Segments, Key::of([&at.to_le_bytes()[..]]))
    }

    /// Ten objects of ten bytes, last used an hour ago, two hours ago and so on.
    fn usage(limit: u64) -> Usage {
        let usage = Usage::new(limit);
        for at in 0..10 {
            let used = SystemTime::now() - Duration::from_secs(3_600 * (at + 1));
            usage.found(name(at), 10, used);
        }
        usage
    }

    #[test]
    fn the_longest_unused_leave_until_an_eighth_is_free() {
        assert_eq!(usage(100).surplus(), []);
        // 88 bytes may stay, an eighth less is 77.
        assert_eq!(usage(88).surplus(), [name(9), name(8), name(7)]);
    }

    #[test]
    fn what_is_used_moves_to_the_end_and_what_is_served_stays() {
        let usage = usage(50);
        assert!(usage.used(name(9)), "it is news after an hour");
        assert!(!usage.used(name(9)));
        let leaving = usage.surplus();
        assert_eq!(leaving[0], name(8));
        assert!(!leaving.contains(&name(9)));
        for at in 0..10 {
            usage.used(name(at));
        }
        assert_eq!(usage.surplus(), [], "all of it is being served");
    }

    #[test]
    fn sizes_are_those_of_what_is_there() {
        let usage = usage(200);
        assert!(!usage.stored(name(3), 30), "in the place of the old one");
        assert_eq!(usage.bytes(), 120);
        usage.gone(name(3));
        usage.gone(name(3));
        assert_eq!(usage.bytes(), 90);
        assert!(usage.stored(name(77), 200));
    }

    #[test]
    fn times_of_the_future_are_those_of_a_clock_that_was_set_back() {
        let usage = Usage::new(15);
        let future = SystemTime::now() + Duration::from_secs(360_000);
        usage.found(name(1), 10, future);
        usage.found(name(2), 10, SystemTime::now() - Duration::from_secs(3_600));
        assert_eq!(usage.surplus(), [name(2)]);
    }
}
