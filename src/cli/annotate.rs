//! `hashiya annotate`: an article with its tags, or a stream of articles with their records.

use super::source::{self, Choices, Shared};
use crate::formats::offsets::Unit;
use crate::formats::stream;
use crate::tags::{self, Dialect, Label};
use crate::temporal::Published;
use crate::text::{Span, apply};
use clap::{Args, ValueEnum};
use rustc_hash::FxHashSet;
use std::fs;
use std::io::{BufRead, Write};
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The article
    #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl")]
    file: Option<PathBuf>,
    /// The dialect of the tags: nitf, tei, html or markdown
    #[arg(long, value_parser = super::dialect)]
    dialect: Option<Dialect>,
    /// The publication date, when the article does not say it
    #[arg(long, value_parser = super::published)]
    published: Option<Published>,
    /// Read one JSON object a line from standard input, write one a line
    #[arg(long)]
    jsonl: bool,
    /// The unit of the offsets in the stream: codepoints, utf8 or utf16
    #[arg(long, value_parser = super::unit, default_value = "codepoints", requires = "jsonl")]
    offsets: Unit,
    /// Whether a line that cannot be read makes the exit status 1
    #[arg(long, value_enum, default_value_t = BadLines::Fail, requires = "jsonl")]
    bad_lines: BadLines,
    /// Skip the ids that this output of an earlier run already has
    #[arg(long, value_name = "OUT.jsonl", requires = "jsonl")]
    resume: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
enum BadLines {
    Fail,
    Ok,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    match &arguments.file {
        Some(path) => {
            let choices = Choices { published: arguments.published, dialect: arguments.dialect };
            match source::article(path, choices, &Shared::default()) {
                Ok(article) => {
                    let targets: Vec<(Span, Label)> = article
                        .document
                        .mentions()
                        .filter(|m| m.shown && !m.tagged)
                        .map(|m| (m.span, m.label()))
                        .collect();
                    let markup = tags::scan(&article.text, article.syntax, tags::Region::default());
                    let tagged = tags::tag(&article.text, &markup, article.dialect, &targets);
                    out.write_all(apply(&article.text, &tagged.edits).as_bytes())?;
                    Ok(ExitCode::SUCCESS)
                }
                Err(error) => {
                    super::complain(&error);
                    Ok(ExitCode::from(2))
                }
            }
        }
        None => stream(arguments, out),
    }
}

/// Answers the stream on all cores. The queue holds a few lines per core, so memory does not grow with the input,
/// and each line has its own reply channel, so the order is kept. Output is flushed whenever the writer would
/// have to wait.
fn stream(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let done = match &arguments.resume {
        Some(path) => match ids_of(path) {
            Ok(ids) => ids,
            Err(error) => {
                super::complain(&error);
                return Ok(ExitCode::from(2));
            }
        },
        None => FxHashSet::default(),
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let unit = arguments.offsets;
    let (job_sender, jobs) = crossbeam_channel::bounded::<Job>(workers * 2);
    let (reply_sender, replies) = mpsc::sync_channel::<mpsc::Receiver<(String, bool)>>(workers * 4);
    let mut all_good = true;
    let mut read_error = None;
    thread::scope(|scope| -> std::io::Result<()> {
        let reader = scope.spawn(move || read_jobs(&job_sender, &reply_sender, &done));
        for _ in 0..workers {
            let jobs = jobs.clone();
            scope.spawn(move || {
                for job in jobs {
                    // The writer may be gone when standard output was closed.
                    let _ = job.reply.send(answer(&job, unit));
                }
            });
        }
        drop(jobs);
        write_replies(out, &replies, &mut all_good)?;
        drop(replies);
        read_error = reader.join().ok().and_then(Result::err);
        Ok(())
    })?;
    if let Some(error) = read_error {
        super::complain(&format!("standard input: {error}"));
        return Ok(ExitCode::from(2));
    }
    Ok(if all_good || arguments.bad_lines == BadLines::Ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Job {
    line: String,
    number: usize,
    reply: mpsc::SyncSender<(String, bool)>,
}

fn read_jobs(
    jobs: &crossbeam_channel::Sender<Job>,
    replies: &mpsc::SyncSender<mpsc::Receiver<(String, bool)>>,
    done: &FxHashSet<String>,
) -> std::io::Result<()> {
    let mut input = std::io::stdin().lock();
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        // A line that is no UTF-8 is a bad line like any other: its replacement characters make it no JSON string
        // only by chance, so it is refused here.
        let line = match std::str::from_utf8(&bytes) {
            Ok(line) => line.trim().to_owned(),
            Err(_) => "\u{fffd}".to_owned(),
        };
        if line.is_empty() || (!done.is_empty() && id_of(&line).is_some_and(|id| done.contains(&id))) {
            continue;
        }
        let (reply, receiver) = mpsc::sync_channel(1);
        // Either end gone means that the writer stopped: there is nobody to read for.
        if replies.send(receiver).is_err() || jobs.send(Job { line, number, reply }).is_err() {
            break;
        }
    }
    Ok(())
}

fn write_replies(
    out: &mut impl Write,
    replies: &mpsc::Receiver<mpsc::Receiver<(String, bool)>>,
    all_good: &mut bool,
) -> std::io::Result<()> {
    let out = &mut std::io::BufWriter::new(out);
    loop {
        let Some(reply) = next(out, replies)? else { break };
        let Some(answered) = next(out, &reply)? else { continue };
        *all_good &= answered.1;
        writeln!(out, "{}", answered.0)?;
    }
    out.flush()
}

/// The next item of a channel. What was written is flushed before waiting for it: whoever reads us may write the next
/// line only once it has our answer.
fn next<T>(out: &mut impl Write, channel: &mpsc::Receiver<T>) -> std::io::Result<Option<T>> {
    if let Ok(item) = channel.try_recv() {
        return Ok(Some(item));
    }
    out.flush()?;
    Ok(channel.recv().ok())
}

/// The answer to a line. The core promises not to panic; a line that makes it break the promise is a bad line.
fn answer(job: &Job, unit: Unit) -> (String, bool) {
    catch_unwind(AssertUnwindSafe(|| stream::answer(&job.line, job.number, unit))).unwrap_or_else(|_| {
        let error = "this text made Hashiya fail; please report it";
        (serde_json::json!({ "error": error, "line": job.number }).to_string(), false)
    })
}

/// The ids of an earlier output, as JSON text.
fn ids_of(path: &PathBuf) -> Result<FxHashSet<String>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.lines().filter_map(id_of).collect())
}

fn id_of(line: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Id {
        id: serde_json::Value,
    }
    serde_json::from_str::<Id>(line).ok().map(|line| line.id.to_string())
}
