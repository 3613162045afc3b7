//! `workspace/executeCommand`: the commands every editor can run without code of its own.
//!
//! What changes the text travels as an edit; a command is what changes files beside it: annotations that are kept there,
//! and what was rejected.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandParams, Url};

use super::ask;
use crate::actions::Plan;
use crate::server::cancel::blocking;
use crate::server::session::Session;
use crate::server::{everywhere, store};

/// Does what was decided at a place of a document.
pub const DECIDE: &str = "hashiya.decide";
/// Takes back the last decision about the annotations beside a document.
pub const UNDO: &str = "hashiya.undoAnnotation";

/// The names we tell the client.
pub const COMMANDS: &[&str] = &[DECIDE, UNDO];

/// What [`DECIDE`] is about.
#[derive(Debug, Serialize, Deserialize)]
pub struct Decision {
    /// The document.
    pub uri: Url,
    /// What to do.
    pub plan: Plan,
}

/// What [`UNDO`] is about: a document's address, alone or as a member; without one, the last document.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum About {
    Plain(Url),
    Member { uri: Url },
    Last(()),
}

/// Answers the request: whether anything changed.
pub async fn execute_command(session: &Arc<Session>, params: ExecuteCommandParams) -> Result<Option<Value>> {
    let argument = params.arguments.into_iter().next().unwrap_or_default();
    match params.command.as_str() {
        DECIDE => {
            let Decision { uri, plan } = read(&params.command, argument)?;
            session.decide(&uri);
            let (session_, uri_) = (Arc::clone(session), uri.clone());
            if matches!(plan, Plan::TagEverywhere { .. }) {
                let done =
                    blocking(move |cancelled| Ok(everywhere::decide(&session_, &uri_, &plan, cancelled)));
                return match done.await?? {
                    Ok(changed) => Ok(Some(changed.into())),
                    Err(problem) => Err(Error { message: problem.into(), ..Error::internal_error() }),
                };
            }
            let done = ask(session, &uri, move |engine, _| {
                let buffer = session_.buffer(&uri_)?;
                Some(store::decide(&session_, &buffer, engine, &plan))
            })
            .await?;
            match done {
                Some(Ok(changed)) => Ok(Some(changed.into())),
                Some(Err(problem)) => Err(Error { message: problem.into(), ..Error::internal_error() }),
                None => Err(Error::invalid_params(format!("{uri} is not open"))),
            }
        }
        UNDO => {
            let uri = match read(&params.command, argument)? {
                About::Plain(uri) | About::Member { uri } => uri,
                About::Last(()) => match session.decided() {
                    Some(uri) => uri,
                    None => return Ok(Some(false.into())),
                },
            };
            let (session_, uri_) = (Arc::clone(session), uri.clone());
            let undone = ask(session, &uri, move |engine, _| {
                let buffer = session_.buffer(&uri_)?;
                Some(store::undo(&session_, &buffer, engine))
            })
            .await?;
            undone
                .map(|undone| Some(undone.into()))
                .ok_or_else(|| Error::invalid_params(format!("{uri} is not open")))
        }
        other => Err(Error::invalid_params(format!("Hashiya has no command \"{other}\""))),
    }
}

fn read<T: serde::de::DeserializeOwned>(command: &str, argument: Value) -> Result<T> {
    serde_json::from_value(argument)
        .map_err(|error| Error::invalid_params(format!("the argument of {command} cannot be read: {error}")))
}
