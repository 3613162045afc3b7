//! Everything that goes to the client: a queue without bound and one thread that writes it.
//!
//! Sending never blocks. A client that stops reading while it sends a thousand messages would otherwise fill the pipe,
//! stop our writer, then our handlers, then our reader, and both sides would wait for ever.

use std::io::Write;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use serde::Serialize;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// A handle to the queue; clones are cheap.
#[derive(Clone, Debug)]
pub struct Outbox {
    queue: Sender<Outgoing>,
}

#[derive(Debug)]
enum Outgoing {
    Body(Vec<u8>),
    /// Answered once everything before it was written.
    Flushed(Sender<()>),
}

#[derive(Serialize)]
struct Notification<'a, P> {
    jsonrpc: &'static str,
    method: &'a str,
    params: P,
}

impl Outbox {
    /// Starts the thread that writes to `output`.
    pub fn start(output: impl Write + Send + 'static) -> Self {
        let (queue, outgoing) = channel();
        thread::spawn(move || write(output, &outgoing));
        Self { queue }
    }

    /// Sends a notification.
    pub fn notify(&self, method: &str, params: impl Serialize) {
        self.send(&Notification { jsonrpc: "2.0", method, params });
    }

    /// Sends the diagnostics of a document, which are JSON already: they are copied and not read again.
    pub fn publish(&self, uri: &str, version: Option<i32>, diagnostics: &str) {
        let uri = serde_json::Value::from(uri);
        let version = version.map_or_else(String::new, |version| format!("\"version\":{version},"));
        let body = format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{{"uri":{uri},{version}"diagnostics":{diagnostics}}}}}"#
        );
        let _ = self.queue.send(Outgoing::Body(body.into_bytes()));
    }

    /// Answers a request.
    pub fn respond(&self, response: &Response) {
        self.send(response);
    }

    /// Answers a request with an error.
    pub fn refuse(&self, id: Id, error: Error) {
        self.send(&Response::from_error(id, error));
    }

    /// Sends a request of ours; its answer comes in through the transport.
    pub fn request(&self, request: &Request) {
        self.send(request);
    }

    /// Waits until everything sent so far was written, but no longer than `limit`: the client may not be reading.
    pub fn flush(&self, limit: Duration) {
        let (done, flushed) = channel();
        if self.queue.send(Outgoing::Flushed(done)).is_ok() {
            // A timeout and a dead writer mean the same here: nothing more will be written.
            let _ = flushed.recv_timeout(limit);
        }
    }

    fn send(&self, message: &impl Serialize) {
        match serde_json::to_vec(message) {
            Ok(body) => drop(self.queue.send(Outgoing::Body(body))),
            Err(error) => tracing::error!("a message could not be written as JSON: {error}"),
        }
    }
}

/// Writes until the output fails; then the queue is emptied unwritten, since the end of input will end us soon.
fn write(mut output: impl Write, outgoing: &Receiver<Outgoing>) {
    let mut broken = false;
    while let Ok(item) = outgoing.recv() {
        match item {
            Outgoing::Body(body) => {
                if !broken && frame(&mut output, &body).is_err() {
                    broken = true;
                    tracing::warn!("the client has closed our output");
                }
            }
            Outgoing::Flushed(done) => drop(done.send(())),
        }
    }
}

fn frame(output: &mut impl Write, body: &[u8]) -> std::io::Result<()> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    output.write_all(&frame)?;
    output.flush()
}
