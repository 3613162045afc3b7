//! What the client and we agree on at `initialize`.

use tower_lsp::lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    DiagnosticOptions, DiagnosticServerCapabilities, ExecuteCommandOptions, HoverProviderCapability, OneOf,
    ResourceOperationKind, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
};

use super::convert;
use super::requests::execute_command;
use crate::text::Language;
use crate::text::position::Encoding;

/// The outcome, fixed for the life of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one capability of the protocol")]
pub struct Agreed {
    /// What columns count.
    pub encoding: Encoding,
    /// The client asks for diagnostics. Then they are never pushed, or it would show each twice.
    pub pull: bool,
    /// The client asks for the edit of an action once it is chosen.
    pub resolves: bool,
    /// The client takes edits that name the version they are for.
    pub document_changes: bool,
    /// The client makes edits that we ask for.
    pub applies: bool,
    /// The client shows what edits are for before it makes them.
    pub change_annotations: bool,
    /// The client creates files that an edit asks for.
    pub creates: bool,
    /// The client asks again for diagnostics when told to.
    pub refreshes: bool,
    /// The client watches files for us.
    pub watches: bool,
    /// The language of the client's menus, as far as it is one of ours.
    pub locale: Language,
}

impl Default for Agreed {
    fn default() -> Self {
        Self::with(&ClientCapabilities::default(), None)
    }
}

impl Agreed {
    /// Chooses what the client prefers: the first encoding of its own list that we know, UTF-16 when it names none.
    pub fn with(client: &ClientCapabilities, locale: Option<&str>) -> Self {
        let offered = client.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let encoding = offered.unwrap_or_default().iter().find_map(convert::encoding);
        let pull = client.text_document.as_ref().is_some_and(|text| text.diagnostic.is_some());
        let actions = client.text_document.as_ref().and_then(|text| text.code_action.as_ref());
        let workspace = client.workspace.as_ref();
        Self {
            encoding: encoding.unwrap_or_default(),
            pull,
            resolves: actions
                .and_then(|actions| actions.resolve_support.as_ref())
                .is_some_and(|resolve| resolve.properties.iter().any(|property| property == "edit")),
            document_changes: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref())
                .and_then(|edit| edit.document_changes)
                .unwrap_or(false),
            applies: workspace.and_then(|workspace| workspace.apply_edit).unwrap_or(false),
            change_annotations: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref())
                .is_some_and(|edit| edit.change_annotation_support.is_some()),
            creates: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref())
                .and_then(|edit| edit.resource_operations.as_deref())
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
            refreshes: workspace
                .and_then(|workspace| workspace.diagnostic.as_ref())
                .and_then(|diagnostic| diagnostic.refresh_support)
                .unwrap_or(false),
            watches: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref())
                .and_then(|files| files.dynamic_registration)
                .unwrap_or(false),
            // `ar-EG` is Arabic.
            locale: locale
                .and_then(|locale| Language::parse(locale.split(['-', '_']).next().unwrap_or_default()))
                .unwrap_or(Language::English),
        }
    }

    /// What we tell the client we can do.
    pub fn answer(self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(convert::encoding_kind(self.encoding)),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                ..TextDocumentSyncOptions::default()
            })),
            definition_provider: Some(OneOf::Left(true)),
            completion_provider: Some(CompletionOptions::default()),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QUICKFIX,
                    CodeActionKind::REFACTOR_REWRITE,
                    CodeActionKind::new("source.hashiya"),
                    CodeActionKind::new("source.fixAll.hashiya"),
                ]),
                resolve_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: execute_command::COMMANDS.iter().map(ToString::to_string).collect(),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            diagnostic_provider: self.pull.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some("hashiya".to_owned()),
                    inter_file_dependencies: false,
                    workspace_diagnostics: false,
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                })
            }),
            ..ServerCapabilities::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(client: serde_json::Value, encoding: Encoding, pull: bool) {
        let client = serde_json::from_value(client).unwrap();
        let agreed = Agreed::with(&client, Some("ar-EG"));
        assert_eq!((agreed.encoding, agreed.pull), (encoding, pull));
        assert_eq!(agreed.answer().diagnostic_provider.is_some(), pull);
    }

    #[test]
    fn follows_the_order_of_the_client() {
        let offer = |list: &[&str]| json!({ "general": { "positionEncodings": list } });
        check(json!({}), Encoding::Utf16, false);
        check(offer(&[]), Encoding::Utf16, false);
        check(offer(&["utf-16", "utf-8"]), Encoding::Utf16, false);
        check(offer(&["utf-8", "utf-16"]), Encoding::Utf8, false);
        check(offer(&["utf-7", "utf-32"]), Encoding::Utf32, false);
        check(offer(&["utf-7"]), Encoding::Utf16, false);
    }

    #[test]
    fn pulls_or_pushes_but_never_both() {
        check(json!({ "textDocument": { "diagnostic": {} } }), Encoding::Utf16, true);
        check(json!({ "textDocument": { "publishDiagnostics": {} } }), Encoding::Utf16, false);
    }
}
