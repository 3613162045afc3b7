//! The table from method to handler.
//!
//! The transport polls every handler once, in wire order, before it looks at the next message. So whatever a handler
//! does before its first await is ordered; `did_open`, `did_change` and `did_close` do all they do before it.
//! No handler awaits a request to the client, and none computes on an async thread.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, ExecuteCommandParams, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams,
    ServerInfo, Url,
};
use tower_lsp::{LanguageServer, async_trait};

use super::buffer::Buffer;
use super::capabilities::Agreed;
use super::requests::{ask, code_action, completion, definition, diagnostic, execute_command, hover};
use super::session::Session;
use super::transport::Events;
use super::{diagnostics, store, worker};
use crate::{annotations, workspace};

/// The server as `tower_lsp` sees it.
pub struct Backend {
    /// The state behind it.
    pub session: Arc<Session>,
    /// Where the end of the client's process is told.
    pub events: Events,
}

#[async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let agreed = Agreed::with(&params.capabilities, params.locale.as_deref());
        self.session.start(agreed, params.initialization_options.as_ref());
        if let Some(pid) = params.process_id {
            self.events.watch_client(pid);
        }
        let client = params.client_info.map_or_else(|| "unnamed".to_owned(), |client| client.name);
        tracing::info!(client, ?agreed, "initialize");
        Ok(InitializeResult {
            capabilities: agreed.answer(),
            server_info: Some(ServerInfo {
                name: "hashiya".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        if self.session.agreed().watches {
            let settings = format!("**/{}", workspace::FILE_NAME);
            let models = format!("**/*.{}", workspace::MODEL_EXTENSION);
            let records = format!("**/{}/*.toml", workspace::authority::FOLDER);
            let vocabulary = format!("**/{}", workspace::vocabulary::FILE_NAME);
            let sidecars = format!("**/*{}", annotations::sidecar::ENDING);
            let rejections = format!("**/{}", workspace::rejections::FILE);
            let watchers = [settings, models, records, vocabulary, sidecars, rejections]
                .map(|glob| json!({ "globPattern": glob }));
            self.session.request(
                "client/registerCapability",
                json!({ "registrations": [{
                    "id": "settings",
                    "method": "workspace/didChangeWatchedFiles",
                    "registerOptions": { "watchers": watchers },
                }] }),
            );
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.session.configuration.set_client(&params.settings);
        worker::wake_all(&self.session);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let uris: Vec<Url> = params.changes.into_iter().map(|change| change.uri).collect();
        let (sidecars, others): (Vec<Url>, Vec<Url>) =
            uris.into_iter().partition(|uri| uri.path().ends_with(annotations::sidecar::ENDING));
        for buffer in store::articles(&self.session, &sidecars) {
            let session = Arc::clone(&self.session);
            self.session
                .runtime
                .spawn_blocking(move || store::reload(&session, &buffer, &mut buffer.engine.lock()));
        }
        // A client that does not say what changed means everything.
        if sidecars.is_empty() || !others.is_empty() {
            self.session.configuration.touch();
            worker::wake_all(&self.session);
        }
    }

    async fn shutdown(&self) -> Result<()> {
        self.session.shut_down.store(true, Ordering::SeqCst);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let buffer = Buffer::open(document.uri, document.language_id, document.version, &document.text);
        // Opening twice is a fault of the client; the later text is the truth.
        if let Some(before) = self.session.open(Arc::clone(&buffer)) {
            tracing::warn!(uri = %before.uri, "opened twice");
            before.close();
        }
        worker::wake(&self.session, &buffer);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        let Some(buffer) = self.session.buffer(&document.uri) else {
            tracing::warn!(uri = %document.uri, "a change of a document that is not open");
            return;
        };
        let encoding = self.session.agreed().encoding;
        buffer.text.lock().change(document.version, params.content_changes, encoding);
        worker::wake(&self.session, &buffer);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let Some(buffer) = self.session.close(&params.text_document.uri) else {
            tracing::warn!(uri = %params.text_document.uri, "a document was closed that is not open");
            return;
        };
        buffer.close();
        let (session, closed) = (Arc::clone(&self.session), Arc::clone(&buffer));
        self.session.runtime.spawn_blocking(move || store::close(&session, &mut closed.engine.lock()));
        if !self.session.agreed().pull {
            diagnostics::clear(&self.session.outbox, &buffer.uri);
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let session = Arc::clone(&self.session);
        let saved = ask(&self.session, &params.text_document.uri, move |engine, _| {
            store::save(&session, engine);
            Some(())
        });
        // A later text will be saved again.
        let _ = saved.await;
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        hover::hover(&self.session, params).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        definition::definition(&self.session, params).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        completion::completion(&self.session, params).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        code_action::code_action(&self.session, params).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        code_action::resolve(&self.session, action).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        diagnostic::diagnostic(&self.session, params).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        execute_command::execute_command(&self.session, params).await
    }
}
