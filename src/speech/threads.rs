//! The threads that inference runs on.

use std::sync::{Arc, OnceLock};

use rten::ThreadPool;

use super::Effort;

/// The threads that a run uses: one of each worker's own, or all cores.
pub(super) fn threads(effort: Effort) -> Arc<ThreadPool> {
    thread_local! {
        /// A worker thread runs its inference on one thread that belongs to it.
        static OWN: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
    }
    static ALL: OnceLock<Arc<ThreadPool>> = OnceLock::new();
    match effort {
        Effort::Shared => OWN.with(Arc::clone),
        Effort::AllCores => Arc::clone(ALL.get_or_init(|| {
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            Arc::new(ThreadPool::with_num_threads(cores))
        })),
    }
}
