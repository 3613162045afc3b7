//! A decision about an entity in all articles of the workspace: open ones as they are in the editor, the others as they
//! are on the disk.
//!
//! Where annotations are tags in the text, all articles together are one edit that the client is asked to make, so one
//! undo; where they are beside it, they are written. One article is looked at at a time, and no two are locked at once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde_json::json;
use tower_lsp::lsp_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Url,
    WorkspaceEdit,
};

use super::buffer::Buffer;
use super::cancel::Cancelled;
use super::session::Session;
use super::worker::Engine;
use super::{convert, store};
use crate::actions::{self, Plan};
use crate::text::position::Positions;
use crate::workspace::{articles, rejections};

/// Does `plan` in every article of the workspace that `uri` is of; how many articles changed. Reads files.
pub fn decide(
    session: &Arc<Session>,
    uri: &Url,
    plan: &Plan,
    cancelled: &Cancelled,
) -> Result<usize, String> {
    let path =
        uri.to_file_path().map_err(|()| "save the article first: its workspace is not known".to_owned())?;
    let open: FxHashMap<PathBuf, Arc<Buffer>> = session
        .buffers()
        .into_iter()
        .filter_map(|buffer| Some((buffer.uri.to_file_path().ok()?, buffer)))
        .collect();
    let (mut changed, mut edits) = (0, Vec::new());
    for article in articles::below(&rejections::root(&path)) {
        if cancelled.is_set() {
            return Err("cancelled; what was written so far stays".to_owned());
        }
        let done = match open.get(&article) {
            Some(buffer) => {
                let mut engine = buffer.engine.lock();
                if engine.kept.is_beside() {
                    usize::from(store::decide(session, buffer, &mut engine, plan)?)
                } else {
                    let version = Some(engine.version);
                    push(&mut edits, session, &engine, buffer.uri.clone(), version, plan)
                }
            }
            None => closed(session, &article, plan, &mut edits),
        };
        changed += done;
    }
    if !edits.is_empty() {
        if !session.agreed().applies {
            let what = "this editor makes no edits that a server asks for: tag article by article, or keep annotations beside the text";
            return Err(what.to_owned());
        }
        let edit = WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(edits)),
            ..WorkspaceEdit::default()
        };
        session.request("workspace/applyEdit", json!({ "label": "Tags in all articles", "edit": edit }));
    }
    Ok(changed)
}

/// Does it in an article that is not open; what is no text is passed over.
fn closed(session: &Arc<Session>, article: &Path, plan: &Plan, edits: &mut Vec<TextDocumentEdit>) -> usize {
    let (Ok(uri), Ok(text)) = (Url::from_file_path(article), std::fs::read_to_string(article)) else {
        return 0;
    };
    let mut engine = Engine::of(session, &uri, &text);
    if !engine.kept.is_beside() {
        return push(edits, session, &engine, uri, None, plan);
    }
    let stored = engine.with_document(|document| actions::store(document, &text, plan)).unwrap_or(false);
    if stored {
        store::save(session, &mut engine);
    }
    usize::from(stored)
}

/// Adds the edits of one article; one if there are any.
fn push(
    edits: &mut Vec<TextDocumentEdit>,
    session: &Session,
    engine: &Engine,
    uri: Url,
    version: Option<i32>,
    plan: &Plan,
) -> usize {
    let Some(document) = engine.document() else { return 0 };
    let text = engine.rope.to_string();
    let mut positions = Positions::new(&engine.rope, session.agreed().encoding);
    let here: Vec<OneOf<TextEdit, _>> = actions::edits(document, &text, engine.dialect(), plan)
        .into_iter()
        .map(|edit| OneOf::Left(TextEdit::new(convert::range(&mut positions, edit.span), edit.replacement)))
        .collect();
    if here.is_empty() {
        return 0;
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
    edits.push(TextDocumentEdit { text_document, edits: here });
    1
}
