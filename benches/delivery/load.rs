//! The load: wrk, which asks for ranges over open connections.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

/// Bytes of a range.
const RANGE: u64 = 64 << 10;
/// Connections that stay open: as many as a small site has listeners who read at one moment.
const CONNECTIONS: &str = "16";
/// Seconds of a run.
const SECONDS: &str = "5";
/// Ticks of a second in which the kernel counts processor time for others (`USER_HZ`).
const TICKS: f64 = 100.0;

/// What one run measured.
#[derive(Clone, Copy)]
pub(super) struct Rate {
    /// Requests a second.
    pub(super) requests: f64,
    /// The part of its one core that the generator took: near 1, it is the bottleneck.
    busy: f64,
}

impl Rate {
    /// The run in the middle.
    pub(super) fn median(mut rates: Vec<Self>) -> Self {
        rates.sort_by(|a, b| a.requests.total_cmp(&b.requests));
        rates[rates.len() / 2]
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { requests, busy } = self;
        let megabytes = requests * RANGE as f64 / 1e6;
        write!(out, "{requests:.0} requests/s, {megabytes:.0} MB/s")?;
        write!(out, " (the generator took {busy:.2} of its core)")
    }
}

/// A generator of requests for ranges of one file.
pub(super) struct Load {
    script: PathBuf,
}

impl Load {
    /// A generator for a file of `length` bytes, whose script is put into `folder`.
    pub(super) fn new(folder: &Path, length: u64) -> Result<Self> {
        let ranges = length / RANGE;
        ensure!(ranges > 1, "a file of {length} bytes has no ranges");
        let script = folder.join("ranges.lua");
        // Seven is coprime to the number of ranges of most files, so that all are asked for.
        let text = format!(
            "local n = 0
function request()
  n = (n + 7) % {ranges}
  local from = n * {RANGE}
  wrk.headers['Range'] = 'bytes=' .. from .. '-' .. (from + {RANGE} - 1)
  return wrk.format()
end
"
        );
        fs::write(&script, text)?;
        Ok(Self { script })
    }

    /// Asks the server at `address` for as many ranges as it gives.
    pub(super) fn run(&self, address: &str) -> Result<Rate> {
        let before = children_seconds()?;
        let output = Command::new("wrk")
            .args(["-t1", "-c", CONNECTIONS, "-d", SECONDS, "-s"])
            .arg(&self.script)
            .arg(address)
            .output()
            .context("no wrk (scripts/need.sh bench installs it)")?;
        let busy = children_seconds()? - before;
        let said = String::from_utf8(output.stdout)?;
        ensure!(
            output.status.success() && !said.contains("Non-2xx") && !said.contains("Socket errors"),
            "{said}"
        );
        let requests = said
            .lines()
            .find_map(|line| line.strip_prefix("Requests/sec:"));
        Ok(Rate {
            requests: requests.context("wrk gave no rate")?.trim().parse()?,
            busy: busy / SECONDS.parse::<f64>()?,
        })
    }
}

/// Processor time of the children of this process that have ended, in seconds.
fn children_seconds() -> Result<f64> {
    let status = fs::read_to_string("/proc/self/stat")?;
    // The name may have spaces; behind it, counted from 3, `cutime` is 16 and `cstime` 17.
    let (_, fields) = status.rsplit_once(')').context("no process status")?;
    let times = fields.split_whitespace().skip(13).take(2);
    let ticks: f64 = times.filter_map(|it| it.parse::<f64>().ok()).sum();
    Ok(ticks / TICKS)
}
