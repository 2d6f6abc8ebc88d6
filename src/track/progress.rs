//! How far the work on a track is, and who is to be told.

use tokio::sync::watch;

use crate::speech::SpeechError;

/// How far the work on a track is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is true or not beside any of the others"
)]
pub struct Stage {
    /// Whether its first seconds were asked for.
    opened: bool,
    /// Whether somebody plans it now.
    planning: bool,
    /// Whether every length is known.
    pub planned: bool,
    /// Whether somebody renders it now.
    pub rendering: bool,
    /// Sentences that this render has made or found.
    pub made: usize,
    /// Whether every sentence is made and stored.
    pub rendered: bool,
    /// Why the last plan or render came to nothing.
    pub failed: Option<SpeechError>,
}

/// The stage of a track; whoever begins some work is told whether another one was sooner.
#[derive(Debug, Default)]
pub struct Progress(watch::Sender<Stage>);

impl Progress {
    /// The stage, and every later one.
    pub fn watch(&self) -> watch::Receiver<Stage> {
        self.0.subscribe()
    }

    /// The stage now.
    pub fn stage(&self) -> Stage {
        self.0.borrow().clone()
    }

    /// Marks that its first seconds are made; `false` where they were before.
    pub fn begin_opening(&self) -> bool {
        self.begin(|stage| !std::mem::replace(&mut stage.opened, true))
    }

    /// Marks the beginning of a plan; `false` where one is under way.
    pub fn begin_plan(&self) -> bool {
        self.begin(|stage| !std::mem::replace(&mut stage.planning, true))
    }

    /// Marks the end of a plan.
    pub fn end_plan(&self, end: &Result<(), SpeechError>) {
        self.0.send_modify(|stage| {
            stage.planning = false;
            stage.failed = end.clone().err();
        });
    }

    /// Marks that every length is known.
    pub fn planned(&self) {
        self.0
            .send_if_modified(|stage| !std::mem::replace(&mut stage.planned, true));
    }

    /// Marks the beginning of a render; `false` where one is under way or done.
    pub fn begin_render(&self) -> bool {
        self.begin(|stage| {
            let begins = !stage.rendered && !stage.rendering;
            if begins {
                (stage.rendering, stage.made) = (true, 0);
            }
            begins
        })
    }

    /// Marks that a render has one sentence more.
    pub fn made(&self) {
        self.0.send_modify(|stage| stage.made += 1);
    }

    /// Marks the end of a render.
    pub fn end_render(&self, end: &Result<(), SpeechError>) {
        self.0.send_modify(|stage| {
            stage.rendering = false;
            stage.rendered = end.is_ok();
            stage.failed = end.clone().err();
        });
    }

    fn begin(&self, begin: impl FnOnce(&mut Stage) -> bool) -> bool {
        self.0.send_if_modified(begin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_is_begun_once_and_again_where_it_failed() {
        let progress = Progress::default();
        assert!(progress.begin_render());
        assert!(!progress.begin_render());
        progress.made();
        progress.end_render(&Err(SpeechError::Overloaded));
        assert_eq!(progress.stage().failed, Some(SpeechError::Overloaded));
        assert!(progress.begin_render());
        assert_eq!(progress.stage().made, 0);
        progress.end_render(&Ok(()));
        assert!(!progress.begin_render());
        assert!(progress.stage().rendered);
    }

    #[test]
    fn who_watches_is_told_of_what_changes_only() {
        let progress = Progress::default();
        let mut watch = progress.watch();
        assert!(progress.begin_plan());
        assert!(watch.has_changed().unwrap());
        watch.mark_unchanged();
        assert!(!progress.begin_plan());
        assert!(!watch.has_changed().unwrap());
    }
}
