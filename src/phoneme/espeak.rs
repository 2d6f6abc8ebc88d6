//! The `espeak-ng` program, where it is installed: how words of other languages sound.
//!
//! It is a program of its own (GPL-3), kept running as a child process per language: a word
//! takes a millisecond, a start thirty. Words go in a line each, their sounds come back a line
//! each, and a line that is known in advance marks the end of the answer.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

/// Bytes of the longest word that is asked; longer ones are no words.
const LONGEST: usize = 96;

/// How long an answer may take; a loaded machine needs some 50 ms for the first one.
const PATIENCE: Duration = Duration::from_secs(2);

/// Starts after which a language is given up until the next start of this program.
const STARTS: u32 = 3;

/// Asked behind every word: its answer marks the end. No word sounds like several numbers.
const END: &str = "10 30 10";

/// The program, asked by one caller at a time.
pub(super) struct Espeak {
    program: PathBuf,
    voices: Mutex<HashMap<String, Voice>>,
}

/// A language of the program.
#[derive(Default)]
struct Voice {
    running: Option<Running>,
    starts: u32,
}

/// A child process that speaks one language.
struct Running {
    child: Child,
    words: ChildStdin,
    sounds: Receiver<String>,
    /// What [`END`] sounds like.
    end: String,
}

impl Espeak {
    /// The program that is installed on this machine, looked for once.
    pub(super) fn installed() -> Option<&'static Self> {
        static INSTALLED: LazyLock<Option<Espeak>> =
            LazyLock::new(|| Some(Espeak::new(on_path("espeak-ng")?)));
        INSTALLED.as_ref()
    }

    fn new(program: PathBuf) -> Self {
        Self {
            program,
            voices: Mutex::default(),
        }
    }

    /// How `word` sounds in the language `lang`, in the IPA; blocks for about a millisecond.
    ///
    /// `None` where the program does not know the language, fails, or finds nothing to say.
    pub(super) fn ipa(&self, word: &str, lang: &str) -> Option<String> {
        let fits = |c: char| c.is_alphabetic() || c == '\'' || c == '’' || c == '-';
        let is_word = word.len() <= LONGEST && word.contains(char::is_alphabetic);
        if !is_word || !word.chars().all(|c| fits(c) || is_mark(c)) {
            return None;
        }
        let lang = lang.replace('_', "-").to_lowercase();
        let mut voices = self.voices.lock().unwrap_or_else(PoisonError::into_inner);
        let voice = voices.entry(lang.clone()).or_default();
        let sounds = voice.ask(&self.program, &lang, word)?;
        // It names the language where it changes to another one: "(en)".
        let bare: Vec<&str> = (sounds.split(' '))
            .filter(|part| !part.starts_with('('))
            .collect();
        let bare = bare.join(" ").trim().to_owned();
        (!bare.is_empty()).then_some(bare)
    }
}

/// Whether `c` is an accent that stands on the letter before it, or joins letters.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x591..=0x5C7 | 0x64B..=0x65F | 0x900..=0xDFF | 0x200C..=0x200D)
}

impl Voice {
    fn ask(&mut self, program: &Path, lang: &str, word: &str) -> Option<String> {
        if self.running.is_none() && self.starts < STARTS {
            self.starts += 1;
            self.running = Running::start(program, lang);
        }
        let answer = self.running.as_mut()?.ask(word);
        if answer.is_none() {
            tracing::warn!(lang, "espeak-ng gave no answer and is stopped");
            self.running = None;
        }
        answer.map(|lines| lines.join(" "))
    }
}

impl Running {
    fn start(program: &Path, lang: &str) -> Option<Self> {
        let child = Command::new(program)
            .args(["-q", "--ipa", "-v", lang])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.ok()?;
        let (words, sounds) = (child.stdin.take()?, child.stdout.take()?);
        let (send, receive) = mpsc::channel();
        // Reading blocks, and a pipe has no time-out. The thread ends with the program.
        std::thread::spawn(move || {
            let lines = BufReader::new(sounds).lines();
            for line in lines.map_while(Result::ok) {
                if send.send(line.trim().to_owned()).is_err() {
                    break;
                }
            }
        });
        let mut running = Self {
            child,
            words,
            sounds: receive,
            end: String::new(),
        };
        running.say(END)?;
        running.end = running.sounds.recv_timeout(PATIENCE).ok()?;
        Some(running)
    }

