//! The `hashiya` binary: arguments, logging, exit status; nothing else.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    hashiya::cli::run()
}
