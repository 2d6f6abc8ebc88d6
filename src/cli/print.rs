//! Results, on standard output.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write as _};

use super::exit::{Exit, Outcome};

/// Nothing, or why the command ends: `text` and a line's end are written, and not held back.
///
/// Who reads may have seen enough (`aloud text PAGE | head`), which is no failure.
pub(crate) fn line(text: impl Display) -> Outcome {
    let mut out = io::stdout().lock();
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    written.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Exit::Unheard,
        _ => Exit::failed(error).about("standard output"),
    })
}

/// The same for a command whose work counts whether or not anybody reads of it.
pub(crate) fn notice(text: impl Display) -> Outcome {
    match line(text) {
        Err(Exit::Unheard) => Ok(()),
        outcome => outcome,
    }
}
