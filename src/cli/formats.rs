//! `hashiya formats`: what can be exported and imported, and whether a file of a format loses anything here.

use super::{import, source};
use crate::formats::{Choices, FORMATS, Format, WHOLE};
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Reads each file, writes it again in memory and says whether every byte is the same
    #[arg(long, num_args = 1.., value_name = "FILE", requires = "format")]
    check: Vec<PathBuf>,
    /// The format of the files
    #[arg(long, value_parser = super::readable, requires = "check")]
    format: Option<&'static Format>,
}

/// Runs the subcommand. The status is 1 when a file comes out differently, 2 when one cannot be read.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    match arguments.format {
        Some(format) if !arguments.check.is_empty() => check(format, &arguments.check, out),
        _ => list(out),
    }
}

fn list(out: &mut impl Write) -> std::io::Result<ExitCode> {
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

fn check(format: &Format, files: &[PathBuf], out: &mut impl Write) -> std::io::Result<ExitCode> {
    let (mut different, mut unread) = (false, false);
    for path in files {
        match source::read(path).and_then(|content| Ok((again(format, path, &content)?, content))) {
            Ok((again, content)) if again == content => writeln!(out, "{}: identical", path.display())?,
            Ok((again, content)) => {
                different = true;
                let same = content.split('\n').zip(again.split('\n')).take_while(|(a, b)| a == b).count();
                writeln!(out, "{}:{}: written differently", path.display(), same + 1)?;
            }
            Err(error) => {
                unread = true;
                super::complain(&error);
            }
        }
    }
    Ok(ExitCode::from(if unread { 2 } else { u8::from(different) }))
}

/// What becomes of a file that is read and written again: whole where the format allows it, else by way of the articles
/// in it.
fn again(format: &Format, path: &Path, content: &str) -> Result<String, String> {
    if let Some((_, rewrite)) = WHOLE.iter().find(|(name, _)| *name == format.name) {
        return rewrite(content).map_err(|problem| import::told(path, &problem));
    }
    let Some(write) = format.write else { return Err(format!("{} is never written", format.name)) };
    let articles = import::articles(format, path, content)?;
    let written = articles.iter().map(|article| write(article, Choices::default()).files.into_iter().next());
    Ok(written.flatten().map(|file| file.content).collect())
}
