//! `textDocument/diagnostic`: the list of a document, for clients that ask instead of being told.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use super::ask;
use crate::server::session::Session;

/// Answers the request; a list the client already holds is named, not sent again.
pub async fn diagnostic(
    session: &Session,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let known = params.previous_result_id;
    let report = ask(session, &params.text_document.uri, move |engine, _| {
        let result_id = engine.cache.result_id();
        Some(if known.as_ref() == Some(&result_id) {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
            })
        } else {
            full(Some(result_id), engine.cache.diagnostics())
        })
    })
    .await?;
    Ok(DocumentDiagnosticReportResult::Report(report.unwrap_or_else(|| full(None, Vec::new()))))
}

fn full(result_id: Option<String>, items: Vec<tower_lsp::lsp_types::Diagnostic>) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}
