//! The `hashiya` binary: arguments, logging, exit status; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    hashiya::cli::run()
}
