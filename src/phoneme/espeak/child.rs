//! A child process that says how texts sound.
//!
//! A text goes in as a line, its clauses come back as a line each. Behind every text goes a
//! mark, sounds that no text has, whose own answer ends the text's. There are several marks,
//! taken in turn, so that an answer is never taken for that of another text.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{self, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

/// How long an answer may take; a loaded machine needs some 50 ms for the first one.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a byte of a text may take more: ten times what it does.
const A_BYTE: Duration = Duration::from_millis(5);

/// Words a minute, because the program makes the sound as well and then throws it away: at this
/// speed it takes half the time as at its own, beyond it far more. The phonemes are the same.
const SPEED: &str = "350";

/// Asked behind the texts in turn: phonemes by their names, which texts cannot hold (see
/// `plain`). The program spells out a word without a vowel, so no text sounds like them.
const MARKS: [&str; 4] = [
    "[[tttpttttpt]]",
    "[[ttpttttptt]]",
    "[[tptttptttt]]",
    "[[pttttttptp]]",
];

/// A running program that speaks one language.
pub(super) struct Child {
    process: process::Child,
    questions: ChildStdin,
    answers: Receiver<String>,
    /// What each of [`MARKS`] sounds like.
    marks: Vec<String>,
    /// The mark that is next.
    turn: usize,
}

impl Child {
    /// The program started with the voice of `lang`; `None` where it does not run, or not in
    /// the way that is expected.
    pub(super) fn start(program: &Path, lang: &str) -> Option<Self> {
        let process = Command::new(program)
            .args(["-q", "--ipa", "--tie", "-s", SPEED, "-v", lang])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut process = process.ok()?;
        let (questions, sounds) = (process.stdin.take()?, process.stdout.take()?);
        let (send, answers) = mpsc::channel();
        // Reading blocks, and a pipe has no time-out. The thread ends with the program.
        std::thread::spawn(move || {
            let mut lines = BufReader::new(sounds).split(b'\n');
            while let Some(Ok(line)) = lines.next() {
                let line = String::from_utf8_lossy(&line).trim().to_owned();
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        let mut child = Self {
            process,
            questions,
            answers,
            marks: Vec::new(),
            turn: 0,
        };
        child.marks = child.learn()?;
        Some(child)
    }

    /// What the marks sound like.
    fn learn(&mut self) -> Option<Vec<String>> {
        self.write(&MARKS.join("\n"))?;
        let until = Instant::now() + PATIENCE;
        let marks: Option<Vec<String>> = MARKS.iter().map(|_| self.read(until)).collect();
        let marks = marks?;
        let known = |at: usize| marks[at].is_empty() || marks[..at].contains(&marks[at]);
        (!(0..marks.len()).any(known)).then_some(marks)
    }

    /// The clauses that each of `texts` sounds like; `None` where the program died, hangs, or
    /// answers something else. It is of no more use then.
    ///
    /// Together the texts must be smaller than what a pipe holds (64 KiB on Linux, 16 elsewhere),
    /// or a program that does not read would block the caller.
    pub(super) fn ask(&mut self, texts: &[String]) -> Option<Vec<Vec<String>>> {
        // What is there now answers nothing that was asked.
        if self.answers.try_recv().is_ok() {
            return None;
        }
        let first = self.turn;
        let mut lines = String::new();
        for (at, text) in texts.iter().enumerate() {
            let mark = MARKS[(first + at) % MARKS.len()];
            lines.extend([text, "\n", mark, "\n"]);
        }
        self.write(lines.trim_end_matches('\n'))?;
        texts.iter().map(|text| self.answer(text)).collect()
    }

    /// The lines before the next mark: the answer to `text`.
    fn answer(&mut self, text: &str) -> Option<Vec<String>> {
        let until = Instant::now() + PATIENCE + A_BYTE * text.len() as u32;
        let mut lines = vec![];
        loop {
            let line = self.read(until)?;
            match self.marks.iter().position(|mark| *mark == line) {
                Some(mark) if mark == self.turn => break,
                Some(_) => return None,
                None => lines.push(unflagged(&line)),
            }
        }
        self.turn = (self.turn + 1) % MARKS.len();
        lines.retain(|line| !line.is_empty());
        Some(lines)
    }

    fn read(&mut self, until: Instant) -> Option<String> {
        let left = until.saturating_duration_since(Instant::now());
        self.answers.recv_timeout(left).ok()
    }

    fn write(&mut self, lines: &str) -> Option<()> {
        writeln!(self.questions, "{lines}").ok()?;
        self.questions.flush().ok()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The sounds without the names of languages that they change to: "(en)".
///
/// The tie stands between the letters of the name too.
fn unflagged(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut inside = false;
    for c in line.chars() {
        match c {
            '(' => inside = true,
            ')' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