    /// The lines that `word` sounds like.
    fn ask(&mut self, word: &str) -> Option<Vec<String>> {
        self.say(word)?;
        self.say(END)?;
        let mut lines = vec![];
        loop {
            let line = self.sounds.recv_timeout(PATIENCE).ok()?;
            if line == self.end {
                return Some(lines);
            }
            lines.push(line);
        }
    }

    fn say(&mut self, text: &str) -> Option<()> {
        writeln!(self.words, "{text}").ok()?;
        self.words.flush().ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The file of the program `name` in one of the folders of `PATH`.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut files = std::env::split_paths(&path).map(|folder| folder.join(name));
    files.find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program that does what the shell `script` says.
    ///
    /// Another process writes it: a file that is open for writing here, and so in the children
    /// of other tests, cannot be run.
    fn program(folder: &Path, script: &str) -> Espeak {
        let file = folder.join("espeak-ng");
        let written = Command::new("sh")
            .args([
                "-c",
                "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2\" && chmod +x \"$2\"",
                "sh",
            ])
            .args([script.as_ref(), file.as_os_str()])
            .status();
        assert!(written.unwrap().success());
        Espeak::new(file)
    }

    #[test]
    fn words_come_back_one_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let echo = "while read -r line; do echo \" $line\"; done";
        let espeak = program(folder.path(), echo);
        assert_eq!(espeak.ipa("maison", "fr"), Some("maison".into()));
        assert_eq!(espeak.ipa("l’eau", "fr"), Some("l’eau".into()));
    }

    /// With the program itself, which `make test` installs where it may.
    #[test]
    fn words_of_other_languages_sound_as_they_do_there() {
        let Some(espeak) = Espeak::installed() else {
            eprintln!("espeak-ng is not installed: nothing was tried with it");
            return;
        };
        let cases = [
            ("maison", "fr", "mɛzɔ̃"),
            ("vino", "it", "vino"),
            ("gracias", "es", "ɡɾaθjas"),
        ];
        for (word, lang, sounds) in cases {
            let plain = espeak.ipa(word, lang).unwrap_or_default();
            let plain = plain.replace(['ˈ', 'ˌ'], "");
            assert_eq!(plain, sounds, "{word} in {lang}");
        }
    }

    #[test]
    fn an_answer_of_several_lines_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let lines = "while read -r line; do case $line in 10*) echo end;; *) echo one; echo \"(en) two (fr)\";; esac; done";
        let espeak = program(folder.path(), lines);
        assert_eq!(espeak.ipa("un", "fr"), Some("one two".into()));
        assert_eq!(espeak.ipa("deux", "fr"), Some("one two".into()));
    }

    #[test]
    fn what_is_no_word_is_never_given_to_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let espeak = program(folder.path(), "while read -r line; do echo $line; done");
        for text in [
            "",
            "a b",
            "a\nb",
            "<b>",
            "12",
            "-",
            &"a".repeat(LONGEST + 1),
        ] {
            assert_eq!(espeak.ipa(text, "fr"), None, "{text:?}");
        }
    }

    #[test]
    fn a_program_that_dies_is_started_again_and_given_up_at_last() {
        let folder = tempfile::tempdir().unwrap();
        let starts = folder.path().join("starts");
        let script = format!(
            "echo start >> {}\nread -r line; echo end; read -r line; exit 1",
            starts.display()
        );
        let espeak = program(folder.path(), &script);
        for _ in 0..6 {
            assert_eq!(espeak.ipa("mot", "fr"), None);
        }
        let starts = std::fs::read_to_string(starts).unwrap();
        assert_eq!(starts.lines().count(), STARTS as usize);
    }

    #[test]
    fn an_unknown_language_has_no_answer() {
        let folder = tempfile::tempdir().unwrap();
        let espeak = program(folder.path(), "exit 1");
        assert_eq!(espeak.ipa("mot", "xx"), None);
    }
}
