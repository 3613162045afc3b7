//! The log: to standard error, at the level `HASHIYA_LOG` names (off, error, warn, info, debug, trace).
//!
//! An editor that never reads our standard error must not stop us once the pipe is full. So lines are queued for a
//! thread of their own, and dropped when it cannot keep up.

use std::io::{self, Write};
use std::sync::mpsc::{Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;

/// Lines that may wait.
const QUEUE: usize = 1024;
/// How long the last lines may take to be written.
const LAST_LINES: Duration = Duration::from_millis(10);

/// The running log.
pub struct Log {
    lines: SyncSender<Line>,
}

enum Line {
    Text(Vec<u8>),
    Flushed(Sender<()>),
}

/// Starts the log of this process, panics included.
pub fn start() -> Log {
    let (lines, queue) = sync_channel(QUEUE);
    thread::spawn(move || {
        let mut stderr = io::stderr();
        for line in queue {
            match line {
                // A closed standard error leaves nobody to tell.
                Line::Text(text) => drop(stderr.write_all(&text)),
                Line::Flushed(done) => drop(done.send(())),
            }
        }
    });
    let level = std::env::var("HASHIYA_LOG").ok().and_then(|level| level.parse().ok());
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level.unwrap_or(LevelFilter::WARN))
        .with_ansi(false)
        .with_writer(Lines(lines.clone()))
        .finish();
    // Fails only when a log was started before, and then that one serves.
    let _ = tracing::subscriber::set_global_default(subscriber);
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    Log { lines }
}

impl Log {
    /// Gives the last lines a moment to be written.
    pub fn finish(self) {
        let (done, flushed) = channel();
        if self.lines.try_send(Line::Flushed(done)).is_ok() {
            let _ = flushed.recv_timeout(LAST_LINES);
        }
    }
}

struct Lines(SyncSender<Line>);

impl<'a> MakeWriter<'a> for Lines {
    type Writer = LineWriter;

    fn make_writer(&'a self) -> LineWriter {
        LineWriter(self.0.clone())
    }
}

struct LineWriter(SyncSender<Line>);

impl Write for LineWriter {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // Full or closed: the line is lost, the server is not.
        let _ = self.0.try_send(Line::Text(line.to_vec()));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
