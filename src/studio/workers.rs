//! The worker threads: one a core, and one more for who waits in silence.

mod queue;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

pub use queue::Priority;

use crate::speech::SpeechError;
use queue::{Queue, ROOM_BEHIND};

/// The longest that a task gives way at a time: a first sound takes a tenth of it, and a service
/// that always has somebody waiting goes on with the rest.
const GIVES_WAY: Duration = Duration::from_secs(1);

type Task = Box<dyn FnOnce(&Running<'_>) + Send>;

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    /// Wakes the workers when a task arrives, one becomes less urgent, or the queue is closed.
    changed: Condvar,
}

/// A fixed number of threads for work that takes the processor.
///
/// Dropped, it lets each thread end its present task; what still waits is dropped.
pub(super) struct Workers {
    shared: Arc<Shared>,
    count: usize,
}

/// How much work waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Tasks for which no worker is free.
    pub waiting: usize,
}

impl Load {
    /// Whether an article that nobody listens to yet would be refused.
    pub fn is_full(self) -> bool {
        self.waiting >= ROOM_BEHIND
    }
}

/// What a running task can say of itself.
pub(super) struct Running<'a> {
    shared: &'a Shared,
    priority: Priority,
    /// Whether somebody waits for its first sound in silence.
    urgent: Cell<bool>,
}

impl Running<'_> {
    /// Says that its listener hears something now: what was held back for it may begin.
    pub(super) fn is_heard(&self) {
        if self.urgent.replace(false) {
            self.shared.lock().urgent -= 1;
            self.shared.changed.notify_all();
        }
    }

    /// Waits while a listener of another task waits in silence, if nobody listens for this one.
    ///
    /// Called between the slices of a sentence.
    pub(super) fn give_way(&self) {
        if self.priority.is_background() {
            let queue = self.shared.lock();
            let silence = |queue: &mut Queue| queue.urgent > 0 && !queue.closed;
            let waited = self
                .shared
                .changed
                .wait_timeout_while(queue, GIVES_WAY, silence);
            drop(waited);
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.is_heard();
    }
}

impl Workers {
    /// Starts `count` threads, at least one, and another one that only takes tasks of
    /// [`Priority::Waiting`]: long sentences under way keep no listener in silence.
    pub(super) fn new(count: usize) -> Self {
        let shared = Arc::new(Shared::default());
        let count = count.max(1);
        for index in 0..=count {
            let shared = Arc::clone(&shared);
            let thread = thread::Builder::new().name(format!("worker-{index}"));
            let next = if index == count {
                Queue::pop_silent
            } else {
                Queue::pop
            };
            if let Err(error) = thread.spawn(move || shared.work(next)) {
                tracing::error!(cause = %error, "a worker thread could not be started");
            }
        }
        Self { shared, count }
    }

    /// The number of tasks that run at once, but for those of listeners in silence.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// How much waits.
    pub(super) fn load(&self) -> Load {
        Load {
            waiting: self.shared.lock().waiting(),
        }
    }

