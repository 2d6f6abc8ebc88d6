//! The command line of Aloud. Results go to standard output, progress and logs to standard error.
#![expect(clippy::print_stderr, reason = "this is the program that prints")]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
