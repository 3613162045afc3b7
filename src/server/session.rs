//! What the connection holds: the open buffers and what was agreed with the client.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use parking_lot::RwLock;
use rustc_hash::FxHashMap;
use serde_json::json;
use tokio::runtime::Handle;
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::Url;

use super::buffer::Buffer;
use super::capabilities::Agreed;
use super::configuration::Configuration;
use super::outbox::Outbox;

/// Shared by the loop, the handlers and the workers.
pub struct Session {
    /// The way to the client.
    pub outbox: Outbox,
    /// Where blocking work runs.
    pub runtime: Handle,
    /// Set when the client sent `shutdown`: the exit status depends on it.
    pub shut_down: AtomicBool,
    /// The user was told once that something failed here.
    told: AtomicBool,
    /// The document that something was decided about last: what a command without an argument is about.
    decided: RwLock<Option<Url>>,
    /// Numbers our requests.
    requests: AtomicU64,
    buffers: RwLock<FxHashMap<Url, Arc<Buffer>>>,
    agreed: OnceLock<Agreed>,
    /// What decides the settings of each document.
    pub configuration: Configuration,
}

impl Session {
    /// A session without a client yet.
    pub fn new(outbox: Outbox, runtime: Handle) -> Self {
        Self {
            outbox,
            runtime,
            shut_down: AtomicBool::new(false),
            told: AtomicBool::new(false),
            decided: RwLock::default(),
            requests: AtomicU64::new(1),
            buffers: RwLock::default(),
            agreed: OnceLock::new(),
            configuration: Configuration::default(),
        }
    }

    /// Fixes what `initialize` agreed on.
    pub fn start(&self, agreed: Agreed, options: Option<&serde_json::Value>) {
        if let Some(options) = options {
            self.configuration.set_client(options);
        }
        // The router lets `initialize` through only once.
        let _ = self.agreed.set(agreed);
    }

    /// What was agreed with the client.
    pub fn agreed(&self) -> Agreed {
        self.agreed.get().copied().unwrap_or_default()
    }

    /// Tells the user something that is to be mended outside of Hashiya.
    pub fn tell(&self, what: &str) {
        tracing::warn!("{what}");
        self.outbox.notify("window/showMessage", json!({ "type": 2, "message": what }));
    }

    /// Sends a request of ours. Nothing waits for the answer: none that we send is worth stopping for.
    pub fn request(&self, method: &'static str, params: serde_json::Value) {
        let id = i64::try_from(self.requests.fetch_add(1, Ordering::Relaxed)).unwrap_or(0);
        let request = Request::build(method).id(id);
        let request = if params.is_null() { request } else { request.params(params) };
        self.outbox.request(&request.finish());
    }

    /// Remembers that something was decided about a document.
    pub fn decide(&self, uri: &Url) {
        *self.decided.write() = Some(uri.clone());
    }

    /// The document that something was decided about last.
    pub fn decided(&self) -> Option<Url> {
        self.decided.read().clone()
    }

    /// Every open buffer.
    pub fn buffers(&self) -> Vec<Arc<Buffer>> {
        self.buffers.read().values().cloned().collect()
    }

    /// The status to leave with: the protocol wants 0 after `shutdown` and 1 without.
    pub fn status(&self) -> u8 {
        u8::from(!self.shut_down.load(Ordering::SeqCst))
    }

    /// Reports a fault of ours: in the user's face the first time, in the editor's log from then on.
    pub fn report(&self, what: &str) {
        tracing::error!("{what}");
        let before = self.told.swap(true, Ordering::Relaxed);
        let method = if before { "window/logMessage" } else { "window/showMessage" };
        let message =
            format!("Hashiya: {what}. This is a fault of Hashiya, not of your text; it goes on working.");
        self.outbox.notify(method, json!({ "type": 1, "message": message }));
    }

    /// The open buffer of `uri`.
    pub fn buffer(&self, uri: &Url) -> Option<Arc<Buffer>> {
        self.buffers.read().get(uri).cloned()
    }

    /// Holds `buffer`; a buffer of the same name that was open before is returned.
    pub fn open(&self, buffer: Arc<Buffer>) -> Option<Arc<Buffer>> {
        self.buffers.write().insert(buffer.uri.clone(), buffer)
    }

    /// Lets go of the buffer of `uri`.
    pub fn close(&self, uri: &Url) -> Option<Arc<Buffer>> {
        self.buffers.write().remove(uri)
    }
}
