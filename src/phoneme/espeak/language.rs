//! A language of the program: its children, and what is done when they fail.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::Refusal;
use super::child::Child;

/// Children of one language at most: more threads than these seldom ask at the same time.
const CHILDREN: usize = 4;

/// Failures after which a call is given up: the first of all texts, two of a text that the
/// program cannot say, and one more.
const FAILURES: u32 = 4;

/// How long a language that failed is left alone, so that a page of sentences does not wait for
/// each of them.
const REST: Duration = Duration::from_secs(10);

/// Bytes that are asked at once, see [`Child::ask`].
const AT_ONCE: usize = 8 * 1024;

/// What is added behind each text: its mark and two line ends.
const OVERHEAD: usize = 16;

/// The answer to each text; `None` where the program failed at it.
pub(super) type Answers = Vec<Option<Vec<String>>>;

/// A language, asked by many threads at once.
pub(super) struct Language {
    tag: String,
    children: Vec<Mutex<Option<Child>>>,
    /// The child that is waited for where all are busy.
    turn: AtomicUsize,
    /// The last failure of a whole call, and what it was.
    failed: Mutex<Option<(Instant, Refusal)>>,
}

impl Language {
    /// The language of the tag `tag`; nothing is started yet.
    pub(super) fn new(tag: &str) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            tag: tag.to_owned(),
            children: (0..cores.min(CHILDREN)).map(|_| Mutex::default()).collect(),
            turn: AtomicUsize::new(0),
            failed: Mutex::default(),
        }
    }

    /// How each of `texts` sounds; see [`super::Espeak::say`].
    pub(super) fn say(&self, program: &Path, texts: &[String]) -> Result<Answers, Refusal> {
        let failed = *self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, refusal)) = failed.filter(|(at, _)| at.elapsed() < REST) {
            return Err(refusal);
        }
        let answers = self.with_child(|child| {
            let mut asking = Asking {
                program,
                tag: &self.tag,
                child,
                failures: 0,
                started: false,
            };
            asking.all(texts)
        });
        let failed = answers.as_ref().err().map(|&why| (Instant::now(), why));
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = failed;
        answers
    }

    /// What `work` makes of a child that nobody else asks now.
    fn with_child<T>(&self, work: impl FnOnce(&mut Option<Child>) -> T) -> T {
        let free = self.children.iter().find_map(|child| child.try_lock().ok());
        let mut child = free.unwrap_or_else(|| {
            let turn = self.turn.fetch_add(1, Ordering::Relaxed) % self.children.len();
            self.children[turn]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        });
        work(&mut child)
    }
}

/// One call, with the failures that it has seen.
struct Asking<'a> {
    program: &'a Path,
    tag: &'a str,
    child: &'a mut Option<Child>,
    failures: u32,
    /// Whether the program has begun as it should.
    started: bool,
}

impl Asking<'_> {
    fn all(&mut self, texts: &[String]) -> Result<Answers, Refusal> {
        let mut answers = Answers::with_capacity(texts.len());
        for batch in batches(texts) {
            match self.ask(batch) {
                Some(all) => answers.extend(all.into_iter().map(Some)),
                None => answers.extend(batch.iter().map(|text| self.one(text))),
            }
        }
        if answers.iter().any(Option::is_some) || texts.is_empty() || self.is_well() {
            return Ok(answers);
        }
        tracing::warn!(lang = self.tag, "espeak-ng gave no answer");
        Err(if self.started {
            Refusal::Failing
        } else {
            Refusal::Unknown
        })
    }

    /// Whether the program answers what it always can: it failed at the texts, and not by itself.
    fn is_well(&mut self) -> bool {
        self.failures = self.failures.min(FAILURES - 1);
        self.started && self.ask(&["1".to_owned()]).is_some()
    }

    /// The answer to a text that the program may have failed at.
    fn one(&mut self, text: &String) -> Option<Vec<String>> {
        let text = std::slice::from_ref(text);
        let answer = self.ask(text).or_else(|| self.ask(text))?;
        answer.into_iter().next()
    }

    fn ask(&mut self, texts: &[String]) -> Option<Vec<Vec<String>>> {
        if self.failures >= FAILURES {
            return None;
        }
        if self.child.is_none() {
            *self.child = Child::start(self.program, self.tag);
        }
        self.started |= self.child.is_some();
        let answer = self.child.as_mut().and_then(|child| child.ask(texts));
        if answer.is_none() {
            self.failures += 1;
            *self.child = None;
        }
        answer
    }
}

/// `texts` in runs that may be asked at once.
fn batches(texts: &[String]) -> impl Iterator<Item = &[String]> {
    let mut rest = texts;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = rest.iter().take_while(|text| {
            bytes += text.len() + OVERHEAD;
            bytes <= AT_ONCE
        });
        let count = fits.count().max(1).min(rest.len());
        let (batch, behind) = rest.split_at(count);
        rest = behind;
        (!batch.is_empty()).then_some(batch)
    })
}
