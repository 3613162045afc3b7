//! One file per request: convert in, ask the core, convert out.

mod add_record;
pub mod code_action;
pub mod completion;
pub mod definition;
pub mod diagnostic;
pub mod execute_command;
pub mod hover;
pub mod initialize;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::Url;

use super::cancel::{Cancelled, blocking};
use super::session::Session;
use super::worker::Engine;

/// Asks the analysis of the document `uri` a question, on a thread that may block, once it has caught up with the
/// text as it is now. `None` for a document that is not open.
///
/// Only this document is waited for. When its analysis has moved on to a later text in the meantime, the question no
/// longer makes sense: the places in it were counted in a text that is gone, so the client is told, and asks again if
/// it still cares.
pub async fn ask<T, F>(session: &Session, uri: &Url, question: F) -> Result<Option<T>>
where
    T: Send + 'static,
    F: FnOnce(&mut Engine, &Cancelled) -> Option<T> + Send + 'static,
{
    // Before the first await: this is the text as of the request's place on the wire.
    let Some(buffer) = session.buffer(uri) else { return Ok(None) };
    let revision = buffer.text.lock().revision;
    buffer.analysed(revision).await;
    blocking(move |cancelled| {
        let mut engine = buffer.engine.lock();
        // The lock may have been long in coming, and nobody may be waiting any more.
        if cancelled.is_set() {
            return Err(Error::request_cancelled());
        }
        if engine.revision == revision && !buffer.text.lock().closed {
            Ok(question(&mut engine, cancelled))
        } else {
            Err(Error::content_modified())
        }
    })
    .await?
}
