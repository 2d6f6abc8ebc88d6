//! The queue in front of the workers: by when each task is needed, with room for listeners.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::{Duration, Instant};

use super::Task;
use crate::speech::{Effort, SpeechError};

/// How soon a task is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// A listener waits in silence. It uses all cores until there is sound, and nothing that
    /// nobody listens to is begun beside it.
    Waiting,
    /// A listener needs it then.
    Listening(Instant),
    /// The exact lengths of an article that somebody looks at.
    Planning,
    /// An article that nobody waits for.
    Rendering,
}

/// How much sooner than it is needed a sentence should be begun: the time that a long one takes on
/// a busy machine.
const LEAD: Duration = Duration::from_secs(2);
/// Two listeners to the same sentence are seldom at the same place; so much apart, it is the same.
const SOONER: Duration = Duration::from_secs(1);
/// How long a plan may wait: somebody looks at the page and may press, but nobody who hears
/// something should fall silent for it. Nothing is waited for on a machine that has time.
const PLAN: Duration = Duration::from_secs(20);
/// How long a render may wait behind all others; then it takes its turn, so that it ends even on
/// a machine that always has listeners.
const RENDER: Duration = Duration::from_secs(120);

/// Tasks that may wait. A listener has at most a handful waiting, so this is some hundreds of
/// listeners; more would wait longer than they stay.
pub(super) const ROOM: usize = 1_024;
/// Tasks that may wait before plans and renders are refused: what is left is for listeners.
pub(super) const ROOM_BEHIND: usize = ROOM / 2;

impl Priority {
    /// How many threads a sentence of this priority may use for its first sound.
    pub fn effort(self) -> Effort {
        match self {
            Self::Waiting => Effort::AllCores,
            _ => Effort::Shared,
        }
    }

    /// Whether it is needed so much sooner than `other` that it is worth queueing again.
    pub(in super::super) fn is_before(self, other: Self) -> bool {
        match (self, other) {
            (Self::Listening(this), Self::Listening(other)) => this + SOONER < other,
            _ => self < other,
        }
    }

    /// Whether nobody listens for it.
    pub(super) fn is_background(self) -> bool {
        self >= Self::Planning
    }

    /// When a task that arrives `now` has to be begun.
    fn due(self, now: Instant) -> Instant {
        match self {
            Self::Waiting => now,
            Self::Listening(needed) => needed.checked_sub(LEAD).unwrap_or(now).max(now),
            Self::Planning => now + PLAN,
            Self::Rendering => now + RENDER,
        }
    }
}

/// A task in the queue, ordered by when it is needed, then by arrival.
struct Entry {
    order: Reverse<(Instant, u64)>,
    priority: Priority,
    task: Task,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order.cmp(&other.order)
    }
}

/// The tasks that wait.
#[derive(Default)]
pub(super) struct Queue {
    silent: BinaryHeap<Entry>,
    listening: BinaryHeap<Entry>,
    background: BinaryHeap<Entry>,
    arrivals: u64,
    /// Tasks that run now, and whose listener has heard nothing yet.
    pub(super) urgent: usize,
    pub(super) closed: bool,
}

impl Queue {
    /// Adds a task.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`] where there is no room for one of its priority.
    pub(super) fn push(&mut self, priority: Priority, task: Task) -> Result<(), SpeechError> {
        let room = if priority.is_background() {
            ROOM_BEHIND
        } else {
            ROOM
        };
        if self.waiting() >= room {
            return Err(SpeechError::Overloaded);
        }
        self.arrivals += 1;
        let order = Reverse((priority.due(Instant::now()), self.arrivals));
        let entry = Entry {
            order,
            priority,
            task,
        };
        match priority {
            Priority::Waiting => self.silent.push(entry),
            Priority::Listening(_) => self.listening.push(entry),
            Priority::Planning | Priority::Rendering => self.background.push(entry),
        }
        Ok(())
    }

    /// The number of tasks that wait.
    pub(super) fn waiting(&self) -> usize {
        self.silent.len() + self.listening.len() + self.background.len()
    }

    /// The task that is needed soonest, of those that may be begun now.
    ///
    /// While a listener waits in silence, what nobody listens to is begun only when it is overdue.
    pub(super) fn pop(&mut self) -> Option<(Priority, Task)> {
        let now = Instant::now();
        let held_back = self.urgent > 0;
        let due = |entry: &&Entry| !held_back || entry.order.0.0 <= now;
        let background = self.background.peek().filter(due);
        let first = [self.silent.peek(), self.listening.peek(), background];
        let first = first.into_iter().flatten().max()?.priority;
        match first {
            Priority::Waiting => self.pop_silent(),
            Priority::Listening(_) => self.listening.pop().map(taken),
            Priority::Planning | Priority::Rendering => self.background.pop().map(taken),
        }
    }

    /// The task of the listener who has waited in silence for longest.
    pub(super) fn pop_silent(&mut self) -> Option<(Priority, Task)> {
        let entry = self.silent.pop()?;
        self.urgent += 1;
        Some(taken(entry))
    }

    /// Drops what waits, and lets nothing else in.
    pub(super) fn close(&mut self) {
        self.closed = true;
        self.silent.clear();
        self.listening.clear();
        self.background.clear();
    }
}

fn taken(entry: Entry) -> (Priority, Task) {
    (entry.priority, entry.task)
}
