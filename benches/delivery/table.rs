//! The table: what is asked beside what was measured.

use std::time::Duration;

/// Prints what is measured next, with how busy the machine is: others' work makes it slower.
pub(super) fn heading(what: &str) {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    println!("\n{what} (load of the machine before: {load})");
    println!("  {:<44} {:<22} measured", "", "asked");
}

/// Prints a row.
pub(super) fn row(what: &str, asked: &str, measured: &str) {
    println!("  {what:<44} {asked:<22} {measured}");
}

/// Durations of one thing.
#[derive(Default)]
pub(super) struct Times(Vec<Duration>);

impl Times {
    /// The one that `part` of all are not longer than: 0.5 is the median.
    pub(super) fn quantile(&self, part: f64) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort();
        let rank = (part * sorted.len() as f64).ceil() as usize;
        let found = sorted.get(rank.saturating_sub(1));
        found.copied().unwrap_or_default()
    }

    /// Median and 95th percentile.
    pub(super) fn shown(&self) -> String {
        let [median, most] = [0.5, 0.95].map(|part| self.quantile(part).as_millis());
        format!("{median} / {most} ms")
    }
}

impl FromIterator<Duration> for Times {
    fn from_iter<I: IntoIterator<Item = Duration>>(times: I) -> Self {
        Self(times.into_iter().collect())
    }
}
