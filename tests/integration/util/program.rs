//! The built program, run as a person runs it.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Variables that decide what the program does; a test sets those that it means.
const VARIABLES: &[&str] = &[
    "ALOUD_DATA",
    "ALOUD_VOICE",
    "ALOUD_LISTEN",
    "ALOUD_CONFIG",
    "ALOUD_SITES",
    "ALOUD_LOG",
    "ALOUD_VERBOSITY",
];

/// A call of the program that has not begun.
pub(crate) struct Program {
    command: Command,
}

/// How a call of the program ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// `None` where it was killed.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// `aloud ARGUMENTS…` with its data in the folder `data`.
pub(crate) fn aloud(data: &Path, arguments: &[&str]) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aloud"));
    for name in VARIABLES {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .env("ALOUD_DATA", data)
        .stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    Program { command }
}

impl Program {
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Reads its standard input from the file at `path`.
    pub(crate) fn stdin(mut self, path: &Path) -> Self {
        self.command.stdin(std::fs::File::open(path).unwrap());
        self
    }

    /// Runs it to its end.
    pub(crate) fn run(mut self) -> Ran {
        let output = self.command.output().unwrap();
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs it to its end, while nobody reads its standard output.
    pub(crate) fn run_unheard(mut self) -> Ran {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        self.command.stdout(writer);
        self.run()
    }

    /// Starts it and leaves it running.
    pub(crate) fn start(mut self) -> Child {
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        self.command.spawn().unwrap()
    }

    /// Starts the service and waits until it listens.
    #[track_caller]
    pub(crate) fn serve(mut self) -> Service {
        let mut child = self.command.spawn().unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let Some(address) = line.trim().strip_prefix("listening on ") else {
            let mut err = String::new();
            child
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut err)
                .unwrap();
            panic!("it does not listen: {line}{err}");
        };
        Service {
            address: address.to_owned(),
            child,
        }
    }
}

impl Ran {
    /// The one line on standard error of a call that failed with `code` and printed no result.
    #[track_caller]
    pub(crate) fn failed(&self, code: i32) -> &str {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        let line = self.err.strip_suffix('\n').unwrap_or(&self.err);
        assert!(
            line.starts_with("aloud: ") && !line.contains('\n'),
            "{self:?}"
        );
        line
    }

    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:?}");
        self
    }
}

/// `aloud serve` in a process of its own, killed when the test lets go of it.
pub(crate) struct Service {
    /// `http://127.0.0.1:PORT`
    pub(crate) address: String,
    child: Child,
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