    /// Queues `task`.
    ///
    /// # Errors
    /// [`SpeechError::Overloaded`] where the queue is full.
    pub(super) fn submit(
        &self,
        priority: Priority,
        task: impl FnOnce(&Running<'_>) + Send + 'static,
    ) -> Result<(), SpeechError> {
        self.shared.lock().push(priority, Box::new(task))?;
        // All, because the one that would be woken may not be allowed to take it.
        self.shared.changed.notify_all();
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
        self.submit(priority, move |_| {
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
        self.shared.lock().close();
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The life of a worker that takes what `next` gives.
    fn work(&self, next: fn(&mut Queue) -> Option<(Priority, Task)>) {
        while let Some((priority, task)) = self.next(next) {
            let running = Running {
                shared: self,
                priority,
                urgent: Cell::new(priority == Priority::Waiting),
            };
            // A panic in a library must not cost a worker: its task fails, the next one runs.
            if catch_unwind(AssertUnwindSafe(|| task(&running))).is_err() {
                tracing::error!("a task panicked; its sentence is not made");
            }
        }
    }

    fn next(&self, next: fn(&mut Queue) -> Option<(Priority, Task)>) -> Option<(Priority, Task)> {
        let mut queue = self.lock();
        loop {
            if let Some(task) = next(&mut queue) {
                return Some(task);
            }
            if queue.closed {
                return None;
            }
            queue = self
                .changed
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Instant;

    use super::*;

    /// Of a listener who hears something, and needs it so many seconds from now.
    fn in_seconds(seconds: u64) -> Priority {
        Priority::Listening(Instant::now() + Duration::from_secs(seconds))
    }

    /// Lets a task run until the sender is dropped.
    fn hold(workers: &Workers, priority: Priority) -> mpsc::Sender<()> {
        let (gate, wait) = mpsc::channel::<()>();
        let (begun, running) = mpsc::channel();
        let task = move |_: &Running<'_>| {
            begun.send(()).unwrap();
            let _ = wait.recv();
        };
        workers.submit(priority, task).unwrap();
        running.recv().unwrap();
        gate
    }

    /// A pool of one thread that is held up, and so is the one for listeners in silence.
    fn held() -> (Workers, [mpsc::Sender<()>; 2]) {
        let workers = Workers::new(1);
        let gates = [in_seconds(0), Priority::Waiting].map(|it| hold(&workers, it));
        (workers, gates)
    }

    /// A task that sends its name.
    fn says<T: Send + 'static>(
        done: &mpsc::Sender<T>,
        name: T,
    ) -> impl FnOnce(&Running<'_>) + Send + 'static {
        let done = done.clone();
        move |_| done.send(name).unwrap()
    }

    #[test]
    fn the_soonest_needed_is_made_first() {
        let (workers, [gate, silence]) = held();
        let (done, order) = mpsc::channel();
        let orders = [
            (Priority::Waiting, "at once"),
            (Priority::Rendering, "render"),
            (Priority::Planning, "plan"),
            (in_seconds(600), "in ten minutes"),
            (in_seconds(6), "soon"),
            (in_seconds(1), "now"),
            (in_seconds(1), "now too"),
        ];
        for (priority, name) in orders {
            let done = done.clone();
            let task = move |_: &Running<'_>| done.send(name).unwrap();
            workers.submit(priority, task).unwrap();
        }
        drop((silence, done));
        assert_eq!(order.recv(), Ok("at once"));
        // Until then what nobody listens to is held back.
        while workers.shared.lock().urgent > 0 {
            thread::yield_now();
        }
        drop(gate);
        let order: Vec<_> = order.iter().collect();
        assert_eq!(
            order,
            ["now", "now too", "soon", "plan", "render", "in ten minutes"]
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
        let gate = hold(&workers, Priority::Waiting);
        let (done, order) = mpsc::channel();
        workers
            .submit(Priority::Planning, says(&done, "plan"))
            .unwrap();
        workers.submit(in_seconds(1), says(&done, "sound")).unwrap();
        assert_eq!(order.recv(), Ok("sound"));
        assert!(order.try_recv().is_err(), "the plan was begun");
        drop(gate);
        assert_eq!(order.recv(), Ok("plan"));
    }

    #[test]
    fn a_listener_in_silence_waits_for_no_sentence_under_way() {
        let workers = Workers::new(1);
        let gate = hold(&workers, Priority::Rendering);
        let (done, heard) = mpsc::channel();
        workers.submit(Priority::Waiting, says(&done, ())).unwrap();
        assert_eq!(heard.recv(), Ok(()));
        drop(gate);
    }

    #[test]
    fn a_render_gives_way_until_a_listener_hears_something() {
        let workers = Workers::new(1);
        let (said, order) = mpsc::channel();
        let (gate, wait) = mpsc::channel::<()>();
        let listener = said.clone();
        let sentence = move |running: &Running<'_>| {
            listener.send("a listener waits").unwrap();
            let _ = wait.recv();
            listener.send("and hears").unwrap();
            running.is_heard();
        };
        let (begin, begun) = mpsc::channel::<()>();
        let render = move |running: &Running<'_>| {
            let _ = begun.recv();
            running.give_way();
            said.send("the render goes on").unwrap();
        };
        workers.submit(Priority::Rendering, render).unwrap();
        workers.submit(Priority::Waiting, sentence).unwrap();
        assert_eq!(order.recv(), Ok("a listener waits"));
        drop(begin);
        assert!(order.recv_timeout(Duration::from_millis(50)).is_err());
        drop(gate);
        let rest: Vec<_> = order.iter().collect();
        assert_eq!(rest, ["and hears", "the render goes on"]);
    }

    #[test]
    fn a_full_queue_says_so_and_keeps_room_for_listeners() {
        let (workers, gates) = held();
        let fill = |priority, count| {
            for _ in 0..count {
                workers.submit(priority, |_| ()).unwrap();
            }
            workers.submit(priority, |_| ())
        };
        let refused = Err(SpeechError::Overloaded);
        assert_eq!(fill(Priority::Rendering, queue::ROOM_BEHIND), refused);
        let left = queue::ROOM - queue::ROOM_BEHIND;
        assert_eq!(fill(in_seconds(0), left), refused);
        drop(gates);
    }
}
