//! `hashiya formats`: what can be exported and imported.

use crate::formats::FORMATS;
use std::io::Write;
use std::process::ExitCode;

/// Runs the subcommand.
pub fn run(out: &mut impl Write) -> std::io::Result<ExitCode> {
    for format in FORMATS {
        let ways = match (format.write.is_some(), format.read.is_some()) {
            (true, true) => "export, import",
            (true, false) => "export",
            _ => "import",
        };
        writeln!(out, "{:<16} {ways:<15} .{:<10} {}", format.name, format.endings[0], format.about)?;
    }
    Ok(ExitCode::SUCCESS)
}
