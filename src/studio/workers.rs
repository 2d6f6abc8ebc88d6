//! The worker threads: a bounded queue in order of priority, drained by a fixed number of threads.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::sync::oneshot;

use crate::speech::{Effort, SpeechError};

/// What is worked on first: the order of the variants, then of the positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// A listener waits in silence. It uses all cores, so no plan and no render is begun beside it.
    Waiting,
    /// A listener needs it, so many sentences ahead of what they hear now.
    Listening(u32),
    /// The exact lengths of an article that somebody looks at.
    Planning,
    /// An article that nobody waits for.
    Rendering,
}

impl Priority {
    /// How many threads a sentence of this priority may use.
    pub fn effort(self) -> Effort {
        match self {
            Self::Waiting => Effort::AllCores,
            _ => Effort::Shared,
        }
    }
}

/// Tasks that may wait. A listener has at most a handful waiting, so this is some hundreds of
/// listeners; more would wait longer than they stay.
const QUEUE: usize = 1_024;

type Task = Box<dyn FnOnce() + Send>;

/// A task in the queue, ordered by priority, then by arrival.
struct Entry {
    order: Reverse<(Priority, u64)>,
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

#[derive(Default)]
struct Queue {
    waiting: BinaryHeap<Entry>,
    /// Tasks of [`Priority::Waiting`] that are running.
    urgent: usize,
    arrivals: u64,
    closed: bool,
}

impl Queue {
    /// The next task that may be begun now.
    fn pop(&mut self) -> Option<(Priority, Task)> {
        let first = self.waiting.peek()?.order.0.0;
        if self.urgent > 0 && first >= Priority::Planning {
            return None;
        }
        self.urgent += usize::from(first == Priority::Waiting);
        self.waiting.pop().map(|entry| (first, entry.task))
    }
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    /// Wakes a worker when a task arrives or the queue is closed.
    arrived: Condvar,
}

/// A fixed number of threads for work that takes the processor.
///
/// Dropped, it lets each thread end its present task; what still waits is dropped.
pub(super) struct Workers {
    shared: Arc<Shared>,
    count: usize,
}

impl Workers {
    /// Starts `count` threads, at least one.
    pub(super) fn new(count: usize) -> Self {
        let shared = Arc::new(Shared::default());
        let count = count.max(1);
        for index in 0..count {
            let shared = Arc::clone(&shared);
            let thread = thread::Builder::new().name(format!("worker-{index}"));
            if let Err(error) = thread.spawn(move || shared.work()) {
                tracing::error!(cause = %error, "a worker thread could not be started");
            }
        }
        Self { shared, count }
    }

    /// The number of threads.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Queues `task`.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`] where the queue is full.
    pub(super) fn submit(
        &self,
        priority: Priority,
        task: impl FnOnce() + Send + 'static,
    ) -> Result<(), SpeechError> {
        let mut queue = self.shared.lock();
        if queue.waiting.len() >= QUEUE {
            return Err(SpeechError::Overloaded);
        }
        queue.arrivals += 1;
        let order = Reverse((priority, queue.arrivals));
        let task = Box::new(task);
        queue.waiting.push(Entry { order, task });
        drop(queue);
        self.shared.arrived.notify_one();
        Ok(())
    }

    /// What `task` returns, when a worker has run it; dropped, it is not run any more.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`] where the queue is full, [`SpeechError::Broken`] where the
    /// task panicked.
    pub(super) async fn run<R: Send + 'static>(
        &self,
        priority: Priority,
        task: impl FnOnce() -> R + Send + 'static,
    ) -> Result<R, SpeechError> {
        let (sender, receiver) = oneshot::channel();
        self.submit(priority, move || {
            if !sender.is_closed() {
                let _ = sender.send(task());
            }
        })?;
        receiver
            .await
            .map_err(|_| SpeechError::Broken("a worker gave up its task".into()))
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        let mut queue = self.shared.lock();
        queue.closed = true;
        queue.waiting.clear();
        drop(queue);
        self.shared.arrived.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The life of a worker.
    fn work(&self) {
        while let Some((priority, task)) = self.next() {
            // A panic in a library must not cost a worker: its task fails, the next one runs.
            if catch_unwind(AssertUnwindSafe(task)).is_err() {
                tracing::error!("a task panicked; its sentence is not made");
            }
            if priority == Priority::Waiting {
                self.lock().urgent -= 1;
                self.arrived.notify_all();
            }
        }
    }

    fn next(&self) -> Option<(Priority, Task)> {
        let mut queue = self.lock();
        loop {
            if let Some((priority, task)) = queue.pop() {
                return Some((priority, task));
            }
            if queue.closed {
                return None;
            }
            queue = self
                .arrived
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// A pool of one thread that is held up until the sender is dropped.
    fn held() -> (Workers, mpsc::Sender<()>) {
        let workers = Workers::new(1);
        let (gate, wait) = mpsc::channel::<()>();
        let (begun, running) = mpsc::channel();
        let task = move || {
            begun.send(()).unwrap();
            let _ = wait.recv();
        };
        workers.submit(Priority::Listening(0), task).unwrap();
        running.recv().unwrap();
        (workers, gate)
    }

    #[test]
    fn the_soonest_needed_is_made_first() {
        let (workers, gate) = held();
        let (done, order) = mpsc::channel();
        let orders = [
            (Priority::Waiting, "at once"),
            (Priority::Rendering, "render"),
            (Priority::Planning, "plan"),
            (Priority::Listening(2), "soon"),
            (Priority::Listening(1), "now"),
            (Priority::Listening(1), "now too"),
        ];
        for (priority, name) in orders {
            let done = done.clone();
            let task = move || done.send(name).unwrap();
            workers.submit(priority, task).unwrap();
        }
        drop((gate, done));
        let order: Vec<_> = order.iter().collect();
        assert_eq!(
            order,
            ["at once", "now", "now too", "soon", "plan", "render"]
        );
    }

    #[tokio::test]
    async fn a_panic_fails_its_task_and_nothing_else() {
        let workers = Workers::new(1);
        let task = || -> u8 { panic!("on purpose") };
        let failed = workers.run(Priority::Planning, task).await;
        assert!(matches!(failed, Err(SpeechError::Broken(_))));
        assert_eq!(workers.run(Priority::Planning, || 7).await, Ok(7));
    }

    #[test]
    fn no_plan_is_begun_beside_a_listener_in_silence() {
        let workers = Workers::new(2);
        let (gate, wait) = mpsc::channel::<()>();
        let (begun, running) = mpsc::channel();
        let task = move || {
            begun.send(()).unwrap();
            let _ = wait.recv();
        };
        workers.submit(Priority::Waiting, task).unwrap();
        running.recv().unwrap();
        let (done, order) = mpsc::channel();
        let later = done.clone();
        workers
            .submit(Priority::Planning, move || later.send("plan").unwrap())
            .unwrap();
        workers
            .submit(Priority::Listening(1), move || done.send("sound").unwrap())
            .unwrap();
        assert_eq!(order.recv(), Ok("sound"));
        assert!(order.try_recv().is_err(), "the plan was begun");
        drop(gate);
        assert_eq!(order.recv(), Ok("plan"));
    }

    #[test]
    fn a_full_queue_says_so() {
        let (workers, gate) = held();
        for _ in 0..QUEUE {
            workers.submit(Priority::Rendering, || ()).unwrap();
        }
        let refused = workers.submit(Priority::Rendering, || ());
        assert_eq!(refused, Err(SpeechError::Overloaded));
        drop(gate);
    }
}
