//! `textDocument/codeAction` and its resolve: what can be done here, and the edit once one is chosen.

use jiff::{Timestamp, tz::TimeZone};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    CodeActionResponse, Command, Diagnostic, DocumentChanges, NumberOrString, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::execute_command::{DECIDE, Decision};
use super::{add_record, ask};
use crate::actions::{self, Action, Kind, Plan};
use crate::lints;
use crate::server::capabilities::Agreed;
use crate::server::convert;
use crate::server::session::Session;
use crate::server::worker::Engine;
use crate::text::Span;
use crate::text::position::Positions;

/// The actions at a range. Their edits are left for the resolve, unless the client cannot ask for them.
pub async fn code_action(session: &Session, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
    let agreed = session.agreed();
    let uri = params.text_document.uri;
    let today = TimeZone::UTC.to_datetime(Timestamp::now()).date().to_string();
    ask(session, &uri.clone(), move |engine, _| {
        let document = engine.document()?;
        let span = convert::span(&engine.rope, params.range, agreed.encoding);
        let only = params.context.only.as_deref();
        let mut preferred = true;
        let mut all = actions::offer(document, |span| engine.text(span), span, &today);
        // Whoever asks for nothing else, on saving for example, may ask at any place.
        let asks_to_fix = only.is_some_and(|only| only.iter().any(|o| includes(o, &kind(Kind::FixAll))));
        if asks_to_fix && all.iter().all(|action| action.kind != Kind::FixAll) {
            all.push(actions::fix_all());
        }
        // One of several ways to mend a finding is nobody's first choice.
        let single: Vec<bool> = all.iter().map(|action| is_likeliest(action, &all)).collect();
        let offered = all
            .into_iter()
            .zip(single)
            .filter(|(action, _)| {
                !matches!(action.plan, Plan::AddRecord { .. }) || add_record::possible(&uri, agreed)
            })
            .filter(|(action, _)| {
                only.is_none_or(|only| only.iter().any(|o| includes(o, &kind(action.kind))))
            })
            .map(|(action, is_likeliest)| {
                let mends = mended(engine, &action, &params.context.diagnostics, agreed.encoding);
                let is_preferred = (is_likeliest && preferred).then_some(true);
                preferred &= is_preferred.is_none();
                let chosen = Decision { uri: uri.clone(), plan: action.plan };
                let by_command = chosen.plan.is_command(engine.kept.is_beside());
                let argument = serde_json::to_value(&chosen).ok();
                let offered = CodeAction {
                    title: action.title,
                    kind: Some(kind(action.kind)),
                    diagnostics: (!mends.is_empty()).then_some(mends),
                    is_preferred,
                    ..CodeAction::default()
                };
                CodeActionOrCommand::CodeAction(if by_command {
                    let command = Command {
                        title: offered.title.clone(),
                        command: DECIDE.to_owned(),
                        arguments: argument.map(|argument| vec![argument]),
                    };
                    CodeAction { command: Some(command), ..offered }
                } else {
                    let edit = (!agreed.resolves).then(|| edit(engine, &chosen, agreed));
                    CodeAction { edit, data: argument, ..offered }
                })
            })
            .collect();
        Some(offered)
    })
    .await
}

/// The edit of one of them, worked out against the text as it is now.
pub async fn resolve(session: &Session, mut action: CodeAction) -> Result<CodeAction> {
    let agreed = session.agreed();
    let chosen: Decision =
        action.data.clone().and_then(|data| serde_json::from_value(data).ok()).ok_or_else(|| {
            Error::invalid_params("this action is none of Hashiya's: its data cannot be read")
        })?;
    let uri = chosen.uri.clone();
    action.edit = ask(session, &uri, move |engine, _| Some(edit(engine, &chosen, agreed))).await?;
    Ok(action)
}

fn edit(engine: &Engine, chosen: &Decision, agreed: Agreed) -> WorkspaceEdit {
    if let Plan::AddRecord { start, end } = chosen.plan {
        return add_record::edit(engine, &chosen.uri, Span::new(start, end), agreed).unwrap_or_default();
    }
    let edits = engine.document().map(|document| {
        let text = engine.rope.to_string();
        actions::edits(document, &text, engine.dialect(), &chosen.plan)
    });
    let mut positions = Positions::new(&engine.rope, agreed.encoding);
    let edits: Vec<TextEdit> = edits
        .unwrap_or_default()
        .into_iter()
        .map(|edit| TextEdit::new(convert::range(&mut positions, edit.span), edit.replacement))
        .collect();
    if agreed.document_changes {
        let text_document = OptionalVersionedTextDocumentIdentifier {
            uri: chosen.uri.clone(),
            version: Some(engine.version),
        };
        if agreed.change_annotations && chosen.plan.is_bulk() {
            return annotated(text_document, edits);
        }
        let edits = edits.into_iter().map(OneOf::Left).collect();
        let document_changes = Some(DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]));
        return WorkspaceEdit { document_changes, ..WorkspaceEdit::default() };
    }
    WorkspaceEdit::new([(chosen.uri.clone(), edits)].into())
}

/// Edits that a client can preview: they say what they are for.
fn annotated(text_document: OptionalVersionedTextDocumentIdentifier, edits: Vec<TextEdit>) -> WorkspaceEdit {
    const TAGS: &str = "tags";
    let edits = edits
        .into_iter()
        .map(|text_edit| OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: TAGS.to_owned() }))
        .collect();
    let annotation =
        ChangeAnnotation { label: "Tags".to_owned(), needs_confirmation: Some(false), description: None };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }])),
        change_annotations: Some([(TAGS.to_owned(), annotation)].into()),
        ..WorkspaceEdit::default()
    }
}

/// True for the one way to mend a finding, and for tagging a mention as what it is.
fn is_likeliest(action: &Action, all: &[Action]) -> bool {
    let ways = || {
        let same = |other: &&Action| {
            matches!(other.plan, Plan::Fix { .. }) && (other.mends, other.rule) == (action.mends, action.rule)
        };
        all.iter().filter(same).count()
    };
    match action.plan {
        Plan::Fix { .. } => ways() == 1,
        Plan::Ignore { .. } => false,
        _ => action.kind == Kind::QuickFix,
    }
}

/// The client's diagnostics that an action answers.
fn mended(
    engine: &Engine,
    action: &Action,
    diagnostics: &[Diagnostic],
    encoding: crate::text::position::Encoding,
) -> Vec<Diagnostic> {
    let Some(span) = action.mends else { return Vec::new() };
    let range: Range = convert::range(&mut Positions::new(&engine.rope, encoding), span);
    let answers = |diagnostic: &&Diagnostic| match (&diagnostic.code, action.rule) {
        (Some(NumberOrString::String(code)), Some(rule)) => code == rule,
        (Some(NumberOrString::String(code)), None) => lints::rules().all(|rule| rule.name != code),
        (_, rule) => rule.is_none(),
    };
    diagnostics.iter().filter(|d| d.range == range).filter(answers).cloned().collect()
}

fn kind(kind: Kind) -> CodeActionKind {
    match kind {
        Kind::QuickFix => CodeActionKind::QUICKFIX,
        Kind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        Kind::Source => CodeActionKind::new("source.hashiya"),
        Kind::FixAll => CodeActionKind::new("source.fixAll.hashiya"),
    }
}

/// Kinds are paths: asking for `refactor` asks for `refactor.rewrite` too.
fn includes(asked: &CodeActionKind, kind: &CodeActionKind) -> bool {
    kind.as_str().strip_prefix(asked.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        || asked.as_str().is_empty()
}
