//! Requests for the protocol tests, in debug builds only: work of a chosen length, a panic, and the text as we have
//! it, none of which a real request can be relied on for.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::Url;
use tower_lsp::{LspService, LspServiceBuilder};

use super::backend::Backend;
use super::cancel::blocking;

/// Adds them to the service.
pub fn register(service: LspServiceBuilder<Backend>) -> LspServiceBuilder<Backend> {
    service
        .custom_method("hashiya/panic", Backend::panic)
        .custom_method("hashiya/busy", Backend::busy)
        .custom_method("hashiya/text", Backend::text)
}

/// How long to compute, and on which document's analysis.
#[derive(Deserialize)]
pub struct Busy {
    milliseconds: u64,
    uri: Option<Url>,
}

/// Where to panic: before the first await or on the blocking thread.
#[derive(Deserialize)]
pub struct Panic {
    blocking: bool,
}

/// Which document to show.
#[derive(Deserialize)]
pub struct Show {
    uri: Url,
}

/// A document as the server has it.
#[derive(Serialize)]
pub struct Shown {
    text: String,
    version: i32,
    language: String,
}

impl Backend {
    async fn panic(&self, params: Panic) -> Result<()> {
        assert!(params.blocking, "asked to panic at once");
        blocking(|_| panic!("asked to panic while working")).await
    }

    /// Computes until the time is over or the request was cancelled; true in the first case. On a document it holds
    /// the engine, as a long analysis does. A notification says that it has begun.
    async fn busy(&self, params: Busy) -> Result<bool> {
        let buffer = params.uri.and_then(|uri| self.session.buffer(&uri));
        let outbox = self.session.outbox.clone();
        blocking(move |cancelled| {
            let _engine = buffer.as_ref().map(|buffer| buffer.engine.lock());
            outbox.notify("hashiya/busy", ());
            let end = Instant::now() + Duration::from_millis(params.milliseconds);
            while Instant::now() < end {
                if cancelled.is_set() {
                    return false;
                }
            }
            true
        })
        .await
    }

    #[expect(clippy::unused_async, reason = "the router takes async methods")]
    async fn text(&self, params: Show) -> Result<Option<Shown>> {
        Ok(self.session.buffer(&params.uri).map(|buffer| {
            let text = buffer.text.lock();
            Shown { text: text.rope.to_string(), version: text.version, language: text.language.clone() }
        }))
    }
}

/// The service with the probes of a debug build.
pub fn build(init: impl FnOnce() -> Backend) -> (LspService<Backend>, tower_lsp::ClientSocket) {
    register(LspService::build(|_| init())).finish()
}
