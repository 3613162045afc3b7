//! `workspace/executeCommand`: the commands every editor can run without code of its own.

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::ExecuteCommandParams;

use crate::server::session::Session;

/// The names we tell the client.
pub const COMMANDS: &[&str] = &[];

/// Answers the request.
#[expect(clippy::unused_async, reason = "until there is something to wait for")]
pub async fn execute_command(_session: &Session, params: ExecuteCommandParams) -> Result<Option<Value>> {
    Err(Error::invalid_params(format!("Hashiya has no command \"{}\"", params.command)))
}
