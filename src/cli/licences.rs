//! `hashiya licences`: the notices of the data in the binary, which their licences ask to travel with it.

use std::io::{self, Write};
use std::process::ExitCode;

/// Runs the subcommand.
pub fn run(out: &mut impl Write) -> io::Result<ExitCode> {
    out.write_all(include_bytes!("../../seeds/NOTICE.md"))?;
    Ok(ExitCode::SUCCESS)
}
