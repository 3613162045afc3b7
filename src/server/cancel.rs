//! Work off the async threads, and how it learns that nobody waits for it any more.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};

/// Set once the request was cancelled. Long work looks at it now and then and leaves.
#[derive(Clone, Debug, Default)]
pub struct Cancelled(Arc<AtomicBool>);

impl Cancelled {
    /// True once nobody waits for the result.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Sets the flag when the future that holds it is dropped, which is how a cancelled request ends.
struct OnDrop(Cancelled);

impl Drop for OnDrop {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

/// Runs `work` on a thread that may block. A panic in it is a panic of the request, which the transport answers.
pub async fn blocking<T, F>(work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce(&Cancelled) -> T + Send + 'static,
{
    let cancelled = Cancelled::default();
    let guard = OnDrop(cancelled.clone());
    let result = spawn_blocking(move || work(&cancelled)).await;
    drop(guard);
    result.map_err(|error| match error.try_into_panic() {
        Ok(panic) => resume_unwind(panic),
        // The runtime is shutting down.
        Err(_) => Error::request_cancelled(),
    })
}
